"""What speaks for two items of a list being one person: scored pairs of items."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from khnorm.jobs.blocks import Candidates
from khnorm.jobs.cluster import Edges, Pair
from khnorm.jobs.listing import Item, Listing
from khnorm.jobs.pool import Watch, Workers
from khnorm.jobs.score import crowded, score_candidates, score_keys
from khnorm.match.weights import probability, weight

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Evidence", "gather_evidence"]

# Names of one form: no two names can be more alike.
_EQUAL = probability(99.0)

# Items that share one name and differ in another are paired each with each up to so many; of more,
# only those whose other names are near, too.
_SHARED = 300


class Evidence:
    """Scores of pairs of items, on demand for those that nobody thought worth comparing."""

    def __init__(self, listing: Listing, edges: Edges) -> None:
        self.listing = listing
        self.edges = edges
        self._of_forms = lru_cache(maxsize=1 << 16)(self._score_forms)

    def _score_forms(self, one: int, other: int) -> float:
        if one == other:
            return _EQUAL
        return score_keys(self.listing.keys[one], self.listing.keys[other])

    def score(self, pairs: list[Pair]) -> list[float]:
        """Score pairs of items by their names alone, whatever the list."""
        items = self.listing.items
        return [self.of_items(items[one], items[other]) for one, other in pairs]

    def nearest(self, one: int, other: int) -> Pair:
        """Say which forms of two items are nearest to each other."""
        items = self.listing.items
        pairs = product(items[one].forms, items[other].forms)
        return max(pairs, key=lambda pair: self._of_forms(min(pair), max(pair)))

    def of_items(self, one: Item, other: Item) -> float:
        """Score two items that may have several names each.

        Names in the same script are laid side by side first: the best of them counts, and if the
        names of one script differ, no other name makes them one. A name that meets none in its
        script is laid beside all.
        """
        best, worst = 0.0, 1.0
        for ours, theirs in ((one, other), (other, one)):
            for script in (False, True):
                mine = [form for form in ours.forms if self.listing.khmer[form] is script]
                same = [form for form in theirs.forms if self.listing.khmer[form] is script]
                scores = [
                    self._of_forms(min(pair), max(pair))
                    for pair in product(mine, same or theirs.forms)
                ]
                if scores:
                    best = max(best, *scores)
                    worst = min(worst, max(scores)) if same else worst
        return min(best, worst) if worst < weight("different") else best


def gather_evidence(listing: Listing, hands: Workers, watch: Watch) -> Evidence:
    """Find and score the pairs of items that may be one person.

    Args:
        listing: the list taken apart.
        hands: who works.
        watch: is told how far it is.

    Returns:
        The evidence. Pairs of one list are left out if there are two.
    """
    import numpy as np

    pairs = _across(listing, listing.index.candidates())
    scores = score_candidates(listing.keys, pairs, hands, watch)
    weighed = crowded(scores, pairs.crowd)
    if _plain(listing):
        item = np.empty(len(listing.keys), np.int64)
        for number, own in enumerate(listing.items):
            item[own.forms[0]] = number
        left, right = item[pairs.left], item[pairs.right]
        return Evidence(listing, Edges(np.minimum(left, right), np.maximum(left, right), weighed))
    found = Evidence(listing, Edges([], [], []))
    wanted = _item_pairs(listing, pairs, weighed)
    several = any(len(item.forms) > 1 for item in listing.items)
    scored = (
        {pair: min(score, found.score([pair])[0]) for pair, score in wanted.items()}
        if several
        else wanted
    )
    ordered = sorted(scored)
    found.edges = Edges(
        [left for left, _ in ordered],
        [right for _, right in ordered],
        [scored[pair] for pair in ordered],
    )
    return found


def _plain(listing: Listing) -> bool:
    """Tell the usual case: each form is one item's only name."""
    return (
        len(listing.items) == len(listing.keys)
        and all(len(item.forms) == 1 for item in listing.items)
        and all(len(holders) == 1 for holders in listing.items_of_form.values())
    )


def _across(listing: Listing, pairs: Candidates) -> Candidates:
    """Leave out pairs of forms that stand in one and the same of two lists."""
    import numpy as np

    sides = np.zeros(len(listing.keys), np.uint8)
    for item in listing.items:
        for form in item.forms:
            sides[form] |= 1 << item.side
    if not (sides & 2).any():
        return pairs
    kept = (sides[pairs.left] | sides[pairs.right]) == 3
    return Candidates(pairs.left[kept], pairs.right[kept], pairs.crowd[kept])


def _item_pairs(
    listing: Listing, pairs: Candidates, scores: NDArray[np.float64]
) -> dict[Pair, float]:
    """Carry pairs of forms over to the items that hold them, each with its best score."""
    found: dict[Pair, float] = {}
    holders = listing.items_of_form
    for one, other, score in zip(
        pairs.left.tolist(), pairs.right.tolist(), scores.tolist(), strict=True
    ):
        for pair in _fitting(listing, holders.get(one, []), holders.get(other, [])):
            found[pair] = max(found.get(pair, 0.0), score)
    for own in holders.values():
        if len(own) > 1:
            found.update(dict.fromkeys(_fitting(listing, own, own), _EQUAL))
    return found


def _fitting(listing: Listing, ours: list[int], theirs: list[int]) -> Iterator[Pair]:
    """Pair items that nothing but their names can part.

    An item without a label goes with those that have one if there is but one to go with; else
    nobody could say with which.
    """
    items = listing.items
    if len(ours) == len(theirs) == 1 and items[ours[0]].label == items[theirs[0]].label:
        yield from _across_sides(listing, ours, theirs)
        return
    by_label: tuple[dict[str, list[int]], dict[str, list[int]]] = ({}, {})
    for groups, members in zip(by_label, (ours, theirs), strict=True):
        for item in members:
            groups.setdefault(items[item].label, []).append(item)
    mine, other = by_label
    for label, members in mine.items():
        if label in other:
            yield from _across_sides(listing, members, other[label])
    for without, labelled in (by_label, by_label[::-1]):
        known = labelled.keys() - {""}
        if "" in without and len(known) == 1:
            yield from _across_sides(listing, without[""], labelled[known.pop()])


def _across_sides(listing: Listing, ours: list[int], theirs: list[int]) -> Iterator[Pair]:
    items = listing.items
    two_lists = listing.two_lists
    full = len(ours) * len(theirs) > _SHARED * _SHARED
    for one, other in product(ours, theirs):
        if one == other or (two_lists and items[one].side == items[other].side):
            continue
        if full and min(len(items[one].forms), len(items[other].forms)) > 1:
            continue
        yield (one, other) if one < other else (other, one)
