"""How far apart two Latin spellings are, heard as spellings of one Khmer name.

A spelling is cut into units: consonant letters that stand for one sound, and runs of vowel
letters. What a change of units costs is measured on spellings of one Khmer token and stands in
`data/weights_latin.tsv` (`scripts/fit_latin.py` makes it): -ln of how often one person's name
shows the change, beside how often the units stay as they are.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from khnorm.tables import rows

__all__ = [
    "FAR",
    "UNKNOWN",
    "dearest_change",
    "is_other_sound",
    "latin_distance",
    "latin_units",
]

Units = tuple[str, ...]

# Letters that stand for one consonant, longest first (UNGEGN 1972, Huffman 1970, and usage).
_CONSONANTS = re.compile("tch|chh|ngh|ch|kh|gh|ph|bh|th|dh|sh|ng|nh|gn|ck|rh|qu")
_VOWELS = frozenset("aeiou")
_ASPIRABLE = frozenset("bcdgkpt")
_GLIDES = frozenset("rlvw")
_AFTER_GLIDE = frozenset("aeiouyrh")
# Beyond this, in nats, pieces have nothing to do with each other and nobody counts further.
FAR = 12.0
# Cost, in nats, of a change that no pair of spellings shows: a unit too many or too few, a unit
# for one that begins with the same letter, for another of its kind, vowels for a consonant.
UNKNOWN = {"gap": 5.0, "near": 5.0, "far": 7.0, "kind": 12.0}


def _vowels_end(text: str, start: int) -> int:
    """Say where the run of vowel letters ends; y before a vowel begins a syllable.

    A v or w that no vowel follows belongs to the run: Keo and Kev, Sao and Sav are one sound.
    """
    end = start + 1
    while end < len(text) and (text[end] in _VOWELS or text[end] == "y"):
        if text[end] == "y" and text[end + 1 : end + 2] in _VOWELS and end + 1 < len(text):
            break
        end += 1
    if text[end : end + 1] in ("v", "w") and text[end + 1 : end + 2] not in _AFTER_GLIDE:
        end += 1
    return end


def _cut(text: str) -> list[tuple[str, bool]]:
    """Cut a spelling into pieces, each with whether it is a vowel."""
    found = []
    at = 0
    while at < len(text):
        char, after = text[at], text[at + 1 : at + 2]
        match = _CONSONANTS.match(text, at)
        if char in _VOWELS or (char == "y" and (not after or after not in _VOWELS)):
            end = _vowels_end(text, at)
            found.append((text[at:end], True))
        elif char == "y":
            end = at + 1
            found.append(("Y", False))
        else:
            if char in _ASPIRABLE and after == char and text[at + 2 : at + 3] == "h":
                end = at + 1  # Sok Kheng written together: k + kh, not kk + h
            elif match:
                end = match.end()
            else:
                end = at + 2 if after == char else at + 1
            found.append((text[at:end], False))
        at = end
    return found


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
    pieces = _cut(text)
    vowel = [is_vowel for _, is_vowel in pieces] + [False, False]
    found = []
    for i, (piece, is_vowel) in enumerate(pieces):
        opens = vowel[i + 1] or (vowel[i + 2] and pieces[i + 1][0] in _GLIDES)
        found.append(piece if is_vowel or opens else "-" + piece)
    return tuple(found)


@cache
def _costs() -> dict[tuple[str, str], float]:
    found = {}
    for row in rows("weights_latin.tsv"):
        left, right, cost = row["left"], row["right"], float(row["cost"])
        found[left, right] = found[right, left] = cost
    return found


def _sounds(unit: str) -> tuple[bool, str]:
    """Say whether a unit is a vowel or rime, and with which letter it begins."""
    return unit[0] in "aeiouy", unit.lstrip("-")[0]


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


def _middle(left: Units, right: Units) -> tuple[Units, Units]:
    """Leave out what both spellings begin and end with."""
    first = 0
    shorter = min(len(left), len(right))
    while first < shorter and left[first] == right[first]:
        first += 1
    last = 0
    while last < shorter - first and left[-1 - last] == right[-1 - last]:
        last += 1
    return left[first : len(left) - last], right[first : len(right) - last]


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
    left, right = _middle(left, right)
    gaps, above = [], [end := 0.0]
    for unit in right:
        gaps.append(gap := unit_cost("", unit))
        above.append(end := end + gap)
    for unit in left:
        drop = unit_cost(unit, "")
        before = above[0]
        row = [least := before + drop]
        for at, other in enumerate(right):
            swapped, least = before + unit_cost(unit, other), least + gaps[at]
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
    left, right = _middle(left, right)
    above = [(0.0, (0.0, "", ""))]
    for unit in right:
        above.append(_with(above[-1], "", unit))
    for unit in left:
        row = [_with(above[0], unit, "")]
        for at, other in enumerate(right):
            row.append(
                min(
                    _with(above[at], unit, other),
                    _with(above[at + 1], unit, ""),
                    _with(row[at], "", other),
                )
            )
        above = row
    return above[-1][1]


def _with(
    so_far: tuple[float, tuple[float, str, str]], left: str, right: str
) -> tuple[float, tuple[float, str, str]]:
    cost = unit_cost(left, right)
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
