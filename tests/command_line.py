"""Runs `khnorm` within the test's own process, with streams of bytes as a shell gives them."""

from __future__ import annotations

import io
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from khnorm.cli import main

__all__ = ["Outcome", "khnorm"]


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: bytes
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.decode("utf-8").removesuffix("\n").split("\n")


@contextmanager
def _streams(stdin: bytes) -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    before = sys.stdin, sys.stdout, sys.stderr
    handler = signal.getsignal(signal.SIGTERM)
    out, err = io.BytesIO(), io.BytesIO()
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), encoding="ascii")
    sys.stdout = io.TextIOWrapper(out, encoding="ascii", write_through=True)
    sys.stderr = io.TextIOWrapper(err, encoding="ascii", write_through=True)
    try:
        yield out, err
    finally:
        for stream in (sys.stdin, sys.stdout, sys.stderr):
            stream.detach()
        sys.stdin, sys.stdout, sys.stderr = before
        signal.signal(signal.SIGTERM, handler)


def khnorm(*args: str, stdin: bytes | str = b"") -> Outcome:
    """Run a command."""
    given = stdin.encode("utf-8") if isinstance(stdin, str) else stdin
    code = None
    with _streams(given) as (out, err):
        try:
            main(args)
        except SystemExit as left:
            code = left.code
    assert isinstance(code, int)
    return Outcome(code, out.getvalue(), err.getvalue().decode("utf-8"))
