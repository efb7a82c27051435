"""The command about one list: dedupe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from khnorm.cli.codes import FINDINGS
from khnorm.cli.lists import OPTIONS, ListChoices, NamedList, tell_parted, tell_unmet
from khnorm.cli.options import with_options
from khnorm.cli.progress import staged
from khnorm.cli.streams import say, tell_renamed
from khnorm.errors import OutputError
from khnorm.jobs.records import Layout, check_sink, counted, open_sink, unused_names
from khnorm.model import Cluster
from khnorm.targets import check_targets, open_target

if TYPE_CHECKING:
    from khnorm.jobs.dedupe import Deduplicated

__all__ = ["dedupe"]

_ADDED = ("cluster_id", "canonical", "canonical_khmer", "entity_id", "score", "reason")
# What is said of a row without a name.
_NOBODY = ("", "", "", "", None, "")


@click.command()
@click.argument("file", type=click.Path())
@click.option(
    "-c",
    "--column",
    "columns",
    multiple=True,
    help="A column of names: its header, or number; repeat it for a person's further names.",
)
@click.option("--by", help="Never join rows that differ in this column, such as a birth date.")
@click.option("--review", help="Write the pairs in doubt here, to be answered same or different.")
@click.option("--report", help="Write a page to look at here, one HTML file.")
@click.option(
    "--keep",
    type=click.Choice(["first", "longest", "canonical"]),
    help="Write one row a person: its first, its longest name, or the one most usually written.",
)
@click.option("--check", is_flag=True, help="Exit with 1 if rows name the same person.")
@with_options(OPTIONS)
@click.pass_context
def dedupe(
    ctx: click.Context,
    /,
    file: str,
    columns: tuple[str, ...],
    by: str | None,
    review: str | None,
    report: str | None,
    keep: str | None,
    check: bool,
    **options: Any,
) -> None:
    """Tell which rows name the same person.

    Every row and column stays; `cluster_id`, `canonical`, `canonical_khmer`, `entity_id`, `score`
    and `reason` are added.
    """
    choices = ListChoices(**options)
    inputs = [file, *choices.decisions]
    outputs = [choices.output, *filter(None, (review, report))]
    check_targets(outputs, inputs)
    if review:
        from khnorm.jobs.review import review_format

        check_sink(review, review_format(review))
    own = choices.read(file, columns, choices.sheet)
    layout = choices.layout(own.table)
    found = _found(own, by, choices)
    tell_unmet(found.unmet)
    tell_parted(by, found.parted)
    _write_rows(choices, inputs, layout, own, found, keep)
    if review:
        from khnorm.jobs.overview import questions
        from khnorm.jobs.review import write_review

        with _written_already(choices.output):
            write_review(review, questions(found), inputs=inputs)
    if report:
        with _written_already(choices.output, review):
            _write_report(report, inputs, own, found)
    say(
        f"{counted(len(own.names), 'row')}, {counted(len(found.clusters), 'person')}, "
        f"{counted(len(found.doubts), 'pair')} in doubt"
    )
    if check and any(len(cluster.rows) > 1 for cluster in found.clusters):
        ctx.exit(FINDINGS)


def _found(own: NamedList, by: str | None, choices: ListChoices) -> Deduplicated:
    from khnorm.jobs.dedupe import deduplicate

    values, job = own.values(by), choices.job(len(own.names))
    with staged() as watch:
        return deduplicate(own.names, by=values, watch=watch, **job)


def _write_rows(
    choices: ListChoices,
    inputs: Sequence[str],
    layout: Layout,
    own: NamedList,
    found: Deduplicated,
    keep: str | None,
) -> None:
    columns = own.table.columns
    header = tell_renamed((*columns, *unused_names(columns, _ADDED)), layout.format)
    cells = _cells(found.clusters, len(own.names))
    with open_sink(choices.output, header, layout, inputs=inputs, literal=choices.literal) as sink:
        for place in _kept(own.names, found.clusters, keep):
            sink.write([*own.table.rows[place], *cells[place]], {})


@contextmanager
def _written_already(*paths: str | None) -> Iterator[None]:
    """Where a file cannot be written, say which others of the run stand already."""
    try:
        yield
    except OutputError as error:
        said = " and ".join("standard output" if path == "-" else path for path in paths if path)
        raise OutputError(f"{error}; {said} had been written before") from error


def _write_report(path: str, inputs: Sequence[str], own: NamedList, found: Deduplicated) -> None:
    from khnorm.jobs.overview import page_of
    from khnorm.jobs.report import render

    page = render(page_of(found, own.names, own.table.name))
    with open_target(path, inputs) as stream:
        stream.write(page.encode())


def _cells(clusters: list[Cluster], rows: int) -> list[tuple[object, ...]]:
    """Say of each row what its cluster adds."""
    cells: list[tuple[object, ...]] = [_NOBODY] * rows
    for cluster in clusters:
        reason = "; ".join(reason.text for reason in cluster.reasons)
        own = (
            cluster.id,
            cluster.canonical,
            cluster.canonical_khmer,
            cluster.entity_id,
            round(cluster.score, 4),
            reason,
        )
        for row in cluster.rows:
            cells[row] = own
    return cells


def _kept(names: list[tuple[str, ...]], clusters: list[Cluster], keep: str | None) -> list[int]:
    """Choose the rows to write; one without a name always is."""
    if keep is None:
        return list(range(len(names)))
    dropped: set[int] = set()
    for cluster in clusters:
        dropped.update(cluster.rows)
        dropped.discard(_chosen(names, cluster, keep))
    return [row for row in range(len(names)) if row not in dropped]


def _chosen(names: list[tuple[str, ...]], cluster: Cluster, keep: str) -> int:
    if keep == "first" or len(cluster.rows) == 1:
        return cluster.rows[0]
    if keep == "longest":
        return max(cluster.rows, key=lambda row: (sum(map(len, names[row])), -row))
    from khnorm.names.parse import parse

    usual = {cluster.canonical, cluster.canonical_khmer}
    return max(
        cluster.rows,
        key=lambda row: (sum(parse(name).canonical in usual for name in names[row]), -row),
    )
