"""Titles in Latin letters: by their spelling, by their sound, and by the components of a style."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from khnorm.names.either import Claim, claim
from khnorm.names.elements import bands
from khnorm.names.folds import title_sound
from khnorm.names.lookups import Near
from khnorm.names.page import Hit, Page
from khnorm.names.persons import is_person
from khnorm.names.spelling import corrected, spelled
from khnorm.names.styles import Slot, Slots, best_style, is_name, slots_of
from khnorm.names.vocabulary import Form, vocabulary
from khnorm.names.words import LATIN, NUMBER, Word

__all__ = ["can_begin", "goes_on", "match_latin", "may_open", "opens"]

_WINDOW = 18  # words of the longest title, the regnal style, with room
_SLOTS = 14
_NAME_WORDS = 4
_SPELT = (LATIN, NUMBER)
_SPLIT = 7  # letters of the shortest one-word title that is also known cut in two
_LONE = 4  # letters of the shortest one-word title that is known misspelt
_LONG_LONE = 7  # from here on a letter wrong may change the sound
# Categories whose one-word titles are English and French, unlike any Khmer name.
_FOREIGN = frozenset(("military", "police", "diplomatic", "office", "academic"))
_PLURAL = 5  # letters of the shortest plural: Oknhas, Deputy Prime Ministers


def may_open(word: Word) -> bool:
    """Tell whether something can begin with a Latin word at all (`opens`); asked once."""
    found = word.known.opens
    if found is None:
        found = word.known.opens = opens(word.letters)
    return found


@lru_cache(maxsize=1 << 16)
def opens(letters: str) -> bool:
    """Tell whether a Latin word can begin a title, an office or a context term at all.

    Nearly no word of a name can: asking this first is what makes names fast.

    Args:
        letters: what `latin_letters` gave.

    Returns:
        False where nothing in the tables begins with the word or with something like it.

    Examples:
        >>> opens("samdach"), opens("sokha")
        (True, False)
    """
    words = vocabulary()
    if letters in words.first_words or letters in words.forms.entries:
        return True
    if letters.endswith("s") and letters[:-1] in words.forms.entries:
        return True
    if not is_name(letters) and title_sound(letters) in words.first_sounds:
        return True
    if slots_of(letters):
        return True
    if bands(letters):
        return False
    mended = corrected(letters)
    return (mended != letters and opens(mended)) or _nearest_lone(letters) is not None


def can_begin(words: Sequence[Word], index: int) -> bool:
    """Tell whether a title, an office or a context term can begin at a Latin word of a text.

    Args:
        words: all words of the text.
        index: which word.

    Returns:
        False where the word only begins what is not written here: *Sor* is no term before Chhun.
    """
    word = words[index]
    letters = spelled(word)
    opening = may_open(word) if letters == word.letters else opens(letters)
    if not opening and not (index + 1 < len(words) and _leads_title(word, words[index + 1])):
        return False
    return letters != word.letters or _opens_alone(letters) or goes_on(words, index)


@lru_cache(maxsize=1 << 14)
def _opens_alone(letters: str) -> bool:
    """Tell whether a word can be a whole title or term."""
    words = vocabulary()
    for known in (letters, letters.removesuffix("s")):
        if known in words.forms.entries or known in words.contexts.entries:
            return True
    slots = slots_of(letters)
    return (
        len(slots) > 1
        or (len(slots) == 1 and words.lone_components.issuperset(slots[0]))
        or title_sound(letters) in words.sounds.entries
        or (bands(letters) is None and _nearest_lone(letters) is not None)
    )


def goes_on(words: Sequence[Word], index: int) -> bool:
    """Tell whether a word can begin a title or term together with the one behind it."""
    if index + 1 == len(words):
        return False
    letters, following = words[index].letters, words[index + 1]
    if following.kind is not LATIN:
        return following.kind is NUMBER or following.text == "#"
    found = vocabulary()
    for second in (following.letters, spelled(following)):
        for joined in (letters + second, (letters + second).removesuffix("s")):
            if found.forms.begins(joined) or found.contexts.begins(joined):
                return True
    sound = title_sound(letters)
    if sound in found.first_sounds and found.sounds.begins(sound + title_sound(following.letters)):
        return True
    size, slots = _component(words, index, len(words))
    return size == 2 or bool(slots and _component(words, index + 1, len(words))[1])


def match_latin(page: Page, index: int, stop: int) -> Hit | None:
    """Read the longest Latin title that begins at a word; a known spelling wins among equals."""
    words = vocabulary()
    letters = page.words[index].letters
    best = _spelt(page, index, stop)
    led = letters in words.first_words
    if slots_of(letters) or (led and _component(page.words, index, stop)[1]):
        best = _longer(best, _styled(page, index, stop))
    sound = title_sound(letters)
    if sound in words.first_sounds and sound in words.sounds.beginnings:
        best = _longer(best, _heard(page, index, stop))
    return best or _alike(page, index, stop)


def _longer(best: Hit | None, other: Hit | None) -> Hit | None:
    return other if other and (best is None or other.after > best.after) else best


def _hit(page: Page, form: Form, first: int, after: int, weak: bool) -> Hit:
    last = page.words[after - 1]
    end = last.end + 1 if last.dot else last.end
    return Hit(form.id, form.category, first, after, page.words[first].start, end, weak)


def _spelt(page: Page, index: int, stop: int) -> Hit | None:
    """The longest spelling of the tables, case, accents, dots, spaces and hyphens aside."""
    forms = vocabulary().forms
    joined = ""
    found: Hit | None = None
    for after, word in enumerate(page.words[index : min(stop, index + _WINDOW)], start=index + 1):
        if word.kind not in _SPELT and word.text != "#":
            break
        piece = spelled(word)
        if word.kind is NUMBER and joined + piece not in forms.beginnings:
            piece = "#"
        joined += piece
        known = joined in forms.beginnings
        if not known and joined[-1:] != "s":
            break
        form = forms.entries.get(joined)
        if form is None and joined.endswith("s") and len(joined) > _PLURAL:
            form = forms.entries.get(joined[:-1])
        # What stands after names also stands before them: Bhante, PhD; but a Jr. does not.
        led = form and (not form.suffix or (not form.weak and page.following(after, stop) > 1))
        if form and led and _fits(page, form, joined, index, after, stop):
            weak = form.weak and not _is_cut_short(page, form, index, after, stop)
            found = _hit(page, form, index, after, weak)
        if word.possessive or not known:
            break
    return found


def _is_cut_short(page: Page, form: Form, first: int, after: int, stop: int) -> bool:
    """Tell whether words are plainly an abbreviation: H.E Sok, or HE Sok An among small letters."""
    word = page.words[first]
    capitals = form.acronym and word.text.isupper() and not page.capitals
    return word.dot or (capitals and page.following(after, stop) > 1)


def _fits(page: Page, form: Form, joined: str, first: int, after: int, stop: int) -> bool:
    """Tell whether words spelt like a title are written like one."""
    words = page.words[first:after]
    if len(joined) == 1 or (not joined.isalpha() and len(words) == 1):
        alone = after >= stop or len(page.words[after].text) > 1  # M. Sok, but no initials M. A.
        return words[0].dot and alone and page.following(after, stop) > 1
    if len(words) > 1:
        if all(len(word.text) == 1 for word in words):
            return words[0].dot or words[0].text.isupper()
        # Two names are not one short title: La Te is not *late*.
        return not (form.single and len(joined) < _SPLIT and all(word.gap for word in words[1:]))
    word = words[0]
    if word.dot:
        return True
    if form.acronym:
        if sum(map(str.isupper, word.text)) < min(2, len(joined)):
            return False
        return page.following(after, stop) > 1 or not (page.capitals or is_name(joined))
    if not form.dotted or not is_name(joined):
        return True
    common = word.text.islower() and not page.small  # then Prime Minister, but Then Sok Chea
    return common or _leads_bearer(page, form, first, after, stop)


def _leads_bearer(page: Page, form: Form, first: int, after: int, stop: int) -> bool:
    """Tell whether a word, rather a family name, stands before who may bear it: Ven Tep Vong.

    A person of the tables is named behind it, if of two words then plainly.
    """
    joined = ""
    name = page.words[after : min(stop, after + _NAME_WORDS)]
    for count, word in enumerate(name, start=1):
        joined += word.letters
        if is_person(joined):
            return count != 2 or claim(form, page.words[first], *name[:2]) is not Claim.FAMILY
    return False


def _heard(page: Page, index: int, stop: int) -> Hit | None:
    """The longest title that sounds like the words; their spelling is in no table.

    A word that is at home in names ends it only before a whole name, and if it is a known spelling
    of a component or the third word at least.
    """
    words = vocabulary()
    joined = ""
    found: Hit | None = None
    names = True
    for after, word in enumerate(page.words[index : min(stop, index + _WINDOW)], start=index + 1):
        if word.kind is not LATIN:
            break
        before, joined = joined, joined + title_sound(word.letters)
        if joined not in words.sounds.beginnings:
            break
        named = is_name(word.letters)
        if named and not before and not _is_title_word(word.letters):
            following = page.words[after : after + 1]
            if not following or not _leads_title(word, following[0]):
                break
        names = names and named
        form = words.sounds.entries.get(joined)
        if form and named:
            known = word.letters in words.components.entries or after - index > 2
            form = form if known and page.following(after, stop) > 1 else None
        if form:
            found = _hit(page, form, index, after, names)
        if word.possessive:
            break
    return found


def _leads_title(word: Word, following: Word) -> bool:
    """Tell whether a name may be a title's first word misspelt, by the second: Lak Chumteav."""
    return (
        following.kind is LATIN
        and title_sound(word.letters) in vocabulary().first_sounds
        and not is_name(following.letters)
        and may_open(following)
    )


