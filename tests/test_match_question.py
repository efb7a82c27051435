"""A question read the short way is the question read at length."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import anything, khmer_names, latin_names

from khnorm import Resolver
from khnorm.match.judgement import _marks_of
from khnorm.match.question import Question

PLAIN = (
    "Sok Dara",
    "SOK DARA",
    "Sophea Sok",
    "Hun-Sen",
    "Sok San-Dara",
    "Bun Rany Hun Sen",
    "សុខ ដារ៉ា",
    "សុខដារ៉ា",
    "Dara",
)
OTHERS = (
    "",
    "HunSen",
    " Sok Dara",
    "Mr. Sok Dara",
    "Sok Dara Jr.",
    "Sok Dara (Chan Sophea)",
    "លោក សុខ ដារ៉ា",
    "Om Sok An",
    "Samdech",
    "Sok D. Dara",
    "Unknown",
    "Sok Dara " * 300,
)


def told(asked: Question) -> tuple[object, ...]:
    """Give all that is looked at in a question."""
    names = [
        (name.tokens, name.initials, name.given_first, name.glued, doubt)
        for name, doubt in asked.names()
    ]
    return asked.name, asked.aliases, asked.in_khmer, names, _marks_of(asked)


def assert_told_alike(text: str) -> None:
    short = Question(text)
    with patch("khnorm.match.question._plain_shape", return_value=None):
        long = Question(text)
    assert told(short) == told(long)
    if short.is_plain:
        assert not long.taken.hits
        assert long.parsed.end == len(text)


@pytest.mark.parametrize("text", PLAIN + OTHERS)
def test_the_short_way_tells_what_the_long_way_does(text: str) -> None:
    assert_told_alike(text)


@given(st.one_of(latin_names(), khmer_names(), anything()))
def test_the_short_way_tells_it_of_any_text(text: str) -> None:
    assert_told_alike(text)


def test_only_a_bare_name_is_plain() -> None:
    assert [text for text in PLAIN if not Question(text).is_plain] == ["Bun Rany Hun Sen"]
    assert [text for text in OTHERS if Question(text).is_plain] == []


def test_no_question_but_a_str() -> None:
    with pytest.raises(TypeError):
        Resolver([("p1", "Sok Dara")]).resolve(7)  # type: ignore[arg-type]
