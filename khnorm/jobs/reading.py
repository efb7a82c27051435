"""Lists in: every format as a stream of rows, or whole; what is odd is told, nothing is dropped."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, cast

from khnorm.errors import InputError
from khnorm.jobs.decode import detect_encoding, read_lines
from khnorm.jobs.delimited import NO_DELIMITER, read_cells, sniff_delimiter, unguard
from khnorm.jobs.rows import (
    NO_EXTRA,
    Format,
    Layout,
    Row,
    as_text,
    find_column,
    format_of,
    unused_names,
)

__all__ = ["Source", "Table", "open_source", "open_text", "read_table"]

STDIN_NAME = "standard input"
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
    """A list being read: its columns, and its rows as they come."""

    name: str
    layout: Layout
    columns: tuple[str, ...]
    rows: Iterator[Row]
    ragged: Ragged = field(default_factory=Ragged)

    def column(self, wanted: str | None) -> int:
        """Find a column by its name, or by its number from 1.

        Args:
            wanted: the header's cell, upper and lower case and outer spaces apart if need be; None
                for the only column of a list that has no other.

        Returns:
            Its place, from 0.

        Raises:
            InputError: no such column, or several; the message names those there are.
        """
        return find_column(self.columns, wanted, self.name)

    def warnings(self) -> list[str]:
        """Say what was odd about the rows read so far.

        Returns:
            Sentences for a person, each with its place; empty where all was well.
        """
        seen = self.ragged
        if not seen.count:
            return []
        more = f", and {seen.count - 1:,} more such rows" if seen.count > 1 else ""
        return [
            f"{self.name}:{seen.line}: {seen.cells} cells where the header has "
            f"{len(self.columns)}{more}; missing cells are left empty, surplus ones kept"
        ]


@dataclass(slots=True)
class Table:
    """A whole list in memory: `rows` are all as wide as `columns`."""

    name: str
    layout: Layout
    columns: tuple[str, ...]
    rows: list[list[object]]
    warnings: list[str]

    def texts(self, column: str | None = None) -> list[str]:
        """Give one column as text.

        Args:
            column: its name, or its number from 1; None for the only one.

        Returns:
            One string a row; empty for an empty cell.

        Raises:
            InputError: no such column; the message names those there are.
        """
        place = find_column(self.columns, column, self.name)
        return [as_text(row[place]) for row in self.rows]


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
) -> Iterator[Source]:
    """Open a list for reading, row by row at constant memory (Excel apart, which is read whole).

    Args:
        path: a file, or `-` for standard input.
        format: how it is written; else its name tells, else its first bytes.
        encoding: of a text; else UTF-8, or what a byte order mark tells.
        table: what a text is whose name tells nothing or only `.txt`: a table with a header line,
            or plain lines, one name each.
        literal: leave the apostrophes before formulas that our own CSV has.

    Returns:
        A context that gives the `Source`; its rows are read while it is open.

    Raises:
        InputError: not there, not readable, not in the encoding, with the place and the remedy.
            What is wrong further down is raised when the rows come to it.
        MissingExtraError: Parquet or Excel without the library for it.
    """
    name = STDIN_NAME if path == "-" else path
    with _stream(path) as stream:
        try:
            head = stream.peek(1 << 12)
        except OSError as error:
            raise InputError(f"{name}: {error.strerror}; give a file to read") from error
        by_name = format or format_of(path)
        if by_name is None or (by_name is Format.LINES and format is None and table):
            by_name = _sniff_format(head, table=table)
        if by_name is Format.PARQUET:
            yield _parquet_source(stream, name)
        elif by_name is Format.XLSX:
            yield _excel_source(stream, name)
        elif by_name is Format.JSONL:
            yield _jsonl_source(read_lines(stream, name, encoding=encoding), name)
        elif by_name is Format.LINES:
            yield _lines_source(read_lines(stream, name, encoding=encoding), name)
        else:
            codec, mark = detect_encoding(head)
            lines = read_lines(stream, name, encoding=encoding, newline="")
            marked = mark > 0 or codec != "utf-8"
            yield _delimited_source(lines, name, by_name, marked=marked, literal=literal)


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


def _lines_source(lines: Iterator[str], name: str) -> Source:
    rows = (
        Row(number, [line.removesuffix("\n").removesuffix("\r")], NO_EXTRA)
        for number, line in enumerate(lines, start=1)
    )
    return Source(name, Layout(Format.LINES), (LINE_COLUMN,), rows)


def _delimited_source(
    lines: Iterator[str], name: str, format: Format, *, marked: bool, literal: bool
) -> Source:
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
    _, header = next(records, (1, list[str]()))
    ragged = Ragged()
    source = Source(
        name,
        Layout(format, "," if delimiter == NO_DELIMITER else delimiter, marked),
        tuple(header if literal else map(unguard, header)),
        _fitted(records, skipped, len(header), ragged, literal=literal),
        ragged,
    )
    if format is Format.TSV and delimiter == NO_DELIMITER:
        source.layout = Layout(format, "\t", marked)
    return source


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


def _jsonl_source(lines: Iterator[str], name: str) -> Source:
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
                'write one object a line, such as {"name": "Hun Sen"}'
            )
        yield number, item


def _parquet_source(stream: BinaryIO, name: str) -> Source:
    from khnorm.jobs.columnar import read_parquet

    schema, rows = read_parquet(stream, name)
    numbered = (Row(number, cells, NO_EXTRA) for number, cells in enumerate(rows, start=1))
    return Source(name, Layout(Format.PARQUET, schema=schema), tuple(schema.names), numbered)


def _excel_source(stream: BinaryIO, name: str) -> Source:
    from khnorm.jobs.columnar import read_excel

    first, rows = read_excel(stream, name)
    header = next(rows, None)
    if header is None:
        raise InputError(f"{name}: the first sheet is empty; put the table there")
    numbered = (Row(number, cells, NO_EXTRA) for number, cells in enumerate(rows, start=first + 1))
    return Source(name, Layout(Format.XLSX), tuple(map(as_text, header)), numbered)


def read_table(
    path: str,
    *,
    format: Format | None = None,
    encoding: str | None = None,
    table: bool = False,
    literal: bool = False,
) -> Table:
    """Read a whole list into memory.

    Args:
        path: a file, or `-` for standard input.
        format: as for `open_source`.
        encoding: as for `open_source`.
        table: as for `open_source`.
        literal: as for `open_source`.

    Returns:
        The list, every row in its order. Surplus cells of a row, and keys that only later JSON
        objects have, are columns of their own at the end.

    Raises:
        InputError: as for `open_source`.
        MissingExtraError: as for `open_source`.
    """
    with open_source(
        path, format=format, encoding=encoding, table=table, literal=literal
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
        return Table(source.name, source.layout, names, rows, source.warnings())
