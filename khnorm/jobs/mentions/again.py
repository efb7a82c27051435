"""Second mentions: the given name alone, a full name without its title, a title alone.

Inside one text a given name means the person whose full name the text gives (the usage of the English
press: Sam Rainsy, later Rainsy); across texts it never does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from khnorm import tables
from khnorm.jobs.mentions.mention import Span
from khnorm.jobs.mentions.words import known
from khnorm.model import Entity, Mention, Reason, Resolution, Status
from khnorm.names.titles import gender_of
from khnorm.names.words import Kind, Word, split
from khnorm.text.scripts import script_of

__all__ = ["AGAIN", "Line", "People", "again"]

# The code of the reason that ties a second mention to a full name.
AGAIN = "second-mention"

_LONGEST_SHORT = 3  # words of a given name
_MOST_NAMES = 500  # untitled Khmer names that are looked for again in one text
_KHMER_SIGN = "\u17b6-\u17d3"
_BACK = 100  # full names that are looked back at for one that a title fits
_SENTENCE_END = re.compile(r"[.!?]\W*\s|[។៕]")


@dataclass(slots=True)
class Line:
    """What was found in one line of a text, at places of its normalized form.

    `pieces` are runs of capitalised words that are no name by themselves, `titles` those that stand
    alone.
    """

    text: str = ""
    spans: list[Span] = field(default_factory=list)
    pieces: list[list[Word]] = field(default_factory=list)
    titles: list[tuple[int, int]] = field(default_factory=list)


Place = tuple[int, int]  # number of the line, place in the line


class _Called:
    """Mentions that share a name or title, in the order of the text.

    `distinct` tells of the first n of them how many people they are, `first` where each of these is
    named first.
    """

    __slots__ = ("distinct", "first", "numbers", "places")

    def __init__(self) -> None:
        self.places: list[Place] = []
        self.numbers: list[int] = []
        self.distinct: list[int] = [0]
        self.first: dict[str, int] = {}

    def add(self, place: Place, number: int, identity: str) -> None:
        self.places.append(place)
        self.numbers.append(number)
        self.first.setdefault(identity, number)
        self.distinct.append(len(self.first))

    def before(self, place: Place) -> int:
        """Count those that stand before a place."""
        return bisect_left(self.places, place)


class People:
    """The people that a text names, by what they can be called later on."""

    def __init__(self) -> None:
        self._mentions: list[Mention] = []
        self._places: list[Place] = []
        self._keys: list[str] = []
        self._full: list[bool] = []
        self._who: list[str] = []
        self._genders: defaultdict[str, set[str]] = defaultdict(set)
        self._sentences: list[int] = []
        self._end: Place = (-1, 0)
        self._shorts: dict[str, _Called] = {}
        self._samdechs = _Called()
        self._styles: dict[str, _Called] = {}
        self.khmer_names: dict[str, int] = {}

    def add(self, line: int, span: Span, mention: Mention, text: str) -> None:
        """Note a mention; the mentions come in the order of the text."""
        number, place = len(self._mentions), (line, span.start)
        words = [word for word in split(text[span.start : span.end]) if word.named]
        key = "".join(word.letters for word in words)
        full = len(words) > 1
        self._mentions.append(mention)
        self._places.append(place)
        self._keys.append(key)
        self._full.append(full)
        entity = mention.resolution.entity
        identity = entity.id if entity else key
        self._who.append(identity)
        self._genders[identity] |= {_gender(mention)} - {""}
        self._count_sentences(line, span, text)
        if full:
            for short in set(_shorts(words, foreign=span.foreign)):
                self._shorts.setdefault(short, _Called()).add(place, number, identity)
            if words[0].kind is Kind.KHMER and len(self.khmer_names) < _MOST_NAMES:
                self.khmer_names.setdefault(mention.name, number)
        if _bears_samdech(mention):
            self._samdechs.add(place, number, identity)
            for style in {title.text for title in mention.titles}:
                self._styles.setdefault(style, _Called()).add(place, number, identity)

    def mention(self, number: int) -> Mention:
        """Give a mention."""
        return self._mentions[number]

    def _count_sentences(self, line: int, span: Span, text: str) -> None:
        """Note in which sentence a mention stands; each follows the one noted before."""
        last, stop = self._end
        same = line == last and not _SENTENCE_END.search(text, stop, max(stop, span.first))
        before = self._sentences[-1] if self._sentences else 0
        self._sentences.append(before if same else before + 1)
        self._end = line, span.stop

    def called(self, key: str, place: Place, gender: str = "") -> list[Mention]:
        """Find the full names that a given name may stand for, one for each person.

        The nearest before it, with those who share that sentence; where none is before, all after.
        Nobody is meant by a title of the other gender.
        """
        found = self._shorts.get(key)
        if found is None:
            return []
        count = found.before(place)
        if not count:
            fitting = (one for one in found.first.values() if self._fits(one, gender))
            return list(map(self.mention, fitting))
        back = reversed(found.numbers[max(0, count - _BACK) : count])
        people: dict[str, int] = {}
        for number in back:
            if not self._fits(number, gender):
                continue
            nearest = next(iter(people.values()), number)
            if self._sentences[number] != self._sentences[nearest]:
                break
            people.setdefault(self._who[number], number)
        return list(map(self.mention, sorted(people.values())))

    def _fits(self, number: int, gender: str) -> bool:
        """Tell whether a mention may be of somebody of a gender."""
        own = _gender(self._mentions[number])
        told = {own} if own else self._genders[self._who[number]]
        return not gender or not told or gender in told

    def tied(self, number: int) -> Mention:
        """Give a mention; where it is a given name, with the resolution of the full name."""
        mention = self._mentions[number]
        if self._full[number]:
            return mention
        gender = gender_of(mention.titles)
        whole = self.called(self._keys[number], self._places[number], gender)
        if not whole:
            return mention
        return replace(mention, resolution=short_for(whole, mention.resolution.text))

    def holder(self, place: Place, title: str) -> int | None:
        """Find who is plainly meant by a Samdech without a name at a place.

        He is the only one of the kind named before; or the only one before with this very title; or,
        where none is named before, the only one of the text.
        """
        found = self._samdechs
        count = found.before(place)
        if not count:
            return found.numbers[0] if len(found.first) == 1 else None
        if found.distinct[count] > 1:
            found = self._styles.get(title, _Called())
            count = found.before(place)
        return found.numbers[count - 1] if found.distinct[count] == 1 else None


def _shorts(words: Sequence[Word], *, foreign: bool) -> Iterator[str]:
    """Give what a person is called for short: the given name, its last part; abroad the surname."""
    letters = [word.letters for word in words]
    yield "".join(letters[1:])
    if len(letters) > 2:
        yield letters[-1]
        yield "".join(letters[1:-1])
    if words[0].kind is Kind.LATIN and (foreign or _given_first(words)):
        yield letters[0]


def _given_first(words: Sequence[Word]) -> bool:
    first, last = known(words[0].text), known(words[-1].text)
    return first.given > first.family or (not first.family and last.family > 0)


@cache
def _samdech_ids() -> frozenset[str]:
    return frozenset(
        row["id"]
        for row in tables.rows("titles.tsv")
        if row["components"].startswith("samdech") or row["id"].startswith("samdech")
    )


def _bears_samdech(mention: Mention) -> bool:
    ids = {title.id for title in mention.titles}
    entity: Entity | None = mention.resolution.entity
    if entity:
        ids.update(entity.titles)
    return not ids.isdisjoint(_samdech_ids())


def _gender(mention: Mention) -> str:
    """Tell the gender of somebody named: that of the titles, else what the tables know."""
    entity = mention.resolution.entity
    return gender_of(mention.titles) or (entity.gender if entity else "")


def short_for(whole: Sequence[Mention], text: str = "") -> Resolution:
    """Say who is meant by a shorter mention of a full name.

    Args:
        whole: the full names that it may be short for.
        text: the mention itself.

    Returns:
        The resolution of the full name, whose text stays that of the full one; for several, that
        nobody can tell which of them.
    """
    if len(whole) == 1:
        reason = Reason(AGAIN, f"short for {whole[0].name}, named in the same text")
        return replace(whole[0].resolution, reasons=(*whole[0].resolution.reasons, reason))
    names = " or ".join(full.name for full in whole)
    candidates = tuple(
        candidate
        for full in whole
        for candidate in full.resolution.candidates[: 1 if full.resolution.entity else None]
        if full.resolution.status is not Status.NONE
    )
    return Resolution(
        text,
        Status.AMBIGUOUS if candidates else Status.NONE,
        None,
        max((candidate.score for candidate in candidates), default=0.0),
        None,
        candidates,
        (Reason("several", f"short for {names}, named in the same text"),),
    )


def again(
    lines: Sequence[Line], people: People, resolve: Callable[[str], Resolution]
) -> Iterator[tuple[int, Span, Resolution]]:
    """Find second mentions among what the lines hold besides full names.

    Args:
        lines: the text, line by line.
        people: those it names.
        resolve: who holds a title that stands alone.

    Returns:
        The line's number, the span in the line, and who is meant.
    """
    pattern = _khmer_pattern(people)
    for number, line in enumerate(lines):
        taken = sorted((span.first, span.stop) for span in line.spans)
        for words in line.pieces:
            yield from _given_names(number, words, people)
        if pattern:
            for match in pattern.finditer(line.text):
                whole = people.khmer_names[_spaced(match.group(), people)]
                if _is_free(match.start(), match.end(), taken):
                    span = Span(match.start(), match.end(), match.start(), match.end())
                    yield number, span, short_for([people.mention(whole)])
        for start, end in line.titles:
            if _is_free(start, end, taken):
                resolution = _title_alone(line.text[start:end], (number, start), people, resolve)
                if resolution:
                    yield number, Span(end, end, start, end), resolution


def _given_names(
    line: int, words: Sequence[Word], people: People
) -> Iterator[tuple[int, Span, Resolution]]:
    if len(words) > _LONGEST_SHORT:
        return
    whole = people.called("".join(word.letters for word in words), (line, words[0].start))
    if whole:
        start, end = words[0].start, words[-1].end
        text = " ".join(word.text for word in words)
        yield line, Span(start, end, start, end), short_for(whole, text)


def _khmer_pattern(people: People) -> re.Pattern[str] | None:
    """Find the full Khmer names of the text wherever they stand, with or without their spaces."""
    if not people.khmer_names:
        return None
    names = sorted(people.khmer_names, key=len, reverse=True)
    joined = "|".join(
        "[ \u200b]?".join(map(re.escape, name.split(" "))) for name in names if len(name) > 3
    )
    return re.compile(f"(?:{joined})(?![{_KHMER_SIGN}])") if joined else None


def _spaced(form: str, people: People) -> str:
    if form in people.khmer_names:
        return form
    solid = form.replace(" ", "").replace("\u200b", "")
    return next(name for name in people.khmer_names if name.replace(" ", "") == solid)


def _is_free(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    place = bisect_left(taken, (end, -1))
    return not any(first < end and start < stop for first, stop in taken[max(0, place - 1) : place])


def _title_alone(
    title: str, place: Place, people: People, resolve: Callable[[str], Resolution]
) -> Resolution | None:
    """Say who is meant by a title of the Samdech kind without a name, if that is plain."""
    if script_of(title[:1]).value == "latin" and not title[:1].isupper():
        return None
    resolution = resolve(title)
    if resolution.title is None or resolution.title.id not in _samdech_ids():
        return None
    whole = people.holder(place, title)
    if whole is not None:
        return short_for([people.mention(whole)])
    return resolution if resolution.status is Status.MATCH else None
