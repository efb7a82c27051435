"""Whom of several people a Latin name is likelier to mean: through the Khmer names behind spellings.

Two Latin spellings are of one name if some Khmer name is spelled both ways. *Som Svan* is as near to
*Som Savan* as *Sam Savan* is, but សំ is written Som and Sam, and ស្វាន់ is no សាវ៉ាន. How likely it is,
is summed over the Khmer elements that either spelling may stand for (a noisy channel: Kernighan,
Church and Gale 1990, here with a Khmer source behind both).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from math import exp, fsum, log
from typing import TYPE_CHECKING

from khnorm.match.cross import listed
from khnorm.match.element_tree import spelled_so, weights
from khnorm.match.hearing import skeleton
from khnorm.match.meanings import in_two
from khnorm.match.weights import weight

if TYPE_CHECKING:
    from khnorm.match.compare import Weighed
    from khnorm.match.features import Evidence

__all__ = ["behind_rivals", "fits", "spelled_instead"]

# Who is no more log-odds than this behind the likeliest is his rival (decisions, as are the next;
# what a nat tells, the row `rivals` of `weights.tsv`, is fitted by `scripts/fit_rivals.py`).
_NEAR = 2.0
# The share of pieces of a name that are of two elements.
_IN_TWO = 0.3
# How often a spelling is one that no table lists: then what it is apart counts.
_UNLISTED = 0.03
# How often a name is written in another order, or as one.
_OTHER_WAY = 0.1


@cache
def _borne() -> tuple[dict[str, float], float]:
    """Give what the Khmer elements weigh, each and all together."""
    known = weights()
    return known, fsum(known.values())


def _share(khmer: str, latin: str) -> float:
    """Give the share that a spelling has among those of an element."""
    cost = listed(khmer, latin)
    return 0.0 if cost is None else exp(-cost)


@lru_cache(maxsize=1 << 15)
def _of_one(left: str, right: str) -> float:
    """Give the chance that an element taken at random is spelled first one way, then the other."""
    ours, theirs = spelled_so(left), spelled_so(right)
    borne, all_borne = _borne()
    both = [ours[one] * theirs[one] / borne[one] for one in ours.keys() & theirs.keys()]
    if skeleton(left) != skeleton(right):  # what is spelled so is sought among those heard alike
        both += [ours[one] * _share(one, right) for one in ours.keys() - theirs.keys()]
        both += [theirs[one] * _share(one, left) for one in theirs.keys() - ours.keys()]
    return fsum(both) / all_borne


@lru_cache(maxsize=1 << 15)
def _cuts(piece: str) -> tuple[tuple[str, str], ...]:
    """Cut a piece in two where it is written apart, else wherever elements may meet."""
    head, _, rest = piece.partition(" ")
    return ((head, rest.replace(" ", "")),) if rest else in_two(piece, shown=True)


@lru_cache(maxsize=1 << 15)
def _of_any(left: str, right: str) -> float:
    """Give the chance that a piece of one element or two is spelled both ways."""
    whole = _of_one(left.replace(" ", ""), right.replace(" ", ""))
    parts = [
        _of_one(head, other) * _of_one(tail, rest)
        for head, tail in _cuts(left)
        for other, rest in _cuts(right)
        if skeleton(head) == skeleton(other) or skeleton(tail) == skeleton(rest)
    ]
    return (1 - _IN_TWO) * whole + _IN_TWO * fsum(parts)


@lru_cache(maxsize=1 << 15)
def _alone(piece: str) -> float:
    """Give the chance that a piece taken at random is spelled so."""
    parts = [_known(head) * _known(tail) for head, tail in _cuts(piece)]
    return (1 - _IN_TWO) * _known(piece.replace(" ", "")) + _IN_TWO * fsum(parts)


def _known(latin: str) -> float:
    """Give the chance that an element taken at random is spelled so."""
    return fsum(spelled_so(latin).values()) / _borne()[1]


def spelled_instead(asked: str, form: str) -> float:
    """Say how likely a piece of a name that is spelled in one way is elsewhere spelled in another.

    Args:
        asked: a folded Latin piece.
        form: the spelling that is known.

    Returns:
        The probability, summed over the Khmer names that `form` may be written for; 0 where none of
        elements that we know has both spellings.

    Examples:
        >>> spelled_instead("san", "sorn") > spelled_instead("san", "seun")
        True
        >>> spelled_instead("meng hong", "menghorng") > spelled_instead("meng hong", "menghang")
        True
    """
    both = _of_any(asked, form)
    return both / max(both, _alone(form)) if both else 0.0


def _fit(found: Evidence) -> float:
    """Say how likely the parts of one name are spelled as those of the other, in nats, 0 or less."""
    way = 0.0 if found.way == "plain" else log(_OTHER_WAY)
    return way + fsum(
        [
            log(min(1.0, spelled_instead(left.text, right.text) + _UNLISTED * exp(-cost)))
            for left, right, cost in found.pairs
        ]
    )


def fits(people: Mapping[int, Weighed]) -> dict[int, float]:
    """Say of the rivals among some people how likely their names are spelled as was asked.

    Args:
        people: how the name of each was weighed, by number.

    Returns:
        The logarithm of the probability for each rival, by number; none where nobody is near the
        likeliest, or where the name is one of theirs or in Khmer. Who has a word more or less is
        left out, for of that a spelling tells nothing.
    """
    if len(people) < 2:
        return {}
    least = max([found.odds for found in people.values()]) - _NEAR
    near = {number: found for number, found in people.items() if found.odds >= least}
    if len(near) < 2 or not all(map(_is_latin, near.values())):
        return {}
    rivals = {
        number: found.evidence
        for number, found in near.items()
        if found.evidence is not None and not found.evidence.dropped
    }
    if len(rivals) < 2:
        return {}
    return {number: _fit(evidence) for number, evidence in rivals.items()}


def behind_rivals(people: Mapping[int, Weighed]) -> tuple[int, dict[int, float]]:
    """Say whose names, of those near the likeliest, are less likely to be spelled as was asked.

    Args:
        people: how the name of each was weighed, by number.

    Returns:
        Whose name is likeliest to be, and by how many log-odds others, by number, fall behind for
        it; none where nobody does.
    """
    told = fits(people)
    if not told:
        return 0, {}
    best = max(told, key=lambda number: told[number])
    nat = weight("rivals")
    return best, {
        number: nat * (told[best] - fit) for number, fit in told.items() if fit < told[best]
    }


def _is_latin(found: Weighed) -> bool:
    """Tell whether two names are Latin ones that differ."""
    if found.evidence is None:
        return False
    return not any(part.khmer for pair in found.evidence.pairs for part in pair[:2])
