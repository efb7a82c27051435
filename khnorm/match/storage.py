"""An index in one file: arrays and a few facts, read back by memory map."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from khnorm.errors import InputError, OutputError
from khnorm.targets import open_target

__all__ = ["Arrays", "Texts", "check_index_target", "load_arrays", "save_arrays"]

Arrays = dict[str, NDArray[Any]]

_MAGIC = b"khnorm index\n"
# Raised whenever what the arrays mean changes: an index is rebuilt, never guessed at.
_VERSION = 2
_HEAD = struct.Struct("<IIQI")  # version, length of the facts, length of the arrays, checksum
_ALIGNED = 64


class Texts(Sequence[str]):
    """Many strings as one block of UTF-8 and where each ends; reads from memory or from a file."""

    __slots__ = ("_bytes", "_ends", "block", "ends")

    def __init__(self, block: NDArray[np.uint8], ends: NDArray[np.int64]) -> None:
        self.block = block
        self.ends = ends
        self._bytes, self._ends = block.data, ends.data  # quicker to read one by one

    @classmethod
    def of(cls, texts: Iterable[str]) -> Texts:
        """Pack strings.

        Examples:
            >>> list(Texts.of(["Sok", "សុខ"]))
            ['Sok', 'សុខ']
        """
        encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
        block = np.frombuffer(b"".join(encoded), dtype=np.uint8)
        ends = np.cumsum([len(text) for text in encoded], dtype=np.int64)
        return cls(block, ends)

    def __len__(self) -> int:
        return len(self.ends)

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> list[str]: ...

    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        if at < 0 and (at := at + len(self)) < 0:
            raise IndexError(at)
        start = self._ends[at - 1] if at else 0
        return str(self._bytes[start : self._ends[at]], "utf-8", "surrogatepass")


def check_index_target(path: str | Path) -> None:
    """See that an index may be written somewhere: nothing but an index is replaced by one.

    Args:
        path: the file.

    Raises:
        OutputError: it is standard output, or is there and no index.
    """
    if str(path) == "-":
        raise OutputError("-: an index is read by mapping its file; name a file for it")
    file = Path(path)
    if not file.is_file() or not file.stat().st_size:
        return
    try:
        with file.open("rb") as there:
            known = there.read(len(_MAGIC)) == _MAGIC
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}; nothing was written there") from error
    if not known:
        raise OutputError(f"{path}: is there and no khnorm index; give the index another name")


def save_arrays(path: str | Path, arrays: Arrays, facts: dict[str, Any]) -> None:
    """Write arrays and facts to a file, whole or not at all.

    Args:
        path: the file; an index that is there is replaced.
        arrays: by name.
        facts: anything that JSON can hold.

    Raises:
        OutputError: the file cannot be written, or is there and no index.
    """
    check_index_target(path)
    places, blocks, offset = {}, [], 0
    for name, array in arrays.items():
        data = np.ascontiguousarray(array).tobytes()
        filled = data + bytes(-len(data) % _ALIGNED)
        places[name] = [array.dtype.str, list(array.shape), offset, len(data)]
        blocks.append(filled)
        offset += len(filled)
    head = json.dumps({"facts": facts, "arrays": places}, ensure_ascii=False).encode()
    head += b" " * (-(len(_MAGIC) + _HEAD.size + len(head)) % _ALIGNED)
    checksum = zlib.crc32(head)
    for block in blocks:
        checksum = zlib.crc32(block, checksum)
    with open_target(str(path)) as out:
        out.write(_MAGIC + _HEAD.pack(_VERSION, len(head), offset, checksum) + head)
        out.writelines(blocks)


def load_arrays(path: str | Path) -> tuple[Arrays, dict[str, Any]]:
    """Map the arrays of a file into memory.

    Args:
        path: a file that `save_arrays` wrote.

    Returns:
        The arrays, read-only, and the facts.

    Raises:
        InputError: the file cannot be read, is no index, is of another version, or is damaged.
    """
    file = Path(path)
    try:
        size = file.stat().st_size
        mapped = np.memmap(file, dtype=np.uint8, mode="r") if size else np.empty(0, np.uint8)
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror}); check the path") from error
    block = mapped.view(np.ndarray)  # the same memory without the class's cost for each slice
    start = len(_MAGIC) + _HEAD.size
    if block[: len(_MAGIC)].tobytes() != _MAGIC:
        raise InputError(
            f"{file}: is no khnorm index; make one with `khnorm table index` or Resolver.save"
        )
    if size < start:
        raise InputError(f"{file}: is damaged (cut short); build the index again")
    version, head_length, length, checksum = _HEAD.unpack(block[len(_MAGIC) : start].tobytes())
    if version != _VERSION:
        raise InputError(
            f"{file}: is an index of version {version}, this khnorm reads version {_VERSION}; "
            "build the index again"
        )
    if size != start + head_length + length or zlib.crc32(block[start:].data) != checksum:
        raise InputError(f"{file}: is damaged (its checksum differs); build the index again")
    head = json.loads(block[start : start + head_length].tobytes())
    arrays: Arrays = {}
    first = start + head_length
    for name, (kind, shape, offset, bytes_) in head["arrays"].items():
        part = block[first + offset : first + offset + bytes_]
        arrays[name] = part.view(np.dtype(kind)).reshape(shape)
    return arrays, head["facts"]
