"""The golden files of the command line: `make golden` rewrites them, `test_golden.py` compares.

A case is a line of `golden/cases.tsv`: its name, the words after `khnorm`, and the file that is its
standard input. What it wrote stands in `golden/NAME.out` and `golden/NAME.err`. The public names of the
package with their signatures stand in `golden/interface.txt`. What the pages of the documentation say
and a run can tell is renewed, too.
"""

from __future__ import annotations

import inspect
import os
import re
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from command_line import Outcome, khnorm
from pages import PAGES, renewed

import khnorm as public

__all__ = ["FOLDER", "INTERFACE", "Case", "cases", "interface", "written"]

FOLDER = Path(__file__).parent / "golden"
INTERFACE = FOLDER / "interface.txt"


class Case(NamedTuple):
    """One command and what belongs to it."""

    name: str
    words: str
    stdin: str

    @property
    def out(self) -> Path:
        return FOLDER / f"{self.name}.out"

    @property
    def err(self) -> Path:
        return FOLDER / f"{self.name}.err"

    def run(self) -> Outcome:
        """Run the command in the folder of the golden files."""
        stdin = (FOLDER / self.stdin).read_bytes() if self.stdin else b""
        with _in(FOLDER):
            return khnorm(*shlex.split(self.words), stdin=stdin)


@contextmanager
def _in(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def cases() -> list[Case]:
    """Read the cases."""
    lines = (FOLDER / "cases.tsv").read_text(encoding="utf-8").split("\n")
    return [Case(*line.split("\t")) for line in lines[1:] if line]


def written(done: Outcome) -> str:
    """Give what stands in the `.err` file: the exit code, then the words."""
    return f"exit {done.code}\n{done.err}"


def interface() -> str:
    """Give the public names as text: functions and classes with their signatures."""
    told = []
    for name in sorted(public.__all__):
        value = getattr(public, name)
        if inspect.isfunction(value):
            told.append(f"{name}{inspect.signature(value)}")
        elif inspect.isclass(value):
            told += _interface_of(name, value)
    # A default that is a function is told by its name, not by where it lies in memory.
    return re.sub(r"<function (\S+) at 0x[0-9a-f]+>", r"\1", "\n".join(told) + "\n")


def _interface_of(name: str, kind: type) -> list[str]:
    if issubclass(kind, Enum):
        return [f"{name}: {', '.join(f'{member.name}={member.value!r}' for member in kind)}"]
    if issubclass(kind, Exception):
        return [f"{name}({', '.join(base.__name__ for base in kind.__bases__)})"]
    methods = [
        f"{name}.{method}{inspect.signature(value)}"
        for method, value in sorted(vars(kind).items())
        if inspect.isfunction(value) and not method.startswith("_")
    ]
    return [f"{name}{inspect.signature(kind)}", *methods]


def main() -> None:
    """Rewrite the golden files."""
    for old in [*FOLDER.glob("*.out"), *FOLDER.glob("*.err")]:
        old.unlink()
    for case in cases():
        done = case.run()
        case.out.write_bytes(done.out)
        case.err.write_text(written(done), encoding="utf-8", newline="\n")
    INTERFACE.write_text(interface(), encoding="utf-8", newline="\n")
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        page.write_text(renewed(text), encoding="utf-8", newline="\n")
    print(f"{len(cases())} cases written to {FOLDER}; look at the diff")


if __name__ == "__main__":
    main()
