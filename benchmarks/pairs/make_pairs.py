"""Make `pairs.tsv`: labelled pairs of names in groups, from the tables and the invented names.

Public figures come from `data/`, invented names, called so, from `benchmarks/resolve/names.tsv`,
and the pairs that must not match from `tests/cases/`. Run as
`python -m benchmarks.pairs.make_pairs`.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import Indel

from benchmarks.pairs.pair import PER_GROUP, Pair, fold_of
from benchmarks.pairs.siblings import siblings, turned
from khnorm.match.hearing import sounds
from khnorm.tables import rows
from khnorm.text.normalize import fold

ROOT = Path(__file__).parent.parent.parent
SEED = 12
TITLES = {
    "latin": ("H.E.", "Samdech", "Oknha", "Mr.", "Dr.", "Gen.", "Neak Oknha", "Excellency"),
    "khmer": ("ឯកឧត្តម", "សម្តេច", "ឧកញ៉ា", "លោក", "បណ្ឌិត", "ឧត្តមសេនីយ៍"),
}
LETTERS = "abcdefghijklmnoprstuvy"


class Person(NamedTuple):
    """A public figure with the forms of the name by script, the preferred one first."""

    id: str
    latin: tuple[str, ...]
    khmer: tuple[str, ...]
    attested: bool


def people() -> list[Person]:
    forms: dict[str, dict[str, list[str]]] = {}
    doubted = set()
    for status in ("preferred", "variant"):
        for row in rows("aliases.tsv"):
            if row["kind"] == "person" and row["status"] == status and " " in row["form"]:
                forms.setdefault(row["id"], {}).setdefault(row["script"], []).append(row["form"])
                if row["script"] == "khmer" and row["source"] == "own knowledge":
                    doubted.add(row["id"])
    return [
        Person(
            identifier,
            tuple(found.get("latin", ())),
            tuple(found.get("khmer", ())),
            identifier not in doubted,
        )
        for identifier, found in sorted(forms.items())
    ]


def near(a: str, b: str) -> bool:
    """Say whether two forms are spellings of one name; an alias is another name."""
    ours, theirs = fold(a), fold(b)
    whole = Indel.normalized_similarity(sounds(ours), sounds(theirs))
    given = Indel.normalized_similarity(
        sounds(ours.partition(" ")[2]), sounds(theirs.partition(" ")[2])
    )
    return bool(whole > 0.6 and given > 0.4)


def invented() -> list[dict[str, str]]:
    path = ROOT / "benchmarks" / "resolve" / "names.tsv"
    with path.open(encoding="utf-8", newline="") as lines:
        found = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [row for row in found if row["kind"].startswith("invented")]


def cases(name: str) -> Iterator[list[str]]:
    with (ROOT / "tests" / "cases" / name).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield row["names"].split("|")


def spelled(figures: list[Person], made: list[dict[str, str]]) -> Iterator[Pair]:
    """Give pairs of one person by spelling, by script, and by alias."""
    for person in figures:
        fold_ = fold_of(person.id)
        tier = "strong" if person.attested else "medium"
        for a, b in combinations(person.latin, 2):
            if fold(a) == fold(b):
                continue
            group = "spelling" if near(a, b) else "alias"
            yield Pair(
                group, a, b, "same", "strong" if group == "spelling" else "weak", fold_, person.id
            )
        for khmer in person.khmer:
            for latin in person.latin:
                group = "script" if near(khmer, latin) else "alias"
                yield Pair(
                    group,
                    khmer,
                    latin,
                    "same",
                    tier if group == "script" else "weak",
                    fold_,
                    person.id,
                )
        for a, b in combinations(person.khmer, 2):
            if fold(a) != fold(b) and near(a, b):
                yield Pair("spelling", a, b, "same", "medium", fold_, person.id)
    for row in made:
        forms = row["latin"].split("|")
        yield Pair("script", row["khmer"], forms[0], "same", "medium", "test", row["id"])
        if len(forms) > 1:
            yield Pair("spelling", forms[0], forms[1], "same", "medium", "test", row["id"])


def rewritten(figures: list[Person], chance: random.Random) -> Iterator[Pair]:
    """Give pairs of one person by order, spacing, title, alias marker and typing slip."""
    for person in figures:
        fold_ = fold_of(person.id)
        if not person.latin:
            continue
        name = person.latin[0]
        tokens = name.split()
        if name.isascii() and 2 <= len(tokens) <= 3:
            turned = " ".join((*tokens[1:], tokens[0]))
            yield Pair("order", name, turned, "same", "medium", fold_, person.id)
            if person.khmer:
                yield Pair("order", person.khmer[0], turned, "same", "medium", fold_, person.id)
            if len(tokens) == 3:
                joined = f"{tokens[0]} {tokens[1]}{tokens[2].lower()}"
                yield Pair("spacing", name, joined, "same", "strong", fold_, person.id)
            glued = "".join(tokens)
            yield Pair("spacing", name, glued.lower(), "same", "medium", fold_, person.id)
            yield Pair("typing slip", name, slip(name, chance), "same", "weak", fold_, person.id)
        for khmer in person.khmer[:1]:
            yield Pair("spacing", khmer, khmer.replace(" ", ""), "same", "medium", fold_, person.id)
        title = chance.choice(TITLES["latin"])
        yield Pair("title", f"{title} {name}", name, "same", "strong", fold_, person.id)
        if person.khmer:
            title = chance.choice(TITLES["khmer"])
            titled = f"{title} {person.khmer[0]}"
            yield Pair("title", titled, name, "same", "strong", fold_, person.id)


def slip(name: str, chance: random.Random) -> str:
    """Mistype one letter of a token of four letters or more."""
    tokens = name.split()
    long = [at for at, token in enumerate(tokens) if len(token) >= 4]
    if not long:
        return name + chance.choice(LETTERS)
    at = chance.choice(long)
    token = tokens[at]
    spot = chance.randrange(1, len(token))
    letter = chance.choice(LETTERS)
    tokens[at] = chance.choice(
        (
            token[:spot] + token[spot + 1 :],
            token[:spot] + letter + token[spot:],
            token[:spot] + letter + token[spot + 1 :],
            token[: spot - 1] + token[spot] + token[spot - 1] + token[spot + 1 :],
        )
    )
    return " ".join(tokens)


def others(
    figures: list[Person], made: list[dict[str, str]], chance: random.Random
) -> Iterator[Pair]:
    """Give pairs of two people: relatives, near homonyms, strangers, a title in common."""
    for names in cases("must_not_match.tsv"):
        for ours, theirs in combinations(names, 2):
            for a in ours.split("="):
                for b in theirs.split("="):
                    yield Pair("relatives", a, b, "different", "strong", "test", "naming")
    by_id = {person.id: person for person in figures}
    for row in rows("relations.tsv"):
        left, right = by_id.get(row["a"]), by_id.get(row["b"])
        if left and right and left.latin and right.latin and row["relation"] != "homonym":
            names_ = left.latin[0], right.latin[0]
            yield Pair("relatives", *names_, "different", "strong", "test", row["relation"])
    yield from homonyms([person for person in figures if person.latin], chance)
    for _ in range(PER_GROUP):
        one, other = chance.sample(figures, 2)
        if one.latin and other.latin:
            title = chance.choice(TITLES["latin"])
            titled = f"{title} {one.latin[0]}", f"{title} {other.latin[0]}"
            source = f"{one.id}|{other.id}"
            yield Pair("title", *titled, "different", "strong", fold_of(one.id), source)
    families: dict[str, list[dict[str, str]]] = {}
    for person in made:
        families.setdefault(person["khmer"].split()[0], []).append(person)
    for person in chance.sample(made, PER_GROUP):
        kin = chance.choice(families[person["khmer"].split()[0]])
        stranger = kin if kin is not person else chance.choice(made)
        if stranger is not person:
            form = chance.choice((person["khmer"], person["latin"].split("|")[0]))
            latin = stranger["latin"].split("|")[0]
            source = f"{person['id']}|{stranger['id']}"
            yield Pair("strangers", form, latin, "different", "strong", "test", source)


def across(figures: list[Person]) -> Iterator[Pair]:
    """Give pairs of two people, one written in Khmer and one in Latin, whatever the form.

    Relatives are those of the tables and those that must not match, where the tables have them in
    both scripts; homonyms are the public figures whose names sound nearest.
    """
    by_id = {person.id: person for person in figures}
    for row in rows("relations.tsv"):
        if row["relation"] != "homonym" and row["a"] in by_id and row["b"] in by_id:
            yield from in_two_scripts(by_id[row["a"]], by_id[row["b"]], row["relation"])
    known = {fold(form): person for person in figures for form in (*person.latin, *person.khmer)}
    for names in cases("must_not_match.tsv"):
        found = [known.get(fold(name.partition("=")[0])) for name in names]
        for left, right in combinations(filter(None, found), 2):
            if left is not right:
                yield from in_two_scripts(left, right, "naming")
    scored = sorted(
        (
            (max(map(likeness, pairs)), pairs[0].source, pairs)
            for left, right in combinations(figures, 2)
            for one, other in ((left, right), (right, left))
            if (pairs := list(written(one, other, "homonyms across scripts", "medium", "")))
        ),
        reverse=True,
    )
    for _, _, pairs in scored[:PER_GROUP]:
        yield max(pairs, key=likeness)


def in_two_scripts(left: Person, right: Person, source: str) -> Iterator[Pair]:
    for one, other in ((left, right), (right, left)):
        yield from written(one, other, "relatives across scripts", "strong", source)


def written(khmer: Person, latin: Person, group: str, tier: str, source: str) -> Iterator[Pair]:
    """Pair what one is called in Khmer with what another is called in Latin, but for common forms."""
    ours, theirs = ({fold(form) for form in (*one.latin, *one.khmer)} for one in (khmer, latin))
    fold_ = "test" if "test" in (fold_of(khmer.id), fold_of(latin.id)) else "development"
    if ours & theirs:
        return
    for a in khmer.khmer:
        for b in latin.latin:
            yield Pair(group, a, b, "different", tier, fold_, source or f"{khmer.id}|{latin.id}")


def likeness(pair: Pair) -> float:
    """Say how alike two names sound."""
    ours, theirs = sounds(fold(pair.a)), sounds(fold(pair.b))
    return float(Indel.normalized_similarity(ours, theirs))


def homonyms(figures: list[Person], chance: random.Random) -> Iterator[Pair]:
    """Give the public figures whose names come nearest to those of others."""
    heard = [sounds(fold(person.latin[0])) for person in figures]
    scored = sorted(
        (
            (float(Indel.normalized_similarity(heard[a], heard[b])), a, b)
            for a, b in combinations(range(len(figures)), 2)
            if heard[a][:1] == heard[b][:1]
        ),
        reverse=True,
    )
    for _, a, b in scored[:PER_GROUP]:
        left, right = figures[a], figures[b]
        if fold(left.latin[0]) == fold(right.latin[0]):
            yield Pair(
                "homonyms", left.latin[0], right.latin[0], "same", "weak", "test", "as names go"
            )
            continue
        source = f"{left.id}|{right.id}"
        yield Pair("homonyms", left.latin[0], right.latin[0], "different", "medium", "test", source)
        if left.khmer:
            yield Pair(
                "homonyms", left.khmer[0], right.latin[0], "different", "medium", "test", source
            )


def sample(pairs: list[Pair], drawn: set[str], chance: random.Random) -> list[Pair]:
    """Draw as many pairs of a group as are wanted, those first that were drawn before.

    So the figures of two days are of the same pairs, though the tables have grown in between.
    """
    before = [pair for pair in pairs if "\t".join(pair) in drawn]
    more = [pair for pair in pairs if "\t".join(pair) not in drawn]
    wanted = PER_GROUP - len(before)
    return before[:PER_GROUP] + (
        more if len(more) <= wanted else chance.sample(more, max(0, wanted))
    )


def main() -> None:
    chance = random.Random(SEED)
    figures, made = people(), invented()
    chance.shuffle(made)
    known = frozenset(fold(form) for one in figures for form in (*one.latin, *one.khmer))
    found = [
        *spelled(figures, made[:PER_GROUP]),
        *rewritten(figures, chance),
        *others(figures, made, chance),
        *across(figures),
        *siblings(known),
        *turned(known),
    ]
    groups: dict[tuple[str, str], list[Pair]] = {}
    seen = set()
    for pair in found:
        key = frozenset((pair.a, pair.b))
        if pair.a != pair.b and key not in seen:
            seen.add(key)
            groups.setdefault((pair.group, pair.label), []).append(pair)
    path = Path(__file__).parent / "pairs.tsv"
    drawn = set(path.read_text(encoding="utf-8").splitlines())
    kept = sorted(pair for pairs in groups.values() for pair in sample(pairs, drawn, chance))
    lines = ["\t".join(row) for row in (Pair._fields, *kept)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
