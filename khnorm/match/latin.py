"""How far apart two Latin spellings are, heard as spellings of one Khmer name.

A spelling is cut into units: consonant letters that stand for one sound, and runs of vowel
letters. What a change of units costs is measured on spellings of one Khmer token and stands in
`data/weights_latin.tsv` (`scripts/fit_latin.py` makes it): -ln of how often one person's name
shows the change, beside how often the units stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from khnorm.tables import rows
from khnorm.text.latin import VOWEL_LETTERS

__all__ = [
    "FAR",
    "UNKNOWN",
    "dearest_change",
    "is_other_sound",
    "latin_distance",
    "latin_units",
]

Units = tuple[str, ...]

# Vowels, a y that begins a syllable, or a consonant. Letters that stand for one consonant are one
# unit (UNGEGN 1972, Huffman 1970, and usage), and so are two alike; but Sok Kheng written together
# is k + kh, not kk + h.
_UNITS = re.compile(
    r"""
    (
        (?: [aeiou]+ (?: y+ (?![aeiou]) )? | y+ (?![aeiou]) )
        (?: [vw] (?![aeiouyrh]) )?  # Keo and Kev, Sao and Sav are one sound
    )
    | y
    | (
        b (?: b(?!h) | h )? | c (?: hh? | k | c(?!h) )? | d (?: d(?!h) | h )?
        | g (?: g(?!h) | h | n )? | k (?: k(?!h) | h )? | n (?: gh? | h | n )?
        | p (?: p(?!h) | h )? | q [qu]? | r [hr]? | s [hs]? | t (?: ch | h | t(?!h) )?
        | (.) \3?
    )
    (?= [rlvw]? ( [aeiou] | y (?![aeiou]) ) | )  # the vowel with which it opens a syllable, if any
    """,
    re.VERBOSE | re.DOTALL,
)
# Beyond this, in nats, pieces have nothing to do with each other and nobody counts further.
FAR = 12.0
# Cost, in nats, of a change that no pair of spellings shows: a unit too many or too few, a unit
# for one that begins with the same letter, for another of its kind, vowels for a consonant.
UNKNOWN = {"gap": 5.0, "near": 5.0, "far": 7.0, "kind": 12.0}


@lru_cache(maxsize=1 << 16)
def latin_units(text: str) -> Units:
    """Cut a Latin spelling into units of sound.

    Args:
        text: one token, lower-case ASCII as `fold` gives it.

    Returns:
        The units; a consonant that closes a syllable begins with `-`, and `Y` is a y that opens one.

    Examples:
        >>> latin_units("phoeurng")
        ('ph', 'oeu', '-r', '-ng')
        >>> latin_units("sreyyan")
        ('s', 'r', 'ey', 'Y', 'a', '-n')
    """
    return tuple(
        [
            vowels or (consonant if opened else "-" + consonant if consonant else "Y")
            for vowels, consonant, _, opened in _UNITS.findall(text)
        ]
    )


@cache
def _costs() -> dict[tuple[str, str], float]:
    found = {}
    for row in rows("weights_latin.tsv"):
        left, right, cost = row["left"], row["right"], float(row["cost"])
        found[left, right] = found[right, left] = cost
    return found


def _sounds(unit: str) -> tuple[bool, str]:
    """Say whether a unit is a vowel or rime, and with which letter it begins."""
    return unit[0] in VOWEL_LETTERS, unit.lstrip("-")[0]


@lru_cache(maxsize=1 << 14)
def unit_cost(left: str, right: str) -> float:
    """Say what it costs, in nats, that one spelling has `left` where the other has `right`.

    Args:
        left: a unit, or nothing.
        right: a unit, or nothing.

    Returns:
        0 for the same unit; else the measured cost, or one of `UNKNOWN`.

    Examples:
        >>> unit_cost("ou", "ou")
        0.0
        >>> unit_cost("ou", "uo") < unit_cost("ou", "a")
        True
    """
    if left == right:
        return 0.0
    measured = _costs().get((left, right))
    if measured is not None:
        return measured
    if not left or not right:
        return UNKNOWN["gap"]
    (left_vowel, left_first), (right_vowel, right_first) = _sounds(left), _sounds(right)
    if left_vowel != right_vowel:
        return UNKNOWN["kind"]
    return UNKNOWN["near" if left_first == right_first else "far"]


@lru_cache(maxsize=1 << 14)
def _opened_right(left: str, right: str) -> float:
    """Say what a change costs inside two spellings, of which the right one has more units.

    Where a vowel is put behind a consonant, that opens a syllable, which is no change of its own:
    Sokna, Sokana.
    """
    return 0.0 if left == "-" + right else unit_cost(left, right)


def _opened_left(left: str, right: str) -> float:
    return _opened_right(right, left)


def _middle(left: Units, right: Units) -> tuple[Units, Units, Callable[[str, str], float]]:
    """Leave out what both spellings begin and end with, and say what a change between costs."""
    cost_of: Callable[[str, str], float] = unit_cost
    if left and right and left[-1] == right[-1] and len(left) != len(right):
        cost_of = _opened_right if len(left) < len(right) else _opened_left
    first = 0
    shorter = min(len(left), len(right))
    while first < shorter and left[first] == right[first]:
        first += 1
    last = 0
    while last < shorter - first and left[-1 - last] == right[-1 - last]:
        last += 1
    return left[first : len(left) - last], right[first : len(right) - last], cost_of


def latin_distance(left: Units, right: Units, limit: float = 1e9) -> float:
    """Align two spellings at the least cost.

    Args:
        left: units of one spelling.
        right: units of the other.
        limit: give up when no alignment can cost less.

    Returns:
        The cost in nats, 0 for equal spellings; `limit` where it is reached.

    Examples:
        >>> latin_distance(latin_units("sovann"), latin_units("sovan")) < 4
        True
    """
    left, right, cost_of = _middle(left, right)
    if len(left) == len(right) == 1:
        (one,), (other,) = left, right
        return min(unit_cost(one, other), unit_cost(one, "") + unit_cost("", other), limit)
    gaps, above = [], [end := 0.0]
    for unit in right:
        gaps.append(gap := unit_cost("", unit))
        above.append(end := end + gap)
    for unit in left:
        drop = unit_cost(unit, "")
        before = above[0]
        row = [least := before + drop]
        for at, other in enumerate(right):
            swapped, least = before + cost_of(unit, other), least + gaps[at]
            before = above[at + 1]
            dropped = before + drop
            if swapped < least:
                least = swapped
            if dropped < least:
                least = dropped
            row.append(least)
        above = row
        if min(above) >= limit:
            return limit
    return min(above[-1], limit)


def dearest_change(left: Units, right: Units) -> tuple[float, str, str]:
    """Find the dearest single change in the cheapest alignment of two spellings.

    Args:
        left: units of one spelling.
        right: units of the other.

    Returns:
        What it costs in nats, and the units on either side, one of them empty where the other is
        too many; 0 and nothing for equal spellings.

    Examples:
        >>> dearest_change(latin_units("monipong"), latin_units("monivong"))
        (7.0, 'p', 'v')
        >>> dearest_change(latin_units("sok"), latin_units("sok"))
        (0.0, '', '')
    """
    left, right, cost_of = _middle(left, right)
    above = [(0.0, (0.0, "", ""))]
    for unit in right:
        above.append(_with(above[-1], "", unit, unit_cost("", unit)))
    for unit in left:
        drop = unit_cost(unit, "")
        row = [_with(above[0], unit, "", drop)]
        for at, other in enumerate(right):
            row.append(
                min(
                    _with(above[at], unit, other, cost_of(unit, other)),
                    _with(above[at + 1], unit, "", drop),
                    _with(row[at], "", other, unit_cost("", other)),
                )
            )
        above = row
    return above[-1][1]


def _with(
    so_far: tuple[float, tuple[float, str, str]], left: str, right: str, cost: float
) -> tuple[float, tuple[float, str, str]]:
    change = (cost, left, right)
    return so_far[0] + cost, max(so_far[1], change) if cost else so_far[1]


def is_other_sound(change: tuple[float, str, str]) -> bool:
    """Say whether a change puts another vowel or another consonant in the place of one.

    Args:
        change: its cost and the units on either side.

    Returns:
        Whether no spellings of one name show it, and it is no letter too many or too few.

    Examples:
        >>> is_other_sound((7.0, "p", "v")), is_other_sound((5.0, "", "v"))
        (True, False)
    """
    cost, left, right = change
    if not left or not right or cost < UNKNOWN["near"]:
        return False
    return _sounds(left)[0] == _sounds(right)[0]
