"""The units of Khmer pieces of names, each with the Latin spellings that it may have.

They are the slots of `khnorm.sound.spellings.unit_slots`, prepared for being spelled again and again
(`khnorm.match.cross`).
"""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter

from khnorm.sound.keys import fine_latin
from khnorm.sound.spellings import Slot, unit_slots
from khnorm.text.latin import VOWEL_LETTERS
from khnorm.text.scripts import COENG

__all__ = ["LEFT_OUT", "Unit", "units_of"]

# Vowel signs that spellings of one name exchange: the long ones for the short, ័ for nothing, and
# ំ for a letter.
_SHORTENED = str.maketrans("ីឺូ", "ិឹុ", "័ំ")
# What it costs to leave out a unit that no listed spelling leaves out (a decision).
LEFT_OUT = 6.0
# That the consonant which ends a syllable is written in its like that begins the next: so are a
# third of those in the name tokens that the shares of spellings were counted in.
_MERGED = 1.1


class Unit:
    """A unit of a Khmer piece: its spellings with what each costs beyond the usual one."""

    __slots__ = (
        "apart",
        "below",
        "by_letter",
        "heard",
        "least",
        "merges",
        "mixed",
        "otherwise",
        "parts",
        "shares",
        "sign",
        "silent",
        "slot",
        "source",
        "spellings",
        "vowel",
    )

    def __init__(self, slot: Slot) -> None:
        source, spellings = slot.source, slot.spellings
        usual, least = spellings[0]
        self.slot = slot
        self.source = source
        self.least = least
        self.spellings = tuple([(text, cost - least) for text, cost in spellings])
        self.vowel = any(text[:1] in VOWEL_LETTERS for text, _ in spellings[:2])
        # The sign of a vowel that is heard, without its length.
        self.sign = source.translate(_SHORTENED) if self.vowel and usual else ""
        self.mixed = len({letter in VOWEL_LETTERS for letter in usual}) > 1
        by_letter: dict[str, list[tuple[str, int, float]]] = {"": []}
        for text, cost in self.spellings:
            by_letter.setdefault(text[:1], []).append((text, len(text), cost))
        self.by_letter = {letter: tuple(found) for letter, found in by_letter.items()}
        self.silent = by_letter[""][0][2] if by_letter[""] else LEFT_OUT
        # What is heard of it, whether it may be silent before its like, whether it parts those, and
        # whether it is below another letter, which is no like of what stands before that.
        self.heard = fine_latin(usual)
        self.merges = self.heard.isupper() and not by_letter[""]
        self.parts = bool(self.heard or not by_letter[""])
        self.below = source.startswith(COENG)
        # What the unit costs that is spelled otherwise, by its letters; how far others are apart
        # from it, and what `_overlap` needs to tell.
        self.otherwise: dict[str, float] = {}
        self.apart: dict[Unit, float] = {}
        self.shares: dict[str, float] = {}


@lru_cache(maxsize=1 << 14)
def _unit(slot: Slot) -> Unit | None:
    """Give a unit; none where nothing is heard of it."""
    return Unit(slot) if any(text for text, _ in slot.spellings) else None


@lru_cache(maxsize=1 << 14)
def _merged(unit: Unit) -> Unit:
    """Give a unit that may be silent."""
    spellings = sorted((*unit.slot.spellings, ("", _MERGED)), key=itemgetter(1))
    return Unit(Slot(unit.source, tuple(spellings)))


@lru_cache(maxsize=1 << 15)
def units_of(piece: str, glued: bool = False) -> tuple[Unit, ...]:
    """Give the units of a Khmer piece of which anything is heard.

    Args:
        piece: a folded Khmer piece.
        glued: whether it is to be spelled as one: then two consonants of a sound side by side, of
            which one ends a syllable and one begins the next, may be written once.

    Returns:
        The units in their order.

    Examples:
        >>> [unit.silent < LEFT_OUT for unit in units_of("សាន ណា", glued=True)]
        [False, False, True, False, False]
    """
    if glued:
        return _merging(units_of(piece))
    slots = [slot for token in piece.split() for slot in _slots(token)]
    return tuple([unit for unit in map(_unit, slots) if unit])


def _slots(token: str) -> tuple[Slot, ...]:
    """Give what a token is spelled by; in Latin letters it is spelled already."""
    return unit_slots(token) or tuple([Slot(letter, ((letter, 0.0),)) for letter in token])


def _merging(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Let each consonant be silent before its like; a letter below another one is counted already."""
    behind, found = "", []
    for unit in reversed(units):
        found.append(_merged(unit) if unit.merges and unit.heard == behind else unit)
        if unit.parts:
            behind = "" if unit.below else unit.heard
    return tuple(found[::-1])
