"""How a piece of a name sounds, coarsely: by this the names of a list find each other.

A token is said as a string of consonant classes (capitals) and vowel classes (small letters): `SoPzP`
for Sopheap and សុភាព alike. Names meet in a block if their consonants agree; how far their vowels are
apart is a number that numpy works out for millions of pairs (`khnorm.jobs.lists.blocks`). A Khmer token is
said in each likely way to spell it in Latin.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from math import exp
from operator import itemgetter
from typing import NamedTuple

from khnorm.match.latin import latin_units
from khnorm.sound.keys import SOFT
from khnorm.sound.spellings import Slot, lattice
from khnorm.tables import columns
from khnorm.text.latin import VOWEL_LETTERS
from khnorm.text.scripts import is_khmer

__all__ = [
    "BREATH",
    "CONSONANTS",
    "NASAL_ROOM",
    "POSITIONS",
    "ROOM",
    "VOWELS",
    "Sound",
    "join",
    "sayings_of",
    "sound_of",
    "sounds",
]

# How many ways to say a Khmer piece count, and how likely beside the likeliest they must be.
_MOST_SOUNDS = 4
_LEAST_SHARE = 0.1
_BEAM = 8
_SHARE = itemgetter(1)
# Spellings of one written unit rarer than this, in nats and as a share, are passed over.
_RARE, _LEAST_SPELLING = 3.5, 0.04

# Classes by the first letter; one class for what people write for one another.
_CLASS = dict(zip("kgqcxjtdpbfszmnlrvwhY", "KKKKKCTTPPPSSMNLRVVHY", strict=True))
_CLASS |= {"ch": "C", "ng": "G", "nh": "N", "gn": "N", "tc": "C"}
# Vowels by their first two letters, else by the first: Latin runs that are written for one sound.
_VOWEL = {
    **dict.fromkeys(("ea", "ia", "ie", "oa"), "z"),
    **dict.fromkeys(("oe", "eu", "ue"), "w"),
    **dict.fromkeys(("ai", "ay"), "y"),
    **dict.fromkeys(("ao", "au", "eo"), "q"),
    **dict.fromkeys(("ou", "oo", "uo", "ua", "u"), "u"),
    **dict.fromkeys(("ee", "ei", "ey", "i", "y"), "i"),
    "a": "a",
    "e": "e",
    "o": "o",
}
# The classes; a sound packs them by their place here, four bits each, 0 for none.
CONSONANTS, VOWELS = ".KCTPSMNLRVHY", ".aeiouzwyq"
# So many have room in a number; what is said beyond is not told apart.
POSITIONS = 15
_CODES = {sign: code for signs in (CONSONANTS, VOWELS) for code, sign in enumerate(signs)}
_CODES["G"] = _CODES["N"]
BREATH = _CODES["H"]
ROOM, NASAL_ROOM = (1 << 4 * POSITIONS) - 1, (1 << POSITIONS) - 1

# A way to say an element in which nothing is heard.
_NOTHING = "-"

_UNSOUNDED = re.compile("[RYVH]+(?![a-z])|(?<=[CGKLMNPST])H")
_DOUBLED = re.compile("([A-Z])(?=\\1)|(?<=[a-z])[a-z]+")


class Sound(NamedTuple):
    """A sound taken apart.

    `consonants` packs the consonant classes, the first lowest, *ng* as *n*; `vowels` the vowel class
    before, between and after them; `nasals` has a bit for each consonant that was *ng*.
    """

    consonants: int
    vowels: int
    nasals: int


_SILENCE = Sound(0, 0, 0)


def _vowel(run: str) -> str:
    return _VOWEL.get(run[:2]) or _VOWEL.get(run[:1], "a")


def _consonant(unit: str) -> str:
    return _CLASS.get(unit[:2]) or _CLASS.get(unit[:1], "")


def _tidy(sound: str) -> str:
    """Leave out what is not heard: soft codas, h after a consonant, doubled sounds."""
    return _DOUBLED.sub("", _UNSOUNDED.sub("", sound))


@lru_cache(maxsize=1 << 12)
def _unit_sound(unit: str) -> str:
    if unit[0] in VOWEL_LETTERS:
        return _vowel(unit)
    heard = _consonant(unit.lstrip("-"))
    return "" if unit[0] == "-" and heard in SOFT else heard


def _latin_sound(token: str) -> str:
    return _tidy("".join(map(_unit_sound, latin_units(token))))


@lru_cache(maxsize=1 << 14)
def _slot_sounds(slot: Slot) -> tuple[tuple[str, float], ...]:
    """Sum the shares of a slot's spellings by what is heard of them."""
    shares: dict[str, float] = {}
    for spelling, cost in slot.spellings:
        if cost <= _RARE:
            units = latin_units(spelling) if spelling else ()
            if spelling == "y" and slot.source == "យ":
                units = ("Y",)
            heard = "".join(_unit_sound(unit.lstrip("-")) for unit in units)
            shares[heard] = shares.get(heard, 0.0) + exp(-cost)
    least = _LEAST_SPELLING * sum(shares.values())
    ranked = sorted(shares.items(), key=lambda item: (-item[1], item[0]))
    return tuple((heard, share) for heard, share in ranked if share >= least)


