"""CSV and TSV as people's spreadsheets write them: no row swallowed, no formula let loose."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

__all__ = ["format_row", "guard", "guarded_row", "read_cells", "sniff_delimiter", "unguard"]

# Longest quoted cell, in characters. A quote that stays open longer is taken for a stray one.
CELL_LIMIT = 1 << 28
# Parts nothing: for a table of one column, whose names may hold commas.
NO_DELIMITER = "\x1f"
_DELIMITERS = ",;\t"

# First characters that make a spreadsheet compute a cell (OWASP, "CSV injection"), full-width
# forms included, as some spreadsheets fold them.
_TRIGGERS = frozenset("=+-@\t\r\n＝＋－＠")
# Signed numbers, telephone numbers, dashes: no letters, so nothing that could be called.
_HARMLESS = re.compile(r"[+-][0-9 \u00a0.,()/%+-]*(?:[eE][+-]?[0-9]+)?")
# A cell is quoted for every delimiter, whichever the file has: what opens it may guess another.
_QUOTED_FOR = '",;\t\r\n'
_QUOTED = re.compile(f"[{_QUOTED_FOR}]")
# What no cell begins with that is written as it is.
_GUARDED_FOR = _TRIGGERS | {"'"}


def _computes(cell: str) -> bool:
    if cell[:1] not in _GUARDED_FOR:
        return False
    bare = cell.lstrip("'")
    return bare[:1] in _TRIGGERS and not _HARMLESS.fullmatch(bare)


def guard(cell: str) -> str:
    """Keep a spreadsheet from computing a cell: an apostrophe goes before a formula.

    Args:
        cell: the text of a cell.

    Returns:
        The cell, with one more apostrophe in front if it begins like a formula (`=`, `+`, `-`,
        `@`, tab, line end; OWASP, "CSV injection"). Signed numbers stay as they are. `unguard`
        gives back every cell exactly.

    Examples:
        >>> guard("=1+1"), guard("@dara"), guard("-5.2"), guard("+855 12 345 678")
        ("'=1+1", "'@dara", '-5.2', '+855 12 345 678')
    """
    return f"'{cell}" if _computes(cell) else cell


def unguard(cell: str) -> str:
    """Take off the apostrophe that `guard` puts on.

    Args:
        cell: the text of a cell as a file holds it.

    Returns:
        The cell as it was before `guard`.

    Examples:
        >>> unguard("'=1+1"), unguard("'Om'")
        ('=1+1', "'Om'")
    """
    return cell[1:] if cell.startswith("'") and _computes(cell[1:]) else cell


def sniff_delimiter(lines: Sequence[str]) -> str:
    """Tell what parts the cells of a table: comma, semicolon (Excel in much of Europe) or tab.

    Args:
        lines: the first lines, the header first.

    Returns:
        The one of the three that the header has most of, counted outside quotes; where two have
        as many, the one that the following lines repeat as often. Without any, a character that
        parts nothing: the table has one column.

    Examples:
        >>> sniff_delimiter(["id;name", "1;Soth, Sopheap"])
        ';'
    """
    if not lines:
        return ","
    unquoted = [re.sub(r'"[^"]*"', "", line) for line in lines]
    found = [mark for mark in _DELIMITERS if mark in unquoted[0]]

    def fitness(mark: str) -> tuple[int, int]:
        count = unquoted[0].count(mark)
        return count, sum(line.count(mark) == count for line in unquoted)

    return max(found, key=fitness) if found else NO_DELIMITER


def _bare(line: str) -> str:
    return line.removesuffix("\n").removesuffix("\r")


def _parse(lines: Iterable[str], delimiter: str) -> list[str] | None:
    try:
        return next(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return None


class _Rewindable:
    """Lines, counted, that can be given back as far as the last mark."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.number = 0
        self._rest = iter(lines)
        self._ahead: deque[str] = deque()
        self._since_mark: list[str] | None = None

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._ahead.popleft() if self._ahead else next(self._rest)
        self.number += 1
        if self._since_mark is not None:
            self._since_mark.append(line)
        return line

    def mark(self) -> None:
        self._since_mark = []

    def settle(self, *, rewind: bool) -> None:
        if rewind and self._since_mark:
            self._ahead.extendleft(reversed(self._since_mark))
            self.number -= len(self._since_mark)
        self._since_mark = None


def read_cells(lines: Iterable[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    r"""Part the lines of a table into cells.

    Args:
        lines: lines with their ends, as `read_lines(..., newline="")` gives them.
        delimiter: one character.

    Returns:
        For each record the line it begins on, from 1, and its cells; none for an empty line.
        Quoted cells may span lines. A quote that is never closed, or closed in mid-cell
        (`"Michelle" Lau`), is taken as it stands: it swallows neither the quotes nor the rows
        after it.

    Examples:
        >>> list(read_cells(['a,"b\n', 'c"\n', '\n', '"Michelle" Lau,x\n'], ","))
        [(1, ['a', 'b\nc']), (3, []), (4, ['"Michelle" Lau', 'x'])]
    """
    # Process-wide in the csv module, and only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), CELL_LIMIT))
    source = _Rewindable(lines)
    for line in source:
        number, bare = source.number, _bare(line)
        if '"' not in bare:
            yield number, bare.split(delimiter) if bare else []
            continue
        cells = _parse((line,), delimiter)
        if cells is None:
            source.mark()
            cells = _parse(chain((line,), source), delimiter)
            source.settle(rewind=cells is None)
        yield number, bare.split(delimiter) if cells is None else cells


def guarded_row(cells: Sequence[str], delimiter: str) -> str:
    """Write one record, each cell as `guard` gives it.

    Args:
        cells: the texts of the cells.
        delimiter: one character.

    Returns:
        The record with its line feed, as `format_row` writes it.

    Examples:
        >>> print(guarded_row(["1", "=1+1", "Soth, Sopheap"], ";").strip())
        1;'=1+1;"Soth, Sopheap"
    """
    # Of most records no cell is touched, and that is seen at once.
    if len(cells) > 1 and _GUARDED_FOR.isdisjoint([cell[:1] for cell in cells]):
        every = "".join(cells)
        if not any(map(every.__contains__, _QUOTED_FOR)):
            return delimiter.join(cells) + "\n"
    return format_row(map(guard, cells), delimiter)


def format_row(cells: Iterable[str], delimiter: str) -> str:
    """Write one record, quoted where any spreadsheet could misread it.

    Args:
        cells: the texts of the cells, guarded or not.
        delimiter: one character.

    Returns:
        The record with its line feed.

    Examples:
        >>> format_row(["1", "Soth, Sopheap", 'Lau "Alex" Zhong'], ";").strip()
        '1;"Soth, Sopheap";"Lau ""Alex"" Zhong"'
    """
    written = [
        '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell for cell in cells
    ]
    # A lone empty cell would read back as an empty line.
    return (delimiter.join(written) or '""') + "\n"
