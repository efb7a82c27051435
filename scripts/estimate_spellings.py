"""Estimate how Khmer name tokens are spelled: `correspondences.tsv`, `letters.tsv`, `spellings.tsv`.

The many pairs that a published model gave (`name_tokens_model.tsv` of the reference, sampled from
khmer-latin-name-transformer 0.0.4, Apache-2.0) tell which letters answer which unit where; the few
attested pairs of public figures tell how passports and newspapers differ from them, and outrank
them, and what letters are spelled as by those who follow the letter rather than the sound
(`spelling_letters.py`). Shares are rounded, and a context that says nothing new is left out.

    python scripts/estimate_spellings.py --reference DIR              writes the tables
    python scripts/estimate_spellings.py --reference DIR --folds 8    measures on tokens held out
"""

from __future__ import annotations

import argparse
import math
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from hashlib import md5
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from people_pairs import Attested, attested, read_table
from spelling_letters import letter_rows, rare_letters
from spelling_model import (
    Counts,
    Key,
    Shares,
    adapted,
    count_pairs,
    estimate,
    habit_of,
    rounded,
)

from khnorm.sound.correspondences import Correspondences
from khnorm.sound.existing import foreign_letters, names_abroad
from khnorm.sound.keys import keys_of
from khnorm.sound.letters import Letters
from khnorm.sound.lexicon import Lexicon
from khnorm.sound.listener import Listener
from khnorm.sound.speller import Slot, Speller, likeliest
from khnorm.sound.units import units
from khnorm.text.latin import fold_latin
from khnorm.text.normalize import normalize
from khnorm.text.suspects import suspects

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"
HELD_OUT = ROOT / "benchmarks" / "romanization" / "held_out.tsv"
# The model's pair weighs the root of its count: its mass is right, its crowd of Soks no better.
POWER = 0.5
LEAST_SHARE = 0.004
# What an attested pair weighs in the counts beside the model's.
ATTESTED_WEIGHT = 2.0
# For how many sightings the seeds of a letter count that is hardly met.
SEED_WEIGHT = 4.0
# A context is listed if it was met so often and tells so much (nats over all sightings).
LEAST_MET, LEAST_NEWS = 4.0, 1.5
# A token of the model's sample is listed if it was drawn so often.
LEAST_DRAWN = 20
LISTED_SPELLINGS, LISTED_SHARE = 6, 0.02

Row = dict[str, str]
Model = dict[str, Counter[str]]


def say(text: str) -> None:
    """Tell how far the work is."""
    print(text, file=sys.stderr, flush=True)


def read_model(reference: Path) -> Model:
    """Read the model's tokens, canonical and in lower case, slips without a vowel left out."""
    found: Model = defaultdict(Counter)
    for row in read_table(reference / "name_tokens_model.tsv"):
        found[normalize(row["khmer"])][row["latin"].lower()] += int(row["count"])
    for spellings in found.values():
        total = spellings.total()
        for latin, count in list(spellings.items()):
            if count < LEAST_SHARE * total or not re.search("[aeiouy]", latin):
                del spellings[latin]
    return found


def read_borne(reference: Path, without: Collection[str]) -> set[str]:
    """Collect the Latin tokens of public figures, but those of the persons left out."""
    return {
        token
        for row in read_table(reference / "people.tsv")
        if row["id"] not in without
        for token in re.findall(r"[a-z]+", fold_latin(row["latin_spellings"]).lower())
    }


def contexts_of(tokens: Iterable[str]) -> dict[Key, tuple[str, ...]]:
    """List every context of the tokens' units with the shorter ones behind it."""
    return {
        (unit.slot, unit.contexts[i]): unit.contexts[i:]
        for token in tokens
        for unit in units(token)
        for i in range(len(unit.contexts))
    }


