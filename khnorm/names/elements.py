"""How common a word is as a family name and in given names."""

from __future__ import annotations

from functools import cache

from khnorm import tables
from khnorm.names.folds import latin_letters

__all__ = ["bands", "house_length"]


@cache
def _bands() -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    table = tables.columns("elements.tsv")
    uses = zip(map(int, table["family"]), map(int, table["given"]), strict=True)
    for form, script, use in zip(table["form"], table["script"], uses, strict=True):
        key = form if script == "khmer" else latin_letters(form)
        known = found.get(key)
        found[key] = (max(known[0], use[0]), max(known[1], use[1])) if known else use
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


@cache
def _houses() -> tuple[str, ...]:
    rows = tables.rows("context_words.tsv")
    return tuple(row["form"] for row in rows if row["kind"] == "house" and row["script"] == "khmer")


def house_length(text: str) -> int:
    """Count the characters of the royal house that a Khmer word begins with; 0 for none.

    Examples:
        >>> house_length("នរោត្តមសីហនុ"), house_length("សុខសីហា")
        (7, 0)
    """
    if not text.startswith(_houses()):
        return 0
    return max(len(house) for house in _houses() if text.startswith(house))
