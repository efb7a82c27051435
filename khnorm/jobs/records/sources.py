"""A list being read, in each of the formats: what is odd is told, nothing is dropped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, BinaryIO

from khnorm.errors import InputError
from khnorm.jobs.records.delimited import NO_DELIMITER, read_cells, sniff_delimiter, unguard
from khnorm.jobs.records.formats import Format
from khnorm.jobs.records.rows import (
    NO_EXTRA,
    Layout,
    Row,
    as_text,
    counted,
    find_column,
    unnamed_columns,
)

__all__ = [
    "Source",
    "delimited_source",
    "excel_source",
    "jsonl_source",
    "lines_source",
    "parquet_source",
]

# What the one column of plain lines is called.
LINE_COLUMN = "text"
_SNIFFED_LINES = 20


@dataclass(slots=True)
class Ragged:
    """What was seen of rows whose cells are not as many as the columns."""

    count: int = 0
    line: int = 0
    cells: int = 0

    def note(self, line: int, cells: int) -> None:
        """Count such a row, and keep the first one's place."""
        self.count += 1
        if self.count == 1:
            self.line, self.cells = line, cells


@dataclass(slots=True)
class Source:
    """A list being read: its columns, and its rows as they come.

    `header` is the number of the line or row that the columns are taken from, 0 where none is.
    `notes` are sentences about what is odd of the file as a whole, known before any row is read.
    """

    name: str
    layout: Layout
    columns: tuple[str, ...]
    rows: Iterator[Row]
    ragged: Ragged = field(default_factory=Ragged)
    header: int = 0
    notes: tuple[str, ...] = ()

    def column(self, wanted: str | None) -> int:
        """Find a column by its name, or by its number from 1.

        Args:
            wanted: the header's cell, as `find_name` finds it; None for the only column of a list
                that has no other.

        Returns:
            Its place, from 0.

        Raises:
            InputError: no such column, or several; the message names those there are.
        """
        return find_column(self.columns, wanted, self.name, self.hint)

    @property
    def hint(self) -> str:
        """Where the columns are hardly a header, say so."""
        named = sum(bool(column.strip()) for column in self.columns)
        if not self.header or named >= max(2, len(self.columns)):
            return ""
        return f"; row {self.header} is taken for the header: if it is a title, remove it"

    def warnings(self) -> list[str]:
        """Say what was odd about the rows read so far.

        Returns:
            Sentences for a person, each with its place; empty where all was well.
        """
        seen = self.ragged
        if not seen.count:
            return []
        more = f", and {counted(seen.count - 1, 'more such row')}" if seen.count > 1 else ""
        widest = "header" if self.header else "first row"
        return [
            f"{self.name}:{seen.line}: {counted(seen.cells, 'cell')} where the {widest} has "
            f"{len(self.columns)}{more}; missing cells are left empty, surplus ones kept",
        ]


def lines_source(lines: Iterator[str], name: str) -> Source:
    """Read plain lines, one text each."""
    rows = (
        Row(number, [line.removesuffix("\n").removesuffix("\r")], NO_EXTRA)
        for number, line in enumerate(lines, start=1)
    )
    return Source(name, Layout(Format.LINES), (LINE_COLUMN,), rows)


def delimited_source(
    lines: Iterator[str],
    name: str,
    format: Format,
    *,
    marked: bool,
    literal: bool,
    header: bool = True,
) -> Source:
    """Read CSV or TSV; the delimiter is told from the first lines.

    Without a header the first line is a row like the others.
    """
    skipped, first = 0, list[str]()
    for line in lines:
        if first or line.strip("\r\n"):
            first.append(line)
        else:
            skipped += 1
        if len(first) == _SNIFFED_LINES:
            break
    if not first:
        raise InputError(f"{name}:1: no header; begin the table with a line of column names")
    hint = first[0].strip().lower()
    if hint.startswith("sep=") and len(hint) <= len("sep=;"):
        # Excel's own hint about the delimiter; a tab would have been stripped away.
        delimiter, first, skipped = hint.removeprefix("sep=") or "\t", first[1:], skipped + 1
    else:
        delimiter = sniff_delimiter(first)
    records = read_cells(chain(first, lines), delimiter)
    number, top = next(records, (1, list[str]()))
    if header:
        columns = tuple(top if literal else map(unguard, top))
    else:
        columns, records = unnamed_columns(len(top)), chain([(number, top)], records)
    parted = {NO_DELIMITER: "\t" if format is Format.TSV else ","}.get(delimiter, delimiter)
    ragged = Ragged()
    return Source(
        name,
        Layout(format, parted, marked),
        columns,
        _fitted(records, skipped, len(top), ragged, literal=literal),
        ragged,
        header=skipped + 1 if header else 0,
    )


