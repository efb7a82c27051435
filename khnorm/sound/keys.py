"""Keys by which Khmer and Latin spellings of one name token meet.

A coarse key is the skeleton of consonant classes, for blocking; where a spelling may be heard in
more than one way there are several. The fine form is one character a sound, vowels included, so
that an edit distance on it counts sounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import starmap
from math import exp
from operator import itemgetter

from khnorm.sound.spellings import Lattice, Slot, lattice
from khnorm.text.latin import VOWEL_LETTERS
from khnorm.text.normalize import fold
from khnorm.text.scripts import has_khmer

__all__ = ["SOFT", "coarse", "fine_latin", "keys_of"]

# Classes that are heard before a vowel only; in a coda people write or drop them at will.
SOFT = frozenset("RYVH")
_KEYS = 6
# A skeleton this much less likely than the first is no key, and a spelling of this cost is none.
_RARE, _UNLIKELY = 0.03, 4.6
_STATES = 12
# A key needs no more letters or units than any name has.
_LONG = 96
# Independent vowels that begin with a consonant.
_VOCALIC = {"ឫ": "R", "ឬ": "R", "ឭ": "L", "ឮ": "L"}

# Latin consonants and the class they stand for, whatever their neighbours.
_PLAIN = {
    "K": "k g q c kh gh kk ck kkh",
    "C": "ch chh tch j",
    "T": "t d th dh tt dd dth ddh tth ti",
    "P": "p b ph bh pp bb pph",
    "S": "s z sh ss zz sch",
    "M": "m mm",
    "N": "n nn",
    "L": "l ll lh",
    "R": "r rr rh",
    "V": "v w wh",
    "H": "h",
    "KS": "x",
}
# Those that may stand for one class or another.
_OPEN = {
    "f": ("P", "V"),
    "gn": ("N", "KN"),
    "qu": ("K", "KV"),
    "ng": ("G",),
    "ngk": ("GK",),
    "ngh": ("G", "GH"),
    "nh": ("N",),
}
_CONSONANTS = {piece: (sign,) for sign, row in _PLAIN.items() for piece in row.split()} | _OPEN


def _longest_of(pieces: Iterable[str]) -> str:
    """Make a pattern that finds the longest of some pieces: each first letter with what follows."""
    endings: dict[str, list[str]] = {}
    for piece in sorted(pieces, key=len, reverse=True):
        endings.setdefault(piece[0], []).append(piece[1:])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in endings.items())


# Any letters part into these, each given with the letter behind it.
_ANY_CONSONANT = _longest_of(_CONSONANTS)
_SPLIT = re.compile(f"([aeiou]+|y|{_ANY_CONSONANT}|.)(?=(.?))", re.DOTALL)


@lru_cache(maxsize=1 << 12)
def _classes(piece: str, after: str, first: bool = False) -> tuple[str, ...]:
    """Say which classes a piece of a Latin token stands for before a letter, or as its first one."""
    vowel_next = after in VOWEL_LETTERS
    if piece == "ng":
        return ("G", "NK") if vowel_next else ("G",)
    if piece == "nh":
        return ("N", "NH") if vowel_next and not first else ("N",)
    if piece == "n" and after and after in "kgcqsx":
        return ("N", "G")
    if piece in ("c", "g") and after and after in "ei":
        return ("S", "C") if piece == "c" else ("K", "C")
    if piece == "ti":
        return ("T", "C") if after and after in "aou" else ("T",)
    if piece == "y":
        if not vowel_next:
            return ("",)
        return ("Y",) if first else ("Y", "")
    if piece == "h" and not first:
        return ("H", "") if vowel_next else ("",)
    found = _CONSONANTS.get(piece, ("",))
    if found[0] in SOFT and not vowel_next:
        return ("",)
    return found


def _join(left: str, right: str) -> str:
    """Append classes to a skeleton; a class beside its like counts once."""
    for sign in right:
        if not left.endswith(sign):
            left += sign
    return left


def _latin_keys(token: str) -> tuple[str, ...]:
    found = [""]
    for number, (piece, after) in enumerate(_SPLIT.findall(token, 0, _LONG)):
        options = _classes(piece, after, number == 0)
        if options != ("",):
            found = list(dict.fromkeys([_join(key, more) for more in options for key in found]))
            del found[_KEYS:]
    return tuple(found)


@lru_cache(maxsize=1 << 15)
def _sounds(slot: Slot) -> tuple[tuple[bool, str, float], ...]:
    """Sum a slot's spellings by what is heard: whether a vowel begins them, and the classes."""
    total: dict[tuple[bool, str], float] = {}
    for spelling, cost in slot.spellings:
        if cost > _UNLIKELY:
            break
        heard = _heard(slot.source, spelling)
        total[heard] = total.get(heard, 0.0) + exp(-cost)
    return tuple((vowel, classes, share) for (vowel, classes), share in total.items())


