"""How far apart two written pieces of a name are, whatever their scripts.

A piece is a family name or a given name, folded. Distances are in nats: what a spelling costs
beyond the usual one. Khmer against Latin runs the Latin letters through the lattice of spellings
that the Khmer units may have (`khnorm.sound.spellings`); Latin against Latin is a measured
distance of units (`khnorm.match.latin`); Khmer against Khmer asks how much the Latin spellings of
both overlap, which leaves homophones and silent letters near and all else far.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import exp, log, sqrt
from typing import NamedTuple

from rapidfuzz.distance import OSA, Levenshtein

from khnorm.match.latin import latin_distance, latin_units, unit_cost
from khnorm.sound.keys import fine
from khnorm.sound.spellings import lattice

__all__ = [
    "FAR",
    "Distance",
    "distance",
    "is_khmer",
    "is_one_slip",
    "listed",
    "skeleton",
    "sounds",
    "spelled",
    "unlike",
    "usual",
    "vowels",
]

# Vowel signs that spellings of one name exchange: the long ones for the short, and ័ for nothing.
_SHORTENED = str.maketrans("ីឺូ", "ិឹុ", "័")
# Beyond this, in nats, pieces have nothing to do with each other and nobody counts further.
FAR = 12.0

_VOWELS = frozenset("aeiouy")
# What the Latin letters may do that no lattice lists (decisions, in the order of the measured
# costs of `weights_latin.tsv`): a letter too many, a unit left out, a unit written otherwise.
_EXTRA = {"h": 3.0, "r": 3.0}
_EXTRA_VOWEL, _EXTRA_SYLLABLE, _EXTRA_CONSONANT = 3.5, 6.0, 5.0
_LEFT_OUT_VOWEL, _LEFT_OUT = 6.0, 6.0
_OTHERWISE, _OTHERWISE_MOST = 2.0, 8.0
_BEAM = 8.0
_UNLISTED_MOST = 11.0
_LONG_SKELETON = 4
_NONE: list[tuple[str, int, float]] = []
_LONGEST_RUN = 3
# Letters written out of habit, French or learned, for what offices write otherwise: each change
# costs a little. (Cosal, Camerin; Sisowath; Prasidh; Khieu; Tchen; Reththy, Buppha.)
_HABITS = tuple(
    (re.compile(pattern), usual)
    for pattern, usual in (
        (r"([bdgkpt])h?\1h", r"\1h"),
        (r"([bcdfgklmnprstv])\1", r"\1"),
        ("tch", "ch"),
        ("ck", "k"),
        ("c(?!h)|q", "k"),
        ("dh", "th"),
        ("bh", "ph"),
        ("gh", "kh"),
        ("w", "v"),
        ("(?<=ie|ea)u", "v"),
        ("z", "s"),
        ("oo", "u"),
        ("ee", "i"),
    )
)
_HABIT = 1.0
# One letter mistyped in a piece of so many letters.
_SLIP, _SLIP_LETTERS = 8.0, 4
# A Khmer unit written with another letter, though heard alike, is a little apart.
_OTHER_LETTER = 0.7
# What two Khmer spellings are apart that are alike only in how they are usually romanised.
_HEARD, _HEARD_ROUGHLY = 1.5, 3.0
_NO_OVERLAP = 7.0


_KHMER = re.compile("[\u1780-\u17b3]").search


class Distance(NamedTuple):
    """How far apart two pieces are, in nats, and which way of comparing told."""

    cost: float
    way: str


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


def is_khmer(text: str) -> bool:
    """Say whether a piece holds a Khmer letter.

    Examples:
        >>> is_khmer("សុខ"), is_khmer("sok")
        (True, False)
    """
    return _KHMER(text) is not None


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
                extra = _EXTRA_VOWEL if before and before in _VOWELS else _EXTRA_SYLLABLE
            cost = min(cost, carried + extra)
        if cost <= best + _BEAM and cost < FAR:
            kept[at] = cost
            carried, reached = cost, at
        elif at > max(states):
            break
        else:
            carried, reached = FAR, -1
    return kept


def _unlisted(units: tuple[_Unit, ...], latin: str) -> float:
    """Spell the units with slips allowed."""
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
        if not grown or min(grown.values()) > _UNLISTED_MOST:
            return FAR
        states = _with_extras(grown, latin)
    return states.get(len(latin), FAR)


@lru_cache(maxsize=1 << 15)
def usual(letters: str) -> tuple[str, float]:
    """Write a Latin spelling with usual letters, and say what the changes cost, in nats.

    Examples:
        >>> usual("sisowath"), usual("camerin"), usual("sophea")
        (('sisovath', 1.0), ('kamerin', 1.0), ('sophea', 0.0))
    """
    cost = 0.0
    for habit, usual in _HABITS:
        letters, changes = habit.subn(usual, letters)
        cost += _HABIT * changes
    return letters, cost


def _cross(khmer: str, letters: str, rough: bool) -> float:
    units = _units(khmer)
    if not units:
        return FAR
    listed = _listed(units, letters)
    best = FAR if listed is None else listed
    if best <= _HABIT:
        return best
    plain, changed = usual(letters)
    if changed:
        listed = _listed(units, plain)
        if listed is not None:
            best = min(best, listed + changed)
    if rough or best <= _EXTRA_VOWEL or not _skeletons_near(khmer, plain):
        return best
    return min(best, _unlisted(units, plain) + changed)


def _skeletons_near(khmer: str, letters: str) -> bool:
    """Say whether no more than one consonant, of a long piece two, is heard otherwise."""
    heard, other = skeleton(khmer), skeleton(letters)
    most = 1 if min(len(heard), len(other)) < _LONG_SKELETON else 2
    return Levenshtein.distance(heard, other, score_cutoff=most) <= most


@lru_cache(maxsize=1 << 16)
def skeleton(piece: str) -> str:
    """Give the consonants that are heard in a folded piece.

    Examples:
        >>> skeleton("sophea"), skeleton("សុភា")
        ('SP', 'SP')
    """
    return "".join(filter(str.isupper, sounds(piece)))


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


def _homophones(left: str, right: str) -> float:
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
    """Give the written vowels of a Khmer piece in order, long and short ones alike.

    Examples:
        >>> vowels("សុភាព")
        ('ុ', 'ា')
        >>> vowels("សឺង") == vowels("សឹង") != vowels("សីង")
        True
    """
    signs = (unit.source.translate(_SHORTENED) for unit in _units(khmer) if unit.vowel)
    return tuple(sign for sign in signs if sign)


@lru_cache(maxsize=1 << 16)
def spelled(piece: str) -> str:
    """Give the usual Latin spelling of a folded piece, its tokens glued.

    Examples:
        >>> spelled("សុខ គង់"), spelled("sok kong")
        ('sokkong', 'sokkong')
    """
    if not is_khmer(piece):
        return piece.replace(" ", "")
    ways = (lattice(token) for token in piece.split())
    return "".join(slot.spellings[0][0] for way in ways if way for slot in way[0].slots)


@lru_cache(maxsize=1 << 16)
def sounds(piece: str) -> str:
    """Hear a folded piece: one character a sound (`khnorm.sound.keys.fine`).

    Examples:
        >>> sounds("sok kheang")
        'SoKKzG'
    """
    return "".join(fine(spelled(token)) for token in piece.split())


@lru_cache(maxsize=1 << 17)
def unlike(left: str, right: str) -> bool:
    """Say whether two pieces sound so unlike that no alignment can bring them near.

    Examples:
        >>> unlike("sok", "heng"), unlike("sok", "sokh")
        (True, False)
    """
    heard, other = sounds(left), sounds(right)
    most = max(1, (max(len(heard), len(other)) + 1) // 2)
    return Levenshtein.distance(heard, other, score_cutoff=most) > most


def is_one_slip(left: str, right: str) -> bool:
    """Say whether one letter too many, too few, changed, or out of place tells two apart.

    Examples:
        >>> is_one_slip("narin", "nairn"), is_one_slip("narin", "narith")
        (True, False)
    """
    return OSA.distance(left, right, score_cutoff=1) <= 1


@lru_cache(maxsize=1 << 17)
def distance(left: str, right: str, rough: bool = False) -> Distance:
    """Say how far apart two pieces of a name are.

    Args:
        left: a folded piece, its tokens parted by single spaces.
        right: another.
        rough: whether spellings that no table lists count as `FAR`, which is quick to tell.

    Returns:
        The distance, symmetric; cost 0 for pieces that are equal but for spaces, at most `FAR`.

    Examples:
        >>> distance("sovann", "សុវណ្ណ").cost < distance("sovann", "សុវណ្ណា").cost
        True
        >>> distance("bun chhay", "bunchhay")
        Distance(cost=0.0, way='equal')
    """
    if left > right:
        left, right = right, left  # one order, so that rounding cannot break the symmetry
    ours, theirs = left.replace(" ", ""), right.replace(" ", "")
    if ours == theirs:
        return Distance(0.0 if ours else FAR, "equal")
    if not ours or not theirs or unlike(left, right):
        return Distance(FAR, "unlike")
    khmer = is_khmer(left), is_khmer(right)
    if all(khmer):
        heard = latin_distance(latin_units(spelled(left)), latin_units(spelled(right)), FAR)
        written = FAR if rough and heard > _HEARD_ROUGHLY else _homophones(left, right)
        return Distance(min(written, heard + _HEARD, FAR), "khmer")
    if any(khmer):
        cost = _cross(left, theirs, rough) if khmer[0] else _cross(right, ours, rough)
        return Distance(min(cost, FAR), "cross")
    cost = latin_distance(latin_units(ours), latin_units(theirs), FAR)
    if cost > _HABIT:
        (ours_usual, changed), (theirs_usual, more) = usual(ours), usual(theirs)
        if changed or more:
            units = latin_units(ours_usual), latin_units(theirs_usual)
            cost = min(cost, latin_distance(*units, FAR) + changed + more)
    if cost > _SLIP and min(len(ours), len(theirs)) >= _SLIP_LETTERS and is_one_slip(ours, theirs):
        return Distance(_SLIP, "slip")
    return Distance(cost, "latin")