def sayings_of(token: str) -> tuple[str, ...]:
    """Say a Khmer token in each likely way.

    Args:
        token: folded.

    Returns:
        Consonant and vowel classes in their order, the likeliest first; empty where no letter is.

    Examples:
        >>> sayings_of("សុភាព")
        ('SoPzP',)
    """
    total: dict[str, float] = {}
    for way in lattice(token):
        states = {"": exp(-way.cost)}
        for slot in way.slots:
            options = _slot_sounds(slot)
            grown: dict[str, float] = {}
            for sound, share in states.items():
                for heard, more in options:
                    longer = sound + heard
                    grown[longer] = grown.get(longer, 0.0) + share * more
            if len(grown) > _BEAM:
                grown = dict(sorted(grown.items(), key=_SHARE, reverse=True)[:_BEAM])
            states = grown
        for sound, share in states.items():
            tidied = _tidy(sound)
            total[tidied] = total.get(tidied, 0.0) + share
    ranked = sorted(total.items(), key=lambda item: (-item[1], item[0]))[:_MOST_SOUNDS]
    return tuple(sound for sound, share in ranked if share >= _LEAST_SHARE * ranked[0][1])


@cache
def _elements() -> dict[str, str]:
    """Give the Khmer elements of names with the ways to say them, as their table has them."""
    table = columns("elements.tsv")
    return {form: said for form, said in zip(table["form"], table["said"], strict=True) if said}


def _parts(token: str) -> tuple[str, ...]:
    """Part a Khmer token into two known elements of names, if it is two.

    Names are put together of few elements, and what is heard of two of them is near enough what is
    heard of the whole: so most names of a list need no reading of their own.
    """
    known = _elements()
    if token not in known:
        for at in range(2, len(token) - 1):
            if token[:at] in known and token[at:] in known:
                return token[:at], token[at:]
    return (token,)


@lru_cache(maxsize=1 << 14)
def _part_sounds(part: str) -> tuple[Sound, ...]:
    said = _elements().get(part)
    sayings = said.replace(_NOTHING, "").split("|") if said else sayings_of(part)
    return _each((_SILENCE,), tuple(map(sound_of, sayings)))


@lru_cache(maxsize=1 << 16)
def _token_sounds(token: str) -> tuple[Sound, ...]:
    if token.isascii() or not any(map(is_khmer, token)):
        return (sound_of(_latin_sound(token)),)
    first, *rest = map(_part_sounds, _parts(token))
    return _each(first, rest[0]) if rest else first


def _each(left: tuple[Sound, ...], right: tuple[Sound, ...]) -> tuple[Sound, ...]:
    found: dict[Sound, None] = {}
    for one in left:
        for other in right or (_SILENCE,):
            found[join(one, other)] = None
            if len(found) == _MOST_SOUNDS:
                return tuple(found)
    return tuple(found)


def sounds(tokens: Sequence[str]) -> tuple[Sound, ...]:
    """Give the sounds of a piece of a name, the likeliest first.

    Args:
        tokens: folded, in Khmer or Latin letters.

    Returns:
        One sound for a Latin piece, up to four for a Khmer one; an empty one where nothing is heard.

    Examples:
        >>> sounds(["sopheap"]) == sounds(["សុភាព"])[:1]
        True
        >>> sounds(["sok", "heng"]) == sounds(["sokheng"])
        True
    """
    if not tokens:
        return (_SILENCE,)
    found = _token_sounds(tokens[0])
    for token in tokens[1:]:
        found = _each(found or (_SILENCE,), _token_sounds(token))
    return found


def join(left: Sound, right: Sound) -> Sound:
    """Say two sounds one after the other.

    Where they meet, a doubled consonant is one, h after a consonant is not heard, and of two vowels
    the first is.

    Examples:
        >>> join(sound_of("SoK"), sound_of("HeG")) == sound_of("SoKeG")
        True
        >>> join(sound_of("SoK"), sound_of("KiM")) == sound_of("SoKiM")
        True
    """
    before, our_vowels, our_nasals = left
    consonants, vowels, nasals = right
    if not before and not our_vowels:
        return right
    size = (before.bit_length() + 3) >> 2
    shift = 4 * size
    last = our_vowels >> shift
    if consonants and not last and not vowels & 15:
        first = consonants & 15
        doubled = first == before >> (shift - 4) and not (our_nasals >> (size - 1) ^ nasals) & 1
        if doubled or first == BREATH:
            consonants, vowels, nasals = consonants >> 4, vowels >> 4, nasals >> 1
    if last:
        vowels = vowels & ~15 | last
    return Sound(
        (before | consonants << shift) & ROOM,
        (our_vowels & ((1 << shift) - 1) | vowels << shift) & ROOM,
        (our_nasals | nasals << size) & NASAL_ROOM,
    )


@lru_cache(maxsize=1 << 14)
def sound_of(said: str) -> Sound:
    """Take a sound apart.

    Args:
        said: consonant and vowel classes in their order.

    Returns:
        Its consonants and what stands between them.

    Examples:
        >>> sound_of("LaG") == Sound(0x78, 0x10, 0b10)
        True
    """
    consonants, vowels, nasals, size = 0, 0, 0, 0
    for sign in said:
        if sign.islower():
            vowels |= _CODES[sign] << 4 * size
        else:
            nasals |= (sign == "G") << size
            consonants |= _CODES[sign] << 4 * size
            size += 1
    return Sound(consonants & ROOM, vowels & ROOM, nasals & NASAL_ROOM)
