"""Time, memory and accuracy of whole lists, beside what people use today on the same lists.

    python -m benchmarks.dedupe [--lists realistic:2700,dense:100000] [--peers PYTHON] [--limit 300]

Each run is a process of its own. `--peers`, or KHNORM_PEERS, names an interpreter that has the other
tools; those that it lacks, or that take longer than the limit, are reported as such. Rewrites
`result.tsv` beside this file and the table in `README.md` list by list; what is not measured keeps
its rows.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from compileall import compile_dir
from pathlib import Path
from typing import Any

from benchmarks.dedupe.generate import Row, generate, written_lines
from benchmarks.dedupe.metrics import bcubed, pairwise

HERE = Path(__file__).parent
RESULT, README = HERE / "result.tsv", HERE / "README.md"
LISTS = "realistic:2700,realistic:10000,realistic:100000,dense:100000,realistic:1000000"
PEERS = ("baseline", "goldenmatch", "splink", "nomenklatura")
# One worker is not timed on lists of more rows.
ONE_WORKER = 100_000
COLUMNS = (
    "kind", "rows", "names", "persons", "tool", "seconds", "megabytes",
    "bcubed_precision", "bcubed_recall", "bcubed_f1", "pair_precision", "pair_recall", "note",
)  # fmt: skip
SHOWN = ("list", "tool", "seconds", "megabytes", "B³ P", "B³ R", "B³ F1", "pair P", "pair R")
NOT_THERE = 3
BETWEEN = 0.05
Told = dict[str, Any]


def memory(process: int) -> int:
    """Add up what a process and all below it hold in memory now, in kilobytes; Linux tells."""
    below, held = {process}, 0
    parents = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.append((int(folder.name), int(fields[1]), int(fields[21])))
    for number, parent, pages in sorted(parents):
        if number in below or parent in below:
            below.add(number)
            held += pages * os.sysconf("SC_PAGE_SIZE") // 1024
    return held


class Watched:
    """Notes the most that a process and all below it hold together."""

    def __init__(self, process: int) -> None:
        self.most = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, args=(process,))
        self._thread.start()

    def _watch(self, process: int) -> None:
        self.most = memory(process)
        while not self._done.wait(BETWEEN):
            self.most = max(self.most, memory(process))

    def stop(self) -> None:
        self._done.set()
        self._thread.join()


def run(command: list[str], target: Path, limit: float) -> tuple[Told, str]:
    """Run a tool; give what it found, or why it found nothing."""
    environment = os.environ | {"PYTHONPATH": str(HERE.parent.parent)}
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=errors, env=environment
        )
        watched = Watched(process.pid)
        try:
            code = process.wait(limit)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return {}, f"not done in {limit:g} s"
        finally:
            watched.stop()
        if code == NOT_THERE:
            return {}, "skipped: not installed"
        if code:
            errors.seek(0)
            last = errors.read().decode(errors="replace").strip().split("\n")[-1]
            return {}, f"failed: {last[:120]}"
    told: Told = json.loads(target.read_text(encoding="utf-8"))
    return told | {"megabytes": watched.most // 1024}, ""


def tools(rows: int, peers: str | None) -> dict[str, list[str]]:
    """Give the command of each tool, to be followed by the list and the file for what it finds."""
    own = [sys.executable, "-m", "benchmarks.dedupe.own", "LIST", "FOUND"]
    found = {"khnorm, 1 worker": [*own, "1"]} if rows <= ONE_WORKER else {}
    found["khnorm, 2 workers"] = [*own, "2"]
    for peer in PEERS if peers else ():
        found[peer] = [str(peers), str(HERE / "peers.py"), peer, "LIST", "FOUND"]
    return found


def measure(
    kind: str, made: list[Row], peers: str | None, limit: float, slow: set[str]
) -> Iterator[dict[str, object]]:
    """Run every tool on a list.

    Args:
        kind: the kind of list.
        made: its rows.
        peers: an interpreter that has the peers; None for none.
        limit: how many seconds a tool may take.
        slow: tools that a shorter list has been too much for; they are left out.

    Returns:
        A row of the result for each tool.
    """
    truth = [row.person for row in made]
    about: dict[str, object] = {
        "kind": kind,
        "rows": len(made),
        "names": len({row.name for row in made}),
        "persons": len(set(truth)),
    }
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "list.tsv", Path(folder) / "found.json"
        with source.open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines, delimiter="\t", lineterminator="\n").writerows(written_lines(made))
        places = {"LIST": str(source), "FOUND": str(target)}
        for tool, command in tools(len(made), peers).items():
            if tool in slow:
                yield about | {"tool": tool, "note": f"a shorter list took more than {limit:g} s"}
                continue
            told, note = run([places.get(word, word) for word in command], target, limit)
            if not told and "not done" in note:
                slow.add(tool)
            yield about | {"tool": tool, "note": note} | (scores(truth, told) if told else {})


def scores(truth: list[int], told: Told) -> dict[str, object]:
    rows, pairs = bcubed(truth, told["clusters"]), pairwise(truth, told["clusters"])
    return {
        "seconds": f"{told['seconds']:.1f}",
        "megabytes": told["megabytes"],
        "bcubed_precision": f"{rows.precision:.4f}",
        "bcubed_recall": f"{rows.recall:.4f}",
        "bcubed_f1": f"{rows.f1:.4f}",
        "pair_precision": f"{pairs.precision:.4f}",
        "pair_recall": f"{pairs.recall:.4f}",
    }


def read_result() -> list[dict[str, str]]:
    with RESULT.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def rewrite(result: list[dict[str, str]]) -> None:
    """Write the result and the table of the README."""
    result.sort(key=lambda row: (row["kind"] == "dense", int(row["rows"])))
    lines = [COLUMNS, *(tuple(row.values()) for row in result)]
    text = "".join("\t".join(line) + "\n" for line in lines)
    RESULT.write_text(text, encoding="utf-8", newline="\n")
    page = with_table(README.read_text(encoding="utf-8"), in_words(result))
    README.write_text(page, encoding="utf-8", newline="\n")


def same_run(old: dict[str, str]) -> Callable[[dict[str, str]], bool]:
    """Tell what takes the place of a row: the same tool on that list, or any on another such list."""
    place, made = ("kind", "rows"), ("names", "persons")

    def replaces(new: dict[str, str]) -> bool:
        if any(new[column] != old[column] for column in place):
            return False
        return new["tool"] == old["tool"] or any(new[column] != old[column] for column in made)

    return replaces


def in_words(result: list[dict[str, str]]) -> str:
    """Lay the result out as the table of the README."""
    lines = [SHOWN, ("---",) * len(SHOWN)]
    for row in result:
        figures = [row[column] for column in COLUMNS[5:12]]
        if row["note"]:
            figures = [row["note"], *[""] * 6]
        lines.append((f"{row['kind']}, {int(row['rows']):,} rows", row["tool"], *figures))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def with_table(page: str, table: str) -> str:
    """Put the table in its place in the README: between the first line with a bar and the last."""
    lines = page.split("\n")
    places = [place for place, line in enumerate(lines) if line.startswith("|")]
    return "\n".join([*lines[: places[0]], table, *lines[places[-1] + 1 :]])


def main() -> None:
    """Measure on some lists, and put what is found in place of what was found there before."""
    parser = argparse.ArgumentParser(description="Measure de-duplication.")
    parser.add_argument("--lists", default=LISTS, help="kind:rows, parted by commas")
    parser.add_argument(
        "--peers",
        default=os.environ.get("KHNORM_PEERS"),
        help="an interpreter with the other tools",
    )
    parser.add_argument("--limit", type=float, default=300, help="seconds a tool may take")
    options = parser.parse_args()
    # As pip does: a checkout whose modules each process compiles anew is no slower library.
    compile_dir(HERE.parents[1] / "khnorm", quiet=1)
    slow: set[str] = set()
    for wanted in options.lists.split(","):
        kind, rows = wanted.split(":")
        made = generate(int(rows), kind=kind)
        found = []
        for row in measure(kind, made, options.peers, options.limit, slow):
            found.append({column: str(row.get(column, "")) for column in COLUMNS})
            print("\t".join(found[-1].values()), flush=True)
        rewrite(found + [row for row in read_result() if not any(map(same_run(row), found))])


if __name__ == "__main__":
    main()
