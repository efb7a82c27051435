"""Bytes to lines of text, strictly: a wrong byte is named with its place, never replaced."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO

from khnorm.errors import InputError

__all__ = ["detect_encoding", "read_lines"]

_CHUNK = 1 << 16
# UTF-32 before UTF-16: the little-endian mark of one begins with that of the other.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def _is_utf8_so_far(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def detect_encoding(head: bytes) -> tuple[str, int]:
    r"""Tell the Unicode encoding of a text from its first bytes.

    Args:
        head: the first bytes, from the very start; a few kilobytes are plenty.

    Returns:
        The codec's name and the length of the byte order mark in bytes, 0 where there is none.
        UTF-16 without a mark is known by zero bytes that all stand on one side; everything else is
        taken to be UTF-8, which the strict decoder then proves or refutes.

    Examples:
        >>> detect_encoding("\ufeffសុខ".encode("utf-8"))
        ('utf-8', 3)
        >>> detect_encoding("Sok An\n".encode("utf-16-le"))
        ('utf-16-le', 0)
    """
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding, len(mark)
    high, low = head[0::2].count(0), head[1::2].count(0)
    one_sided = bool(high) != bool(low)
    if one_sided and (4 * (high + low) >= len(head) or not _is_utf8_so_far(head)):
        return ("utf-16-le" if low else "utf-16-be"), 0
    return "utf-8", 0


def _codec(encoding: str | None, head: bytes, name: str) -> tuple[str, int]:
    if encoding is None:
        return detect_encoding(head)
    try:
        known = codecs.lookup(encoding).name
        "".encode(known)
    except LookupError as error:
        raise InputError(
            f"{name}: no encoding is called {encoding!r}; "
            "pass one that Python knows, such as utf-8, utf-16 or cp1252"
        ) from error
    for mark, marked in _MARKS:
        if marked.startswith(known) and head.startswith(mark):
            return marked, len(mark)
    return {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(known, known), 0


def _refusal(name: str, line: int, byte: int, encoding: str, *, asked: bool) -> InputError:
    label = encoding.upper().removesuffix("-LE").removesuffix("-BE")
    remedy = (
        "pass the --encoding that the file was saved in"
        if asked
        else "re-save as UTF-8 or pass --encoding"
    )
    return InputError(f"{name}:{line}: not {label} at byte {byte}; {remedy}")


def _first_chunk(stream: BinaryIO) -> bytes:
    # A pipe may hand over less than a byte order mark at a time.
    head = stream.read(4)
    return head + _some(stream) if len(head) == 4 else head


def _some(stream: BinaryIO) -> bytes:
    if isinstance(stream, io.BufferedReader | io.BytesIO):
        return stream.read1(_CHUNK)
    return stream.read(_CHUNK)


def _decoded(stream: BinaryIO, name: str, encoding: str | None) -> Iterator[str]:
    data = _first_chunk(stream)
    codec, mark = _codec(encoding, data, name)
    decoder = codecs.getincrementaldecoder(codec)()
    start, data, line = mark, data[mark:], 1
    while True:
        held = decoder.getstate()[0]
        try:
            text = decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            good = error.object[: error.start].decode(codec)
            if good:
                yield good
            wrong = start - len(held) + error.start + 1
            raise _refusal(
                name, line + good.count("\n"), wrong, codec, asked=encoding is not None
            ) from error
        line += text.count("\n")
        if text:
            yield text
        if not data:
            return
        start += len(data)
        data = _some(stream)


def read_lines(
    stream: BinaryIO, name: str, *, encoding: str | None = None, newline: str = "\n"
) -> Iterator[str]:
    r"""Read the lines of a text at constant memory, as they arrive.

    Args:
        stream: bytes from their very start; it need not be seekable.
        name: what to call the stream in a message.
        encoding: a codec's name; without it UTF-8, or what a byte order mark or the pattern of
            zero bytes tells.
        newline: `"\n"` ends lines there only; `""` also at `\r` and `\r\n`, as CSV does.

    Returns:
        The lines with their ends; the last may have none.

    Raises:
        InputError: a byte that the encoding does not allow, with line and byte counted from 1;
            the lines before it have been given.

    Examples:
        >>> list(read_lines(io.BytesIO(b"Sok An\nHun Sen"), "names.txt"))
        ['Sok An\n', 'Hun Sen']
        >>> list(read_lines(io.BytesIO(b"Sok\nHor\xe9"), "names.txt"))
        Traceback (most recent call last):
        khnorm.errors.InputError: names.txt:2: not UTF-8 at byte 8; re-save as UTF-8 or pass --encoding
    """
    held, tail = "", list[str]()
    for piece in _decoded(stream, name, encoding):
        text, held = held + piece, ""
        if not newline and text.endswith("\r"):
            # Only the next piece can tell whether a line feed belongs to it.
            text, held = text[:-1], "\r"
        for line in io.StringIO(text, newline=newline):
            tail.append(line)
            if line.endswith("\n") or (not newline and line.endswith("\r")):
                yield "".join(tail)
                tail.clear()
    tail.append(held)
    last = "".join(tail)
    if last:
        yield last
