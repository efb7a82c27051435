"""From scored pairs to persons, best pairs first, without chaining strangers.

Joining whatever is alike to something already joined (single linkage) chains: of a list with many
short names it makes one heap. Here two groups become one only if no name of the one differs from a
name of the other and all of them together are alike enough (average linkage with cannot-link
constraints; Davidson and Ravi 2005). What a person has decided goes before any score.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import fsum, nextafter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Contradiction", "Edges", "Pair", "Partition", "Rescore", "partition", "short_of"]

Pair = tuple[int, int]
Joint = tuple[int, int, float]
Rescore = Callable[[Sequence[Pair]], Sequence[float]]


class Contradiction(ValueError):
    """Two items that are to be together and apart; `pair` holds them."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        super().__init__(f"items {pair[0]} and {pair[1]} are to be both together and apart")


@dataclass(frozen=True, slots=True)
class Edges:
    """Scored pairs of items, `left[k] < right[k]`, each pair once; scores in [0, 1]."""

    left: Sequence[int] | NDArray[np.int64]
    right: Sequence[int] | NDArray[np.int64]
    score: Sequence[float] | NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Partition:
    """Who is with whom.

    `cluster_of[item]` is the smallest item of its cluster; `weakest[cluster]` the two items that
    joined two parts of it at the lowest score, and that score, where scores have joined any.
    """

    cluster_of: list[int]
    weakest: dict[int, Joint]


def partition(
    count: int,
    edges: Edges,
    rescore: Rescore,
    *,
    threshold: float,
    floor: float,
    together: Iterable[Pair] = (),
    known: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
    unlike: Iterable[Pair] = (),
    labels: Iterable[Sequence[int]] = (),
) -> Partition:
    """Join items into clusters, the most alike first.

    The result depends on the numbering of the items and nothing else: number them by content, and
    the order of a list and the hands it went through leave no trace.

    Args:
        count: how many items, numbered from 0.
        edges: the pairs scored so far; those under `floor` may be left out if `rescore` knows them.
        rescore: scores pairs, smaller item first, that stand in no edge.
        threshold: in [0, 1], the mean score over all pairs at which two groups are joined.
        floor: in [0, threshold], the score under which two items differ.
        together: pairs decided to be one; for others they count as one item, as near to a third as
            the nearest of them. If their scores do not show that they are one, it means nothing
            that a third differs from one of them.
        known: pairs held to be one unless it is decided otherwise; they count as one item, too, but
            a third that differs from one of them differs from both.
        apart: pairs decided to differ.
        unlike: pairs that differ unless they are decided to be one.
        labels: sequences of one label an item; items whose labels differ are apart, -1 fits all.

    Returns:
        The partition.

    Raises:
        Contradiction: two items are to be together and apart.

    Examples:
        >>> edges = Edges([0, 1], [1, 2], [0.9, 0.8])
        >>> partition(3, edges, lambda pairs: [0.1] * len(pairs), threshold=0.7, floor=0.3)
        Partition(cluster_of=[0, 0, 2], weakest={0: (0, 1, 0.9)})
    """
    scores = _Scores(count, edges, rescore)
    groups = _Groups(count, scores, threshold, floor, labels)
    for pair in (decided := list(together)):
        groups.decide(pair)
    groups.forbid(apart)
    groups.decided_against(scores.below(short_of(threshold), decided))
    for pair in known:
        groups.hold(pair)
    groups.forbid(pair for pair in unlike if groups.root(pair[0]) != groups.root(pair[1]))
    waiting = groups.join(best_first(edges, threshold))
    while waiting:
        scores.ask()
        waiting = groups.join(waiting)
    return groups.result()


def short_of(threshold: float) -> float:
    """Give the score of two that are alike and left apart, for one of them may be somebody else.

    Examples:
        >>> 0.54 < short_of(0.55) < 0.55
        True
    """
    return nextafter(threshold, 0.0)


def best_first(edges: Edges, threshold: float) -> Iterator[Joint]:
    """Give the pairs that reach the threshold, best first, equal ones by their items."""
    import numpy as np

    score = np.asarray(edges.score, dtype=np.float64)
    enough = np.flatnonzero(score >= threshold)
    left = np.asarray(edges.left, dtype=np.int64)[enough]
    right = np.asarray(edges.right, dtype=np.int64)[enough]
    order = np.lexsort((right, left, -score[enough]))
    columns = left[order].tolist(), right[order].tolist(), score[enough][order].tolist()
    return zip(*columns, strict=True)


