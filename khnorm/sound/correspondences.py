"""What a written unit is spelled as in Latin: `data/correspondences.tsv`, looked up by context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import inf, log
from operator import itemgetter

from khnorm.sound.units import Place, Sign, Unit, contexts_at, is_vowel, text_at
from khnorm.tables import Row, rows

__all__ = ["Correspondences", "Costs", "Slot", "correspondences", "parse_spellings"]

# Spellings with their costs in nats (-ln of the share), the likeliest first.
Costs = tuple[tuple[str, float], ...]

_NOTHING = "-"
# What it costs to spell a unit as only in other contexts.
_ELSEWHERE = 2.5
_MOST = 14
_SILENT: Costs = (("", 0.0),)
# So many neighbourhoods of one unit are remembered, more than the names of a long list have.
_MOST_KNOWN = 1 << 12


@dataclass(frozen=True, slots=True)
class Slot:
    """One written unit and the Latin spellings that may stand for it, the likeliest first.

    `source` is the Khmer text of the unit, empty for an unwritten vowel. Each spelling is lower
    case, possibly empty, with its cost in nats (-ln of its share).
    """

    source: str
    spellings: Costs

    def __hash__(self) -> int:
        """Hash what differs first: slots are looked up often, and have many spellings."""
        return hash((self.source, self.spellings[:3]))


@lru_cache(maxsize=1 << 13)
def _spelling(item: str) -> tuple[str, float]:
    spelling, _, share = item.partition(" ")
    return "" if spelling == _NOTHING else spelling, round(-log(int(share) / 1000), 3)


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
    return tuple(map(_spelling, cell.split("|")))


class _Neighbours:
    """Which neighbours of a unit the table looks at; what it is spelled as beside those is kept."""

    def __init__(self, cells: Mapping[str, str], slot: str) -> None:
        """Take the cells of the unit's slot by context."""
        # The unit before and two after, where they are listed, with whether more of them are.
        self._listed: dict[tuple[str, ...], bool] = {}
        for context in filter(None, cells):
            row = context.split(" ")
            at = row.index("_")
            if at and len(row) > at + 2:
                near = row[at - 1], row[at + 1], row[at + 2]
                self._listed[near] = self._listed.get(near, False) or at > 1
        self._vowel = is_vowel(slot)
        self.known: dict[tuple[str, ...], Slot] = {}

    def that_count(self, place: Place) -> tuple[str, ...]:
        """Leave of a place, as `khnorm.sound.units.places` gives it, what can matter."""
        wide = self._listed.get(place[2:5])
        if wide:
            return place[1:] if self._vowel else place[1:5]
        if wide is None:
            return place[3:6:2] if self._vowel else place[2:4]
        return place[2:6]


class Correspondences:
    """The table by slot and context; its cells are read when they are first asked for."""

    def __init__(self, table: Iterable[Row]) -> None:
        """Take the rows of a table with the columns slot, context, spellings, band."""
        self._rows = tuple(table)
        self._cells: dict[str, dict[str, str]] = {}
        for row in self._rows:
            self._cells.setdefault(row["slot"], {})[row["context"]] = row["spellings"]
        self._read: dict[tuple[str, ...], Slot] = {}
        self._neighbours: dict[Sign, _Neighbours] = {}

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
        return self._slot(unit.text, unit.slot, unit.contexts).spellings

    def at(self, place: Place) -> Slot:
        """Give the Latin spellings of a unit at its place, as `of` does.

        Args:
            place: a unit as `khnorm.sound.units.places` gives it.

        Returns:
            The unit's text with its spellings.

        Examples:
            >>> from khnorm.sound.units import places
            >>> correspondences().at(list(places("ជា"))[1]).spellings[0][0]
            'ea'
        """
        sign = place[0]
        neighbours = self._neighbours.get(sign)
        if neighbours is None:
            neighbours = _Neighbours(self._cells.get(sign[1], {}), sign[1])
            if sign[1] in self._cells:
                self._neighbours[sign] = neighbours
        key = neighbours.that_count(place)
        slot = neighbours.known.get(key)
        if slot is None:
            if len(neighbours.known) >= _MOST_KNOWN:
                neighbours.known.clear()
            slot = self._slot(text_at(place), sign[1], contexts_at(place))
            neighbours.known[key] = slot
        return slot

    def _slot(self, text: str, slot: str, contexts: tuple[str, ...]) -> Slot:
        cells = self._cells.get(slot)
        if cells is None:
            return Slot(text, _SILENT)
        key = (text, slot, *[context for context in contexts if context in cells])
        found = self._read.get(key)
        if found is None:
            costs = _costs([cells[context] for context in key[2:]]) or _SILENT
            found = self._read[key] = Slot(text, costs)
        return found


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
