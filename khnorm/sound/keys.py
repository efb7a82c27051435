"""Keys by which Khmer and Latin spellings of one name token meet.

A coarse key is the skeleton of consonant classes, for blocking; where a spelling may be heard in
more than one way there are several. The fine form is one character a sound, vowels included, so
that an edit distance on it counts sounds.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import exp

from khnorm.sound.spellings import lattice, romanizations
from khnorm.text.normalize import fold

__all__ = ["coarse", "fine"]

_VOWELS = frozenset("aeiouy")
# Classes that are heard before a vowel only; in a coda people write or drop them at will.
_SOFT = frozenset("RYVH")
_KEYS = 6
_RARE = 0.03
# Independent vowels that begin with a consonant.
_VOCALIC = {"ឫ": "R", "ឬ": "R", "ឭ": "L", "ឮ": "L"}

# Latin consonants, longest first, each with the classes it may stand for.
_CONSONANTS: dict[str, tuple[str, ...]] = {
    "tch": ("C",), "chh": ("C",), "sch": ("S",), "ngh": ("G", "GH"), "ngk": ("GK",), "dth": ("T",),
    "ddh": ("T",), "kkh": ("K",), "tth": ("T",), "pph": ("P",), "ch": ("C",), "ck": ("K",),
    "kh": ("K",), "gh": ("K",), "kk": ("K",), "qu": ("K", "KV"), "th": ("T",), "dh": ("T",),
    "tt": ("T",), "dd": ("T",), "ph": ("P",), "bh": ("P",), "pp": ("P",), "sh": ("S",),
    "ss": ("S",), "zz": ("S",), "nn": ("N",), "mm": ("M",), "ll": ("L",), "rr": ("R",),
    "rh": ("R",), "gn": ("N", "KN"), "wh": ("V",), "k": ("K",), "g": ("K",), "q": ("K",),
    "x": ("KS",), "j": ("C",), "t": ("T",), "d": ("T",), "p": ("P",), "b": ("P",), "f": ("P", "V"),
    "s": ("S",), "z": ("S",), "m": ("M",), "n": ("N",), "l": ("L",), "r": ("R",), "v": ("V",),
    "w": ("V",), "h": ("H",),
}  # fmt: skip
_LONGEST = sorted((*_CONSONANTS, "ng", "nh", "c"), key=len, reverse=True)
_SPLIT = re.compile("|".join(("[aeiou]+", "y", *_LONGEST, ".")))


def _classes(piece: str, before: str, after: str) -> tuple[str, ...]:
    """Say which classes a piece of a Latin token stands for, its neighbour letters given."""
    vowel_next = after in _VOWELS and after != ""
    if piece == "ng":
        return ("G", "NK") if vowel_next else ("G",)
    if piece == "nh":
        return ("N", "NH") if vowel_next and before else ("N",)
    if piece == "n" and after and after in "kgcqsx":
        return ("N", "G")
    if piece == "c":
        return ("S", "C") if after and after in "ei" else ("K",)
    if piece == "y":
        if not vowel_next:
            return ("",)
        return ("Y", "") if before else ("Y",)
    if piece == "h" and before:
        return ("H", "") if vowel_next else ("",)
    found = _CONSONANTS.get(piece, ("",))
    if found[0] in _SOFT and not vowel_next:
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
    for match in _SPLIT.finditer(token):
        start, end = match.span()
        options = _classes(match.group(), token[start - 1 : start], token[end : end + 1])
        found = list(dict.fromkeys(_join(key, more) for more in options for key in found))[:_KEYS]
    return tuple(found)


def _heard(source: str, spelling: str) -> str:
    """Name the consonant classes of a slot's spelling."""
    if spelling == "h":
        return "H" if source == "ហ" else ""
    if spelling in ("nh", "gn", "ny", "hn", "nnh"):
        return "N"
    if spelling == "ng":
        return "G"
    text = spelling.strip("aeiouy") if len(spelling) > 1 else spelling
    found = ""
    for match in _SPLIT.finditer(text):
        found = _join(found, _CONSONANTS.get(match.group(), ("",))[0])
    if spelling == "y" and source == "យ":
        return "Y"
    return {"ng": "G", "nh": "N", "c": "K"}.get(text, found)


