"""The shape of a bare name: family and given name, their order, a wife's tail.

The facts are those of Wikipedia, "Cambodian name", and the press: family first in Khmer script;
both orders in Latin script, decided by capitals, initials and how common each word is in either
place; a wife may append her husband's full name.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import exp
from typing import NamedTuple

from khnorm import tables
from khnorm.model import Order
from khnorm.names.elements import bands, house_length
from khnorm.names.folds import all_latin_letters, khmer_letters
from khnorm.names.persons import persons
from khnorm.names.vocabulary import Context, vocabulary
from khnorm.names.words import KHMER, LATIN, OTHER, Leaning, Word
from khnorm.text.khmer import clusters

__all__ = ["FAMILY_FIRST", "GIVEN_FIRST", "UNKNOWN", "Shape", "is_house", "shape_of", "split_khmer"]

# Read as attributes of the class they take ten times as long, in Python 3.11.
FAMILY_FIRST, GIVEN_FIRST, UNKNOWN = Order.FAMILY_FIRST, Order.GIVEN_FIRST, Order.UNKNOWN

# Log-odds that a Latin name of two words is written family first, and what one band of
# `elements.tsv` adds; `benchmarks/parse` counts what they decide on the people of the tables.
_FAMILY_FIRST = 1.9
_PER_BAND = 1.3
_FOREIGN = -3.0  # the same where a word is at home elsewhere, in that place (Golda Benjamin)
_DECIDED = 0.6  # from this confidence on the order is told
_SURE = 0.98
_FAMILY_BAND = 2
_LONGEST = 60  # characters of a word that is split
_COMMON_BAND = 4  # a family name so common parts a word whose rest no table knows


class Shape(NamedTuple):
    """Which words of a name are what; `given` holds all words where the order is not known."""

    family: tuple[Word, ...]
    given: tuple[Word, ...]
    husband: tuple[Word, ...]
    order: Order
    confidence: float

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the bare name in the order written."""
        if self.order is GIVEN_FIRST:
            return self.given + self.family
        return self.family + self.given


def shape_of(words: Sequence[Word], feminine: bool = False) -> Shape:
    """Tell family from given name.

    Args:
        words: the words of the name, titles off, in the order written.
        feminine: whether a title proves the person a woman.

    Returns:
        The shape; without a family name where only one word is left or the order is open.

    Examples:
        >>> from khnorm.names.words import split
        >>> shape = shape_of(split("Sopheap CHAK"))
        >>> shape.family[0].text, shape.order.value
        ('CHAK', 'given-first')
        >>> [word.text for word in shape_of(split("Bun Rany Hun Sen")).husband]
        ['Hun', 'Sen']
    """
    own = tuple(words)
    if not own:
        return Shape((), (), (), UNKNOWN, 0.0)
    if own[0].kind is KHMER:
        return _khmer_shape(own, feminine)
    if own[0].kind is OTHER:
        return Shape((), own, (), UNKNOWN, 0.0)
    return _latin_shape(own, feminine)


def _latin_shape(words: tuple[Word, ...], feminine: bool) -> Shape:
    husband: tuple[Word, ...] = ()
    tail = _husband_tail(words, feminine) if len(words) > 2 else 0
    if tail:
        words, husband = words[: len(words) - tail], words[len(words) - tail :]
    if len(words) == 1:
        return Shape((), words, husband, UNKNOWN, 0.0)
    if len(words) > 2 and any(is_patronym(word) for word in words[1:-1]):
        return Shape((), words, husband, UNKNOWN, 0.0)
    first, last = _hyphened(words)
    confidence = 1 / (1 + exp(-_family_first(words)))
    if confidence >= _DECIDED:
        return Shape(words[:first], words[first:], husband, FAMILY_FIRST, confidence)
    if confidence <= 1 - _DECIDED:
        return Shape(words[last:], words[:last], husband, GIVEN_FIRST, 1 - confidence)
    return Shape((), words, husband, UNKNOWN, max(confidence, 1 - confidence))


def _hyphened(words: Sequence[Word]) -> tuple[int, int]:
    """Where the first part of a name ends and the last begins; hyphens join Chorn-Pond.

    Where hyphens join all there is, they are spaces: Hun-Sen.
    """
    if len(words) == 2:
        return 1, 1
    starts = [place for place, word in enumerate(words) if place and word.gap != "-"]
    return (starts[0], starts[-1]) if starts else (1, len(words) - 1)


