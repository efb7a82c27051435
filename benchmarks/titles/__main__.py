"""Rewrite the committed result: `python -m benchmarks.titles --reference DIR`.

DIR holds `titles_variants.tsv` (canonical_id, script, variant, status, source); the environment
variable KHNORM_REFERENCE may name it instead.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.titles.measure import (
    EVIDENCE,
    REGIMES,
    SCRIPTS,
    Reading,
    held_out,
    stripped,
)

HERE = Path(__file__).parent


def _lines(regime: str, readings: Sequence[Reading]) -> list[str]:
    lines = []
    for script in SCRIPTS:
        for evidence in EVIDENCE:
            part = [
                reading
                for reading in readings
                if (reading.spelling.script, reading.spelling.evidence) == (script, evidence)
            ]
            counts = (
                sum(reading.titled and reading.clean for reading in part),
                sum(reading.titled for reading in part),
                sum(reading.clean for reading in part),
            )
            shares = "\t".join(f"{count / len(part):.3f}" for count in counts)
            lines.append(f"{regime}\t{script}\t{evidence}\t{len(part)}\t{shares}")
    return lines


def _miss(regime: str, reading: Reading) -> str:
    wanted = "|".join(sorted(reading.spelling.ids))
    got = "|".join(reading.found)
    cells = (regime, reading.spelling.evidence, reading.text, wanted, got, reading.name)
    return "\t".join((*cells, reading.left))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.titles", description=__doc__)
    parser.add_argument("--reference", type=Path, default=os.environ.get("KHNORM_REFERENCE"))
    options = parser.parse_args()
    if options.reference is None:
        parser.error("name the folder of titles_variants.tsv by --reference or KHNORM_REFERENCE")
    result = ["regime\tscript\tevidence\tspellings\tright\ttitle_right\tname_clean"]
    misses = ["regime\tevidence\ttext\ttitle\tread\tname\tleft"]
    for regime in REGIMES:
        readings = held_out(Path(options.reference), regime)
        result += _lines(regime, readings)
        wrong = [reading for reading in readings if not (reading.titled and reading.clean)]
        misses += sorted(_miss(regime, reading) for reading in wrong)
    counts, lost = stripped()
    bare = ["names\tcount\tlost"]
    bare += [
        f"{origin}\t{counts[origin]}\t{sum(row[0] == origin for row in lost)}"
        for origin in sorted(counts)
    ]
    misses += ["\t".join((origin, "", name, "", taken, name, "")) for origin, name, taken in lost]
    for file, lines in (("result.tsv", result), ("misses.tsv", misses), ("bare.tsv", bare)):
        (HERE / file).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print("\n".join((*result, "", *bare)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
