"""Titles in running text, and what titles prove about who bears them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from khnorm.model import Record, Title
from khnorm.names.folds import khmer_skeleton, latin_letters
from khnorm.names.page import Hit, Page
from khnorm.names.stack import read_stack
from khnorm.names.vocabulary import vocabulary
from khnorm.names.words import Kind, Word, split
from khnorm.text.normalize import aligned

__all__ = ["Stack", "gender_of", "generation_of", "is_place", "scan"]

_JUNIOR = frozenset(("jr", "ii", "fils", "junior"))
_NEAR = 3  # words on either side in which a place word makes a name a place


@dataclass(frozen=True, slots=True)
class Stack(Record):
    """Titles that stand one after another; `start` and `end` span them, links included."""

    titles: tuple[Title, ...]
    start: int
    end: int


def scan(text: str) -> tuple[Stack, ...]:
    """Find every stack of titles and offices in a running text, in one pass.

    Args:
        text: any text, Khmer, Latin or mixed.

    Returns:
        The stacks from left to right; every span points into `text`. A name may begin where a
        stack ends. Words that are titles and names at once are taken only before two names.

    Raises:
        TypeError: not a str.

    Examples:
        >>> [stack.titles[0].id for stack in scan("Foreign Minister Hor Namhong and Samdach")]
        ['foreign_minister', 'samdech']
    """
    source = aligned(text)
    page = Page(source.text, split(source.text))
    stop = len(page.words)
    found = []
    index = 0
    while index < stop:
        hits, after = read_stack(page, index, stop)
        if not hits:
            index += 1
            continue
        titles = tuple(_title(text, source.starts, source.ends, hit) for hit in hits)
        found.append(Stack(titles, titles[0].start, titles[-1].end))
        index = after
    return tuple(found)


def _title(text: str, starts: Sequence[int], ends: Sequence[int], hit: Hit) -> Title:
    start, end = starts[hit.start], ends[hit.end - 1]
    return Title(hit.id, hit.category, text[start:end], start, end)


def gender_of(titles: Iterable[Title]) -> str:
    """Tell the gender that titles prove.

    Args:
        titles: of one name; offices count too.

    Returns:
        `f`, `m`, or empty where nothing is proved or the titles disagree.

    Examples:
        >>> from khnorm.names.parse import parse
        >>> gender_of(parse("Lok Chumteav Men Sam An").titles), gender_of(parse("H.E. Sok An").titles)
        ('f', '')
    """
    genders = vocabulary().genders
    proved = {genders[title.id] for title in titles if title.id in genders}
    return proved.pop() if len(proved) == 1 else ""


def generation_of(titles: Iterable[Title]) -> str:
    """Tell the generation that titles prove: Jr. or Sr. after the name.

    Args:
        titles: of one name.

    Returns:
        `junior`, `senior`, or empty where nothing is proved.

    Examples:
        >>> from khnorm.names.parse import parse
        >>> generation_of(parse("Sok Dara, Jr.").titles)
        'junior'
    """
    for title in titles:
        if title.id == "junior_senior":
            return "junior" if latin_letters(title.text) in _JUNIOR else "senior"
    return ""


def is_place(text: str, start: int = 0, end: int | None = None) -> bool:
    """Tell whether a name in a text names a place: a street, a school, a hospital.

    A place word follows (Samdech Pan Street) or goes before (វិថី, Rue).

    Args:
        text: the text.
        start: where the name with its titles begins.
        end: where it ends; None for the end of the text. A place word may also stand inside.

    Returns:
        Whether a place word stands at the end of the span or right after it, or at its beginning
        or right before it.

    Examples:
        >>> is_place("Samdech Pan Street"), is_place("Samdech Pan"), is_place("វិថីសម្តេចប៉ាន")
        (True, False, True)
    """
    end = len(text) if end is None else end
    inside = [word for word in split(text[start:end]) if word.kind is not Kind.NUMBER]
    after = split(text[end : end + 60])[:_NEAR]
    before = split(text[max(0, start - 60) : start])[-_NEAR:]
    if not inside:
        return False
    return (
        _is(inside[-1:], "place_after")
        or _is(after[:1], "place_after")
        or _is(after[:2], "place_after")
        or _is(before[-1:], "place_before")
        or _is(inside[:1], "place_before")
        or _begins_place(inside[0])
    )


def _is(words: list[Word], kind: str) -> bool:
    """Tell whether words together are a context term of a kind."""
    if not words:
        return False
    if words[0].kind is Kind.KHMER:
        return any(
            sense.kind == kind
            for sense in vocabulary().khmer_contexts.entries.get(
                khmer_skeleton(words[-1].text)[0], ()
            )
        )
    joined = "".join(word.letters for word in words)
    return any(sense.kind == kind for sense in vocabulary().contexts.entries.get(joined, ()))


def _begins_place(word: Word) -> bool:
    """A Khmer place word may be glued to the name."""
    if word.kind is not Kind.KHMER:
        return False
    skeleton = khmer_skeleton(word.text)[0]
    return any(
        any(sense.kind == "place_before" for sense in found) and length < len(skeleton)
        for length, found in vocabulary().khmer_contexts.longest(skeleton, 0)
    )
