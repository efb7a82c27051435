"""How a Khmer token is spelled in Latin: the ways to read it, and the likeliest spellings.

A token is read unit by unit; a glued one also part by part, where its parts are known tokens; and
a token that public figures bear is read whole, as they spell it. The shares of the ways add up
to 1, so the probability of a spelling is its sum over them. When spellings are ranked, each unit
is spelled now by its sound, at its place, now by its letter alone (`khnorm.sound.letters`). A token
may be spelled by its letters or in the French manner throughout; one that is no known token may be
an existing name, which is recognised by ear (`khnorm.sound.existing`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp, fsum, inf, log

from khnorm.sound.beam import grow
from khnorm.sound.correspondences import Correspondences, Costs, Slot, correspondences
from khnorm.sound.existing import Existing, foreign_letters, names_abroad
from khnorm.sound.letters import Letters, letters, mixed
from khnorm.sound.lexicon import Lexicon, lexicon
from khnorm.sound.units import places, units
from khnorm.tables import rows
from khnorm.text.khmer import clusters
from khnorm.text.latin import fold_latin

__all__ = ["Lattice", "Slot", "Speller", "likeliest", "speller"]

# Shares of the part-by-part reading, for a token that is no known one and for one that is. Fitted
# on people's name tokens held out (`scripts/estimate_spellings.py --folds 8`), as are the next.
_GLUED_UNKNOWN, _GLUED_KNOWN = 0.5, 0.15
# A listed share counts as much as this many persons more.
_PRIOR = 1.0
# How much of a unit's share its letter's own spellings get, likewise.
_LETTERS_UNKNOWN, _LETTERS_KNOWN = 0.3, 0.05
# The shares of tokens that are French throughout, and of those that are no known ones and follow
# their letters throughout.
_FRENCH, _LEARNED = 0.05, 0.12
# The odds that such a token is an existing name, where it fits one well; how well all that it may
# be must fit for half of that; and the share of foreign sounds in what its units may stand for.
_EXISTS, _FIT, _FOREIGN = 0.25, 0.001, 0.5
# The band of a Latin token that some public figure bears, among the names that exist; and how much
# likelier it is than its units say, by this factor.
_BORNE_BAND, _BORNE = 3, exp(0.6)
_BEAM = 48
# Slots that are spelled together; no name has more, and what has is spelled slot by slot.
_LONGEST = 64
# Letters and signs of a token that may be a name, or a few words run together.
_MOST_LETTERS = 256
# A spelling of a slot that costs more than this is not tried.
_WORST = 8.0
# Units are spelled one by one, but no mouth says five consonants in a row: three sounds are less
# likely than their units say, four next to impossible. A stop with its r is one (Chan-trea).
_SOUND = "(?:(?:chh|[ckpt]h|n[gh]|[bcdfgjklmnpqrstvwxz]h?)(?>(?:(?<=[bcdgkpth])r)?))"
_CROWDED = re.compile(f"{_SOUND}{{3}}({_SOUND})?")
_THREE, _FOUR = 0.5, 0.02
# Units side by side may bring a letter three times, or a second h; next to no name is spelled so.
_STAMMERED = re.compile(r"(.)\1\1|(?<!c)hh")
_STAMMER = 0.02
# What is less likely than this, beside the best so far, is not followed.
_FAINT = 5e-4


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
        spelling of each alone.

    Examples:
        >>> likeliest((Slot("ន", (("n", 0.0),)), Slot("ី", (("y", 0.1), ("i", 2.4)))), 1)
        {'ny': 0.9048374180359595}
    """
    if len(slots) > _LONGEST:
        return {"".join([slot.spellings[0][0] for slot in slots]): 1.0}
    found = [("", 1.0)]
    for slot in slots:
        choices = _choices(slot.spellings)
        if len(choices) == 1:
            text, share = choices[0]
            found = [(left + text, weight * share) for left, weight in found]
            continue
        found = grow(found, choices, limit, _FAINT)
    return dict(found)


