"""The forms in which title words are compared: spelling folded, and sound folded.

A title is a closed set of words, so these folds may be coarser than those that compare names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from khnorm.text.latin import strip_accents
from khnorm.text.scripts import COENG, SHIFTERS, ZWSP

__all__ = [
    "DA",
    "SIGNS",
    "TA",
    "all_latin_letters",
    "has_shifter",
    "khmer_letters",
    "khmer_skeleton",
    "latin_letters",
    "title_sound",
    "whole_sound",
]

# Far more letters than any title has, glued ones too: beyond them nothing could be equal.
_LONGEST = 80
_NOT_LETTERS = re.compile(r"[\W\d_]+")

# Ordered: each rule leaves the text to the next. The spellings are those of `title_words.tsv`.
_CLUSTERS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"[kt]?(?:s?ch|j)|z|c(?![kaou])", "j"),  # Techo, Tetcho, Dekjo, Samdec
        (r"(?<=[kgtdpbj])h", ""),  # Okhna, Dhamma, Thamma
        (r"(?:gnh?|nh|ny)(?=[aeiou])|ng(?=n)", "n"),  # Okgna, Oknha, Kanya
    )
)
_ALIKE = str.maketrans("cgqxdbfv", "kkkktppw")  # Agga, Akka
_ENDINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<=[aeiouy])[rh]+(?![aeiouy])", ""),  # Techor, Mohar, Ohknha
        (r"([^aeiouy])(?=\1)", ""),
        (r"[ie]+[ea](?=[^aeiouy])", "a"),  # Chumtiev, Chumteav
        (r"(?<=.)[ea]*(?:[iy]|ee)[iey]*(?![aou])", "1"),  # Padei, Padey, Padai, Padi
        (r"[aeiouy]+", "0"),
    )
)
# Consonants with the vowels behind them; with the last vowels also the consonants that close a word.
_SYLLABLES = re.compile(r"[^aeiouy]*[aeiouy]+(?:[^aeiouy]+\Z)?|[^aeiouy]+")
_VOWEL, _CONSONANT = "a", "k"  # what stands for the neighbours of a syllable


@lru_cache(maxsize=1 << 14)
def latin_letters(word: str) -> str:
    """Give the plain lower-case letters of a Latin word.

    Args:
        word: one word, any case, with accents, dots or apostrophes.

    Returns:
        Its letters a to z, and what letters have no such form.

    Examples:
        >>> latin_letters("H.E."), latin_letters("Sâmdéch"), latin_letters("P'oun")
        ('he', 'samdech', 'poun')
    """
    if word.isascii() and word.isalpha():
        return word.lower()
    return _NOT_LETTERS.sub("", strip_accents(word).lower())


def all_latin_letters(words: Iterable[str]) -> list[str]:
    """Give the letters of the words of a long table, which are asked for once (`latin_letters`).

    Examples:
        >>> all_latin_letters(["Marie", "O'Neill"])
        ['marie', 'oneill']
    """
    return [
        word.lower() if word.isascii() and word.isalpha() else latin_letters(word) for word in words
    ]


@lru_cache(maxsize=1 << 14)
def title_sound(letters: str) -> str:
    """Give the sound of a romanised title word, coarsely: consonant classes and two vowels.

    Aspiration, doubling and a final r or h are not heard; 1 stands for i-like vowels, 0 for all
    others (the alternations of the forms in `data/title_words.tsv`).

    Args:
        letters: what `latin_letters` gave.

    Returns:
        A short code, equal for spellings of one word.

    Examples:
        >>> title_sound("samdech") == title_sound("somdach"), title_sound("oknha")
        (True, '0kn0')
    """
    syllables = _SYLLABLES.findall(letters[:_LONGEST])
    if len(syllables) < 2:
        return whole_sound(letters)
    first, *inner, last = syllables
    return "".join((_first_sound(first), *map(_inner_sound, inner), _last_sound(last)))


def whole_sound(letters: str) -> str:
    """Give the same by the rules one after the other: what is remembered of no part of a word.

    Examples:
        >>> whole_sound("oknha")
        '0kn0'
    """
    letters = letters[:_LONGEST]
    for pattern, replacement in _CLUSTERS:
        letters = pattern.sub(replacement, letters)
    letters = letters.translate(_ALIKE)
    for pattern, replacement in _ENDINGS:
        letters = pattern.sub(replacement, letters)
    return letters


# No rule looks beyond the vowel before a syllable and the consonant behind it, so the sound of a
# word is that of its syllables, and of these there are few.


@lru_cache(maxsize=1 << 12)
def _first_sound(syllable: str) -> str:
    return whole_sound(syllable + _CONSONANT)[:-1]


@lru_cache(maxsize=1 << 12)
def _inner_sound(syllable: str) -> str:
    return whole_sound(_VOWEL + syllable + _CONSONANT)[1:-1]


@lru_cache(maxsize=1 << 13)
def _last_sound(syllable: str) -> str:
    return whole_sound(_VOWEL + syllable)[1:]


# Signs that a skeleton leaves out: typists leave them out or swap them.
SIGNS = frozenset("\u17c8\u17c9\u17ca\u17cb\u17cc\u17cd\u17ce\u17cf\u17d0\u17d1")
_DROPPED = SIGNS | {ZWSP, " ", "."}
_MERGED = {
    "\u17b8": "\u17b7",  # ី ិ
    "\u17ba": "\u17b9",  # ឺ ឹ
    "\u17bc": "\u17bb",  # ូ ុ
    "\u17b3": "\u17b1",  # ឳ ឱ
    "\u17aa": "\u17b1",  # ឪ ឱ
    "\u17a6": "\u17a5",  # ឦ ឥ
    "\u17a9": "\u17a7",  # ឩ ឧ
}
DA, TA = "\u178a", "\u178f"


class _Skeleton(dict[int, str | None]):
    """What becomes of each character by itself; what is not Khmer is a line end."""

    def __missing__(self, char: int) -> str:
        return "\n"


_LETTERS = _Skeleton(
    {char: chr(char) for char in range(0x1780, 0x1800)}
    | {ord(char): short for char, short in _MERGED.items()}
    | {ord(char): None for char in _DROPPED}
)


def khmer_skeleton(text: str) -> tuple[str, list[int]]:
    """Give the letters by which Khmer titles are compared, and where each stands.

    Dropped are spaces, dots and the signs that typists leave out or swap (shifters, toandakhiat,
    bantoc, reahmuk); subscript da is ta, long i, u and y are short, a letter doubled by its own
    subscript is single (all occur in the Khmer press). What is not Khmer is a line end.

    Args:
        text: normalized text.

    Returns:
        The skeleton, and for each of its characters the place in `text`.

    Examples:
        >>> khmer_skeleton("ឧត្ដម សេនីយ៍")
        ('ឧតមសេនិយ', [0, 1, 4, 6, 7, 8, 9, 10])
        >>> khmer_skeleton("ឧកញ្ញ៉ា")[0] == khmer_skeleton("ឧកញ៉ា")[0]
        True
    """
    letters = text.translate(_LETTERS)
    places = [place for place, char in enumerate(text) if char not in _DROPPED]
    point = letters.find(COENG) + 1
    while 0 < point < len(letters):
        below = letters[point]
        if below == DA:
            below = TA
            letters = letters[:point] + below + letters[point + 1 :]
        alone = below == "\n" or text[places[point]] in _MERGED
        if point > 1 and letters[point - 2] == below and not alone:
            letters = letters[: point - 1] + letters[point + 1 :]
            del places[point - 1 : point + 1]
            point -= 2
        point = letters.find(COENG, point) + 1
    return letters, places


# What a skeleton writes otherwise beside what it drops and merges.
_RESPELT = re.compile(f"(.){COENG}\\1|{COENG}{DA}")


def khmer_letters(text: str) -> str:
    """Give the letters of `khmer_skeleton` alone, in a third of its time.

    Examples:
        >>> khmer_letters("សេនីយ៍"), khmer_letters("ឧត្ដម") == khmer_skeleton("ឧត្ដម")[0]
        ('សេនិយ', True)
    """
    letters = text.translate(_LETTERS)
    if COENG in letters and _RESPELT.search(letters):
        return khmer_skeleton(text)[0]
    return letters


def has_shifter(text: str) -> bool:
    """Tell whether a register shifter stands in a text; short words differ by it alone."""
    return any(shifter in text for shifter in SHIFTERS)
