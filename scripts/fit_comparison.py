"""Fit how much each piece of evidence tells: makes `data/weights.tsv`.

Pairs of one person are two of the spellings that `benchmarks/resolve/names.tsv` gives a name, in
either script, as they are, in the other order, joined, or with a typing slip; pairs of two people
are a name and the names that sound nearest to it among 9,000, names that share a family or given
name, and names taken at random. A logistic regression on the features of
`khnorm.match.features` gives the weights. People of the held-out fold are not used. Run as
`python scripts/fit_comparison.py`; `--check` prints the figures and writes nothing.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from people_held_out import is_held_out
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from khnorm.match.features import NAMES, evidence
from khnorm.match.hearing import sounds, spelled
from khnorm.match.profile import profile
from khnorm.tables import rows
from khnorm.text.normalize import fold

ROOT = Path(__file__).parent.parent
SEED = 4
INVENTED = 2_500
NEIGHBOURS = 3
KIN = 2
# A public figure's pairs weigh as much as those of so many invented names.
ATTESTED = 4
RIDGE = 1.0
# How often a Khmer name is met with one token spelled otherwise.
HOMOPHONES = 0.3

Pair = tuple[str, str, int, float, str]
Floats = NDArray[np.float64]


def names() -> list[dict[str, str]]:
    """Read the names to fit on."""
    path = ROOT / "benchmarks" / "resolve" / "names.tsv"
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def slip(name: str, chance: random.Random) -> str:
    """Mistype one letter of a token of four letters or more."""
    tokens = name.split()
    long = [at for at, token in enumerate(tokens) if len(token) >= 4]
    if not long:
        return name
    at = chance.choice(long)
    token = tokens[at]
    spot = chance.randrange(1, len(token))
    kind = chance.randrange(4)
    letter = chance.choice("abcdefghijklmnoprstuvy")
    tokens[at] = (
        token[:spot] + token[spot + 1 :]
        if kind == 0
        else token[:spot] + letter + token[spot:]
        if kind == 1
        else token[:spot] + letter + token[spot + 1 :]
        if kind == 2
        else token[: spot - 1] + token[spot] + token[spot - 1] + token[spot + 1 :]
    )
    return " ".join(tokens)


def altered(name: str, chance: random.Random) -> str:
    """Write a name as lists do: mostly as it is."""
    tokens = name.split()
    kind = chance.random()
    if kind < 0.10 and len(tokens) > 1:
        return " ".join([*tokens[1:], tokens[0]])
    if kind < 0.14 and len(tokens) > 1:
        return "".join(tokens)
    if kind < 0.17 and name.isascii():
        return slip(name, chance)
    return name


@cache
def homophones() -> dict[str, list[str]]:
    """Give the Khmer name elements by their usual Latin spelling."""
    found: dict[str, list[str]] = {}
    for row in rows("elements.tsv"):
        if row["script"] == "khmer":
            found.setdefault(spelled(row["form"]), []).append(row["form"])
    return found


def homophone(name: str, chance: random.Random) -> str:
    """Write one token otherwise now and then, as whoever only heard it would."""
    tokens = name.split()
    at = chance.randrange(len(tokens))
    others = [one for one in homophones().get(spelled(tokens[at]), ()) if one != tokens[at]]
    if others and chance.random() < HOMOPHONES:
        tokens[at] = chance.choice(others)
    return " ".join(tokens)


def same_pairs(row: dict[str, str], chance: random.Random) -> Iterator[Pair]:
    """Pair spellings of one person."""
    attested = row["kind"].startswith("public")
    weight = float(ATTESTED if attested else 1)
    group = "attested " if attested else ""
    forms = row["latin"].split("|")
    sound = sounds((row["khmer"] or forms[0]).lower())
    # An alias is another name, not another spelling.
    latin = [form for form in forms if Indel.normalized_similarity(sound, sounds(fold(form))) > 0.6]
    for at, form in enumerate(latin):
        if row["khmer"]:
            yield row["khmer"], altered(form, chance), 1, weight, group + "cross"
        for other in latin[:at]:
            yield other, altered(form, chance), 1, weight, group + "latin"
        if len(tokens := form.split()) == 2:
            yield tokens[1], row["khmer"] or latin[0], 1, weight, group + "lone"
    if row["khmer"] and chance.random() < 0.3:
        name = homophone(row["khmer"], chance)
        yield row["khmer"], altered(name, chance), 1, weight * 0.3, "khmer"


def other_pairs(people: list[dict[str, str]], chance: random.Random) -> Iterator[Pair]:
    """Pair names with their neighbours in the index, in every combination of scripts."""
    rows = [row for row in people if row["khmer"]]
    scripts = {
        "khmer": [row["khmer"] for row in rows],
        "latin": [row["latin"].split("|")[0] for row in rows],
    }
    heard = {
        script: ["".join(sounds(name.lower())) for name in forms]
        for script, forms in scripts.items()
    }
    asked = chance.sample(range(len(rows)), min(INVENTED // 2, len(rows)))
    for script, index in (("latin", "khmer"), ("latin", "latin"), ("khmer", "khmer")):
        scores = cdist(
            [heard[script][at] for at in asked], heard[index], scorer=Indel.normalized_similarity
        )
        for at, row in zip(asked, scores, strict=True):
            row[at] = -1
            near = np.argpartition(-row, NEIGHBOURS)[:NEIGHBOURS]
            for other in near:
                if scripts["khmer"][other] != scripts["khmer"][at]:
                    name = altered(scripts[script][at], chance)
                    yield name, scripts[index][other], 0, 1.0, f"near {index}"
            other = chance.randrange(len(rows))
            if other != at:
                yield scripts[script][at], scripts[index][other], 0, 0.5, f"random {index}"
    families: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        families.setdefault(row["khmer"].split()[0], []).append(at)
    given = [sounds(name.lower().split(" ", 1)[1]) for name in scripts["khmer"]]
    for at in asked:
        kin = [
            other
            for other in families[rows[at]["khmer"].split()[0]]
            if rows[other]["khmer"] != rows[at]["khmer"]
        ]
        if not kin:
            continue
        likeness = [Indel.normalized_similarity(given[at], given[other]) for other in kin]
        nearest = sorted(zip(likeness, kin, strict=True), reverse=True)[:KIN]
        for other in (*(one for _, one in nearest), chance.choice(kin)):
            script, index = chance.choice((("latin", "khmer"), ("latin", "latin")))
            name = altered(scripts[script][at], chance)
            yield name, scripts[index][other], 0, 1.0, f"family {index}"
    yield from lone_pairs(scripts, asked, chance)


def lone_pairs(
    scripts: dict[str, list[str]], asked: list[int], chance: random.Random
) -> Iterator[Pair]:
    """Pair given names, standing alone, with the names of others whose given names sound nearest."""
    given = {script: [name.split(" ", 1)[1] for name in names] for script, names in scripts.items()}
    heard = [sounds(name.lower()) for name in given["khmer"]]
    scores = cdist([heard[at] for at in asked], heard, scorer=Indel.normalized_similarity)
    for at, row in zip(asked, scores, strict=True):
        if " " in given["latin"][at]:
            continue
        row[at] = -1
        for other in np.argpartition(-row, NEIGHBOURS)[:NEIGHBOURS]:
            index = chance.choice(("khmer", "latin"))
            yield given["latin"][at], scripts[index][other], 0, 1.0, f"lone {index}"


def pairs(rows: list[dict[str, str]]) -> list[Pair]:
    """Draw the pairs to fit on, of public figures and of invented people."""
    chance = random.Random(SEED)
    indexed = [row for row in rows if "stranger" not in row["kind"]]
    real = [row for row in indexed if row["kind"].startswith("public")]
    invented = [row for row in indexed if row["kind"] == "invented"]
    found = [pair for row in real for pair in same_pairs(row, chance)]
    for row in chance.sample(invented, INVENTED):
        found += same_pairs(row, chance)
    found += other_pairs(indexed, chance)
    return found


def matrix(found: list[Pair]) -> tuple[Floats, Floats, Floats, list[Pair]]:
    """Lay the features of the pairs out, with labels and weights."""
    kept, features = [], []
    for pair in found:
        left, right = profile(pair[0]).name, profile(pair[1]).name
        if left.tokens and right.tokens:
            features.append(evidence(left, right).values)
            kept.append(pair)
    labels = np.array([pair[2] for pair in kept], dtype=float)
    weights = np.array([pair[3] for pair in kept])
    return np.array(features), labels, weights, kept


def balanced(labels: Floats, weights: Floats) -> Floats:
    """Give half the weight to either side, so that 0.5 stands where either is as likely."""
    total = np.array([weights[labels == label].sum() for label in (0, 1)])
    shared: Floats = weights * (0.5 * len(labels) / total)[labels.astype(int)]
    return shared


def fit(features: Floats, labels: Floats, weights: Floats) -> Floats:
    """Fit by Newton's method; a ridge keeps rare features modest."""
    scale = features.std(axis=0) + 1e-9
    design = np.hstack([np.ones((len(features), 1)), features / scale])
    ridge = RIDGE * np.eye(design.shape[1])
    ridge[0, 0] = 0.0
    solution = np.zeros(design.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-design @ solution))
        slope = design.T @ (weights * (labels - chance)) - ridge @ solution
        curve = (design.T * (weights * chance * (1 - chance))) @ design + ridge
        step = np.linalg.solve(curve, slope)
        solution += step
        if abs(step).max() < 1e-8:
            break
    solution[1:] /= scale
    return solution


