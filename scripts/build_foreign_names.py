"""Make `data/foreign_names.tsv`: forenames and surnames of other countries than Cambodia.

    python scripts/build_foreign_names.py --names DIR --census DIR --insee FILE --news DIR

`--names` is a copy of sigpwned/popular-names-by-country-dataset (CC0), `--census` the folder of the
name files of the United States' census of 1990 (`dist.female.first`, `dist.male.first`,
`dist.all.last`; public domain), `--insee` the national file of forenames given in France since 1900
(INSEE, Licence Ouverte 2.0) as text with the columns `prenom` and `valeur`, parted by semicolons,
`--news` a folder of English news as text files (BBC news of 2004 and 2005 was used): surnames that
follow a forename there and are on no other list. What is a word in `data/words.tsv` is left out,
save of the popular names. Only bands are kept of the counts.
"""

from __future__ import annotations

import argparse
import csv
import re
from bisect import bisect
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from khnorm import tables
from khnorm.text.latin import strip_accents

TABLE = Path(__file__).parent.parent / "data" / "foreign_names.tsv"
# So many surnames of the census, borne by one in 100,000 people or more; and forenames that as many
# children in France were given.
SURNAMES, CHILDREN = 10_000, 2_000
FORM = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z][a-z]+)?")
# Bearers in a million people, from which on the next band begins: the scale of `elements.tsv`.
EDGES = (40, 160, 640, 2560)
# The band of what is popular in some country: how common it is there is not told.
POPULAR = 3

# Texts in which a surname must follow a forename, and their part of the texts that hold it: news
# gives a person's full name once.
LEAST_TEXTS, LEAST_PART = 2, 0.5
FULL_NAME = re.compile(r"\b([A-Z][a-z]+) (?=([A-Z][a-z]{2,})\b)")

Name = tuple[str, str, int]  # a form, its use and its band


def popular_names(folder: Path) -> Iterator[Name]:
    """Give the popular names of many countries."""
    for use in ("forename", "surname"):
        path = folder / f"common-{use}s-by-country.csv"
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                if row["Country"] == "KH":
                    continue
                for form in (row["Romanized Name"], row["Localized Name"]):
                    form = strip_accents(form or "").strip().title()
                    if FORM.fullmatch(form):
                        yield form, use, POPULAR


def band(bearers: float) -> int:
    """Band a name by its bearers in a million people."""
    return 1 + bisect(EDGES, bearers)


def census_names(folder: Path) -> Iterator[Name]:
    """Give the names of a census, the commonest surnames only."""
    for name, use, most in (
        ("dist.female.first", "forename", None),
        ("dist.male.first", "forename", None),
        ("dist.all.last", "surname", SURNAMES),
    ):
        for line in (folder / name).read_text(encoding="ascii").splitlines()[:most]:
            if line.strip():
                form, percent = line.split()[:2]
                yield form.title(), use, band(float(percent) * 1e4)


def french_names(path: Path) -> Iterator[Name]:
    """Give the forenames that were given often in France."""
    given: Counter[str] = Counter()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            given[strip_accents(row["prenom"]).strip().title()] += int(row["valeur"])
    million = given.total() / 2e6  # of either sex
    for form, children in given.items():
        if children >= CHILDREN and FORM.fullmatch(form):
            yield form, "forename", band(children / million)


def news_names(folder: Path, forenames: Collection[str]) -> Iterator[Name]:
    """Give the surnames of people in the news: what follows forenames, is no word, and has no *the*."""
    named: Counter[str] = Counter()
    met_in: Counter[str] = Counter()
    words: set[str] = set()
    for path in sorted(folder.rglob("*.txt")):
        text = path.read_text(encoding="utf-8", errors="replace")
        met_in.update(set(re.findall(r"\b[A-Z][a-z]+\b", text)))
        words.update(re.findall(r"\b[a-z]+\b", text))
        words.update(form.lower() for form in re.findall(r"\b[Tt]he ([A-Z][a-z]+)\b", text))
        named.update({last for first, last in FULL_NAME.findall(text) if first in forenames})
    for form, texts in named.items():
        if texts >= max(LEAST_TEXTS, LEAST_PART * met_in[form]) and form.lower() not in words:
            yield form, "surname", POPULAR


def names_only(names: Iterable[Name]) -> Iterator[Name]:
    """Leave out what is a word, or a part of Khmer names, more likely than a name from abroad."""
    words = {row["form"] for row in tables.rows("words.tsv") if row["script"] == "latin"}
    parts = {
        row["form"].lower()
        for row in tables.rows("elements.tsv")
        if row["script"] == "latin" and (row["family"] != "0" or int(row["given"]) > 1)
    }
    for name in names:
        if name[0].lower() not in words | parts:
            yield name


def main() -> None:
    """Read the sources and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    for name in ("--names", "--census", "--insee", "--news"):
        parser.add_argument(name, type=Path, required=True)
    given = parser.parse_args()
    bands: dict[tuple[str, str], int] = {}
    sources: dict[tuple[str, str], dict[str, None]] = {}

    def add(source: str, names: Iterable[Name]) -> None:
        for form, use, common in names:
            bands[form, use] = max(common, bands.get((form, use), 0))
            sources.setdefault((form, use), {})[source] = None

    add("popular-names", popular_names(given.names))
    add("US census 1990", names_only(census_names(given.census)))
    add("INSEE", names_only(french_names(given.insee)))
    listed = {form for form, _ in sources}
    people = names_only((form, use, 0) for form, use in sources if use == "forename")
    found = names_only(news_names(given.news, {form for form, _, _ in people}))
    add("BBC", [name for name in found if name[0] not in listed])
    lines = sorted(
        f"{form}\t{use}\t{bands[form, use]}\t{'|'.join(named)}"
        for (form, use), named in sources.items()
    )
    TABLE.write_text(
        "\n".join(["form\tuse\tband\tsource", *lines]) + "\n", encoding="utf-8", newline="\n"
    )


if __name__ == "__main__":
    main()
