"""Two written names compared: verdicts by rows, promises by properties."""

from __future__ import annotations

import re
from itertools import combinations, permutations, product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sheets import sheet
from strategies import anything, names, titled_names

from khnorm import Status, Verdict, compare, dedupe, resolve, similarity, tables
from khnorm.match.ceiling import may_reach
from khnorm.match.compare import score_many, score_profiles, weigh_names
from khnorm.match.features import NAMES
from khnorm.match.profile import Name, profile
from khnorm.match.weights import odds_of, probability, verdict_of, weight


def must_not() -> list[tuple[str, str]]:
    """Give every pair of two people of a row; `=` ties the spellings of one."""
    found = [
        (a, b)
        for row in sheet("must_not_match.tsv")
        for ours, theirs in combinations(row["names"].split("|"), 2)
        for a in ours.split("=")
        for b in theirs.split("=")
    ]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("row", sheet("compare.tsv"), ids=lambda row: f"{row['a']}~{row['b']}")
def test_verdict(row: tables.Row) -> None:
    found = compare(row["a"], row["b"])
    assert found.verdict.value == row["verdict"], found.reasons


@pytest.mark.parametrize(("a", "b"), must_not())
def test_two_people_are_never_called_the_same(a: str, b: str) -> None:
    found = compare(a, b)
    assert found.verdict is not Verdict.SAME, found.reasons


def test_a_given_name_alone_is_unsure_whatever_the_scripts() -> None:
    verdicts: dict[tuple[str, str], list[Verdict]] = {}
    for row in tables.rows("people.tsv"):
        forms = {"khmer": row["khmer"].split(), "latin": row["latin"].split()}
        if not all(len(words) == 2 for words in forms.values()):
            continue
        for (script, words), (other, whole) in product(forms.items(), repeat=2):
            found = compare(words[1], " ".join(whole)).verdict
            verdicts.setdefault((script, other), []).append(found)
    assert len(verdicts) == 4
    for said in verdicts.values():
        assert Verdict.SAME not in said
        assert said.count(Verdict.UNSURE) > 0.9 * len(said) > 200


def must_not_across() -> list[tuple[str, str]]:
    """Give what the tables call a person of a row in Khmer beside another one in Latin letters."""
    khmer: dict[str, list[str]] = {}
    whose = {}
    for row in tables.rows("aliases.tsv"):
        if row["kind"] == "person" and row["status"] != "refused":
            whose[row["form"]] = row["id"]
            if row["script"] == "khmer":
                khmer.setdefault(row["id"], []).append(row["form"])
    return [
        (form, other)
        for row in sheet("must_not_match.tsv")
        for ours, theirs in permutations(row["names"].split("|"), 2)
        for form in khmer.get(whose.get(ours.partition("=")[0], ""), ())
        for other in theirs.split("=")
        if other.isascii() and whose.get(other) != whose[form]
    ]


def test_two_people_are_never_called_the_same_across_scripts() -> None:
    pairs = must_not_across()
    assert ("ហ៊ុន ម៉ានិត", "Hun Manet") in pairs
    assert [pair for pair in pairs if compare(*pair).verdict is Verdict.SAME] == []


@pytest.mark.parametrize("row", sheet("must_match.tsv"), ids=lambda row: row["names"])
def test_one_person_is_found_by_sound_or_by_the_tables(row: tables.Row) -> None:
    for a, b in combinations(row["names"].split("|"), 2):
        if compare(a, b).verdict is not Verdict.SAME:
            ours, theirs = resolve(a), resolve(b)
            assert ours.status is theirs.status is Status.MATCH, (a, b)
            assert ours.entity == theirs.entity, (a, b)


@given(names(), names())
@example("Bakbak Aa", "Bakhak Aa")
@example("Sok Om", "Sok Hom")
@example("A Aaa Aba", "A Aaba Aaa")
@example("Anna Garcia", "Van Garcia")
def test_the_score_is_a_probability_and_the_same_either_way(a: str, b: str) -> None:
    found = compare(a, b)
    assert 0 <= found.score <= 1
    assert found.score == compare(b, a).score == similarity(a, b) == similarity(b, a)
    assert found.verdict is verdict_of(found.score)


def test_many_are_scored_as_each_is() -> None:
    texts = (
        "Sok Dara",
        "SOK DARATH",
        "សុខ ដារ៉ា",
        "Mr. Sok Da Ra",
        "Mrs. Sok Dara",
        "Sok Dara (Mao)",
        "Mao",
    )
    prepared = list(map(profile, texts))
    pairs = [(a, b, least) for a, b in product(prepared, repeat=2) for least in (-9.0, 0.0, 2.0)]
    assert score_many(pairs) == [score_profiles(*pair) for pair in pairs]


