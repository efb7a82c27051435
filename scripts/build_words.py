"""Make `data/words.tsv`: words that are no names.

The words are counted in news: English ones where they stand in small letters, Khmer ones where no
title or family name stands before them. Only bands are kept.

    python scripts/build_words.py --english DIR --khmer DIR --dictionary FILE

`--english` is a folder of English news as text files (BBC news of 2004 and 2005 was used), `--khmer`
the folder of the segmented articles `*_seg.txt` of phylypo/segmentation-crf-khmer, `--dictionary` the
headwords of Chuon Nath's dictionary (the database of sovathna/Khmer-Dictionary), which get band 0
where they were not met in the news.
"""

from __future__ import annotations

import argparse
import re
import sqlite3
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from khnorm import tables
from khnorm.tables import Row
from khnorm.text.normalize import normalize

DATA = Path(__file__).parent.parent / "data"
# Occurrences in a million words, from which on the next band begins: the scale of `elements.tsv`.
EDGES = (40, 160, 640, 2560)
LEAST_TEXTS = 2  # texts that a Khmer word must occur in, and one more for an English word
LEAST_SMALL = 0.2  # part of its occurrences that an English word has in small letters
REACH = 3  # words behind a title or a family name that may belong to the name
FAMILY_BAND = 2

ENGLISH_WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")
KHMER_WORD = re.compile("[\u1780-\u17b3][\u1780-\u17d3]+")


def english_words(texts: Iterable[str]) -> dict[str, int]:
    """Band the English words by their occurrences in small letters."""
    small: Counter[str] = Counter()
    every: Counter[str] = Counter()
    met_in: Counter[str] = Counter()
    for text in texts:
        words = ENGLISH_WORD.findall(text)
        every.update(word.lower() for word in words)
        low = [word for word in words if word.islower() and len(word) > 1]
        small.update(low)
        met_in.update(set(low))
    return banded(
        {
            word: count
            for word, count in small.items()
            if met_in[word] > LEAST_TEXTS and count >= LEAST_SMALL * every[word]
        },
        sum(every.values()),
    )


def khmer_words(texts: Iterable[str]) -> dict[str, int]:
    """Band the Khmer words by their occurrences out of the reach of titles and family names."""
    titles = {
        normalize(row["form"])
        for row in tables.rows("aliases.tsv")
        if row["kind"] == "title" and row["script"] == "khmer" and row["status"] != "refused"
    }
    opening = titles | {"ឈ្មោះ", "ហៅ"}
    parts = {row["form"]: int(row["family"]) for row in tables.rows("elements.tsv")}
    counts: Counter[str] = Counter()
    met_in: Counter[str] = Counter()
    total = 0
    for text in texts:
        met = set()
        for line in text.split("\n"):
            reach = 0
            for word in map(normalize, line.split()):
                total += 1
                if KHMER_WORD.fullmatch(word) and not (reach and word in parts):
                    counts[word] += 1
                    met.add(word)
                opens = word in opening or parts.get(word, 0) >= FAMILY_BAND
                reach = REACH if opens else max(0, reach - 1)
        met_in.update(met)
    kept = {word: count for word, count in counts.items() if met_in[word] >= LEAST_TEXTS}
    return banded(kept, total)


def headwords(path: Path) -> set[str]:
    """Give the words of a dictionary that are no parts of names and have two letters or more."""
    parts = {row["form"] for row in tables.rows("elements.tsv")}
    with sqlite3.connect(path) as database:
        words = {normalize(word) for (word,) in database.execute("SELECT word FROM dict")}
    return {
        word
        for word in words - parts
        if KHMER_WORD.fullmatch(word) and len(re.findall("[\u1780-\u17b3]", word)) > 1
    }


def banded(counts: dict[str, int], total: int) -> dict[str, int]:
    """Turn counts into bands of occurrences in a million words."""
    return {word: 1 + bisect(EDGES, count * 1e6 / total) for word, count in counts.items()}


def write(name: str, rows: list[Row]) -> None:
    """Write a table, its rows sorted."""
    header = list(rows[0])
    lines = ["\t".join(header), *sorted("\t".join(row.values()) for row in rows)]
    (DATA / name).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def texts_of(folder: Path, pattern: str) -> Iterator[str]:
    """Read all texts of a folder."""
    for path in sorted(folder.rglob(pattern)):
        yield path.read_text(encoding="utf-8", errors="replace")


def main() -> None:
    """Read the sources and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    for name in ("--english", "--khmer", "--dictionary"):
        parser.add_argument(name, type=Path, required=True)
    given = parser.parse_args()
    english = english_words(texts_of(given.english, "*.txt"))
    khmer = khmer_words(texts_of(given.khmer, "*_seg.txt"))
    listed = dict.fromkeys(headwords(given.dictionary) - khmer.keys(), 0)
    write(
        "words.tsv",
        [
            {"form": form, "script": script, "band": str(band), "source": source}
            for script, source, words in (
                ("khmer", "KN", khmer),
                ("khmer", "CN", listed),
                ("latin", "BBC", english),
            )
            for form, band in words.items()
        ],
    )


if __name__ == "__main__":
    main()
