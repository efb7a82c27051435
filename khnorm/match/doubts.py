"""What forbids to call two names the same, however much else agrees (`docs/matching.md`).

Brothers and sisters are named alike, and short names have other names for neighbours: what is near
by its letters may be known to be another name.
"""

from __future__ import annotations

from khnorm.match.cross import vowels_agree
from khnorm.match.latin import FAR, UNKNOWN, dearest_change, is_other_sound
from khnorm.match.meanings import is_name, preferred, shared
from khnorm.match.pieces import Piece

__all__ = ["doubt", "meant"]

# Given names so far apart, in nats, what they are most written for counted twice; a vowel and a coda
# (Um, Om, Im, Em) have other names a vowel away and must be nearer.
_OTHER_MEANING, _OTHER_MEANING_BARE, _SHORT_UNITS = 5.5, 3.2, 2
# A short Khmer piece for which the Latin spelling is so much seldomer than for another one.
_OTHER_MEANING_CROSS = -3.0
# A Khmer and a Latin piece farther apart than this are no spelling and its sound.
_OTHER_SOUND = 8.0


def meant(left: Piece, right: Piece, cost: float) -> float:
    """Say how well a spelling fits what it is most written for, in nats, 0 or less.

    Two Latin pieces that differ should stand for the same Khmer elements; a Khmer piece should be
    among those that the Latin one is most written for.

    Args:
        left: a piece.
        right: another.
        cost: how far apart they are.

    Returns:
        The logarithm of the fit; 0 also where nothing can be told.

    Examples:
        >>> from khnorm.match.pieces import piece
        >>> meant(piece("neng"), piece("neang"), 3.6) < meant(piece("sean"), piece("sien"), 1.9)
        True
    """
    if cost >= FAR:
        return 0.0
    if left.khmer and right.khmer:
        return 0.0
    if left.khmer or right.khmer:
        khmer, latin = (left, right) if left.khmer else (right, left)
        return preferred(khmer.text, latin.letters)
    return shared(left.letters, right.letters) if cost else 0.0


def doubt(left: Piece, right: Piece, cost: float, *, given: bool) -> str:
    """Say why two pieces that are near cannot be called the same name.

    Args:
        left: a piece.
        right: another.
        cost: how far apart they are.
        given: whether they are given names; family names may be spelled more freely.

    Returns:
        `sound`: a vowel or a consonant is another one, and either piece is a name that we know;
        `meaning`: they are mostly written for other Khmer names; nothing where they may be one.

    Examples:
        >>> from khnorm.match.pieces import piece
        >>> doubt(piece("monipong"), piece("monivong"), 7.0, given=True)
        'sound'
        >>> doubt(piece("manet"), piece("maneth"), 1.5, given=True)
        ''
    """
    if cost == 0.0 or cost >= FAR:
        return ""
    if left.khmer and right.khmer:
        return "" if vowels_agree(left.text, right.text) else "sound"
    short = min(len(left.units), len(right.units)) <= _SHORT_UNITS
    if left.khmer or right.khmer:
        if short and meant(left, right, cost) < _OTHER_MEANING_CROSS:
            return "meaning"
        return "sound" if cost >= _OTHER_SOUND else ""
    bare = short and all(part.text[0] in "aeiouy" for part in (left, right))
    fit = meant(left, right, cost)
    most = _OTHER_MEANING_BARE if bare else _OTHER_MEANING
    if fit < 0 and (given or bare) and cost - 2 * fit > most:
        return "meaning"
    if cost < UNKNOWN["near"] or not (is_name(left.letters) and is_name(right.letters)):
        return ""
    # In one order, for of two ways to align them that cost alike the first found counts.
    units = sorted((left.units, right.units))
    return "sound" if is_other_sound(dearest_change(*units)) else ""
