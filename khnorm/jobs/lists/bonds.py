"""What joins or parts items of a list whatever their names score: tables, values, decisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, combinations, pairwise, product
from typing import TYPE_CHECKING

from khnorm.errors import InputError
from khnorm.jobs.lists.cluster import Contradiction, Pair, Partition, partition
from khnorm.jobs.lists.evidence import Evidence
from khnorm.jobs.lists.listing import Listing
from khnorm.jobs.lists.values import settled_values
from khnorm.jobs.review import Decision
from khnorm.match.weights import weight

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Ints = NDArray[np.int64]

__all__ = ["Bonds"]


class Bonds:
    """Pairs of items that are together or apart beforehand, and the labels that part them.

    The people of the tables are one person each and never another, and never somebody against whom
    the tables say something; rows whose values differ are apart; what a person has decided goes
    before what the tables say, but not before the values. `values` are those of the items, as far as
    they are known or settled, -1 for none; `unmet` the decisions about names that stand in no row.
    """

    def __init__(self, listing: Listing, decisions: Iterable[Decision]) -> None:
        """Find out what the tables, the values and the decisions say of a list."""
        self.listing = listing
        self._given: list[int] = (listing.labels - 1).tolist()
        self.values = self._given
        self.entities = (listing.persons - 1).tolist()
        self.same: dict[Pair, str] = {}
        self.apart: dict[Pair, str] = {}
        self.unmet: list[Decision] = []
        for decision in decisions:
            self._decide(decision)
        self._defer_to_decisions()
        self.unlike = set(self._unlike())

    def settle_values(self, evidence: Evidence, threshold: float) -> None:
        """Settle which values the items without one have, and leave in doubt what that parts.

        Such an item has the value of those who bear its name, else of those whose names are alike;
        if they have several, it is with none of them, and no third name brings it to one.

        Args:
            evidence: the scored pairs of items; pairs that are parted no longer reach the threshold.
            threshold: the score from which on two are one.
        """
        import numpy as np

        given = np.array(self._given, np.int64)
        if not (given >= 0).any():
            return
        edges = evidence.edges
        left, right = np.asarray(edges.left, np.int64), np.asarray(edges.right, np.int64)
        score = np.asarray(edges.score, np.float64)
        one_without = (given[left] < 0) != (given[right] < 0)
        alike = np.flatnonzero(one_without & (score >= threshold) & ~evidence.doubted)
        columns = left[alike].tolist(), right[alike].tolist(), score[alike].tolist()
        claims = [
            (*self._without_first(one, other), likely >= weight("equal"))
            for one, other, likely in zip(*columns, strict=True)
        ]
        settled = settled_values(self._given, chain(claims, self._claims_of_known()))
        for item in chain.from_iterable(self.same):
            settled[item] = self._given[item]
        self.values = settled
        values = np.array(settled, np.int64)
        apart = (values[left] >= 0) & (values[right] >= 0) & (values[left] != values[right])
        evidence.doubt(apart, threshold)

    def _without_first(self, one: int, other: int) -> tuple[int, int]:
        """Give of two items the one without a value, and the value of the other."""
        return (other, self._given[one]) if self._given[other] < 0 else (one, self._given[other])

    def _claims_of_known(self) -> Iterator[tuple[int, int, bool]]:
        """Give the items without a value whom the tables know, with each value of that person's."""
        for members in self._items_of_people().values():
            values = {self._given[item] for item in members}
            for item in members:
                if self._given[item] < 0:
                    yield from ((item, value, True) for value in values - {-1})

    def partition(self, evidence: Evidence, threshold: float) -> Partition:
        """Join the items by their scores, within these bonds.

        Args:
            evidence: their scores.
            threshold: the probability from which on they are joined.

        Returns:
            The clusters.

        Raises:
            InputError: two decisions contradict each other; both are named.
        """
        try:
            edges, rescore = evidence.joints(threshold)
            return partition(
                len(self.listing.items),
                edges,
                rescore,
                threshold=threshold,
                floor=min(weight("different"), threshold),
                together=self.same,
                known=self._known(),
                apart=self.apart,
                unlike=self.unlike,
                labels=(self.values, self.entities),
            )
        except Contradiction as error:
            raise InputError(self._contradiction(error.pair)) from error

    def forbidden(self, left: Ints, right: Ints) -> Flags:
        """Tell of pairs of items, the smaller first, which are two persons whatever else is said."""
        apart = self.among(self.apart, left, right)
        return apart | _differ(self._given, left, right) | _differ(self.entities, left, right)

    def answerable(self, one: int, other: int) -> bool:
        """Tell whether an answer about the names of two items could join them.

        Of rows of several values nobody could say with which one without goes.
        """
        ours, theirs = map(self.listing.items.forms_of, (one, other))
        if ours == theirs or self._given[one] == self._given[other]:
            return ours != theirs
        return len(self._values_of[ours] | self._values_of[theirs]) < 2

    @cached_property
    def _values_of(self) -> dict[tuple[int, ...], set[int]]:
        """The values of the rows that have some names."""
        found: dict[tuple[int, ...], set[int]] = defaultdict(set)
        for item, value in zip(self.listing.items, self._given, strict=True):
            found[item.forms].update({value} - {-1})
        return found

    def settled(self, left: Ints, right: Ints) -> tuple[Flags, Flags]:
        """Tell what is settled of pairs of items, before their names are looked at.

        Args:
            left: an item of each pair.
            right: the other, which has the greater number.

        Returns:
            Which pairs are one person, and which are two.
        """
        import numpy as np

        people, apart = np.array(self.entities, np.int64), _differ(self.values, left, right)
        one = (people[left] >= 0) & (people[left] == people[right]) & ~apart
        apart |= _differ(self.entities, left, right)
        one |= self.among(self.same, left, right)
        apart |= self.among(self.apart, left, right) | self.among(self.unlike, left, right)
        return one, apart

    def among(
        self, pairs: Iterable[Pair], left: Sequence[int] | Ints, right: Sequence[int] | Ints
    ) -> Flags:
        """Tell of pairs of items, the smaller first, whether they are among some."""
        import numpy as np

        count = len(self.listing.items)
        wanted = np.array([one * count + other for one, other in pairs], np.int64)
        if not len(wanted):
            return np.zeros(len(left), bool)
        return np.isin(np.asarray(left, np.int64) * count + np.asarray(right, np.int64), wanted)

    def _contradiction(self, pair: Pair) -> str:
        one, other = map(self.listing.shown, pair)
        if pair not in self.apart:
            return (
                f"{self.same[pair]}: {one!r} and {other!r} are decided to be one person and, by way "
                "of other decisions, rows that differ in what parts them; take one of these "
                "decisions back"
            )
        elsewhere = self.same.get(pair, "by way of other decisions")
        return (
            f"{self.apart[pair]}: {one!r} and {other!r} are decided to be two persons and, "
            f"{elsewhere}, one; take one of these decisions back"
        )

    def _decide(self, decision: Decision) -> None:
        ours, theirs = map(self.listing.items_named, (decision.a, decision.b))
        if not ours or not theirs:
            self.unmet.append(decision)
        values = {self._given[item] for item in (*ours, *theirs)} - {-1}
        for one, other in product(ours, theirs):
            if one == other:
                continue
            pair = (min(one, other), max(one, other))
            if not decision.same:
                self.apart[pair] = decision.place
            elif self._given[one] == self._given[other] or (
                # Of rows of several values nobody could say with which one without goes.
                len(values) == 1
            ):
                self.same[pair] = decision.place

    def _may_meet(self, pair: Pair) -> bool:
        one, other = (self.values[item] for item in pair)
        return one == other or -1 in (one, other)

    def _defer_to_decisions(self) -> None:
        """Let the tables be silent on people whom a decision joins or parts."""
        silent = set()
        for one, other in (*self.same, *self.apart):
            ours, theirs = self.entities[one], self.entities[other]
            if -1 not in (ours, theirs) and (ours == theirs) == ((one, other) in self.apart):
                silent |= {ours, theirs}
        self.entities = [-1 if entity in silent else entity for entity in self.entities]

    def _unlike(self) -> Iterator[Pair]:
        """Pair the items with those of whom the tables know that they are somebody else.

        Who is not a person by his title is not who is not that person by his generation.
        """
        if not self.listing.strangers:
            return
        groups: dict[str, list[int]] = defaultdict(list)
        for item, entity in enumerate(self.entities):
            if entity >= 0:
                groups[self.listing.items[item].entity].append(item)
        beside: dict[str, dict[int, str]] = defaultdict(dict)
        for item, people in self.listing.strangers.items():
            for person, why in people:
                beside[person][item] = why
        for person, others in beside.items():
            pairs = chain(
                product(others, groups.get(person, ())),
                (pair for pair in combinations(others, 2) if others[pair[0]] != others[pair[1]]),
            )
            for one, other in pairs:
                pair = (min(one, other), max(one, other))
                if pair not in self.same:
                    yield pair

    def known_pairs(self) -> Iterator[Pair]:
        """Pair all items that the tables know as one person and no value parts."""
        for members in self._items_of_people().values():
            yield from filter(self._may_meet, combinations(members, 2))

    def _items_of_people(self) -> dict[int, list[int]]:
        """Group the items by whom the tables know by them."""
        groups: dict[int, list[int]] = defaultdict(list)
        for item, entity in enumerate(self.entities):
            if entity >= 0:
                groups[entity].append(item)
        return groups

    def _known(self) -> Iterator[Pair]:
        """Chain the items that the tables know as one person and no value parts."""
        for members in self._items_of_people().values():
            by_value: dict[int, list[int]] = defaultdict(list)
            for item in members:
                by_value[self.values[item]].append(item)
            if -1 in by_value and len(by_value) == 2:
                unlabelled = by_value.pop(-1)
                for own in by_value.values():
                    own += unlabelled
            for own in by_value.values():
                yield from pairwise(sorted(own))


def _differ(labels: Sequence[int], left: Ints, right: Ints) -> Flags:
    """Tell of pairs of items which have labels that are not the same; -1 is none."""
    import numpy as np

    label = np.array(labels, np.int64)
    ours, theirs = label[left], label[right]
    return np.asarray((ours != theirs) & (ours >= 0) & (theirs >= 0), bool)
