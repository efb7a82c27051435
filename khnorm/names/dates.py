"""Dates behind a name whose months are words: 12-May-1970, May 12, 1970, ១២ ឧសភា ១៩៧០."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from khnorm import tables
from khnorm.names.running import row_letters
from khnorm.names.words import NUMBER, Word

__all__ = ["date_at", "is_month"]

_YEAR = 4  # figures


@cache
def _months() -> frozenset[str]:
    return frozenset(
        row_letters(row) for row in tables.rows("context_words.tsv") if row["kind"] == "month"
    )


def is_month(word: Word) -> bool:
    """Tell whether a word is the name of a month; some are names of people, too.

    Examples:
        >>> from khnorm.names.words import split
        >>> [is_month(word) for word in split("May ឧសភា Dara")]
        [True, True, False]
    """
    return word.letters in _months()


def date_at(words: Sequence[Word], index: int, whole: bool) -> int:
    """Count the words of a date that begins at a word, behind a name.

    Args:
        words: those between two commas.
        index: where the date may begin.
        whole: whether a whole name stands before it, else *Chan May 1970* is Chan May.

    Returns:
        How many there are; 0 where no date with the name of a month begins.

    Examples:
        >>> from khnorm.names.words import split
        >>> texts = ("12-May-1970", "12 ឧសភា", "May 12", "Sept. 1970", "May 2 Dara", "12 Dara")
        >>> [date_at(split(text), 0, True) for text in texts]
        [3, 2, 2, 2, 0, 0]
        >>> date_at(split("May 1970"), 0, False)
        0
    """
    word = words[index]
    behind = words[index + 1 : index + 3]
    if word.kind is NUMBER:
        if not behind or not is_month(behind[0]):
            return 0
        return 2 if len(behind) == 1 else 3 if behind[1].kind is NUMBER else 0
    if not whole or not behind or behind[0].kind is not NUMBER or not is_month(word):
        return 0
    if len(behind) == 1 or len(behind[0].text) == _YEAR:
        return 2
    return 3 if behind[1].kind is NUMBER else 0
