"""A written name taken apart into words: all that lists and comparisons look at.

`khnorm.names.parse` writes the same out for people, which costs as much again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from khnorm.model import Title
from khnorm.names.bare import is_bare
from khnorm.names.bearer import names_nobody
from khnorm.names.page import Hit, Page
from khnorm.names.reading import read
from khnorm.names.shape import (
    FAMILY_FIRST,
    GIVEN_FIRST,
    Shape,
    is_house,
    is_initial,
    is_patronym,
    shape_of,
)
from khnorm.names.styles import is_name
from khnorm.names.vocabulary import vocabulary
from khnorm.names.words import HYPHENS, KHMER, Word, split
from khnorm.text.normalize import Aligned, aligned
from khnorm.text.scripts import ZWSP

__all__ = ["LONGEST", "Taken", "canonical_of", "own_of", "proves_woman", "take", "written"]

_COMMA = 0.99  # confidence that a comma parts family from given name
LONGEST = 2_000  # characters; a text beyond that is no name, and is not taken apart
_JOINTS = HYPHENS | {ZWSP}


class Taken(NamedTuple):
    """What a text holds: `hits` are its titles and offices, `aliases` the words of other names.

    All words have their place in the text of `source`, the text normalized.
    """

    text: str
    source: Aligned
    hits: Sequence[Hit]
    shape: Shape
    aliases: Sequence[Sequence[Word]]

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the bare name in the order written."""
        return self.shape.words

    @property
    def confidence(self) -> float:
        """How sure the order of the name is, in [0, 1]."""
        return round(self.shape.confidence, 3)

    @property
    def canonical(self) -> str:
        """The name family first in its usual capitals; Khmer with one space after the family."""
        return canonical_of(self.shape)

    @property
    def husband(self) -> str:
        """The husband's full name; of a royal house only the given name is appended."""
        shape = self.shape
        if len(shape.husband) == 1 and is_house(shape.family):
            return written((*shape.family, *shape.husband))
        return written(shape.husband)

    @property
    def others(self) -> tuple[str, ...]:
        """The other names as they stand, each once."""
        return tuple(dict.fromkeys(map(written, self.aliases))) if self.aliases else ()

    def titles(self) -> list[Title]:
        """Write out the titles and offices in the order of the text."""
        found = []
        for hit in self.hits:
            start, end = self.source.starts[hit.start], self.source.ends[hit.end - 1]
            found.append(Title(hit.id, hit.category, self.text[start:end], start, end))
        return found

    def pieces(self) -> list[tuple[str, Sequence[Word]]]:
        """Give the pieces of the name with their roles: family, given, initials, husband.

        A lone or unordered name is one piece of the role name. The pieces that are no initials and
        not the husband's stand in the order written.
        """
        family, husband = self.shape.family, self.shape.husband
        own, initials = self.own()
        found = [("family" if words is family else "given", words) for words in own]
        if len(found) == 1 and not family:
            found = [("name", found[0][1])]
        found += [("initial", (word,)) for word in initials]
        if husband:
            found.append(("husband", husband))
        return found

    def own(self) -> tuple[list[Sequence[Word]], list[Word]]:
        """Give the family name and the given name, or either, in the order written.

        The initials beside the given name are kept apart, and come second.
        """
        return own_of(self.shape)

    def meet(self, first: Sequence[Word], last: Sequence[Word]) -> bool:
        """Tell whether nothing stands in the text as given between words and those behind them."""
        return not last[0].gap and self.place(first)[1] == self.place(last)[0]

    def place(self, words: Sequence[Word]) -> tuple[int, int]:
        """Tell where words that follow one another stand in the text as given."""
        return self.source.starts[words[0].start], self.source.ends[_end(words[-1]) - 1]


