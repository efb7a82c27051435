"""How well an index of 9,000 names answers: right person first, and strangers left alone.

Run as `python -m benchmarks.resolve.run`; it rewrites `result.tsv` beside it.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from khnorm import Resolver, Status

HERE = Path(__file__).parent
SEED = 9
ASKED = 1_000

Row = dict[str, str]


class Task(NamedTuple):
    """An index and the questions put to it: text, and whose name it is (empty for a stranger)."""

    name: str
    entries: list[tuple[str, str]]
    questions: list[tuple[str, str]]


def names() -> list[Row]:
    with (HERE / "names.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def is_spelling(row: Row, form: str) -> bool:
    """Say whether a form spells the name; an alias is another name."""
    from rapidfuzz.distance import Indel

    from khnorm.match.hearing import sounds
    from khnorm.text.normalize import fold

    heard = sounds(fold(row["khmer"] or row["latin"].split("|")[0]))
    return float(Indel.normalized_similarity(heard, sounds(fold(form)))) > 0.6


def tasks(rows: list[Row]) -> Iterator[Task]:
    chance = random.Random(SEED)
    indexed = [row for row in rows if "stranger" not in row["kind"]]
    strangers = [row for row in rows if "stranger" in row["kind"]]
    invented = chance.sample([row for row in indexed if row["kind"] == "invented"], ASKED)
    figures = [row for row in indexed if row["kind"].startswith("public")]
    khmer = [(row["id"], row["khmer"]) for row in indexed if row["khmer"]]
    latin = [(row["id"], row["latin"].split("|")[0]) for row in indexed]
    groups = (
        ("attested", [row for row in figures if row["kind"] == "public figure, attested"]),
        ("figures", [row for row in figures if row["khmer"]]),
        ("invented", invented),
    )
    for group, chosen in groups:
        spelled = [
            (form, row["id"])
            for row in chosen
            for form in row["latin"].split("|")
            if is_spelling(row, form)
        ]
        yield Task(f"latin to khmer, {group}", khmer, spelled)
        yield Task(f"khmer to latin, {group}", latin, [(row["khmer"], row["id"]) for row in chosen])
    for group, chosen in (("figures", figures), ("invented", invented)):
        others = [
            (form, row["id"])
            for row in chosen
            for form in row["latin"].split("|")[1:]
            if is_spelling(row, form)
        ]
        yield Task(f"latin to latin, {group}", latin, others)
    unknown = [(row["latin"].split("|")[0], "") for row in strangers]
    yield Task("latin to khmer, strangers", khmer, unknown)
    yield Task("latin to latin, strangers", latin, unknown)
    yield Task("khmer to latin, strangers", latin, [(row["khmer"], "") for row in strangers])
    yield Task("khmer to khmer, strangers", khmer, [(row["khmer"], "") for row in strangers])


def measure(resolver: Resolver, questions: Iterable[tuple[str, str]], show: int) -> list[str]:
    count = first = matched = right = ambiguous = 0
    missed = []
    for text, whom in questions:
        found = resolver.resolve(text)
        count += 1
        best = found.candidates[0] if found.candidates else None
        is_first = best is not None and best.entity.id == whom
        first += is_first
        matched += found.status is Status.MATCH
        right += found.status is Status.MATCH and is_first
        ambiguous += found.status is Status.AMBIGUOUS
        if is_first != bool(whom) or (not whom and found.status is Status.MATCH):
            missed.append(f"    {text} -> {best and (best.form, round(best.score, 3))}")
    random.Random(SEED).shuffle(missed)
    for line in missed[:show]:
        print(line)
    cells = (first, right, matched - right, ambiguous)
    return [str(count), *(f"{cell / max(1, count):.3f}" for cell in cells)]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--show", type=int, default=0, help="print so many misses of each task")
    asked.add_argument("--check", action="store_true", help="leave result.tsv as it is")
    given = asked.parse_args()
    lines = ["task\tasked\tfirst\tright match\twrong match\tambiguous"]
    built: dict[int, Resolver] = {}
    for task in tasks(names()):
        resolver = built.get(id(task.entries))
        if resolver is None:
            resolver = built[id(task.entries)] = Resolver(task.entries)
        cells = measure(resolver, task.questions, given.show)
        lines.append("\t".join((task.name, *cells)))
        print(lines[-1])
    if not given.check:
        (HERE / "result.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
