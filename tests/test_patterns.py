"""Patterns that every Python we support reads alike."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import khnorm

HOUSE = Path(khnorm.__file__).parent
# Before 3.11.5 a possessive group of alternatives may never end, and later ones of 3.11 match too little
# (python/cpython gh-106052); an atomic group of a greedy one is read alike everywhere.
POSSESSIVE_GROUP = re.compile(r"(?<!\\)\)(?:[*+?]|\{\{[0-9,]+\}\})\+")


def test_no_group_is_possessive() -> None:
    found = {
        str(path.relative_to(HOUSE)): groups
        for path in HOUSE.rglob("*.py")
        if (groups := POSSESSIVE_GROUP.findall(path.read_text(encoding="utf-8")))
    }
    assert not found, "write (?>(?:...)*) for (?:...)*+"


@pytest.mark.parametrize("pattern", ["(?:a|b)*+", "(a)?+", "f'(?:{X}){{2,}}+'"])
def test_possessive_groups_are_seen(pattern: str) -> None:
    assert POSSESSIVE_GROUP.search(pattern)
