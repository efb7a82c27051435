"""`khnorm dedupe` and `khnorm link`: every format, every option, every bad input."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
from command_line import Outcome, khnorm
from golden_lists import ADDED, COLUMNS, FOLDER, FORMATS, NAMES, persons

from khnorm.jobs.records import Table, read_table

WRITTEN = ["out.csv", "out.tsv", "out.jsonl", "out.parquet", "out.xlsx"]


def clusters(table: Table) -> dict[str, tuple[str, ...]]:
    cells = [table.texts(column) for column in ADDED]
    column = "name" if "name" in table.columns else "text"
    return dict(zip(table.texts(column), zip(*cells, strict=True), strict=True))


def golden() -> dict[str, tuple[str, ...]]:
    lines = (FOLDER / "persons.tsv").read_text(encoding="utf-8").split("\n")[1:-1]
    rows = (line.split("\t") for line in lines)
    return {name: tuple(cells) for name, *cells in rows}


def listed(tmp_path: Path, *names: str, header: str = "name") -> str:
    path = tmp_path / "list.csv"
    path.write_text("\n".join((header, *names)) + "\n", encoding="utf-8")
    return str(path)


def done(*args: str, code: int = 0) -> Outcome:
    outcome = khnorm(*args)
    assert outcome.code == code, outcome.err
    return outcome


def test_the_golden_persons_are_those_found_today() -> None:
    assert persons() == (FOLDER / "persons.tsv").read_text(encoding="utf-8")
    assert len(golden()) == len(NAMES)


@pytest.mark.parametrize("name", [*FORMATS, "utf16.csv"])
def test_a_list_has_the_same_persons_in_every_format(tmp_path: Path, name: str) -> None:
    output = tmp_path / f"out{Path(name).suffix}"
    done("dedupe", str(FOLDER / name), "-c", "name", "-o", str(output))
    table = read_table(str(output))
    assert clusters(table) == golden()
    assert table.columns[:3] == COLUMNS
    assert table.texts("place")[7:8] == ["=1+1"]
    assert table.texts("no") == [str(number) for number in range(1, 13)]


@pytest.mark.parametrize("name", WRITTEN)
def test_a_score_is_a_number_or_nothing(tmp_path: Path, name: str) -> None:
    path = listed(tmp_path, "Sok Sopheap", "H.E.", "Sok Sopheap")
    for command in (("dedupe", path), ("link", path, path)):
        done(*command, "-o", str(tmp_path / name))
        table = read_table(str(tmp_path / name))
        place = table.columns.index("score")
        nothing: set[object] = {None, ""} if name[-3:] in ("csv", "tsv", "lsx") else {None}
        assert len([row for row in table.rows if row[place] not in nothing]) == 2
        if name.endswith(("parquet", "jsonl", "xlsx")):
            assert {type(row[place]) for row in table.rows if row[place]} <= {int, float}


@pytest.mark.parametrize("name", WRITTEN)
def test_plain_lines_become_a_table(tmp_path: Path, name: str) -> None:
    output = tmp_path / name
    done("dedupe", str(FOLDER / "list.txt"), "-o", str(output))
    assert clusters(read_table(str(output))) == golden()


def test_workers_and_order_leave_no_trace(tmp_path: Path) -> None:
    names = list(NAMES)
    random.Random(1).shuffle(names)
    path = tmp_path / "list.txt"
    path.write_text("\n".join(names) + "\n", encoding="utf-8")
    done("dedupe", str(path), "--workers", "2", "-o", str(tmp_path / "out.csv"))
    assert clusters(read_table(str(tmp_path / "out.csv"))) == golden()


def test_columns_that_are_taken_get_another_name(tmp_path: Path) -> None:
    path = listed(tmp_path, "Sok Sopheap,0.5,x", header="name,score,cluster_id")
    header = done("dedupe", path, "-c", "name").lines[0].split(",")
    assert header[:3] == ["name", "score", "cluster_id"]
    assert {"khnorm_score", "khnorm_cluster_id", "canonical"} <= set(header)


class TestOptions:
    LIST = ("Keo Phoeurng,1980", "Mr. Keo Phoeurng,1991", "កែវ ភឿង,1980", "H.E.,", "Sok Sopheap,")

    def rows(self, tmp_path: Path, *options: str, code: int = 0) -> list[str]:
        path = listed(tmp_path, *self.LIST, header="name,born")
        out = done("dedupe", path, "-c", "name", *options, code=code).lines[1:]
        return [line.split(",")[0] for line in out]

    def test_by_parts(self, tmp_path: Path) -> None:
        path = listed(tmp_path, *self.LIST, header="name,born")
        lines = done("dedupe", path, "-c", "name", "--by", "born").lines[1:]
        ids = [line.split(",")[2] for line in lines]
        assert ids[0] == ids[2] != ids[1]

    @pytest.mark.parametrize(
        ("keep", "kept"),
        [
            ("first", "Keo Phoeurng"),
            ("longest", "Mr. Keo Phoeurng"),
            ("canonical", "Keo Phoeurng"),
        ],
    )
    def test_keep_writes_one_row_a_person(self, tmp_path: Path, keep: str, kept: str) -> None:
        rows = self.rows(tmp_path, "--keep", keep)
        assert len(rows) == 3
        assert kept in rows

    def test_check_finds(self, tmp_path: Path) -> None:
        assert len(self.rows(tmp_path, "--check", code=1)) == len(self.LIST)
        done("dedupe", listed(tmp_path, "Keo Phoeurng", "Sok Sopheap"), "--check")

    def test_review_and_decisions(self, tmp_path: Path) -> None:
        review = tmp_path / "review.csv"
        path = listed(tmp_path, "Keo Phoeurng", "Keo Phoeung", "Chan Makara")
        high = ("dedupe", path, "--threshold", "0.999")
        done(*high, "--review", str(review))
        text = review.read_text(encoding="utf-8-sig")
        assert "Keo Phoeung,Keo Phoeurng," in text
        review.write_text(text.replace(",\n", ",same\n"), encoding="utf-8")
        lines = done(*high, "--decisions", str(review)).lines[1:]
        assert lines[0].split(",")[1] == lines[1].split(",")[1] != lines[2].split(",")[1]

    def test_a_page_is_written(self, tmp_path: Path) -> None:
        page = tmp_path / "page.html"
        self.rows(tmp_path, "--report", str(page))
        assert "Keo Phoeurng" in page.read_text(encoding="utf-8")

    def test_own_tables(self, tmp_path: Path) -> None:
        table = tmp_path / "own.tsv"
        header = "id\tkind\tform\tscript\tstatus\tsource\tnote\n"
        rows = (("Sok Sopheap", "preferred"), ("Keo Phoeurng", "variant"))
        table.write_text(
            header
            + "".join(f"p1\tperson\t{form}\tlatin\t{status}\tus\t\n" for form, status in rows),
            encoding="utf-8",
        )
        path = listed(tmp_path, "Sok Sopheap", "Keo Phoeurng", "Hun Sen")
        lines = done("dedupe", path, "--tables", str(table), "--tables-only").lines[1:]
        assert [line.split(",")[4] for line in lines] == ["p1", "p1", ""]
        assert khnorm("dedupe", path, "--tables-only").code == 2

    def test_one_is_counted_as_one(self, tmp_path: Path) -> None:
        path = listed(tmp_path, "Sok Sopheap")
        assert done("dedupe", path).err == "khnorm: 1 row, 1 person, 0 pairs in doubt\n"
        assert done("link", path, path).err == "khnorm: 1 link, 0 rows without a partner\n"

    def test_link_writes_both_sides(self, tmp_path: Path) -> None:
        left = listed(tmp_path, "1,Keo Phoeurng", "2,Sok Sopheap", header="no,name")
        right = tmp_path / "right.jsonl"
        right.write_text(
            '{"ឈ្មោះ": "កែវ ភឿង", "no": 7}\n{"ឈ្មោះ": "Chan Makara"}\n', encoding="utf-8"
        )
        outcome = done("link", left, str(right), "-c", "name", "-C", "ឈ្មោះ")
        assert outcome.lines[0] == "no,name,ឈ្មោះ,khnorm_no,score,verdict,reason"
        assert outcome.lines[1].startswith("1,Keo Phoeurng,កែវ ភឿង,7,0.")
        assert outcome.lines[2].startswith("2,Sok Sopheap,,,")
        assert outcome.lines[3].startswith(",,Chan Makara,,")
        assert "1 link, 2 rows without a partner" in outcome.err
        done("link", left, str(right), "-c", "name", "-C", "ឈ្មោះ", "--check", code=1)
        many = done("link", left, left, "-c", "name", "--one-to-many", "--check")
        assert len(many.lines) == 3

    @pytest.mark.parametrize(
        ("option", "linked", "alone"),
        [
            (None, 1, 1),
            ("--one-to-many", 1, 1),
            ("--many-to-one", 2, 0),
            ("--many-to-many", 2, 0),
        ],
    )
    def test_a_list_is_screened(
        self, tmp_path: Path, option: str | None, linked: int, alone: int
    ) -> None:
        customers = listed(tmp_path, "Keo Phoeurng,1980", "Keo Phoeurng,1991", header="name,born")
        watched = tmp_path / "watched.csv"
        watched.write_text("ឈ្មោះ,year\nកែវ ភឿង,1980\n", encoding="utf-8")
        args = ("link", customers, str(watched), "-c", "name", "-C", "ឈ្មោះ")
        rows = [line.split(",")[2] for line in done(*args, *filter(None, (option,))).lines[1:]]
        assert (rows.count("កែវ ភឿង"), rows.count("")) == (linked, alone)
        by = done(*args, *filter(None, (option,)), "--by", "born", "--right-by", "year")
        assert by.lines[1].startswith("Keo Phoeurng,1980,កែវ ភឿង,1980,")
        assert ",same," in by.lines[1]
        assert by.lines[2].startswith("Keo Phoeurng,1991,,,")
        assert khnorm(*args, "--right-by", "year").code == 2

    def test_a_decision_about_nobody_is_told(self, tmp_path: Path) -> None:
        answers = tmp_path / "answers.csv"
        answers.write_text(
            "name_a,name_b,decision\nKeo Phoeurng,Chan Makara,different\n"
            "Keo Phoeurng,Ly Monyroath,same\nSok Dara,Kao Dara,no\n",
            encoding="utf-8",
        )
        path = listed(tmp_path, "Keo Phoeurng", "Chan Makara")
        for args in (("dedupe", path), ("link", path, path)):
            told = done(*args, "--decisions", str(answers)).err
            assert (
                f"{answers}:3: 'Keo Phoeurng' and 'Ly Monyroath' are not both in the list, "
                "and 1 more such; passed over" in told
            )


class TestBadInput:
    def refused(self, *args: str) -> str:
        outcome = khnorm(*args)
        assert outcome.code == 2
        assert outcome.out == b""
        assert "Traceback" not in outcome.err
        return outcome.err

    def test_a_missing_column(self, tmp_path: Path) -> None:
        path = listed(tmp_path, "a,b", header="khmer,latin")
        for option in ("-c", "--by"):
            args = ("-c", "latin", option, "name") if option == "--by" else (option, "name")
            assert "no column 'name'; there are: khmer, latin" in self.refused(
                "dedupe", path, *args
            )

    def test_a_truncated_parquet(self, tmp_path: Path) -> None:
        path = tmp_path / "cut.parquet"
        path.write_bytes((FOLDER / "list.parquet").read_bytes()[:-20])
        output = tmp_path / "out.csv"
        assert "cut.parquet" in self.refused("dedupe", str(path), "-c", "name", "-o", str(output))
        assert not output.exists()

    def test_one_file_for_two_outputs(self, tmp_path: Path) -> None:
        path, out = listed(tmp_path, "Sok Sopheap"), str(tmp_path / "out.csv")
        assert "written twice" in self.refused("dedupe", path, "-o", out, "--review", out)

    def test_an_output_that_is_the_input(self, tmp_path: Path) -> None:
        path = listed(tmp_path, "Sok Sopheap")
        for option in ("-o", "--review", "--report"):
            assert "is an input, too" in khnorm("dedupe", path, option, path).err
        assert Path(path).read_text(encoding="utf-8") == "name\nSok Sopheap\n"

    @pytest.mark.parametrize("option", ["-o", "--review", "--report"])
    def test_every_output_is_looked_at_before_the_work(self, tmp_path: Path, option: str) -> None:
        output, wrong = tmp_path / "ok.csv", str(tmp_path / "no" / "x.csv")
        args = {"-o": str(output), "--review": str(tmp_path / "ok.tsv")} | {option: wrong}
        named = [word for pair in args.items() for word in pair]
        # Told before the list is so much as opened.
        told = self.refused("dedupe", str(tmp_path / "missing.csv"), *named)
        assert f"khnorm: {wrong}: there is no folder " in told
        self.refused("dedupe", listed(tmp_path, "Sok Sopheap"), *named)
        assert [path.name for path in tmp_path.iterdir()] == ["list.csv"]
        assert "is a folder" in self.refused("dedupe", "missing.csv", option, str(tmp_path))
        assert "no folder" in self.refused("link", "missing.csv", "other.csv", "-o", wrong)
        assert "no folder" in self.refused("find", "missing.txt", "-o", wrong)

    @pytest.mark.parametrize("option", ["-o", "--review"])
    def test_a_library_that_is_missing_is_told_before_the_work(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: str
    ) -> None:
        monkeypatch.setitem(sys.modules, "openpyxl", None)
        monkeypatch.setattr("khnorm.jobs.dedupe.deduplicate", None)  # not to be called
        wrong = str(tmp_path / "out.xlsx")
        told = self.refused("dedupe", listed(tmp_path, "Sok Sopheap"), option, wrong)
        assert "pip install 'khnorm[excel]'" in told

    def test_two_outputs_into_one_stream(self, tmp_path: Path) -> None:
        path = listed(tmp_path, "Sok Sopheap")
        assert "standard output: is to be written twice" in self.refused(
            "dedupe", path, "--review", "-"
        )

    def test_standard_input_twice(self) -> None:
        assert "cannot be both lists" in self.refused("link", "-", "-")

    @pytest.mark.parametrize("wrong", ["0", "1.5", "high"])
    def test_a_threshold_out_of_range(self, tmp_path: Path, wrong: str) -> None:
        assert "threshold" in self.refused("dedupe", listed(tmp_path, "a"), "--threshold", wrong)

    def test_decisions_that_contradict_each_other(self, tmp_path: Path) -> None:
        answers = tmp_path / "answers.csv"
        answers.write_text(
            "name_a,name_b,decision\nKeo Phoeurng,Chan Makara,same\n"
            "Keo Phoeurng,Chan Makara,different\n",
            encoding="utf-8",
        )
        path = listed(tmp_path, "Keo Phoeurng", "Chan Makara")
        told = self.refused("dedupe", path, "--decisions", str(answers))
        assert "answers.csv:3: 'Chan Makara' and 'Keo Phoeurng' are decided to be two" in told
        assert "answers.csv:2, one; take one of these decisions back" in told

    def test_ragged_rows_and_formulas_and_line_ends_come_through(self, tmp_path: Path) -> None:
        path = tmp_path / "odd.csv"
        path.write_bytes(
            b'name,note\r\n"Sok\nSopheap",x\r\n=cmd(),+1\r\nKeo Phoeurng,a,b,c\r\n\r\n@x\r\n'
        )
        outcome = done("dedupe", str(path), "-c", "name", "-o", str(tmp_path / "out.csv"))
        assert "4 cells where the header has 2" in outcome.err
        table = read_table(str(tmp_path / "out.csv"))
        wanted = ["Sok\nSopheap", "=cmd()", "Keo Phoeurng", "", "@x"]
        assert table.texts("name") == wanted
        raw = (tmp_path / "out.csv").read_text(encoding="utf-8")
        assert "\n'=cmd()" in raw
        assert "\n'@x" in raw

    def test_a_cell_of_fifty_megabytes(self, tmp_path: Path) -> None:
        path = tmp_path / "big.txt"
        path.write_text("Sok Sopheap\n" + "ក ខ x, " * 7_500_000 + "\n", encoding="utf-8")
        output = tmp_path / "out.jsonl"
        done("dedupe", str(path), "--report", str(tmp_path / "page.html"), "-o", str(output))
        assert len(output.read_bytes().split(b"\n")) == 3
        assert (tmp_path / "page.html").stat().st_size < 200_000


def test_a_cell_too_long_for_a_name_is_told(tmp_path: Path) -> None:
    path = listed(tmp_path, "Hun Sen", "Hun Sen" * 400)
    told = done("dedupe", path, "-c", "name").err
    assert f"khnorm: {path}: 1 cell longer than 2,000 characters, taken for no name\n" in told
    assert "2 rows, 1 person," in told


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("option", ["--review", "--report"])
def test_what_was_written_before_a_disk_was_full_is_told(tmp_path: Path, option: str) -> None:
    path, output = listed(tmp_path, "Sok Manet", "Sok Manith"), tmp_path / "out.csv"
    told = done("dedupe", path, option, str(FULL), "-o", str(output), code=2).err
    assert f"nothing was written there; {output} had been written before" in told
    assert output.exists()
