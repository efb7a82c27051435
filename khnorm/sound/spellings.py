"""Ranked spellings of a name in the other script, and the lattice of spellings behind them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import exp

from khnorm.model import Spelling
from khnorm.sound.correspondences import spellings_of
from khnorm.sound.units import units
from khnorm.text.normalize import normalize

__all__ = ["Lattice", "Slot", "lattice", "romanizations"]

_BEAM = 40
_WORST = 6.0


@dataclass(frozen=True, slots=True)
class Slot:
    """One written unit and the Latin spellings that may stand for it, the likeliest first.

    `source` is the Khmer text of the unit, empty for an unwritten vowel. Each spelling is lower
    case, possibly empty, with its cost in nats (-ln of its share).
    """

    source: str
    spellings: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Lattice:
    """One way to read a token: its slots in order, and what this way costs in nats."""

    cost: float
    slots: tuple[Slot, ...]


@lru_cache(maxsize=16384)
def lattice(token: str) -> tuple[Lattice, ...]:
    """Give the Latin spellings of a Khmer token slot by slot.

    Args:
        token: one Khmer token, canonical or not.

    Returns:
        The ways to read it, best first; empty if the token holds no Khmer letter.

    Raises:
        TypeError: `token` is no str.

    Examples:
        >>> [slot.spellings[0][0] for slot in lattice("សុខ")[0].slots]
        ['s', 'o', 'k', '']
    """
    slots = tuple(Slot(unit.text, spellings_of(unit)) for unit in units(normalize(token)))
    return (Lattice(0.0, slots),) if slots else ()


def _best(slots: tuple[Slot, ...], limit: int) -> dict[str, float]:
    """Give the likeliest strings that the slots spell, with their probability."""
    found = {"": 1.0}
    for slot in slots:
        grown: dict[str, float] = {}
        for text, share in found.items():
            for spelling, cost in slot.spellings:
                if cost > _WORST:
                    break
                grown[text + spelling] = grown.get(text + spelling, 0.0) + share * exp(-cost)
        if len(grown) > limit:
            grown = dict(sorted(grown.items(), key=lambda item: -item[1])[:limit])
        found = grown
    return found


@lru_cache(maxsize=16384)
def _token_spellings(token: str, limit: int) -> tuple[tuple[str, float], ...]:
    total: dict[str, float] = {}
    for way in lattice(token):
        for text, share in _best(way.slots, max(limit, _BEAM)).items():
            total[text] = total.get(text, 0.0) + share * exp(-way.cost)
    ranked = sorted(total.items(), key=lambda item: (-item[1], item[0]))
    return tuple(item for item in ranked if item[0])[:limit]


def romanizations(text: str, *, limit: int = 10) -> list[Spelling]:
    """Rank the Latin spellings of a Khmer name as people write them in passports.

    Args:
        text: a name of one or more tokens; what is not Khmer stays as it is.
        limit: how many spellings at most, 1 or more.

    Returns:
        Distinct spellings, best first, each token capitalised; the weights fall and their sum is
        at most 1. Empty for an empty text.

    Raises:
        TypeError: `text` is no str.

    Examples:
        >>> romanizations("សុខ")[0].text
        'Sok'
    """
    found = {"": 1.0}
    for token in normalize(text).split():
        options = _token_spellings(token, limit) or ((token, 1.0),)
        grown: dict[str, float] = {}
        for left, share in found.items():
            for right, more in options:
                name = f"{left} {right.capitalize()}".strip()
                grown[name] = grown.get(name, 0.0) + share * more
        found = dict(sorted(grown.items(), key=lambda item: -item[1])[:limit])
    found.pop("", None)
    return [Spelling(name, round(min(share, 1.0), 6)) for name, share in found.items()]
