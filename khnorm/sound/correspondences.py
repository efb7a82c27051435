"""What a written unit is spelled as in Latin: `data/correspondences.tsv`, looked up by context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from math import inf, log
from operator import itemgetter

from khnorm.sound.units import Unit
from khnorm.tables import Row, rows

__all__ = ["Correspondences", "Costs", "correspondences", "parse_spellings"]

# Spellings with their costs in nats (-ln of the share), the likeliest first.
Costs = tuple[tuple[str, float], ...]

_NOTHING = "-"
# What it costs to spell a unit as only in other contexts.
_ELSEWHERE = 2.5
_MOST = 14
_SILENT: Costs = (("", 0.0),)


@lru_cache(maxsize=1 << 14)
def parse_spellings(cell: str) -> Costs:
    """Read a cell of weighted spellings.

    Args:
        cell: spellings with their shares in per mille, as `ea 690|a 230|- 80`; `-` is nothing.

    Returns:
        Pairs of spelling and cost in the order of the cell.

    Examples:
        >>> parse_spellings("ea 500|- 250")
        (('ea', 0.693), ('', 1.386))
    """
    found = []
    for item in cell.split("|"):
        spelling, _, share = item.partition(" ")
        found.append(("" if spelling == _NOTHING else spelling, round(-log(int(share) / 1000), 3)))
    return tuple(found)


class Correspondences:
    """The table by slot and context; its cells are read when they are first asked for."""

    def __init__(self, table: Iterable[Row]) -> None:
        """Take the rows of a table with the columns slot, context, spellings, band."""
        self._rows = tuple(table)
        self._cells: dict[str, dict[str, str]] = {}
        for row in self._rows:
            self._cells.setdefault(row["slot"], {})[row["context"]] = row["spellings"]
        self._read: dict[tuple[str, ...], Costs] = {}

    def general(self) -> Iterator[tuple[str, int, Costs]]:
        """Give each slot's general row: the slot, its band of frequency, its spellings."""
        for row in self._rows:
            if not row["context"]:
                yield row["slot"], int(row["band"]), parse_spellings(row["spellings"])

    def of(self, unit: Unit) -> Costs:
        """Give the Latin spellings of a unit at its place, the likeliest first.

        Args:
            unit: a unit as `khnorm.sound.units.units` gives it.

        Returns:
            Lower-case spellings, possibly empty, with their costs; the longest context that the
            table holds decides, and what is listed for shorter ones follows at a price. A unit
            that the table does not know is silent.

        Examples:
            >>> from khnorm.sound.units import units
            >>> correspondences().of(units("ជា")[1])[0][0]
            'ea'
        """
        slot = unit.slot
        cells = self._cells.get(slot)
        if cells is None:
            return _SILENT
        key = (slot, *[context for context in unit.contexts if context in cells])
        costs = self._read.get(key)
        if costs is None:
            costs = self._read[key] = _costs([cells[context] for context in key[1:]]) or _SILENT
        return costs


def _costs(cells: list[str]) -> Costs:
    """Read the cells of contexts; what only a shorter one lists comes at a price."""
    found: dict[str, float] = {}
    price = 0.0
    for cell in cells:
        for text, cost in parse_spellings(cell):
            total = cost + price
            if total < found.get(text, inf):
                found[text] = total
        price = _ELSEWHERE
    return tuple(sorted(found.items(), key=itemgetter(1))[:_MOST])


@cache
def correspondences() -> Correspondences:
    """Give the shipped correspondences, loaded once.

    Examples:
        >>> next(correspondences().general())[0]
        'coda ក'
    """
    return Correspondences(rows("correspondences.tsv"))
