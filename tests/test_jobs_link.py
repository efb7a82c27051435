"""Two lists: partners found, nobody lost, doubts told."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import khnorm as run
from hypothesis import given, settings
from hypothesis import strategies as st

import khnorm
from khnorm.errors import InputError
from khnorm.jobs.link import Partners
from khnorm.match.weights import odds_of, weight
from khnorm.model import Link, Verdict

LEFT = ["Keo Phoeurng", "Hun Sen", "Ly Monyroath", "", "Chea Sim"]
RIGHT = ["Chan Dara", "ឯកឧត្តម កែវ ភឿង", "Samdech Techo Hun Sen", "Chea Sam"]


def ends(links: list[Link]) -> list[tuple[int, int]]:
    return [(one.left, one.right) for one in links]


def test_partners_are_found_and_nobody_is_lost() -> None:
    found = khnorm.link(LEFT, RIGHT)
    assert ends(found) == [(0, 1), (1, 2), (2, -1), (3, -1), (4, -1), (-1, 0), (-1, 3)]
    assert [one.verdict for one in found[:2]] == [Verdict.SAME] * 2
    assert found[0].reasons[0].code == "script"
    assert found[1].reasons[0].code == "entity"


def test_who_has_no_partner_is_told_what_came_near() -> None:
    by_left = {one.left: one for one in khnorm.link(LEFT, RIGHT)}
    assert by_left[3].reasons[0].code == "no-name"
    assert by_left[2].score == 0.0
    near = by_left[4]
    assert "Chea Sam" in near.reasons[0].text
    assert near.verdict is not Verdict.SAME


def test_who_is_kept_apart_by_a_value_alone_is_told() -> None:
    left, born = ["Mr. Sok Dara", "Hun Sen", "Sok Dara"], ["3/11/1999", "1952-08-05", None]
    right, theirs = [("សុខ ដារ៉ា", "SOK Dara"), ("Sok Dara",)], ["1999-11-03", "1970-01-01"]
    found = khnorm.link(left, right, by=born, right_by=theirs)
    told = [(one.left, one.right, *(reason.code for reason in one.reasons)) for one in found]
    assert told == [
        (0, -1, "parted"),
        (1, -1, "alone"),
        (2, -1, "nearest"),
        (-1, 0, "nearest", "parted"),
        (-1, 1, "nearest", "parted"),
    ]
    assert found[0].reasons[0].text == "Sok Dara has the name, but another value"
    # What sounds alike was not compared if its value differs.
    assert "those of other values aside" in found[1].reasons[0].text


def test_one_to_one_pairs_equal_rows_in_their_order() -> None:
    found = khnorm.link(["Keo Phoeurng"] * 2, ["Chan Dara", *["Keo Phoeurng"] * 3])
    assert ends(found) == [(0, 1), (1, 2), (-1, 0), (-1, 3)]


def test_one_to_many_gives_each_right_row_one_partner() -> None:
    right = ["Keo Phoeurng", "កែវ ភឿង", "Mr. Keo Phoeurng", "Chan Dara"]
    found = khnorm.link(["Keo Phoeurng", "Sok Sopheap"], right, one_to_one=False)
    assert ends(found) == [(0, 0), (0, 1), (0, 2), (1, -1), (-1, 3)]


def test_the_equal_name_goes_before_the_like_one() -> None:
    found = khnorm.link(["Keo Phoeurng"], ["Keo Phoeung", "Keo Phoeurng"])
    assert ends(found) == [(0, 1), (-1, 0)]


def test_two_that_would_do_as_well_are_told() -> None:
    first = khnorm.link(["Keo Phoeurng"], ["Mr. Keo Phoeurng", "Mrs. Keo Phoeurng"])[0]
    assert first.verdict is Verdict.UNSURE
    assert first.reasons[-1].code == "rival"


def test_father_and_son_are_both_left_to_a_person() -> None:
    found = khnorm.link(["Keo Phoeurng"], ["Keo Phoeurng, Sr.", "Keo Phoeurng, Jr."])
    assert ends(found) == [(0, -1), (-1, 0), (-1, 1)]
    assert {link.verdict for link in found} == {Verdict.UNSURE}


TWICE = ["Keo Phoeurng"] * 2


@pytest.mark.parametrize(
    ("left", "right", "partners", "verdicts"),
    [
        (TWICE, TWICE[:1], "one-to-one", ["unsure", "unsure"]),
        (TWICE[:1], TWICE, "one-to-one", ["unsure", "unsure"]),
        (TWICE, TWICE, "one-to-one", ["unsure", "unsure"]),
        (TWICE, TWICE[:1], "one-to-many", ["unsure", "unsure"]),
        (TWICE[:1], TWICE, "one-to-many", ["same", "same"]),
        (TWICE, TWICE[:1], "many-to-one", ["same", "same"]),
        (TWICE[:1], TWICE, "many-to-one", ["unsure", "unsure"]),
        (TWICE, TWICE, "many-to-many", ["same"] * 4),
        (["Hun Sen"] * 2, ["ហ៊ុន សែន"], "one-to-one", ["unsure", "unsure"]),
    ],
)
def test_rows_of_one_name_are_rivals_where_one_partner_is_allowed(
    left: list[str], right: list[str], partners: str, verdicts: list[str]
) -> None:
    assert [one.verdict for one in khnorm.link(left, right, partners=partners)] == verdicts


def test_every_one_of_several_equals_is_told() -> None:
    right = ["Mr. Keo Phoeurng", "Mrs. Keo Phoeurng", "Keo Phoeurng"]
    found = khnorm.link(["Keo Phoeurng"] * 3, right)
    assert [one.verdict for one in found] == [Verdict.UNSURE] * 3


def test_many_to_one_screens_a_list() -> None:
    customers = ["Keo Phoeurng", "Chan Makara", "កែវ ភឿង", "Mr. Keo Phoeurng"]
    found = khnorm.link(customers, ["Keo Phoeurng", "Ly Monyroath"], partners="many-to-one")
    assert ends(found) == [(0, 0), (1, -1), (2, 0), (3, 0), (-1, 1)]
    turned = khnorm.link(["Keo Phoeurng", "Ly Monyroath"], customers, partners="one-to-many")
    assert {(one.right, one.left, one.score) for one in turned} == {
        (one.left, one.right, one.score) for one in found
    }


def test_many_to_many_links_all_that_are_the_same() -> None:
    left, right = ["Keo Phoeurng", "Keo Phoeung"], ["កែវ ភឿង", "Keo Phoeurng"]
    found = khnorm.link(left, right, partners="many-to-many")
    assert ends(found) == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_rows_whose_values_differ_are_never_linked() -> None:
    left, right = ["Keo Phoeurng", "Hun Sen", "Chea Sim"], ["Keo Phoeurng", "ហ៊ុន សែន", "Chea Sim"]
    found = khnorm.link(left, right, by=["1980", "1952", None], right_by=["1991", "1977", "1932"])
    assert ends(found) == [(0, -1), (1, -1), (2, 2), (-1, 0), (-1, 1)]
    twins = khnorm.link(TWICE, TWICE, by=["1980", "1991"], right_by=["1991", "1980"])
    assert ends(twins) == [(0, 1), (1, 0)]
    assert {one.verdict for one in twins} == {Verdict.SAME}


def test_wrong_partners_or_values_are_named() -> None:
    with pytest.raises(InputError, match="partners 'any'; give one of one-to-one, one-to-many"):
        khnorm.link(["a"], ["b"], partners="any")
    with pytest.raises(InputError, match="give `by` and `right_by`, or neither"):
        khnorm.link(["a"], ["b"], by=["x"])
    with pytest.raises(InputError, match="2 values to part by for 1 rows"):
        khnorm.link(["a"], ["b"], by=["x"], right_by=["y", "z"])


def test_decisions_link_and_part() -> None:
    decided = [("Ly Monyroath", "Chan Dara", True), ("Keo Phoeurng", "កែវ ភឿង", False)]
    found = ends(khnorm.link(LEFT, RIGHT, decisions=decided))
    assert (2, 0) in found
    assert (0, -1) in found


def test_rows_of_several_names() -> None:
    found = khnorm.link([("កែវ ភឿង", "Phoeung Keo")], ["Chan Dara", "Keo Phoeurng"])
    assert ends(found) == [(0, 1), (-1, 0)]


def test_two_workers_find_what_one_finds() -> None:
    assert khnorm.link(LEFT, RIGHT, workers=2) == khnorm.link(LEFT, RIGHT)


@pytest.mark.parametrize(("left", "right"), [([], []), (["a b"], []), ([], ["a b"])])
def test_an_empty_list_links_nothing(left: list[str], right: list[str]) -> None:
    assert len(khnorm.link(left, right)) == len(left) + len(right)


@settings(max_examples=20)
@given(
    st.lists(st.sampled_from(LEFT + RIGHT), max_size=8),
    st.lists(st.sampled_from(LEFT + RIGHT), max_size=8),
    st.sampled_from(Partners),
)
def test_every_row_is_there(left: list[str], right: list[str], partners: Partners) -> None:
    found = khnorm.link(left, right, partners=partners)
    lefts = [one.left for one in found if one.left >= 0]
    rights = [one.right for one in found if one.right >= 0]
    assert sorted(set(lefts)) == list(range(len(left)))
    assert sorted(set(rights)) == list(range(len(right)))
    if 0 in partners.limited:
        assert len(lefts) == len(left)
    if 1 in partners.limited:
        assert len(rights) == len(right)


def alternatives(links: list[Link], of: tuple[int, int], side: int) -> int:
    """Count the rows that do as well as the best for a row of a pair, if the pair does, too."""
    own = [one for one in links if (one.left, one.right)[side] == of[side]]
    best = max(odds_of(one.score) for one in own)
    tied = {(one.left, one.right) for one in own if best - odds_of(one.score) < 0.1}
    return len(tied) if of in tied else 1


@settings(max_examples=30)
@given(
    st.lists(st.sampled_from(LEFT + RIGHT), max_size=6),
    st.lists(st.sampled_from(LEFT + RIGHT), max_size=6),
    st.sampled_from(Partners),
)
def test_a_link_is_unsure_where_a_row_had_a_choice(
    left: list[str], right: list[str], partners: Partners
) -> None:
    every = khnorm.link(left, right, partners="many-to-many")
    joined = [one for one in every if one.left >= 0 and one.right >= 0]
    for one in khnorm.link(left, right, partners=partners):
        if one.left >= 0 and one.right >= 0:
            of = (one.left, one.right)
            choice = any(alternatives(joined, of, side) > 1 for side in partners.limited)
            assert one.verdict is (Verdict.UNSURE if choice else Verdict.SAME), of


def test_a_reason_is_one_line() -> None:
    found = khnorm.link(["Keo Phoeurng"], ["Keo\nPhoeurng", "Chan\n Makara"])
    assert all("\n" not in reason.text for one in found for reason in one.reasons)
    near = khnorm.link(["Keo Phoeurng"], ["Keo\nPhoeurng"], threshold=1)[0]
    assert near.reasons[0].text == "the nearest is Keo Phoeurng"


def test_equal_names_score_as_in_a_comparison() -> None:
    assert khnorm.link(["Keo Phoeurng"], ["Keo Phoeurng"])[0].score == weight("equal")
    assert khnorm.link(["Hun Sen"], ["ហ៊ុន សែន"])[0].score == weight("equal")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Chan Sophea", "Chan Sopheap"), ("S. Dara", "Sok Dara"), ("Sok Sopheak", "Sok Sopheap")],
)
def test_what_is_unsure_is_told_with_its_score_however_it_sounds(one: str, other: str) -> None:
    ours, theirs = khnorm.link([one], [other])
    for found, name in ((ours, other), (theirs, one)):
        assert found.verdict is Verdict.UNSURE
        assert found.score == pytest.approx(khnorm.compare(one, other).score, abs=0.001)
        assert [reason.text for reason in found.reasons] == [f"the nearest is {name}"]


def test_a_row_to_which_nothing_is_near_has_no_score(tmp_path: Path) -> None:
    ours, theirs = khnorm.link(["Hun Sen"], ["Chan Vuthy"])
    assert [reason.code for one in (ours, theirs) for reason in one.reasons] == ["alone", "alone"]
    for name, text in (("a", "Hun Sen"), ("b", "Chan Vuthy")):
        (tmp_path / f"{name}.csv").write_text(f"name\n{text}\n", encoding="utf-8")
    done = run("link", str(tmp_path / "a.csv"), str(tmp_path / "b.csv"), "-c", "name")
    assert done.out.decode().splitlines()[1:] == [
        "Hun Sen,,,,no name there sounds like it",
        ",Chan Vuthy,,,no name there sounds like it",
    ]


def test_a_rival_of_either_side_is_named_once() -> None:
    names = ["Sok Dara", "Dara, Sok"]
    rivals = [
        [reason.text for reason in one.reasons if reason.code == "rival"]
        for one in khnorm.link(names, names)
    ]
    assert rivals == [["Dara, Sok would do as well"], ["Sok Dara would do as well"]]
