"""One row a person: which names of a list mean the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from numbers import Real
from operator import attrgetter
from typing import NamedTuple

from khnorm.errors import InputError
from khnorm.jobs import pool
from khnorm.jobs.lists.bonds import Bonds
from khnorm.jobs.lists.cluster import Pair, Partition, short_of
from khnorm.jobs.lists.describe import cluster_id, describe
from khnorm.jobs.lists.evidence import Evidence, survey
from khnorm.jobs.lists.reading import check_names, note_rows
from khnorm.jobs.lists.relations import relations
from khnorm.jobs.lists.rivals import leave_rivals
from khnorm.jobs.lists.values import check_values, count_parted
from khnorm.jobs.pool import Watch, uncollected, unwatched
from khnorm.jobs.report import histogram
from khnorm.jobs.review import Answer, Decision, check_decisions
from khnorm.match.resolve import Resolver
from khnorm.match.weights import weight
from khnorm.model import Cluster

__all__ = ["Deduplicated", "Doubt", "check_threshold", "dedupe", "deduplicate"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two clusters that may be one person: a name of each, and the rows that have it.

    `torn` tells that the names are alike, and the list has somebody else whom one of them may mean;
    `held` that a doubt keeps them apart, which no threshold lifts, but an answer does.
    """

    a: str
    b: str
    score: float
    rows_a: tuple[int, ...]
    rows_b: tuple[int, ...]
    torn: bool = False
    held: bool = False


@dataclass(frozen=True, slots=True)
class Deduplicated:
    """A list de-duplicated.

    `clusters` are in the order of their first rows; a row without a name is in none. `doubts` are
    the pairs nobody could tell, the likeliest first; `bars` counts the scored pairs as
    `khnorm.jobs.report` draws them. `unmet` are the decisions about names that stand in no row,
    `parted` how many pairs of equal names were kept apart by their values.
    """

    clusters: list[Cluster]
    doubts: list[Doubt]
    bars: tuple[int, ...]
    threshold: float
    unmet: list[Decision]
    parted: int


class _Joined(NamedTuple):
    """A list's clusters, in the order of their first rows, and what they rest on."""

    clusters: list[Cluster]
    evidence: Evidence
    bonds: Bonds
    found: Partition
    threshold: float


@uncollected()
def dedupe(
    names: Iterable[str | Sequence[str]],
    *,
    threshold: float | None = None,
    by: Iterable[str | None] | None = None,
    decisions: Iterable[Answer] = (),
    workers: int = 1,
    resolver: Resolver | None = None,
) -> list[Cluster]:
    """Tell which names of a list mean the same person.

    Names are compared by their sound in either script; whom the tables know by two names is one,
    and two whom they know apart are never one. Two names that compare *different* are not joined
    by a third. The more names of a list sound alike, the more alike two must be.

    Args:
        names: a name a row as written, titles and all, or several names of one person, such as
            the Khmer and the Latin one.
        threshold: in (0, 1], the probability from which on names are joined; None for that of
            `compare`. Lower finds more and errs more; it lifts no doubt.
        by: a value a row, such as a birth date: rows whose values differ are never joined. None,
            an empty one or a word such as N/A is not known. Spaces around a value, capitals,
            Khmer digits and `.0` make no difference, nor does how a date is written of which
            nobody doubts the day.
        decisions: what persons have decided, as `(a, b, same)`, where `same` is a bool or a word
            of a review file; it goes before any score. One about a name that no row has is passed
            over.
        workers: how many processes work, 1 or more. The result is the same for any number.
        resolver: who is known; None for the shipped tables.

    Returns:
        One cluster a person, in the order of their first rows. A row without a name is in no
        cluster. The ids depend on who is in the list, not on the order of the rows.

    Raises:
        TypeError: a name or a value is no str, or a decision no triple of names and an answer.
        InputError: a threshold out of its range, as many values as rows are not there, or
            decisions that contradict each other.

    Examples:
        >>> [cluster.rows for cluster in dedupe(["Samdech Hun Sen", "Sok Sophal", "ហ៊ុន សែន"])]
        [(0, 2), (1,)]
        >>> dedupe(["Sok Sopheap", "សុខ សុភាព"], by=["1980", "1991"])[0].rows
        (0,)
    """
    return _joined(names, threshold, by, decisions, workers, resolver).clusters


