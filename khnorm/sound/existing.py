"""Names that exist, found by ear: Latin names that a Khmer token may have been written for.

A name from abroad keeps the spelling that it has at home, silent letters and all (Frank for
ហ្វ្រែង), and so does the name of a house or a forebear: it is remembered, not spelled. The token's
letters are read for every sound they may stand for (`data/foreign_letters.tsv`), and only what
leads to a name on the list is followed. Of two names that fit, the commoner one is likelier.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from math import exp
from types import MappingProxyType

from khnorm.sound.beam import grow
from khnorm.sound.correspondences import Costs
from khnorm.sound.letters import Letters
from khnorm.tables import columns, rows
from khnorm.text.latin import fold_latin

__all__ = ["Existing", "foreign_letters", "names_abroad"]

# Beginnings that are kept after each unit.
_BEAM = 40
# What is less likely than this, beside the best so far, is not followed.
_FAINT = 1e-4
# Initials are no names.
_SHORTEST = 2
# A name of band b is about 4 ** b times as common as the rarest; one of the band in the middle
# counts as its fit.
_BASE, _MIDDLE = 4.0, 3
# More units than any name has.
_LONG = 32


class Existing:
    """Latin names with bands of how common they are, and what a spelling may still become."""

    def __init__(self, names: Mapping[str, int]) -> None:
        """Take names in small letters a to z with their bands."""
        self._names = {
            name: _BASE ** (band - _MIDDLE)
            for name, band in names.items()
            if len(name) >= _SHORTEST
        }
        self._beginnings = {name[:end] for name in self._names for end in range(len(name) + 1)}

    def heard(self, slots: tuple[Costs, ...]) -> dict[str, float]:
        """Find the names that the units of a token may spell.

        Args:
            slots: the spellings of each unit with their costs in nats, the likeliest first.

        Returns:
            Names with the probability that the units spell them, weighed by how common they
            are, in no order; of all names the likeliest few. Empty for a token of more units than
            any name has.

        Examples:
            >>> Existing({"ann": 3, "anne": 3}).heard(((("a", 0.0),), (("n", 0.7), ("nn", 1.6))))
            {'ann': 0.20189651799465538}
        """
        if len(slots) > _LONG:
            return {}
        found = [("", 1.0)]
        for slot in slots:
            found = grow(found, _choices(slot), _BEAM, _FAINT, self._beginnings)
            if not found:
                return {}
        names = self._names
        return {name: weight * names[name] for name, weight in found if name in names}


@lru_cache(maxsize=1 << 13)
def _choices(slot: Costs) -> tuple[tuple[str, float], ...]:
    return tuple((text, exp(-cost)) for text, cost in slot)


@cache
def names_abroad() -> Mapping[str, int]:
    """Collect the forenames and surnames of other countries.

    Returns:
        Latin tokens in lower case, without accents, with their bands; a band b says that about 10
        times 4 to the power of b people in a million bear the name.

    Examples:
        >>> names_abroad()["frank"]
        5
    """
    found: dict[str, int] = {}
    table = columns("foreign_names.tsv")
    for form, band in zip(table["form"], map(int, table["band"]), strict=True):
        for name in fold_latin(form).split():
            found[name] = max(band, found.get(name, 0))
    return MappingProxyType(found)


@cache
def foreign_letters() -> Letters:
    """Give the shipped table of what foreign sounds a letter is written for, loaded once.

    Examples:
        >>> foreign_letters() is foreign_letters()
        True
    """
    return Letters(rows("foreign_letters.tsv"))
