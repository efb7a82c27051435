"""Dictionaries that are asked what stands at the beginning of a text, or what is spelt nearly so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import takewhile
from typing import Generic, TypeVar

__all__ = ["Index", "Near", "Trie"]

Entry = TypeVar("Entry")

# Where a piece of a word stands, and the places of the spellings that may have it, by the piece.
_Cut = tuple[int, int, dict[str, list[int]]]


class Index(Generic[Entry]):
    """Spellings joined without spaces with what they stand for, and all they begin with."""

    __slots__ = ("_sorted", "beginnings", "entries")

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self.entries = dict(entries)
        self._sorted: list[str] | None = None
        self.beginnings = frozenset(
            [spelling[:size] for spelling in entries for size in range(len(spelling) + 1)]
        )

    def begins(self, prefix: str) -> bool:
        """Tell whether some spelling begins with the prefix."""
        return prefix in self.beginnings

    def beginning_with(self, prefix: str) -> list[Entry]:
        """Give what the spellings stand for that begin with the prefix, in their order."""
        return [self.entries[one] for one in self._from(prefix)]

    def ways(self, prefix: str) -> list[str]:
        """Give what is missing behind the prefix in the spellings that go on from it."""
        return [one[len(prefix) :] for one in self._from(prefix) if one != prefix]

    def _from(self, prefix: str) -> Iterator[str]:
        if prefix not in self.beginnings:
            return iter(())
        if self._sorted is None:
            self._sorted = sorted(self.entries)
        start = bisect_left(self._sorted, prefix)
        return takewhile(lambda one: one.startswith(prefix), self._sorted[start:])


class Trie(Index[Entry]):
    """Khmer skeletons by their first characters, the longest first: four, two of the shorter ones."""

    __slots__ = ("_long", "_short")

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        super().__init__(entries)
        self._long = _lengths(entries, 4, lambda size: size >= 4)
        self._short = _lengths(entries, 2, lambda size: size < 4)

    def longest(self, skeleton: str, place: int) -> Iterator[tuple[int, Entry]]:
        """Give the entries that stand at a place with their lengths, longest first."""
        entries = self.entries
        room = len(skeleton) - place
        for length in self._long.get(skeleton[place : place + 4], ()):
            if length <= room and (piece := skeleton[place : place + length]) in entries:
                yield length, entries[piece]
        for length in self._short.get(skeleton[place : place + 2], ()):
            if length <= room and (piece := skeleton[place : place + length]) in entries:
                yield length, entries[piece]


def _lengths(
    entries: Iterable[str], head: int, fits: Callable[[int], bool]
) -> dict[str, tuple[int, ...]]:
    """Give the lengths of the entries of fitting length by their first characters, longest first."""
    found: dict[str, set[int]] = {}
    for entry in entries:
        if fits(len(entry)):
            found.setdefault(entry[:head], set()).add(len(entry))
    return {start: tuple(sorted(sizes, reverse=True)) for start, sizes in found.items()}


class Near:
    """Spellings that are asked which of them is a few letters from a word.

    Of the word cut into one piece more than letters may be wrong, one piece stands unharmed in the
    spelling, and hardly moved. So few spellings are ever compared.
    """

    __slots__ = ("_cuts", "_spellings")

    def __init__(self, spellings: Iterable[str]) -> None:
        self._spellings = tuple(spellings)
        self._cuts: dict[tuple[int, int], tuple[_Cut, ...]] = {}

    def nearest(self, letters: str, most: int, limit: int = 1) -> list[tuple[str, int]]:
        """Give the spellings nearest to a word, with their Levenshtein distances.

        Args:
            letters: the word.
            most: letters that may be wrong.
            limit: how many spellings at most.

        Returns:
            The nearest first, those as near in the order they were given; none beyond `most`.

        Examples:
            >>> Near(["minister", "ministry", "general"]).nearest("ministr", 2, limit=2)
            [('minister', 1), ('ministry', 1)]
        """
        size = len(letters)
        cuts = self._cuts.get((size, most))
        if cuts is None:
            cuts = self._cuts[size, most] = tuple(self._cut(size, most))
        places: set[int] = set()
        for start, stop, pieces in cuts:
            found = pieces.get(letters[start:stop])
            if found:
                places.update(found)
        if not places:
            return []
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        near = [self._spellings[place] for place in sorted(places)]
        ranked = process.extract(
            letters, near, scorer=Levenshtein.distance, score_cutoff=most, limit=limit
        )
        return [(spelling, distance) for spelling, distance, _ in ranked]

    def _cut(self, size: int, most: int) -> Iterator[_Cut]:
        """Cut a word of a size, and tell which spellings may have a piece unharmed, by that piece.

        As many letters as a piece is moved are wrong before it, and behind it those that make up
        for the rest of the difference in length.
        """
        near = [
            (place, spelling, len(spelling) - size)
            for place, spelling in enumerate(self._spellings)
            if abs(len(spelling) - size) <= most
        ]
        for number in range(most + 1):
            start, stop = (size * at // (most + 1) for at in (number, number + 1))
            pieces: dict[str, list[int]] = {}
            for place, spelling, longer in near:
                moves = (
                    moved
                    for moved in range(-most, most + 1)
                    if abs(moved) + abs(longer - moved) <= most
                    and start + moved >= 0
                    and stop + moved <= len(spelling)
                )
                for piece in {spelling[start + moved : stop + moved] for moved in moves}:
                    pieces.setdefault(piece, []).append(place)
            yield start, stop, pieces
