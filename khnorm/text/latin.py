"""Latin text: accents, and what search does not tell apart. Khmer passes through untouched."""

from __future__ import annotations

import re
from functools import cache

from khnorm.text.scripts import ACCENTS, LATIN

__all__ = ["VOWEL_LETTERS", "fold_latin", "strip_accents"]

VOWEL_LETTERS = frozenset("aeiouy")

_APOSTROPHES = "'`\u00b4\u02b0-\u02ff\u2018-\u201b\u2032"
_PUNCTUATION = (
    r"!-&(-/:-@\[-_{-~\u00a1-\u00a9\u00ab\u00ac\u00ae-\u00b1\u00b6-\u00b8\u00bb\u00bf"
    r"\u2010-\u2017\u201c-\u2027\u2030\u2031\u2033-\u205e\u3001-\u3003\u3008-\u3011\u30fb"
)


@cache
def _accented() -> re.Pattern[str]:
    letters = LATIN.removeprefix("A-Za-z")
    return re.compile(f"([{letters}])[{ACCENTS}]*+|(?<=[A-Za-z])[{ACCENTS}]++")


@cache
def _separators() -> dict[int, str]:
    every = "".join(map(chr, range(0x3100)))
    table = dict.fromkeys(map(ord, re.findall(f"[{_PUNCTUATION}]", every)), " ")
    return table | dict.fromkeys(map(ord, re.findall(f"[{_APOSTROPHES}]", every)), "")


@cache
def _plain(letter: str) -> str:
    from unidecode import unidecode

    plain = unidecode(letter)
    return plain if plain.isalpha() else letter


def strip_accents(text: str) -> str:
    """Take the accents off Latin letters, and off nothing else.

    Args:
        text: any string.

    Returns:
        The text with each Latin letter and its combining marks written in ASCII letters; a letter
        that has no such form stays. Khmer signs, which Unicode calls marks too, are untouched.

    Examples:
        >>> strip_accents("Sâr Khéng, Đặng, សុខា")
        'Sar Kheng, Dang, សុខា'
    """
    if text.isascii():
        return text
    return _accented().sub(lambda match: _plain(match[1]) if match[1] else "", text)


def fold_latin(text: str) -> str:
    """Bring Latin text to the form that search compares.

    Args:
        text: any string.

    Returns:
        Lower case without accents and apostrophes; hyphens, dots and all other punctuation count
        as spaces, and spaces are collapsed and trimmed.

    Examples:
        >>> fold_latin("H.E. Sâr-Khéng  O'Neill")
        'h e sar kheng oneill'
    """
    if text.isascii() and text.isalpha():
        return text.lower()
    text = text.casefold()
    if not text.isascii():
        text = strip_accents(text).casefold()
    return " ".join(text.translate(_separators()).split())
