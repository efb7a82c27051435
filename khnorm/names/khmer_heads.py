"""What stands before plain Khmer names again and again: ឯកឧត្តម, ឯកឧត្តមបណ្ឌិត, លោកហ៊ុន.

A head is what stands before the plain words of a name (`khnorm.names.plain`), from the beginning of
a text: its titles, and the family name that the last of them may be glued to. Such words decide
nothing about the titles before them, but where an entry of the tables goes on from the head into
the name. So each head is read once, before a name of nobody, with what would go on from it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from khnorm.names.bearer import names_nobody
from khnorm.names.folds import khmer_letters, khmer_skeleton
from khnorm.names.heads import Head
from khnorm.names.opening import can_open
from khnorm.names.page import Hit
from khnorm.names.taken import proves_woman, take
from khnorm.names.titles import gender_of, generation_of
from khnorm.names.vocabulary import vocabulary
from khnorm.names.words import Word, split
from khnorm.text.scripts import COENG

__all__ = ["khmer_head"]

_NOBODY = "ឮឭ"  # a word in which no title can begin or go on
_LONGEST = 40  # characters of a head that is remembered
_LAST_LETTER = "\u17b3"


class _Read(NamedTuple):
    """A head, normalized, and the words of the name in it.

    `ways` are the Khmer letters with which something of the tables goes on from it; `styled` tells
    that any component of a style does.
    """

    head: Head
    text: str
    words: tuple[Word, ...]
    ways: tuple[str, ...]
    styled: bool


def khmer_head(head: str, words: Sequence[Word]) -> tuple[Head, Sequence[Word]] | None:
    """Read the head of a Khmer name.

    Args:
        head: what stands before the name and the space before it.
        words: the plain words of the name, one or more (`khnorm.names.plain`).

    Returns:
        What its titles prove, and all words of the name, as `khnorm.names.taken.take` finds them;
        None where the text must be read at length.

    Examples:
        >>> khmer_head("លោកជំទាវ", split("កែវ បុប្ផា"))
        (Head(woman=True, gender='f', generation=''), [Word('កែវ', 0), Word('បុប្ផា', 4)])
        >>> khmer_head("លោកហ៊ុន", split("បុប្ផា"))
        (Head(woman=False, gender='m', generation=''), [Word('ហ៊ុន', 3), Word('បុប្ផា', 0)])
        >>> khmer_head("សម្តេច", split("អគ្គ មហា")) is None
        True
    """
    if len(head) > _LONGEST:
        return None
    read = _read(head, len(words) == 1)
    if read is None:
        return None
    if _goes_on(read, words):
        return None
    behind = " ".join([word.text for word in words])
    return None if names_nobody(f"{read.text} {behind}") else (read.head, [*read.words, *words])


def _goes_on(read: _Read, words: Sequence[Word]) -> bool:
    """Tell whether something of the tables may lead from a head into the name behind it."""
    if not read.ways and not read.styled:
        return False
    behind = khmer_letters("".join([word.text for word in words]))
    if behind.startswith(read.ways):
        return True
    components = vocabulary().khmer_components
    return read.styled and next(components.longest(behind, 0), None) is not None


@lru_cache(maxsize=1 << 13)
def _read(head: str, lone: bool) -> _Read | None:
    """Read a head before one plain word, or before several."""
    nobody = f" {_NOBODY}" if lone else f" {_NOBODY} {_NOBODY}"
    taken = take(head + nobody)
    text = taken.source.text.removesuffix(nobody)
    if len(text) == len(taken.source.text) or text.endswith(COENG):
        return None
    if not _are_sure(taken.hits, text):
        return None
    words = tuple([word for word in taken.words if word.start < len(text)])
    rest = text[taken.hits[-1].end :]
    if [word.text for word in taken.words] != [*filter(None, [rest]), *nobody.split()]:
        return None
    if words and can_open(words, 0):
        return None
    titles = taken.titles()
    proved = Head(proves_woman(taken.hits), gender_of(titles), generation_of(titles))
    return _Read(proved, text, words, *_onward(text, taken.hits))


def _are_sure(hits: Sequence[Hit], text: str) -> bool:
    """Tell whether a text begins with titles as the tables have them, one after the other.

    None of them may be part of a name or of an office, too, nor be of words with a space between.
    """
    known = vocabulary()
    place = 0
    for hit in hits:
        spelt = khmer_letters(text[hit.start : hit.end])
        onward = khmer_letters(text[hit.start :])
        if text[place : hit.start].strip(" ") or hit.weak or spelt not in known.khmer.entries:
            return False
        if hit.after - hit.first > 1 and text[hit.end - 1] != ".":
            return False
        if next(known.khmer_contexts.longest(onward, 0), None):
            return False
        place = hit.end
    return place > 0


def _onward(text: str, hits: Sequence[Hit]) -> tuple[tuple[str, ...], bool]:
    """Give what must follow a head for something that begins in it to be whole, and `styled`.

    Something is looked for where a title begins, where one may end, behind each component of a
    style, and, for the name of a person, at the last word of a title.
    """
    known = vocabulary()
    skeleton, places = khmer_skeleton(text)
    starts = {bisect_left(places, hit.start) for hit in hits}
    ends = {start + size for start in starts for size, _ in known.khmer.longest(skeleton, start)}
    parts = {part for start in starts for part in _components(skeleton, start)}
    lasts = {
        bisect_left(places, split(text[: hit.end])[-1].start)
        for hit in hits
        if hit.after - hit.first > 1
    }
    looked = (
        (known.khmer, starts | ends),
        (known.khmer_contexts, starts | ends),
        (known.khmer_components, starts | ends | parts),
        (known.dual_persons, lasts),
    )
    found = (
        table.ways(skeleton[point:])
        for table, points in looked
        for point in points
        if point < len(skeleton)
    )
    # No word begins with a sign.
    ways = {way for some in found for way in some if way[0] <= _LAST_LETTER}
    return tuple(ways), len(skeleton) in parts


def _components(skeleton: str, point: int) -> list[int]:
    """Give where the components of a style end that begins at a point."""
    known = vocabulary()
    ends: list[int] = []
    while found := next(known.khmer_components.longest(skeleton, point), None):
        if not ends and found[1] not in known.leading_components:
            break
        point += found[0]
        ends.append(point)
    return ends
