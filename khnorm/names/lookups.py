"""Dictionaries that are asked what stands at the beginning of a text, or what is spelt nearly so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

__all__ = ["Index", "Near", "Trie"]

Entry = TypeVar("Entry")


class Index(Generic[Entry]):
    """Spellings joined without spaces, with a quick answer to whether any begins with a prefix."""

    __slots__ = ("_sorted", "entries")

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self.entries = dict(entries)
        self._sorted = sorted(entries)

    def begins(self, prefix: str) -> bool:
        """Tell whether some spelling begins with the prefix."""
        place = bisect_left(self._sorted, prefix)
        return place < len(self._sorted) and self._sorted[place].startswith(prefix)


class Trie(Generic[Entry]):
    """Khmer skeletons by their first two characters, the longest first."""

    __slots__ = ("_first", "_lengths", "_sorted", "entries")

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self.entries = dict(entries)
        self._sorted = sorted(entries)
        lengths: dict[str, set[int]] = {}
        for skeleton in entries:
            lengths.setdefault(skeleton[:2], set()).add(len(skeleton))
        self._first: dict[str, list[tuple[str, Entry]]] = {}
        for skeleton, entry in entries.items():
            self._first.setdefault(skeleton[0], []).append((skeleton, entry))
        self._lengths = {
            head: tuple(sorted(sizes, reverse=True)) for head, sizes in lengths.items()
        }

    def begins(self, prefix: str) -> bool:
        """Tell whether some entry begins with the prefix."""
        place = bisect_left(self._sorted, prefix)
        return place < len(self._sorted) and self._sorted[place].startswith(prefix)

    def alike(self, letter: str) -> Sequence[tuple[str, Entry]]:
        """Give the entries that begin with a letter."""
        return self._first.get(letter, ())

    def longest(self, skeleton: str, place: int) -> Iterator[tuple[int, Entry]]:
        """Give the entries that stand at a place with their lengths, longest first."""
        for length in self._lengths.get(skeleton[place : place + 2], ()):
            piece = skeleton[place : place + length]
            if len(piece) == length and piece in self.entries:
                yield length, self.entries[piece]


class Near:
    """Spellings that are asked which of them is a few letters from a word."""

    __slots__ = ("_spellings", "_windows")

    def __init__(self, spellings: Iterable[str]) -> None:
        self._spellings = tuple(spellings)
        self._windows: dict[tuple[int, int], list[str]] = {}

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
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        found = process.extract(
            letters,
            self._window(len(letters), most),
            scorer=Levenshtein.distance,
            score_cutoff=most,
            limit=limit,
        )
        return [(spelling, distance) for spelling, distance, _ in found]

    def _window(self, size: int, most: int) -> list[str]:
        """Give the spellings that are so long that they may be near: a fraction of all."""
        known = self._windows.get((size, most))
        if known is None:
            known = [one for one in self._spellings if abs(len(one) - size) <= most]
            self._windows[size, most] = known
        return known
