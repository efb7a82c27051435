"""Lists: who is one, who is never one, and that nothing else plays a part."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sheets import sheet
from strategies import names as any_names

import khnorm
from khnorm.errors import InputError
from khnorm.jobs.dedupe import deduplicate
from khnorm.jobs.lists import reading
from khnorm.jobs.lists.listing import BETWEEN
from khnorm.match.weights import weight
from khnorm.model import Cluster

# Invented names, but for those in the tables.
PERSONS = {
    "phoeurng": ("Keo Phoeurng", "H.E. KEO Phoeung", "កែវ ភឿង", "Phoeurng Keo", "Mr Keo-Phoeurng"),
    "sopheap": ("Sok Sopheap", "សុខ សុភាព", "Lok Chumteav SOK SOPHEAP"),
    "hun_sen": ("Samdech Techo Hun Sen", "ហ៊ុន សែន", "Hun Sen"),
    "hun_manet": ("Hun Manet", "ហ៊ុន ម៉ាណែត", "General HUN Manet"),
    "wife": ("Lok Chumteav Bun Rany Hun Sen", "ប៊ុន រ៉ានី"),
    "makara": ("Chan Makara", "ចាន់ មករា"),
    "monyroath": ("Ly Monyroath",),
}
TOKENS = [
    "son",
    "phal",
    "vuth",
    "rith",
    "nary",
    "kosal",
    "theary",
    "samnang",
    "chhay",
    "bopha",
    "mony",
    "reach",
    "dara",
    "leak",
    "heng",
    "ratha",
    "pov",
]
LIST = [(name, person) for person, forms in PERSONS.items() for name in forms]


def parts(clusters: Sequence[Cluster]) -> set[tuple[int, ...]]:
    return {cluster.rows for cluster in clusters}


def found_with(names: Sequence[str], a: str, b: str, **options: object) -> bool:
    """Tell whether two names of a list came together."""
    rows = names.index(a), names.index(b)
    clusters = khnorm.dedupe(names, **options)  # type: ignore[arg-type]
    return any(set(rows) <= set(cluster.rows) for cluster in clusters)


def test_a_list_of_invented_and_known_people_comes_apart() -> None:
    names = [name for name, _ in LIST]
    wanted: dict[str, list[int]] = {}
    for row, (_, person) in enumerate(LIST):
        wanted.setdefault(person, []).append(row)
    assert parts(khnorm.dedupe(names)) == {tuple(rows) for rows in wanted.values()}


def test_in_a_long_list_the_tables_know_the_same_people() -> None:
    strangers = [f"Keo {first}{last}" for first in TOKENS for last in TOKENS]
    names = [name for name, _ in LIST]
    few = {c.names: c.entity_id for c in khnorm.dedupe(names) if c.entity_id}
    many = {c.names: c.entity_id for c in khnorm.dedupe([*names, *strangers]) if c.entity_id}
    assert few == many


def test_clusters_say_who_it_is() -> None:
    (sen,) = khnorm.dedupe(["ហ៊ុន សែន", "Samdech Techo Hun Sen"])
    assert (sen.canonical, sen.canonical_khmer, sen.entity_id) == ("Hun Sen", "ហ៊ុន សែន", "hun_sen")
    assert sen.names == ("ហ៊ុន សែន", "Samdech Techo Hun Sen")
    assert [reason.code for reason in sen.reasons] == ["entity"]
    (keo,) = khnorm.dedupe(["H.E. KEO PHOEURNG", "Keo Phoeurng", "កែវ ភឿង", "ឯកឧត្តម កែវ ភឿង"])
    assert (keo.canonical, keo.canonical_khmer, keo.entity_id) == ("Keo Phoeurng", "កែវ ភឿង", "")
    assert keo.reasons[0].code == "script"
    assert weight("same") <= keo.score < 1


@pytest.mark.parametrize(
    ("names", "code", "words"),
    [
        (
            ["Chan Sophea alias Sok Dara", "Sok Dara"],
            "alias",
            "Chan Sophea and Sok Dara: an alias in the text: sok dara and sok dara",
        ),
        (["Sok Dara", "Dara Sok"], "order", "the parts of Sok Dara stand in"),
    ],
)
def test_what_joined_a_cluster_is_told(names: list[str], code: str, words: str) -> None:
    (one,) = khnorm.dedupe(names)
    (reason,) = one.reasons
    assert reason.code == code
    assert reason.text.startswith(words)


def test_a_row_of_two_names_is_not_said_to_be_equal_to_itself() -> None:
    (one,) = khnorm.dedupe([("កែវ ភឿង", "Keo Phoeurng")])
    assert one.reasons == ()
    (two,) = khnorm.dedupe([("កែវ ភឿង", "Keo Phoeurng"), ("កែវ ភឿង", "Mr Keo Phoeurng")])
    assert two.reasons


def test_a_lone_name_is_a_cluster_of_its_own() -> None:
    (one,) = khnorm.dedupe(["Ly Monyroath"])
    assert (one.score, one.reasons, one.rows) == (1.0, (), (0,))


@pytest.mark.parametrize(
    ("bare", "titled"), [("ធឿងវ៉ិតផន", "លោក ធឿងវ៉ិតផន"), ("Monyroath", "Mr. Monyroath")]
)
def test_one_word_with_a_title_and_without_is_one_name(bare: str, titled: str) -> None:
    assert parts(khnorm.dedupe([bare, titled, "Keo Rith"])) == {(0, 1), (2,)}


def test_one_word_heard_alike_is_a_doubt() -> None:
    (doubt,) = deduplicate(["Sopheap", "សុភាព", "Keo Rith"]).doubts
    assert {doubt.a, doubt.b} == {"Sopheap", "សុភាព"}


def test_rows_without_a_name_are_in_no_cluster_unless_the_title_is_one_mans() -> None:
    clusters = khnorm.dedupe(["", "  ", "Samdech", "123", "Sok Sopheap", "-", "Samdech Techo"])
    assert parts(clusters) == {(4,), (6,)}
    assert clusters[1].entity_id == "hun_sen"


def test_the_order_of_the_rows_leaves_no_trace() -> None:
    rng = random.Random(4)
    names = [name for name, _ in LIST]
    usual = {c.id: (c.canonical, sorted(c.names), c.score) for c in khnorm.dedupe(names)}
    for _ in range(3):
        rng.shuffle(names)
        again = {c.id: (c.canonical, sorted(c.names), c.score) for c in khnorm.dedupe(names)}
        assert again == usual


def test_two_workers_find_what_one_finds() -> None:
    names = [name for name, _ in LIST]
    assert khnorm.dedupe(names, workers=2) == khnorm.dedupe(names)


def test_a_gender_that_titles_prove_parts() -> None:
    assert not found_with(
        ["Mr. Keo Phoeurng", "Mrs. Keo Phoeurng"], "Mr. Keo Phoeurng", "Mrs. Keo Phoeurng"
    )
    assert found_with(["Mr. Keo Phoeurng", "Keo Phoeurng"], "Mr. Keo Phoeurng", "Keo Phoeurng")


def must_not() -> list[list[list[str]]]:
    """Give the people of each row; each has spellings."""
    table = sheet("must_not_match.tsv")
    return [[one.split("=") for one in row["names"].split("|")] for row in table]


@pytest.mark.parametrize(
    "people", must_not(), ids=lambda people: "~".join(one[0] for one in people)
)
def test_two_people_of_a_row_are_never_in_one_cluster(people: list[list[str]]) -> None:
    whose = {name: number for number, own in enumerate(people) for name in own}
    together = [
        names
        for names in ([*whose], *combinations(whose, 2))
        for cluster in khnorm.dedupe(names)
        if len({whose[name] for name in cluster.names}) > 1
    ]
    assert together == []


class TestBy:
    def test_rows_that_differ_are_never_joined(self) -> None:
        names = ["Keo Phoeurng", "កែវ ភឿង", "Keo Phoeurng"]
        assert parts(khnorm.dedupe(names, by=["1980", "1980", "1991"])) == {(0, 1), (2,)}

    def test_an_empty_value_goes_with_the_only_one_there_is(self) -> None:
        names = ["Keo Phoeurng", "Keo Phoeurng"]
        assert parts(khnorm.dedupe(names, by=["1980", ""])) == {(0, 1)}

    def test_an_empty_value_goes_with_none_of_several(self) -> None:
        names = ["Keo Phoeurng"] * 3
        assert parts(khnorm.dedupe(names, by=["1980", "1991", ""])) == {(0,), (1,), (2,)}

    def test_known_people_are_parted_too(self) -> None:
        names = ["Hun Sen", "Samdech Techo Hun Sen", "ហ៊ុន សែន"]
        assert parts(khnorm.dedupe(names, by=["a", "b", "a"])) == {(0, 2), (1,)}

    def test_ids_of_namesakes_differ(self) -> None:
        clusters = khnorm.dedupe(["Keo Phoeurng"] * 2, by=["1980", "1991"])
        assert len({cluster.id for cluster in clusters}) == 2

    def test_as_many_values_as_rows_are_wanted(self) -> None:
        with pytest.raises(InputError, match="1 values to part by for 2 rows"):
            khnorm.dedupe(["a", "b"], by=["x"])


class TestSeveralNames:
    def test_khmer_and_latin_of_a_row_are_one_person(self) -> None:
        rows = [("កែវ ភឿង", "Phoeung Keo"), ("", "Phoeung Keo"), ("កែវ ភឿង", "")]
        assert parts(khnorm.dedupe(rows)) == {(0, 1, 2)}

    def test_names_of_one_script_that_differ_part(self) -> None:
        rows = [("សុខ សុភាព", "Sok Sopheap"), ("សុខ មករា", "Sok Sopheap")]
        assert parts(khnorm.dedupe(rows)) == {(0,), (1,)}

    @pytest.mark.parametrize(
        ("one", "other", "wanted"),
        [("សំណាង", "សំណៀង", {(0,), (1,)}), ("សំណាង", "សំណាង់", {(0, 1)})],
    )
    def test_a_latin_name_does_not_join_khmer_ones_that_are_not_alike_enough(
        self, one: str, other: str, wanted: set[tuple[int, ...]]
    ) -> None:
        rows = [(f"ជា {one}", "Chea Samneang"), (f"ជា {other}", "Chea Samneang")]
        assert parts(khnorm.dedupe(rows)) == wanted

    def test_an_alias_is_enough_in_its_script(self) -> None:
        rows = [("Ly Monyroath", "Keo Phoeurng"), ("Keo Phoeurng", "")]
        assert parts(khnorm.dedupe(rows)) == {(0, 1)}

    def test_many_rows_may_share_one_of_two_names(self) -> None:
        rows = [(f"{family} សុភាព", "Sok Sopheap") for family in ("សុខ", "ចាន់", "លី", "ហេង")] * 200
        assert len(khnorm.dedupe(rows)) >= 3


class TestDecisions:
    NAMES = ("Keo Phoeurng", "H.E. Keo Phoeung", "Chan Makara", "Ly Monyroath")

    def test_what_is_decided_goes_before_the_names(self) -> None:
        decided = [("Chan Makara", "Ly Monyroath", True), ("Keo Phoeurng", "Keo Phoeung", False)]
        assert parts(khnorm.dedupe(self.NAMES, decisions=decided)) == {(0,), (1,), (2, 3)}

    def test_it_is_said_so(self) -> None:
        decided = [("Chan Makara", "Ly Monyroath", True)]
        clusters = khnorm.dedupe(self.NAMES, decisions=decided)
        codes = [[reason.code for reason in cluster.reasons] for cluster in clusters]
        assert ["decision"] in codes

    def test_it_goes_before_the_tables(self) -> None:
        names = ["Hun Sen", "ហ៊ុន សែន", "Hun Manet"]
        assert not found_with(names, names[0], names[1], decisions=[(names[0], names[1], False)])
        assert found_with(names, names[0], names[2], decisions=[(names[0], names[2], True)])

    def test_it_does_not_go_before_the_values(self) -> None:
        decided = [("Chan Makara", "Ly Monyroath", True)]
        names = ["Chan Makara", "Ly Monyroath"]
        assert parts(khnorm.dedupe(names, by=["a", "b"], decisions=decided)) == {(0,), (1,)}

    def test_names_that_are_not_in_the_list_are_passed_over(self) -> None:
        assert len(khnorm.dedupe(self.NAMES, decisions=[("Nobody Here", "Chan Makara", True)])) == 3

    def test_a_row_of_several_names_is_named_by_all(self) -> None:
        rows = [("សុខ សុភាព", "Sok Sopheap"), ("ចាន់ មករា", "Chan Makara")]
        shown = BETWEEN.join(rows[0]), BETWEEN.join(rows[1])
        assert parts(khnorm.dedupe(rows, decisions=[(*shown, True)])) == {(0, 1)}

    def test_a_contradiction_is_named(self) -> None:
        decided = [
            ("Chan Makara", "Ly Monyroath", True),
            ("Ly Monyroath", "Keo Phoeurng", True),
            ("Chan Makara", "Keo Phoeurng", False),
        ]
        with pytest.raises(InputError, match="'Chan Makara' and 'Keo Phoeurng' are decided"):
            khnorm.dedupe(self.NAMES, decisions=decided)


def test_doubts_are_what_lies_between() -> None:
    found = deduplicate(["Chea Sim", "Chea Sam", "Keo Phoeurng", "Keo Phoeung"], threshold=0.999)
    pairs = {(doubt.a, doubt.b): doubt for doubt in found.doubts}
    doubt = pairs["Keo Phoeung", "Keo Phoeurng"]
    assert (doubt.rows_a, doubt.rows_b) == ((3,), (2,))
    assert weight("different") <= doubt.score < 0.999


@pytest.mark.parametrize("wrong", [None, 1, b"Hun Sen", ["Hun Sen", None]])
def test_what_is_no_name_is_named(wrong: object) -> None:
    with pytest.raises(TypeError, match="row 1: names must be a str"):
        khnorm.dedupe(["Sok Sopheap", wrong])  # type: ignore[list-item]


@pytest.mark.parametrize("wrong", [0, -1, 1.5, float("nan")])
def test_a_threshold_is_a_probability(wrong: float) -> None:
    with pytest.raises(InputError, match="give a probability"):
        khnorm.dedupe(["a"], threshold=wrong)


def test_a_hundred_thousand_times_one_name() -> None:
    (one,) = khnorm.dedupe(["Sok Sopheap"] * 100_000)
    assert len(one.rows) == 100_000


@settings(max_examples=25)
@given(st.lists(any_names(), max_size=12))
def test_every_row_with_a_name_is_in_one_cluster(texts: list[str]) -> None:
    clusters = khnorm.dedupe(texts)
    rows = [row for cluster in clusters for row in cluster.rows]
    assert len(rows) == len(set(rows))
    nameless = set(range(len(texts))) - set(rows)
    assert all(not khnorm.parse(texts[row]).name for row in nameless)
    assert len({cluster.id for cluster in clusters}) == len(clusters)


@settings(max_examples=15)
@given(st.lists(st.sampled_from([name for name, _ in LIST]), min_size=2, max_size=10))
def test_nobody_is_joined_whom_compare_calls_different(texts: list[str]) -> None:
    for cluster in khnorm.dedupe(texts):
        if not cluster.entity_id:
            for a, b in combinations(cluster.names, 2):
                assert khnorm.compare(a, b).verdict.value != "different"


@given(st.sets(st.text(max_size=3)))
def test_texts_sorted_part_by_part_are_in_order(texts: set[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "_SAMPLED", 2)
        parts = list(reading._in_order(list(texts)))
    assert list(chain.from_iterable(parts)) == sorted(texts)
    assert len(parts) > 1 or not texts
