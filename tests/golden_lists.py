"""The golden lists: one list in every format, and the persons that are in it.

    python tests/golden_lists.py     writes them anew; look at the diff

`golden/lists/persons.tsv` says of each row what `khnorm dedupe` adds, scores and reasons apart.
"""

from __future__ import annotations

from pathlib import Path

from khnorm.jobs.dedupe import dedupe
from khnorm.jobs.records import Format, Layout, open_sink

FOLDER = Path(__file__).parent / "golden" / "lists"
ADDED = ("cluster_id", "canonical", "canonical_khmer", "entity_id")
COLUMNS = ("no", "name", "place")
# Public figures, and invented names.
ROWS = [
    (1, "Samdech Techo Hun Sen", "Phnom Penh"),
    (2, "សម្តេចតេជោ ហ៊ុន សែន", "ភ្នំពេញ"),
    (3, "Lok Chumteav Bun Rany Hun Sen", "Phnom Penh"),
    (4, "HUN Manet", "Takeo, Kandal"),
    (5, "Keo Phoeurng", 'the "old" market'),
    (6, "ឯកឧត្តម កែវ ភឿង", ""),
    (7, "", "no name"),
    (8, "Mr. Keo-Phoeurng", "=1+1"),
    (9, "ហ៊ុន ម៉ាណែត", "តាកែវ"),
    (10, "Sok Sopheap", "-"),
    (11, "SOK SOPHEAP", "@home"),
    (12, "Ly Monyroath", "two\nlines"),
]
FORMATS = {
    "list.csv": Layout(Format.CSV),
    "semicolon.csv": Layout(Format.CSV, ";"),
    "excel.csv": Layout(Format.CSV, ";", mark=True),
    "tabs.csv": Layout(Format.CSV, "\t"),
    "list.tsv": Layout(Format.TSV, "\t"),
    "list.jsonl": Layout(Format.JSONL),
    "list.parquet": Layout(Format.PARQUET),
    "list.xlsx": Layout(Format.XLSX),
}
NAMES = tuple(name for _, name, _ in ROWS)


def added() -> list[tuple[str, ...]]:
    """Say of each row who it is."""
    found = [("",) * len(ADDED)] * len(ROWS)
    for cluster in dedupe(NAMES):
        for row in cluster.rows:
            found[row] = (
                cluster.id,
                cluster.canonical,
                cluster.canonical_khmer,
                cluster.entity_id,
            )
    return found


def persons() -> str:
    """Give the text of `persons.tsv`."""
    rows = ((name, *cells) for name, cells in zip(NAMES, added(), strict=True))
    return "".join("\t".join(row) + "\n" for row in (("name", *ADDED), *rows))


def write() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, layout in FORMATS.items():
        with open_sink(str(FOLDER / name), COLUMNS, layout) as sink:
            for row in ROWS:
                sink.write(row, {})
    plain = (FOLDER / "semicolon.csv").read_text(encoding="utf-8")
    (FOLDER / "utf16.csv").write_bytes(plain.encode("utf-16"))
    (FOLDER / "list.txt").write_text("\n".join(NAMES) + "\n", encoding="utf-8", newline="\n")
    (FOLDER / "persons.tsv").write_text(persons(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
