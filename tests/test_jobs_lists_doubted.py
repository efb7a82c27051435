"""Doubts in lists: no third name removes one, no answer says more than was answered."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import khnorm
from khnorm.jobs.dedupe import Deduplicated, deduplicate
from khnorm.jobs.link import Partners
from khnorm.jobs.lists.cluster import Edges, partition
from khnorm.jobs.overview import questions
from khnorm.match.weights import weight
from khnorm.model import Verdict

# Invented names of few sounds: of their spellings many are doubted, and bridged by others.
NAMES = (
    ("Sok Manet", "Sok Manith", "Sok Maneth", "Sok Manit", "សុខ ម៉ានិត", "សុខ ម៉ាណែត"),
    ("Chhun Sim", "Chhun Sem", "Chhun Sum", "Sim Chhun", "ឈុន សឹម", "ឈុន ស៊ីម"),
    ("Run Khet", "Run Keth", "Run Ket", "Run Khett", "RUN Kheth"),
    ("Bo Chhork", "Bo Chhouk", "Bo Chhok", "Bo Chhuk"),
    ("So Sorkha", "So Sokha", "Sor Sokha", "ស សុខា", "សូ សុខា"),
    ("Maria Santos", "Mario Santos", "Mari Santos", "Marie Santos"),
    ("Sok Dara", "Sok Darath", "Sok Darat", "សុខ ដារ៉ា"),
    ("ជា សុខ", "សុខ ជា", "Chea Sok", "Sok Chea"),
)
TITLES = ("", "", "", "Mr. ", "Mrs. ", "Lok Chumteav ", "H.E. ")
MARKS = ("", "", "", "", ", Jr.", ", Sr.", " (B)")


@st.composite
def lists(draw: st.DrawFn) -> list[str]:
    """Names that are near each other, some with a title or a mark."""
    bare = draw(st.sampled_from(NAMES)) + draw(st.sampled_from(NAMES))
    found = []
    for name in draw(st.lists(st.sampled_from(bare), min_size=2, max_size=9)):
        latin = name.isascii()
        title = draw(st.sampled_from(TITLES)) if latin else ""
        found.append(f"{title}{name}{draw(st.sampled_from(MARKS)) if latin else ''}")
    return found


def doubted(a: str, b: str) -> bool:
    """Tell whether `compare` is unsure because it has a doubt."""
    found = khnorm.compare(a, b)
    return found.verdict is Verdict.UNSURE and any(one.code == "doubt" for one in found.reasons)


def cluster_of(found: Deduplicated) -> dict[int, int]:
    return {row: at for at, one in enumerate(found.clusters) for row in one.rows}


@settings(max_examples=150, deadline=None)
@given(lists())
def test_no_cluster_holds_a_doubted_pair(names: list[str]) -> None:
    for cluster in khnorm.dedupe(names):
        for a, b in combinations(cluster.names, 2):
            assert not doubted(a, b), (a, b, names)


@settings(max_examples=60, deadline=None)
@given(lists(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_decides_no_doubt(names: list[str], rng: random.Random) -> None:
    again = rng.sample(names, len(names))
    found, other = deduplicate(names), deduplicate(again)

    def told(one: Deduplicated) -> set[object]:
        return {(cluster.id, cluster.canonical, cluster.score) for cluster in one.clusters}

    assert told(found) == told(other)
    assert {(one.a, one.b, one.score) for one in found.doubts} == {
        (one.a, one.b, one.score) for one in other.doubts
    }


@settings(max_examples=100, deadline=None)
@given(lists(), st.data())
def test_an_answered_review_gives_what_was_answered(names: list[str], data: st.DataObject) -> None:
    found = deduplicate(names)
    side = [data.draw(st.integers(0, 1)) for _ in found.clusters]
    who = cluster_of(found)
    answers = []
    for doubt in found.doubts:
        same = side[who[doubt.rows_a[0]]] == side[who[doubt.rows_b[0]]]
        answers.append((doubt.a, doubt.b, same))
    again = cluster_of(deduplicate(names, decisions=answers))
    for doubt, (_, _, same) in zip(found.doubts, answers, strict=True):
        for a in doubt.rows_a:
            for b in doubt.rows_b:
                assert (again[a] == again[b]) is same, (doubt, answers)


@settings(max_examples=100, deadline=None)
@given(lists(), st.data())
def test_an_answer_says_nothing_of_what_was_not_asked(
    names: list[str], data: st.DataObject
) -> None:
    found = deduplicate(names)
    if not found.doubts:
        return
    answered = data.draw(st.sampled_from(found.doubts))
    again = deduplicate(names, decisions=[(answered.a, answered.b, True)])
    asked = set(answered.rows_a + answered.rows_b)
    for cluster in again.clusters:
        for a, b in combinations(cluster.rows, 2):
            if not {a, b} & asked:
                assert not doubted(names[a], names[b]), (a, b, answered)


@pytest.mark.parametrize(
    ("names", "together"),
    [
        (["Sok Manet", "Sok Manith", "Sok Maneth"], [(0, 2)]),
        (["Sok Manet", "Sok Manith", "សុខ ម៉ានិត"], [(1, 2)]),
        (["ឈុន សឹម", "ឈុន ស៊ីម", "Chhun Sim"], []),
        (["ជា សំណាង", "ជា សំណៀង", "Chea Samneang"], [(1, 2)]),
        (["ជា ស្រីរដ្ឋ", "ជា ស្រីរ័ត្ន", "Chea Sreyroth"], []),
        (["Maria Santos", "Mario Santos", "Mari Santos"], None),
    ],
)
def test_a_third_spelling_joins_the_nearer_of_two_or_neither(
    names: list[str], together: list[tuple[int, int]] | None
) -> None:
    found = deduplicate(names)
    who = cluster_of(found)
    assert who[0] != who[1]
    beside = [{who[row] for row in doubt.rows_a + doubt.rows_b} for doubt in found.doubts]
    for row in (0, 1):
        assert who[row] == who[2] or {who[row], who[2]} in beside
        if together is not None:
            assert (who[row] == who[2]) is ((row, 2) in together)


@pytest.mark.parametrize(
    "names",
    [("ឈុន សឹម", "ឈុន ស៊ីម", "Chhun Sim"), ("ជា ស្រីរដ្ឋ", "ជា ស្រីរ័ត្ន", "Chea Sreyroth")],
)
def test_a_third_spelling_joins_two_who_are_decided_to_be_one(names: tuple[str, ...]) -> None:
    assert len(khnorm.dedupe(names, decisions=[(names[0], names[1], True)])) == 1


def test_a_row_goes_to_neither_of_two_that_differ_in_the_other_script() -> None:
    rows = [("សុខ ដារ៉ា", ""), ("សុខ ដារ៉ា", "Chan Sophea"), ("សុខ ដារ៉ា", "Sok Dara")]
    found = deduplicate(rows)
    assert [cluster.rows for cluster in found.clusters] == [(0,), (1,), (2,)]
    asked = {(one.rows_a, one.rows_b): (one.a, one.b) for one in found.doubts}
    assert set(asked) == {((0,), (1,)), ((0,), (2,))}
    right = (*asked[(0,), (2,)], True)
    assert [one.rows for one in khnorm.dedupe(rows, decisions=[right])] == [(0, 2), (1,)]
    wrong = (*asked[(0,), (1,)], False)
    assert [one.rows for one in khnorm.dedupe(rows, decisions=[wrong])] == [(0, 2), (1,)]


CHENDA = ["Mr. Sok Chenda", "Lok Chumteav Sok Chenda", "Sok Chenda"]


@pytest.mark.parametrize(
    ("answers", "wanted"),
    [
        ((None, None), [(0,), (1,), (2,)]),
        ((True, None), [(0, 2), (1,)]),
        ((None, True), [(0,), (1, 2)]),
        ((True, False), [(0, 2), (1,)]),
        ((False, True), [(0,), (1, 2)]),
        ((False, False), [(0,), (1,), (2,)]),
    ],
)
def test_a_plain_name_in_an_answer_is_the_plain_row(
    answers: Sequence[bool | None], wanted: list[tuple[int, ...]]
) -> None:
    asked = zip(CHENDA[:2], answers, strict=True)
    decided = [(name, CHENDA[2], same) for name, same in asked if same is not None]
    assert [one.rows for one in khnorm.dedupe(CHENDA, decisions=decided)] == wanted


def test_a_name_without_title_is_any_where_no_row_has_it_so() -> None:
    names = ["Mr. Sok Chenda", "Chan Makara"]
    found = khnorm.dedupe(names, decisions=[("Sok Chenda", "Chan Makara", True)])
    assert [one.rows for one in found] == [(0, 1)]


def test_an_answer_about_a_row_with_a_cell_that_holds_no_name() -> None:
    rows = [("សុខ សុភាព", "-"), ("ចាន់ មករា", "?")]
    found = khnorm.dedupe(rows, decisions=[("សុខ សុភាព | -", "ចាន់ មករា | ?", True)])
    assert [one.rows for one in found] == [(0, 1)]


def test_an_answer_for_namesakes_holds_for_each_by_itself() -> None:
    names = ["Keo Phoeurng", "Keo Phoeurng", "Chan Makara", "Chan Makara"]
    decided = [("Keo Phoeurng", "Chan Makara", True)]
    found = khnorm.dedupe(names, by=["1980", "1991", "1980", ""], decisions=decided)
    assert [one.rows for one in found] == [(0, 2, 3), (1,)]


def test_what_the_tables_know_stays_when_an_answer_adds_a_name() -> None:
    names = ["Pol Pot", "Saloth Sar", "Ly Monyroath"]
    found = khnorm.dedupe(names, decisions=[("Pol Pot", "Ly Monyroath", True)])
    assert [one.rows for one in found] == [(0, 1, 2)]


def test_who_differs_from_a_known_name_is_not_brought_in_by_another_of_it() -> None:
    scores = {(0, 1): 0.0, (1, 2): 0.9, (0, 2): 0.0}
    edges = Edges([a for a, _ in scores], [b for _, b in scores], list(scores.values()))
    found = partition(3, edges, lambda _: [], threshold=0.7, floor=0.3, known=[(0, 1)])
    assert found.cluster_of == [0, 0, 2]
    found = partition(3, edges, lambda _: [], threshold=0.7, floor=0.3, together=[(0, 1)])
    assert found.cluster_of == [0, 0, 0]


@pytest.mark.parametrize("threshold", [None, 0.5, 0.3, 0.01])
@pytest.mark.parametrize(
    "names",
    [
        ("Sok Manet", "Sok Manith"),
        ("Sok Dara", "Sok Dara, Jr."),
        ("ឈុន សឹម", "ឈុន ស៊ីម"),
    ],
)
def test_no_threshold_lifts_a_doubt(names: tuple[str, str], threshold: float | None) -> None:
    found = deduplicate(names, threshold=threshold)
    assert len(found.clusters) == 2
    assert [doubt.held for doubt in found.doubts] == [True]
    for partners in Partners:
        links = khnorm.link(names[:1], names[1:], threshold=threshold, partners=partners)
        assert all(-1 in (one.left, one.right) for one in links)
        # What is in doubt is told with the score it has, whatever the threshold.
        assert links[0].score == khnorm.link(names[:1], names[1:])[0].score > 0.4


@pytest.mark.parametrize("threshold", [None, 0.5, 0.3])
@pytest.mark.parametrize(
    "names",
    [("Chhun Sim", "ឈុន សឹម", "ឈុន ស៊ីម"), ("Mr. Sok Dara", "Mrs. Sok Dara", "Sok Dara")],
)
def test_no_threshold_says_whom_of_two_a_name_means(
    names: tuple[str, ...], threshold: float | None
) -> None:
    found = deduplicate(names, threshold=threshold)
    assert len(found.clusters) == 3
    assert all(doubt.held for doubt in found.doubts)


# So many of these differ by a sound that in a long list they would be other names.
SLIPS = ["Sok Dara", "Sok Darat", "Sok Darath, Sr.", "សុខ ដារ៉ា", "Mr. Sok Dara", "Sok Dara, Jr."]


@settings(max_examples=60, deadline=None)
@given(lists())
@example([*SLIPS, "Sok Darath", "Mrs. Sok Dara"])
@example([*SLIPS, *(f"{name} {last}" for name in ("Sok", "Chan") for last in ("Bora", "Borath"))])
def test_a_short_list_asks_about_every_doubted_pair(names: list[str]) -> None:
    names = list(dict.fromkeys(names))
    found = deduplicate(names)
    place = cluster_of(found)
    asked = {frozenset((place[one.rows_a[0]], place[one.rows_b[0]])) for one in found.doubts}
    for one, other in combinations(range(len(names)), 2):
        if doubted(names[one], names[other]):
            assert frozenset((place[one], place[other])) in asked


def test_an_answer_lifts_a_doubt_at_any_threshold() -> None:
    names, answer = ["Sok Manet", "Sok Manith"], [("Sok Manet", "Sok Manith", True)]
    for threshold in (None, 0.3, 0.99):
        assert len(khnorm.dedupe(names, threshold=threshold, decisions=answer)) == 1
        found = khnorm.link(names[:1], names[1:], threshold=threshold, decisions=answer)
        assert [(one.left, one.right) for one in found] == [(0, 0)]


def test_a_low_threshold_joins_what_is_merely_unsure() -> None:
    unsure = ["Oum Rith", "Oum Rath"]
    (asked,) = deduplicate(unsure).doubts
    assert not asked.held
    assert len(khnorm.dedupe(unsure)) == 2
    assert len(khnorm.dedupe(unsure, threshold=weight("different"))) == 1


def test_two_of_the_tables_whom_an_answer_joins_are_said_to_be_neither() -> None:
    (one,) = khnorm.dedupe(["Hun Sen", "Hun Manet"], decisions=[("Hun Sen", "Hun Manet", True)])
    assert (one.entity_id, [reason.code for reason in one.reasons]) == ("", ["decision"])


def test_an_answer_is_not_said_to_be_in_the_tables() -> None:
    (one,) = khnorm.dedupe(
        ["Hun Sen", "Keo Phoeurng"], decisions=[("Hun Sen", "Keo Phoeurng", True)]
    )
    assert (one.entity_id, [reason.code for reason in one.reasons]) == ("hun_sen", ["decision"])


@pytest.mark.parametrize(
    ("names", "canonical"),
    [
        (["Keo Phoeung", "Keo Phoeurng", "Keo Phoeurng"], "Keo Phoeurng"),
        (["Chan Sopheap", "Chan Sopheab", "Chan Sopheapp"], "Chan Sopheap"),
        (["Chan Sothea", "Chan Sotheah", "ចាន់ សុធា"], "Chan Sothea"),
    ],
)
def test_of_equally_usual_names_the_nearest_to_the_others_is_taken(
    names: list[str], canonical: str
) -> None:
    (one,) = khnorm.dedupe(names)
    assert one.canonical == canonical


def test_a_review_says_why_equal_names_are_in_doubt() -> None:
    for asked in questions(deduplicate(CHENDA)):
        assert asked.reasons[-1] == "in this list one of the names may as well mean somebody else"
    (asked,) = questions(deduplicate(["Sok Chenda", "Sok Chenda, Jr."]))
    assert asked.reasons[-1] == "only one is told apart from others of the name: junior"
