"""Fit what it tells among rivals that a name is likelier spelled so: the row `rivals` of `weights.tsv`.

Names are invented as for the benchmark (`benchmarks/resolve/make_names.py`) but of other seeds, filed
in one Latin spelling and asked for in another. Where several people are near one another
(`khnorm.match.rivals`), the weight is fitted at which the right one is likeliest. It prints the weight
for each seed and for all; `DECISIONS` in `fit_comparison.py` takes it, rounded. Run as
`python scripts/fit_rivals.py --reference DIR`.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from math import exp, fsum
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.resolve.make_names import SEED, Tokens, invented
from khnorm.match.index import SoundIndex
from khnorm.match.profile import profile_of
from khnorm.match.question import Question
from khnorm.match.registry import gather
from khnorm.match.rivals import fits
from khnorm.match.search import hear
from khnorm.names.taken import take

SEEDS = (101, 102, 103)
INDEXED = 9_000
MOST_WEIGHT = 2.0

# Of each rival the log-odds and how likely his name is spelled so; the right one comes first.
Contest = list[tuple[float, float]]


def contests(reference: Path, seed: int) -> Iterator[Contest]:
    """Ask for invented names in another spelling, and give the rivals where there are some."""
    found = list(invented(Tokens(reference, seed), INDEXED, "invented", set()))
    registry = gather([(row[0], row[2].split("|")[0]) for row in found], (), with_shipped=False)
    index = SoundIndex(profile_of(take(form)).name for form in registry.texts)
    for identifier, _, forms, _ in found:
        whom = registry.number(identifier)
        for form in forms.split("|")[1:]:
            people = {
                number: one.weighed for number, one in hear(Question(form), index, registry).items()
            }
            told = fits(people)
            if whom in told:
                others = [number for number in told if number != whom]
                yield [(people[number].odds, told[number]) for number in (whom, *others)]


def fitted(found: list[Contest]) -> float:
    """Find the weight at which the right ones are likeliest."""
    low, high = 0.0, MOST_WEIGHT
    for _ in range(40):
        weight = (low + high) / 2
        slope = 0.0
        for rivals in found:
            shares = [exp(odds + weight * fit) for odds, fit in rivals]
            expected = fsum(share * fit for share, (_, fit) in zip(shares, rivals, strict=True))
            slope += rivals[0][1] - expected / fsum(shares)
        low, high = (weight, high) if slope > 0 else (low, weight)
    return low


def first(found: list[Contest], weight: float) -> int:
    """Count how often the right one comes first."""
    return sum(
        all(rivals[0][0] + weight * rivals[0][1] > odds + weight * fit for odds, fit in rivals[1:])
        for rivals in found
    )


def main() -> None:
    """Fit the weight on each seed and on all."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--reference", type=Path, default=os.environ.get("KHNORM_REFERENCE"))
    given = asked.parse_args()
    if given.reference is None:
        asked.error("say where the reference is: --reference DIR, or set KHNORM_REFERENCE")
    if SEED in SEEDS:
        asked.error("the benchmark's own names are not fitted on")
    every: list[Contest] = []
    print("seed\tcontests\tweight\tright one first without it\twith it")
    for seed in SEEDS:
        found = list(contests(Path(given.reference), seed))
        every += found
        show(str(seed), found)
    show("all", every)


def show(title: str, found: list[Contest]) -> None:
    """Print what was fitted."""
    weight = fitted(found)
    cells = title, len(found), f"{weight:.2f}", first(found, 0.0), first(found, weight)
    print("\t".join(map(str, cells)), flush=True)


if __name__ == "__main__":
    main()
