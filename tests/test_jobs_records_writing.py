"""Writing lists: whole or not at all, over nothing that is read, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import os
import stat
from pathlib import Path

import pytest

from khnorm.errors import OutputError
from khnorm.jobs.records import Format, Layout, as_text, open_sink, read_table
from khnorm.targets import open_target

FORMATS = ["names.txt", "names.csv", "names.tsv", "names.jsonl", "names.parquet", "names.xlsx"]
FORMULAS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(A1)", "\t=1", "\r=1", "＝1+1"]


def layout_of(name: str) -> Layout:
    known = {".txt": Format.LINES, ".csv": Format.CSV, ".tsv": Format.TSV}
    known |= {".jsonl": Format.JSONL, ".parquet": Format.PARQUET, ".xlsx": Format.XLSX}
    return Layout(Format.CSV).to(known[Path(name).suffix])


def write_many(path: str, name: str, stop: bool = False) -> None:
    with open_sink(path, ("name",), layout_of(name)) as sink:
        for _ in range(10_000):
            sink.write(["Sok" * 10], {})
        if stop:
            raise KeyboardInterrupt


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("before", [None, "as it was\n"])
def test_an_interrupted_file_leaves_what_stood_there(
    tmp_path: Path, name: str, before: str | None
) -> None:
    path = tmp_path / name
    if before is not None:
        path.write_text(before, encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        write_many(str(path), name, stop=True)
    assert (path.read_text(encoding="utf-8") if path.exists() else None) == before
    assert len(list(tmp_path.iterdir())) == (before is not None)


def test_a_file_appears_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    with open_sink(str(path), ("name",), Layout(Format.CSV)) as sink:
        sink.write(["Sok"], {})
        assert not path.exists()
    assert path.read_bytes() == b"name\nSok\n"


def test_a_full_disk_is_told_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    path = tmp_path / "names.csv"
    with (
        pytest.raises(
            OutputError, match=r"names\.csv: No space left on device; nothing was written"
        ),
        open_sink(str(path), ("name",), Layout(Format.CSV)),
    ):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("name", FORMATS)
def test_a_device_that_is_full_is_told(name: str) -> None:
    with pytest.raises(OutputError, match="/dev/full: No space left on device"):
        write_many("/dev/full", name)


def test_an_input_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("name\nSok\n", encoding="utf-8")
    other = tmp_path / "same.csv"
    other.symlink_to(path)
    for output in (path, other, tmp_path / "." / "names.csv"):
        with (
            pytest.raises(OutputError, match="is an input, too; give the output another name"),
            open_target(str(output), ["-", str(path)]),
        ):
            pass
    assert path.read_text(encoding="utf-8") == "name\nSok\n"


def test_a_link_stays_a_link_and_permissions_stay(tmp_path: Path) -> None:
    path, link = tmp_path / "names.csv", tmp_path / "link.csv"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    link.symlink_to(path)
    with open_target(str(link)) as stream:
        stream.write(b"new")
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_what_cannot_be_written_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "none" / "names.csv", tmp_path):
        with pytest.raises(OutputError) as caught, open_target(str(path)):
            pass
        assert str(caught.value).startswith(f"{path}: ")


@pytest.mark.parametrize("name", ["names.csv", "names.tsv"])
def test_formulas_are_written_as_text_and_read_back(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with open_sink(str(path), ("name",), layout_of(name)) as sink:
        for cell in FORMULAS:
            sink.write([cell], {})
    with path.open(encoding="utf-8", newline="") as stream:
        seen = [row[0] for row in csv.reader(stream, delimiter=layout_of(name).delimiter)]
    assert seen == ["name", *(f"'{cell}" for cell in FORMULAS)]
    assert read_table(str(path)).texts() == FORMULAS


@pytest.mark.parametrize("name", ["names.txt", "names.jsonl", "names.parquet", "names.xlsx"])
def test_formats_that_tell_text_from_formulas_need_no_apostrophe(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    cells = [cell for cell in FORMULAS if cell.isprintable()]
    with open_sink(str(path), ("name",), layout_of(name)) as sink:
        for cell in cells:
            sink.write([cell], {})
    assert read_table(str(path)).texts() == cells


def test_a_formula_in_excel_is_a_string(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "names.xlsx"
    with open_sink(str(path), ("name",), Layout(Format.XLSX)) as sink:
        sink.write(["=1+1"], {})
        sink.write(["#N/A"], {})
    sheet = openpyxl.load_workbook(path).active
    assert [(cell.value, cell.data_type) for cell in sheet["A"]] == [
        ("name", "s"),
        ("=1+1", "s"),
        ("#N/A", "s"),
    ]


def test_what_excel_cannot_hold_is_refused_not_cut(tmp_path: Path) -> None:
    path = tmp_path / "names.xlsx"
    with (
        pytest.raises(OutputError, match="column 'name' has 32,768 characters"),
        open_sink(str(path), ("id", "name"), Layout(Format.XLSX)) as sink,
    ):
        sink.write(["1", "ស" * 32_768], {})
    assert not path.exists()


def test_control_characters_do_not_break_excel(tmp_path: Path) -> None:
    path = tmp_path / "names.xlsx"
    with open_sink(str(path), ("name",), Layout(Format.XLSX)) as sink:
        sink.write(["Hun\x00 Sen"], {})
    assert read_table(str(path)).texts() == ["Hun\ufffd Sen"]


def test_a_csv_that_came_with_a_mark_goes_with_one(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    with open_sink(str(path), ("name",), Layout(Format.CSV, ";", mark=True)) as sink:
        sink.write(["ហ៊ុន; សែន"], {})
    assert path.read_bytes() == '\ufeffname\n"ហ៊ុន; សែន"\n'.encode()


def test_lines_stay_one_a_row_whatever_the_cells_hold(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    with open_sink(str(path), (), Layout(Format.LINES)) as sink:
        sink.write(["Hun\nSen\r", "a\tb"], {})
    assert path.read_bytes() == b"Hun Sen \ta b\n"


def test_half_a_surrogate_pair_does_not_raise(tmp_path: Path) -> None:
    for name in ("names.csv", "names.jsonl", "names.txt"):
        path = tmp_path / name
        with open_sink(str(path), ("name",), layout_of(name)) as sink:
            sink.write(["Sok\ud800"], {})
        assert "Sok?" in path.read_text(encoding="utf-8")


def test_surplus_cells_are_written(tmp_path: Path) -> None:
    for name in ("names.csv", "names.jsonl", "names.parquet", "names.xlsx"):
        path = str(tmp_path / name)
        with open_sink(path, ("id", "name"), layout_of(name)) as sink:
            sink.write(["1", "Sok"], {})
            sink.write(["2", "Hun"], {"column_3": "Sen"})
        rows = [[as_text(cell) for cell in row] for row in read_table(path).rows]
        assert rows == [["1", "Sok", ""], ["2", "Hun", "Sen"]], name


def test_columns_of_mixed_types_become_text_in_parquet(tmp_path: Path) -> None:
    path = str(tmp_path / "names.parquet")
    with open_sink(path, ("name", "none"), Layout(Format.PARQUET)) as sink:
        sink.write([1, None], {})
        sink.write(["Sok", None], {})
    assert read_table(path).rows == [["1", None], ["Sok", None]]
