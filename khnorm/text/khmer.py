"""The encoding of Khmer: one order for the signs of a cluster, one spelling for what looks alike.

The order is that of Unicode Technical Note 61 (M. Hosken, 2025), which the Unicode Standard points
to: letter, robat, subscripts, shifter, vowel, modifiers, final sign. Unicode's own normal forms
leave every order as it is.
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
    SUBSCRIPT,
    ZWNJ,
    ZWSP,
)

__all__ = ["CANONICAL_CLUSTER", "FOLD_RULES", "RULES", "clusters"]

CLUSTER = f"[{LETTERS}](?>(?:{SUBSCRIPT}|[{MARKS}]|(?<=[{SHIFTERS}]){ZWNJ})*)"

# A cluster that no rule below changes; a few others that none changes are not recognised.
CANONICAL_CLUSTER = (
    f"[\u1780-\u17a2\u17a5-\u17b3]{ROBAT}?+"
    f"(?>(?:{COENG}[\u1780-\u1789\u178b-\u1799\u179b-\u17a2\u17a5-\u17b3])?)"  # neither ដ nor រ
    f"(?>(?:{COENG}[\u1780-\u1789\u178b-\u17a2\u17a5-\u17b3])?)"
    f"[{SHIFTERS}]?+(?>(?:[\u17b6-\u17ba\u17bc-\u17c5]|\u17bb(?![\u17d0\u17dd]))?)"
    f"[{MODIFIERS}]{{0,2}}+[{FINALS}]?+"
)

_ORDER = (
    ROBAT,
    COENG,
    SHIFTERS,
    PRE_VOWELS,
    BELOW_VOWELS,
    ABOVE_VOWELS,
    POST_VOWELS,
    MODIFIERS,
    FINALS,
)

# The strong letters of UTN 61: beside one of them, and no ប, a typed ុ stands for ៊, else for ៉.
_STRONG = frozenset("កខគឃចឆជឈដឋឌឍតថទធផពភឞសហអ")
_BA, _RO, _MUUSIKATOAN, _TRIISAP = "\u1794", "\u179a", "\u17c9", "\u17ca"


@cache
def _units() -> re.Pattern[str]:
    return re.compile(f"{SUBSCRIPT}|[{SHIFTERS}]{ZWNJ}?|.")


@cache
def _rank(sign: str) -> int:
    return next(rank for rank, signs in enumerate(_ORDER) if sign in signs)


def _in_order(match: re.Match[str]) -> str:
    cluster = match.group()
    if len(cluster) < 3:
        return cluster
    letter, *rest = _units().findall(cluster)
    return "".join([letter, *sorted(rest, key=lambda unit: _rank(unit[0]))])


def _shifter_for_u(match: re.Match[str]) -> str:
    letters = match["letters"]
    strong = _BA not in letters and not _STRONG.isdisjoint(letters)
    if strong and match["sannya"] is not None:  # ័ lowers ៉ only
        return match.group()
    return letters + (_TRIISAP if strong else _MUUSIKATOAN) + (match["oe"] or "")


UNICODE, UTN61, OWN = "The Unicode Standard 16.4", "UTN 61", "khnorm"

RULES: tuple[Rule, ...] = (
    Rule(
        "inherent-vowel",
        UNICODE,
        "the invisible inherent vowels U+17B4 and U+17B5 are errors of the code chart",
        "[\u17b4\u17b5]+",
        "",
        (("ក\u17b4ខ", "កខ"), ("ស\u17b5ុខ", "សុខ")),
    ),
    Rule(
        "deprecated-qaq",
        UNICODE,
        "the deprecated letter U+17A3 is អ",
        "\u17a3",
        "អ",
        (("\u17a3\u17c1ង", "អេង"),),
    ),
    Rule(
        "deprecated-qaa",
        UNICODE,
        "the deprecated letter U+17A4 is អា",
        "\u17a4",
        "អា",
        (("\u17a4", "អា"), ("\u17a4\u17c6ង", "អាំង")),
    ),
    Rule(
        "zwsp-inside",
        UTN61,
        "no word ends inside a cluster",
        f"(?<={COENG}){ZWSP}++|(?<!{ZWSP}){ZWSP}++(?=[{MARKS}{COENG}])",
        "",
        (("ស\u200bុខ", "សុខ"), ("ខ\u200b្\u200bមែរ", "ខ្មែរ")),
    ),
    Rule(
        "double-coeng",
        UTN61,
        "one coeng makes a subscript",
        f"{COENG}{{2,}}",
        COENG,
        (("ចន្\u17d2ថា", "ចន្ថា"),),
    ),
    Rule(
        "cluster-order",
        UTN61,
        "the signs of a cluster stand in one order, however they were typed",
        CLUSTER,
        _in_order,
        (("ខែ្មរ", "ខ្មែរ"), ("ម៉្យាង", "ម្យ៉ាង"), ("ចំា", "ចាំ"), ("ពៅ្នលិច", "ព្នៅលិច")),
    ),
    Rule(
        "split-oe",
        UTN61,
        "េ with ី is ើ typed in two parts",
        "\u17c1(\u17bb?)\u17b8",
        lambda match: "\u17be" + match[1],
        (("ធ្វេី", "ធ្វើ"), ("ស\u17c1\u17bb\u17b8ប", "ស៊ើប")),
    ),
    Rule(
        "split-oo",
        UTN61,
        "េ with ា is ោ typed in two parts",
        "\u17c1(\u17bb?)\u17b6",
        lambda match: "\u17c4" + match[1],
        (("លេាក", "លោក"),),
    ),
    Rule(
        "coeng-ta",
        UTN61,
        "the subscripts of ដ and ត are drawn alike; the one to write is that of ត",
        f"{COENG}ដ",
        f"{COENG}ត",
        (("សម្ដេច", "សម្តេច"), ("កណ្ដាល", "កណ្តាល")),
    ),
    Rule(
        "shifter-for-u",
        UTN61,
        "under a sign that stands above, a shifter is drawn as ុ and is often typed so",
        f"(?P<letters>(?<!{COENG})[{LETTERS}]{ROBAT}?+(?>(?:{SUBSCRIPT})*))"
        f"(?:\u17bb(?=[{ABOVE_VOWELS}\u17dd]|\u17b6\u17c6|(?P<sannya>\u17d0))|(?P<oe>\u17be)\u17bb)",
        _shifter_for_u,
        (("សុី", "ស៊ី"), ("មុី", "ម៉ី"), ("ប្រុី", "ប្រ៉ី"), ("សុាំ", "ស៊ាំ"), ("ហុឹង", "ហ៊ឹង")),
    ),
    Rule(
        "coeng-ro-last",
        UTN61,
        "of two subscripts that of រ is the last",
        f"(?<!{SUBSCRIPT})({COENG}{_RO})({COENG}(?!{_RO})[{LETTERS}])(?!{SUBSCRIPT})",
        lambda match: match[2] + match[1],
        (("ស្រ្តី", "ស្ត្រី"), ("អង្រ្គង", "អង្គ្រង")),
    ),
    Rule(
        "non-joiner",
        UTN61,
        "a non-joiner keeps a shifter above where it would be drawn below, and does nothing else",
        f"{ZWNJ}(?!(?<=[{SHIFTERS}]{ZWNJ})(?:[{ABOVE_VOWELS}\u17be]|\u17b6\u17c6)"
        f"|(?<=\u17c9{ZWNJ})\u17d0)",
        "",
        (("ស៊\u200cុន", "ស៊ុន"), ("ហ៊\u200cាន", "ហ៊ាន"), ("ខ្\u200cមែរ", "ខ្មែរ")),
    ),
    Rule(
        "beyyal",
        UNICODE,
        "the discouraged sign U+17D8 is written out",
        "\u17d8",
        "។ល។",
        (("\u17d8", "។ល។"),),
    ),
)

FOLD_RULES: tuple[Rule, ...] = (
    Rule(
        "fold-quk", UNICODE, "the obsolete letter U+17A8 is ឧក", "\u17a8", "ឧក", (("\u17a8", "ឧក"),)
    ),
    Rule("fold-qoo", UNICODE, "ឲ and ឱ are one letter", "ឲ", "ឱ", (("ឲ្យ", "ឱ្យ"),)),
    Rule(
        "fold-sanskrit-s",
        UNICODE,
        "ឝ and ឞ stand for letters that Khmer itself writes ស",
        "[ឝឞ]",
        "ស",
        (("ទេឝ", "ទេស"),),
    ),
    Rule(
        "fold-to-ba",
        UTN61,
        "ទ្ប is drawn like ឡ and typed for it",
        f"(?<!{COENG})ទ្ប",
        "ឡ",
        (("ទ្បាយ", "ឡាយ"),),
    ),
    Rule(
        "fold-bathamasat",
        UNICODE,
        "U+17D3 is typed for ំ",
        "\u17d3",
        "\u17c6",
        (("ច\u17d3", "ចំ"),),
    ),
    Rule(
        "fold-atthacan",
        UNICODE,
        "U+17DD is a form of U+17D1",
        "\u17dd",
        "\u17d1",
        (("ន\u17dd", "ន\u17d1"),),
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
        OWN,
        "a sign typed twice counts once",
        f"(?P<sign>[{MARKS}])(?P=sign)+",
        lambda match: match["sign"],
        (("ចាន់់", "ចាន់"), ("ឡុុង", "ឡុង")),
    ),
    Rule(
        "fold-shifter-and-u",
        OWN,
        "beside the shifter that is drawn as ុ, a typed ុ counts for nothing",
        f"(?<=[{SHIFTERS}])(?:\u17bb(?=[{ABOVE_VOWELS}])|\u17be\u17bb)",
        lambda match: match.group().replace("\u17bb", ""),
        (("ស៊ុី", "ស៊ី"), ("ស៊ុើប", "ស៊ើប")),
    ),
    Rule(
        "fold-unseen",
        OWN,
        "what says nothing in a name is not searched: ZWSP, non-joiner, lone coeng, ៜ",
        f"[{ZWSP}{ZWNJ}\u17dc]|{COENG}(?![{LETTERS}])",
        "",
        (("ហ៊ុន\u200bសែន", "ហ៊ុនសែន"), ("ចន្", "ចន")),
    ),
    Rule(
        "fold-punctuation",
        OWN,
        "punctuation parts words",
        "[\u17d4-\u17d6\u17d9\u17da]",
        " ",
        (("សុខ។", "សុខ"), ("ឈ្មោះ៖សុខ", "ឈ្មោះ សុខ")),
    ),
    Rule(
        "fold-digit",
        UNICODE,
        "Khmer digits count as the usual ones, divination numerals do not",
        "[០-៩]",
        lambda match: str(int(match.group())),
        (("ក្រុម ២០", "ក្រុម 20"),),
    ),
)


@cache
def _cluster_or_character() -> re.Pattern[str]:
    return re.compile(f"{CLUSTER}|.[{ACCENTS}]*+", re.DOTALL)


def clusters(text: str) -> tuple[str, ...]:
    """Split a text into grapheme clusters: a Khmer letter with all that hangs on it is one.

    Args:
        text: a normalized string; other text is split too, at the price of stray signs.

    Returns:
        The clusters in order; joined they give the text. A Latin letter keeps its accents.

    Examples:
        >>> clusters("ស្ត្រី Ny")
        ('ស្ត្រី', ' ', 'N', 'y')
    """
    return tuple(_cluster_or_character().findall(text))
