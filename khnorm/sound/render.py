"""Syllables into the letters of a scheme that spells sounds: ungegn, gd, phonemic."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

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
        yield Piece(kind, letter, found)


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


@lru_cache(maxsize=1 << 16)
def pieces(
    scheme: str, syllable: Syllable, before: str, after: str, last: bool
) -> tuple[Piece, ...]:
    """Spell one syllable unit by unit.

    Args:
        scheme: ungegn, gd or phonemic.
        syllable: the syllable; its place in the token does not matter.
        before: the coda letter of the syllable before, `+` if it has none, empty at the start.
        after: the first onset letter of the syllable after, empty if there is none.
        last: whether the syllable ends the token or a known word in it.

    Returns:
        The pieces in the order in which they are spelled.
    """
    found = [*_onset(scheme, syllable, before), *_rime(scheme, syllable, last)]
    if _ROBAT in syllable.silent and scheme in GRAPHEMIC_TAILS:
        found.append(Piece("silent", _ROBAT, cell(scheme, "sign", _ROBAT)))
    for letter in syllable.coda:
        spelled = cell(scheme, "coda", letter, syllable.register, syllable.rime, after)
        found.append(Piece("coda", letter, spelled))
    found.extend(_silent(scheme, syllable))
    return tuple(found)


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
        before = ""
        if number:
            coda = syllables[number - 1].coda
            before = coda[-1] if coda else "+"
        after = syllables[number + 1].onset[:1] if number + 1 < len(syllables) else ()
        bare = syllable._replace(start=0, end=0, opens=False)
        last = number + 1 == len(syllables) or syllables[number + 1].opens
        yield number, number + 1, pieces(scheme, bare, before, "".join(after), last)
        number += 1


def render(scheme: str, syllables: tuple[Syllable, ...]) -> str:
    """Spell a reading in a scheme, in lower case.

    Args:
        scheme: ungegn, gd or phonemic.
        syllables: the syllables of one reading.

    Returns:
        The spelling.
    """
    parts = (
        "".join(piece.cell.spelling for piece in found)
        for _, _, found in spelled(scheme, syllables)
    )
    return _JOINT.get(scheme, "").join(parts)
