"""Reading lists: encodings, delimiters, damaged tables, and every format alike."""

from __future__ import annotations

import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khnorm.errors import InputError, MissingExtraError
from khnorm.jobs.records import (
    Format,
    Layout,
    as_text,
    format_of,
    open_sink,
    open_source,
    read_table,
    unused_names,
)
from khnorm.jobs.records.decode import read_lines
from khnorm.jobs.records.delimited import (
    format_row,
    guard,
    guarded_row,
    read_cells,
    sniff_delimiter,
    unguard,
)

NAMES = ("ហ៊ុន សែន", "Soth, Sopheap", 'Loun "the monk" Sovath', "", "=cmd|'/c calc'!A0", "ស ខេង")
# Letters of both scripts, all that CSV and spreadsheets treat specially, and line ends.
CELLS = st.text(st.sampled_from("aសុ ខ្\"';,\t\r\n=+-@0\x00\u2028\u0085é"), max_size=8)


class Trickle(io.RawIOBase):
    """Hands over so many bytes at a time, as a slow pipe does."""

    def __init__(self, data: bytes, size: int) -> None:
        self._data, self._size = data, size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        count = min(self._size, len(buffer), len(self._data))
        buffer[:count] = self._data[:count]
        self._data = self._data[count:]
        return count


def lines_of(text: str, newline: str = "") -> list[str]:
    return list(io.StringIO(text, newline=newline))


@pytest.mark.parametrize("size", [1, 2, 3, 7, 4096])
@pytest.mark.parametrize("newline", ["\n", ""])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", ["", "\n", "x", "a\r\nb\rc\n\nសុខ\n", "Hun Sen\r\n\r\n\rស"])
def test_lines_come_whole_however_the_bytes_arrive(
    text: str, codec: str, newline: str, size: int
) -> None:
    stream = io.BufferedReader(Trickle(text.encode(codec), size))
    assert list(read_lines(stream, "names", newline=newline)) == lines_of(text, newline)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["Sok An\n", "ហ៊ុន សែន\n", "id,name\n1,សុខ\n"])
def test_utf16_is_known_without_a_mark(text: str, codec: str) -> None:
    assert list(read_lines(io.BytesIO(text.encode(codec)), "n")) == lines_of(text)


@pytest.mark.parametrize(
    ("data", "encoding", "message"),
    [
        (b"Sok\nHor\xe9\n", None, "n:2: not UTF-8 at byte 8; re-save as UTF-8 or pass --encoding"),
        (b"Sok\nHor\xe1\x9e", None, "n:2: not UTF-8 at byte 8; re-save as UTF-8 or pass"),
        (b"\xff\xfea\x00\n\x00b", None, "n:2: not UTF-16 at byte 7; re-save as UTF-8 or pass"),
        (b"Sok\n\x81", "cp1252", "n:2: not CP1252 at byte 5; pass the --encoding that the file"),
        (b"Sok", "khmer", "n: no encoding is called 'khmer'; pass one that Python knows"),
        (b"Sok", "base64", "n: no encoding is called 'base64'; pass one that Python knows"),
    ],
)
def test_a_wrong_byte_is_named_with_its_place(
    data: bytes, encoding: str | None, message: str
) -> None:
    with pytest.raises(InputError) as caught:
        list(read_lines(io.BytesIO(data), "n", encoding=encoding))
    assert str(caught.value).startswith(message)


def test_the_lines_before_a_wrong_byte_are_given() -> None:
    lines = read_lines(io.BytesIO(b"Sok\nHun Sen\nHor\xe9\n"), "names")
    assert [next(lines), next(lines)] == ["Sok\n", "Hun Sen\n"]
    with pytest.raises(InputError):
        next(lines)


def test_the_place_is_right_far_into_a_file() -> None:
    data = "ហ៊ុន សែន\n".encode() * 100_000
    with pytest.raises(InputError, match=f"n:100001: not UTF-8 at byte {len(data) + 4};"):
        for _ in read_lines(io.BytesIO(data + b"Sok\xff"), "n"):
            pass


