"""What the command line prints, byte for byte; `make golden` rewrites the files."""

from __future__ import annotations

import pytest
from golden import FOLDER, Case, cases, written

CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_command_prints_what_it_printed(case: Case) -> None:
    done = case.run()
    assert done.out.decode("utf-8") == case.out.read_bytes().decode("utf-8")
    assert written(done) == case.err.read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    expected = {path for case in CASES for path in (case.out, case.err)}
    assert {*FOLDER.glob("*.out"), *FOLDER.glob("*.err")} == expected
    assert len(CASES) > 20
