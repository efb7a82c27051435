"""Which Khmer name elements a Latin spelling may stand for, and how far two spellings share them.

*Neng* and *Neang* differ by one letter, and so do *Seng* and *Seang*; but Neng writes ណេង or នេង
and Neang នាង, while Seng and Seang both write សេង or សៀង (`khnorm.match.element_tree`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import exp, fsum, log, sqrt

from khnorm.match.cross import listed, vowels_agree
from khnorm.match.element_tree import spelled_so, weights
from khnorm.match.hearing import skeleton
from khnorm.text.scripts import has_khmer

__all__ = [
    "LEAST_SHARED",
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

# Parts of glued names, of which there are more by chance, must be so much better known.
_KNOWN_PART = 1.2
LEAST_SHARED = -5.0
# Letters of the shortest part of a glued name, and where it is known that a name is of two parts.
_LEAST_PART, _LEAST_SHOWN = 3, 2
_VOWELS = "aeiou"
# A spelling of elements that weigh so much is a common one; one of less than so much is a seldom one.
_COMMON, _SELDOM = 15.0, 3.0


def is_element(latin: str) -> bool:
    """Say whether a Latin spelling, without spaces, stands for an element that we know.

    Examples:
        >>> is_element("sok"), is_element("friedrich")
        (True, False)
    """
    return bool(spelled_so(latin))


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
    if spelled_so(latin):
        return True
    cuts = range(_LEAST_PART, len(latin) - _LEAST_PART + 1)
    return any(
        latin[cut] not in _VOWELS and _is_part(latin[:cut]) and _is_part(latin[cut:])
        for cut in cuts
    )


@lru_cache(maxsize=1 << 15)
def _known(latin: str) -> float:
    """Say how well a spelling is known: what the elements weigh that may have it."""
    return fsum(spelled_so(latin).values())


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
        known = weights()
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
    known = spelled_so(latin)
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
    borne, form = weights(), khmer.replace(" ", "")
    known = {other: weighed / borne[other] for other, weighed in spelled_so(latin).items()}
    if not known or form not in borne:
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
    ours, theirs = spelled_so(left), spelled_so(right)
    if not ours or not theirs:
        return 0.0
    common = fsum([sqrt(weight * theirs[one]) for one, weight in ours.items() if one in theirs])
    if not common:
        return LEAST_SHARED
    return max(LEAST_SHARED, log(common / sqrt(fsum(ours.values()) * fsum(theirs.values()))))
