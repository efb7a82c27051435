"""The names of the people of the tables, by which a name of several words is told from another."""

from __future__ import annotations

from functools import cache

from khnorm import tables
from khnorm.names.folds import latin_letters

__all__ = ["persons"]


@cache
def persons(women: bool) -> frozenset[str]:
    """Give the full names that the tables know.

    Args:
        women: whether those of women or of all others.

    Returns:
        The names as letters without spaces.

    Examples:
        >>> "hunsen" in persons(women=False), "menssaman" in persons(women=True)
        (True, False)
    """
    gender = {row["id"]: row["gender"] for row in tables.rows("people.tsv")}
    return frozenset(
        row["form"].replace(" ", "") if row["script"] == "khmer" else latin_letters(row["form"])
        for row in tables.rows("aliases.tsv")
        if row["kind"] == "person"
        and row["status"] != "refused"
        and (gender.get(row["id"]) == "f") is women
        and " " in row["form"]
    )
