"""Whom the tables know in a list: what they join, what they keep apart, and what they do not tell."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

import khnorm
from khnorm.match.resolve import Resolver
from khnorm.match.weights import weight
from khnorm.model import Cluster


def parts(clusters: Sequence[Cluster]) -> set[tuple[int, ...]]:
    return {cluster.rows for cluster in clusters}


def test_known_people_are_never_one() -> None:
    names = ["Hun Manet", "Hun Manith", "Hun Mana", "Hun Many", "Hun Maneth"]
    for cluster in khnorm.dedupe(names, threshold=0.05):
        assert len({0, 1, 2, 3}.intersection(cluster.rows)) < 2


# Of each row the first is known, or comes to be by the others; the last is somebody else.
@pytest.mark.parametrize(
    "names",
    [
        ("Hun Sen", "Mrs. Hun Sen"),
        ("Hun Sen", "ហ៊ុន សែន", "Mrs. Hun Sen"),
        ("Samdech Hun Sen", "Lok Chumteav Hun Sen"),
        ("Sok An", "Madame Sok An"),
        ("Hun Sen", "លោកជំទាវ ហ៊ុន សែន"),
        ("Hun Sen", "Hun Sen Jr."),
        ("Hun Sen", "Hun Sen, Hun Manet"),
        ("ហ៊ុន ម៉ាណែត", "Hun Manet", "Hun Sen (Hun Manet)"),
        ("Bun Rany Hun Sen", "Bun Rany Hun Manet"),
        ("ហ៊ុន សែន", "Hun Sen", "Hun San"),
        ("ហ៊ុន សែន", "Hun Sen", "Hun Sean"),
        ("កឹម សុខា", "Kem Sokha", "គឹម សុខា"),
        ("ទេព វង្ស", "Tep Vong", "Tep Von"),
    ],
)
def test_what_the_tables_know_overrules_no_doubt(names: Sequence[str]) -> None:
    *known, other = names
    assert parts(khnorm.dedupe(names)) == {tuple(range(len(known))), (len(known),)}
    links = khnorm.link(known, [other])
    assert all(-1 in (one.left, one.right) for one in links)
    answered = khnorm.dedupe(names, decisions=[(names[0], other, True)])
    assert any({0, len(known)} <= set(cluster.rows) for cluster in answered)


def test_who_is_not_somebody_for_one_cause_is_not_who_is_not_for_another() -> None:
    names = ["Hun Sen", "Mrs. Hun Sen", "Hun Sen Jr.", "Lok Chumteav Hun Sen"]
    assert parts(khnorm.dedupe(names)) == {(0,), (1, 3), (2,)}


def test_who_is_only_heard_is_as_sure_as_he_is_heard() -> None:
    names = ["Cham Prasidh", "Cham Prasidht"]
    (one,) = khnorm.dedupe(names)
    assert (one.entity_id, one.reasons[0].code) == ("cham_prasidh", "entity")
    assert one.reasons[0].text == "Cham Prasidht sounds like Cham Prasidh, whom the tables know"
    assert one.score == khnorm.resolve(names[1]).score < weight("equal")
    assert parts(khnorm.dedupe(names, threshold=0.98)) == {(0,), (1,)}


def test_a_known_name_does_not_join_names_that_differ_in_the_other_script() -> None:
    rows = [("ហ៊ុន សែន", "Hun Sen"), ("ចាន់ សុភា", "Hun Sen"), ("", "Hun Sen")]
    assert parts(khnorm.dedupe(rows)) == {(0, 2), (1,)}


def test_a_row_of_two_known_people_is_neither() -> None:
    rows = [("Hun Sen", ""), ("Hun Sen", "ហ៊ុន ម៉ាណែត"), ("", "ហ៊ុន ម៉ាណែត")]
    assert parts(khnorm.dedupe(rows)) == {(0,), (1,), (2,)}


def test_a_known_person_may_have_an_alias_nobody_knows() -> None:
    rows = [("Hun Sen", "Ly Monyroath"), ("ហ៊ុន សែន", "")]
    assert parts(khnorm.dedupe(rows)) == {(0, 1)}


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (["Sok Dara alias Duch", "Chan Vuthy alias Duch", "Keo Maly"], {(0,), (1,), (2,)}),
        (["Sok Dara alias Pol Pot", "ចាន់ វុទ្ធី ហៅ ប៉ុល ពត"], {(0,), (1,)}),
        (["Sok Dara alias Pol Pot", "Pol Pot"], {(0, 1)}),
        (["Saloth Sar alias Pol Pot", "សាឡុត ស ហៅ ប៉ុល ពត"], {(0, 1)}),
    ],
)
def test_two_people_may_be_called_like_a_known_one(
    names: list[str], wanted: set[tuple[int, ...]]
) -> None:
    assert parts(khnorm.dedupe(names)) == wanted


def test_another_resolver_knows_others() -> None:
    resolver = Resolver([("p1", "Ly Monyroath"), ("p1", "Chan Makara")])
    clusters = khnorm.dedupe(["Ly Monyroath", "Chan Makara", "Hun Sen"], resolver=resolver)
    assert parts(clusters) == {(0, 1), (2,)}
    assert [cluster.entity_id for cluster in clusters] == ["p1", ""]
