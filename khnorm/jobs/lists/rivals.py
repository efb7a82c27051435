"""Names of a list that are as near to one as to another from whom that one is kept apart.

`Sok Maneth` may be Sok Manet or Sok Manith, who are not one: where neither is nearer, nobody can
tell which, and the name is left in doubt beside both. So is an alias that two people have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khnorm.jobs.lists.bonds import Bonds
from khnorm.jobs.lists.candidates import following
from khnorm.jobs.lists.evidence import Evidence
from khnorm.jobs.lists.forms import has_alias
from khnorm.match.weights import weight

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Ints = NDArray[np.int64]

__all__ = ["TIE", "leave_rivals"]

# Log-odds within which two names are as near as each other.
TIE = 0.1
# Wider than log-odds can lie apart.
_WIDE = 100.0


def leave_rivals(evidence: Evidence, bonds: Bonds, threshold: float) -> None:
    """Leave in doubt the names that are as near to one as to another, who are two.

    Args:
        evidence: the scored pairs of items; those of such a name no longer reach the threshold.
        bonds: what is settled about them.
        threshold: the score from which on two are one.
    """
    import numpy as np

    edges, _ = evidence.joints(threshold)
    left, right = np.asarray(edges.left, np.int64), np.asarray(edges.right, np.int64)
    score = np.asarray(edges.score, np.float64)
    near = np.flatnonzero(score >= threshold)
    one, apart = bonds.settled(left[near], right[near])
    near = near[~(one | apart)]
    ours, theirs, places = _equally_near(left[near], right[near], score[near])
    one, apart = bonds.settled(ours, theirs)
    apart |= _pairs_among(left, right, evidence.apart(threshold), ours, theirs) & ~one
    _part_by_alias(evidence, ours, theirs, apart)
    evidence.doubt(near[np.unique(places[:, apart])], threshold)


def _part_by_alias(evidence: Evidence, ours: Ints, theirs: Ints, apart: Flags) -> None:
    """Note which pairs are two people who have one alias: a third of that name may be either."""
    import numpy as np

    keys, items = evidence.listing.keys, evidence.listing.items
    with_alias = {
        item
        for item in np.unique(np.concatenate((ours, theirs))).tolist()
        if any(has_alias(keys[form]) for form in items[item].forms)
    }
    some = np.array(sorted(with_alias), np.int64)
    open_ = np.flatnonzero(~apart & np.isin(ours, some) & np.isin(theirs, some))
    pairs = list(zip(ours[open_].tolist(), theirs[open_].tolist(), strict=True))
    scores = [found.score for found in evidence.weigh(pairs)]
    apart[open_] = np.array(scores, np.float64) < weight("different")


def _pairs_among(left: Ints, right: Ints, some: Flags, ours: Ints, theirs: Ints) -> Flags:
    """Tell of pairs of items whether they are among some of others."""
    import numpy as np

    count = 1 + max(left.max(initial=0), right.max(initial=0))
    asked = np.zeros(count, bool)
    asked[ours] = asked[theirs] = True
    some = some & asked[left] & asked[right]
    return np.isin(ours * count + theirs, left[some] * count + right[some])


def _equally_near(left: Ints, right: Ints, score: NDArray[np.float64]) -> tuple[Ints, Ints, Ints]:
    """Pair the items that are as near as each other to a third.

    Returns:
        The two items, the smaller first, and in two rows their places in the pairs with the third.
    """
    import numpy as np

    third, end = np.concatenate((left, right)), np.concatenate((right, left))
    edge = np.concatenate((np.arange(len(left)),) * 2)
    odds = np.log(score / (1 - score))
    at = third * _WIDE - odds[edge]
    order = np.lexsort((end, at))
    at, end, edge = at[order], end[order], edge[order]
    after = np.searchsorted(at, at + TIE, side="right") - np.arange(len(at)) - 1
    found = [
        np.stack((end[one], end[other], edge[one], edge[other]))
        for one, other in following(np.arange(len(at)), after)
    ]
    both = np.concatenate([np.empty((4, 0), np.int64), *found], axis=1)
    return both[:2].min(axis=0), both[:2].max(axis=0), both[2:]
