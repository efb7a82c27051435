"""One stretch of a text, between commas and brackets, read from left to right.

A stack of titles and offices comes first, then the name, then an alias, an office or a degree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from khnorm.names.bearer import names_relative
from khnorm.names.dates import date_at
from khnorm.names.elements import bands
from khnorm.names.marks import is_and
from khnorm.names.offices import office, senses, term_kinds, whole_word
from khnorm.names.opening import can_open
from khnorm.names.page import Hit, Page, end_of, word_after
from khnorm.names.sexes import name_length
from khnorm.names.stack import read_stack, skip_links
from khnorm.names.styles import is_name
from khnorm.names.title_at import match
from khnorm.names.vocabulary import Context, vocabulary
from khnorm.names.words import KHMER, LATIN, MARK, NUMBER, Word

__all__ = ["Found", "read_segment"]

_WITH = frozenset(("and", "with"))  # links between two persons
_NAMED = frozenset(("named",))
_ORDINALS = frozenset(("st", "nd", "rd", "th"))
_SPLIT = 7  # letters of the shortest term that is known cut in two, whatever its capitals
_FULL_NAME = 2
_LONG_TITLE = 12  # characters of the shortest style that is looked for after a name


@dataclass(slots=True)
class Found:
    """What one stretch holds."""

    hits: list[Hit]
    name: list[Word]
    aliases: list[list[Word]]


def read_segment(page: Page, after_name: bool = False) -> Found:
    """Read one stretch of a text.

    Args:
        page: its words.
        after_name: whether the name has been found before, so that only titles, offices and other
            names of the person are looked for.

    Returns:
        Titles and offices, the words of the name, and those of each alias.
    """
    found = Found([], [], [])
    stop = len(page.words)
    index = 0
    suffix = _suffix(page, 0, stop) if after_name else None
    if suffix is None or suffix.after < stop:
        found.hits, index = read_stack(page, skip_links(page, 0, stop), stop)
        if index + _FULL_NAME < stop and page.words[index].dot:
            index = _skip_letters(page, index, stop, found)
    while index < stop:
        word = page.words[index]
        whole = len(found.name) >= _FULL_NAME
        if (found.name or after_name) and (size := date_at(page.words, index, whole)):
            index += size
            continue
        opening = can_open(page.words, index)
        if not opening and word.named:
            found.name.append(word)
            index += 1
            if word.possessive:
                break
            continue
        if opening and found.name and _leads_another(page, index, stop):
            break
        if opening and found.name and _is_named(page, index, stop):
            found.name.clear()  # it is what the person is: ជនសង្ស័យ ឈ្មោះ សុខ ដារ៉ា
            hits, index = read_stack(page, skip_links(page, index, stop), stop)
            found.hits += hits
            continue
        marker = _marker(page, index, stop, "alias") if opening else None
        if marker and (index + marker.words < stop or marker.cut):
            index = _read_alias(page, index, marker, found, after_name)
            continue
        if marker and (found.name or after_name) and not bands(word.letters):
            index += marker.words  # the alias stands in quotes or elsewhere
            continue
        if not word.named and (word.kind is not NUMBER or not _suffix(page, index, stop)):
            dated = found.name and _is_day(page, index, stop)
            index = _to_alias(page, index, stop) if dated else index + 1
            continue
        if opening and (found.name or after_name):
            if _marker(page, index, stop, "tail"):
                index = _to_alias(page, index, stop)
                continue
            hit = _after(page, index, stop, found)
            if hit is not None:
                rest, index = read_stack(page, hit.after, stop)
                found.hits += [hit, *rest]
                if found.name:
                    index = _to_alias(page, index, stop)
                continue
        found.name.append(word)
        index += 1
        if word.possessive:
            break
    del found.name[name_length(found.name) :]
    return found


def _skip_letters(page: Page, index: int, stop: int, found: Found) -> int:
    """Leave out an abbreviation that no table knows before a full Khmer name: ល.អ. កែវ សុវណ្ណារ៉ា.

    Khmer names have no initials between them and a family name is followed by one given name, so
    that Khmer letters with full stops are a title, or the rest of one.
    """
    after = index
    while after < stop and page.words[after].dot and _is_letter(page.words[after]):
        after += 1
    named = page.words[after : after + _FULL_NAME]
    if after == index or len(named) < _FULL_NAME or any(word.kind is not KHMER for word in named):
        return index
    hits, after = read_stack(page, after, stop)
    found.hits += hits
    return after


def _is_letter(word: Word) -> bool:
    return word.kind is KHMER and len(word.text) == 1


class _Marker(NamedTuple):
    """A context term: how many words it has, or where in a word what it is glued to begins."""

    words: int
    cut: int = 0


def _marker(
    page: Page, index: int, stop: int, kind: str, lemmas: frozenset[str] | None = None
) -> _Marker | None:
    """Find a context term of a kind, such as alias; a Khmer one may be glued: ហៅឌុច."""
    if kind not in term_kinds(page, index):
        return None
    word = page.words[index]
    if word.kind is LATIN:
        size, found = senses(page, index, stop)
        if size == 1 and bands(word.letters) and (not word.text.islower() or page.small):
            return None  # Ne and Dit are names, né and dit are not
        if size > 1 and _are_names(page.words[index : index + size]):
            return None
        return _Marker(size) if _means(found, kind, lemmas) else None
    if word.kind is not KHMER:
        return None
    skeleton, point, places = page.skeleton_at(word.start)
    for length, found in vocabulary().khmer_contexts.longest(skeleton, point):
        if _means(found, kind, lemmas):
            end = end_of(page, places, point + length - 1)
            if end >= word.end:
                return _Marker(word_after(page, index, stop, end) - index)
            if index and end > 0 and bands(word.text) is None:
                return _Marker(0, end)
    return None


def _is_named(page: Page, index: int, stop: int) -> bool:
    """Tell whether what announces a name stands at a word, and a name behind it: ឈ្មោះ."""
    if index + 1 >= stop or _marker(page, index, stop, "alias"):
        return False
    return _marker(page, index, stop, "link", _NAMED) == _Marker(1)


def _are_names(words: Sequence[Word]) -> bool:
    """Tell whether words that together spell a short term are written as names: A Ka is no *aka*."""
    short = sum(len(word.letters) for word in words) < _SPLIT
    return short and any(len(word.text) > 1 and word.text.istitle() for word in words)


def _means(found: Iterable[Context], kind: str, lemmas: frozenset[str] | None) -> bool:
    return any(sense.kind == kind and (lemmas is None or sense.lemma in lemmas) for sense in found)


def _read_alias(page: Page, index: int, marker: _Marker, found: Found, after_name: bool) -> int:
    stop = len(page.words)
    index += marker.words
    if marker.cut:
        page.cut(index, marker.cut)
    hits, index = read_stack(page, index, stop)
    found.hits += hits
    if index < stop:
        index += date_at(page.words, index, whole=True)  # born 12 May 1970
    words: list[Word] = []
    while index < stop and not _is_alias(page, index, stop):
        if can_open(page.words, index) and words and _marker(page, index, stop, "tail"):
            break
        if page.words[index].named:
            words.append(page.words[index])
        index += 1
    if words and (after_name or found.name or hits):
        found.aliases.append(words)
    elif words:
        found.name = words
    return index


def _leads_another(page: Page, index: int, stop: int) -> bool:
    """Tell whether words after a name lead to somebody else: *son of*, កូនប្រុស, *and Chan Dara*."""
    if names_relative(page, index):
        return True
    word = page.words[index]
    if word.kind is MARK:
        return is_and(page.words, index) and page.following(index, stop, 1) > 0
    joint = _marker(page, index, stop, "link", _WITH)
    return joint is not None and (joint.cut > 0 or page.following(index + joint.words, stop, 1) > 0)


def _is_alias(page: Page, index: int, stop: int) -> bool:
    return can_open(page.words, index) and _marker(page, index, stop, "alias") is not None


def _to_alias(page: Page, index: int, stop: int) -> int:
    """After an office that follows a name only an alias is looked for."""
    while index < stop and not _is_alias(page, index, stop):
        index += 1
    return index


def _after(page: Page, index: int, stop: int, found: Found) -> Hit | None:
    """Read a degree, an office or a long title that follows a name."""
    word = page.words[index]
    if word.kind in (LATIN, NUMBER):
        suffix = _suffix(page, index, stop)
        if len(found.name) == 1 and is_name(word.letters) and not word.dot:
            suffix = None  # the other half of the name
    elif word.kind is KHMER:
        suffix = None
    else:
        return None
    hit = office(page, index, stop)
    if suffix is not None and (hit is None or hit.after <= suffix.after):
        return suffix
    if hit is not None:
        hit = whole_word(page, hit, stop)
    else:
        hit = match(page, index, stop)
        long = hit is not None and not hit.weak and hit.end - hit.start > _LONG_TITLE
        if not long or hit is None or hit.after - hit.first < 2:
            return None
    if not found.name:
        return hit
    if (
        hit.first == len(found.name)
        and _unknown(found.name)
        and page.following(hit.after, stop) > 1
    ):
        # What seemed a name is the beginning of the title: Licadho coordinator Am Sam Ath.
        hit = hit._replace(first=0, start=found.name[0].start)
        found.name.clear()
    return hit


def _is_day(page: Page, index: int, stop: int) -> bool:
    """Tell whether a number with an ending stands at a place: *12th* May 1980."""
    after = page.words[index + 1] if index + 1 < stop else None
    if page.words[index].kind is not NUMBER or after is None or after.gap:
        return False
    return after.letters in _ORDINALS


def _unknown(words: list[Word]) -> bool:
    return not any(is_name(word.letters) or bands(word.text) for word in words)


def _suffix(page: Page, index: int, stop: int) -> Hit | None:
    """A title that stands after names: Ph.D., Jr., 2nd; or, as the last word, after them too: MR."""
    suffixes = vocabulary().suffixes
    joined = ""
    for after, word in enumerate(page.words[index : min(stop, index + 3)], start=index + 1):
        joined += word.letters
        form = suffixes.get(joined)
        if form and not (form.weak and not word.dot) and (form.suffix or after == stop):
            end = word.end + 1 if word.dot else word.end
            return Hit(form.id, form.category, index, after, page.words[index].start, end)
    return None
