"""Estimate `data/letters.tsv`: spellings that follow the letter, not the sound, and French ones.

A name is spelled in one of two manners: as the model's names are (`spelling_model.Counts`), or in
another one throughout: letter by letter, or as French officials wrote. Each of these is seeded with
what its transcriptions of Khmer and Pali write for a letter (`letter_seeds.tsv`), and drawn to the
attested spellings that the first does not explain, by expectation maximisation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from spelling_model import Counts, Pair, Shares, align, rounded

from khnorm.sound.clusters import INDEPENDENT_VOWELS
from khnorm.sound.letters import place_of
from khnorm.sound.units import Unit, units
from khnorm.tables import read_rows

Place = tuple[str, str]

SEEDS = Path(__file__).with_name("letter_seeds.tsv")

_ROUNDS = 5
# How many sightings the seeds of a letter count for.
_WEIGHT = 4.0
# The share of names spelled so, at first; and a spelling that neither manner explains.
_SHARE, _FLOOR = 0.15, 1e-9
# What is least believed to be spelled so is not counted.
_LEAST = 0.02


class Seeds(NamedTuple):
    """What a manner is before any pair is seen: spellings of letters in per cent.

    `at_place` says what a letter may be as well at a place: which letters (`any`: all others), with
    how much of their own spellings, and what.
    """

    consonants: dict[str, str]
    vowels: dict[str, str]
    at_place: dict[str, tuple[tuple[frozenset[str], float, str], ...]]


def _read_seeds() -> dict[str, Seeds]:
    """Read `letter_seeds.tsv` beside this script: a letter's own spellings, then more at a place."""
    found: dict[str, Seeds] = {}
    for row in read_rows(SEEDS.read_text(encoding="utf-8"), SEEDS.name):
        manner = found.setdefault(row["manner"], Seeds({}, {}, {}))
        if row["place"] in ("consonant", "vowel"):
            own = manner.consonants if row["place"] == "consonant" else manner.vowels
            own[row["letters"]] = row["spellings"]
        else:
            rules = manner.at_place.get(row["place"], ())
            rule = frozenset(row["letters"].split("|")), float(row["kept"]), row["spellings"]
            manner.at_place[row["place"]] = (*rules, rule)
    return found


MANNERS = _read_seeds()

# Where a letter stands, and the place that it is seeded for.
_ROLES = (("first", "onset"), ("onset", "onset"), ("sub", "sub"), ("coda", "coda"))


def rare_letters(counts: Counts) -> list[tuple[Unit, Shares]]:
    """Give what is spelled for letters that are hardly met, as those who follow letters do.

    Args:
        counts: what was counted over the pairs.

    Returns:
        Units without neighbours, each letter at each of its places met less often than its seeds
        count for, with the shares of its spellings.
    """
    first = MANNERS["letter"]
    found = [
        (Unit(letter, f"{role} {letter}", ("",)), seeds(first, (place, letter)))
        for role, place in _ROLES
        for letter in first.consonants
    ]
    found += [
        (Unit(vowel, f"rime {vowel}", ("",)), seeds(first, ("vowel", vowel)))
        for vowel in first.vowels
        if vowel in INDEPENDENT_VOWELS
    ]
    return [
        (unit, shares) for unit, shares in found if counts.total.get((unit.slot, ""), 0.0) < _WEIGHT
    ]


def _parsed(cell: str, weight: float) -> Shares:
    items = (item.split(" ") for item in cell.split("|"))
    shares = {"" if latin == "-" else latin: float(share) for latin, share in items}
    total = sum(shares.values())
    return {latin: weight * share / total for latin, share in shares.items()}


