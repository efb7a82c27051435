"""Dictionaries that are asked what stands at the beginning of a text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, TypeVar

__all__ = ["Index", "Trie"]

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
