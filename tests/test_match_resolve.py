"""Who is meant: by the shipped tables, among entries, in several processes."""

from __future__ import annotations

import pickle
import subprocess
import sys
from copy import copy
from dataclasses import replace
from itertools import combinations
from math import inf
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sheets import sheet
from strategies import anything, marked_names

from khnorm import (
    Candidate,
    Resolver,
    Status,
    Verdict,
    compare,
    resolve,
    tables,
)
from khnorm.match.exact import exact_key
from khnorm.text.normalize import fold

# Invented names, two of which sound alike.
ENTRIES = [
    ("a", "ចាន់ សុភា"),
    ("b", "Chan Sothea"),
    ("c", "Keo Rattanak Visoth"),
    ("c", "កែវ រតនៈវិសុទ្ធ"),
    ("d", "Samdech Ros Phalla"),
    ("e", "Sok Vannak"),
    ("f", "Sok Vanak"),
    ("g", "Rosalind Fairweather"),
    ("h", "Sokan Dy"),
]


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Resolver(ENTRIES)


@pytest.mark.parametrize("row", sheet("resolve.tsv"), ids=lambda row: row["text"] or "nothing")
def test_the_shipped_tables_know_who_is_meant(row: tables.Row) -> None:
    found = resolve(row["text"])
    assert found.status.value == row["status"], found.candidates
    assert (found.entity.id if found.entity else "") == row["id"]


def people_who_are_two() -> list[tuple[str, str]]:
    """Give every pair of two people of a row; `=` ties the spellings of one."""
    return [
        (a, b)
        for row in sheet("must_not_match.tsv")
        for ours, theirs in combinations(row["names"].split("|"), 2)
        for a in ours.split("=")
        for b in theirs.split("=")
    ]


def test_two_people_are_never_one_of_the_tables() -> None:
    alike = [
        (a, b, entity.id)
        for a, b in people_who_are_two()
        if (entity := resolve(a).entity) and entity == resolve(b).entity
    ]
    assert alike == []


@pytest.mark.parametrize(
    "text", ["Hun Sen, Hun Manet", "Hun Sen (Hun Manet)", "ហ៊ុន សែន ហ៊ុន ម៉ាណែត", "Hun Manet / Hun Sen"]
)
def test_two_people_in_one_text_are_both_named(text: str) -> None:
    whom = {candidate.entity.id for candidate in resolve(text).candidates}
    assert whom == {"hun_sen", "hun_manet"}


def test_what_a_name_in_its_own_script_leaves_in_doubt_the_other_does_not_settle() -> None:
    both = Resolver([("p", "ជា ស៊ីម"), ("p", "Chea Sim")])
    assert both.resolve("ជា សឹម").status is Status.NONE
    assert both.resolve("ជា សឹម").candidates[0].reasons[-1].code == "doubt"
    assert Resolver([("p", "Chea Sim")]).resolve("ជា សឹម").status is Status.MATCH


@pytest.mark.parametrize(
    ("forms", "asked"),
    [
        (("Hun Manet", "Hun Neng", "Son Sann"), ("ហ៊ុន ម៉ានិត", "ហ៊ុន នាង", "សុន សេន")),
        (("ហ៊ុន ម៉ាណែត", "ហ៊ុន ណេង", "សុន សាន"), ("Hun Manith", "Hun Neang", "Son Sen")),
    ],
)
def test_brothers_are_not_taken_for_each_other_across_scripts(
    forms: tuple[str, ...], asked: tuple[str, ...]
) -> None:
    others = Resolver([(form, form) for form in forms])
    for form, name in zip(forms, asked, strict=True):
        found = others.resolve(name)
        assert found.status is Status.NONE, name
        assert found.candidates[0].entity.id == form
        himself = Resolver([*((form, form) for form in forms), ("himself", name)]).resolve(name)
        assert himself.entity is not None
        assert himself.entity.id == "himself"


def test_two_of_one_name_are_both_named() -> None:
    found = resolve("Keo Saphal")
    assert {candidate.entity.id for candidate in found.candidates} == {"keo_saphal", "keo_saphal_2"}


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Chan Sophea", "a"),
        ("Sophea Chan", "a"),
        ("ចាន់ សុធា", "b"),
        ("Keo Ratanakvisoth", "c"),
        ("Lok Keo Rattanak Visoth", "c"),
        ("រស់ ផល្លា", "d"),
        ("Rosalind Fairwether", "g"),
    ],
)
def test_a_name_is_heard_in_either_script(resolver: Resolver, text: str, whom: str) -> None:
    found = resolver.resolve(text)
    assert found.entity is not None, found.candidates
    assert found.entity.id == whom


@pytest.mark.parametrize("text", ["Heng Bunthoeun", "ហេង ប៊ុនធឿន", "Chan", "Sophea", "Mr.", "", "๏"])
def test_who_is_not_there_is_none(resolver: Resolver, text: str) -> None:
    assert resolver.resolve(text).status is Status.NONE


