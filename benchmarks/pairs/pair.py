"""A labelled pair of names, and who is held out."""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

__all__ = ["PER_GROUP", "Pair", "fold_of"]

PER_GROUP = 260
HELD_OUT = 7  # the fit uses the people of tenths 0 to 6 (scripts/fit_comparison.py)


class Pair(NamedTuple):
    """Two names; `label` same or different, `tier` strong, medium or weak."""

    group: str
    a: str
    b: str
    label: str
    tier: str
    fold: str
    source: str


def fold_of(identifier: str) -> str:
    tenth = int(sha256(identifier.encode()).hexdigest()[:8], 16) % 10
    return "test" if tenth >= HELD_OUT else "development"
