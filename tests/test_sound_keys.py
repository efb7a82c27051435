"""Keys by which spellings of one token meet, and those of two part."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from rapidfuzz.distance import Levenshtein
from sheets import sheet
from strategies import anything, latin_names

from khnorm.match.hearing import sounds
from khnorm.sound.keys import coarse, keys_of
from khnorm.sound.speller import Lattice, Slot
from khnorm.tables import rows
from khnorm.text.normalize import fold

CASES = sheet("sound_keys.tsv")


def heard(token: str) -> str:
    """The fine form of a token as written."""
    return sounds(fold(token))


@pytest.mark.parametrize("row", CASES, ids=lambda row: f"{row['left']}-{row['right']}")
def test_spellings_of_one_token_share_a_key_and_others_do_not(row: dict[str, str]) -> None:
    shared = set(coarse(row["left"])) & set(coarse(row["right"]))
    assert bool(shared) == (row["keys"] == "share")


@given(anything())
def test_any_text_has_keys_over_the_classes(text: str) -> None:
    keys = coarse(text)
    assert keys
    assert len(set(keys)) == len(keys) <= 6
    assert all(set(key) <= set("KCTPSMNGRLVHY") for key in keys)
    assert all(left != right for key in keys for left, right in pairwise(key))
    assert set(heard(text)) <= set("KCTPSMNGRLVHYaeiouzwyq")


@given(latin_names())
def test_case_and_accents_do_not_matter(name: str) -> None:
    for token in name.split():
        accented = token.replace("a", "â").replace("e", "é")
        assert coarse(token) == coarse(token.upper()) == coarse(accented)
        assert heard(token) == heard(token.upper()) == heard(accented)


@pytest.mark.parametrize("piece", ["ក", "សុខា", "sokh", "ng"])
def test_what_is_no_name_by_its_length_has_keys_all_the_same(piece: str) -> None:
    assert coarse(piece * 2000)
    assert heard(piece * 2000)


def test_what_is_no_str_is_refused() -> None:
    with pytest.raises(TypeError):
        coarse(7)


def test_a_soft_consonant_waits_for_its_vowel() -> None:
    onset = Slot("រ", (("r", 0.0),))
    vowel = Slot("ា", (("a", 0.0),))
    assert keys_of((Lattice(0.0, (onset, vowel)),)) == ("R",)
    assert keys_of((Lattice(0.0, (vowel, onset)),)) == ("",)


def test_an_unlikely_way_gives_no_key() -> None:
    spoken = (Slot("ត", (("t", 0.0),)),)
    other = (Slot("ក", (("k", 0.0),)),)
    assert keys_of((Lattice(0.1, spoken), Lattice(1.0, other))) == ("T", "K")
    assert keys_of((Lattice(0.1, spoken), Lattice(6.0, other))) == ("T",)


def test_attested_spellings_share_a_key_with_their_token() -> None:
    pairs = [
        (row["khmer"], item.split(" ")[0])
        for row in rows("spellings.tsv")
        if row["source"] == "people"
        for item in row["spellings"].split("|")
    ]
    missed = [pair for pair in pairs if not set(coarse(pair[0])) & set(coarse(pair[1]))]
    assert len(missed) <= 0.02 * len(pairs), missed


def test_buckets_stay_small() -> None:
    buckets: dict[str, int] = {}
    tokens = [row["khmer"] for row in rows("spellings.tsv")][::5]
    for token in tokens:
        for key in coarse(token):
            buckets[key] = buckets.get(key, 0) + 1
    assert max(buckets.values()) <= 0.05 * len(tokens)


@pytest.mark.parametrize(
    ("khmer", "same", "other"),
    [
        ("សុភាព", "Sopheap", "Sophal"),
        ("ម៉ាណែត", "Maneth", "Manith"),
        ("វណ្ណា", "Vanna", "Vanny"),
        ("សុខា", "Sokha", "Sokhom"),
        ("ធារី", "Theary", "Thary"),
    ],
)
def test_the_fine_form_is_nearer_to_its_own_spelling(khmer: str, same: str, other: str) -> None:
    near = Levenshtein.distance(heard(khmer), heard(same))
    assert near < Levenshtein.distance(heard(khmer), heard(other))
