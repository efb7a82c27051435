"""Latin text: accents, and what search does not tell apart. Khmer passes through untouched."""

from __future__ import annotations

import re
from functools import cache

from khnorm.text.scripts import ACCENTS, LATIN

__all__ = [
    "LOOK_ALIKES",
    "MIXED_WORD",
    "VOWEL_LETTERS",
    "fold_latin",
    "latin_letters_of",
    "strip_accents",
]

VOWEL_LETTERS = frozenset("aeiouy")

# Letters of Cyrillic and Greek whose prototype in UTS 39, confusables.txt, is a Latin one. I and l
# have one prototype there; here a capital stays a capital.
_CYRILLIC = (
    "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425"
    "\u04ae\u050c\u051a\u051c\u0474\u0430\u0435\u0455\u0456\u0458\u043e\u0440\u0441\u0443\u0445"
    "\u04af\u04bb\u0501\u051b\u051d\u0475"
)
_GREEK = (
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u037f"
    "\u03b1\u03b3\u03b9\u03bd\u03bf\u03c1\u03c5\u03f3"
)
_ALIKE = dict(
    zip(
        map(ord, _CYRILLIC + _GREEK),
        "ABESIJKMHOPCTYXYGQWVaesijopcyxyhdqwv" + "ABEZHIKMNOPTYXJayivopuj",
        strict=True,
    )
)
LOOK_ALIKES = _CYRILLIC + _GREEK
_WRITTEN = f"{LATIN}{ACCENTS}\u0370-\u052f\u1c80-\u1c8f\u1f00-\u1fff\ua640-\ua69f"
# A word of Latin letters and of others that look like them, one of each at least.
MIXED_WORD = (
    f"(?<![{_WRITTEN}])(?=[{LATIN}{ACCENTS}]*+[{LOOK_ALIKES}])(?=[{LOOK_ALIKES}{ACCENTS}]*+[{LATIN}])"
    f"[{LATIN}{ACCENTS}{LOOK_ALIKES}]++(?![{_WRITTEN}])"
)

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


def latin_letters_of(word: str) -> str:
    """Write a word in the Latin letters that its Cyrillic and Greek ones look like.

    Args:
        word: any string.

    Returns:
        The string with each letter whose prototype is a Latin one (UTS 39) replaced by that.

    Examples:
        >>> latin_letters_of("\u0422ea"), latin_letters_of("\u0394\u03b4")
        ('Tea', 'Δδ')
    """
    return word.translate(_ALIKE)


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