def _is_title_word(letters: str) -> bool:
    words = vocabulary()
    return letters in words.components.entries or letters in words.forms.entries


def _alike(page: Page, index: int, stop: int) -> Hit | None:
    """A one-word title misspelt, where no name has the word and a whole name follows."""
    word = page.words[index]
    if word.kind is not LATIN or bands(word.letters) or page.following(index + 1, stop) < 2:
        return None
    following = page.words[index + 1]
    if not is_name(following.letters):
        return None
    form = _nearest_lone(word.letters)
    return _hit(page, form, index, index + 1, True) if form else None


@cache
def _lone_words() -> Near:
    return Near(vocabulary().lone)


@cache
def _lone_sounds() -> frozenset[str]:
    return frozenset(map(title_sound, vocabulary().lone))


def _nearest_lone(letters: str) -> Form | None:
    """The one-word title that a word misspells: a letter off, two in a long word.

    A short word must sound the same too, or it is a name as likely.
    """
    words = vocabulary()
    size = len(letters)
    if not _LONE <= size <= 20:
        return None
    if size < _LONG_LONE and title_sound(letters) not in _lone_sounds():
        return None
    found = _lone_words().nearest(letters, 1 if size < 9 else 2)
    if not found:
        return None
    nearest = found[0][0]
    short = size < _LONG_LONE or words.lone[nearest].category not in _FOREIGN
    if short and title_sound(nearest) != title_sound(letters):
        return None
    return words.lone[nearest]


