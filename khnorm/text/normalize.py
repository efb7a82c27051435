"""From any string to canonical text, with the reasons; and on to the form that search compares."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from khnorm.model import Record
from khnorm.text import khmer
from khnorm.text.latin import fold_latin
from khnorm.text.rewrite import Change, Rule, Traced, rewrite
from khnorm.text.scripts import COENG, FINALS, MODIFIERS, ROBAT, SHIFTERS

__all__ = ["RULES", "Aligned", "Explanation", "Flag", "aligned", "explain", "fold", "normalize"]

_CONTROLS = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
_SPACES = "\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_IGNORABLE = "\u00ad\u034f\u180e\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"
_SURROGATES = "\ud800-\udfff"
# Scripts that write words without spaces between them: there a ZWSP may part two words.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"


def _compatible(match: re.Match[str]) -> str:
    forms = ((char, unicodedata.normalize("NFKC", char)) for char in match.group())
    # A form with a space in it, as that of the lone accent ´, would break the word.
    kept = "".join(char if " " in form else form for char, form in forms)
    return unicodedata.normalize("NFC", kept)


_NFKC = Rule(
    "compatibility",
    "UAX 15",
    "full-width letters, ligatures and split accents have one ordinary form (NFKC)",
    "[\uff01-\uff5e]|[!-~]?[^\x00-\xa0\u1780-\u17ff\u200b-\u200d\ud800-\udfff\uff01-\uff5e]+",
    _compatible,
    (("Ｈｕｎ", "Hun"), ("Se\u0301", "Sé")),
)

RULES: tuple[Rule, ...] = (
    Rule(
        "surrogate",
        "The Unicode Standard 3.9",
        "half a surrogate pair is no character",
        f"[{_SURROGATES}]",
        "\ufffd",
        (("a\ud800", "a\ufffd"),),
    ),
    Rule(
        "control",
        "The Unicode Standard 23.1",
        "control characters are no part of a name",
        f"[{_CONTROLS}]+",
        "",
        (("Hun\x00 Sen", "Hun Sen"),),
    ),
    Rule(
        "bidi",
        "UAX 9",
        "Khmer and Latin run one way: direction controls only deceive",
        f"[{_BIDI}]+",
        "",
        (("\u202eHun", "Hun"),),
    ),
    Rule(
        "ignorable",
        "The Unicode Standard 23.2",
        "invisible characters that say nothing in a name",
        f"[{_IGNORABLE}]+",
        "",
        (("\ufeffSok", "Sok"),),
    ),
    Rule(
        "space",
        "The Unicode Standard 6.2",
        "every kind of space, tab and line end is a plain space",
        f"[{_SPACES}]",
        " ",
        (("Hun\xa0Sen", "Hun Sen"),),
    ),
    *khmer.RULES,
    _NFKC,
    Rule(
        "space-run",
        "project decision",
        "one space, or one ZWSP, parts two words",
        "[ \u200b]{2,}",
        lambda match: " " if " " in match.group() else "\u200b",
        (("Hun  Sen", "Hun Sen"),),
    ),
    Rule(
        "space-edge",
        "project decision",
        "a name begins and ends with a visible character",
        "\\A[ \u200b]+|[ \u200b]\\Z",
        "",
        ((" Sok ", "Sok"),),
    ),
    Rule(
        "zwsp-idle",
        "project decision",
        "a ZWSP parts words only in scripts written without spaces",
        f"(?<![{_UNSPACED}])\u200b(?![{_UNSPACED}])",
        "",
        (("Hun\u200bSen", "HunSen"),),
    ),
)


@cache
def _canonical() -> re.Pattern[str]:
    subscript = f"(?:{COENG}[\u1780-\u1789\u178b-\u1799\u179b-\u17b3])?+(?:{COENG}[\u1780-\u1789\u178b-\u17b3])?+"
    cluster = (
        f"[\u1780-\u17a2\u17a5-\u17b3]{ROBAT}?+{subscript}[{SHIFTERS}]?+"
        f"(?:[\u17b6-\u17ba\u17bc-\u17c5]|\u17bb(?![\u17d0\u17dd]))?+[{MODIFIERS}]{{0,2}}+[{FINALS}]?+"
    )
    other = f"[^ {_CONTROLS}{_SPACES}{_BIDI}{_IGNORABLE}{_SURROGATES}\u1780-\u17d3\u17d8\u17dd\u200b-\u200d]"
    word = f"(?:{cluster}|{other})++"
    gap = f"(?: |\u200b(?:(?<=[{_UNSPACED}]\u200b)|(?=[{_UNSPACED}])))"
    return re.compile(f"(?:{word}(?:{gap}{word})*+)?")


def _is_canonical(text: str) -> bool:
    return _canonical().fullmatch(text) is not None and unicodedata.is_normalized("NFKC", text)


def _require_str(text: str) -> None:
    if not isinstance(text, str):
        raise TypeError(f"text must be str, not {type(text).__name__}; decode bytes first")


def normalize(text: str) -> str:
    """Bring a name or any field of text to one canonical encoding; the script stays.

    Args:
        text: any string, Khmer, Latin or mixed.

    Returns:
        The text with Khmer clusters in the order of UTN 61, everything else in NFKC, invisible
        characters removed and spaces collapsed. Correct text comes back unchanged, and so does
        what this function gave.

    Raises:
        TypeError: not a str.

    Examples:
        >>> normalize(" ខែ្មរ  Ｓｏｋ ")
        'ខ្មែរ Sok'
    """
    _require_str(text)
    return text if _is_canonical(text) else rewrite(text, RULES)


@dataclass(frozen=True, slots=True)
class Flag(Record):
    """Something suspicious that was kept; `start` and `end` span it in the text as given."""

    code: str
    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Explanation(Record):
    """What `normalize` did to a text, and what it left although it looks wrong."""

    text: str
    changes: tuple[Change, ...]
    flags: tuple[Flag, ...] = ()


def explain(text: str) -> Explanation:
    """Say what `normalize` changes in a text and why.

    Args:
        text: any string.

    Returns:
        The normalized text and the changes in the order they were made.

    Raises:
        TypeError: not a str.

    Examples:
        >>> [(change.rule, change.before, change.after) for change in explain("សុី").changes]
        [('shifter-for-u', 'សុ', 'ស៊')]
    """
    _require_str(text)
    traced = Traced(text)
    traced.rewrite(RULES)
    return Explanation(traced.text, tuple(traced.changes))


@dataclass(frozen=True, slots=True)
class Aligned(Record):
    """A normalized text whose character i came from `[starts[i]:ends[i]]` of the text as given."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def aligned(text: str) -> Aligned:
    """Normalize a text and keep where each character came from.

    Args:
        text: any string.

    Returns:
        The normalized text with the half-open span of each of its characters in `text`. The
        characters of a rewritten cluster all have the span of the cluster.

    Raises:
        TypeError: not a str.

    Examples:
        >>> aligned("  Sok").starts
        (2, 3, 4)
    """
    _require_str(text)
    if _is_canonical(text):
        return Aligned(text, range(len(text)), range(1, len(text) + 1))
    traced = Traced(text)
    traced.rewrite(RULES)
    return Aligned(traced.text, tuple(traced.starts), tuple(traced.ends))


def fold(text: str) -> str:
    """Bring a text to the form that search compares, in both scripts.

    Args:
        text: any string.

    Returns:
        The normalized text without case, accents, apostrophes, punctuation and invisible
        characters, with ASCII digits and with interchangeable Khmer letters written as one.

    Raises:
        TypeError: not a str.

    Examples:
        >>> fold("H.E. Sâr-Khéng"), fold("ឯកឧត្ដម ស\u200bខេង ២")
        ('h e sar kheng', 'ឯកឧត្តម សខេង 2')
    """
    text = normalize(text)
    while True:
        before = text
        text = normalize(fold_latin(rewrite(text, khmer.FOLD_RULES)))
        if text == before:
            return text
