"""The labelled sentences of the benchmark: marked as they should be, and read well enough."""

from __future__ import annotations

import pytest

pytest.importorskip("benchmarks", reason="the benchmarks are in the source only")

from benchmarks.mentions import measure


@pytest.mark.parametrize("language", measure.LANGUAGES)
def test_there_is_enough_to_measure(language: str) -> None:
    sentences = measure.read_sentences(language)
    assert len(sentences) >= 150
    assert sum(not sentence.names for sentence in sentences) >= 50
    assert {sentence.half for sentence in sentences} == set(measure.HALVES)
    assert len({sentence.text for sentence in sentences}) == len(sentences)
    for sentence in sentences:
        assert not set("{}\u00b6") & set(sentence.text)
        assert (sentence.manner == "none") == (not sentence.names)


def test_marks_are_places() -> None:
    text, places = measure.unmark("Mr. {Sok An} and {Hun Sen}.")
    assert text == "Mr. Sok An and Hun Sen."
    assert sorted(text[start:end] for start, end in places) == ["Hun Sen", "Sok An"]


def test_what_is_missed_and_what_is_too_much_is_counted() -> None:
    sentence = measure.Sentence("dev", "x", *measure.unmark("{Sok An} met {Hun Sen} at Kep."))
    got = measure.score([sentence], lambda text: [(0, 6, 0), (22, 25, 22)])
    assert (got.marked, got.found, got.right) == (2, 2, 1)
    assert {miss[:2] for miss in got.misses} == {("missed", "Hun Sen"), ("too much", "Kep")}
    assert got.f1 == pytest.approx(0.5)


@pytest.mark.parametrize(("title", "right"), [(17, 1), (7, 0)])
def test_a_title_of_the_sentence_before_is_wrong(title: int, right: int) -> None:
    sentence = measure.labelled("dev", "stops", "He saw the king.\u00b6 {Sok An} left.")
    assert sentence.stops == (16,)
    got = measure.score([sentence], lambda text: [(17, 23, title)])
    assert (got.marked, got.found, got.right, len(got.misses)) == (1, 1, right, 1 - right)


@pytest.mark.parametrize("language", measure.LANGUAGES)
@pytest.mark.parametrize("half", measure.HALVES)
def test_names_are_found_well_enough(language: str, half: str) -> None:
    got = measure.score([row for row in measure.read_sentences(language) if row.half == half])
    assert got.f1 >= 0.97
    assert got.alarm_share <= 0.02
