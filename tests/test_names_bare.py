"""The quick way for bare names: what it takes for a name, the reader takes for one too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import (
    anything,
    khmer_names,
    latin_names,
    mixed_names,
    names_of_double_words,
    titled_names,
)

from khnorm import tables
from khnorm.names.bare import is_bare
from khnorm.names.folds import title_sound, whole_sound
from khnorm.names.latin_titles import can_begin, opens
from khnorm.names.lookups import Index, Near
from khnorm.names.offices import office
from khnorm.names.page import Page
from khnorm.names.reading import read
from khnorm.names.spelling import letters_of, spelled
from khnorm.names.title_at import match
from khnorm.names.words import LATIN, NUMBER, split
from khnorm.text.normalize import normalize

CASES = Path(__file__).parent / "cases"


def assert_read_alike(text: str) -> None:
    text = normalize(text)
    words = split(text)
    if not is_bare(words) or len(words) == 1:
        return  # a lone term, such as a province, is left to the name where the reader leaves none
    plain = read(Page(text, list(words)))
    assert [word.text for word in plain.name] == [word.text for word in words], text
    assert not plain.hits, text
    assert not plain.aliases, text


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


def assert_nothing_is_missed(text: str) -> None:
    """What the words behind rule out is nothing that a matcher would read."""
    text = normalize(text)
    page = Page(text, split(text))
    stop = len(page.words)
    for place, word in enumerate(page.words):
        ruled_out = word.kind is LATIN and not can_begin(page.words, place)
        if ruled_out and opens(spelled(word)):
            assert match(page, place, stop) is None, (text, word)
            assert office(page, place, stop) is None, (text, word)


def test_the_word_behind_rules_out_no_title() -> None:
    for text in dict.fromkeys(cells()):
        assert_nothing_is_missed(text)


def assert_nothing_begins(text: str) -> None:
    """A Khmer word at which nothing can begin is read as it is if something might."""
    text = normalize(text)
    found = read(Page(text, split(text)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("khnorm.names.opening.can_begin_khmer", lambda words, index: True)
        asked = read(Page(text, split(text)))
    for one, other in ((found.name, asked.name), *zip(found.aliases, asked.aliases, strict=True)):
        assert [word.text for word in one] == [word.text for word in other], text
    assert found.hits == asked.hits, text


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


def test_words_that_are_names_and_more_are_read_alike_wherever_they_stand() -> None:
    for name in names_of_double_words():
        assert_read_alike(name)


@pytest.mark.parametrize(
    "text",
    [
        "Neak Tas",  # the plural of a title of two words
        "Sok Rep Dara",  # an abbreviation of what an office is
        "Sok Mohasena Vzvz Padei Techo",  # a style goes on behind what nobody can read
    ],
)
def test_what_words_are_together_is_read_alike(text: str) -> None:
    assert_read_alike(text)


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
    text = f"{gap.join(head)}{gap}{name} {end}"
    assert_read_alike(text)
    assert_nothing_is_missed(text)


@pytest.mark.parametrize("kind", ["title", "person", "term"])
def test_nothing_begins_where_nothing_can(kind: str) -> None:
    """Each word stands alone, glued to a part of names, and before and behind one."""
    names = elements("khmer")
    terms = [row["form"] for row in tables.rows("context_words.tsv") if row["script"] == "khmer"]
    for number, form in enumerate(terms if kind == "term" else forms(kind, "khmer")):
        first, last = names[number * 31 % len(names)], names[number * 1009 % len(names)]
        for text in (form, f"{form}{first}", f"{form}{first} {last}", f"{first} {form}{last}"):
            assert_nothing_begins(text)


@given(st.lists(st.sampled_from(elements("khmer")) | khmer_names(), min_size=2, max_size=3))
def test_nothing_begins_in_names(words: list[str]) -> None:
    assert_nothing_begins(" ".join(words))


@given(st.text("aeiouybcdfghjklmnpqrstvwxz", max_size=14) | st.text(max_size=14))
@example("kchhiehr")
@example("tongnya")
def test_titles_are_heard_syllable_by_syllable_as_whole(letters: str) -> None:
    assert title_sound(letters) == whole_sound(letters)


@given(titled_names())
def test_titled_names_are_read_alike(case: tuple[str, str]) -> None:
    assert_read_alike(case[0])


@given(anything())
def test_any_text_is_read_alike(text: str) -> None:
    assert_read_alike(text)


def test_names_are_bare_and_titled_ones_are_not() -> None:
    for text, bare in (
        ("Sok Dara", True),
        ("Keo Bopha", True),
        ("ហ៊ុន បុប្ផា", True),
        ("Lok Hun Bopha", False),
        ("Sok Dara, Ph.D.", False),
        ("លោកជំទាវ ហ៊ុន បុប្ផា", False),
    ):
        assert is_bare(split(text)) == bare, text


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


@given(st.lists(letters, max_size=12), letters)
def test_spellings_are_found_by_what_they_begin_with(spellings: list[str], prefix: str) -> None:
    found = Index({one: one for one in spellings}).beginning_with(prefix)
    assert found == sorted({one for one in spellings if one.startswith(prefix)})


@given(
    st.one_of(
        anything(),
        latin_names(),
        st.lists(st.text("abCD'-.1", max_size=6), max_size=4).map(" ".join),
    )
)
@example("HunSen bA LON")
@example("Sok  Dara Son's")
def test_the_words_of_a_form_are_those_it_is_split_into(form: str) -> None:
    form = normalize(form)
    words = [word for word in split(form) if word.kind in (LATIN, NUMBER)]
    assert letters_of(form) == tuple([word.letters for word in words])
