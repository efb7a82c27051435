"""The tables' validator: all faults of a table at once, each at its place and with its remedy."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from khnorm.check.files import examine, shipped
from khnorm.check.references import check_references
from khnorm.check.rows import check_rows
from khnorm.check.schema import Sheet
from khnorm.errors import Problem, TableError
from khnorm.tables import SHIPPED, Row

__all__ = ["check_tables", "load"]


def check_tables(paths: Iterable[str | Path] | None = None) -> list[Problem]:
    """Find all faults of some tables, and of what they say of one another.

    A table of your own has the columns of `data/aliases.tsv`, any ids for persons and ours for
    titles; its rows may stand in any order, and a byte order mark or CRLF line ends do no harm.
    The shipped tables are held to more: sorted rows, ids of one shape, one preferred form for
    each id and script.

    Args:
        paths: the files; None for all shipped tables. A file is known by its header.

    Returns:
        The faults, table by table and line by line, empty if there are none. The column counts
        cells from 1.

    Raises:
        InputError: a file cannot be read.

    Examples:
        >>> check_tables()
        []
    """
    if paths is None:
        sheets = [shipped(name) for name in SHIPPED]
    else:
        sheets = [examine(Path(path)) for path in paths]
    return _faults(sheets)


def load(path: str | Path) -> tuple[Row, ...]:
    """Read an alias table of your own, checked.

    Args:
        path: a file with the columns of `data/aliases.tsv`.

    Returns:
        One dictionary a row, by column name, in file order.

    Raises:
        InputError: the file cannot be read.
        TableError: it has faults; `problems` holds all of them.
    """
    sheet = examine(Path(path))
    if sheet.name not in ("", "aliases.tsv"):
        sheet.fault(1, 1, f"the columns are those of {sheet.name}", "give a table of aliases")
    if problems := _faults([sheet]):
        raise TableError(problems)
    return tuple(row for _, row in sheet.rows)


def _faults(sheets: list[Sheet]) -> list[Problem]:
    for sheet in sheets:
        check_rows(sheet)
    check_references(sheets)
    return [problem for sheet in sheets for problem in sorted(sheet.problems)]
