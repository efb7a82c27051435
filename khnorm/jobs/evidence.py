"""What speaks for two items of a list being one person: scored pairs of items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, product
from typing import TYPE_CHECKING, NamedTuple

from khnorm.jobs import pool
from khnorm.jobs.candidates import Candidates, third_sides, together
from khnorm.jobs.cluster import Edges, Pair
from khnorm.jobs.known import NEAR, carry_over, get_ready, introduce, known_forms, whom
from khnorm.jobs.listing import Item, Listing, gather_items, read_names
from khnorm.jobs.pool import Watch, Workers, unwatched
from khnorm.jobs.score import crowded, needed_odds, score_candidates, score_keys
from khnorm.jobs.torn import Torn
from khnorm.match.resolve import Resolver
from khnorm.match.weights import weight

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Evidence", "survey"]

# Names of one form: no two names can be more alike.
_EQUAL = weight("equal")

# Items that share one name and differ in another are paired each with each up to so many; of more,
# only those whose other names are near, too.
_SHARED = 300
# Pairs of items scored together on demand, and pairs of forms that go to a worker at once.
_AT_ONCE, _CHUNK = 1 << 16, 500
# Of so few texts the tables are asked about each.
_FEW = 300


class Evidence:
    """Scores of pairs of items, on demand for those that nobody thought worth comparing."""

    def __init__(self, listing: Listing, edges: Edges, hands: Workers) -> None:
        self.listing = listing
        self.edges = edges
        self._hands = hands
        self._of_forms = lru_cache(maxsize=1 << 16)(self._score_forms)

    def nearest(self, one: int, other: int) -> Pair:
        """Say which forms of two items are nearest to each other."""
        ours, theirs = self.listing.items[one].forms, self.listing.items[other].forms
        if len(ours) == len(theirs) == 1:
            return ours[0], theirs[0]
        return max(product(ours, theirs), key=lambda pair: self._of_forms(min(pair), max(pair)))

    def doubt(self, pairs: Iterable[Pair], threshold: float) -> None:
        """Leave pairs of items in doubt whose names score as one person's.

        Args:
            pairs: of two items, the smaller first.
            threshold: the score from which on two are one.
        """
        import numpy as np

        count, edges = len(self.listing.items), self.edges
        wanted = [one * count + other for one, other in pairs]
        if wanted:
            score = np.array(edges.score, np.float64)
            found = np.isin(np.asarray(edges.left) * count + np.asarray(edges.right), wanted)
            score[found] = np.minimum(score[found], np.nextafter(threshold, 0.0))
            self.edges = Edges(edges.left, edges.right, score)

    def _score_forms(self, one: int, other: int) -> float:
        if one == other:
            return _EQUAL
        keys = self.listing.keys
        return score_keys(keys[one], keys[other], len(keys))

    def score(self, pairs: Sequence[Pair]) -> list[float]:
        """Score pairs of items by their names and the length of the list."""
        items = self.listing.items
        found: list[float] = []
        for some in pool.chunks(pairs, _AT_ONCE):
            sides = [list(self._sides(items[one], items[other])) for one, other in some]
            wanted = {pair for own in sides for forms, _ in own for pair in forms}
            scores = self._scored(sorted(wanted))
            found += [_best(own, scores) for own in sides]
        return found

    def _scored(self, pairs: list[Pair]) -> dict[Pair, float]:
        """Score pairs of forms, side by side."""
        keys = self.listing.keys
        tasks = (
            _Task([(keys[one], keys[other]) for one, other in some], len(keys))
            for some in pool.chunks([pair for pair in pairs if pair[0] != pair[1]], _CHUNK)
        )
        scores = chain.from_iterable(self._hands.map(_score_all, tasks))
        return {pair: _EQUAL if pair[0] == pair[1] else next(scores) for pair in pairs}

    def _sides(self, one: Item, other: Item) -> Iterator[tuple[list[Pair], bool]]:
        """Lay the names of two items side by side, those in one script first.

        A name that meets none in its script is laid beside all.

        Returns:
            The pairs of forms for each script of each item, and whether they are of one script.
        """
        khmer = self.listing.khmer
        for ours, theirs in ((one, other), (other, one)):
            for script in (False, True):
                mine = [form for form in ours.forms if khmer[form] is script]
                same = [form for form in theirs.forms if khmer[form] is script]
                if mine:
                    pairs = product(mine, same or theirs.forms)
                    yield [(min(pair), max(pair)) for pair in pairs], bool(same)


class _Task(NamedTuple):
    """Pairs of forms, and how many forms their list has."""

    pairs: list[tuple[str, str]]
    forms: int


def _score_all(task: _Task) -> list[float]:
    return [score_keys(one, other, task.forms) for one, other in task.pairs]


def _best(sides: Iterable[tuple[list[Pair], bool]], scores: Mapping[Pair, float]) -> float:
    """Score two items that may have several names each, by those laid side by side.

    The best of them counts; but if the names of one script differ, no other name makes them one.
    """
    best, worst = 0.0, 1.0
    for pairs, same in sides:
        nearest = max([scores[pair] for pair in pairs], default=0.0)
        best = max(best, nearest)
        worst = min(worst, nearest) if same else worst
    return min(best, worst) if worst < weight("different") else best


def survey(
    listing: Listing,
    *,
    threshold: float,
    labels: Sequence[str] | None = None,
    sides: Sequence[int] | None = None,
    resolver: Resolver | None = None,
    hands: Workers,
    watch: Watch = unwatched,
) -> Evidence:
    """Read a list, or two, and find and score what may be one person.

    Args:
        listing: the rows of the lists.
        threshold: in (0, 1], the probability from which on two are one.
        labels: a value a row that parts persons, empty where it is not known; None for none.
        sides: the list of each row, 0 or 1; None for one list. Pairs of one and the same of two
            lists are left out.
        resolver: who is known; None for the shipped tables.
        hands: who works.
        watch: is told how far it is.

    Returns:
        The evidence, with the list taken apart.
    """
    import numpy as np

    floor = min(weight("different"), threshold)
    known = known_forms(resolver) if len(listing.texts) > _FEW else ()
    read_names(listing, known, hands, watch)
    get_ready(resolver, hands)
    pairs = listing.index.candidates()
    stands = listing.stands
    pairs = pairs.where(stands[pairs.left] | stands[pairs.right])
    needed = _needed(listing, known, pairs, floor)
    scores = score_candidates(listing.keys, pairs, needed, hands, watch)
    near = _near_known(listing, known, pairs, scores) if known else listing.texts
    introduce(listing, whom(near, threshold, resolver, hands, watch))
    weighed = crowded(scores, pairs, forms := len(listing.keys))
    if sides is None:
        more = third_sides(pairs, weighed >= threshold, forms)
        needed = needed_odds(more, forms, floor)
        scores = score_candidates(listing.keys, more, needed, hands, watch)
        weighed = np.concatenate((weighed, crowded(scores, more, forms)))
        pairs = together(pairs, more)
        # In two lists such names are rivals to be told of (`khnorm.jobs.link`).
        weighed = _undecided(listing, pairs, weighed, threshold)
    gather_items(listing, labels, sides)
    carry_over(listing)
    listing.forget()
    evidence = Evidence(listing, Edges([], [], []), hands)
    evidence.edges = _carried(evidence, pairs, weighed)
    return evidence


def _undecided(
    listing: Listing, pairs: Candidates, scores: NDArray[np.float64], threshold: float
) -> NDArray[np.float64]:
    """Leave in doubt whom a name means that is two people's in the list itself."""
    import numpy as np

    numbers = listing.number_of_key.copy()
    for form in np.flatnonzero(~listing.stands).tolist():
        del numbers[listing.keys[form]]
    torn = Torn(numbers)
    known = np.zeros(len(listing.keys), bool)
    known[list(torn.rivals)] = True
    alike = np.flatnonzero((scores >= threshold) & (known[pairs.left] | known[pairs.right]))
    ends = pairs.left[alike].tolist(), pairs.right[alike].tolist()
    doubtful = alike[list(map(torn.between, *ends))]
    scores[doubtful] = np.nextafter(threshold, 0.0)
    return scores


