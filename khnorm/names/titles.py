"""The stack of titles, ranks, offices and courtesies, wherever it stands in a text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from khnorm.names.folds import khmer_skeleton, title_sound
from khnorm.names.styles import ANCHORS, Slot, best_style, is_name, slots_of
from khnorm.names.vocabulary import Form, bands, vocabulary
from khnorm.names.words import Kind, Word

__all__ = ["Hit", "Page", "end_of", "match", "word_after"]

_WINDOW = 18  # words of the longest title, the regnal style, with room
_SLOTS = 14
# Components that are a title by themselves, however they are spelt.
_ALONE = frozenset(("samdech", "oknha", "kralahom"))
_SIGNS = frozenset("\u17c8\u17c9\u17ca\u17cb\u17cc\u17cd\u17ce\u17cf\u17d0\u17d1")
_SPACES = frozenset(" \u200b")
_CLOSE = 6  # Khmer letters of the shortest title that may be written with spaces inside


class Hit(NamedTuple):
    """A title found: its words are `[first:after]`, its text `[start:end]`.

    `weak` tells that the words are a name too.
    """

    id: str
    category: str
    first: int
    after: int
    start: int
    end: int
    weak: bool = False


class Page:
    """Words of a normalized text in reading order, with what the matchers need to know."""

    __slots__ = ("_khmer", "capitals", "text", "words")

    def __init__(self, text: str, words: list[Word]) -> None:
        self.text = text
        self.words = words
        self.capitals = text.isupper()
        self._khmer: list[tuple[str, list[int]]] = []

    def part(self, words: list[Word]) -> Page:
        """Give a page of some of the words; what is known of the text is shared."""
        page = Page.__new__(Page)
        page.text, page.words, page.capitals = self.text, words, self.capitals
        page._khmer = self._khmer
        return page

    def skeleton_at(self, place: int) -> tuple[str, int, list[int]]:
        """Give the Khmer skeleton, the point in it that stands for a place, and all places."""
        if not self._khmer:
            self._khmer.append(khmer_skeleton(self.text))
        skeleton, places = self._khmer[0]
        return skeleton, bisect_left(places, place), places

    def following(self, index: int, stop: int, most: int = 3) -> int:
        """Count the words from an index on that can be part of a name, up to `most`."""
        count = 0
        for word in self.words[index:stop]:
            if not word.named:
                if word.text in ",(;":
                    break
                continue
            count += 1
            if count == most:
                break
        return count

    def cut(self, index: int, place: int) -> None:
        """Begin the word at an index later, at a place inside it."""
        word = self.words[index]
        text = self.text[place : word.end]
        self.words[index] = Word(word.kind, text, text, place, "")


def match(page: Page, index: int, stop: int) -> Hit | None:
    """Read the longest title that begins at a word.

    Args:
        page: the text.
        index: which word.
        stop: the first word out of reach.

    Returns:
        The title, or None. Where it ends inside a Khmer word, `after` is that word's index.

    Examples:
        >>> from khnorm.names.words import split
        >>> text = "Samdach Akkak Moha Sena Padey Dekjo Hun Sen"
        >>> hit = match(Page(text, split(text)), 0, 8)
        >>> hit.id, text[hit.start : hit.end]
        ('akka_moha_sena_padei_techo', 'Samdach Akkak Moha Sena Padey Dekjo')
    """
    word = page.words[index]
    if word.kind is Kind.LATIN or word.kind is Kind.NUMBER:
        return _match_latin(page, index, stop)
    if word.kind is Kind.KHMER:
        return _match_khmer(page, index, stop)
    return None


def _match_latin(page: Page, index: int, stop: int) -> Hit | None:
    spelt = _spelt(page, index, stop)
    styled = _styled(page, index, stop)
    if styled and (spelt is None or styled.after > spelt.after):
        return styled
    return spelt or _heard(page, index, stop)


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
        if word.kind is Kind.LATIN:
            joined += word.letters
        elif word.kind is Kind.NUMBER:
            joined += "#"
        elif word.text != "#":
            break
        form = forms.entries.get(joined)
        if form and not form.suffix and _fits(page, form, joined, index, after, stop):
            found = _hit(page, form, index, after, form.weak)
        if word.possessive or not forms.begins(joined):
            break
    return found


def _fits(page: Page, form: Form, joined: str, first: int, after: int, stop: int) -> bool:
    """Tell whether words spelt like a title are written like one."""
    words = page.words[first:after]
    if len(joined) == 1:
        return words[0].dot and page.following(after, stop) > 1
    if len(words) > 1:
        letters = all(len(word.text) == 1 for word in words)
        return not letters or words[0].dot or words[0].text.isupper()
    word = words[0]
    if word.dot:
        return True
    if form.acronym:
        if not word.text.isupper():
            return False
        return page.following(after, stop) > 1 or not (page.capitals or is_name(joined))
    return not (form.dotted and is_name(joined))


def _heard(page: Page, index: int, stop: int) -> Hit | None:
    """The longest title that sounds like the words; their spelling is in no table."""
    sounds = vocabulary().sounds
    joined = ""
    found: Hit | None = None
    names = True
    for after, word in enumerate(page.words[index : min(stop, index + _WINDOW)], start=index + 1):
        if word.kind is not Kind.LATIN:
            break
        joined += title_sound(word.letters)
        names = names and is_name(word.letters)
        form = sounds.entries.get(joined)
        if form and not (names and after - index == 1):
            found = _hit(page, form, index, after, names)
        if word.possessive or not sounds.begins(joined):
            break
    return found


def _styled(page: Page, index: int, stop: int) -> Hit | None:
    """A style read by its components (`khnorm.names.styles`)."""
    slots, ends, weak = _slots(page, index, stop)
    if not slots:
        return None
    for count in range(len(slots), 0, -1):
        after = ends[count - 1]
        if not after:
            continue
        if count == 1 and not (set(slots[0]) <= _ALONE):
            return None
        style = best_style(tuple(slots[:count]))
        if style is None:
            continue
        left = page.following(after, stop)
        if weak[count - 1] and left < 2 and not (left == 0 and count >= len(style.components) > 1):
            continue
        return _hit(page, Form(style.id, style.category), index, after, False)
    return None


def _slots(page: Page, index: int, stop: int) -> tuple[list[Slot], list[int], list[bool]]:
    """Read words as components: the slots, the word after each (0 inside a word), and weakness."""
    slots: list[Slot] = []
    ends: list[int] = []
    weak: list[bool] = []
    place = index
    while place < stop and len(slots) < _SLOTS:
        word = page.words[place]
        if word.kind is not Kind.LATIN:
            break
        size, read = 1, slots_of(word.letters)
        if place + 1 < stop and page.words[place + 1].kind is Kind.LATIN:
            pair = word.letters + page.words[place + 1].letters
            if pair in vocabulary().components.entries:
                size, read = 2, slots_of(pair)
        if not slots and (not read or ANCHORS.isdisjoint(read[0])):
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


def _resumes(page: Page, place: int, stop: int) -> bool:
    """Tell whether after an unreadable word two more components follow."""
    after = page.words[place : min(place + 2, stop)]
    return len(after) == 2 and all(
        word.kind is Kind.LATIN and slots_of(word.letters) and not is_name(word.letters)
        for word in after
    )


def _match_khmer(page: Page, index: int, stop: int) -> Hit | None:
    spelt = _spelt_khmer(page, index, stop)
    styled = _styled_khmer(page, index, stop)
    if styled and (spelt is None or styled.end > spelt.end):
        return styled
    return spelt


def end_of(page: Page, places: Sequence[int], last: int) -> int:
    """Where the text of a skeleton ends, its last signs included; -1 inside a cluster."""
    end = places[last] + 1
    text = page.text
    while end < len(text) and text[end] in _SIGNS:
        end += 1
    inside = end < len(text) and ("\u17b4" <= text[end] <= "\u17d3" and text[end] != "\u17d4")
    return -1 if inside else end


def word_after(page: Page, index: int, stop: int, end: int) -> int:
    """The first word that ends beyond a place."""
    while index < stop and page.words[index].end <= end:
        index += 1
    return index


def _spelt_khmer(page: Page, index: int, stop: int) -> Hit | None:
    skeleton, point, places = page.skeleton_at(page.words[index].start)
    limit = page.words[stop - 1].end
    for length, form in vocabulary().khmer.longest(skeleton, point):
        if form.suffix:
            continue
        end = end_of(page, places, point + length - 1)
        if end < 0 or end > limit:
            continue
        start = page.words[index].start
        slice_ = page.text[start:end]
        if length < _CLOSE and "." not in slice_ and not _SPACES.isdisjoint(slice_):
            continue
        if end < len(page.text) and page.text[end] == ".":
            end += 1
        after = word_after(page, index, stop, end)
        glued = after < stop and page.words[after].start < end
        if form.weak and glued and not _leads_name(page, index, after, end, stop):
            continue
        return Hit(form.id, form.category, index, after, start, end, form.weak)
    return None


def _leads_name(page: Page, index: int, after: int, end: int, stop: int) -> bool:
    """Tell whether a word that may be a title is glued to a whole name, and is not its beginning."""
    known = bands(page.text[end : page.words[after].end])
    return (
        bands(page.words[index].text) is None
        and known is not None
        and known[0] > 1
        and page.following(after, stop) > 1
    )


def _styled_khmer(page: Page, index: int, stop: int) -> Hit | None:
    skeleton, point, places = page.skeleton_at(page.words[index].start)
    limit = page.words[stop - 1].end
    components = vocabulary().khmer_components
    slots: list[Slot] = []
    ends: list[int] = []
    while len(slots) < _SLOTS:
        length, component = next(components.longest(skeleton, point), (0, ""))
        if not length or (not slots and component not in ANCHORS):
            break
        end = end_of(page, places, point + length - 1)
        if end > limit:
            break
        slots.append((component,))
        ends.append(end)
        point += length
    for count in range(len(slots), 1, -1):
        end = ends[count - 1]
        style = best_style(tuple(slots[:count])) if end > 0 else None
        if style is None:
            continue
        after = word_after(page, index, stop, end)
        whole = count >= len(style.components)
        if not whole and page.following(after, stop) < 2:
            continue
        return Hit(style.id, style.category, index, after, page.words[index].start, end)
    return None
