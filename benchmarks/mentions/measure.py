"""Precision and recall of bare names, and false alarms, on sentences whose names are marked.

A name found is right where its place is exactly that of a marked one, and the titles found with it
stand in the same sentence; a title that stands alone (an empty name) is left out of the count. A
row without a marked name in which anything is found is a false alarm.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

from khnorm import find_names
from khnorm.tables import read_rows
from khnorm.text.normalize import aligned

HERE = Path(__file__).parent
LANGUAGES = ("english", "khmer")
HALVES = ("dev", "held")
_MARK = re.compile(r"\{([^{}]*)\}")
_STOP = "\u00b6"  # marks where a sentence ends inside a row
Places = set[tuple[int, int]]
# Gives the place of each name, and where the titles before it begin.
Finder = Callable[[str], Iterable[tuple[int, int, int]]]


@dataclass(frozen=True, slots=True)
class Sentence:
    half: str
    manner: str
    text: str
    names: frozenset[tuple[int, int]]
    stops: tuple[int, ...] = ()


@dataclass(slots=True)
class Score:
    """Counts over some sentences; `misses` holds what went wrong, a line each."""

    marked: int = 0
    found: int = 0
    right: int = 0
    without: int = 0
    alarms: int = 0
    misses: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.marked if self.marked else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def alarm_share(self) -> float:
        return self.alarms / self.without if self.without else 0.0


def unmark(marked: str) -> tuple[str, frozenset[tuple[int, int]]]:
    """Give a text without its braces, and the places of what stood in them."""
    pieces: list[str] = []
    names = []
    size = done = 0
    for match in _MARK.finditer(marked):
        pieces += [marked[done : match.start()], match[1]]
        size += match.start() - done
        names.append((size, size + len(match[1])))
        size += len(match[1])
        done = match.end()
    return "".join((*pieces, marked[done:])), frozenset(names)


def read_sentences(language: str) -> list[Sentence]:
    path = HERE / f"{language}.tsv"
    rows = read_rows(path.read_text(encoding="utf-8"), path.name)
    return [labelled(row["half"], row["manner"], row["text"]) for row in rows]


def labelled(half: str, manner: str, marked: str) -> Sentence:
    """Read a row: names in braces, and a mark where a sentence ends and another follows."""
    text, names = unmark(marked.replace(_STOP, ""))
    ends = unmark(marked)[0].split(_STOP)[:-1]
    return Sentence(half, manner, text, names, tuple(accumulate(map(len, ends))))


def ours(text: str) -> Iterator[tuple[int, int, int]]:
    """Find the bare names with khnorm; the name stands last in its mention."""
    for mention in find_names(text):
        if not mention.name:
            continue
        source = aligned(mention.text)
        letters = [re.escape(char) for char in mention.name if not char.isspace()]
        for place in re.finditer("[^\\w]*?".join(letters), source.text):
            start, end = source.span(*place.span())
        yield mention.start + start, mention.start + end, mention.start


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Take spaces, brackets and quotes off both ends of a place."""
    around = ' \u200b[]()\u00ab\u00bb"\u201c\u201d'
    while start < end and text[start] in around:
        start += 1
    while end > start and text[end - 1] in around:
        end -= 1
    return start, end


def score(sentences: Iterable[Sentence], finder: Finder = ours) -> Score:
    total = Score()
    for sentence in sentences:
        found: Places = set()
        over: Places = set()
        for start, end, first in finder(sentence.text):
            place = _trimmed(sentence.text, start, end)
            found.add(place)
            if any(first < stop <= start for stop in sentence.stops):
                over.add(place)
        marked = {_trimmed(sentence.text, *place) for place in sentence.names}
        total.marked += len(marked)
        total.found += len(found)
        total.right += len(marked & found - over)
        if not marked:
            total.without += 1
            total.alarms += bool(found)
        total.misses += _told(sentence.text, marked - found, "missed")
        total.misses += _told(sentence.text, found - marked, "too much")
        total.misses += _told(sentence.text, marked & over, "title of the sentence before")
    return total


def _told(text: str, places: Places, what: str) -> list[tuple[str, str, str]]:
    return [(what, text[start:end], text) for start, end in sorted(places)]
