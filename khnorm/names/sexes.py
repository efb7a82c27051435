"""Sex and nationality behind a name with nothing between: សុខ ដារ៉ា ប្រុស, SOK DARA M Cambodian."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from khnorm import tables
from khnorm.names.elements import bands
from khnorm.names.running import row_letters
from khnorm.names.words import Word

__all__ = ["is_told_of", "name_length"]

_FULL_NAME = 2
_FAMILY_BAND, _GIVEN_BAND = 2, 2


@cache
def _said() -> dict[str, str]:
    """The words that say of what sex or nation somebody is, by their letters: *sex* or *nation*."""
    rows = tables.rows("bearers.tsv")
    return {
        row_letters(row): row["relation"] for row in rows if row["relation"] in ("sex", "nation")
    }


def is_told_of(words: Sequence[Word]) -> bool:
    """Tell whether the last of some words is the sex or the nation of whom the others name.

    Examples:
        >>> from khnorm.names.words import split
        >>> is_told_of(split("Sok Dara Male")), is_told_of(split("Sok Male"))
        (True, False)
    """
    return len(words) > _FULL_NAME and name_length(words) < len(words)


def name_length(words: Sequence[Word]) -> int:
    """Count the words of a name without the sex and the nation that stand behind it.

    Forms and lists say them in a column of their own, which is lost where columns are joined. A
    letter says the sex before a nation only, and a word that is at home in names, as the Khmer
    ones are, behind a family and a given name with which it makes no name that is known.

    Args:
        words: those of a name, titles off.

    Returns:
        How many of them are the name; all, where two words or less would be left.

    Examples:
        >>> from khnorm.names.words import split
        >>> [name_length(split(text)) for text in ("Sok Dara Male", "Sok Male", "SOK DARA M Khmer")]
        [2, 2, 2]
        >>> [name_length(split(text)) for text in ("Sok Dara M", "សុខ ដារ៉ា ប្រុស", "មាស ចន្ទ ស្រី")]
        [3, 2, 3]
    """
    end = len(words)
    if end <= _FULL_NAME or words[-1].letters not in _said():
        return end
    while end > _FULL_NAME and _said().get(words[end - 1].letters) == "nation":
        end -= 1
    told = end < len(words)
    if end > _FULL_NAME and _said().get(words[end - 1].letters) == "sex":
        is_letter = len(words[end - 1].text) == 1
        if told or not (is_letter or _is_named_so(words[:end])):
            end -= 1
    return end


def _is_named_so(words: Sequence[Word]) -> bool:
    """Tell whether the last of some words may be a part of the name, although it tells a sex."""
    *_, given, last = words
    if bands(last.letters) is None:
        return False
    family = bands(words[0].letters) or (0, 0)
    known = bands(given.letters) or (0, 0)
    whole = family[0] >= _FAMILY_BAND and known[1] >= _GIVEN_BAND
    return not whole or bands(given.letters + last.letters) is not None
