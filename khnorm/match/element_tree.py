"""The Khmer name elements that may have a Latin spelling, found along their units as along a tree.

The elements and their bands of use are those of `data/elements.tsv`, the spellings those of the
lattice (`khnorm.sound.spellings`).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from math import exp, fsum
from typing import NamedTuple

from khnorm.match.cross import States, followed
from khnorm.match.hearing import skeleton, spelled
from khnorm.match.khmer_units import Unit, units_of
from khnorm.tables import columns

__all__ = ["get_ready", "spelled_so", "weights"]

# How much likelier an element of one band is than one of the band below.
_BAND = 3.0
# A spelling that tells no more than this of all known elements is not one of theirs.
_KNOWN = 0.3
# What a spelling may cost in nats, its element's usual spelling included, to be one of it.
_WORST = 6.0

# The class in which each letter is heard at the beginning of a name (`khnorm.sound.keys`).
_FIRST = {
    letter: sound
    for sound, letters in {
        "K": "កខគឃ",
        "C": "ចឆជឈ",
        "T": "ដឋឌឍតថទធ",
        "P": "បផពភ",
        "N": "ញណន",
        "G": "ង",
        "M": "ម",
        "Y": "យ",
        "R": "រឫឬ",
        "L": "លឡឭឮ",
        "V": "វ",
        "S": "សឝឞ",
        "H": "ហ",
    }.items()
    for letter in letters
}


# Digraphs for sounds of other languages: ហ្ before these is not heard.
_BORROWED = {"ហ្គ": "K", "ហ្វ": "P", "ហ្ស": "S"}


def _first_sound(element: str) -> str:
    return _BORROWED.get(element[:3]) or _FIRST.get(element[0], "")


class _Element(NamedTuple):
    """A Khmer element: its place in the table, what it weighs, what its usual spelling costs."""

    place: int
    form: str
    weight: float
    least: float


class _Branch:
    """Elements that begin with the same units: those that end here, and what comes behind.

    Of all of them together `letters` are those they may end with, and `most` is what a spelling may
    cost beyond the usual one. There are many branches: most hold no more than strings and numbers.
    """

    __slots__ = ("behind", "ending", "letters", "most")

    def __init__(self) -> None:
        self.ending: tuple[_Element, ...] = ()
        self.behind: dict[Unit, _Branch] = {}
        self.letters = ""
        self.most = 0.0

    def add(self, element: _Element, units: tuple[Unit, ...]) -> None:
        """Add an element behind the branch where nothing is spelled yet."""
        branch, letters, most = self, _last_letters(units), _WORST - element.least
        for unit in units:
            if unit not in branch.behind:
                branch.behind[unit] = _Branch()
            branch = branch.behind[unit]
            branch.letters = "".join(sorted(letters.union(branch.letters)))
            branch.most = max(branch.most, most)
        branch.ending += (element,)

    def gather(self, latin: str, states: States, found: list[tuple[_Element, float]]) -> None:
        """Find the elements that letters may spell, and what that costs beyond the usual spelling.

        Args:
            latin: folded Latin letters without spaces, one or more.
            states: how many of them the units up to here may have.
            found: where to put them.
        """
        if self.ending and (cost := states.get(len(latin))) is not None:
            found += [(one, cost) for one in self.ending if cost < _WORST - one.least]
        last = latin[-1]
        for unit, branch in self.behind.items():
            if last in branch.letters and (grown := followed(unit, latin, states, branch.most)):
                branch.gather(latin, grown, found)


@cache
def _elements() -> dict[tuple[str, str], list[tuple[str, float]]]:
    """Give the Khmer elements with their weights, by the class of the first letter and all classes.

    The first letter may be heard where the skeleton begins with another: that of អ is silent.
    """
    found: dict[tuple[str, str], list[tuple[str, float]]] = {}
    table = columns("elements.tsv")
    uses = map(max, map(int, table["family"]), map(int, table["given"]))
    for form, script, heard, band in zip(
        table["form"], table["script"], table["heard"], uses, strict=True
    ):
        if script == "khmer":
            found.setdefault((_first_sound(form), heard), []).append((form, _BAND**band))
    return found


@cache
def weights() -> dict[str, float]:
    """Give the Khmer elements as they are written, with their weights.

    Examples:
        >>> weights()["សុខ"] > 1
        True
    """
    return {form: weight for found in _elements().values() for form, weight in found}


def get_ready(tokens: Iterable[str]) -> None:
    """Read the elements that names with some tokens may be written for, so that nobody waits for them.

    Args:
        tokens: folded tokens of names, Khmer or Latin.
    """
    for token in tokens:
        letters, heard = spelled(token), skeleton(token)
        if (key := _key(letters, heard)) in _elements():
            _sounding(*key)


def _key(letters: str, heard: str) -> tuple[str, str]:
    """Give what elements are found by: the class of the first letter, if that is heard, and all."""
    return heard[:1] if letters[:1] not in "aeiou" else "", heard


@lru_cache(maxsize=1 << 12)
def _sounding(first: str, heard: str) -> _Branch:
    """Give the elements in which certain consonants are heard."""
    found = _Branch()
    for place, (form, weight) in enumerate(_elements().get((first, heard), ())):
        units = units_of(form, glued=True)
        least = fsum([unit.least for unit in units])
        found.add(_Element(place, form, weight, least), units)
    return found


def _last_letters(units: tuple[Unit, ...]) -> set[str]:
    """Give the letters that a listed spelling may end with."""
    found: set[str] = set()
    for unit in reversed(units):
        found.update([text[-1] for text, _ in unit.spellings if text])
        if not unit.by_letter[""]:  # it is never left out
            break
    return found


@lru_cache(maxsize=1 << 15)
def spelled_so(latin: str) -> dict[str, float]:
    """Weigh the elements that may have a spelling.

    Args:
        latin: folded Latin letters without spaces.

    Returns:
        The weight of each, by its band and how usual the spelling is; none where it is nobody's.

    Examples:
        >>> list(spelled_so("friedrich")), "សុខ" in spelled_so("sok")
        ([], True)
    """
    found: list[tuple[_Element, float]] = []
    if latin:
        _sounding(*_key(latin, skeleton(latin))).gather(latin, {0: 0.0}, found)
    found.sort()  # as they are in the table
    weighed = {one.form: one.weight * exp(-cost - one.least) for one, cost in found}
    return weighed if fsum(weighed.values()) >= _KNOWN else {}
