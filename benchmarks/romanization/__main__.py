"""Rewrite the committed result: `python -m benchmarks.romanization --reference DIR`.

People: name tokens of public figures (`held_out.tsv`, made by `scripts/estimate_spellings.py
--folds 8`); `khnorm, held out` are spellings by tables that never saw the token among the people.
Keys: whether those pairs share a coarse key, and how the keys part the model's sample in DIR.
Speed: what loading, spelling and keying cost, beside peers in the same run.
Latin to Khmer: each attested spelling written in Khmer, right where it is the token again.
Places: a sample of the gazetteer in DIR (KHNORM_REFERENCE may name it instead), whose spellings
follow the scheme `gd`. Peers that are not installed are named and passed over; so are the places
where there is no DIR.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.romanization.measure import (
    HERE,
    Case,
    Score,
    buckets,
    model_tokens,
    people,
    places,
    score,
    score_heard,
    shared_keys,
    spelled,
)
from benchmarks.romanization.peers import missing, peers
from benchmarks.romanization.speed import speeds
from khnorm.sound.schemes import romanize
from khnorm.sound.spellings import romanizations

HEADER = "set\tsystem\tcases\tfirst\tten"


def _popular(text: str) -> list[str]:
    return [spelling.text for spelling in romanizations(text)]


def _official(text: str) -> list[str]:
    return [romanize(text, scheme="gd")]


def _line(name: str, system: str, got: Score) -> str:
    shares = f"{got.first / got.cases:.3f}\t{got.ten / got.cases:.3f}"
    return f"{name}\t{system}\t{got.cases}\t{shares}"


def _people() -> Iterator[str]:
    cases, held_out = people()
    parts = {
        "people, in the model's sample": [case for case in cases if case.listed],
        "people, in no list": [case for case in cases if not case.listed],
        "people": cases,
    }
    systems = {"khnorm, held out": held_out, "khnorm, as shipped": spelled(_popular, cases)}
    systems |= {name: spelled(speller, cases) for name, speller in peers()}
    for name, part in parts.items():
        for system, spellings in systems.items():
            yield _line(name, system, score(part, spellings))
        yield _line(f"{name}, Latin to Khmer", "khnorm, held out", score_heard(part))
    missed = ["khmer\tattested\tspellings"]
    for case in cases:
        if case.right.isdisjoint(held_out[case.khmer]):
            right = "|".join(sorted(case.right))
            missed.append(f"{case.khmer}\t{right}\t{'|'.join(held_out[case.khmer])}")
    (HERE / "misses_people.tsv").write_text("\n".join(missed) + "\n", encoding="utf-8")


def _places(reference: Path) -> Iterator[str]:
    cases = places(reference)
    systems = {"khnorm gd": _official, "khnorm popular": _popular, **dict(peers())}
    for system, speller in systems.items():
        yield _line("places", system, score(cases, spelled(speller, cases)))
    _write_missed_places(cases, _official)


def _keys(reference: Path) -> Iterator[str]:
    pairs, shared = shared_keys(people()[0])
    tokens = model_tokens(reference)
    sizes = buckets(tokens)
    largest, size = max(sizes.items(), key=lambda item: (item[1], item[0]))
    met = sum(each * each for each in sizes.values()) / sizes.total()
    yield f"pairs of people's tokens, held out\t{pairs}"
    yield f"of them sharing a coarse key\t{shared / pairs:.3f}"
    yield f"tokens of the model's sample\t{len(tokens)}"
    yield f"keys of a token, mean\t{sizes.total() / len(tokens):.2f}"
    yield f"buckets\t{len(sizes)}"
    yield f"tokens in a bucket, mean\t{sizes.total() / len(sizes):.1f}"
    yield f"tokens in the bucket that a token meets, mean\t{met:.1f}"
    yield f"tokens in the largest bucket ({largest})\t{size}"


def _write_missed_places(cases: list[Case], speller: Callable[[str], list[str]]) -> None:
    spellings = spelled(speller, cases)
    missed = ["khmer\tofficial\tgd"]
    for case in cases:
        if case.right.isdisjoint(spellings[case.khmer]):
            right = "|".join(sorted(case.right))
            missed.append(f"{case.khmer}\t{right}\t{spellings[case.khmer][0]}")
    (HERE / "misses_places.tsv").write_text("\n".join(missed) + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.romanization", description=__doc__)
    parser.add_argument("--reference", type=Path, default=os.environ.get("KHNORM_REFERENCE"))
    options = parser.parse_args()
    for name in missing():
        print(f"not installed, passed over: {name}", file=sys.stderr)
    lines = [HEADER, *_people()]
    if options.reference:
        lines += _places(options.reference)
        keys = ["measure\tvalue", *_keys(options.reference)]
        (HERE / "keys.tsv").write_text("\n".join(keys) + "\n", encoding="utf-8")
        print("\n".join(keys))
        speed = ["measure\tvalue", *speeds(options.reference)]
        (HERE / "speed.tsv").write_text("\n".join(speed) + "\n", encoding="utf-8")
        print("\n".join(speed))
    else:
        print("no reference: places, buckets and speed passed over", file=sys.stderr)
    print("\n".join(lines))
    if not missing() and options.reference:
        (HERE / "result.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    else:
        print("not complete: result.tsv is left as it was", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
