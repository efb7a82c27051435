"""Of people near one another the one is meant whose name is likelier spelled so."""

from __future__ import annotations

from math import exp, fsum, isclose

import pytest
from hypothesis import given, settings
from sheets import sheet
from strategies import latin_words

from khnorm import Resolver, tables
from khnorm.match.cross import listed
from khnorm.match.element_tree import weights
from khnorm.match.rivals import spelled_instead
from khnorm.match.weights import odds_of


@pytest.mark.parametrize("row", sheet("rivals.tsv"), ids=lambda row: row["asked"])
def test_whose_name_is_likelier_spelled_so_goes_before_his_rival(row: tables.Row) -> None:
    resolver = Resolver([("other", row["other"]), ("meant", row["meant"])])
    assert resolver.resolve(row["asked"]).candidates[0].entity.id == "meant"


def test_who_falls_behind_a_rival_is_told_why() -> None:
    found = Resolver([("1", "Som Svan"), ("2", "Sam Savan")]).resolve("Som Savan")
    first, second = found.candidates
    assert [reason.code for reason in first.reasons].count("rival") == 0
    rival = second.reasons[-1]
    assert rival.code == "rival"
    assert rival.weight < 0
    assert "Sam Savan" in rival.text
    for candidate in found.candidates:
        whole = fsum(reason.weight for reason in candidate.reasons)
        assert isclose(whole, odds_of(candidate.score), abs_tol=0.05)


@pytest.mark.parametrize("other", ["សំ ស្វាន់", "Som Savan", "Som Svan Dara"])
def test_rivals_are_other_latin_names_of_as_many_words(other: str) -> None:
    found = Resolver([("1", "Sam Savan"), ("2", other)]).resolve("Som Savan")
    codes = [reason.code for candidate in found.candidates for reason in candidate.reasons]
    assert codes
    assert "rival" not in codes


def of_every_element(asked: str, form: str) -> float:
    """Sum over all elements that we know, whatever is heard in them."""

    def share(khmer: str, latin: str) -> float:
        cost = listed(khmer, latin)
        return 0.0 if cost is None else exp(-cost)

    shares = {khmer: weight * share(khmer, form) for khmer, weight in weights().items()}
    return fsum(one * share(khmer, asked) for khmer, one in shares.items()) / fsum(shares.values())


@pytest.mark.parametrize(
    ("asked", "form"),
    [("sorn", "san"), ("san", "sorn"), ("sovann", "sovan"), ("soung", "suon"), ("rith", "reth")],
)
def test_elements_heard_alike_are_next_to_all_that_count(asked: str, form: str) -> None:
    assert spelled_instead(asked, form) == pytest.approx(of_every_element(asked, form), rel=0.4)


@given(latin_words(), latin_words())
@settings(max_examples=100)
def test_it_is_a_probability(asked: str, form: str) -> None:
    assert 0.0 <= spelled_instead(asked.lower(), form.lower()) <= 1.0
