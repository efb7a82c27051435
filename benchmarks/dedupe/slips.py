"""Slips of those who type names: a Latin letter wrong, Khmer in one of its wrong orders."""

from __future__ import annotations

import random

__all__ = ["slip_encoding", "slip_latin"]


def slip_latin(text: str, rng: random.Random) -> str:
    """Type one letter wrong: dropped, doubled, swapped with the next, or another."""
    places = [at for at, letter in enumerate(text) if letter.isalpha() and at > 0]
    if len(places) < 4:
        return text
    at = rng.choice(places)
    letter = text[at]
    kind = rng.randrange(4)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + letter + text[at:]
    if kind == 2:
        return text[: at - 1] + letter + text[at - 1] + text[at + 1 :]
    return text[:at] + rng.choice("abcdefghiklmnoprstuvy") + text[at + 1 :]


# What typists and old fonts leave behind; each pair is one sound written in a wrong order or sign.
ENCODING_SLIPS = (
    ("\u17d2\u178f", "\u17d2\u178a"),  # coeng ta as coeng da
    ("\u17ca\u17b8", "\u17bb\u17b8"),  # triisap as the vowel u
    ("\u17c9\u17b6", "\u17b6\u17c9"),  # the shifter after the vowel
    ("\u17be", "\u17c1\u17b8"),  # oe in two halves
    ("\u17c4", "\u17c1\u17b6"),  # oo in two halves
    (" ", "\u200b"),
)


def slip_encoding(text: str, rng: random.Random) -> str:
    possible = [(good, bad) for good, bad in ENCODING_SLIPS if good in text]
    if not possible:
        return text[:2] + "\u200b" + text[2:] if len(text) > 4 else text
    good, bad = rng.choice(possible)
    return text.replace(good, bad, 1)
