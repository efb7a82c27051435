"""Names as lists hold them: drawn from the shipped elements, with titles, cases and slips.

How often a slip of the keyboard happens follows the counts of both ways of writing, on the web
(UTN 61) or in a published model of names; how often a space is wrong is our guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from khnorm.tables import rows

# Slip, its pattern and replacement, and its share among the places where it may happen.
SLIPS: tuple[tuple[str, str | Callable[[re.Match[str]], str], float], ...] = (
    ("[\u17c9\u17ca](?=[\u17b7-\u17ba\u17be])", "\u17bb", 0.48),  # សុី 3.04 M, ស៊ី 3.25 M
    ("(\u17d2\u178f)(\u17d2\u179a)", r"\2\1", 0.64),  # ស្រ្តី 8.95 M, ស្ត្រី 4.95 M
    ("\u17d2\u178f", "\u17d2\u178a", 0.14),  # 3,031 of 21,932 in a model of names
    ("\u17be", "\u17c1\u17b8", 0.01),
    ("((?:\u17d2[\u1780-\u17a2])+)([\u17b6-\u17c5])", r"\2\1", 0.002),
)
SPACES = {" ": 0.985, "  ": 0.007, "\u00a0": 0.005, "\u200b": 0.003}
SCRIPTS = ("khmer", "latin")
TITLED = 0.2


def _weighted(script: str, column: str) -> tuple[list[str], list[int]]:
    found = [row for row in rows("elements.tsv") if row["script"] == script and row[column] != "0"]
    return [row["form"] for row in found], [4 ** int(row[column]) for row in found]


def _titles(script: str) -> list[str]:
    return [
        row["form"]
        for row in rows("aliases.tsv")
        if row["kind"] == "title" and row["script"] == script and row["status"] == "preferred"
    ]


def make_names(count: int, seed: int = 0) -> list[str]:
    """Draw names, half of them Khmer.

    Args:
        count: how many.
        seed: the same seed gives the same names.

    Returns:
        Family and given name, a fifth of them behind a title, as they come in lists.
    """
    random = Random(seed)
    made: list[str] = []
    for script in SCRIPTS:
        share = count // 2 if script == SCRIPTS[0] else count - len(made)
        family = random.choices(*_weighted(script, "family"), k=share)
        given = random.choices(*_weighted(script, "given"), k=share)
        titles = random.choices(_titles(script), k=share)
        spaces = random.choices([*SPACES], [*SPACES.values()], k=share)
        for title, first, space, last in zip(titles, family, spaces, given, strict=True):
            name = first + space + last
            if script == "latin" and random.random() < 0.3:
                name = name.upper()
            if script == "khmer":
                for pattern, slip, share_of_slip in SLIPS:
                    if random.random() < share_of_slip:
                        name = re.sub(pattern, slip, name)
            made.append(f"{title} {name}" if random.random() < TITLED else name)
    random.shuffle(made)
    return made
