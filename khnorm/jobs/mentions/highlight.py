"""A text with the names in it marked: for a terminal, or as one HTML page that fetches nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from khnorm.jobs.mentions.summary import Person
from khnorm.model import Mention

__all__ = ["page_end", "page_start", "page_text", "terminal"]

KNOWN, UNKNOWN, PLAIN = "\x1b[1;32m", "\x1b[1;33m", "\x1b[0m"
# What could steer a terminal: escapes and other controls, tabs and line ends apart.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")

_STYLE = """
:root{color-scheme:light dark;--known:#0a7d3344;--unknown:#c9820044;--line:#8886}
body{font:1.05rem/1.7 "Noto Sans","Noto Sans Khmer","Khmer OS",Battambang,sans-serif;
max-width:46rem;margin:2rem auto;padding:0 1rem}
article{white-space:pre-wrap;overflow-wrap:anywhere;padding:.6rem 0;border-bottom:1px solid var(--line)}
h1{font-size:1.3rem}h2{font-size:1.05rem;margin-top:2rem}
mark{color:inherit;border-radius:.2rem;padding:.05rem .15rem;background:var(--unknown)}
mark.known{background:var(--known)}
table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;
padding:.25rem .6rem .25rem 0;border-bottom:1px solid var(--line)}td.count{text-align:right}
"""


def _pieces(text: str, mentions: Iterable[Mention]) -> Iterator[tuple[str, Mention | None]]:
    done = 0
    for mention in mentions:
        if mention.start < done:
            continue
        yield text[done : mention.start], None
        yield mention.text, mention
        done = mention.end
    yield text[done:], None


def terminal(text: str, mentions: Sequence[Mention]) -> str:
    """Colour the mentions of a text: green who is known, yellow who is not.

    Args:
        text: the text.
        mentions: what `find_names` found in it.

    Returns:
        The text with colours, and without what else could steer a terminal.

    Examples:
        >>> from khnorm import find_names
        >>> text = "Mr. Hun Sen left."
        >>> terminal(text, find_names(text)) == f"{KNOWN}Mr. Hun Sen{PLAIN} left."
        True
    """
    made = []
    for piece, mention in _pieces(text, mentions):
        safe = _CONTROLS.sub("", piece)
        if mention is None:
            made.append(safe)
        else:
            made.append(f"{KNOWN if mention.resolution.entity else UNKNOWN}{safe}{PLAIN}")
    return "".join(made)


def page_start(title: str) -> str:
    """Give the head of an HTML page.

    Args:
        title: what the page is called.

    Returns:
        HTML up to the first text.
    """
    name = escape(title)
    return (
        '<!doctype html>\n<html lang="km">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        f"<title>{name}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{name}</h1>\n"
    )


def page_text(text: str, mentions: Sequence[Mention]) -> str:
    r"""Give a text as HTML, its mentions marked and explained where the pointer rests.

    Args:
        text: the text.
        mentions: what `find_names` found in it.

    Returns:
        An `article` element; nothing of the text is markup in it.

    Examples:
        >>> from khnorm import find_names
        >>> page_text("<b> Duong Dora", [])
        '<article>&lt;b&gt; Duong Dora</article>\n'
    """
    made = []
    for piece, mention in _pieces(text, mentions):
        safe = escape(_CONTROLS.sub("", piece))
        if mention is None:
            made.append(safe)
        else:
            kind = ' class="known"' if mention.resolution.entity else ""
            made.append(f'<mark{kind} title="{escape(_told(mention))}">{safe}</mark>')
    return f"<article>{''.join(made)}</article>\n"


def _told(mention: Mention) -> str:
    entity = mention.resolution.entity
    titles = ", ".join(title.id or title.text for title in mention.titles)
    if entity is None:
        return (
            f"{mention.name or mention.text}: {mention.resolution.status.value}; {titles}".rstrip(
                "; "
            )
        )
    names = " ".join(filter(None, (entity.latin, entity.khmer)))
    return "; ".join(filter(None, (f"{names} ({entity.id})", entity.role, titles)))


def page_end(people: Sequence[Person]) -> str:
    """Give the foot of an HTML page: the people named, with counts and forms.

    Args:
        people: the rows of a `Summary`.

    Returns:
        HTML to the end of the page.
    """
    rows = "".join(
        f'<tr><td class="count">{person.count}</td><td>{escape(person.name)}</td>'
        f"<td>{escape(person.khmer)}</td><td>{escape(person.entity_id)}</td>"
        f"<td>{escape(', '.join(f'{form} ({count})' for form, count in person.forms))}</td></tr>\n"
        for person in people
    )
    head = "<tr><th></th><th>Person</th><th>Khmer</th><th>Id</th><th>Forms</th></tr>"
    return f"<h2>People</h2>\n<table>\n{head}\n{rows}</table>\n</body>\n</html>\n"
