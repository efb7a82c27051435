"""Estimate `data/letters.tsv`: spellings that follow the letter, not the sound, and French ones.

A name is spelled in one of two manners: as the model's names are (`spelling_model.Counts`), or in
another one throughout: letter by letter, or as French officials wrote. Each of these is seeded with
what its transcriptions of Khmer and Pali write for a letter (own knowledge), and drawn to the
attested spellings that the first does not explain, by expectation maximisation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

from spelling_model import Counts, Pair, Shares, align, rounded

from khnorm.sound.clusters import INDEPENDENT_VOWELS
from khnorm.sound.letters import place_of
from khnorm.sound.units import Unit, units

Place = tuple[str, str]

_ROUNDS = 5
# How many sightings the seeds of a letter count for.
_WEIGHT = 4.0
# The share of names spelled so, at first; and a spelling that neither manner explains.
_SHARE, _FLOOR = 0.15, 1e-9
# What is least believed to be spelled so is not counted.
_LEAST = 0.02


class Seeds(NamedTuple):
    """What a manner is before any pair is seen: spellings of letters in per cent.

    `at_place` says what a letter may be as well at a place: which letters (none: any), with how
    much of their own spellings, and what.
    """

    consonants: dict[str, str]
    vowels: dict[str, str]
    at_place: dict[str, tuple[tuple[str, float, str], ...]]


_CONSONANTS = {
    "ក": "k 90|c 5|ck 1|q 1", "ខ": "kh 90|k 5", "គ": "k 80|g 20", "ឃ": "kh 60|gh 40",
    "ង": "ng 95|n 5", "ច": "ch 90|c 5|j 5|tch 2", "ឆ": "chh 70|ch 30",
    "ជ": "ch 60|j 40|g 2|tch 2", "ឈ": "chh 60|jh 30", "ញ": "nh 60|n 30|ny 10|gn 5",
    "ដ": "d 60|t 40", "ឋ": "th 90|t 10", "ឌ": "d 90|t 10", "ឍ": "dh 50|th 40|d 10", "ណ": "n 99",
    "ត": "t 80|d 15|th 10", "ថ": "th 95", "ទ": "t 50|d 50", "ធ": "th 60|dh 40", "ន": "n 98",
    "ប": "b 60|p 40", "ផ": "ph 99", "ព": "p 80|b 15|v 5", "ភ": "ph 70|bh 30", "ម": "m 99",
    "យ": "y 99", "រ": "r 99", "ល": "l 99", "វ": "v 90|w 10", "ឝ": "s 99", "ឞ": "s 99",
    "ស": "s 90|ss 10", "ហ": "h 99", "ឡ": "l 99", "អ": "- 99",
}  # fmt: skip
_VOWELS = {
    "@": "a 80|o 20", "ា": "a 98|ea 2", "ិ": "i 95|e 5", "ី": "i 90|y 10|ee 3",
    "ុ": "u 45|o 30|ou 25", "ូ": "u 35|o 30|ou 25|au 10", "េ": "e 95|i 5",
    "ែ": "e 80|ae 10|ai 5|a 5", "ោ": "o 80|ou 10|au 5|ao 5", "ៃ": "ai 99",
    "ៅ": "au 45|ao 45|ov 10", "ំ": "am 80|um 10|om 10", "ៈ": "ak 50|a 50",
    "ះ": "ah 80|as 20", "ឥ": "i 90|e 10|ei 3", "ឧ": "u 60|o 30|ou 20", "ឫ": "ri 90|re 10",
    "ឯ": "e 99", "ឱ": "o 99", "ឹ": "i 80|oe 20", "ឺ": "eu 99", "ើ": "oeu 99", "ឿ": "oeu 99",
    "ៀ": "ie 80|ia 10|ea 10", "ួ": "uo 75|ua 10|ou 10|u 5", "័": "a 99", "ាំ": "am 99",
    "ុំ": "om 50|um 50", "ឦ": "i 70|ei 20|ey 10", "ឨ": "uk 50|ok 50", "ឩ": "u 60|ou 40",
    "ឪ": "ov 60|au 20|ao 20", "ឬ": "ri 60|rue 40", "ឭ": "lu 60|leu 40", "ឮ": "lu 60|leu 40",
    "ឰ": "ai 60|ey 20|ay 20", "ឳ": "au 60|ov 40",
}  # fmt: skip
_AT_PLACE = {
    "sub": (
        ("ធឍឋថខឈឆផភ", 0.5, "h 45|dh 5"),
        ("តទឌ", 0.6, "- 40"),
        ("រ", 0.9, "ra 3|re 3|ar 2|er 2|or 2"),
        ("វ", 0.9, "u 5|w 5"),
    ),
    "coda": (
        ("ទធឌឍដ", 0.6, "d 20|t 20"),
        ("ន", 0.97, "ne 3"),
        ("ស", 0.95, "sh 3|ce 2"),
    ),
    "tail": (
        ("ធឍឋថខ", 0.25, "- 25|h 40|dh 10"),
        ("ទ", 0.5, "- 50|da 5"),
        ("ត", 0.5, "- 50|ta 5"),
        ("ណន", 0.5, "- 50|na 5"),
        ("យ", 0.5, "- 50|ya 5"),
        ("", 0.5, "- 50"),
    ),
    "end": (
        ("ិ", 0.5, "- 40|e 10|ik 3|ek 3"),
        ("ុ", 0.5, "- 40|e 10|uk 8|ouk 8|ok 8"),
        ("ី", 0.97, "ie 3"),
    ),
}

_FRENCH_CONSONANTS = {
    "ក": "k 60|c 30|q 3|ck 2", "ខ": "kh 85|k 8|c 4", "គ": "k 50|c 25|g 20|qu 3",
    "ឃ": "kh 70|gh 25", "ង": "ng 85|n 15", "ច": "ch 50|tch 25|ti 8|c 8|tj 3|t 3",
    "ឆ": "chh 50|ch 40|tch 10", "ជ": "ch 45|tch 20|j 15|ti 12|tj 3", "ឈ": "chh 60|ch 30",
    "ញ": "nh 45|gn 25|n 20|ny 10", "ដ": "d 70|t 30", "ឋ": "th 80|t 20", "ឌ": "d 90|t 10",
    "ឍ": "th 60|d 30", "ណ": "n 90|nn 10", "ត": "t 75|th 15|tt 6|d 4", "ថ": "th 80|t 20",
    "ទ": "t 75|th 10|d 12", "ធ": "th 80|t 18", "ន": "n 92|nn 6", "ប": "b 55|p 45",
    "ផ": "ph 85|p 10", "ព": "p 85|b 10|pp 3", "ភ": "ph 85|p 12", "ម": "m 96|mm 4",
    "យ": "y 85|i 12", "រ": "r 95|rr 3", "ល": "l 92|ll 8", "វ": "v 80|w 8|ou 6|u 5", "ឝ": "s 99",
    "ឞ": "s 99", "ស": "s 82|ss 10|c 6", "ហ": "h 95", "ឡ": "l 92|ll 8", "អ": "- 99",
}  # fmt: skip
_FRENCH_VOWELS = {
    "@": "o 45|a 40|au 8|or 3|ou 2", "ា": "a 75|ea 18|ia 5", "ិ": "i 70|e 20|y 8",
    "ី": "i 45|y 40|ie 8|ei 5", "ុ": "ou 45|o 35|u 18", "ូ": "ou 55|o 25|au 12|u 8",
    "េ": "e 80|ey 8|ei 8|ay 4", "ែ": "e 55|ai 18|ae 12|ea 8|en 1", "ោ": "o 50|au 18|ou 18|ao 12",
    "ៃ": "ai 55|ay 20|ey 15|ei 8", "ៅ": "au 35|ao 20|aou 15|ov 15|ou 8|av 6",
    "ំ": "om 45|am 30|um 15|em 5", "ៈ": "ak 45|a 30|eak 15", "ះ": "ah 45|a 25|as 20|eas 8",
    "ឥ": "i 70|e 20|ei 8", "ឧ": "ou 40|o 40|u 15", "ឫ": "ri 50|re 25|roe 10|reu 5",
    "ឯ": "e 90|ai 8", "ឱ": "o 80|au 15", "ឹ": "eu 35|e 18|oe 15|i 15|oeu 12",
    "ឺ": "eu 45|oeu 20|oe 15|ue 5", "ើ": "oeu 50|eu 30|oe 15", "ឿ": "oeu 50|oeua 10|eua 10|uo 8|oe 8",
    "ៀ": "ie 45|ea 25|ia 25", "ួ": "uo 40|ua 25|ou 20|oua 5|uor 5", "័": "a 60|oa 15|ea 15|o 5",
    "ាំ": "am 70|oam 10|ang 8|aim 5", "ុំ": "om 55|um 30|oum 12", "ឦ": "i 60|ei 20|ey 20",
    "ឨ": "ouk 60|ok 40", "ឩ": "ou 60|o 40", "ឪ": "au 40|ov 30|aou 30", "ឬ": "reu 50|ri 50",
    "ឭ": "lu 40|leu 60", "ឮ": "lu 40|leu 60", "ឰ": "ai 60|ay 20|ey 20", "ឳ": "au 60|ov 20|ao 20",
}  # fmt: skip
_FRENCH_AT_PLACE = {
    "sub": (
        ("ធឍឋថខឈឆផភ", 0.5, "h 45"),
        ("តទឌ", 0.6, "- 40"),
        ("វ", 0.8, "u 10|ou 6|w 4"),
    ),
    "coda": (
        ("ន", 0.85, "ne 12|nn 3"),
        ("ត", 0.75, "th 15|te 6|tte 2|tt 2"),
        ("ល", 0.85, "le 6|l 5|lle 4"),
        ("ក", 0.85, "ck 8|que 4|c 3"),
        ("ស", 0.85, "s 5|sse 4|ce 3"),
        ("រ", 0.85, "re 8|r 5|rd 2"),
        ("ប", 0.8, "p 15|pe 4"),
    ),
    "tail": (
        ("ធឍឋថខ", 0.25, "- 35|h 40"),
        ("", 0.3, "- 70"),
    ),
    "end": (
        ("ិ", 0.5, "- 30|e 10|ek 5|y 5"),
        ("ុ", 0.4, "- 30|ou 15|ouk 10|ok 5"),
        ("ី", 0.85, "ie 10|y 5"),
    ),
}
MANNERS = {
    "letter": Seeds(_CONSONANTS, _VOWELS, _AT_PLACE),
    "french": Seeds(_FRENCH_CONSONANTS, _FRENCH_VOWELS, _FRENCH_AT_PLACE),
}


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
        if letters in which or not which:
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
