"""Letters written out of habit, French or learned, for what offices write otherwise."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["HABIT", "HABITS", "Habit", "usual"]

# What one habit puts two spellings apart, in nats.
HABIT = 1.0


class Habit(NamedTuple):
    """One way of writing: what it writes, what is usual instead, who says so, an example."""

    pattern: re.Pattern[str]
    usual: str
    authority: str
    example: tuple[str, str]


HABITS = tuple(
    Habit(re.compile(pattern), plain, authority, example)
    for pattern, plain, authority, example in (
        (r"([bdgkpt])h?\1h", r"\1h", "ALA-LC 2012, as heard", ("reththy", "rethy")),
        (r"([bcdfgklmnprstv])\1", r"\1", "press spellings, measured", ("sovann", "sovan")),
        ("tch", "ch", "French spelling", ("tchan", "chan")),
        ("ck", "k", "press spellings", ("sackona", "sakona")),
        ("c(?!h)|q", "k", "French spelling", ("camerin", "kamerin")),
        ("dh", "th", "ALA-LC 2012, as heard", ("prasidh", "prasith")),
        ("bh", "ph", "ALA-LC 2012, as heard", ("bhirun", "phirun")),
        ("gh", "kh", "ALA-LC 2012, as heard", ("ghosananda", "khosananda")),
        ("w", "v", "French against English spelling", ("sisowath", "sisovath")),
        ("(?<=ie|ea)u", "v", "French spelling", ("khieu", "khiev")),
        ("z", "s", "usage in loans", ("liza", "lisa")),
        ("oo", "u", "English spelling", ("boonma", "bunma")),
        ("ee", "i", "English spelling", ("reem", "rim")),
    )
)


# What some habit writes; most names have nothing of it.
_ANY = re.compile(r"[qwz]|c(?!h)|[bdg]h|([bdfgklmnprstveo])\1|(?:ie|ea)u|t(?:ch|hth)|khkh|phph")


def usual(letters: str) -> tuple[str, float]:
    """Write a Latin spelling with usual letters, and say what the changes cost, in nats.

    Args:
        letters: folded Latin letters without spaces.

    Returns:
        The letters, and what they are apart from those given.

    Examples:
        >>> usual("sisowath"), usual("camerin"), usual("sophea")
        (('sisovath', 1.0), ('kamerin', 1.0), ('sophea', 0.0))
    """
    cost = 0.0
    if not _ANY.search(letters):
        return letters, cost
    for habit in HABITS:
        letters, changes = habit.pattern.subn(habit.usual, letters)
        cost += HABIT * changes
    return letters, cost
