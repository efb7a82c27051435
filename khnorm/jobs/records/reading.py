"""Lists in: every format as a stream of rows, or whole."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from khnorm.errors import InputError
from khnorm.jobs.records.decode import detect_encoding, read_lines
from khnorm.jobs.records.formats import Format, check_text, format_to_read
from khnorm.jobs.records.rows import Layout, as_text, find_column, unused_names
from khnorm.jobs.records.sources import (
    Source,
    delimited_source,
    excel_source,
    jsonl_source,
    lines_source,
    parquet_source,
)

__all__ = ["Source", "Table", "open_source", "open_text", "read_table"]

STDIN_NAME = "standard input"


@dataclass(slots=True)
class Table:
    """A whole list in memory: `rows` are all as wide as `columns`.

    `header` is the number of the line that the columns are taken from, 0 where none is.
    """

    name: str
    layout: Layout
    columns: tuple[str, ...]
    rows: list[list[object]]
    warnings: list[str]
    hint: str = ""
    header: int = 0

    def texts(self, column: str | None = None) -> list[str]:
        """Give one column as text.

        Args:
            column: its name, or its number from 1; None for the only one.

        Returns:
            One string a row; empty for an empty cell.

        Raises:
            InputError: no such column; the message names those there are.
        """
        place = self.column(column)
        return [as_text(row[place]) for row in self.rows]

    def column(self, wanted: str | None) -> int:
        """Find a column, as `Source.column` does."""
        return find_column(self.columns, wanted, self.name, self.hint)


def _open(path: str) -> io.BufferedReader | io.RawIOBase:
    if path == "-":
        # Python has None there where the shell closed it.
        if not sys.stdin:
            raise InputError(f"{STDIN_NAME}: is closed; give a file to read")
        return cast(io.RawIOBase, sys.stdin.buffer)
    try:
        return Path(path).open("rb")
    except (OSError, ValueError) as error:
        what = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(f"{path}: {what}; check the name, or use - for standard input") from error


def _sniff_format(head: bytes, *, table: bool) -> Format:
    if head.startswith(b"PAR1"):
        return Format.PARQUET
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return Format.XLSX
    if not table:
        return Format.LINES
    return Format.JSONL if head.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{") else Format.CSV


@contextmanager
def open_source(
    path: str,
    *,
    format: Format | None = None,
    encoding: str | None = None,
    table: bool = False,
    literal: bool = False,
    sheet: str | None = None,
    header: bool = True,
) -> Iterator[Source]:
    """Open a list for reading, row by row at constant memory (Excel apart, which is read whole).

    Args:
        path: a file, or `-` for standard input.
        format: how it is written; else its name tells, else its first bytes.
        encoding: of a text; else UTF-8, or what a byte order mark tells.
        table: what a text is whose name tells nothing or only `.txt`: a table with a header line,
            or plain lines, one name each.
        literal: leave the apostrophes before formulas that our own CSV has.
        sheet: the name of an Excel sheet; None for the first one.
        header: whether CSV, TSV and Excel begin with a line of column names; without it the
            columns are `column_1`, `column_2` and so on.

    Returns:
        A context that gives the `Source`; its rows are read while it is open.

    Raises:
        InputError: not there, not readable, not in the encoding, of a name that promises what is
            not read, or without a header where every column has a name; with the place and remedy.
            What is wrong further down is raised when the rows come to it.
        MissingExtraError: Parquet or Excel without the library for it.
    """
    name = STDIN_NAME if path == "-" else path
    with _stream(path) as stream:
        try:
            head = stream.peek(1 << 12)
        except OSError as error:
            raise InputError(f"{name}: {error.strerror}; give a file to read") from error
        by_name = format or format_to_read(path)
        if by_name is None or (by_name is Format.LINES and format is None and table):
            by_name = _sniff_format(head, table=table)
        if sheet is not None and by_name is not Format.XLSX:
            raise InputError(f"{name}: is no workbook with sheets; leave out --sheet")
        if not header and by_name in (Format.PARQUET, Format.JSONL):
            raise InputError(f"{name}: {by_name} names every column; leave out --no-header")
        if by_name is Format.PARQUET:
            yield parquet_source(stream, name)
        elif by_name is Format.XLSX:
            yield excel_source(stream, name, sheet, header=header)
        elif by_name is Format.JSONL:
            yield jsonl_source(read_lines(stream, name, encoding=encoding), name)
        elif by_name is Format.LINES:
            yield lines_source(read_lines(stream, name, encoding=encoding), name)
        else:
            codec, mark = detect_encoding(head)
            lines = read_lines(stream, name, encoding=encoding, newline="")
            marked = mark > 0 or codec != "utf-8"
            yield delimited_source(
                lines, name, by_name, marked=marked, literal=literal, header=header
            )


@contextmanager
def open_text(path: str, *, encoding: str | None = None) -> Iterator[Iterator[str]]:
    """Open running text for reading, line by line with the line ends, as it comes.

    Args:
        path: a file, or `-` for standard input.
        encoding: else UTF-8, or what a byte order mark tells.

    Returns:
        A context that gives the lines; they are read while it is open.

    Raises:
        InputError: not there, not readable, not in the encoding, with the place and the remedy.
    """
    check_text(path)
    name = STDIN_NAME if path == "-" else path
    with _stream(path) as stream:
        try:
            yield read_lines(stream, name, encoding=encoding)
        except OSError as error:
            raise InputError(f"{name}: {error.strerror}; give a file to read") from error


@contextmanager
def _stream(path: str) -> Iterator[io.BufferedReader]:
    opened = _open(path)
    if isinstance(opened, io.BufferedReader):
        try:
            yield opened
        finally:
            if path != "-":
                opened.close()
        return
    stream = cast(io.BufferedReader, io.BufferedReader(opened))
    try:
        yield stream
    finally:
        # Standard input is not ours to close.
        stream.detach()


def read_table(
    path: str,
    *,
    format: Format | None = None,
    encoding: str | None = None,
    table: bool = False,
    literal: bool = False,
    sheet: str | None = None,
    header: bool = True,
) -> Table:
    """Read a whole list into memory.

    Args:
        path: a file, or `-` for standard input.
        format: as for `open_source`.
        encoding: as for `open_source`.
        table: as for `open_source`.
        literal: as for `open_source`.
        sheet: as for `open_source`.
        header: as for `open_source`.

    Returns:
        The list, every row in its order. Surplus cells of a row, and keys that only later JSON
        objects have, are columns of their own at the end.

    Raises:
        InputError: as for `open_source`.
        MissingExtraError: as for `open_source`.
    """
    with open_source(
        path,
        format=format,
        encoding=encoding,
        table=table,
        literal=literal,
        sheet=sheet,
        header=header,
    ) as source:
        surplus: dict[str, None] = {}
        rows: list[list[object]] = []
        late: list[tuple[int, Mapping[str, object]]] = []
        for row in source.rows:
            if row.extra:
                surplus.update(dict.fromkeys(row.extra))
                late.append((len(rows), row.extra))
            rows.append(row.cells)
        if surplus:
            for cells in rows:
                cells.extend([None] * len(surplus))
            for place, extra in late:
                rows[place][-len(surplus) :] = [extra.get(name) for name in surplus]
        names = (*source.columns, *unused_names(source.columns, surplus))
        told = [*source.notes, *source.warnings()]
        return Table(source.name, source.layout, names, rows, told, source.hint, source.header)
