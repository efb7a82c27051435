"""How far apart two written pieces of a name are, whatever their scripts.

A piece is a family name or a given name, folded. Distances are in nats: what a spelling costs
beyond the usual one. Khmer against Latin runs the letters through the spellings that the Khmer
units may have (`khnorm.match.cross`); Latin against Latin is a measured distance of units
(`khnorm.match.latin`); letters of habit (`khnorm.match.habits`) and one slip of the hand count
little.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA, Levenshtein

from khnorm.match.cross import EXTRA_VOWEL, homophones, spell_as_listed, spell_with_slips
from khnorm.match.habits import HABIT, usual
from khnorm.match.hearing import is_khmer, skeleton, spelled, unlike
from khnorm.match.latin import FAR, latin_distance, latin_units

__all__ = ["FAR", "distance", "is_one_slip"]

# One letter mistyped in a piece of so many letters.
_SLIP, _SLIP_LETTERS = 8.0, 4
# What two Khmer spellings are apart that are alike only in how they are usually romanised.
_HEARD, _HEARD_ROUGHLY = 1.5, 3.0
# A piece of so many consonants may have two of them heard otherwise, a shorter one one.
_LONG_SKELETON = 4


def _cross(khmer: str, letters: str, rough: bool) -> float:
    best = spell_as_listed(khmer, letters)
    if best <= HABIT:
        return best
    plain, changed = usual(letters)
    if changed:
        best = min(best, spell_as_listed(khmer, plain) + changed)
    if rough or best <= EXTRA_VOWEL or not _skeletons_near(khmer, plain):
        return best
    return min(best, spell_with_slips(khmer, plain, best - changed) + changed)


def _skeletons_near(khmer: str, letters: str) -> bool:
    """Say whether no more than one consonant, of a long piece two, is heard otherwise."""
    heard, other = skeleton(khmer), skeleton(letters)
    most = 1 if min(len(heard), len(other)) < _LONG_SKELETON else 2
    return Levenshtein.distance(heard, other, score_cutoff=most) <= most


def is_one_slip(left: str, right: str) -> bool:
    """Say whether one letter too many, too few, changed, or out of place tells two apart.

    Examples:
        >>> is_one_slip("narin", "nairn"), is_one_slip("narin", "narith")
        (True, False)
    """
    return OSA.distance(left, right, score_cutoff=1) <= 1


@lru_cache(maxsize=1 << 17)
def distance(left: str, right: str, rough: bool = False) -> float:
    """Say how far apart two pieces of a name are.

    Args:
        left: a folded piece, its tokens parted by single spaces.
        right: another.
        rough: whether spellings that no table lists count as `FAR`, which is quick to tell.

    Returns:
        The distance in nats, symmetric; 0 for pieces that are equal but for spaces, at most `FAR`.

    Examples:
        >>> distance("sovann", "សុវណ្ណ") < distance("sovann", "សុវណ្ណា")
        True
        >>> distance("bun chhay", "bunchhay")
        0.0
    """
    if left > right:
        left, right = right, left  # one order, so that rounding cannot break the symmetry
    ours, theirs = left.replace(" ", ""), right.replace(" ", "")
    if ours == theirs:
        return 0.0 if ours else FAR
    if not ours or not theirs or unlike(left, right):
        return FAR
    khmer = is_khmer(left), is_khmer(right)
    if all(khmer):
        heard = latin_distance(latin_units(spelled(left)), latin_units(spelled(right)), FAR)
        most = min(heard + _HEARD, FAR)
        if rough and heard > _HEARD_ROUGHLY:
            return most
        return homophones(left, right, most)
    if any(khmer):
        cost = _cross(left, theirs, rough) if khmer[0] else _cross(right, ours, rough)
        return min(cost, FAR)
    cost = latin_distance(latin_units(ours), latin_units(theirs), FAR)
    if cost > HABIT:
        (ours_usual, changed), (theirs_usual, more) = usual(ours), usual(theirs)
        if changed or more:
            units = latin_units(ours_usual), latin_units(theirs_usual)
            habits = changed + more
            cost = min(cost, latin_distance(*units, cost - habits) + habits)
    if cost > _SLIP and min(len(ours), len(theirs)) >= _SLIP_LETTERS and is_one_slip(ours, theirs):
        return _SLIP
    return cost
