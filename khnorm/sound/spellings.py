"""Ranked spellings of a name in the other script, and the lattice of spellings behind them."""

from __future__ import annotations

from functools import lru_cache

from khnorm.model import Spelling
from khnorm.sound.speller import Lattice, Slot, speller
from khnorm.text.normalize import normalize

__all__ = ["Lattice", "Slot", "lattice", "romanizations"]


@lru_cache(maxsize=16384)
def lattice(token: str) -> tuple[Lattice, ...]:
    """Give the Latin spellings of a Khmer token slot by slot.

    Args:
        token: one Khmer token, canonical or not.

    Returns:
        The ways to read it, unit by unit first; empty if the token holds no Khmer letter.

    Raises:
        TypeError: `token` is no str.

    Examples:
        >>> [slot.spellings[0][0] for slot in lattice("សុខ")[0].slots]
        ['s', 'o', 'k']
    """
    return speller().ways(normalize(token))


@lru_cache(maxsize=16384)
def _token_spellings(token: str, limit: int) -> tuple[tuple[str, float], ...]:
    return tuple(speller().ranked(token, limit))


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
