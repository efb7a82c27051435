"""khnorm on a list, in a process of its own: one file in, one cluster a row out, as `peers.py` does.

python -m benchmarks.dedupe.own list.tsv found.json WORKERS
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from khnorm import dedupe


def main() -> None:
    source, target, workers = sys.argv[1:]
    lines = Path(source).read_text(encoding="utf-8").split("\n")
    column = lines[0].split("\t").index("name")
    names = [line.split("\t")[column] for line in lines[1:] if line]
    del lines
    start = time.perf_counter()
    found = dedupe(names, workers=int(workers))
    seconds = time.perf_counter() - start
    clusters = list(range(-len(names), 0))
    for number, cluster in enumerate(found):
        for row in cluster.rows:
            clusters[row] = number
    told = {"clusters": clusters, "seconds": seconds}
    Path(target).write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main()
