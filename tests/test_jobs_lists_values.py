"""Values that part rows: one value however it is written, and what they part is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import khnorm as run

import khnorm
from khnorm.errors import InputError
from khnorm.jobs.dedupe import deduplicate
from khnorm.jobs.link import Partners, link_rows
from khnorm.jobs.lists.values import value_of


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1980", "1980"),
        (" 1980\u200b ", "1980"),
        ("1980.0", "1980"),
        ("1980.", "1980"),
        ("1980.5", "1980.5"),
        ("១៩៨០", "1980"),
        ("１９８０", "1980"),
        ("1980-05-01", "1980-05-01"),
        ("1980-5-1", "1980-05-01"),
        ("1980-05-01T00:00:00", "1980-05-01"),
        ("1980-05-01 00:00:00.000", "1980-05-01"),
        ("1980-05-01 07:30", "1980-05-01 07:30"),
        ("១៩៨០-០៥-០១", "1980-05-01"),
        ("01/05/1980", "01/05/1980"),
        ("1/5/1980", "01/05/1980"),
        ("01.05.1980", "01.05.1980"),
        ("05/01/1980", "05/01/1980"),
        ("25/12/1980", "1980-12-25"),
        ("12/25/1980", "1980-12-25"),
        ("25-12-1980", "1980-12-25"),
        ("5.5.1980", "1980-05-05"),
        ("1980/5/1", "1980-05-01"),
        ("25/12/1980 0:00:00", "1980-12-25"),
        ("12/25/1980 12:00:00 AM", "1980-12-25"),
        ("12/25/1980 12:00:00 PM", "12/25/1980 12:00:00 pm"),
        ("25/12-1980", "25/12-1980"),
        ("0", "0"),
        ("M", "m"),
        ("TAKEO", "takeo"),
        ("Takeo", "takeo"),
        ("តាកែវ", "តាកែវ"),
        ("007", "007"),
        ("", ""),
        ("N/A", ""),
        ("unknown", ""),
        ("មិនដឹង", ""),
        ("NA", ""),
        ("NaN", ""),
        ("nan", ""),
        ("NaT", ""),
        (" - ", ""),
        ("?", ""),
    ],
)
def test_a_value_is_written_in_one_way(written: str, value: str) -> None:
    assert value_of(written) == value
    assert value_of(value) == value


def test_one_value_in_many_ways_parts_nobody() -> None:
    years = ["1980", "1980 ", "1980.0", "១៩៨០", "N/A", "unknown", "-", None]
    found = deduplicate(["Keo Phoeurng"] * len(years), by=years)
    assert [one.rows for one in found.clusters] == [tuple(range(len(years)))]
    assert found.parted == 0


SOK = ("Sok Dara", "Sok Darra", "Sok Daraa")


@pytest.mark.parametrize(
    ("names", "years", "persons"),
    [
        # A name without a year, and that name with one or two.
        ((0, 0), ("1980", None), {(0, 1)}),
        ((0, 0, 0), ("1980", "1990", None), {(0,), (1,), (2,)}),
        # Another spelling with one of the two years tells nothing of it.
        ((0, 0, 0, 1), ("1980", "1990", None, "1980"), {(0, 3), (1,), (2,)}),
        ((0, 1, 1, 2), (None, "1980", "1990", "1980"), {(0,), (1, 3), (2,)}),
        ((0, 1, 2), (None, "1980", "1990"), {(0,), (1,), (2,)}),
        # Its own name tells more than other spellings.
        ((0, 0, 1), (None, "1980", "1990"), {(0, 1), (2,)}),
        ((0, 1), (None, "1980"), {(0, 1)}),
        # Two of whom nothing is known are still one.
        ((0, 1, 0, 0), (None, None, "1980", "1990"), {(0, 1), (2,), (3,)}),
    ],
)
def test_a_row_without_a_value_goes_with_one_value_or_none(
    names: tuple[int, ...], years: tuple[str | None, ...], persons: set[tuple[int, ...]]
) -> None:
    found = khnorm.dedupe([SOK[name] for name in names], by=years)
    assert {one.rows for one in found} == persons


def test_no_spelling_brings_one_of_the_tables_without_a_value_to_one_of_two() -> None:
    names = ["ហ៊ុន សែន", "Hun Sen", "Hun Sen", "Hun Saen"]
    found = khnorm.dedupe(names, by=[None, "1952", "1960", "1952"])
    assert {one.rows for one in found} == {(0,), (1, 3), (2,)}


def test_only_pairs_that_an_answer_can_join_are_asked() -> None:
    asked = deduplicate(["Sok Dara", "Sok Darra", "Sok Daraa"], by=[None, "1980", "1990"])
    assert {(one.a, one.b) for one in asked.doubts} == {
        ("Sok Dara", "Sok Darra"),
        ("Sok Dara", "Sok Daraa"),
    }
    answer = [("Sok Dara", "Sok Darra", True)]
    found = deduplicate(SOK, by=[None, "1980", "1990"], decisions=answer)
    assert {one.rows for one in found.clusters} == {(0, 1), (2,)}
    assert not deduplicate(["Sok Dara"] * 3, by=[None, "1980", "1990"]).doubts


@pytest.mark.parametrize("partners", list(Partners))
def test_links_go_with_one_value_or_none(partners: Partners) -> None:
    def links(right: list[str], years: list[str]) -> list[tuple[int, int]]:
        found = khnorm.link(["Sok Dara"], right, by=[""], right_by=years, partners=partners)
        return [(one.left, one.right) for one in found if -1 not in (one.left, one.right)]

    assert links(["Sok Dara", "Sok Darra"], ["1980", "1990"]) == [(0, 0)]
    assert links(["Sok Dara", "Sok Dara", "Sok Darra"], ["1980", "1990", "1980"]) == []


def test_what_values_part_is_counted() -> None:
    names = ["Keo Phoeurng", "KEO Phoeurng", "Keo Phoeurng", "Keo Phoeurng", "Chan Makara"]
    found = deduplicate(names, by=["1980", "1981", "1981", "", "1990"])
    assert found.parted == 1
    assert deduplicate(names).parted == 0


def test_what_values_part_is_counted_of_rows_of_several_names() -> None:
    ours, theirs = ["Keo Phoeurng", "កែវ ភឿង"], [("កែវ ភឿង", "Keo Phoeurng"), ("", "Chan Makara")]
    found = link_rows(ours, theirs, by=["1980", "1980"], right_by=["1981", "1980"])
    assert found.parted == 2


def test_two_lists_without_a_value_in_common_are_told_of() -> None:
    def told(ours: list[str], theirs: list[str]) -> tuple[int, bool]:
        found = link_rows(["Keo Phoeurng"] * len(ours), ["Keo Phoeurng"], by=ours, right_by=theirs)
        return found.parted, found.shared

    assert told(["01/05/1980"], ["1980-05-01"]) == (1, False)
    assert told(["01/05/1980", "1980-05-01"], ["1980-05-01"]) == (1, True)
    assert told(["1980"], [""]) == (0, True)


def test_the_commands_say_it(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours.csv", tmp_path / "theirs.csv"
    ours.write_text("name,born\nKeo Phoeurng,01/05/1980\nKeo Phoeurng,1980\n", encoding="utf-8")
    theirs.write_text("name,date\nKeo Phoeurng,1980-05-01\n", encoding="utf-8")
    alone = run("dedupe", str(ours), "-c", "name", "--by", "born").err
    assert "born: 1 pair of equal names differs in it, and the column keeps them apart" in alone
    args = ("link", str(ours), str(theirs), "-c", "name", "--by", "born", "--right-by", "date")
    linked = run(*args).err
    assert "born: 2 pairs of equal names differ in it" in linked
    assert "born: no value of it is in date of the other list" in linked


def test_partners_are_given_once() -> None:
    with pytest.raises(InputError, match="give one of them"):
        khnorm.link(["Hun Sen"], ["Hun Sen"], one_to_one=False, partners="one-to-one")
    found = khnorm.link(["Hun Sen"], ["Hun Sen"], one_to_one=False, partners="many-to-many")
    assert [(one.left, one.right) for one in found] == [(0, 0)]
    both = run("link", "a.csv", "b.csv", "--one-to-many", "--many-to-one")
    assert both.code == 2
    assert "--one-to-many and --many-to-one cannot both be; give one of them" in both.err
