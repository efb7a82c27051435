"""Whether foreigners in a list come to harm: nomenklatura's own name benchmark.

The pairs are not part of this project; the environment variable KHNORM_EXTERNAL names the folder
that holds `nomenklatura/name_bench_cases.csv`. Nothing here is fitted to them. Run as
`python -m benchmarks.pairs.foreigners`; it rewrites `foreigners.tsv`.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path

from rapidfuzz import fuzz

from benchmarks.pairs.peers import by_unidecode, peers
from khnorm import Verdict, compare

HERE = Path(__file__).parent
CASES = Path("nomenklatura") / "name_bench_cases.csv"
# Plain token sort at the threshold that suits these pairs best.
TOKEN_SORT = 0.75


def persons(folder: Path) -> list[tuple[str, str, bool]]:
    with (folder / CASES).open(encoding="utf-8", newline="") as lines:
        return [
            (row["name1"], row["name2"], row["is_match"] == "true")
            for row in csv.DictReader(lines)
            if row["schema"] == "Person"
        ]


def scored(name: str, said: list[bool], truth: list[bool]) -> str:
    """Give precision, recall and F1 as a line."""
    right = sum(one and other for one, other in zip(said, truth, strict=True))
    precision, recall = right / max(1, sum(said)), right / max(1, sum(truth))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"{name}\t{len(truth)}\t{precision:.3f}\t{recall:.3f}\t{f1:.3f}"


def main() -> int:
    folder = os.environ.get("KHNORM_EXTERNAL")
    if folder is None:
        print("foreigners: set KHNORM_EXTERNAL to the folder of external test data")
        return 0
    cases = persons(Path(folder))
    truth = [same for _, _, same in cases]
    same = [compare(a, b).verdict is Verdict.SAME for a, b, _ in cases]
    lines = ["matcher\tpairs\tprecision\trecall\tF1", scored("khnorm", same, truth)]
    plain = [
        fuzz.token_sort_ratio(by_unidecode(a), by_unidecode(b)) >= 100 * TOKEN_SORT
        for a, b, _ in cases
    ]
    lines.append(scored(f"token sort, unidecode at {TOKEN_SORT}", plain, truth))
    for name, (score, threshold) in peers().items():
        said = [score(a, b) >= threshold for a, b, _ in cases]
        lines.append(scored(f"{name} at {threshold}", said, truth))
    print("\n".join(lines))
    (HERE / "foreigners.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    main()