def seeds(manner: Seeds, place: Place) -> Shares:
    """Give what a letter is spelled as at a place before any pair is seen.

    Examples:
        >>> seeds(MANNERS["letter"], ("onset", "ឃ"))
        {'kh': 0.6, 'gh': 0.4}
    """
    where, letters = place
    if where == "killed":
        return {"": 1.0}
    if where == "robat":
        return {"r": 0.8, "": 0.2}
    own = (manner.vowels if where in ("vowel", "end") else manner.consonants).get(letters)
    if own is None:
        return {}
    for which, kept, more in manner.at_place.get(where, ()):
        if letters in which or "any" in which:
            found = _parsed(own, kept)
            for latin, share in _parsed(more, 1.0 - kept).items():
                found[latin] = found.get(latin, 0.0) + share
            return found
    return _parsed(own, 1.0)


class _Manner:
    """The shares of a manner as they stand."""

    def __init__(self, first: Seeds, seen: dict[Place, Shares]) -> None:
        self.first, self.seen = first, seen

    def in_token(self, row: tuple[Unit, ...]) -> Callable[[Unit], Shares]:
        return lambda unit: self.shares(place_of(unit, unit is row[-1]))

    def shares(self, place: Place) -> Shares:
        first, seen = seeds(self.first, place), self.seen.get(place, {})
        scale = (_WEIGHT if first else 0.0) + sum(seen.values())
        if not scale:
            return {}
        found = {latin: _WEIGHT * share / scale for latin, share in first.items()}
        for latin, count in seen.items():
            found[latin] = found.get(latin, 0.0) + count / scale
        return found


def _likelihood(row: tuple[Unit, ...], latin: str, shares: Callable[[Unit], Shares]) -> float:
    states = {0: 1.0}
    for unit in row:
        grown: dict[int, float] = defaultdict(float)
        for at, weight in states.items():
            for text, share in shares(unit).items():
                if latin.startswith(text, at):
                    grown[at + len(text)] += weight * share
        states = grown
    return states.get(len(latin), 0.0)


def letter_rows(people: list[Pair], counts: Counts) -> list[dict[str, str]]:
    """Estimate the table.

    Args:
        people: attested pairs.
        counts: what was counted over the model's pairs.

    Returns:
        Rows with the columns manner, place, letters, spellings, source.
    """
    known = [
        (units(khmer), latin, _likelihood(units(khmer), latin, counts.of))
        for khmer, latin, _ in people
    ]
    return [row for name in sorted(MANNERS) for row in _estimated(name, known)]


def _estimated(name: str, known: list[tuple[tuple[Unit, ...], str, float]]) -> list[dict[str, str]]:
    first = MANNERS[name]
    manner, share = _Manner(first, {}), _SHARE
    for _ in range(_ROUNDS):
        seen: dict[Place, Shares] = defaultdict(lambda: defaultdict(float))
        believed = 0.0
        for row, latin, usual in known:
            shares = manner.in_token(row)
            spelled = share * _likelihood(row, latin, shares)
            belief = spelled / (spelled + (1.0 - share) * max(usual, _FLOOR))
            believed += belief
            # What neither manner explains is half evidence of a letter that has no such seed yet.
            weight = belief if spelled else 0.5 if usual < 1e-4 else 0.0
            if weight > _LEAST:
                for unit, text, probability in align(row, latin, shares, 1e-3):
                    seen[place_of(unit, unit is row[-1])][text] += weight * probability
        manner, share = _Manner(first, seen), believed / max(1, len(known))
    return _written(name, manner)


def _written(name: str, manner: _Manner) -> list[dict[str, str]]:
    consonants, vowels, _ = manner.first
    places = {
        (where, letter) for where in ("onset", "sub", "coda", "tail") for letter in consonants
    }
    places |= {(where, letter) for where in ("vowel", "end") for letter in vowels}
    places |= set(manner.seen)
    found = []
    for place in sorted(places):
        shares = rounded(manner.shares(place), least=0.003)
        if shares and any(shares):
            seen = sum(manner.seen.get(place, {}).values()) >= 0.5
            found.append(
                {
                    "manner": name,
                    "place": place[0],
                    "letters": place[1],
                    "spellings": "|".join(f"{text or '-'} {part}" for text, part in shares.items()),
                    "source": "people|own knowledge" if seen else "own knowledge",
                }
            )
    return found
