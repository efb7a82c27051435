"""Make `data/elements.tsv`: the parts of names, and how common each is as family and as given name.

The published model's counts of tokens (`name_tokens_model.tsv` of the reference, sampled from
khmer-latin-name-transformer 0.0.4, Apache-2.0) do not tell family from given names. They are shared
out between the two by what is attested: the order of the names in our tables, two public lists
(`pairs_components.tsv`), and `known_elements.tsv` beside this script. Only bands are kept.

    python scripts/build_elements.py --reference DIR
    python scripts/build_elements.py --heard    # only hear the Khmer forms anew
"""

from __future__ import annotations

import argparse
import os
import re
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from khnorm.jobs.lists.heard import sayings_of
from khnorm.match.hearing import skeleton
from khnorm.model import Script
from khnorm.tables import Row, read_rows, rows
from khnorm.text.khmer import clusters
from khnorm.text.normalize import normalize
from khnorm.text.scripts import script_of
from khnorm.text.suspects import suspects

HERE = Path(__file__).parent
# What is counted; what is heard in a form follows from it.
COLUMNS = ("form", "script", "family", "given", "source")
# Bearers among a million people, from which on the next band begins; band 1 begins at LEAST.
EDGES = (40, 160, 640, 2560)
LEAST = 3
# A token is listed if the model's sample holds it so often; an attested one always.
LEAST_DRAWN = 60
# The share of uses as family name that is expected of a form, and the weight of that expectation
# in attested uses.
KNOWN_FAMILY, KNOWN_GIVEN, ONE_SYLLABLE, LONGER = (0.8, 8), (0.06, 8), (0.35, 2), (0.02, 6)
LATIN_WEIGHT = 4
# Notes of `aliases.tsv` on forms whose first part is no family name.
NO_FAMILY_FIRST = (
    "a name in religion",
    "a nickname",
    "the father's name stands last",
    "with a title",
)
# Below this share a form that no attested family name has is no family name.
SLIGHT = 0.04


@dataclass
class Attested:
    """How often each form was met in either use, and by which source."""

    family: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    sources: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, form: str, use: str, source: str) -> None:
        """Count one use."""
        (self.family if use == "family" else self.given)[form] += 1
        self.sources[form].add(source)


@dataclass
class Model:
    """The model's counts: of Khmer forms, of Latin forms, of the one spelled as the other."""

    khmer: Counter[str] = field(default_factory=Counter)
    latin: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)


def read_model(table: Iterable[Row]) -> Model:
    """Sum the model's pairs; `table` has the columns khmer, latin, count."""
    model = Model()
    for row in table:
        khmer, latin, count = normalize(row["khmer"]), row["latin"].title(), int(row["count"])
        model.khmer[khmer] += count
        model.latin[latin] += count
        model.pairs[khmer, latin] += count
    return model


def attest(components: Iterable[Row]) -> Attested:
    """Count the uses in the names of our tables and in the two public lists."""
    found = Attested()
    for row in components:
        use = "family" if row["kind"] == "component-surname" else "given"
        source = "kname" if "kname" in row["source"] else "popular-names"
        found.add(normalize(row["km"]), use, source)
        found.add(row["latin"].title(), use, source)
    whole = {row[script] for row in rows("people.tsv") for script in ("khmer", "latin")}
    met: set[tuple[str, str, str]] = set()
    for row in rows("aliases.tsv"):
        if row["kind"] == "title" or row["status"] == "refused" or row["script"] == "other":
            continue
        for part, use in uses_in(row, whole):
            if (row["id"], part, use) not in met:
                met.add((row["id"], part, use))
                found.add(part, use, "people.tsv")
    return found


def uses_in(alias: Row, whole: set[str]) -> list[tuple[str, str]]:
    """Take a person's form apart into family and given name, none if it is no such name."""
    parts = re.sub(r'"[^"]*"', "", alias["form"]).split()
    if len(parts) > 3 and " ".join(parts[-2:]).title() in whole:
        del parts[-2:]  # the husband's name
    if len(parts) < 2 or alias["note"] in NO_FAMILY_FIRST:
        return []
    if alias["note"] == "given name first":
        parts.insert(0, parts.pop())
    plain = [part if alias["script"] == "khmer" else part.title() for part in parts]
    return [
        (part, "given" if place else "family")
        for place, part in enumerate(plain)
        if not re.search(r"[\d.#]", part)
    ]


