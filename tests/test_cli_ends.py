"""How the work on a list is cut short: an interrupt, a reader that has gone, a full disk."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import khnorm
from golden_lists import FOLDER

RUN = (sys.executable, "-m", "khnorm")


def started(*args: str, run: tuple[str, ...] = RUN, **options: object) -> subprocess.Popen[bytes]:
    process: subprocess.Popen[bytes] = subprocess.Popen(
        [*run, *args],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        **options,  # type: ignore[call-overload]
    )
    return process


# A job that always has another task, however fast the real one is; all the rest is the command's.
ENDLESS = """
import itertools, sys, time
import khnorm.jobs.dedupe, khnorm.jobs.pool
from khnorm.cli import main

def task(place):
    sys.stderr.write("at work\\n")
    sys.stderr.flush()
    time.sleep(0.1)

def endless(names, *, workers, **others):
    with khnorm.jobs.pool.workers(workers) as hands:
        for _ in hands.map(task, itertools.count()):
            pass

if __name__ == "__main__":
    khnorm.jobs.dedupe.deduplicate = endless
    main(sys.argv[1:])
else:  # a process that has not begun yet
    sys.stderr.write("starting\\n")
    sys.stderr.flush()
    time.sleep(0.5)
"""


def _nobody_left(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    time.sleep(0.1)
    return False


@pytest.mark.parametrize(
    ("workers", "seen"), [(1, b"at work\n"), (2, b"starting\n"), (2, b"at work\n")]
)
def test_an_interrupt_ends_all_of_it(tmp_path: Path, workers: int, seen: bytes) -> None:
    script, output = tmp_path / "endless.py", tmp_path / "out.csv"
    script.write_text(ENDLESS, encoding="utf-8")
    args = ("dedupe", str(FOLDER / "list.txt"), "--workers", str(workers), "-o", str(output))
    process = started(*args, run=(sys.executable, str(script)))
    assert process.stderr
    assert seen in iter(process.stderr.readline, b"")
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130, told
    assert b"Traceback" not in told
    assert [path.name for path in tmp_path.iterdir()] == ["endless.py"]
    assert any(_nobody_left(process.pid) for _ in range(100))


def test_a_reader_that_has_seen_enough() -> None:
    with started("dedupe", str(FOLDER / "list.csv"), "-c", "name") as process:
        assert process.stdout
        process.stdout.close()
        assert process.stderr
        assert b"Traceback" not in process.stderr.read()
        assert process.wait(timeout=60) == 0


ROOM = 100


def _no_room() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))


@pytest.mark.parametrize("option", ["-o", "--review", "--report"])
def test_a_full_disk_leaves_no_half_file(tmp_path: Path, option: str) -> None:
    target, path = tmp_path / "out.csv", tmp_path / "list.csv"
    path.write_text("name\nKeo Phoeurng\nKeo Phoeung\n", encoding="utf-8")
    args = ("dedupe", str(path), "--threshold", "0.9999", option, str(target))
    assert khnorm(*args).code == 0
    assert target.stat().st_size > ROOM
    target.unlink()
    prepare: Callable[[], None] = _no_room
    process = started(*args, preexec_fn=prepare, cwd=tmp_path)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 2, told
    assert f"khnorm: {target}: ".encode() in told
    assert b"; nothing was written there" in told
    assert [path.name for path in tmp_path.iterdir()] == ["list.csv"]


NOBODY_HEARS = {"full": "2> /dev/full", "left": "2> >(true)", "closed": "2>&-"}


def unheard(way: str, *args: str) -> int:
    """Run a command whose standard error nobody reads; give how it ended."""
    command = f'"$@" {NOBODY_HEARS[way]}'
    return subprocess.run(["bash", "-c", command, "bash", *RUN, *args], check=False).returncode


@pytest.mark.parametrize("way", NOBODY_HEARS)
def test_a_job_is_done_though_nobody_hears_of_it(tmp_path: Path, way: str) -> None:
    names, answers, output = (tmp_path / name for name in ("names.csv", "answers.csv", "out.csv"))
    names.write_text("name\nSok Dara\nKeo Pisey\n")
    # That nobody bears the names of an answer is told before the rows are written.
    answers.write_text("name_a,name_b,decision\nChan Vuthy,Mao Sarith,same\n")
    job = ("link", names, names, "-c", "name", "--decisions", answers, "-o", output)
    assert unheard(way, *map(str, job)) == 0
    assert output.read_text().count("\n") == 3


@pytest.mark.parametrize("way", NOBODY_HEARS)
def test_a_mistake_is_no_finding_though_nobody_hears_of_it(way: str) -> None:
    assert unheard(way, "dedupe", "nowhere.csv", "--nonsense") == 2
    assert unheard(way, "dedupe", "nowhere.csv", "--check") == 2
