"""Count how often a right spelling is first, and among the first ten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from benchmarks.romanization.peers import Speller
from khnorm.sound.keys import coarse
from khnorm.tables import read_rows
from khnorm.text.latin import fold_latin

HERE = Path(__file__).parent
# Places to spell: a sample, always the same, since one peer spells four a second.
PLACES = 600


@dataclass(frozen=True, slots=True)
class Case:
    khmer: str
    right: frozenset[str]
    listed: bool  # whether the model's sample, from which the tables were made, holds it
    keys: frozenset[str] = frozenset()  # coarse keys, by tables that never saw the token
    heard: tuple[int, ...] = ()  # the token's place among ten of each spelling, likewise; 0: none


@dataclass(frozen=True, slots=True)
class Score:
    cases: int
    first: int
    ten: int


def letters(text: str) -> str:
    """Keep the letters of a spelling: accents, spaces, signs and case apart."""
    return "".join(char for char in fold_latin(text).lower() if char.isascii() and char.isalpha())


def people() -> tuple[list[Case], dict[str, list[str]]]:
    """Read the name tokens of public figures, and what tables that never saw them make of them."""
    path = HERE / "held_out.tsv"
    cases, held_out = [], {}
    for row in read_rows(path.read_text(encoding="utf-8"), path.name):
        right = frozenset(row["attested"].split("|"))
        keys = frozenset(row["keys"].split("|"))
        heard = tuple(0 if place == "-" else int(place) for place in row["heard"].split("|"))
        cases.append(Case(row["khmer"], right, row["in_model"] == "yes", keys, heard))
        held_out[row["khmer"]] = row["spellings"].split("|")
    return cases, held_out


def places(reference: Path) -> list[Case]:
    """Sample the places of the gazetteer with their official spellings."""
    path = reference / "gazetteer_dev.tsv"
    right: dict[str, set[str]] = {}
    for row in read_rows(path.read_text(encoding="utf-8"), path.name):
        right.setdefault(row["km"], set()).add(letters(row["latin"]))
    chosen = sorted(right, key=lambda khmer: sha256(khmer.encode()).digest())[:PLACES]
    return [Case(khmer, frozenset(right[khmer]), False) for khmer in chosen]


def spelled(speller: Speller, cases: Iterable[Case]) -> dict[str, list[str]]:
    return {case.khmer: [letters(each) for each in speller(case.khmer)] for case in cases}


def score(cases: Iterable[Case], spellings: dict[str, list[str]]) -> Score:
    found = [(case, spellings[case.khmer][:10]) for case in cases]
    first = sum(bool(ranked) and ranked[0] in case.right for case, ranked in found)
    ten = sum(not case.right.isdisjoint(ranked) for case, ranked in found)
    return Score(len(found), first, ten)


def score_heard(cases: Iterable[Case]) -> Score:
    """Count the attested spellings that are written in Khmer as the token again."""
    places_found = [place for case in cases for place in case.heard]
    return Score(len(places_found), places_found.count(1), sum(map(bool, places_found)))


def shared_keys(cases: Iterable[Case]) -> tuple[int, int]:
    """Count the pairs of a token and an attested spelling, and those that share a coarse key."""
    pairs = [(case, latin) for case in cases for latin in case.right]
    return len(pairs), sum(not case.keys.isdisjoint(coarse(latin)) for case, latin in pairs)


def buckets(tokens: Iterable[str]) -> Counter[str]:
    """Count the tokens under each coarse key."""
    return Counter(key for token in tokens for key in coarse(token))


def model_tokens(reference: Path) -> list[str]:
    """Read the Khmer tokens of the model's sample."""
    path = reference / "name_tokens_model.tsv"
    rows = read_rows(path.read_text(encoding="utf-8"), path.name)
    return list(dict.fromkeys(row["khmer"] for row in rows))
