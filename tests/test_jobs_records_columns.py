"""Columns and sheets: found however they are encoded, told apart where they look alike."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import khnorm

from khnorm.errors import InputError
from khnorm.jobs.records import Format, column_names, read_table
from khnorm.jobs.records.rows import find_column

openpyxl = pytest.importorskip("openpyxl")


@pytest.mark.parametrize(
    "header",
    [
        "ឈ្មោះ",
        "ឈោ្មះ",
        "ឈ្មោះ\u200b",
        "\ufeffឈ្មោះ",
        " ឈ្មោះ ",
    ],
)
def test_a_khmer_header_is_found_however_it_is_encoded(header: str) -> None:
    assert find_column(["ល.រ", header], "ឈ្មោះ", "list.csv") == 1
    assert find_column(["ល.រ", "ឈ្មោះ"], header, "list.csv") == 1


def test_a_header_in_decomposed_letters_is_found() -> None:
    apart = unicodedata.normalize("NFD", "Prénom")
    assert find_column(["nom", apart], "prénom", "list.csv") == 1
    assert find_column(["nom", "Prénom"], apart, "list.csv") == 1


def test_the_exact_name_goes_first_and_a_number_before_what_looks_alike() -> None:
    assert find_column(["ឈោ្មះ", "ឈ្មោះ"], "ឈ្មោះ", "list.csv") == 1
    assert find_column(["២", "name", "2"], "2", "list.csv") == 2
    assert find_column(["no", "name", "2."], "2", "list.csv") == 1


def test_names_that_look_alike_are_told_by_their_code_points() -> None:
    with pytest.raises(InputError) as caught:
        find_column(["ឈោ្មះ", "ឈ្មោះ\u200b"], "ឈ្មោះ", "list.csv")
    told = str(caught.value)
    assert told.startswith("list.csv: columns 1 and 2 are both called 'ឈ្មោះ' (")
    assert "[1788 17C4 17D2 1798 17C7]" in told
    assert "[1788 17D2 1798 17C4 17C7 200B]" in told
    assert told.endswith("; give the number instead")
    with pytest.raises(
        InputError, match=r"no column 'ឈ្មះ'; .*\[1788 17D2 1798 17C7\] is not .*17C4"
    ):
        find_column(["ល.រ", "ឈ្មោះ"], "ឈ្មះ", "list.csv")


@pytest.mark.parametrize("format", list(Format))
def test_names_are_unique_only_where_they_must_be(format: Format) -> None:
    names = column_names(("name", "no", "name", "name", ""), format)
    unique = format in (Format.JSONL, Format.PARQUET)
    assert names[:2] == ("name", "no")
    assert (len(set(names)) == len(names)) is unique


def workbook(path: Path, *sheets: tuple[str, list[list[object]]]) -> str:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return str(path)


def test_a_sheet_may_be_chosen_and_others_are_told(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "two.xlsx", ("List", [["name"], ["Sok"]]), ("ឈ្មោះ", [["name"], ["Dara"]])
    )
    done = khnorm("normalize", "-c", "name", path, "-f", "csv")
    assert done.lines == ["name,normalized", "Sok,Sok"]
    assert done.err == f"khnorm: {path}: only the sheet 'List' is read; --sheet reads ឈ្មោះ\n"
    done = khnorm("normalize", "-c", "nom", path)
    assert done.code == 2
    assert "--sheet reads ឈ្មោះ\n" in done.err
    for wanted in ("ឈ្មោះ", "ឈោ្មះ", "2"):
        done = khnorm("normalize", "-c", "name", path, "-f", "csv", "--sheet", wanted)
        assert (done.lines[1], done.err) == ("Dara,Dara", "")
    done = khnorm("normalize", "-c", "name", path, "--sheet", "Notes")
    assert done.code == 2
    assert done.err == f"khnorm: {path}: no sheet 'Notes'; there are: List, ឈ្មោះ\n"
    done = khnorm("dedupe", "-c", "name", path, "-f", "csv", "--sheet", "2")
    assert done.lines[1].startswith("Dara,")
    done = khnorm(
        "link", path, path, "-c", "name", "-f", "csv", "--sheet", "List", "--right-sheet", "2"
    )
    assert [line.split(",")[:2] for line in done.lines[1:]] == [["Sok", ""], ["", "Dara"]]
    done = khnorm("normalize", "--sheet", "List", stdin="Sok\n")
    assert (done.code, done.err) == (
        2,
        "khnorm: standard input: is no workbook with sheets; leave out --sheet\n",
    )


def test_formulas_that_nobody_computed_are_told(tmp_path: Path) -> None:
    rows: list[list[object]] = [["no", "name"], [1, '=A2&"x"'], [2, "Sok"], [3, '=A4&"x"']]
    path = workbook(tmp_path / "made.xlsx", ("List", rows))
    table = read_table(path)
    assert table.texts("name") == ["", "Sok", ""]
    (told,) = table.warnings
    assert told.startswith(f"{path}: 2 cells of the sheet 'List' from B2 on hold formulas without")


def rewritten(path: str, change: Callable[[bytes], bytes]) -> None:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, change(content) if "sheet1" in name else content)


@pytest.mark.parametrize("value", ["", "Dara"])
def test_a_formula_with_a_value_is_that_value(tmp_path: Path, value: str) -> None:
    path = workbook(tmp_path / "saved.xlsx", ("List", [["name"], ['=""'], ["Sok"], [None]]))

    def computed(content: bytes) -> bytes:
        before = b'<c r="A2"><f>""</f><v></v></c>'
        assert content.count(before) + content.count(before.replace(b"<v></v>", b"<v />")) == 1
        after = f'<c r="A2" t="str"><f>""</f><v>{value}</v></c>'.encode()
        return content.replace(before, after).replace(before.replace(b"<v></v>", b"<v />"), after)

    rewritten(path, computed)
    table = read_table(path)
    assert table.texts("name")[:2] == [value, "Sok"]
    assert table.warnings == []


def test_a_title_above_the_header_is_hinted_at(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Officials of 2024"], ["no", "name"], [1, "Sok"]]
    paths = [workbook(tmp_path / "titled.xlsx", ("List", rows)), str(tmp_path / "titled.csv")]
    Path(paths[1]).write_text("\nOfficials of 2024,\nno,name\n1,Sok\n", encoding="utf-8")
    for path, line in zip(paths, (1, 2), strict=True):
        with pytest.raises(InputError) as caught:
            read_table(path).texts("name")
        assert str(caught.value) == (
            f"{path}: no column 'name'; there are: Officials of 2024, ; "
            f"row {line} is taken for the header: if it is a title, remove it"
        )
