"""Draw `spellings.tsv` from the reference's model of name tokens.

python -m benchmarks.dedupe.build_spellings REFERENCE_FOLDER
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

TARGET = Path(__file__).with_name("spellings.tsv")
# A model's tail is noise: what is rare, and what it hardly ever writes, is left out.
LEAST_TOKEN = 30
LEAST_COUNT = 3
LEAST_SHARE = 0.05
SPELLINGS = 6
VOWELS = frozenset("aeiouy")


def two_digits(count: int) -> int:
    """Round to two leading digits: a band, not the model's own figure."""
    size: int = 10 ** max(len(str(count)) - 2, 0)
    return round(count / size) * size


def written(latin: str) -> bool:
    """Tell a spelling that a person could bear from the model's slips: it has a vowel, or is Ng."""
    return latin.isascii() and latin.isalpha() and (latin == "ng" or not VOWELS.isdisjoint(latin))


def build(reference: Path) -> str:
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    lines = (reference / "name_tokens_model.tsv").read_text(encoding="utf-8").split("\n")
    for line in lines[1:]:
        if line:
            khmer, latin, count = line.split("\t")
            counts[khmer][latin.lower()] = counts[khmer].get(latin.lower(), 0) + int(count)
    rows = []
    for khmer, spellings in counts.items():
        total = sum(spellings.values())
        kept = [
            (latin, round(100 * count / total))
            for latin, count in sorted(spellings.items(), key=lambda item: (-item[1], item[0]))
            if count >= max(LEAST_COUNT, LEAST_SHARE * total) and written(latin)
        ][:SPELLINGS]
        if total >= LEAST_TOKEN and kept:
            shares = "|".join(f"{latin}:{share}" for latin, share in kept)
            rows.append((two_digits(total), khmer, shares))
    rows.sort(key=lambda row: (-row[0], row[1]))
    body = "".join(f"{khmer}\t{total}\t{shares}\n" for total, khmer, shares in rows)
    return "khmer\tfrequency\tspellings\n" + body


if __name__ == "__main__":
    TARGET.write_text(build(Path(sys.argv[1])), encoding="utf-8", newline="\n")
