"""What Khmer writing between two spaces is by itself: repaired, and parts of names or something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from khnorm.names.opening import can_open
from khnorm.names.words import KHMER, Word, split
from khnorm.text.khmer import CANONICAL_CLUSTER
from khnorm.text.normalize import normalize
from khnorm.text.scripts import COENG, ZWNJ, ZWSP

__all__ = ["is_khmer_writing", "khmer_words"]


@cache
def _word() -> re.Pattern[str]:
    return re.compile(f"(?>(?:{CANONICAL_CLUSTER})+)")


@cache
def _writing() -> re.Pattern[str]:
    letters = "\u1780-\u17a2\u17a5-\u17b3"
    return re.compile(f"[{letters}][{letters}\u17b6-\u17d3{ZWSP}{ZWNJ}]*+")


def is_khmer_writing(piece: str) -> bool:
    """Tell whether what stands between two spaces is of Khmer letters and signs only.

    Such a piece is repaired by itself as it is in the text (`khnorm.text.normalize`).

    Examples:
        >>> is_khmer_writing("ហ៊ុន"), is_khmer_writing("ហ៊ុន។"), is_khmer_writing("Hun")
        (True, False, False)
    """
    return _writing().fullmatch(piece) is not None


def khmer_words(piece: str) -> Sequence[Word]:
    """Cut what stands between two spaces, if its words are parts of Khmer names wherever they stand.

    Args:
        piece: any string without spaces.

    Returns:
        Its words, repaired, their places those in the piece; empty where something else may be in it.

    Examples:
        >>> khmer_words("ហ៊ុន"), khmer_words("សុី"), khmer_words("លោក")
        ([Word('ហ៊ុន', 0)], [Word('ស៊ី', 0)], ())
    """
    if _word().fullmatch(piece):
        words = [Word(KHMER, piece, piece, 0, "")]
    elif is_khmer_writing(piece):
        words = split(normalize(piece))
    else:
        return ()
    for place, word in enumerate(words):
        if word.kind is not KHMER or word.dot or word.text[-1] == COENG or can_open(words, place):
            return ()
    return words
