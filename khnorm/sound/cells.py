"""The cells of the romanisation schemes, `data/schemes.tsv`, looked up by context.

A cell says what one written unit is spelled in one scheme. `before` and `after` narrow it to
neighbours (letters parted by `|`, `+` any letter, `^` nothing before, `#` nothing after, `_`
another syllable follows an open one, `@` the inherent vowel follows); the narrowest cell decides.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from khnorm.sound.words import spelled_as
from khnorm.tables import rows

__all__ = ["Cell", "cell", "find", "has_unit", "scheme_words"]

_UNVERIFIED = "unverified"


class Cell(NamedTuple):
    """One cell: `spelling`, whether a source attests it, and which."""

    spelling: str
    verified: bool
    source: str


class _Row(NamedTuple):
    register: str
    before: frozenset[str]
    after: frozenset[str]
    cell: Cell


def _condition(text: str) -> frozenset[str]:
    return frozenset(part for part in text.split("|") if part)


def _width(row: _Row) -> tuple[int, int, int]:
    """Order rows by how narrow they are, the narrowest first."""
    named = sum(bool(side) for side in (row.before, row.after))
    return (-named, "+" in row.before or "+" in row.after, -len(row.register))


@cache
def _table(scheme: str) -> dict[tuple[str, str], tuple[_Row, ...]]:
    found: dict[tuple[str, str], list[_Row]] = {}
    for row in rows("schemes.tsv"):
        if row["scheme"] != scheme:
            continue
        content = Cell(row["spelling"], row["status"] != _UNVERIFIED, row["source"])
        found.setdefault((row["kind"], row["unit"]), []).append(
            _Row(row["register"], _condition(row["before"]), _condition(row["after"]), content)
        )
    return {key: tuple(sorted(cells, key=_width)) for key, cells in found.items()}


def _meets(condition: frozenset[str], actual: str, edge: str) -> bool:
    if not condition:
        return True
    if not actual:
        return edge in condition
    return actual in condition or ("+" in condition and actual not in "_@")


def has_unit(scheme: str, kind: str, unit: str) -> bool:
    """Tell whether a scheme has any cell for a unit.

    Args:
        scheme: a scheme of `data/schemes.tsv`.
        kind: onset, subscript, rime, coda or sign.
        unit: the letters.

    Returns:
        Whether `cell` may find something.

    Examples:
        >>> has_unit("gd", "onset", "ក"), has_unit("gd", "onset", "k")
        (True, False)
    """
    return (kind, unit) in _table(scheme)


@lru_cache(maxsize=1 << 14)
def find(
    scheme: str, kind: str, unit: str, register: int = 0, before: str = "", after: str = ""
) -> Cell | None:
    """Look a cell up; None where the scheme has none that fits.

    Args:
        scheme: a scheme of `data/schemes.tsv`.
        kind: onset, subscript, rime, coda or sign.
        unit: the letters of the unit.
        register: 1, 2, or 0 where it does not matter.
        before: the letter before, empty at the beginning.
        after: the letter after, `_`, `@`, or empty at the end.

    Returns:
        The narrowest cell that fits.

    Examples:
        >>> find("gd", "rime", "ា", 2, "ជ").spelling
        'ea'
        >>> find("gd", "rime", "k") is None
        True
    """
    for row in _table(scheme).get((kind, unit), ()):
        if (
            (not row.register or row.register == str(register))
            and _meets(row.before, before, "^")
            and _meets(row.after, after, "#")
        ):
            return row.cell
    return None


_NOTHING = Cell("", True, "")


def cell(
    scheme: str, kind: str, unit: str, register: int = 0, before: str = "", after: str = ""
) -> Cell:
    """Look a cell up as `find` does; an empty cell where the scheme has none.

    Returns:
        The cell.

    Examples:
        >>> cell("gd", "rime", "ា", 2, "ជ", "").spelling
        'ea'
    """
    return find(scheme, kind, unit, register, before, after) or _NOTHING


@cache
def scheme_words(scheme: str) -> dict[str, Cell]:
    """Give the words that a scheme spells against its rules, `data/scheme_words.tsv`.

    Args:
        scheme: a scheme name.

    Returns:
        Canonical word to cell.

    Examples:
        >>> scheme_words("gd")["កំពង់"].spelling
        'kampong'
    """
    return {
        spelled_as(row["written"]): Cell(
            row["spelling"], row["status"] != _UNVERIFIED, row["source"]
        )
        for row in rows("scheme_words.tsv")
        if row["scheme"] == scheme
    }
