"""Which Khmer name elements a Latin spelling may stand for, and how far two spellings share them.

*Neng* and *Neang* differ by one letter, and so do *Seng* and *Seang*; but Neng writes ណេង or នេង
and Neang នាង, while Seng and Seang both write សេង or សៀង. The elements and their bands of use are
those of `data/elements.tsv`, the spellings those of the lattice (`khnorm.sound.spellings`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from math import exp, fsum, log, sqrt
from typing import NamedTuple

from khnorm.match.cross import States, followed, listed, vowels_agree
from khnorm.match.hearing import skeleton, spelled
from khnorm.match.khmer_units import Unit, units_of
from khnorm.tables import rows
from khnorm.text.scripts import has_khmer

__all__ = [
    "LEAST_SHARED",
    "get_ready",
    "in_two",
    "is_common",
    "is_element",
    "is_name",
    "is_seldom",
    "preferred",
    "share_element",
    "shared",
    "stands_for",
]

# How much likelier an element of one band is than one of the band below.
_BAND = 3.0
# A spelling that tells no more than this of all known elements is not one of theirs.
_KNOWN = 0.3
# Parts of glued names, of which there are more by chance, must be so much better known.
_KNOWN_PART = 1.2
_WORST = 6.0
LEAST_SHARED = -5.0
# Letters of the shortest part of a glued name, and where it is known that a name is of two parts.
_LEAST_PART, _LEAST_SHOWN = 3, 2
_VOWELS = "aeiou"
# A spelling of elements that weigh so much is a common one; one of less than so much is a seldom one.
_COMMON, _SELDOM = 15.0, 3.0


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
    cost beyond the usual one.
    """

    __slots__ = ("behind", "ending", "letters", "most")

    def __init__(self) -> None:
        self.ending: list[_Element] = []
        self.behind: dict[Unit, _Branch] = {}
        self.letters: set[str] = set()
        self.most = 0.0

    def add(self, element: _Element, units: tuple[Unit, ...]) -> None:
        """Add an element behind the branch where nothing is spelled yet."""
        branch, letters, most = self, _last_letters(units), _WORST - element.least
        for unit in units:
            if unit not in branch.behind:
                branch.behind[unit] = _Branch()
            branch = branch.behind[unit]
            branch.letters |= letters
            branch.most = max(branch.most, most)
        branch.ending.append(element)

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
    for row in rows("elements.tsv"):
        if row["script"] == "khmer":
            band = max(int(row["family"]), int(row["given"]))
            key = _first_sound(row["form"]), row["heard"]
            found.setdefault(key, []).append((row["form"], _BAND**band))
    return found


@cache
def _weights() -> dict[str, float]:
    """Give the Khmer elements as they are written, with their weights."""
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
    return heard[:1] if letters[:1] not in _VOWELS else "", heard


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
def _weighed(latin: str) -> dict[str, float]:
    """Weigh the elements that may have a spelling; none where it is nobody's."""
    found: list[tuple[_Element, float]] = []
    if latin:
        _sounding(*_key(latin, skeleton(latin))).gather(latin, {0: 0.0}, found)
    found.sort()  # as they are in the table
    weighed = {one.form: one.weight * exp(-cost - one.least) for one, cost in found}
    return weighed if fsum(weighed.values()) >= _KNOWN else {}


def is_element(latin: str) -> bool:
    """Say whether a Latin spelling, without spaces, stands for an element that we know.

    Examples:
        >>> is_element("sok"), is_element("friedrich")
        (True, False)
    """
    return bool(_weighed(latin))


@lru_cache(maxsize=1 << 15)
def is_name(latin: str) -> bool:
    """Say whether a Latin spelling stands for elements that we know, one or two together.

    Args:
        latin: a folded piece without spaces.

    Returns:
        Whether it does; what a slip of the hand leaves seldom does.

    Examples:
        >>> is_name("sokha"), is_name("monivong"), is_name("rafanak")
        (True, True, False)
    """
    if _weighed(latin):
        return True
    cuts = range(_LEAST_PART, len(latin) - _LEAST_PART + 1)
    return any(
        latin[cut] not in _VOWELS and _is_part(latin[:cut]) and _is_part(latin[cut:])
        for cut in cuts
    )


@lru_cache(maxsize=1 << 15)
def _known(latin: str) -> float:
    """Say how well a spelling is known: what the elements weigh that may have it."""
    return fsum(_weighed(latin).values())


def _is_part(latin: str) -> bool:
    return _known(latin) >= _KNOWN_PART


def is_common(latin: str) -> bool:
    """Say whether a Latin spelling, without spaces, is that of a common element.

    Examples:
        >>> is_common("heng"), is_common("cheb")
        (True, False)
    """
    return _known(latin) >= _COMMON


def is_seldom(latin: str) -> bool:
    """Say whether a Latin spelling, without spaces, is of no element that we know, or of seldom ones.

    Examples:
        >>> [is_seldom(latin) for latin in ("ceha", "prm", "chea")]
        [True, True, False]
    """
    return _known(latin) < _SELDOM


def share_element(left: str, right: str) -> bool:
    """Say whether two Latin spellings may be of two elements, of which they share one.

    Examples:
        >>> share_element("bunla", "bunly"), share_element("bunla", "bun")
        (True, False)
    """
    return _share_first(left, right) or _share_first(left[::-1], right[::-1], -1)


