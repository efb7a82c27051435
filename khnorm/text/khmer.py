"""The encoding of Khmer: one order for the signs of a cluster, one spelling for what looks alike.

The order is that of Unicode Technical Note 61 (M. Hosken, 2025), which the Unicode Standard points
to: base, robat, subscripts, shifter, vowel, modifiers, final sign.
"""

from __future__ import annotations

import re
from functools import cache

from khnorm.text.rewrite import Rule
from khnorm.text.scripts import (
    ABOVE_VOWELS,
    ACCENTS,
    BELOW_VOWELS,
    COENG,
    FINALS,
    LETTERS,
    MARKS,
    MODIFIERS,
    POST_VOWELS,
    PRE_VOWELS,
    ROBAT,
    SHIFTERS,
    ZWNJ,
)

__all__ = ["FOLD_RULES", "RULES", "clusters"]

UTN61 = "UTN 61"
UNICODE = "The Unicode Standard 16.4"

_SUBSCRIPT = f"{COENG}[{LETTERS}]"
CLUSTER = f"[{LETTERS}](?:{_SUBSCRIPT}|[{MARKS}]|(?<=[{SHIFTERS}]){ZWNJ})*+"

_BA, _RO = "\u1794", "\u179a"
_STRONG = re.compile(
    "[\u1780-\u1783\u1785-\u1788\u178a-\u178d\u178f-\u1792\u1795-\u1797\u179e-\u17a0\u17a2]"
)
_TRIISAP, _MUUSIKATOAN = "\u17ca", "\u17c9"

_UNITS = re.compile(f"{_SUBSCRIPT}|[{SHIFTERS}]{ZWNJ}?|.", re.DOTALL)
_RANKS = (
    ROBAT,
    COENG,
    SHIFTERS,
    PRE_VOWELS + "\u17c1-\u17c3",
    BELOW_VOWELS,
    ABOVE_VOWELS,
    POST_VOWELS,
    MODIFIERS,
    FINALS,
)


@cache
def _rank(first: str) -> int:
    return next((rank for rank, chars in enumerate(_RANKS) if re.match(f"[{chars}]", first)), -1)


def _in_order(match: re.Match[str]) -> str:
    base, *rest = _UNITS.findall(match.group())
    return base + "".join(sorted(rest, key=lambda unit: _rank(unit[0])))


def _ro_last(match: re.Match[str]) -> str:
    return "".join(sorted(re.findall(_SUBSCRIPT, match.group()), key=lambda pair: pair[1] == _RO))


def _is_strong(letters: str) -> bool:
    return _BA not in letters and _STRONG.search(letters) is not None


def _shifter_for_u(match: re.Match[str]) -> str:
    letters = match["letters"]
    strong = _is_strong(letters)
    if match["sannya"] and strong:
        return match.group()
    return letters + (_TRIISAP if strong else _MUUSIKATOAN) + (match["oe"] or "")


RULES: tuple[Rule, ...] = (
    Rule(
        "inherent-vowel",
        UNICODE,
        "the invisible inherent vowels U+17B4 and U+17B5 are errors of the code chart",
        "[\u17b4\u17b5]+",
        "",
        (("ក\u17b4ខ", "កខ"),),
    ),
    Rule(
        "deprecated-qaq",
        UNICODE,
        "the deprecated letter ឣ is the letter អ",
        "\u17a3",
        "\u17a2",
        (("\u17a3", "អ"),),
    ),
    Rule(
        "deprecated-qaa",
        UNICODE,
        "the deprecated letter ឤ is អ with the vowel ា",
        "\u17a4",
        "\u17a2\u17b6",
        (("\u17a4", "អា"),),
    ),
    Rule(
        "zwsp-inside",
        UTN61,
        "no word ends inside a cluster",
        f"(?<={COENG})\u200b+|\u200b+(?=[{MARKS}{COENG}])",
        "",
        (("ស\u200bុខ", "សុខ"),),
    ),
    Rule(
        "joiner",
        UTN61,
        "a joiner says nothing except directly behind a shifter",
        "\u200d+|(?<![\u17c9\u17ca])\u200c+",
        "",
        (("ស្រី\u200d", "ស្រី"), ("សុ\u200cខ", "សុខ")),
    ),
    Rule(
        "double-coeng",
        UTN61,
        "one coeng makes a subscript",
        f"{COENG}{{2,}}",
        COENG,
        (("ខ\u17d2\u17d2មែរ", "ខ្មែរ"),),
    ),
    Rule(
        "cluster-order",
        UTN61,
        "the signs of a cluster stand in one order, however they were typed",
        CLUSTER,
        _in_order,
        (("ខែ្មរ", "ខ្មែរ"), ("ម៉្យាង", "ម្យ៉ាង"), ("ចំា", "ចាំ")),
    ),
    Rule(
        "split-oe",
        UTN61,
        "េ and ី are the two parts of ើ",
        "\u17c1(\u17bb?)\u17b8",
        "\u17be\\1",
        (("ធ្វេី", "ធ្វើ"),),
    ),
    Rule(
        "split-oo",
        UTN61,
        "េ and ា are the two parts of ោ",
        "\u17c1(\u17bb?)\u17b6",
        "\u17c4\\1",
        (("លេាក", "លោក"),),
    ),
    Rule(
        "coeng-ta",
        UTN61,
        "the subscripts of ដ and ត are drawn alike; the letter to write is ត",
        f"{COENG}\u178a",
        f"{COENG}\u178f",
        (("សម្ដេច", "សម្តេច"),),
    ),
    Rule(
        "shifter-for-u",
        UTN61,
        "a shifter below a sign that stands above is drawn as ុ, and was typed so",
        f"(?P<letters>[{LETTERS}]{ROBAT}?(?:{_SUBSCRIPT})*+)"
        "(?:\u17bb(?=[\u17b7-\u17ba\u17dd]|\u17b6\u17c6|(?P<sannya>\u17d0))|(?P<oe>\u17be)\u17bb)",
        _shifter_for_u,
        (("សុី", "ស៊ី"), ("មុី", "ម៉ី"), ("សុាំ", "ស៊ាំ")),
    ),
    Rule(
        "coeng-ro-last",
        UTN61,
        "subscript រ comes behind another subscript",
        f"(?:{_SUBSCRIPT}){{2,}}",
        _ro_last,
        (("ស្រ្តី", "ស្ត្រី"),),
    ),
    Rule(
        "shifter-kept-above",
        UTN61,
        "a non-joiner keeps a shifter above where it would be drawn below, and only there",
        f"{ZWNJ}+(?!(?<=[{SHIFTERS}].)(?:[\u17b7-\u17ba\u17be]|\u17b6\u17c6)|(?<=\u17c9.)[\u17d0\u17dd])",
        "",
        (("ស៊\u200cុន", "ស៊ុន"),),
    ),
    Rule(
        "beyyal",
        UNICODE,
        "the discouraged sign ៘ is written out",
        "\u17d8",
        "។ល។",
        (("\u17d8", "។ល។"),),
    ),
)

