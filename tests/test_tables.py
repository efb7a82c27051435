"""The loader finds the tables, reads them, and says both places where it looked in vain."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from khnorm import tables
from khnorm.errors import TableError

ROOT = Path(tables.__file__).parent.parent


def test_every_shipped_table_is_named_to_the_wheel() -> None:
    project = ROOT / "pyproject.toml"
    if not project.is_file():
        pytest.skip("the tables are installed, the project is not")
    wheel = tomllib.loads(project.read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    named = {entry for entry in wheel["wheel"]["only-include"] if entry.startswith("data/")}
    assert named == {f"data/{name}" for name in tables.SHIPPED}
    assert {path.name for path in (ROOT / "data").glob("*.tsv")} == set(tables.SHIPPED)


def test_rows_are_read_once() -> None:
    assert tables.rows("people.tsv") is tables.rows("people.tsv")


@pytest.mark.parametrize("name", tables.SHIPPED)
def test_rows_and_columns_hold_the_same_cells(name: str) -> None:
    """What stands in the file, cell by cell, whichever way it is asked for."""
    lines = tables.locate(name).read_text(encoding="utf-8").rstrip("\n").split("\n")
    header, *cells = [line.split("\t") for line in lines]
    assert [list(row.values()) for row in tables.rows(name)] == cells
    found = tables.columns(name)
    assert list(found) == header
    assert list(map(list, zip(*found.values(), strict=True))) == cells


@pytest.mark.parametrize("name", tables.SHIPPED)
def test_every_shipped_table_has_rows_of_its_header(name: str) -> None:
    found = tables.rows(name)
    assert found
    header = tables.locate(name).read_text(encoding="utf-8").split("\n", 1)[0].split("\t")
    assert all(list(row) == header for row in found)


def test_a_missing_table_names_both_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "files", lambda package: tmp_path / "site" / package)
    monkeypatch.setattr(tables, "__file__", str(tmp_path / "checkout" / "khnorm" / "tables.py"))
    with pytest.raises(TableError) as caught:
        tables.locate("aliases.tsv")
    installed = tmp_path / "site" / "khnorm" / "data" / "aliases.tsv"
    checkout = tmp_path / "checkout" / "data" / "aliases.tsv"
    assert str(caught.value) == (
        f"aliases.tsv:1:1: the table is neither at {installed} nor at {checkout}; "
        "reinstall khnorm, or run it from a whole checkout"
    )


def test_a_data_folder_beside_an_installed_package_is_not_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "files", lambda package: tmp_path / "nowhere" / package)
    monkeypatch.setattr(tables, "__file__", str(tmp_path / "khnorm" / "tables.py"))
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "aliases.tsv").write_text("id\tform\n", encoding="utf-8")
    with pytest.raises(TableError):
        tables.locate("aliases.tsv")
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
    assert tables.locate("aliases.tsv") == tmp_path / "data" / "aliases.tsv"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\tb\n1\t2\n3\t\n", [{"a": "1", "b": "2"}, {"a": "3", "b": ""}]),
        ("a\tb\n1\t2", [{"a": "1", "b": "2"}]),
        ("\ufeffa\n1\n", [{"a": "1"}]),
        ("a\n", []),
        ("a\n\n", [{"a": ""}]),
        ('a\n"1"\n', [{"a": '"1"'}]),
    ],
)
def test_read_rows(text: str, expected: list[dict[str, str]]) -> None:
    assert tables.read_rows(text, "own.tsv") == expected


def test_ragged_rows_are_told_all_at_once() -> None:
    with pytest.raises(TableError) as caught:
        tables.read_rows("a\tb\n1\n2\t2\n3\t3\t3\n", "own.tsv")
    assert [str(problem) for problem in caught.value.problems] == [
        f"own.tsv:{line}:1: {count} cells where the header has 2; "
        "part the cells by single tabs and leave an unknown one empty"
        for line, count in ((2, 1), (4, 3))
    ]


def test_an_empty_table_is_refused() -> None:
    with pytest.raises(TableError, match=r"own\.tsv:1:1: the table is empty; begin it with"):
        tables.read_rows("", "own.tsv")


def test_the_digest_moves_with_the_content(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = tables.digest()
    assert before == tables.digest()
    assert set(before) <= set("0123456789abcdef")
    for name in tables.SHIPPED:
        (tmp_path / name).write_bytes(tables.locate(name).read_bytes())
    monkeypatch.setattr(tables, "locate", tmp_path.joinpath)
    tables.digest.cache_clear()
    try:
        assert tables.digest() == before
        with (tmp_path / "people.tsv").open("a", encoding="utf-8") as table:
            table.write("x")
        tables.digest.cache_clear()
        assert tables.digest() != before
    finally:
        tables.digest.cache_clear()


# The tables whose sources are outside keys; the others name a scheme, a measure or another table.
_CREDITED = (
    *("aliases", "context", "context_words", "elements", "foreign_names", "people"),
    *("relations", "title_words", "titles", "words"),
)


def test_the_readme_credits_each_source_and_no_other() -> None:
    readme = ROOT / "data" / "README.md"
    if not readme.is_file():
        pytest.skip("the tables are installed without their README")
    sources = readme.read_text(encoding="utf-8").split("\n## Sources\n")[1].split("\n## ")[0]
    used = {
        key
        for name in _CREDITED
        for row in tables.rows(f"{name}.tsv")
        for key in row["source"].split("|")
    }
    assert set(re.findall("`([^`]+)`", sources)) == used
