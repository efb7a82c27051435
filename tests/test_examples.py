"""The example list comes apart into the persons that are in it, and the demo tells them."""

from __future__ import annotations

import csv
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import khnorm
from khnorm.text.scripts import is_khmer

ROOT = Path(__file__).parent.parent
TRUTH = Path(__file__).parent / "cases" / "example_persons.tsv"


def listed() -> list[str]:
    with (ROOT / "examples" / "names.csv").open(encoding="utf-8", newline="") as stream:
        return [row["name"] for row in csv.DictReader(stream)]


def truth() -> dict[str, str]:
    lines = TRUTH.read_text(encoding="utf-8").split("\n")[1:]
    return dict(line.split("\t") for line in lines if line)


def test_the_list_is_what_it_is_said_to_be() -> None:
    names = listed()
    assert len(names) >= 60
    assert sorted(truth()) == sorted(names)
    khmer = [name for name in names if any(map(is_khmer, name))]
    assert min(len(khmer), len(names) - len(khmer)) >= 20


def test_relatives_stay_apart_and_spellings_come_together() -> None:
    names, person = listed(), truth()
    found = {row: place for place, one in enumerate(khnorm.dedupe(names)) for row in one.rows}
    assert sorted(found) == list(range(len(names)))
    for left, right in combinations(range(len(names)), 2):
        same = person[names[left]] == person[names[right]]
        assert (found[left] == found[right]) is same, (names[left], names[right])


def test_the_demo_runs_and_tells_everybody() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "examples" / "demo.py")],
        capture_output=True,
        check=False,
        env={"PYTHONIOENCODING": "ascii"},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    told = done.stdout.decode("utf-8")
    assert all(f"    {name}\n" in told for name in listed())
    assert f"{len(listed())} names as written" in told
