"""`romanize` and its explanation: official vectors, whole tables, and what holds for any text."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from unicodedata import normalize as compose

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheets import sheet
from strategies import anything, khmer_words, latin_names

from khnorm.errors import KhnormError
from khnorm.model import SCHEMES
from khnorm.sound.cells import find, scheme_words
from khnorm.sound.clusters import CONSONANTS, INDEPENDENT_VOWELS
from khnorm.sound.explain import SyllableNote, explain_romanization
from khnorm.sound.numbers import number_words
from khnorm.sound.schemes import WORD, popular_parts, romanize
from khnorm.sound.words import respelling, spelled_as
from khnorm.tables import rows
from khnorm.text.normalize import normalize

HERE = Path(__file__).parent
ROWS = sheet("romanization.tsv")
TABLED = ("ungegn", "gd", "phonemic", "alalc")
BY_SOUND = ("ungegn", "gd", "phonemic")
SCHEME = st.sampled_from(SCHEMES)
KHMER_LETTER = re.compile("[\u1780-\u17b3]")


def letters(text: str) -> str:
    plain = compose("NFD", text).casefold()
    return "".join(char for char in plain if char.isascii() and char.isalnum())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['scheme']} {row['khmer']}")
def test_vectors(row: dict[str, str]) -> None:
    """GD letters alone, since its lists part words; the others sign for sign, case apart."""
    got = romanize(row["khmer"], scheme=row["scheme"])
    if row["scheme"] == "gd":
        assert letters(got) == letters(row["latin"])
    elif row["scheme"] == "popular":
        assert got == row["latin"]
    else:
        assert got.casefold() == compose("NFC", row["latin"]).casefold()


def test_vectors_are_many() -> None:
    counts = {scheme: sum(row["scheme"] == scheme for row in ROWS) for scheme in SCHEMES}
    assert counts["ungegn"] >= 45
    assert counts["gd"] >= 90
    assert counts["alalc"] >= 30


@pytest.mark.parametrize(
    ("text", "scheme", "expected"),
    [
        ("", "gd", ""),
        ("Sok Phal", "gd", "Sok Phal"),
        ("សុខ Phal", "gd", "Sokh Phal"),
        ("សុខ\u200bផល", "gd", "Sokh Phal"),
        ("ភូមិ ៥", "gd", "Phum Pram"),
        ("ភូមិ៥", "gd", "Phum Pram"),
        ("៧មករា", "gd", "Prampir Meakkakra"),
        ("ភូមិ ៥", "ungegn", "Phumĭ 5"),
        ("ភូមិ ០០៧", "gd", "Phum 007"),
        ("ភូមិ 5", "gd", "Phum 5"),
        ("ចាស់ៗ", "gd", "Chas Chas"),
        ("ចាស់ ៗ", "gd", "Chas Chas"),
        ("ៗ", "gd", "ៗ"),
        ("សុខ។", "gd", "Sokh."),
        ("អង្គ", "ungegn", "’Ângk"),
        ("សុខ", "phonemic", "sok"),
        ("លោក សុខ (ផល)", "alalc", "Lok Sukh (Phal)"),
        ("សុភា", "gd", romanize("សុ\u200bភា", scheme="gd").replace(" P", "p")),
        ("ស\u17d2", "gd", "Sa"),
    ],
)
def test_texts(text: str, scheme: str, expected: str) -> None:
    assert romanize(text, scheme=scheme) == expected


def test_schemes_differ_where_their_rules_do() -> None:
    found = [romanize("បុណ្យ", scheme=scheme) for scheme in TABLED]
    assert found == ["Bŏny", "Bon", "ɓon", "Puṇy"]


def test_an_unknown_scheme_is_refused_with_those_there_are() -> None:
    for call in (romanize, explain_romanization):
        with pytest.raises(KhnormError, match=r"'iso'.*popular, ungegn, gd, alalc, phonemic"):
            call("សុខ", scheme="iso")


def test_only_text_is_romanised() -> None:
    with pytest.raises(TypeError):
        romanize(None, scheme="gd")  # type: ignore[arg-type]


@given(anything(), SCHEME)
def test_no_text_breaks_a_scheme(text: str, scheme: str) -> None:
    romanize(text, scheme=scheme)
    for note in explain_romanization(text, scheme=scheme):
        assert normalize(text)[note.start : note.end] == note.text


@pytest.mark.parametrize("piece", ["ក", "ក្រ", "សុវណ្ណា", "ន៍", "\u17d2", "\u17b6", "១", "ៗ"])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_length_breaks_no_scheme(piece: str, scheme: str) -> None:
    shorter, longer = romanize(piece * 500, scheme=scheme), romanize(piece * 5000, scheme=scheme)
    assert longer.startswith(shorter[:-10])


@given(khmer_words(), st.sampled_from(TABLED))
def test_khmer_words_leave_no_khmer_letter(word: str, scheme: str) -> None:
    assert not KHMER_LETTER.search(romanize(word, scheme=scheme))


@given(latin_names(), SCHEME)
def test_latin_stays(name: str, scheme: str) -> None:
    assert romanize(name, scheme=scheme) == normalize(name)


@given(khmer_words(), st.sampled_from(TABLED))
def test_an_explanation_spells_what_it_explains(word: str, scheme: str) -> None:
    notes = explain_romanization(word, scheme=scheme)
    joint = "." if scheme == "phonemic" else ""
    whole = compose("NFC", joint.join(note.spelling for note in notes))
    assert whole.casefold() == romanize(word, scheme=scheme).casefold()
    for note in notes:
        spelling = "".join(letter.spelling for letter in note.letters)
        assert compose("NFC", spelling) == compose("NFC", note.spelling)


@given(khmer_words())
def test_an_explanation_of_habit_spells_what_it_explains(word: str) -> None:
    spelled = "".join(note.spelling for note in explain_romanization(word))
    popular = romanize(word)
    assert spelled.casefold() == popular.replace(" ", "").casefold() or popular == word


EXPLAINED = {
    "សុវណ្ណារិទ្ធ": "សុ so so|វណ vɔɔn von|្ណា naa na|រិទ្ធ rɨt rit",
    "ម៉ាណែត": "ម៉ា maa ma|ណែត naet naet",
    "រតនៈ": "រ rat rat|ត tɑ ta|នៈ naʔ nak",
    "ឧត្តម": "ឧត ʔot ot|្តម ɗɑɑm dam",
}


def shown(notes: tuple[SyllableNote, ...]) -> str:
    return "|".join(f"{note.text} {note.sound} {note.spelling}" for note in notes)


@pytest.mark.parametrize(("name", "expected"), EXPLAINED.items())
def test_explained_names(name: str, expected: str) -> None:
    assert shown(explain_romanization(name, scheme="gd")).replace("w", "v") == expected


def remarks(name: str, scheme: str = "gd") -> str:
    return "; ".join(
        remark for note in explain_romanization(name, scheme=scheme) for remark in note.remarks
    )


def test_remarks_tell_what_letters_do_not() -> None:
    assert "written but not sounded: ធ" in remarks("រិទ្ធ")
    assert "register by the shifter ៉" in remarks("ម៉ាណែត")
    assert "carried over from សំ" in remarks("សំណាងសំរិន")
    assert "រតនៈ is a known word (own knowledge); heard as រ៉ាត់" in remarks("រតនៈ")
    assert "heard as" not in remarks("រតនៈ", "ungegn")
    assert "the letter above ្ណ closes" in remarks("វណ្ណា")
    assert "the inherent vowel, reduced" in remarks("រលួស")
    assert "shortened by the bantoc" in remarks("គង់")
    assert "spelled so as a known word" in remarks("កំពង់ចាម")


def test_unverified_cells_are_told() -> None:
    sure = explain_romanization("សុខ", scheme="ungegn")[0]
    unsure = explain_romanization("វណ្ណៈ", scheme="ungegn")[-1]
    assert all(letter.verified and letter.source for letter in sure.letters)
    assert [letter.letters for letter in unsure.letters if not letter.verified] == ["ៈ"]


def test_a_glued_title_is_explained_word_by_word() -> None:
    name = "សម្តេចអគ្គមហាសេនាបតីតេជោ"
    told = remarks(name)
    for word in ("សម្តេច", "អគ្គ", "មហា", "សេនាបតី", "តេជោ"):
        assert f"{word} is a known word" in told
    notes = explain_romanization(name)
    assert [(note.text, note.spelling) for note in notes][:2] == [
        ("សម្តេច", "Samdech"),
        ("អគ្គ", "Akka"),
    ]
    assert [part.spelling for part in popular_parts(name)] == [
        "Samdech",
        "Akka",
        "Moha",
        "Sena Padei",
        "Techo",
    ]


@pytest.mark.parametrize("scheme", TABLED)
def test_tables_are_complete(scheme: str) -> None:
    """Every letter begins a syllable, and every rime of any scheme has a cell in each."""
    for letter in CONSONANTS - {"អ"}:
        assert find(scheme, "onset", letter, 1) is not None, letter
        if scheme != "alalc":
            assert find(scheme, "coda", letter, 1) is not None or letter in "អ", letter
    rimes = {row["unit"] for row in rows("schemes.tsv") if row["kind"] == "rime"}
    assert rimes >= INDEPENDENT_VOWELS
    piled = {"ិ់", "ុ់"}  # alone in ALA-LC; the schemes of sound spell the parts
    for rime in rimes - piled:
        for register in (1, 2):
            assert find(scheme, "rime", rime, register) is not None, (rime, register)


def test_cells_have_sources_and_stand_once() -> None:
    keys = set()
    for row in rows("schemes.tsv"):
        assert row["source"], row
        assert row["status"] in ("", "unverified"), row
        assert row["scheme"] in TABLED
        assert row["kind"] in ("onset", "subscript", "rime", "coda", "sign")
        key = tuple(row[name] for name in ("scheme", "kind", "unit", "register", "before", "after"))
        assert key not in keys, key
        keys.add(key)


def test_words_of_schemes_are_known_words() -> None:
    for row in rows("scheme_words.tsv"):
        assert row["scheme"] in SCHEMES
        assert row["source"]
        assert respelling(spelled_as(row["written"])) is not None, row["written"]
        assert scheme_words(row["scheme"])


def test_the_page_of_schemes_is_in_step_with_the_tables() -> None:
    page = HERE.parent / "docs" / "romanisation.py"
    made = runpy.run_path(str(page))["page"]()
    assert made == page.with_suffix(".md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("digits", "words"),
    [
        ("៥", "ប្រាំ"),
        ("១០", "ដប់"),
        ("៣៥", "សាមសិប ប្រាំ"),
        ("១០៤", "មួយ រយ បួន"),
        ("២០២៥", "ពីរ ពាន់ ម្ភៃ ប្រាំ"),
        ("០", "សូន្យ"),
        ("០១", "០១"),
        ("១២៣៤៥", "១២៣៤៥"),
    ],
)
def test_numbers_are_read_out(digits: str, words: str) -> None:
    assert number_words(digits) == words


def test_words_are_runs_of_khmer() -> None:
    assert [match.group() for match in WORD.finditer("លោក Sok១ សុខ៕")] == ["លោក", "សុខ"]
