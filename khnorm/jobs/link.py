"""Two lists laid side by side: which rows of the one name whom the other names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from khnorm.jobs.bonds import Bonds
from khnorm.jobs.dedupe import check_threshold
from khnorm.jobs.describe import relation
from khnorm.jobs.evidence import Evidence, survey
from khnorm.jobs.listing import check_names
from khnorm.jobs.pool import Watch, unwatched
from khnorm.jobs.review import Decision
from khnorm.match.resolve import Resolver
from khnorm.match.weights import odds_of, probability, weight
from khnorm.model import Link, Reason, Verdict

__all__ = ["link", "link_rows"]

NOBODY = -1
# What is settled scores as high as names can.
_CERTAIN = probability(99.0)
# Log-odds within which two partners are as good as each other.
_TIE = 0.1
_DECIDED = Reason("decision", "somebody has decided that these names are one person's")
_KNOWN = Reason("entity", "the tables know these names as one person's")
# A pair of items with its score and why, the best first.
_Pair = tuple[float, int, int, Reason | None]


def link(
    left: Iterable[str | Sequence[str]],
    right: Iterable[str | Sequence[str]],
    *,
    one_to_one: bool = True,
    threshold: float | None = None,
    decisions: Iterable[Decision | tuple[str, str, bool]] = (),
    workers: int = 1,
    resolver: Resolver | None = None,
) -> list[Link]:
    """Tell which rows of two lists mean the same person.

    Args:
        left: a name a row as written, titles and all, or several names of one person.
        right: the same of the other list.
        one_to_one: whether a row has one partner at most; else a row of the left list may have
            any number, one of the right list still one.
        threshold: in (0, 1], the probability from which on rows are linked; None for that of
            `compare`.
        decisions: what persons have decided, as `(a, b, same)`.
        workers: how many processes work.
        resolver: who is known; None for the shipped tables.

    Returns:
        Links by left row, then by right row; then the right rows without partner. A row without
        one is in the list too, with -1 for the other side, and with the score of what came
        nearest. The verdict is `unsure` where another row would have done as well, and for a row
        without partner where something came near.

    Raises:
        TypeError: a name is no str.
        InputError: a threshold out of its range.

    Examples:
        >>> found = link(["Hun Sen", "Sok Sophal"], ["Chan Dara", "សម្តេច ហ៊ុន សែន"])
        >>> [(one.left, one.right) for one in found]
        [(0, 1), (1, -1), (-1, 0)]
    """
    return link_rows(
        left,
        right,
        one_to_one=one_to_one,
        threshold=threshold,
        decisions=decisions,
        workers=workers,
        resolver=resolver,
    )


def link_rows(
    left: Iterable[str | Sequence[str]],
    right: Iterable[str | Sequence[str]],
    *,
    one_to_one: bool = True,
    threshold: float | None = None,
    decisions: Iterable[Decision | tuple[str, str, bool]] = (),
    workers: int = 1,
    resolver: Resolver | None = None,
    watch: Watch = unwatched,
) -> list[Link]:
    """Do what `link` does, and tell how far it is.

    Args:
        left: as for `link`.
        right: as for `link`.
        one_to_one: as for `link`.
        threshold: as for `link`.
        decisions: as for `link`.
        workers: as for `link`.
        resolver: as for `link`.
        watch: is told how far it is.

    Returns:
        As `link`.

    Raises:
        TypeError: as for `link`.
        InputError: as for `link`.
    """
    ours, theirs = check_names(left), check_names(right)
    limit = check_threshold(threshold)
    sides = [0] * len(ours) + [1] * len(theirs)
    evidence = survey(
        [*ours, *theirs],
        floor=min(weight("different"), limit),
        sides=sides,
        resolver=resolver,
        workers=workers,
        watch=watch,
    )
    table = _Table(evidence, Bonds(evidence.listing, decisions), len(ours), limit)
    found = list(table.links(one_to_one=one_to_one))
    found += table.alone(found, len(ours), len(theirs))
    return sorted(found, key=lambda one: (one.left == NOBODY, one.left, one.right))


class _Table:
    """The pairs of items across the lists, the best first, and the rows they stand for."""

    def __init__(self, evidence: Evidence, bonds: Bonds, split: int, threshold: float) -> None:
        self.evidence = evidence
        self.listing = evidence.listing
        self.split = split
        self.threshold = threshold
        pairs = [self._left_first(*pair) for pair in _pairs(evidence, bonds)]
        self.pairs = sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2]))

    def _left_first(self, score: float, one: int, other: int, why: Reason | None) -> _Pair:
        if self.listing.items[one].side:
            one, other = other, one
        return score, one, other, why

    def links(self, *, one_to_one: bool) -> Iterator[Link]:
        """Link rows, the best pairs first, each row of the right list once at most."""
        free_left = {item: list(rows) for item, rows in enumerate(self.listing.rows_of_item)}
        free_right = {item: list(rows) for item, rows in enumerate(self.listing.rows_of_item)}
        rivals = self._rivals((0, 1) if one_to_one else (1,))
        for score, one, other, why in self.pairs:
            if score < self.threshold:
                break
            ours, theirs = free_left[one], free_right[other]
            if not ours or not theirs:
                continue
            reasons = (why or self._why(one, other, score), *rivals.get((one, other), ()))
            verdict = Verdict.SAME if len(reasons) == 1 else Verdict.UNSURE
            if one_to_one:
                taken = list(zip(ours, theirs, strict=False))
                del ours[: len(taken)], theirs[: len(taken)]
            else:
                taken = [(ours[0], row) for row in theirs]
                theirs.clear()
            for left, right in taken:
                yield Link(left, right - self.split, score, verdict, reasons)

    def alone(self, links: list[Link], lefts: int, rights: int) -> Iterator[Link]:
        """Give the rows that no link names, with what came nearest to them."""
        nearest: dict[int, _Pair] = {}
        for pair in self.pairs:
            for item in pair[1:3]:
                nearest.setdefault(item, pair)
        linked = {one.left for one in links}, {one.right for one in links}
        for row in range(lefts):
            if row not in linked[0]:
                yield Link(row, NOBODY, *self._near(row, nearest))
        for row in range(rights):
            if row not in linked[1]:
                yield Link(NOBODY, row, *self._near(row + self.split, nearest))

    def _near(
        self, row: int, nearest: dict[int, _Pair]
    ) -> tuple[float, Verdict, tuple[Reason, ...]]:
        item = self.listing.item_of_row[row]
        if item < 0:
            return 0.0, Verdict.DIFFERENT, (Reason("no-name", "the row holds no name"),)
        if item not in nearest:
            return 0.0, Verdict.DIFFERENT, ()
        score, one, other, _ = nearest[item]
        who = self.listing.shown(other if item == one else one)
        verdict = Verdict.DIFFERENT if score < weight("different") else Verdict.UNSURE
        return score, verdict, (Reason("nearest", f"the nearest is {who}"),)

    def _rivals(self, sides: tuple[int, ...]) -> dict[tuple[int, int], tuple[Reason, ...]]:
        """Say of a pair that for its item of one of the sides another would do as well."""
        best: dict[tuple[int, int], list[tuple[float, int]]] = defaultdict(list)
        for score, one, other, _ in self.pairs:
            for at in sides:
                item, partner = (one, other) if at == 0 else (other, one)
                own = best[at, item]
                if len(own) < 2:
                    own.append((score, partner))
        found: dict[tuple[int, int], tuple[Reason, ...]] = {}
        for (at, item), own in best.items():
            if len(own) == 2 and odds_of(own[0][0]) - odds_of(own[1][0]) < _TIE:
                for (_, partner), (_, rival) in (own, own[::-1]):
                    pair = (item, partner) if at == 0 else (partner, item)
                    words = f"{self.listing.shown(rival)} would do as well"
                    found[pair] = (*found.get(pair, ()), Reason("rival", words))
        return found

    def _why(self, one: int, other: int, score: float) -> Reason:
        how = relation(self.listing, *self.evidence.nearest(one, other))
        return Reason(how.code, how.text, round(odds_of(score), 2))


def _pairs(evidence: Evidence, bonds: Bonds) -> Iterator[_Pair]:
    """Score the pairs of items across the lists; what is settled goes before the names."""
    settled = set()
    for pair in bonds.same:
        if _across(evidence, pair):
            settled.add(pair)
            yield _CERTAIN, *pair, _DECIDED
    for pair in bonds.known_pairs():
        if _across(evidence, pair) and pair not in settled:
            settled.add(pair)
            yield _CERTAIN, *pair, _KNOWN
    edges = evidence.edges
    for one, other, score in zip(edges.left, edges.right, edges.score, strict=True):
        if (int(one), int(other)) not in settled and not bonds.forbids(int(one), int(other)):
            yield float(score), int(one), int(other), None


def _across(evidence: Evidence, pair: tuple[int, int]) -> bool:
    one, other = (evidence.listing.items[item].side for item in pair)
    return one != other
