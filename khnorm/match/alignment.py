"""How far apart two written pieces of a name are, whatever their scripts.

Distances are in nats: what a spelling costs beyond the usual one. Khmer against Latin runs the
letters through the spellings that the Khmer units may have (`khnorm.match.cross`); Latin against
Latin is a measured distance of units (`khnorm.match.latin`); letters of habit
(`khnorm.match.habits`) and one slip of the hand count little.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA, Levenshtein

from khnorm.match.cross import (
    EXTRA_VOWEL,
    LEAST_SLIP,
    homophones,
    spell_as_listed,
    spell_with_slips,
)
from khnorm.match.families import is_listed
from khnorm.match.habits import HABIT
from khnorm.match.latin import FAR, latin_distance, latin_units
from khnorm.match.meanings import is_name, is_seldom, share_element
from khnorm.match.pieces import Piece, piece, unlike
from khnorm.sound.existing import names_abroad

__all__ = ["FAR", "distance", "is_one_slip", "is_stray_slip", "within"]

# One letter mistyped in a piece of so many letters, or two neighbours exchanged, of which another name
# seldom comes: one in seven of the given names in `elements.tsv` has another so near, but each has nine
# that differ by a letter.
_SLIP, _EXCHANGED, _SLIP_LETTERS = 8.0, 5.0, 4
# The same where it leaves what hardly anybody is called.
_STRAY, _STRAY_LETTERS = 6.5, 3
# What two Khmer spellings are apart that are alike only in how they are usually romanised.
_HEARD, _HEARD_ROUGHLY = 1.5, 3.0
# A piece of so many consonants may have two of them heard otherwise, a shorter one one.
_LONG_SKELETON = 4


def _cross(khmer: Piece, latin: Piece, rough: bool) -> float:
    glued = " " not in latin.text
    best = spell_as_listed(khmer.text, latin.letters, glued)
    if best <= HABIT:
        return best
    if latin.habits:
        best = min(best, spell_as_listed(khmer.text, latin.plain, glued) + latin.habits)
    if rough or best <= EXTRA_VOWEL or not _skeletons_near(khmer.skeleton, latin.skeleton):
        return best
    slips = spell_with_slips(khmer.text, latin.plain, best - latin.habits, glued)
    return min(best, slips + latin.habits)


def _skeletons_near(heard: str, other: str) -> bool:
    """Say whether no more than one consonant, of a long piece two, is heard otherwise."""
    most = 1 if min(len(heard), len(other)) < _LONG_SKELETON else 2
    return Levenshtein.distance(heard, other, score_cutoff=most) <= most


def _khmer(left: Piece, right: Piece, rough: bool) -> float:
    heard = latin_distance(left.units, right.units, FAR)
    if rough and heard > _HEARD_ROUGHLY:
        return heard + _HEARD
    return homophones(left.text, right.text, heard + _HEARD)


def _latin(left: Piece, right: Piece) -> float:
    cost = latin_distance(left.units, right.units, FAR)
    habits = left.habits + right.habits
    if habits and cost > HABIT:
        units = latin_units(left.plain), latin_units(right.plain)
        cost = min(cost, latin_distance(*units, cost - habits) + habits)
    return cost if cost <= _EXCHANGED else min(cost, _slip(left.letters, right.letters))


def _slip(ours: str, theirs: str) -> float:
    """Say what one slip of the hand costs, if that is all that tells two spellings apart."""
    least = min(len(ours), len(theirs))
    if least < _STRAY_LETTERS or not is_one_slip(ours, theirs):
        return FAR
    exchanged = sorted(ours) == sorted(theirs)
    if is_stray_slip(ours, theirs):
        return _EXCHANGED if exchanged else _STRAY
    if least < _SLIP_LETTERS:
        return FAR
    return _EXCHANGED if exchanged and not (is_name(ours) and is_name(theirs)) else _SLIP


def is_stray_slip(ours: str, theirs: str) -> bool:
    """Say whether one slip of the hand makes of one spelling another that is hardly anybody's name.

    Args:
        ours: a folded Latin piece without spaces.
        theirs: another.

    Returns:
        Whether it does. Where no Khmer elements that we know have either spelling, both may still be
        names of our tables, here or abroad: Mark and Mary.

    Examples:
        >>> pairs = ("chea", "ceha"), ("prim", "prm"), ("prim", "rim"), ("mark", "mary")
        >>> [is_stray_slip(*words) for words in pairs]
        [True, True, False, False]
    """
    if min(len(ours), len(theirs)) < _STRAY_LETTERS or not is_one_slip(ours, theirs):
        return False
    strays = is_seldom(ours) + is_seldom(theirs)
    if not strays or share_element(ours, theirs):
        return False
    return strays == 1 or not (_is_in_table(ours) and _is_in_table(theirs))


def _is_in_table(word: str) -> bool:
    return is_listed(word) or word in names_abroad()


def is_one_slip(left: str, right: str) -> bool:
    """Say whether one letter too many, too few, changed, or out of place tells two apart.

    Examples:
        >>> is_one_slip("narin", "nairn"), is_one_slip("narin", "narith")
        (True, False)
    """
    return OSA.distance(left, right, score_cutoff=1) <= 1


def distance(left: Piece, right: Piece, rough: bool = False) -> float:
    """Say how far apart two pieces of a name are.

    Args:
        left: a piece.
        right: another.
        rough: whether spellings that no table lists count as `FAR`, which is quick to tell.

    Returns:
        The distance in nats, symmetric; 0 for pieces that are equal but for spaces, at most `FAR`.

    Examples:
        >>> sovann = piece("sovann")
        >>> distance(sovann, piece("សុវណ្ណ")) < distance(sovann, piece("សុវណ្ណា"))
        True
        >>> distance(piece("bun chhay"), piece("bunchhay"))
        0.0
    """
    # One order, so that rounding cannot break the symmetry.
    if left.text > right.text:
        left, right = right, left
    return _distance(left.text, right.text, rough)


@lru_cache(maxsize=1 << 16)
def _distance(ours: str, theirs: str, rough: bool) -> float:
    if ours.replace(" ", "") == theirs.replace(" ", ""):
        return 0.0 if ours else FAR
    left, right = piece(ours), piece(theirs)
    if not ours or not theirs or unlike(left, right):
        return FAR
    if left.khmer and right.khmer:
        cost = _khmer(left, right, rough)
    elif left.khmer or right.khmer:
        khmer, latin = (left, right) if left.khmer else (right, left)
        cost = _cross(khmer, latin, rough)
    else:
        cost = _latin(left, right)
    return min(cost, FAR)


def within(left: Piece, right: Piece, most: float) -> bool:
    """Tell whether two pieces of a name are near enough, which may be quicker to tell than how near.

    Args:
        left: a piece.
        right: another.
        most: how far apart they may be, in nats.

    Returns:
        Whether their distance is no more than that.

    Examples:
        >>> [within(piece("សុខ"), piece(latin), 1.0) for latin in ("sok", "sock", "song")]
        [True, True, False]
    """
    listed = most < LEAST_SLIP and left.khmer != right.khmer
    return distance(left, right, listed) <= most
