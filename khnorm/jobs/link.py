"""Two lists laid side by side: which rows of the one name whom the other names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import product
from typing import NamedTuple

from khnorm.errors import InputError
from khnorm.jobs import pool
from khnorm.jobs.dedupe import check_threshold
from khnorm.jobs.lists.bonds import Bonds
from khnorm.jobs.lists.describe import DECIDED, known_as, one_line
from khnorm.jobs.lists.evidence import Evidence, survey
from khnorm.jobs.lists.forms import name_in
from khnorm.jobs.lists.items import Item
from khnorm.jobs.lists.reading import check_names, note_rows
from khnorm.jobs.lists.relations import relations
from khnorm.jobs.lists.rivals import TIE
from khnorm.jobs.lists.values import check_values, count_parted, share_values
from khnorm.jobs.pool import Watch, uncollected, unwatched
from khnorm.jobs.review import Answer, Decision, check_decisions
from khnorm.match.resolve import Resolver
from khnorm.match.weights import odds_of, probability, weight
from khnorm.model import Link, Reason, Verdict

__all__ = ["Linked", "Partners", "link", "link_rows"]

NOBODY = -1
_NOBODY_NEAR = Reason("alone", "no name there sounds like it")
_NOBODY_FREE = Reason("alone", "no name there sounds like it, those of other values aside")
# What is settled scores as high as names can.
_CERTAIN = probability(99.0)


class Partners(StrEnum):
    """How many partners a row may have: one of the left list, and one of the right list."""

    ONE_TO_ONE = "one-to-one"
    ONE_TO_MANY = "one-to-many"
    MANY_TO_ONE = "many-to-one"
    MANY_TO_MANY = "many-to-many"

    @property
    def limited(self) -> tuple[int, ...]:
        """The lists, 0 for the left one, whose rows have one partner at most."""
        left, right = self.split("-to-")
        return tuple(side for side, many in ((0, right), (1, left)) if many == "one")


class _Pair(NamedTuple):
    """Two items with their score, and why if that is settled; `held` where a doubt keeps them apart."""

    score: float
    one: int
    other: int
    why: Reason | None = None
    held: bool = False


@dataclass(frozen=True, slots=True)
class Linked:
    """Two lists linked.

    `unmet` are the decisions about names that stand in no row, `parted` how many pairs of equal
    names were kept apart by their values; `shared` tells whether any value stands in both lists.
    """

    links: list[Link]
    unmet: list[Decision]
    parted: int
    shared: bool


def link(
    left: Iterable[str | Sequence[str]],
    right: Iterable[str | Sequence[str]],
    *,
    one_to_one: bool = True,
    partners: str | None = None,
    threshold: float | None = None,
    by: Iterable[str | None] | None = None,
    right_by: Iterable[str | None] | None = None,
    decisions: Iterable[Answer] = (),
    workers: int = 1,
    resolver: Resolver | None = None,
) -> list[Link]:
    """Tell which rows of two lists mean the same person.

    Args:
        left: a name a row as written, titles and all, or several names of one person.
        right: the same of the other list.
        one_to_one: False is short for partners `one-to-many`.
        partners: how many partners a row may have, `one-to-one` if not given. With `one-to-many`
            a row of the left list may have any number, one of the right list one; `many-to-one`
            is the other way round, to screen a list against a shorter one; with `many-to-many`
            every two rows that are the same person are linked.
        threshold: in (0, 1], the probability from which on rows are linked; None for that of
            `compare`.
        by: a value a row of the left list, such as a birth date: rows whose values differ are
            never linked. They are compared as `dedupe` does.
        right_by: the same of the right list; both are given, or neither.
        decisions: what persons have decided, as `(a, b, same)`, where `same` is a bool or a word
            of a review file. One about a name that no row has is passed over.
        workers: how many processes work, 1 or more.
        resolver: who is known; None for the shipped tables.

    Returns:
        Links by left row, then by right row; then the right rows without partner. A row without
        one is in the list too, with -1 for the other side, and with the score of what came
        nearest, or 0 and the reason `alone` where no name was near enough to be compared; the
        reason `parted` names a row that has the name and another value. The verdict is `unsure`
        where a row that may have but one partner would have had another as good, be it of another
        name or of the same, and for a row without partner where something came near.

    Raises:
        TypeError: a name or a value is no str, or a decision no triple of names and an answer.
        InputError: a threshold out of its range, partners of no such kind, or values that are
            not as many as the rows.

    Examples:
        >>> found = link(["Hun Sen", "Sok Sophal"], ["Chan Dara", "សម្តេច ហ៊ុន សែន"])
        >>> [(one.left, one.right) for one in found]
        [(0, 1), (1, -1), (-1, 0)]
        >>> customers = ["Chan Sophea", "Mr. Chan Sophea", "Sok Dara"]
        >>> found = link(customers, ["ចាន់ សុភា"], partners="many-to-one")
        >>> [(one.left, one.right) for one in found]
        [(0, 0), (1, 0), (2, -1)]
    """
    usual = Partners.ONE_TO_ONE if one_to_one else Partners.ONE_TO_MANY
    if not one_to_one and partners == Partners.ONE_TO_ONE:
        raise InputError("one_to_one=False and partners='one-to-one'; give one of them")
    return link_rows(
        left,
        right,
        partners=usual if partners is None else partners,
        threshold=threshold,
        by=by,
        right_by=right_by,
        decisions=decisions,
        workers=workers,
        resolver=resolver,
    ).links


@uncollected()
def link_rows(
    left: Iterable[str | Sequence[str]],
    right: Iterable[str | Sequence[str]],
    *,
    partners: str = Partners.ONE_TO_ONE,
    threshold: float | None = None,
    by: Iterable[str | None] | None = None,
    right_by: Iterable[str | None] | None = None,
    decisions: Iterable[Answer] = (),
    workers: int = 1,
    resolver: Resolver | None = None,
    watch: Watch = unwatched,
) -> Linked:
    """Do what `link` does, and tell how far it is.

    Args:
        left: as for `link`.
        right: as for `link`.
        partners: as for `link`.
        threshold: as for `link`.
        by: as for `link`.
        right_by: as for `link`.
        decisions: as for `link`.
        workers: as for `link`.
        resolver: as for `link`.
        watch: is told how far it is.

    Returns:
        The links as `link` gives them, and the decisions that nothing came of.

    Raises:
        TypeError: as for `link`.
        InputError: as for `link`.
    """
    ours, theirs = check_names(left), check_names(right)
    labels = _labels(by, right_by, len(ours), len(theirs))
    how = _check_partners(partners)
    decided = check_decisions(decisions)
    limit = check_threshold(threshold)
    with pool.workers(workers) as hands:
        evidence = survey(
            note_rows([*ours, *theirs], hands),
            threshold=limit,
            labels=labels,
            sides=[0] * len(ours) + [1] * len(theirs),
            resolver=resolver,
            hands=hands,
            watch=watch,
        )
        bonds = Bonds(evidence.listing, decided)
        bonds.settle_values(evidence, limit)
        edges = evidence.edges
        evidence.doubt(bonds.among(bonds.unlike, edges.left, edges.right), limit)
        table = _Table(evidence, bonds, len(ours), limit)
        found = list(table.links(how))
    found += table.alone(found, len(ours), len(theirs))
    found.sort(key=lambda one: (one.left == NOBODY, one.left, one.right))
    listing = evidence.listing
    parted = count_parted(listing) if labels else 0
    return Linked(found, bonds.unmet, parted, shared=labels is None or share_values(listing))


def _check_partners(partners: str) -> Partners:
    try:
        return Partners(partners)
    except ValueError as error:
        known = ", ".join(Partners)
        raise InputError(f"partners {partners!r}; give one of {known}") from error


def _labels(
    by: Iterable[str | None] | None, right_by: Iterable[str | None] | None, lefts: int, rights: int
) -> list[str] | None:
    if by is None and right_by is None:
        return None
    if by is None or right_by is None:
        raise InputError("values of one list only to part by; give `by` and `right_by`, or neither")
    return [*check_values(by, lefts), *check_values(right_by, rights)]


class _Table:
    """The pairs of items across the lists, the best first, and the rows they stand for."""

    def __init__(self, evidence: Evidence, bonds: Bonds, split: int, threshold: float) -> None:
        self.evidence = evidence
        self.listing = evidence.listing
        self.split = split
        self.threshold = threshold
        pairs = map(self._left_first, _pairs(evidence, bonds))
        self.pairs = sorted(pairs, key=lambda pair: (-pair.score, pair.one, pair.other))
        self.free = [pair for pair in self.pairs if not pair.held]

    def _left_first(self, pair: _Pair) -> _Pair:
        if self.listing.items[pair.one].side:
            return pair._replace(one=pair.other, other=pair.one)
        return pair

    def links(self, partners: Partners) -> Iterator[Link]:
        """Link rows, the best pairs first, as long as they may have another partner."""
        # No item stands in both lists, so that one number tells whose rows are free.
        free = [list(rows) for rows in self.listing.rows_of_item]
        taken: dict[_Pair, list[tuple[int, int]]] = {}
        for pair in self.free:
            if pair.score < self.threshold:
                break
            if rows := _take(free[pair.one], free[pair.other], partners):
                taken[pair] = rows
        rivals = self._rivals(partners.limited)
        alike = iter(
            relations(
                self.evidence,
                [(one, other, score) for score, one, other, why, _ in taken if not why],
            )
        )
        for (score, one, other, why, _), rows in taken.items():
            reasons = (why or next(alike), *rivals.get((one, other), ()))
            verdict = Verdict.SAME if len(reasons) == 1 else Verdict.UNSURE
            for left, right in rows:
                yield Link(left, right - self.split, score, verdict, reasons)

    def alone(self, links: list[Link], lefts: int, rights: int) -> Iterator[Link]:
        """Give the rows that no link names, with what came nearest to them."""
        nearest: dict[int, _Pair] = {}
        for pair in self.pairs:
            for item in (pair.one, pair.other):
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
        parted = self._parted(item)
        if item not in nearest:
            aside = _NOBODY_FREE if self.listing.items[item].label else _NOBODY_NEAR
            return 0.0, Verdict.DIFFERENT, parted or (aside,)
        score, one, other, *_ = nearest[item]
        who = one_line(self.listing.shown(other if item == one else one))
        verdict = Verdict.DIFFERENT if score < weight("different") else Verdict.UNSURE
        return score, verdict, (Reason("nearest", f"the nearest is {who}"), *parted)

    def _parted(self, item: int) -> tuple[Reason, ...]:
        """Name a row of the other list that has the same name and, in what parts rows, another value."""
        own = self.listing.items[item]
        for name in self._names_of(own):
            for label, other in self._of_name.get((name, 1 - own.side), {}).items():
                if own.label and label != own.label:
                    who = one_line(self.listing.shown(other))
                    return (Reason("parted", f"{who} has the name, but another value"),)
        return ()

    @cached_property
    def _of_name(self) -> dict[tuple[str, int], dict[str, int]]:
        """Of each name in a list an item with each of two values: one at least is another one."""
        found: dict[tuple[str, int], dict[str, int]] = defaultdict(dict)
        for number, item in enumerate(self.listing.items):
            for name in self._names_of(item) if item.label else ():
                own = found[name, item.side]
                if len(own) < 2:
                    own.setdefault(item.label, number)
        return found

    def _names_of(self, item: Item) -> list[str]:
        return [name_in(self.listing.keys[form]) for form in item.forms]

    def _rivals(self, sides: tuple[int, ...]) -> dict[tuple[int, int], tuple[Reason, ...]]:
        """Say of a pair that for its item of one of the sides another row would do as well."""
        tied: dict[tuple[int, int], list[tuple[float, int]]] = defaultdict(list)
        for score, one, other, *_ in self.free:
            for at in sides:
                item, partner = (one, other) if at == 0 else (other, one)
                own = tied[at, item]
                if not own or odds_of(own[0][0]) - odds_of(score) < TIE:
                    own.append((score, partner))
        found: dict[tuple[int, int], tuple[Reason, ...]] = {}
        for (at, item), own in tied.items():
            for place, (_, partner) in enumerate(own):
                if len(own) > 1:
                    rival = one_line(self.listing.shown(own[1 if place == 0 else 0][1]))
                elif len(self.listing.rows_of_item[partner]) > 1:
                    rival = f"another row of {one_line(self.listing.shown(partner))}"
                else:
                    continue
                pair = (item, partner) if at == 0 else (partner, item)
                reason = Reason("rival", f"{rival} would do as well")
                if reason not in found.get(pair, ()):  # the rival of both may be named alike
                    found[pair] = (*found.get(pair, ()), reason)
        return found


def _take(ours: list[int], theirs: list[int], partners: Partners) -> list[tuple[int, int]]:
    """Choose which of the free rows of two names are linked; those that may not again are gone."""
    if not ours or not theirs:
        return []
    match partners:
        case Partners.ONE_TO_ONE:
            taken = list(zip(ours, theirs, strict=False))
            del ours[: len(taken)], theirs[: len(taken)]
        case Partners.ONE_TO_MANY:
            taken = [(ours[0], row) for row in theirs]
            theirs.clear()
        case Partners.MANY_TO_ONE:
            taken = [(row, theirs[0]) for row in ours]
            ours.clear()
        case Partners.MANY_TO_MANY:
            taken = list(product(ours, theirs))
    return taken


def _pairs(evidence: Evidence, bonds: Bonds) -> Iterator[_Pair]:
    """Score the pairs of items across the lists; what is settled goes before the names."""
    import numpy as np

    listing = evidence.listing
    settled = set()
    for pair in bonds.same:
        if _across(evidence, pair):
            settled.add(pair)
            yield _Pair(_CERTAIN, *pair, DECIDED)
    for pair in bonds.known_pairs():
        if _across(evidence, pair) and pair not in settled:
            settled.add(pair)
            score = min(listing.heard[item][0] for item in pair)
            yield _Pair(score, *pair, known_as(listing, pair))
    edges = evidence.edges
    left, right, scores = map(np.asarray, (edges.left, edges.right, edges.score))
    open_ = np.flatnonzero(~bonds.forbidden(left, right))
    columns = (column[open_].tolist() for column in (left, right, scores, evidence.doubted))
    for one, other, score, doubted in zip(*columns, strict=True):
        if (one, other) not in settled:
            yield _Pair(score, one, other, held=doubted)


def _across(evidence: Evidence, pair: tuple[int, int]) -> bool:
    one, other = (evidence.listing.items[item].side for item in pair)
    return one != other