def correspondence_rows(
    counts: Counts,
    habit: dict[str, Shares],
    chains: dict[Key, tuple[str, ...]],
    sources: dict[str, Counts],
) -> list[Row]:
    """Choose the contexts that tell something and write out their shares."""
    chosen: dict[Key, dict[str, int]] = {}
    for key, chain in sorted(chains.items(), key=lambda item: len(item[1])):
        slot, met = key[0], counts.total.get(key, 0.0)
        if not met or (len(chain) > 1 and met < LEAST_MET):
            continue
        shares = rounded(adapted(counts.shares(slot, chain), habit.get(slot, {})))
        above = next((chosen[slot, c] for c in chain[1:] if (slot, c) in chosen), None)
        if above and news(shares, above) * min(met, 200.0) < LEAST_NEWS:
            continue
        chosen[key] = shares
    return [
        {
            "slot": slot,
            "context": context,
            "spellings": "|".join(f"{latin or '-'} {share}" for latin, share in shares.items()),
            "band": str(round(math.log(counts.total[slot, context], 4))),
            "source": "|".join(
                name for name, seen in sources.items() if seen.total.get((slot, context))
            ),
        }
        for (slot, context), shares in sorted(chosen.items())
    ]


def news(shares: dict[str, int], above: dict[str, int]) -> float:
    """Measure in nats how far the shares of a context are from those of the shorter one."""
    total, total_above = sum(shares.values()), sum(above.values())
    return sum(
        share / total * math.log(share / total / (above.get(latin, 0.5) / total_above))
        for latin, share in shares.items()
    )


def spelling_rows(model: Model, pairs: list[Attested], table: Correspondences) -> list[Row]:
    """List the known tokens: those of public figures, and the common ones of the model.

    What the model drew and nobody would write so (a coeng without a letter below) is no spelling.
    """
    borne: dict[str, Counter[str]] = defaultdict(Counter)
    bearers: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        borne[pair.khmer][pair.latin] += pair.weight
        bearers[pair.khmer].add(pair.person)
    found = []
    common = {t for t in model if model[t].total() >= LEAST_DRAWN and not any(suspects(t))}
    for token in sorted(common | set(borne)):
        persons, drawn = borne.get(token, Counter()), model.get(token, Counter()).total()
        if persons:
            shares = {latin: count / persons.total() for latin, count in persons.items()}
        else:
            slots = tuple(Slot(unit.text, table.of(unit)) for unit in units(token))
            shares = likeliest(slots, 40)
            scale = max(1.0, sum(shares.values()))
            shares = {t: x / scale for t, x in shares.items() if t and x >= LISTED_SHARE}
        if not shares:
            continue
        listed = rounded(shares, most=LISTED_SPELLINGS)
        found.append(
            {
                "khmer": token,
                "band": str(max(0, round(math.log(max(drawn, 1), 4)))),
                "persons": str(len(bearers[token])) if persons else "0",
                "spellings": "|".join(f"{latin} {share}" for latin, share in listed.items()),
                "source": "people" if persons else "model",
            }
        )
    return found


def seeded(counts: Counts) -> Counts:
    """Count the seeds of the letters that are hardly met in these counts."""
    found = Counts()
    for unit, shares in rare_letters(counts):
        for latin, share in shares.items():
            found.add(unit, latin, SEED_WEIGHT * share)
    return found


class Estimate:
    """What the model's pairs tell; the people's pairs are brought in by `tables`."""

    def __init__(self, reference: Path) -> None:
        """Read the reference and align the model's pairs."""
        self.reference = reference
        self.model = read_model(reference)
        self.counts = estimate(
            (
                (khmer, latin, count**POWER)
                for khmer, spellings in self.model.items()
                for latin, count in spellings.items()
            ),
            say,
        )
        self.pairs = attested(reference, self._expected)
        say(f"{len(self.pairs)} attested pairs")

    def _expected(self, token: str) -> list[str]:
        slots = []
        for unit in units(token):
            shares = self.counts.shares(unit.slot, unit.contexts)
            costs = [(latin, -math.log(share)) for latin, share in shares.items() if share > 0]
            slots.append(Slot(unit.text, tuple(costs)))
        best = sorted(likeliest(tuple(slots), 40).items(), key=lambda item: -item[1])
        return [latin for latin, _ in best[:10]]

    def tables(self, pairs: list[Attested]) -> tuple[list[Row], list[Row], list[Row]]:
        """Make the tables of units, letters and tokens with these attested pairs."""
        distinct = sorted({(pair.khmer, pair.latin) for pair in pairs})
        people = [(khmer, latin, 1.0) for khmer, latin in distinct]
        seen = count_pairs(people, lambda u: self.counts.shares(u.slot, u.contexts), 1e-3)
        counts = self.counts.merge(seen, ATTESTED_WEIGHT)
        rare = seeded(counts)
        counts = counts.merge(rare, 1.0)
        chains = contexts_of([*self.model, *(khmer for khmer, _ in distinct)])
        chains |= dict.fromkeys(rare.total, ("",))
        sources = {"people": seen, "model": self.counts, "own knowledge": rare}
        table = correspondence_rows(counts, habit_of(people, self.counts), chains, sources)
        known = spelling_rows(self.model, pairs, Correspondences(table))
        return table, letter_rows(people, self.counts), known


