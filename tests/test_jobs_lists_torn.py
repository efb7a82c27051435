"""A plain name beside two people of that name, whom a list itself tells apart."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

import khnorm
from khnorm.jobs.dedupe import deduplicate
from khnorm.model import Cluster


def parts(clusters: Sequence[Cluster]) -> set[tuple[int, ...]]:
    return {cluster.rows for cluster in clusters}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sok Dara, Sr.", "Sok Dara, Jr."),
        ("Sok Dara (A)", "Sok Dara (B)"),
        ("Mr. Sok Dara", "Mrs. Sok Dara"),
        ("លោក សុខ ដារ៉ា", "លោកស្រី សុខ ដារ៉ា"),
    ],
)
@pytest.mark.parametrize("plain", ["Sok Dara", "H.E. SOK Dara", "សុខ ដារ៉ា"])
def test_a_plain_name_is_neither_of_two_where_a_list_has_both(
    one: str, other: str, plain: str
) -> None:
    found = deduplicate([one, other, plain])
    assert parts(found.clusters) == {(0,), (1,), (2,)}
    doubts = {frozenset(doubt.rows_a + doubt.rows_b) for doubt in found.doubts}
    assert doubts == {frozenset((0, 2)), frozenset((1, 2))}


def test_a_title_parts_nobody_from_a_plain_name_but_jr_does() -> None:
    for other, wanted in (("Mr. Sok Dara", 1), ("Sok Dara, Jr.", 2), ("Sok Dara (B)", 2)):
        for plain in ("Sok Dara", "H.E. SOK Dara", "សុខ ដារ៉ា"):
            assert len(khnorm.dedupe([other, plain])) == wanted
    assert len(khnorm.dedupe(["Sok Dara, Jr.", "SOK DARA JR"])) == 1


def test_spellings_of_a_plain_name_stay_together_beside_two_who_bear_it() -> None:
    names = ["Mr. Sok Dara", "Mrs. Sok Dara", "Sok Dara", "សុខ ដារ៉ា"]
    assert parts(deduplicate(names).clusters) == {(0,), (1,), (2, 3)}


def test_who_differs_in_one_thing_is_no_rival_in_another() -> None:
    names = ["Mr. Sok Dara, Sr.", "Sok Dara, Sr.", "Mr. Sok Dara, Jr."]
    assert parts(deduplicate(names).clusters) == {(0, 1), (2,)}


def test_who_may_be_the_wife_of_one_as_well_as_of_another_is_neither() -> None:
    names = ["Lok Chumteav Chan Maly Sok Dara", "Lok Chumteav Chan Maly Heng Vuthy", "Chan Maly"]
    assert parts(deduplicate(names).clusters) == {(0,), (1,), (2,)}
    assert parts(deduplicate([names[0], names[2]]).clusters) == {(0, 1)}


@pytest.mark.parametrize("alias", ["Tuy", "Tuy Sarith", "Tuy Sarit"])
def test_who_has_the_alias_of_two_is_neither(alias: str) -> None:
    one, other = "Sok Dara alias Tuy Sarith", "Chan Vuthy alias Tuy Sarith"
    assert parts(deduplicate([one, alias, other]).clusters) == {(0,), (1,), (2,)}
    again = "SOK Darra alias Tuy Sarith"
    found = parts(deduplicate([one, alias, again]).clusters)
    assert found == ({(0, 2), (1,)} if alias == "Tuy" else {(0, 1, 2)})
