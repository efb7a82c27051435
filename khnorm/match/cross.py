"""Khmer pieces of names through the Latin spellings that their units may have.

A piece is a family name or a given name, folded. Its units and their spellings are those of
`khnorm.sound.spellings.lattice`. Latin letters are run through them, by listed spellings or with
slips; two Khmer pieces are as near as the Latin spellings of their units overlap, which leaves
homophones and silent letters near and all else far.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp, log, sqrt

from khnorm.match.latin import FAR, latin_distance, latin_units, unit_cost
from khnorm.sound.spellings import lattice

__all__ = ["EXTRA_VOWEL", "homophones", "listed", "spell_as_listed", "spell_with_slips", "vowels"]

_VOWELS = frozenset("aeiouy")
# Vowel signs that spellings of one name exchange: the long ones for the short, ័ for nothing, and
# ំ for a letter.
_SHORTENED = str.maketrans("ីឺូ", "ិឹុ", "័ំ")
# What the Latin letters may do that no lattice lists (decisions, in the order of the measured
# costs of `weights_latin.tsv`): a letter too many, a unit left out, a unit written otherwise.
_EXTRA = {"h": 3.0, "r": 3.0}
EXTRA_VOWEL = 3.5
_EXTRA_SYLLABLE, _EXTRA_CONSONANT = 6.0, 5.0
_LEFT_OUT_VOWEL, _LEFT_OUT = 6.0, 6.0
_OTHERWISE, _OTHERWISE_MOST = 2.0, 8.0
_LONGEST_RUN = 3
# Ways that cost so much more than the best so far are dropped, and all of them beyond this.
_BEAM, _MOST = 8.0, 11.0
# A Khmer unit written with another letter, though heard alike, is a little apart.
_OTHER_LETTER, _NO_OVERLAP = 0.7, 7.0
_NONE: list[tuple[str, int, float]] = []


class _Unit:
    """A unit of a Khmer piece: its spellings with what each costs beyond the usual one."""

    __slots__ = (
        "by_letter",
        "least",
        "mixed",
        "otherwise",
        "silent",
        "source",
        "spellings",
        "vowel",
    )

    def __init__(self, source: str, spellings: tuple[tuple[str, float], ...]) -> None:
        least = min(cost for _, cost in spellings)
        self.source = source
        self.least = least
        self.spellings = tuple((text, max(0.0, cost - least)) for text, cost in spellings)
        self.vowel = any(text and text[0] in _VOWELS for text, _ in self.spellings[:2])
        usual = self.spellings[0][0]
        self.mixed = len({letter in _VOWELS for letter in usual}) > 1
        self.by_letter: dict[str, list[tuple[str, int, float]]] = {}
        for text, cost in self.spellings:
            if text:
                self.by_letter.setdefault(text[0], []).append((text, len(text), cost))
        listed = dict(self.spellings).get("")
        self.silent = listed if listed is not None else _LEFT_OUT_VOWEL if self.vowel else _LEFT_OUT
        self.by_letter[""] = [("", 0, listed)] if listed is not None else []
        self.otherwise: dict[str, float] = {}


@lru_cache(maxsize=1 << 14)
def _unit(source: str, spellings: tuple[tuple[str, float], ...]) -> _Unit:
    return _Unit(source, spellings)


@lru_cache(maxsize=1 << 15)
def _units(piece: str) -> tuple[_Unit, ...]:
    ways = (lattice(token) for token in piece.split())
    return tuple(
        _unit(slot.source, slot.spellings)
        for way in ways
        if way
        for slot in way[0].slots
        if any(spelling for spelling, _ in slot.spellings)
    )


def _listed(units: tuple[_Unit, ...], latin: str) -> float | None:
    """Spell the units by listed spellings only; nothing if the letters cannot be spelled so."""
    states = {0: 0.0}
    for unit in units:
        grown: dict[int, float] = {}
        by_letter = unit.by_letter
        nothing = by_letter[""]
        for at, cost in states.items():
            for spelling, length, more in by_letter.get(latin[at : at + 1], _NONE):
                if length == 1 or latin.startswith(spelling, at):
                    total = cost + more
                    if total < grown.get(at + length, FAR):
                        grown[at + length] = total
            if nothing and at < len(latin):
                total = cost + nothing[0][2]
                if total < grown.get(at, FAR):
                    grown[at] = total
        if not grown:
            return None
        states = grown
    return states.get(len(latin))


def spell_as_listed(khmer: str, latin: str) -> float:
    """Say how unusual a spelling of a Khmer piece is, by listed spellings of its units only.

    Args:
        khmer: a folded Khmer piece.
        latin: folded Latin letters without spaces.

    Returns:
        What it costs in nats beyond the usual spelling; `FAR` where no listed ones give it.

    Examples:
        >>> spell_as_listed("សុខ", "sok"), spell_as_listed("សុខ", "song")
        (0.0, 12.0)
    """
    cost = _listed(_units(khmer), latin)
    return FAR if cost is None else min(cost, FAR)


def listed(khmer: str, letters: str) -> float | None:
    """Say how usual a spelling of a Khmer piece is, by listed spellings of its units only.

    Args:
        khmer: a folded Khmer piece.
        letters: folded Latin letters without spaces.

    Returns:
        -ln of the share that the spelling has; None where the units cannot be spelled so.

    Examples:
        >>> listed("សុខ", "sok") < listed("សុខ", "sokh")
        True
    """
    units = _units(khmer)
    cost = _listed(units, letters)
    return None if cost is None else cost + sum(unit.least for unit in units)


def _otherwise(unit: _Unit, run: str) -> float:
    """Say what an unlisted spelling of a unit costs; the letters are all of the unit's kind."""
    known = unit.otherwise.get(run)
    if known is not None:
        return known
    least = _OTHERWISE_MOST
    for spelling, cost in unit.spellings:
        if not spelling:
            continue
        if unit.mixed:
            change = latin_distance(latin_units(spelling), latin_units(run))
        else:
            change = min(unit_cost(spelling, run), unit_cost("-" + spelling, "-" + run))
        least = min(least, cost + _OTHERWISE + change)
    unit.otherwise[run] = least
    return least


