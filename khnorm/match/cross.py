"""Khmer pieces of names through the Latin spellings that their units may have.

A piece is a family name or a given name, folded. Its units and their spellings are those of
`khnorm.match.khmer_units`. Latin letters are run through them, by listed spellings or with
slips; two Khmer pieces are as near as the Latin spellings of their units overlap, which leaves
homophones and silent letters near and all else far.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp, fsum, log, sqrt

from khnorm.match.khmer_units import LEFT_OUT, Unit, units_of
from khnorm.match.latin import FAR, latin_distance, latin_units, unit_cost
from khnorm.text.latin import VOWEL_LETTERS

__all__ = [
    "EXTRA_VOWEL",
    "LEAST_SLIP",
    "States",
    "followed",
    "homophones",
    "listed",
    "spell_as_listed",
    "spell_with_slips",
    "vowels_agree",
]

# The runs of letters that begin at each place of a spelling, each with the place where it ends.
_RunsAt = tuple[tuple[str, int], ...]
_Runs = tuple[_RunsAt, ...]
# How many letters some units may have, with what that costs in nats.
States = dict[int, float]

# What the Latin letters may do that no lattice lists (decisions, in the order of the measured
# costs of `weights_latin.tsv`): a letter too many, a unit written otherwise.
_EXTRA = {"h": 3.0, "r": 3.0}
EXTRA_VOWEL = 3.5
_EXTRA_SYLLABLE, _EXTRA_CONSONANT = 6.0, 5.0
_OTHERWISE, _OTHERWISE_MOST = 2.0, 8.0
# No slip costs less.
LEAST_SLIP = min(_OTHERWISE, LEFT_OUT, EXTRA_VOWEL, *_EXTRA.values())
_LONGEST_RUN = 3
# Ways that cost so much more than the best so far are dropped, and all of them beyond this.
_BEAM, _MOST = 8.0, 11.0
# A Khmer unit written with another letter, though heard alike, is a little apart.
_OTHER_LETTER, _NO_OVERLAP = 0.7, 7.0
# What else a unit remembers of others.
_REMEMBERED = 1 << 10


@lru_cache(maxsize=1 << 10)  # asked again at once, for what the spelling is most written for
def _cost_as_listed(khmer: str, latin: str, glued: bool) -> float | None:
    """Say what it costs beyond the usual spelling to spell units as listed; None if they cannot be."""
    states = {0: 0.0}
    for unit in units_of(khmer, glued):
        states = followed(unit, latin, states, FAR)
        if not states:
            return None
    return states.get(len(latin))


def followed(unit: Unit, latin: str, states: States, limit: float) -> States:
    """Spell one more unit by its listed spellings.

    Args:
        unit: the unit.
        latin: folded Latin letters without spaces.
        states: how many letters the units before it may have, with what that costs.
        limit: what costs so much is no spelling.

    Returns:
        How many letters they may have with this unit; none where it cannot be spelled so.
    """
    grown: States = {}
    by_letter = unit.by_letter
    nothing = by_letter[""]
    for at, cost in states.items():
        for spelling, length, more in by_letter.get(latin[at : at + 1], ()):
            if length == 1 or latin.startswith(spelling, at):
                total = cost + more
                if total < grown.get(at + length, limit):
                    grown[at + length] = total
        if nothing and at < len(latin):
            total = cost + nothing[0][2]
            if total < grown.get(at, limit):
                grown[at] = total
    return grown


def spell_as_listed(khmer: str, latin: str, glued: bool = True) -> float:
    """Say how unusual a spelling of a Khmer piece is, by listed spellings of its units only.

    Args:
        khmer: a folded Khmer piece.
        latin: folded Latin letters without spaces.
        glued: whether they are written as one.

    Returns:
        What it costs in nats beyond the usual spelling; `FAR` where no listed ones give it.

    Examples:
        >>> spell_as_listed("សុខ", "sok"), spell_as_listed("សុខ", "song")
        (0.0, 12.0)
    """
    cost = _cost_as_listed(khmer, latin, glued)
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
    cost = _cost_as_listed(khmer, letters, True)
    return None if cost is None else cost + fsum([unit.least for unit in units_of(khmer, True)])


@lru_cache(maxsize=1 << 15)
def _extras(latin: str) -> tuple[float, ...]:
    """Say what each letter costs that no unit answers; the first place is before the letters."""
    found = [FAR]
    for before, letter in zip("-" + latin, latin, strict=False):
        if letter not in VOWEL_LETTERS:
            found.append(_EXTRA.get(letter, _EXTRA_CONSONANT))
        else:
            found.append(EXTRA_VOWEL if before in VOWEL_LETTERS else _EXTRA_SYLLABLE)
    return tuple(found)


def _with_extras(
    states: dict[int, float], extras: tuple[float, ...], limit: float
) -> dict[int, float]:
    """Let letters stand that no unit answers, and drop the states that lag behind."""
    most = min(states.values()) + _BEAM
    last = max(states)
    kept: dict[int, float] = {}
    carried = FAR
    for at in range(min(states), len(extras)):
        cost = carried + extras[at]
        if (here := states.get(at, FAR)) < cost:
            cost = here
        if cost <= most and cost < limit:
            kept[at] = carried = cost
        elif at > last:
            break
        else:
            carried = FAR
    return kept


@lru_cache(maxsize=1 << 15)
def _runs(latin: str) -> tuple[_Runs, _Runs, _Runs]:
    """Give the runs of letters that begin at each place: of consonants, of vowels, of any.

    Each has the places where its runs end. In tuples of strings and numbers, unlike in lists, no
    garbage is ever looked for.
    """
    of_any: list[_RunsAt] = [
        tuple(
            [(latin[at:end], end) for end in range(at + 1, min(at + _LONGEST_RUN, len(latin)) + 1)]
        )
        for at in range(len(latin))
    ]
    of_kind: tuple[list[_RunsAt], list[_RunsAt]] = ([], [])
    alike = 0
    for at in range(len(latin) - 1, -1, -1):
        vowel = latin[at] in VOWEL_LETTERS
        begins = at + 1 < len(latin) and vowel is (latin[at + 1] in VOWEL_LETTERS)
        alike = alike + 1 if begins else 1
        of_kind[vowel].append(of_any[at][:alike])
        of_kind[not vowel].append(())
    consonants, vowels = of_kind
    return tuple(consonants[::-1]), tuple(vowels[::-1]), tuple(of_any)


@lru_cache(maxsize=1 << 15)
def _change(spelling: str, run: str, mixed: bool) -> float:
    """Say what it costs that a unit is written otherwise, or more than counts."""
    if mixed:
        most = _OTHERWISE_MOST - _OTHERWISE
        return latin_distance(latin_units(spelling), latin_units(run), most)
    return min(unit_cost(spelling, run), unit_cost("-" + spelling, "-" + run))


def _otherwise(unit: Unit, run: str) -> float:
    """Say what an unlisted spelling of a unit costs; the letters are all of the unit's kind."""
    least = _OTHERWISE_MOST
    for spelling, cost in unit.spellings:
        if cost + _OTHERWISE >= least:  # the likeliest come first
            break
        if spelling:
            least = min(least, cost + _OTHERWISE + _change(spelling, run, unit.mixed))
    unit.otherwise[run] = least
    return least


