"""Scores of names carried over to the items of a list that bear them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from khnorm.jobs.lists.candidates import Candidates
from khnorm.jobs.lists.cluster import Edges, Pair
from khnorm.jobs.lists.listing import Listing
from khnorm.match.weights import weight

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]

__all__ = ["EQUAL", "NOTHING", "SAME", "Weighed", "carried"]

# Items that share one name and differ in another are paired each with each up to so many; of more,
# only those whose other names are near, too.
_SHARED = 300


class Weighed(NamedTuple):
    """The score of two items, and whether it is held back by what no other name makes good.

    That is a doubt that `compare` has of them, or a name of theirs in one script that differs.
    """

    score: float
    doubted: bool


# Names of one form: no two names can be more alike.
EQUAL = weight("equal")
SAME, NOTHING = Weighed(EQUAL, False), Weighed(0.0, False)


def carried(
    listing: Listing,
    pairs: Candidates,
    scores: NDArray[np.float64],
    doubted: Flags,
    weigh: Callable[[Sequence[Pair]], list[Weighed]],
) -> tuple[Edges, Flags]:
    """Carry scored pairs of forms over to the items of the rows.

    Args:
        listing: the list, its items gathered.
        pairs: pairs of forms.
        scores: theirs.
        doubted: whether a doubt holds them back.
        weigh: scores pairs of items that have several names each.

    Returns:
        The pairs of items, and which of them a doubt holds back.
    """
    import numpy as np

    if not listing.single:
        scored = _item_pairs(listing, pairs, scores, doubted)
        both = zip(scored.values(), weigh(list(scored)), strict=True)
        own = (Weighed(min(form.score, item.score), item.doubted) for form, item in both)
        return _edges(dict(zip(scored, own, strict=True)))
    edges, held, rest = _between_single(listing, pairs, scores, doubted)
    more, also = _edges(_item_pairs(listing, pairs.where(rest), scores[rest], doubted[rest]))
    joined = Edges(
        np.concatenate((edges.left, more.left)),
        np.concatenate((edges.right, more.right)),
        np.concatenate((edges.score, more.score)),
    )
    return joined, np.concatenate((held, also))


def _edges(scored: Mapping[Pair, Weighed]) -> tuple[Edges, Flags]:
    import numpy as np

    left, right = np.array(list(scored), np.int64).reshape(-1, 2).T
    score = np.fromiter((one.score for one in scored.values()), np.float64, len(scored))
    doubted = np.fromiter((one.doubted for one in scored.values()), bool, len(scored))
    return Edges(left, right, score), doubted


def _between_single(
    listing: Listing, pairs: Candidates, scores: NDArray[np.float64], doubted: Flags
) -> tuple[Edges, Flags, Flags]:
    """Carry pairs over to items of one name each where no other item has that name.

    Returns:
        The pairs of items with their scores, which of them a doubt holds back, and which pairs of
        forms are still to be carried over.
    """
    import numpy as np

    holders = listing.items_of_form
    ours, theirs = holders.sizes[pairs.left], holders.sizes[pairs.right]
    alone = np.flatnonzero((ours == 1) & (theirs == 1))
    ends = pairs.left[alone], pairs.right[alone]
    left, right = (holders.numbers[holders.starts[forms]] for forms in ends)
    kept = listing.labels[left] == listing.labels[right]
    rest = (ours > 0) & (theirs > 0)
    rest[alone[kept]] = False
    if listing.two_lists:
        kept &= listing.sides[left] != listing.sides[right]
    left, right, own = left[kept], right[kept], alone[kept]
    edges = Edges(np.minimum(left, right), np.maximum(left, right), scores[own])
    return edges, doubted[own], rest


def _item_pairs(
    listing: Listing, pairs: Candidates, scores: NDArray[np.float64], doubted: Flags
) -> dict[Pair, Weighed]:
    """Carry pairs of forms over to the items that hold them, each with its best score."""
    import numpy as np

    found: dict[Pair, Weighed] = {}
    holders = listing.items_of_form
    columns = (column.tolist() for column in (pairs.left, pairs.right, scores, doubted))
    for one, other, *weighed in zip(*columns, strict=True):
        own = Weighed(*weighed)
        for pair in _fitting(listing, holders[one], holders[other]):
            found[pair] = max(found.get(pair, NOTHING), own)
    for form in np.flatnonzero(holders.sizes > 1).tolist():
        found.update(dict.fromkeys(_fitting(listing, holders[form], holders[form]), SAME))
    return found


def _fitting(listing: Listing, ours: list[int], theirs: list[int]) -> Iterator[Pair]:
    """Pair items that nothing but their names can part: of one label, or one of them without."""
    items = listing.items
    by_label: tuple[dict[str, list[int]], dict[str, list[int]]] = ({}, {})
    for groups, members in zip(by_label, (ours, theirs), strict=True):
        for item in members:
            groups.setdefault(items[item].label, []).append(item)
    mine, other = by_label
    for label, members in mine.items():
        if label in other:
            yield from _across_sides(listing, members, other[label])
    for without, labelled in (by_label, by_label[::-1]):
        if "" in without:
            for label in labelled.keys() - {""}:
                yield from _across_sides(listing, without[""], labelled[label])


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