@given(names(), names(), st.floats(-8, 5))
def test_who_cannot_be_so_likely_is_found_out_early(a: str, b: str, least: float) -> None:
    ours, theirs = profile(a), profile(b)
    if not ours.name.tokens or not theirs.name.tokens:
        return
    whole, early = weigh_names(ours.name, theirs.name), weigh_names(ours.name, theirs.name, least)
    assert early == whole if whole.odds >= least else early.odds < least or early == whole
    score, found = score_profiles(ours, theirs), score_profiles(ours, theirs, least)
    assert found == score if score >= probability(least) else found <= probability(least)


# Few words, near each other in sound, so that names made of them are near and hardly so.
_WORDS = "sok so pheap sopheap sophal phal sokha kha dara da ra sar lee john សុខ សុ ភាព សុភាព ផល ដារ៉ា"


@st.composite
def names_of_few_words(draw: st.DrawFn) -> Name:
    latin = draw(st.booleans())  # no name has words of both scripts (`profile`)
    words = [word for word in _WORDS.split() if word.isascii() is latin]
    tokens = draw(st.lists(st.sampled_from(words), min_size=1, max_size=4))
    glued = len(tokens) > 1 and draw(st.booleans())
    return Name(tuple(tokens), given_first=draw(st.booleans()), glued=glued)


@given(names_of_few_words(), names_of_few_words(), st.floats(1, 5))
@example(
    Name(("lee", "ដារ៉ា"), given_first=False), Name(("so", "da", "ដារ៉ា"), given_first=False), 1.0
)
def test_who_may_not_reach_the_odds_has_less(a: Name, b: Name, least: float) -> None:
    if len(a.tokens) != len(b.tokens) and not may_reach(a, b, least):
        assert weigh_names(a, b).odds < least


def test_most_strangers_of_more_words_are_known_early() -> None:
    words = [word for word in _WORDS.split() if word.isascii()]
    pairs = [
        (
            Name((one, "pheap", other), given_first=False),
            Name((other, "sopheak"), given_first=False),
        )
        for one, other in permutations(words, 2)
    ]
    early = [pair for pair in pairs if not may_reach(*pair, 4.0)]
    assert len(early) > len(pairs) / 2


@given(names())
def test_a_name_is_the_same_as_itself(name: str) -> None:
    found = compare(name, name)
    if found.reasons[0].code != "no-name":
        assert found.verdict is Verdict.SAME
        assert found.score > 0.98


@given(titled_names())
def test_a_titled_name_is_the_same_as_itself(name: tuple[str, str]) -> None:
    found = compare(name[0], name[0])
    if found.reasons[0].code != "no-name":
        assert found.verdict is Verdict.SAME
        assert found.score > 0.98
    # Nor is it nobody because of the title.
    assert (found.reasons[0].code == "no-name") <= (compare(*name).reasons[0].code == "no-name")


@given(anything(), anything())
def test_no_content_raises(a: str, b: str) -> None:
    assert compare(a, b).reasons


@pytest.mark.parametrize(("a", "b"), must_not()[:60])
def test_the_reasons_add_up_to_the_score(a: str, b: str) -> None:
    found = compare(a, b)
    total = sum(reason.weight for reason in found.reasons)
    assert found.score == pytest.approx(probability(total), abs=0.02)


@given(names(), names())
def test_words_and_weights_say_alike(a: str, b: str) -> None:
    for reason in compare(a, b).reasons:
        if reason.code in ("family", "given", "name", "equal"):
            assert reason.weight >= 0
        elif reason.code == "alike":
            share = int(re.findall("[0-9]+", reason.text)[0])
            assert share == 50 or (reason.weight >= 0) == (share > 50)  # 50 is rounded
        elif reason.code not in ("base", "script", "no-name"):
            assert reason.weight <= 0


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        ("", "Hun Sen", "holds no name"),
        ("Samdech", "Hun Sen", "holds titles but no name"),
        ("…", "!", "holds no name"),
        ("Hun Sen " * 400, "Hun Sen", "is longer than 2,000 characters"),
    ],
)
def test_what_holds_no_name_is_unsure_and_says_why(a: str, b: str, words: str) -> None:
    found = compare(a, b)
    assert found.verdict is Verdict.UNSURE
    assert words in found.reasons[0].text


def test_the_reasons_say_what_agreed_and_what_spoke_against() -> None:
    codes = {reason.code for reason in compare("Lok Chumteav Sok Chea", "Mr. Chea Sok").reasons}
    assert {"family", "given", "order", "gender"} <= codes


@pytest.mark.parametrize(
    ("a", "b"),
    [("Virak Prak", "Virak Brak"), ("Phan Morm", "Phann Morm"), ("Yon Prum", "Yun Prom")],
)
def test_names_read_in_unlike_orders_are_also_laid_as_written(a: str, b: str) -> None:
    ours, theirs = profile(a), profile(b)
    assert ours.name.given_first != theirs.name.given_first
    found = compare(a, b)
    assert found.verdict is Verdict.SAME
    assert "order" not in {reason.code for reason in found.reasons}