FOLD_RULES: tuple[Rule, ...] = (
    Rule("fold-quk", UNICODE, "obsolete ឨ is ឧក", "\u17a8", "ឧក", (("\u17a8", "ឧក"),)),
    Rule("fold-qoo", UNICODE, "ឲ and ឱ are one vowel", "\u17b2", "\u17b1", (("ឲ", "ឱ"),)),
    Rule("fold-bathamasat", UNICODE, "៓ is a slip for ំ", "\u17d3", "\u17c6", (("ក\u17d3", "កំ"),)),
    Rule("fold-atthacan", UNICODE, "៝ sounds as ៑", "\u17dd", "\u17d1", (("ក\u17dd", "ក\u17d1"),)),
    Rule(
        "fold-sanskrit-s",
        UNICODE,
        "ឝ and ឞ transliterate what Khmer writes ស",
        "[\u179d\u179e]",
        "ស",
        (("ឝ", "ស"),),
    ),
    Rule("fold-to-ba", UTN61, "ទ្ប is typed for ឡ, which it resembles", "ទ្ប", "ឡ", (("ទ្បា", "ឡា"),)),
    Rule(
        "fold-digit",
        UNICODE,
        "Khmer digits",
        "[\u17e0-\u17e9]",
        lambda match: str(int(match.group())),
        (("២០", "20"),),
    ),
    Rule(
        "fold-colon",
        UTN61,
        "a colon behind a letter is typed for ៈ",
        f"(?<=[{LETTERS}]):(?![^ {LETTERS}])",
        "\u17c8",
        (("គណ:", "គណៈ"),),
    ),
    Rule(
        "fold-double",
        "project decision",
        "a sign typed twice counts once",
        f"([{MARKS}])\\1+",
        r"\1",
        (("ចាំំ", "ចាំ"),),
    ),
    Rule(
        "fold-shifter-u",
        "project decision",
        "ុ typed as well as the shifter that is drawn so",
        f"([{SHIFTERS}])\u17bb(?=[{ABOVE_VOWELS}])",
        r"\1",
        (("ស៊ុី", "ស៊ី"),),
    ),
    Rule(
        "fold-invisible",
        "project decision",
        "what cannot be seen is not searched",
        f"[\u200b-\u200d\u17dc]|{COENG}(?![{LETTERS}])",
        "",
        (("ហ៊ុន\u200bសែន", "ហ៊ុនសែន"),),
    ),
    Rule(
        "fold-punctuation",
        "project decision",
        "punctuation parts words",
        "[\u17d4-\u17d6\u17d9\u17da]+",
        " ",
        (("ហ៊ុន។សែន", "ហ៊ុន សែន"),),
    ),
)


@cache
def _cluster_pattern() -> re.Pattern[str]:
    return re.compile(f"{CLUSTER}|.[{ACCENTS}]*+", re.DOTALL)


def clusters(text: str) -> tuple[str, ...]:
    """Split a text into grapheme clusters: a Khmer letter with all that hangs on it is one.

    Args:
        text: a normalized string; other text is split too, at the price of stray signs.

    Returns:
        The clusters in order; joined they give the text.

    Examples:
        >>> clusters("ស្ត្រី Ny")
        ('ស្ត្រី', ' ', 'N', 'y')
    """
    return tuple(_cluster_pattern().findall(text))