@pytest.mark.parametrize("codec", ["cp1252", "utf-16", "utf-16-be", "utf-32", "utf8"])
def test_a_named_encoding_is_used(codec: str) -> None:
    stream = io.BytesIO("Saloth Sâr\nSok\n".encode(codec))
    assert list(read_lines(stream, "n", encoding=codec)) == ["Saloth Sâr\n", "Sok\n"]


def test_a_nul_does_not_make_a_text_utf16() -> None:
    assert list(read_lines(io.BytesIO(b"Hun\x00 Sen\nSok\n"), "n")) == ["Hun\x00 Sen\n", "Sok\n"]


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=5), st.sampled_from(",;\t"))
def test_what_is_written_as_csv_is_read_back(rows: list[list[str]], delimiter: str) -> None:
    text = "".join(format_row(map(guard, row), delimiter) for row in rows)
    assert text == "".join(guarded_row(row, delimiter) for row in rows)
    read = [list(map(unguard, cells)) for _, cells in read_cells(lines_of(text), delimiter)]
    assert read == rows


@given(st.text(st.sampled_from('ab",\n\r'), max_size=40))
def test_no_text_raises_and_no_letter_is_swallowed(text: str) -> None:
    cells = [cell for _, row in read_cells(lines_of(text), ",") for cell in row]
    kept = "".join(cells)
    assert kept.count("a") == text.count("a")
    assert kept.count("b") == text.count("b")


@given(CELLS)
def test_a_guarded_cell_computes_nothing_and_comes_back(cell: str) -> None:
    guarded = guard(cell)
    assert unguard(guarded) == cell
    assert guarded[:1] not in tuple("=@\t\r\n")
    if guarded[:1] in ("+", "-"):
        assert not any(char.isalpha() for char in guarded.replace("e", "").replace("E", ""))


@pytest.mark.parametrize("cell", ["-", "-5", "+855 12 345 678", "-1.5e-7", "3-4", "'Om'", "(x)"])
def test_numbers_and_dashes_stay_as_they_are(cell: str) -> None:
    assert guard(cell) == cell


@pytest.mark.parametrize(
    ("lines", "delimiter"),
    [
        (["id;name", "1;Soth, Sopheap"], ";"),
        (["id\tname, full\tother, too"], ","),
        (["id\tname, full", "1\tSok", "2\tHun"], "\t"),
        (['"a,b,c";d', '"x";y'], ";"),
        (["name", "Soth, Sopheap"], "\x1f"),
        ([], ","),
    ],
)
def test_the_delimiter_is_told_from_the_header(lines: list[str], delimiter: str) -> None:
    assert sniff_delimiter(lines) == delimiter


def test_a_stray_quote_swallows_no_rows() -> None:
    text = 'id,name\n1,"Alex Lau\n2,Sok\n3,"Ly, Yong Phat"\n4,"Try\nPheap"\n'
    assert list(read_cells(lines_of(text), ",")) == [
        (1, ["id", "name"]),
        (2, ["1", '"Alex Lau']),
        (3, ["2", "Sok"]),
        (4, ["3", "Ly, Yong Phat"]),
        (5, ["4", "Try\nPheap"]),
    ]


def written(tmp_path: Path, name: str, text: str, codec: str = "utf-8") -> str:
    path = tmp_path / name
    path.write_bytes(text.encode(codec))
    return str(path)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_spreadsheets_csv_is_read_in_every_dress(
    tmp_path: Path, codec: str, delimiter: str, end: str
) -> None:
    rows = [["id", "name"], ["1", "ហ៊ុន សែន"], ["2", 'Loun "the monk" Sovath'], ["3", ""]]
    text = "".join(format_row(row, delimiter).replace("\n", end) for row in rows)
    table = read_table(written(tmp_path, "names.csv", text, codec))
    assert [list(table.columns), *table.rows] == rows
    assert table.layout.mark is (codec != "utf-8")
    assert table.warnings == []


def test_excels_own_hint_about_the_delimiter_is_no_header(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "names.csv", "sep=;\nid;name\n1;Sok\n"))
    assert (table.columns, table.rows) == (("id", "name"), [["1", "Sok"]])


