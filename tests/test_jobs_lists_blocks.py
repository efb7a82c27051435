"""Blocks: what is near is found, whatever the size of a block, and nothing twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, islice, product
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import names

from khnorm import tables
from khnorm.jobs.lists import blocks, candidates
from khnorm.jobs.lists.blocks import Index
from khnorm.jobs.lists.candidates import Candidates, third_sides
from khnorm.jobs.lists.entries import Entries, Saying, entries_of
from khnorm.jobs.lists.forms import read_form, read_some, unpack
from khnorm.jobs.lists.heard import (
    CONSONANTS,
    POSITIONS,
    VOWELS,
    Sound,
    join,
    sayings_of,
    sound_of,
    sounds,
)
from khnorm.jobs.lists.score import crowded
from khnorm.match.compare import compare, score_profiles


class Entry(NamedTuple):
    """One way a form sounds, a row of `Entries`."""

    consonants: int
    vowels: int
    nasals: int
    swapped: bool
    rank: int


List = list[list[Entry]]


def gathered(forms: Iterable[Sequence[Entry]]) -> Entries:
    """Lay the entries of many forms out in columns."""
    own = list(forms)
    rows = [entry for some in own for entry in some]
    kinds = (np.uint64, np.uint64, np.uint16, bool, np.uint8)
    columns = zip(*rows, strict=True) if rows else ((),) * len(kinds)
    return Entries(
        np.array([len(some) for some in own], np.int64),
        *[np.array(column, kind) for column, kind in zip(columns, kinds, strict=True)],
    )


def laid_open(entries: Entries) -> List:
    """Give the entries of each form."""
    counts, *columns = (column.tolist() for column in entries)
    rows = iter([Entry(*row) for row in zip(*columns, strict=True)])
    return [list(islice(rows, count)) for count in counts]


def packed(signs: str, classes: str = VOWELS) -> int:
    return sum(classes.index(sign) << (4 * at) for at, sign in enumerate(signs))


def skeleton(sound: Entry | Sound) -> str:
    """Write down the consonants."""
    codes = [(sound.consonants >> 4 * at) & 15 for at in range(POSITIONS)]
    return "".join(CONSONANTS[code] for code in codes if code)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    said = draw(st.text("KN", min_size=1, max_size=4))
    vowels = draw(st.text(".aou", min_size=len(said) + 1, max_size=len(said) + 1))
    nasals = sum(draw(st.booleans()) << at for at, sign in enumerate(said) if sign == "N")
    return Entry(
        packed(said, CONSONANTS),
        packed(vowels),
        nasals,
        draw(st.booleans()),
        draw(st.integers(0, 3)),
    )


lists = st.lists(st.lists(entries(), min_size=1, max_size=3), min_size=1, max_size=14)


def apart(one: Entry, other: Entry) -> int:
    cost = blocks._NASAL * (one.nasals ^ other.nasals).bit_count()
    for at in range(15):
        pair = {VOWELS[(entry.vowels >> 4 * at) & 15] for entry in (one, other)}
        if len(pair) == 2:
            near = [cost for two, cost in blocks._NEAR.items() if set(two) == pair]
            cost += blocks._NO_VOWEL if "." in pair else near[0] if near else blocks._OTHER
    return cost


def shortened(entry: Entry, place: int) -> Entry:
    vowels = [(entry.vowels >> 4 * at) & 15 for at in range(15)]
    vowels[place : place + 2] = [vowels[place] or vowels[place + 1]]
    bits = [entry.nasals >> at & 1 for at in range(15)]
    del bits[place]
    said = skeleton(entry)
    return Entry(
        packed(said[:place] + said[place + 1 :], CONSONANTS),
        sum(code << 4 * at for at, code in enumerate(vowels)),
        sum(bit << at for at, bit in enumerate(bits)),
        entry.swapped,
        entry.rank,
    )


# The numbers of the forms that are Khmer.
KHMER = range(1, 99, 2)


def may_meet(one: Entry, other: Entry, khmer: bool, crowd: int) -> bool:
    rank = one.rank + other.rank
    if one.swapped and other.swapped:
        return False
    full = crowd > blocks._FULL
    if one.swapped or other.swapped:
        return rank == 0 and not full
    return rank == 0 if khmer else not full or rank <= 2


def one_more(long: Entry, short: Entry) -> bool:
    """Tell whether an entry has a consonant more than another, and else nearly its sound."""
    said = skeleton(long)
    if len(said) != len(skeleton(short)) + 1 or len(said) < 4:
        return False
    for place in range(len(said)):
        doubled = place and said[place] == said[place - 1]
        less = shortened(long, place)
        if doubled or less.consonants != short.consonants:
            continue
        if apart(less, short) <= blocks._CUT_EDIT:
            return True
    return False


def naive(forms: List) -> set[tuple[int, int]]:
    """Look at every pair of entries."""
    holders: dict[int, set[int]] = {}
    for number, own in enumerate(forms):
        for entry in own:
            holders.setdefault(entry.consonants, set()).add(number)
    crowd = {said: len(found) for said, found in holders.items()}

    def cut(said: int) -> int:
        return next((c for most, c in blocks._CUTS if crowd[said] <= most), 0)

    found = set()
    for a, b in combinations(range(len(forms)), 2):
        khmer = a in KHMER and b in KHMER
        for one, other in product(forms[a], forms[b]):
            alike = one.consonants == other.consonants and apart(one, other) <= cut(one.consonants)
            if alike and may_meet(one, other, khmer, crowd[one.consonants]):
                found.add((a, b))
            for long, short in ((one, other), (other, one)):
                few = max(crowd[long.consonants], crowd[short.consonants]) <= blocks._FEW
                met = may_meet(one, other, khmer, crowd[short.consonants])
                if few and met and one_more(long, short):
                    found.add((a, b))
    return found


def indexed(forms: List) -> Candidates:
    index = Index()
    half = len(forms) // 2
    khmer = [number in KHMER for number in range(len(forms))]
    index.add(gathered(forms[:half]), khmer[:half], range(half))
    # A form that came before is left out.
    more = [*forms[:1], *forms[half:]]
    index.add(gathered(more), [*khmer[:1], *khmer[half:]], range(1, len(more)))
    return index.candidates()


def pairs(found: Candidates) -> list[tuple[int, int]]:
    return list(zip(found.left.tolist(), found.right.tolist(), strict=True))


@given(lists)
def test_what_is_near_is_found_once(forms: List) -> None:
    found = pairs(indexed(forms))
    assert found == sorted(naive(forms))


@given(lists)
def test_few_pairs_at_a_time_make_no_difference(forms: List) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidates, "PAIRS", 3)
        assert pairs(indexed(forms)) == sorted(naive(forms))


@given(lists)
def test_in_full_blocks_those_of_equal_sound_meet(forms: List) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "_CUTS", ((2, 8), (3, 5)))
        patch.setattr(blocks, "_FULL", 3)
        assert pairs(indexed(forms)) == sorted(naive(forms))


def test_names_that_all_sound_alike_meet_their_neighbours() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "_FULL", 4)
        patch.setattr(blocks, "_MANY", 4)
        patch.setattr(blocks, "_WINDOW", 2)
        found = pairs(indexed([[Entry(0x12, packed(".o."), 0, False, 0)]] * 50))
    assert {right - left for left, right in found} == {1, 2}
    assert len(found) == 49 + 48


def test_the_crowd_is_how_many_forms_have_the_sound() -> None:
    one, two = Entry(0x12, packed(".o."), 0, False, 0), Entry(0x12, packed(".u."), 0, False, 0)
    found = indexed([[one, two], [one], [two]])
    assert pairs(found) == [(0, 1), (0, 2), (1, 2)]
    assert found.crowd.tolist() == [3, 3, 3]


def test_no_names_have_no_pairs() -> None:
    assert pairs(indexed([])) == []
    assert pairs(indexed([[], []])) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sopheap", "សុភាព"),
        ("ratana", "រតនា"),
        ("phoeurng", "ភឿង"),
        ("mayhorn", "ម៉ាយហន"),
        ("sok heng", "sokheng"),
        ("seang", "seng"),
        ("chhaya", "chaya"),
        ("sreyneang", "srey neang"),
    ],
)
def test_spellings_of_one_name_share_a_skeleton(one: str, other: str) -> None:
    ours, theirs = ({sound.consonants for sound in sounds(text.split())} for text in (one, other))
    assert ours & theirs


@given(st.from_regex("[aeiou]?([KGNSMR][aeiou]){0,2}[KGNSM]?", fullmatch=True), st.data())
def test_sounds_are_joined_as_if_said_at_once(left: str, data: st.DataObject) -> None:
    right = data.draw(
        st.from_regex("[HKGNSM]?[aeiou]([KGNSMR][aeiou]){0,2}[KGNSM]?", fullmatch=True)
    )
    if left:
        at_once = re.sub("(?<=[A-Z])H", "", left + right)
        at_once = re.sub("([A-Z])\\1+|(?<=[a-z])[a-z]+", r"\1", at_once)
        assert join(sound_of(left), sound_of(right)) == sound_of(at_once)


@given(names(), names())
def test_a_form_scores_as_its_text(a: str, b: str) -> None:
    one, other = read_form(a), read_form(b)
    if one.key and other.key:
        assert score_profiles(unpack(one.key), unpack(other.key)) == compare(a, b).score


def test_both_orders_of_a_name_meet() -> None:
    forms = [read_form(name).sayings for name in ("Sam Rainsy", "Rainsy Sam")]
    one, other = laid_open(entries_of(forms))
    assert {entry[:3] for entry in one} & {entry[:3] for entry in other}


def said(first: tuple[str, ...], last: tuple[str, ...], most: int) -> list[Sound]:
    """Say two pieces one after the other, each way once; so many ways of the first count."""
    starts, ends = sounds(first)[:most], sounds(last)[: most * 2]
    return list(dict.fromkeys(join(one, other) for one in starts for other in ends))


def one_by_one(sayings: Iterable[Saying]) -> Iterator[Entry]:
    """Sound a name in each order by itself."""
    known: list[Sound] = []
    for first, last, swapped in sayings:
        ways = said(first, last, 1 if swapped else 2)
        for rank, sound in enumerate(ways):
            if sound not in known if swapped else sound.consonants:
                yield Entry(*sound, swapped, rank)
        known = ways


TOKENS = (
    "sok", "sokh", "kim", "heng", "hang", "ang", "chheang", "nga", "rath", "a", "ou", "u", "y", "h",
    "សុខ", "ហេង", "អុ", "ង៉ា", "កែវ", "រដ្ឋ", "រ័ត្ន", "ចាន់",
)  # fmt: skip
pieces = st.lists(st.sampled_from(TOKENS), max_size=3).map(tuple)


def test_elements_are_said_as_their_table_says() -> None:
    """If not: `python scripts/build_elements.py --heard`, for the spellings have changed."""
    for row in tables.rows("elements.tsv"):
        if row["script"] == "khmer":
            said = tuple(row["said"].replace("-", "").split("|"))
            assert (row["form"], said) == (row["form"], sayings_of(row["form"]))


@given(st.lists(st.lists(st.tuples(pieces, pieces), max_size=2), max_size=6))
def test_names_sound_together_as_one_by_one(
    forms: list[list[tuple[tuple[str, ...], tuple[str, ...]]]],
) -> None:
    sayings = [
        [
            saying
            for first, last in own
            for saying in (Saying(first, last, False), Saying(last, first, True))
        ]
        for own in forms
    ]
    assert laid_open(entries_of(sayings)) == [list(one_by_one(own)) for own in sayings]


@given(st.lists(names(), max_size=5))
def test_texts_sound_together_as_one_by_one(texts: list[str]) -> None:
    sayings = [read_form(text).sayings for text in texts]
    assert laid_open(read_some(texts).entries) == [list(one_by_one(own)) for own in sayings]


def weighed(scores: list[float], crowd: int, slips: list[bool], forms: int) -> list[float]:
    places = np.arange(len(scores))
    pairs = Candidates(places, places + 1, places, np.full(len(scores), crowd), np.array(slips))
    return [float(score) for score in crowded(np.array(scores), pairs, forms)]


def test_a_short_list_hardly_changes_a_score() -> None:
    assert weighed([0.9], 2, [False], 20) == pytest.approx([0.9], abs=0.01)


def test_a_crowd_and_a_long_list_want_more_likeness() -> None:
    usual = weighed([0.9], 2, [False], 1000)[0]
    assert weighed([0.9], 200, [False], 1000)[0] < usual
    assert weighed([0.9], 2, [False], 1_000_000)[0] < usual


def test_slips_are_believed_while_they_are_few() -> None:
    few = weighed([0.9], 2, [True], 1000)[0]
    many = weighed([0.9] * 900, 2, [True] * 900, 1000)[0]
    assert many < 0.2 < few


@given(st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda two: two[0] < two[1])))
def test_two_that_are_like_a_third_are_compared_too(known: set[tuple[int, int]]) -> None:
    left, right = np.array(sorted(known), np.int64).reshape(-1, 2).T
    alike = (left + right) % 3 > 0
    found = third_sides(Candidates(left, right, left, left, alike), alike, 9)
    near = {pair for pair, like in zip(sorted(known), alike.tolist(), strict=True) if like}
    thirds = [
        {one for pair in near if third in pair for one in pair} - {third} for third in range(9)
    ]
    wanted = {pair for own in thirds for pair in combinations(sorted(own), 2)} - known
    assert pairs(found) == sorted(wanted)