class Speller:
    """The tables put together; `borne` and `abroad` give Latin name tokens in use."""

    def __init__(
        self,
        table: Correspondences,
        known: Lexicon,
        *,
        by_letter: Letters | None = None,
        french: Letters | None = None,
        by_ear: Letters | None = None,
        borne: Callable[[], Collection[str]] = frozenset,
        abroad: Callable[[], Mapping[str, int]] = dict,
    ) -> None:
        """Take the tables, and what gives the tokens that public figures and foreigners bear."""
        self._table, self._known = table, known
        self._letters, self._french = by_letter or Letters(), french or Letters()
        self._foreign = by_ear or Letters()
        self._borne, self._abroad = borne, abroad
        self._existing: Existing | None = None
        self.unit_slots = lru_cache(maxsize=1 << 14)(self._unit_slots)

    def _unit_slots(self, token: str) -> tuple[Slot, ...]:
        """Read a canonical Khmer token unit by unit."""
        return tuple(map(self._table.at, places(token)))

    def _mixed_slots(self, token: str) -> list[Slot]:
        """Read a token unit by unit, each by its sound and, for a share, by its letter."""
        share = _LETTERS_KNOWN if token in self._known else _LETTERS_UNKNOWN
        row, found = units(token), []
        for unit in row:
            costs, others = self._table.of(unit), self._letters.of(unit, unit is row[-1])
            found.append(Slot(unit.text, mixed(costs, others, share) if others else costs))
        return found

    def _unlisted(self, token: str) -> float:
        """Say how likely a token is spelled otherwise than public figures do."""
        return _PRIOR / (_PRIOR + self._known.persons(token))

    def _readings(self, token: str) -> list[tuple[float, tuple[str, ...]]]:
        """Give the shares of the readings by units: of the token as it is, then part by part."""
        splits = self._known.splits(token)
        glued = _GLUED_KNOWN if token in self._known else _GLUED_UNKNOWN
        rest = self._unlisted(token)
        glued = rest * glued if splits else 0.0
        return [(rest - glued, (token,)), *((glued * share, parts) for share, parts in splits)]

    def ways(self, token: str) -> tuple[Lattice, ...]:
        """Read a canonical Khmer token; the reading unit by unit comes first."""
        if not self.unit_slots(token):
            return ()
        found = [
            Lattice(_nats(share), tuple(slot for part in parts for slot in self.unit_slots(part)))
            for share, parts in self._readings(token)
        ]
        if self._known.persons(token):
            whole = Slot(token, self._known.listed(token))
            found.insert(1, Lattice(_nats(1 - self._unlisted(token)), (whole,)))
        return tuple(found)

    def _throughout(self, token: str, manner: Letters) -> tuple[Slot, ...]:
        """Read a token in one manner; a unit that it has no row for keeps its sound."""
        row = units(token)
        return tuple(
            Slot(unit.text, manner.of(unit, unit is row[-1]) or self._table.of(unit))
            for unit in row
        )

    def _manners(self, token: str) -> list[tuple[float, Letters]]:
        """Give the manners that a token may be spelled in throughout, with their shares."""
        found = [(_FRENCH, self._french)]
        if token not in self._known:
            found.append((_LEARNED, self._letters))
        return found

    def _by_ear(self, token: str) -> dict[str, float]:
        """Find the existing names that a token may be, each with its odds."""
        if self._existing is None:
            bands = dict(self._abroad())
            for name in self._borne():
                bands[name] = max(_BORNE_BAND, bands.get(name, 0))
            self._existing = Existing(bands)
        row, slots = units(token), []
        for unit in row:
            costs, others = self._table.of(unit), self._foreign.of(unit, unit is row[-1])
            slots.append(mixed(costs, others, _FOREIGN) if others else costs)
        found = self._existing.heard(tuple(slots))
        fit = fsum(found.values()) + _FIT
        return {name: _EXISTS * weight / fit for name, weight in found.items()}

    def _spelled(self, token: str, limit: int) -> dict[str, float]:
        """Give the likeliest spellings by units, over all readings, with their probabilities."""
        total: dict[str, float] = {}

        def add(share: float, slots: tuple[Slot, ...]) -> None:
            for text, more in likeliest(slots, max(limit, _BEAM)).items():
                total[text] = total.get(text, 0.0) + share * more

        manners, unlisted = self._manners(token), self._unlisted(token)
        rest = 1.0 - fsum(share for share, _ in manners)
        for share, parts in self._readings(token):
            add(rest * share, tuple(slot for part in parts for slot in self._mixed_slots(part)))
        for share, manner in manners:
            add(unlisted * share, self._throughout(token, manner))
        return total

    def _plainly(self, stretch: str) -> str:
        return "".join([slot.spellings[0][0] for slot in self.unit_slots(stretch)])

    def ranked(self, token: str, limit: int) -> list[tuple[str, float]]:
        """Rank the spellings of a canonical Khmer token: lower case, with probabilities.

        What is longer than any name has one spelling: the likeliest of each unit.
        """
        if len(token) > _MOST_LETTERS:
            plain = "".join(map(self._plainly, _stretches(token)))
            return [(plain, 1.0)][:limit] if plain else []
        total = self._spelled(token, limit)
        if self._known.persons(token):
            for text, cost in self._known.listed(token):
                more = (1 - self._unlisted(token)) * exp(-cost)
                total[text] = total.get(text, 0.0) + more
        total.pop("", None)
        borne = self._borne()
        for text in total:
            total[text] *= _fitness(text) * (_BORNE if text in borne else 1.0)
        if token not in self._known:
            for name, odds in self._by_ear(token).items():
                total[name] = total.get(name, 0.0) + odds
        whole = max(1.0, fsum(total.values()))
        best = sorted(total.items(), key=lambda item: (-item[1], item[0]))[:limit]
        return [(text, weight / whole) for text, weight in best]


def _stretches(token: str) -> Iterator[str]:
    """Part what is longer than any name into stretches of whole grapheme clusters."""
    pieces = clusters(token)
    for at in range(0, len(pieces), _LONGEST):
        yield "".join(pieces[at : at + _LONGEST])


def _fitness(text: str) -> float:
    """Say how much likelier a spelling is as a whole than its units make it."""
    crowded = _CROWDED.search(text)
    share = 1.0 if not crowded else _FOUR if crowded[1] else _THREE
    return share * _STAMMER if _STAMMERED.search(text) else share


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
    return Speller(
        correspondences(),
        lexicon(),
        by_letter=letters(),
        french=letters("french"),
        by_ear=foreign_letters(),
        borne=_borne,
        abroad=names_abroad,
    )
