"""Rewrite the committed results: `python -m benchmarks.parse`.

`speed.tsv`: processor time for a name, drawn as in `benchmarks.normalize`, and for one long text;
`growth` is the cost of a name, or of a character, against the size before. nameparser, which knows
Western names, stands beside if it is installed. `order.tsv`: the Latin names of the tables'
people, family name first, and the same turned round.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from time import process_time

from benchmarks.normalize.names import make_names
from khnorm import tables
from khnorm.model import Order
from khnorm.names.parse import parse
from khnorm.names.taken import LONGEST
from khnorm.text.normalize import normalize

HERE = Path(__file__).parent
SIZES = (10_000, 100_000, 1_000_000)
PEER_SIZE = 10_000
# A longer text is no name, and is not taken apart.
LENGTHS = (100, 1_000, LONGEST)
RUNS = 3
SPEED = ("what", "of", "count", "microseconds_each", "growth")
ORDER = ("names", "count", "right", "open", "wrong")


def parse_and_normalize(text: str) -> object:
    return parse(text), normalize(text)


def nameparser() -> Callable[[str], object] | None:
    try:
        return import_module("nameparser").HumanName  # type: ignore[no-any-return]
    except ImportError:
        print("nameparser is not installed and is left out", file=sys.stderr)
        return None


def seconds(function: Callable[[str], object], texts: Sequence[str], runs: int) -> float:
    """The processor time of the best of some runs over all texts, one after another."""
    best = float("inf")
    for _ in range(runs):
        begin = process_time()
        for text in texts:
            function(text)
        best = min(best, process_time() - begin)
    return best


def speed_lines() -> list[str]:
    lines = []
    functions: dict[str, Callable[[str], object]] = {
        "khnorm parse": parse,
        "khnorm parse and normalize": parse_and_normalize,
    }
    for what, function in functions.items():
        before = 0.0
        for size in SIZES:
            names = make_names(size)
            runs = RUNS if size < SIZES[-1] else 1
            each = seconds(function, names, runs) / size * 1e6
            growth = f"{each / before:.2f}" if before else ""
            lines.append(f"{what}\tname\t{size}\t{each:.1f}\t{growth}")
            before = each
    peer = nameparser()
    if peer is not None:
        each = seconds(peer, make_names(PEER_SIZE), RUNS) / PEER_SIZE * 1e6
        lines.append(f"nameparser\tname\t{PEER_SIZE}\t{each:.1f}\t")
    return lines + text_lines()


def text_lines() -> list[str]:
    lines = []
    for kind, piece in (("titled names", "Samdech Techo Hun Sen, "), ("Khmer", "លោក សុខ ដារ៉ា ")):
        before = 0.0
        for size in LENGTHS:
            text = piece * (size // len(piece))
            each = seconds(parse, [text], RUNS) / len(text) * 1e6
            growth = f"{each / before:.2f}" if before else ""
            lines.append(
                f"khnorm parse\tcharacter of one text of {kind}\t{size}\t{each:.2f}\t{growth}"
            )
            before = each
    return lines


def order_lines() -> list[str]:
    rows = [row for row in tables.rows("people.tsv") if row["latin"].count(" ") == 1]
    written = [
        row["latin"].split(" ") for row in rows if "Western" not in row["note"] + row["role"]
    ]
    lines = []
    for kind, want in (("family first", Order.FAMILY_FIRST), ("given first", Order.GIVEN_FIRST)):
        names = written if want is Order.FAMILY_FIRST else [name[::-1] for name in written]
        told = [parse(" ".join(name)).order for name in names]
        right, open_ = told.count(want), told.count(Order.UNKNOWN)
        lines.append(f"{kind}\t{len(told)}\t{right}\t{open_}\t{len(told) - right - open_}")
    return lines


def main() -> int:
    for file, header, lines in (
        ("order.tsv", ORDER, order_lines()),
        ("speed.tsv", SPEED, speed_lines()),
    ):
        text = "\n".join(("\t".join(header), *lines)) + "\n"
        (HERE / file).write_text(text, encoding="utf-8", newline="\n")
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