def _heard(source: str, spelling: str) -> tuple[bool, str]:
    """Say whether a slot's spelling begins with a vowel, and which classes are heard in it."""
    if source[:1] in _VOCALIC:
        return True, _VOCALIC[source[0]]
    if spelling == "h":
        return False, "H" if source == "ហ" else ""
    if spelling == "y" and source == "យ":
        return False, "Y"
    found = ""
    for piece, _ in _SPLIT.findall(spelling):
        found = _join(found, _CONSONANTS.get(piece, ("",))[0])
    vowel = spelling[:1] in VOWEL_LETTERS
    return vowel, found.rstrip("RYVH") if vowel else found


def keys_of(ways: tuple[Lattice, ...]) -> tuple[str, ...]:
    """Sum the skeletons that a lattice may be heard as; a soft class waits for its vowel.

    Args:
        ways: the ways to read a token.

    Returns:
        The likely skeletons, the likeliest first, one at least.

    Examples:
        >>> keys_of(lattice("ចាន់ណា"))
        ('CN',)
    """
    total: dict[str, float] = {}
    for way in ways:
        states = {("", ""): exp(-way.cost)}
        for slot in way.slots[:_LONG]:
            grown: dict[tuple[str, str], float] = {}
            sounds = _sounds(slot)
            for (key, waiting), weight in states.items():
                for vowel, classes, share in sounds:
                    if vowel:
                        state = _join(_join(key, waiting), classes), ""
                    elif not classes:
                        state = key, waiting
                    elif classes in SOFT:
                        state = key, classes
                    else:
                        state = _join(key, classes), ""
                    grown[state] = grown.get(state, 0.0) + weight * share
            if len(grown) > _STATES:
                grown = dict(sorted(grown.items(), key=_weight, reverse=True)[:_STATES])
            states = grown
        for (key, _), weight in states.items():
            total[key] = total.get(key, 0.0) + weight
    ranked = sorted(total.items(), key=lambda item: (-item[1], item[0]))[:_KEYS]
    return tuple(key for key, weight in ranked if weight >= _RARE * ranked[0][1]) or ("",)


_weight = itemgetter(1)


@lru_cache(maxsize=65536)
def coarse(token: str) -> tuple[str, ...]:
    """Give the blocking keys of a name token.

    Args:
        token: one token in Khmer or Latin letters, any case.

    Returns:
        One or more keys over consonant classes, the likeliest first; `('',)` where no consonant
        is heard. Two spellings of one token share a key as a rule.

    Raises:
        TypeError: `token` is no str.

    Examples:
        >>> coarse("ភារម្យ"), coarse("Phearom")
        (('PRM',), ('PRM',))
    """
    folded = fold(token)
    if has_khmer(folded):
        return keys_of(lattice(folded))
    return _latin_keys(folded)


# Vowel runs, longest first, and the class each is written for.
_RUNS = {
    "oeu": "w", "eou": "q", "eau": "q", "iou": "q", "ieu": "q", "aou": "q", "uoy": "u",
    "ea": "z", "ia": "z", "ie": "z", "ee": "i", "ei": "i", "ey": "i", "ii": "i", "iy": "i",
    "ae": "e", "eo": "q", "ao": "q", "au": "q", "ov": "q", "av": "q", "ev": "q", "ou": "u",
    "oo": "u", "uo": "u", "ua": "u", "oe": "w", "eu": "w", "ue": "w", "er": "w", "ai": "y",
    "ay": "y", "oa": "z", "aa": "a", "a": "a", "e": "e", "i": "i", "o": "o", "u": "u", "y": "i",
}  # fmt: skip
_FINE = re.compile(f"({_longest_of(_RUNS)}|{_ANY_CONSONANT}|.)(?=(.?))", re.DOTALL)


@lru_cache(maxsize=1 << 16)
def fine_latin(letters: str) -> str:
    """Give the sounds of a folded Latin token, one character each, for an edit distance.

    Capitals are the consonant classes of the coarse key, small letters classes of vowels: `a`,
    `e`, `i`, `o`, `u`, `z` (ea), `w` (oeu), `y` (ai), `q` (ao).

    Examples:
        >>> fine_latin("sopheap")
        'SoPzP'
    """
    pieces = _FINE.findall(letters)
    found = list(starmap(_sound, pieces))
    if pieces:
        found[0] = _sound(*pieces[0], True)
    return "".join(found)


@lru_cache(maxsize=1 << 12)
def _sound(piece: str, after: str, first: bool = False) -> str:
    """Give the sound of a consonant or of a run of vowels before a letter, or as the first one."""
    vowel_next = after in VOWEL_LETTERS
    if piece not in _RUNS or (piece[-1] in "vr" and vowel_next):
        return _classes(piece, after, first)[0]
    return "Y" if piece == "y" and vowel_next else _RUNS[piece]
