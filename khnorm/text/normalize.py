"""From any string to canonical text, with the reasons; and on to the form that search compares."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from khnorm.model import Record
from khnorm.text import khmer
from khnorm.text.latin import LOOK_ALIKES, MIXED_WORD, fold_latin, latin_letters_of
from khnorm.text.rewrite import Change, Rule, Traced, rewrite
from khnorm.text.scripts import ACCENTS, UNSPACED, ZWSP
from khnorm.text.suspects import suspects

__all__ = [
    "RULES",
    "Aligned",
    "Explanation",
    "Flag",
    "aligned",
    "explain",
    "fold",
    "normalize",
    "require_str",
]

_SURROGATES = "\ud800-\udfff"
_CONTROLS = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_IGNORABLE = "\u00ad\u034f\u180e\u200d\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"
_SPACES = "\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
# Characters that never join with the one before: each is looked at by itself, with its accents.
_SINGLE = (
    "\u00a1-\u02ff\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u209f\u2100-\u24ff"
    "\u3001-\u3029\ufb00-\ufb06\uff01-\uff5e"
)
# Thai and Lao "am" have a compatibility form that nobody writes.
_KEPT = "\u0e33\u0eb3"


def _compatible(match: re.Match[str]) -> str:
    made = []
    for char in match.group():
        form = unicodedata.normalize("NFKC", char)
        # The form of a lone accent such as ´ holds a space and would break the word.
        made.append(char if " " in form or char in _KEPT else form)
    return unicodedata.normalize("NFC", "".join(made))


def _gap(match: re.Match[str]) -> str:
    return " " if " " in match.group() else ZWSP


UNICODE, OWN = "The Unicode Standard", "khnorm"
# What is changed although it may have been meant to deceive: it is flagged as well.
_DECEIVING = frozenset(("bidi", "latin-look-alike"))

RULES: tuple[Rule, ...] = (
    Rule(
        "surrogate",
        UNICODE,
        "half of a surrogate pair is no character",
        f"[{_SURROGATES}]+",
        lambda match: "\ufffd" * len(match.group()),
        (("Sok\ud800", "Sok\ufffd"),),
    ),
    Rule(
        "control",
        UNICODE,
        "control characters are no part of a text",
        f"[{_CONTROLS}]+",
        "",
        (("Hun\x00 Sen", "Hun Sen"), ("ស\x7fុខ", "សុខ")),
    ),
    Rule(
        "bidi",
        "UAX 9",
        "Khmer and Latin run one way: controls of direction can only deceive",
        f"[{_BIDI}]+",
        "",
        (("\u202eHun Sen\u202c", "Hun Sen"),),
    ),
    Rule(
        "ignorable",
        UNICODE,
        "invisible characters that say nothing in a name",
        f"[{_IGNORABLE}]+",
        "",
        (("\ufeffSok", "Sok"), ("ស្រី\u200d", "ស្រី"), ("ខ\u2060្មែរ", "ខ្មែរ")),
    ),
    Rule(
        "space",
        UNICODE,
        "every kind of space, tab and line end is a plain space",
        f"[{_SPACES}]",
        " ",
        (("Hun\xa0Sen", "Hun Sen"), ("ហ៊ុន\nសែន", "ហ៊ុន សែន")),
    ),
    *khmer.RULES,
    Rule(
        "compatibility",
        "UAX 15",
        "full-width letters, ligatures and letters apart from their accents have one usual form",
        f"[{_SINGLE}][{ACCENTS}]*+|[!-~][{ACCENTS}]++|"
        f"[^\x00-\xa0\u1780-\u17ff\u200b\u200c{_SINGLE}]++",
        _compatible,
        (("Ｈｕｎ Sen", "Hun Sen"), ("Se\u0301n", "Sén"), ("ﬁ", "fi")),
    ),
    Rule(
        "latin-look-alike",
        "UTS 39",
        "a Cyrillic or Greek letter in a Latin word stands for the Latin one that it looks like",
        MIXED_WORD,
        lambda match: latin_letters_of(match.group()),
        (("\u0405ok Dara", "Sok Dara"), ("\u0422\u0435a", "Tea"), ("K\u0395O", "KEO")),
    ),
    Rule(
        "space-run",
        OWN,
        "one space, or one ZWSP, parts two words",
        f"[ {ZWSP}]{{2,}}",
        _gap,
        (("Hun  Sen", "Hun Sen"), ("ហ៊ុន\u200b\u200bសែន", "ហ៊ុន\u200bសែន")),
    ),
    Rule(
        "space-edge",
        OWN,
        "a text begins and ends with something visible",
        f"\\A[ {ZWSP}]|[ {ZWSP}]\\Z",
        "",
        ((" Sok ", "Sok"), ("សុខ\u200b", "សុខ")),
    ),
    Rule(
        "zwsp-idle",
        OWN,
        "ZWSP parts words only in scripts that are written without spaces",
        f"(?<![{UNSPACED}]){ZWSP}(?![{UNSPACED}])",
        "",
        (("Hun\u200bSen", "HunSen"),),
    ),
)


@cache
def _canonical() -> re.Pattern[str]:
    other = (
        f"[^ {_SURROGATES}{_CONTROLS}{_BIDI}{_IGNORABLE}{_SPACES}{LOOK_ALIKES}"
        "\u200b\u200c\u1780-\u17d3\u17d8\u17dd]"
    )
    word = f"(?>(?:{other}++|{khmer.CANONICAL_CLUSTER})+)"
    gap = f"(?: |{ZWSP}(?:(?<=[{UNSPACED}]{ZWSP})|(?=[{UNSPACED}])))"
    return re.compile(f"(?:{word}(?>(?:{gap}{word})*))?")


def _is_canonical(text: str) -> bool:
    if text.isascii() and text.isprintable():
        return "  " not in text and text == text.strip(" ")
    return _canonical().fullmatch(text) is not None and unicodedata.is_normalized("NFKC", text)


def require_str(text: str) -> None:
    """Refuse what is no str, before it is looked up anywhere.

    Args:
        text: what should be one.

    Raises:
        TypeError: not a str.

    Examples:
        >>> require_str("Sok Dara")
        >>> require_str(b"Sok Dara")
        Traceback (most recent call last):
            ...
        TypeError: the text is bytes, not str; decode bytes, leave out missing values
    """
    if not isinstance(text, str):
        found = type(text).__name__
        raise TypeError(f"the text is {found}, not str; decode bytes, leave out missing values")


def normalize(text: str) -> str:
    """Bring a name, or any field of text, to one canonical encoding; the script stays.

    Args:
        text: any string, Khmer, Latin or mixed.

    Returns:
        The text with Khmer clusters in the order of UTN 61, all else in NFKC, invisible characters
        removed and spaces collapsed. Correct text comes back unchanged, and so does what this
        function gave.

    Raises:
        TypeError: not a str.

    Examples:
        >>> normalize(" ខែ្មរ  Ｓｏｋ ")
        'ខ្មែរ Sok'
    """
    require_str(text)
    return rewrite(text, RULES, _is_canonical)


class Aligned(NamedTuple):
    """A normalized text whose character i came from `[starts[i]:ends[i]]` of the text as given."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Find the place in the text as given of a slice of the normalized text.

        Args:
            start: where the slice begins, from 0.
            end: where it ends; not before `start`, not beyond the text.

        Returns:
            Start and end in the text as given; an empty slice has an empty place.

        Examples:
            >>> aligned("  Hun   Sen").span(4, 7)
            (8, 11)
        """
        if start < end:
            return self.starts[start], self.ends[end - 1]
        place = self.ends[start - 1] if start else 0
        return place, place


def aligned(text: str) -> Aligned:
    """Normalize a text and keep where each character came from.

    Args:
        text: any string.

    Returns:
        The normalized text with the half-open span of each of its characters in `text`. All
        characters of a rewritten cluster have the span of the cluster.

    Raises:
        TypeError: not a str.

    Examples:
        >>> aligned(" Sok").starts
        (1, 2, 3)
    """
    require_str(text)
    if _is_canonical(text):
        return Aligned(text, range(len(text)), range(1, len(text) + 1))
    traced = Traced(text, RULES, _is_canonical)
    return Aligned(traced.text, tuple(traced.starts), tuple(traced.ends))


@dataclass(frozen=True, slots=True)
class Flag(Record):
    """Something suspicious: kept, or changed where it may have been meant to deceive.

    `start` and `end` span its place in the text as given, `text` is what stands there when
    normalized, or what was changed.
    """

    code: str
    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Explanation(Record):
    """What `normalize` makes of a text, change by change in the order made, and what looks wrong.

    The `changes`, put one after another in place of what they span, make `text` from the text as given.
    """

    text: str
    changes: tuple[Change, ...]
    flags: tuple[Flag, ...]


def explain(text: str) -> Explanation:
    """Say what `normalize` changes in a text and why, and what it keeps although it looks wrong.

    Args:
        text: any string.

    Returns:
        The normalized text, the changes and the flags, the latter in the order of the text.

    Raises:
        TypeError: not a str.

    Examples:
        >>> [(change.rule, change.before, change.after) for change in explain("សុី").changes]
        [('shifter-for-u', 'សុ', 'ស៊')]
        >>> [flag.code for flag in explain("ចន្").flags]
        ['lone-coeng']
    """
    require_str(text)
    traced = Traced(text, RULES, _is_canonical)
    place = Aligned(traced.text, traced.starts, traced.ends)
    flags = [
        Flag(suspect.code, *place.span(start, end), traced.text[start:end], suspect.reason)
        for suspect, start, end in suspects(traced.text)
    ]
    flags += [
        Flag(change.rule, change.start, change.end, change.before, change.reason)
        for change in traced.changes
        if change.rule in _DECEIVING
    ]
    flags.sort(key=lambda flag: (flag.start, flag.end))
    return Explanation(traced.text, traced.changes, tuple(flags))


@cache
def _to_fold() -> re.Pattern[str]:
    return re.compile(
        "|".join(rule.pattern for rule in khmer.FOLD_RULES) + "|[^ 0-9a-z\u1780-\u17ff]"
    )


def _fold_once(text: str) -> str:
    for rule in khmer.FOLD_RULES:
        text = rule.apply(text)
    return normalize(fold_latin(text))


def fold(text: str) -> str:
    """Bring a text to the form that search compares, in both scripts.

    Args:
        text: any string.

    Returns:
        The normalized text without case, accents, apostrophes, punctuation and invisible
        characters, with ASCII digits, and with interchangeable Khmer letters written as one.

    Raises:
        TypeError: not a str.

    Examples:
        >>> fold("H.E. Sâr-Khéng"), fold("ឯកឧត្ដម ស\u200bខេង ២")
        ('h e sar kheng', 'ឯកឧត្តម សខេង 2')
    """
    require_str(text)
    if text.isascii() and text.isalpha():
        return text.lower()
    text = normalize(text)
    if text.isascii():
        return fold_latin(text)
    while _to_fold().search(text):
        before, text = text, _fold_once(text)
        if text == before:
            break
    return text
