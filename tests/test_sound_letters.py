"""Spellings by the letter: the table, and how they are mixed with those by the sound."""

from __future__ import annotations

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import khmer_words

from khnorm.sound.correspondences import Costs, parse_spellings
from khnorm.sound.letters import Letters, letters, mixed, place_of
from khnorm.sound.speller import speller
from khnorm.sound.units import units
from khnorm.tables import rows
from khnorm.text.normalize import normalize

COSTS = st.dictionaries(
    st.sampled_from(["", "k", "kh", "c", "q"]), st.floats(0, 3), min_size=1
).map(lambda found: tuple(sorted(found.items(), key=lambda item: item[1])))


def test_each_row_has_spellings_that_are_ranked_and_no_place_twice() -> None:
    table = rows("letters.tsv")
    assert len({(row["manner"], row["place"], row["letters"]) for row in table}) == len(table)
    for row in table:
        costs = [cost for _, cost in parse_spellings(row["spellings"])]
        assert costs == sorted(costs), row


@given(COSTS, COSTS, st.floats(0.01, 0.99))
def test_a_mixture_is_the_weighted_sum_of_both(one: Costs, other: Costs, share: float) -> None:
    found = dict(mixed(one, other, share))
    total_one, total_other = (sum(exp(-cost) for _, cost in costs) for costs in (one, other))
    for text in {text for text, _ in (*one, *other)}:
        expected = (1 - share) * exp(-dict(one).get(text, 99.0)) / total_one
        expected += share * exp(-dict(other).get(text, 99.0)) / total_other
        got = exp(-found[text]) if text in found else 0.0
        assert got == pytest.approx(expected, abs=2e-3)
    assert list(found.values()) == sorted(found.values())


@given(khmer_words())
def test_every_unit_has_a_place(word: str) -> None:
    known = {row["place"] for row in rows("letters.tsv")} | {"killed", "robat"}
    row = units(normalize(word))
    assert {place_of(unit, unit is row[-1])[0] for unit in row} <= known


def test_an_empty_table_changes_nothing() -> None:
    row = units("សុខ")
    assert [Letters().of(unit, False) for unit in row] == [()] * len(row)


@pytest.mark.parametrize(
    ("khmer", "latin"),
    [("វិសិទ្ធ", "visiddh"), ("ឃោសិត", "ghosit"), ("រតនាវុធ", "ratanavudh")],
)
def test_invented_learned_spellings_are_reached(khmer: str, latin: str) -> None:
    assert latin in dict(speller().ranked(khmer, 1000))


@pytest.mark.parametrize(
    ("khmer", "latin"), [("ជូរិន", "tiourin"), ("សុគួន", "soucuon"), ("មូនី", "mounie")]
)
def test_invented_french_spellings_are_reached(khmer: str, latin: str) -> None:
    assert latin in dict(speller().ranked(khmer, 1000))


def test_a_manner_that_nobody_has_is_empty() -> None:
    assert {row["manner"] for row in rows("letters.tsv")} == {"letter", "french"}
    assert letters("german").of(units("សុខ")[0], False) == ()


def test_the_letters_of_a_known_token_weigh_little() -> None:
    assert speller().ranked("សុខ", 1)[0][0] == "sok"
    assert letters().of(units("សុខ")[2], True)[0][0] == "kh"


@pytest.mark.parametrize("khmer", ["វណ្ណា", "សុវណ្ណារិទ្ធ", "ច័ន្ទរ័ត្ន"])
def test_no_letter_comes_thrice_among_the_first_ten(khmer: str) -> None:
    first = [text for text, _ in speller().ranked(khmer, 10)]
    assert not [text for text in first if any(3 * char in text for char in text)]
