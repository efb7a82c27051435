"""The commands about whole lists: dedupe and link."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from khnorm.cli.options import FILES, TABLES, resolver_of, with_options
from khnorm.cli.progress import staged
from khnorm.cli.streams import say, utf8
from khnorm.errors import InputError
from khnorm.jobs.records import (
    Format,
    Layout,
    Table,
    format_of,
    open_sink,
    read_table,
    unused_names,
)
from khnorm.model import Cluster, Link, Verdict
from khnorm.targets import open_target

if TYPE_CHECKING:
    from khnorm.jobs.review import Decision

__all__ = ["dedupe", "link"]

FINDINGS = 1
# Shorter lists are done before further processes would be ready.
_WORTH_WORKERS = 20_000
_ADDED = ("cluster_id", "canonical", "canonical_khmer", "entity_id", "score", "reason")
_LINKED = ("score", "verdict", "reason")

_OPTIONS = (
    click.option(
        "--threshold",
        type=click.FloatRange(0, 1, min_open=True),
        help="Join names from this probability on; else from that of compare.",
    ),
    click.option(
        "--decisions",
        multiple=True,
        type=click.Path(),
        help="A review file with its answers, to be honoured; repeatable.",
    ),
    click.option(
        "--workers",
        type=click.IntRange(1),
        help="Processes to work with; else as many as there are cores, for long lists.",
    ),
    *TABLES,
    *FILES,
)


class _List:
    """A list read, with the columns that hold its names."""

    def __init__(self, path: str, columns: Sequence[str], given: dict[str, Any]) -> None:
        self.path = path
        wanted = [utf8(column) for column in columns]
        self.table = read_table(
            path,
            format=Format(given["given_format"]) if given["given_format"] else None,
            encoding=given["encoding"],
            table=bool(wanted),
            literal=given["literal"],
        )
        for warning in self.table.warnings:
            say(warning)
        texts = [self.table.texts(column) for column in wanted] or [self.table.texts(None)]
        self.names: list[tuple[str, ...]] = list(zip(*texts, strict=True))


def _layout(table: Table, output: str, format: str | None) -> Layout:
    # Plain lines have no room for columns.
    usual = Format.CSV if table.layout.format is Format.LINES else table.layout.format
    return table.layout.to(Format(format or format_of(output) or usual))


def _workers(wanted: int | None, rows: int) -> int:
    if wanted is not None:
        return wanted
    return (os.cpu_count() or 1) if rows >= _WORTH_WORKERS else 1


def _decisions(paths: Sequence[str]) -> list[Decision]:
    from khnorm.jobs.review import read_decisions

    return [decision for path in paths for decision in read_decisions(path)]


def _tell_unmet(unmet: Sequence[Decision]) -> None:
    """Say which decisions are about names that no row has."""
    if unmet:
        first = unmet[0]
        more = f", and {len(unmet) - 1:,} more such" if len(unmet) > 1 else ""
        say(
            f"{first.place}: {first.a!r} and {first.b!r} are not both in the list{more}; "
            "passed over"
        )


def _refuse_twins(*outputs: str | None) -> None:
    """Refuse to write two things into one file."""
    named = [os.path.realpath(path) for path in outputs if path and path != "-"]
    for path in named:
        if named.count(path) > 1:
            raise InputError(f"{path}: is to be written twice; give each output a name of its own")


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
@with_options(_OPTIONS)
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
    threshold: float | None,
    decisions: tuple[str, ...],
    workers: int | None,
    tables: tuple[str, ...],
    tables_only: bool,
    output: str,
    format: str | None,
    **given: Any,
) -> None:
    """Tell which rows name the same person.

    Every row and column stays; `cluster_id`, `canonical`, `canonical_khmer`, `entity_id`, `score`
    and `reason` are added.
    """
    from khnorm.jobs.dedupe import deduplicate

    _refuse_twins(output, review, report)
    own = _List(file, columns, given)
    values = own.table.texts(utf8(by)) if by else None
    layout = _layout(own.table, output, format)
    inputs = [file, *decisions]
    with staged() as watch:
        found = deduplicate(
            own.names,
            threshold=threshold,
            by=values,
            decisions=_decisions(decisions),
            workers=_workers(workers, len(own.names)),
            resolver=resolver_of(tables, tables_only),
            watch=watch,
        )
    _tell_unmet(found.unmet)
    added = unused_names(own.table.columns, _ADDED)
    kept = _kept(own.names, found.clusters, keep)
    cells = _cells(found.clusters, len(own.names))
    with open_sink(
        output, (*own.table.columns, *added), layout, inputs=inputs, literal=given["literal"]
    ) as sink:
        for place in kept:
            sink.write([*own.table.rows[place], *cells[place]], {})
    if review:
        from khnorm.jobs.overview import questions
        from khnorm.jobs.review import write_review

        write_review(review, questions(found), inputs=inputs)
    if report:
        _write_report(report, found, own, inputs)
    say(
        f"{len(own.names):,} rows, {len(found.clusters):,} persons, "
        f"{len(found.doubts):,} pairs in doubt"
    )
    if check and any(len(cluster.rows) > 1 for cluster in found.clusters):
        ctx.exit(FINDINGS)


def _write_report(path: str, found: Any, own: _List, inputs: Sequence[str]) -> None:
    from khnorm.jobs.overview import page_of
    from khnorm.jobs.report import render

    page = render(page_of(found, own.names, own.table.name))
    with open_target(path, inputs) as stream:
        stream.write(page.encode())


def _cells(clusters: list[Cluster], rows: int) -> list[tuple[object, ...]]:
    """Say of each row what its cluster adds; nothing to one without a name."""
    cells: list[tuple[object, ...]] = [("",) * len(_ADDED)] * rows
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
    from khnorm.jobs.forms import MOST
    from khnorm.names.parse import parse

    usual = {cluster.canonical, cluster.canonical_khmer}
    return max(
        cluster.rows,
        key=lambda row: (sum(parse(name[:MOST]).canonical in usual for name in names[row]), -row),
    )


@click.command()
@click.argument("left", type=click.Path())
@click.argument("right", type=click.Path())
@click.option(
    "-c", "--column", "columns", multiple=True, help="A column of names of LEFT; repeatable."
)
@click.option(
    "-C",
    "--right-column",
    "right_columns",
    multiple=True,
    help="A column of names of RIGHT, where it is not called as in LEFT; repeatable.",
)
@click.option(
    "--one-to-many",
    "partners",
    flag_value="one-to-many",
    help="Let a row of LEFT have several of RIGHT; else each row has one at most.",
)
@click.option(
    "--many-to-one",
    "partners",
    flag_value="many-to-one",
    help="Let a row of RIGHT have several of LEFT, as to screen customers against a watch list.",
)
@click.option(
    "--many-to-many",
    "partners",
    flag_value="many-to-many",
    help="Link every two rows that are the same person.",
)
@click.option("--by", help="Never link rows that differ in this column, such as a birth date.")
@click.option("--right-by", help="The same column of RIGHT, where it is not called as in LEFT.")
@click.option("--check", is_flag=True, help="Exit with 1 if a row has no partner.")
@with_options(_OPTIONS)
@click.pass_context
def link(
    ctx: click.Context,
    /,
    left: str,
    right: str,
    columns: tuple[str, ...],
    right_columns: tuple[str, ...],
    partners: str | None,
    by: str | None,
    right_by: str | None,
    check: bool,
    threshold: float | None,
    decisions: tuple[str, ...],
    workers: int | None,
    tables: tuple[str, ...],
    tables_only: bool,
    output: str,
    format: str | None,
    **given: Any,
) -> None:
    """Tell which rows of two lists name the same person.

    Writes the linked rows side by side, with `score`, `verdict` and `reason`, then those of
    either list that have no partner.
    """
    from khnorm.jobs.link import link_rows

    if left == right == "-":
        raise InputError("standard input: cannot be both lists; give one of them as a file")
    ours = _List(left, columns, given)
    theirs = _List(right, right_columns or columns, given)
    if right_by and not by:
        raise click.UsageError("--right-by wants --by, the column of LEFT")
    layout = _layout(ours.table, output, format)
    with staged() as watch:
        found = link_rows(
            ours.names,
            theirs.names,
            partners=partners or "one-to-one",
            by=ours.table.texts(utf8(by)) if by else None,
            right_by=theirs.table.texts(utf8(right_by or by)) if by else None,
            threshold=threshold,
            decisions=_decisions(decisions),
            workers=_workers(workers, len(ours.names) + len(theirs.names)),
            resolver=resolver_of(tables, tables_only),
            watch=watch,
        )
    _tell_unmet(found.unmet)
    header = ours.table.columns + unused_names(ours.table.columns, theirs.table.columns)
    header += unused_names(header, _LINKED)
    inputs = [left, right, *decisions]
    with open_sink(output, header, layout, inputs=inputs, literal=given["literal"]) as sink:
        for one in found.links:
            sink.write([*_row(ours, one.left), *_row(theirs, one.right), *_link_cells(one)], {})
    alone = sum(one.left < 0 or one.right < 0 for one in found.links)
    say(f"{len(found.links) - alone:,} links, {alone:,} rows without a partner")
    if check and alone:
        ctx.exit(FINDINGS)


def _row(own: _List, place: int) -> list[object]:
    return own.table.rows[place] if place >= 0 else [None] * len(own.table.columns)


def _link_cells(one: Link) -> tuple[object, ...]:
    alone = one.left < 0 or one.right < 0
    verdict = "" if alone and one.verdict is Verdict.DIFFERENT else one.verdict.value
    return round(one.score, 4), verdict, "; ".join(reason.text for reason in one.reasons)
