"""The command line as a shell runs it: pipes, redirects, signals, locales."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMMAND = (sys.executable, "-m", "khnorm")
PLAIN = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG"))}
LOCALES = {
    "C": {"LC_ALL": "C"},
    "C, Python's own way out shut": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "ASCII streams": {"LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "ascii"},
    "UTF-16 streams": {"LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "utf-16"},
}


def run(
    *args: str, stdin: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *args], input=stdin, capture_output=True, check=False, env=env, timeout=120
    )


@pytest.mark.parametrize("locale", LOCALES)
def test_data_is_utf8_whatever_the_locale(locale: str, tmp_path: Path) -> None:
    env = PLAIN | LOCALES[locale]
    done = run("normalize", stdin="ហ៊ុន  សែន\nSaloth Sâr\n".encode(), env=env)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == "ហ៊ុន សែន\nSaloth Sâr\n".encode()
    done = run("normalize", "--text", "ហ៊ុន  សែន", env=env)
    assert done.stdout == "ហ៊ុន សែន\n".encode()
    path = tmp_path / "ឈ្មោះ.csv"
    path.write_text("ឈ្មោះ,x\nសុខ,1\n", encoding="utf-8")
    done = run("normalize", "--column", "ឈ្មោះ", str(path), env=env)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == "ឈ្មោះ,x,normalized\nសុខ,1,សុខ\n".encode()
    assert b"Usage: khnorm" in run("romanize", "--help", env=env).stdout


def test_a_reader_that_has_seen_enough_ends_it_silently() -> None:
    shell = f"yes 'Hun Sen' | {COMMAND[0]} -m khnorm normalize | head -1"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, check=False, timeout=60)
    assert (done.stdout, done.stderr) == (b"Hun Sen\n", b"")


def test_a_full_disk_behind_a_redirect_is_told() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs a device that is always full")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, "normalize"],
            input=b"Sok\n",
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == b"khnorm: standard output: No space left on device\n"


def test_a_redirect_holds_data_alone(tmp_path: Path) -> None:
    given, got = tmp_path / "in.csv", tmp_path / "out.csv"
    given.write_text("id,name\n1,Sok\n2\n", encoding="utf-8")
    with given.open("rb") as stdin, got.open("wb") as stdout:
        done = subprocess.run(
            [*COMMAND, "normalize", "-c", "name"],
            stdin=stdin,
            stdout=stdout,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 0
    assert got.read_bytes() == b"id,name,normalized\n1,Sok,Sok\n2,,\n"
    assert done.stderr.startswith(b"khnorm: standard input:3: 1 cell where")


@pytest.mark.parametrize(
    ("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["Ctrl-C", "kill"]
)
def test_an_interrupt_leaves_no_half_written_file(
    tmp_path: Path, sent: signal.Signals, code: int
) -> None:
    output = tmp_path / "out.txt"
    output.write_text("as it was\n", encoding="utf-8")
    with subprocess.Popen(
        [*COMMAND, "normalize", "-o", str(output)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdin is not None
        assert running.stderr is not None
        running.stdin.write(b"Hun Sen\n" * 10_000)
        running.stdin.flush()
        for _ in range(600):
            if len(list(tmp_path.iterdir())) == 2:
                break
            time.sleep(0.05)
        running.send_signal(sent)
        assert running.wait(timeout=60) == code
        assert running.stderr.read().strip() == b""
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]
    assert output.read_text(encoding="utf-8") == "as it was\n"


@pytest.mark.parametrize(
    ("redirect", "message"),
    [("<&-", "standard input: is closed"), (">&-", "standard output: is closed")],
)
def test_a_closed_stream_is_told(redirect: str, message: str) -> None:
    shell = f"{COMMAND[0]} -m khnorm normalize {redirect}"
    done = subprocess.run(
        ["bash", "-c", shell], input=b"Sok\n", capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 2
    assert message in done.stderr.decode()


def test_a_stream_takes_the_same_memory_however_long_it_is() -> None:
    # 180 MB go through an address space that could not hold them.
    limit = 150 << 20
    shell = f"yes {'Sok' * 3000} | head -20000 | {COMMAND[0]} -m khnorm normalize | wc -l"

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))

    done = subprocess.run(
        ["bash", "-c", shell], capture_output=True, check=False, timeout=120, preexec_fn=bound
    )
    assert (done.stdout.strip(), done.stderr) == (b"20000", b"")


def test_importing_khnorm_loads_nothing_heavy() -> None:
    code = "import sys, khnorm; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    loaded = set(done.stdout.split())
    heavy = {"regex", "rapidfuzz", "numpy", "unidecode", "click", "rich", "khnorm.tables"}
    assert not loaded & heavy


def test_starting_a_command_loads_only_what_it_needs() -> None:
    code = (
        "import sys; from khnorm.cli import main\n"
        "try: main(['normalize'])\n"
        "finally: print(*sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input="Sok\n", capture_output=True, check=True, text=True
    )
    loaded = set(done.stderr.split())
    assert done.stdout == "Sok\n"
    assert not loaded & {"numpy", "rapidfuzz", "rich", "pyarrow", "openpyxl", "python_calamine"}
