"""HTML left in a text, blanked so that every other character keeps its place."""

from __future__ import annotations

import html
import re

__all__ = ["without_markup"]

_FILLER = "\u2060"  # `normalize` drops it, so that words on both sides of a tag stay whole
_BREAKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "div", "dl"),
        *("dt", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("head", "header", "hr", "html", "li", "main", "nav", "ol", "option", "p", "section"),
        *("table", "tbody", "td", "th", "thead", "title", "tr", "ul"),
    )
)
_MARKUP = re.compile(
    r"<[/!]?([A-Za-z][A-Za-z0-9]*)[^<>]{0,4000}>|&(?:#\w{1,7}|[A-Za-z]\w{1,30});",
    re.DOTALL,
)
_HIDDEN = (("<script", "</script"), ("<style", "</style"), ("<!--", "-->"))


def without_markup(text: str) -> str:
    r"""Blank tags, scripts and styles, and put characters for their entities.

    Args:
        text: any text, HTML or not.

    Returns:
        A text of the same length. Tags that part lines become line ends, all others nothing.

    Examples:
        >>> plain = without_markup("<p><b>Hun</b>&nbsp;Sen&rsquo;s</p>")
        >>> plain.replace("\u2060", ""), len(plain)
        ('\nHun\xa0Sen’s\n', 34)
    """
    if "<" not in text and "&" not in text:
        return text
    for opening, closing in _HIDDEN:
        text = _without_content(text, opening, closing)
    return _MARKUP.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    whole = match.group()
    size = len(whole)
    if whole[0] == "&":
        char = html.unescape(whole)
        return char + _FILLER * (size - len(char)) if len(char) < size else whole
    tag = (match[1] or "").lower()
    return ("\n" if tag in _BREAKS else _FILLER) + _FILLER * (size - 1)


def _without_content(text: str, opening: str, closing: str) -> str:
    """Blank what stands between two marks; an unclosed one hides nothing."""
    low = text.lower()
    if opening not in low or len(low) != len(text):
        return text
    pieces = []
    done = 0
    while (start := low.find(opening, done)) >= 0:
        end = low.find(closing, start)
        if end < 0:
            break
        end += len(closing) if closing.endswith(">") else 0
        pieces += [text[done:start], "\n", _FILLER * (end - start - 1)]
        done = end
    return "".join((*pieces, text[done:]))