def fold_of(token: str, folds: int) -> int:
    """Put a token into a fold, always the same."""
    return int(md5(token.encode(), usedforsecurity=False).hexdigest(), 16) % folds


def knowing(made: Estimate, pairs: list[Attested]) -> tuple[Speller, Listener]:
    """Make a speller and a listener that know these pairs, and else names without a Khmer form."""
    table, by_letter, known = made.tables(pairs)
    borne = {pair.latin for pair in pairs}
    borne |= read_borne(made.reference, {pair.person for pair in made.pairs})
    units_known, tokens_known = Correspondences(table), Lexicon(known)
    manner = {
        name: Letters(row for row in by_letter if row["manner"] == name)
        for name in ("letter", "french")
    }
    speller = Speller(
        units_known,
        tokens_known,
        by_letter=manner["letter"],
        french=manner["french"],
        by_ear=foreign_letters(),
        borne=lambda: borne,
        abroad=names_abroad,
    )
    return speller, Listener(units_known, tokens_known, speller)


def heard(listener: Listener, token: str, latin: str) -> str:
    """Say at which place the listener writes a spelling as the token; `-` for none of ten."""
    ranked = [khmer for khmer, _ in listener.ranked(latin, 10)]
    return str(ranked.index(token) + 1) if token in ranked else "-"


def held_out(made: Estimate, folds: int) -> list[Row]:
    """Spell each attested token by tables that never saw it among the people's tokens."""
    found = []
    for fold in range(folds):
        wanted: dict[str, set[str]] = defaultdict(set)
        for pair in made.pairs:
            if fold_of(pair.khmer, folds) == fold and pair.whole:
                wanted[pair.khmer].add(pair.latin)
        kept = [pair for pair in made.pairs if fold_of(pair.khmer, folds) != fold]
        speller, listener = knowing(made, kept)
        found += [
            {
                "khmer": token,
                "attested": "|".join(sorted(spellings)),
                "in_model": "yes" if token in made.model else "no",
                "spellings": "|".join(latin for latin, _ in speller.ranked(token, 10)),
                "keys": "|".join(keys_of(speller.ways(token))),
                "heard": "|".join(heard(listener, token, latin) for latin in sorted(spellings)),
            }
            for token, spellings in wanted.items()
        ]
        say(f"fold {fold + 1} of {folds}")
    return sorted(found, key=lambda row: row["khmer"])


def report(rows: list[Row]) -> None:
    """Print how often the attested spelling is first, and among the first ten."""
    for name, chosen in (
        ("in the model's sample", [row for row in rows if row["in_model"] == "yes"]),
        ("in no list", [row for row in rows if row["in_model"] == "no"]),
        ("all", rows),
    ):
        first = ten = 0
        for row in chosen:
            ranked, right = row["spellings"].split("|"), set(row["attested"].split("|"))
            first += ranked[0] in right
            ten += not right.isdisjoint(ranked)
        count = max(1, len(chosen))
        say(f"{name}: {len(chosen)} tokens, first {first / count:.3f}, in ten {ten / count:.3f}")


def write(path: Path, rows: list[Row]) -> None:
    """Write a table."""
    lines = ["\t".join(rows[0]), *("\t".join(row.values()) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    say(f"{path.name}: {len(rows)} rows")


def main() -> None:
    """Run as the module's docstring says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    given = os.environ.get("KHNORM_REFERENCE")
    parser.add_argument("--reference", type=Path, default=given, required=not given)
    parser.add_argument("--folds", type=int, default=0, help="measure instead of writing tables")
    options = parser.parse_args()
    made = Estimate(Path(options.reference))
    if options.folds:
        rows = held_out(made, options.folds)
        write(HELD_OUT, rows)
        report(rows)
    else:
        table, by_letter, known = made.tables(made.pairs)
        write(DATA / "correspondences.tsv", table)
        write(DATA / "letters.tsv", by_letter)
        write(DATA / "spellings.tsv", known)


if __name__ == "__main__":
    main()
