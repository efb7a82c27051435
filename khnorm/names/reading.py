"""The words of a text sorted: which are titles, which the name, which other names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from khnorm.names.asides import is_remark, tells_about
from khnorm.names.bearer import names_nobody, of_bearer
from khnorm.names.elements import bands
from khnorm.names.fields import read_fields
from khnorm.names.labels import Role, before_mark, is_addressed, is_label
from khnorm.names.marks import Aside, Layout, lay_out
from khnorm.names.offices import office, senses
from khnorm.names.opening import can_open
from khnorm.names.page import Hit, Page
from khnorm.names.segment import Found, read_segment
from khnorm.names.shape import split_khmer
from khnorm.names.vocabulary import vocabulary
from khnorm.names.words import KHMER, MARK, NUMBER, OTHER, Word

__all__ = ["Reading", "read"]


_LEAST_WHOLE = 2  # words of a name that wants no other
_MOST_GIVEN = 3  # words of a given name behind a comma
_LEAST_MIXED = 3  # words of the shortest name in two scripts


class Reading(NamedTuple):
    """What a text holds; `comma` tells that a comma parts family from given name."""

    hits: list[Hit]
    name: list[Word]
    aliases: list[list[Word]]
    comma: bool


def read(page: Page) -> Reading:
    """Sort the words of a text.

    Args:
        page: the text.

    Returns:
        Titles and offices in the order of the text, the words of the name, and those of each other
        name. A name written in two scripts side by side is the name and another name.
    """
    meant = of_bearer(page)
    if meant is not page.words:
        page = page.part(meant)
    if MARK in [word.kind for word in page.words]:
        fields = read_fields(page)
        if fields is not None:
            return Reading(*fields, aliases=[], comma=True)
        reading = _sort(page, lay_out(page.words))
        if _is_beside_brackets(page, reading.name):
            reading = _sort(page, lay_out(page.words, bracketed=True))
    else:
        found = read_segment(page)
        hits = sorted(found.hits, key=_start) if len(found.hits) > 1 else found.hits
        reading = Reading(hits, found.name, found.aliases, False)
    if len(reading.name) == 1 and _is_mere_term(reading.name[0]):
        reading = reading._replace(name=[])
    name, others = _one_script(reading.name)
    if not others:
        return reading
    return reading._replace(name=name, aliases=[*reading.aliases, *others])


def _is_beside_brackets(page: Page, name: Sequence[Word]) -> bool:
    """Tell whether square brackets stand behind a name that is whole without what is in them.

    So sanction lists name a programme, *Sok Dara [GLOMAG]*; an editor completes: *Hun [Sen]*.
    """
    opening = next((word.start for word in reversed(page.words) if word.text == "["), None)
    if opening is None:
        return False
    before = [word for word in name if word.start < opening]
    closing = page.text.find("]", opening)
    return len(before) >= _LEAST_WHOLE and len(before) < len(name) and name[-1].start < closing


def _start(hit: Hit) -> int:
    return hit.start


def _is_mere_term(word: Word) -> bool:
    """Tell whether a word is a term of offices and the like, and no part of any name: Ministry."""
    return word.letters in vocabulary().contexts.entries and bands(word.letters) is None


def _one_script(name: list[Word]) -> tuple[list[Word], list[list[Word]]]:
    """Part ហ៊ុន សែន Hun Sen, if each script holds a whole name."""
    if len(name) < _LEAST_MIXED or len({word.kind for word in name}) < 2:
        return name, []
    runs: list[list[Word]] = []
    for word in name:
        if runs and runs[-1][-1].kind is word.kind:
            runs[-1].append(word)
        else:
            runs.append([word])
    if not all(map(_is_whole, runs)):
        return name, []
    ours = next((run for run in runs if run[0].kind is not OTHER), runs[0])
    return ours, [run for run in runs if run is not ours]


def _is_whole(run: Sequence[Word]) -> bool:
    """Tell whether words of one script are a family and a given name; Khmer ones may be glued."""
    if len(run) >= _LEAST_WHOLE or run[0].kind is OTHER:
        return True
    return run[0].kind is KHMER and split_khmer(run[0])[0] is not None


def _sort(page: Page, layout: Layout, named: bool = False) -> Reading:
    """Read the segments and asides of a text, the name from the first that holds one.

    `named` tells that the name has been found outside, so that these words are something else.
    """
    hits: list[Hit] = []
    name: list[Word] = []
    aliases: list[list[Word]] = []
    comma = False
    place = 0  # of the segment that holds the name
    segments = _with_bodies(page, _without_organisation(page, layout))
    for number, (mark, segment) in enumerate(segments):
        if not segment or _is_label(page, segment, number, segments):
            continue
        found: Found = read_segment(page.part(segment), after_name=named or bool(name))
        hits += found.hits
        aliases += found.aliases
        if not found.name:
            continue
        if not name:
            name, place = found.name, number
            continue
        role = Role.NAME
        if number == place + 1 and not comma:
            role = before_mark(page, mark, name, found.name, found.hits)
        if role is Role.LABEL:
            name, place = found.name, number
        elif role is Role.FAMILY or (
            mark == "," and number == 1 and _is_comma_order(name, found, hits)
        ):
            name, comma = [*name, *found.name], True
        elif found.hits or is_remark(page, found.name):
            continue
        elif mark in "/|" or found.name[0].kind is not name[0].kind:
            aliases.append(found.name)
    for aside in layout.asides:
        if name and tells_about(page, aside.words):
            continue
        inside = lay_out(aside.words)
        inner = _sort(page, _with_given(page, inside) if comma else inside, bool(name))
        if aside.quoted and name and inner.hits:
            continue  # an epithet
        hits += inner.hits
        if not name or (inner.name and not aside.quoted and is_label(name, inner.name)):
            name = inner.name
        elif inner.name and _is_alias(page, aside, inner, inner.name, name[0]):
            aliases.append(inner.name)
        aliases += [
            words for words in inner.aliases if _is_alias(page, aside, inner, words, name[0])
        ]
    return Reading(sorted(hits, key=_start), name, aliases, comma)


def _is_label(
    page: Page, segment: list[Word], number: int, segments: list[tuple[str, list[Word]]]
) -> bool:
    """Tell whether a stretch before a colon is none of the name: *Name:* Sok Dara."""
    led = number == 0 and len(segments) > 1 and segments[1][0] in (":", "\u17d6")
    return led and names_nobody(page.text[segment[0].start : segment[-1].end])


def _with_bodies(
    page: Page, segments: list[tuple[str, list[Word]]]
) -> list[tuple[str, list[Word]]]:
    """Join what commas part inside an office: Minister of Agriculture, Forestry and Fisheries."""
    joined: list[tuple[str, list[Word]]] = []
    for mark, segment in segments:
        before = joined[-1][1] if joined else []
        if mark == "," and before and segment and _is_body(page, segment, before):
            comma = Word(MARK, ",", ",", before[-1].end, "")
            joined[-1] = (joined[-1][0], [*before, comma, *segment])
        else:
            joined.append((mark, segment))
    return joined


def _is_body(page: Page, segment: list[Word], before: list[Word]) -> bool:
    first = page.part(segment)
    if not can_open(segment, 0) or not can_open(before, 0):
        return False
    _, found = senses(first, 0, len(segment))
    kinds = {sense.kind for sense in found}
    if "body" not in kinds or "head" in kinds:
        return False
    held = office(page.part(before), 0, len(before))
    return held is not None and held.after == len(before)


def _without_organisation(page: Page, layout: Layout) -> list[tuple[str, list[Word]]]:
    """Drop what stands before a slash in a credit line: CamboJA/ Pring Samrang."""
    segments = list(zip(layout.breaks, layout.segments, strict=True))
    if len(segments) == 2 and segments[1][0] == "/":
        credit, person = segments[0][1], segments[1][1]
        single = all(not word.gap for word in credit[1:])
        found = read_segment(page.part([*person])) if single else None
        if found and len(found.name) > 1 and not is_addressed(found.name, found.hits):
            return [("", person)]
    return segments


def _with_given(page: Page, layout: Layout) -> Layout:
    """Join the given name of an alias behind a comma: SOK, Dara (a.k.a. KEO, Maly)."""
    joined: list[tuple[str, list[Word]]] = []
    for mark, segment in zip(layout.breaks, layout.segments, strict=True):
        before = joined[-1][1] if joined else []
        size, found = senses(page.part(before), 0, len(before)) if before else (0, ())
        is_marker = any(sense.kind == "alias" for sense in found)
        if mark == "," and is_marker and len(before) == size + 1 and len(segment) <= _MOST_GIVEN:
            joined[-1] = (joined[-1][0], [*before, *segment])
        else:
            joined.append((mark, segment))
    return Layout([own for _, own in joined], [mark for mark, _ in joined], layout.asides)


def _is_alias(page: Page, aside: Aside, inner: Reading, words: list[Word], own: Word) -> bool:
    """Tell whether words of an aside are another name, and none with a figure or an office.

    An office with a name is somebody else's: សុខ ដារ៉ា (ទីប្រឹក្សា ហ៊ុន សែន). In the other script it may
    be the same name with its titles again.
    """
    if aside.quoted:
        return not is_remark(page, words)
    if words is inner.name:
        held = any(hit.category == "office" for hit in inner.hits)
        if held and words[0].kind is own.kind:
            return False
        if any(word.kind is NUMBER for word in aside.words if not _is_read(word, inner.hits)):
            return False
    return not is_remark(page, words)


def _is_read(word: Word, hits: Sequence[Hit]) -> bool:
    return any(hit.start <= word.start < hit.end for hit in hits)


def _is_comma_order(name: Sequence[Word], found: Found, hits: Sequence[Hit]) -> bool:
    """Tell whether a comma parts family from given name: Soth, Sopheap."""
    own = [hit for hit in found.hits if hit.category == "office"]
    return (
        len(name) == 1
        and len(found.name) < 4
        and not own
        and all(word.kind is name[0].kind for word in found.name)
    )
