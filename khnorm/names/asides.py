"""Names that stand beside another in a text, and how they are tied to it."""

from __future__ import annotations

from khnorm.model import Part, PersonName

__all__ = ["link_of"]

_OPEN, _SLASHES = "({[\uff08", "/|"
_QUOTES = "\"'`\u201c\u201d\u201e\u2018\u2019\u00ab\u2039"


def link_of(name: PersonName, alias: Part) -> str:
    """Tell what ties another name of a text to the name.

    Args:
        name: a text taken apart.
        alias: one of its parts.

    Returns:
        `(` for parentheses, `/` for a slash, a comma or nothing at all; empty where a marker (*alias*,
        ហៅ) or quotes say that it is another name of the same person.

    Examples:
        >>> from khnorm.names.parse import parse
        >>> texts = ("Saloth Sar (Pol Pot)", "Saloth Sar/Pol Pot", "Saloth Sar (aka Pol Pot)")
        >>> [link_of(name := parse(text), name.parts[-1]) for text in texts]
        ['(', '/', '']
    """
    titles = name.titles + name.offices
    start = alias.start
    while True:
        end = len(name.text[:start].rstrip(" .\u200b"))
        title = next((one for one in titles if one.text and one.end - end in (0, 1)), None)
        if title is None or title.start >= start:
            break
        start = title.start
    before = name.text[end - 1 : end]
    if not before or end == name.end:
        return "/"
    if before in _OPEN:
        return "("
    return "" if before.isalnum() or before in _QUOTES or _is_sign(before) else "/"


def _is_sign(char: str) -> bool:
    """Tell whether a character is a Khmer vowel or sign, the end of a marker."""
    return "\u17b4" <= char <= "\u17d3"
