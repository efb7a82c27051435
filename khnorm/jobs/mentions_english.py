"""Names in Latin text: runs of capitalised words, weighed by what they are and what is around.

A run is cut where a word is plainly none of a name (a common word, a place, a month, a party). What
is left is a name if the evidence for it outweighs the evidence against: titles and offices before,
parts of Khmer names (`elements.tsv`), forenames from abroad, verbs of saying, an apposition; against
it articles, words for streets and parties after it, the beginnings of place names. The weights are
log-odds in round figures.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from khnorm.jobs.mention import Span
from khnorm.jobs.mentions_words import (
    Known,
    Use,
    begins_title,
    in_titles,
    known,
    known_people,
    made_of_parts,
    phrases,
)
from khnorm.names.page import Hit, Page
from khnorm.names.stack import read_stack
from khnorm.names.words import Kind, Word

__all__ = ["Found", "read_latin"]

THRESHOLD = 2.0
KNOWN_PERSON = 6.0
TITLE, OFFICE = 5.0, 3.5
BOTH_PARTS, ONE_PART, NO_PART = 2.0, 1.2, -0.7
PER_BAND = 0.2
GIVEN_FIRST = -0.5
FORENAME, SURNAME = 2.5, 0.7
COMMON_PART = -1.0
CAPITAL_FAMILY = 1.5
INITIAL = 1.5
SAID_AFTER, SAID_BEFORE, ACTS, OWNS = 2.0, 2.0, 0.7, 0.7
APPOSITION = 2.0
SAID_LATER = 1.5
ROLE = 3.0
AGE = 3.0
CREDIT = 2.5
IN_PLACE = -1.5
ARTICLE = -4.0
LONE = -2.0
PLACE_NAME = -4.0
LONG_NAME = -1.0
BESIDE_NAME = 1.5

_REACH = 24  # words of the longest stack of titles
_LONGEST_RUN = 12
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
_IN = frozenset(("in", "at", "from", "near", "around", "outside", "across", "to", "via", "inside"))
_ARTICLES = frozenset(("the", "this", "these", "a", "an", "every", "each", "any", "no"))
_FUNCTION = frozenset(
    (
        *("in", "on", "at", "to", "by", "of", "as", "if", "is", "it", "he", "we", "be", "do", "so"),
        *("but", "and", "or", "for", "the", "an", "a", "my", "no", "not", "now", "us", "up", "me"),
    )
)
# Words between a name and the word for what bears it: Hun Sen Primary School.
_KINDS = frozenset(
    (
        *("city", "cultural", "high", "international", "lower", "memorial", "middle", "national"),
        *("primary", "private", "provincial", "public", "royal", "secondary", "technical", "upper"),
    )
)
_PARTICLES = frozenset(("bin", "binti", "ibn", "al", "el", "de", "da", "del", "der", "van", "von"))
_OPENING = frozenset('.!?:;\u201c\u201d"\u2018\u2022\u2013\u2014*|(')
_HYPHENS = frozenset(("-", "\u2010", "\u2011"))
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
            elif begins_title(word.text) and (after := self._titled(index)):
                index = after
            elif known(word.text).uses & Use.PLACE_FIRST and (size := self._phrase(index)):
                index += size
            elif self._is_capital(index):
                index = self._run(index, ())
            else:
                index += 1
        self._reconsider()
        self.found.spans.sort(key=lambda span: span.start)
        return self.found

    def _is_capital(self, index: int) -> bool:
        word = self.words[index]
        return word.kind is Kind.LATIN and word.text[0].isupper()

    def _titled(self, index: int) -> int:
        """Read titles and the name after them; give the index after both, 0 if there is no title."""
        stop = min(len(self.words), index + _REACH)
        hits, after = read_stack(self.page, index, stop)
        while hits and (self._is_family(hits[-1]) or self._has_verb(hits[-1])):
            after = hits.pop().first
        if not hits:
            return 0
        if len(hits) == 1 and index + self._phrase(index) > after:
            return 0  # Preah Sihanouk is a province
        name = after
        closing = -1
        if after < stop and self.words[after].text in _BRACKETS:
            name = after + 1
            closing = self._closing(name, _BRACKETS[self.words[after].text])
        last = self.words[after - 1]
        ended = last.dot and not hits[-1].end > last.end
        if name < stop and self._is_capital(name) and not ended and not last.possessive:
            return self._run(name, tuple(hits), closing)
        self.found.titles.append(hits[-1])
        return max(after, index + 1)

    def _is_family(self, hit: Hit) -> bool:
        """Tell whether what may be a title is rather the family name of the one named."""
        word = self.words[hit.first]
        return hit.weak and word.text[0].isupper() and known(word.text).family > 0

    def _has_verb(self, hit: Hit) -> bool:
        """Tell whether an office in free words runs over a verb: members to *like* Hun Sen."""
        return hit.category == "office" and any(
            word.text.islower() and known(word.text).common > 0 and not in_titles(word.letters)
            for word in self.words[hit.first : hit.after]
        )

    def _closing(self, index: int, bracket: str) -> int:
        for place in range(index, min(len(self.words), index + 8)):
            if self.words[place].text == bracket:
                return place
        return -1

    def _run(self, index: int, hits: tuple[Hit, ...], closing: int = -1) -> int:
        """Read a run of capitalised words; give the index after it."""
        end = self._run_end(index, titled=bool(hits))
        cut = self._pieces(index, end)
        for number, (first, after) in enumerate(cut):
            own = hits if number == 0 and first == index else ()
            self._weigh(Piece(first, after, own, closing if own and after == closing else -1))
        return max(end, index + 1)

    def _run_end(self, index: int, titled: bool) -> int:
        words = self.words
        end = index + 1
        while end < min(len(words), index + _LONGEST_RUN):
            before, word = words[end - 1], words[end]
            if before.possessive or word.kind is not Kind.LATIN:
                break
            if before.dot and len(before.text) > 1 and before.letters not in ("jr", "sr", "st"):
                break
            if word.gap not in (" ", "") and word.gap not in _HYPHENS:
                break
            if not self._is_capital(end) and not self._joins(end):
                break
            if begins_title(word.text) and not known(word.text).family:
                hits, _ = read_stack(self.page, end, min(len(words), end + _REACH))
                if hits and not hits[0].weak:
                    break
            end += 1
        return end

    def _joins(self, index: int) -> bool:
        """Tell whether a word in small letters belongs to a name: bin, de, Chan-o-cha."""
        word = self.words[index]
        if word.gap in _HYPHENS:
            return len(word.text) == 1 or known(word.text).common < 0
        after = index + 1
        return word.letters in _PARTICLES and after < len(self.words) and self._is_capital(after)

    def _pieces(self, first: int, end: int) -> list[tuple[int, int]]:
        """Cut a run at the words that are none of a name."""
        pieces: list[tuple[int, int]] = []
        start = index = first
        while index < end:
            size = self._phrase(index) or (0 if self._fits(index, first, end) else 1)
            if size:
                if index > start:
                    pieces.append((start, index))
                start = index + size
                index = start
            else:
                index += 1
        if end > start:
            pieces.append((start, end))
        return pieces

    def _phrase(self, index: int) -> int:
        """Count the words of a place, body, outlet or feast that begins here."""
        for phrase in phrases().get(self.words[index].letters, ()):
            if index + len(phrase) <= len(self.words) and all(
                word.letters == wanted
                for word, wanted in zip(self.words[index:], phrase, strict=False)
            ):
                return len(phrase)
        return 0

    def _fits(self, index: int, first: int, end: int) -> bool:
        """Tell whether a word of a run can be part of a name."""
        word = self.words[index]
        know = known(word.text)
        part = know.family or know.given
        if len(word.text) == 1:
            return word.dot or word.text not in "AI"
        if know.uses & Use.PEOPLE and index > first:
            return False  # Lao Mong Hay is a name, Muay Thai is none
        if know.uses & _NO_PART and not (part and self._named_by_neighbour(index, first, end)):
            return False
        if word.text.isupper() and not part and not self.page.capitals:
            mixed = any(not other.text.isupper() for other in self.words[first:end])
            return not mixed and end - first > 1 and know.common < 0
        if know.uses & Use.ROLE and index == first and end - first > 2:
            return False
        if know.common < 0:
            return True
        if not part:
            return bool(know.uses & (Use.FORENAME | Use.SURNAME)) and know.common < 3
        return self._named_by_neighbour(index, first, end)

    def _named_by_neighbour(self, index: int, first: int, end: int) -> bool:
        """Tell whether a word that is a common word, too, stands like a part of a name."""
        word = self.words[index]
        low = word.text.lower()
        beside = [place for place in (index - 1, index + 1) if first <= place < end]
        firm = [place for place in beside if self._is_firm(place)]
        if not firm:
            return False
        if low in _FUNCTION and index == first:
            # "In Siem Reap", but "Or Vandine": a function word is a family name before one part.
            return end - first == 2 and known(word.text).family > 1 and low not in _IN | _ARTICLES
        return True

    def _is_firm(self, index: int) -> bool:
        know = known(self.words[index].text)
        return know.common < 0 and not know.uses & _NO_PART

    def _weigh(self, piece: Piece) -> None:
        score = self._score(piece)
        if score >= THRESHOLD:
            self._accept(piece)
        elif score > -50:
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
        if piece.hits:
            return piece.hits[0].start
        return self.open_titles.get(start, start)

    def _is_foreign(self, piece: Piece) -> bool:
        parts = [known(word.text) for word in self.words[piece.first : piece.after]]
        if self._joined(piece) in known_people():
            return False
        abroad = any(part.uses & (Use.FORENAME | Use.SURNAME) for part in parts)
        return abroad and not any(part.family or part.given > 1 for part in parts)

    def _joined(self, piece: Piece) -> str:
        return "".join(word.letters for word in self.words[piece.first : piece.after])

    def _score(self, piece: Piece) -> float:
        """Weigh a piece; -99 where it can be no name."""
        if self._is_site(piece):
            return -99.0
        words = self.words[piece.first : piece.after]
        score = self._before(piece) + self._after(piece) + _shape(words)
        if len(words) > 1 and self._joined(piece) in known_people():
            score += KNOWN_PERSON
        return score

    def _is_site(self, piece: Piece) -> bool:
        """Tell whether a street, a school, a party bears the name."""
        after = piece.after
        if after >= len(self.words) or self.words[after - 1].possessive:
            return False
        if self.words[after - 1].dot and len(self.words[after - 1].text) > 1:
            return False
        nearest = self.words[after]
        if nearest.kind is not Kind.LATIN or nearest.gap not in (" ", "-"):
            return False
        uses = known(nearest.text).uses
        if nearest.text[0].isupper():
            for word in self.words[after : after + 4]:
                if word.kind is not Kind.LATIN or not word.text[0].isupper():
                    return False
                know = known(word.text)
                if know.uses & (Use.ORGANISATION | Use.SITE | Use.PARTY):
                    return True
                if know.common > 0 and not know.family and word.letters not in _KINDS:
                    return False
            return False
        return bool(uses & Use.SITE) or nearest.letters in ("province", "district", "commune")

    def _before(self, piece: Piece) -> float:
        score = 0.0
        first = piece.first
        if any(hit.category != "office" for hit in piece.hits):
            score += TITLE
        elif piece.hits:
            score += OFFICE if not self._names_a_body(piece) else 0.0
        elif self.words[first].start in self.open_titles:
            score += TITLE
        if first == 0 or piece.hits:
            return score
        word = self.words[first - 1]
        low = word.letters
        if word.kind is Kind.MARK:
            glossed = self.words[first].start in self.glossed
            return score + (CREDIT if word.text == "/" or glossed else 0.0)
        if low in _ARTICLES:
            score += ARTICLE
        elif low in _IN:
            score += IN_PLACE
        elif known(word.text).uses & Use.ROLE:
            score += ROLE
        elif known(word.text).uses & Use.SAY and not self._is_capital(first - 1):
            score += SAID_BEFORE
        elif low == "by" and first == 1 and piece.after == len(self.words):
            score += CREDIT
        elif low in ("named", "called", "alias", "aka", "nee", "photographer", "by"):
            score += CREDIT - 1
        return score

    def _names_a_body(self, piece: Piece) -> bool:
        """Tell whether the office ends with a word whose name follows: of the group *Licadho*."""
        word = self.words[piece.first - 1]
        return word.text.islower() and bool(known(word.text).uses & Use.ORGANISATION)

    def _after(self, piece: Piece) -> float:
        after = piece.after
        last = self.words[after - 1]
        if last.possessive:
            return OWNS
        if after >= len(self.words) or (last.dot and len(last.text) > 1):
            return 0.0
        word = self.words[after]
        if word.kind is Kind.LATIN:
            uses = known(word.text).uses
            if uses & Use.SAY:
                return SAID_AFTER
            return ACTS if uses & Use.ACT or _is_past(word) else 0.0
        if word.text == "," and after + 1 < len(self.words):
            return self._apposition(after + 1) + self._said_later(after + 1)
        return 0.0

    def _said_later(self, index: int) -> float:
        """Weigh a verb of saying behind an insertion between commas."""
        for place in range(index + 1, min(len(self.words) - 1, index + 14)):
            word = self.words[place]
            if word.text == ",":
                return SAID_LATER if known(self.words[place + 1].text).uses & Use.SAY else 0.0
            if word.dot and not word.text[0].isupper():
                return 0.0
        return 0.0

    def _apposition(self, index: int) -> float:
        word = self.words[index]
        if word.kind is Kind.NUMBER:
            closes = index + 1 < len(self.words) and self.words[index + 1].text in ",.)"
            return AGE if closes and len(word.text) < 3 else 0.0
        if word.kind is not Kind.LATIN:
            return 0.0
        if word.letters in ("who", "whose", "whom", "aged", "alias", "aka"):
            return APPOSITION
        if word.letters in ("the", "a", "an", "his", "her", "its", "one"):
            return APPOSITION / 2 if self._office_near(index + 1) < 0 else APPOSITION
        return APPOSITION if self._office_near(index) >= 0 else 0.0

    def _office_near(self, index: int) -> int:
        """Find an office, trade or role within the next words of the clause; -1 if there is none."""
        for place in range(index, min(len(self.words), index + 6)):
            word = self.words[place]
            if word.kind is not Kind.LATIN:
                return -1
            if known(word.text).uses & (Use.HEAD | Use.ROLE):
                return place
        return -1

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
        return (
            after + 1 < len(self.words)
            and self._links(after)
            and self.words[after + 1].start in starts
        )

    def _links(self, index: int) -> bool:
        return self.words[index].text in (",", "and", "&")


def _is_past(word: Word) -> bool:
    return word.text.islower() and word.text.endswith("ed") and known(word.text).common > 0


def _shape(words: Sequence[Word]) -> float:
    """Weigh the words themselves."""
    parts = [known(word.text) for word in words]
    score = COMMON_PART * sum(part.common >= 0 for part in parts)
    if parts[0].uses & Use.PLACE_FIRST:
        score += PLACE_NAME
    if len(words) == 1:
        return score + _lone(parts[0])
    score += LONG_NAME * max(0, len(words) - 4)
    if any(len(word.text) == 1 and word.dot for word in words):
        score += INITIAL
    if words[0].text.isupper() and len(words[0].text) > 1 and not words[-1].text.isupper():
        score += CAPITAL_FAMILY
    if parts[0].uses & Use.FORENAME and not parts[0].family:
        return score + FORENAME + (SURNAME if parts[-1].uses & Use.SURNAME else 0.0)
    return score + _khmer_shape(parts, [word.letters for word in words])


def _khmer_shape(parts: Sequence[Known], letters: Sequence[str]) -> float:
    first, rest = parts[0], parts[1:]
    given = max(part.given for part in rest) or int(
        any(made_of_parts(word) for word in letters[1:])
    )
    if first.family and given:
        return BOTH_PARTS + PER_BAND * (first.family + given)
    if first.given and parts[-1].family:
        return BOTH_PARTS + GIVEN_FIRST + PER_BAND * (first.given + parts[-1].family)
    if first.family or given:
        return ONE_PART + PER_BAND * max(first.family, given)
    return NO_PART


def _lone(part: Known) -> float:
    score = LONE
    if part.given > 1 or part.uses & Use.FORENAME:
        score += 2.5 * PER_BAND * max(part.given, 3 if part.uses & Use.FORENAME else 0)
    return score