def test_two_who_cannot_be_told_apart_are_ambiguous(resolver: Resolver) -> None:
    found = resolver.resolve("សុខ វណ្ណៈ")
    other = resolver.resolve("សុខ វណ្ណក់")
    for one in (found, other):
        if one.status is Status.AMBIGUOUS:
            assert {candidate.entity.id for candidate in one.candidates[:2]} == {"e", "f"}
    assert Status.AMBIGUOUS in (found.status, other.status)


@pytest.mark.parametrize(
    ("filed", "asked"),
    [
        ("Norodom Kanitha Rasmey", "Kanitha Rasmey"),
        ("Kanitha Rasmey", "Norodom Kanitha Rasmey"),
        ("Chau Sen Kosal Chhum", "Chau Sen Kosal"),
    ],
)
def test_a_name_with_a_word_more_is_heard(filed: str, asked: str) -> None:
    found = Resolver([*ENTRIES, ("n", filed)]).resolve(asked)
    assert found.candidates[0].entity.id == "n"


def test_a_given_name_alone_is_no_match() -> None:
    found = Resolver([*ENTRIES, ("n", "Ros Kanitha")]).resolve("Kanitha")
    assert found.status is Status.NONE
    assert [candidate.entity.id for candidate in found.candidates] == ["n"]


def test_equal_names_go_before_all_others() -> None:
    people = [("a", "Ros Phallaa"), ("b", "Samdech Ros Phalla")]
    found = Resolver(people).resolve("Ros Phalla")
    assert [candidate.entity.id for candidate in found.candidates] == ["b", "a"]
    assert found.status is Status.MATCH


def test_the_same_letters_cut_elsewhere_are_another_name(resolver: Resolver) -> None:
    assert resolver.resolve("Sok Andy").status is not Status.MATCH


def test_reasons_are_put_in_words_when_asked_for(resolver: Resolver) -> None:
    with patch("khnorm.match.compare.reasons_of", side_effect=AssertionError):
        found = resolver.resolve("Sok Vannack").candidates[0]
        with pytest.raises(AssertionError):
            _ = found.reasons
    told = [pickle.loads(pickle.dumps(found)), copy(found), replace(found), found]
    assert all(one == found and one.reasons == found.reasons for one in told)
    assert Candidate(found.entity, found.score, found.form, found.reasons) == found
    assert found.reasons[-1].code == "base" or found.reasons[-1].weight < 0
    with pytest.raises(AttributeError, match="'Candidate' object has no attribute 'reason'"):
        _ = found.reason  # type: ignore[attr-defined]


def test_candidates_fall_and_are_as_many_as_asked(resolver: Resolver) -> None:
    found = resolver.resolve("Sok Vanna", limit=1)
    assert len(found.candidates) == 1
    scores = [candidate.score for candidate in resolver.resolve("Sok Vanna").candidates]
    assert scores == sorted(scores, reverse=True)
    assert found.score == scores[0]


def test_who_is_far_behind_is_left_out_unweighed() -> None:
    """Nothing changes but the work done, also where titles speak against the likeliest."""
    entries = [(str(number), row["form"]) for number, row in enumerate(tables.rows("aliases.tsv"))]
    slips = [form[:3] + form[4:] for _, form in entries[::90]]
    asked = [f"{title}{slip}" for slip in slips for title in ("", "Mrs. ", "Lok ")]
    some = Resolver(entries[::3])
    found = [some.resolve(text) for text in asked]
    with patch("khnorm.match.search.BEHIND", inf):
        assert [some.resolve(text) for text in asked] == found


