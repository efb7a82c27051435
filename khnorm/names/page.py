"""A text under the eyes of the matchers, and what they find in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from khnorm.names.folds import DA, SIGNS, TA, khmer_skeleton
from khnorm.names.words import Word
from khnorm.text.scripts import COENG

__all__ = ["Hit", "Page", "end_of", "word_after"]


class Hit(NamedTuple):
    """A title found: its words are `[first:after]`, its text `[start:end]`.

    `weak` tells that the words are a name too.
    """

    id: str
    category: str
    first: int
    after: int
    start: int
    end: int
    weak: bool = False


class Page:
    """Words of a normalized text in reading order, with what the matchers need to know."""

    __slots__ = ("_khmer", "capitals", "small", "text", "words")

    def __init__(self, text: str, words: list[Word]) -> None:
        self.text = text
        self.words = words
        self.capitals = text.isupper()
        self.small = text.islower()
        self._khmer: list[tuple[str, list[int]]] = []

    def part(self, words: list[Word]) -> Page:
        """Give a page of some of the words; what is known of the text is shared."""
        page = Page.__new__(Page)
        page.text, page.words = self.text, words
        page.capitals, page.small = self.capitals, self.small
        page._khmer = self._khmer
        return page

    def skeleton_at(self, place: int) -> tuple[str, int, list[int]]:
        """Give the Khmer skeleton, the point in it that stands for a place, and all places."""
        if not self._khmer:
            self._khmer.append(khmer_skeleton(self.text))
        skeleton, places = self._khmer[0]
        return skeleton, bisect_left(places, place), places

    def skeleton_of(self, word: Word) -> str:
        """Give the part of the Khmer skeleton that is a word's."""
        skeleton, point, places = self.skeleton_at(word.start)
        return skeleton[point : bisect_left(places, word.end, point)]

    def following(self, index: int, stop: int, most: int = 3) -> int:
        """Count the words from an index on that can be part of a name, up to `most`."""
        count = 0
        for place in range(index, stop):
            word = self.words[place]
            if not word.named:
                if word.text in ",(;":
                    break
                continue
            count += 1
            if count == most:
                break
        return count

    def cut(self, index: int, place: int) -> None:
        """Begin the word at an index later, at a place inside it."""
        word = self.words[index]
        text = self.text[place : word.end]
        self.words[index] = Word(word.kind, text, text, place, "")


def end_of(page: Page, places: Sequence[int], last: int) -> int:
    """Where the text of a skeleton ends, signs that it leaves out included; -1 inside a cluster."""
    end = places[last] + 1
    text = page.text
    while end < len(text):
        if text[end] in SIGNS:
            end += 1
        elif text[end] == COENG and _same(text[end + 1 : end + 2], text[places[last]]):
            end += 2
        else:
            break
    inside = end < len(text) and "\u17b4" <= text[end] <= "\u17d3"
    return -1 if inside else end


def _same(subscript: str, letter: str) -> bool:
    return subscript == letter or (subscript == DA and letter == TA)


def word_after(page: Page, index: int, stop: int, end: int) -> int:
    """The first word that ends beyond a place."""
    while index < stop and page.words[index].end <= end:
        index += 1
    return index
