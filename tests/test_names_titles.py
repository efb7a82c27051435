"""Titles: what a stack is read as, and what is no title. A Khmer reader adds rows to the cases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheets import sheet
from strategies import anything

from khnorm import tables
from khnorm.model import PersonName
from khnorm.names.elements import bands
from khnorm.names.folds import khmer_skeleton, latin_letters
from khnorm.names.parse import parse
from khnorm.names.spelling import key_of
from khnorm.names.styles import best_style
from khnorm.names.titles import gender_of, generation_of
from khnorm.names.vocabulary import vocabulary

UNKNOWN = "?"  # stands in a case for an office that no row of titles.tsv knows


def ids(titles: object) -> list[str]:
    assert isinstance(titles, tuple)
    return [title.id or UNKNOWN for title in titles]


def assert_spans(name: PersonName) -> None:
    for title in (*name.titles, *name.offices):
        assert name.text[title.start : title.end] == title.text != ""
    if name.name:
        assert 0 <= name.start < name.end <= len(name.text)
    for part in name.parts:
        assert 0 <= part.start < part.end <= len(name.text)


@pytest.mark.parametrize("row", sheet("titles.tsv"), ids=lambda row: row["text"])
def test_a_stack_is_read(row: tables.Row) -> None:
    name = parse(row["text"])
    assert ids(name.titles) == [cell for cell in row["titles"].split("|") if cell]
    assert ids(name.offices) == [cell for cell in row["offices"].split("|") if cell]
    assert name.name == row["name"]
    assert_spans(name)


@pytest.mark.parametrize("row", sheet("titles_unseen.tsv"), ids=lambda row: row["title"])
def test_a_spelling_of_no_table_is_read(row: tables.Row) -> None:
    assert key_of(row["title"]) not in vocabulary().forms.entries, "it is in the tables by now"
    name = parse(f"{row['title']} {row['name']}")
    assert ids((*name.titles, *name.offices)) == [row["id"]]
    assert name.name == row["name"]


@pytest.mark.parametrize("row", sheet("titles_kept.tsv"), ids=lambda row: row["name"])
def test_a_name_that_looks_like_a_title_stays_whole(row: tables.Row) -> None:
    name = parse(row["name"])
    assert (name.titles, name.offices) == ((), ())
    assert name.name == row["name"]


def test_no_person_of_the_tables_loses_a_word() -> None:
    lost = [
        (row["id"], row[script])
        for row in tables.rows("people.tsv")
        for script in ("khmer", "latin")
        if row[script] and (parse(row[script]).titles or parse(row[script]).offices)
    ]
    assert lost == []


def _before_names() -> list[tuple[str, str, str]]:
    """Title spellings with a name of their script.

    What stands after names only is left out, and kin: ក្មួយ before a full name is whose nephew one is.
    """
    kin = {row["form"] for row in tables.rows("context_words.tsv") if row["lemma"] == "full"}
    position = {row["id"]: row["position"] for row in tables.rows("titles.tsv")}
    bare = {"khmer": "សុខ ដារ៉ា", "latin": "Sok Dara"}
    apart = {"alias_hav", "bin", "binti", "elected", "former"}  # stand in the middle, or prefixed
    return [
        (row["id"], row["form"], bare[row["script"]])
        for row in tables.rows("aliases.tsv")
        if row["kind"] == "title"
        and row["status"] != "refused"
        and row["script"] in bare
        and position[row["id"]] != "suffix"
        and row["id"] not in apart
        and row["form"] not in kin
    ]


# What is written in parentheses is read apart.
APART = {"Captain (Navy)", "General (4 stars)", "Gen. (4 stars)"}


def _is_family_name(form: str) -> bool:
    return (bands(latin_letters(form)) or (0, 0))[0] > 1


def test_every_spelling_of_the_tables_reads_as_its_title() -> None:
    wrong = []
    for title, form, bare in _before_names():
        name = parse(f"{form} {bare}")
        if name.name != bare and _is_family_name(form):
            name = parse(f"{form}. {bare}")  # a common family name wants the full stop of a title
        if title not in ids((*name.titles, *name.offices)) or name.name != bare:
            wrong.append((title, form, ids((*name.titles, *name.offices)), name.name))
    assert [row for row in wrong if row[1] not in APART] == []


@pytest.mark.parametrize("change", [str.upper, str.lower, lambda form: form.replace(" ", "-")])
def test_case_and_hyphens_do_not_matter_to_long_styles(change: object) -> None:
    assert callable(change)
    for style in vocabulary().styles:
        forms = [form for title, form in vocabulary().spellings if title == style.id]
        for form in [form for form in forms if form.count(" ") > 1 and form.isascii()]:
            name = parse(f"{change(form)} Hun Manet")
            assert name.name == "Hun Manet", form
            assert style.id in ids(name.titles), form


def test_what_a_title_proves() -> None:
    assert gender_of(parse("Lok Chumteav Men Sam An").titles) == "f"
    assert gender_of(parse("លោក ស ខេង").titles) == "m"
    assert gender_of(parse("Dr. Sok An").titles) == ""
    assert gender_of(parse("Preah Sok An").titles) == ""
    assert gender_of(parse("Sok An, Jr.").titles) == "m"
    assert gender_of(parse("Sok An II").titles) == ""
    assert gender_of((*parse("Mr. A Bo").titles, *parse("Mrs. A Bo").titles)) == ""


@pytest.mark.parametrize(
    ("text", "title", "generation"),
    [
        ("Sok Dara, Jr.", "junior_senior", "junior"),
        ("Sok Dara II", "junior_senior", "junior"),
        ("Sok Dara, Sr.", "junior_senior", "senior"),
        ("Sok Dara, Sr", "junior_senior", "senior"),
        ("Sok Dara Sr", "junior_senior", "senior"),
        ("Sok Dara III", "junior_senior", "third"),
        ("Sok Dara, 2nd", "junior_senior", "junior"),
        ("Sok Dara (the Elder)", "junior_senior", "senior"),
        ("Sok Dara père", "junior_senior", "senior"),
        ("Sr. Marie Sok", "sister_nun", ""),
        ("Père Sok Dara", "father_priest", ""),
    ],
)
def test_a_word_may_mean_one_title_before_a_name_and_another_after_it(
    text: str, title: str, generation: str
) -> None:
    titles = parse(text).titles
    assert ids(titles) == [title]
    assert generation_of(titles) == generation


def test_styles_are_told_by_all_their_parts() -> None:
    styles = vocabulary().styles
    told = [
        style
        for style in styles
        if best_style(tuple((component,) for component in style.components)) == style
    ]
    assert len(told) > 0.95 * len(styles)


@given(st.lists(st.sampled_from(sorted({c for s in vocabulary().styles for c in s.components}))))
def test_no_style_is_told_by_parts_of_others(components: list[str]) -> None:
    if components:
        style = best_style(tuple((component,) for component in components))
        assert style is None or not set(style.components).isdisjoint(components)


@given(anything())
def test_folds_are_total(text: str) -> None:
    skeleton, places = khmer_skeleton(text)
    assert len(skeleton) == len(places)
    assert places == sorted(places)
    assert latin_letters(latin_letters(text)) == latin_letters(text)
