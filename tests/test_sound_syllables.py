"""Khmer tokens as syllables: rows that a Khmer reader can add to, and what holds for any text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheets import sheet
from strategies import anything, khmer_words

from khnorm.errors import TableError
from khnorm.sound import words
from khnorm.sound.clusters import INDEPENDENT_VOWELS, Role, parse_cluster, register_of
from khnorm.sound.forms import Reading
from khnorm.sound.lattice import arcs, group, outlook, pair_class
from khnorm.sound.render import render
from khnorm.sound.syllables import paths, readings
from khnorm.sound.words import one_syllable, spelled_as, words_at
from khnorm.tables import rows
from khnorm.text.khmer import clusters
from khnorm.text.normalize import normalize

# Pieces that make ambiguous words: bare letters, pairs of every kind, short and long vowels.
PIECES = ("រ", "ត", "ក", "ស", "ន", "ម", "ហ", "ន្ទ", "ទ្ធិ", "ស្ត", "ថ្ម", "ម្ល", "ក្រ", "ណ្ណា", "សុ", "ចិ", "ធា", "ភូ", "មិ", "ង់", "សំ", "ទ័", "ឧ", "អង្គ", "នៈ", "ន៍")  # fmt: skip
ROWS = sheet("syllables.tsv")


def parted(reading: Reading) -> str:
    return "-".join(syllable.text for syllable in reading.syllables)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["khmer"])
def test_the_best_reading(row: dict[str, str]) -> None:
    best = readings(row["khmer"])[0]
    assert parted(best) == row["syllables"]
    assert render("phonemic", best.syllables) == row["sound"]


@pytest.mark.parametrize(
    ("token", "other"),
    [
        ("រតនា", "រត-នា"),
        ("មករា", "មក-រា"),
        ("ចក្រា", "ចក-្រា"),
        ("វិទ្យា", "វិទ-្យា"),
        ("សិទ្ធិ", "សិទ-្ធិ"),
    ],
)
def test_an_open_reading_is_kept_behind_the_best(token: str, other: str) -> None:
    found = [parted(reading) for reading in readings(token)]
    assert other in found[1:]


def test_what_a_syllable_tells() -> None:
    closed, last = readings("សម្បត្តិ")[0].syllables
    assert (closed.onset, closed.rime, closed.coda, closed.opens) == (("ស",), "", ("ម",), True)
    assert (last.onset, last.coda, last.silent) == (("ប",), ("ត",), ("ត", "ិ"))
    assert not last.reduced
    presyllable, carried = readings("សរី")[0].syllables
    assert presyllable.reduced
    assert (carried.register, carried.carried) == (1, True)
    (robat,) = readings("ពណ៌", respelled=False)[0].syllables
    assert robat.silent == ("៌",)
    (bantoc,) = readings("គង់")[0].syllables
    assert bantoc.short


def test_register_does_not_spread_over_a_known_word() -> None:
    first, second = readings("ថ្មរី")[0].syllables
    assert second.opens
    assert not first.reduced
    assert (second.register, second.carried) == (2, False)


def test_no_khmer_no_reading() -> None:
    assert readings("") == readings("Sok") == readings("៥") == readings("\u17d2") == ()


def test_only_text_is_read() -> None:
    with pytest.raises(TypeError, match="decode"):
        readings(b"x")  # type: ignore[arg-type]


@given(anything(), st.integers(1, 6))
def test_any_text_is_read_in_order_and_apart(text: str, limit: int) -> None:
    found = readings(text, limit=limit)
    assert len(found) <= limit
    costs = [reading.cost for reading in found]
    assert costs == sorted(costs)
    assert not costs or costs[0] == 0
    assert len({reading.syllables for reading in found}) == len(found)
    canonical = normalize(text)
    for reading in found:
        end = 0
        for syllable in reading.syllables:
            assert syllable.start >= end
            assert syllable.text == canonical[syllable.start : syllable.end] != ""
            assert syllable.register in (1, 2)
            end = syllable.end


def letters_of(text: str) -> list[str]:
    """Every letter and rime that is written, by cluster."""
    found: list[str] = []
    for cluster in map(parse_cluster, clusters(text)):
        found += [*cluster.letters, *filter(None, [cluster.rime])]
        found += ["៌"] if cluster.robat else []
    return found


@given(khmer_words())
def test_every_letter_of_a_word_is_sounded_or_silent(word: str) -> None:
    """By rule alone: the syllables tile the word, and no letter is lost or told twice."""
    for reading in readings(word, limit=3, respelled=False):
        assert "".join(syllable.text for syllable in reading.syllables) == word
        told: list[str] = []
        for syllable in reading.syllables:
            told += [*syllable.onset, *filter(None, [syllable.rime])]
            told += [*syllable.coda, *syllable.silent]
        # A robat over a letter that opens a syllable is told by the text alone.
        written = letters_of(word)
        assert sorted(x for x in told if x != "៌") == sorted(x for x in written if x != "៌")


def every_cost(groups: tuple[str, ...], place: int, skip: int, so_far: float) -> Iterator[float]:
    """What each way from a state to the end costs, by trying every one."""
    if place >= len(groups):
        if not skip:
            yield so_far
        return
    if outlook(groups[place]) == "?":
        yield from every_cost(groups, place + 1, 0, so_far)
        return
    following = groups[place + 1] if place + 1 < len(groups) else ""
    after = outlook(groups[place + 2]) if place + 2 < len(groups) else ""
    for arc in arcs(groups[place], following, after, skip, place > 0):
        yield from every_cost(groups, place + arc.size, arc.taken, so_far + arc.cost)
    for word in () if skip else words_at(groups, place):
        yield from every_cost(groups, place + len(word.groups), 0, so_far + word.cost)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=7).map("".join))
def test_the_cheapest_paths_are_those_of_a_full_search(word: str) -> None:
    groups = group(normalize(word))
    found = [path[0] for path in paths(groups, 4, True)]
    assert found == pytest.approx(sorted(every_cost(groups, 0, 0, 0.0))[:4])


@pytest.mark.parametrize(
    ("letters", "shifter", "register"),
    [
        (("ស", "រ"), "", 1),
        (("ព", "រ"), "", 2),
        (("ផ", "ទ"), "", 2),
        (("ទ", "ស"), "", 1),
        (("ម", "ទ"), "", 2),
        (("ម", "ស"), "", 1),
        (("ល", "ម"), "", 2),
        (("ណ",), "", 1),
        (("ហ", "គ"), "", 1),
        (("ហ", "វ"), "", 1),
        (("ស",), "៊", 2),
        (("ម",), "៉", 1),
        ((), "", 1),
    ],
)
def test_register(letters: tuple[str, ...], shifter: str, register: int) -> None:
    assert register_of(letters, shifter) == register


@pytest.mark.parametrize(
    ("pair", "kind"),
    [("ទធ", "twin"), ("ណណ", "twin"), ("មប", "nasal"), ("ងវ", "nasal"), ("មស", "m"), ("លអ", "l"),
     ("រយ", "r"), ("កស", "ks"), ("ខល", "liquid"), ("ថម", "breath"), ("ខព", "stop")],
)  # fmt: skip
def test_kinds_of_pairs(pair: str, kind: str) -> None:
    assert pair_class(pair[0], pair[1]) == kind


@pytest.mark.parametrize("row", rows("readings.tsv"), ids=lambda row: spelled_as(row["written"]))
def test_every_known_word_is_heard_as_its_row_says(row: dict[str, str]) -> None:
    written = normalize(row["written"]).split()
    sounded = normalize(row["sounded"]).split() or written
    assert len(written) == len(sounded)
    assert all(one_syllable(piece) for piece in sounded)
    best = readings(spelled_as(row["written"]))[0]
    assert [syllable.text for syllable in best.syllables] == written
    for syllable, sound in zip(best.syllables, sounded, strict=True):
        meant = one_syllable(sound)
        assert meant is not None
        assert (syllable.onset, syllable.rime, syllable.coda) == meant[0:1] + meant[2:3] + meant[
            4:5
        ]


def test_known_words_stand_once() -> None:
    forms = [spelled_as(row["written"]) for row in rows("readings.tsv")]
    assert len(set(forms)) == len(forms)
    assert all(row["source"] for row in rows("readings.tsv"))


def test_a_row_that_is_no_reading_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = (
        {"written": "សុ ខា", "sounded": "សុ", "source": "x", "note": ""},
        {"written": "សុខ", "sounded": "សុខា", "source": "x", "note": ""},
    )
    monkeypatch.setattr(words, "rows", lambda name: broken)
    with pytest.raises(TableError) as caught:
        words.load(True)
    assert [problem.line for problem in caught.value.problems] == [2, 3]


def test_independent_vowels_are_nuclei() -> None:
    for letter in INDEPENDENT_VOWELS:
        assert parse_cluster(letter).role is Role.NUCLEUS
