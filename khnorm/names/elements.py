"""How common a word is as a family name and in given names."""

from __future__ import annotations

from functools import cache

from khnorm import tables
from khnorm.names.folds import latin_letters

__all__ = ["bands"]


@cache
def _bands() -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for row in tables.rows("elements.tsv"):
        form = row["form"]
        key = form if row["script"] == "khmer" else latin_letters(form)
        family, given = found.get(key, (0, 0))
        found[key] = max(family, int(row["family"])), max(given, int(row["given"]))
    return found


def bands(word: str) -> tuple[int, int] | None:
    """Tell how common a name element is as a family name and in given names.

    Args:
        word: Latin letters as `latin_letters` gives them, or normalized Khmer.

    Returns:
        Two bands from 0 to 5 (`elements.tsv`), or None where the table does not know the word.

    Examples:
        >>> bands("hun") is not None, bands("senate")
        (True, None)
    """
    return _bands().get(word)
