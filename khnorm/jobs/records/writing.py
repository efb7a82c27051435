"""Lists out: a row at a time in any format; a file appears whole or not at all."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import BinaryIO, Protocol

from khnorm.errors import OutputError
from khnorm.jobs.records.delimited import format_row, guarded_row
from khnorm.jobs.records.extras import library
from khnorm.jobs.records.formats import Format
from khnorm.jobs.records.rows import NO_EXTRA, Layout, as_text, column_names, unused_names
from khnorm.targets import open_target

__all__ = ["Sink", "check_sink", "open_sink"]

# Excel believes that CSV is UTF-8 only behind this.
_MARK = "\ufeff"
_LINE_ENDS = str.maketrans("\n\r\t", "   ")


class Sink(Protocol):
    """Where rows are written."""

    def write(self, cells: Sequence[object], extra: Mapping[str, object]) -> None:
        """Write a row: a cell for each column, then what no column is for."""

    def close(self) -> None:
        """Finish; nothing can be written after."""


class _DelimitedSink:
    def __init__(
        self, text: io.TextIOWrapper, columns: Sequence[str], layout: Layout, *, literal: bool
    ) -> None:
        self._text, self._delimiter, self._literal = text, layout.delimiter, literal
        self.write(columns, NO_EXTRA)

    def write(self, cells: Sequence[object], extra: Mapping[str, object]) -> None:
        values = [*cells, *extra.values()] if extra else cells
        texts = [value if isinstance(value, str) else as_text(value) for value in values]
        write_row = format_row if self._literal else guarded_row
        self._text.write(write_row(texts, self._delimiter))

    def close(self) -> None:
        self._text.flush()


class _LinesSink:
    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text

    def write(self, cells: Sequence[object], extra: Mapping[str, object]) -> None:
        self._text.write("\t".join(as_text(cell).translate(_LINE_ENDS) for cell in cells) + "\n")

    def close(self) -> None:
        self._text.flush()


class _JsonlSink:
    def __init__(self, text: io.TextIOWrapper, columns: Sequence[str]) -> None:
        self._text, self._columns = text, tuple(columns)

    def write(self, cells: Sequence[object], extra: Mapping[str, object]) -> None:
        item = dict(zip(self._columns, cells, strict=True))
        if extra:
            item.update(zip(unused_names(item, extra), extra.values(), strict=True))
        self._text.write(json.dumps(item, ensure_ascii=False, default=as_text) + "\n")

    def close(self) -> None:
        self._text.flush()


def check_sink(path: str, format: Format) -> None:
    """See that a format can be written to a place, before the work that fills it.

    Args:
        path: a file, or `-` for standard output.
        format: how the list will be written.

    Raises:
        OutputError: bytes that nobody can read would go to a terminal.
        MissingExtraError: Parquet or Excel without the library for it.
    """
    if format is Format.PARQUET:
        library("pyarrow.parquet", "parquet", "writing Parquet")
    elif format is Format.XLSX:
        library("openpyxl", "excel", "writing Excel")
    else:
        return
    if path == "-" and sys.stdout and sys.stdout.isatty():
        raise OutputError(
            f"standard output: {format} is nothing to read on a terminal; name a file with --output"
        )


@contextmanager
def open_sink(
    path: str,
    columns: Sequence[str],
    layout: Layout,
    *,
    inputs: Sequence[str] = (),
    literal: bool = False,
) -> Iterator[Sink]:
    """Open a list for writing, row by row.

    Args:
        path: a file, or `-` for standard output. A file appears whole or not at all.
        columns: their names, the header; a format that can hold each name once only gets those of
            `column_names`.
        layout: how to write it; text is UTF-8 with line feeds, and has a byte order mark only
            where the layout asks for one and the output is a file.
        inputs: paths that are being read; none of them may be the output.
        literal: write cells that begin like a formula as they are (see `guard`). Lines, JSON Lines
            and Parquet always do; Excel gets them as texts.

    Returns:
        A context that gives the `Sink`.

    Raises:
        OutputError: cannot be written, or is one of the inputs; nothing half-written is left.
        MissingExtraError: Parquet or Excel without the library for it.
    """
    check_sink(path, layout.format)
    columns = column_names(columns, layout.format)
    with open_target(path, inputs) as stream:
        if layout.format in (Format.PARQUET, Format.XLSX):
            sink = _columnar_sink(stream, columns, layout, path)
            yield sink
            sink.close()
            return
        # A lone surrogate (JSON can hold one) has no UTF-8; it becomes a question mark.
        text = io.TextIOWrapper(
            stream, encoding="utf-8", errors="replace", newline="", line_buffering=stream.isatty()
        )
        try:
            if layout.mark and path != "-" and layout.format in (Format.CSV, Format.TSV):
                text.write(_MARK)
            sink = _text_sink(text, columns, layout, literal=literal)
            yield sink
            sink.close()
        finally:
            # Not closed with the wrapper: standard output stays open.
            text.detach()


def _text_sink(
    text: io.TextIOWrapper, columns: Sequence[str], layout: Layout, *, literal: bool
) -> Sink:
    if layout.format is Format.LINES:
        return _LinesSink(text)
    if layout.format is Format.JSONL:
        return _JsonlSink(text, columns)
    return _DelimitedSink(text, columns, layout, literal=literal)


def _columnar_sink(stream: BinaryIO, columns: Sequence[str], layout: Layout, path: str) -> Sink:
    if layout.format is Format.PARQUET:
        from khnorm.jobs.records.parquet import ParquetWriter

        return ParquetWriter(stream, columns, layout.schema, as_text)
    from khnorm.jobs.records.excel import ExcelWriter

    return ExcelWriter(stream, columns, path, as_text)
