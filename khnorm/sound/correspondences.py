"""What a written unit is spelled as in Latin: `data/correspondences.tsv` looked up by context."""

from __future__ import annotations

from functools import cache, lru_cache
from math import log

from khnorm.sound.units import Unit
from khnorm.tables import rows

__all__ = ["FLOOR", "spellings_of"]

# Cost, in nats, of a spelling that no context lists.
FLOOR = 7.0
NOTHING = "-"


@cache
def _table() -> dict[tuple[str, str], str]:
    return {(row["slot"], row["context"]): row["spellings"] for row in rows("correspondences.tsv")}


def parse_spellings(cell: str) -> tuple[tuple[str, float], ...]:
    """Read a cell of weighted spellings.

    Args:
        cell: spellings with their share in per mille, as `ea 690|a 230|- 80`; `-` is nothing.

    Returns:
        Pairs of spelling and cost, -ln of the share, in the order of the cell.

    Examples:
        >>> parse_spellings("ea 500|- 250")
        (('ea', 0.693), ('', 1.386))
    """
    found = []
    for item in cell.split("|"):
        spelling, _, share = item.partition(" ")
        latin = "" if spelling == NOTHING else spelling
        found.append((latin, round(-log(int(share) / 1000), 3)))
    return tuple(found)


@lru_cache(maxsize=16384)
def _known(slot: str, context: str) -> tuple[tuple[str, float], ...]:
    cell = _table().get((slot, context))
    return parse_spellings(cell) if cell else ()


@lru_cache(maxsize=16384)
def spellings_of(unit: Unit) -> tuple[tuple[str, float], ...]:
    """Give the Latin spellings of a unit at its place, the likeliest first.

    Args:
        unit: a unit as `khnorm.sound.units.units` gives it.

    Returns:
        Pairs of lower-case Latin spelling, possibly empty, and cost in nats; the most specific
        context that the table knows decides. A unit that the table does not know gives nothing.

    Examples:
        >>> from khnorm.sound.units import units
        >>> spellings_of(units("ជា")[1])[0][0]
        'ea'
    """
    for context in unit.contexts:
        found = _known(unit.slot, context)
        if found:
            return found
    return (("", 0.0),)
