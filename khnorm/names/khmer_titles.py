"""Titles in Khmer letters: by their skeleton, by the components of a style, by one slip in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from khnorm.names.elements import bands, house_length
from khnorm.names.folds import has_shifter, khmer_letters, khmer_skeleton
from khnorm.names.lookups import Trie
from khnorm.names.page import Hit, Page, end_of, word_after
from khnorm.names.styles import Slot, best_style
from khnorm.names.vocabulary import Form, vocabulary
from khnorm.names.words import Word
from khnorm.text.scripts import COENG

__all__ = ["begins_title", "can_begin_khmer", "match_khmer"]

_SPACES = frozenset(" \u200b")
_BORDERS = _SPACES | {""}  # what stands behind a word; "" is the end of the text
_SHORT = 3  # letters of a title so short that ៉ and ៊ make it another word
_CLOSE = 6  # letters of the shortest title that may be written with spaces inside
_SLOTS = 14
_CACHED = 40  # a longer word is hardly met twice
_ENDLESS = 400  # a word as long is no name with titles glued to it
# Kinds of context terms that mean something by themselves; the others belong to an office.
_OPENING = frozenset(("head", "link", "alias", "tail", "kin"))
_FAMILY_BAND = 2
_SCHOLAR = "បណ្ឌិត"  # as its skeleton is spelt, too
_LAST_LETTER = "\u17b3"
_LONG = 6  # letters of the shortest title that is known with a letter wrong


def can_begin_khmer(words: Sequence[Word], index: int) -> bool:
    """Tell whether a title, an office or a context term can begin at a Khmer word of a text.

    It may end in the word or beyond it, but no name goes on as a title behind a space. A zero-width
    space or a full stop may stand inside a title.

    Examples:
        >>> from khnorm.names.words import split
        >>> words = split("សម្តេចតេជោហ៊ុន សែន")
        >>> can_begin_khmer(words, 0), can_begin_khmer(words, 1)
        (True, False)
    """
    word = words[index]
    if len(word.text) >= _CACHED:
        return len(word.text) < _ENDLESS
    if word.dot or (index + 1 < len(words) and "\u200b" in words[index + 1].gap):
        return _opens(word.text, True)
    opens = word.known.opens
    if opens is None:
        opens = word.known.opens = _opens(word.text, False)
    return opens


@lru_cache(maxsize=1 << 16)
def _opens(text: str, goes_on: bool) -> bool:
    """Tell whether something begins in a word, or with it where it is no name or `goes_on`.

    Nothing is glued to what follows inside a part of names, and a title that is a name too only to
    a family name.
    """
    skeleton = khmer_letters(text)
    openings = _openings()
    is_name = bands(text) is not None
    found = list(openings.longest(skeleton, 0))
    if is_name and not goes_on:
        # In the next word something goes on with a letter only.
        ways = openings.ways(skeleton) if found else ()
        return skeleton in openings.entries or any(way[0] <= _LAST_LETTER for way in ways)
    if openings.begins(skeleton):
        return True
    if is_name:
        return False
    for length, weak in found:
        if not weak:
            return True
        end = end_of(Page(text, []), khmer_skeleton(text)[1], length - 1)
        if end > 0 and _is_family(bands(text[end:])):
            return True
    return bool(_slips(skeleton)) or _scholarly(skeleton) is not None


@cache
def _openings() -> Trie[bool]:
    """All that is looked for at the beginning of a Khmer word; whether it is a name too."""
    words = vocabulary()
    found = {title: form.weak for title, form in words.khmer.entries.items() if not form.suffix}
    for form, part in words.khmer_components.entries.items():
        if part in words.leading_components:
            found[form] = False
    for term, senses in words.khmer_contexts.entries.items():
        if any(sense.kind in _OPENING for sense in senses):
            found[term] = False
    return Trie(found)


def match_khmer(page: Page, index: int, stop: int) -> Hit | None:
    """Read the longest Khmer title that begins at a word, or is glued to what follows."""
    if not _leads(page.skeleton_of(page.words[index])):
        return None
    spelt = _spelt_khmer(page, index, stop)
    styled = _styled_khmer(page, index, stop, beyond=spelt.end if spelt else 0)
    return styled or spelt or _slipped(page, index, stop) or _style_of_scholar(page, index, stop)


@lru_cache(maxsize=1 << 14)
def _leads(skeleton: str) -> bool:
    """Tell whether a title, or a component of one, begins with a word or in it, slips and all."""
    words = vocabulary()
    return bool(_slips(skeleton) or _scholarly(skeleton)) or any(
        trie.begins(skeleton) or next(trie.longest(skeleton, 0), None)
        for trie in (words.khmer, words.khmer_components)
    )


def _spelt_khmer(page: Page, index: int, stop: int) -> Hit | None:
    """The longest spelling; a shorter one that lets a longer title follow is better."""
    found = _spellings(page, index, stop)
    best = next(found, None)
    if best is None or page.text[best.end : best.end + 1] in _BORDERS:
        return best
    for shorter in found:
        skeleton, point, places = page.skeleton_at(shorter.end)
        for length, _ in vocabulary().khmer.longest(skeleton, point):
            end = end_of(page, places, point + length - 1)
            if end > best.end and _SPACES.isdisjoint(page.text[shorter.end : end]):
                return shorter
    return best


def _spellings(page: Page, index: int, stop: int) -> Iterator[Hit]:
    start = page.words[index].start
    skeleton, point, places = page.skeleton_at(start)
    limit = page.words[stop - 1].end
    for length, form in vocabulary().khmer.longest(skeleton, point):
        if form.suffix:
            continue
        end = end_of(page, places, point + length - 1)
        if end < 0 or end > limit:
            continue
        written = page.text[start:end]
        if length <= _SHORT and has_shifter(written) is not form.shifted:
            continue
        if length < _CLOSE and "." not in written and " " in written:
            continue
        if page.text[end : end + 1] == ".":
            end += 1
        after = word_after(page, index, stop, end)
        glued = after < stop and page.words[after].start < end
        if glued and not _may_be_glued(page, index, after, end, form.weak, length):
            continue
        yield Hit(form.id, form.category, index, after, start, end, form.weak)


def _may_be_glued(page: Page, index: int, after: int, end: int, weak: bool, length: int) -> bool:
    """Tell whether a title written together with what follows is not the beginning of a name."""
    if bands(page.words[after].text) is not None:
        return False
    if not weak and length >= _CLOSE:
        return True
    rest = page.text[end : page.words[after].end]
    known = bands(rest)
    if weak:
        return _is_family(known) and page.following(after, len(page.words)) > 1
    return (known is not None and known[0] > 0) or _splits(rest) or begins_title(page, end)


def begins_title(page: Page, place: int) -> bool:
    """Tell whether a title or an office, a component of one, or ឈ្មោះ stands at a place of a text."""
    skeleton, point, places = page.skeleton_at(place)
    words = vocabulary()
    for trie in (words.khmer, words.khmer_components):
        for length, _ in trie.longest(skeleton, point):
            if length > 2 and end_of(page, places, point + length - 1) > 0:
                return True
    return any(
        any(sense.kind in ("head", "qualifier") or sense.lemma == "named" for sense in found)
        and end_of(page, places, point + length - 1) > 0
        for length, found in words.khmer_contexts.longest(skeleton, point)
    )


def _splits(text: str) -> bool:
    """Tell whether some beginning of a Khmer word is a family name, a rare one before a known word."""
    if house_length(text):
        return True
    for cut in range(1, min(len(text), _CACHED)):
        known = bands(text[:cut])
        if known is None or not known[0] or "\u17b4" <= text[cut] <= "\u17d3":
            continue
        if _is_family(known) or bands(text[cut:]) is not None:
            return True
    return False


def _is_family(known: tuple[int, int] | None) -> bool:
    return known is not None and known[0] >= _FAMILY_BAND


def _slipped(page: Page, index: int, stop: int) -> Hit | None:
    """A long title with a letter or two wrong, where the word is no part of names."""
    word = page.words[index]
    if bands(word.text):
        return None
    for size, form in _slips(page.skeleton_of(word)):
        _, point, places = page.skeleton_at(word.start)
        end = end_of(page, places, point + size - 1)
        if end > 0:
            after = word_after(page, index, stop, end)
            if not page.following(after, stop):
                return None
            return Hit(form.id, form.category, index, after, word.start, end)
    return None


@lru_cache(maxsize=1 << 14)
def _slips(skeleton: str) -> tuple[tuple[int, Form], ...]:
    """The long titles that a word nearly begins with, and how far they reach: the best first."""
    if len(skeleton) < _LONG:
        return ()
    from rapidfuzz.distance import Levenshtein

    found: list[tuple[int, int, Form]] = []
    for title, form, allowed, pieces in _long_titles().get(skeleton[0], ()):
        if len(title) > len(skeleton) + allowed:
            continue
        for piece in pieces:
            if piece in skeleton:
                break
        else:
            continue
        for size in range(len(title) - allowed, min(len(title) + allowed, len(skeleton)) + 1):
            if skeleton[size - 1] != COENG:
                slips = Levenshtein.distance(title, skeleton[:size], score_cutoff=allowed)
                if slips <= allowed:
                    found.append((slips, -size, form))
    found.sort(key=lambda entry: entry[:2])
    return tuple((-size, form) for _, size, form in found)


def _style_of_scholar(page: Page, index: int, stop: int) -> Hit | None:
    """A style that no table knows, if it ends as those of scholars do and a full name follows."""
    word = page.words[index]
    found = _scholarly(page.skeleton_of(word))
    if found is None or bands(word.text) is not None:
        return None
    _, point, places = page.skeleton_at(word.start)
    end = end_of(page, places, point + found.end - 1)
    after = word_after(page, index, stop, end) if end > 0 else stop
    if page.following(after, stop) < 2 or bands(
        page.text[word.start : places[point + found.start]]
    ):
        return None
    return Hit(found.id, found.category, index, after, word.start, end)


class _Scholarly(NamedTuple):
    """The style of a scholar: where in a skeleton its last part begins and ends."""

    id: str
    category: str
    start: int
    end: int


@lru_cache(maxsize=1 << 14)
def _scholarly(skeleton: str) -> _Scholarly | None:
    """Find the style of a scholar that begins a word, by its end: កិត្តិវិបុល*បណ្ឌិត*.

    Royal decrees make ever new ones of -បណ្ឌិត, a scholar (Chuon Nath's dictionary).
    """
    words = vocabulary()
    start = skeleton.find(_SCHOLAR, 1)
    found = next(words.khmer.longest(skeleton, start), None) if start > 0 else None
    if found is None:
        return None
    length, form = found
    first = next(words.khmer_components.longest(skeleton, 0), (0, ""))[1]
    last = words.khmer_components.entries.get(_SCHOLAR, "")
    style = best_style(((first,), (last,))) if first in words.leading_components else None
    named = style or form
    return _Scholarly(named.id, named.category, start, start + length)


class _LongTitle(NamedTuple):
    """A title with the letters that may be wrong, cut so that one piece at least stays unharmed."""

    title: str
    form: Form
    allowed: int
    pieces: tuple[str, ...]


@cache
def _long_titles() -> dict[str, list[_LongTitle]]:
    """The titles that are known with letters wrong, by their first letter."""
    found: dict[str, list[_LongTitle]] = {}
    for title, form in vocabulary().khmer.entries.items():
        if len(title) >= _LONG and not form.suffix:
            allowed = 1 if len(title) < 2 * _LONG else 2
            size = len(title) // (allowed + 1)
            pieces = [title[size * at : size * (at + 1)] for at in range(allowed)]
            pieces.append(title[size * allowed :])
            long = _LongTitle(title, form, allowed, tuple(pieces))
            found.setdefault(title[0], []).append(long)
    return found


def _styled_khmer(page: Page, index: int, stop: int, beyond: int) -> Hit | None:
    """A style read by its components, if it ends beyond a place."""
    skeleton, point, places = page.skeleton_at(page.words[index].start)
    limit = page.words[stop - 1].end
    words = vocabulary()
    components = words.khmer_components
    slots: list[Slot] = []
    ends: list[int] = []
    while len(slots) < _SLOTS:
        length, component = next(components.longest(skeleton, point), (0, ""))
        if not length or (not slots and component not in words.leading_components):
            break
        end = end_of(page, places, point + length - 1)
        if end > limit:
            break
        slots.append((component,))
        ends.append(end)
        point += length
    for count in range(len(slots), 1, -1):
        end = ends[count - 1]
        if 0 < end <= beyond:
            break
        style = best_style(tuple(slots[:count])) if end > 0 else None
        if style is None:
            continue
        after = word_after(page, index, stop, end)
        last = ends[count - 2] if count > 1 else page.words[index].start
        named = bands(page.text[last:end].strip(" \u200b")) is not None
        whole = count >= len(style.components)
        inside = after < stop and last <= page.words[after].start < end
        if inside and index < after:
            continue  # only the beginning of a word, behind a space, looks like a component
        if (named or not whole) and page.following(after, stop) < 2:
            continue
        return Hit(style.id, style.category, index, after, page.words[index].start, end)
    return None