def _needed(
    listing: Listing, known: Sequence[str], pairs: Candidates, floor: float
) -> NDArray[np.float64]:
    """Say from which odds on the score of each pair matters; near a known form the list plays no part."""
    import numpy as np

    theirs = np.zeros(len(listing.keys) + 1, bool)
    theirs[[listing.form_of[text] for text in known]] = True
    needed = needed_odds(pairs, len(listing.keys), floor)
    near = theirs[pairs.left] | theirs[pairs.right]
    return np.where(near, np.minimum(needed, NEAR / (1 - NEAR)), needed)


def _near_known(
    listing: Listing, known: Sequence[str], pairs: Candidates, scores: NDArray[np.float64]
) -> set[str]:
    """Name the texts of the list that the tables may know: near a known form, or all titles."""
    import numpy as np

    theirs = np.zeros(len(listing.keys) + 1, bool)
    theirs[[listing.form_of[text] for text in known]] = True
    near = theirs.copy()
    close = scores >= NEAR
    left, right = pairs.left[close], pairs.right[close]
    near[left[theirs[right]]] = True
    near[right[theirs[left]]] = True
    near[-1] = True
    said = {
        text
        for text, kept in zip(
            listing.form_of, near[list(listing.form_of.values())].tolist(), strict=True
        )
        if kept
    }
    return said & listing.texts


