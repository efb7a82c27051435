"""Precision, recall and calibration on the labelled pairs, beside the peers, and every flip.

Run as `python -m benchmarks.pairs.run`. It compares with the result committed beside it, names
each pair whose verdict changed, and rewrites `result.tsv` and `summary.tsv`. Aliases, which only the
tables can know, stand apart from all others. Exit code 1 tells that a strong pair of two people is
called the same.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from benchmarks.pairs.peers import peers
from khnorm import Status, Verdict, compare, resolve

HERE = Path(__file__).parent
BINS = (0.02, 0.1, 0.3, 0.5, 0.6, 0.8, 0.9, 0.97, 1.0)

Row = dict[str, str]


class Outcome(NamedTuple):
    """What became of a pair."""

    row: Row
    score: float
    verdict: str


def read(name: str) -> list[Row]:
    path = HERE / name
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def checked(rows: list[Row]) -> list[Row]:
    """Refuse unknown labels and tiers and a pair given twice."""
    seen = set()
    for line, row in enumerate(rows, start=2):
        if row["label"] not in ("same", "different") or row["tier"] not in (
            *("strong", "medium", "weak"),
        ):
            raise SystemExit(f"pairs.tsv:{line}: label or tier unknown; mend the row")
        key = frozenset((row["a"], row["b"]))
        if key in seen:
            raise SystemExit(f"pairs.tsv:{line}: the pair is there already; drop one")
        seen.add(key)
    return rows


def outcome(row: Row) -> Outcome:
    """Compare a pair by name."""
    found = compare(row["a"], row["b"])
    return Outcome(row, found.score, found.verdict.value)


def known(row: Row, by_name: Outcome) -> Outcome:
    """Ask the tables that an alias is from whom it means, as `dedupe` does, where ear cannot tell."""
    ours, theirs = resolve(row["a"]), resolve(row["b"])
    if ours.status is theirs.status is Status.MATCH and ours.entity == theirs.entity:
        return by_name._replace(verdict=Verdict.SAME.value)
    return by_name


def share(count: float, of: float) -> str:
    return f"{count / of:.3f}" if of else "-"


def by_group(title: str, outcomes: list[Outcome]) -> list[str]:
    """Give recall, false *same* and *unsure* for each group."""
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        groups[one.row["group"]].append(one)
    lines = []
    for group, found in [*sorted(groups.items()), ("all", outcomes)]:
        same = [one for one in found if one.row["label"] == "same"]
        other = [one for one in found if one.row["label"] == "different"]
        right = sum(one.verdict == "same" for one in same)
        wrong = sum(one.verdict == "same" for one in other)
        unsure = sum(one.verdict == "unsure" for one in found)
        cells = (
            *(title, group, str(len(same)), share(right, len(same))),
            *(str(len(other)), share(wrong, len(other)), share(right, right + wrong)),
            share(unsure, len(found)),
        )
        lines.append("\t".join(cells))
    return lines


def reliability(outcomes: list[Outcome]) -> list[str]:
    """Give, for each band of scores, how often it was one person: the reliability diagram."""
    lines, low = [], 0.0
    for high in BINS:
        found = [one for one in outcomes if low <= one.score < high or one.score == high == 1.0]
        same = sum(one.row["label"] == "same" for one in found)
        mean = sum(one.score for one in found) / len(found) if found else 0.0
        bar = "#" * round(20 * same / len(found)) if found else ""
        lines.append(
            f"{low:.2f}-{high:.2f}\t{len(found)}\t{mean:.3f}\t{share(same, len(found))}\t{bar}"
        )
        low = high
    return lines


def flips(outcomes: list[Outcome]) -> list[str]:
    before = {(row["a"], row["b"]): row["verdict"] for row in read("result.tsv")}
    return [
        f"{one.row['group']}: {one.row['a']} | {one.row['b']} ({one.row['label']}): {was} -> {one.verdict}"
        for one in outcomes
        if (was := before.get((one.row["a"], one.row["b"]), one.verdict)) != one.verdict
    ]


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument(
        "--check", action="store_true", help="leave the committed results as they are"
    )
    asked.add_argument("--misses", action="store_true", help="print what is not as labelled")
    given = asked.parse_args()
    every = checked(read("pairs.tsv"))
    rows = [row for row in every if row["group"] != "alias"]
    outcomes = [outcome(row) for row in rows]
    aliases = [known(row, outcome(row)) for row in every if row["group"] == "alias"]
    held = [one for one in outcomes if one.row["fold"] == "test"]
    header = "matcher\tgroup\tsame\tsaid same\tdifferent\tsaid same\tprecision\tunsure"
    summary = [header, *by_group("khnorm", outcomes), *by_group("khnorm, held out", held)]
    for name, (score, threshold) in peers().items():
        theirs = []
        for row in rows:
            value = score(row["a"], row["b"])
            theirs.append(Outcome(row, value, "same" if value >= threshold else "different"))
        summary += by_group(f"{name} at {threshold}", theirs)
    summary += by_group("khnorm and the tables that the pairs are from", aliases)[:1]
    diagram = ["score\tpairs\tmean score\tone person\t", *reliability(outcomes)]
    told = sorted((*outcomes, *aliases), key=lambda one: every.index(one.row))
    changed = flips(told)
    print("\n".join((*summary, "", *diagram, "", f"{len(changed)} flips", *changed)))
    bad = [
        one
        for one in outcomes
        if one.row["tier"] == "strong" and one.row["label"] == "different" and one.verdict == "same"
    ]
    for one in bad:
        print(f"two people called the same: {one.row['a']} | {one.row['b']}")
    if given.misses:
        for one in outcomes:
            if (one.row["label"] == "same") != (one.verdict == "same"):
                print(
                    f"{one.row['group']}\t{one.row['label']}\t{one.row['a']}\t{one.row['b']}\t{one.score:.3f}"
                )
    if not given.check:
        lines = ["group\ta\tb\tlabel\tverdict\tscore"]
        for one in told:
            cells = (one.row["group"], one.row["a"], one.row["b"], one.row["label"])
            lines.append("\t".join((*cells, one.verdict, f"{one.score:.3f}")))
        for name, content in (("result.tsv", lines), ("summary.tsv", [*summary, "", *diagram])):
            (HERE / name).write_text("\n".join(content) + "\n", encoding="utf-8", newline="\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
