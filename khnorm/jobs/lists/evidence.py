"""What speaks for two items of a list being one person: scored pairs of items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, product
from typing import TYPE_CHECKING

from khnorm.jobs import pool
from khnorm.jobs.lists.candidates import Candidates, complete, third_sides, together
from khnorm.jobs.lists.carried import EQUAL, NOTHING, SAME, Weighed, carried
from khnorm.jobs.lists.cluster import Edges, Pair, Rescore, short_of
from khnorm.jobs.lists.gather import gather_items
from khnorm.jobs.lists.items import Item
from khnorm.jobs.lists.known import NEAR, carry_over, get_ready, introduce, known_forms, whom
from khnorm.jobs.lists.listing import Listing
from khnorm.jobs.lists.reading import read_names
from khnorm.jobs.lists.score import (
    by_length,
    crowded,
    held_in_doubt,
    needed_odds,
    score_candidates,
    score_keys,
)
from khnorm.jobs.lists.torn import leave_torn, torn_in
from khnorm.jobs.pool import Watch, Workers, unwatched
from khnorm.match.resolve import Resolver
from khnorm.match.weights import weight

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Ints = NDArray[np.int64]

__all__ = ["Evidence", "survey"]

# Pairs of items scored together on demand, and pairs of forms that go to a worker at once.
_AT_ONCE, _CHUNK = 1 << 16, 500
# Of so few texts each is compared with each, and the tables are asked about each.
_FEW = 300


class Evidence:
    """Scores of pairs of items, on demand for those that nobody thought worth comparing.

    `doubted` tells of each of the `edges` whether a doubt holds it back; `hands` are who scores more.
    """

    def __init__(self, listing: Listing, hands: Workers) -> None:
        import numpy as np

        self.listing = listing
        self.edges = Edges([], [], [])
        self.doubted = np.empty(0, bool)
        self.hands = hands

    def nearest(self, pairs: Iterable[Pair]) -> list[Pair]:
        """Say of pairs of items which forms of theirs are nearest to each other."""
        forms = self.listing.items.forms_of
        sides = [(forms(one), forms(other)) for one, other in pairs]
        several = [list(product(*own)) for own in sides if len(own[0]) * len(own[1]) > 1]
        scores = self._of_forms(sorted({_ordered(pair) for own in several for pair in own}))
        best = iter([max(own, key=lambda pair: scores[_ordered(pair)]) for own in several])
        return [
            next(best) if len(ours) * len(theirs) > 1 else (ours[0], theirs[0])
            for ours, theirs in sides
        ]

    def doubt(self, places: Ints | Flags, threshold: float) -> None:
        """Leave edges in doubt whose names score as one person's.

        Args:
            places: which of them.
            threshold: the score from which on two are one.
        """
        import numpy as np

        edges, score = self.edges, np.array(self.edges.score, np.float64)
        score[places] = np.minimum(score[places], short_of(threshold))
        self.edges = Edges(edges.left, edges.right, score)

    def apart(self, threshold: float) -> Flags:
        """Tell of each edge whether no third name brings the two together.

        A doubt holds it back, or both are Khmer and not alike enough: one Latin name is how many
        Khmer ones are spelled, and does not tell whether they are one.
        """
        import numpy as np

        khmer, edges = self._all_khmer, self.edges
        both = khmer[np.asarray(edges.left, int)] & khmer[np.asarray(edges.right, int)]
        return np.asarray(self.doubted | (both & (np.asarray(edges.score) < threshold)), bool)

    @cached_property
    def _all_khmer(self) -> Flags:
        """Tell of each item whether it has Khmer names alone."""
        import numpy as np

        holders = self.listing.items_of_form
        latin = np.repeat(~np.array(self.listing.khmer, bool), holders.sizes)
        found = np.ones(len(self.listing.items), bool)
        found[holders.numbers[latin]] = False
        return found

    def joints(self, threshold: float) -> tuple[Edges, Rescore]:
        """Give the scores as they count when names are joined.

        Args:
            threshold: the score from which on two are one.

        Returns:
            The edges, and what scores further pairs; those `apart` differ.
        """
        import numpy as np

        edges, khmer = self.edges, self._all_khmer
        standing = np.where(self.apart(threshold), 0.0, np.asarray(edges.score, np.float64))

        def rescore(pairs: Sequence[Pair]) -> list[float]:
            return [
                0.0 if doubted or (score < threshold and khmer[one] and khmer[other]) else score
                for (one, other), (score, doubted) in zip(pairs, self.weigh(pairs), strict=True)
            ]

        return Edges(edges.left, edges.right, standing), rescore

    def weigh(self, pairs: Sequence[Pair]) -> list[Weighed]:
        """Score pairs of items by their names and the length of the list."""
        items = self.listing.items
        found: list[Weighed] = []
        for some in pool.chunks(pairs, _AT_ONCE):
            sides = [list(self._sides(items[one], items[other])) for one, other in some]
            wanted = {pair for own in sides for forms, _ in own for pair in forms}
            scores = self._scored(sorted(wanted))
            found += [_best(own, scores) for own in sides]
        return found

    def _scored(self, pairs: list[Pair]) -> dict[Pair, Weighed]:
        """Score pairs of forms given their list."""
        forms = len(self.listing.keys)
        return {
            pair: Weighed(by_length(score, forms), score == held_in_doubt())
            if pair[0] != pair[1]
            else SAME
            for pair, score in self._of_forms(pairs).items()
        }

    def _of_forms(self, pairs: list[Pair]) -> dict[Pair, float]:
        """Score pairs of forms, each by itself, side by side."""
        keys = self.listing.keys
        tasks = (
            [(keys[one], keys[other]) for one, other in some]
            for some in pool.chunks([pair for pair in pairs if pair[0] != pair[1]], _CHUNK)
        )
        scores = chain.from_iterable(self.hands.map(_score_all, tasks))
        return {pair: EQUAL if pair[0] == pair[1] else next(scores) for pair in pairs}

    def _sides(self, one: Item, other: Item) -> Iterator[tuple[list[Pair], float]]:
        """Lay the names of two items side by side, those in one script first.

        A name that meets none in its script is laid beside all.

        Returns:
            The pairs of forms for each script of each item, and the score that the best of them must
            have if other names are to count: 0 if they are of two scripts. Of Khmer names one Latin
            spelling does not tell whether they are one.
        """
        khmer, differ = self.listing.khmer, weight("different")
        unsure = max(differ, by_length(weight("same"), len(self.listing.keys)))
        for ours, theirs in ((one, other), (other, one)):
            for script in (False, True):
                mine = [form for form in ours.forms if khmer[form] is script]
                same = [form for form in theirs.forms if khmer[form] is script]
                if mine:
                    pairs = product(mine, same or theirs.forms)
                    least = unsure if script else differ
                    yield list(map(_ordered, pairs)), least if same else 0.0


def _ordered(pair: Pair) -> Pair:
    return (min(pair), max(pair))


def _score_all(pairs: list[tuple[str, str]]) -> list[float]:
    return [score_keys(one, other) for one, other in pairs]


def _best(sides: Iterable[tuple[list[Pair], float]], scores: Mapping[Pair, Weighed]) -> Weighed:
    """Score two items that may have several names each, by those laid side by side.

    The best of them counts; but if the names of one script differ, or a doubt holds them back, no
    other name makes them one.
    """
    best, worst = NOTHING, SAME
    for pairs, least in sides:
        nearest = max([scores[pair] for pair in pairs], default=NOTHING)
        best = max(best, nearest)
        if least and (nearest.doubted or nearest.score < least):
            worst = min(worst, Weighed(nearest.score, True))
    return min(best, worst)


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
    few = len(listing.texts) <= _FEW
    known = () if few else known_forms(resolver)
    read_names(listing, known, hands, watch)
    get_ready(resolver, hands)
    pairs = listing.index.candidates()
    if few:
        pairs = complete(pairs, len(listing.keys))
    stands = listing.stands
    pairs = pairs.where(stands[pairs.left] | stands[pairs.right])
    needed = _needed(listing, known, pairs, floor)
    if few:  # there every doubt is asked about, whatever the list says of slips
        needed[:] = floor / (1 - floor)
    scores = score_candidates(listing.keys, pairs, needed, hands, watch)
    met = (pairs.block >= 0) | (scores >= floor)
    pairs, scores = pairs.where(met), scores[met]
    near = _near_known(listing, known, pairs, scores) if known else listing.texts
    told = whom(near, threshold, resolver, hands, watch)
    weighed = crowded(scores, pairs, forms := len(listing.keys))
    doubted = scores == held_in_doubt()
    if few:
        weighed[doubted] = np.maximum(weighed[doubted], weight("different"))
    if sides is None:
        more = third_sides(pairs, weighed >= threshold, forms)
        # In two lists such names are rivals to be told of (`khnorm.jobs.link`).
        torn = torn_in(listing)
        needed = needed_odds(more, forms, floor)
        scores = score_candidates(listing.keys, more, needed, hands, watch)
        weighed = np.concatenate((weighed, crowded(scores, more, forms)))
        doubted = np.concatenate((doubted, scores == held_in_doubt()))
        pairs = together(pairs, more)
        weighed = leave_torn(torn, pairs, weighed, threshold)
    introduce(listing, told)
    gather_items(listing, labels, sides)
    carry_over(listing)
    listing.forget()
    evidence = Evidence(listing, hands)
    evidence.edges, evidence.doubted = carried(listing, pairs, weighed, doubted, evidence.weigh)
    return evidence


def _needed(
    listing: Listing, known: Sequence[str], pairs: Candidates, floor: float
) -> NDArray[np.float64]:
    """Say from which odds on the score of each pair matters; near a known form the list plays no part."""
    import numpy as np

    theirs = np.zeros(len(listing.keys) + 1, bool)
    theirs[list(map(listing.form_of, known))] = True
    needed = needed_odds(pairs, len(listing.keys), floor)
    near = theirs[pairs.left] | theirs[pairs.right]
    return np.where(near, np.minimum(needed, NEAR / (1 - NEAR)), needed)


def _near_known(
    listing: Listing, known: Sequence[str], pairs: Candidates, scores: NDArray[np.float64]
) -> list[str]:
    """Name the texts of the list that the tables may know: near a known form, or all titles."""
    import numpy as np

    theirs = np.zeros(len(listing.keys) + 1, bool)
    theirs[list(map(listing.form_of, known))] = True
    near = theirs.copy()
    close = scores >= NEAR
    left, right = pairs.left[close], pairs.right[close]
    near[left[theirs[right]]] = True
    near[right[theirs[left]]] = True
    near[-1] = True
    places = np.flatnonzero(near[listing.form_of_text[: listing.written]])
    return [listing.texts[place] for place in places.tolist()]
