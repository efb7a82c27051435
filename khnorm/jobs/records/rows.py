"""What a list is made of, whatever its format: rows of cells under named columns."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

from khnorm.errors import InputError
from khnorm.jobs.records.formats import Format

__all__ = [
    "NO_EXTRA",
    "Layout",
    "Row",
    "as_text",
    "column_names",
    "counted",
    "find_column",
    "find_name",
    "unnamed_columns",
    "unused_names",
]


class Row(NamedTuple):
    """One row: `cells` as many as the columns, `extra` what the header has no column for.

    `line` is where it begins in the file, from 1.
    """

    line: int
    cells: list[object]
    extra: Mapping[str, object]


NO_EXTRA: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Layout:
    """How a list is written, so that its output can be written likewise.

    `delimiter` and `mark` (a byte order mark, which Excel wants before it believes in UTF-8) are
    for CSV and TSV, `schema` is the Arrow schema of a Parquet file.
    """

    format: Format
    delimiter: str = ","
    mark: bool = False
    schema: Any = None

    def to(self, wanted: Format) -> Layout:
        r"""Give the layout for output in another format; the same one stays as it is.

        Args:
            wanted: the format to write.

        Returns:
            A layout whose parts fit that format.

        Examples:
            >>> Layout(Format.CSV, ";").to(Format.TSV).delimiter
            '\t'
        """
        if wanted is self.format:
            return self
        return Layout(wanted, "\t" if wanted is Format.TSV else ",", self.mark)


def as_text(value: object) -> str:
    """Write a cell's value as text, as CSV shows it.

    Args:
        value: text, number, date, truth value, None, or lists and dictionaries of those.

    Returns:
        Text unchanged, nothing for None, ISO dates, whole floats without `.0`, JSON for what has
        parts.

    Examples:
        >>> as_text(None), as_text(3.0), as_text(["Duch", "Deuch"])
        ('', '3', '["Duch", "Deuch"]')
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False, default=as_text)
    return str(value)


def find_column(columns: Sequence[str], wanted: str | None, name: str, hint: str = "") -> int:
    """Find a column by its name, or by its number from 1.

    Args:
        columns: the header.
        wanted: a name of it, as `find_name` finds it; None for the only column of a list that has
            no other.
        name: what to call the list in a message.
        hint: what else to say where there is no such column.

    Returns:
        Its place, from 0.

    Raises:
        InputError: no such column, or several; the message names those there are.

    Examples:
        >>> find_column(["No.", "Name"], "name", "officials.csv")
        1
    """
    if wanted is None:
        if len(columns) == 1:
            return 0
        raise InputError(
            f"{name}: which column holds the names? say --column with one of: "
            f"{', '.join(columns)}{hint}"
        )
    return find_name(columns, wanted, name, "column", hint)


def find_name(names: Sequence[str], wanted: str, where: str, what: str, hint: str = "") -> int:
    """Find a name among those of columns or sheets, however it is encoded, or by its number.

    Args:
        names: those there are.
        wanted: the name, or the number from 1 where none is called so; upper and lower case and
            outer spaces apart if need be, then in another encoding of the same Khmer, then with
            signs that do not show or sound.
        where: the list or workbook, for a message.
        what: what is named, for a message: column or sheet.
        hint: what else to say where there is no such name.

    Returns:
        Its place, from 0.

    Raises:
        InputError: no such name, or several; the message names those there are.

    Examples:
        >>> find_name(["ល.រ", "ឈ្មោះ"], "ឈោ្មះ", "officials.csv", "column")
        1
    """
    from khnorm.text.normalize import fold, normalize

    is_number = wanted.isascii() and wanted.isdigit() and 1 <= int(wanted) <= len(names)
    if is_number and wanted not in names:
        return int(wanted) - 1
    ways: tuple[Callable[[str], str], ...] = (str, _loosely, normalize, fold)
    for way in ways:
        same = [place for place, name in enumerate(names) if way(name) == way(wanted)]
        if len(same) == 1:
            return same[0]
        if same:
            numbers = " and ".join(str(place + 1) for place in same)
            written = dict.fromkeys(names[place] for place in same)
            points = f" ({', '.join(map(_code_points, written))})" if len(written) > 1 else ""
            raise InputError(
                f"{where}: {what}s {numbers} are both called {wanted!r}{points}; "
                "give the number instead"
            )
    near = "" if wanted.isascii() else _nearest(names, wanted)
    raise InputError(f"{where}: no {what} {wanted!r}; there are: {', '.join(names)}{near}{hint}")


def _loosely(name: str) -> str:
    return name.strip().casefold()


def _nearest(names: Sequence[str], wanted: str) -> str:
    """Tell a name that looks like another apart from it."""
    from difflib import get_close_matches

    near = get_close_matches(wanted, names, 1)
    return f"; {_code_points(wanted)} is not {_code_points(near[0])}" if near else ""


def _code_points(text: str) -> str:
    return f"{text!r} [{' '.join(f'{ord(char):04X}' for char in text)}]"


def unnamed_columns(width: int) -> tuple[str, ...]:
    """Name the columns of a list that has no header.

    Examples:
        >>> unnamed_columns(2)
        ('column_1', 'column_2')
    """
    return tuple(f"column_{place}" for place in range(1, width + 1))


def counted(number: int, noun: str) -> str:
    """Count things in words.

    Examples:
        >>> counted(1, "row"), counted(1200, "row")
        ('1 row', '1,200 rows')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def column_names(columns: Sequence[str], format: Format) -> tuple[str, ...]:
    """Give the names under which a format can hold columns.

    Args:
        columns: a header.
        format: how the list will be written. JSON Lines and Parquet have each name once.

    Returns:
        As many names; what is renamed is named as `unused_names` does.

    Examples:
        >>> column_names(("name", "name"), Format.CSV), column_names(("name", "name"), Format.JSONL)
        (('name', 'name'), ('name', 'khnorm_name'))
    """
    if format in (Format.JSONL, Format.PARQUET):
        return unused_names((), columns)
    return tuple(columns)


def unused_names(taken: Iterable[str], wanted: Iterable[str]) -> tuple[str, ...]:
    """Name new columns so that none hides one the list has already.

    Args:
        taken: the columns there are.
        wanted: the names we would give.

    Returns:
        The names, with `khnorm_` in front, and a number behind if need be, where taken.

    Examples:
        >>> unused_names(["name", "score"], ["score", "reason"])
        ('khnorm_score', 'reason')
    """
    seen, given = set(taken), []
    for name in wanted:
        free, number = name, 1
        while free in seen:
            free = f"khnorm_{name}" if number == 1 else f"khnorm_{name}_{number}"
            number += 1
        seen.add(free)
        given.append(free)
    return tuple(given)