def _family_first(words: Sequence[Word]) -> float:
    """Log-odds that the family name stands first."""
    first, last = words[0], words[-1]
    capitals = [len(word.text) > 1 and word.text.isupper() for word in words]
    if True in capitals and False in capitals:
        if capitals[0]:
            return 5.0
        if capitals[-1] and True not in capitals[:-1]:
            return -5.0
    if (first.dot or len(words) > 2) and any(is_initial(word) for word in words[:-1]):
        return -4.0
    ours, theirs = _leaning(first), _leaning(last)
    if ours.house:
        return 5.0
    if theirs.house:
        return -4.0
    if ours.weak:  # Ta Mok: whatever Ta is, it is no given name
        return _FAMILY_FIRST
    if ours.balance is None and (ours.forename or theirs.surname):
        return _FOREIGN
    if ours.balance is None and theirs.balance is None:
        return 0.0
    return _FAMILY_FIRST + _PER_BAND * ((ours.balance or 0) - (theirs.balance or 0))


def _leaning(word: Word) -> Leaning:
    """Tell what the tables say of a word for the order of a name; asked once."""
    found = word.known.leaning
    if found is None:
        found = word.known.leaning = _told(word.letters, word.kind is LATIN)
    return found


def _told(letters: str, latin: bool) -> Leaning:
    form = vocabulary().forms.entries.get(letters)
    known = bands(letters)
    return Leaning(
        _means(letters, latin, "house"),
        form is not None and form.weak,
        letters in _foreign("forename"),
        letters in _foreign("surname"),
        None if known is None else known[0] - known[1],
    )


@cache
def _foreign(use: str) -> frozenset[str]:
    """Forenames or surnames of other countries."""
    table = tables.columns("foreign_names.tsv")
    forms = [form for form, own in zip(table["form"], table["use"], strict=True) if own == use]
    return frozenset(all_latin_letters(forms))


def is_house(words: Sequence[Word]) -> bool:
    """Tell whether words are the name of a royal house."""
    return len(words) == 1 and _is(words[0], "house")


def is_patronym(word: Word) -> bool:
    """Tell whether a word says whose son or daughter somebody is: bin, binti."""
    return _is(word, "patronym")


def is_initial(word: Word) -> bool:
    """Tell whether a word is one letter with a full stop."""
    return word.dot and len(word.text) == 1


def _is(word: Word, kind: str) -> bool:
    return _means(word.letters, word.kind is LATIN, kind)


def _means(letters: str, latin: bool, kind: str) -> bool:
    """Tell whether a word is a term of a kind."""
    found = vocabulary().contexts.entries.get(letters, ()) if latin else _khmer_contexts(letters)
    return bool(found) and any(sense.kind == kind for sense in found)


def _khmer_contexts(text: str) -> tuple[Context, ...]:
    return vocabulary().khmer_contexts.entries.get(khmer_letters(text), ())


def _husband_tail(words: Sequence[Word], feminine: bool) -> int:
    """Count the words at the end that are a husband's name."""
    if len(words) < 3 or words[1].dot:
        return 0
    letters = [word.letters for word in words]
    joined = "".join(letters)
    if len(words) == 3:
        woman = feminine or joined in persons(women=True)
        house = _is(words[0], "house") and letters[0] + letters[2] in persons(women=False)
        glued = letters[2] in persons(women=False) and joined not in persons(women=False)
        return 1 if (woman and house) or (glued and (woman or words[0].kind is KHMER)) else 0
    tail, rest = words[-2:], words[:-2]
    if tail[0].text.isupper() and len(tail[0].text) > 1 and not rest[0].text.isupper():
        return 2
    if joined not in persons(women=False) and "".join(letters[-2:]) in persons(women=False):
        return 2
    known = bands(tail[0].letters)
    return 2 if feminine and known and known[0] >= _FAMILY_BAND else 0


