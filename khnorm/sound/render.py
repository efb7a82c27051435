"""Syllables into the letters of a scheme that spells sounds: ungegn, gd, phonemic."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from khnorm.sound.cells import Cell, cell, has_unit, scheme_words
from khnorm.sound.clusters import COENG, CONSONANTS, register_of
from khnorm.sound.forms import Syllable

__all__ = ["GRAPHEMIC_TAILS", "Piece", "pieces", "render", "spelled"]

# UNGEGN 1972 keeps what is written and not sounded: បុណ្យ bŏny, ភូមិ phumĭ.
GRAPHEMIC_TAILS = frozenset({"ungegn"})
_ROBAT = "៌"
_BANTOC = "់"
_JOINT = {"phonemic": "."}


class Piece(NamedTuple):
    """One written unit of a syllable and the cell that spells it."""

    role: str
    letters: str
    cell: Cell


def _onset(scheme: str, syllable: Syllable, before: str) -> Iterator[Piece]:
    letters = syllable.onset
    vowel = "" if syllable.rime else "@"
    digraph = "".join(letters[:2])
    parted = syllable.text[:1] == COENG
    for number, letter in enumerate(letters):
        if number == 0 and len(letters) > 1 and has_unit(scheme, "onset", digraph):
            yield Piece("onset", digraph, cell(scheme, "onset", digraph))
            continue
        if number == 1 and has_unit(scheme, "onset", digraph):
            continue
        previous = letters[number - 1] if number else before
        following = letters[number + 1] if number + 1 < len(letters) else vowel
        kind = "onset"
        if (number or parted) and has_unit(scheme, "subscript", letter):
            kind = "subscript"
        found = cell(scheme, kind, letter, syllable.register, previous, following)
        yield Piece("onset", letter, found)


def _rime(scheme: str, syllable: Syllable, last: bool) -> Iterator[Piece]:
    unit = syllable.rime + (_BANTOC if syllable.short else "")
    before = COENG if syllable.text[:1] == COENG else "".join(syllable.onset[-1:])
    after = syllable.coda[0] if syllable.coda else "" if last else "_"
    if has_unit(scheme, "rime", unit):
        yield Piece("rime", unit, cell(scheme, "rime", unit, syllable.register, before, after))
        return
    for part in unit:  # a rare pile of signs: each by itself
        yield Piece("rime", part, cell(scheme, "rime", part, syllable.register, before, after))


def _silent(scheme: str, syllable: Syllable) -> Iterator[Piece]:
    keep = scheme in GRAPHEMIC_TAILS
    register = register_of(syllable.coda or syllable.onset)
    for unit in syllable.silent:
        kind = "coda" if unit in CONSONANTS else "rime"
        if unit in CONSONANTS:
            register = register_of((unit,))
        if unit != _ROBAT or not keep:
            found = cell(scheme, kind, unit, register) if keep else Cell("", True, "")
            yield Piece("silent", unit, found)


@lru_cache(maxsize=1 << 15)
def _pieces(
    scheme: str, said: tuple[Any, ...], parted: bool, before: str, after: str, last: bool
) -> tuple[Piece, ...]:
    text = COENG if parted else ""
    onset, register, rime, short, coda, silent = said
    syllable = Syllable(onset, register, rime, short, coda, silent, False, False, text, 0, 0, False)
    found = [*_onset(scheme, syllable, before), *_rime(scheme, syllable, last)]
    if _ROBAT in syllable.silent and scheme in GRAPHEMIC_TAILS:
        found.append(Piece("silent", _ROBAT, cell(scheme, "sign", _ROBAT)))
    for letter in syllable.coda:
        spelling = cell(scheme, "coda", letter, syllable.register, syllable.rime, after)
        found.append(Piece("coda", letter, spelling))
    found.extend(_silent(scheme, syllable))
    return tuple(found)


def pieces(scheme: str, syllables: tuple[Syllable, ...], number: int) -> tuple[Piece, ...]:
    """Spell one syllable of a reading unit by unit.

    Args:
        scheme: ungegn, gd or phonemic.
        syllables: the reading.
        number: which of its syllables.

    Returns:
        The pieces in the order in which they are spelled.

    Examples:
        >>> from khnorm.sound.syllables import readings
        >>> [piece.cell.spelling for piece in pieces("ungegn", readings("សុខ")[0].syllables, 0)]
        ['s', 'ŏ', 'kh']
    """
    syllable = syllables[number]
    before = after = ""
    last = True
    if number:
        before = "".join(syllables[number - 1].coda[-1:]) or "+"
    if number + 1 < len(syllables):
        follower = syllables[number + 1]
        after = "".join(follower.onset[:1])
        last = follower.opens  # of its word
    return _pieces(scheme, syllable[:6], syllable.text[:1] == COENG, before, after, last)


def spelled(
    scheme: str, syllables: tuple[Syllable, ...]
) -> Iterator[tuple[int, int, tuple[Piece, ...]]]:
    """Spell a reading: runs of syllables `[first:last]` with their pieces.

    A run is one syllable, or a word that the scheme spells against its rules, as one piece.

    Args:
        scheme: ungegn, gd or phonemic.
        syllables: a reading.

    Yields:
        First and one-past-last syllable, and the pieces.

    Examples:
        >>> from khnorm.sound.syllables import readings
        >>> [run[:2] for run in spelled("ungegn", readings("សុភាព")[0].syllables)]
        [(0, 1), (1, 2)]
    """
    words = scheme_words(scheme)
    number = 0
    while number < len(syllables):
        syllable = syllables[number]
        if words and syllable.opens:
            end = number + 1
            while end < len(syllables) and not syllables[end].opens:
                end += 1
            text = "".join(part.text for part in syllables[number:end])
            if text in words:
                yield number, end, (Piece("word", text, words[text]),)
                number = end
                continue
        yield number, number + 1, pieces(scheme, syllables, number)
        number += 1


def render(scheme: str, syllables: tuple[Syllable, ...]) -> str:
    """Spell a reading in a scheme, in lower case.

    Args:
        scheme: ungegn, gd or phonemic.
        syllables: the syllables of one reading.

    Returns:
        The spelling.

    Examples:
        >>> from khnorm.sound.syllables import readings
        >>> render("ungegn", readings("សុភាព")[0].syllables)
        'sŏphéap'
    """
    parts = (
        "".join(piece.cell.spelling for piece in found)
        for _, _, found in spelled(scheme, syllables)
    )
    return _JOINT.get(scheme, "").join(parts)