def _with_extras(states: dict[int, float], latin: str) -> dict[int, float]:
    """Let letters stand that no unit answers, and drop the states that lag behind."""
    best = min(states.values())
    kept: dict[int, float] = {}
    carried, reached = FAR, -1
    for at in range(min(states), len(latin) + 1):
        cost = states.get(at, FAR)
        if reached >= 0:
            letter, before = latin[at - 1], latin[at - 2 : at - 1]
            extra = _EXTRA.get(letter, _EXTRA_CONSONANT)
            if letter in _VOWELS:
                extra = EXTRA_VOWEL if before and before in _VOWELS else _EXTRA_SYLLABLE
            cost = min(cost, carried + extra)
        if cost <= best + _BEAM and cost < FAR:
            kept[at] = cost
            carried, reached = cost, at
        elif at > max(states):
            break
        else:
            carried, reached = FAR, -1
    return kept


def spell_with_slips(khmer: str, latin: str) -> float:
    """Say how far Latin letters are from any spelling of a Khmer piece, slips allowed.

    Args:
        khmer: a folded Khmer piece.
        latin: folded Latin letters without spaces.

    Returns:
        What they cost in nats beyond the usual spelling, at most `FAR`.

    Examples:
        >>> spell_with_slips("សុខ", "sokk") < spell_with_slips("សុខ", "song")
        True
    """
    units = _units(khmer)
    states = _with_extras({0: 0.0}, latin)
    for unit in units:
        grown: dict[int, float] = {}
        for at, cost in states.items():
            options = [(at, cost + unit.silent)]
            if at < len(latin):
                for spelling, length, more in unit.by_letter.get(latin[at], _NONE):
                    if latin.startswith(spelling, at):
                        options.append((at + length, cost + more))
            end = at
            while end < min(len(latin), at + _LONGEST_RUN) and (
                unit.mixed or (latin[end] in _VOWELS) == unit.vowel
            ):
                end += 1
                options.append((end, cost + _otherwise(unit, latin[at:end])))
            for end, total in options:
                if total < grown.get(end, FAR):
                    grown[end] = total
        if not grown or min(grown.values()) > _MOST:
            return FAR
        states = _with_extras(grown, latin)
    return states.get(len(latin), FAR)


@lru_cache(maxsize=1 << 16)
def _overlap(left: _Unit, right: _Unit) -> float:
    """Say how far apart two Khmer units are by the Latin spellings they share (Bhattacharyya)."""
    if left.spellings == right.spellings:
        return 0.0 if left.source == right.source else _OTHER_LETTER
    ours = {text: exp(-cost) for text, cost in left.spellings}
    theirs = {text: exp(-cost) for text, cost in right.spellings}
    shared = sum(sqrt(ours[text] * theirs[text]) for text in ours.keys() & theirs.keys())
    apart = -log(shared / sqrt(sum(ours.values()) * sum(theirs.values()))) if shared else 99.0
    return min(apart, _NO_OVERLAP) + (_OTHER_LETTER if left.source != right.source else 0.0)


def homophones(left: str, right: str) -> float:
    """Say how far apart two Khmer pieces are by the Latin spellings that their units share.

    Args:
        left: a folded Khmer piece.
        right: another.

    Returns:
        The distance in nats, at most `FAR`.

    Examples:
        >>> homophones("ចាន់", "ច័ន្ទ") < homophones("ចាន់", "សុខ")
        True
    """
    ours, theirs = _units(left), _units(right)
    above = [0.0]
    for unit in theirs:
        above.append(above[-1] + _OTHER_LETTER + unit.silent)
    for unit in ours:
        row = [above[0] + _OTHER_LETTER + unit.silent]
        for at, other in enumerate(theirs):
            row.append(
                min(
                    above[at] + _overlap(unit, other),
                    above[at + 1] + _OTHER_LETTER + unit.silent,
                    row[at] + _OTHER_LETTER + other.silent,
                )
            )
        above = row
    return min(above[-1], FAR)


def vowels(khmer: str) -> tuple[str, ...]:
    """Give the vowels of a Khmer piece that are written and heard, long and short ones alike.

    Examples:
        >>> vowels("សុភាព")
        ('ុ', 'ា')
        >>> vowels("សឺង") == vowels("សឹង") != vowels("សីង")
        True
        >>> vowels("ជាតិ") == vowels("ជាត")
        True
    """
    heard = (unit for unit in _units(khmer) if unit.vowel and unit.spellings[0][0])
    signs = (unit.source.translate(_SHORTENED) for unit in heard)
    return tuple(sign for sign in signs if sign)
