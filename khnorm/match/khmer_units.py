"""The units of Khmer pieces of names, each with the Latin spellings that it may have.

They are the slots of `khnorm.sound.spellings.unit_slots`, prepared for being spelled again and again
(`khnorm.match.cross`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

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
        "by_letter",
        "least",
        "mixed",
        "otherwise",
        "shares",
        "sign",
        "silent",
        "source",
        "spellings",
        "vowel",
    )

    def __init__(self, source: str, spellings: tuple[tuple[str, float], ...]) -> None:
        usual, least = spellings[0]
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
        self.by_letter = by_letter
        self.silent = by_letter[""][0][2] if by_letter[""] else LEFT_OUT
        # What the unit costs that is spelled otherwise, by its letters; how far others are apart
        # from it, and what `_overlap` needs to tell.
        self.otherwise: dict[str, float] = {}
        self.apart: dict[Unit, float] = {}
        self.shares: dict[str, float] = {}


@lru_cache(maxsize=1 << 14)
def _unit(slot: Slot) -> Unit | None:
    """Give a unit; none where nothing is heard of it."""
    return Unit(slot.source, slot.spellings) if any(text for text, _ in slot.spellings) else None


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
    slots: Sequence[Slot] = [slot for token in piece.split() for slot in _slots(token)]
    if glued:
        slots = list(_merging(slots))
    return tuple([unit for unit in map(_unit, slots) if unit])


def _slots(token: str) -> tuple[Slot, ...]:
    """Give what a token is spelled by; in Latin letters it is spelled already."""
    return unit_slots(token) or tuple([Slot(letter, ((letter, 0.0),)) for letter in token])


def _merging(slots: Sequence[Slot]) -> Iterator[Slot]:
    """Let each consonant be silent before its like; a letter below another one is counted already."""
    behind = ""
    found = []
    for slot in reversed(slots):
        spelled = [text for text, _ in slot.spellings]
        heard = fine_latin(spelled[0])
        if heard and heard == behind and heard.isupper() and "" not in spelled:
            merged = sorted((*slot.spellings, ("", _MERGED)), key=lambda one: one[1])
            found.append(Slot(slot.source, tuple(merged)))
        else:
            found.append(slot)
        if heard or "" not in spelled:
            behind = "" if slot.source.startswith(COENG) else heard
    return reversed(found)
