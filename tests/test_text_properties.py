"""What holds of every text."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from replay import replay
from strategies import anything, damaged_names, names, soup

from khnorm.text.khmer import clusters
from khnorm.text.latin import strip_accents
from khnorm.text.normalize import RULES, aligned, explain, fold, normalize
from khnorm.text.rewrite import Rule, Traced, rewrite
from khnorm.text.scripts import SUBSCRIPT


@given(damaged_names())
def test_damage_is_undone(both: tuple[str, str]) -> None:
    damaged, clean = both
    assert normalize(damaged) == clean


@given(names())
def test_clean_names_are_untouched(name: str) -> None:
    assert normalize(name) == name
    assert explain(name).changes == ()
    assert aligned(name).starts == range(len(name))


@given(anything())
def test_normalize_is_idempotent(text: str) -> None:
    once = normalize(text)
    assert normalize(once) == once
    assert rewrite(once, RULES, lambda _: False) == once  # nor does the quick test hide anything


@given(anything())
def test_result_can_be_written(text: str) -> None:
    made = normalize(text)
    made.encode()
    assert made == made.strip(" ")
    assert made.isprintable() or not made.isascii()
    assert "  " not in made


@given(anything())
def test_explanation_replays(text: str) -> None:
    explanation = explain(text)
    assert explanation.text == normalize(text)
    assert replay(text, explanation.changes) == explanation.text
    assert all(change.before != change.after for change in explanation.changes)
    assert explanation.as_dict()["text"] == explanation.text


@given(anything())
def test_alignment_covers_the_text(text: str) -> None:
    found = aligned(text)
    assert found.text == normalize(text)
    assert len(found.starts) == len(found.ends) == len(found.text)
    spans = list(zip(found.starts, found.ends, strict=True))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    for before, after in pairwise(spans):
        assert before == after or before[1] <= after[0]


@given(damaged_names())
def test_alignment_finds_every_word(both: tuple[str, str]) -> None:
    damaged, clean = both
    found = aligned(damaged)
    place = 0
    for word in clean.split(" "):
        start, end = found.span(place, place + len(word))
        assert normalize(damaged[start:end]) == word
        place += len(word) + 1


def test_alignment_does_not_blur_neighbours() -> None:
    given_text = "（Ｈｕｎ\u3000Ｓｅｎ）… ﬁn"
    found = aligned(given_text)
    assert found.text == "(Hun Sen)... fin"
    for word in ("Hun", "Sen", "(", ")", "n"):
        place = found.text.index(word)
        start, end = found.span(place, place + len(word))
        assert normalize(given_text[start:end]) == word


@given(anything())
def test_fold_is_idempotent_and_above_normalize(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded == fold(normalize(text))
    assert normalize(folded) == folded


@given(damaged_names())
def test_fold_does_not_see_damage(both: tuple[str, str]) -> None:
    damaged, clean = both
    assert fold(damaged) == fold(clean)


@given(soup())
def test_order_rules_lose_nothing_and_part_no_subscript(text: str) -> None:
    order = [rule for rule in RULES if rule.name in ("cluster-order", "coeng-ro-last")]
    assert len(order) == 2
    made = rewrite(text, order, lambda _: False)
    assert Counter(made) == Counter(text)
    assert Counter(re.findall(SUBSCRIPT, made)) == Counter(re.findall(SUBSCRIPT, text))


@given(anything())
def test_clusters_join_to_the_text(text: str) -> None:
    assert "".join(clusters(text)) == text


@given(damaged_names())
def test_accents_are_not_stripped_from_khmer(both: tuple[str, str]) -> None:
    assert strip_accents(both[1]) == both[1]


LETTERS = st.text("abc", max_size=12)


@st.composite
def shrinking_rules(draw: st.DrawFn) -> Rule:
    """A rule whose output is shorter or later in the alphabet, so that rewriting must end."""
    found = draw(st.text("abc", min_size=1, max_size=3))
    made = draw(st.text("abc", max_size=3).filter(lambda made: len(made) < len(found)))
    return Rule("any", "", "", found, made, ())


@given(LETTERS, st.lists(shrinking_rules(), max_size=5))
def test_trace_of_any_rules_replays(text: str, rules: list[Rule]) -> None:
    traced = Traced(text, rules, lambda _: False)
    assert traced.text == rewrite(text, rules, lambda _: False)
    assert replay(text, traced.changes) == traced.text


def test_edits_within_one_span_are_one_change() -> None:
    rules = [Rule("join", "", "", "abc", "bcb", ()), Rule("drop", "", "", "b", "", ())]
    traced = Traced("abc", rules, lambda _: False)
    assert traced.text == "c"
    assert [(c.rule, c.start, c.end, c.before, c.after) for c in traced.changes] == [
        ("join", 0, 3, "abc", "bcb"),
        ("drop", 0, 3, "bcb", "c"),
    ]


@pytest.mark.parametrize("function", [normalize, explain, aligned, fold])
@pytest.mark.parametrize("wrong", [None, 7, b"Sok", ["Sok"]], ids=repr)
def test_only_str_is_taken(function: object, wrong: object) -> None:
    with pytest.raises(TypeError, match="not str; decode bytes"):
        function(wrong)  # type: ignore[operator]


LONG = 60_000
HARD = {
    "one Latin word": "a" * LONG,
    "one Khmer word": "ក" * LONG,
    "one cluster of signs": "ក" + "\u17b8\u17c1\u17bb" * (LONG // 3),
    "one cluster of subscripts": "ក" + "\u17d2រ\u17d2ត" * (LONG // 4),
    "kept shifters": "ក" + "\u17ca\u200c" * (LONG // 2),
    "coengs": "\u17d2" * LONG,
    "loose signs": "\u17b6\u17c6" * (LONG // 2),
    "spaces": " " * LONG,
    "ZWSP": "a" + "\u200b" * LONG + "ក",
    "ZWSP between spaces": "ក" + " \u200b" * (LONG // 2),
    "accents": "e" + "\u0301" * LONG,
    "full width": "Ｈ" * LONG,
    "ligatures": "\ufb01" * LONG,
    "colons": "ក:" * (LONG // 2),
    "dirty words": "សុី ស្រ្តី  Ｓｏｋ\n" * (LONG // 16),
    "surrogates": "\ud800" * LONG,
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_long_texts_end(text: str) -> None:
    assert explain(text).text == normalize(text) == aligned(text).text
    assert fold(fold(text)) == fold(text)
