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
    words: list[Word] = []
    start = 0
    for piece in text.split(" "):
        found = _remembered(piece) if len(piece) < _LONGEST else ()
        if found:
            words += found
        elif words:
            return _bare(text)
        else:
            start += len(piece) + 1
    if start:
        return _behind_head(text, start, words) or _bare(text)
    return Plain(NO_HEAD, words) if _is_name(words, text) else None


def meet(texts: Iterable[str]) -> None:
    """Find out what the words of some texts are, before the texts are read.

    Args:
        texts: any strings; that they are read soon is all that counts.
    """
    for piece in {piece for text in texts for piece in text.split(" ")}:
        if len(piece) < _LONGEST:
            _remembered(piece)


def _is_name(words: Sequence[Word], text: str) -> bool:
    """Tell whether plain words, as they stand in a text, are a name of one script."""
    kind = words[0].kind
    if kind is KHMER:
        text = " ".join([word.text for word in words])  # the text may be unrepaired
    return (
        len(words) <= _MOST
        and all(word.kind is kind for word in words[1:])
        and not is_told_of(words)
        and not names_nobody(text)
    )


def _behind_head(text: str, start: int, words: Sequence[Word]) -> Plain | None:
    """Read a text whose words are plain from a place on, if titles stand before it."""
    if words and words[0].kind is KHMER:
        found = khmer_head(text[: start - 1], words)
        return Plain(*found) if found and _is_name(found[1], text) else None
    if len(words) < 2 or names_nobody(text) or not _is_name(words, text[start:]):
        return None
    head = head_of(text[: start - 1], words, text.isupper(), text.islower())
    return None if head is None else Plain(head, words)


@lru_cache(maxsize=1 << 15)
def _remembered(piece: str) -> tuple[Word, ...]:
    """Cut what stands between two spaces, if its words are parts of names wherever they stand.

    A letter alone may be an initial or a mark, and what is not of plain letters something else.
    """
    if piece.isascii():
        words: Sequence[Word] = split(piece) if _has_plain_letters(piece) else ()
        if not all(map(_is_plain, words)) or not _are_parted(words):
            return ()
    else:
        words = khmer_words(piece)
    for word in words[:1]:
        word.gap = " "
    return tuple(words)


def _bare(text: str) -> Plain | None:
    """Take a text for a name if only its words together tell that nothing begins in it."""
    if not text.isascii():
        return _bare_khmer(text)
    if not _has_plain_letters(text) or normalize(text) != text:
        return None
    words = split(text)
    if len(words) > _MOST or not _are_parted(words) or names_nobody(text):
        return None
    return Plain(NO_HEAD, words) if is_bare(words) else None


def _bare_khmer(text: str) -> Plain | None:
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
