"""Files out: whole or not at all, and never over what is being read."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from khnorm.errors import OutputError

__all__ = ["check_targets", "open_target"]


def check_targets(paths: Sequence[str], inputs: Sequence[str] = ()) -> None:
    """See that files can be written, before the work that fills them.

    Args:
        paths: all that will be written, each a file, or `-` for standard output.
        inputs: paths that are being read; none of them may be written.

    Raises:
        OutputError: one is in no folder or in one that cannot be written, is a folder, is one of
            the inputs, or is there twice.
    """
    for path in paths:
        if path != "-":
            _check(path, Path(os.path.realpath(path)), inputs)
    places = Counter(path if path == "-" else os.path.realpath(path) for path in paths)
    for place, times in places.items():
        if times > 1 and (place == "-" or not _is_direct(Path(place))):
            name = "standard output" if place == "-" else place
            raise OutputError(f"{name}: is to be written twice; give each output a name of its own")


def _check(path: str, target: Path, inputs: Sequence[str]) -> None:
    if not target.parent.is_dir():
        raise OutputError(f"{path}: there is no folder {target.parent}; make it first")
    if target.is_dir():
        raise OutputError(f"{path}: is a folder; name a file in it")
    _refuse_inputs(path, target, inputs)
    if not os.access(target if _is_direct(target) else target.parent, os.W_OK):
        raise OutputError(f"{path}: may not be written there; choose another place")


def _is_direct(target: Path) -> bool:
    """Tell whether something is a pipe or a device, which nothing can be put in the place of."""
    return target.exists() and not stat.S_ISREG(target.stat().st_mode)


def _refuse_inputs(path: str, target: Path, inputs: Sequence[str]) -> None:
    for given in inputs:
        if given == "-" or not (target.exists() and Path(given).exists()):
            continue
        if target.samefile(given) and not _is_direct(target):
            raise OutputError(f"{path}: is an input, too; give the output another name")


@contextmanager
def open_target(path: str, inputs: Sequence[str] = ()) -> Iterator[BinaryIO]:
    """Open a file to be written whole or not at all: beside it, then put in its place.

    Args:
        path: a file, or `-` for standard output. What is no regular file (a pipe, a device) is
            written directly.
        inputs: paths that are being read; none of them may be the output.

    Returns:
        A context that gives the stream. If the context is left by an exception, the file that
        stood there before stands there still.

    Raises:
        OutputError: cannot be written, or is one of the inputs.
    """
    if path == "-":
        # Python has None there where the shell closed it.
        if not sys.stdout:
            raise OutputError("standard output: is closed; name a file with --output")
        stream = cast(BinaryIO, sys.stdout.buffer)
        yield stream
        stream.flush()
        return
    target = Path(os.path.realpath(path))
    _refuse_inputs(path, target, inputs)
    try:
        if _is_direct(target):
            with target.open("wb") as direct:
                yield direct
            return
        beside = target.with_name(f".khnorm-{secrets.token_hex(6)}.tmp")
        try:
            with beside.open("xb") as fresh:
                yield fresh
                fresh.flush()
                os.fsync(fresh.fileno())
            if target.exists():
                shutil.copymode(target, beside)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}; nothing was written there") from error
