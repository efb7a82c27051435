"""A written name taken apart: titles, offices, the bare name, its parts and aliases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from khnorm.model import Order, Part, PersonName, Title
from khnorm.names.marks import Layout, lay_out
from khnorm.names.offices import senses
from khnorm.names.page import Hit, Page
from khnorm.names.shape import Shape, is_initial, shape_of
from khnorm.names.stack import Found, read_segment
from khnorm.names.vocabulary import vocabulary
from khnorm.names.words import Kind, Word, split
from khnorm.text.normalize import Aligned, aligned
from khnorm.text.scripts import script_of

__all__ = ["parse"]

_OFFICES = frozenset(("office",))


def parse(text: str) -> PersonName:
    """Take a written name apart.

    Args:
        text: a name of a person as written anywhere, with titles, offices, brackets and all.

    Returns:
        What the words are; every span points into `text`. A title alone gives titles and an empty
        name. Nothing is ever stripped that would leave no name, unless it can only be a title.

    Raises:
        TypeError: not a str.

    Examples:
        >>> name = parse("Samdech Akka Moha Sena Padei Techo HUN Sen")
        >>> [title.id for title in name.titles], name.name, name.canonical
        (['akka_moha_sena_padei_techo'], 'HUN Sen', 'Hun Sen')
        >>> name = parse("លោកជំទាវបណ្ឌិត ប៊ុន រ៉ានី ហ៊ុន សែន")
        >>> [title.id for title in name.titles], name.canonical, name.husband
        (['lok_chumteav', 'dr'], 'ប៊ុន រ៉ានី', 'ហ៊ុន សែន')
        >>> parse("under-secretary of state Hak Sok Makara").offices[0].id
        'under_secretary'
    """
    source = aligned(text)
    words = split(source.text)
    page = Page(source.text, words)
    found = _read(page, lay_out(words))
    return _result(text, source, page, found)


class _Reading(NamedTuple):
    hits: list[Hit]
    name: list[Word]
    aliases: list[list[Word]]
    comma: bool


def _read(page: Page, layout: Layout, named: bool = False) -> _Reading:
    """Read the segments and asides of a text, the name from the first that holds one.

    `named` tells that the name has been found outside, so that these words are something else.
    """
    hits: list[Hit] = []
    name: list[Word] = []
    aliases: list[list[Word]] = []
    comma = False
    segments = _without_organisation(layout)
    for number, (mark, segment) in enumerate(segments):
        if not segment:
            continue
        found: Found = read_segment(page.part(segment), after_name=named or bool(name))
        hits += found.hits
        aliases += found.aliases
        if not found.name:
            continue
        if not name:
            name = found.name
        elif mark == "," and number == 1 and _is_comma_order(name, found, hits):
            name, comma = [*name, *found.name], True
        elif mark in "/|;" and not found.hits:
            aliases.append(found.name)
    for aside in layout.asides:
        inner = _read(page, lay_out(aside.words), bool(name))
        hits += inner.hits
        if not name:
            name = inner.name
        elif inner.name and not _is_party(page, inner.name):
            aliases.append(inner.name)
        aliases += inner.aliases
    return _Reading(sorted(hits, key=lambda hit: hit.start), name, aliases, comma)


def _without_organisation(layout: Layout) -> list[tuple[str, list[Word]]]:
    """Drop what stands before a slash in a credit line: CamboJA/ Pring Samrang."""
    segments = list(zip(layout.breaks, layout.segments, strict=True))
    if len(segments) == 2 and segments[1][0] == "/":
        credit, person = segments[0][1], segments[1][1]
        single = all(not word.gap for word in credit[1:])
        if single and len([word for word in person if word.named]) > 1:
            return [("", person)]
    return segments


def _is_party(page: Page, words: list[Word]) -> bool:
    _, found = senses(page.part(words), 0, len(words))
    return any(sense.kind == "party" for sense in found)


def _is_comma_order(name: Sequence[Word], found: Found, hits: Sequence[Hit]) -> bool:
    """Tell whether a comma parts family from given name: Soth, Sopheap."""
    own = [hit for hit in found.hits if hit.category == "office"]
    return (
        len(name) == 1
        and len(found.name) < 4
        and not own
        and all(word.kind is name[0].kind for word in found.name)
    )


def _result(text: str, source: Aligned, page: Page, reading: _Reading) -> PersonName:
    genders = {vocabulary().genders.get(hit.id) for hit in reading.hits}
    shape = shape_of(reading.name, feminine="f" in genders)
    if reading.comma and len(reading.name) > 1:
        own = tuple(reading.name)
        shape = Shape(own[:1], own[1:], (), Order.FAMILY_FIRST, 0.99)
    place = _Placing(text, source)
    titles = [place.title(hit) for hit in reading.hits if hit.category not in _OFFICES]
    offices = [place.title(hit) for hit in reading.hits if hit.category in _OFFICES]
    bare = sorted((*shape.family, *shape.given), key=lambda word: word.start)
    family = _written(page.text, shape.family)
    given = _written(page.text, shape.given)
    name = _written(page.text, bare)
    parts = place.parts(page, shape)
    aliases = []
    for words in reading.aliases:
        aliases.append(_written(page.text, words))
        parts.append(place.part("alias", words, aliases[-1]))
    start, end = place.span(bare[0].start, bare[-1].end) if bare else (0, 0)
    return PersonName(
        text=text,
        titles=tuple(titles),
        offices=tuple(offices),
        family=family,
        given=given,
        name=name,
        aliases=tuple(dict.fromkeys(aliases)),
        script=script_of(name),
        order=shape.order,
        order_confidence=round(shape.confidence, 3),
        canonical=_canonical(page.text, shape),
        husband=_written(page.text, shape.husband),
        parts=tuple(sorted(parts, key=lambda part: part.start)),
        start=start,
        end=end,
    )


class _Placing:
    """Carries spans of the normalized text back to the text that was given."""

    def __init__(self, text: str, source: Aligned) -> None:
        self.text = text
        self.source = source

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self.source.starts[start], self.source.ends[end - 1]

    def title(self, hit: Hit) -> Title:
        start, end = self.span(hit.start, hit.end)
        return Title(hit.id, hit.category, self.text[start:end], start, end)

    def part(self, role: str, words: Sequence[Word], text: str) -> Part:
        start, end = self.span(words[0].start, words[-1].end)
        return Part(role, text, start, end)

    def parts(self, page: Page, shape: Shape) -> list[Part]:
        """Give the pieces of a name: family, given, initials, husband."""
        found = []
        if shape.family:
            found.append(self.part("family", shape.family, _written(page.text, shape.family)))
        initials = [word for word in shape.given if is_initial(word)]
        given = [word for word in shape.given if not is_initial(word)]
        if given:
            role = "given" if shape.family else "name"
            found.append(self.part(role, given, _written(page.text, given)))
        found += [self.part("initial", [word], word.text) for word in initials]
        if shape.husband:
            found.append(self.part("husband", shape.husband, _written(page.text, shape.husband)))
        return found


def _written(text: str, words: Sequence[Word]) -> str:
    """Write words as they stand, one space or hyphen between them, initials with their dot."""
    pieces: list[str] = []
    for word in words:
        if pieces:
            pieces.append(word.gap if word.gap in ("-", "\u2010", "\u2011", "\u200b") else " ")
        pieces.append(word.text + "." if is_initial(word) else word.text)
    return "".join(pieces)


def _canonical(text: str, shape: Shape) -> str:
    """Write a name family first in its usual capitals; Khmer with one space after the family."""
    words = (*shape.family, *shape.given)
    if not words:
        return ""
    if words[0].kind is Kind.KHMER:
        parts = ("".join(word.text for word in part) for part in (shape.family, shape.given))
        return " ".join(part for part in parts if part)
    pieces: list[str] = []
    for word in words:
        if pieces:
            pieces.append("-" if word.gap == "-" and word is not shape.given[0] else " ")
        pieces.append(_usual(word))
    return "".join(pieces)


def _usual(word: Word) -> str:
    text = word.text
    if text.islower() or (text.isupper() and len(text) > 1):
        text = text[:1].upper() + text[1:].lower()
    return text + "." if is_initial(word) else text
