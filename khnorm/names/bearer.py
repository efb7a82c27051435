"""Whose name a text gives: nobody's (Unknown), or a relative's who is not meant (Hun Sen's wife)."""

from __future__ import annotations

from functools import cache

from khnorm import tables
from khnorm.names.offices import senses
from khnorm.names.page import Page, end_of
from khnorm.names.spelling import letters_of
from khnorm.names.vocabulary import vocabulary
from khnorm.names.words import Kind, Word

__all__ = ["names_nobody", "of_bearer", "tells_kin"]

_BEFORE_KIN = 2  # words between a possessive and the relation: Hun Sen's late first wife
_AROUND = " .,:;-\u2013\u2014*?!()[]0123456789"
_LONGEST = 40  # characters of the longest placeholder, with room


@cache
def _placeholders() -> frozenset[str]:
    return frozenset(
        row["form"].casefold()
        for row in tables.rows("context_words.tsv")
        if row["kind"] == "nobody"
    )


@cache
def _first_words() -> frozenset[str]:
    """The words that Latin relations begin with."""
    return frozenset(
        letters_of(row["form"])[0]
        for row in tables.rows("context_words.tsv")
        if row["kind"] == "kin" and row["script"] == "latin"
    )


def names_nobody(text: str) -> bool:
    """Tell whether a text stands where a name is missing.

    Args:
        text: what `normalize` gave.

    Returns:
        Whether it is a placeholder of `context_words.tsv`; marks and figures around it do not count.

    Examples:
        >>> names_nobody("Unknown"), names_nobody("(N/A)"), names_nobody("Total: 25"), names_nobody("Na")
        (True, True, True, False)
    """
    return len(text) <= _LONGEST and text.strip(_AROUND).casefold() in _placeholders()


def of_bearer(page: Page) -> list[Word]:
    """Leave out the relative through whom a text says who is meant.

    Args:
        page: the words of a text.

    Returns:
        The words that can name the person who is meant; none in *wife of Hun Sen*.

    Examples:
        >>> from khnorm.names.words import split
        >>> def left(text: str) -> list[str]:
        ...     return [word.text for word in of_bearer(Page(text, split(text)))]
        >>> left("Hun Sen's wife"), left("Hun Sen's wife Bun Rany"), left("Bun Rany")
        ([], ['Bun', 'Rany'], ['Bun', 'Rany'])
        >>> left("the wife of Hun Sen, Bun Rany")
        ['Bun', 'Rany']
    """
    words = page.words
    for place, word in enumerate(words):
        if word.possessive:
            for kin in range(place + 1, min(place + 2 + _BEFORE_KIN, len(words))):
                if size := tells_kin(page, kin):
                    return words[kin + size :]
            break
    first = 1 if words and words[0].letters == "the" else 0
    size = tells_kin(page, first)
    if not size or not _is_of(page, first + size):
        return words
    comma = next((at for at, word in enumerate(words) if word.text == ","), len(words))
    return words[comma + 1 :]


def tells_kin(page: Page, index: int) -> int:
    """Count the words of a relation, such as *wife* or ភរិយា, that begins at a word; 0 for none.

    A Khmer one may be glued to what follows.
    """
    if index >= len(page.words):
        return 0
    word = page.words[index]
    if word.kind is Kind.LATIN:
        if word.letters not in _first_words():
            return 0
        size, found = senses(page, index, len(page.words))
        return size if any(sense.kind == "kin" for sense in found) else 0
    if word.kind is not Kind.KHMER:
        return 0
    skeleton, point, places = page.skeleton_at(word.start)
    for length, found in vocabulary().khmer_contexts.longest(skeleton, point):
        if any(sense.kind == "kin" for sense in found):
            return 1 if end_of(page, places, point + length - 1) > 0 else 0
    return 0


def _is_of(page: Page, index: int) -> bool:
    """Tell whether somebody follows a relation: Khmer needs no word for *of*."""
    if index and page.words[index - 1].kind is Kind.KHMER:
        return True
    return index < len(page.words) and page.words[index].letters in ("of", "to", "de", "du", "d")
