"""Rewrite the committed result: `python -m benchmarks.gazetteer --reference DIR`.

DIR holds `gazetteer_dev.tsv` (level, code, km, latin, source); the environment variable
KHNORM_REFERENCE may name it instead.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from benchmarks.gazetteer.measure import (
    HALVES,
    LEVELS,
    Score,
    letters,
    misses,
    official,
    read_places,
    score,
)
from khnorm.sound.schemes import romanize

HERE = Path(__file__).parent
CAUSES_LISTED = 60
EXAMPLES = 3


def _line(half: str, level: str, got: Score) -> str:
    shares = (got.right, got.attested, got.ceiling)
    cells = [half, level, str(got.names), str(got.right)]
    return "\t".join(cells + [f"{share / got.names:.3f}" for share in shares])


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gazetteer", description=__doc__)
    parser.add_argument("--reference", type=Path, default=os.environ.get("KHNORM_REFERENCE"))
    options = parser.parse_args()
    if options.reference is None:
        parser.error("name the folder of gazetteer_dev.tsv by --reference or KHNORM_REFERENCE")
    places = read_places(options.reference / "gazetteer_dev.tsv")
    lines = ["half\tlevel\tnames\tright\tshare\tshare_any_official\tshare_commonest_official"]
    for half in HALVES:
        part = [place for place in places if place.half == half]
        spellings = official(part)
        lines.append(_line(half, "all", score(part, spellings)))
        for level in LEVELS:
            of_level = [place for place in part if place.level == level]
            if of_level:
                lines.append(_line(half, level, score(of_level, spellings)))
    (HERE / "result.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))
    part = [place for place in places if place.half == HALVES[0]]
    table = ["names\tcause\texamples"]
    found = sorted(misses(part, official(part)).items(), key=lambda item: (-len(item[1]), item[0]))
    for cause, missed in found[:CAUSES_LISTED]:
        distinct = list(dict.fromkeys(missed))[:EXAMPLES]
        examples = " | ".join(
            f"{place.khmer} {place.latin} ({letters(romanize(place.khmer, scheme='gd'))})"
            for place in distinct
        )
        table.append(f"{len(missed)}\t{cause}\t{examples}")
    (HERE / "misses.tsv").write_text("\n".join(table) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
