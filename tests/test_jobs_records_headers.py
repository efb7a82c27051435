"""Lists without a header line, and files whose names promise what is not read or written."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Outcome, khnorm
from sheets import sheet

from khnorm.errors import InputError, OutputError
from khnorm.jobs.records import open_sink, read_table
from khnorm.jobs.records.formats import Format, check_text, format_to_read, format_to_write
from khnorm.jobs.records.headers import is_person
from khnorm.tables import Row

LIST = "Hun Sen,1952\nTea Banh,1945\nសម្តេច ហ៊ុន សែន,1952\n"


@pytest.mark.parametrize("row", sheet("headers.tsv"), ids=lambda row: row["cell"])
def test_a_name_is_told_from_the_name_of_a_column(row: Row) -> None:
    assert is_person(row["cell"]) is (row["is"] == "name")


def written(folder: Path, name: str = "list.csv", text: str = LIST) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def done(*args: str) -> Outcome:
    outcome = khnorm(*args)
    assert outcome.code == 0, outcome.err
    return outcome


@pytest.mark.parametrize("name", ["list.csv", "list.tsv", "list.txt", "list.xlsx"])
def test_the_first_row_of_a_table_without_a_header_is_a_row(tmp_path: Path, name: str) -> None:
    text = LIST.replace(",", "\t") if name.endswith("tsv") else LIST
    if name.endswith("xlsx"):
        table = read_table(written(tmp_path), table=True, header=False)
        with open_sink(
            str(tmp_path / name), ("Hun Sen", "1952"), table.layout.to(Format.XLSX)
        ) as sink:
            for row in table.rows[1:]:
                sink.write(row, {})
    else:
        written(tmp_path, name, text)
    table = read_table(str(tmp_path / name), table=True, header=False)
    assert table.columns == ("column_1", "column_2")
    assert table.header == 0
    assert table.texts("1") == ["Hun Sen", "Tea Banh", "សម្តេច ហ៊ុន សែន"]
    assert table.texts("column_2") == ["1952", "1945", "1952"]


def test_lists_without_a_header_lose_no_row(tmp_path: Path) -> None:
    path = written(tmp_path)
    found = done("dedupe", path, "-c", "1", "--no-header")
    assert found.lines[0].startswith("column_1,column_2,cluster_id,")
    assert [line.split(",")[0] for line in found.lines[1:]] == [
        line.split(",")[0] for line in LIST.splitlines()
    ]
    assert found.err.endswith("3 rows, 2 persons, 0 pairs in doubt\n")
    assert "header" not in found.err
    assert len(done("resolve", path, "-c", "1", "--no-header").lines) == 4
    linked = done("link", path, path, "-c", "1", "--no-header", "--many-to-many")
    assert "5 links, 0 rows without a partner" in linked.err


@pytest.mark.parametrize("command", ["dedupe", "resolve", "parse"])
def test_a_header_that_is_a_name_is_told(tmp_path: Path, command: str) -> None:
    path = written(tmp_path)
    told = f"khnorm: {path}:1: the header 'Hun Sen' is a person's name; "
    assert told in done(command, path, "-c", "1").err
    with_header = written(tmp_path, "other.csv", "name,born\n" + LIST)
    assert "header" not in done(command, with_header, "-c", "name").err


@pytest.mark.parametrize("name", ["list.jsonl", "list.parquet"])
def test_where_every_column_has_a_name_none_is_missing(tmp_path: Path, name: str) -> None:
    table = read_table(written(tmp_path), table=True, header=False)
    path = str(tmp_path / name)
    with open_sink(path, table.columns, table.layout.to(Format(name.rpartition(".")[2]))) as sink:
        for row in table.rows:
            sink.write(row, {})
    with pytest.raises(InputError, match="leave out --no-header"):
        read_table(path, header=False)


def test_a_short_row_is_told_by_the_first(tmp_path: Path) -> None:
    path = written(tmp_path, text="Hun Sen,1952\nTea Banh\n")
    (told,) = read_table(path, header=False).warnings
    assert f"{path}:2: 1 cell where the first row has 2" in told


@pytest.mark.parametrize("name", ["list.csv.gz", "list.ZIP", "list.docx", "list.pdf", "list.html"])
def test_a_name_that_promises_what_is_not_read_is_refused(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, name)
    with pytest.raises(InputError, match=r"unpack|save its table|export it"):
        format_to_read(path)
    refused = khnorm("dedupe", path, "-c", "1")
    assert refused.code == 2
    assert name in refused.err
    assert done("dedupe", path, "-c", "1", "--from", "csv", "--no-header").out


@pytest.mark.parametrize("name", ["notes.html", "notes.xml", "notes.txt", "notes", "notes.md"])
def test_running_text_is_read_by_any_name_of_a_text(tmp_path: Path, name: str) -> None:
    check_text(name)
    assert "hun_sen" in done("find", written(tmp_path, name, "Hun Sen spoke.")).lines[0]


@pytest.mark.parametrize("name", ["notes.pdf", "notes.docx", "notes.gz"])
def test_running_text_is_not_read_from_what_is_none(tmp_path: Path, name: str) -> None:
    refused = khnorm("find", written(tmp_path, name, "Hun Sen spoke."))
    assert refused.code == 2
    assert "save it as .txt" in refused.err or "unpack it" in refused.err


@pytest.mark.parametrize("name", ["o.xls", "o.ods", "o.xlsb", "o.html", "o.csv.gz", "o.pdf"])
def test_a_name_that_promises_what_is_not_written_is_refused(tmp_path: Path, name: str) -> None:
    path, output = written(tmp_path), tmp_path / name
    with pytest.raises(OutputError, match="name it"):
        format_to_write(str(output))
    for command in ("dedupe", "resolve"):
        refused = khnorm(command, path, "-c", "1", "-o", str(output))
        assert (refused.code, output.exists()) == (2, False)
    review = khnorm("dedupe", path, "-c", "1", "--review", str(output))
    assert (review.code, output.exists()) == (2, False)
    done("resolve", path, "-c", "1", "-o", str(output), "-f", "csv")
    assert output.read_bytes().startswith(b"Hun Sen,1952,")


def test_find_writes_pages_and_no_documents(tmp_path: Path) -> None:
    path = written(tmp_path, "notes.txt", "Hun Sen spoke.")
    assert khnorm("find", path, "-o", str(tmp_path / "x.pdf")).code == 2
    done("find", path, "-o", str(tmp_path / "x.html"))
    done("find", path, "--summary", "-o", str(tmp_path / "y.html"))
    assert (tmp_path / "x.html").read_bytes().startswith(b"<!")
