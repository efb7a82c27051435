"""Numbers by the group they are of, in columns: a million small lists would not fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

__all__ = ["Grouped"]

Value = TypeVar("Value")


class Grouped:
    """Numbers by the group they are of, in the order given; `sizes` says how many each has."""

    def __init__(self, numbers: Ints, groups: Ints, count: int) -> None:
        """Group some numbers.

        Args:
            numbers: what is grouped.
            groups: the group of each, from 0.
            count: how many groups there are.
        """
        import numpy as np

        self.sizes = np.bincount(groups, minlength=count)
        self.starts = np.concatenate(([0], np.cumsum(self.sizes)))
        self.numbers = numbers[np.argsort(groups, kind="stable")]
        self._ends: list[int] = self.starts.tolist()

    def __getitem__(self, group: int) -> list[int]:
        """Give the numbers of a group; -1 is a group of none."""
        if group < 0:
            return []
        found: list[int] = self.numbers[self._ends[group] : self._ends[group + 1]].tolist()
        return found

    def size(self, group: int) -> int:
        """Say how many numbers a group has."""
        return self._ends[group + 1] - self._ends[group]

    def looked_up(self, values: Ints) -> Grouped:
        """Give for each number, in its group, the value that stands at its place among some."""
        found = copy(self)
        found.numbers = values[self.numbers]
        return found

    def each(self, values: Sequence[Value]) -> Iterator[tuple[Value, ...]]:
        """Give of each group what stands among some values at the places that its numbers tell."""
        found = tuple(map(values.__getitem__, self.numbers.tolist()))
        return (found[start:end] for start, end in pairwise(self._ends))

    def __iter__(self) -> Iterator[tuple[int, ...]]:
        """Give the numbers of each group."""
        numbers = tuple(self.numbers.tolist())
        return (numbers[start:end] for start, end in pairwise(self._ends))
