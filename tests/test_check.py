"""Each check of the tables has a mutation here that it must refuse, with place and remedy in full."""

from __future__ import annotations

import ast
import sys
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import khnorm.check
from khnorm.check import check_tables, load
from khnorm.errors import InputError, TableError

CASES = Path(__file__).parent / "cases"
HOUSE = {
    path.name: path.read_text(encoding="utf-8") for path in sorted((CASES / "house").glob("*.tsv"))
}
OWN = (CASES / "house" / "own" / "mine.tsv").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Mutation:
    """Replace `old` by `new` in a table of the house: exactly these faults must be found."""

    table: str
    old: str | bytes
    new: str | bytes
    faults: tuple[str, ...]


ALL = "\x00"  # stands for the whole table
MUTATIONS = {
    "utf-16": Mutation(
        "aliases.tsv",
        ALL,
        "id\tform".encode("utf-16"),
        ("aliases.tsv:1:1: the table is UTF-16; save it as UTF-8",),
    ),
    "byte order mark": Mutation(
        "relations.tsv",
        "a\tb",
        "\ufeffa\tb",
        ("relations.tsv:1:1: a byte order mark opens the table; save it as UTF-8 without one",),
    ),
    "no end of line": Mutation(
        "relations.tsv",
        "AKP\n",
        "AKP",
        ("relations.tsv:2:1: the last line has no end; end it with a line feed",),
    ),
    "empty": Mutation(
        "relations.tsv",
        ALL,
        "",
        ("relations.tsv:1:1: the table is empty; begin it with a header line",),
    ),
    "header": Mutation(
        "relations.tsv",
        "a\tb\trelation",
        "a\tb\tkind",
        (
            "relations.tsv:1:1: the header is 'a b kind source'; the columns of relations.tsv are "
            "'a b relation source', parted by single tabs",
        ),
    ),
    "cell count": Mutation(
        "aliases.tsv",
        "Bang\tlatin",
        "Bang\t\tlatin",
        (
            "aliases.tsv:3:1: 8 cells where the header has 7; part the cells by single tabs and "
            "leave an unknown one empty",
        ),
    ),
    "not utf-8": Mutation(
        "aliases.tsv",
        b"Hun Bunal",
        b"Hun B\xfcnal",
        ("aliases.tsv:7:3: byte 0xfc at byte 6 of the cell is not UTF-8; save the table as UTF-8",),
    ),
    "empty cell": Mutation(
        "aliases.tsv",
        "own knowledge",
        "",
        ("aliases.tsv:3:6: source is empty; fill it in or remove the row",),
    ),
    "edge space": Mutation(
        "aliases.tsv",
        "Hun Bunal",
        "Hun Bunal ",
        ("aliases.tsv:7:3: form has a space at its edge; remove it",),
    ),
    "two spaces": Mutation(
        "aliases.tsv",
        "Hun Bunal",
        "Hun  Bunal",
        ("aliases.tsv:7:3: form has two spaces together; leave one",),
    ),
    "line ends of Windows": Mutation(
        "relations.tsv",
        "AKP\n",
        "AKP\r\n",
        ("relations.tsv:1:1: lines end in CRLF; let them end in a line feed alone",),
    ),
    "carriage return": Mutation(
        "relations.tsv",
        "AKP\n",
        "AK\rP\n",
        ("relations.tsv:2:4: source holds the unseen character U+000D; remove it",),
    ),
    "unseen in latin": Mutation(
        "aliases.tsv",
        "Hun Bunal",
        "Hun Bu\u200cnal",
        ("aliases.tsv:7:3: form holds the unseen character U+200C; remove it",),
    ),
    "no-break space": Mutation(
        "aliases.tsv",
        "a given name alone",
        "a given\xa0name alone",
        ("aliases.tsv:9:7: note holds the unseen character U+00A0; remove it",),
    ),
    "khmer order": Mutation(
        "title_words.tsv",
        "សម្តេច",
        "សម្ដេច",
        ("title_words.tsv:2:3: form is 'សម្ដេច', not as normalize() writes it; write 'សម្តេច'",),
    ),
    "accents apart": Mutation(
        "aliases.tsv",
        "Hun Bunal",
        "Hun Buna\u0301l",
        ("aliases.tsv:7:3: form has accents apart from their letters; write 'Hun Bunál' (NFC)",),
    ),
    "value twice": Mutation(
        "aliases.tsv",
        "KN|CD",
        "KN|KN",
        ("aliases.tsv:4:6: source gives a value twice; leave one",),
    ),
    "empty value": Mutation(
        "aliases.tsv",
        "KN|CD",
        "KN||CD",
        ("aliases.tsv:4:6: source has an empty value; part values by a single '|'",),
    ),
    "unknown word": Mutation(
        "relations.tsv",
        "spouse",
        "wife",
        (
            "relations.tsv:2:3: relation is 'wife'; use one of parent, spouse, sibling, "
            "relative, homonym, unrelated",
        ),
    ),
    "shape": Mutation(
        "people.tsv",
        "Q4997395",
        "4997395",
        ("people.tsv:2:4: wikidata is '4997395'; write a Wikidata id such as Q57788",),
    ),
    "same key": Mutation(
        "elements.tsv",
        "Hun\tlatin",
        "Hun\tlatin\t4\t2\tmodel\t\nHun\tlatin",
        ("elements.tsv:3:1: the same form, script as in line 2; remove one of the two rows",),
    ),
    "out of order": Mutation(
        "elements.tsv",
        "\nHun",
        "\nSen\tlatin\t2\t3\tmodel\t\nHun",
        (
            "elements.tsv:3:1: the row is out of order; "
            "sort the rows by form, script in code-point order",
        ),
    ),
    "wrong script": Mutation(
        "elements.tsv",
        "Hun\tlatin",
        "Hun\tkhmer",
        ("elements.tsv:2:1: 'Hun' is latin, not khmer; set script to latin",),
    ),
    "mixed scripts": Mutation(
        "aliases.tsv",
        "Hun Bunal",
        "Bunal ហ៊ុន",
        ("aliases.tsv:7:3: 'Bunal ហ៊ុន' is mixed, not latin; give each script a row of its own",),
    ),
    "no letters": Mutation(
        "aliases.tsv",
        "Bang\t",
        "89\t",
        ("aliases.tsv:3:3: '89' is none, not latin; write a name in letters or remove the row",),
    ),
    "two preferred": Mutation(
        "aliases.tsv",
        "Hun Bunal\tlatin\tvariant",
        "Hun Bunal\tlatin\tpreferred",
        (
            "aliases.tsv:8:5: hun_sen has a preferred latin form in line 7 already; "
            "make one of the two a variant",
        ),
    ),
    "none preferred": Mutation(
        "title_words.tsv",
        "Techo\tpreferred",
        "Techo\tvariant",
        (
            "title_words.tsv:4:4: techo has no preferred latin form; "
            "make one of its variants preferred",
        ),
    ),
    "id shape": Mutation(
        "aliases.tsv",
        "\nbong\ttitle\tBang",
        "\nbong\ttitle\tBaang\tlatin\tvariant\tKN\t\nboNg\ttitle\tBang",
        (
            "aliases.tsv:4:1: id is 'boNg'; write small letters, digits and `_`, a letter first",
            "aliases.tsv:4:1: no title 'boNg' in titles.tsv; "
            "add it to titles.tsv or mend the spelling",
            "aliases.tsv:4:1: the row is out of order; "
            "sort the rows by id, script, form in code-point order",
            "aliases.tsv:4:5: boNg has no preferred latin form; make one of its variants preferred",
        ),
    ),
    "two kinds": Mutation(
        "aliases.tsv",
        "bong\ttitle\tBang",
        "bong\tperson\tBang",
        (
            "aliases.tsv:3:1: no person 'bong' in people.tsv; "
            "add it to people.tsv or mend the spelling",
            "aliases.tsv:3:2: bong is a person here and a title in line 2; "
            "give the two different ids",
        ),
    ),
    "refused without a reason": Mutation(
        "aliases.tsv",
        "a given name alone",
        "",
        ("aliases.tsv:9:7: refused without a reason; say in note why it is refused",),
    ),
    "refused and used": Mutation(
        "aliases.tsv",
        "Sen\tlatin\trefused",
        "hun sen\tlatin\trefused",
        (
            "aliases.tsv:9:5: refused here, used for hun_sen in line 8; "
            "decide for one of the two rows",
        ),
    ),
    "form of two titles": Mutation(
        "aliases.tsv",
        "Bang\t",
        "Samdech-Techo.\t",
        (
            "aliases.tsv:4:1: the row is out of order; "
            "sort the rows by id, script, form in code-point order",
            "aliases.tsv:11:3: 'Samdech Techo' also means bong, see line 3; "
            "refuse it for one of the two, with the note 'reads as' and the other",
        ),
    ),
    "element without use": Mutation(
        "elements.tsv",
        "Hun\tlatin\t4\t2",
        "Hun\tlatin\t0\t0",
        ("elements.tsv:2:3: both bands are 0; remove the row",),
    ),
    "element that nobody writes": Mutation(
        "elements.tsv",
        "ហ៊ុន\tkhmer",
        "ហ៊ុន្\tkhmer",
        (
            "elements.tsv:3:1: form is 'ហ៊ុន្': a coeng without a letter below; "
            "mend it or remove the row",
        ),
    ),
    "one Wikidata id for two": Mutation(
        "people.tsv",
        "Q57788",
        "Q4997395",
        ("people.tsv:3:4: wikidata Q4997395 is that of line 2; leave it to the row it belongs to",),
    ),
    "related to oneself": Mutation(
        "relations.tsv",
        "bun_rany\thun_sen",
        "bun_rany\tbun_rany",
        ("relations.tsv:2:2: bun_rany is paired with itself; name the other person",),
    ),
    "pair turned round": Mutation(
        "relations.tsv",
        "spouse\tAKP\n",
        "spouse\tAKP\nhun_sen\tbun_rany\tspouse\tAKP\n",
        ("relations.tsv:3:1: the pair of line 2 turned round; remove one row",),
    ),
    "unknown component": Mutation(
        "titles.tsv",
        "samdech techo",
        "samdech techo decho",
        (
            "titles.tsv:3:3: components names 'decho', which is not in title_words.tsv; "
            "add it to title_words.tsv or mend the spelling",
        ),
    ),
    "unknown holder": Mutation(
        "titles.tsv",
        "hun_sen",
        "hun_san",
        (
            "titles.tsv:3:7: holder names 'hun_san', which is not in people.tsv; "
            "add it to people.tsv or mend the spelling",
        ),
    ),
    "unknown title of a person": Mutation(
        "people.tsv",
        "bong|samdech_techo",
        "bong|samdech",
        (
            "people.tsv:3:7: titles names 'samdech', which is not in titles.tsv; "
            "add it to titles.tsv or mend the spelling",
        ),
    ),
    "other preferred form": Mutation(
        "people.tsv",
        "hun_sen\tហ៊ុន សែន\tHun Sen",
        "hun_sen\tហ៊ុន សែន\tHUN Sen",
        (
            "people.tsv:3:3: latin is 'HUN Sen', in aliases.tsv 'Hun Sen' is preferred; "
            "write the same form in both tables",
        ),
    ),
    "title without a form": Mutation(
        "titles.tsv",
        "\nsamdech_techo",
        "\nlok\tcourtesy\t\tMr.\tprefix\tm\t\t\tKN\nsamdech_techo",
        ("titles.tsv:3:1: no form in aliases.tsv leads to lok; add one or remove the row",),
    ),
    "word without a title": Mutation(
        "title_words.tsv",
        "techo\tlatin",
        "sena\tlatin\tSena\tpreferred\tKN\ntecho\tlatin",
        (
            "title_words.tsv:4:1: no title in titles.tsv is built of sena; add one or remove the row",
        ),
    ),
}


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lay out a small house of tables and make it the shipped one."""
    for name, text in HOUSE.items():
        (tmp_path / name).write_bytes(text.encode())
    monkeypatch.setattr("khnorm.check.SHIPPED", tuple(HOUSE))
    monkeypatch.setattr("khnorm.check.files.locate", tmp_path.joinpath)
    return tmp_path


def mutate(house: Path, mutation: Mutation) -> list[str]:
    path = house / mutation.table
    content = path.read_bytes()
    old, new = (
        part.encode() if isinstance(part, str) else part for part in (mutation.old, mutation.new)
    )
    if mutation.old == ALL:
        path.write_bytes(new)
    else:
        assert content.count(old) == 1, f"{mutation.old!r} stands {content.count(old)} times"
        path.write_bytes(content.replace(old, new))
    return [str(problem) for problem in check_tables() if problem.file == mutation.table]


def test_the_small_house_is_sound(house: Path) -> None:
    assert check_tables() == []


@pytest.mark.parametrize("name", MUTATIONS)
def test_each_mutation_is_refused(name: str, house: Path) -> None:
    assert mutate(house, MUTATIONS[name]) == list(MUTATIONS[name].faults)


def fault_lines() -> set[tuple[str, int]]:
    """Find where the checks report: the first line of each `fault` call and of each `yield`."""
    places = set()
    for path in Path(khnorm.check.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            if (is_call and node.func.attr == "fault") or isinstance(node, ast.Yield):  # type: ignore[attr-defined]
                places.add((path.name, node.lineno))  # type: ignore[attr-defined]
    return places


def test_every_check_has_a_mutation(house: Path, tmp_path: Path) -> None:
    home = str(Path(khnorm.check.__file__).parent)
    run: set[tuple[str, int]] = set()

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        if not frame.f_code.co_filename.startswith(home):
            return None
        run.add((Path(frame.f_code.co_filename).name, frame.f_lineno))
        return trace

    before = sys.gettrace()
    for mutation in MUTATIONS.values():
        for name, text in HOUSE.items():
            (house / name).write_bytes(text.encode())
        sys.settrace(trace)
        try:
            mutate(house, mutation)
            with pytest.raises(TableError):
                load(house / "relations.tsv")
        finally:
            sys.settrace(before)
    assert len(fault_lines()) > 30
    assert fault_lines() - run == set()


def test_the_shipped_tables_are_sound() -> None:
    assert [str(problem) for problem in check_tables()] == []


def test_all_faults_come_at_once_table_by_table(house: Path) -> None:
    for name in ("edge space", "refused without a reason", "unknown word", "unknown holder"):
        mutate(house, MUTATIONS[name])
    places = [str(problem).split(": ")[0] for problem in check_tables()]
    assert places == ["aliases.tsv:7:3", "aliases.tsv:9:7", "relations.tsv:2:3", "titles.tsv:3:7"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_table_of_ones_own_defines_its_persons(tmp_path: Path, encoding: str, ends: str) -> None:
    path = tmp_path / "mine.tsv"
    path.write_bytes(OWN.replace("\n", ends).encode(encoding))
    assert check_tables([path]) == []
    rows = load(path)
    assert [row["id"] for row in rows] == ["Q999", "7", "hun_sen", "samdech_techo"]
    assert rows[1]["form"] == "ចាន់ ប្រឌិត"
    assert {row["note"] for row in rows} == {""}


def test_a_table_of_ones_own_must_name_known_titles(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(OWN.replace("samdech_techo", "samdech_tekko"), encoding="utf-8")
    with pytest.raises(TableError) as caught:
        load(path)
    assert str(caught.value) == (
        f"{path}:5:1: no title 'samdech_tekko' in titles.tsv; "
        "add it to titles.tsv or mend the spelling"
    )


def test_a_table_of_ones_own_may_bring_its_people(tmp_path: Path) -> None:
    (tmp_path / "mine.tsv").write_text(OWN, encoding="utf-8")
    people = HOUSE["people.tsv"].splitlines()[0] + "\n"
    people += "sok_invented\t\tSok Invented\t\t\tnobody\t\tmine\t\n"
    (tmp_path / "people.tsv").write_text(people, encoding="utf-8")
    found = check_tables([tmp_path / "mine.tsv", tmp_path / "people.tsv"])
    assert [(problem.line, problem.column) for problem in found] == [(2, 1), (3, 1), (4, 1), (2, 3)]


def test_another_table_is_no_alias_table(tmp_path: Path) -> None:
    path = tmp_path / "people.tsv"
    path.write_text(HOUSE["people.tsv"], encoding="utf-8")
    with pytest.raises(TableError, match=r"the columns are those of people\.tsv"):
        load(path)


def test_a_shipped_table_given_by_its_path_is_held_to_all(house: Path) -> None:
    mutate(house, MUTATIONS["out of order"])
    assert len(check_tables([house / "elements.tsv"])) == 1
    (house / "copy.tsv").write_bytes((house / "elements.tsv").read_bytes())
    assert check_tables([house / "copy.tsv"]) == []


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.tsv", tmp_path):
        with pytest.raises(InputError, match="name a table that can be read") as caught:
            check_tables([path])
        assert str(path) in str(caught.value)


def test_a_header_far_off_is_told_the_columns_of_aliases(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text("name,person\n", encoding="utf-8")
    assert [str(problem) for problem in check_tables([path])] == [
        f"{path}:1:1: the header is 'name,person'; the columns of aliases.tsv are "
        "'id kind form script status source note', parted by single tabs"
    ]