@uncollected()
def deduplicate(
    names: Iterable[str | Sequence[str]],
    *,
    threshold: float | None = None,
    by: Iterable[str | None] | None = None,
    decisions: Iterable[Answer] = (),
    workers: int = 1,
    resolver: Resolver | None = None,
    watch: Watch = unwatched,
) -> Deduplicated:
    """Tell which names mean the same person, and of which that cannot be told.

    Args:
        names: as for `dedupe`.
        threshold: as for `dedupe`.
        by: as for `dedupe`.
        decisions: as for `dedupe`.
        workers: as for `dedupe`.
        resolver: as for `dedupe`.
        watch: is told how far it is.

    Returns:
        The clusters, the pairs in doubt, and how the scores are spread.

    Raises:
        TypeError: as for `dedupe`.
        InputError: as for `dedupe`.
    """
    joined = _joined(names, threshold, by, decisions, workers, resolver, watch)
    return Deduplicated(
        joined.clusters,
        list(_doubts(joined)),
        histogram(joined.evidence.edges.score),
        joined.threshold,
        joined.bonds.unmet,
        count_parted(joined.evidence.listing),
    )


def _joined(
    names: Iterable[str | Sequence[str]],
    threshold: float | None,
    by: Iterable[str | None] | None,
    decisions: Iterable[Answer],
    workers: int,
    resolver: Resolver | None,
    watch: Watch = unwatched,
) -> _Joined:
    """Join the rows of a list into clusters; the arguments are those of `deduplicate`."""
    rows = check_names(names)
    labels = None if by is None else check_values(by, len(rows))
    decided = check_decisions(decisions)
    limit = check_threshold(threshold)
    with pool.workers(workers) as hands:
        listing = note_rows(rows, hands)
        del rows
        evidence = survey(
            listing, threshold=limit, labels=labels, resolver=resolver, hands=hands, watch=watch
        )
        bonds = Bonds(listing, decided)
        bonds.settle_values(evidence, limit)
        leave_rivals(evidence, bonds, limit)
        found = bonds.partition(evidence, limit)
        alike = relations(evidence, list(found.weakest.values()))
    # By now those who worked are gone, and what they held: with the clusters it might not fit.
    decided_on = {found.cluster_of[one] for one, _ in bonds.same}
    clusters = _distinct(list(describe(listing, found, decided_on, alike)))
    clusters.sort(key=attrgetter("rows"))
    return _Joined(clusters, evidence, bonds, found, limit)


def check_threshold(threshold: float | None) -> float:
    """Give the threshold to work with; `compare` calls names the same from it on.

    Raises:
        TypeError: no number.
        InputError: out of its range.
    """
    if threshold is None:
        return weight("same")
    if not isinstance(threshold, Real):
        raise TypeError(f"threshold must be a number, not {threshold!r:.60}; give a probability")
    if not 0 < threshold <= 1:
        raise InputError(f"threshold {threshold}; give a probability above 0, 1 at most")
    return threshold


def _distinct(clusters: list[Cluster]) -> list[Cluster]:
    """Give clusters of which the same is said ids by all their names and rows' values."""
    ids = [cluster.id for cluster in clusters]
    taken = Counter(ids)
    seen: Counter[str] = Counter()
    for place, own in enumerate(ids):
        if taken[own] > 1:
            cluster = clusters[place]
            said = cluster_id(cluster.id, *sorted(cluster.names))
            seen[said] += 1
            new = cluster_id(said, str(seen[said])) if seen[said] > 1 else said
            clusters[place] = replace(cluster, id=new)
    return clusters


def _doubts(joined: _Joined) -> Iterator[Doubt]:
    """Name the pairs of clusters that were not joined and may be one, the likeliest first."""
    import numpy as np

    _, evidence, bonds, found, threshold = joined
    listing, edges = evidence.listing, evidence.edges
    root = np.asarray(found.cluster_of, np.int64)
    left, right = np.asarray(edges.left, np.int64), np.asarray(edges.right, np.int64)
    score = np.asarray(edges.score)
    least = min(weight("different"), short_of(threshold))
    open_ = np.flatnonzero((score >= least) & (root[left] != root[right]))
    open_ = open_[~bonds.forbidden(left[open_], right[open_])]
    open_ = open_[np.lexsort((right[open_], left[open_], -score[open_]))]
    # Two persons of whom somebody has said that they are two are not asked about again.
    seen = {_ordered(found.cluster_of[one], found.cluster_of[other]) for one, other in bonds.apart}
    columns = (column[open_].tolist() for column in (left, right, score, evidence.doubted))
    for one, other, likely, doubted in zip(*columns, strict=True):
        pair = _ordered(found.cluster_of[one], found.cluster_of[other])
        if pair in seen or not bonds.answerable(one, other):
            continue
        seen.add(pair)
        names = listing.shown(one), listing.shown(other)
        rows = tuple(listing.rows_of_item[one]), tuple(listing.rows_of_item[other])
        torn = likely == short_of(threshold)
        yield Doubt(*names, likely, *rows, torn, held=torn or doubted)


def _ordered(one: int, other: int) -> Pair:
    return (min(one, other), max(one, other))
