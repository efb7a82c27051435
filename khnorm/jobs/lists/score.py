"""Candidate pairs scored, side by side in as many processes as are given."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from functools import cache
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from khnorm.jobs.lists.candidates import Candidates
from khnorm.jobs.lists.forms import unpack
from khnorm.jobs.pool import Watch, Workers
from khnorm.match.alignment import FAR, within
from khnorm.match.ceiling import may_reach
from khnorm.match.compare import score_many, score_profiles
from khnorm.match.pieces import unlike
from khnorm.match.profile import Profile, Reading
from khnorm.match.weights import most_in_doubt, odds_of, probability, weight

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

__all__ = ["by_length", "crowded", "held_in_doubt", "needed_odds", "score_candidates", "score_keys"]

_CHUNK = 1000
# Among so many names of like sound, and in a list of so many, a likeness tells half of what it
# tells by itself (set on lists with known truth, `benchmarks/dedupe`).
_CROWD, _LIST = 30.0, 8_000
# Beyond so many it is the crowds that grow, not what else may be alike by chance.
_LONGEST = 15 * _LIST
# How many names are mistyped by a whole sound, and how many pairs are seen before that is believed.
_SLIPS, _BEFORE = 0.01, 10
# What is not worth scoring gets this.
_HOPELESS = 0.001


class _Task(NamedTuple):
    """Forms, by their places here which to compare, and the log-odds from which on it matters."""

    keys: list[str]
    left: Ints
    right: Ints
    least: NDArray[np.float64]


def score_keys(a: str, b: str) -> float:
    """Score two forms that are in no block together.

    Args:
        a: the key of a form.
        b: another.

    Returns:
        The probability that `compare` gives their texts.
    """
    return score_profiles(unpack(a), unpack(b))


def by_length(score: float, forms: int) -> float:
    """Lower the score of two forms that are in no block together as for any pair of their list.

    Args:
        score: a probability in (0, 1).
        forms: how many forms the list has.

    Returns:
        The probability given the list.
    """
    odds = score / (1 - score) / (1 + min(forms, _LONGEST) / _LIST)
    return odds / (1 + odds)


@cache
def held_in_doubt() -> float:
    """Give the score of two names that would be the same if no doubt held them back.

    It is the score of no other pair, so that it tells them apart.
    """
    return probability(most_in_doubt())


def _score(task: _Task) -> array[float]:
    """Score the pairs of a task, each step for all of them before the next."""
    forms = [unpack(key) for key in task.keys]
    for form in forms:
        form.name.get_ready()
    sides = [[forms[place] for place in side.tolist()] for side in (task.left, task.right)]
    least = task.least.tolist()
    pairs = list(zip(*sides, least, strict=True))
    near = list(map(_near, *sides, least, _most_apart(task.least).tolist()))
    scores = iter(score_many(list(compress(pairs, near))))
    return array("d", [next(scores) if may_matter else _HOPELESS for may_matter in near])


def _near(one: Profile, other: Profile, least: float, most: float) -> bool:
    """Tell whether two names may matter: whether they may come to `least`, in log-odds.

    If they are of as many words, no part of them must be further apart than `most`, in nats. Most
    strangers differ in their family names, which are few, so that the answer is known.
    """
    ours, theirs = one.name, other.name
    if one.aliases or other.aliases:
        return True
    if len(ours.tokens) != len(theirs.tokens):
        return may_reach(ours, theirs, least)
    if ours.khmer and theirs.khmer:
        most *= weight("apart") / (weight("apart") + weight("khmer_apart"))
    if most >= FAR:
        return True
    if len(ours.tokens) == 1:  # without a family name
        return within(ours.likely.given, theirs.likely.given, most)
    likely, turned = ours.likely, ours.turned
    if _beside(likely, theirs.likely, most) or _across(turned, theirs.likely, most):
        return True
    if len(ours.tokens) == 2:  # turned twice they are as they were
        return False
    return _across(likely, theirs.turned, most) or _across(turned, theirs.turned, most)


def _beside(ours: Reading, theirs: Reading, most: float) -> bool:
    """Tell whether neither part of two names is further apart than `most`, in nats."""
    return within(ours.family, theirs.family, most) and within(ours.given, theirs.given, most)


def _across(ours: Reading, theirs: Reading, most: float) -> bool:
    """Tell the same of two readings of which one is not the likely one.

    Hardly ever are they near, and what is beside each other there seldom is so again, so that it is
    not worth remembering how far apart that is.
    """
    if unlike(ours.family, theirs.family) or unlike(ours.given, theirs.given):
        return False
    return _beside(ours, theirs, most)


def _most_apart(least: NDArray[np.float64]) -> NDArray[np.float64]:
    """Say how far apart, in nats, names may be of such log-odds: what equal names have, less."""
    return (odds_of(weight("equal")) - least) / -weight("apart")


def _tasks(
    keys: list[str], pairs: Candidates, least: NDArray[np.float64], places: Ints
) -> Iterator[_Task]:
    import numpy as np

    for start in range(0, len(places), _CHUNK):
        part = places[start : start + _CHUNK]
        both = np.concatenate((pairs.left[part], pairs.right[part]))
        forms, local = np.unique(both, return_inverse=True)
        left, right = np.split(local, 2)
        yield _Task([keys[form] for form in forms.tolist()], left, right, least[part])


def score_candidates(
    keys: list[str],
    pairs: Candidates,
    needed: NDArray[np.float64],
    hands: Workers,
    watch: Watch,
) -> NDArray[np.float64]:
    """Score pairs of forms, each by itself.

    Args:
        keys: the forms.
        pairs: which to compare.
        needed: the odds from which on a score matters; what has less is scored roughly, below that.
        hands: who works.
        watch: is told how far it is.

    Returns:
        A probability a pair.
    """
    import numpy as np

    found = np.full(len(pairs.left), _HOPELESS)
    least = np.log(needed)
    places = np.flatnonzero(_most_apart(least) >= 0)
    places = places[np.argsort(pairs.block[places], kind="stable")]
    done = 0
    for scores in hands.map(_score, _tasks(keys, pairs, least, places)):
        found[places[done : done + len(scores)]] = scores
        done += len(scores)
        watch("comparing", done, len(places))
    return found


def needed_odds(pairs: Candidates, forms: int, score: float) -> NDArray[np.float64]:
    """Say which odds pairs need by themselves to have a score given their list (`crowded`).

    Args:
        pairs: pairs of forms.
        forms: how many forms the list has.
        score: the probability to be had, in (0, 1).

    Returns:
        Odds, one a pair.
    """
    return score / (1 - score) * _burden(pairs, forms)


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
    odds = scores / (1 - scores) / _burden(pairs, forms)
    return odds / (1 + odds)


def _burden(pairs: Candidates, forms: int) -> NDArray[np.float64]:
    """Say by how much a list lowers the odds of its pairs."""
    import numpy as np

    burden = 1 + pairs.crowd / _CROWD + min(forms, _LONGEST) / _LIST
    slips = (_SLIPS * forms + _BEFORE / 2) / (pairs.slip.sum() + _BEFORE)
    if slips >= 1 / 2:
        return burden
    return np.where(pairs.slip, burden * (1 - slips) / slips, burden)
