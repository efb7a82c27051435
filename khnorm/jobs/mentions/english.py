"""Names in Latin text: runs of capitalised words, weighed by what they are and what is around.

A run is cut where a word is plainly none of a name (a common word, a place, a month, a party). What
is left is a name if the evidence for it outweighs the evidence against: titles and offices before,
parts of Khmer names (`elements.tsv`), forenames from abroad, verbs of saying, an apposition; against
it articles, words for streets and parties after it, the beginnings of place names. The weights are
log-odds in round figures.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from khnorm.jobs.mentions.evidence import (
    ALONE,
    BESIDE_NAME,
    CREDIT,
    KNOWN_PERSON,
    THRESHOLD,
    TITLE,
    announced,
    before,
    behind,
    is_site,
    shape,
)
from khnorm.jobs.mentions.mention import Span
from khnorm.jobs.mentions.runs import REACH, Runs
from khnorm.jobs.mentions.words import (
    Use,
    begins_title,
    in_titles,
    is_abbreviation,
    known,
)
from khnorm.names.page import Hit, Page
from khnorm.names.persons import is_person
from khnorm.names.stack import read_stack
from khnorm.names.words import Kind

__all__ = ["Found", "read_latin"]

_NEAR = 12  # words of the longest office in small letters
_BRACKETS = {"[": "]", "(": ")"}


class Piece(NamedTuple):
    """Words of a page that may be a name, and the titles before them."""

    first: int
    after: int
    hits: tuple[Hit, ...] = ()
    closing: int = -1  # the word that is the bracket behind it


class Found(NamedTuple):
    """Names; pieces that are none by themselves; titles that stand alone."""

    spans: list[Span]
    pieces: list[Piece]
    titles: list[Hit]


def read_latin(
    page: Page,
    open_titles: Mapping[int, int] | None = None,
    glossed: Collection[int] = (),
) -> Found:
    """Find the names in the Latin parts of a page.

    Args:
        page: one line or paragraph, normalized and cut into words.
        open_titles: where Khmer titles stand before Latin text: the place of the text, and theirs.
        glossed: where Latin text stands in brackets behind a Khmer name.

    Returns:
        Names in order, and what may turn out to be the second mention of somebody.

    Examples:
        >>> from khnorm.names.words import split
        >>> text = "On Monday Opposition leader Sam Rainsy visited Hun Sen Park, Golda Benjamin said."
        >>> found = read_latin(Page(text, split(text)))
        >>> [text[span.first : span.stop] for span in found.spans]
        ['Opposition leader Sam Rainsy', 'Golda Benjamin']
    """
    return _Reader(page, open_titles or {}, glossed).read()


class _Reader:
    def __init__(
        self, page: Page, open_titles: Mapping[int, int], glossed: Collection[int]
    ) -> None:
        self.page = page
        self.words = page.words
        self.runs = Runs(page)
        self.open_titles = open_titles
        self.glossed = glossed
        self.found = Found([], [], [])
        self.doubted: list[tuple[Piece, float]] = []

    def read(self) -> Found:
        words, index = self.words, 0
        while index < len(words):
            word = words[index]
            if word.kind is not Kind.LATIN:
                index += 1
            elif (
                begins_title(word.text)
                and self._capital_near(index)
                and (after := self._titled(index))
            ):
                index = after
            elif known(word.text).uses & Use.PLACE_FIRST and (size := self.runs.phrase_at(index)):
                index += size
            elif self.runs.is_capital(index):
                index = self._run(index, ())
            else:
                index += 1
        self._reconsider()
        self.found.spans.sort(key=lambda span: span.start)
        return self.found

    def _capital_near(self, index: int) -> bool:
        """Tell whether a capital follows soon enough to be titled by what begins here."""
        return self.words[index].text[0].isupper() or any(
            word.text[0].isupper() for word in self.words[index + 1 : index + _NEAR]
        )

    def _titled(self, index: int) -> int:
        """Read titles and the name after them; give the index after both, 0 if there is no title."""
        stop = self._sentence_end(index, min(len(self.words), index + REACH))
        hits, after = read_stack(self.page, index, stop)
        while hits and self._is_family(hits[-1]):
            after = hits.pop().first
        if not hits or any(map(self._is_none, hits)):
            return 0  # what follows is read for itself
        if len(hits) == 1 and index + self.runs.phrase_at(index) > after:
            return 0  # Preah Sihanouk is a province
        name = after
        closing = -1
        if after < stop and self.words[after].text in _BRACKETS:
            name = after + 1
            closing = self._closing(name, _BRACKETS[self.words[after].text])
        titled = not self.words[after - 1].possessive
        if name < stop and self.runs.is_capital(name) and titled:
            return self._run(name, tuple(hits), closing)
        self.found.titles.append(hits[-1])
        return max(after, index + 1)

    def _sentence_end(self, index: int, stop: int) -> int:
        """Give the index behind the word that ends the sentence, `stop` if none does before."""
        for place in range(index, stop):
            word = self.words[place]
            spoken = word.text.islower() and known(word.text).common > 0  # he told me.
            if word.dot and (spoken or not is_abbreviation(word.letters)):
                return place + 1
        return stop

    def _is_family(self, hit: Hit) -> bool:
        """Tell whether what may be a title is rather the family name of the one named."""
        word = self.words[hit.first]
        return hit.weak and word.text[0].isupper() and known(word.text).family > 0

    def _is_none(self, hit: Hit) -> bool:
        """Tell whether what reads like a title is none.

        It may be a verb (they *met*), a place (*Boeng* Kak), or an office that runs over a verb
        (members to *like* Hun Sen).
        """
        word = self.words[hit.first]
        if hit.after > hit.first + 1:
            return hit.category == "office" and any(
                word.text.islower() and known(word.text).common > 0 and not in_titles(word.letters)
                for word in self.words[hit.first : hit.after]
            )
        uses = known(word.text).uses
        verb = word.text.islower() and (uses & (Use.SAY | Use.ACT) or len(word.text) == 1)
        return bool(verb or (hit.weak and uses & Use.PLACE_FIRST))

    def _closing(self, index: int, bracket: str) -> int:
        for place in range(index, min(len(self.words), index + 8)):
            if self.words[place].text == bracket:
                return place
        return -1

    def _run(self, index: int, hits: tuple[Hit, ...], closing: int = -1) -> int:
        """Read a run of capitalised words; give the index after it."""
        end = self.runs.end_of(index)
        for number, (first, after) in enumerate(self.runs.pieces(index, end, hits)):
            own = hits if number == 0 and first == index else ()
            self._weigh(Piece(first, after, own, closing if own and after == closing else -1))
        return max(end, index + 1)

    def _weigh(self, piece: Piece) -> None:
        score = self._score(piece)
        if score is not None and score >= THRESHOLD:
            self._accept(piece)
        elif score is not None:
            self.doubted.append((piece, score))

    def _accept(self, piece: Piece) -> None:
        words = self.words[piece.first : piece.after]
        start, end = words[0].start, words[-1].end
        if words[-1].dot and len(words[-1].text) == 1:
            end += 1
        first = self._titles_start(piece, start)
        stop = self.words[piece.closing].end if piece.closing > 0 else end
        foreign = self._is_foreign(piece)
        self.found.spans.append(Span(start, end, first, stop, first < start, foreign))

    def _titles_start(self, piece: Piece, start: int) -> int:
        return piece.hits[0].start if piece.hits else self.open_titles.get(start, start)

    def _is_foreign(self, piece: Piece) -> bool:
        parts = [known(word.text) for word in self.words[piece.first : piece.after]]
        if is_person(self._joined(piece)):
            return False
        abroad = any(part.uses & (Use.FORENAME | Use.SURNAME) for part in parts)
        return abroad and not any(part.family or part.given > 1 for part in parts)

    def _joined(self, piece: Piece) -> str:
        return "".join(word.letters for word in self.words[piece.first : piece.after])

    def _score(self, piece: Piece) -> float | None:
        """Weigh a piece; None where it can be no name."""
        first, after = piece.first, piece.after
        if is_site(self.words, first, after):
            return None
        words = self.words[first:after]
        start = words[0].start
        score = behind(self.words, after) + shape(words)
        if piece.hits:
            score += announced(self.words, first, piece.hits)
        else:
            score += before(self.words, first, after) + ALONE * (after - first == len(self.words))
            score += TITLE * (start in self.open_titles) + CREDIT * (start in self.glossed)
        if len(words) > 1 and is_person(self._joined(piece)):
            score += KNOWN_PERSON
        return score

    def _reconsider(self) -> None:
        """Give pieces in doubt that stand in a list with names the benefit; keep the rest."""
        starts = {span.first for span in self.found.spans}
        ends = {span.stop for span in self.found.spans}
        for piece, score in self.doubted:
            several = piece.after - piece.first > 1
            if several and score + BESIDE_NAME >= THRESHOLD and self._listed(piece, starts, ends):
                self._accept(piece)
            else:
                self.found.pieces.append(piece)

    def _listed(self, piece: Piece, starts: set[int], ends: set[int]) -> bool:
        before, after = piece.first - 1, piece.after
        if before > 0 and self._links(before) and self.words[before - 1].end in ends:
            return True
        linked = after + 1 < len(self.words) and self._links(after)
        return linked and self.words[after + 1].start in starts

    def _links(self, index: int) -> bool:
        text = self.words[index].text
        return text in ",&" or bool(known(text).uses & Use.AND)
