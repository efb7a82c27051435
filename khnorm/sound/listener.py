"""How a Latin spelling is written in Khmer: known tokens first, then their parts, then its sounds.

Bayes' rule ranks the known tokens: how likely a token is spelled so, times how common it is. A
spelling that no token answers is cut into spellings of known tokens; one that cannot be cut is
written as it is heard, syllable by syllable.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from math import exp, fsum
from operator import itemgetter

from khnorm.sound.clusters import INDEPENDENT_VOWELS, register_of
from khnorm.sound.correspondences import Correspondences, correspondences
from khnorm.sound.keys import coarse
from khnorm.sound.lexicon import Lexicon, lexicon
from khnorm.sound.speller import Lattice, Speller, speller
from khnorm.text.latin import VOWEL_LETTERS
from khnorm.text.normalize import normalize
from khnorm.text.suspects import suspects

__all__ = ["Listener", "listener"]

_BASE = 4.0
# A public figure counts as much as this many of the model's draws.
_PERSON = 64.0
# What each further part of a glued spelling costs, beside the weight of a token's band.
_GLUE = _BASE**-10
_PARTS, _CHOICES = 3, 4
_LONGEST_PIECE, _LONGEST = 12, 40
_RAISED, _LOWERED = "៉", "៊"
_MAY_RAISE, _MAY_LOWER = frozenset("ងញបមយរវន"), frozenset("សហអប")
_BEAM = 30
# How likely an onset stands without a written vowel.
_BARE = 1e-3

Ranked = list[tuple[str, float]]


class Listener:
    """The tables of `Speller` read backwards."""

    def __init__(self, table: Correspondences, known: Lexicon, speller: Speller) -> None:
        """Turn the lexicon round: by spelling, and by the coarse keys of its spellings."""
        self._known, self._speller = known, speller
        self._by_spelling: dict[str, Ranked] = {}
        self._by_key: dict[str, list[str]] = {}
        for token in known.tokens():
            weight = _BASE ** known.band(token) + _PERSON * known.persons(token)
            listed = known.listed(token)
            for text, cost in listed:
                self._by_spelling.setdefault(text, []).append((token, weight * exp(-cost)))
            for key in dict.fromkeys(key for text, _ in listed[:2] for key in coarse(text)):
                self._by_key.setdefault(key, []).append(token)
        for ranked in self._by_spelling.values():
            ranked.sort(key=itemgetter(1), reverse=True)
        self._sounds = _Sounds(table)

    def knows(self, latin: str) -> bool:
        """Say whether some known token is spelled so, in small letters a to z."""
        return latin in self._by_spelling

    def ranked(self, latin: str, limit: int) -> Ranked:
        """Rank the Khmer tokens that a spelling in small letters a to z may stand for."""
        latin = latin[:_LONGEST]
        found = dict(self._by_spelling.get(latin, ()))
        for token in self._neighbours(latin):
            if token not in found:
                weight = _BASE ** self._known.band(token)
                found[token] = weight * probability(self._speller.ways(token), latin)
        for token, weight in self._glued(latin):
            found[token] = max(weight, found.get(token, 0.0))
        best = _best(found, limit)
        if len(best) < limit:
            rest = best[-1][1] if best else 1.0
            for token, share in self._sounds.ranked(latin, limit):
                found.setdefault(token, rest * share)
        ranked = _best({normalize(token): weight for token, weight in found.items()}, None)
        return list(islice((item for item in ranked if not any(suspects(item[0]))), limit))

    def _neighbours(self, latin: str) -> Iterator[str]:
        for key in coarse(latin):
            yield from self._by_key.get(key, ())

    def _glued(self, latin: str) -> Iterator[tuple[str, float]]:
        """Cut a spelling into listed ones: from each place the likeliest ways to its end."""
        ends: list[list[tuple[str, float, int]]] = [[] for _ in range(len(latin))] + [
            [("", 1.0, 0)]
        ]
        for start in range(len(latin) - 1, -1, -1):
            ways = []
            for end in range(start + 2, min(len(latin), start + _LONGEST_PIECE) + 1):
                for token, weight in self._by_spelling.get(latin[start:end], ())[:_CHOICES]:
                    for rest, more, parts in ends[end]:
                        if parts < _PARTS and len(token) > 1:
                            ways.append((token + rest, weight * more * _GLUE, parts + 1))
            ways.sort(key=itemgetter(1), reverse=True)
            ends[start] = ways[: _CHOICES * _PARTS]
        for token, weight, parts in ends[0] if latin else ():
            if parts > 1:
                yield token, weight / _GLUE


def _best(found: dict[str, float], limit: int | None) -> Ranked:
    return sorted(
        ((token, weight) for token, weight in found.items() if token and weight > 0),
        key=lambda item: (-item[1], item[0]),
    )[:limit]


def probability(ways: tuple[Lattice, ...], latin: str) -> float:
    """Give the probability that a token is spelled so, summed over its lattice.

    Args:
        ways: the ways to read the token.
        latin: the spelling, small letters.

    Returns:
        A probability in [0, 1]; 0 if no way spells it so.

    Examples:
        >>> 0.9 < probability(speller().ways("ហេង"), "heng") <= 1.0
        True
    """
    total = 0.0
    for way in ways:
        states = {0: exp(-way.cost)}
        for slot in way.slots:
            grown: dict[int, float] = {}
            for at, weight in states.items():
                for text, cost in slot.spellings:
                    if latin.startswith(text, at):
                        end = at + len(text)
                        grown[end] = grown.get(end, 0.0) + weight * exp(-cost)
            states = grown
        total += states.get(len(latin), 0.0)
    return min(total, 1.0)


class _Sounds:
    """What a Latin piece may be written as in Khmer, whatever stands beside it."""

    def __init__(self, table: Correspondences) -> None:
        self._pieces: dict[tuple[str, str], Ranked] = {}
        for slot, band, costs in table.general():
            role, _, letters = slot.partition(" ")
            if role == "lead":
                role = "rime"
            if role not in ("first", "onset", "sub", "coda", "rime"):
                continue
            for text, cost in costs:
                weight = _BASE**band * exp(-cost)
                self._pieces.setdefault((role, text), []).append((letters, weight))
        for ranked in self._pieces.values():
            total = fsum(weight for _, weight in ranked)
            ranked[:] = sorted(
                ((letters, weight / total) for letters, weight in ranked),
                key=itemgetter(1),
                reverse=True,
            )[:6]

    def ranked(self, latin: str, limit: int) -> Ranked:
        """Write a spelling as it is heard; letters that no unit answers are passed over."""
        done: list[dict[str, float]] = [{} for _ in range(len(latin) + 1)]
        done[0][""] = 1.0
        for start in range(len(latin)):
            best = sorted(done[start].items(), key=itemgetter(1), reverse=True)[:_BEAM]
            for text, weight in best:
                for end, syllable, share in self._syllables(latin, start):
                    whole = text + syllable
                    done[end][whole] = max(weight * share, done[end].get(whole, 0.0))
            if best and not any(done[start + 1 :]):
                done[start + 1] = {text: weight * 1e-3 for text, weight in best}
        total = fsum(done[-1].values()) or 1.0
        return [(text, weight / total) for text, weight in _best(done[-1], limit)]

    def _syllables(self, latin: str, start: int) -> Iterator[tuple[int, str, float]]:
        for after_onset, letters, share in self._onsets(latin, start):
            if after_onset > start:
                yield after_onset, letters, share * _BARE
            for after_rime, rime, more in self._options("rime", latin, after_onset):
                written = _written(letters, rime)
                if not written:
                    continue
                yield after_rime, written, share * more * 0.1
                for end, coda, rest in self._options("coda", latin, after_rime):
                    if end == len(latin) or latin[end] not in VOWEL_LETTERS:
                        yield end, written + coda, share * more * rest * 0.1

    def _onsets(self, latin: str, start: int) -> Iterator[tuple[int, str, float]]:
        if latin[start] in VOWEL_LETTERS:
            yield start, "អ", 1.0
        role = "onset" if start else "first"
        for end, letter, share in self._options(role, latin, start):
            yield end, letter, share
            for last, below, more in self._options("sub", latin, end):
                if letter[0] not in INDEPENDENT_VOWELS:
                    yield last, f"{letter}្{below}", share * more * 0.3

    def _options(self, role: str, latin: str, start: int) -> Iterator[tuple[int, str, float]]:
        for end in range(min(len(latin), start + 4), start, -1):
            for letters, share in self._pieces.get((role, latin[start:end]), ()):
                yield end, letters, share


def _written(onset: str, rime: str) -> str:
    """Write an onset with a rime of the table, with a shifter where the registers differ."""
    vowel, _, register = rime.partition("/")
    if not register:
        return vowel if onset == "អ" else ""
    sign = "" if vowel == "@" else vowel
    letters = tuple(onset.replace("្", ""))
    base = onset[0]
    if _RAISED in onset or register_of(letters) == int(register[0]):
        return onset + sign
    if register[0] == "1" and base in _MAY_RAISE:
        return onset + _RAISED + sign
    if register[0] == "2" and base in _MAY_LOWER:
        return onset + _LOWERED + sign
    return ""


@cache
def listener() -> Listener:
    """Give the listener of the shipped tables, built once.

    Examples:
        >>> listener().ranked("heng", 1)[0][0]
        'ហេង'
    """
    return Listener(correspondences(), lexicon(), speller())
