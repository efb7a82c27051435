"""The shipped tables: found, read and cached here, and nowhere else.

A table is UTF-8 with LF line ends, a header line, cells parted by tabs, no quoting. Where a cell
holds several values they are parted by `|`. What each table holds stands in `data/README.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import repeat
from pathlib import Path
from types import MappingProxyType

from khnorm.errors import Problem, TableError

__all__ = ["SHIPPED", "columns", "digest", "locate", "read_rows", "rows"]

# Every table that a wheel must hold; `pyproject.toml` lists the same.
SHIPPED = (
    "aliases.tsv",
    "bearers.tsv",
    "context.tsv",
    "context_words.tsv",
    "correspondences.tsv",
    "elements.tsv",
    "foreign_letters.tsv",
    "foreign_names.tsv",
    "letters.tsv",
    "people.tsv",
    "readings.tsv",
    "relations.tsv",
    "scheme_words.tsv",
    "schemes.tsv",
    "spellings.tsv",
    "title_words.tsv",
    "titles.tsv",
    "weights.tsv",
    "weights_latin.tsv",
    "weights_units.tsv",
    "words.tsv",
)

Row = dict[str, str]
Columns = Mapping[str, tuple[str, ...]]
TAB = "\t"


def locate(name: str) -> Traversable:
    """Find a shipped table: in the installed package, else in the checkout.

    Args:
        name: file name, one of `SHIPPED`.

    Returns:
        Something with `read_text`.

    Raises:
        TableError: in neither place; the message names both.

    Examples:
        >>> locate("titles.tsv").name
        'titles.tsv'
    """
    installed = files("khnorm") / "data" / name
    if installed.is_file():
        return installed
    root = Path(__file__).parent.parent
    checkout = root / "data" / name
    if (root / "pyproject.toml").is_file() and checkout.is_file():
        return checkout
    raise TableError(
        [
            Problem(
                name,
                1,
                1,
                f"the table is neither at {installed} nor at {checkout}",
                "reinstall khnorm, or run it from a whole checkout",
            )
        ]
    )


def read_rows(text: str, file: str) -> list[Row]:
    r"""Read the rows of a table whose cells are as many as its header's.

    Args:
        text: the whole table.
        file: its name, for messages.

    Returns:
        One dictionary a row, by column name, in file order.

    Raises:
        TableError: ragged rows, all of them at once.

    Examples:
        >>> read_rows("id\tform\na\tSok\n", "own.tsv")
        [{'id': 'a', 'form': 'Sok'}]
    """
    return _rows(_read_columns(text, file))


def _rows(table: Columns) -> list[Row]:
    cells = zip(*table.values(), strict=True)
    return list(map(dict, map(zip, repeat(tuple(table)), cells)))


def _read_columns(text: str, file: str) -> Columns:
    """Read a table column by column: all its cells at once, which takes a third of the time."""
    lines = text.removeprefix("\ufeff").split("\n")
    if lines and lines[-1] == "":
        lines.pop()
    if not lines:
        raise TableError([Problem(file, 1, 1, "the table is empty", "begin it with a header line")])
    header = lines.pop(0).split(TAB)
    counts = [line.count(TAB) + 1 for line in lines]
    problems = [
        Problem(
            file,
            number,
            1,
            f"{count} cells where the header has {len(header)}",
            "part the cells by single tabs and leave an unknown one empty",
        )
        for number, count in enumerate(counts, start=2)
        if count != len(header)
    ]
    if problems:
        raise TableError(problems)
    cells = TAB.join(lines).split(TAB) if lines else []
    return {name: tuple(cells[at :: len(header)]) for at, name in enumerate(header)}


@cache
def columns(name: str) -> Columns:
    """Give a shipped table by its columns, read once: for long tables of which little is asked.

    Args:
        name: file name, one of `SHIPPED`.

    Returns:
        The cells of each column in the order of the rows, by its name.

    Raises:
        TableError: the table is missing or ragged.

    Examples:
        >>> columns("titles.tsv")["id"][0]
        'a_prefix'
    """
    return MappingProxyType(_read_columns(locate(name).read_text(encoding="utf-8"), name))


@cache
def rows(name: str) -> tuple[Row, ...]:
    """Give the rows of a shipped table, read once.

    Args:
        name: file name, one of `SHIPPED`.

    Returns:
        One dictionary a row, by column name. They are shared: do not write into them.

    Raises:
        TableError: the table is missing or ragged.

    Examples:
        >>> rows("titles.tsv")[0]["id"]
        'a_prefix'
    """
    return tuple(_rows(columns(name)))


@cache
def digest() -> str:
    """Name the shipped tables' content: 12 hex digits of SHA-256 over all of them.

    Returns:
        The digest that `khnorm --version` prints, so that a list can say which tables made it.

    Examples:
        >>> len(digest())
        12
    """
    total = sha256()
    for name in SHIPPED:
        total.update(locate(name).read_text(encoding="utf-8").encode())
    return total.hexdigest()[:12]
