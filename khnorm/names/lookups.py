"""Dictionaries that are asked what stands at the beginning of a text, or what is spelt nearly so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import takewhile
from typing import Generic, TypeVar

__all__ = ["Index", "Near", "Trie"]

Entry = TypeVar("Entry")


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
        if prefix not in self.beginnings:
            return []
        if self._sorted is None:
            self._sorted = sorted(self.entries)
        start = bisect_left(self._sorted, prefix)
        rest = takewhile(lambda one: one.startswith(prefix), self._sorted[start:])
        return [self.entries[one] for one in rest]


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

    Of a spelling cut into one piece more than letters may be wrong, one piece stands unharmed in
    the word, and hardly moved. So few spellings are ever compared.
    """

    __slots__ = ("_pieces", "_plans", "_spellings")

    def __init__(self, spellings: Iterable[str]) -> None:
        self._spellings = tuple(spellings)
        self._pieces: dict[int, dict[tuple[int, int], dict[str, list[int]]]] = {}
        self._plans: dict[tuple[int, int], list[tuple[int, int, dict[str, list[int]]]]] = {}

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
        places: set[int] = set()
        for start, stop, pieces in self._plan(len(letters), most):
            found = pieces.get(letters[start:stop])
            if found:
                places.update(found)
        if not places:
            return []
        from rapidfuzz.distance import Levenshtein

        ranked = []
        for place in sorted(places):
            distance = Levenshtein.distance(self._spellings[place], letters, score_cutoff=most)
            if distance <= most:
                ranked.append((self._spellings[place], distance))
        ranked.sort(key=lambda entry: entry[1])
        return ranked[:limit]

    def _plan(self, size: int, most: int) -> list[tuple[int, int, dict[str, list[int]]]]:
        """Tell which pieces may stand where in a word of a size: each place once, `[start:stop]`.

        As many letters as a piece is moved are wrong before it, and behind it those that make up
        for the rest of the difference in length.
        """
        known = self._plans.get((size, most))
        if known is not None:
            return known
        if most not in self._pieces:
            self._pieces[most] = self._cut(most + 1)
        found: dict[tuple[int, int], dict[str, list[int]]] = {}
        for (length, number), pieces in self._pieces[most].items():
            left, right = (length * at // (most + 1) for at in (number, number + 1))
            for moved in range(-most, most + 1):
                wrong = abs(moved) + abs(size - length - moved)
                if wrong <= most and left + moved >= 0 and right + moved <= size:
                    here = found.setdefault((left + moved, right + moved), {})
                    for piece, places in pieces.items():
                        here.setdefault(piece, []).extend(places)
        plan = [(start, stop, pieces) for (start, stop), pieces in found.items()]
        self._plans[size, most] = plan
        return plan

    def _cut(self, count: int) -> dict[tuple[int, int], dict[str, list[int]]]:
        """Cut all spellings into so many pieces: by their length and the piece's number."""
        found: dict[tuple[int, int], dict[str, list[int]]] = {}
        for place, spelling in enumerate(self._spellings):
            size = len(spelling)
            for number in range(count):
                piece = spelling[size * number // count : size * (number + 1) // count]
                found.setdefault((size, number), {}).setdefault(piece, []).append(place)
        return found
