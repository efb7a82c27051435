"""Titles held out of the tables, before names; and bare names that must lose nothing.

The spellings are those of the reference, `titles_variants.tsv`. They are held out an eighth at a
time, of one kind of evidence. `spelling` removes the spellings alone: where the reference has another that differs only in
case, accents, dots, spaces or interchangeable signs, our tables keep it. `fold` removes all that
fold alike; `known` nothing; `altered` reads what `benchmarks.titles.alter` makes of them. Words of kinship that
name somebody else before a full name (កូនប្រុស) are no titles there and are left out. A component spelling of `title_words.tsv` that only held-out titles attest goes too.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import product
from pathlib import Path
from types import ModuleType

from benchmarks.titles.alter import altered
from khnorm import tables
from khnorm.names.folds import khmer_skeleton
from khnorm.names.parse import parse
from khnorm.names.spelling import key_of
from khnorm.tables import Row

EIGHTHS = 8
REGIMES = ("known", "altered", "spelling", "fold")
EVIDENCE = ("seen", "own knowledge", "derived")
SCRIPTS = ("khmer", "latin")
# No title of a person before a name: marks of an alias, a father, a state.
_NOT_STACKED = frozenset(("alias_hav", "bin", "binti", "elected"))
_ABBREVIATION = 5  # shorter spellings are abbreviations: altered they are others
_READS_AS = "reads as "
_STACK = "a stack of two titles"
# Letters of the longest part of a given name in two words, and such names a family name.
_SHORT_GIVEN, _OF_THREE = 4, 8


@dataclass(frozen=True, slots=True)
class Spelling:
    """One spelling of a title; `ids` are the titles that are right for it."""

    form: str
    script: str
    evidence: str
    ids: frozenset[str]
    suffix: bool
    fold: str
    title: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one held-out spelling beside a name."""

    spelling: Spelling
    text: str
    name: str
    found: tuple[str, ...]
    left: str

    @property
    def titled(self) -> bool:
        return not self.spelling.ids.isdisjoint(self.found)

    @property
    def clean(self) -> bool:
        return self.left == self.name


def fold(form: str, script: str) -> str:
    return khmer_skeleton(form)[0] if script == "khmer" else key_of(form)


def spellings(reference: Path) -> list[Spelling]:
    """Every spelling of a person's title, with every title that the tables let it stand for."""
    position = {row["id"]: row["position"] for row in tables.rows("titles.tsv")}
    meant: dict[str, set[str]] = defaultdict(set)
    named = set()
    for row in tables.rows("aliases.tsv"):
        if row["kind"] == "title" and row["status"] != "refused":
            meant[fold(row["form"], row["script"])].add(row["id"])
        elif row["kind"] == "title" and not row["note"].startswith((_READS_AS, _STACK)):
            named.add(row["form"])
    rows = tables.read_rows(
        (reference / "titles_variants.tsv").read_text(encoding="utf-8"), "titles_variants.tsv"
    )
    kin = {
        fold(row["form"], row["script"])
        for row in tables.rows("context_words.tsv")
        if row["kind"] == "kin" and row["lemma"]
    }
    found: dict[tuple[str, str], Spelling] = {}
    for row in rows:
        title, form, script = row["canonical_id"], row["variant"], row["script"]
        where = fold(form, script) if script in SCRIPTS else ""
        if not where or title in _NOT_STACKED or form in named or where in kin:
            continue
        ids = {title} | meant[where]
        if (form, script) in found:
            ids |= found[form, script].ids
        suffix = position.get(title) == "suffix"
        found[form, script] = Spelling(
            form, script, row["status"], frozenset(ids), suffix, where, title
        )
    return list(found.values())


def names(script: str) -> list[str]:
    """A few bare names of public figures, two and three words."""
    column = "khmer" if script == "khmer" else "latin"
    rows = [row[column] for row in tables.rows("people.tsv")]
    usual = [name for name in rows if name.count(" ") in (1, 2) and name.isprintable()]
    return usual[::23]


def _eighth(key: str) -> int:
    return sha256(key.encode()).digest()[0] % EIGHTHS


@contextmanager
def without(held: Sequence[Spelling]) -> Iterator[None]:
    """Run with tables that lack some spellings."""
    gone_folds = {spelling.fold for spelling in held}
    forms = {(spelling.form, spelling.script) for spelling in held}
    left = [
        row
        for row in tables.rows("aliases.tsv")
        if row["kind"] != "title" or fold(row["form"], row["script"]) not in gone_folds
    ]
    still = {
        key_of(word)
        for row in left
        if row["kind"] == "title"
        for word in row["form"].replace("-", " ").split()
    }
    gone = {key_of(word) for form, _ in forms for word in form.replace("-", " ").split()} - still
    words = [
        row
        for row in tables.rows("title_words.tsv")
        if not all(key_of(word) in gone for word in row["form"].split())
    ]
    real = tables.rows
    patched: dict[str, tuple[Row, ...]] = {
        "aliases.tsv": tuple(left),
        "title_words.tsv": tuple(words),
    }
    tables.rows = lambda name: patched[name] if name in patched else real(name)  # type: ignore[assignment]
    _forget()
    try:
        yield
    finally:
        tables.rows = real
        _forget()


