"""The Khmer words, titles, places and parts of names, with what each costs, and their automaton."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import IntEnum
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from khnorm import tables
from khnorm.names.folds import DA, TA
from khnorm.names.spelling import title_rows
from khnorm.names.vocabulary import titles_also
from khnorm.text.scripts import COENG, ZWSP

__all__ = ["Kind", "Lexicon", "Step", "fold_subscript", "lexicon"]


class Kind(IntEnum):
    """What a piece of Khmer text can be."""

    WORD = 0
    TITLE = 1
    ROLE = 2  # an office, a kinship word
    CALLED = 3  # "named"
    SITE = 4  # a kind of place or body, whose own name follows
    BUILDING = 5  # a kind of street, school, cup..., which may be named after a person
    SAYING = 6  # a word that often follows a person
    AND = 7
    STYLE = 8  # a title that streets and schools bear, too
    FAMILY = 9
    RARE_FAMILY = 10  # so rare that it begins a name behind a title only
    GIVEN = 11
    PERSON = 12  # the full name of somebody the tables know


class Step(NamedTuple):
    """One way to read a piece of text, and its cost in nats."""

    kind: Kind
    cost: float


class Lexicon(NamedTuple):
    """All known pieces: what the automaton finds under a number can be read in these ways.

    `common` tells of the numbers that are common words, and `function` of the commonest; `bylines`
    are the words that the author of a text follows.
    """

    automaton: AhoCorasick
    steps: tuple[tuple[Step, ...], ...]
    common: frozenset[int]
    function: frozenset[int]
    bylines: tuple[str, ...]


# Minus the logarithm of how often a word of band 0 to 5 stands at a place.
BAND = (12.5, 11.3, 9.4, 8.05, 6.66, 5.0)
MOST_TITLE, MOST_ROLE = 6.5, 8.0
KNOWN_PERSON, GLUED_PERSON = 9.0, 10.5
RARE = 11.0  # the cost from which on a family name is rare
ALSO_COMMON, COMMONEST = 2.0, 6.7  # a given name that is one of the commonest words costs more
COMMON, FUNCTION = 8.05, 5.0  # the most that common words, and the commonest, cost
_CONTEXT = {
    "building": Kind.BUILDING,
    "kin": Kind.ROLE,
    "named": Kind.CALLED,
    "people": Kind.WORD,
    "say": Kind.SAYING,
    "site": Kind.SITE,
    "time": Kind.WORD,
}
_CONTEXT_WORDS = {"head": Kind.ROLE, "place_before": Kind.BUILDING}
_NOT_RUNNING = frozenset(
    (
        "alias",
        "descent",
        "field",
        "house",
        "month",
        "nobody",
        "patronym",
        "remark",
        "short",
        "title",
    )
)
# The kinds of ordinary words; a piece has at most one of them, the first that claims it.
_ORDINARY = frozenset(kind for kind in Kind if kind < Kind.FAMILY)
_MUTED = "\u17cd"


def fold_subscript(text: str) -> str:
    """Write subscript da as ta, which look alike; every character keeps its place."""
    return text.replace(COENG + DA, COENG + TA)


def _khmer(name: str) -> Iterator[tables.Row]:
    return (row for row in tables.rows(name) if row["script"] == "khmer")


def _ordinary() -> Iterator[tuple[str, Kind, float]]:
    """Give what is no name, the most telling kind first."""
    bands = {row["form"]: int(row["band"]) for row in _khmer("words.tsv")}
    categories = {row["id"]: row["category"] for row in tables.rows("titles.tsv")}

    def cost(form: str) -> float:
        return BAND[max(bands.get(form, 0), 2)]

    for row in _khmer("context.tsv"):
        if row["kind"] == "byline":
            continue  # a common word, unless it opens the text
        yield row["form"], _CONTEXT[row["kind"]], cost(row["form"])
    courtesies, styles = _forms_also("courtesy"), _forms_also("site")
    for title, form, script, _ in title_rows():
        courteous = form.startswith(courtesies) and form not in courtesies
        if script != "khmer" or (title in titles_also("word") and not courteous):
            continue
        if categories[title] == "office" or (title in titles_also("kin") and not courteous):
            yield form, Kind.ROLE, min(MOST_ROLE, cost(form))
        else:
            kind = Kind.STYLE if fold_subscript(form).startswith(styles) else Kind.TITLE
            yield form, kind, min(MOST_TITLE, cost(form))
    for row in _khmer("context_words.tsv"):
        if row["kind"] == "link" and row["lemma"] == "and":
            yield row["form"], Kind.AND, cost(row["form"])
        elif row["kind"] not in _NOT_RUNNING and not (row["kind"] == "kin" and row["lemma"]):
            kind = _CONTEXT_WORDS.get(row["kind"], Kind.WORD)
            yield row["form"], kind, cost(row["form"])
    for form, band in bands.items():
        yield form, Kind.WORD, BAND[band]


def _forms_also(use: str) -> tuple[str, ...]:
    """Give the Khmer spellings of the titles whose words have another use, too."""
    ids = titles_also(use)
    return tuple(
        form for title, form, script, _ in title_rows() if script == "khmer" and title in ids
    )


def _names() -> Iterator[tuple[str, Kind, float]]:
    for row in _khmer("elements.tsv"):
        for kind, use in ((Kind.FAMILY, "family"), (Kind.GIVEN, "given")):
            cost = BAND[int(row[use])]
            if row[use] != "0":
                rare = kind is Kind.FAMILY and cost > RARE
                yield row["form"], Kind.RARE_FAMILY if rare else kind, cost
    for row in _khmer("aliases.tsv"):
        if row["kind"] == "person" and row["status"] != "refused" and " " in row["form"]:
            yield row["form"], Kind.PERSON, KNOWN_PERSON
            yield row["form"].replace(" ", ""), Kind.PERSON, GLUED_PERSON


@cache
def lexicon() -> Lexicon:
    """Compile the tables, once.

    Returns:
        The automaton and what its finds can be.

    Examples:
        >>> known = lexicon()
        >>> found = known.automaton.find_matches_as_indexes("ឯកឧត្តម", overlapping=True)
        >>> [known.steps[number][0].kind.name for number, start, end in found if end - start == 7]
        ['TITLE']
    """
    steps: dict[str, dict[Kind, float]] = {}
    for form, kind, cost in _ordinary():
        for spelling in _spellings(form):
            known = steps.setdefault(spelling, {})
            if _ORDINARY.isdisjoint(known):
                known[kind] = cost
    for form, kind, cost in _names():
        known = steps.setdefault(fold_subscript(form), {})
        known[kind] = min(cost, known.get(kind, cost))
    for readings in steps.values():
        if Kind.GIVEN in readings and _least(readings) <= COMMONEST:
            readings[Kind.GIVEN] += ALSO_COMMON
    forms = list(steps)
    costs = [_least(steps[form]) for form in forms]
    return Lexicon(
        AhoCorasick(forms),
        tuple(tuple(Step(kind, cost) for kind, cost in steps[form].items()) for form in forms),
        frozenset(number for number, cost in enumerate(costs) if cost <= COMMON),
        frozenset(number for number, cost in enumerate(costs) if cost <= FUNCTION),
        tuple(row["form"] for row in _khmer("context.tsv") if row["kind"] == "byline"),
    )


def _least(readings: Mapping[Kind, float]) -> float:
    """Give the cost of a piece as an ordinary word."""
    return min((cost for kind, cost in readings.items() if kind < Kind.FAMILY), default=99.0)


def _spellings(form: str) -> set[str]:
    """Give the spellings that a word is met in: with subscript da as ta, toandakhiat left out."""
    form = fold_subscript(form.replace(ZWSP, ""))
    return {form, form.replace(_MUTED, "")}
