"""Measure what changes of Latin units cost: makes `weights_latin.tsv` and `weights_units.tsv`.

Two spellings of one Khmer token are aligned unit by unit, the costs that follow from the counts
are used to align again, and so on until they rest (Viterbi training). Spellings come from the
name tokens of the reference, and, for what offices and newspapers do, from the attested spellings
of the public figures of the development fold. Run as
`python scripts/fit_latin.py --reference DIR`.
"""

from __future__ import annotations

import argparse
import csv
import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from math import log, sqrt
from pathlib import Path

from people_held_out import is_held_out

from khnorm.match.latin import UNKNOWN, Units, latin_units
from khnorm.text.normalize import fold

DATA = Path(__file__).parent.parent / "data"
# A spelling below this share of its token is taken for a slip of the model that listed it.
LEAST_SHARE, LEAST_COUNT = 0.03, 5
# What one pair of attested spellings weighs beside the model's pairs.
ATTESTED = 20.0
ROUNDS = 5
# Added to the counts of units, so that a unit met twice does not pass for one that often changes.
SMOOTH = 20.0
LEAST_CHANGES = 3.0
# Letters that people write or leave out without another sound (Tea/Tear, Tan/Thann), and
# the vowels of presyllables.
UNHEARD = "hrvao"

Changes = dict[tuple[str, str], float]
Pairs = dict[tuple[str, str], float]
Cost = Callable[[str, str], float]


def read(path: Path) -> list[dict[str, str]]:
    """Read a table of the reference."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def model_pairs(reference: Path) -> Pairs:
    """Pair the model's spellings of each Khmer token, by their shares."""
    spellings: dict[str, dict[str, int]] = defaultdict(dict)
    for row in read(reference / "name_tokens_model.tsv"):
        spellings[row["khmer"]][row["latin"].lower()] = int(row["count"])
    pairs: Pairs = defaultdict(float)
    for counts in spellings.values():
        total = sum(counts.values())
        shares = {
            latin: count / total
            for latin, count in counts.items()
            if count >= max(LEAST_SHARE * total, LEAST_COUNT)
        }
        for left, share in shares.items():
            for right, other in shares.items():
                pairs[left, right] += share * other * sqrt(total)
    return pairs


def attested_pairs(reference: Path) -> Iterator[tuple[str, str]]:
    """Pair the tokens of spellings of one person that are cut alike."""
    for row in read(reference / "people.tsv"):
        if is_held_out(row["id"]):
            continue
        doubted = set(row["latin_own_knowledge"].split("|"))
        forms = [fold(form) for form in row["latin_spellings"].split("|") if form not in doubted]
        for left in forms:
            for right in forms:
                if len(left.split()) == len(right.split()):
                    near = zip(left.split(), right.split(), strict=True)
                    if all(a[0] == b[0] for a, b in near):
                        yield from zip(left.split(), right.split(), strict=True)


def align(left: Units, right: Units, cost: Cost) -> list[tuple[str, str]]:
    """Give the changes of the cheapest alignment; nothing is the empty unit."""
    table = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    back: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(len(left) + 1):
        for j in range(len(right) + 1):
            options = []
            if i and j:
                options.append((table[i - 1][j - 1] + cost(left[i - 1], right[j - 1]), (1, 1)))
            if i:
                options.append((table[i - 1][j] + cost(left[i - 1], ""), (1, 0)))
            if j:
                options.append((table[i][j - 1] + cost("", right[j - 1]), (0, 1)))
            if options:
                table[i][j], back[i, j] = min(options)
    found = []
    i, j = len(left), len(right)
    while i or j:
        di, dj = back[i, j]
        found.append((left[i - 1] if di else "", right[j - 1] if dj else ""))
        i, j = i - di, j - dj
    return found


def unknown_cost(left: str, right: str) -> float:
    """Say what a change costs before anything is counted."""
    if left == right:
        return 0.0
    if not left or not right:
        return UNKNOWN["gap"]
    if (left[0] in "aeiouy") != (right[0] in "aeiouy"):
        return UNKNOWN["kind"]
    return UNKNOWN["near" if left.lstrip("-")[0] == right.lstrip("-")[0] else "far"]


def count_changes(pairs: Pairs, cost: Cost) -> Changes:
    """Count the changes of the cheapest alignments."""
    counts: Changes = defaultdict(float)
    for (left, right), weight in pairs.items():
        for change in align(latin_units(left), latin_units(right), cost):
            counts[change] += weight / 2
            counts[change[::-1]] += weight / 2
    return counts


def _may_change(left: str, right: str) -> bool:
    """Say whether counts decide: a sound too many is no spelling, but a slip of the model."""
    return bool(left and right) or (left or right).lstrip("-")[0] in UNHEARD


def costs_of(counts: Changes) -> dict[tuple[str, str], float]:
    """Turn counts into costs: -ln of how often a change is met beside no change."""
    found = {}
    for (left, right), count in list(counts.items()):
        if left == right or count < LEAST_CHANGES or not _may_change(left, right):
            continue
        kept = [counts[unit, unit] + SMOOTH for unit in (left, right) if unit]
        base = sqrt(kept[0] * kept[-1])
        found[left, right] = min(unknown_cost(left, right), max(0.1, -log(count / base)))
    return found


def write(name: str, header: str, lines: list[str]) -> None:
    """Write a table."""
    text = header + "\n" + "".join(line + "\n" for line in lines)
    (DATA / name).write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Fit and write both tables."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--reference", type=Path, default=os.environ.get("KHNORM_REFERENCE"))
    given = asked.parse_args()
    if given.reference is None:
        asked.error("say where the reference is: --reference DIR, or set KHNORM_REFERENCE")
    reference = Path(given.reference)
    pairs = model_pairs(reference)
    for pair in attested_pairs(reference):
        pairs[pair] += ATTESTED
    cost: Cost = unknown_cost
    counts: Changes = defaultdict(float)
    for _ in range(ROUNDS):
        counts = count_changes(pairs, cost)
        costs = costs_of(counts)

        def cost(left: str, right: str, known: dict[tuple[str, str], float] = costs) -> float:
            return 0.0 if left == right else known.get((left, right), unknown_cost(left, right))

    rows = sorted((pair, value) for pair, value in costs.items() if pair[0] < pair[1])
    write(
        "weights_latin.tsv",
        "left\tright\tcost\tcount\tsource",
        [
            f"{left}\t{right}\t{value:.2f}\t{counts[left, right]:.0f}\tfitted"
            for (left, right), value in rows
            if value < unknown_cost(left, right)
        ],
    )
    seen: dict[str, float] = defaultdict(float)
    for (left, _), count in counts.items():
        if left:
            seen[left] += count
    total = sum(seen.values())
    write(
        "weights_units.tsv",
        "unit\tcost\tsource",
        [
            f"{unit}\t{-log(count / total):.2f}\tfitted"
            for unit, count in sorted(seen.items())
            if count >= LEAST_CHANGES
        ],
    )


if __name__ == "__main__":
    main()
