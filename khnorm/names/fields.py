"""Names in the fields of a form: *Surname:* SOK *Given names:* DARA."""

from __future__ import annotations

from functools import cache

from khnorm import tables
from khnorm.names.page import Hit, Page
from khnorm.names.segment import read_segment
from khnorm.names.words import MARK, Word, split

__all__ = ["read_fields"]

_COLONS = frozenset((":", "\u17d6"))
_MOST = 5  # words and marks of what a field is called: Given name(s)


@cache
def _fields() -> dict[str, str]:
    rows = [row for row in tables.rows("context_words.tsv") if row["kind"] == "field"]
    return {_letters(split(row["form"])): row["lemma"] for row in rows}


def _letters(words: list[Word]) -> str:
    return "".join([word.letters for word in words if word.kind is not MARK])


def read_fields(page: Page) -> tuple[list[Hit], list[Word]] | None:
    """Read a text that names the family name and the given name as such.

    Args:
        page: the words of a text, marks and all.

    Returns:
        Titles, and the words of the name, family name first; None where the text has not both fields
        or nothing in one of them.

    Examples:
        >>> def told(text: str) -> list[str]:
        ...     found = read_fields(Page(text, split(text)))
        ...     return [word.text for word in found[1]] if found else []
        >>> told("First name: Dara Last name: SOK"), told("Surname: SOK; Given names: So Dara; Sex: M")
        (['SOK', 'Dara'], ['SOK', 'So', 'Dara'])
        >>> told("Surname: SOK"), told("Nom: Dara")
        ([], [])
    """
    words = page.words
    colons = [place for place, word in enumerate(words) if word.text in _COLONS]
    if len(colons) < 2:
        return None
    labels = [_label(words, colon) for colon in colons]
    starts = [start for start, _ in labels[1:]]
    hits: list[Hit] = []
    names: dict[str, list[Word]] = {}
    for colon, (_, kind), stop in zip(colons, labels, [*starts, len(words)], strict=True):
        if not kind:
            continue
        value = words[colon + 1 : stop]
        end = next((at for at, word in enumerate(value) if word.kind is MARK), len(value))
        found = read_segment(page.part(value[:end]))
        hits += found.hits
        names.setdefault(kind, found.name)
    family, given = names.get("family"), names.get("given")
    return (hits, [*family, *given]) if family and given else None


def _label(words: list[Word], colon: int) -> tuple[int, str]:
    """Tell where what a field is called begins, and whether it is for the family or given name."""
    for size in range(_MOST, 0, -1):
        start = colon - size
        if start >= 0:
            kind = _fields().get(_letters(words[start:colon]))
            if kind:
                return start, kind
    return max(colon - 1, 0), ""
