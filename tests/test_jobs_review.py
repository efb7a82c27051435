"""Doubts to a spreadsheet and back: what is answered is honoured."""

from __future__ import annotations

from pathlib import Path

import pytest

import khnorm
from khnorm.errors import InputError
from khnorm.jobs.dedupe import deduplicate
from khnorm.jobs.link import link_rows
from khnorm.jobs.overview import page_of, questions
from khnorm.jobs.records import read_table
from khnorm.jobs.report import render
from khnorm.jobs.review import (
    COLUMNS,
    Decision,
    Question,
    check_decisions,
    read_decisions,
    write_review,
)

NAMES = ["Keo Phoeurng", "Keo Phoeung", "Chea Sim", "Chea Sam", "Sok Sopheap", "សុខ សុភាព"]
HOSTILE = ["=HYPERLINK(1)", "@Sok Sopheap", '"', "a,b\nc", "'+1 x", "</script>"]


@pytest.mark.parametrize("name", ["review.csv", "review.tsv", "review.jsonl", "review.xlsx"])
def test_answers_come_back_as_they_went(tmp_path: Path, name: str) -> None:
    path = str(tmp_path / name)
    asked = [Question(a, b, 0.5, 1, 2, ("one", "two")) for a in HOSTILE for b in NAMES]
    write_review(path, asked)
    table = read_table(path)
    assert table.columns == COLUMNS
    assert list(zip(table.texts("name_a"), table.texts("name_b"), strict=True)) == [
        (question.a, question.b) for question in asked
    ]
    assert set(table.texts("decision")) == {""}
    assert read_decisions(path) == []


def answered(tmp_path: Path, *rows: str, header: str = "name_a,name_b,decision") -> str:
    path = tmp_path / "answers.csv"
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return str(path)


def test_words_for_yes_and_no(tmp_path: Path) -> None:
    path = answered(tmp_path, "a,b,same", "c,d, Different", "e,f,YES", "g,h,no", "i,j,")
    assert [(one.a, one.same) for one in read_decisions(path)] == [
        ("a", True),
        ("c", False),
        ("e", True),
        ("g", False),
    ]


def test_answers_in_khmer(tmp_path: Path) -> None:
    path = answered(tmp_path, "a,b,ដូចគ្នា", "c,d,ខុស​គ្នា", "e,f,ផ្សេងគ្នា", "g,h,same\u200b")
    assert [one.same for one in read_decisions(path)] == [True, False, False, True]


def test_another_word_is_named_with_its_place(tmp_path: Path) -> None:
    path = answered(tmp_path, "a,b,same", "c,d,perhaps")
    with pytest.raises(InputError, match=r"answers\.csv:3: decision 'perhaps'; answer same"):
        read_decisions(path)


def test_a_missing_column_names_those_there_are(tmp_path: Path) -> None:
    path = answered(tmp_path, "a,b", header="name_a,name_b")
    with pytest.raises(InputError, match="no column 'decision'; there are: name_a, name_b"):
        read_decisions(path)


def test_what_was_doubted_and_answered_is_doubted_no_more(tmp_path: Path) -> None:
    found = deduplicate(NAMES, threshold=0.999)
    doubts = {(doubt.a, doubt.b) for doubt in found.doubts}
    assert ("Keo Phoeung", "Keo Phoeurng") in doubts
    path = answered(tmp_path, *(f"{a},{b},different" for a, b in doubts))
    decisions = read_decisions(path)
    again = deduplicate(NAMES, threshold=0.999, decisions=decisions)
    assert again.doubts == []
    assert len(again.clusters) == len(found.clusters)
    path = answered(tmp_path, "Keo Phoeung,Keo Phoeurng,same")
    clusters = khnorm.dedupe(NAMES, threshold=0.999, decisions=read_decisions(path))
    assert (0, 1) in {cluster.rows for cluster in clusters}


def test_two_persons_told_apart_are_not_asked_about_in_other_spellings() -> None:
    names = ["Chan Sophea", "Ms. Chan Sophea", "ចាន់ សុភា", "Chan Sopheak", "ចាន់ សុភ័ក្រ"]
    found = deduplicate(names)
    assert len(found.clusters) == 2
    (doubt,) = found.doubts
    again = deduplicate(names, decisions=[(doubt.a, doubt.b, False)])
    assert again.clusters == found.clusters
    assert again.doubts == []


