"""Rewrite the committed result: `python -m benchmarks.normalize`.

Peers that are not installed are left out with a note: ftfy, khmernormalizer and pheasa. With
KHNORM_EXTERNAL set, SIL's test file is counted too.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from time import process_time

from benchmarks.normalize.names import make_names
from khnorm.text.normalize import aligned, fold, normalize

HERE = Path(__file__).parent
SIZES = (10_000, 100_000, 1_000_000)
PEER_SIZE = 100_000
RUNS = 3
OURS = {"khnorm normalize": normalize, "khnorm aligned": aligned, "khnorm fold": fold}
PEERS = {
    "ftfy": ("ftfy", "fix_text"),
    "khmernormalizer": ("khmernormalizer", "normalize"),
    "pheasa": ("pheasa", "normalize"),
}
HEADER = ("what", "names", "microseconds_a_name", "growth", "times_nfkc", "sil_rows_of_85")


def nfkc(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def engines() -> dict[str, Callable[[str], object]]:
    """All that is timed, by name: the standard library's NFKC, khnorm, the peers installed."""
    found: dict[str, Callable[[str], object]] = {"unicodedata NFKC": nfkc, **OURS}
    for name, (module, function) in PEERS.items():
        try:
            found[name] = getattr(import_module(module), function)
        except ImportError:
            print(f"{name} is not installed and is left out", file=sys.stderr)
    return found


def seconds(function: Callable[[str], object], names: list[str]) -> float:
    """The processor time of the best of some runs over all names, one after another."""
    best = float("inf")
    for _ in range(RUNS):
        begin = process_time()
        for name in names:
            function(name)
        best = min(best, process_time() - begin)
    return best


def sil_rows(function: Callable[[str], object]) -> str:
    """How many rows of SIL's test file come out right; empty where the file is not at hand."""
    folder = os.environ.get("KHNORM_EXTERNAL")
    if not folder or function in (aligned, fold):
        return ""
    bad, good = (
        (Path(folder) / "sil" / name).read_text(encoding="utf-8").splitlines()
        for name in ("bad.txt", "good.txt")
    )
    return str(sum(function(word) == right for word, right in zip(bad, good, strict=True)))


def main() -> int:
    names = make_names(max(SIZES))
    dirty = sum(normalize(name) != name for name in names) / len(names)
    print(f"{dirty:.1%} of the names are dirty", file=sys.stderr)
    lines = ["\t".join(HEADER)]
    base: dict[int, float] = {}
    for what, function in engines().items():
        before = None
        for size in SIZES:
            if what in PEERS and size > PEER_SIZE:
                continue
            each = seconds(function, names[:size]) / size
            base.setdefault(size, each)
            growth = f"{each / before:.2f}" if before else ""
            before = each
            cells = [what, str(size), f"{each * 1e6:.2f}", growth, f"{each / base[size]:.1f}"]
            lines.append("\t".join([*cells, sil_rows(function)]))
            print(lines[-1])
    (HERE / "result.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
