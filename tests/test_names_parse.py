"""The parts of a parsed name: family and given name, order, other names, a wife's tail."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sheets import sheet
from strategies import anything, khmer_names, latin_names, titled_names

from khnorm import tables
from khnorm.model import Order, PersonName, Script
from khnorm.names.bearer import names_nobody
from khnorm.names.elements import bands
from khnorm.names.folds import khmer_skeleton
from khnorm.names.marks import lay_out
from khnorm.names.parse import LONGEST, parse, why_nameless
from khnorm.names.shape import split_khmer
from khnorm.names.vocabulary import vocabulary
from khnorm.names.words import LATIN, Kind, Word, split
from khnorm.text.normalize import normalize

LETTERS = ("latin", "khmer")


@pytest.mark.parametrize("row", sheet("parse.tsv"), ids=lambda row: row["text"])
def test_a_name_is_taken_apart(row: tables.Row) -> None:
    name = parse(row["text"])
    got = {
        "name": name.name,
        "family": name.family,
        "given": name.given,
        "canonical": name.canonical,
        "order": name.order.value,
        "husband": name.husband,
        "aliases": "|".join(name.aliases),
    }
    assert got == {column: row[column] for column in got}


def assert_sound(name: PersonName) -> None:
    """What holds of every result, whatever the text."""
    text = name.text
    for title in (*name.titles, *name.offices):
        assert text[title.start : title.end] == title.text != ""
    assert all(title.category != "office" for title in name.titles)
    assert all(title.category == "office" for title in name.offices)
    assert 0 <= name.order_confidence <= 1
    assert (name.order is Order.UNKNOWN) == (name.family == "")
    assert bool(name.name) == bool(name.canonical) == bool(name.parts and name.given)
    if name.name:
        assert 0 <= name.start < name.end <= len(text)
    for part in name.parts:
        assert 0 <= part.start < part.end <= len(text)
        assert part.text
    assert [part.start for part in name.parts] == sorted(part.start for part in name.parts)


@given(anything())
def test_parse_is_total(text: str) -> None:
    name = parse(text)
    assert name.text == text
    assert_sound(name)


@given(titled_names())
def test_titled_names_hold_together(case: tuple[str, str]) -> None:
    text, _ = case
    assert_sound(parse(text))


LINKS = {
    script: tuple(
        row["form"].lower() if script == "latin" else khmer_skeleton(row["form"])[0]
        for row in tables.rows("context_words.tsv")
        if row["kind"] == "link" and row["script"] == script
    )
    for script in LETTERS
}


def letters_in(text: str) -> str:
    return "".join(char for char in text if char.isalpha())


def kinds_of(word: Word) -> set[str]:
    """The kinds of context terms that a word is."""
    words = vocabulary()
    if word.kind is LATIN:
        found = words.contexts.entries.get(word.letters, ())
    else:
        found = words.khmer_contexts.entries.get(khmer_skeleton(word.text)[0], ())
    return {sense.kind for sense in found}


def begins_with_link(text: str) -> bool:
    """A Khmer one is known whatever signs over its letters: និ់ង."""
    written = normalize(text).strip()
    return written.lower().startswith(LINKS["latin"]) or khmer_skeleton(written)[0].startswith(
        LINKS["khmer"]
    )


@given(st.one_of(khmer_names(), latin_names()))
@example("និ់ង ក")
@example("ne A")
@example("Aa Aka")
@example("ក និង ក")
@example("ប្តិ ក")
@example("A in Aa")
@example("Chan in Aa")
def test_words_are_never_lost(text: str) -> None:
    """What is no title, office or other name is in the name, in the order written."""
    name = parse(text)
    if name.titles or name.offices or name.aliases or name.husband:
        return
    kept = letters_in(name.name)
    place = 0
    lost: list[Word] = []
    for word in split(normalize(text)):
        others = {"kin", "link", "tail"} if place or lost else {"kin"}
        if place == len(kept) and others & kinds_of(word):
            break  # of two who are joined the first is meant, of kin nobody; a tail says where
        letters = letters_in(word.text)
        if kept[place : place + len(letters)] == letters:
            place += len(letters)
        else:
            lost.append(word)
    # Terms alone are nobody's name (Ministry, né A), nor one before it (ne Dara).
    told = place == len(kept) and all(map(kinds_of, lost))
    # A link at the beginning, The or និង, ties a name to a sentence; the Khmer one may be glued.
    tied = begins_with_link(text) and kept != "" and letters_in(normalize(text)).endswith(kept)
    assert told or tied, text


def test_the_straight_road_leads_where_the_long_one_does() -> None:
    """A bare name is told at once; taken apart word by word it must come to the same."""
    for script in LETTERS:
        family, given_names = elements(script, "family", 1), elements(script, "given", 1)
        for number, last in enumerate(family):
            text = f"{last} {given_names[number * 7 % len(given_names)]}"
            name = parse(text)
            longer = parse(f"({text})")  # parentheses are no bare name
            assert [title.id for title in name.titles] == [title.id for title in longer.titles]
            assert (name.name, name.canonical) == (longer.name, longer.canonical)
            assert (name.family, name.order) == (longer.family, longer.order)


def elements(script: str, column: str, least: int) -> list[str]:
    return [
        row["form"]
        for row in tables.rows("elements.tsv")
        if row["script"] == script and int(row[column]) >= least
    ]


@pytest.mark.parametrize("script", LETTERS)
def test_common_names_keep_every_word(script: str) -> None:
    family, given_names = elements(script, "family", 4), elements(script, "given", 3)
    lost = []
    for number, last in enumerate(family):
        for first in given_names[number % 7 :: 61]:
            name = parse(f"{last} {first}")
            if name.titles or name.offices or name.name != f"{last} {first}":
                lost.append((last, first, name.titles, name.offices, name.name))
    assert lost == []


TITLES = {
    "latin": ["Samdech Techo ", "H.E. ", "Lok Chumteav ", "Lt. Gen. ", "Oknha ", "Mr. "],
    "khmer": ["សម្តេចតេជោ", "ឯកឧត្តម", "លោកជំទាវ ", "ឧត្តមសេនីយ៍ឯក ", "ឧកញ៉ា", "លោក "],
}


# លោក ស្រី is a title too: whether Lok Srey Mey is Lady Mey or Mr Srey Mey nobody can tell.
OPEN = {"ស្រី", "Srey", "Srei"}


@pytest.mark.parametrize("script", LETTERS)
def test_a_title_leaves_the_name_as_it_is_without(script: str) -> None:
    family, given_names = elements(script, "family", 4), elements(script, "given", 4)
    for number, last in enumerate(sorted(set(family) - OPEN)):
        bare = parse(f"{last} {given_names[number % len(given_names)]}")
        for title in TITLES[script]:
            titled = parse(title + bare.text)
            assert len(titled.titles) == 1, titled.text
            assert (titled.name, titled.canonical) == (bare.name, bare.canonical), titled.text


def test_the_husband_is_not_the_wife() -> None:
    wife, husband = parse("Bun Rany Hun Sen"), parse("Hun Sen")
    assert wife.canonical != husband.canonical
    assert wife.husband == husband.canonical
    assert wife.text[wife.start : wife.end] == "Bun Rany"


def test_spans_point_into_the_text_as_given() -> None:
    text = "  សម្\u200bតេច\u00a0តេជោ   ហ៊ុន\u200b សែន "
    name = parse(text)
    assert [title.id for title in name.titles] == ["samdech_techo"]
    assert text[name.start : name.end].startswith("ហ៊ុន")
    assert text[name.start : name.end].endswith("សែន")
    assert name.titles[0].text == text[name.titles[0].start : name.titles[0].end]


def test_another_order_is_told_with_confidence() -> None:
    sure, open_ = parse("Sopheap CHAK"), parse("Chan Dara")
    assert sure.order is Order.GIVEN_FIRST
    assert sure.order_confidence > 0.9
    assert parse("Kenneth T. So").family == "So"
    assert open_.order is Order.FAMILY_FIRST
    assert parse("").order is Order.UNKNOWN


def test_scripts_are_named() -> None:
    texts = ("ហ៊ុន សែន", "Hun Sen", "ហ៊ុន Sen", "洪森", "2023", "")
    scripts = [Script.KHMER, Script.LATIN, Script.MIXED, Script.OTHER, Script.NONE, Script.NONE]
    assert [parse(text).script for text in texts] == scripts


@pytest.mark.parametrize(
    "text",
    ["\u17d2", "\u17d2\u17d2ក", "...", "()", "[", "(((", "”“", "Mr.", "ឯ.ឧ.", "\x00", "'s", ",,,"],
)
def test_no_content_raises(text: str) -> None:
    assert_sound(parse(text))


def test_only_a_str_is_a_name() -> None:
    with pytest.raises(TypeError, match="str"):
        parse(b"Hun Sen")  # type: ignore[arg-type]


@given(
    st.lists(st.sampled_from(["(", ")", '"', "[", "]", ",", "/", "Sok", "Dara", "ហៅ", "«", "»"]))
)
def test_marks_lose_no_word(pieces: list[str]) -> None:
    words = split(" ".join(pieces))
    layout = lay_out(words)

    def inside(found: list[Word]) -> list[Word]:
        nested = lay_out(found)
        own = [word for segment in nested.segments for word in segment]
        return own + [word for aside in nested.asides for word in inside(aside.words)]

    kept = {word.start for segment in layout.segments for word in segment}
    kept |= {word.start for aside in layout.asides for word in inside(aside.words)}
    assert kept == {word.start for word in words if word.kind is not Kind.MARK}


@given(khmer_names())
def test_a_part_of_a_name_begins_with_a_letter(text: str) -> None:
    for word in split(normalize(text)):
        if word.kind is Kind.KHMER:
            family, rest = split_khmer(word)
            assert rest.text
            assert not "\u17b4" <= rest.text[0] <= "\u17d3" or family is None
            if family is not None:
                assert bands(family.text)
                assert family.text + rest.text == word.text


@given(anything())
def test_words_are_slices(text: str) -> None:
    text = normalize(text)
    for word in split(text):
        assert text[word.start : word.end] == word.text


def test_what_is_far_too_long_to_be_a_name_is_none() -> None:
    longest = "Hun Sen".ljust(LONGEST)
    assert parse(longest).name == "Hun Sen"
    parsed = parse(longest + " ")
    assert (parsed.text, parsed.name, parsed.parts) == (longest + " ", "", ())
    assert why_nameless(parsed) == "is longer than 2,000 characters"


def test_no_name_counts_as_missing() -> None:
    """What stands where a name is missing is no part of names here, and no name from abroad."""
    rows = [row for row in tables.rows("context_words.tsv") if row["kind"] == "nobody"]
    assert all(names_nobody(row["form"]) is (row["lemma"] != "value") for row in rows)
    names = {
        cell
        for table, columns in {
            "aliases.tsv": ("form",),
            "elements.tsv": ("form",),
            "foreign_names.tsv": ("form",),
            "people.tsv": ("khmer", "latin"),
            "spellings.tsv": ("khmer",),
        }.items()
        for row in tables.rows(table)
        for cell in (row[column] for column in columns)
    }
    capitals = {name.upper() for name in names} | {name.capitalize() for name in names}
    assert {name for name in names | capitals if names_nobody(name)} == {"NULL"}
