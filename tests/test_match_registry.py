"""Who can be meant: tables of one's own over the shipped ones or instead of them, and entries."""

from __future__ import annotations

from pathlib import Path

import pytest

from khnorm import Resolver, Status, TableError, resolve

HEADER = "id\tkind\tform\tscript\tstatus\tsource\tnote\n"


def test_ones_own_table_goes_over_ours_or_instead(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text(
        HEADER
        + "my_person\tperson\tRos Phalla\tlatin\tpreferred\town\t\n"
        + "hun_sen\tperson\tHun Bunal\tlatin\trefused\town\tnot in our list\n",
        encoding="utf-8",
    )
    over = Resolver(tables=[path])
    assert over.resolve("រស់ ផល្លា").entity == over.resolve("Ros Phalla").entity
    assert over.resolve("Hun Sen").status is Status.MATCH
    assert over.resolve("Hun Bunal").status is not Status.MATCH
    assert resolve("Hun Bunal").status is Status.MATCH
    instead = Resolver(tables=[path], shipped=False)
    assert instead.resolve("Ros Phalla").status is Status.MATCH
    assert instead.resolve("Hun Sen").status is Status.NONE


def test_a_broken_table_tells_all_its_faults(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text(
        HEADER + "\tperson\tRos\tlatin\tpreferred\town\t\nx\tperson\tRos\tlatin\tmaybe\town\t\n",
        encoding="utf-8",
    )
    with pytest.raises(TableError) as caught:
        Resolver(tables=[path])
    assert [(problem.line, problem.column) for problem in caught.value.problems] == [(2, 1), (3, 5)]


@pytest.mark.parametrize("form", ["", "  ", "N/A", "#REF!", "គ្មាន"])
def test_an_entry_without_a_name_is_told(form: str) -> None:
    with pytest.raises(TableError) as caught:
        Resolver([("a", "Sok An"), ("b", form)])
    (problem,) = caught.value.problems
    assert (problem.line, problem.column) == (2, 2)
    assert f"the form {form!r} of id 'b' is no name" in str(problem)


def test_entries_tell_which_ids_are_empty_or_given_twice() -> None:
    with pytest.raises(TableError) as caught:
        Resolver(
            [
                ("a", "Sok An"),
                ("", "Sok Dara"),
                ("a", "Sok An"),
                ("a", "Sok Ann"),
                ("a\n", "Ly Mony"),
            ]
        )
    assert [problem.line for problem in caught.value.problems] == [2, 3, 5]
    assert "'a'" in caught.value.problems[1].what
    assert caught.value.problems[2].what == "the id 'a\\n' has spaces around it"
    for wrong in ([("a", 1)], ["ab"], [("a",)]):
        with pytest.raises(TypeError, match="entry 1"):
            Resolver(wrong)  # type: ignore[arg-type]
