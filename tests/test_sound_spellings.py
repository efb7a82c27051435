"""Spellings both ways: rows that a Khmer reader can add to, and what holds for any text."""

from __future__ import annotations

import re
from itertools import product
from math import exp

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sheets import sheet
from strategies import anything, khmer_names, khmer_words, latin_names

from khnorm import khmerizations, romanizations, romanize
from khnorm.model import Spelling
from khnorm.sound.clusters import CONSONANTS, INDEPENDENT_VOWELS
from khnorm.sound.correspondences import correspondences, parse_spellings
from khnorm.sound.lexicon import Lexicon, lexicon
from khnorm.sound.listener import probability
from khnorm.sound.speller import Lattice, Slot, likeliest, speller
from khnorm.sound.spellings import lattice
from khnorm.sound.units import units
from khnorm.tables import rows
from khnorm.text.normalize import normalize
from khnorm.text.suspects import suspects

CASES = sheet("spellings.tsv")
KHMER_WORD = re.compile("[\u1780-\u17d3]+")


@pytest.mark.parametrize("row", CASES, ids=lambda row: row["latin"])
def test_the_latin_spelling_is_among_the_first(row: dict[str, str]) -> None:
    first = [spelling.text for spelling in romanizations(row["khmer"])]
    assert row["latin"] in first[: int(row["within_latin"])]


@pytest.mark.parametrize(
    "row", [row for row in CASES if row["within_khmer"] != "0"], ids=lambda row: row["latin"]
)
def test_the_khmer_spelling_is_among_the_first(row: dict[str, str]) -> None:
    first = [spelling.text for spelling in khmerizations(row["latin"])]
    assert row["khmer"] in first[: int(row["within_khmer"])]


def check_ranked(found: list[Spelling], limit: int) -> None:
    weights = [spelling.weight for spelling in found]
    assert len(found) <= limit
    assert len({spelling.text for spelling in found}) == len(found)
    assert weights == sorted(weights, reverse=True)
    assert all(0 <= weight <= 1 for weight in weights)
    assert sum(weights) <= 1 + 1e-9


@given(anything(), st.integers(1, 12))
@example("ឤា។ក", 1)
def test_romanizations_of_any_text_are_ranked(text: str, limit: int) -> None:
    found = romanizations(text, limit=limit)
    check_ranked(found, limit)
    # Khmer is left only where nothing is heard, as of vowels piled on one another.
    left = {word for each in found for word in KHMER_WORD.findall(each.text)}
    assert not any(map(romanizations, left))


@given(anything(), st.integers(1, 12))
def test_khmerizations_of_any_text_are_ranked_and_canonical(text: str, limit: int) -> None:
    found = khmerizations(text, limit=limit)
    check_ranked(found, limit)
    assert all(normalize(each.text) == each.text for each in found)


@given(khmer_words())
def test_a_khmer_word_has_a_spelling(word: str) -> None:
    sounded = any(text for slot in lattice(word)[0].slots for text, _ in slot.spellings)
    assert romanizations(word) or not sounded  # letters may be spelled where no sound is known


@given(latin_names())
def test_a_latin_name_has_a_khmer_spelling(name: str) -> None:
    found = khmerizations(name)
    assert found
    assert len(found[0].text.split()) == len(name.split())


@pytest.mark.parametrize("text", ["", "  ", "123", "!?", "។", "់"])
def test_no_letter_no_spelling(text: str) -> None:
    assert romanizations(text) == []
    assert khmerizations(text) == []


@pytest.mark.parametrize("call", [romanizations, khmerizations, lattice])
def test_what_is_no_str_is_refused(call: object) -> None:
    with pytest.raises(TypeError):
        call(b"Sok")  # type: ignore[operator]


def test_two_scripts_side_by_side_are_two_tokens() -> None:
    assert romanizations("Hunសែន")[0].text == "Hun Sen"
    assert khmerizations("ហ៊ុនSamrin")[0].text == "ហ៊ុន សំរិន"


def test_spacing_and_encoding_do_not_matter() -> None:
    assert romanizations("  ហុ៊ន\u200b   សែន ") == romanizations("ហ៊ុន សែន")


SHORT = st.lists(
    st.builds(
        Slot,
        st.just("ក"),
        st.lists(
            st.tuples(st.sampled_from(["", "k", "kh", "a", "o"]), st.floats(0, 3)),
            min_size=1,
            max_size=3,
            unique_by=lambda item: item[0],
        ).map(lambda items: tuple(sorted(items, key=lambda item: item[1]))),
    ),
    max_size=4,
).map(tuple)


def spelled_out(slots: tuple[Slot, ...]) -> dict[str, float]:
    """Sum the spellings of the slots the slow way."""
    total: dict[str, float] = {}
    for choice in product(*(slot.spellings for slot in slots)):
        text = "".join(each for each, _ in choice)
        total[text] = total.get(text, 0.0) + exp(-sum(cost for _, cost in choice))
    return total


@given(SHORT)
def test_the_likeliest_are_those_of_the_slow_sum(slots: tuple[Slot, ...]) -> None:
    slow, fast = spelled_out(slots), likeliest(slots, 1000)
    top = max(slow.values())
    for text, weight in slow.items():
        # What is passed over as too faint may come back in parts of a sum only.
        assert fast.get(text, 0.0) == pytest.approx(weight, abs=0.01 * top)