@pytest.mark.parametrize(
    ("name", "turned", "straight"),
    [("Seng Chhoet", "Chhit Seng", "Seng Chhit"), ("Hun Manet", "Manith Hun", "Hun Manith")],
)
def test_the_other_order_makes_no_other_name_likelier(
    name: str, turned: str, straight: str
) -> None:
    assert compare(name, turned).score <= compare(name, straight).score


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        ("Hun Sen", "ហ៊ុន សែន", ""),
        ("Chan Sophea", "ចាន់ សុភា", ""),
        ("Sok Dara", "សុខ ដារ៉ា", "the Latin one is a little oftener written for another Khmer name"),
        ("Hun Manet", "ហ៊ុន ម៉ានិត", "the Latin one is oftener written for another Khmer name"),
        ("Hun Neang", "ហ៊ុន ណេង", "the Latin one is mostly written for another Khmer name"),
        ("Hun Manet", "Hun Manith", "are not always written for the same Khmer names"),
        ("Hun Neng", "Hun Neang", "are often written for other Khmer names"),
    ],
)
def test_what_names_are_written_for_is_said_by_degree(a: str, b: str, words: str) -> None:
    found = compare(a, b)
    meant = [reason.text for reason in found.reasons if reason.code == "meaning"]
    assert len(meant) == bool(words)
    assert all(words in text for text in meant)
    total = sum(reason.weight for reason in found.reasons)
    assert found.score == pytest.approx(probability(total), abs=0.02)


@pytest.mark.parametrize("written", ["Dara S.", "S Dara", "Dara S"])
def test_where_an_initial_stands_tells_nothing(written: str) -> None:
    assert compare("Sok Dara", written).score == compare("Sok Dara", "S. Dara").score


@pytest.mark.parametrize(
    ("a", "b"),
    [("Hun Sen", "ហ៊ុន សែន"), ("ហ៊ុន សែន", "ហ៊ុន ម៉ាណែត"), ("Hun Sen", "Hun Manet")],
)
def test_what_any_two_names_start_from_is_one_number(a: str, b: str) -> None:
    weights = {reason.code: reason.weight for reason in compare(a, b).reasons}
    assert weights["base"] == round(weight("intercept"), 2)
    scripts = round(sum(weight(name) for name in _script(a, b)), 2)
    assert weights.get("script", 0.0) == scripts


def _script(a: str, b: str) -> tuple[str, ...]:
    khmer = [profile(text).name.khmer for text in (a, b)]
    return ("khmer",) if all(khmer) else ("cross",) if any(khmer) else ()


@pytest.mark.parametrize(
    ("a", "b", "words", "rarity"),
    [
        ("Oum Sam An", "Pal Sam An", "sam an and sam an are equal", ""),
        ("Nguyen Van Minh", "Nguyen Van Mith", "nguyen", ""),
        ("Sok Phoeurng", "Sok Phoeung", "phoeurng", " (rare)"),
        ("Sok An", "Sok Ann", "an and ann", " (common)"),
    ],
)
def test_words_together_are_no_rarer_than_the_rarest(
    a: str, b: str, words: str, rarity: str
) -> None:
    texts = [
        reason.text
        for reason in compare(a, b).reasons
        if reason.code in ("family", "given") and words in reason.text
    ]
    assert texts
    for text in texts:
        assert re.findall(r" \((?:rare|common)\)", text) == ([rarity] if rarity else [])


def test_father_and_son_of_one_name_are_kept_apart() -> None:
    found = compare("Sok Dara, Sr.", "Sok Dara, Jr.")
    assert found.verdict is not Verdict.SAME
    assert "generation" in {reason.code for reason in found.reasons}
    beside = compare("Sok Dara, Jr.", "Sok Dara")
    assert beside.verdict is Verdict.UNSURE
    assert "junior" in beside.reasons[-1].text
    assert len(dedupe(["Sok Dara, Sr.", "Sok Dara, Jr."])) == 2


@pytest.mark.parametrize("text", ["Sok " * 20_000, "សុខ" * 20_000, "a" * 200_000, "a b " * 9_000])
def test_absurd_lengths_come_to_an_end(text: str) -> None:
    assert 0 <= compare(text, "Hun Sen").score <= 1


@pytest.mark.parametrize("wrong", [None, b"Hun Sen", 7])
def test_what_is_no_text_is_refused(wrong: object) -> None:
    with pytest.raises(TypeError, match="str"):
        compare(wrong, "Hun Sen")  # type: ignore[arg-type]


def test_the_table_of_weights_holds_what_is_weighed() -> None:
    named = [row["name"] for row in tables.rows("weights.tsv")]
    others = {
        "intercept",
        "gender",
        "generation",
        "husband",
        "equal",
        "same",
        "different",
        "match",
        "margin",
        "rivals",
    }
    assert len(named) == len(set(named))
    assert set(named) == {*NAMES, *others}


def test_a_doubt_stays_short_of_the_same() -> None:
    found = compare("Hun Manet", "Hun Manith")
    assert any(reason.code == "doubt" for reason in found.reasons)
    assert odds_of(found.score) < odds_of(weight("same"))