def lone_weight(solution: Floats, features: Floats, labels: Floats, weights: Floats) -> float:
    """Fit what it weighs that a given name stands alone, all other weights as they are."""
    at = NAMES.index("lone")
    known = used_weights(solution)
    known[at] = 0.0
    odds = solution[0] + features @ known
    low, high = -20.0, 20.0
    for _ in range(50):
        middle = (low + high) / 2
        chance = 1 / (1 + np.exp(-odds - middle))
        low, high = (middle, high) if weights @ (labels - chance) > 0 else (low, middle)
    return low


def report(title: str, scores: Floats, labels: Floats, kept: list[Pair]) -> None:
    """Print which share of each group passes which probability."""
    print(title)
    groups = sorted({pair[4] for pair in kept})
    for group in groups:
        chosen = np.array([pair[4] == group for pair in kept])
        cells = " ".join(
            f">{limit:.2f}: {np.mean(scores[chosen] > limit):.3f}"
            for limit in (0.3, 0.5, 0.7, 0.8, 0.9)
        )
        print(f"  {group:14} {chosen.sum():6} {cells}")


# What no pairs at hand can tell: decided, with the reason.
DECISIONS = (
    ("swapped", -1.2, "the parts stand in the other order"),
    ("turned", -2.0, "and either part is common as a family name, as in Sok Chea and Chea Sok"),
    ("joined", -0.5, "only written as one do the names agree"),
    ("extra", -0.5, "a nat of what one name has and the other has not"),
    ("middle", -0.5, "a middle name that one of two foreign names has more"),
    ("initials", -3.0, "an initial fits nothing in the other name"),
    ("gender", -6.5, "a woman's title against a man's"),
    ("generation", -6.5, "Jr. against Sr., A against B after the name"),
    ("husband", -5.0, "two wives' styles name different husbands"),
    ("equal", 0.99, "probability of names that are equal when folded"),
    ("same", 0.55, "from this probability on two names are the same"),
    ("different", 0.2, "below this probability they are different"),
    ("match", 0.9, "from this probability on a candidate may be a match"),
    ("rivals", 0.38, "a nat that a rival's name is likelier spelled so, by fit_rivals.py"),
    ("margin", 1.5, "by so many log-odds a match must lead the next candidate"),
)
MEANING = {
    "intercept": "what any two names start from",
    "given_info": "a nat that given names tell, the less the farther apart",
    "family_info": "a nat that family names tell, the less the farther apart",
    "apart": "a nat that the spellings of the farther part are apart",
    "alike": "how much more than half alike the parts sound and look together",
    "given_meant": "a nat that the given names fit what they are most written for",
    "family_meant": "a nat that the family names fit what they are most written for",
    "cross": "one name is Khmer, the other Latin",
    "khmer": "both names are Khmer, neither a given name alone",
    "lone": "a single word against a whole name is weak evidence",
    "khmer_apart": "a nat that two Khmer spellings are apart",
}