def test_no_question_waits_for_a_table() -> None:
    """What an index of one's own leans on is read when it is built; asked of a new process."""
    work = """
from khnorm import Resolver, tables
built = Resolver([("a", "Chan Sothea"), ("b", "ចាន់ សុភា")])
before = tables.columns.cache_info().misses
for text in ("Chan Sophea", "ចាន់ សុធា", "Mr. Sothea Chan", "Nguyen Van Thanh", "Heng"):
    built.resolve(text)
print(tables.columns.cache_info().misses - before)
"""
    done = subprocess.run([sys.executable, "-c", work], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"


@given(st.one_of(anything(), st.lists(anything(), max_size=3).map(" ".join)))
def test_words_fold_by_themselves(text: str) -> None:
    """The key is that of the text folded whole."""
    assert exact_key(text) == fold(text).replace(" ", "")


def test_an_index_of_nobody_finds_nobody() -> None:
    assert Resolver([]).resolve("Hun Sen").status is Status.NONE


def test_processes_answer_alike_and_in_order(resolver: Resolver) -> None:
    asked = [form for _, form in ENTRIES] * 3
    assert list(resolver.resolve_many(asked, workers=2)) == list(resolver.resolve_many(asked))


@given(anything())
@settings(max_examples=50)
def test_no_content_raises(text: str) -> None:
    found = resolve(text)
    assert found.text == text
    assert (found.entity is not None) == (found.status is Status.MATCH)


@pytest.mark.parametrize("wrong", [None, b"Hun Sen", 7])
def test_what_is_no_text_is_refused(wrong: object) -> None:
    with pytest.raises(TypeError, match="str"):
        resolve(wrong)  # type: ignore[arg-type]


def test_a_son_is_not_the_father_of_his_name() -> None:
    known = Resolver([("father", "Sok Dara, Sr.")])
    assert known.resolve("Mr. Sok Dara, Jr.").status is Status.NONE
    assert known.resolve("Mr. Sok Dara, Sr.").status is Status.MATCH
    both = Resolver([("father", "Sok Dara, Sr."), ("son", "Sok Dara, Jr.")])
    found = both.resolve("Mr. Sok Dara, Jr")
    assert found.entity is not None
    assert found.entity.id == "son"
    assert both.resolve("Sok Dara").status is Status.AMBIGUOUS


@given(marked_names())
@example(("ក្កក", "Mr. ក្ក ក"))  # the same letters, spaced otherwise
def test_nobody_is_meant_who_is_not_the_same(texts: tuple[str, str]) -> None:
    """A text that is itself a form, spaces apart, need hold no name that can be compared."""
    known, asked = texts
    if exact_key(known) == exact_key(asked):
        return
    if Resolver([("p", known)]).resolve(asked).status is Status.MATCH:
        assert compare(known, asked).verdict is Verdict.SAME


@pytest.mark.parametrize(
    ("forms", "asked", "wanted"),
    [
        ("Mr. Sok Dara", "Mrs. Sok Dara", "none"),
        ("Mr. Sok Dara", "លោកស្រី សុខ ដារ៉ា", "none"),
        ("Mr. Sok Dara", "Mrs. Sok Darra", "none"),
        ("Mr. Sok Dara", "លោក សុខ ដារ៉ា", "match"),
        ("Mr. Sok Dara", "H.E. Sok Dara", "match"),
        ("Sok Dara|លោកស្រី សុខ ដារ៉ា", "Mr. Sok Dara", "none"),
        ("Mr. Sok Dara|Mrs. Sok Dara", "Ms. Sok Dara", "match"),
        ("Sok Dara (A)", "Sok Dara (B)", "none"),
        ("Sok Dara (A)", "Sok Dara", "none"),
        ("Sok Dara A", "Sok Dara", "none"),
        ("Sok Dara", "Sok Dara A", "none"),
        ("Sok Dara (A)", "Sok Dara [A]", "match"),
        ("Sok Dara (father)", "Sok Dara (son)", "none"),
        ("Sok Dara, born 1980", "Sok Dara, born 1952", "none"),
        ("Sok Dara, born 1980", "Sok Dara (1980)", "match"),
        ("Sok Dara s/o Sok Chan", "Sok Dara s/o Heng Vuthy", "none"),
        ("Sok Dara s/o Sok Chan|Sok Dara", "Sok Dara s/o Suk Chan", "match"),
        ("Sok Dara", "Sok Dara (B)", "none"),
        ("Sok Dara, Jr.", "សុខ ដារ៉ា", "none"),
        ("Sok Dara, Jr.", "Sok Dara II", "match"),
        ("Sok Dara, Jr.|Sok Dara", "Sok Darra", "match"),
        ("Sok Dara, Jr.|Mao", "Sok Darra", "none"),
        ("Sok Dara", "Sok Dara Sr.", "none"),
        ("Lok Chumteav Chan Maly Sok Dara", "Lok Chumteav Chan Maly Heng Vuthy", "none"),
        ("Lok Chumteav Chan Maly Sok Dara", "Lok Chumteav Chan Mali Suk Dara", "match"),
        ("Mao", "Sok Dara alias Mao", "none"),
        ("Mao alias Sok Dara", "Mao", "none"),
        ("Mao", "MAO", "match"),
        ("Sok Dara / Chan Sophea", "Sok Dara", "none"),
        ("Sok Dara / Chan Sophea", "SOK Dara / Chan Sophea", "match"),
        ("Sok Dara (Chan Sophea)", "Sok Dara Chan Sophea", "none"),
    ],
)
def test_what_stands_around_the_forms_of_a_person_counts(
    forms: str, asked: str, wanted: str, tmp_path: Path
) -> None:
    own = Resolver([("p", form) for form in forms.split("|")])
    found = own.resolve(asked)
    assert found.status.value == wanted, found.candidates
    own.save(tmp_path / "index")
    assert Resolver.load(tmp_path / "index").resolve(asked) == found


def test_what_titles_say_tells_which_of_two_is_meant() -> None:
    both = Resolver([("he", "Mr. Sok Dara"), ("she", "Mrs. Sok Dara")])
    for asked, whom in (("Ms. Sok Dara", "she"), ("លោក សុខ ដារ៉ា", "he"), ("Ms. Sok Darra", "she")):
        entity = both.resolve(asked).entity
        assert entity is not None, asked
        assert entity.id == whom
    assert both.resolve("Sok Dara").status is Status.AMBIGUOUS
    assert both.resolve("H.E. Sok Dara").status is Status.AMBIGUOUS
