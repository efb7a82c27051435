"""Invented names of two people that share their words but for one, or but for the order.

Brothers and sisters share the family name and mostly an element of the given name: Kimheng, Kimmeng.
Nobody is meant by these names; the parts are those of `data/elements.tsv`.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import Indel

from benchmarks.pairs.pair import PER_GROUP, Pair, fold_of
from khnorm.match.hearing import sounds
from khnorm.match.latin import latin_units
from khnorm.sound.spellings import token_spellings
from khnorm.tables import rows
from khnorm.text.normalize import fold

__all__ = ["siblings", "turned"]

SEED = 26
# The bands of use from which a family name and an element are common, and both uses at once.
FAMILY, ELEMENT, BOTH = 4, 3, 4
# How alike the sounds are of two elements that differ; how much oftener an element of a band is borne
# than one of the band below.
NEAR, BAND = 0.6, 3.0
# The share from which a spelling of an element is used, and from which nobody can tell whose it is.
USED, OPEN = 0.1, 0.05
SPELLINGS = 8
VOWELS = "aeiouy"
# How many of them write the elements together.
TOGETHER = {"latin": 0.6, "khmer": 0.7}


class Element(NamedTuple):
    """A part of names, by its bands of use; its Latin spellings with their shares."""

    form: str
    family: int
    given: int
    spellings: dict[str, float]


def elements() -> list[Element]:
    """Give the Khmer elements of one syllable that many bear."""
    found = []
    for row in rows("elements.tsv"):
        family, given = int(row["family"]), int(row["given"])
        if row["script"] == "khmer" and max(family, given) >= ELEMENT:
            spellings = dict(token_spellings(row["form"], SPELLINGS))
            if spellings and syllables(max(spellings, key=spellings.__getitem__)) == 1:
                found.append(Element(row["form"], family, given, spellings))
    return found


def syllables(latin: str) -> int:
    """Count the vowels of a spelling."""
    return sum(unit[0] in VOWELS for unit in latin_units(latin))


def siblings(known: frozenset[str]) -> Iterator[Pair]:
    """Give names that differ in one of the two elements of the given name, in one script and across.

    The elements that differ are neighbours by ear, and neither is ever written as the other is here:
    who bears the one is never written so, as far as the shares of spellings tell.

    Args:
        known: folded names of public figures, which are not invented.
    """
    chance = random.Random(SEED)
    every = elements()
    families = [one for one in every if one.family >= FAMILY]
    given = [one for one in every if one.given >= ELEMENT]
    neighbours = [pair for pair in combinations(given, 2) if are_near(*pair)]
    borne = [BAND ** (one.given + other.given) for one, other in neighbours]
    for group, scripts in (
        ("one element", ("latin", "latin")),
        ("one element across scripts", ("khmer", "latin")),
    ):
        found = 0
        while found < PER_GROUP:
            pair = list(chance.choices(neighbours, borne)[0])
            chance.shuffle(pair)
            kept = chance.choices(given, [BAND**one.given for one in given])[0]
            last = chance.random() < 0.5
            both = [(kept, one) if last else (one, kept) for one in pair]
            family, shown = chance.choice(families), [used(one, chance) for one in pair]
            if kept in pair or not tells(pair, shown):
                continue
            spelled = {one.form: one_way for one, one_way in zip(pair, shown, strict=True)}
            for other in (family, kept):
                spelled[other.form] = used(other, chance)
            ours, theirs = (
                written(family, parts, script, spelled, chance)
                for parts, script in zip(both, scripts, strict=True)
            )
            if not known.isdisjoint((fold(ours), fold(theirs))):
                continue
            found += 1
            source = "|".join(one.form for one in (family, *both[0], *both[1]))
            yield Pair(group, ours, theirs, "different", "medium", fold_of(source), "invented")


def are_near(one: Element, other: Element) -> bool:
    ours, theirs = (
        sounds(fold(max(part.spellings, key=part.spellings.__getitem__))) for part in (one, other)
    )
    return ours != theirs and float(Indel.normalized_similarity(ours, theirs)) >= NEAR


def used(one: Element, chance: random.Random) -> str:
    """Draw a spelling that is in use by its share."""
    shares = {text: share for text, share in one.spellings.items() if share >= USED}
    shares = shares or one.spellings
    return chance.choices(list(shares), list(shares.values()))[0]


def tells(pair: Sequence[Element], shown: Sequence[str]) -> bool:
    """Say whether neither of two elements is spelled as the other is shown."""
    (one, other), (ours, theirs) = pair, shown
    return one.spellings.get(theirs, 0.0) < OPEN and other.spellings.get(ours, 0.0) < OPEN


def written(
    family: Element,
    parts: Sequence[Element],
    script: str,
    spelled: dict[str, str],
    chance: random.Random,
) -> str:
    """Write a family name and a given name of two elements, together or apart."""
    words = [family.form, *(part.form for part in parts)]
    if script == "latin":
        words = [spelled[word].capitalize() for word in words]
    if chance.random() < TOGETHER[script]:
        words[1:] = [words[1] + (words[2].lower() if script == "latin" else words[2])]
    return " ".join(words)


def turned(known: frozenset[str]) -> Iterator[Pair]:
    """Give Khmer names of two words, both common as family and as given name, and their other order.

    In Khmer the family name stands first. In Latin letters either may, and one person is as likely as
    two: such pairs have no label.

    Args:
        known: folded names of public figures, which are not invented.
    """
    chance = random.Random(SEED)
    words = [
        row["form"]
        for row in rows("elements.tsv")
        if row["script"] == "khmer" and min(int(row["family"]), int(row["given"])) >= BOTH
    ]
    for one, other in chance.sample(list(combinations(words, 2)), PER_GROUP // 2):
        name, again = f"{one} {other}", f"{other} {one}"
        if known.isdisjoint((fold(name), fold(again))):
            yield Pair("order", name, again, "different", "medium", fold_of(name), "invented")
