"""Heads read once: every text comes out as the plain reader, which knows no heads, has it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import anything, khmer_names, latin_names, mixed_names, titled_names

from khnorm import tables
from khnorm.names.heads import read_words
from khnorm.names.lookups import Near
from khnorm.names.page import Page
from khnorm.names.reading import Reading, read
from khnorm.names.tails import tail_of
from khnorm.names.words import Word, split
from khnorm.text.normalize import normalize

CASES = Path(__file__).parent / "cases"
Spans = list[tuple[int, int]]


def spans(words: list[Word]) -> Spans:
    return [(word.start, word.end) for word in words]


def laid_out(reading: Reading) -> tuple[object, ...]:
    hits = [(hit.id, hit.category, hit.start, hit.end) for hit in reading.hits]
    return hits, spans(reading.name), [spans(alias) for alias in reading.aliases], reading.comma


def assert_read_alike(text: str) -> None:
    text = normalize(text)
    plain = read(Page(text, split(text)))
    if len(split(text)) == 1 and not plain.hits:
        return  # a lone term, such as a province: the plain reader leaves no name
    for _ in range(3):  # a head is new, comes again, is known
        assert laid_out(read_words(text, split(text))) == laid_out(plain), text


def cells() -> Iterator[str]:
    """All that stands in the tables of cases, and in that of aliases."""
    for path in sorted(CASES.glob("*.tsv")):
        for row in tables.read_rows(path.read_text(encoding="utf-8"), path.name):
            for cell in row.values():
                yield from (cell, *cell.split("|"))
    yield from (row["form"] for row in tables.rows("aliases.tsv"))


def test_the_cases_are_read_alike() -> None:
    for text in dict.fromkeys(cells()):
        assert_read_alike(text)


def forms(kind: str, script: str) -> list[str]:
    rows = tables.rows("aliases.tsv")
    return [row["form"] for row in rows if row["kind"] == kind and row["script"] == script]


def elements(script: str) -> list[str]:
    return [row["form"] for row in tables.rows("elements.tsv") if row["script"] == script]


@pytest.mark.parametrize("script", ["latin", "khmer"])
def test_every_title_is_read_alike_before_every_sort_of_name(script: str) -> None:
    """Words of names, of titles and of both stand behind each title, in turn."""
    words = elements(script)
    titles = forms("title", script)
    persons = forms("person", script)
    for number, title in enumerate(titles):
        for turn in range(4):
            place = number * 7 + turn * 1009
            first, last = words[place % len(words)], words[place * 31 % len(words)]
            other = titles[place % len(titles)] if turn == 1 else persons[place % len(persons)]
            name = (f"{first} {last}", f"{first} {other}", other, f"{last}-{first} {last}")[turn]
            text = f"{title} {name}"
            assert_read_alike(text.upper() if number % 5 == turn else text)


context_words = st.sampled_from(
    [row["form"] for row in tables.rows("context_words.tsv")]
    + [row["form"] for row in tables.rows("aliases.tsv") if row["kind"] == "title"]
)


@given(
    st.lists(context_words, max_size=3),
    st.sampled_from([" ", " ", ", ", ""]),
    st.one_of(khmer_names(), latin_names(), mixed_names()),
    context_words | st.just(""),
)
def test_terms_around_names_are_read_alike(head: list[str], gap: str, name: str, end: str) -> None:
    assert_read_alike(f"{gap.join(head)}{gap}{name} {end}")


@given(titled_names())
def test_titled_names_are_read_alike(case: tuple[str, str]) -> None:
    assert_read_alike(case[0])


@given(anything())
def test_any_text_is_read_alike(text: str) -> None:
    assert_read_alike(text)


def test_the_tail_begins_where_nothing_begins_any_more() -> None:
    for text, name in (
        ("H.E. Sok Dara", "Sok"),
        ("Lok Chumteav Hun Bopha", "Hun"),
        ("លោកជំទាវ ហ៊ុន បុប្ផា", "ហ៊ុន"),
    ):
        words = split(text)
        assert words[tail_of(Page(text, words))[0]].text == name


letters = st.text("abc", max_size=9)


@given(st.lists(letters, max_size=12), letters, st.integers(1, 2), st.integers(1, 3))
def test_near_spellings_are_those_a_slow_search_finds(
    spellings: list[str], word: str, most: int, limit: int
) -> None:
    from rapidfuzz.distance import Levenshtein

    near = sorted(
        ((one, Levenshtein.distance(one, word)) for one in spellings), key=lambda found: found[1]
    )
    expected = [found for found in near if found[1] <= most][:limit]
    assert Near(spellings).nearest(word, most, limit) == expected
