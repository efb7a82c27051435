"""The words at the end of a text that can only be a name, whatever stands before them.

Most texts of a list are a head that many share (H.E., លោកជំទាវ, Neak Oknha) and a name that few do.
A word belongs to the tail if nothing in the tables begins with it; of the last word it is enough
that nothing is found in it. What is told of a tail here, and by `khnorm.names.borders` of where it
meets its head, is all that the reader ever asks of it.
"""

from __future__ import annotations

from functools import lru_cache

from khnorm.names.folds import khmer_skeleton
from khnorm.names.khmer_titles import opens_khmer
from khnorm.names.latin_titles import leads_title, opens
from khnorm.names.matching import match
from khnorm.names.offices import office
from khnorm.names.page import Page
from khnorm.names.vocabulary import bands, spelled, vocabulary
from khnorm.names.words import Kind, Word

__all__ = ["tail_of"]

_LONGEST = 40  # characters; a longer word is hardly met twice
_COENG = "\u17d2"
# A word by how much it is at home in names; 3 more where something may begin with it, 6 more where
# it is a title that is a name as well.
_STRANGE, _KNOWN, _NAME = 1, 2, 3
_OPENING, _DUAL = 3, 6
_TERM = 10  # begins nothing, but a term of the tables may stand in it: no tail of any head
_SORTS = 16


def tail_of(page: Page) -> tuple[int, int]:
    """Find the tail of a text.

    Args:
        page: the text.

    Returns:
        The index of its first word, and a number: its script, how many words it has, and what is
        known of the first and the last.

    Examples:
        >>> from khnorm.names.words import split
        >>> text = "Lok Chumteav Hun Bopha"
        >>> tail_of(Page(text, split(text)))[0]
        2
    """
    words = page.words
    start = stop = len(words)
    kind = words[-1].kind if words else Kind.MARK
    if kind is not Kind.LATIN and kind is not Kind.KHMER:
        return stop, 0
    latin = kind is Kind.LATIN
    standing = _latin_standing if latin else _khmer_standing
    known = [0] * stop
    least = 0  # where the tail begins at the earliest, if a head stands before it
    while start:
        word = words[start - 1]
        if word.kind is not kind or word.dot or word.possessive or "\u200b" in word.gap:
            break
        if len(word.text) > _LONGEST:
            break
        found = standing(word.letters)
        if start == stop:
            found = found or _last(latin, word.text, word.letters, page.capitals, page.small)
        elif known[-1] > _OPENING and latin and leads_title(word, words[start]):
            break
        if not found:
            break
        start -= 1
        known[start] = found
        if not least and (found == _TERM or (latin and len(word.text) < 2)):
            least = start + 1
    if not start:
        return 0, 0
    start = max(start, least)
    while start < stop and not words[start].gap:  # what a word is joined to is read with it
        start += 1
    if start == stop:
        return stop, 0
    return start, (((stop - start) * _SORTS + known[start]) * _SORTS + known[-1]) * 2 + latin


def _told(word: str) -> int:
    known = bands(word)
    return _STRANGE if known is None else _KNOWN if known == (0, 0) else _NAME


@lru_cache(maxsize=1 << 16)
def _latin_standing(letters: str) -> int:
    """Tell what is known of a word that begins nothing; 0 if something may begin with it."""
    if opens(letters):
        return 0
    term = not letters or _full(letters) != letters or _is_term(letters)
    return _TERM if term else _told(letters)


@lru_cache(maxsize=1 << 16)
def _khmer_standing(text: str) -> int:
    if opens_khmer(text):
        return 0
    return _TERM if text.endswith(_COENG) else _told(text)


def _full(letters: str) -> str:
    return spelled(Word(Kind.LATIN, letters, letters, 0, ""))


def _is_term(letters: str) -> bool:
    entries = vocabulary().contexts.entries
    return letters in entries or letters[:-1] in entries


@lru_cache(maxsize=1 << 15)
def _last(latin: bool, text: str, letters: str, capitals: bool, small: bool) -> int:
    """Tell what is known of a last word in which nothing is found, though it looks like it; else 0."""
    if latin:
        if _full(letters) != letters or _is_term(letters) or letters in vocabulary().suffixes:
            return 0
    elif text.endswith(_COENG) or _holds_term(text):
        return 0
    page = Page(text, [Word(Kind.LATIN if latin else Kind.KHMER, text, letters, 0, "")])
    page.capitals, page.small = capitals, small
    if office(page, 0, 1):
        return 0
    hit = match(page, 0, 1)
    if hit is None:
        return _told(letters) + _OPENING
    whole = (hit.after, hit.end) == (1, len(text))
    return _told(letters) + _DUAL if hit.weak and whole else 0


def _holds_term(text: str) -> bool:
    """Tell whether a term of the tables stands at the beginning of a Khmer word."""
    skeleton, _ = khmer_skeleton(text)
    return next(vocabulary().khmer_contexts.longest(skeleton, 0), None) is not None
