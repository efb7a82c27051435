"""Running text in documents: the stretches inside which second mentions are tied to full names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

__all__ = ["WINDOW", "By", "Document", "documents"]

# Characters after which a document ends with its line, so that memory does not grow with the file.
WINDOW = 1 << 20


class By(StrEnum):
    """What a document is."""

    FILE = "file"
    PARAGRAPH = "paragraph"
    LINE = "line"


class Document(NamedTuple):
    """A stretch of a file: `line` is its first line, from 1; `start` its first character, from 0."""

    source: str
    line: int
    start: int
    text: str


def documents(
    lines: Iterable[str], source: str, by: By = By.FILE, window: int | None = None
) -> Iterator[Document]:
    r"""Cut a text into documents, as it comes.

    Args:
        lines: the text, line by line with the line ends.
        source: what to call it.
        by: the whole file, each paragraph (parted by empty lines), or each line.
        window: characters after which even a file's or a paragraph's document ends with its line;
            None for `WINDOW`.

    Returns:
        The documents in order; together they are the text.

    Examples:
        >>> cut = documents(["Hun Sen\n", "\n", "Sok An"], "news.txt", By.PARAGRAPH)
        >>> [(one.line, one.start, one.text) for one in cut]
        [(1, 0, 'Hun Sen\n\n'), (3, 9, 'Sok An')]
    """
    most = WINDOW if window is None else window
    held: list[str] = []
    size = start = 0
    first = 1
    for number, line in enumerate(lines, start=1):
        held.append(line)
        size += len(line)
        ended = by is By.LINE or (by is By.PARAGRAPH and not line.strip())
        if ended or size >= most:
            yield Document(source, first, start, "".join(held))
            start += size
            first, size = number + 1, 0
            held.clear()
    if held:
        yield Document(source, first, start, "".join(held))