def _share_first(left: str, right: str, step: int = 1) -> bool:
    """Say whether they may share the first one; the last one if they are given backwards."""
    for cut in range(_LEAST_SHOWN, min(len(left), len(right)) - _LEAST_SHOWN + 1):
        if left[:cut] != right[:cut]:
            return False
        if all(_is_part(part[::step]) for part in (left[:cut], left[cut:], right[cut:])):
            return True
    return False


@lru_cache(maxsize=1 << 14)
def in_two(text: str, shown: bool = False) -> tuple[tuple[str, str], ...]:
    """Cut a given name into two elements that we know, wherever they may meet.

    Args:
        text: a folded piece without spaces, in Khmer or in Latin letters.
        shown: whether another writing of the name shows that it is of two, so that they may be as
            short as in Sy Na and Tha Oun.

    Returns:
        The elements; a letter where Latin ones meet may be that of both (Chanan for Chan Nan).

    Examples:
        >>> in_two("kimheng"), in_two("rafanak"), in_two("គឹមហេង")
        ((('kim', 'heng'),), (), (('គឹម', 'ហេង'),))
        >>> in_two("chanan")
        (('cha', 'nan'), ('chan', 'nan'))
    """
    if has_khmer(text):
        known = _weights()
        cuts = [(text[:at], text[at:]) for at in range(1, len(text))]
        return tuple([(head, tail) for head, tail in cuts if head in known and tail in known])
    least = _LEAST_SHOWN if shown else _LEAST_PART
    return tuple(
        [
            (head, tail)
            for head, tail in _meeting(text)
            if min(len(head), len(tail)) >= least
            and (shown or tail[0] not in _VOWELS)
            and _is_part(head)
            and _is_part(tail)
        ]
    )


def _meeting(latin: str) -> Iterator[tuple[str, str]]:
    """Cut a spelling in two everywhere; a consonant before a vowel may be that of both parts."""
    for at in range(1, len(latin)):
        yield latin[:at], latin[at:]
        if latin[at] in _VOWELS and latin[at - 1] not in _VOWELS:
            yield latin[:at], latin[at - 1 :]


@lru_cache(maxsize=1 << 15)
def preferred(khmer: str, latin: str) -> float:
    """Say how a Khmer piece compares with the Khmer elements that a Latin spelling best stands for.

    Args:
        khmer: a folded Khmer piece.
        latin: a folded Latin piece without spaces.

    Returns:
        The logarithm of its probability beside that of the likeliest element, from `LEAST_SHARED`
        to 0; 0 also where no element that we know has such a spelling, which tells nothing.

    Examples:
        >>> preferred("សេន", "sen") > preferred("សន", "sen")
        True
    """
    known = _weighed(latin)
    if not known:
        return 0.0
    ours = known.get(khmer.replace(" ", ""))
    if ours is None:
        cost = listed(khmer, latin)
        ours = 0.0 if cost is None else exp(-cost)
    best = max(known.values())
    return max(LEAST_SHARED, min(0.0, log(ours / best))) if ours > 0 else LEAST_SHARED


@lru_cache(maxsize=1 << 15)
def stands_for(khmer: str, latin: str) -> float:
    """Say how likely it is that a Latin spelling stands for a Khmer piece, or for one said alike.

    All elements count alike, for who bears a seldom one is written of as often as anybody.

    Args:
        khmer: a folded Khmer piece.
        latin: a folded Latin piece without spaces.

    Returns:
        The logarithm of the probability among the elements that may have such a spelling, from
        `LEAST_SHARED` to 0; 0 also where the Khmer piece is no element that we know, or no element
        has such a spelling, which tells nothing.

    Examples:
        >>> stands_for("ម៉ានិត", "manith") > stands_for("ម៉ានិត", "manet")
        True
    """
    weights, form = _weights(), khmer.replace(" ", "")
    known = {other: weighed / weights[other] for other, weighed in _weighed(latin).items()}
    if not known or form not in weights:
        return 0.0
    ours = known.pop(form, None)
    if ours is None:
        cost = listed(khmer, latin)
        ours = 0.0 if cost is None else exp(-cost)
    others = fsum(known.values())
    if skeleton(khmer) == skeleton(latin):
        alike = fsum([one for other, one in known.items() if vowels_agree(other, khmer)])
        ours, others = ours + alike, others - alike
    return max(LEAST_SHARED, min(0.0, log(ours / (ours + others)))) if ours else LEAST_SHARED


@lru_cache(maxsize=1 << 15)
def shared(left: str, right: str) -> float:
    """Say how far two Latin spellings stand for the same Khmer elements.

    Args:
        left: a folded Latin piece without spaces.
        right: another.

    Returns:
        The logarithm of their overlap (Bhattacharyya), from `LEAST_SHARED` to 0; 0 also where one
        of them is no spelling of an element that we know, which tells nothing.

    Examples:
        >>> shared("neng", "neang") < shared("seng", "seang") < 0
        True
    """
    ours, theirs = _weighed(left), _weighed(right)
    if not ours or not theirs:
        return 0.0
    common = fsum([sqrt(weight * theirs[one]) for one, weight in ours.items() if one in theirs])
    if not common:
        return LEAST_SHARED
    return max(LEAST_SHARED, log(common / sqrt(fsum(ours.values()) * fsum(theirs.values()))))