def test_ragged_rows_are_kept_and_told(tmp_path: Path) -> None:
    path = written(tmp_path, "names.csv", "id,name\n1\n\n2,Sok,x,y\n3,Hun\n")
    table = read_table(path)
    assert table.columns == ("id", "name", "column_3", "column_4")
    assert table.rows == [
        ["1", "", None, None],
        ["", "", None, None],
        ["2", "Sok", "x", "y"],
        ["3", "Hun", None, None],
    ]
    assert table.warnings == [
        f"{path}:2: 1 cell where the header has 2, and 1 more such row; "
        "missing cells are left empty, surplus ones kept"
    ]


def test_a_missing_column_names_those_there_are(tmp_path: Path) -> None:
    path = written(tmp_path, "names.csv", "id,Name,name \n1,Sok,Hun\n")
    with pytest.raises(InputError) as caught:
        read_table(path).texts("nom")
    assert str(caught.value) == f"{path}: no column 'nom'; there are: id, Name, name "
    with pytest.raises(InputError, match="which column holds the names"):
        read_table(path).texts()
    with pytest.raises(InputError, match="columns 2 and 3 are both called 'NAME'"):
        read_table(path).texts("NAME")
    assert read_table(path).texts("Name") == ["Sok"]
    assert read_table(path).texts("3") == ["Hun"]


def test_json_lines_keep_their_types_and_late_keys(tmp_path: Path) -> None:
    path = written(tmp_path, "names.jsonl", '{"name": "Sok", "n": 1}\n\n{"name": null, "x": [1]}\n')
    table = read_table(path)
    assert table.columns == ("name", "n", "x")
    assert table.rows == [["Sok", 1, None], [None, None, None], [None, None, [1]]]
    assert table.texts("x") == ["", "", "[1]"]


def test_json_lines_may_be_plain_strings(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "names.jsonl", '"Hun"\n\n"Sok"\n'))
    assert (table.columns, table.texts()) == (("text",), ["Hun", "", "Sok"])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "names.jsonl:2: not JSON (Expecting property name"),
        ("[1]", "names.jsonl:2: a JSON list; write one object a line"),
        ("[" * 100_000, "names.jsonl:2: not JSON"),
        ("9" * 5000, "names.jsonl:2: not JSON"),
    ],
)
def test_what_is_not_json_lines_is_refused_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, message: str
) -> None:
    written(tmp_path, "names.jsonl", '{"name": "Sok"}\n' + line + "\n")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as caught:
        read_table("names.jsonl")
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    "name", ["names.csv", "names.tsv", "names.jsonl", "names.parquet", "names.xlsx"]
)
def test_every_format_gives_back_what_it_was_given(tmp_path: Path, name: str) -> None:
    format = format_of(name)
    assert format is not None
    path = str(tmp_path / name)
    with open_sink(path, ("no", "name"), Layout(Format.CSV).to(format)) as sink:
        for place, text in enumerate(NAMES):
            sink.write([place, text], {})
    table = read_table(path)
    assert table.columns == ("no", "name")
    assert table.texts("name") == list(NAMES)
    assert table.texts("no") == [str(place) for place in range(len(NAMES))]
    assert sorted(item.name for item in tmp_path.iterdir()) == [name]


def test_the_format_is_told_from_the_content_where_the_name_is_silent(tmp_path: Path) -> None:
    for name in ("names.parquet", "names.xlsx", "names.jsonl", "names.csv"):
        path = tmp_path / name
        format = format_of(name)
        assert format is not None
        with open_sink(str(path), ("id", "name"), Layout(format)) as sink:
            sink.write(["1", "Sok"], {})
        silent = path.rename(tmp_path / f"list-{path.suffix[1:]}")
        assert read_table(str(silent), table=True).layout.format is format
        assert read_table(str(silent), table=True).texts("name") == ["Sok"]


