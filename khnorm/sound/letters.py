"""What a Khmer letter is spelled as by those who follow letters rather than sounds.

Older names, and learned and foreign ones, keep to what is written: Sirivudh, Prasiddh, Sihamoni.
Others follow French: Tioulong, Sisamouth, Soubert. `data/letters.tsv` has these spellings by manner,
letter and place, whatever register and neighbours are.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from math import exp, fsum, log

from khnorm.sound.correspondences import Costs, parse_spellings
from khnorm.sound.units import Unit
from khnorm.tables import Row, rows

__all__ = ["Letters", "letters", "mixed", "place_of"]

_PLACES = {"first": "onset", "onset": "onset"}
_BANTOC = "់"
# What is less likely than this in the end is not tried.
_LEAST = 3e-4


def place_of(unit: Unit, last: bool) -> tuple[str, str]:
    """Name a unit's place and its letters, register and neighbours apart.

    Args:
        unit: a unit as `khnorm.sound.units.units` gives it.
        last: whether it is the last one of its token.

    Returns:
        The place (onset, sub, coda, tail, killed, robat, vowel, end) and the letters, `@` for an
        unwritten vowel.

    Examples:
        >>> from khnorm.sound.units import units
        >>> [place_of(unit, False) for unit in units("ផល់")]
        [('onset', 'ផ'), ('vowel', '@'), ('coda', 'ល')]
    """
    role, _, written = unit.slot.partition(" ")
    if unit.is_vowel:
        return "end" if last else "vowel", written.partition("/")[0]
    return _PLACES.get(role, role), written.replace(_BANTOC, "")


@lru_cache(maxsize=1 << 14)
def mixed(costs: Costs, others: Costs, share: float) -> Costs:
    """Mix two lists of weighted spellings.

    Args:
        costs: spellings with their costs in nats; their shares are taken to add up to 1.
        others: as many as may be, likewise.
        share: what the others count for, in [0, 1).

    Returns:
        The spellings of both, the likeliest first.

    Examples:
        >>> mixed((("k", 0.0),), (("c", 0.0),), 0.5)
        (('k', 0.693), ('c', 0.693))
    """
    found: dict[str, float] = {}
    for spellings, weight in ((costs, 1.0 - share), (others, share)):
        shares = [(text, exp(-cost)) for text, cost in spellings]
        scale = weight / fsum(part for _, part in shares)
        for text, part in shares:
            found[text] = found.get(text, 0.0) + part * scale
    kept = [(text, round(-log(part), 3)) for text, part in found.items() if part > _LEAST]
    return tuple(sorted(kept, key=_cost))


def _cost(item: tuple[str, float]) -> float:
    return item[1]


class Letters:
    """The table by place and letters; its cells are read when they are first asked for."""

    def __init__(self, table: Iterable[Row] = ()) -> None:
        """Take the rows of one manner, with the columns place, letters, spellings."""
        self._cells = {(row["place"], row["letters"]): row["spellings"] for row in table}

    def of(self, unit: Unit, last: bool) -> Costs:
        """Give the spellings of a unit with their costs; empty if the table has none.

        Args:
            unit: a unit of a token.
            last: whether it is the last one.

        Returns:
            Spellings with their costs in nats, the likeliest first.

        Examples:
            >>> from khnorm.sound.units import units
            >>> "gh" in dict(letters().of(units("ឃោ")[0], False))
            True
        """
        cell = self._cells.get(place_of(unit, last))
        return parse_spellings(cell) if cell else ()


@cache
def letters(manner: str = "letter") -> Letters:
    """Give the shipped table of a manner, loaded once.

    Args:
        manner: `letter` or `french`.

    Returns:
        The table; empty for any other manner.

    Examples:
        >>> from khnorm.sound.units import units
        >>> "tch" in dict(letters("french").of(units("ជូ")[0], False))
        True
    """
    return Letters(row for row in rows("letters.tsv") if row["manner"] == manner)
