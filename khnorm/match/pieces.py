"""A family name or a given name as it is compared: heard, cut and weighed once."""

from __future__ import annotations

from functools import cache, lru_cache
from math import fsum

from rapidfuzz.distance import OSA, Levenshtein

from khnorm.match.families import may_lead
from khnorm.match.habits import usual
from khnorm.match.hearing import heard, skeleton
from khnorm.match.latin import Units, latin_units
from khnorm.tables import rows
from khnorm.text.scripts import has_khmer

__all__ = ["Piece", "piece", "unlike"]

# What a unit that no count knows tells, in nats.
_RARE_UNIT = 7.0


@cache
def _unit_info() -> dict[str, float]:
    return {row["unit"]: float(row["cost"]) for row in rows("weights_units.tsv")}


class Piece:
    """A family name or a given name, folded; `piece` gives it.

    Attributes:
        text: one or more folded tokens parted by single spaces.
        khmer: whether it is in Khmer letters.
        letters: its usual Latin spelling, written as one; of a Latin piece the one that it has.
        plain: the same with usual letters for those of habit (`khnorm.match.habits`).
        habits: what these letters are apart from those, in nats.
        sounds: one character a sound (`khnorm.sound.keys.fine_latin`).
        sketch: its sounds and its usual letters; how alike two sketches are is quick to tell.
        slack: how many of its sounds may differ before it is another piece (`unlike`).
        units: its units of sound, as its letters have them.
        info: -ln of the chance, in nats, that a name taken at random has such units.
        may_lead: whether many bear it as a family name.
    """

    __slots__ = (
        "_skeleton",
        "habits",
        "info",
        "khmer",
        "letters",
        "may_lead",
        "plain",
        "sketch",
        "slack",
        "sounds",
        "text",
        "units",
    )

    def __init__(self, text: str) -> None:
        self.text = text
        self.khmer = has_khmer(text)
        self.letters, self.sounds = heard(text)
        self.plain, self.habits = usual(self.letters)
        self.slack = max(1, (len(self.sounds) + 1) // 2)
        self.sketch = self.sounds + self.plain
        self.units: Units = latin_units(self.letters)
        known = _unit_info()
        self.info = fsum([known.get(unit, _RARE_UNIT) for unit in self.units])
        self.may_lead = may_lead(text)
        self._skeleton: str | None = None

    @property
    def skeleton(self) -> str:
        """The consonants that are heard in it, written with usual letters."""
        if self._skeleton is None:
            self._skeleton = skeleton(self.text if self.khmer else self.plain)
        return self._skeleton


@lru_cache(maxsize=1 << 16)
def piece(text: str) -> Piece:
    """Give a piece of a name, the same for the same text.

    Args:
        text: one or more folded tokens parted by single spaces.

    Returns:
        The piece.

    Examples:
        >>> piece("phoeurng").info > piece("sok").info
        True
        >>> piece("sisowath").sketch, piece("សុខ").sketch
        ('SiSoVaTsisovath', 'SoKsok')
    """
    return Piece(text)


def unlike(left: Piece, right: Piece) -> bool:
    """Say whether two pieces sound so unlike that no alignment can bring them near.

    Examples:
        >>> unlike(piece("sok"), piece("heng")), unlike(piece("sok"), piece("sokh"))
        (True, False)
    """
    heard, other = left.sounds, right.sounds
    if heard == other:
        return False
    most = max(left.slack, right.slack)
    if Levenshtein.distance(heard, other, score_cutoff=most) <= most:
        return False
    ours, theirs = left.letters, right.letters
    return ours[:1] not in theirs[:2] or OSA.distance(ours, theirs, score_cutoff=1) > 1