def _styled(page: Page, index: int, stop: int) -> Hit | None:
    """A style read by its components (`khnorm.names.styles`)."""
    slots, ends, weak = _slots(page, index, stop)
    if not slots:
        return None
    words = vocabulary()
    anchored = not words.leading_components.isdisjoint(slots[0])
    for count in range(len(slots), 0, -1):
        after = ends[count - 1]
        if not after:
            continue
        if count == 1 and not words.lone_components.issuperset(slots[0]):
            return None
        style = best_style(tuple(slots[:count]))
        if style is None:
            continue
        complete = count >= len(style.components) - ("samdech" not in slots[0])
        if not anchored and not complete:
            continue
        left = page.following(after, stop)
        if weak[count - 1] and left < 2 and not (left == 0 and complete and count > 1):
            continue
        return _hit(page, Form(style.id, style.category), index, after, all(weak[:count]))
    return None


def _slots(page: Page, index: int, stop: int) -> tuple[list[Slot], list[int], list[bool]]:
    """Read words as components: the slots, the word after each (0 inside a word), and weakness."""
    slots: list[Slot] = []
    ends: list[int] = []
    weak: list[bool] = []
    place = index
    while place < stop and len(slots) < _SLOTS:
        word = page.words[place]
        if word.kind is not LATIN:
            break
        size, read = _component(page.words, place, stop)
        if not read and not slots:
            break
        if not read:
            if len(slots) < 2 or is_name(word.letters) or not _resumes(page, place + 1, stop):
                break
            read = ((),)
        slots += read
        ends += [0] * (len(read) - 1) + [place + size]
        weak += [size == 1 and is_name(word.letters)] * len(read)
        if page.words[place + size - 1].possessive:
            break
        place += size
    return slots, ends, weak


def _component(words: Sequence[Word], place: int, stop: int) -> tuple[int, Slots]:
    """Read a word, or two that are written apart, as title components: how many and which."""
    letters = words[place].letters
    if place + 1 < stop and words[place + 1].kind is LATIN:
        second = words[place + 1].letters
        pair = letters + second
        found = vocabulary()
        heard = not is_name(second) and title_sound(pair) in found.component_sounds
        if pair in found.components.entries or (heard and not slots_of(second)):
            return 2, slots_of(pair)
    return 1, slots_of(letters)


def _resumes(page: Page, place: int, stop: int) -> bool:
    """Tell whether after an unreadable word two more components follow."""
    after = page.words[place : min(place + 2, stop)]
    return len(after) == 2 and all(
        word.kind is LATIN and slots_of(word.letters) and not is_name(word.letters)
        for word in after
    )