@pytest.mark.parametrize("answer", [False, "different", " No "])
def test_a_program_may_answer_by_a_word(answer: bool | str) -> None:
    names = ["Sok Dara", "Kao Dara", "Sok Dara"]
    clusters = khnorm.dedupe(names, decisions=[("Sok Dara", "Kao Dara", answer)])
    assert [cluster.rows for cluster in clusters] == [(0, 2), (1,)]
    clusters = khnorm.dedupe(names, decisions=[("Sok Dara", "Kao Dara", "yes")])
    assert [cluster.rows for cluster in clusters] == [(0, 1, 2)]
    assert check_decisions([("a", "b", "")]) == []


@pytest.mark.parametrize(
    "wrong",
    [
        ("a", "b"),
        ("a", "b", True, "c"),
        ("a", None, True),
        ("a", "b", 1),
        ("a", "b", None),
        "a=b",
        Decision("a", "b", None),  # type: ignore[arg-type]
        None,
    ],
)
def test_what_is_no_decision_is_named_with_its_place(wrong: object) -> None:
    good = ("Sok Dara", "Kao Dara", True)
    with pytest.raises(
        TypeError, match=r"decision 1 must be \(name, name, same\), not .* let `same`"
    ):
        khnorm.dedupe(["Sok Dara"], decisions=[good, wrong])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="decision 1 must be"):
        khnorm.link(["Sok Dara"], [], decisions=[good, wrong])  # type: ignore[list-item]


def test_a_word_that_is_no_answer_is_named_with_its_place() -> None:
    with pytest.raises(InputError, match="decision 0: decision 'maybe'; answer same or different"):
        khnorm.dedupe(["Sok Dara"], decisions=[("Sok Dara", "Kao Dara", "maybe")])


def test_a_decision_about_a_name_that_no_row_has_is_kept_apart() -> None:
    known, unknown = ("Sok Dara", "Kao Dara", True), ("Sok Dara", "Chan Vuthy", False)
    found = deduplicate(["Sok Dara", "Kao Dara"], decisions=[known, unknown])
    assert [(one.a, one.b, one.place) for one in found.unmet] == [
        ("Sok Dara", "Chan Vuthy", "decision 1")
    ]
    assert [len(cluster.rows) for cluster in found.clusters] == [2]
    linked = link_rows(["Sok Dara"], ["Kao Dara"], decisions=[known, unknown])
    assert [one.b for one in linked.unmet] == ["Chan Vuthy"]


def test_questions_carry_the_evidence() -> None:
    found = deduplicate(NAMES, threshold=0.999)
    asked = list(questions(found))
    assert [(one.a, one.b) for one in asked] == [(one.a, one.b) for one in found.doubts]
    assert all(one.reasons and one.rows_a for one in asked)
    scores = [one.score for one in asked]
    assert scores == sorted(scores, reverse=True)


def test_a_page_shows_the_list() -> None:
    rows = [(name,) for name in [*NAMES, "Sok Sopheap", "Sok " + "sopheap" * 90]]
    page = page_of(deduplicate(rows), rows, "officials.csv")
    assert dict(page.totals)["rows"] == len(rows)
    shown = {person.canonical: person for person in page.persons}
    sopheap = shown["Sok Sopheap"]
    assert (sopheap.khmer, sopheap.rows) == ("សុខ សុភាព", 3)
    assert {one.text: one.rows for one in sopheap.names} == {"Sok Sopheap": 2, "សុខ សុភាព": 1}
    assert all(one.reason for one in sopheap.names)
    assert "សុខ សុភាព" in render(page)


def test_a_page_of_rows_with_two_names() -> None:
    rows = [("សុខ សុភាព", "Sok Sopheap"), ("សុខ សុភាព", "Sok Sophep")]
    page = page_of(deduplicate(rows), rows, "two")
    assert page.persons[0].names[0].text.count(" | ") == 1
