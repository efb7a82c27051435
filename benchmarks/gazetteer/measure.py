"""How often `gd` gives an official spelling exactly, and what the rest is due to.

Names are parted in two halves by a hash of their Khmer form, so that a name never stands in both:
the tables and costs may be tuned on the half `tune`; `test` is only counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize as decompose

from khnorm.sound.render import render, spelled
from khnorm.sound.schemes import WORD, romanize
from khnorm.sound.syllables import readings
from khnorm.tables import read_rows
from khnorm.text.normalize import normalize

SCHEME = "gd"
HALVES = ("tune", "test")
LEVELS = ("province", "district", "commune", "village")
_LONGEST_SLIP = 4
_READINGS_TRIED = 12


@dataclass(frozen=True, slots=True)
class Place:
    level: str
    khmer: str
    latin: str

    @property
    def half(self) -> str:
        return HALVES[sha256(self.khmer.replace(" ", "").encode()).digest()[0] & 1]


@dataclass(frozen=True, slots=True)
class Score:
    names: int
    right: int
    attested: int  # right by any official spelling of the same Khmer name
    ceiling: int  # what always choosing the commonest official spelling would get


def letters(text: str) -> str:
    """Keep the letters and digits of a spelling: accents, spaces, signs and case apart."""
    plain = decompose("NFD", text).lower()
    return "".join(char for char in plain if char.isascii() and char.isalnum())


def read_places(path: Path) -> list[Place]:
    rows = read_rows(path.read_text(encoding="utf-8"), path.name)
    return [Place(row["level"], row["km"], row["latin"]) for row in rows]


def official(places: Iterable[Place]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for place in places:
        found[place.khmer][letters(place.latin)] += 1
    return found


def score(places: list[Place], spellings: dict[str, Counter[str]]) -> Score:
    right = attested = 0
    for place in places:
        ours = letters(romanize(place.khmer, scheme=SCHEME))
        right += ours == letters(place.latin)
        attested += ours in spellings[place.khmer]
    chosen = {khmer: seen.most_common(1)[0][0] for khmer, seen in spellings.items()}
    ceiling = sum(chosen[place.khmer] == letters(place.latin) for place in places)
    return Score(len(places), right, attested, ceiling)


def _slots(name: str) -> Iterator[tuple[str, str]]:
    """Spell a name unit by unit, each with a label that tells its surroundings."""
    for match in WORD.finditer(name):
        syllables = readings(match.group())[0].syllables
        for first, last, pieces in spelled(SCHEME, syllables):
            syllable = syllables[first]
            after = syllables[last].onset[:1] if last < len(syllables) else ("#",)
            for piece in pieces:
                around = {
                    "rime": f"/{syllable.register} before {''.join(syllable.coda) or after[0]}"
                    if after
                    else "",
                    "coda": f" {''.join(syllable.silent)} before {''.join(after)}",
                    "onset": f" in {''.join(syllable.onset)}",
                }.get(piece.role, "")
                yield (f"{piece.role} {piece.letters or '-'}{around}", letters(piece.cell.spelling))


def _by_other_reading(name: str, target: str) -> bool:
    words = [match.group() for match in WORD.finditer(name)]
    ways = [readings(word, limit=_READINGS_TRIED) for word in words]
    best = [render(SCHEME, way[0].syllables) for way in ways]
    for place, way in enumerate(ways):
        for reading in way[1:]:
            tried = [*best[:place], render(SCHEME, reading.syllables), *best[place + 1 :]]
            if letters("".join(tried)) == target:
                return True
    return False


def cause(place: Place, spellings: dict[str, Counter[str]]) -> str:
    """Say what would have to change for our spelling to be the official one."""
    target = letters(place.latin)
    name = normalize(place.khmer)
    if letters(romanize(place.khmer, scheme=SCHEME)) in spellings[place.khmer]:
        return "the lists spell the name both ways"
    if any(char in name for char in "០១២៣៤៥៦៧៨៩"):
        return "a number"
    if _by_other_reading(name, target):
        return "another reading of the syllables"
    slots = list(_slots(name))
    for number, (label, ours) in enumerate(slots):
        head = "".join(spelling for _, spelling in slots[:number])
        tail = "".join(spelling for _, spelling in slots[number + 1 :])
        theirs = target[len(head) : len(target) - len(tail)]
        if target == head + theirs + tail and len(theirs) <= _LONGEST_SLIP and ours != theirs:
            return f"{label}: {ours or '-'} where the list has {theirs or '-'}"
    return "several things at once"


def misses(places: list[Place], spellings: dict[str, Counter[str]]) -> dict[str, list[Place]]:
    """Gather the names that come out otherwise than in the list, by cause."""
    found: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        if letters(romanize(place.khmer, scheme=SCHEME)) != letters(place.latin):
            found[cause(place, spellings)].append(place)
    return found
