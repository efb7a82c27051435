"""The people named in running text: who, with which titles, and where."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from khnorm.jobs.mentions.again import Line, People, again
from khnorm.jobs.mentions.english import read_latin
from khnorm.jobs.mentions.khmer import read_khmer
from khnorm.jobs.mentions.markup import without_markup
from khnorm.jobs.mentions.mention import Span
from khnorm.match.resolve import Resolver, resolve
from khnorm.model import Mention, Reason, Resolution, Status, Title
from khnorm.names.page import Page
from khnorm.names.parse import parse
from khnorm.names.words import split
from khnorm.text.normalize import Aligned, aligned, fold
from khnorm.text.scripts import is_khmer

__all__ = ["Finder", "find_names"]

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_BRACKET = re.compile(r" ?\( ?")
_REMEMBERED = 1 << 12  # mentions whose titles and resolution are kept in mind


def find_names(text: str, *, resolver: Resolver | None = None) -> list[Mention]:
    """Find the people named in a text, in Khmer, English or both.

    Args:
        text: an article or any other running text, as it came: markup, zero-width spaces and all.
            Second mentions by given name are tied to full names anywhere in it.
        resolver: who can be meant; None for the shipped tables.

    Returns:
        The mentions in the order of the text. Each spans titles and name in `text` as given; where
        a title stands alone for a holder that the text makes plain, the name is empty.

    Raises:
        TypeError: not a str.

    Examples:
        >>> found = find_names("Samdech Techo Hun Sen met Duong Dara. Dara thanked him.")
        >>> [(mention.text, mention.name) for mention in found]
        [('Samdech Techo Hun Sen', 'Hun Sen'), ('Duong Dara', 'Duong Dara'), ('Dara', 'Dara')]
        >>> found[0].resolution.entity.khmer
        'ហ៊ុន សែន'
    """
    return (Finder(resolver) if resolver else _shipped()).find(text)


@lru_cache(maxsize=1)
def _shipped() -> Finder:
    return Finder()


@dataclass(slots=True)
class _Paragraph:
    """A line of the text: where it begins, its normalized form, and what was found in it."""

    offset: int
    source: Aligned
    line: Line = field(default_factory=Line)

    def place(self, start: int, end: int) -> tuple[int, int]:
        first, last = self.source.span(start, end)
        return self.offset + first, self.offset + last


class Finder:
    """Finds names in one text after another; see `find_names`.

    Args:
        resolver: who can be meant; None for the shipped tables.
    """

    def __init__(self, resolver: Resolver | None = None) -> None:
        who: Callable[[str], Resolution] = resolver.resolve if resolver else resolve
        self._resolve = lru_cache(maxsize=_REMEMBERED)(who)
        self._titles = lru_cache(maxsize=_REMEMBERED)(_titles_of)

    def find(self, text: str) -> list[Mention]:
        """Find the people named in a text; see `find_names`."""
        if not isinstance(text, str):
            raise TypeError(f"the text is {type(text).__name__}, not str; decode or join it first")
        plain = without_markup(text)
        paragraphs = list(_read(plain))
        lines = [paragraph.line for paragraph in paragraphs]
        people = People()
        found: list[tuple[_Paragraph, Span, Mention]] = []
        for number, paragraph in enumerate(paragraphs):
            for span in paragraph.line.spans:
                mention = self._mention(text, plain, paragraph, span)
                people.add(number, span, mention, paragraph.source.text)
                found.append((paragraph, span, mention))
        mentions = [people.tied(number) for number in range(len(found))]
        for number, span, resolution in again(lines, people, self._resolve):
            mention = self._mention(text, plain, paragraphs[number], span, resolution)
            mentions.append(mention)
        mentions.sort(key=lambda mention: (mention.start, mention.end))
        return mentions

    def _mention(
        self,
        text: str,
        plain: str,
        paragraph: _Paragraph,
        span: Span,
        resolution: Resolution | None = None,
    ) -> Mention:
        start, end = paragraph.place(span.first, span.stop)
        titles: tuple[Title, ...] = ()
        if span.first < span.start or span.start == span.end:
            name_start, _ = paragraph.place(span.start, span.stop)
            limit = end if span.start == span.end else name_start
            titles = tuple(
                Title(title.id, title.category, text[at:to], at, to)
                for title, at, to in self._placed(plain, start, end)
                if to <= limit
            )
        name = paragraph.source.text[span.start : span.end].replace("\u200b", "")
        if resolution is None:
            resolution = self._resolve(paragraph.source.text[span.first : span.stop])
            if span.foreign:
                resolution = _nobody(resolution, "foreign", "no Cambodian name by its form")
            elif " " not in name and name and not _is_known_by(name, resolution):
                resolution = _nobody(resolution, "lone", "a given name alone is no evidence")
        return Mention(start, end, text[start:end], name, titles, resolution)

    def _placed(self, plain: str, start: int, end: int) -> Iterator[tuple[Title, int, int]]:
        for title in self._titles(plain[start:end]):
            yield title, start + title.start, start + title.end


def _nobody(resolution: Resolution, code: str, why: str) -> Resolution:
    """Take back who is meant, and say why."""
    if resolution.status is Status.NONE:
        return resolution
    reasons = (Reason(code, why),)
    return Resolution(resolution.text, Status.NONE, None, 0.0, resolution.title, (), reasons)


def _is_known_by(name: str, resolution: Resolution) -> bool:
    """Tell whether a name of one word is what somebody is known by, or a full name unspaced."""
    for candidate in resolution.candidates[:1]:
        if not is_khmer(name[0]):
            return " " not in candidate.form
        return fold(name) == fold(candidate.form).replace(" ", "")
    return False


def _titles_of(text: str) -> tuple[Title, ...]:
    name = parse(text)
    return tuple(sorted((*name.titles, *name.offices), key=lambda title: title.start))


def _read(plain: str) -> Iterator[_Paragraph]:
    for match in _LINE.finditer(plain):
        source = aligned(match.group())
        if not source.text:
            continue
        paragraph = _Paragraph(match.start(), source)
        khmer = read_khmer(source.text)
        line = paragraph.line
        line.text = source.text
        line.spans += khmer.spans
        line.titles += khmer.titles
        if any("A" <= char <= "Z" for char in source.text) or not source.text.isascii():
            page = Page(source.text, split(source.text))
            latin = read_latin(page, khmer.open_titles, _glossed(source.text, khmer.spans))
            line.spans += latin.spans
            line.titles += [(hit.start, hit.end) for hit in latin.titles]
            line.pieces = [page.words[piece.first : piece.after] for piece in latin.pieces]
            line.spans.sort(key=lambda span: span.start)
        yield paragraph


def _glossed(text: str, names: list[Span]) -> set[int]:
    """Find where a Khmer name is followed by brackets: its Latin form stands there."""
    return {match.end() for name in names if (match := _BRACKET.match(text, name.end))}