def table(solution: Floats) -> str:
    """Give the text of `weights.tsv`."""
    decided = {name for name, _, _ in DECISIONS}
    lines = ["name\tweight\tsource\tnote"]
    for name, value in zip(("intercept", *NAMES), solution, strict=True):
        if name not in decided:
            lines.append(f"{name}\t{value:.3f}\tfitted\t{MEANING[name]}")
    lines += [f"{name}\t{value:g}\tdecision\t{note}" for name, value, note in DECISIONS]
    return "\n".join(lines) + "\n"


def used_weights(solution: Floats) -> Floats:
    """Give the weights of the features, decisions in the place of what was fitted."""
    decided = {name: value for name, value, _ in DECISIONS}
    return np.array(
        [decided.get(name, value) for name, value in zip(NAMES, solution[1:], strict=True)]
    )


def score(solution: Floats, features: Floats) -> Floats:
    """Score as the library does, decisions included."""
    chances: Floats = 1 / (1 + np.exp(-solution[0] - features @ used_weights(solution)))
    return chances


def main() -> None:
    """Fit the weights, show what they do, and write them."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--check", action="store_true")
    given = asked.parse_args()
    rows = names()
    held = [row["kind"].startswith("public") and is_held_out(row["id"]) for row in rows]
    found = pairs([row for row, out in zip(rows, held, strict=True) if not out])
    features, labels, weights, kept = matrix(found)
    lone = np.array(["lone" in pair[4] for pair in kept])
    solution = fit(features[~lone], labels[~lone], balanced(labels[~lone], weights[~lone]))
    solution[1 + NAMES.index("lone")] = lone_weight(
        solution, features[lone], labels[lone], balanced(labels[lone], weights[lone])
    )
    for name, value in zip(("intercept", *NAMES), solution, strict=True):
        print(f"{name:14} {value:8.3f}")
    scores = score(solution, features)
    report("fitted", scores, labels, kept)
    chance = random.Random(SEED + 1)
    out = [
        pair
        for row, is_held in zip(rows, held, strict=True)
        if is_held
        for pair in same_pairs(row, chance)
    ]
    tested, test_labels, _, test_kept = matrix(out)
    test_scores = score(solution, tested)
    report("held out", test_scores, test_labels, test_kept)
    if not given.check:
        path = ROOT / "data" / "weights.tsv"
        path.write_text(table(solution), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
