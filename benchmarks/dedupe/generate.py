"""Lists of invented and public people whose truth is known, the same for the same seed.

    python -m benchmarks.dedupe.generate 10000 [--kind realistic|dense] [--seed 1] > list.tsv

An invented person is a family name and a given name drawn by frequency from `data/elements.tsv` and
`spellings.tsv`. Each row writes a person anew: in either script, spelled by the shares met in names,
in either order, glued, spaced or hyphenated, with titles and now and then a slip of typing. Who is
drawn twice is one person: namesakes are one as names go, and common names have many rows, as in
real lists. Two persons never share their commonest Latin spelling, so a truth that names can show
exists; how near strangers come to each other is left to chance.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Generic, Literal, TypeVar

from benchmarks.dedupe.slips import slip_encoding, slip_latin
from khnorm.tables import rows as table_rows

Kind = Literal["realistic", "dense"]
T = TypeVar("T")

SPELLINGS = Path(__file__).with_name("spellings.tsv")

# How many rows a person has: most have one or two, a few officials have many.
ROWS_OF_PERSON = ((1, 0.36), (2, 0.24), (3, 0.15), (4, 0.10), (5, 0.06), (7, 0.05), (10, 0.04))
DENSE_ROWS_OF_PERSON = ((1, 0.70), (2, 0.20), (3, 0.07), (4, 0.03))
DENSE_FAMILIES, DENSE_FIRST, DENSE_LAST = 50, 30, 24


@dataclass(frozen=True, slots=True)
class Writing:
    """How the rows of a list are written; each figure is the share of rows, in [0, 1]."""

    public: float = 0.02  # persons from the table of public figures
    khmer: float = 0.40
    titled: float = 0.33
    repeated: float = (
        0.5  # a row that copies an earlier one of its person, as sources copy each other
    )
    own_spelling: float = 0.6  # the person's usual spelling instead of anybody's
    western: float = 0.06  # given name first
    comma: float = 0.02
    family_capitals: float = 0.08
    capitals: float = 0.10
    small: float = 0.02
    glued: float = 0.10  # Khmer without a space, or the Latin given name without its own
    slip: float = 0.02  # one letter typed wrong
    encoding: float = 0.04  # Khmer typed in one of its wrong orders


REALISTIC = Writing()
DENSE = Writing(public=0, khmer=0.3, titled=0.3, western=0, slip=0.01)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `name` as a list has it, and the person's both names for a list of two columns."""

    name: str
    khmer: str
    latin: str
    person: int


@dataclass(frozen=True, slots=True)
class Element:
    """A piece of a name: Khmer, and its Latin spellings with their shares."""

    khmer: str
    latin: tuple[str, ...]
    shares: tuple[float, ...]
    frequency: float


@dataclass(frozen=True, slots=True)
class Courtesy:
    """Words before a name: how often, for whom (`m`, `f` or both), and how they are written."""

    weight: float
    gender: str
    khmer: tuple[str, ...]
    latin: tuple[str, ...]


class Weighted(Generic[T]):
    """Choices drawn by weight."""

    def __init__(self, choices: Sequence[T], weights: Sequence[float]) -> None:
        self.choices = choices
        self.cumulative = list(accumulate(weights))

    def draw(self, rng: random.Random) -> T:
        return rng.choices(self.choices, cum_weights=self.cumulative)[0]


COURTESIES = (
    Courtesy(30, "m", ("លោក", "លោក "), ("Mr. ", "Mr ", "Lok ")),
    Courtesy(10, "f", ("លោកស្រី", "លោកស្រី "), ("Mrs. ", "Ms. ", "Ms ", "Lok Srey ")),
    Courtesy(4, "f", ("កញ្ញា", "អ្នកស្រី "), ("Miss ", "Neak Srey ")),
    Courtesy(25, "m", ("ឯកឧត្តម", "ឯកឧត្ដម ", "ឯ.ឧ. "), ("H.E. ", "H.E ", "His Excellency ")),
    Courtesy(6, "f", ("លោកជំទាវ", "លោកជំទាវ "), ("Lok Chumteav ", "Lok Chumteav ", "H.E. Mrs. ")),
    Courtesy(8, "m", ("ឧកញ៉ា ", "អ្នកឧកញ៉ា"), ("Oknha ", "Neak Oknha ", "Okhna ")),
    Courtesy(5, "", ("បណ្ឌិត ", "ឯកឧត្តមបណ្ឌិត "), ("Dr. ", "Dr ", "H.E. Dr. ")),
    Courtesy(4, "", ("សាស្ត្រាចារ្យ ",), ("Prof. ", "Professor ")),
    Courtesy(4, "m", ("ឧត្តមសេនីយ៍ឯក ", "ឧត្តមសេនីយ៍"), ("General ", "Gen. ", "Lt. Gen. ")),
    Courtesy(2, "m", ("វរសេនីយ៍ឯក ",), ("Colonel ", "Col. ")),
    Courtesy(2, "m", ("ព្រះតេជគុណ ",), ("Venerable ", "Ven. ")),
    Courtesy(1, "m", ("សម្តេច", "សម្ដេច "), ("Samdech ", "Samdach ")),
)


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person: family name first among the elements, `usual` spells each in Latin."""

    elements: tuple[Element, ...]
    usual: tuple[str, ...]
    gender: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A public figure with the forms met."""

    khmer: tuple[str, ...]
    latin: tuple[str, ...]
    gender: str


