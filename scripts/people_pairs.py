"""Attested pairs of a Khmer name token and its Latin spelling, from whole names of public figures.

`khnorm.parse` takes titles off, and a husband's name, which only answers a husband's name. The tokens
that are left are paired in order; two or three Latin tokens may answer one Khmer token (Bun Heng,
ប៊ុនហេង) or the reverse, where they sound near and no fewer of them sound nearer (Norodom I is not how
នរោត្តម is spelled). The family name may stand last. Where the letters of a pair are too
unlike any expected spelling, one name is an alias or a part of the other (The Butcher, Sirik Matak
for ស៊ីសុវត្ថិ សិរិមតៈ), or was given at another time (ហ៊ុន ប៊ុនណាល់): its tokens tell nothing of each
other, and none of its pairs is taken.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from math import inf
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from khnorm import parse
from khnorm.text.latin import fold_latin
from khnorm.text.normalize import normalize

__all__ = ["Attested", "attested", "read_table"]

LEAST_LIKENESS = 0.5
# Tokens that are taken together must be more like what they answer.
LEAST_JOINED = 0.65
_FIRM = 0.35
_MOVES = ((1, 1), (1, 2), (1, 3), (2, 1), (3, 1))


@dataclass(frozen=True, slots=True)
class Attested:
    """A token and a spelling; `whole` if each was one token of the name as written.

    `weight` is 2 for the spelling of the person's first name form, 1 for the others.
    """

    khmer: str
    latin: str
    person: str
    whole: bool
    weight: int


def read_table(path: Path) -> list[dict[str, str]]:
    """Read a tab-separated table of the reference."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def _names(reference: Path) -> Iterator[tuple[str, str, str, int]]:
    for row in read_table(reference / "people.tsv"):
        for khmer in filter(None, row["khmer"].split("|")):
            for place, latin in enumerate(filter(None, row["latin_spellings"].split("|"))):
                yield row["id"], khmer, latin, 1 if place else 2
    for name in ("pairs_people_dev.tsv", "pairs_components.tsv"):
        for row in read_table(reference / name):
            yield row["entity_id"], row["km"], row["latin"], 1 if "alias" in row["kind"] else 2


def _apart(name: str) -> tuple[str, str]:
    """Give a person's own name and the husband's as they are written, titles off."""
    found = parse(name)
    husband = [part for part in found.parts if part.role == "husband"]
    spans = [(title.start, title.end) for title in (*found.titles, *found.offices)]
    spans += [(part.start, part.end) for part in husband]
    for start, end in sorted(spans, reverse=True):
        name = f"{name[:start]} {name[end:]}"
    return name, " ".join(part.text for part in husband)


def _bare(reference: Path) -> Iterator[tuple[str, str, str, int]]:
    for person, khmer, latin, weight in _names(reference):
        for tokens, spellings in zip(_apart(khmer), _apart(latin), strict=True):
            yield person, tokens, spellings, weight


def attested(reference: Path, expected: Callable[[str], list[str]]) -> list[Attested]:
    """Read the attested pairs.

    Args:
        reference: the folder of the reference.
        expected: gives the expected spellings of a Khmer token, lower case, likeliest first.

    Returns:
        The distinct pairs of each person.
    """

    @cache
    def likeness(khmer: str, latin: str) -> float:
        return max(
            (Levenshtein.normalized_similarity(each, latin) for each in expected(khmer)),
            default=0.0,
        )

    found: dict[tuple[str, str, str], Attested] = {}
    for person, khmer_name, latin_name, weight in _bare(reference):
        khmer = normalize(khmer_name).split()
        latin = re.findall(r"[a-z]+", fold_latin(latin_name).lower())
        turns = [latin, latin[1:] + latin[:1], latin[-1:] + latin[:-1]][: max(1, len(latin))]
        score, pairs = max(_pairing(tuple(khmer), tuple(turn), likeness) for turn in turns)
        if score == -inf or any(
            likeness(token, spelling) < LEAST_LIKENESS for token, spelling, _ in pairs
        ):
            continue
        for token, spelling, whole in pairs:
            found.setdefault(
                (token, spelling, person), Attested(token, spelling, person, whole, weight)
            )
    return list(found.values())


def _pairing(
    khmer: tuple[str, ...], latin: tuple[str, ...], likeness: Callable[[str, str], float]
) -> tuple[float, tuple[tuple[str, str, bool], ...]]:
    """Pair the tokens of two names in order so that they are as like as can be, -inf if none do."""

    @cache
    def best(i: int, j: int) -> tuple[float, tuple[tuple[str, str, bool], ...]]:
        if i == len(khmer) and j == len(latin):
            return 0.0, ()
        options: list[tuple[float, tuple[tuple[str, str, bool], ...]]] = [(-inf, ())]
        for some, more in _MOVES:
            if i + some > len(khmer) or j + more > len(latin):
                continue
            tokens, spellings = khmer[i : i + some], latin[j : j + more]
            token, spelling = "".join(tokens), "".join(spellings)
            gain = (likeness(token, spelling) - _FIRM) * max(some, more)
            if some + more > 2 and not _belong(tokens, spellings, likeness):
                continue
            rest, pairs = best(i + some, j + more)
            whole = some == more == 1
            score = gain + rest - (0.0 if whole else 0.05)
            options.append((score, ((token, spelling, whole), *pairs)))
        return max(options)

    return best(0, 0)


def _belong(
    tokens: tuple[str, ...], spellings: tuple[str, ...], likeness: Callable[[str, str], float]
) -> bool:
    """Say whether tokens answer each other together, and better than without the first or last."""
    whole = likeness("".join(tokens), "".join(spellings))
    fewer = [
        likeness("".join(some), "".join(more))
        for some, more in (
            *((part, spellings) for part in (tokens[1:], tokens[:-1])),
            *((tokens, part) for part in (spellings[1:], spellings[:-1])),
        )
        if some and more
    ]
    return whole >= LEAST_JOINED and whole > max(fewer)
