"""What each piece of evidence weighs, from `data/weights.tsv`, and the verdicts it leads to."""

from __future__ import annotations

from functools import cache
from math import exp, log

from khnorm.model import Verdict
from khnorm.tables import rows

__all__ = ["most_in_doubt", "probability", "verdict_of", "weight", "weights_of"]

# No name proves a person, and none excludes one, beyond this.
_MOST = 0.995
_LEAST = 0.001
# A pair in doubt stays so many log-odds short of being the same.
_SHORT_OF_SAME = 0.1


@cache
def _weights() -> dict[str, float]:
    return {row["name"]: float(row["weight"]) for row in rows("weights.tsv")}


def weight(name: str) -> float:
    """Give one weight, in log-odds, or one threshold.

    Args:
        name: a row of `data/weights.tsv`.

    Returns:
        Its number.

    Examples:
        >>> 0 < weight("different") < weight("same") < 1
        True
    """
    return _weights()[name]


@cache
def weights_of(names: tuple[str, ...]) -> tuple[float, ...]:
    """Give the weights of some features, in their order."""
    return tuple(_weights()[name] for name in names)


def probability(odds: float) -> float:
    """Turn log-odds into a probability, short of certainty at either end.

    Examples:
        >>> probability(0.0), probability(99.0)
        (0.5, 0.995)
    """
    if odds > 30:
        return _MOST
    if odds < -30:
        return _LEAST
    found = 1 / (1 + exp(-odds))
    return _MOST if found > _MOST else _LEAST if found < _LEAST else found


def odds_of(score: float) -> float:
    """Turn a probability into log-odds.

    Examples:
        >>> odds_of(0.5)
        0.0
    """
    return log(score / (1 - score))


@cache
def most_in_doubt() -> float:
    """Give the most log-odds that two names in doubt may have: short of being the same.

    Examples:
        >>> verdict_of(probability(most_in_doubt())).value
        'unsure'
    """
    return odds_of(weight("same")) - _SHORT_OF_SAME


def verdict_of(score: float) -> Verdict:
    """Say what a probability comes to.

    Args:
        score: in [0, 1].

    Returns:
        `same` from the threshold `same` of `data/weights.tsv` on, `different` below the threshold
        `different`, else `unsure`.

    Examples:
        >>> verdict_of(0.99).value, verdict_of(0.01).value
        ('same', 'different')
    """
    if score >= weight("same"):
        return Verdict.SAME
    return Verdict.DIFFERENT if score < weight("different") else Verdict.UNSURE