@given(SHORT, st.floats(0, 2))
def test_the_probability_is_that_of_the_slow_sum(slots: tuple[Slot, ...], cost: float) -> None:
    for text, weight in spelled_out(slots).items():
        expected = min(1.0, weight * exp(-cost))
        assert probability((Lattice(cost, slots),), text) == pytest.approx(expected)


def test_a_split_gives_back_the_token() -> None:
    for token in ("សុខចាន់", "ប៊ុនធឿន", "ស្រីមុំសុភាព"):
        splits = lexicon().splits(token)
        assert splits
        assert all("".join(parts) == token for _, parts in splits)
        assert sum(share for share, _ in splits) == pytest.approx(1.0)


@pytest.mark.parametrize("piece", ["ក", "សុខា", "ក្រ", "ស្រី ", "sok", "ng", "a", "Sok "])
def test_what_is_no_name_by_its_length_is_spelled_all_the_same(piece: str) -> None:
    text = piece * 2000
    assert lexicon().splits(text) == []
    ranked = romanizations(text) if "ក" <= piece[0] <= "អ" else khmerizations(text)
    assert len(ranked) >= 1
    check_ranked(ranked, 10)


def test_what_is_longer_than_any_name_is_spelled_unit_by_unit() -> None:
    long = "កុសលរតនា" * 300
    assert [each.weight for each in romanizations(long)] == [1.0]
    letters = "".join(slot.spellings[0][0] for slot in speller().unit_slots("កុសលរតនា" * 8))
    assert romanizations(long)[0].text.lower().startswith(letters[:40])


TITLED = sheet("spelled_with_titles.tsv")


@pytest.mark.parametrize("row", TITLED, ids=lambda row: row["text"])
def test_titles_and_digits_are_no_names(row: dict[str, str]) -> None:
    found = romanizations if any("ក" <= char <= "៹" for char in row["text"]) else khmerizations
    assert found(row["text"], limit=1)[0].text == row["first"]


@given(
    st.lists(st.one_of(khmer_names(), st.sampled_from(["សម្តេច", "ឧកញ៉ា", "១២", "7", "(", "Sok"])))
)
@example(["ក", "ឃ៍"])
def test_the_first_romanization_is_what_romanize_gives(parts: list[str]) -> None:
    text = normalize(" ".join(parts))
    found = romanizations(text, limit=3)
    assert not found or found[0].text == romanize(text)


@given(
    st.lists(
        st.one_of(latin_names(), st.sampled_from(["Mr.", "H.E.", "2", "(x)", "Samdech"])),
        min_size=1,
    )
)
@example(["H.E.", "A A"])
def test_no_word_of_a_latin_text_vanishes(parts: list[str]) -> None:
    text = " ".join(parts)
    for found in khmerizations(text, limit=2):
        assert len(found.text.split()) == len(text.split())


@pytest.mark.parametrize("vowel", sorted(INDEPENDENT_VOWELS | {"ឲ"}))
def test_every_independent_vowel_is_spelled_with_a_vowel(vowel: str) -> None:
    for text in (vowel, vowel + "ក", "ស" + vowel + "ម"):
        assert re.search("[AEIOUaeiou]", romanizations(text, limit=1)[0].text.replace("S", ""))


def test_no_consonant_is_unknown_where_it_may_stand() -> None:
    known = {slot for slot, _, _ in correspondences().general()}
    places = {f"{role} {letter}" for letter in CONSONANTS for role in ("first", "onset", "sub")}
    assert places <= known


@pytest.mark.parametrize("row", rows("people.tsv")[::7], ids=lambda row: row["id"])
def test_no_khmer_spelling_is_malformed(row: dict[str, str]) -> None:
    for found in khmerizations(row["latin"]):
        assert not list(suspects(found.text)), found.text


def test_persons_outrank_the_units() -> None:
    table = [{"khmer": "សុខ", "band": "0", "persons": "3", "spellings": "soak 1000"}]
    taught = type(speller())(correspondences(), Lexicon(table))
    assert taught.ranked("សុខ", 1)[0][0] == "soak"
    assert speller().ranked("សុខ", 1)[0][0] == "sok"


def test_the_units_of_a_token_hold_its_letters_in_order() -> None:
    for token in ("សុវណ្ណារិទ្ធ", "ប៉ែន", "រដ្ឋា", "ហ្វ្រង់ស័រ"):
        letters = [char for unit in units(token) for char in unit.text if "ក" <= char <= "អ"]
        assert letters == [char for char in token if "ក" <= char <= "អ"]


def test_every_share_of_the_tables_adds_up() -> None:
    for name in ("correspondences.tsv", "spellings.tsv"):
        for row in rows(name):
            costs = [cost for _, cost in parse_spellings(row["spellings"])]
            assert costs == sorted(costs), row
            total = sum(exp(-cost) for cost in costs)
            # Those of a token leave out what is rare; shares are rounded to two digits.
            assert total <= 1.06, row
            assert name == "spellings.tsv" or total >= 0.7, row


def test_every_slot_has_a_general_row() -> None:
    table = rows("correspondences.tsv")
    assert {row["slot"] for row in table} == {r["slot"] for r in table if not r["context"]}