def _khmer_shape(words: tuple[Word, ...], feminine: bool) -> Shape:
    groups = _groups(words)
    husband: list[Word] = []
    tail = _husband_tail(groups, feminine)
    if len(groups) == 2 and groups[1].text in persons(women=False) and not _is_family(groups[0]):
        tail = 1
    if tail:
        groups, husband = groups[:-tail], groups[-tail:]
    first, *rest = groups
    if rest and _is_family(first):
        return Shape((first,), tuple(rest), tuple(husband), FAMILY_FIRST, _SURE)
    joined = not rest or first.text in persons(women=False) or first.text in persons(women=True)
    family, given = split_khmer(first) if joined else (None, first)
    if family is not None:
        return Shape((family,), (given, *rest), tuple(husband), FAMILY_FIRST, 0.9)
    if rest:
        return Shape((first,), tuple(rest), tuple(husband), FAMILY_FIRST, 0.95)
    return Shape((), (first,), tuple(husband), UNKNOWN, 0.0)


def _groups(words: Sequence[Word]) -> list[Word]:
    """Join what only zero-width spaces part, unless they are all that parts the name.

    Then they count for spaces, but not where they cut a family name: កែ|វសាន is កែវ សាន.
    """
    groups: list[Word] = []
    for word in words:
        if groups and word.gap == "\u200b":
            last = groups[-1]
            joined = last.text + word.text
            groups[-1] = Word(KHMER, joined, joined, last.start, last.gap)
            groups[-1].end = word.end
        else:
            groups.append(word)
    return groups if len(groups) > 1 or len(words) == 1 else _recut(words)


def _recut(words: Sequence[Word]) -> list[Word]:
    """Cut words that only zero-width spaces part elsewhere, if that gives a commoner family name."""
    text = "".join(word.text for word in words)
    family, given = split_khmer(Word(KHMER, text, text, words[0].start, words[0].gap))
    first = words[0].text
    if family is None or _family_band(family.text) <= _family_band(first):
        return list(words)
    if len(family.text) < len(first) and _family_band(first):
        return list(words)  # a family name is not cut shorter: សក់|សេដ្ឋា
    left = len(family.text)
    for word in words:
        if left < len(word.text):
            family.end = given.start = word.start + left
            given.end = words[-1].end
            break
        left -= len(word.text)
    return [family, given]


def _family_band(text: str) -> int:
    return (bands(text) or (0, 0))[0]


def _is_family(word: Word) -> bool:
    return _family_band(word.text) >= _FAMILY_BAND


def split_khmer(word: Word) -> tuple[Word | None, Word]:
    """Split a name written without a space: the longest family name, then the given name.

    A part begins with a letter, never with a vowel sign or a subscript. A word that is itself a
    known part of names is not split.

    Args:
        word: a Khmer word.

    Returns:
        The family name, or None, and what is left.

    Examples:
        >>> from khnorm.names.words import split
        >>> [part.text for part in split_khmer(split("ហ៊ុនសែន")[0])]
        ['ហ៊ុន', 'សែន']
        >>> [part.text for part in split_khmer(split("ស៊ីសុវត្ថិមុនីវង្ស")[0])]
        ['ស៊ីសុវត្ថិ', 'មុនីវង្ស']
    """
    text = word.text
    if len(text) > _LONGEST or len(text) != word.end - word.start:
        return None, word
    cut = _cut(text)
    if not cut:
        return None, word
    family = Word(KHMER, text[:cut], text[:cut], word.start, word.gap)
    given = Word(KHMER, text[cut:], text[cut:], word.start + cut, "")
    return family, given


def _cut(text: str) -> int:
    """Tell where the given name begins in a name written without a space; 0 if nowhere."""
    house = house_length(text)
    if house:
        return house if house < len(text) else 0
    whole = bands(text) or (0, 0)
    if whole[0] > 1 or whole[1] > 1:
        return 0
    pieces = clusters(text)
    best = (0, 0)
    cut = 0
    for count, piece in enumerate(pieces[:-1], start=1):
        cut += len(piece)
        known = bands(text[:cut])
        if known is None or known[0] < _FAMILY_BAND:
            continue
        rest = bands(text[cut:])
        left = len(pieces) - count
        if rest is None and (left < 2 or known[0] < _COMMON_BAND):
            continue
        best = max(best, (1 if rest and rest[1] else 0, cut))
    return best[1]
