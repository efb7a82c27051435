"""Names in running text, row by row, and what holds on any text."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheets import sheet
from strategies import anything, damaged_names, names, titled_names

from khnorm import Resolver, find_names
from khnorm.jobs.mentions import khmer as mentions_khmer
from khnorm.jobs.mentions.documents import By, documents
from khnorm.jobs.mentions.find import Finder
from khnorm.jobs.mentions.markup import without_markup
from khnorm.jobs.mentions.summary import Summary
from khnorm.model import Mention, Status
from khnorm.text.normalize import normalize

MARK = re.compile(r"\{([^{}]*)\}")


def bare(name: str) -> str:
    return normalize(name).replace("\u200b", "")


@pytest.mark.parametrize("row", sheet("mentions.tsv"), ids=lambda row: row["text"][:50])
def test_who_is_named(row: dict[str, str]) -> None:
    text = MARK.sub(r"\1", row["text"])
    assert [mention.name for mention in find_names(text) if mention.name] == [
        bare(name) for name in MARK.findall(row["text"])
    ]


@pytest.mark.parametrize("row", sheet("mentions_whole.tsv"), ids=lambda row: row["text"][:50])
def test_titles_of_the_same_sentence_belong_to_a_name(row: dict[str, str]) -> None:
    text = MARK.sub(r"\1", row["text"])
    assert [one.text for one in find_names(text) if one.name] == MARK.findall(row["text"])


def articles() -> Path:
    external = os.environ.get("KHNORM_EXTERNAL")
    if not external or not (Path(external).parent / "articles").is_dir():
        pytest.skip("no folder of articles beside the one that KHNORM_EXTERNAL names")
    return Path(external).parent / "articles"


@pytest.mark.parametrize("number", ["000", "004"])
def test_everybody_in_the_two_articles_and_nothing_else(number: str) -> None:
    (path,) = articles().glob(f"{number}_*.txt")
    found = find_names(path.read_text(encoding="utf-8"))
    expected = [row for row in sheet("mentions_articles.tsv") if row["article"] == number]
    assert [(one.text, one.name) for one in found] == [
        (row["text"], row["name"]) for row in expected
    ]
    assert [one.resolution.entity.id if one.resolution.entity else "" for one in found] == [
        row["entity"] for row in expected
    ]


def check(text: str, found: list[Mention]) -> None:
    end = 0
    for mention in found:
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        for title in mention.titles:
            assert mention.start <= title.start < title.end <= mention.end
            assert text[title.start : title.end] == title.text
        end = mention.end


WORDS = (
    "Hun Sen Chan-o-cha bin de van Al The On said told of Mr. "
    "Samdech Techo H.E. Minister of Foreign Affairs president the CPP "
    "Park Street District Sokha's 64, who [Sar Kheng] AND HUN alias "
    "Phnom Penh May Preah Sihanouk John Smith, K. and លោក សុខ"
)
texts = st.lists(
    anything()
    | st.lists(st.sampled_from(WORDS.split()), max_size=8).map(" ".join)
    | damaged_names().map("".join)
    | names()
    | titled_names().map(" ".join)
    | st.sampled_from(["លោក", "<b>", "&nbsp;", " said ", ", ", "។", "\n", "[", "]", "Mr. ", "ថា"]),
    max_size=12,
).map("".join)


@given(texts)
def test_spans_lie_in_the_text_as_given_one_after_another(text: str) -> None:
    check(text, find_names(text))


@given(st.text(max_size=200))
def test_any_text_at_all(text: str) -> None:
    check(text, find_names(text))


@pytest.mark.parametrize("given", [None, b"Hun Sen", 3])
def test_only_a_str_is_a_text(given: object) -> None:
    with pytest.raises(TypeError, match="not str"):
        find_names(given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "piece",
    [
        "Hun ",
        "ស",
        "លោក",
        "Samdech ",
        "<",
        "<b",
        "<script",
        "&",
        "A. ",
        "Mr. Sok ",
        "ហ៊ុន សែន ",
        "[",
        "និង ",
    ],
)
def test_a_long_line_of_anything_is_read(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    check(text, find_names(text))


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "cp874"])
def test_broken_encodings_are_texts_too(encoding: str) -> None:
    text = "លោក ហ៊ុន សែន met Mr. Sok Eysan".encode().decode(encoding, errors="replace")
    check(text, find_names(text))


@pytest.mark.parametrize(
    "text",
    [
        "Премьер-министр Хун Сен прибыл в Пномпень.",
        "柬埔寨首相洪森星期一抵达北京。",
        "นายกรัฐมนตรีฮุน เซน เดินทางถึง",
        "Le Premier ministre a inauguré le pont de Kampot.",
    ],
)
def test_other_languages_raise_nothing(text: str) -> None:
    check(text, find_names(text))


def test_markup_is_passed_over() -> None:
    text = "<p>Samdech <b>Hun</b>&nbsp;Sen&rsquo;s page</p><script>Mr. Sok An</script><li>Sok Eysan said"
    found = find_names(text)
    check(text, found)
    assert [mention.name for mention in found] == ["Hun Sen", "Sok Eysan"]
    assert found[0].text == "Samdech <b>Hun</b>&nbsp;Sen"


@given(texts)
def test_markup_keeps_every_place(text: str) -> None:
    assert len(without_markup(text)) == len(text)


def test_a_second_mention_is_whom_the_full_name_is() -> None:
    full, short = find_names("Sok Eysan spoke. Eysan left.")
    assert full.resolution.entity is not None
    assert short.resolution.entity == full.resolution.entity
    assert short.resolution.reasons[-1].code == "second-mention"


def test_a_given_name_alone_is_nobody_the_tables_know() -> None:
    for mention in find_names("Sokha said so. Dara’s shop is closed."):
        assert mention.resolution.status is not Status.MATCH


def test_two_with_one_given_name_are_told_apart_by_nearness() -> None:
    found = find_names("Kem Sokha spoke. Sokha left. Sar Sokha came. Sokha sat down.")
    entities = [mention.resolution.entity for mention in found]
    assert [one.id if one else "" for one in entities] == [
        *("kem_sokha", "kem_sokha"),
        *("sar_sokha", "sar_sokha"),
    ]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Sam Rainsy left. Mrs. Rainsy spoke.", ("none", [])),
        ("Sam Rainsy left. Mr. Rainsy spoke.", ("match", ["sam_rainsy"])),
        ("លោក សម រង្ស៊ី មក។ លោកស្រី រង្ស៊ី និយាយ។", ("none", [])),
        # The title of the full name, of either mention of it, tells, too; these two are invented.
        ("Mr. Sok Dara met Chan Dara. Mrs. Dara spoke.", ("none", ["Chan Dara"])),
        (
            "Mr. Sok Dara left. Sok Dara and Chan Dara met. Mrs. Dara spoke.",
            ("none", ["Chan Dara"]),
        ),
        # Of two in one sentence either may be meant, and of two who come only later.
        ("Kem Sokha and Sar Sokha met. Sokha left.", ("ambiguous", ["kem_sokha", "sar_sokha"])),
        (
            "Kem Sokha and H.E. Sar Sokha met. Sokha left.",
            ("ambiguous", ["kem_sokha", "sar_sokha"]),
        ),
        ("Kem Sokha met. Sar Sokha left. Sokha spoke.", ("match", ["sar_sokha"])),
        ("Kem Sokha met Sar Sokha. Kem Sokha left. Sokha spoke.", ("match", ["kem_sokha"])),
    ],
)
def test_a_given_name_is_nobody_by_guess(text: str, last: tuple[str, list[str]]) -> None:
    said = find_names(text)[-1].resolution
    people = [one.entity.id for one in said.candidates]
    if said.status is Status.NONE:
        people = [said.text.removeprefix("Mrs. ")] if said.reasons else []
    assert (said.status.value, people) == last


def test_a_headline_is_about_the_only_one_of_a_name() -> None:
    first, *_ = find_names("Sokha returns\nKem Sokha came. Kem Sokha spoke.")
    assert first.resolution.entity is not None
    first, *_ = find_names("Sokha returns\nKem Sokha came. Sar Sokha spoke.")
    assert first.resolution.status is Status.AMBIGUOUS
    assert {one.entity.id for one in first.resolution.candidates} == {"kem_sokha", "sar_sokha"}
    assert "Kem Sokha or Sar Sokha" in first.resolution.reasons[-1].text


def test_a_title_alone_is_its_holder_where_the_text_makes_it_plain() -> None:
    _, alone = find_names("Samdech Hun Sen spoke. Later Samdech left.")
    assert (alone.text, alone.name) == ("Samdech", "")
    assert alone.resolution.entity is not None
    assert alone.resolution.entity.id == "hun_sen"
    assert find_names("Later Samdech left.") == []
    both = find_names("Samdech Hun Sen met Samdech Heng Samrin. Later Samdech left.")
    assert [mention.name for mention in both] == ["Hun Sen", "Heng Samrin"]


def test_foreigners_are_no_cambodians() -> None:
    for mention in find_names("Patrick Murphy met John Chan and Mr. Benjamin Vann, he said."):
        assert mention.resolution.status is not Status.MATCH


def test_a_resolver_of_your_own_says_who_is_meant() -> None:
    resolver = Resolver([("ours", "Chan Sothea")])
    (mention,) = find_names("Mr. Chan Sothea left.", resolver=resolver)
    assert mention.resolution.entity is not None
    assert mention.resolution.entity.id == "ours"


def test_giving_up_dear_walks_changes_no_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = [normalize(MARK.sub(r"\1", row["text"])) for row in sheet("mentions.tsv")]
    quick = [mentions_khmer.read_khmer(sentence) for sentence in sentences]
    monkeypatch.setattr(mentions_khmer, "PRUNED", 1e6)
    assert [mentions_khmer.read_khmer(sentence) for sentence in sentences] == quick


@given(st.lists(st.text("ab \n", max_size=6).map(lambda text: text.replace("\n", "") + "\n")))
def test_documents_are_the_text_cut(lines: list[str]) -> None:
    for by in By:
        found = list(documents(lines, "x", by, window=9))
        assert "".join(one.text for one in found) == "".join(lines)
        place, line = 0, 1
        for one in found:
            assert (one.start, one.line) == (place, line)
            place += len(one.text)
            line += one.text.count("\n")


def test_a_summary_calls_a_known_person_by_his_name_where_forms_tie() -> None:
    summary = Summary()
    summary.add(Finder().find("Mr. Cham Prasidht spoke. Mr. Cham Prasidh left."))
    (one,) = summary.people()
    assert (one.entity_id, one.count, one.name) == ("cham_prasidh", 2, "Cham Prasidh")


def test_a_summary_counts_every_form_of_a_person() -> None:
    summary = Summary()
    finder = Finder()
    summary.add(finder.find("Samdech Techo Hun Sen met Chan Sothea. Sothea thanked Hun Sen."))
    summary.add(finder.find("លោក ហ៊ុន សែន"))
    first, second = summary.people()
    assert (first.entity_id, first.count) == ("hun_sen", 3)
    assert dict(first.forms) == {"Samdech Techo Hun Sen": 1, "Hun Sen": 1, "លោក ហ៊ុន សែន": 1}
    assert (second.name, second.count) == ("Chan Sothea", 2)
    assert sum(count for _, count in second.forms) == 2
