"""Latin text: accents and what search does not tell apart. Khmer passes through untouched."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from khnorm.text.scripts import ACCENTS, LATIN

__all__ = ["fold_latin", "strip_accents"]

_APOSTROPHES = "'`\u00b4\u02b0-\u02ff\u2018-\u201b\u2032\uff07"
_PUNCTUATION = "!-&(-/:-@\\[-_{-~\u00a1-\u00a9\u00ab\u00ac\u00ae-\u00b1\u00b6-\u00b8\u00bb\u00bf\u2010-\u2017\u201c-\u2027\u2030\u2031\u2033-\u205e\u3001-\u3003\u3008-\u3011\u30fb"


@cache
def _accented() -> re.Pattern[str]:
    return re.compile(f"([{LATIN}])[{ACCENTS}]*+")


@cache
def _apostrophes() -> re.Pattern[str]:
    return re.compile(f"[{_APOSTROPHES}]+")


@cache
def _punctuation() -> re.Pattern[str]:
    return re.compile(f"[ {_PUNCTUATION}]+")


@cache
def _plain(letter: str) -> str:
    """Give the unaccented ASCII form of a Latin letter, or the letter where there is none."""
    from unidecode import unidecode

    plain = unidecode(letter)
    return plain if plain.isalpha() else letter


def strip_accents(text: str) -> str:
    """Take the accents off Latin letters, and off nothing else.

    Args:
        text: any string.

    Returns:
        The text with each Latin letter and its combining marks written in ASCII letters; letters
        that have no such form stay. Khmer signs, which Unicode calls marks too, are untouched.

    Examples:
        >>> strip_accents("Sâr Khéng, សុខា")
        'Sar Kheng, សុខា'
    """
    if text.isascii():
        return text
    return _accented().sub(lambda match: _plain(match[1]), unicodedata.normalize("NFC", text))


def fold_latin(text: str) -> str:
    """Bring Latin text to the form that search compares.

    Args:
        text: any string.

    Returns:
        Lower case without accents and apostrophes; hyphens, dots and all other punctuation count
        as spaces, which are collapsed and trimmed.

    Examples:
        >>> fold_latin("H.E. Sâr-Khéng  O'Neill")
        'h e sar kheng oneill'
    """
    text = strip_accents(strip_accents(text).casefold())
    return _punctuation().sub(" ", _apostrophes().sub("", text)).strip(" ")
