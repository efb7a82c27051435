"""Clusters: strangers are not chained, decisions hold, and order leaves no trace."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import combinations, product
from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khnorm.jobs.lists.cluster import Contradiction, Edges, Pair, Partition, partition

THRESHOLD, FLOOR = 0.7, 0.3
Scores = dict[Pair, float]


def cluster(count: int, scores: Scores, *, given_from: float = 0.0, **options: object) -> Partition:
    """Partition with the edges from a score on; the rest is asked for."""
    shown = {pair: score for pair, score in scores.items() if score >= given_from}
    edges = Edges([a for a, _ in shown], [b for _, b in shown], list(shown.values()))

    def rescore(pairs: list[Pair]) -> list[float]:
        assert not set(pairs) & set(shown), "asked for what was given"
        return [scores.get(pair, 0.0) for pair in pairs]

    return partition(count, edges, rescore, threshold=THRESHOLD, floor=FLOOR, **options)  # type: ignore[arg-type]


def naive(count: int, scores: Scores) -> list[int]:
    """Join the groups of the best pair that may be joined, until there is none: the definition."""
    groups = [[item] for item in range(count)]
    queue = sorted((-score, pair) for pair, score in scores.items() if score >= THRESHOLD)
    for _, (a, b) in queue:
        ours = next(group for group in groups if a in group)
        theirs = next(group for group in groups if b in group)
        between = [scores.get((min(p), max(p)), 0.0) for p in product(ours, theirs)]
        if ours is theirs or min(between) < FLOOR or fsum(between) / len(between) < THRESHOLD:
            continue
        groups.remove(theirs)
        ours += theirs
    found = [0] * count
    for group in groups:
        for item in group:
            found[item] = min(group)
    return found


@st.composite
def scored(draw: st.DrawFn) -> tuple[int, Scores]:
    count = draw(st.integers(1, 9))
    values = st.sampled_from([0.0, 0.1, 0.35, 0.5, 0.65, 0.71, 0.8, 0.9, 0.99])
    return count, {pair: draw(values) for pair in combinations(range(count), 2)}


@given(scored(), st.sampled_from([0.0, 0.3, 0.7]))
def test_it_does_what_the_definition_says(case: tuple[int, Scores], given_from: float) -> None:
    count, scores = case
    assert cluster(count, scores, given_from=given_from).cluster_of == naive(count, scores)


@given(scored())
def test_no_two_that_differ_are_together(case: tuple[int, Scores]) -> None:
    count, scores = case
    found = cluster(count, scores).cluster_of
    for (a, b), score in scores.items():
        assert score >= FLOOR or found[a] != found[b]


@given(scored(), st.randoms(use_true_random=False))
def test_the_order_of_the_edges_leaves_no_trace(
    case: tuple[int, Scores], rng: random.Random
) -> None:
    count, scores = case
    items = list(scores.items())
    rng.shuffle(items)
    assert cluster(count, dict(items)) == cluster(count, scores)


def test_a_third_name_does_not_chain_two_that_differ() -> None:
    scores = {(0, 1): 0.9, (1, 2): 0.85, (0, 2): 0.1}
    assert cluster(3, scores).cluster_of == [0, 0, 2]


def test_a_group_must_be_near_as_a_whole() -> None:
    scores = {(0, 1): 0.9, (1, 2): 0.75, (0, 2): 0.4}
    assert cluster(3, scores).cluster_of == [0, 0, 2]


def test_decided_pairs_are_joined_against_every_score() -> None:
    assert cluster(3, {(0, 1): 0.0}, together=[(0, 1)]).cluster_of == [0, 0, 2]


def test_two_names_decided_to_be_one_accept_what_is_near_either() -> None:
    scores = {(0, 1): 0.0, (1, 2): 0.9, (0, 2): 0.0}
    assert cluster(3, scores, together=[(0, 1)]).cluster_of == [0, 0, 0]


def test_decided_strangers_stay_apart_and_part_their_friends() -> None:
    scores = {(0, 1): 0.99, (1, 2): 0.95, (0, 2): 0.9}
    assert cluster(3, scores, apart=[(0, 1)]).cluster_of == [0, 1, 1]


def test_enemies_are_inherited() -> None:
    scores = {(0, 1): 0.99, (2, 3): 0.98, (0, 2): 0.9, (0, 3): 0.9, (1, 2): 0.9, (1, 3): 0.9}
    assert cluster(4, scores, apart=[(1, 3)]).cluster_of == [0, 0, 2, 2]


def test_labels_part_and_the_unlabelled_joins_but_one_side() -> None:
    scores = {(0, 1): 0.9, (1, 2): 0.95, (0, 2): 0.99}
    assert cluster(3, scores, labels=[[7, -1, 8]]).cluster_of == [0, 1, 1]


def test_the_weakest_joint_is_told() -> None:
    scores = {(0, 1): 0.9, (0, 2): 0.8, (1, 2): 0.7}
    assert cluster(4, scores).weakest == {0: (0, 2, 0.8)}


@pytest.mark.parametrize(
    "options",
    [
        {"together": [(0, 1), (1, 2)], "apart": [(0, 2)]},
        {"together": [(0, 2)], "labels": [[1, -1, 2]]},
    ],
)
def test_a_contradiction_is_named(options: dict[str, object]) -> None:
    with pytest.raises(Contradiction) as caught:
        cluster(3, {}, **options)  # type: ignore[arg-type]
    assert caught.value.pair == (0, 2)


def test_three_hundred_spellings_of_one_name() -> None:
    scores = dict.fromkeys(combinations(range(300), 2), 0.9)
    assert set(cluster(300, scores).cluster_of) == {0}


def test_one_score_that_differs_is_enough_to_ask_for_no_other() -> None:
    asked: list[Pair] = []

    def rescore(pairs: Sequence[Pair]) -> list[float]:
        asked.extend(pairs)
        return [0.9] * len(pairs)

    edges = Edges([0, 2, 1, 0], [1, 3, 2, 2], [0.9, 0.9, 0.8, 0.1])
    found = partition(4, edges, rescore, threshold=0.7, floor=0.3)
    assert (found.cluster_of, asked) == ([0, 0, 2, 2], [])
