"""A text cut into words, each with its place: what all of `names` walks over."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from khnorm.names.folds import latin_letters
from khnorm.text.scripts import ACCENTS, LATIN

__all__ = ["Kind", "Word", "split"]

_KHMER = "\u1780-\u17d3\u17dc\u17dd"
_APOSTROPHE = "'\u2019\u02bc"
_TOKEN = re.compile(
    f"([{LATIN}][{LATIN}{ACCENTS}]*+(?:[{_APOSTROPHE}][{LATIN}{ACCENTS}]+)*+)"
    f"|([{_KHMER}]++)"
    f"|([0-9\u17e0-\u17e9]++)"
    f"|([^\\s!-/:-@\\[-`{{-~\u00a1-\u00bf\u17d4-\u17d9\u200b\u2010-\u205e\u3000-\u303f{LATIN}{_KHMER}0-9]++)"
    r"|([^\s\u200b])"
)
_POSSESSIVE = re.compile(f"[{_APOSTROPHE}][sS]\\Z")
# A capital after a small letter begins a word: HunSen, PreahBat; but McDonald is one word.
_CAMEL = re.compile(r"(?<=[a-z])(?<!\bMc)(?<!\bMac)(?=[A-Z])")
_HYPHENS = frozenset("-_\u2010\u2011")
_LONG = 64  # longer pieces are no words and are not worth remembering


class Kind(IntEnum):
    """What a word is made of."""

    LATIN = 1
    KHMER = 2
    NUMBER = 3
    MARK = 4
    OTHER = 5


class Word:
    """One word of a text: `text` is the slice `[start:end]`, `gap` what stood before it.

    `letters` is the folded form. `dot` tells that a full stop follows at once, `possessive` that
    's was cut off; `opens`, once asked, whether a title or another term can begin here.
    """

    __slots__ = ("dot", "end", "gap", "kind", "letters", "opens", "possessive", "start", "text")

    def __init__(self, kind: Kind, text: str, letters: str, start: int, gap: str) -> None:
        self.kind = kind
        self.text = text
        self.letters = letters
        self.start = start
        self.end = start + len(text)
        self.gap = gap
        self.dot = False
        self.possessive = False
        self.opens: bool | None = None

    @property
    def named(self) -> bool:
        """Whether the word can be part of a name."""
        return self.kind not in (Kind.NUMBER, Kind.MARK)

    def __repr__(self) -> str:
        return f"Word({self.text!r}, {self.start})"


def _latin_parts(piece: str) -> tuple[tuple[tuple[str, str], ...], bool]:
    possessive = _POSSESSIVE.search(piece)
    if possessive:
        piece = piece[: possessive.start()]
    parts = [piece] if piece.islower() else _CAMEL.split(piece)
    return tuple((part, latin_letters(part)) for part in parts), possessive is not None


_latin_parts_cached = lru_cache(maxsize=1 << 16)(_latin_parts)


def split(text: str) -> list[Word]:
    """Cut a normalized text into words, numbers and marks.

    Words are cut at spaces, hyphens, zero-width spaces, changes of script and before a capital
    inside a word. A full stop after a Latin letter is noted on the word and is no word itself.

    Args:
        text: what `normalize` gave.

    Returns:
        The words from left to right.

    Examples:
        >>> [word.text for word in split("H.E. PreahBat Hun-Sen\u2019s (ហ៊ុន សែន)")]
        ['H', 'E', 'Preah', 'Bat', 'Hun', 'Sen', '(', 'ហ៊ុន', 'សែន', ')']
    """
    words: list[Word] = []
    done = 0
    for match in _TOKEN.finditer(text):
        piece, (start, end) = match[0], match.span()
        group = match.lastindex
        if group == 1:
            gap = text[done:start]
            find = _latin_parts_cached if end - start < _LONG else _latin_parts
            parts, possessive = find(piece)
            for part, letters in parts:
                words.append(Word(Kind.LATIN, part, letters, start, gap))
                start, gap = start + len(part), ""
            if possessive:
                words[-1].possessive = True
        elif group == 2:
            words.append(Word(Kind.KHMER, piece, piece, start, text[done:start]))
        elif group == 3:
            words.append(Word(Kind.NUMBER, piece, piece, start, text[done:start]))
        elif group == 4:
            words.append(Word(Kind.OTHER, piece, piece, start, text[done:start]))
        elif not _joins(words, piece, text, done, start):
            words.append(Word(Kind.MARK, piece, piece, start, text[done:start]))
        elif piece in _HYPHENS:
            continue  # it becomes the gap before the next word
        done = end
    return words


def _joins(words: list[Word], mark: str, text: str, done: int, start: int) -> bool:
    """Tell whether a mark belongs to the words beside it, and note it on them."""
    last = words[-1] if words else None
    if last is None or start != done:
        return False
    if mark == "." and last.kind in (Kind.LATIN, Kind.KHMER):
        last.dot = True
        return True
    if mark in _HYPHENS and last.kind is not Kind.MARK:
        return start + 1 < len(text) and not text[start + 1].isspace()
    return False
