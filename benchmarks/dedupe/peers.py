"""What people use today, each on the same list: one file in, one cluster a row out.

Run by `benchmarks.dedupe` in a process of its own, with an interpreter that has the packages (they
are no dependency of ours). By hand:

    PEERS/bin/python benchmarks/dedupe/peers.py baseline list.tsv found.json

`list.tsv` has a column `name`; `found.json` gets the seconds that the work took, reading apart, and
a cluster number a row. Exit 3 tells that the package is not there.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

NOT_THERE = 3

# The titles that a data team writes down after a look at such a list.
TITLES = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|dr|prof|professor|gen|general|lt\.? gen|col|colonel|h\.?e|his excellency"
    r"|her excellency|lok chumteav|lok srey|lok|neak srey|neak oknha|oknha|okhna|venerable|ven"
    r"|samdech|samdach)\b\.?\s*)+|^(?:សម្តេច|សម្ដេច|ឯកឧត្តមបណ្ឌិត|ឯកឧត្តម|ឯកឧត្ដម|ឯ\.ឧ\.|លោកជំទាវ|លោកស្រី"
    r"|អ្នកស្រី|លោក|អ្នកឧកញ៉ា|ឧកញ៉ា|កញ្ញា|បណ្ឌិត|សាស្ត្រាចារ្យ|ឧត្តមសេនីយ៍ឯក|ឧត្តមសេនីយ៍|វរសេនីយ៍ឯក|ព្រះតេជគុណ)\s*",
    re.IGNORECASE,
)


def union(count: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    parent = list(range(count))

    def find(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for one, other in pairs:
        parent[find(one)] = find(other)
    return [find(item) for item in range(count)]


def baseline(names: list[str]) -> list[int]:
    """Titles off by a regular expression, anyascii, rapidfuzz token sort at 92, union-find."""
    from anyascii import anyascii
    from rapidfuzz import fuzz, process

    plain = [" ".join(sorted(anyascii(TITLES.sub("", name)).lower().split())) for name in names]
    distinct = {text: number for number, text in enumerate(dict.fromkeys(plain))}
    blocks = defaultdict(list)
    for text in distinct:
        blocks[text[:2]].append(text)
    pairs = []
    for block in blocks.values():
        for start in range(0, len(block), 1000):
            part = block[start : start + 1000]
            scores = process.cdist(part, block, scorer=fuzz.ratio, score_cutoff=92)
            for row, column in zip(*scores.nonzero(), strict=True):
                pairs.append((distinct[part[row]], distinct[block[column]]))
    found = union(len(distinct), pairs)
    return [found[distinct[text]] for text in plain]


def goldenmatch(names: list[str]) -> list[int]:
    """Zero configuration, as its page shows; a run that it refuses is reported as such."""
    import goldenmatch as gm
    import polars as pl

    found = gm.dedupe_df(pl.DataFrame({"name": names}))
    clusters = list(range(len(names)))
    for number, cluster in found.clusters.items():
        for row in cluster["members"]:
            clusters[row] = len(names) + int(number)
    return clusters


def splink(names: list[str]) -> list[int]:
    """Three columns derived from the name, untrained but for random sampling and one EM pass."""
    import pandas as pd
    import splink.comparison_library as cl
    from anyascii import anyascii
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    plain = [anyascii(TITLES.sub("", name)).lower() for name in names]
    frame = pd.DataFrame(
        {
            "unique_id": range(len(plain)),
            "full": plain,
            "first": [name.split(" ", 1)[0] for name in plain],
            "rest": [name.split(" ", 1)[-1] for name in plain],
        }
    )
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[cl.JaroWinklerAtThresholds(column) for column in ("first", "rest")],
        blocking_rules_to_generate_predictions=[
            block_on("first", "substr(rest, 1, 2)"),
            block_on("rest"),
        ],
    )
    database = DuckDBAPI()
    linker = Linker(database.register(frame), settings)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("first"))
    predictions = linker.inference.predict(threshold_match_probability=0.7)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predictions, 0.7)
    rows = clusters.as_record_list()
    by_row = {row["unique_id"]: row["cluster_id"] for row in rows}
    return [by_row[number] for number in range(len(names))]


def nomenklatura(names: list[str]) -> list[int]:
    """`xref` with logic-v2, what scores 0.9 merged without asking."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["NOMENKLATURA_DB_URL"] = f"sqlite:///{folder}/peer.db"
        from followthemoney import StatementEntity
        from nomenklatura.db import make_session
        from nomenklatura.matching import get_algorithm
        from nomenklatura.resolver import Resolver
        from nomenklatura.store import load_entity_file_store
        from nomenklatura.xref import xref

        path = Path(folder) / "list.ijson"
        with path.open("w", encoding="utf-8") as lines:
            for number, name in enumerate(names):
                entity = {"id": f"r{number}", "schema": "Person", "properties": {"name": [name]}}
                lines.write(json.dumps(entity) + "\n")
        with make_session() as session:
            resolver = Resolver[StatementEntity](session, create=True)
            store = load_entity_file_store(path, resolver=resolver)
            xref(
                resolver,
                session,
                store,
                Path(folder) / "index",
                limit=len(names) * 5,
                discount_internal=1.0,
                auto_threshold=0.9,
                algorithm=get_algorithm("logic-v2"),
            )
            canonical = [resolver.get_canonical(f"r{number}") for number in range(len(names))]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(canonical))}
    return [numbers[name] for name in canonical]


PEERS: dict[str, Callable[[list[str]], list[int]]] = {
    "baseline": baseline,
    "goldenmatch": goldenmatch,
    "splink": splink,
    "nomenklatura": nomenklatura,
}


def main() -> None:
    peer, source, target = sys.argv[1:]
    lines = Path(source).read_text(encoding="utf-8").split("\n")
    column = lines[0].split("\t").index("name")
    names = [line.split("\t")[column] for line in lines[1:] if line]
    start = time.perf_counter()
    try:
        found: dict[str, Any] = {"clusters": PEERS[peer](names)}
    except ImportError as error:
        print(error, file=sys.stderr)
        raise SystemExit(NOT_THERE) from error
    found["seconds"] = time.perf_counter() - start
    Path(target).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main()
