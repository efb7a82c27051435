"""The command line: one row out for each row in, whatever the content; words and codes for the rest."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from command_line import khnorm

from khnorm import __version__
from khnorm.jobs.records import read_table
from khnorm.model import SCHEMES
from khnorm.tables import digest

MAPPING = ["normalize", "parse", "romanize", "khmerize", "resolve"]

# One line each; nothing here may raise, hang, or cost a line.
BAD_LINES = [
    "",
    " ",
    "្",
    "្្្",
    "ា",
    "ស្",
    "៉៊",
    "Samdech",
    "សម្តេច",
    "H.E.",
    "Samdech Akka Moha Sena Padei Techo",
    "...",
    "—()[]",
    "[",
    "'",
    '"',
    "\t",
    "\x00",
    "Hun\x00 Sen",
    "สมเด็จ ฮุน เซน",
    "洪森",
    "Хун Сен",
    "\u202eneS nuH\u202c",
    "\u200b\u200b",
    "\ufeffHun Sen",
    "Hun\rSen",
    "a\u2028b\u0085c",
    "😀",
    "0",
    "-1",
    "=cmd|'/c calc'!A0",
    "{not json",
    "ហ៊ុន Sen សែន",
]


@pytest.mark.parametrize("command", MAPPING)
@pytest.mark.parametrize("format", ["lines", "jsonl"])
def test_every_line_in_has_a_line_out(command: str, format: str) -> None:
    given = "\n".join(BAD_LINES) + "\n"
    done = khnorm(command, "--format", format, stdin=given)
    assert (done.code, done.err) == (0, "")
    assert len(done.lines) == len(BAD_LINES)
    if format == "jsonl":
        names = [json.loads(line)["text"] for line in done.lines]
        assert names == BAD_LINES


@pytest.mark.parametrize("command", MAPPING)
@pytest.mark.parametrize("format", ["csv", "tsv"])
def test_every_line_in_has_a_record_out(command: str, format: str) -> None:
    done = khnorm(command, "--format", format, "--literal", stdin="\n".join(BAD_LINES))
    assert done.code == 0
    text = io.StringIO(done.out.decode("utf-8"), newline="")
    rows = list(csv.reader(text, delimiter="," if format == "csv" else "\t"))
    assert [row[0] for row in rows] == ["text", *BAD_LINES]
    assert {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.parametrize("command", MAPPING)
def test_explaining_costs_no_line_either(command: str) -> None:
    done = khnorm(command, "--explain", stdin="\n".join(BAD_LINES))
    assert done.code == 0
    assert sum(not line.startswith("    ") for line in done.lines) == len(BAD_LINES)
    done = khnorm(command, "--explain", "-f", "jsonl", stdin="\n".join(BAD_LINES))
    assert len(done.lines) == len(BAD_LINES)


def one_long_line(command: str, piece: str, size: int) -> None:
    done = khnorm(command, stdin=piece * (size // len(piece.encode())) + "\nHun Sen\n")
    assert (done.code, done.err) == (0, "")
    assert len(done.lines) == 2


@pytest.mark.parametrize("command", ["normalize", "parse", "romanize", "khmerize", "resolve"])
@pytest.mark.parametrize("piece", ["a", "ស", "្", "ហ៊ុន សែន ", "\u200b"])
def test_a_megabyte_in_one_line_is_one_line(command: str, piece: str) -> None:
    one_long_line(command, piece, 1_000_000)


@pytest.mark.parametrize("command", MAPPING)
@pytest.mark.parametrize("piece", ["Hun Sen ", "ស", "H.E. ", "de ", "(", "alias ", "ព្រះ", "Ta "])
def test_a_long_line_of_one_piece_is_one_line(command: str, piece: str) -> None:
    one_long_line(command, piece, 20_000)


@pytest.mark.parametrize("command", MAPPING)
@pytest.mark.parametrize(
    ("stdin", "lines"), [(b"", 0), (b"\n", 1), (b"Sok", 1), (b"Sok\n", 1), (b"Sok\r\n\r\n", 2)]
)
def test_the_last_line_needs_no_end(command: str, stdin: bytes, lines: int) -> None:
    done = khnorm(command, stdin=stdin)
    assert (done.code, done.out.count(b"\n")) == (0, lines)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_unicode_in_every_dress_is_recognised(codec: str) -> None:
    done = khnorm("normalize", stdin="ហ៊ុន សែន\r\nHun Sen\r\n".encode(codec))
    assert done.lines == ["ហ៊ុន សែន", "Hun Sen"]


def test_a_wrong_byte_ends_the_run_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_bytes(b"Sok\nSaloth S\xe2r\nHun Sen\n")
    done = khnorm("normalize", str(path))
    assert done.code == 2
    assert done.out == b"Sok\n"
    assert done.err == (
        f"khnorm: {path}:2: not UTF-8 at byte 13; re-save as UTF-8 or pass --encoding\n"
    )
    assert khnorm("normalize", "--encoding", "cp1252", str(path)).lines[1] == "Saloth Sâr"


def test_standard_input_has_a_name_in_messages() -> None:
    assert khnorm("normalize", "-", stdin=b"\xff").err.startswith("khnorm: standard input:1: not")


def test_files_follow_one_another_and_standard_input_is_one_of_them(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text(name + "\n", encoding="utf-8")
    done = khnorm("normalize", str(tmp_path / "a"), "-", str(tmp_path / "b"), stdin="in\n")
    assert done.lines == ["a", "in", "b"]


def test_a_text_itself_may_be_given() -> None:
    assert khnorm("normalize", "-t", "Hun  Sen", "--text", "សុ្ខ").lines == ["Hun Sen", "ស្ខុ"]


def test_a_table_keeps_its_columns_and_their_delimiter(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("id;name;note\n1;Hun  Sen;\n2;;=x\n", encoding="utf-8")
    done = khnorm("normalize", "--column", "NAME", str(path))
    assert done.lines == ["id;name;note;normalized", "1;Hun  Sen;;Hun Sen", "2;;'=x;"]


def test_a_column_that_is_there_already_is_not_written_over() -> None:
    done = khnorm("normalize", "-c", "name", stdin="name,normalized\nHun  Sen,mine\n")
    assert done.lines == ["name,normalized,khnorm_normalized", "Hun  Sen,mine,Hun Sen"]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["-c", "nom"], "names.csv: no column 'nom'; there are: id, name\n"),
        ([], "names.csv: which column holds the names? say --column with one of: id, name\n"),
        (["-c", "2", "-o", "names.csv"], "is an input, too; give the output another name\n"),
        (["-c", "2", "none.csv"], "none.csv: No such file or directory; check the name"),
        (["-c", "2", "other.csv"], "other.csv: its columns are not those of names.csv; map"),
        (["-c", "2", "-o", "no/where.csv"], "no/where.csv: No such file or directory; nothing"),
        (["-c", "2", "--encoding", "nope"], "names.csv: no encoding is called 'nope'"),
        (["--from", "jsonl"], "names.csv:1: not JSON (Expecting value"),
        (["--from", "parquet"], "names.csv: cannot be read as Parquet ("),
        (["--from", "xlsx"], "names.csv: cannot be read as Excel ("),
    ],
)
def test_what_cannot_be_done_says_so_and_exits_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("names.csv").write_text("id,name\n1,Sok\n", encoding="utf-8")
    Path("other.csv").write_text("no,name\n1,Sok\n", encoding="utf-8")
    done = khnorm("normalize", "names.csv", *args)
    assert done.code == 2
    assert message in done.err
    assert Path("names.csv").read_text(encoding="utf-8") == "id,name\n1,Sok\n"


@pytest.mark.parametrize(
    "args", [["nonsense"], ["normalize", "--nonsense"], ["normalize", "-f", "pdf"], ["dedupe"]]
)
def test_wrong_usage_exits_2_and_shows_the_usage(args: list[str]) -> None:
    done = khnorm(*args)
    assert (done.code, done.out) == (2, b"")
    assert done.err.startswith("Usage: khnorm")
    assert done.err.split("\n")[-2].startswith("khnorm: ")
    assert done.err.endswith(" --help\n")
    assert "Error" not in done.err


def test_the_version_names_the_tables() -> None:
    assert khnorm("--version").lines == [f"khnorm {__version__} (tables {digest()})"]


@pytest.mark.parametrize("format", ["csv", "tsv", "jsonl", "parquet", "xlsx"])
def test_the_output_may_have_another_format(tmp_path: Path, format: str) -> None:
    path, back = tmp_path / f"names.{format}", tmp_path / "back.csv"
    given = "id,name\n1,ហ៊ុន  សែន\n2,\n"
    assert khnorm("normalize", "-c", "name", "-o", str(path), stdin=given).code == 0
    done = khnorm("normalize", "-c", "name", str(path), "-o", str(back))
    assert (done.code, done.out, done.err) == (0, b"", "")
    assert back.read_text(encoding="utf-8") == (
        "id,name,normalized,khnorm_normalized\n1,ហ៊ុន  សែន,ហ៊ុន សែន,ហ៊ុន សែន\n2,,,\n"
    )


def test_ragged_rows_are_told_on_the_side() -> None:
    done = khnorm("normalize", "-c", "name", stdin="id,name\n1,Sok,x\n2\n")
    assert done.lines == ["id,name,normalized", "1,Sok,Sok,x", "2,,"]
    assert done.err == (
        "khnorm: standard input:2: 3 cells where the header has 2, and 1 more such row; "
        "missing cells are left empty, surplus ones kept\n"
    )


@pytest.mark.parametrize("format", ["jsonl", "parquet"])
def test_columns_of_one_name_are_all_written_and_told(tmp_path: Path, format: str) -> None:
    path = tmp_path / f"out.{format}"
    done = khnorm("parse", "-c", "2", "--from", "csv", "-o", str(path), stdin="name,name\nA B,x\n")
    assert done.code == 0
    assert done.err == (
        "khnorm: column 2 is called 'name' as another is; it is written as 'khnorm_name'\n"
    )
    table = read_table(str(path))
    assert table.columns[:2] == ("name", "khnorm_name")
    assert [table.texts(column) for column in table.columns[:2]] == [["A B"], ["x"]]
    done = khnorm("parse", "-c", "2", "--from", "csv", stdin="name,name\nA B,x\n")
    assert (done.lines[0].split(",")[:2], done.err) == (["name", "name"], "")


def test_a_surplus_cell_hides_no_column() -> None:
    given = "column_3,name\nkept,Sok Dara,surplus\n"
    done = khnorm("normalize", "-c", "name", "-f", "jsonl", "--from", "csv", stdin=given)
    assert json.loads(done.lines[0]) == {
        "column_3": "kept",
        "name": "Sok Dara",
        "khnorm_column_3": "surplus",
        "normalized": "Sok Dara",
    }
    late = '{"name": "Sok"}\n{"name": "Dara", "normalized": "mine"}\n'
    done = khnorm("normalize", "-c", "name", "--from", "jsonl", stdin=late)
    assert json.loads(done.lines[1]) == {
        "name": "Dara",
        "normalized": "mine",
        "khnorm_normalized": "Dara",
    }


def test_a_text_without_a_name_has_no_score() -> None:
    done = khnorm("resolve", "-f", "csv", stdin="H.E.\nNobody Known\n")
    rows = list(csv.DictReader(io.StringIO(done.out.decode("utf-8"))))
    assert [row["score"] for row in rows] == ["", "0"]
    for more in ((), ("--explain",)):
        (line,) = khnorm("resolve", "-f", "jsonl", "-t", "H.E.", *more).lines
        assert json.loads(line)["score"] is None


@pytest.mark.parametrize(
    ("command", "text"), [("romanize", "Sok Dara"), ("khmerize", "សុខ តារា"), ("romanize", "...")]
)
def test_what_needs_no_other_letters_stays(command: str, text: str) -> None:
    assert khnorm(command, "--limit", "3", "-t", text).lines == [text]


def test_files_and_texts_that_differ_in_columns_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("no,name\n1,Sok\n", encoding="utf-8")
    done = khnorm("parse", "-t", "Sok", str(path))
    assert done.err == (
        f"khnorm: {path}: its columns are not those of the --text given; map them one by one\n"
    )


@pytest.mark.parametrize("command", ["parse", "find"])
@pytest.mark.parametrize(
    ("option", "value"),
    [("--column", "name"), ("--sheet", "1"), ("--from", "csv"), ("--encoding", "cp1252")],
)
def test_an_option_that_would_do_nothing_is_refused(command: str, option: str, value: str) -> None:
    done = khnorm(command, "-t", "Sok", option, value)
    assert (done.code, done.out) == (2, b"")
    assert f"khnorm: {option} is for files; leave it out beside --text" in done.err


def test_the_schemes_offered_are_those_there_are() -> None:
    for scheme in SCHEMES:
        assert khnorm("romanize", "--scheme", scheme, "-t", "សុខ").code == 0
    assert f"[{'|'.join(SCHEMES)}]" in khnorm("romanize", "--help").out.decode()


def test_a_sound_table_passes_the_check(tmp_path: Path) -> None:
    done = khnorm("table", "check")
    assert (done.code, done.out) == (0, b"")
    path = tmp_path / "own.tsv"
    header = "id\tkind\tform\tscript\tstatus\tsource\tnote\n"
    path.write_text(
        header + "x1\tperson\tSok Sophal\tlatin\tpreferred\tinvented\t\n", encoding="utf-8"
    )
    assert khnorm("table", "check", str(path)).code == 0


def test_a_broken_table_gives_all_its_faults_and_exits_1(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    header = "id\tkind\tform\tscript\tstatus\tsource\tnote\n"
    path.write_text(
        header + "x1\tperson\tSok \tlatin\tpreferred\tinvented\t\nx2\tperson\n", encoding="utf-8"
    )
    done = khnorm("table", "check", str(path))
    assert done.code == 1
    assert [line.split(": ")[0] for line in done.lines] == [f"{path}:2:3", f"{path}:3:1"]
    assert all("; " in line for line in done.lines)
    assert khnorm("table", "check", str(tmp_path / "none.tsv")).code == 2


def test_an_id_is_looked_up() -> None:
    done = khnorm("table", "show", "hun_sen")
    assert done.code == 0
    tables = {line.split()[0] for line in done.lines}
    assert tables >= {"aliases.tsv", "people.tsv", "relations.tsv"}
    assert any("a: hun_sen" in line or "b: hun_sen" in line for line in done.lines)
    assert khnorm("table", "show", "nobody").code == 2


def test_a_cutoff_leaves_out_what_is_below_it() -> None:
    name = "Hun Saen"
    (found,) = map(json.loads, khnorm("resolve", "-f", "jsonl", "-t", name).lines)
    assert found["entity_id"] == "hun_sen"
    assert 0 < found["score"] < 1
    (kept,) = khnorm("resolve", "--cutoff", str(found["score"] - 0.001), "-t", name).lines
    assert kept.startswith("match\thun_sen\t")
    (left_out,) = khnorm("resolve", "--cutoff", "1", "-t", name).lines
    assert left_out.startswith("none\t\t")


def test_an_index_says_what_its_tables_say(tmp_path: Path) -> None:
    index = str(tmp_path / "own.index")
    own = str(Path(__file__).parent / "golden" / "own.tsv")
    assert khnorm("table", "index", own, "--tables-only", "-o", index).code == 0
    asked = ("-t", "Chan Sothea", "-t", "ច័ន្ទ សុធា", "-t", "Hun Sen", "-t", "")
    by_index = khnorm("resolve", "--index", index, *asked)
    assert by_index.out == khnorm("resolve", "--tables", own, "--tables-only", *asked).out
    assert [line.split("\t")[0] for line in by_index.lines] == ["match", "match", "none", "none"]
    refused = khnorm("resolve", "--index", own, "-t", "Chan Sothea")
    assert (refused.code, refused.out) == (2, b"")
    assert refused.err.startswith(f"khnorm: {own}: ")
    assert "`khnorm table index`" in refused.err


def test_an_index_replaces_no_table_and_is_always_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    own = (Path(__file__).parent / "golden" / "own.tsv").read_bytes()
    for name in ("own.tsv", "other.csv"):
        Path(name).write_bytes(own)
    for output in ("own.tsv", "other.csv", "./own.tsv", "-", "no/where.index"):
        done = khnorm("table", "index", "own.tsv", "--tables-only", "-o", output)
        assert (done.code, done.out) == (2, b""), output
        assert done.err.startswith(f"khnorm: {output}: "), done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.csv", "own.tsv"]
    assert Path("own.tsv").read_bytes() == Path("other.csv").read_bytes() == own
    done = khnorm("table", "index", "--tables-only", "-o", "own.index")
    assert done.code == 2
    assert "--tables-only wants a FILE" in done.err


@pytest.mark.parametrize(
    "args",
    [
        ["--tables-only"],
        ["--tables", "own.tsv", "--index", "own.index"],
        ["--limit", "0"],
        ["--cutoff", "2"],
    ],
)
def test_options_that_contradict_each_other_are_usage(args: list[str]) -> None:
    done = khnorm("resolve", "-t", "Hun Sen", *args)
    assert (done.code, done.out) == (2, b"")


def test_a_comparison_is_told_for_people_and_for_programs() -> None:
    done = khnorm("compare", "ឃួន សុដារី", "Samdech Khuon Sodary")
    assert done.lines[0].startswith("same\t0.9")
    assert all(line.startswith("    ") for line in done.lines[1:])
    assert len(done.lines) > 2
    (line,) = khnorm("compare", "Hun Sen", "Bun Rany Hun Sen", "-f", "jsonl").lines
    assert json.loads(line)["verdict"] == "different"
    for bad in BAD_LINES:
        assert khnorm("compare", "--", bad.replace("\x00", ""), "Hun Sen").code == 0
