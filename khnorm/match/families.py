"""The elements that many bear as family names, and the royal houses."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import compress

from khnorm.tables import columns
from khnorm.text.normalize import fold

__all__ = ["forms_in", "is_house", "is_listed", "may_lead"]

# The band of use (`data/elements.tsv`) from which a family name is common.
_COMMON = "3"


def forms_in(table: str, column: str, kept: Callable[[str], bool]) -> frozenset[str]:
    """Fold the forms of some rows of a shipped table.

    Args:
        table: its file name.
        column: which column tells.
        kept: which of its cells are those of rows that count.

    Returns:
        Their forms, folded.

    Examples:
        >>> "sisowath" in forms_in("context_words.tsv", "kind", lambda kind: kind == "house")
        True
    """
    known = columns(table)
    return frozenset(map(fold, compress(known["form"], map(kept, known[column]))))


@cache
def _common() -> frozenset[str]:
    return forms_in("elements.tsv", "family", lambda band: band >= _COMMON)


@cache
def _listed() -> frozenset[str]:
    return forms_in("elements.tsv", "script", lambda script: script == "latin")


@cache
def _houses() -> frozenset[str]:
    return forms_in("context_words.tsv", "kind", lambda kind: kind == "house")


def is_house(token: str) -> bool:
    """Say whether a word is the name of a royal house, which its members may leave out.

    Args:
        token: a folded word, Khmer or Latin.

    Returns:
        Whether it is.

    Examples:
        >>> is_house("sisowath"), is_house("sirik")
        (True, False)
    """
    return token in _houses()


def is_listed(token: str) -> bool:
    """Say whether a Latin word is one in the names of Cambodians of our tables, royal houses among them.

    Args:
        token: a folded word.

    Returns:
        Whether it is.

    Examples:
        >>> is_listed("sihanouk"), is_listed("lindenberg")
        (True, False)
    """
    return token in _listed()


def may_lead(token: str) -> bool:
    """Say whether a word is common as a family name, so that it may begin a name.

    Args:
        token: a folded word, Khmer or Latin.

    Returns:
        Whether it is.

    Examples:
        >>> may_lead("chea"), may_lead("sopheap")
        (True, False)
    """
    return token in _common()