def _khmer_keys(token: str) -> tuple[str, ...]:
    """Sum the likely skeletons over the lattice; a soft class waits for its vowel."""
    total: dict[str, float] = {}
    for way in lattice(token):
        states: dict[tuple[str, str], float] = {("", ""): exp(-way.cost)}
        for slot in way.slots:
            grown: dict[tuple[str, str], float] = {}
            for (key, waiting), share in states.items():
                for spelling, cost in slot.spellings:
                    if cost > 4.6:
                        break
                    state = _step(key, waiting, slot.source, spelling)
                    grown[state] = grown.get(state, 0.0) + share * exp(-cost)
            states = dict(sorted(grown.items(), key=lambda item: -item[1])[:12])
        for (key, _), share in states.items():
            total[key] = total.get(key, 0.0) + share
    ranked = sorted(total.items(), key=lambda item: (-item[1], item[0]))[:_KEYS]
    return tuple(key for key, share in ranked if share >= _RARE * ranked[0][1])


def _step(key: str, waiting: str, source: str, spelling: str) -> tuple[str, str]:
    if not spelling:
        return key, waiting
    heard = _heard(source, spelling)
    if source[:1] in _VOCALIC:
        return _join(key, waiting + _VOCALIC[source[0]]), ""
    if spelling[0] in _VOWELS and heard != "Y":
        key = _join(key, waiting)
        return _join(key, heard if heard not in _SOFT else ""), ""
    if not heard:
        return key, waiting
    if heard in _SOFT:
        return key, heard
    return _join(key, heard), ""


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
    if any("ក" <= char <= "ឳ" for char in folded):
        return _khmer_keys(folded) or ("",)
    return _latin_keys(folded)


# Vowel runs, longest first, and the class each is written for.
_RUNS = {
    "oeu": "w", "eou": "q", "eau": "q", "iou": "q", "ieu": "q", "aou": "q", "uoy": "u",
    "ea": "z", "ia": "z", "ie": "z", "ee": "i", "ei": "i", "ey": "i", "ii": "i", "iy": "i",
    "ae": "e", "eo": "q", "ao": "q", "au": "q", "ov": "q", "av": "q", "ev": "q", "ou": "u",
    "oo": "u", "uo": "u", "ua": "u", "oe": "w", "eu": "w", "ue": "w", "er": "w", "ai": "y",
    "ay": "y", "oa": "z", "aa": "a", "a": "a", "e": "e", "i": "i", "o": "o", "u": "u", "y": "i",
}  # fmt: skip
_FINE = re.compile("|".join((*_RUNS, *_LONGEST, ".")))


@lru_cache(maxsize=65536)
def fine(token: str) -> str:
    """Give the sounds of a name token, one character each, for an edit distance.

    Capitals are the consonant classes of the coarse key, small letters classes of vowels: `a`,
    `e`, `i`, `o`, `u`, `z` (ea), `w` (oeu), `y` (ai), `q` (ao). A Khmer token is heard through its
    likeliest Latin spelling.

    Args:
        token: one token in Khmer or Latin letters, any case.

    Returns:
        The sounds, empty where there is no letter.

    Raises:
        TypeError: `token` is no str.

    Examples:
        >>> fine("សុភាព"), fine("SOPHEAP")
        ('SoPzP', 'SoPzP')
    """
    folded = fold(token)
    if any("ក" <= char <= "ឳ" for char in folded):
        best = romanizations(folded, limit=1)
        folded = best[0].text.lower() if best else ""
    found = []
    for match in _FINE.finditer(folded):
        piece, (start, end) = match.group(), match.span()
        after = folded[end : end + 1]
        if piece in _RUNS and not (piece[-1] in "vr" and after and after in _VOWELS):
            if piece == "y" and after and after in _VOWELS:
                found.append("Y")
            else:
                found.append(_RUNS[piece])
        else:
            found.append(_classes(piece, folded[start - 1 : start], after)[0])
    return "".join(found)
