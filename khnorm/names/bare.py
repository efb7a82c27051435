"""Bare names told at once: most texts of a list hold no title and nothing else but a name."""

from __future__ import annotations

from khnorm.names.elements import bands
from khnorm.names.folds import khmer_letters
from khnorm.names.latin_titles import may_open
from khnorm.names.opening import can_open
from khnorm.names.sexes import is_told_of
from khnorm.names.vocabulary import vocabulary
from khnorm.names.words import KHMER, LATIN, Word

__all__ = ["is_bare"]


def is_bare(words: list[Word]) -> bool:
    """Tell whether a text is a name and nothing else, as no word can begin anything else.

    Args:
        words: all words of the text.

    Returns:
        Whether the reader, which takes longer, would find nothing but a name of these words.

    Examples:
        >>> from khnorm.names.words import split
        >>> is_bare(split("Hun Sen")), is_bare(split("Lok Hun Sen"))
        (True, False)
    """
    if not words:
        return True
    kind = words[0].kind
    if kind is not LATIN and kind is not KHMER:
        return False
    # Of Latin letters alone more is remembered, and nearly always it tells enough.
    latin, opening = kind is LATIN, False
    for place, word in enumerate(words):
        if word.kind is not kind or word.dot or word.possessive:
            return False
        opening = opening or (may_open(word) if latin else can_open(words, place))
    if is_told_of(words):
        return False
    if not opening or (latin and not any(can_open(words, place) for place in range(len(words)))):
        return True
    return len(words) == 2 and all(map(_is_only_name, words)) and _are_two(words)


def _is_only_name(word: Word) -> bool:
    """Tell whether a word is a part of names, and at most a title that wants two names behind it."""
    found = vocabulary()
    if bands(word.letters) is None:
        return False
    if word.kind is LATIN:
        form = found.forms.entries.get(word.letters)
        return word.letters not in found.contexts.entries and (form is None or form.weak)
    skeleton = khmer_letters(word.text)
    form = found.khmer.entries.get(skeleton)
    return skeleton not in found.khmer_contexts.entries and (form is None or form.weak)


def _are_two(words: list[Word]) -> bool:
    """Tell whether two words are not one title or term together: Lok Srey."""
    found = vocabulary()
    joined = words[0].letters + words[1].letters
    if words[0].kind is LATIN:
        return joined not in found.forms.entries and joined not in found.contexts.entries
    skeleton = khmer_letters(joined)
    return skeleton not in found.khmer.entries and skeleton not in found.khmer_contexts.entries
