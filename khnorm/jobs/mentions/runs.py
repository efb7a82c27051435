"""Runs of capitalised words in Latin text: where they end, and which of their words may be a name."""

from __future__ import annotations

from khnorm.jobs.mentions.words import Use, known, opens_title, phrases
from khnorm.names.page import Hit, Page
from khnorm.names.stack import read_stack
from khnorm.names.words import HYPHENS, Kind, Word

__all__ = ["REACH", "Runs"]

REACH = 24  # words of the longest stack of titles
_LONGEST = 12
_NO_PART = (
    Use.OUTLET
    | Use.TIME
    | Use.PEOPLE
    | Use.PLACE
    | Use.ORGANISATION
    | Use.PARTY
    | Use.SITE
    | Use.PRODUCT
)
_ADDRESSES = frozenset(("academic", "courtesy"))  # titles that only a name follows


class Runs:
    """The runs of a page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._words = page.words

    def is_capital(self, index: int) -> bool:
        """Tell whether a word begins with a Latin capital."""
        word = self._words[index]
        return word.kind is Kind.LATIN and word.text[0].isupper()

    def end_of(self, index: int) -> int:
        """Give the index behind the run that begins at a word."""
        words = self._words
        end = index + 1
        while end < min(len(words), index + _LONGEST):
            before, word = words[end - 1], words[end]
            if before.possessive or word.kind is not Kind.LATIN:
                break
            dotted = before.dot and len(before.text) > 1
            if dotted and not known(before.letters).uses & Use.DOTTED:
                break
            if word.gap not in (" ", "") and word.gap not in HYPHENS:
                break
            if not self.is_capital(end) and not self._joins(end):
                break
            if opens_title(word.letters) and not known(word.text).family:
                hits, _ = read_stack(self._page, end, min(len(words), end + REACH))
                if hits and not hits[0].weak:
                    break
            end += 1
        return end

    def _joins(self, index: int) -> bool:
        """Tell whether a word in small letters belongs to a name: bin, de, Chan-o-cha."""
        word = self._words[index]
        if word.gap in HYPHENS:
            return len(word.text) == 1 or known(word.text).common < 0
        after = index + 1
        particle = known(word.letters).uses & Use.PARTICLE
        return bool(particle) and after < len(self._words) and self.is_capital(after)

    def phrase_at(self, index: int) -> int:
        """Count the words of a place, body, outlet or feast that begins here."""
        for phrase in phrases().get(self._words[index].letters, ()):
            words = self._words[index : index + len(phrase)]
            if len(words) == len(phrase) and all(map(_is_word, words, phrase)):
                return len(phrase)
        return 0

    def pieces(self, first: int, end: int, hits: tuple[Hit, ...]) -> list[tuple[int, int]]:
        """Cut a run at the words that are none of a name, and behind it a particle left over."""
        pieces: list[tuple[int, int]] = []
        start = index = first
        while index < end:
            own = hits if index == first else ()
            fits = self._fits(index, first, end) or self._is_addressed(index, end, own)
            size = self.phrase_at(index) or (0 if fits else 1)
            if size:
                if index > start:
                    pieces.append((start, index))
                start = index + size
                index = start
            else:
                index += 1
        if end > start:
            pieces.append((start, end))
        return [(start, after - self._is_loose(after - 1)) for start, after in pieces]

    def _is_loose(self, index: int) -> bool:
        """Tell whether a particle is left over at the end of a piece."""
        return self._words[index].gap == " " and self._words[index].text.islower()

    def _is_addressed(self, index: int, end: int, hits: tuple[Hit, ...]) -> bool:
        """Tell whether a common word is a forename, by a title and the name after it: Dr. *Beat* Richner."""
        if not hits or hits[-1].category not in _ADDRESSES or end - index != 2:
            return False
        return not known(self._words[index].text).uses & _NO_PART and self._is_firm(index + 1)

    def _fits(self, index: int, first: int, end: int) -> bool:
        """Tell whether a word of a run can be part of a name."""
        word = self._words[index]
        know = known(word.text)
        part = know.family or know.given
        if len(word.text) == 1:
            return word.dot or word.text not in "AI"
        if know.uses & Use.PEOPLE and index > first:
            return False  # Lao Mong Hay is a name, Muay Thai is none
        if know.uses & _NO_PART and not (part and self._named_by_neighbour(index, first, end)):
            return False
        if word.text.isupper() and end - first == 1 and len(word.text) < 4:
            return self._page.capitals
        if word.text.isupper() and not part and not self._page.capitals:
            mixed = any(not other.text.isupper() for other in self._words[first:end])
            return not mixed and end - first > 1 and know.common < 0
        if know.uses & Use.ROLE and index == first and end - first > 2:
            return False
        if know.common < 0:
            return True
        if not part:
            if know.uses & (Use.FORENAME | Use.SURNAME) and know.common < 3:
                return True
            # A surname from abroad may be any word: Richard Black.
            abroad = index > first and known(self._words[index - 1].text).uses & Use.FORENAME
            verb = know.uses & (Use.SAY | Use.ACT)
            return bool(abroad) and index == end - 1 and know.common < 4 and not verb
        return self._named_by_neighbour(index, first, end)

    def _named_by_neighbour(self, index: int, first: int, end: int) -> bool:
        """Tell whether a word that is a common word, too, stands like a part of a name."""
        word = self._words[index]
        uses = known(word.text).uses
        if self._page.capitals and uses & Use.WHERE and index > first and end - first > 2:
            return False  # SAM RAINSY IN PARIS
        beside = [place for place in (index - 1, index + 1) if first <= place < end]
        if not any(map(self._is_firm, beside)):
            return False
        if uses & Use.FUNCTION and index == first:
            # "In Siem Reap", but "Or Vandine": a function word is a family name before one part.
            after = known(self._words[end - 1].text)
            part = after.family or after.given
            placed = uses & (Use.WHERE | Use.ARTICLE)
            return end - first == 2 and bool(part) and not placed
        return True

    def _is_firm(self, index: int) -> bool:
        know = known(self._words[index].text)
        return know.common < 0 and not know.uses & _NO_PART


def _is_word(word: Word, letters: str) -> bool:
    return word.letters == letters
