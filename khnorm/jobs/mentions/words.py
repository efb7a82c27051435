"""What a Latin word of running text can be, as the tables tell it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from khnorm import tables
from khnorm.names.elements import bands
from khnorm.names.folds import latin_letters, title_sound
from khnorm.names.spelling import title_rows
from khnorm.names.styles import slots_of
from khnorm.names.vocabulary import vocabulary
from khnorm.names.words import Kind, split

__all__ = [
    "Known",
    "Use",
    "begins_title",
    "in_titles",
    "is_abbreviation",
    "known",
    "made_of_parts",
    "opens_title",
    "phrases",
]


class Use:
    """What a word is used for: bits, plain integers for speed."""

    NONE = 0
    SAY = 1 << 0  # a verb of saying
    ACT = 1 << 1  # another verb of persons
    WHOM = 1 << 2  # a verb that persons are the object of
    ROLE = 1 << 3  # a trade or kinship that no title table holds
    HEAD = 1 << 4  # an office
    NAMED = 1 << 5  # called
    ALIAS = 1 << 6
    BYLINE = 1 << 7  # by
    ARTICLE = 1 << 8
    DETERMINER = 1 << 9  # opens an apposition: his
    RELATIVE = 1 << 10  # who
    WHERE = 1 << 11  # before a place: in, near
    AND = 1 << 12
    FUNCTION = 1 << 13  # a common word that begins sentences and headlines
    PARTICLE = 1 << 14  # in small letters inside a name: bin, de
    DOTTED = 1 << 15  # inside a name with its full stop: Jr., St.
    FORENAME = 1 << 16  # abroad
    SURNAME = 1 << 17  # abroad
    PLACE = 1 << 18
    PLACE_FIRST = 1 << 19  # place names begin with it: Tuol, Boeung
    SITE = 1 << 20  # a street, school or park: it bears the name before it
    SITE_KIND = 1 << 21  # between a name and what bears it: Hun Sen *Primary* School
    LEVEL = 1 << 22  # a commune or province, which bears the name before it
    ORGANISATION = 1 << 23
    PARTY = 1 << 24
    OUTLET = 1 << 25
    PRODUCT = 1 << 26
    PEOPLE = 1 << 27  # a nation, a language
    TIME = 1 << 28  # a month, a day, a feast


class Known(NamedTuple):
    """A word: its uses, its bands as family and given name, and as a common word (-1: none)."""

    uses: int
    family: int
    given: int
    common: int


_CONTEXT = {
    "abroad": Use.FORENAME,
    "act": Use.ACT,
    "alias": Use.ALIAS,
    "article": Use.ARTICLE,
    "byline": Use.BYLINE,
    "determiner": Use.DETERMINER,
    "dotted": Use.DOTTED,
    "function": Use.FUNCTION,
    "level": Use.LEVEL,
    "named": Use.NAMED,
    "organisation": Use.ORGANISATION,
    "outlet": Use.OUTLET,
    "particle": Use.PARTICLE,
    "people": Use.PEOPLE,
    "place": Use.PLACE,
    "place_first": Use.PLACE_FIRST,
    "product": Use.PRODUCT,
    "relative": Use.RELATIVE,
    "role": Use.ROLE,
    "say": Use.SAY,
    "site_kind": Use.SITE_KIND,
    "time": Use.TIME,
    "where": Use.WHERE,
    "whom": Use.WHOM,
}
_CONTEXT_WORDS = {
    "head": Use.HEAD,
    "party": Use.PARTY,
    "place": Use.PLACE,
    "place_after": Use.SITE,
}
_PHRASES = frozenset(("body", "outlet", "party", "place", "product", "time"))
_FOREIGN = {"forename": Use.FORENAME, "surname": Use.SURNAME}


@cache
def _uses() -> dict[str, int]:
    found: dict[str, int] = {}

    def add(form: str, use: int) -> None:
        found[form] = found.get(form, Use.NONE) | use

    for row in tables.rows("context.tsv"):
        if row["script"] == "latin":
            add(row["form"].lower(), _CONTEXT[row["kind"]])
    for row in tables.rows("context_words.tsv"):
        if row["script"] == "latin" and row["kind"] in _CONTEXT_WORDS:
            add(row["form"].lower(), _CONTEXT_WORDS[row["kind"]])
        elif row["script"] == "latin" and row["kind"] == "link" and row["lemma"] == "and":
            add(row["form"].lower(), Use.AND)
    for row in tables.rows("foreign_names.tsv"):
        add(row["form"].lower(), _FOREIGN[row["use"]])
    return found


@cache
def _common() -> dict[str, int]:
    return {
        row["form"]: int(row["band"])
        for row in tables.rows("words.tsv")
        if row["script"] == "latin"
    }


@cache
def phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Give the names of places, bodies, outlets and feasts of several words, by their first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for form, kind in _named("context.tsv", "context_words.tsv"):
        words = tuple(word.letters for word in split(form) if word.kind is Kind.LATIN)
        if len(words) > 1 and kind in _PHRASES:
            found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(rest, key=len, reverse=True)) for first, rest in found.items()}


def _named(*names: str) -> Iterator[tuple[str, str]]:
    """Give the Latin forms of tables of context, with their kinds."""
    for name in names:
        for row in tables.rows(name):
            if row["script"] == "latin":
                yield row["form"], row["kind"]


@lru_cache(maxsize=1 << 15)
def known(text: str) -> Known:
    """Look a Latin word up.

    Args:
        text: the word as written.

    Returns:
        All that the tables tell about it.

    Examples:
        >>> known("said").uses & Use.SAY > 0, known("Rainsy").given, known("Committee").common > 0
        (True, 1, True)
    """
    low = text.lower()
    letters = latin_letters(text)
    family, given = bands(letters) or (0, 0)
    return Known(_uses().get(low, Use.NONE), family, given, _common().get(low, -1))


def _title_forms() -> Iterator[str]:
    return (form for _, form, script, _ in title_rows() if script == "latin")


def _context_forms(*kinds: str) -> Iterator[str]:
    """Give the Latin words around names of some kinds."""
    return (form for form, kind in _named("context_words.tsv") if kind in kinds)


@cache
def _first_words() -> frozenset[str]:
    """The words that titles, offices and bodies begin with, joints and links left out."""
    forms = [*_title_forms(), *_context_forms("body", "head", "place", "qualifier", "short")]
    return frozenset(split(form)[0].letters for form in forms) - {
        *_context_forms("joint", "link"),
        "",
    }


@lru_cache(maxsize=1 << 15)
def made_of_parts(letters: str) -> bool:
    """Tell whether a word is two known parts of names written as one.

    Examples:
        >>> made_of_parts("soksophea"), made_of_parts("committee")
        (True, False)
    """
    least = 3
    return len(letters) <= 24 and any(
        bands(letters[:cut]) and bands(letters[cut:])
        for cut in range(least, len(letters) - least + 1)
    )


@cache
def _title_words() -> frozenset[str]:
    around = (form for form, kind in _named("context_words.tsv") if kind != "nobody")
    forms = (*_title_forms(), *around)
    return frozenset(word.letters for form in forms for word in split(form))


def in_titles(letters: str) -> bool:
    """Tell whether some title, office or word around them has a word.

    Examples:
        >>> in_titles("secretary"), in_titles("like")
        (True, False)
    """
    return letters in _title_words()


@cache
def _abbreviations() -> frozenset[str]:
    dotted = {word.letters for form in _title_forms() for word in split(form) if word.dot}
    shorts = _context_forms("short")
    return frozenset(dotted.union(word.letters for form in shorts for word in split(form)))


def is_abbreviation(letters: str) -> bool:
    """Tell whether a title is written with a word and a full stop, which ends no sentence then.

    Examples:
        >>> is_abbreviation("gen"), is_abbreviation("gov"), is_abbreviation("e"), is_abbreviation("king")
        (True, True, True, False)
    """
    return len(letters) == 1 or letters in _abbreviations()


def opens_title(letters: str) -> bool:
    """Tell whether a title or an office of the tables begins with a word.

    Examples:
        >>> opens_title("prime"), opens_title("prescott")
        (True, False)
    """
    return letters in _first_words()


@lru_cache(maxsize=1 << 15)
def begins_title(text: str) -> bool:
    """Tell whether a title or an office may begin with a word: quick, and rarely wrong.

    Examples:
        >>> begins_title("Samdach"), begins_title("yesterday"), begins_title("the")
        (True, False, False)
    """
    letters = latin_letters(text)
    if letters in _first_words():
        return True
    if not text[:1].isupper() or len(letters) < 4:
        return False
    word = known(text)
    if word.common >= 0 or word.family or word.given > 1:
        return False
    return vocabulary().sounds.begins(title_sound(letters)) or bool(slots_of(letters))
