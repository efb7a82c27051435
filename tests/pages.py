"""What the pages say that a run can tell: shell lines with their output, the size of the tables."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from khnorm.tables import rows

__all__ = ["PAGES", "ROOT", "counted", "renewed", "shell_lines"]

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))

_BLOCK = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)
_COUNTS = re.compile(
    r"[\d,]+ titles in [\d,]+ spellings, [\d,]+ public figures in [\d,]+, "
    r"[\d,]+ of these spellings attested"
)


def shell_lines(block: str) -> list[tuple[str, str]]:
    """Part a block into its commands, each with what it prints."""
    pieces = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    return [(command, output) for command, _, output in (piece.partition("\n") for piece in pieces)]


def _printed(command: str) -> str:
    """Run a command where only the examples are, and give all it prints."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", Path(folder) / "examples")
        done = subprocess.run(
            ["bash", "-c", command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            cwd=folder,
            env=os.environ
            | {"PATH": str(Path(sys.executable).parent) + os.pathsep + os.environ["PATH"]},
        )
    return done.stdout.decode("utf-8")


def counted() -> str:
    """Say how much the shipped tables hold, refused rows apart."""
    kept = [row for row in rows("aliases.tsv") if row["status"] != "refused"]
    claims = [row["kind"] for row in kept]
    attested = sum(row["source"] != "own knowledge" for row in kept)
    return (
        f"{len(rows('titles.tsv')):,} titles in {claims.count('title'):,} spellings, "
        f"{len(rows('people.tsv')):,} public figures in {claims.count('person'):,}, "
        f"{attested:,} of these spellings attested"
    )


def renewed(text: str) -> str:
    """Give a page with its shell lines run again and the tables counted again."""

    def run_again(match: re.Match[str]) -> str:
        lines = shell_lines(match.group())
        return "".join(f"$ {command}\n{_printed(command)}" for command, _ in lines)

    return _COUNTS.sub(counted(), _BLOCK.sub(run_again, text))