def test_parquet_columns_keep_their_types(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    given = arrow.table(
        {
            "name": arrow.array(["Sok", None], arrow.large_string()),
            "age": arrow.array([60, None], arrow.int8()),
            "born": arrow.array([0, 1], arrow.date32()),
        }
    )
    parquet.write_table(given, tmp_path / "in.parquet")
    table = read_table(str(tmp_path / "in.parquet"))
    with open_sink(str(tmp_path / "out.parquet"), (*table.columns, "id"), table.layout) as sink:
        for row in table.rows:
            sink.write([*row, "c1"], {})
    got = parquet.read_table(tmp_path / "out.parquet")
    assert got.drop_columns(["id"]).equals(given)
    assert got.column("id").to_pylist() == ["c1", "c1"]


@pytest.mark.parametrize("name", ["names.parquet", "names.xlsx"])
@pytest.mark.parametrize("damage", ["truncated", "foreign", "empty"])
def test_a_damaged_file_is_refused_by_name(tmp_path: Path, name: str, damage: str) -> None:
    path = tmp_path / name
    format = format_of(name)
    assert format is not None
    with open_sink(str(path), ("name",), Layout(format)) as sink:
        sink.write(["Sok"], {})
    content = path.read_bytes()
    path.write_bytes({"truncated": content[:-40], "foreign": b"name\n" * 99, "empty": b""}[damage])
    with pytest.raises(InputError) as caught:
        read_table(str(path))
    assert str(caught.value).startswith(f"{path}: cannot be read as ")


@pytest.mark.parametrize(("name", "extra"), [("names.parquet", "parquet"), ("names.xlsx", "excel")])
def test_a_missing_library_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, extra: str
) -> None:
    for module in ("pyarrow", "pyarrow.parquet", "openpyxl", "python_calamine"):
        monkeypatch.setitem(__import__("sys").modules, module, None)
    path = tmp_path / name
    path.write_bytes(b"PAR1")
    with pytest.raises(ImportError, match=rf"pip install 'khnorm\[{extra}\]'"):
        read_table(str(path))
    format = format_of(name)
    assert format is not None
    path.unlink()
    with (
        pytest.raises(MissingExtraError, match=rf"pip install 'khnorm\[{extra}\]'"),
        open_sink(str(path), ("name",), Layout(format)),
    ):
        pass
    assert not path.exists()


def test_a_cell_of_fifty_megabytes_passes(tmp_path: Path) -> None:
    cell = ("ស" * 99 + "\n") * 168_000
    path = str(tmp_path / "names.csv")
    with open_sink(path, ("id", "name"), Layout(Format.CSV)) as sink:
        sink.write(["1", cell], {})
        sink.write(["2", "Sok"], {})
    assert read_table(path).texts("name") == [cell, "Sok"]


def test_reading_takes_the_same_memory_however_long_the_list(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        path = written(tmp_path, "names.csv", "id,name\n" + "1,ហ៊ុន សែន\n" * count)
        tracemalloc.start()
        with open_source(path) as source:
            assert sum(1 for _ in source.rows) == count
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(50_000) < 1.5 * peak(5_000)


@pytest.mark.parametrize(
    ("path", "message"),
    [("nowhere.csv", "nowhere.csv: No such file or directory"), (".", ".: Is a directory")],
)
def test_what_cannot_be_opened_is_named(path: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read_table(path)
    assert str(caught.value).startswith(message)


def test_an_empty_table_has_no_header(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no header"):
        read_table(written(tmp_path, "names.csv", "\n\n"))
    assert read_table(written(tmp_path, "names.txt", "")).rows == []
    assert read_table(written(tmp_path, "names.jsonl", "")).rows == []


def test_values_become_text_as_csv_shows_them() -> None:
    values = (None, True, 2.0, 2.5, b"Sok", {"a": ["ស"]}, 10**20)
    assert [as_text(value) for value in values] == [
        "",
        "true",
        "2",
        "2.5",
        "Sok",
        '{"a": ["ស"]}',
        "100000000000000000000",
    ]


def test_new_columns_hide_none() -> None:
    taken = ("score", "khnorm_score", "khnorm_score_2")
    assert unused_names(taken, ("score", "id")) == ("khnorm_score_3", "id")
