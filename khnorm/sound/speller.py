"""How a Khmer token is spelled in Latin: the ways to read it, and the likeliest spellings.

A token is read unit by unit; a glued one also part by part, where its parts are known tokens; and
a token that public figures bear is read whole, as they spell it. The shares of the ways add up
to 1, so the probability of a spelling is its sum over them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp, inf, log, prod
from operator import itemgetter

from khnorm.sound.correspondences import Correspondences, Costs, correspondences
from khnorm.sound.lexicon import Lexicon, lexicon
from khnorm.sound.units import units
from khnorm.tables import rows
from khnorm.text.latin import fold_latin

__all__ = ["Lattice", "Slot", "Speller", "likeliest", "speller"]

# Shares of the part-by-part reading, for a token that is no known one and for one that is. Fitted
# on people's name tokens held out (`scripts/estimate_spellings.py --folds 8`), as are the next.
_GLUED_UNKNOWN, _GLUED_KNOWN = 0.5, 0.15
# A listed share counts as much as this many persons more.
_PRIOR = 1.0
# A Latin token that some public figure bears is likelier, by this factor.
_BORNE = exp(0.5)
_BEAM = 48
# More units than any name has.
_LONG = 96
# Slots that are spelt together. No name has more; what has is spelt stretch by stretch.
_LONGEST = 64
# A spelling of a slot that costs more than this is not tried.
_WORST = 8.0
# Units are spelled one by one, but no mouth says five consonants in a row: three sounds are less
# likely than their units say, four next to impossible.
_SOUND = "(?:chh|[ckpt]h|n[gh]|[bcdfgjklmnpqrstvwxz]h?)"
_CROWDED = re.compile(f"{_SOUND}{{3}}({_SOUND})?")
_THREE, _FOUR = 0.5, 0.02
# What is less likely than this, beside the best so far, is not followed.
_FAINT = 5e-4


@dataclass(frozen=True, slots=True)
class Slot:
    """One written unit and the Latin spellings that may stand for it, the likeliest first.

    `source` is the Khmer text of the unit, empty for an unwritten vowel. Each spelling is lower
    case, possibly empty, with its cost in nats (-ln of its share).
    """

    source: str
    spellings: Costs


@dataclass(frozen=True, slots=True)
class Lattice:
    """One way to read a token: its slots in order, and what this way costs in nats."""

    cost: float
    slots: tuple[Slot, ...]


@lru_cache(maxsize=1 << 15)
def _choices(spellings: Costs) -> tuple[tuple[str, float], ...]:
    return tuple((text, exp(-cost)) for text, cost in spellings if cost <= _WORST)


def likeliest(slots: tuple[Slot, ...], limit: int) -> dict[str, float]:
    """Give the likeliest strings that the slots spell.

    Args:
        slots: the slots in order.
        limit: how many strings to keep after each slot.

    Returns:
        The strings with their probabilities, in no order; equal strings are summed. What is far
        less likely than the best is passed over. Of slots that no name has so many of, the best
        string alone.

    Examples:
        >>> likeliest((Slot("ន", (("n", 0.0),)), Slot("ី", (("y", 0.1), ("i", 2.4)))), 1)
        {'ny': 0.9048374180359595}
    """
    if len(slots) > _LONGEST:
        stretches = (slots[at : at + _LONGEST] for at in range(0, len(slots), _LONGEST))
        best = [max(likeliest(stretch, limit).items(), key=_weight) for stretch in stretches]
        return {"".join(text for text, _ in best): prod(share for _, share in best)}
    if len(slots) > _LONG:
        return {"".join(slot.spellings[0][0] for slot in slots): 1.0}
    found = [("", 1.0)]
    for slot in slots:
        choices = _choices(slot.spellings)
        if len(choices) == 1:
            text, share = choices[0]
            found = [(left + text, weight * share) for left, weight in found]
            continue
        least = found[0][1] * choices[0][1] * _FAINT
        grown: dict[str, float] = {}
        for left, weight in found:
            for text, share in choices:
                more = weight * share
                if more < least:
                    break
                whole = left + text
                grown[whole] = grown.get(whole, 0.0) + more
        found = sorted(grown.items(), key=_weight, reverse=True)[:limit]
    return dict(found)


_weight = itemgetter(1)


class Speller:
    """The tables put together; `borne` gives the Latin name tokens that public figures bear."""

    def __init__(
        self,
        table: Correspondences,
        known: Lexicon,
        borne: Callable[[], Collection[str]] = frozenset,
    ) -> None:
        """Take the correspondences, the known tokens and what gives the Latin tokens in use."""
        self._table, self._known, self._borne = table, known, borne
        self.unit_slots = lru_cache(maxsize=1 << 14)(self._unit_slots)

    def _unit_slots(self, token: str) -> tuple[Slot, ...]:
        """Read a canonical Khmer token unit by unit."""
        return tuple([Slot(unit.text, self._table.of(unit)) for unit in units(token)])

    def ways(self, token: str) -> tuple[Lattice, ...]:
        """Read a canonical Khmer token; the reading unit by unit comes first."""
        plain = self.unit_slots(token)
        if not plain:
            return ()
        persons = self._known.persons(token)
        rest = _PRIOR / (_PRIOR + persons)
        splits = self._known.splits(token)
        glued = _GLUED_KNOWN if token in self._known else _GLUED_UNKNOWN
        glued = rest * glued if splits else 0.0
        found = [Lattice(_nats(rest - glued), plain)]
        if persons:
            found.append(Lattice(_nats(1 - rest), (Slot(token, self._known.listed(token)),)))
        for share, parts in splits:
            slots = tuple(slot for part in parts for slot in self.unit_slots(part))
            found.append(Lattice(_nats(glued * share), slots))
        return tuple(found)

    def ranked(self, token: str, limit: int) -> list[tuple[str, float]]:
        """Rank the spellings of a canonical Khmer token: lower case, with probabilities."""
        total: dict[str, float] = {}
        for way in self.ways(token):
            share = exp(-way.cost)
            for text, more in likeliest(way.slots, max(limit, _BEAM)).items():
                total[text] = total.get(text, 0.0) + share * more
        total.pop("", None)
        borne = self._borne()
        for text in total:
            total[text] *= _fitness(text) * (_BORNE if text in borne else 1.0)
        whole = max(1.0, sum(total.values()))
        best = sorted(total.items(), key=lambda item: (-item[1], item[0]))[:limit]
        return [(text, weight / whole) for text, weight in best]


def _fitness(text: str) -> float:
    """Say how much likelier a spelling is as a whole than its units make it."""
    crowded = _CROWDED.search(text)
    return 1.0 if not crowded else _FOUR if crowded[1] else _THREE


def _nats(share: float) -> float:
    return -log(share) if share > 0 else inf


@cache
def _borne() -> frozenset[str]:
    """Collect the Latin name tokens of the shipped people."""
    names = [row["latin"] for row in rows("people.tsv")]
    names += [
        row["form"]
        for row in rows("aliases.tsv")
        if row["kind"] == "person" and row["script"] == "latin" and row["status"] != "refused"
    ]
    return frozenset(fold_latin(" ".join(names)).lower().replace("-", " ").split())


@cache
def speller() -> Speller:
    """Give the speller of the shipped tables, loaded once.

    Examples:
        >>> speller().ranked("សុខ", 1)[0][0]
        'sok'
    """
    return Speller(correspondences(), lexicon(), _borne)
