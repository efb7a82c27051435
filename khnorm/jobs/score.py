"""Candidate pairs scored, side by side in as many processes as are given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from khnorm.jobs.blocks import Candidates
from khnorm.jobs.forms import unpack
from khnorm.jobs.pool import Watch, Workers
from khnorm.match.compare import score_profiles

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["crowded", "score_candidates", "score_keys"]

_CHUNK = 4000
# Among so many names of like sound a likeness tells half of what it tells by itself.
_CROWD = 60.0


class _Task(NamedTuple):
    """Forms, and which of them to compare with which."""

    keys: list[str]
    pairs: list[tuple[int, int]]


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
    return [score_keys(task.keys[left], task.keys[right]) for left, right in task.pairs]


def _tasks(keys: list[str], pairs: Candidates) -> Iterator[_Task]:
    for start in range(0, len(pairs.left), _CHUNK):
        left = pairs.left[start : start + _CHUNK].tolist()
        right = pairs.right[start : start + _CHUNK].tolist()
        places: dict[int, int] = {}
        local = [
            (places.setdefault(one, len(places)), places.setdefault(other, len(places)))
            for one, other in zip(left, right, strict=True)
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


def crowded(scores: NDArray[np.float64], crowd: NDArray[np.int64]) -> NDArray[np.float64]:
    """Weigh scores by how many names of the list sound alike.

    A list of a million names holds strangers whose names differ by a letter, by chance alone. The
    odds that two like names are one person fall with the number of names that are as like.

    Args:
        scores: probabilities in (0, 1).
        crowd: for each, how many forms of the list have the sound.

    Returns:
        The probabilities given the list.

    Examples:
        >>> import numpy as np
        >>> crowded(np.array([0.9, 0.9]), np.array([0, 60])).round(2).tolist()
        [0.9, 0.82]
    """
    odds = scores / (1 - scores) / (1 + crowd / _CROWD)
    return odds / (1 + odds)
