"""Excel in and out, by the libraries of the extra `excel`."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO
from xml.etree import ElementTree

from khnorm.errors import InputError, OutputError
from khnorm.jobs.records.extras import first_line, library
from khnorm.jobs.records.rows import find_name

__all__ = ["ExcelWriter", "Sheet", "read_excel"]

# Excel's own limits.
_EXCEL_ROWS = 1_048_576
_EXCEL_COLUMNS = 16_384
_EXCEL_CELL = 32_767
# openpyxl takes `=` for a formula and `#` for an error value.
_TAKEN_FOR_MORE = ("=", "#")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook.

    `first` is the number of its first row in use, from 1, and `rows` are those from there on.
    `others` are the names of the sheets that were not read. `uncomputed` are the cells, such as
    B3, whose formulas no program has computed: they are empty in `rows`.
    """

    name: str
    first: int
    rows: Iterator[list[object]]
    others: tuple[str, ...]
    uncomputed: tuple[str, ...]


def read_excel(stream: BinaryIO, name: str, wanted: str | None = None) -> Sheet:
    """Read one sheet of an Excel workbook: values, not formulas.

    Args:
        stream: the whole workbook, taken into memory.
        name: what to call it in a message.
        wanted: the name of the sheet; None for the first.

    Returns:
        The sheet. Whole numbers are integers, though Excel holds all numbers as floats.

    Raises:
        MissingExtraError: python-calamine is not installed.
        InputError: damaged, encrypted or not a workbook, or no such sheet.
    """
    calamine = library("python_calamine", "excel", "reading Excel")
    content = stream.read()
    try:
        book = calamine.load_workbook(io.BytesIO(content))
        names = book.sheet_names
        place = 0 if wanted is None else find_name(names, wanted, name, "sheet")
        sheet = book.get_sheet_by_index(place)
        first = (sheet.start or (0, 0))[0] + 1
        rows = sheet.to_python()
    except (calamine.CalamineError, OSError, IndexError) as error:
        raise InputError(
            f"{name}: cannot be read as Excel ({first_line(error)}); "
            "save it anew as .xlsx without a password"
        ) from error
    # What no program has computed is read as empty: where nothing is, nothing can be amiss.
    uncomputed = _uncomputed(content, place) if any("" in row for row in rows) else ()
    others = tuple(other for other in names if other != names[place])
    values = ([_excel_value(cell) for cell in row] for row in rows)
    return Sheet(names[place], first, values, others, uncomputed)


_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINKS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def _uncomputed(content: bytes, place: int) -> tuple[str, ...]:
    """Find the cells of a sheet that have a formula and no value (ECMA-376, 18.3.1.4).

    Workbooks other than .xlsx always hold the values. An empty text is a value.
    """
    found = []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            part = package.read(_part_of(package, place))
        if b"<f" not in part:
            return ()
        for _, cell in ElementTree.iterparse(io.BytesIO(part)):
            if cell.tag == f"{_MAIN}c":
                value = cell.find(f"{_MAIN}v")
                has_value = value is not None and (value.text or cell.get("t") == "str")
                if cell.find(f"{_MAIN}f") is not None and not has_value:
                    found.append(cell.get("r", "?"))
            elif cell.tag == f"{_MAIN}row":
                cell.clear()
    except (zipfile.BadZipFile, KeyError, IndexError, ElementTree.ParseError):
        return ()
    return tuple(found)


def _part_of(package: zipfile.ZipFile, place: int) -> str:
    """Give the path of a sheet inside its workbook."""
    book = ElementTree.fromstring(package.read("xl/workbook.xml"))
    link = list(book.iter(f"{_MAIN}sheet"))[place].attrib[f"{_LINKS}id"]
    links = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    targets = {one.attrib["Id"]: one.attrib["Target"] for one in links}
    return posixpath.join("xl", targets[link]).removeprefix("/")


def _excel_value(cell: object) -> object:
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    return cell


class ExcelWriter:
    """Gathers rows and writes them as the one sheet of a workbook when closed; texts stay texts.

    Args:
        stream: where to.
        columns: their names.
        name: what to call the file in a message.
        as_text: how to write a value that Excel has no type for.
    """

    def __init__(
        self, stream: BinaryIO, columns: Sequence[str], name: str, as_text: Callable[[object], str]
    ) -> None:
        self._openpyxl = library("openpyxl", "excel", "writing Excel")
        self._cells = library("openpyxl.cell.cell", "excel", "writing Excel")
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
