"""What marks do to a name: brackets join, parentheses and quotes set aside, commas part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from khnorm.names.dates import is_month
from khnorm.names.words import LATIN, MARK, NUMBER, Word

__all__ = ["Aside", "Layout", "is_and", "lay_out"]

_OPEN = {"(": ")", "{": "}", "\u201c": "\u201d", "\u201e": "\u201c", "\u00ab": "\u00bb"}
_OPEN |= {"\uff08": "\uff09", "\u2018": "\u2019", "\u2039": "\u203a"}
_EVEN = frozenset("\"'`\u201c\u201d\u2018\u2019")  # quotes that may open and close alike
_OPEN_OR_BRACKET = _OPEN | {"[": "]"}
_PARENTHESES = frozenset("({\uff08[")
_BREAKS = frozenset(",;:/|=\u3001\u17d4\u17d6\u2013\u2014-\u2022\n")


class Aside(NamedTuple):
    """Words set aside from the name: `quoted`, or in parentheses."""

    words: list[Word]
    quoted: bool


class Layout(NamedTuple):
    """The segments of a text between commas and the like, the marks that part them, the asides."""

    segments: list[list[Word]]
    breaks: list[str]
    asides: list[Aside]


def lay_out(words: list[Word], *, bracketed: bool = False) -> Layout:
    """Sort the words of a text by the marks around them.

    Square brackets, an editor's insertion, only disappear: `Samdach [Hun Sen]`. Parentheses and
    quotes set their words aside, if they close. Commas, dashes and slashes part segments.

    Args:
        words: what `khnorm.names.words.split` gave.
        bracketed: square brackets are parentheses: `Sok Dara [retired]`.

    Returns:
        The segments with the break before each (the first has none), and the asides.

    Examples:
        >>> from khnorm.names.words import split
        >>> layout = lay_out(split('"Michelle" Lau Sok Huy (CPP), businesswoman'))
        >>> layout.segments
        [[Word('Lau', 11), Word('Sok', 15), Word('Huy', 19)], [Word('businesswoman', 30)]]
        >>> [aside.words[0].text for aside in layout.asides]
        ['Michelle', 'CPP']
    """
    if all(word.kind is not MARK for word in words):
        return Layout([words], [""], [])
    segments: list[list[Word]] = [[]]
    breaks = [""]
    asides: list[Aside] = []
    closes = _closings(words, _OPEN_OR_BRACKET if bracketed else _OPEN)
    place = 0
    while place < len(words):
        word = words[place]
        close = closes.get(place)
        if close is not None:
            inside = words[place + 1 : close]
            if inside:
                asides.append(Aside(inside, word.text not in _PARENTHESES))
            place = close + 1
            continue
        if word.kind is not MARK:
            segments[-1].append(word)
        elif (
            word.text in _BREAKS and (word.gap or word.text != "-") and not _is_inside(words, place)
        ):
            segments.append([])
            breaks.append(word.text)
        elif word.text in "#&+":
            segments[-1].append(word)
        place += 1
    return Layout(segments, breaks, asides)


def _is_inside(words: Sequence[Word], place: int) -> bool:
    """Tell whether a slash joins two letters of an abbreviation, or a date: a/k/a, 12/May/1970."""
    beside = [*words[max(place - 1, 0) : place], *words[place + 1 : place + 2]]
    if words[place].text != "/" or len(beside) != 2 or words[place].gap or beside[1].gap:
        return False
    if any(word.kind is NUMBER for word in beside):
        return any(map(is_month, beside))
    return all(word.kind is LATIN and len(word.text) == 1 for word in beside)


def _closings(words: list[Word], pairs: Mapping[str, str]) -> dict[int, int]:
    """Find the mark that closes each opening one; what lies inside a pair is not looked at."""
    last: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        if word.kind is MARK and (word.text in _EVEN or word.text in pairs.values()):
            last.setdefault(word.text, []).append(place)
    found: dict[int, int] = {}
    cursor = dict.fromkeys(last, 0)
    inside_until = -1
    for place, word in enumerate(words):
        if place <= inside_until or word.kind is not MARK:
            continue
        wanted = pairs.get(word.text) or (word.text if word.text in _EVEN else None)
        if wanted is None:
            continue
        places = last.get(wanted, [])
        while cursor.get(wanted, 0) < len(places) and places[cursor[wanted]] <= place:
            cursor[wanted] += 1
        if cursor.get(wanted, 0) < len(places):
            found[place] = inside_until = places[cursor[wanted]]
    return found


def is_and(words: Sequence[Word], place: int) -> bool:
    """Tell whether a mark ties two people together: Sok Dara *&* Chan Sophea.

    A plus does behind a space and before what is no number: +855 is a telephone.
    """
    mark = words[place]
    if mark.text == "&":
        return True
    after = words[place + 1] if place + 1 < len(words) else None
    return mark.text == "+" and bool(mark.gap) and after is not None and after.kind is not NUMBER