def spell_with_slips(khmer: str, latin: str, limit: float = FAR, glued: bool = True) -> float:
    """Say how far Latin letters are from any spelling of a Khmer piece, slips allowed.

    Args:
        khmer: a folded Khmer piece.
        latin: folded Latin letters without spaces.
        limit: give up when no way can cost less.
        glued: whether the letters are written as one.

    Returns:
        What they cost in nats beyond the usual spelling; `FAR` where no way costs less than `limit`.

    Examples:
        >>> spell_with_slips("សុខ", "sokk") < spell_with_slips("សុខ", "song")
        True
    """
    extras, runs_of = _extras(latin), _runs(latin)
    states = _with_extras({0: 0.0}, extras, limit)
    for unit in units_of(khmer, glued):
        grown: dict[int, float] = {}
        by_letter, known, silent = unit.by_letter, unit.otherwise, unit.silent
        runs = runs_of[2 if unit.mixed else unit.vowel]
        for at, cost in states.items():
            total = cost + silent
            if total < grown.get(at, limit):
                grown[at] = total
            if at == len(latin):
                continue
            for spelling, length, more in by_letter.get(latin[at], ()):
                if length == 1 or latin.startswith(spelling, at):
                    total = cost + more
                    if total < grown.get(at + length, limit):
                        grown[at + length] = total
            for run, end in runs[at]:
                before = grown.get(end, limit)
                if cost + _OTHERWISE < before:
                    total = cost + (known.get(run) or _otherwise(unit, run))
                    if total < before:
                        grown[end] = total
        if not grown or min(grown.values()) > _MOST:
            return FAR
        states = _with_extras(grown, extras, limit)
    return states.get(len(latin), FAR)


