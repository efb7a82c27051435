"""The words of a text sorted: which are titles, which the name, which other names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from khnorm import tables
from khnorm.names.bearer import names_relative, of_bearer, tells_kin
from khnorm.names.elements import bands
from khnorm.names.folds import latin_letters
from khnorm.names.marks import Layout, lay_out
from khnorm.names.offices import office, senses
from khnorm.names.opening import can_open
from khnorm.names.page import Hit, Page
from khnorm.names.stack import Found, read_segment
from khnorm.names.vocabulary import vocabulary
from khnorm.names.words import LATIN, MARK, OTHER, Word

__all__ = ["Reading", "read"]

_ACRONYM = 6  # letters of the longest that is told from a nickname in capitals


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
    if any(word.kind is MARK for word in page.words):
        reading = _sort(page, lay_out(page.words))
    else:
        found = read_segment(page)
        hits = sorted(found.hits, key=lambda hit: hit.start)
        reading = Reading(hits, found.name, found.aliases, False)
    if len(reading.name) == 1 and _is_mere_term(reading.name[0]):
        reading = reading._replace(name=[])
    name, others = _one_script(reading.name)
    if not others:
        return reading
    return reading._replace(name=name, aliases=[*reading.aliases, *others])


def _is_mere_term(word: Word) -> bool:
    """Tell whether a word is a term of offices and the like, and no part of any name: Ministry."""
    return word.letters in vocabulary().contexts.entries and bands(word.letters) is None


def _one_script(name: list[Word]) -> tuple[list[Word], list[list[Word]]]:
    """Part ហ៊ុន សែន Hun Sen, if each script holds two words."""
    if len({word.kind for word in name}) < 2:
        return name, []
    runs: list[list[Word]] = []
    for word in name:
        if runs and runs[-1][-1].kind is word.kind:
            runs[-1].append(word)
        else:
            runs.append([word])
    if any(len(run) < 2 and run[0].kind is not OTHER for run in runs):
        return name, []
    ours = next((run for run in runs if run[0].kind is not OTHER), runs[0])
    return ours, [run for run in runs if run is not ours]


def _sort(page: Page, layout: Layout, named: bool = False) -> Reading:
    """Read the segments and asides of a text, the name from the first that holds one.

    `named` tells that the name has been found outside, so that these words are something else.
    """
    hits: list[Hit] = []
    name: list[Word] = []
    aliases: list[list[Word]] = []
    comma = False
    segments = _with_bodies(page, _without_organisation(layout))
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
        elif not found.hits and (mark in "/|" or found.name[0].kind is not name[0].kind):
            aliases.append(found.name)
    for aside in layout.asides:
        if name and _tells_whose(page, aside.words):
            continue
        inner = _sort(page, lay_out(aside.words), bool(name))
        if aside.quoted and name and inner.hits:
            continue  # an epithet
        hits += inner.hits
        if not name:
            name = inner.name
        elif inner.name and not _is_remark(page, inner.name):
            aliases.append(inner.name)
        aliases += inner.aliases
    return Reading(sorted(hits, key=lambda hit: hit.start), name, aliases, comma)


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


def _without_organisation(layout: Layout) -> list[tuple[str, list[Word]]]:
    """Drop what stands before a slash in a credit line: CamboJA/ Pring Samrang."""
    segments = list(zip(layout.breaks, layout.segments, strict=True))
    if len(segments) == 2 and segments[1][0] == "/":
        credit, person = segments[0][1], segments[1][1]
        single = all(not word.gap for word in credit[1:])
        if single and len([word for word in person if word.named]) > 1:
            return [("", person)]
    return segments


def _tells_whose(page: Page, words: list[Word]) -> bool:
    """Tell whether words in parentheses say whose wife or son it is, and are no name: (Soeur Srey)."""
    first = words[0]
    named = first.kind is LATIN and first.text.istitle() and bands(first.letters) is not None
    inside = page.part(words)
    return not named and (tells_kin(inside, 0) > 0 or names_relative(inside, 0))


def _is_remark(page: Page, words: list[Word]) -> bool:
    """Tell whether words in parentheses are no other name: (CPP), (M), (retired), (MEF)."""
    first = words[0]
    if len(words) == 1:
        if len(first.text) == 1 or (first.text.islower() and not page.small):
            return True
        known = bands(first.letters) is not None
        if first.letters in _remarks() and (first.dot or not known):
            return True
        short = first.kind is LATIN and first.text.isupper() and len(first.text) <= _ACRONYM
        if short and not known and not page.capitals:
            return True
    _, found = senses(page.part(words), 0, len(words))
    return any(sense.kind == "party" for sense in found)


@cache
def _remarks() -> frozenset[str]:
    rows = tables.rows("context_words.tsv")
    return frozenset(latin_letters(row["form"]) for row in rows if row["kind"] == "remark")


def _is_comma_order(name: Sequence[Word], found: Found, hits: Sequence[Hit]) -> bool:
    """Tell whether a comma parts family from given name: Soth, Sopheap."""
    own = [hit for hit in found.hits if hit.category == "office"]
    return (
        len(name) == 1
        and len(found.name) < 4
        and not own
        and all(word.kind is name[0].kind for word in found.name)
    )
