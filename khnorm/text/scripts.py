r"""Which script a text is written in, and the code points of Khmer by what they do in a cluster.

The classes are written for use inside the brackets of a pattern. They are spelled out because
`\w`, `\b` and `str.isalpha` know nothing of Khmer vowel signs, and `\X` differs between versions.
"""

from __future__ import annotations

import re
from functools import cache

from khnorm.model import Script

__all__ = ["is_khmer", "script_of"]

# The Unicode Standard 16.4 and UTN 61. Deprecated letters count as letters until they are mended.
CONSONANTS = "\u1780-\u17a2"
INDEPENDENT_VOWELS = "\u17a3-\u17b3"
LETTERS = CONSONANTS + INDEPENDENT_VOWELS
INHERENT_VOWELS = "\u17b4\u17b5"
PRE_VOWELS = "\u17be-\u17c5"  # with every vowel of several parts
BELOW_VOWELS = "\u17bb-\u17bd"
ABOVE_VOWELS = "\u17b7-\u17ba"
POST_VOWELS = "\u17b6"
VOWELS = "\u17b6-\u17c5"
ROBAT = "\u17cc"
SHIFTERS = "\u17c9\u17ca"
MODIFIERS = "\u17c6\u17cb\u17cd-\u17d1\u17d3\u17dd"
FINALS = "\u17c7\u17c8"
MARKS = "\u17b6-\u17d1\u17d3\u17dd"
COENG = "\u17d2"
PUNCTUATION = "\u17d4-\u17d6\u17d8-\u17da"

ZWSP, ZWNJ, ZWJ = "\u200b", "\u200c", "\u200d"

# Latin with its phonetic and full-width letters; combining marks have no script of their own.
LATIN = (
    "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1d00-\u1dbf\u1e00-\u1eff"
    "\u2c60-\u2c7f\ua722-\ua7ff\uab30-\uab6f\ufb00-\ufb06\uff21-\uff3a\uff41-\uff5a"
)
ACCENTS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"

_KHMER_LETTER = "\u1780-\u17d3\u17d7\u17dc\u17dd"


@cache
def _search(characters: str) -> re.Pattern[str]:
    return re.compile(f"[{characters}]")


def is_khmer(char: str) -> bool:
    """Tell whether a character belongs to the Khmer block, digits and punctuation included.

    Args:
        char: one character.

    Returns:
        True from U+1780 to U+17FF.

    Examples:
        >>> is_khmer("ក"), is_khmer("k")
        (True, False)
    """
    return "\u1780" <= char <= "\u17ff"


def script_of(text: str) -> Script:
    """Name the script of a text's letters; digits, punctuation and accents do not count.

    Args:
        text: any string.

    Returns:
        KHMER, LATIN or OTHER where all letters are of that kind, MIXED where they are of several,
        NONE where there is no letter.

    Examples:
        >>> [script_of(name).value for name in ("ហ៊ុន សែន", "Hun Sen", "ហ៊ុន Sen", "洪森", "2023")]
        ['khmer', 'latin', 'mixed', 'other', 'none']
    """
    khmer = not text.isascii() and _search(_KHMER_LETTER).search(text) is not None
    latin = _search(LATIN).search(text) is not None
    if khmer and latin:
        return Script.MIXED
    known = _search(LATIN + "\u1780-\u17ff\u02b0-\u02ff")
    if not text.isascii() and any(char.isalpha() and not known.match(char) for char in text):
        return Script.MIXED if khmer or latin else Script.OTHER
    if khmer:
        return Script.KHMER
    return Script.LATIN if latin else Script.NONE
