"""Distances of spellings, against textbook alignments and exhaustive spelling."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import khmer_names, latin_names

from khnorm.match import alignment
from khnorm.match.alignment import FAR, is_one_slip, is_stray_slip
from khnorm.match.cross import listed
from khnorm.match.habits import HABIT, HABITS, Habit, usual
from khnorm.match.hearing import skeleton
from khnorm.match.khmer_units import LEFT_OUT
from khnorm.match.latin import (
    UNKNOWN,
    dearest_change,
    is_other_sound,
    latin_distance,
    latin_units,
    unit_cost,
)
from khnorm.match.meanings import LEAST_SHARED, is_name, preferred, shared
from khnorm.match.pieces import piece
from khnorm.sound.spellings import lattice
from khnorm.tables import rows
from khnorm.text.normalize import fold

spelled = st.text("abcehikmnoprstuvy", max_size=9)


def distance(left: str, right: str, rough: bool = False) -> float:
    return alignment.distance(piece(left), piece(right), rough)


def opening_free(left: str, right: str) -> float:
    """Say what a change costs where it costs nothing that a consonant opens or closes a syllable."""
    return 0.0 if left.lstrip("-") == right.lstrip("-") else unit_cost(left, right)


def textbook(
    left: tuple[str, ...],
    right: tuple[str, ...],
    cost_of: Callable[[str, str], float] = unit_cost,
) -> float:
    """Align by the definition, without leaving anything out."""

    @cache
    def cost(i: int, j: int) -> float:
        options = []
        if i:
            options.append(cost(i - 1, j) + unit_cost(left[i - 1], ""))
        if j:
            options.append(cost(i, j - 1) + unit_cost("", right[j - 1]))
        if i and j:
            options.append(cost(i - 1, j - 1) + cost_of(left[i - 1], right[j - 1]))
        return min(options, default=0.0)

    return cost(len(left), len(right))


@given(spelled, spelled)
@example("sokna", "sokana")
def test_the_distance_is_no_less_than_the_textbook_one(left: str, right: str) -> None:
    ours, theirs = latin_units(left), latin_units(right)
    exact = textbook(ours, theirs, opening_free)
    found = latin_distance(ours, theirs)
    assert found >= exact - 1e-9
    assert found <= sum(unit_cost(unit, "") for unit in (*ours, *theirs)) + 1e-9
    assert dearest_change(ours, theirs)[0] <= found + 1e-9


@given(spelled, spelled)
def test_where_nothing_is_shared_at_the_ends_the_distance_is_the_textbook_one(
    left: str, right: str
) -> None:
    ours, theirs = latin_units(left), latin_units(right)
    if ours and theirs and ours[0] != theirs[0] and ours[-1] != theirs[-1]:
        assert latin_distance(ours, theirs) == pytest.approx(textbook(ours, theirs))


@given(spelled)
def test_units_hold_all_the_letters(text: str) -> None:
    joined = "".join(unit.lstrip("-").lower() for unit in latin_units(text))
    assert joined == text


@given(khmer_names())
def test_listed_spellings_are_those_of_the_lattice(name: str) -> None:
    token = fold(name).split()[0] if fold(name).split() else ""
    ways = lattice(token)
    if not ways:
        return
    slots = [slot.spellings[:2] for slot in ways[0].slots]
    for choice in list(product(*slots))[:6]:
        letters = "".join(text for text, _ in choice)
        most = sum(more for _, more in choice)
        cost = listed(token, letters)
        assert most >= FAR if cost is None else cost <= most + 1e-6


@given(st.one_of(khmer_names(), latin_names()), st.one_of(khmer_names(), latin_names()))
def test_the_distance_is_the_same_either_way(left: str, right: str) -> None:
    ours, theirs = fold(left), fold(right)
    assert distance(ours, theirs) == distance(theirs, ours)
    assert 0 <= distance(ours, theirs) <= FAR
    assert distance(ours, theirs, rough=True) >= distance(ours, theirs)


@given(
    st.one_of(khmer_names(), latin_names()),
    st.one_of(khmer_names(), latin_names()),
    st.sampled_from((0.0, 0.5, 1.0, 1.99, 2.0, 5.0, 12.0)),
)
def test_near_enough_is_no_further_apart(left: str, right: str, most: float) -> None:
    ours, theirs = fold(left), fold(right)
    for one, other in ((ours, theirs), (ours, piece(ours).letters), (theirs, piece(ours).plain)):
        near = alignment.within(piece(one), piece(other), most)
        assert near == (distance(one, other) <= most)


@pytest.mark.parametrize(
    ("near", "far"),
    [
        (("sopheap", "សុភាព"), ("sophea", "សុភាព")),
        (("maneth", "manet"), ("maneth", "manith")),
        (("sieng", "seang"), ("sieng", "sing")),
        (("sovann", "សុវណ្ណ"), ("sovann", "សុវណ្ណា")),
        (("សុធារិន", "សុធារិន្ទ"), ("សុធារិន", "សុធារី")),
        (("ouk", "uk"), ("um", "om")),
    ],
)
def test_spellings_of_one_sound_are_nearer(near: tuple[str, str], far: tuple[str, str]) -> None:
    def apart(pair: tuple[str, str]) -> float:
        latin = all(part.isascii() for part in pair)
        return distance(*pair) - (2 * shared(*pair) if latin else 0.0)

    assert apart(near) < apart(far)


@pytest.mark.parametrize(
    ("khmer", "once", "apart"),
    [
        ("ចាន់ណា", "chana", "cha na"),
        ("ចាន់ ណា", "chana", "cha na"),
        ("សុខ ខេង", "sokheng", "so kheng"),
        ("ប៊ុនណាល់", "bunal", "bu nal"),
    ],
)
def test_a_consonant_beside_its_like_may_be_written_once(khmer: str, once: str, apart: str) -> None:
    assert distance(khmer, once) < LEFT_OUT / 2
    assert distance(khmer, apart) >= LEFT_OUT


@pytest.mark.parametrize(("khmer", "latin"), [("ចាន់តា", "chata"), ("ចាន់អា", "chaa")])
def test_a_consonant_beside_another_is_not_left_out(khmer: str, latin: str) -> None:
    assert distance(khmer, latin) >= LEFT_OUT


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.example[0])
def test_letters_of_habit_are_written_as_usual(habit: Habit) -> None:
    written, plain = habit.example
    letters, cost = usual(written)
    assert letters == plain
    assert cost > 0 == usual(plain)[1]
    assert habit.pattern.search(written)


@given(st.text("abcdeghikmnopqrstuvwzy", max_size=9))
def test_every_habit_is_looked_for(letters: str) -> None:
    plain, cost = letters, 0.0
    for habit in HABITS:
        plain, changes = habit.pattern.subn(habit.usual, plain)
        cost += HABIT * changes
    assert usual(letters) == (plain, cost)


@pytest.mark.parametrize(
    ("left", "right", "other"),
    [
        ("monipong", "monivong", True),
        ("many", "mana", True),
        ("sudary", "sodary", False),
        ("manet", "maneth", False),
        ("salin", "skalin", False),
    ],
)
def test_another_sound_is_no_other_spelling(left: str, right: str, other: bool) -> None:
    assert is_other_sound(dearest_change(latin_units(left), latin_units(right))) == other


@pytest.mark.parametrize(
    ("less", "more"), [("sokna", "sokana"), ("vichna", "vichana"), ("krya", "kriya")]
)
def test_a_vowel_put_between_consonants_is_one_change(less: str, more: str) -> None:
    assert distance(less, more) <= UNKNOWN["gap"]
    assert distance(more, less) == distance(less, more)


@pytest.mark.parametrize(("less", "more"), [("sovann", "sovanna"), ("vanna", "vanya")])
def test_a_vowel_that_ends_a_name_and_a_consonant_make_another(less: str, more: str) -> None:
    assert distance(less, more) > UNKNOWN["gap"]


def slips(text: str, letters: str) -> set[str]:
    """Give all that one letter more, less, changed, or exchanged with the next makes of a text."""
    cuts = [(text[:at], text[at:]) for at in range(len(text) + 1)]
    less = {before + after[1:] for before, after in cuts}
    more = {before + letter + after for before, after in cuts for letter in letters}
    changed = {b + letter + after[1:] for b, after in cuts for letter in letters if after}
    exchanged = {b + after[1] + after[0] + after[2:] for b, after in cuts if len(after) > 1}
    return less | more | changed | exchanged


@given(spelled, spelled, st.data())
def test_one_slip_is_one_letter(left: str, other: str, data: st.DataObject) -> None:
    made = slips(left, "aks")
    slipped = data.draw(st.sampled_from(sorted(made)))
    assert is_one_slip(left, slipped)
    assert is_one_slip(slipped, left)
    twice = data.draw(st.sampled_from(sorted(slips(slipped, "aks"))))
    for right in (twice, other):
        # A text is itself without any slip.
        one = right in slips(left, "".join(sorted({*left, *right, "a"}))) or left == right
        assert is_one_slip(left, right) == one


@pytest.mark.parametrize(
    ("name", "exchanged", "changed"),
    [("socheatvong", "socehatvong", "socweatvong"), ("trang", "trnag", "trkng")],
)
def test_letters_exchanged_are_likelier_a_slip(name: str, exchanged: str, changed: str) -> None:
    assert distance(name, exchanged) < distance(name, changed)


@pytest.mark.parametrize(("left", "right"), [("mean", "mena"), ("svay", "savy"), ("sean", "sena")])
def test_exchanged_letters_of_two_names_are_no_likelier_a_slip(left: str, right: str) -> None:
    assert is_name(left)
    assert is_name(right)
    assert distance(left, right) >= alignment._SLIP


def test_what_spellings_stand_for() -> None:
    assert not is_name("friedrich")
    assert shared("sok", "hong") == LEAST_SHARED
    assert preferred("សុខ", "sok") == 0.0


def test_elements_are_heard_as_their_table_says() -> None:
    """If not: `python scripts/build_elements.py --heard`, for the spellings have changed."""
    for row in rows("elements.tsv"):
        if row["script"] == "khmer":
            assert (row["form"], skeleton(row["form"])) == (row["form"], row["heard"])


@pytest.mark.parametrize(
    ("name", "slipped"),
    [("chea", "ceha"), ("prim", "prm"), ("touch", "tocuh"), ("sovann", "soxvann"), ("hat", "hatu")],
)
def test_a_slip_that_leaves_nobodys_name_is_near(name: str, slipped: str) -> None:
    assert is_stray_slip(name, slipped)
    assert is_stray_slip(slipped, name)
    assert distance(name, slipped) <= alignment._STRAY


@pytest.mark.parametrize(
    ("left", "right"),
    [
        *(("chea", "chen"), ("bunla", "bunly"), ("dariya", "mariya"), ("mark", "mary")),
        ("oy", "oyx"),
    ],
)
def test_a_slip_that_leaves_a_name_or_a_letter_or_two_is_as_far_as_any(
    left: str, right: str
) -> None:
    assert is_one_slip(left, right)
    assert not is_stray_slip(left, right)
