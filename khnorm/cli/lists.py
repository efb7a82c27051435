"""What the commands about whole lists share: options, lists read, counts told."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from khnorm.cli.options import TABLES, file_options, resolver_of
from khnorm.cli.streams import say, tell_headless, utf8
from khnorm.jobs.records import (
    Format,
    Layout,
    Table,
    as_text,
    check_sink,
    counted,
    format_to_write,
    read_table,
)

if TYPE_CHECKING:
    from khnorm.jobs.review import Decision

__all__ = ["OPTIONS", "ListChoices", "NamedList", "tell_parted", "tell_unmet"]

# Shorter lists are done before further processes would be ready.
_WORTH_WORKERS = 20_000

OPTIONS = (
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
    *file_options(),
)


@dataclass(frozen=True, slots=True)
class NamedList:
    """A list read, with the names that each row has."""

    table: Table
    names: list[tuple[str, ...]]

    def values(self, column: str | None) -> list[str] | None:
        """Give the values of a column; None where none is named."""
        return self.table.texts(utf8(column)) if column else None


@dataclass(frozen=True, slots=True)
class ListChoices:
    """What the user chose, the same for every command about lists."""

    threshold: float | None
    decisions: tuple[str, ...]
    workers: int | None
    tables: tuple[str, ...]
    tables_only: bool
    given_format: str | None
    format: str | None
    output: str
    encoding: str | None
    sheet: str | None
    literal: bool
    no_header: bool

    def read(self, path: str, columns: Sequence[str], sheet: str | None = None) -> NamedList:
        """Read a list and the columns that hold its names."""
        table = read_table(
            path,
            format=Format(self.given_format) if self.given_format else None,
            encoding=self.encoding,
            table=bool(columns),
            literal=self.literal,
            sheet=utf8(sheet) if sheet else None,
            header=not self.no_header,
        )
        for warning in table.warnings:
            say(warning)
        places = [table.column(utf8(column)) for column in columns] or [table.column(None)]
        for place in places:
            tell_headless(table, place)
        texts = [[as_text(row[place]) for row in table.rows] for place in places]
        _tell_endless(table.name, texts)
        return NamedList(table, list(zip(*texts, strict=True)))

    def layout(self, table: Table) -> Layout:
        """Say how to write the list, and see that it can be."""
        # Plain lines have no room for columns.
        usual = Format.CSV if table.layout.format is Format.LINES else table.layout.format
        layout = table.layout.to(Format(self.format or format_to_write(self.output) or usual))
        check_sink(self.output, layout.format)
        return layout

    def job(self, rows: int) -> dict[str, Any]:
        """Give what the job itself is told, for so many rows."""
        from khnorm.jobs.review import read_decisions

        usual = _cores() if rows >= _WORTH_WORKERS else 1
        return {
            "threshold": self.threshold,
            "decisions": [one for path in self.decisions for one in read_decisions(path)],
            "workers": self.workers or usual,
            "resolver": resolver_of(self.tables, self.tables_only),
        }


def _tell_endless(name: str, columns: Sequence[Sequence[str]]) -> None:
    """Say which cells are too long to be read as names."""
    from khnorm.names.parse import LONGEST

    endless = sum(len(text) > LONGEST for texts in columns for text in texts)
    if endless:
        cells = counted(endless, "cell")
        say(f"{name}: {cells} longer than {LONGEST:,} characters, taken for no name")


def _cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def tell_unmet(unmet: Sequence[Decision]) -> None:
    """Say which decisions are about names that no row has."""
    if unmet:
        first = unmet[0]
        more = f", and {len(unmet) - 1:,} more such" if len(unmet) > 1 else ""
        say(
            f"{first.place}: {first.a!r} and {first.b!r} are not both in the list{more}; "
            "passed over"
        )


def tell_parted(column: str | None, parted: int) -> None:
    """Say how many pairs of equal names a column has kept apart."""
    if parted:
        said = "pair of equal names differs" if parted == 1 else "pairs of equal names differ"
        say(f"{column}: {parted:,} {said} in it, and the column keeps them apart")
