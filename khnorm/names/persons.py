"""The names of the people of the tables, by which a name of several words is told from another."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from khnorm import tables
from khnorm.names.folds import latin_letters

__all__ = ["are_one", "is_person", "persons", "titles_of"]


def _full_names() -> Iterator[tuple[str, str]]:
    """Give the id and each name of several words of all people, as letters without spaces."""
    for row in tables.rows("aliases.tsv"):
        if row["kind"] == "person" and row["status"] != "refused" and " " in row["form"]:
            khmer = row["script"] == "khmer"
            yield row["id"], row["form"].replace(" ", "") if khmer else latin_letters(row["form"])


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
    return frozenset(name for person, name in _full_names() if (gender.get(person) == "f") is women)


def is_person(name: str) -> bool:
    """Tell whether a full name, as letters without spaces, is somebody's whom the tables know."""
    return name in persons(women=False) or name in persons(women=True)


@cache
def _bearers() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for person, name in _full_names():
        found[name] = found.get(name, frozenset()) | {person}
    return found


def are_one(name: str, other: str) -> bool:
    """Tell whether two full names, as letters without spaces, are one person's of the tables.

    Examples:
        >>> are_one("salothsar", "polpot"), are_one("hunsen", "hunmanet")
        (True, False)
    """
    bearers = _bearers()
    return not bearers.get(name, frozenset()).isdisjoint(bearers.get(other, frozenset()))


@cache
def _titles() -> dict[str, frozenset[str]]:
    own = {row["id"]: frozenset(row["titles"].split("|")) for row in tables.rows("people.tsv")}
    found: dict[str, frozenset[str]] = {}
    for person, name in _full_names():
        found[name] = found.get(name, frozenset()) | own.get(person, frozenset())
    return found


def titles_of(name: str) -> frozenset[str]:
    """Give the titles borne by those of the tables who have a full name.

    Args:
        name: as letters without spaces.

    Returns:
        Ids of `titles.tsv`; none where nobody is known.

    Examples:
        >>> "venerable" in titles_of("tepvong"), titles_of("sokdara")
        (True, frozenset())
    """
    return _titles().get(name, frozenset())
