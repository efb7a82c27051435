"""Given names of two elements, side by side element by element.

Brothers and sisters share one element and differ in the other: Kimheng, Kimmeng. What a spelling is
mostly written for (`khnorm.match.meanings`) is asked of the elements, wherever the names may be cut.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from math import fsum

from khnorm.match.alignment import FAR, distance
from khnorm.match.meanings import in_two, is_common, shared, stands_for
from khnorm.match.pieces import Piece, piece

__all__ = ["element_doubt"]

_Parts = tuple[Piece, Piece]

# Given names nearer than this, in nats, are spellings of the same elements.
_OTHERWISE = 3.0
# Elements side by side cost no more than so much beyond what the names cost, in nats: else the names
# are cut where their sounds do not meet.
_CUT_ASKEW = 2.0
# Elements so far apart, in nats, what they are most written for counted (in Latin letters twice).
_OTHER_ELEMENT = 7.5


def element_doubt(left: Piece, right: Piece, cost: float) -> tuple[str, Piece, Piece] | None:
    """Say why two given names of two elements cannot be called the same.

    They cannot, wherever they are cut, if an element of the one is mostly written for other Khmer
    elements than the one beside it, and its Latin spellings are common ones: what a slip of the
    hand leaves seldom is.

    Args:
        left: a given name.
        right: another, not both in Khmer.
        cost: how far apart they are.

    Returns:
        `meaning` or `across` as `khnorm.match.doubts.doubt` has them, and the elements that differ;
        None where the names may be the same.

    Examples:
        >>> why, heng, meng = element_doubt(piece("kimheng"), piece("kim meng"), 5.0)
        >>> why, heng.text, meng.text
        ('meaning', 'heng', 'meng')
        >>> element_doubt(piece("bunthoeun"), piece("bun thoeurn"), 1.4)
    """
    if not _OTHERWISE <= cost < FAR or (left.khmer and right.khmer):
        return None
    shown = any(part.khmer or " " in part.text for part in (left, right))
    doubted = None
    for ours, theirs in product(_cuts(left, shown), _cuts(right, shown)):
        sides = [
            (one, other, distance(one, other)) for one, other in zip(ours, theirs, strict=True)
        ]
        if fsum([apart for _, _, apart in sides]) > cost + _CUT_ASKEW:
            continue
        others = [(one, other) for one, other, apart in sides if _are_others(one, other, apart)]
        if not others:
            return None
        doubted = doubted or others[0]
    if doubted is None:
        return None
    return ("across" if left.khmer or right.khmer else "meaning", *doubted)


def _cuts(whole: Piece, shown: bool) -> Iterable[_Parts]:
    """Cut a given name in two: at its spaces, or where two elements that we know may meet."""
    text = whole.text
    spaces = [at for at, letter in enumerate(text) if letter == " "]
    cuts = [(text[:at], text[at + 1 :]) for at in spaces] or in_two(text, shown)
    return [(piece(head), piece(tail)) for head, tail in cuts]


def _are_others(one: Piece, other: Piece, apart: float) -> bool:
    """Say whether two elements side by side are mostly other ones."""
    if not apart or not all(part.khmer or is_common(part.letters) for part in (one, other)):
        return False
    if not (one.khmer or other.khmer):
        return apart - 2 * shared(one.letters, other.letters) > _OTHER_ELEMENT
    khmer, latin = (one, other) if one.khmer else (other, one)
    return apart - stands_for(khmer.text, latin.letters) > _OTHER_ELEMENT
