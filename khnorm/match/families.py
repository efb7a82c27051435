"""The elements that many bear as family names, and the royal houses."""

from __future__ import annotations

from functools import cache

from khnorm.tables import rows
from khnorm.text.normalize import fold

__all__ = ["is_house", "may_lead"]

# The band of use (`data/elements.tsv`) from which a family name is common.
_COMMON = "3"


@cache
def _common() -> frozenset[str]:
    return frozenset(fold(row["form"]) for row in rows("elements.tsv") if row["family"] >= _COMMON)


@cache
def _houses() -> frozenset[str]:
    table = rows("context_words.tsv")
    return frozenset(fold(row["form"]) for row in table if row["kind"] == "house")


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
