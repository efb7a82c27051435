"""A text cut into words, each with its place: what all of `names` walks over."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from khnorm.names.folds import latin_letters
from khnorm.text import scripts

__all__ = [
    "HYPHENS",
    "KHMER",
    "LATIN",
    "MARK",
    "NUMBER",
    "OTHER",
    "Kind",
    "Known",
    "Leaning",
    "Word",
    "split",
]

_LETTERS = scripts.LATIN
_KHMER = "\u1780-\u17d3\u17dc\u17dd"
_APOSTROPHE = "'\u2019\u02bc"
_APOSTROPHES = frozenset(_APOSTROPHE)
_TOKEN = re.compile(
    f"([{_LETTERS}][{_LETTERS}{scripts.ACCENTS}]*+(?:[{_APOSTROPHE}][{_LETTERS}{scripts.ACCENTS}]++)*)"
    f"|([{_KHMER}]++)"
    f"|([0-9\u17e0-\u17e9]++)"
    f"|([^\\s!-/:-@\\[-`{{-~\u00a1-\u00bf\u17d4-\u17d9\u200b\u2010-\u205e\u3000-\u303f{_LETTERS}{_KHMER}0-9]++)"
    r"|([^\s\u200b])"
)
# What is no writing of a name: addresses of the net, the tags and entities that a page left (of
# &amp; a & stays, an apostrophe ends the name), a character as workbooks escape it, and the function of a formula.
_NET = re.compile(
    r"(?:https?://|www\.)[^\s<>()\"]+"
    r"|[\w.+-]{1,64}+@[\w-]++(?:\.[\w-]++)+"
    r"|</?(?:a|b|big|br|center|code|div|em|font|h[1-6]|i|li|mark|p|s|small|span|strong|sub|sup|td|th|tr|tt|u|ul)"
    r"(?:\s[^<>]*+)?/?>"
    r"|(?<=&)amp;|&(?!(?:amp|apos|rsquo|\#39|\#8217|\#x27);)(?:[a-z]{2,8}|\#[0-9]{1,7}|\#x[0-9a-f]{1,6});"
    r"|_x[0-9a-f]{4}_"
    r"|\A=[a-z.]{2,40}+\(",
    re.ASCII | re.IGNORECASE,
)
# A capital after a small letter begins a word: HunSen, PreahBat; but McDonald is one word.
_CAMEL = re.compile(r"(?<=[a-z])(?<!\bMc)(?<!\bMac)(?=[A-Z])")
HYPHENS = frozenset("-\u2010\u2011")
_JOINING = HYPHENS | {"_"}
_LONG = 64  # longer pieces are no words and are not worth remembering


class Kind(IntEnum):
    """What a word is made of."""

    LATIN = 1
    KHMER = 2
    NUMBER = 3
    MARK = 4
    OTHER = 5


# Read as attributes of the class they take ten times as long, in Python 3.11.
LATIN, KHMER, NUMBER, MARK, OTHER = Kind
_KINDS = (LATIN, KHMER, NUMBER, OTHER, MARK)  # by the groups of _TOKEN
_NAMELESS = (NUMBER, MARK)


class Leaning(NamedTuple):
    """What the tables say of a word for the order of a name (`khnorm.names.shape`).

    `house` tells a royal house, `weak` a title that is a name too, `forename` and `surname` its use
    abroad; `balance` is how much more common it is as a family name than in given names, None where
    the tables do not know it.
    """

    house: bool
    weak: bool
    forename: bool
    surname: bool
    balance: int | None


class Known:
    """What the rooms above have found out of a word by its spelling alone, each None until asked.

    Words cut from equal pieces of texts share it: it is at hand with the word, and no cache is asked.
    `opens` tells whether a title or another term can begin with the word, `full` how titles spell
    it, `leaning` what it tells of the order of a name, `tokens` its folded form.
    """

    __slots__ = ("full", "leaning", "opens", "tokens")

    def __init__(self) -> None:
        self.opens: bool | None = None
        self.full: str | None = None
        self.leaning: Leaning | None = None
        self.tokens: tuple[str, ...] | None = None


class Word:
    """One word of a text: `text` is the slice `[start:end]`, `gap` what stood before it.

    `letters` is the folded form. `dot` tells that a full stop follows at once, `possessive` that
    's was cut off; `opens`, once asked, whether a title or another term can begin here, and `kinds`
    of which kinds the terms are; `known` is what its spelling alone tells.
    """

    __slots__ = (
        "dot",
        "end",
        "gap",
        "kind",
        "kinds",
        "known",
        "letters",
        "opens",
        "possessive",
        "start",
        "text",
    )

    def __init__(
        self,
        kind: Kind,
        text: str,
        letters: str,
        start: int,
        gap: str,
        dot: bool = False,
        possessive: bool = False,
        known: Known | None = None,
    ) -> None:
        self.kind = kind
        self.text = text
        self.letters = letters
        self.start = start
        self.end = start + len(text)
        self.gap = gap
        self.dot = dot
        self.possessive = possessive
        self.known = known or Known()
        self.opens: bool | None = None
        self.kinds: frozenset[str] | None = None

    @property
    def named(self) -> bool:
        """Whether the word can be part of a name."""
        return self.kind not in _NAMELESS

    def __repr__(self) -> str:
        return f"Word({self.text!r}, {self.start})"


def split(text: str) -> list[Word]:
    """Cut a normalized text into words, numbers and marks.

    Words are cut at spaces, hyphens, zero-width spaces, changes of script and before a capital
    inside a word. A full stop after a Latin letter is noted on the word and is no word itself.
    Addresses of the net, the tags and entities of HTML and the escapes of workbooks count as spaces.

    Args:
        text: what `normalize` gave.

    Returns:
        The words from left to right.

    Examples:
        >>> [word.text for word in split("H.E. PreahBat Hun-Sen\u2019s (ហ៊ុន សែន)")]
        ['H', 'E', 'Preah', 'Bat', 'Hun', 'Sen', '(', 'ហ៊ុន', 'សែន', ')']
        >>> [word.text for word in split("Sok&nbsp;Dara_x000D_")]
        ['Sok', 'Dara']
    """
    web = "@" in text or "<" in text or "&" in text or "//" in text or "www." in text
    if web or "_x" in text or "=" in text:
        text = _NET.sub(_blank, text)
    words: list[Word] = []
    begin = 0
    gap = ""
    for piece in text.split(" "):
        found, rest = (_cut if len(piece) < _LONG else _cut_once)(piece)
        for group, part, letters, start, before, dot, possessive, known in found:
            place, kind = begin + start, _KINDS[group]
            words.append(Word(kind, part, letters, place, gap + before, dot, possessive, known))
            gap = ""
        gap += rest + " "
        begin += len(piece) + 1
    return words


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


# A word by its place in _KINDS, its text and so on.
_Cut = tuple[int, str, str, int, str, bool, bool, Known]
_LATIN, _MARK = _KINDS.index(LATIN), _KINDS.index(MARK)


def _cut_once(piece: str) -> tuple[tuple[_Cut, ...], str]:
    """Cut what stands between two spaces; what is no part of a word is left behind the last."""
    if piece.isascii() and piece.isalpha():
        return tuple(_latin_cuts(piece, 0, "")), ""
    cuts: list[_Cut] = []
    done = 0
    for match in _TOKEN.finditer(piece):
        text, start = match[0], match.start()
        group = (match.lastindex or 0) - 1
        if group == _LATIN:
            cuts += _latin_cuts(text, start, piece[done:start])
        elif group != _MARK or not _joins(cuts, text, piece, done, start):
            cuts.append((group, text, text, start, piece[done:start], False, False, Known()))
        elif text in _JOINING:
            continue  # it becomes the gap before the next word
        else:
            cuts[-1] = (*cuts[-1][:5], True, *cuts[-1][6:])
        done = match.end()
    return tuple(cuts), piece[done:]


_cut = lru_cache(maxsize=1 << 16)(_cut_once)


def _latin_cuts(text: str, start: int, gap: str) -> list[_Cut]:
    possessive = text[-1] in "sS" and text[-2:-1] in _APOSTROPHES
    if possessive:
        text = text[:-2]
    if text[1:].islower() or text.isupper():
        return [(_LATIN, text, latin_letters(text), start, gap, False, possessive, Known())]
    cuts: list[_Cut] = []
    for part in _CAMEL.split(text):
        last = start + len(part)
        cuts.append((_LATIN, part, latin_letters(part), start, gap, False, False, Known()))
        start, gap = last, ""
    cuts[-1] = (*cuts[-1][:6], possessive, cuts[-1][7])
    return cuts


def _joins(cuts: list[_Cut], mark: str, piece: str, done: int, start: int) -> bool:
    """Tell whether a mark belongs to the words beside it: a full stop, or a hyphen between them."""
    if not cuts or start != done:
        return False
    last = _KINDS[cuts[-1][0]]
    if mark == ".":
        return last in (LATIN, KHMER)
    if mark in _JOINING and last is not MARK:
        return start + 1 < len(piece) and not piece[start + 1].isspace()
    return False
