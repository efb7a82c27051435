"""How well a clustering agrees with the truth, over the rows of a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """Precision and recall in [0, 1]."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def bcubed(truth: Sequence[Hashable], found: Sequence[Hashable]) -> Agreement:
    """Average over the rows what share of a row's cluster is of its person, and the reverse."""
    both, of_truth, of_found = _counts(truth, found)
    if not truth:
        return Agreement(1.0, 1.0)
    return Agreement(
        sum(n * n / of_found[cluster] for (_, cluster), n in both.items()) / len(truth),
        sum(n * n / of_truth[person] for (person, _), n in both.items()) / len(truth),
    )


def pairwise(truth: Sequence[Hashable], found: Sequence[Hashable]) -> Agreement:
    """Count pairs of rows: those joined that are one person, those of one person that are joined."""
    both, of_truth, of_found = _counts(truth, found)
    right = sum(n * (n - 1) for n in both.values())
    joined = sum(n * (n - 1) for n in of_found.values())
    meant = sum(n * (n - 1) for n in of_truth.values())
    return Agreement(right / joined if joined else 1.0, right / meant if meant else 1.0)


def _counts(
    truth: Sequence[Hashable], found: Sequence[Hashable]
) -> tuple[Counter[tuple[Hashable, Hashable]], Counter[Hashable], Counter[Hashable]]:
    return Counter(zip(truth, found, strict=True)), Counter(truth), Counter(found)
