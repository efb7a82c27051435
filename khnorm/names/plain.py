"""Names of words that are parts of names wherever they stand, alone or behind titles.

What a word is by itself is found out once for all texts it is in. Most texts of a list are two or
three such words, or a few titles and two such words (`khnorm.names.heads`): nothing else can be in
them, and nobody needs to look for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from khnorm.names.bare import is_bare
from khnorm.names.bearer import names_nobody
from khnorm.names.heads import NO_HEAD, Head, head_of
from khnorm.names.khmer_heads import khmer_head
from khnorm.names.khmer_pieces import is_khmer_writing, khmer_words
from khnorm.names.latin_titles import may_open
from khnorm.names.sexes import is_told_of
from khnorm.names.spelling import spelled
from khnorm.names.words import KHMER, LATIN, Word, split
from khnorm.text.normalize import normalize

__all__ = ["Plain", "meet", "plain_name"]

_MOST = 4  # words of a plain name
_LONGEST = 40  # characters of a piece that is remembered
_GAPS = frozenset(" -")


class Plain(NamedTuple):
    """The words of a name, and what the titles before it prove.

    The places of the words are those in what stands between two spaces, not in the text.
    """

    head: Head
    words: Sequence[Word]


class _Piece(NamedTuple):
    """The words of a piece of a text that may be in a name; `plain` that nothing else can begin there."""

    words: tuple[Word, ...]
    plain: bool


_NO_NAME = _Piece((), False)


def plain_name(text: str) -> Plain | None:
    """Read a text that is plainly a name in one script, with nothing but well-known titles before it.

    Args:
        text: any string.

    Returns:
        Up to four words, which `khnorm.names.taken.take` finds to be the name, and the titles; None
        where something else may be in the text.

    Examples:
        >>> plain_name("Mrs. Hun Phally")
        Plain(head=Head(woman=True, gender='f', generation=''), words=[Word('Hun', 0), Word('Phally', 0)])
        >>> plain_name("Hun Phally (PM)"), plain_name("Minister Hun Phally")
        (None, None)
    """
    written = text.split(" ")
    pieces = [_remembered(piece) if len(piece) < _LONGEST else _NO_NAME for piece in written]
    return (_latin_name if text.isascii() else _khmer_name)(text, written, pieces)


def meet(texts: Iterable[str]) -> None:
    """Find out what the words of some texts are, before the texts are read.

    Args:
        texts: any strings; that they are read soon is all that counts.
    """
    for piece in {piece for text in texts for piece in text.split(" ")}:
        if len(piece) < _LONGEST:
            _remembered(piece)


def _latin_name(text: str, written: Sequence[str], pieces: Sequence[_Piece]) -> Plain | None:
    """Part the pieces of a text into a head and a name, each way that there may be."""
    # The head has all pieces that are in no name, and no piece that is plainly in one.
    least = most = 0
    for place, piece in enumerate(pieces):
        if not piece.words:
            least = place + 1
        if place == most and not piece.plain:
            most += 1
    if least > most or names_nobody(text):
        return None
    for size in range(least, most + 1):
        words = [word for piece in pieces[size:] for word in piece.words]
        plain = size == most and all(piece.plain for piece in pieces[size:])
        if not 0 < len(words) <= _MOST or is_told_of(words):
            continue
        if not size:
            head = NO_HEAD if plain or is_bare(words) else None
        else:
            head = _before(text, " ".join(written[:size]), words, plain)
        if head is not None:
            return Plain(head, words)
    return None


def _before(text: str, head: str, words: Sequence[Word], plain: bool) -> Head | None:
    """Tell what the first pieces of a text prove, if they are titles before a name of some words."""
    if len(words) < 2 or names_nobody(text[len(head) + 1 :]):
        return None
    return head_of(head, words, plain, text.isupper(), text.islower())


def _khmer_name(text: str, written: Sequence[str], pieces: Sequence[_Piece]) -> Plain | None:
    """Read a Khmer name alone or behind a head, which has all pieces that are in no name."""
    size = next((place for place, piece in enumerate(pieces) if piece.words), 0)
    words: Sequence[Word] = [word for piece in pieces[size:] for word in piece.words]
    if not words or words[0].kind is not KHMER or not all(piece.words for piece in pieces[size:]):
        return _two_khmer_words(text)
    head: Head = NO_HEAD
    if size:
        found = khmer_head(" ".join(written[:size]), words)
        if found is None:
            return _two_khmer_words(text)
        head, words = found
    if len(words) > _MOST or is_told_of(words) or any(word.kind is not KHMER for word in words):
        return None
    # The text may be unrepaired.
    return None if names_nobody(" ".join([word.text for word in words])) else Plain(head, words)


@lru_cache(maxsize=1 << 15)
def _remembered(piece: str) -> _Piece:
    """Cut what stands between two spaces, if its words may be parts of names.

    A letter alone may be an initial or a mark, and what is not of plain letters something else.
    """
    plain = True
    if piece.isascii():
        words: Sequence[Word] = split(piece) if _has_plain_letters(piece) else ()
        if not _are_parted(words):
            return _NO_NAME
        plain = all(map(_is_plain, words))
    else:
        words = khmer_words(piece)
    for word in words[:1]:
        word.gap = " "
    return _Piece(tuple(words), plain) if words else _NO_NAME


def _two_khmer_words(text: str) -> Plain | None:
    """Take two Khmer words for a name, though one of them may be a title elsewhere."""
    pieces = text.split(" ")
    if len(pieces) != 2 or not all(map(is_khmer_writing, pieces)):
        return None
    text = normalize(text)
    words = split(text)
    if len(words) != 2 or words[1].gap != " " or names_nobody(text):
        return None
    return Plain(NO_HEAD, words) if is_bare(words) else None


def _has_plain_letters(text: str) -> bool:
    return text.replace("-", "").replace(" ", "").isalpha()


def _are_parted(words: Sequence[Word]) -> bool:
    """Tell whether words are longer than a letter, with a space or a hyphen between them."""
    return all(len(word.text) > 1 and word.kind is LATIN for word in words) and all(
        word.gap in _GAPS for word in words[1:]
    )


def _is_plain(word: Word) -> bool:
    """Tell whether a Latin word is no abbreviation and nothing can begin with it."""
    return word.kind is LATIN and not may_open(word) and spelled(word) == word.letters