def _carried(evidence: Evidence, pairs: Candidates, scores: NDArray[np.float64]) -> Edges:
    """Carry scored pairs of forms over to the items of the rows."""
    import numpy as np

    listing = evidence.listing
    if not listing.single:
        scored = _item_pairs(listing, pairs, scores)
        return _edges(
            dict(zip(scored, map(min, scored.values(), evidence.score(list(scored))), strict=True))
        )
    edges, rest = _between_single(listing, pairs, scores)
    more = _edges(_item_pairs(listing, pairs.where(rest), scores[rest]))
    return Edges(
        np.concatenate((edges.left, more.left)),
        np.concatenate((edges.right, more.right)),
        np.concatenate((edges.score, more.score)),
    )


def _edges(scored: Mapping[Pair, float]) -> Edges:
    import numpy as np

    left, right = np.array(list(scored), np.int64).reshape(-1, 2).T
    return Edges(left, right, np.fromiter(scored.values(), np.float64, len(scored)))


def _between_single(
    listing: Listing, pairs: Candidates, scores: NDArray[np.float64]
) -> tuple[Edges, NDArray[np.bool_]]:
    """Carry pairs over to items of one name each where no other item has that name.

    Returns:
        The pairs of items with their scores, and which pairs of forms are still to be carried over.
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
    left, right = left[kept], right[kept]
    return Edges(np.minimum(left, right), np.maximum(left, right), scores[alone[kept]]), rest


def _item_pairs(
    listing: Listing, pairs: Candidates, scores: NDArray[np.float64]
) -> dict[Pair, float]:
    """Carry pairs of forms over to the items that hold them, each with its best score."""
    import numpy as np

    found: dict[Pair, float] = {}
    holders = listing.items_of_form
    for one, other, score in zip(
        pairs.left.tolist(), pairs.right.tolist(), scores.tolist(), strict=True
    ):
        for pair in _fitting(listing, holders[one], holders[other]):
            found[pair] = max(found.get(pair, 0.0), score)
    for form in np.flatnonzero(holders.sizes > 1).tolist():
        found.update(dict.fromkeys(_fitting(listing, holders[form], holders[form]), _EQUAL))
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
