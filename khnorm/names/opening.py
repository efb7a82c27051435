"""Where something else than a name can begin: asked of every word before anything is looked up."""

from __future__ import annotations

from collections.abc import Sequence

from khnorm.names.khmer_titles import can_begin_khmer
from khnorm.names.latin_titles import can_begin
from khnorm.names.words import KHMER, LATIN, Word

__all__ = ["can_open"]


def can_open(words: Sequence[Word], index: int) -> bool:
    """Tell whether a title, an office or a context term can begin at a word; asked once.

    Args:
        words: all words of the text or of a part of it.
        index: which word.

    Returns:
        False where the word can only be part of a name; the word remembers it.

    Examples:
        >>> from khnorm.names.words import split
        >>> words = split("Lok Hun Sen")
        >>> can_open(words, 0), can_open(words, 1)
        (True, False)
    """
    word = words[index]
    if word.opens is None:
        if word.kind is LATIN:
            word.opens = can_begin(words, index)
        else:
            word.opens = word.kind is not KHMER or can_begin_khmer(words, index)
    return word.opens