def shares(model: Model, attested: Attested, known: dict[str, str]) -> dict[str, float]:
    """Estimate for each form which part of its uses is as family name."""
    expected = {"family": KNOWN_FAMILY, "given": KNOWN_GIVEN}
    found: dict[str, float] = {}

    def pull(form: str, share: float, weight: float) -> float:
        total = attested.family[form] + attested.given[form] + weight
        return (attested.family[form] + share * weight) / total

    forms = model.khmer.keys() | known.keys() | attested.family.keys() | attested.given.keys()
    for form in forms:
        if script_of(form) is Script.KHMER:
            usual = ONE_SYLLABLE if syllables(form) == 1 else LONGER
            found[form] = pull(form, *(expected[known[form]] if form in known else usual))
    mass: Counter[str] = Counter()
    for (khmer, latin), count in model.pairs.items():
        mass[latin] += count * found[khmer]  # type: ignore[assignment]
    for form in model.latin.keys() | attested.family.keys() | attested.given.keys():
        if script_of(form) is not Script.KHMER:
            drawn = model.latin[form]
            share = mass[form] / drawn if drawn else ONE_SYLLABLE[0]
            found[form] = pull(form, share, LATIN_WEIGHT if drawn >= LEAST_DRAWN else 1.5)
    return found


def syllables(form: str) -> int:
    """Count the syllables of a Khmer form: its first cluster, and each that writes a vowel."""
    bare = [re.sub("[\u1780-\u17b3\u17c9-\u17d2]", "", cluster) for cluster in clusters(form)]
    return 1 + sum(bool(vowel) for vowel in bare[1:])


def band(bearers: float, attested: bool) -> int:
    """Give the band for a number of bearers in a million."""
    if bearers < LEAST and not attested:
        return 0
    return 1 + bisect(EDGES, bearers)


def build(model: Model, attested: Attested, known: dict[str, str]) -> list[tuple[str, ...]]:
    """Give the rows of the table, sorted."""
    share = shares(model, attested, known)
    millions = sum(count * share[form] for form, count in model.khmer.items()) / 1e6
    table = []
    for form, part in share.items():
        drawn = model.khmer[form] + model.latin[form]
        met = attested.family[form] + attested.given[form]
        if not (met or form in known) and (drawn < LEAST_DRAWN or len(form) < 2):
            continue
        if any(suspects(form)):
            continue  # a slip of the model: nobody would write it
        is_family = attested.family[form] > 0 or known.get(form) == "family"
        family = band(drawn * part / millions, is_family)
        given = band(drawn * (1 - part) / millions, attested.given[form] > 0)
        if part < SLIGHT and not is_family:
            family = 0
        if family or given:
            sources = sorted(
                attested.sources[form] | ({"own knowledge"} if form in known else set())
            )
            sources += ["model"] if drawn else []
            script = script_of(form).value
            table.append((form, script, str(family), str(given), "|".join(sources)))
    return sorted(table)


def heard(row: tuple[str, ...]) -> tuple[str, ...]:
    """Append to a row the consonants that are heard in its form and its sayings, if it is Khmer."""
    if row[1] != Script.KHMER.value:
        return (*row, "", "")
    said = "|".join([saying or "-" for saying in sayings_of(row[0])])
    return (*row, skeleton(row[0]), said)


def main() -> None:
    """Rebuild the table from the reference and our other tables."""
    asked = argparse.ArgumentParser(description="Rebuild data/elements.tsv.")
    asked.add_argument("--reference", type=Path, default=os.environ.get("KHNORM_REFERENCE"))
    asked.add_argument("--heard", action="store_true", help="only hear the Khmer forms anew")
    given = asked.parse_args()

    def read(path: Path) -> list[Row]:
        return read_rows(path.read_text(encoding="utf-8"), path.name)

    if given.heard:
        table = [tuple(row[name] for name in COLUMNS) for row in rows("elements.tsv")]
    elif given.reference is None:
        asked.error("say where the reference is: --reference DIR, or set KHNORM_REFERENCE")
    else:
        model = read_model(read(Path(given.reference) / "name_tokens_model.tsv"))
        attested = attest(read(Path(given.reference) / "pairs_components.tsv"))
        known = {row["form"]: row["use"] for row in read(HERE / "known_elements.tsv")}
        table = build(model, attested, known)
    lines = ["\t".join(row) for row in ((*COLUMNS, "heard", "said"), *map(heard, table))]
    text = "\n".join([*lines, ""])
    (HERE.parent / "data" / "elements.tsv").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
