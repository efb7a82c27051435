"""What stands beside a name: another name of the person, or something about him."""

from __future__ import annotations

from functools import cache

from khnorm import tables
from khnorm.model import Part, PersonName
from khnorm.names.bearer import names_relative, tells_kin
from khnorm.names.elements import bands
from khnorm.names.offices import senses, term_kinds
from khnorm.names.page import Page
from khnorm.names.running import is_common, row_letters
from khnorm.names.shape import is_patronym
from khnorm.names.title_at import match
from khnorm.names.words import KHMER, LATIN, Word, split

__all__ = ["NICKNAMES", "is_remark", "link_of", "tells_about"]

# Marks of `bearers.tsv` that are other names, too: តូច, little.
NICKNAMES = frozenset(("little", "big"))
_ACRONYM = 6  # letters of the longest that is told from a nickname in capitals
_OPEN, _SLASHES = "({[\uff08", "/|"
_QUOTES = "\"'`\u201c\u201d\u201e\u2018\u2019\u00ab\u2039"
# Context terms that tie what follows to a person: *with* Hun Sen, ជាមួយ, *from* Takeo.
_TIES = frozenset(("link", "joint", "tail"))
# Context terms that are said of places and bodies, not of persons.
_BODIES = frozenset(("body", "party", "place", "place_after", "place_before"))


def tells_about(page: Page, words: list[Word]) -> bool:
    """Tell whether words in parentheses say something about a person and give no other name.

    Args:
        page: the text.
        words: what stands inside.

    Returns:
        Whether they say whose he is, *Hun Sen's adviser*, *wife of Hun Sen*, or begin with what ties
        them to him, *with Hun Sen*.

    Examples:
        >>> texts = ("Hun Sen's adviser", "with Hun Sen", "Pol Pot", "ជាមួយ ហ៊ុន សែន")
        >>> [tells_about(Page(text, words := split(text)), words) for text in texts]
        [True, True, False, True]
    """
    if any(word.possessive for word in words):
        return True
    title = match(page.part(words), 0, len(words)) if len(words) > 1 else None
    if title is not None and title.after == len(words):
        return False  # Brother Number One
    first = words[0]
    common = first.text.islower() and not page.small
    known = bands(first.letters) is not None and not common
    if first.kind is LATIN and first.text.istitle() and known:
        return False
    inside = page.part(words)
    if tells_kin(inside, 0) > 0 or names_relative(inside, 0):
        return True
    if first.kind is KHMER and first.letters in _remarks():
        return True  # អាយុ, age: before a figure
    if known or len(words) == 1 or is_patronym(first):
        return False
    if first.kind is LATIN:
        _, found = senses(inside, 0, len(words))
        return any(sense.kind in _TIES and sense.lemma != "the" for sense in found)
    return not _TIES.isdisjoint(term_kinds(inside, 0))


def is_remark(page: Page, words: list[Word]) -> bool:
    """Tell whether what looks like a name in parentheses is none: (CPP), (retired), (Phnom Penh).

    Args:
        page: the text.
        words: those that may be a name.

    Returns:
        Whether a word says otherwise: a place, a body, a day, a word in small letters or one that is
        common in running text and in no name.

    Examples:
        >>> texts = ("CPP", "Monday", "Hun Sen High School", "see note", "Pol Pot", "ភេទប្រុស")
        >>> [is_remark(Page(f"({text})", words := split(text)), words) for text in texts]
        [True, True, True, True, False, True]
    """
    if len(words) == 1 and len(words[0].text) == 1:
        return True
    if (len(words) > 1 or words[0].kind is KHMER) and _phrase(words) in _remarks():
        return True
    inside = page.part(words)
    size, found = senses(inside, 0, len(words))
    if any(
        sense.kind == "party" or (sense.kind in _BODIES and size == len(words)) for sense in found
    ):
        return True
    return any(_is_no_name(inside, place) for place in range(len(words)))


def _phrase(words: list[Word]) -> str:
    return "".join(word.letters for word in words)


def _is_no_name(page: Page, place: int) -> bool:
    """Tell whether a word of an aside shows that it is no name of a person."""
    word = page.words[place]
    known = bands(word.letters) is not None
    if word.kind is LATIN:
        joint = place > 0 and "joint" in term_kinds(page, place)
        if word.text.islower() and not (page.small or joint or is_patronym(word)):
            return True
        if word.letters in _remarks() and (word.dot or not known):
            return True
        short = len(page.words) == 1 and word.text.isupper() and len(word.text) <= _ACRONYM
        if short and not known and not page.capitals:
            return True
    if known:
        return False
    return is_common(word) or not _BODIES.isdisjoint(term_kinds(page, place))


@cache
def _remarks() -> frozenset[str]:
    """What says something about a person by itself, as letters without spaces."""
    rows = [row for row in tables.rows("context_words.tsv") if row["kind"] == "remark"]
    rows += [row for row in tables.rows("bearers.tsv") if row["mark"] not in NICKNAMES]
    return frozenset(map(row_letters, rows))


def link_of(name: PersonName, alias: Part) -> str:
    """Tell what ties another name of a text to the name.

    Args:
        name: a text taken apart.
        alias: one of its parts.

    Returns:
        `(` for parentheses, `/` for a slash, a comma or nothing at all; empty where a marker (*alias*,
        ហៅ) or quotes say that it is another name of the same person.

    Examples:
        >>> from khnorm.names.parse import parse
        >>> texts = ("Saloth Sar (Pol Pot)", "Saloth Sar/Pol Pot", "Saloth Sar (aka Pol Pot)")
        >>> [link_of(name := parse(text), name.parts[-1]) for text in texts]
        ['(', '/', '']
        >>> link_of(name := parse("សុខ ដារ៉ា (ហៅ កែវ ម៉ាលី)"), name.parts[-1])
        ''
    """
    start = name.end if name.end <= alias.start else 0
    between = name.text[start : alias.start]
    opened = max(between.rfind(mark) for mark in _OPEN)
    inside = between[opened + 1 :]
    words = split(inside)
    page = Page(inside, words)
    if any(mark in between for mark in _QUOTES) or any(
        "alias" in term_kinds(page, place) for place in range(len(words))
    ):
        return ""
    return "(" if opened >= 0 and not any(mark in between[opened:] for mark in _SLASHES) else "/"
