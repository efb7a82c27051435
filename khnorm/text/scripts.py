r"""Which script a text is written in, and the code points of Khmer by what they do in a cluster.

The classes are strings for the brackets of a pattern. They are spelled out because `\w`, `\b` and
`str.isalpha` know nothing of Khmer vowel signs, and `\X` differs between versions of `regex`.
"""

from __future__ import annotations

import re
from functools import cache

from khnorm.model import Script

__all__ = [
    "ABOVE_VOWELS",
    "ACCENTS",
    "BELOW_VOWELS",
    "COENG",
    "CONSONANTS",
    "FINALS",
    "INDEPENDENT_VOWELS",
    "LATIN",
    "LETTERS",
    "MARKS",
    "MODIFIERS",
    "POST_VOWELS",
    "PRE_VOWELS",
    "ROBAT",
    "SHIFTERS",
    "SUBSCRIPT",
    "UNSPACED",
    "VOWELS",
    "ZWNJ",
    "ZWSP",
    "has_khmer",
    "is_khmer",
    "script_of",
]

# The Unicode Standard 16.4 and UTN 61. The deprecated letters U+17A3 and U+17A4 are letters here.
CONSONANTS = "\u1780-\u17a2"
INDEPENDENT_VOWELS = "\u17a3-\u17b3"
LETTERS = "\u1780-\u17b3"
COENG = "\u17d2"
SUBSCRIPT = f"{COENG}[{LETTERS}]"
ROBAT = "\u17cc"
SHIFTERS = "\u17c9\u17ca"
PRE_VOWELS = "\u17be\u17bf\u17c0\u17c1\u17c2\u17c3\u17c4\u17c5"  # with those of several parts
BELOW_VOWELS = "\u17bb\u17bc\u17bd"
ABOVE_VOWELS = "\u17b7\u17b8\u17b9\u17ba"
POST_VOWELS = "\u17b6"
VOWELS = "\u17b6-\u17c5"
MODIFIERS = "\u17c6\u17cb\u17cd\u17ce\u17cf\u17d0\u17d1\u17d3\u17dd"
FINALS = "\u17c7\u17c8"
MARKS = "\u17b6-\u17d1\u17d3\u17dd"  # all that follows a letter, the coeng apart

ZWSP, ZWNJ = "\u200b", "\u200c"

# Scripts that write words without spaces between them (Thai, Lao, Burmese, Khmer).
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"

# Latin letters with the phonetic and full-width ones, and the accents that may follow them.
LATIN = (
    "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1d00-\u1dbf\u1e00-\u1eff"
    "\u2c60-\u2c7f\ua722-\ua7ff\uab30-\uab6f\ufb00-\ufb06\uff21-\uff3a\uff41-\uff5a"
)
ACCENTS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"

_KHMER_LETTER = re.compile(f"[{LETTERS}]").search
_KHMER_WRITING = "\u1780-\u17d3\u17d7\u17dc\u17dd"
_MODIFIER_LETTERS = "\u02b0-\u02ff"  # apostrophes and the like, of no script


@cache
def _any(characters: str) -> re.Pattern[str]:
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


def has_khmer(text: str) -> bool:
    """Tell whether a text holds a Khmer letter.

    Args:
        text: any string.

    Returns:
        True where there is one from U+1780 to U+17B3; digits, signs and punctuation do not count.

    Examples:
        >>> has_khmer("Sok សុខ"), has_khmer("Sok ១")
        (True, False)
    """
    return not text.isascii() and _KHMER_LETTER(text) is not None


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
    latin = _any(LATIN).search(text) is not None
    if text.isascii():
        return Script.LATIN if latin else Script.NONE
    khmer = _any(_KHMER_WRITING).search(text) is not None
    rest = _any(f"{LATIN}{_MODIFIER_LETTERS}\u1780-\u17ff").sub("", text)
    other = any(map(str.isalpha, rest))
    if khmer + latin + other > 1:
        return Script.MIXED
    if khmer:
        return Script.KHMER
    if latin:
        return Script.LATIN
    return Script.OTHER if other else Script.NONE
