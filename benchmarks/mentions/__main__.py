"""Rewrite the committed result: `python -m benchmarks.mentions`; with `--dev` only look at that half.

The misses listed are those of both halves; what is changed after reading those of the half `held` is
not measured on it any more.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from time import process_time

from benchmarks.mentions.measure import HALVES, HERE, LANGUAGES, Score, ours, read_sentences, score
from benchmarks.mentions.peers import peers


def _line(language: str, half: str, who: str, got: Score) -> str:
    shares = (got.precision, got.recall, got.f1, got.alarm_share)
    cells = [language, half, who, str(got.marked), str(got.without)]
    return "\t".join(cells + [f"{share:.3f}" for share in shares])


def _dev() -> None:
    for language in LANGUAGES:
        got = score([row for row in read_sentences(language) if row.half == HALVES[0]])
        print(_line(language, HALVES[0], "khnorm", got))
        for miss in got.misses:
            print("\t".join(miss))


def _all() -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    for language in LANGUAGES:
        for half in HALVES:
            rows = [row for row in read_sentences(language) if row.half == half]
            got = score(rows)
            yield _line(language, half, "khnorm", got), got.misses
            for name, finder in peers(language):
                yield _line(language, half, name, score(rows, finder)), []


def _speeds() -> Iterator[str]:
    """Time each finder on the sentences of a language, in one thread; the machine's own seconds."""
    for language in LANGUAGES:
        texts = [row.text for row in read_sentences(language)]
        size = sum(len(text.encode()) for text in texts)
        ours_takes = 0.0
        for name, finder in [("khnorm", ours), *peers(language)]:
            for text in texts[:20]:
                list(finder(text))  # tables and models are loaded, and some words remembered
            start = process_time()
            for text in texts:
                list(finder(text))
            takes = process_time() - start
            ours_takes = ours_takes or takes
            yield f"{language}\t{name}\t{size / takes / 1000:.0f}\t{takes / ours_takes:.1f}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mentions", description=__doc__)
    parser.add_argument("--dev", action="store_true", help="print the half dev and its misses")
    if parser.parse_args().dev:
        _dev()
        return 0
    lines = ["language\thalf\tfinder\tnames\twithout\tprecision\trecall\tf1\tfalse_alarms"]
    misses = ["what\tname\tsentence"]
    for line, missed in _all():
        lines.append(line)
        misses += ["\t".join(miss) for miss in missed]
    print("\n".join(lines))
    (HERE / "result.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    speeds = ["language\tfinder\tkilobytes_a_second\ttimes_khnorm", *_speeds()]
    print("\n".join(speeds))
    (HERE / "speed.tsv").write_text("\n".join(speeds) + "\n", encoding="utf-8")
    (HERE / "misses.tsv").write_text("\n".join(misses) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
