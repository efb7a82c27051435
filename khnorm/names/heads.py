"""A text read by what stands before the name, which is read once for all names behind it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from khnorm.names.borders import is_apart
from khnorm.names.page import Hit, Page
from khnorm.names.reading import Reading, read
from khnorm.names.tails import tail_of
from khnorm.names.words import Word

__all__ = ["read_words"]


class _Head(NamedTuple):
    """What a head holds; a number among words stands for that word of the tail."""

    hits: list[Hit]
    name: list[Word | int]
    aliases: list[list[Word | int]]
    comma: bool


class _Asked:
    """A text to be read, equal to all others of the same head and the same sort of tail.

    Nothing in the tables begins in the tail (`khnorm.names.tails`) or is spelt across the border of
    the two (`khnorm.names.borders`). So the reader learns of the tail only how many words it has and what its
    signature says; of the text, whether it is all capitals or all small. All this is in the key.
    """

    __slots__ = ("key", "page", "start")

    def __init__(self, page: Page, head: str, start: int, signature: int) -> None:
        self.key = (head, signature, page.capitals, page.small)
        self.page: Page | None = page
        self.start = start

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self.key == other.key


def read_words(text: str, words: list[Word]) -> Reading:
    """Sort the words of a text as `khnorm.names.reading.read` does, each head but once.

    Args:
        text: what `normalize` gave.
        words: its words.

    Returns:
        What they are.

    Examples:
        >>> from khnorm.names.words import split
        >>> reading = read_words("Lok Hun Sen", split("Lok Hun Sen"))
        >>> [hit.id for hit in reading.hits], [word.text for word in reading.name]
        (['lok'], ['Hun', 'Sen'])
    """
    page = Page(text, words)
    start, signature = tail_of(page)
    if not start:
        return Reading([], words, [], False)
    tail = words[start:]
    if not tail:
        return read(page)
    head = text[: tail[0].start]
    if not next(_sightings(head)) or not is_apart(head, tail):
        return read(page)
    known = _read_head(_Asked(page, head, start, signature))
    if known is None:
        return read(page)
    return Reading(
        list(known.hits),
        _filled(known.name, tail),
        [_filled(alias, tail) for alias in known.aliases],
        known.comma,
    )


@lru_cache(maxsize=1 << 15)
def _sightings(head: str) -> Iterator[int]:
    """Count how often a head was met before: it is worth keeping in mind when it comes again."""
    return count()


def _filled(words: list[Word | int], tail: list[Word]) -> list[Word]:
    return [tail[word] if isinstance(word, int) else word for word in words]


@lru_cache(maxsize=1 << 14)
def _read_head(asked: _Asked) -> _Head | None:
    """Read a text, the words of the tail left open; None where a title takes in some of the tail."""
    page, asked.page = asked.page, None
    if page is None:
        return None
    border = page.words[asked.start].start
    places = {id(word): place for place, word in enumerate(page.words[asked.start :])}
    reading = read(Page(page.text, list(page.words)))
    parts = [reading.name, *reading.aliases]
    if any(hit.end > border for hit in reading.hits) or any(
        word.end > border and id(word) not in places for part in parts for word in part
    ):
        return None
    name, *aliases = ([places.get(id(word), word) for word in part] for part in parts)
    return _Head(reading.hits, name, aliases, reading.comma)
