"""Write `docs/romanisation.md` from the tables: `python docs/romanisation.py`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from khnorm.sound.clusters import CONSONANTS, INDEPENDENT_VOWELS, register_of
from khnorm.sound.schemes import romanize
from khnorm.tables import Row, rows

PAGE = Path(__file__).with_suffix(".md")
BY_SOUND = ("ungegn", "gd", "phonemic")
ALL = (*BY_SOUND, "alalc")
NAMES = {"ungegn": "UNGEGN", "gd": "GD", "phonemic": "phonemic", "alalc": "ALA-LC"}
EXAMPLES = ("សុខា", "វណ្ណៈ", "ភ្នំពេញ", "ត្រពាំងឫស្សី", "សុវណ្ណារិទ្ធ", "បុណ្យ", "ធម៌", "ភូមិ ៥")

HEAD = """\
# Romanisation schemes

This page is written by `python docs/romanisation.py` from `data/schemes.tsv` and
`data/scheme_words.tsv`; a test keeps it in step. To change a cell, change the table.

`romanize(text, scheme=...)` knows five:

| scheme | what it is | authority |
|---|---|---|
| `popular` | practice: the spelling a Cambodian would most likely print in a passport; no table of cells but measured shares | spelling shares of names |
| `ungegn` | sound, with diacritics; letters that are written and silent are kept | UNGEGN 1972 (resolution II/10), which is BGN/PCGN 1972 |
| `gd` | sound, plain letters; the official place names of Cambodia | Geographic Department 1995/97, counted in the gazetteers |
| `alalc` | letter for letter, whatever the sound | ALA-LC Khmer, 2012 |
| `phonemic` | a broad phonemic notation, syllables parted by a full stop | symbols as counted in the Google Khmer lexicon |

A cell marked **?** is not attested by a source at hand: it follows the pattern of its neighbours.
`explain_romanization` says the same of each cell it used (`verified`).

Each word gets a capital, as names do, save in `phonemic`. What is not Khmer stays as it is. Khmer
digits become Latin ones; `gd` reads numbers out, as the official lists do. ៗ repeats the word
before it. `gd` and `phonemic` hear the respellings of `data/readings.tsv`; `ungegn` takes from it
only where syllables part, since it spells what is written.

Register 1 is the first (*a*) series, 2 the second (*o*) series. A shifter decides it, else the last
obstruent of the onset, else the first letter. A bare sonorant takes the first register over from a
presyllable before it (`ំ`, a single letter, or a nasal it stands under).
"""


def _cell(found: Row | None) -> str:
    if found is None:
        return ""
    spelling = found["spelling"] or "–"
    return spelling + (" **?**" if found["status"] == "unverified" else "")


def _plain(scheme: str, kind: str, unit: str, register: str = "") -> Row | None:
    """Find the cell of a unit that no neighbour narrows."""
    for row in rows("schemes.tsv"):
        if (
            (row["scheme"], row["kind"], row["unit"]) == (scheme, kind, unit)
            and row["register"] in ("", register)
            and not row["before"]
            and not row["after"]
        ):
            return row
    return None


def _table(header: Iterable[str], lines: Iterable[Iterable[str]]) -> list[str]:
    head = list(header)
    body = ["| " + " | ".join(cells) + " |" for cells in lines]
    return ["| " + " | ".join(head) + " |", "|" + "---|" * len(head), *body, ""]


def _units(kind: str) -> list[str]:
    found = (row["unit"] for row in rows("schemes.tsv") if row["kind"] == kind)
    return list(dict.fromkeys(found))


def _consonants() -> list[str]:
    header = ["letter", "register"]
    header += [f"{NAMES[scheme]} {part}" for scheme in BY_SOUND for part in ("onset", "final")]
    lines = []
    for unit in _units("onset"):
        letters = tuple(unit[:1])
        register = str(register_of(letters)) if unit in CONSONANTS else "1"
        shown = unit if len(unit) == 1 or unit[1] == "៉" else f"{unit[0]}្{unit[1]}"
        cells = [_cell(_plain(s, k, unit)) for s in BY_SOUND for k in ("onset", "coda")]
        lines.append([shown, register, *cells, _cell(_plain("alalc", "onset", unit))])
    return _table([*header, NAMES["alalc"]], lines)


def _rimes() -> list[str]:
    header = ["rime"]
    header += [f"{NAMES[scheme]} {register}" for scheme in BY_SOUND for register in "12"]
    lines = []
    for unit in _units("rime"):
        shown = unit if unit[:1] in INDEPENDENT_VOWELS else f"◌{unit}" if unit else "inherent"
        cells = [_cell(_plain(s, "rime", unit, register)) for s in BY_SOUND for register in "12"]
        lines.append([shown, *cells, _cell(_plain("alalc", "rime", unit))])
    return _table([*header, NAMES["alalc"]], lines)


_SAID = {"^": "the beginning", "#": "the end", "_": "another syllable", "@": "the inherent vowel"}


def _condition(cell: str, word: str) -> str:
    if not cell:
        return ""
    parts = [_SAID.get(part, part) for part in cell.split("|")]
    said = " ".join(parts).replace("+", "any letter").replace("្", "a parted pair")
    return f"{word} {said}"


def _narrowed() -> list[str]:
    lines = []
    for row in rows("schemes.tsv"):
        if row["kind"] == "subscript" or row["before"] or row["after"]:
            where = [_condition(row["before"], "after"), _condition(row["after"], "before")]
            lines.append(
                [
                    NAMES[row["scheme"]],
                    row["kind"],
                    row["unit"] or "inherent",
                    row["register"],
                    ", ".join(part for part in where if part),
                    _cell(row),
                ]
            )
    return _table(("scheme", "part", "unit", "register", "where", "spelling"), lines)


def _signs() -> list[str]:
    return _table(
        ("scheme", "sign", "spelling"),
        (
            [NAMES[row["scheme"]], f"◌{row['unit']}", _cell(row).replace("\u0301", "◌\u0301")]
            for row in rows("schemes.tsv")
            if row["kind"] == "sign"
        ),
    )


def _words() -> list[str]:
    return _table(
        ("scheme", "word", "spelling", "source"),
        (
            [row["scheme"], row["written"].replace(" ", ""), _cell(row), row["source"]]
            for row in rows("scheme_words.tsv")
        ),
    )


def _sources() -> list[str]:
    counts: dict[tuple[str, str], int] = {}
    for row in rows("schemes.tsv"):
        key = (NAMES[row["scheme"]], row["source"])
        counts[key] = counts.get(key, 0) + 1
    lines = ([scheme, source, str(count)] for (scheme, source), count in counts.items())
    return _table(("scheme", "source", "cells"), lines)


def page() -> str:
    """Give the whole page."""
    examples = ([name, *(romanize(name, scheme=scheme) for scheme in ALL)] for name in EXAMPLES)
    parts = [
        HEAD,
        *_table(("Khmer", *(NAMES[scheme] for scheme in ALL)), examples),
        "## Consonants\n",
        *_consonants(),
        "## Vowels\n",
        "`◌់` is the inherent vowel, `◌ា់` the long *a*, before a final with a bantoc.\n",
        *_rimes(),
        "## Cells that neighbours narrow\n",
        "The narrowest cell that fits decides.\n",
        *_narrowed(),
        "## Signs\n",
        *_signs(),
        "## Words spelled against the rules\n",
        *_words(),
        "## Sources\n",
        *_sources(),
    ]
    return "\n".join(parts).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
