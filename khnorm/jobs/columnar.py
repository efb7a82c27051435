"""Parquet and Excel, by the libraries of the extras `parquet` and `excel`, imported on use."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, BinaryIO

from khnorm.errors import InputError, MissingExtraError, OutputError

__all__ = ["ExcelWriter", "ParquetWriter", "read_excel", "read_parquet"]

AsText = Callable[[object], str]

_BATCH = 1 << 15
# Excel's own limits.
_EXCEL_ROWS = 1_048_576
_EXCEL_COLUMNS = 16_384
_EXCEL_CELL = 32_767
# openpyxl takes `=` for a formula and `#` for an error value.
_TAKEN_FOR_MORE = ("=", "#")


def _library(module: str, extra: str, what: str) -> Any:
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtraError(
            f"{what} needs the package {module.split('.')[0]}: pip install 'khnorm[{extra}]'"
        ) from error


def read_parquet(stream: BinaryIO, name: str) -> tuple[Any, Iterator[list[object]]]:
    """Read a Parquet file in batches.

    Args:
        stream: the whole file; what cannot seek is taken into memory.
        name: what to call it in a message.

    Returns:
        Its Arrow schema, and its rows as lists of Python values, read as they are asked for.

    Raises:
        MissingExtraError: pyarrow is not installed.
        InputError: damaged, truncated or not Parquet.
    """
    arrow = _library("pyarrow", "parquet", "reading Parquet")
    parquet = _library("pyarrow.parquet", "parquet", "reading Parquet")
    refusal = f"{name}: cannot be read as Parquet ({{}}); write it anew, or name its --from format"
    try:
        file = parquet.ParquetFile(stream if stream.seekable() else io.BytesIO(stream.read()))
    except (arrow.ArrowException, OSError) as error:
        raise InputError(refusal.format(_first_line(error))) from error

    def rows() -> Iterator[list[object]]:
        try:
            for batch in file.iter_batches(batch_size=_BATCH):
                columns = [column.to_pylist() for column in batch.columns]
                yield from map(list, zip(*columns, strict=True))
        except (arrow.ArrowException, OSError, ValueError) as error:
            raise InputError(refusal.format(_first_line(error))) from error

    return file.schema_arrow, rows()


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")


def read_excel(stream: BinaryIO, name: str) -> tuple[int, Iterator[list[object]]]:
    """Read the first sheet of an Excel workbook: values, not formulas.

    Args:
        stream: the whole workbook, taken into memory.
        name: what to call it in a message.

    Returns:
        The number of the sheet's first row in use, from 1, and the rows from there. Whole numbers
        are integers, though Excel holds all numbers as floats.

    Raises:
        MissingExtraError: python-calamine is not installed.
        InputError: damaged, encrypted or not a workbook.
    """
    calamine = _library("python_calamine", "excel", "reading Excel")
    try:
        book = calamine.load_workbook(io.BytesIO(stream.read()))
        sheet = book.get_sheet_by_index(0)
        first = (sheet.start or (0, 0))[0] + 1
        rows = sheet.to_python()
    except (calamine.CalamineError, OSError, IndexError) as error:
        raise InputError(
            f"{name}: cannot be read as Excel ({_first_line(error)}); "
            "save it anew as .xlsx without a password"
        ) from error
    return first, ([_excel_value(cell) for cell in row] for row in rows)


def _excel_value(cell: object) -> object:
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    return cell


class ParquetWriter:
    """Gathers rows and writes them as one Parquet file when closed.

    Args:
        stream: where to.
        columns: their names.
        schema: the Arrow schema of the input, if it had one: its columns keep their types. The
            others get the type of their values, or text where the values differ in type.
        as_text: how to write a value as text.
    """

    def __init__(
        self, stream: BinaryIO, columns: Sequence[str], schema: Any, as_text: AsText
    ) -> None:
        self._arrow = _library("pyarrow", "parquet", "writing Parquet")
        self._parquet = _library("pyarrow.parquet", "parquet", "writing Parquet")
        self._stream, self._schema, self._as_text = stream, schema, as_text
        self._names = tuple(columns)
        self._rows: list[Sequence[object]] = []
        self._extras: list[Mapping[str, object]] = []

    def write(self, cells: Sequence[object], extra: Mapping[str, object]) -> None:
        """Add a row; its extra cells become columns of their own."""
        self._rows.append(cells)
        self._extras.append(extra)

    def close(self) -> None:
        """Write the file."""
        surplus = dict.fromkeys(name for extra in self._extras for name in extra)
        values = [[row[place] for row in self._rows] for place in range(len(self._names))]
        values += [[extra.get(name) for extra in self._extras] for name in surplus]
        arrays = [self._array(place, column) for place, column in enumerate(values)]
        table = self._arrow.Table.from_arrays(arrays, names=[*self._names, *surplus])
        if self._schema is not None:
            table = table.replace_schema_metadata(self._schema.metadata)
        self._parquet.write_table(table, self._stream)

    def _array(self, place: int, values: list[object]) -> Any:
        kind = None
        if self._schema is not None and place < len(self._schema):
            kind = self._schema.field(place).type
        try:
            array = self._arrow.array(values, type=kind)
        except (self._arrow.ArrowException, TypeError, ValueError, OverflowError):
            array = self._text(values)
        return self._text(values) if self._arrow.types.is_null(array.type) else array

    def _text(self, values: Iterable[object]) -> Any:
        texts = [None if value is None else self._as_text(value) for value in values]
        return self._arrow.array(texts, type=self._arrow.string())


class ExcelWriter:
    """Gathers rows and writes them as the one sheet of a workbook when closed; texts stay texts.

    Args:
        stream: where to.
        columns: their names.
        name: what to call the file in a message.
        as_text: how to write a value that Excel has no type for.
    """

    def __init__(
        self, stream: BinaryIO, columns: Sequence[str], name: str, as_text: AsText
    ) -> None:
        self._openpyxl = _library("openpyxl", "excel", "writing Excel")
        self._cells = _library("openpyxl.cell.cell", "excel", "writing Excel")
        self._stream, self._columns, self._name, self._as_text = stream, columns, name, as_text
        self._rows: list[list[object]] = []
        self.write(columns, {})

    def write(self, cells: Sequence[object], extra: Mapping[str, object]) -> None:
        """Add a row; its extra cells follow the last column."""
        values = [*cells, *extra.values()]
        if len(self._rows) == _EXCEL_ROWS or len(values) > _EXCEL_COLUMNS:
            raise OutputError(
                f"{self._name}: a sheet holds {_EXCEL_ROWS:,} rows and {_EXCEL_COLUMNS:,} columns; "
                "write .csv or .parquet"
            )
        self._rows.append([self._value(place, value) for place, value in enumerate(values)])

    def close(self) -> None:
        """Write the file."""
        book = self._openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("khnorm")
        for row in self._rows:
            sheet.append([self._cell(sheet, value) for value in row])
        # In memory first: openpyxl does not clean up after itself where a disk is full.
        content = io.BytesIO()
        book.save(content)
        self._stream.write(content.getbuffer())

    def _cell(self, sheet: Any, value: object) -> object:
        if not isinstance(value, str) or not value.startswith(_TAKEN_FOR_MORE):
            return value
        cell = self._cells.WriteOnlyCell(sheet, value=value)
        cell.data_type, cell.quotePrefix = "s", True
        return cell

    def _value(self, place: int, value: object) -> object:
        if value is None or value == "" or isinstance(value, bool):
            return value
        if isinstance(value, int | float) and abs(value) < 1e15 and value == value:
            return value
        if hasattr(value, "isoformat") and getattr(value, "tzinfo", None) is None:
            return value
        text: str = self._cells.ILLEGAL_CHARACTERS_RE.sub("\ufffd", self._as_text(value))
        if len(text) > _EXCEL_CELL:
            column = self._columns[place] if place < len(self._columns) else place + 1
            raise OutputError(
                f"{self._name}:{len(self._rows) + 1}: column {column!r} has {len(text):,} "
                f"characters where Excel holds {_EXCEL_CELL:,}; write .csv or .parquet"
            )
        return text
