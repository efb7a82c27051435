"""Each check of the tables has a mutation here that it must refuse, with place and remedy in full."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from mutations import ALL, MUTATIONS, Mutation

import khnorm.check
from khnorm.check import check_tables, load
from khnorm.errors import InputError, TableError

CASES = Path(__file__).parent / "cases"
HOUSE = {
    path.name: path.read_text(encoding="utf-8") for path in sorted((CASES / "house").glob("*.tsv"))
}
OWN = (CASES / "house" / "own" / "mine.tsv").read_text(encoding="utf-8")


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lay out a small house of tables and make it the shipped one."""
    for name, text in HOUSE.items():
        (tmp_path / name).write_bytes(text.encode())
    monkeypatch.setattr("khnorm.check.SHIPPED", tuple(HOUSE))
    monkeypatch.setattr("khnorm.check.files.locate", tmp_path.joinpath)
    return tmp_path


def mutate(house: Path, mutation: Mutation) -> list[str]:
    path = house / mutation.table
    content = path.read_bytes()
    old, new = (
        part.encode() if isinstance(part, str) else part for part in (mutation.old, mutation.new)
    )
    if mutation.old == ALL:
        path.write_bytes(new)
    else:
        assert content.count(old) == 1, f"{mutation.old!r} stands {content.count(old)} times"
        path.write_bytes(content.replace(old, new))
    return [str(problem) for problem in check_tables() if problem.file == mutation.table]


def test_the_small_house_is_sound(house: Path) -> None:
    assert check_tables() == []


@pytest.mark.parametrize("name", MUTATIONS)
def test_each_mutation_is_refused(name: str, house: Path) -> None:
    assert mutate(house, MUTATIONS[name]) == list(MUTATIONS[name].faults)


def fault_lines() -> set[tuple[str, int]]:
    """Find where the checks report: the first line of each `fault` call and of each `yield`."""
    places = set()
    for path in Path(khnorm.check.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            if (is_call and node.func.attr == "fault") or isinstance(node, ast.Yield):  # type: ignore[attr-defined]
                places.add((path.name, node.lineno))  # type: ignore[attr-defined]
    return places


def test_every_check_has_a_mutation(house: Path, tmp_path: Path) -> None:
    home = str(Path(khnorm.check.__file__).parent)
    run: set[tuple[str, int]] = set()

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        if not frame.f_code.co_filename.startswith(home):
            return None
        run.add((Path(frame.f_code.co_filename).name, frame.f_lineno))
        return trace

    before = sys.gettrace()
    for mutation in MUTATIONS.values():
        for name, text in HOUSE.items():
            (house / name).write_bytes(text.encode())
        sys.settrace(trace)
        try:
            mutate(house, mutation)
            with pytest.raises(TableError):
                load(house / "relations.tsv")
        finally:
            sys.settrace(before)
    assert len(fault_lines()) > 30
    assert fault_lines() - run == set()


def test_the_shipped_tables_are_sound() -> None:
    assert [str(problem) for problem in check_tables()] == []


def test_all_faults_come_at_once_table_by_table(house: Path) -> None:
    for name in ("edge space", "refused without a reason", "unknown word", "unknown holder"):
        mutate(house, MUTATIONS[name])
    places = [str(problem).split(": ")[0] for problem in check_tables()]
    assert places == ["aliases.tsv:7:3", "aliases.tsv:9:7", "relations.tsv:2:3", "titles.tsv:3:7"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_table_of_ones_own_defines_its_persons(tmp_path: Path, encoding: str, ends: str) -> None:
    path = tmp_path / "mine.tsv"
    path.write_bytes(OWN.replace("\n", ends).encode(encoding))
    assert check_tables([path]) == []
    rows = load(path)
    assert [row["id"] for row in rows] == ["Q999", "7", "hun_sen", "samdech_techo"]
    assert rows[1]["form"] == "ចាន់ ប្រឌិត"
    assert {row["note"] for row in rows} == {""}


def test_a_table_of_ones_own_must_name_known_titles(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(OWN.replace("samdech_techo", "samdech_tekko"), encoding="utf-8")
    with pytest.raises(TableError) as caught:
        load(path)
    assert str(caught.value) == (
        f"{path}:5:1: no title 'samdech_tekko' in titles.tsv; "
        "add it to titles.tsv or mend the spelling"
    )


def test_a_table_of_ones_own_may_bring_its_people(tmp_path: Path) -> None:
    (tmp_path / "mine.tsv").write_text(OWN, encoding="utf-8")
    people = HOUSE["people.tsv"].splitlines()[0] + "\n"
    people += "sok_invented\t\tSok Invented\t\t\tnobody\t\tmine\t\n"
    (tmp_path / "people.tsv").write_text(people, encoding="utf-8")
    found = check_tables([tmp_path / "mine.tsv", tmp_path / "people.tsv"])
    assert [(problem.line, problem.column) for problem in found] == [(2, 1), (3, 1), (4, 1), (2, 3)]


def test_another_table_is_no_alias_table(tmp_path: Path) -> None:
    path = tmp_path / "people.tsv"
    path.write_text(HOUSE["people.tsv"], encoding="utf-8")
    with pytest.raises(TableError, match=r"the columns are those of people\.tsv"):
        load(path)


def test_a_shipped_table_given_by_its_path_is_held_to_all(house: Path) -> None:
    mutate(house, MUTATIONS["out of order"])
    assert len(check_tables([house / "elements.tsv"])) == 1
    (house / "copy.tsv").write_bytes((house / "elements.tsv").read_bytes())
    assert check_tables([house / "copy.tsv"]) == []


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.tsv", tmp_path):
        with pytest.raises(InputError, match="name a table that can be read") as caught:
            check_tables([path])
        assert str(path) in str(caught.value)


def test_a_header_far_off_is_told_the_columns_of_aliases(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text("name,person\n", encoding="utf-8")
    assert [str(problem) for problem in check_tables([path])] == [
        f"{path}:1:1: the header is 'name,person'; the columns of aliases.tsv are "
        "'id kind form script status source note', parted by single tabs"
    ]