def _fitted(
    records: Iterator[tuple[int, list[str]]],
    skipped: int,
    width: int,
    ragged: Ragged,
    *,
    literal: bool,
) -> Iterator[Row]:
    for number, texts in records:
        cells: list[object] = texts if literal else [unguard(text) for text in texts]  # type: ignore[assignment]
        extra = NO_EXTRA
        if len(cells) != width:
            if cells:
                ragged.note(number + skipped, len(cells))
            extra = {f"column_{place + 1}": cells[place] for place in range(width, len(cells))}
            cells = cells[:width] + [""] * (width - len(cells))
        yield Row(number + skipped, cells, extra)


def jsonl_source(lines: Iterator[str], name: str) -> Source:
    """Read JSON Lines; the columns are the keys of the first object."""
    found = _objects(lines, name)
    first = next((item for item in found if item[1]), None)
    columns = tuple(first[1]) if first else ()
    known = frozenset(columns)

    def rows() -> Iterator[Row]:
        # Blank lines before the first object are rows, too.
        for number in range(1, first[0] if first else 1):
            yield Row(number, [None] * len(columns), NO_EXTRA)
        for number, item in chain([first] if first else [], found):
            extra = NO_EXTRA
            if item.keys() - known:
                extra = {key: value for key, value in item.items() if key not in known}
            yield Row(number, [item.get(column) for column in columns], extra)

    return Source(name, Layout(Format.JSONL), columns, rows())


def _objects(lines: Iterator[str], name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            yield number, {}
            continue
        try:
            item = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(
                f"{name}:{number}: not JSON ({error}); write one object a line"
            ) from error
        if isinstance(item, str):
            item = {LINE_COLUMN: item}
        if not isinstance(item, dict):
            raise InputError(
                f"{name}:{number}: a JSON {type(item).__name__}; "
                'write one object a line, such as {"name": "Hun Sen"}, and no brackets around them'
            )
        yield number, item


def parquet_source(stream: BinaryIO, name: str) -> Source:
    """Read Parquet."""
    from khnorm.jobs.records.parquet import read_parquet

    schema, rows = read_parquet(stream, name)
    numbered = (Row(number, cells, NO_EXTRA) for number, cells in enumerate(rows, start=1))
    return Source(name, Layout(Format.PARQUET, schema=schema), tuple(schema.names), numbered)


def excel_source(stream: BinaryIO, name: str, wanted: str | None, *, header: bool = True) -> Source:
    """Read a sheet of an Excel workbook, the first one if none is wanted."""
    from khnorm.jobs.records.excel import read_excel

    sheet = read_excel(stream, name, wanted)
    top = next(sheet.rows, None)
    if top is None:
        raise InputError(f"{name}: the sheet {sheet.name!r} is empty; put the table there")
    notes = []
    if wanted is None and sheet.others:
        others = ", ".join(sheet.others)
        notes.append(f"{name}: only the sheet {sheet.name!r} is read; --sheet reads {others}")
    if sheet.uncomputed:
        cells = counted(len(sheet.uncomputed), "cell")
        notes.append(
            f"{name}: {cells} of the sheet {sheet.name!r} from {sheet.uncomputed[0]} on hold "
            "formulas without values and are read as empty; save it once in a spreadsheet program"
        )
    columns = tuple(map(as_text, top)) if header else unnamed_columns(len(top))
    rows = sheet.rows if header else chain([top], sheet.rows)
    return Source(
        name,
        Layout(Format.XLSX),
        columns,
        (Row(number, cells, NO_EXTRA) for number, cells in enumerate(rows, sheet.first + header)),
        header=sheet.first if header else 0,
        notes=tuple(notes),
    )