class _Scores:
    """Scores of pairs: those given, those asked for since."""

    def __init__(self, count: int, edges: Edges, rescore: Rescore) -> None:
        import numpy as np

        left, right = np.asarray(edges.left, np.int64), np.asarray(edges.right, np.int64)
        order = np.argsort(left * count + right)
        starts = np.concatenate(([0], np.cumsum(np.bincount(left, minlength=count))))
        # Single look-ups by bisection are ten times faster in an array than in numpy. Each is among
        # the few pairs of its left item, which lie side by side in memory.
        self.starts = array("q", starts.tobytes())
        self.rights = array("q", right[order].tobytes())
        self.scores = array("d", np.asarray(edges.score, dtype=np.float64)[order].tobytes())
        self.rescore = rescore
        self.asked: dict[Pair, float] = {}
        self.missing: dict[Pair, None] = {}

    def all_of(self, pairs: list[Pair], enough: float = 0.0) -> list[float] | None:
        """Give the scores of pairs; None, and note which are to be asked for, if some are missing.

        Args:
            pairs: items, the smaller first.
            enough: one score below it tells all: it is given alone, and no other is asked for.
        """
        starts, rights = self.starts, self.rights
        found, missing = [], []
        for pair in pairs:
            left, right = pair
            end = starts[left + 1]
            at = bisect_left(rights, right, starts[left], end)
            known = at < end and rights[at] == right
            score = self.scores[at] if known else self.asked.get(pair)
            if score is None:
                missing.append(pair)
            elif score < enough:
                return [score]
            else:
                found.append(score)
        self.missing.update(dict.fromkeys(missing))
        return None if missing else found

    def ask(self) -> None:
        """Ask for all the missing scores in one go."""
        pairs = list(self.missing)
        self.asked.update(zip(pairs, self.rescore(pairs) if pairs else (), strict=True))
        self.missing.clear()

    def below(self, least: float, pairs: Sequence[Pair]) -> list[Pair]:
        """Give the pairs that score less."""
        ordered = [(min(pair), max(pair)) for pair in pairs]
        found = self.all_of(ordered)
        if found is None:
            self.ask()
            found = self.all_of(ordered) or []
        return [pair for pair, score in zip(pairs, found, strict=True) if score < least]