def take(text: str) -> Taken:
    """Take a written name apart.

    Args:
        text: a name of a person as written anywhere, with titles, offices, brackets and all.

    Returns:
        What its words are; `khnorm.names.parse.parse` says more of it.

    Raises:
        TypeError: not a str.

    Examples:
        >>> taken = take("Samdech Techo HUN Sen")
        >>> taken.hits[0].id, taken.words, taken.canonical
        ('samdech_techo', (Word('HUN', 14), Word('Sen', 18)), 'Hun Sen')
    """
    is_endless = isinstance(text, str) and len(text) > LONGEST
    source = aligned("" if is_endless else text)
    words = [] if names_nobody(source.text) else split(source.text)
    if "." in source.text and " " not in source.text:
        words = _parted_at_dots(words)
    if is_bare(words):
        return Taken(text, source, (), shape_of(words), ())
    reading = read(Page(source.text, words))
    hits, name = reading.hits, reading.name
    if hits and name and _names_nobody(source.text, hits, name[0].start):
        return Taken(text, source, hits, shape_of(()), ())
    if reading.comma and len(name) > 1:
        shape = Shape((name[0],), tuple(name[1:]), (), FAMILY_FIRST, _COMMA)
    else:
        shape = shape_of(name, len(name) > 2 and proves_woman(hits))
    return Taken(text, source, hits, shape, reading.aliases)


def _parted_at_dots(words: list[Word]) -> list[Word]:
    """Take full stops between parts of names for spaces, as in addresses: Eng.Chhai.Eang.

    Else each would mark the word before it as an abbreviation.
    """
    if len(words) < 2 or words[-1].dot or any(word.gap for word in words):
        return words
    parts = all(len(word.text) > 1 and is_name(word.letters) for word in words)
    if not parts or not all(word.dot for word in words[:-1]):
        return words
    first, *rest = (Word(word.kind, word.text, word.letters, word.start, ".") for word in words)
    first.gap = ""
    return [first, *rest]


def proves_woman(hits: Sequence[Hit]) -> bool:
    """Tell whether a title is a woman's, whose husband's name may stand behind her own."""
    genders = vocabulary().genders
    return any(genders.get(hit.id) == "f" for hit in hits)


def _names_nobody(text: str, hits: Sequence[Hit], start: int) -> bool:
    """Tell whether a placeholder stands behind titles: Mr. Unknown."""
    before = [hit.end for hit in hits if hit.end <= start]
    return bool(before) and names_nobody(text[before[-1] :])


def canonical_of(shape: Shape) -> str:
    """Write a name family first in its usual capitals; Khmer with one space after the family."""
    words = (*shape.family, *shape.given)
    if not words:
        return ""
    if words[0].kind is KHMER:
        family = "".join([word.text for word in shape.family])
        given = "".join([word.text for word in shape.given])
        return f"{family} {given}" if family and given else family or given
    if shape.order is not GIVEN_FIRST:
        name = written(words)
        if name.istitle() and name.replace(" ", "").isalpha():
            return name
    pieces: list[str] = []
    for word in words:
        if pieces:
            pieces.append("-" if word.gap == "-" and word is not shape.given[0] else " ")
        pieces.append(_usual(word))
    return "".join(pieces)


def own_of(shape: Shape) -> tuple[list[Sequence[Word]], list[Word]]:
    """Give the family name and the given name, or either, in the order written.

    The initials beside the given name are kept apart, and come second.
    """
    family, given, _, order, _ = shape
    initials = [word for word in given if word.dot and is_initial(word)]
    rest = [word for word in given if word not in initials] if initials else given
    if not family or not rest:
        return [family or rest] if family or rest else [], initials
    return [rest, family] if order is GIVEN_FIRST else [family, rest], initials


def written(words: Sequence[Word]) -> str:
    """Write words as they stand, one space or hyphen between them, initials with their dot."""
    text = ""
    for word in words:
        if text:
            text += word.gap if word.gap in _JOINTS else " "
        text += word.text
        if word.dot and is_initial(word):
            text += "."
    return text


def _end(word: Word) -> int:
    return word.end + 1 if word.dot and is_initial(word) else word.end


def _usual(word: Word) -> str:
    text = word.text
    if text.islower() and is_patronym(word):
        return text
    if text.islower() or (text.isupper() and len(text) > 1):
        text = text[:1].upper() + text[1:].lower()
    return text + "." if is_initial(word) else text
