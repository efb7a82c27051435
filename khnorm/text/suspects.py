"""What looks wrong in a normalized text but has no sure remedy: it is kept, and flagged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from khnorm.text.scripts import (
    ABOVE_VOWELS,
    COENG,
    LETTERS,
    MARKS,
    SHIFTERS,
    SUBSCRIPT,
    VOWELS,
    ZWNJ,
)

__all__ = ["SUSPECTS", "Suspect", "suspects"]


@dataclass(frozen=True, slots=True)
class Suspect:
    """A pattern of normalized text that is probably not what was meant.

    `example` is a normalized text in which it is found.
    """

    code: str
    reason: str
    pattern: str
    example: str


def _alike(pattern: str, meant: str) -> Suspect:
    return Suspect("look-alike", f"drawn like {meant} or nearly so", pattern, pattern)


# The look-alikes are those of UTN 61; which of the two is meant, only a word list could tell.
SUSPECTS: tuple[Suspect, ...] = (
    Suspect("lone-coeng", "a coeng without a letter below", f"{COENG}(?![{LETTERS}])", "ចន្"),
    Suspect(
        "loose-sign",
        "a sign without the letter it belongs to",
        f"(?<![{LETTERS}{MARKS}{COENG}{ZWNJ}])[{MARKS}{COENG}]++",
        "ា",
    ),
    Suspect("doubled-sign", "the same sign twice", f"([{MARKS}])\\1+", "ចាំំ"),
    Suspect(
        "three-subscripts",
        "more subscripts than modern Khmer has",
        f"(?:{SUBSCRIPT}){{3,}}",
        "ចន្ត្រ្ត",
    ),
    Suspect(
        "two-vowels",
        "two vowels on one letter",
        f"(?<![{SHIFTERS}])([{VOWELS}])(?!\\1)[{VOWELS}]",
        "ក\u17bc\u17b8",
    ),
    Suspect(
        "two-shifters", "two shifters on one letter", "\u17c9\u200c?\u17ca|\u17ca\u200c?\u17c9", "ស៉៊ី"
    ),
    Suspect(
        "shifter-and-u",
        "a shifter that would be drawn as ុ, and ុ as well",
        f"[{SHIFTERS}]\u17be?\u17bb(?:(?<=\u17be\u17bb)|(?=[{ABOVE_VOWELS}]))",
        "ស៊ុី",
    ),
    Suspect(
        "shifter-on-vowel",
        "an independent vowel has no register to shift",
        f"[\u17a5-\u17b3](?>(?:{SUBSCRIPT})*)[{SHIFTERS}]",
        "ឧ៉ិ",
    ),
    Suspect("bathamasat", "U+17D3 belongs to no word; perhaps ំ is meant", "\u17d3", "ក\u17d3"),
    Suspect("viriam", "U+17D1 is in no modern word; perhaps ័, ៉ or ៊ is meant", "\u17d1", "បុ\u17d1ន"),
    Suspect("colon", "a colon behind a letter; perhaps ៈ is meant", f"(?<=[{LETTERS}]):", "គណ:"),
    Suspect(
        "undecodable", "a character was lost before the text came here", "\ufffd+", "Hun\ufffd"
    ),
    _alike("ទ្ប", "ឡ"),
    _alike("ទ្ឡ", "ឡ"),
    _alike("ប្ញ", "ឫ or ឬ"),
    _alike("ព្ញ", "ឭ or ឮ"),
    _alike("ឭា", "ញ"),
    _alike("ឮា", "ញ"),
    _alike("ព្ឋ", "ឰ"),
    _alike("ឧិ", "ឱ or ឳ"),
    _alike("ឧ៌", "ឱ or ឳ"),
    _alike("ឧ៍", "ឱ or ឳ"),
    _alike("្យើ", "ឿ"),
    _alike("្យេ", "ៀ"),
)


@cache
def _pattern(suspect: Suspect) -> re.Pattern[str]:
    return re.compile(suspect.pattern)


def suspects(text: str) -> Iterator[tuple[Suspect, int, int]]:
    """Find what looks wrong in a normalized text.

    Args:
        text: a normalized string.

    Yields:
        What is suspected, with the start and end of its place.

    Examples:
        >>> [(suspect.code, start, end) for suspect, start, end in suspects("ទ្បាយ")]
        [('look-alike', 0, 3)]
    """
    for suspect in SUSPECTS:
        for match in _pattern(suspect).finditer(text):
            yield suspect, *match.span()