def _forget() -> None:
    """Empty every cache of the floor, so that it is compiled from other tables."""
    for name, module in list(sys.modules.items()):
        if name.startswith("khnorm.names") and isinstance(module, ModuleType):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def held_out(reference: Path, regime: str) -> list[Reading]:
    """Read every spelling beside a name while the tables lack it.

    A title keeps at least one spelling in each script, so that what is held out is a spelling and
    not the title; the few that are left over are not read.
    """
    every = spellings(reference)
    parts: dict[tuple[str, int], list[Spelling]] = defaultdict(list)
    for spelling in every:
        key = spelling.fold if regime == "fold" else spelling.form
        parts[spelling.evidence, _eighth(key)].append(spelling)
    bare = {script: names(script) for script in SCRIPTS}
    if regime == "known":
        return [_read(spelling, bare[spelling.script]) for spelling in every]
    if regime == "altered":
        return [_read(spelling, bare[spelling.script]) for spelling in _made_up(every)]
    readings = []
    for part in parts.values():
        held = _spared(part, every)
        kept = {spelling.fold for spelling in every if spelling not in held}
        if regime == "fold":
            kept = set()
        with without([spelling for spelling in held if spelling.fold not in kept]):
            readings += [_read(spelling, bare[spelling.script]) for spelling in held]
    return readings


def _made_up(every: Sequence[Spelling]) -> Iterator[Spelling]:
    """What one alternation makes of each spelling, if no table has it."""
    known = {spelling.form for spelling in every} | {
        row["form"] for row in tables.rows("aliases.tsv") if row["kind"] == "title"
    }
    for spelling in every:
        if spelling.suffix or len(spelling.form) < _ABBREVIATION:
            continue
        for form in altered(spelling.form, spelling.script):
            if form not in known:
                yield replace(spelling, form=form)


def _spared(part: Sequence[Spelling], every: Sequence[Spelling]) -> list[Spelling]:
    """Leave out of a part what would take the last spelling of a title in a script."""
    left: dict[tuple[str, str], set[str]] = defaultdict(set)
    for spelling in every:
        for title in spelling.ids:
            left[title, spelling.script].add(spelling.fold)
    held = []
    for spelling in part:
        kept = left[spelling.title, spelling.script] - {spelling.fold}
        if kept:
            left[spelling.title, spelling.script] = kept
            held.append(spelling)
    return held


def _read(spelling: Spelling, bare: Sequence[str]) -> Reading:
    pick = sha256(spelling.form.encode()).digest()
    name = bare[pick[1] % len(bare)]
    gap = "" if spelling.script == "khmer" and pick[2] % 2 else " "
    text = f"{name}, {spelling.form}" if spelling.suffix else f"{spelling.form}{gap}{name}"
    parsed = parse(text)
    found = tuple(title.id for title in (*parsed.titles, *parsed.offices))
    return Reading(spelling, text, name, found, parsed.name)


def bare_names() -> list[tuple[str, str]]:
    """Names that hold no title, with where they are from: persons of the tables, names made up.

    The made-up ones join a common family name with a common given name of `elements.tsv`, or with
    two short ones, as a given name is written in two words.
    """
    found = [
        ("persons " + script, row[script])
        for row in tables.rows("people.tsv")
        for script in SCRIPTS
        if row[script]
    ]
    for script in SCRIPTS:
        rows = [row for row in tables.rows("elements.tsv") if row["script"] == script]
        family = [row["form"] for row in rows if int(row["family"]) >= 3]
        given = [row["form"] for row in rows if int(row["given"]) >= 2]
        for number, (first, last) in enumerate(product(family, given)):
            if number % 97 == 0:
                found.append(("made up " + script, f"{first} {last}"))
        short = [form for form in given if len(form) <= _SHORT_GIVEN]
        for first, place in product(family, range(_OF_THREE)):
            pick = sha256(f"{first} {place}".encode()).digest()
            two = (short[int.from_bytes(pick[at : at + 4]) % len(short)] for at in (0, 4))
            found.append(("made up of three words " + script, " ".join((first, *two))))
    return found


def stripped() -> tuple[Counter[str], list[tuple[str, str, str]]]:
    """Count the bare names by origin, and list those that lost a word: origin, name, titles."""
    counts: Counter[str] = Counter()
    lost = []
    for origin, name in bare_names():
        counts[origin] += 1
        parsed = parse(name)
        taken = [title.id for title in (*parsed.titles, *parsed.offices)]
        if taken:
            lost.append((origin, name, "|".join(taken)))
    return counts, lost
