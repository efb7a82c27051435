"""What stands behind a name besides words of kin: the number of a document, a place, somebody else."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from khnorm import tables
from khnorm.names.elements import bands
from khnorm.names.offices import senses, term_kinds
from khnorm.names.page import Page
from khnorm.names.persons import are_one
from khnorm.names.styles import is_name
from khnorm.names.words import KHMER, LATIN, MARK, NUMBER, Word, split

__all__ = ["number_of", "place_of", "second_name"]

_WIDE = 4  # words and marks between a document and its number: ID card no.: 010123456
_FIGURES = 5  # of the shortest number of a document
_PART = 3  # figures of the shortest piece of a number written in pieces: 010 123 456
_LEVELS = frozenset(("commune", "district", "province"))  # lemmas of bodies that are places
_FULL_NAME = (2, 3)  # words of a full name
_FAMILY_BAND = 2
_OTHER = frozenset(("alias", "body", "head", "place"))


def number_of(words: Sequence[Word]) -> tuple[str, int] | None:
    """Find the number of a document, and after how many words it ends.

    Args:
        words: what stands behind the document's name, or the number itself.

    Returns:
        Letters and figures without spaces; None where there is none.

    Examples:
        >>> number_of(split("no. N1234567, issued")), number_of(split("010 123 456")), number_of(split("5"))
        (('n1234567', 3), ('010123456', 3), None)
    """
    for place, word in enumerate(words[:_WIDE]):
        if word.kind is not NUMBER:
            continue
        letters = words[place - 1] if place and not word.gap else None
        found = letters.letters if letters and letters.kind is LATIN else ""
        after = place + 1
        found += word.text
        while (
            after < len(words) and words[after].kind is NUMBER and len(words[after].text) >= _PART
        ):
            found += words[after].text
            after += 1
        figures = "".join([str(int(char)) if char.isdecimal() else char for char in found])
        return (figures, after) if len(figures) >= _FIGURES else None
    return None


@cache
def _levels() -> frozenset[str]:
    """What a place may be called beside its name: province."""
    rows = [row for row in tables.rows("context_words.tsv") if row["lemma"] in _LEVELS]
    return frozenset(word.letters for row in rows for word in split(row["form"]))


def place_of(page: Page, start: int, close: int) -> str:
    """Give the place that words are, with *from* and *province* or without.

    Args:
        page: what follows a name.
        start: the first of the words.
        close: the word after the last.

    Returns:
        The place as letters; empty where the words are none, or more than one.

    Examples:
        >>> from khnorm.names.words import split
        >>> def told(text: str) -> str:
        ...     return place_of(Page(text, words := split(text)), 0, len(words))
        >>> told("from Takeo Province"), told("ខេត្តតាកែវ"), told("Takeo market")
        ('takeo', 'តាកែវ', '')
    """
    if "joint" in term_kinds(page, start):
        start += 1
    words = [word for word in page.words[start:close] if word.letters not in _levels()]
    if words and words[0].kind is KHMER:
        whole = words[0].letters
        level = max((form for form in _levels() if whole.startswith(form)), default="", key=len)
        words[0] = Word(KHMER, whole[len(level) :], whole[len(level) :], 0, "")
    joined = _letters(words)
    return joined if joined in _places() else ""


@cache
def _places() -> frozenset[str]:
    rows = [row for row in tables.rows("context_words.tsv") if row["kind"] == "place"]
    return frozenset("".join([word.letters for word in split(row["form"])]) for row in rows)


def second_name(page: Page, start: int, close: int, own: Sequence[Word]) -> bool:
    """Tell whether words are somebody else's full name: Sok Dara, *Chan Sophea*.

    Args:
        page: what follows a name.
        start: the first of the words.
        close: the word after the last.
        own: the words of the name.

    Returns:
        Whether the name is a full one in their script, and they are another: words of names alone,
        a family name first or last, of no place, body or office, and no known alias of its bearer.
    """
    words = page.words[start:close]
    least, most = _FULL_NAME
    if not least <= len(words) <= most or len(own) < least:
        return False
    if any(word.kind is not own[0].kind for word in (*words, *own)) or own[0].kind is MARK:
        return False
    if not all(is_name(word.letters) and not word.possessive for word in words):
        return False
    if place_of(page, start, close):
        return False
    ours, theirs = ({word.letters for word in some} for some in (own, words))
    if ours <= theirs or theirs <= ours or are_one(_letters(own), _letters(words)):
        return False
    if any(_means_other(page, at, close) for at in range(start, close)):
        return False
    return max((bands(word.letters) or (0, 0))[0] for word in (words[0], words[-1])) >= _FAMILY_BAND


def _letters(words: Sequence[Word]) -> str:
    return "".join([word.letters for word in words])


def _means_other(page: Page, index: int, close: int) -> bool:
    """Tell whether a term begins at a word that is said of no name."""
    if page.words[index].kind is LATIN:
        return any(sense.kind in _OTHER for sense in senses(page, index, close)[1])
    return not _OTHER.isdisjoint(term_kinds(page, index))
