"""Candidate pairs scored, side by side in as many processes as are given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from khnorm.jobs.blocks import Candidates
from khnorm.jobs.forms import unpack
from khnorm.jobs.pool import Watch, Workers
from khnorm.match.alignment import distance
from khnorm.match.compare import score_profiles
from khnorm.match.profile import Profile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["crowded", "score_candidates", "score_keys"]

_CHUNK = 4000
# Among so many names of like sound, and in a list of so many, a likeness tells half of what it
# tells by itself (set on lists with known truth, `benchmarks/dedupe`).
_CROWD, _LIST = 30.0, 30_000.0
# How many names are mistyped by a whole sound, and how many pairs are seen before that is believed.
_SLIPS, _BEFORE = 0.01, 10
# In a crowd from this size on, names whose family names are further apart than this, in nats, cannot
# be like enough, and what they score is not worked out.
_FULL, _NEAR, _HOPELESS = 80, 3.0, 0.001


class _Task(NamedTuple):
    """Forms, which of them to compare with which, and in what crowd."""

    keys: list[str]
    pairs: list[tuple[int, int, int]]


def score_keys(a: str, b: str) -> float:
    """Score two forms.

    Args:
        a: the key of a form.
        b: another.

    Returns:
        The probability in [0, 1] that `compare` gives their texts.
    """
    return score_profiles(unpack(a), unpack(b))


def _score(task: _Task) -> list[float]:
    found = []
    for left, right, crowd in task.pairs:
        one, other = unpack(task.keys[left]), unpack(task.keys[right])
        if crowd < _FULL or _plausible(one, other):
            found.append(score_profiles(one, other))
        else:
            found.append(_HOPELESS)
    return found


def _plausible(one: Profile, other: Profile) -> bool:
    """Tell whether the family names of two names are near enough to stand out of a crowd.

    Most strangers in a crowd differ there, and family names are few, so that the answer is known.
    """
    if one.aliases or other.aliases:
        return True
    ours, theirs = one.name.tokens, other.name.tokens
    return any(
        distance(ours[mine], theirs[its]).cost <= _NEAR for mine, its in ((0, 0), (0, -1), (-1, 0))
    )


def _tasks(keys: list[str], pairs: Candidates) -> Iterator[_Task]:
    for start in range(0, len(pairs.left), _CHUNK):
        left = pairs.left[start : start + _CHUNK].tolist()
        right = pairs.right[start : start + _CHUNK].tolist()
        crowds = pairs.crowd[start : start + _CHUNK].tolist()
        places: dict[int, int] = {}
        local = [
            (places.setdefault(one, len(places)), places.setdefault(other, len(places)), crowd)
            for one, other, crowd in zip(left, right, crowds, strict=True)
        ]
        yield _Task([keys[place] for place in places], local)


def score_candidates(
    keys: list[str], pairs: Candidates, hands: Workers, watch: Watch
) -> NDArray[np.float64]:
    """Score pairs of forms, each by itself.

    Args:
        keys: the forms.
        pairs: which to compare.
        hands: who works.
        watch: is told how far it is.

    Returns:
        A probability a pair.
    """
    import numpy as np

    found = np.empty(len(pairs.left), np.float64)
    done = 0
    for scores in hands.map(_score, _tasks(keys, pairs)):
        found[done : done + len(scores)] = scores
        done += len(scores)
        watch("comparing", done, len(found))
    return found


def crowded(scores: NDArray[np.float64], pairs: Candidates, forms: int) -> NDArray[np.float64]:
    """Weigh scores by the list they come from.

    A list of a million names holds strangers whose names differ by a letter, by chance alone. So
    the odds that two like names are one person fall with the number of names that sound as they do,
    and with the length of the list; and if more names differ by a whole sound than people mistype,
    those are other names.

    Args:
        scores: probabilities in (0, 1), the same for any list.
        pairs: which pairs of forms they are of.
        forms: how many forms the list has.

    Returns:
        The probabilities given the list.
    """
    import numpy as np

    odds = scores / (1 - scores) / (1 + pairs.crowd / _CROWD + forms / _LIST)
    slips = (_SLIPS * forms + _BEFORE / 2) / (pairs.slip.sum() + _BEFORE)
    odds = np.where(pairs.slip, odds * min(slips / (1 - slips), 1.0), odds) if slips < 1 else odds
    return odds / (1 + odds)
