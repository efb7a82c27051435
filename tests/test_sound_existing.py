"""Existing names found by ear: the walk beside a slow one, the table, and names that are reached."""

from __future__ import annotations

from itertools import product
from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheets import sheet
from strategies import khmer_words

from khnorm.sound.correspondences import Costs, correspondences, parse_spellings
from khnorm.sound.existing import Existing, foreign_letters, names_abroad
from khnorm.sound.letters import place_of
from khnorm.sound.lexicon import Lexicon, lexicon
from khnorm.sound.speller import Speller
from khnorm.sound.spellings import romanizations
from khnorm.sound.units import units
from khnorm.tables import rows
from khnorm.text.normalize import normalize

NAMES = {"ann": 3, "anna": 5, "anne": 4, "hanna": 2, "nan": 3, "nana": 1, "an": 3}
ABROAD = Existing(names_abroad())
SLOT = st.dictionaries(
    st.sampled_from(["", "a", "n", "nn", "h", "e", "ha"]), st.floats(0.1, 1.0), min_size=1
).map(lambda found: tuple(sorted(((text, -log(x)) for text, x in found.items()), key=_cost)))


def _cost(item: tuple[str, float]) -> float:
    return item[1]


def slowly(slots: tuple[Costs, ...]) -> dict[str, float]:
    """Spell the units in every way, and keep the names."""
    found: dict[str, float] = {}
    for way in product(*slots):
        name = "".join(text for text, _ in way)
        if name in NAMES:
            common = 4.0 ** (NAMES[name] - 3)
            found[name] = found.get(name, 0.0) + common * exp(-sum(cost for _, cost in way))
    return found


@given(st.lists(SLOT, max_size=4).map(tuple))
def test_the_names_heard_are_those_of_the_slow_search(slots: tuple[Costs, ...]) -> None:
    expected, found = slowly(slots), Existing(NAMES).heard(slots)
    # What is a thousand times less likely than the best beginning may be passed over.
    assert found == {name: pytest.approx(expected[name], rel=0.3) for name in found}
    most = max(expected.values(), default=0.0)
    assert {name for name, weight in expected.items() if weight > 0.05 * most} <= found.keys()


@given(khmer_words())
def test_only_names_of_the_list_are_heard(word: str) -> None:
    row = units(normalize(word))
    slots = tuple(foreign_letters().of(unit, unit is row[-1]) or (("", 0.0),) for unit in row)
    assert ABROAD.heard(slots).keys() <= names_abroad().keys()


def test_more_units_than_a_name_has_are_no_name() -> None:
    assert Existing({"a" * 500: 3}).heard(((("a", 0.0),),) * 500) == {}


@given(khmer_words())
def test_every_unit_has_foreign_letters_or_its_own(word: str) -> None:
    for unit in units(normalize(word)):
        for last in (False, True):
            assert foreign_letters().of(unit, last) or correspondences().of(unit)


def test_each_row_has_ranked_shares_that_add_up_and_no_place_twice() -> None:
    table = rows("foreign_letters.tsv")
    assert len({(row["place"], row["letters"]) for row in table}) == len(table)
    for row in table:
        costs = [cost for _, cost in parse_spellings(row["spellings"])]
        assert costs == sorted(costs), row
        assert 0.9 < sum(exp(-cost) for cost in costs) < 1.06, row


def test_its_places_are_those_of_units() -> None:
    places = {place_of(unit, False)[0] for token in lexicon().tokens() for unit in units(token)}
    assert {row["place"] for row in rows("foreign_letters.tsv")} == places | {"end"}


@pytest.mark.parametrize("row", sheet("names_abroad.tsv"), ids=lambda row: row["khmer"])
def test_a_name_from_abroad_is_among_the_first_ten(row: dict[str, str]) -> None:
    assert row["latin"] in [spelling.text for spelling in romanizations(row["khmer"])]


def test_a_name_on_no_list_is_not_heard() -> None:
    def taught(names: dict[str, int]) -> Speller:
        return Speller(
            correspondences(), Lexicon([]), by_ear=foreign_letters(), abroad=lambda: names
        )

    assert "william" not in dict(taught({}).ranked("វីលៀម", 1000))
    assert "william" in dict(taught({"william": 5}).ranked("វីលៀម", 10))


def test_of_two_names_heard_alike_the_commoner_one_is_likelier() -> None:
    heard = Existing({"sara": 2, "sarah": 5}).heard(
        tuple(foreign_letters().of(unit, unit.text == "ា") for unit in units("សារា"))
    )
    assert heard["sarah"] > heard["sara"]


@pytest.mark.parametrize("khmer", ["សុខ", "ចាន់", "វណ្ណា", "សុភាព"])
def test_a_known_token_is_no_name_from_abroad(khmer: str) -> None:
    assert khmer in lexicon()
    plain = Speller(correspondences(), lexicon(), abroad=names_abroad, by_ear=foreign_letters())
    without = Speller(correspondences(), lexicon())
    assert plain.ranked(khmer, 10) == without.ranked(khmer, 10)