class _Groups:
    """The groups so far. A group is a list of units, a unit the items decided or held to be one."""

    def __init__(
        self,
        count: int,
        scores: _Scores,
        threshold: float,
        floor: float,
        labels: Iterable[Sequence[int]],
    ) -> None:
        self.scores = scores
        self.threshold = threshold
        self.floor = floor
        self.parent = list(range(count))
        self.units: dict[int, list[list[int]]] = {}
        self.core: dict[int, int] = {}
        held = (
            {item: label for item, label in enumerate(column) if label >= 0} for column in labels
        )
        self.labels = [column for column in held if column]
        self.enemies: dict[int, set[int]] = defaultdict(set)
        self.too_far: dict[Pair, int] = {}
        self.weakest: dict[int, Joint] = {}

    def root(self, item: int) -> int:
        parent = self.parent
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    def decide(self, pair: Pair) -> None:
        """Make two items one unit, whatever their scores."""
        one, other = (self.root(item) for item in pair)
        if one == other:
            return
        if self._labels_clash(one, other):
            raise Contradiction(pair)
        self._unite(one, other)

    def hold(self, pair: Pair) -> None:
        """Make two items one unit, unless what is decided forbids it."""
        one, other = (self.root(item) for item in pair)
        if one == other or other in self.enemies.get(one, ()) or self._labels_clash(one, other):
            return
        self._unite(one, other)

    def _unite(self, one: int, other: int) -> None:
        unit = [item for root in (one, other) for part in self._units(root) for item in part]
        self._join(one, other)
        self.units[self.root(one)] = [sorted(unit)]

    def decided_against(self, pairs: Iterable[Pair]) -> None:
        """Note which items have been decided to be one against their scores."""
        for pair in pairs:
            one, other = map(self._core_of, pair)
            if one != other:
                self.core[other] = one

    def _core_of(self, item: int) -> int:
        while item in self.core:
            item = self.core[item]
        return item

    def forbid(self, pairs: Iterable[Pair]) -> None:
        for pair in pairs:
            one, other = (self.root(item) for item in pair)
            if one == other:
                raise Contradiction(pair)
            self.enemies[one].add(other)
            self.enemies[other].add(one)

    def join(self, pairs: Iterable[Joint]) -> list[Joint]:
        """Join the groups of pairs, in their order, as far as the scores that matter are known.

        A group that waits for scores is left alone, and so is a group that is to meet it: what each
        group meets, it meets in the order of the pairs.

        Returns:
            The pairs that wait.
        """
        waiting: list[Joint] = []
        held: set[int] = set()
        for pair in pairs:
            one, other = self.root(pair[0]), self.root(pair[1])
            if one == other:
                continue
            if one in held or other in held or not self._settle(one, other, pair):
                held |= {one, other}
                waiting.append(pair)
        return waiting

    def _settle(self, one: int, other: int, pair: Joint) -> bool:
        """Join two groups if all that is in them allows it; tell whether that could be told."""
        if other in self.enemies.get(one, ()) or self._labels_clash(one, other):
            return True
        if one in self.units or other in self.units:
            ours, theirs = self._units(one), self._units(other)
            size = len(ours) * len(theirs)
            ends = (min(one, other), max(one, other))
            if self.too_far.get(ends) == size:
                return True
            scores = self._between(ours, theirs)
            if scores is None:
                return False
            if min(scores) < self.floor:
                self.forbid([(one, other)])
                return True
            if fsum(scores) / size < self.threshold:
                self.too_far[ends] = size
                return True
            before = [self.weakest.pop(root, pair) for root in (one, other)]
            pair = min((pair, *before), key=lambda joint: joint[2])
        self._join(one, other)
        self.weakest[min(one, other)] = pair
        return True

    def result(self) -> Partition:
        import numpy as np

        root = np.array(self.parent, np.int64)
        while (root[root] != root).any():
            root = root[root]
        return Partition(root.tolist(), self.weakest)

    def _units(self, root: int) -> list[list[int]]:
        return self.units.get(root) or [[root]]

    def _between(self, ours: list[list[int]], theirs: list[list[int]]) -> list[float] | None:
        """Score each unit against each: as near as their nearest items; None if one is missing.

        Of units of one item each the first that differ are enough.
        """
        pairs = [
            (a, b) if a < b else (b, a)
            for mine in ours
            for other in theirs
            for a in mine
            for b in other
        ]
        single = len(pairs) == len(ours) * len(theirs)
        scores = self.scores.all_of(pairs, self.floor if single else 0.0)
        if scores is None or single:
            return scores
        ends = list(accumulate([len(mine) * len(other) for mine in ours for other in theirs]))
        spans = zip([0, *ends], ends, strict=False)
        return [self._of_units(pairs[start:end], scores[start:end]) for start, end in spans]

    def _of_units(self, pairs: list[Pair], scores: list[float]) -> float:
        """Score two units by their items: by the nearest, unless others of them differ."""
        nearest: dict[Pair, float] = {}
        for (one, other), score in zip(pairs, scores, strict=True):
            ends = self._core_of(one), self._core_of(other)
            pair = min(ends), max(ends)
            nearest[pair] = max(nearest.get(pair, 0.0), score)
        least = min(nearest.values())
        return least if least < self.floor else max(nearest.values())

    def _labels_clash(self, one: int, other: int) -> bool:
        for column in self.labels:
            label = column.get(other)
            if label is not None and column.get(one, label) != label:
                return True
        return False

    def _join(self, one: int, other: int) -> None:
        """Make one group of two; its root is the smaller."""
        keep, drop = min(one, other), max(one, other)
        self.units[keep] = self._units(keep) + self._units(drop)
        self.units.pop(drop, None)
        self.parent[drop] = keep
        for column in self.labels:
            if drop in column:
                column[keep] = column.pop(drop)
        for enemy in self.enemies.pop(drop, ()):
            self.enemies[enemy].discard(drop)
            self.enemies[enemy].add(keep)
            self.enemies[keep].add(enemy)
