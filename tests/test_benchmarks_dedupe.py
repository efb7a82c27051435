"""The benchmark's measures against their definitions, and its lists."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("benchmarks", reason="the benchmarks are in the source only")

from benchmarks.dedupe.generate import Kind, generate
from benchmarks.dedupe.metrics import Agreement, bcubed, pairwise

labels = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=12)


def slow_bcubed(truth: list[int], found: list[int]) -> Agreement:
    rows = range(len(truth))
    if not truth:
        return Agreement(1.0, 1.0)
    precision = recall = 0.0
    for row in rows:
        cluster = {other for other in rows if found[other] == found[row]}
        person = {other for other in rows if truth[other] == truth[row]}
        precision += len(cluster & person) / len(cluster)
        recall += len(cluster & person) / len(person)
    return Agreement(precision / len(truth), recall / len(truth))


def slow_pairwise(truth: list[int], found: list[int]) -> Agreement:
    pairs = list(combinations(range(len(truth)), 2))
    joined = {pair for pair in pairs if found[pair[0]] == found[pair[1]]}
    meant = {pair for pair in pairs if truth[pair[0]] == truth[pair[1]]}
    both = len(joined & meant)
    return Agreement(both / len(joined) if joined else 1.0, both / len(meant) if meant else 1.0)


@given(labels)
def test_the_measures_are_what_they_are_defined_to_be(pairs: list[tuple[int, int]]) -> None:
    truth, found = [t for t, _ in pairs], [f for _, f in pairs]
    for fast, slow in ((bcubed, slow_bcubed), (pairwise, slow_pairwise)):
        ours, theirs = fast(truth, found), slow(truth, found)
        assert ours.precision == pytest.approx(theirs.precision)
        assert ours.recall == pytest.approx(theirs.recall)


def test_one_heap_has_all_recall_and_no_precision() -> None:
    truth = [0, 0, 1, 2]
    assert bcubed(truth, [9] * 4) == Agreement((2 / 4 + 2 / 4 + 1 / 4 + 1 / 4) / 4, 1.0)
    assert pairwise(truth, [9] * 4) == Agreement(1 / 6, 1.0)
    assert Agreement(0.5, 1.0).f1 == pytest.approx(2 / 3)


@pytest.mark.parametrize("kind", ["realistic", "dense"])
def test_a_list_is_the_same_for_the_same_seed(kind: Kind) -> None:
    made = generate(400, seed=5, kind=kind)
    assert len(made) == 400
    assert made == generate(400, seed=5, kind=kind)
    assert made != generate(400, seed=6, kind=kind)


def test_a_list_has_what_real_ones_have() -> None:
    made = generate(2000)
    forms = defaultdict(set)
    for row in made:
        forms[row.person].add(row.name)
    khmer = sum(any("\u1780" <= letter <= "\u17d3" for letter in row.name) for row in made)
    assert 0.3 < khmer / len(made) < 0.5
    assert any(len(names) > 4 for names in forms.values())
    assert sum(len(names) == 1 for names in forms.values()) > 0.4 * len(forms)


def test_no_form_is_of_two_persons_in_most_cases() -> None:
    owners = defaultdict(set)
    for row in generate(2000):
        owners[row.name].add(row.person)
    assert sum(len(persons) > 1 for persons in owners.values()) < 0.01 * len(owners)