@cache
def elements() -> dict[str, Element]:
    """Read the spellings of name elements."""
    found = {}
    with SPELLINGS.open(encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            khmer, frequency, cell = line.rstrip("\n").split("\t")
            pairs = [pair.split(":") for pair in cell.split("|")]
            found[khmer] = Element(
                khmer,
                tuple(latin for latin, _ in pairs),
                tuple(float(share) for _, share in pairs),
                float(frequency),
            )
    return found


@cache
def families() -> tuple[tuple[Element, float], ...]:
    """List the Khmer family names whose spellings are known, with weights, commonest first."""
    known = elements()
    banded = [
        (known[row["form"]], 4.0 ** int(row["family"]) * known[row["form"]].frequency ** 0.5)
        for row in table_rows("elements.tsv")
        if row["script"] == "khmer" and row["form"] in known and int(row["family"] or 0) > 0
    ]
    return tuple(sorted(banded, key=lambda pair: (-pair[1], -pair[0].frequency, pair[0].khmer)))


@cache
def figures() -> tuple[Figure, ...]:
    """List the public figures that have a name in both scripts."""
    forms: dict[str, dict[str, list[str]]] = {}
    for row in table_rows("aliases.tsv"):
        if row["kind"] == "person" and row["status"] != "refused":
            forms.setdefault(row["id"], {}).setdefault(row["script"], []).append(row["form"])
    people = (
        Figure(tuple(own["khmer"]), tuple(own["latin"]), row["gender"])
        for row in table_rows("people.tsv")
        if {"khmer", "latin"} <= (own := forms.get(row["id"], {})).keys()
    )
    return tuple(people)


class Births:
    """Invents persons whose commonest Latin spellings all differ."""

    def __init__(self, rng: random.Random, kind: Kind) -> None:
        self.rng = rng
        self.dense = kind == "dense"
        self.persons: dict[tuple[str, ...], tuple[int, Person]] = {}
        self.taken: set[str] = set()
        known = families()
        if self.dense:
            family = unlike([element for element, _ in known])[:DENSE_FAMILIES]
            common = unlike([e for e in elements().values() if syllables(e) == 1])
            last = common[DENSE_FIRST : DENSE_FIRST + DENSE_LAST]
            self.family = Weighted(family, [1.0] * DENSE_FAMILIES)
            self.slots = [
                Weighted(common[:DENSE_FIRST], [1.0] * DENSE_FIRST),
                Weighted(last, [1.0] * DENSE_LAST),
                Weighted(last, [1.0] * DENSE_LAST),
            ]
            self.whole = self.slots[0]
            self.length = Weighted((2, 3), (0.3, 0.7))
        else:
            given = list(elements().values())
            short = [element for element in given if syllables(element) == 1]
            self.family = Weighted([e for e, _ in known], [weight for _, weight in known])
            self.whole = Weighted(given, [e.frequency**0.75 for e in given])
            syllable = Weighted(short, [e.frequency for e in short])
            self.slots = [syllable, syllable]
            self.length = Weighted((1, 2), (0.65, 0.35))

    def person(self) -> tuple[int, Person]:
        """Draw somebody: a new person, or in a realistic list one drawn before, by number."""
        while True:
            count = self.length.draw(self.rng)
            slots = self.slots[:count] if count > 1 else [self.whole]
            chosen = (self.family.draw(self.rng), *(slot.draw(self.rng) for slot in slots))
            name = tuple(element.khmer for element in chosen)
            if name in self.persons and not self.dense:
                return self.persons[name]
            sound = "".join(element.latin[0] for element in chosen)
            if sound not in self.taken:
                self.taken.add(sound)
                usual = tuple(spelled(element, self.rng) for element in chosen)
                person = Person(chosen, usual, self.rng.choice("mf"))
                self.persons[name] = len(self.persons), person
                return self.persons[name]


def unlike(choices: list[Element]) -> list[Element]:
    """Keep those that share no spelling with an earlier one."""
    taken: set[str] = set()
    kept = []
    for element in choices:
        if taken.isdisjoint(element.latin):
            taken.update(element.latin)
            kept.append(element)
    return kept


def syllables(element: Element) -> int:
    """Count the runs of vowels in the commonest Latin spelling."""
    spelling = element.latin[0]
    return sum(
        letter in "aeiouy" and (at == 0 or spelling[at - 1] not in "aeiouy")
        for at, letter in enumerate(spelling)
    )


def spelled(element: Element, rng: random.Random) -> str:
    return rng.choices(element.latin, element.shares)[0]


class Clerk:
    """Writes the rows of a list in the manner given."""

    def __init__(self, rng: random.Random, writing: Writing) -> None:
        self.rng = rng
        self.writing = writing
        self.courtesies = {
            gender: Weighted(fit, [courtesy.weight for courtesy in fit])
            for gender in ("m", "f", "")
            if (fit := [c for c in COURTESIES if c.gender in ("", gender)])
        }

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def khmer(self, person: Person | Figure) -> str:
        if isinstance(person, Figure):
            text = self.rng.choice(person.khmer)
        else:
            family, *given = (element.khmer for element in person.elements)
            text = f"{family} {''.join(given)}"
        if self.chance(self.writing.glued):
            text = text.replace(" ", "")
        return slip_encoding(text, self.rng) if self.chance(self.writing.encoding) else text

    def latin(self, person: Person | Figure) -> str:
        if isinstance(person, Figure):
            text = self.rng.choice(person.latin)
        else:
            text = self._invented(person)
        if self.chance(self.writing.slip):
            text = slip_latin(text, self.rng)
        if self.chance(self.writing.capitals):
            return text.upper()
        return text.lower() if self.chance(self.writing.small) else text

    def _invented(self, person: Person) -> str:
        rng, writing = self.rng, self.writing
        usual = self.chance(writing.own_spelling)
        spellings = person.usual if usual else [spelled(e, rng) for e in person.elements]
        family, *rest = (spelling.capitalize() for spelling in spellings)
        given = "".join(rest).capitalize()
        if len(rest) > 1 and not self.chance(writing.glued * 4):
            given = rng.choice((" ", " ", "-")).join(rest)
        if self.chance(writing.family_capitals):
            family = family.upper()
        if self.chance(writing.western):
            return f"{given} {family}"
        return f"{family}, {given}" if self.chance(writing.comma) else f"{family} {given}"

    def titled(self, person: Person | Figure, name: str, khmer: bool) -> str:
        if not self.chance(self.writing.titled):
            return name
        courtesy = self.courtesies[person.gender].draw(self.rng)
        return self.rng.choice(courtesy.khmer if khmer else courtesy.latin) + name

    def row(self, person: Person | Figure, number: int) -> Row:
        khmer, latin = self.khmer(person), self.latin(person)
        shown = self.chance(self.writing.khmer)
        name = self.titled(person, khmer if shown else latin, shown)
        return Row(name, khmer, latin, number)


def generate(rows: int, *, seed: int = 1, kind: Kind = "realistic") -> list[Row]:
    """Make a list.

    Args:
        rows: how many.
        seed: the same seed gives the same list.
        kind: `realistic`, or `dense`: few family names and few syllables, so that strangers crowd.

    Returns:
        The rows, shuffled; rows of one person share `person`.
    """
    rng = random.Random(f"{kind} {seed}")
    dense = kind == "dense"
    writing = DENSE if dense else REALISTIC
    counts = DENSE_ROWS_OF_PERSON if dense else ROWS_OF_PERSON
    how_many = Weighted([n for n, _ in counts], [share for _, share in counts])
    person: Person | Figure
    births, clerk = Births(rng, kind), Clerk(rng, writing)
    public = list(figures()) if writing.public else []
    rng.shuffle(public)
    made: list[Row] = []
    rows_of: dict[int, list[Row]] = defaultdict(list)
    while len(made) < rows:
        number, person = births.person()
        if public and rng.random() < writing.public:
            number, person = -len(public), public.pop()
        own = rows_of[number]
        for _ in range(how_many.draw(rng)):
            repeat = own and rng.random() < writing.repeated
            own.append(rng.choice(own) if repeat else clerk.row(person, number))
            made.append(own[-1])
    del made[rows:]
    rng.shuffle(made)
    return made


def written_lines(rows: list[Row]) -> Iterator[tuple[str | int, ...]]:
    yield ("name", "khmer", "latin", "person")
    yield from ((row.name, row.khmer, row.latin, row.person) for row in rows)


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Write a list with known truth to standard output."
    )
    parser.add_argument("rows", type=int)
    parser.add_argument("--kind", choices=("realistic", "dense"), default="realistic")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    made = generate(options.rows, seed=options.seed, kind=options.kind)
    csv.writer(sys.stdout, delimiter="\t", lineterminator="\n").writerows(written_lines(made))


if __name__ == "__main__":
    main()
