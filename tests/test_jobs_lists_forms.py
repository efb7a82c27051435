"""Names of a list that are read the short way come to what they come to at length."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import (
    anything,
    damaged_names,
    khmer_names,
    khmer_words,
    latin_names,
    marked_names,
    mixed_names,
    names_of_double_words,
    titled_names,
)

from khnorm import tables
from khnorm.jobs.lists.forms import read_at_length, read_form, read_plain, read_some

CASES = Path(__file__).parent / "cases"


def assert_read_alike(text: str) -> bool:
    """Tell whether a text can be read the short way; then it comes to the same."""
    plain = read_plain(text)
    assert plain is None or plain == read_at_length(text), text
    return plain is not None


def forms(kind: str, script: str) -> list[str]:
    rows = tables.rows("aliases.tsv")
    return [row["form"] for row in rows if row["kind"] == kind and row["script"] == script]


def elements(script: str) -> list[str]:
    return [row["form"] for row in tables.rows("elements.tsv") if row["script"] == script]


def terms(script: str) -> list[str]:
    return [row["form"] for row in tables.rows("context_words.tsv") if row["script"] == script]


def cells() -> Iterator[str]:
    for path in sorted(CASES.glob("*.tsv")):
        for row in tables.read_rows(path.read_text(encoding="utf-8"), path.name):
            for cell in row.values():
                yield from (cell, *cell.split("|"))


def test_the_cases_are_read_alike() -> None:
    assert sum(map(assert_read_alike, dict.fromkeys(cells()))) > 500


@given(st.lists(titled_names().map(lambda case: case[0]) | mixed_names() | anything(), max_size=6))
def test_texts_come_together_to_what_each_comes_to(texts: list[str]) -> None:
    found, each = read_some(texts), list(map(read_form, texts))
    assert found.keys == [form.key for form in each]
    assert found.canonicals == [form.canonical for form in each]
    assert found.khmer == [form.khmer for form in each]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Sok Dara", True),
        ("DARA SOK", True),
        ("Sok Dara-Vann", True),
        ("Sok Vannak Dara", True),
        ("Long Dara", True),  # *Long* begins titles, but none that is written here
        ("Eng Sok Dara", True),  # *Eng.* is an engineer with its full stop only
        ("Sok Neang", True),  # what a title behind a name could be is none
        ("Sok Son Khan", False),
        ("Neang Sok Dara", False),
        ("Mr. Neang Sok Dara", True),
        ("Lok Neang Sok Dara", False),
        ("Gen. Eng Dara", True),
        ("សុខ ដារ៉ា", True),
        ("សុខដារ៉ា", True),
        ("ស្ុី", True),  # cut before a sign, and none of Khmer letters then
        ("Mr. Sok Dara", True),
        ("H.E. Dr. Sok Dara", True),
        ("Lok Chumteav Sok Dara", True),
        ("លោកជំទាវ សុខ ដារ៉ា", True),
        ("លោកជំទាវសុខ ដារ៉ា", True),
        ("ឯកឧត្តមបណ្ឌិត សុខ ដារ៉ា", True),
        ("ឯ.ឧ. សុខ ដារ៉ា", True),
        ("លោកជំទាវ សុខដារ៉ា", True),
        ("ឯកឧត្ដម សុខ សុី", True),  # with a subscript and a shifter to be repaired
        ("សុខ\u200bដារ៉ា", True),
        ("ហាក់ អូន", True),  # titles before other names
        ("លោកជំទាវសុខដារ៉ា", False),  # met once only
        ("លោក អូន ដារ៉ា", False),
        ("លោក អគ្គ ដារ៉ា", False),  # may go on as a style
        ("សម្តេច សុខ។ ដារ៉ា", False),
        ("ទីប្រឹក្សាសុខ ដារ៉ា", False),
        ("Lok Sok Dara", True),
        ("Om Sok Dara", False),  # a name too
        ("Minister Sok Dara", False),
        ("Mr. and Mrs. Sok Dara", False),
        ("Mr. Sok", False),
        ("Sok Dara B", False),
        ("Sok Dara, Dr.", False),
        ("Sok Dara (Dara)", False),
        ("S. Dara", False),
        ("SokDara Vann", False),
        ("Sok ដារ៉ា", False),
        ("No Name", False),
        ("Mr. No Name", False),
        ("Sok  Dara", False),
        ("", False),
    ],
)
def test_names_and_their_titles_are_plain_and_nothing_else_is(text: str, short: bool) -> None:
    assert assert_read_alike(text) is short


@pytest.mark.parametrize("script", ["latin", "khmer"])
def test_every_title_is_read_alike_before_every_sort_of_word(script: str) -> None:
    """Behind each title stand words of names, of titles, of persons and of offices, in turn."""
    words, titles = elements(script), forms("title", script)
    others = (words, titles, forms("person", script), terms(script))
    for number, title in enumerate(titles):
        for turn, some in enumerate(others):
            place = number * 7 + turn * 1009
            name = f"{some[place % len(some)]} {words[place * 31 % len(words)]}"
            text = f"{title} {name}"
            assert_read_alike(text.upper() if number % 5 == turn else text)


@pytest.mark.parametrize("head", ["", "Mr. ", "Lok ", "Samdech ", "Gen. ", "H.E "])
def test_words_that_are_names_and_more_are_read_alike_wherever_they_stand(head: str) -> None:
    for name in names_of_double_words():
        assert_read_alike(head + name)


@pytest.mark.parametrize("script", ["latin", "khmer"])
def test_a_title_cut_anywhere_is_read_alike(script: str) -> None:
    """What a title or a term goes on with is no name behind its beginning."""
    for form in dict.fromkeys((*forms("title", script), *terms(script))):
        head, _, rest = form.partition(" ")
        for cut in range(2, len(rest) - 1):
            if "\u17d2" not in rest[cut - 1 : cut + 1]:
                assert_read_alike(f"{head} {rest[:cut]} {rest[cut:]}")


def test_every_khmer_title_is_read_alike_glued_to_every_sort_of_word() -> None:
    words, titles = elements("khmer"), forms("title", "khmer")
    others = (words, titles, forms("person", "khmer"), terms("khmer"), ["អូន", "មិនស្គាល់", "ច", "ប្រុស"])
    for number, title in enumerate(titles):
        for turn, some in enumerate(others):
            place = number * 7 + turn * 1009
            word, name = some[place % len(some)], words[place * 31 % len(words)]
            texts = (
                f"{title}{word} {name}",
                f"លោក{title} {word} {name}",
                f"{title} {word}",
                f"{title}{name} {word} {name}",
                f"ឯកឧត្ដម{title}{word} {name}",
                f"{title}{word}",
                f"{title}សុខ ដារ៉ា {word}",
            )
            assert_read_alike(texts[(number + turn) % len(texts)])


def test_khmer_terms_cut_anywhere_are_read_alike_behind_titles() -> None:
    """What begins in a head, glued to its title or not, may go on in the name."""
    kinds = (forms("title", "khmer"), terms("khmer"), forms("person", "khmer"))
    for number, form in enumerate(dict.fromkeys(form for some in kinds for form in some)):
        title = ("លោក", "ឯកឧត្តម", "សម្តេច", "ឯ.ឧ.")[number % 4]
        for cut in range(1, min(len(form), 12)):
            if form[cut] <= "\u17b3" and form[cut - 1] != "\u17d2":
                head, rest = form[:cut], form[cut:]
                assert_read_alike(f"{head} {rest} សុខ")
                assert_read_alike(f"{title}{head} {rest}")
                assert_read_alike(f"{title} {head} {rest}")


def test_a_title_misspelt_behind_its_first_word_is_read_alike() -> None:
    """A letter dropped or doubled in a word of titles is mended."""
    for form in dict.fromkeys((*forms("title", "latin"), *terms("latin"))):
        first, _, rest = form.partition(" ")
        second, _, rest = rest.partition(" ")
        for word in (second[:2] + second[3:], second + second[-1:]):
            assert_read_alike(" ".join(filter(None, (first, word, rest, "Sok Dara"))))


khmer_elements, latin_elements = (
    st.sampled_from(elements(script)) for script in ("khmer", "latin")
)


@given(
    st.lists(st.sampled_from(forms("title", "latin")), max_size=2),
    st.lists(
        latin_elements | latin_names() | st.text("aeiouknst", min_size=2), min_size=1, max_size=4
    ),
    st.sampled_from([str, str.upper, str.lower, str.title]),
    st.sampled_from([" ", " ", " ", "-", "  "]),
)
def test_latin_titles_and_names_are_read_alike(
    titles: list[str], words: list[str], written: type[str], gap: str
) -> None:
    assert_read_alike(" ".join((*titles, written(gap.join(words)))))


@given(
    st.lists(st.sampled_from(forms("title", "khmer")), max_size=2),
    st.lists(khmer_elements | khmer_words() | khmer_names(), min_size=1, max_size=4),
    st.sampled_from([" ", " ", "", "\u200b"]),
)
def test_khmer_titles_and_names_are_read_alike(
    titles: list[str], words: list[str], gap: str
) -> None:
    assert_read_alike(gap.join((*titles, *words)))
    assert_read_alike(" ".join((*titles, gap.join(words))))


@given(
    st.lists(st.sampled_from(forms("title", "khmer")), max_size=2),
    st.sampled_from(["", " ", "", "\u200b"]),
    damaged_names().map(lambda both: both[0]) | khmer_elements,
    damaged_names().map(lambda both: both[0]) | khmer_elements,
    st.sampled_from([" ", "", "\u200b"]),
)
def test_writing_to_be_repaired_is_read_alike(
    titles: list[str], glue: str, first: str, last: str, gap: str
) -> None:
    assert_read_alike(f"{glue.join((*titles, first))}{gap}{last}")


@given(titled_names())
def test_titled_names_are_read_alike(case: tuple[str, str]) -> None:
    assert_read_alike(case[0])


@given(st.one_of(anything(), mixed_names(), marked_names().map(lambda both: both[0])))
def test_any_text_is_read_alike(text: str) -> None:
    assert_read_alike(text)
