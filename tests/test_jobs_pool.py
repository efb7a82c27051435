"""Processes that work: none is left behind."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from khnorm import dedupe, link

SCRIPT = """
import os, time
from khnorm.jobs.pool import workers

if __name__ == "__main__":
    with workers(2) as hands:
        print(*set(hands.map(abs, range(8))), *hands._pool._processes, flush=True)
        time.sleep(60)
"""


def is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except OSError:
        return False
    return True


@pytest.mark.skipif(sys.platform == "win32", reason="asks after processes as POSIX does")
def test_workers_end_with_the_process_that_started_them() -> None:
    with subprocess.Popen([sys.executable, "-c", SCRIPT], stdout=subprocess.PIPE) as killed:
        assert killed.stdout is not None
        started = [int(number) for number in killed.stdout.readline().split()[8:]]
        killed.kill()
    assert len(started) == 2
    for _ in range(200):
        if not any(map(is_there, started)):
            return
        time.sleep(0.05)
    pytest.fail(f"still there: {started}")


def test_the_collector_of_garbage_is_left_as_it_was() -> None:
    for wanted in (True, False):
        (gc.enable if wanted else gc.disable)()
        try:
            dedupe(["Sok Sopheap"] * 2, workers=2)
            link(["Sok Sopheap"], ["Sok Sopheap"], workers=2)
            assert gc.isenabled() is wanted
        finally:
            gc.enable()


WORK = "import khnorm; khnorm.dedupe(['Sok Dara', 'Hun Sen'], workers=2)"


@pytest.mark.parametrize(
    ("from_input", "words"),
    [
        (True, "put the script into a file, or give workers=1"),
        (False, "guard the work of a script"),
    ],
)
def test_a_script_that_processes_cannot_run_again_is_told_so(
    tmp_path: Path, from_input: bool, words: str
) -> None:
    file = tmp_path / "script.py"
    file.write_text(WORK, encoding="utf-8")
    command = [sys.executable, "-" if from_input else str(file)]
    done = subprocess.run(command, input=WORK, capture_output=True, text=True)
    assert done.returncode
    assert words in done.stderr.splitlines()[-1]
