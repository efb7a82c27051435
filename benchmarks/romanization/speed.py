"""What loading, spelling and keying cost in processor time, beside peers in the same run.

Names are drawn from the model's sample as often as it gives their tokens, in both scripts; new
tokens are those of the sample that are in no table. The peer for keys is Metaphone over unidecode, by jellyfish where it is installed; else unidecode alone.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
from random import Random
from statistics import median
from time import process_time
from typing import Any

from unidecode import unidecode

from benchmarks.romanization.measure import model_tokens, people
from khnorm.sound.keys import coarse
from khnorm.sound.lexicon import lexicon
from khnorm.sound.speller import speller
from khnorm.tables import read_rows

# Names, of how many tokens each, and how often a measure is taken; the middle one counts.
NAMES, TOKENS, TURNS = 50_000, 2, 3
# New tokens.
NEW = 1_000
_LOADING = """
from time import process_time
import khnorm.sound.spellings
start = process_time()
khnorm.sound.spellings.romanizations("សុខា")
print(process_time() - start)
"""


def names(reference: Path) -> list[tuple[str, ...]]:
    """Draw names, the same ones every time; every second one is in Latin letters."""
    path = reference / "name_tokens_model.tsv"
    table = read_rows(path.read_text(encoding="utf-8"), path.name)
    totals = list(accumulate(int(row["count"]) for row in table))
    drawn = Random(1)
    found = []
    for number in range(NAMES):
        script = "latin" if number % 2 else "khmer"
        some = drawn.choices(table, cum_weights=totals, k=TOKENS)
        found.append(tuple(row[script] for row in some))
    return found


def _seconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def _loading() -> float:
    done = subprocess.run([sys.executable, "-c", _LOADING], capture_output=True, check=True)
    return float(done.stdout)


def _spelling(tokens: list[str]) -> float:
    """Give the time of a token's ten spellings, when its units have been met before."""
    rank = speller().ranked
    for token in tokens:
        rank(token, 10)
    work = median(_seconds(lambda: [rank(each, 10) for each in tokens]) for _ in range(TURNS))
    return work / len(tokens)


def _peer() -> tuple[str, Callable[[str], object]]:
    if find_spec("jellyfish") is None:
        return "unidecode", unidecode
    jellyfish: Any = import_module("jellyfish")
    return "unidecode and Metaphone", lambda token: jellyfish.metaphone(unidecode(token))


def speeds(reference: Path) -> Iterator[str]:
    """Measure, each as a line of name and value."""
    drawn = names(reference)
    tokens = [token for name in drawn for token in name]
    distinct = list(dict.fromkeys(tokens))
    peer, key = _peer()

    def keyed() -> None:
        coarse.cache_clear()
        for token in tokens:
            coarse(token)

    ours = median(_seconds(keyed) for _ in range(TURNS))
    theirs = median(_seconds(lambda: [key(token) for token in tokens]) for _ in range(TURNS))
    known = lexicon()
    spelling = _spelling([case.khmer for case in people()[0]])
    new = _spelling([token for token in model_tokens(reference) if token not in known][:NEW])
    loading = median(_loading() for _ in range(TURNS))
    yield f"first spelling: tables loaded, milliseconds\t{1000 * loading:.0f}"
    yield f"ten spellings of a token, warm, milliseconds\t{1000 * spelling:.2f}"
    yield f"ten spellings of a token that is in no table, warm, milliseconds\t{1000 * new:.2f}"
    yield f"names drawn, of {TOKENS} tokens\t{len(drawn)}"
    yield f"distinct tokens among them\t{len(distinct)}"
    yield f"names keyed in a minute, keys kept by token\t{round(60 * len(drawn) / ours, -4):.0f}"
    yield f"time beside {peer}, nothing kept\t{ours / theirs:.2f}"
