"""`khnorm find` from end to end: rows, summaries, marked text, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from command_line import Outcome, khnorm

from khnorm.jobs.records import Format, Layout, open_sink, read_table

TEXT = "Opposition leader Sam Rainsy spoke.\n\nRainsy met លោក ហ៊ុន សែន <b>\n"


def items(outcome: Outcome) -> list[dict[str, Any]]:
    assert outcome.code == 0, outcome.err
    return [json.loads(line) for line in outcome.lines if line]


def test_a_row_for_each_mention_with_its_place() -> None:
    found = items(khnorm("find", stdin=TEXT))
    assert [TEXT[item["start"] : item["end"]] for item in found] == [item["text"] for item in found]
    assert [(item["line"], item["name"], item["entity_id"]) for item in found] == [
        (1, "Sam Rainsy", "sam_rainsy"),
        (3, "Rainsy", "sam_rainsy"),
        (3, "ហ៊ុន សែន", "hun_sen"),
    ]
    assert found[0]["titles"] == ["opposition_leader"]


def test_second_mentions_end_with_the_document() -> None:
    found = items(khnorm("find", "--by", "paragraph", stdin=TEXT))
    assert [item["entity_id"] for item in found if item["name"] == "Rainsy"] in ([], [""])


def test_csv_has_a_header_and_flat_cells() -> None:
    outcome = khnorm("find", "-f", "csv", "--explain", stdin=TEXT)
    rows = list(csv.DictReader(io.StringIO(outcome.out.decode("utf-8"))))
    assert [row["name"] for row in rows] == ["Sam Rainsy", "Rainsy", "ហ៊ុន សែន"]
    assert rows[1]["explanation"] == "short for Sam Rainsy, named in the same text"


def test_a_summary_lists_people_with_every_form() -> None:
    first, second = items(khnorm("find", "--summary", stdin=TEXT))
    assert (first["entity_id"], first["count"]) == ("sam_rainsy", 2)
    assert first["forms"] == {"Opposition leader Sam Rainsy": 1, "Rainsy": 1}
    assert second["entity_id"] == "hun_sen"


def test_highlight_colours_names_and_lets_nothing_steer_the_terminal() -> None:
    outcome = khnorm("find", "--highlight", "-t", "\x1b]0;title\x07Mr. Hun Sen left")
    assert outcome.out.decode("utf-8") == "]0;title\x1b[1;32mMr. Hun Sen\x1b[0m left\n"


def test_a_page_holds_the_text_as_text(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert khnorm("find", "-o", str(page), stdin=TEXT + "<script>alert(1)</script>").code == 0
    made = page.read_text(encoding="utf-8")
    assert "<script" not in made
    assert "&lt;script&gt;" in made
    assert made.count("<mark") == 3
    assert "http" not in made.replace("http-equiv", "")
    assert made.rstrip().endswith("</html>")


def test_a_column_of_a_table_is_read_cell_by_cell() -> None:
    found = items(khnorm("find", "-c", "body", stdin="id,body\n1,Mr. Hun Sen left\n2,Nobody\n"))
    assert [(item["line"], item["start"], item["name"]) for item in found] == [(2, 0, "Hun Sen")]


@pytest.mark.parametrize("format", ["csv", "xlsx", "parquet"])
def test_a_table_is_read_and_written_in_every_format(tmp_path: Path, format: str) -> None:
    given, output = tmp_path / f"texts.{format}", tmp_path / "out"
    with open_sink(str(given), ("id", "body"), Layout(Format(format))) as sink:
        sink.write([1, "Mr. Hun Sen left"], {})
    silent = given.rename(tmp_path / "silent")
    args = ("find", "--from", format, "-c", "body", "-f", format, "-o", str(output), str(silent))
    assert khnorm(*args).code == 0
    assert read_table(str(output), format=Format(format)).texts("name") == ["Hun Sen"]
    assert "which column" in khnorm("find", "--from", format, str(silent)).err


def test_your_own_table_says_who_is_meant(tmp_path: Path) -> None:
    table = tmp_path / "own.tsv"
    table.write_text(
        "id\tkind\tform\tscript\tstatus\tsource\tnote\n"
        "7\tperson\tChan Sothea\tlatin\tpreferred\tus\t\n",
        encoding="utf-8",
    )
    options = ("find", "--tables", str(table), "--tables-only")
    (item,) = items(khnorm(*options, stdin="Mr. Chan Sothea left"))
    assert item["entity_id"] == "7"


@pytest.mark.parametrize(
    "words", [("--summary", "--highlight"), ("--tables-only",), ("--by", "book"), ("nowhere.txt",)]
)
def test_what_cannot_be_asked_is_told(words: tuple[str, ...]) -> None:
    outcome = khnorm("find", *words)
    assert outcome.code == 2
    assert outcome.out == b""
    assert outcome.err


def test_a_text_longer_than_the_window_keeps_its_places(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = "".join(f"Line {number}: Mr. Sok Eysan left.\n" for number in range(40))
    monkeypatch.setattr("khnorm.jobs.mentions.documents.WINDOW", 100)
    found = items(khnorm("find", stdin=lines))
    assert [item["line"] for item in found] == list(range(1, 41))
    assert all(lines[item["start"] : item["end"]] == item["text"] for item in found)
