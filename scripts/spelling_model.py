"""The statistics behind `data/correspondences.tsv`: which Latin letters answer which Khmer unit.

Pairs of a Khmer token and a Latin spelling are aligned unit by unit by expectation maximisation.
A unit may only be answered by letters of its kind (`PLAUSIBLE`), so that a slip of a pair does not
become a spelling; a pair that cannot be aligned so is left out.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache

from khnorm.sound.units import Unit, units

Shares = dict[str, float]
Key = tuple[str, str]
# A Khmer token, a Latin spelling and the weight of the pair.
Pair = tuple[str, str, float]

LONGEST = 5
# A context's shares are drawn towards those of the next shorter one, as by this many sightings.
SHRINK = 6.0
_PLAIN_ROUNDS, _ROUNDS = 3, 6

_KINDS = {
    "កខគឃ": "k kh g gh c ck q kk kkh gg ch",
    "ចឆជឈ": "ch chh c j cch jj tch thy ti z g dj",
    "ដឋឌឍតថទធ": "t th d dh tt dd tth ddh dth dt rt",
    "បផពភ": "p ph b bh pp bb pph f v",
    "ង": "ng n gn ngh g nk",
    "ញ": "nh n gn ny ng nn nnh j y h gnh",
    "ណន": "n nn nh nd",
    "ម": "m mm mh",
    "រ": "r rr rh",
    "លឡ": "l ll lh r",
    "សឝឞ": "s ss z sh c x ks sc",
    "ហ": "h hh",
    "វ": "v w o u vh f ph vv wv wh",
    "យ": "y i j yy yh ye e ie z",
    "អ": "h",
    "៌": "r",
}
_DIGRAPHS = {
    "ហ្គ": "g k hk gh hg",
    "ហ្វ": "f ph v hv ff hf p",
    "ហ្ស": "s z j hs zz x",
    "ហ្ន": "n nn hn",
    "ហ្ម": "m mm hm",
    "ហ្ល": "l ll hl",
    "ហ្ប": "p b hp",
    "ហ្ក": "k g hk",
}
PLAUSIBLE = {
    letter: frozenset(row.split())
    for letters, row in (*_KINDS.items(), *_DIGRAPHS.items())
    for letter in ([letters] if letters in _DIGRAPHS else letters)
}
# What a subscript adds to a letter whose base has already been spelled: the h of th, the d of nd.
_ADDED = {letter: frozenset("h") for letter in "ខឃឆឈឋឍតថទធផភញន"} | {
    letter: frozenset(("n", "nd", "nn")) for letter in "ឌណ"
}
_VOWEL_FORMS = (
    (re.compile("[ឫឬ]"), re.compile("r?h?[aeiouy]{1,4}")),
    (re.compile("[ឭឮ]"), re.compile("l[aeiouy]{1,4}")),
    (re.compile(".*[ះៈ]"), re.compile("[aeiouyw]{1,4}[shkr]{0,2}")),
    (re.compile(".*ំ"), re.compile("[aeiouy]{1,4}r?(?:m|n|mm|nn|ng)?")),
    (re.compile("[ឪៅូ]"), re.compile("[aeiouyw]{1,4}[rhvw]?")),
    (re.compile("[@ិុ]"), re.compile("[aeiouy]{1,3}[rhk]?")),
    (re.compile(""), re.compile("[aeiouyw]{1,4}[rh]?")),
)


@cache
def may_spell(slot: str, latin: str) -> bool:
    """Say whether Latin letters are of a slot's kind.

    Examples:
        >>> may_spell("coda ត", "th"), may_spell("coda ត", "n"), may_spell("rime ា/2", "ea")
        (True, False, True)
    """
    role, _, letters = slot.partition(" ")
    if not latin:
        return _may_be_silent(role, letters)
    if role in ("rime", "open", "lead") or "\u17b6" <= letters[0] <= "\u17c8":
        rime = letters.partition("/")[0]
        form = next(answer for rimes, answer in _VOWEL_FORMS if rimes.match(rime))
        return form.fullmatch(latin) is not None
    plain = letters if letters.startswith("ហ្") else letters[0]
    if latin in PLAUSIBLE.get(plain, ()):
        return True
    return role in ("sub", "tail") and latin in _ADDED.get(plain, ())


def _may_be_silent(role: str, letters: str) -> bool:
    if role in ("first", "onset"):
        return letters == "អ"
    if role == "coda":
        return letters[0] in "រយវណហសអ"
    if role == "rime":
        return letters[0] in "ិុ"
    return role != "lead"


class Counts:
    """How often each unit in each context was answered by which letters, with smoothed shares."""

    def __init__(self) -> None:
        """Begin with nothing counted."""
        self.seen: dict[Key, Shares] = defaultdict(dict)
        self.total: dict[Key, float] = defaultdict(float)
        self._shares: dict[Key, Shares] = {}

    def add(self, unit: Unit, latin: str, weight: float) -> None:
        """Count one answer in every context of the unit."""
        for context in unit.contexts:
            row = self.seen[unit.slot, context]
            row[latin] = row.get(latin, 0.0) + weight
            self.total[unit.slot, context] += weight

    def merge(self, other: Counts, weight: float) -> Counts:
        """Give the sum of both, the other times a weight."""
        found = Counts()
        for counts, times in ((self, 1.0), (other, weight)):
            for key, row in counts.seen.items():
                into = found.seen[key]
                for latin, count in row.items():
                    into[latin] = into.get(latin, 0.0) + count * times
                found.total[key] += counts.total[key] * times
        return found

    def of(self, unit: Unit) -> Shares:
        """Give the shares of a unit at its place."""
        return self.shares(unit.slot, unit.contexts)

    def shares(self, slot: str, contexts: tuple[str, ...]) -> Shares:
        """Give the shares of a slot in its longest context, shrunk towards the shorter ones."""
        key = slot, contexts[0]
        known = self._shares.get(key)
        if known is not None:
            return known
        total, row = self.total.get(key, 0.0), self.seen.get(key, {})
        if len(contexts) == 1:
            found = {latin: count / total for latin, count in row.items()}
        else:
            rest = self.shares(slot, contexts[1:])
            if total:
                scale = total + SHRINK
                found = {latin: SHRINK * share / scale for latin, share in rest.items()}
                for latin, count in row.items():
                    found[latin] = found.get(latin, 0.0) + count / scale
            else:
                found = rest
        self._shares[key] = found
        return found


def align(
    row: tuple[Unit, ...], latin: str, shares: Callable[[Unit], Shares], floor: float
) -> list[tuple[Unit, str, float]]:
    """Align a spelling with the units of its token by the forward-backward algorithm.

    Args:
        row: the units.
        latin: the spelling, lower case.
        shares: the present shares of a unit's answers.
        floor: the share of a plausible answer that has none.

    Returns:
        Triples of unit, letters and probability; empty if no alignment is plausible.
    """
    ahead: list[dict[int, float]] = [{0: 1.0}]
    arcs: list[list[tuple[int, int, float]]] = []
    for unit in row:
        known = shares(unit)
        reached: dict[int, float] = {}
        here: list[tuple[int, int, float]] = []
        for start, weight in ahead[-1].items():
            for end in range(start, min(len(latin), start + LONGEST) + 1):
                letters = latin[start:end]
                if not may_spell(unit.slot, letters):
                    continue
                share = max(known.get(letters, 0.0), floor)
                here.append((start, end, share))
                reached[end] = reached.get(end, 0.0) + weight * share
        arcs.append(here)
        ahead.append(reached)
    whole = ahead[-1].get(len(latin), 0.0)
    if not whole:
        return []
    found = []
    behind = {len(latin): 1.0}
    for i in range(len(row) - 1, -1, -1):
        before: dict[int, float] = {}
        for start, end, share in arcs[i]:
            if end in behind:
                weight = share * behind[end]
                before[start] = before.get(start, 0.0) + weight
                probability = ahead[i][start] * weight / whole
                if probability > 1e-3:
                    found.append((row[i], latin[start:end], probability))
        behind = before
    return found


def estimate(pairs: Iterable[Pair], progress: Callable[[str], None]) -> Counts:
    """Estimate the counts from pairs: first without contexts, then with them."""
    pairs = list(pairs)
    counts: Counts | None = None
    for turn in range(_ROUNDS):
        counts = count_pairs(pairs, _shares_for(counts, turn < _PLAIN_ROUNDS), 1e-4)
        progress(f"round {turn + 1} of {_ROUNDS}: {len(counts.seen)} contexts")
    assert counts is not None
    return counts


def _shares_for(counts: Counts | None, plain: bool) -> Callable[[Unit], Shares]:
    if counts is None:
        return lambda unit: {}
    if plain:
        return lambda unit: counts.shares(unit.slot, unit.contexts[-1:])
    return lambda unit: counts.shares(unit.slot, unit.contexts)


def count_pairs(pairs: Iterable[Pair], shares: Callable[[Unit], Shares], floor: float) -> Counts:
    """Count the answers of the pairs, aligned by the present shares."""
    counts = Counts()
    for khmer, latin, weight in pairs:
        for unit, letters, probability in align(units(khmer), latin, shares, floor):
            counts.add(unit, letters, weight * probability)
    return counts


def habit_of(people: list[Pair], counts: Counts) -> dict[str, Shares]:
    """Say by which factor people's spellings differ from those counted, by slot and letters.

    Args:
        people: attested pairs of public figures.
        counts: what was counted over everybody.

    Returns:
        For each slot that the people's tokens hold a factor for each answer: sightings over
        expected sightings, drawn towards 1 as by one sighting.
    """
    seen: dict[str, Shares] = defaultdict(lambda: defaultdict(float))
    expected: dict[str, Shares] = defaultdict(lambda: defaultdict(float))
    for khmer, latin, weight in people:
        row = units(khmer)
        found = align(row, latin, lambda u: counts.shares(u.slot, u.contexts), 1e-3)
        for unit, letters, probability in found:
            seen[unit.slot][letters] += weight * probability
        for unit in row if found else ():
            for letters, share in counts.shares(unit.slot, unit.contexts).items():
                expected[unit.slot][letters] += weight * share
    return {
        slot: {letters: (seen[slot][letters] + 1) / (count + 1) for letters, count in row.items()}
        for slot, row in expected.items()
    }


def adapted(shares: Shares, habit: Shares) -> Shares:
    """Multiply shares by the factors of people's habit and bring their sum back to 1."""
    found = {letters: share * habit.get(letters, 1.0) for letters, share in shares.items()}
    total = sum(found.values())
    return {letters: share / total for letters, share in found.items()}


def rounded(shares: Shares, least: float = 0.004, most: int = 14) -> dict[str, int]:
    """Round shares to per mille in steps that grow with the share, the likeliest first."""
    kept = sorted(shares.items(), key=lambda item: (-item[1], item[0]))[:most]
    return {letters: step(1000 * share) for letters, share in kept if share >= least}


def step(value: float) -> int:
    """Round to two digits, and never to nothing.

    Examples:
        >>> step(0.3), step(7.4), step(123.0), step(987.0)
        (1, 7, 120, 990)
    """
    digits = max(0, int(math.log10(max(value, 1.0))) - 1)
    return max(1, int(round(value, -digits)))
