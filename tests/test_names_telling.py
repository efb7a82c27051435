"""What a text says beside a name to tell its bearer from others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheets import sheet
from strategies import anything

from khnorm import tables
from khnorm.match.around import marks_of
from khnorm.names.taken import take
from khnorm.names.telling import Told, told_by

NAMES = {"khmer": "សុខ ដារ៉ា", "latin": "Sok Dara"}


@pytest.mark.parametrize("row", sheet("told.tsv"), ids=lambda row: row["text"])
def test_what_is_told(row: tables.Row) -> None:
    taken = take(row["text"])
    told, marks = told_by(taken), marks_of(taken, taken.titles())
    found = {**told._asdict(), "gender": marks.gender, "mark": marks.generation}
    assert found == {field: row[field] for field in Told._fields}


@pytest.mark.parametrize("write", ["{} ({})", "{}, {}", "{} - {}"])
def test_each_word_of_the_table_is_told_and_no_name(write: str) -> None:
    wrong = []
    for row in tables.rows("bearers.tsv"):
        name = NAMES[row["script"]]
        taken = take(write.format(name, row["form"]))
        marks = marks_of(taken, taken.titles())
        mark = "" if row["mark"] == "number" else row["mark"]
        nickname = [row["form"]] if row["mark"] in ("little", "big") and "(" in write else []
        names = [" ".join(word.text for word in taken.words), *taken.others]
        if (marks.gender, marks.generation) != (row["gender"], mark) or names != [name, *nickname]:
            wrong.append((taken.text, marks, names))
    assert wrong == []


@given(st.sampled_from(["Sok Dara", "Mr. and Mrs. Sok Dara", "សុខ ដារ៉ា"]), anything())
def test_no_text_is_too_strange(name: str, rest: str) -> None:
    for text in (f"{name} ({rest})", f"{name}, {rest}", f"{name} {rest}"):
        assert all(isinstance(field, str) for field in told_by(take(text)))