def _shares(unit: Unit) -> dict[str, float]:
    """Give the root of the share of each spelling of a unit."""
    if not unit.shares:
        shares = {text: exp(-cost) for text, cost in unit.spellings}
        whole = fsum(shares.values())
        unit.shares = {text: sqrt(share / whole) for text, share in shares.items()}
    return unit.shares


def _overlap(left: Unit, right: Unit) -> float:
    """Say how far apart two Khmer units are by the Latin spellings they share (Bhattacharyya)."""
    if left.spellings == right.spellings:
        apart = 0.0
    else:
        ours, theirs = _shares(left), _shares(right)
        shared = fsum([share * theirs[text] for text, share in ours.items() if text in theirs])
        apart = min(-log(shared), _NO_OVERLAP) if shared else _NO_OVERLAP
    if left.source != right.source:
        apart += _OTHER_LETTER
    if len(left.apart) >= _REMEMBERED:
        left.apart.clear()
    left.apart[right] = apart
    return apart


def homophones(left: str, right: str, limit: float = FAR) -> float:
    """Say how far apart two Khmer pieces are by the Latin spellings that their units share.

    Args:
        left: a folded Khmer piece.
        right: another.
        limit: give up when no alignment can cost less.

    Returns:
        The distance in nats; `limit` where it is reached.

    Examples:
        >>> homophones("ចាន់", "ច័ន្ទ") < homophones("ចាន់", "សុខ")
        True
    """
    theirs = [(unit, _OTHER_LETTER + unit.silent) for unit in units_of(right)]
    above = [0.0]
    for _, gap in theirs:
        above.append(above[-1] + gap)
    for unit in units_of(left):
        drop, known = _OTHER_LETTER + unit.silent, unit.apart
        before = above[0]
        row = [least := before + drop]
        for (other, gap), over in zip(theirs, above[1:], strict=True):
            apart = known.get(other)
            if apart is None:
                apart = _overlap(unit, other)
            swapped, dropped, least = before + apart, over + drop, least + gap
            if swapped < least:
                least = swapped
            if dropped < least:
                least = dropped
            row.append(least)
            before = over
        above = row
        if min(above) >= limit:
            return limit
    return min(above[-1], limit)


def vowels_agree(left: str, right: str) -> bool:
    """Tell whether two Khmer pieces are said with the same vowels, long and short ones alike.

    A vowel sign is said otherwise after a consonant of the other register.

    Args:
        left: a folded Khmer piece.
        right: another.

    Returns:
        Whether all vowels that are written and heard agree.

    Examples:
        >>> vowels_agree("សឺង", "សឹង"), vowels_agree("សឺង", "សីង")
        (True, False)
        >>> vowels_agree("ជាតិ", "ជាត"), vowels_agree("ថា", "ធា")
        (True, False)
    """
    ours, theirs = _vowels(left), _vowels(right)
    return len(ours) == len(theirs) and all(
        one.sign == other.sign
        and (one.source != other.source or one.spellings[0][0] == other.spellings[0][0])
        for one, other in zip(ours, theirs, strict=True)
    )


def _vowels(khmer: str) -> list[Unit]:
    """Give each vowel that is written and heard."""
    return [unit for unit in units_of(khmer) if unit.sign]
