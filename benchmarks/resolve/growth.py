"""What an index costs as it grows: building, memory, answering, saving, mapping; and the peers.

The names are family names and given names of `names.tsv` combined anew, by frequency. Each size is
measured in a process of its own, so that none finds what another has remembered: `first answers/s`
are the first questions that it is ever asked, `answers/s` those that come after them. Peers answer
the same questions over the same names in the same process. Of the later questions, and of the
peer's, the fastest fifth counts, as the machine is shared and its speed varies twofold. Run as
`python -m benchmarks.resolve.growth`; `--million` adds the largest size. It rewrites `growth.tsv`.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time

from rapidfuzz import fuzz, process
from unidecode import unidecode

from benchmarks.resolve.run import Row, names
from khnorm import Resolver
from khnorm.match.compare import score_profiles
from khnorm.match.profile import profile

HERE = Path(__file__).parent
SEED = 5
ASKED_FIRST, ASKED, ASKED_PEER = 2_000, 10_000, 50
BATCHES = 5
SIZES = (1_000, 10_000, 100_000)


def combined(rows: list[Row], size: int) -> list[tuple[str, str, str]]:
    """Combine names anew: id, the form that is filed (Khmer or Latin), the form that is asked."""
    chance = random.Random(SEED)
    usable = [
        (row["khmer"].split(" ", 1), row["latin"].split("|")[0].split(" ", 1))
        for row in rows
        if row["khmer"].count(" ") and all(form.count(" ") for form in row["latin"].split("|"))
    ]
    found = []
    for number in range(size):
        family, given = chance.choice(usable), chance.choice(usable)
        khmer, latin = f"{family[0][0]} {given[0][1]}", f"{family[1][0]} {given[1][1]}"
        filed, asked = (khmer, latin) if number % 2 else (latin, khmer)
        found.append((f"p{number}", filed, asked))
    return found


def clock(work: Callable[[], object]) -> float:
    """Give the processor seconds of this process that some work takes."""
    start = process_time()
    work()
    return process_time() - start


def fastest(answer: Callable[[list[str]], object], asked: list[str]) -> float:
    """Give how many questions a second are answered in the fastest of some batches of them."""
    size = len(asked) // BATCHES
    batches = [asked[place * size : (place + 1) * size] for place in range(BATCHES)]
    return size / min([clock(partial(answer, some)) for some in batches])


def megabytes() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def measure(size: int) -> dict[str, str]:
    people = combined(names(), size)
    chosen = random.Random(SEED).choices(people, k=ASKED_FIRST + ASKED)
    asked = [question for _, _, question in chosen]
    before = megabytes()
    start = process_time()
    resolver = Resolver([(identifier, filed) for identifier, filed, _ in people])
    gc.collect()  # what building leaves behind is its own
    building = process_time() - start
    first = clock(lambda: list(resolver.resolve_many(asked[:ASKED_FIRST])))
    ours = fastest(lambda some: list(resolver.resolve_many(some)), asked[ASKED_FIRST:])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index"
        saving = clock(lambda: resolver.save(path))
        start = perf_counter()
        Resolver.load(path).resolve(asked[0])
        mapping = perf_counter() - start
        on_disk = path.stat().st_size / (1 << 20)
    plain = [unidecode(filed).lower() for _, filed, _ in people]
    few = [unidecode(question).lower() for question in asked[:ASKED_PEER]]

    def peer(some: list[str]) -> object:
        return [process.extractOne(one, plain, scorer=fuzz.WRatio) for one in some]

    theirs = fastest(peer, few)
    return {
        "names": str(size),
        "build s": f"{building:.2f}",
        "build us/name": f"{building / size * 1e6:.0f}",
        "first answers/s": f"{ASKED_FIRST / first:.0f}",
        "answers/s": f"{ours:.0f}",
        "rapidfuzz WRatio/s": f"{theirs:.0f}",
        "ratio": f"{ours / theirs:.1f}",
        "peak MB more": f"{megabytes() - before:.0f}",
        "save s": f"{saving:.2f}",
        "map and answer s": f"{mapping:.3f}",
        "file MB": f"{on_disk:.1f}",
    }


def pairs() -> list[str]:
    """Time one pair in bulk: each name against each other, prepared once."""
    people = combined(names(), 400)
    filed = [profile(one) for _, one, _ in people[:200]]
    asked = [profile(one) for _, _, one in people[:200]]
    spent = clock(lambda: [score_profiles(a, b) for a in filed for b in asked])
    count = len(filed) * len(asked)
    texts = [(one, other) for _, one, _ in people[:200] for _, _, other in people[:200]]
    plain = [(unidecode(a), unidecode(b)) for a, b in texts]
    peer = clock(lambda: [fuzz.token_sort_ratio(a, b) for a, b in plain])
    return [
        f"one pair in bulk, us\t{spent / count * 1e6:.1f}",
        f"rapidfuzz token_sort_ratio, us\t{peer / count * 1e6:.2f}",
        f"ratio\t{spent / peer:.0f}",
        *_nomenklatura(texts[:300], spent / count),
    ]


def _nomenklatura(texts: list[tuple[str, str]], ours: float) -> list[str]:
    from benchmarks.pairs.peers import nomenklatura

    matcher = nomenklatura()
    if matcher is None:
        return []
    matcher("Hun Sen", "Sok An")
    spent = clock(lambda: [matcher(a, b) for a, b in texts]) / len(texts)
    return [f"nomenklatura logic-v2, us\t{spent * 1e6:.0f}", f"ratio\t{ours / spent:.3f}"]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--million", action="store_true", help="measure a million names too")
    asked.add_argument("--check", action="store_true", help="leave growth.tsv as it is")
    given = asked.parse_args()
    sizes = (*SIZES, 1_000_000) if given.million else SIZES
    alone = get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=alone, max_tasks_per_child=1) as pool:
        found = list(pool.map(measure, sizes))
    lines = ["\t".join(found[0]), *("\t".join(row.values()) for row in found), "", *pairs()]
    print("\n".join(lines))
    if not given.check:
        (HERE / "growth.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
