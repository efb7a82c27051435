"""Sample `names.tsv`: real public figures and invented Cambodian names, with Latin spellings.

An invented name is a family name and a given name drawn by frequency from the name tokens of the
reference; each of its Latin spellings is drawn by the share that spelling has there. Nobody is
meant by it; a stranger shares no spelling and no sound with an indexed name. Run as `python benchmarks/resolve/make_names.py --reference DIR`.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from khnorm.match.hearing import sounds
from khnorm.text.normalize import fold

HERE = Path(__file__).parent
SEED = 20261121
INDEXED, STRANGERS = 9_000, 2_000
STRANGER = "invented stranger"
# A spelling below this share of its token is taken for a slip of the model that listed it.
LEAST_SHARE = 0.04
# Given names vary more than a frequency list of tokens tells: flatten it.
FLATTEN = 0.7

Row = tuple[str, str, str, str]


class Tokens:
    """Name tokens with their frequency and their Latin spellings."""

    def __init__(self, reference: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.spellings: dict[str, dict[str, int]] = defaultdict(dict)
        for row in read(reference / "name_tokens_model.tsv"):
            self.spellings[row["khmer"]][row["latin"].lower()] = int(row["count"])
        for token, shares in self.spellings.items():
            total = sum(shares.values())
            self.spellings[token] = {
                latin: count for latin, count in shares.items() if count >= LEAST_SHARE * total
            }
        counts = {token: sum(shares.values()) for token, shares in self.spellings.items()}
        families = {
            row["km"]
            for row in read(reference / "pairs_components.tsv")
            if row["kind"] == "component-surname"
        } | {
            form.split()[0]
            for row in read(reference / "people.tsv")
            for form in row["khmer"].split("|")
            if " " in form
        }
        self.families = [token for token in sorted(families) if token in counts]
        self.family_weights = [counts[token] for token in self.families]
        self.short = [token for token in sorted(counts) if len(token) <= 5 and counts[token] >= 50]
        self.short_weights = [counts[token] ** FLATTEN for token in self.short]
        self.long = [token for token in sorted(counts) if len(token) > 5 and counts[token] >= 8]
        self.long_weights = [counts[token] ** FLATTEN for token in self.long]

    def name(self) -> tuple[str, ...]:
        """Draw a family name and one or two tokens of a given name."""
        family = self.random.choices(self.families, self.family_weights)[0]
        kind = self.random.random()
        if kind < 0.5:
            given: Sequence[str] = self.random.choices(self.long, self.long_weights)
        elif kind < 0.8:
            given = self.random.choices(self.short, self.short_weights, k=2)
        else:
            given = self.random.choices(self.short, self.short_weights)
        return (family, *given)

    def spell(self, name: tuple[str, ...]) -> str:
        """Draw a Latin spelling; the tokens of a given name stand apart or together."""
        drawn = [
            self.random.choices(list(shares), list(shares.values()))[0].capitalize()
            for shares in (self.spellings[token] for token in name)
        ]
        if len(drawn) == 3 and self.random.random() < 0.6:
            drawn[1:] = [drawn[1] + drawn[2].lower()]
        return " ".join(drawn)

    def write(self, name: tuple[str, ...]) -> str:
        """Write the name in Khmer, the tokens of a given name mostly together."""
        glued = len(name) == 3 and self.random.random() < 0.7
        return f"{name[0]} {name[1]}{name[2]}" if glued else " ".join(name)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def people(reference: Path) -> Iterator[Row]:
    """Give the public figures with their spellings, and how well the Khmer name is attested."""
    for row in read(reference / "people.tsv"):
        doubted = set(row["latin_own_knowledge"].split("|"))
        forms = [form for form in row["latin_spellings"].split("|") if " " in form]
        forms = [form for form in forms if form not in doubted] or forms[:1]
        khmer = row["khmer"].split("|")[0]
        if " " not in khmer:
            khmer = ""
        unattested = "own knowledge" in row["khmer_source"].split("|")[0]
        kind = "no Khmer" if not khmer else "Khmer unattested" if unattested else "attested"
        if forms:
            yield row["id"], khmer, "|".join(forms), f"public figure, {kind}"


def invented(tokens: Tokens, number: int, kind: str, taken: set[str]) -> Iterator[Row]:
    """Invent names; no two have a spelling or a sound in common with one another or `taken`."""
    made = 0
    while made < number:
        name = tokens.name()
        khmer = tokens.write(name)
        first = tokens.spell(name)
        again = [tokens.spell(name) for _ in range(8)]
        other = [form for form in again if form.lower() != first.lower()]
        forms = [first, *other[:1]]
        keys = {"".join(name)}
        if kind == STRANGER:
            keys |= {heard(khmer), *map(heard, forms), *map(str.lower, forms)}
        if keys & taken:
            continue
        taken.add("".join(name))
        made += 1
        yield f"{kind.replace(' ', '-')}-{made:05d}", khmer, "|".join(forms), kind


def heard(name: str) -> str:
    """Say how a name sounds, its spaces apart."""
    return sounds(fold(name))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument(
        "--reference",
        type=Path,
        default=os.environ.get("KHNORM_REFERENCE"),
        help="folder with people.tsv and name_tokens_model.tsv (or set KHNORM_REFERENCE)",
    )
    given = asked.parse_args()
    if given.reference is None:
        asked.error("say where the reference is: --reference DIR")
    real = list(people(given.reference))
    tokens = Tokens(given.reference, SEED)
    taken = {row[1].replace(" ", "") for row in real}
    indexed = real + list(invented(tokens, INDEXED - len(real), "invented", taken))
    for _, khmer, forms, _ in indexed:
        taken |= {heard(khmer), *map(heard, forms.split("|")), *forms.lower().split("|")}
    rows = indexed + list(invented(tokens, STRANGERS, STRANGER, taken))
    text = "".join("\t".join(row) + "\n" for row in [("id", "khmer", "latin", "kind"), *rows])
    (HERE / "names.tsv").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
