"""A de-duplicated list as people look through it: a page of cards, a table of questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

from khnorm.jobs.dedupe import Deduplicated, Doubt
from khnorm.jobs.lists.listing import BETWEEN, names_of
from khnorm.jobs.records import counted
from khnorm.jobs.report import Page, Person, Written
from khnorm.jobs.review import Question
from khnorm.match.compare import compare
from khnorm.model import Cluster
from khnorm.tables import digest

__all__ = ["page_of", "questions"]

_TORN = "in this list one of the names may as well mean somebody else"
# Cards on a page, spellings on a card, and characters of a name: a page is for looking through.
_CARDS, _SPELLINGS, _CHARACTERS = 1000, 50, 200
# Beyond so many questions the comparisons are told in short.
_EXPLAINED = 10_000


def questions(found: Deduplicated) -> Iterator[Question]:
    """Put the pairs in doubt as questions.

    Args:
        found: a list de-duplicated.

    Returns:
        The pairs, the likeliest first, with the evidence.
    """
    for place, doubt in enumerate(found.doubts):
        yield _question(doubt, explained=place < _EXPLAINED)


def page_of(found: Deduplicated, names: Sequence[tuple[str, ...]], title: str) -> Page:
    """Lay a list out as a page.

    Args:
        found: the list de-duplicated.
        names: the names of each row.
        title: what to call the list.

    Returns:
        The page: what is doubtful first, then the persons, those with the weakest joints first.
    """
    several = [cluster for cluster in found.clusters if len(cluster.names) > 1]
    several.sort(key=lambda cluster: (cluster.score, -len(cluster.rows), cluster.rows))
    merged = sum(len(cluster.rows) - 1 for cluster in found.clusters)
    return Page(
        title=title,
        subtitle=f"{counted(len(names), 'row')}, {counted(len(found.clusters), 'person')}",
        totals=(
            ("rows", len(names)),
            ("persons", len(found.clusters)),
            ("rows that repeat a person", merged),
            ("persons in the tables", sum(bool(one.entity_id) for one in found.clusters)),
            ("pairs in doubt", len(found.doubts)),
        ),
        bars=found.bars,
        threshold=found.threshold,
        persons=tuple(_person(cluster, names) for cluster in several[:_CARDS]),
        doubts=tuple(_question(doubt) for doubt in found.doubts[:_CARDS]),
        total_persons=len(several),
        total_doubts=len(found.doubts),
        footer=f"Made by khnorm with the tables {digest()}. This page fetches nothing.",
    )


def _person(cluster: Cluster, names: Sequence[tuple[str, ...]]) -> Person:
    counts = Counter(names_of(names[row]) for row in cluster.rows)
    written = [
        Written(_short(text), count, "; ".join(_evidence(text, cluster.canonical)))
        for text, count in counts.most_common(_SPELLINGS)
    ]
    return Person(
        cluster.id,
        _short(cluster.canonical),
        _short(cluster.canonical_khmer),
        cluster.entity_id,
        cluster.score,
        len(cluster.rows),
        tuple(written),
        tuple(_short(reason.text) for reason in cluster.reasons),
    )


def _question(doubt: Doubt, *, explained: bool = True) -> Question:
    reasons = _evidence(doubt.a, doubt.b) if explained else ()
    if doubt.torn:
        reasons += (_TORN,)
    rows = len(doubt.rows_a), len(doubt.rows_b)
    return Question(doubt.a, doubt.b, doubt.score, *rows, reasons, doubt.held)


def _evidence(a: str, b: str) -> tuple[str, ...]:
    """Say what comparing two texts shows, the nearest names of each if there are several."""
    pairs = product(*(text.split(BETWEEN) for text in (a, b)))
    compared = max((compare(*pair) for pair in pairs), key=lambda one: one.score)
    return tuple(_short(reason.text) for reason in compared.reasons if reason.code != "base")


def _short(text: str) -> str:
    return text if len(text) <= _CHARACTERS else text[: _CHARACTERS - 1] + "…"
