"""A page to look at: one HTML file that holds a whole de-duplicated list and fetches nothing.

The page is `report.html` beside this module with its marks filled in. What comes from the list
enters it as data: escaped inside the JSON, and set as text, never as markup, by the page's script.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from khnorm.jobs.records import counted
from khnorm.jobs.review import Question
from khnorm.model import Record

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["BINS", "Page", "Person", "Written", "histogram", "render"]

# The histogram's bars over [0, 1].
BINS = 20
_CHART = (640, 150)  # width, height
_MARKS = (0, 0.25, 0.5, 0.75, 1)


@dataclass(frozen=True, slots=True)
class Written(Record):
    """One way a person is written in the list, on how many rows, and why it is this person."""

    text: str
    rows: int
    reason: str


@dataclass(frozen=True, slots=True)
class Person(Record):
    """A cluster as a card shows it; `score` is its weakest joint."""

    id: str
    canonical: str
    khmer: str
    entity: str
    score: float
    rows: int
    names: tuple[Written, ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What a report shows.

    `totals` are captions with figures. `persons` and `doubts` may be the first of more:
    `total_persons` and `total_doubts` say of how many. `bars` counts scored pairs over `BINS` equal
    steps of [0, 1].
    """

    title: str
    subtitle: str
    totals: tuple[tuple[str, int], ...]
    bars: tuple[int, ...]
    threshold: float
    persons: tuple[Person, ...]
    doubts: tuple[Question, ...]
    total_persons: int
    total_doubts: int
    footer: str


def histogram(scores: Sequence[float] | NDArray[np.float64]) -> tuple[int, ...]:
    """Count scores in [0, 1] over the steps of a chart.

    Examples:
        >>> histogram([0.0, 0.99, 1.0])[0], histogram([0.0, 0.99, 1.0])[-1]
        (1, 2)
    """
    import numpy as np

    bins = np.minimum((np.asarray(scores, np.float64) * BINS).astype(np.int64), BINS - 1)
    return tuple(np.bincount(bins, minlength=BINS).tolist())


def render(page: Page) -> str:
    """Make the page.

    Args:
        page: what it shows.

    Returns:
        A whole HTML document, UTF-8 to be.
    """
    marks = {
        "title": _text(page.title),
        "subtitle": _text(page.subtitle),
        "totals": _totals(page.totals),
        "histogram": _chart(page.bars, page.threshold),
        "footer": _text(page.footer),
        "data": _data(page),
    }
    template = (files("khnorm.jobs") / "report.html").read_text(encoding="utf-8")
    # Split once, so that a mark inside the list's own text is left as it is.
    first, *pieces = template.split("{{")
    done = [first]
    for piece in pieces:
        mark, rest = piece.split("}}", 1)
        done += [marks[mark], rest]
    return "".join(done)


def _text(text: str) -> str:
    """Escape text for the page; a lone surrogate, which is no UTF-8, becomes U+FFFD."""
    return escape(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def _data(page: Page) -> str:
    """Write the cards as JSON that may stand inside a script element."""
    text = json.dumps(
        {
            "threshold": page.threshold,
            "persons": [person.as_dict() for person in page.persons],
            "doubts": [doubt.as_dict() for doubt in page.doubts],
            "total_persons": page.total_persons,
            "total_doubts": page.total_doubts,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    # A lone surrogate is no UTF-8; JSON has its own way to write one.
    return "".join(f"\\u{ord(c):04x}" if "\ud800" <= c <= "\udfff" else c for c in text)


def _totals(totals: tuple[tuple[str, int], ...]) -> str:
    items = "".join(
        f"<div><dt>{_text(caption)}</dt><dd>{figure:,}</dd></div>" for caption, figure in totals
    )
    return f'<dl class="totals">{items}</dl>'


def _chart(bars: tuple[int, ...], threshold: float) -> str:
    """Draw the histogram; heights by square root, so that small counts are seen."""
    width, height = _CHART
    step = width / len(bars)
    top = max(max(bars), 1) ** 0.5
    drawn = []
    for at, count in enumerate(bars):
        tall = (height - 12) * count**0.5 / top
        start, end = at / len(bars), (at + 1) / len(bars)
        kind = "bar" if end > threshold else "bar low"
        drawn.append(
            f'<rect class="{kind}" x="{at * step + 1:.1f}" y="{height - tall:.1f}" '
            f'width="{step - 2:.1f}" height="{tall:.1f}">'
            f"<title>{start:.2f} to {end:.2f}: {counted(count, 'pair')}</title></rect>"
        )
    labels = "".join(f"<span>{place:g}</span>" for place in _MARKS)
    mark = threshold * width
    return (
        f'<figure><svg viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="How many pairs of names have which score">{"".join(drawn)}'
        f'<line x1="0" y1="{height}" x2="{width}" y2="{height}"/>'
        f'<line class="mark" x1="{mark:.1f}" y1="0" x2="{mark:.1f}" y2="{height}"/></svg>'
        f'<div class="axis" aria-hidden="true">{labels}</div>'
        f"<figcaption>Pairs of names by score; the line is the threshold, {threshold:.2f}. "
        f"Heights grow with the square root of the count.</figcaption></figure>"
    )
