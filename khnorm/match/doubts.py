"""What forbids to call two names the same, however much else agrees (`docs/matching.md`).

Brothers and sisters are named alike, and short names have other names for neighbours: what is near
by its letters may be known to be another name.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import log

from khnorm.match.alignment import distance, is_one_slip, is_stray_slip
from khnorm.match.breath import breaths_agree
from khnorm.match.cross import vowels_agree
from khnorm.match.foreign import is_abroad, is_ours, is_surname_abroad
from khnorm.match.laid import Pairs
from khnorm.match.latin import FAR, UNKNOWN, dearest_change, is_other_sound
from khnorm.match.meanings import is_common, is_name, preferred, shared, stands_for
from khnorm.match.pieces import Piece, piece
from khnorm.sound.existing import names_abroad

__all__ = ["doubt", "meant", "syllable_doubt"]

# Given names so far apart, in nats, what they are most written for counted twice; a vowel and a coda
# (Um, Om, Im, Em) have other names a vowel away and must be nearer.
_OTHER_MEANING, _OTHER_MEANING_BARE, _SHORT_UNITS = 5.5, 3.2, 2
# A Khmer and a Latin given name so far apart, in nats, what the Latin one mostly stands for counted;
# a short family name in Khmer for which the Latin spelling is so much seldomer than for another one.
_OTHER_MEANING_ACROSS, _OTHER_FAMILY_ACROSS = 4.75, -3.0
# The logarithm of the probability below which a spelling is mostly written for other names.
_MOSTLY = log(0.5)
# Pieces of so many units are a syllable.
_SYLLABLE = 3
# So far apart they are two in names of other countries.
_TWO_SYLLABLES = 2.0
# What ends men's and women's names in Europe, where anything does: Mario, Maria, Paul, Paule.
_ENDINGS = ("a", "e", "o")
_LEAST_STEM = 3
_VOWELS, _SHORT = "aeiouy", ("a", "i", "u")
# How one vowel is written at an open end and before a coda.
_OPEN_AND_CLOSED = ("y", "i")
# Codas that are written and not heard.
_UNHEARD = ("-r", "-h")
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
    fit = shared(left.letters, right.letters) if cost else 0.0
    return 0.0 if fit and is_stray_slip(left.letters, right.letters) else fit


def doubt(left: Piece, right: Piece, cost: float, *, given: bool) -> str:
    """Say why two pieces that are near cannot be called the same name.

    Args:
        left: a piece.
        right: another.
        cost: how far apart they are.
        given: whether they are given names; family names may be spelled more freely, and of them
            only those of a vowel and a coda are asked what they are written for.

    Returns:
        `sound`: a vowel or a consonant is another one, and either piece is a name that we know, or
        a consonant closes a last syllable that is open in the other;
        `meaning`: they are mostly written for other Khmer names; `across`: the Latin one is mostly
        written for another Khmer name than the Khmer one; `gender`: they are names of other
        countries that the ending parts; nothing where they may be one.

    Examples:
        >>> from khnorm.match.pieces import piece
        >>> doubt(piece("chanrith"), piece("chanroath"), 7.0, given=True)
        'sound'
        >>> doubt(piece("manet"), piece("maneth"), 1.5, given=True)
        ''
        >>> doubt(piece("manet"), piece("ម៉ានិត"), 2.4, given=True)
        'across'
    """
    if cost == 0.0 or cost >= FAR:
        return ""
    if left.khmer and right.khmer:
        agree = vowels_agree(left.text, right.text) and breaths_agree(left.text, right.text)
        return "" if agree else "sound"
    short = min(len(left.units), len(right.units)) <= _SHORT_UNITS
    if left.khmer or right.khmer:
        if cost >= _OTHER_SOUND:
            return "sound"
        khmer, latin = (left, right) if left.khmer else (right, left)
        return "across" if _is_of_another(khmer, latin, cost, short=short, given=given) else ""
    bare = short and all(part.text[0] in "aeiouy" for part in (left, right))
    fit = meant(left, right, cost)
    most = _OTHER_MEANING_BARE if bare else _OTHER_MEANING
    if fit < 0 and (given or bare) and cost - 2 * fit > most and not _may_slip(left, right):
        return "meaning"
    if _are_his_and_hers(left.letters, right.letters):
        return "gender"
    if given and _has_coda_more(left, right):
        return "sound"
    if cost < UNKNOWN["near"] or not _are_known(left.letters, right.letters):
        return ""
    # In one order, for of two ways to align them that cost alike the first found counts.
    units = sorted((left.units, right.units))
    return "sound" if is_other_sound(dearest_change(*units)) else ""


def _may_slip(left: Piece, right: Piece) -> bool:
    """Say whether a slip of the hand tells two Latin spellings apart, of which few bear one."""
    common = is_common(left.letters) and is_common(right.letters)
    return not common and is_one_slip(left.letters, right.letters)


def _has_coda_more(left: Piece, right: Piece) -> bool:
    """Say whether two Latin spellings are equal but for a consonant that closes an open last syllable.

    Such a name is another one (*Dara*, *Darath*): of the spellings of Khmer name tokens in the model
    of `data/README.md` that differ so, ninety-nine in a hundred are mostly written for two. A coda r
    or h is not heard, and the stop that ends a short open syllable is spelled with a k or without
    (*Ratana*, *Ratanak*). The i of a closed syllable is y at an open end (*Phally*, *Phallin*).
    """
    short, long = sorted((left.units, right.units), key=len)
    if not short or len(long) != len(short) + 1 or long[:-2] != short[:-1]:
        return False
    vowel, coda = short[-1], long[-1]
    if long[-2] != vowel and (vowel, long[-2]) != _OPEN_AND_CLOSED:
        return False
    if vowel[-1] not in _VOWELS or coda in _UNHEARD:
        return False
    return coda.startswith("-") and not (coda == "-k" and vowel in _SHORT)


def _are_known(left: str, right: str) -> bool:
    """Say whether two Latin spellings are known, of two elements only if no slip tells them apart."""
    known = is_common if is_one_slip(left, right) else is_name
    return known(left) and known(right)


def _is_of_another(khmer: Piece, latin: Piece, cost: float, *, short: bool, given: bool) -> bool:
    """Say whether a Latin piece is mostly written for another Khmer name than this one."""
    if not given:
        return short and preferred(khmer.text, latin.letters) < _OTHER_FAMILY_ACROSS
    fit = stands_for(khmer.text, latin.letters)
    return fit < _MOSTLY and cost - fit > _OTHER_MEANING_ACROSS


def _are_his_and_hers(left: str, right: str) -> bool:
    """Say whether two names of other countries differ in nothing but the ending of the genders."""
    if left[:_LEAST_STEM] != right[:_LEAST_STEM]:
        return False
    stem, ending = _ending(left)
    other, its = _ending(right)
    if stem != other or ending == its or not (is_abroad(left) or is_abroad(right)):
        return False
    return all(one in names_abroad() or is_ours(one) for one in (left, right))


def _ending(letters: str) -> tuple[str, str]:
    """Part a name from its ending; the consonant before it may be doubled: Michel, Michelle."""
    stem = letters.removesuffix(letters[-1]) if letters.endswith(_ENDINGS) else letters
    ending = letters[len(stem) :]
    return stem[:-1] if stem[-2:-1] == stem[-1:] else stem, ending


def syllable_doubt(pairs: Pairs) -> tuple[str, Piece, Piece] | None:
    """Say which syllables of Vietnamese and Chinese names cannot be called the same.

    Such names are spelled in one way each, and are short: where the family name is one of other
    countries that few Cambodians bear, another syllable in the given name is another name, whatever
    common words (Thi, Van) stand beside it.

    Args:
        pairs: the pieces side by side.

    Returns:
        Why, and the first two words; None where all may be the same.
    """
    differ = [
        (left, right)
        for left, right, cost in pairs
        if 0 < cost < FAR and not (left.khmer or right.khmer)
    ]
    if not differ or not any(map(is_surname_abroad, _leading(pairs))):
        return None
    for left, right in differ:
        for one, other in _words_beside(left, right):
            syllable = min(len(one.units), len(other.units)) <= _SYLLABLE
            if syllable and distance(one, other) >= _TWO_SYLLABLES:
                return "syllable", one, other
    return None


def _leading(pairs: Pairs) -> Iterator[str]:
    """Give the words that may be the family name of both names."""
    for number, (left, right, _) in enumerate(pairs):
        if " " in left.text or not number:
            word = left.text.partition(" ")[0]
            if word == right.text.partition(" ")[0]:
                yield word


def _words_beside(left: Piece, right: Piece) -> list[tuple[Piece, Piece]]:
    """Put the words of two pieces side by side, if they are as many."""
    ours, theirs = left.text.split(), right.text.split()
    if len(ours) != len(theirs):
        return []
    return [(piece(one), piece(other)) for one, other in zip(ours, theirs, strict=True)]
