"""What the finders of names hand on: places in a text where a person is, or may be, named."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Span"]


@dataclass(slots=True)
class Span:
    """A bare name at `[start:end]`; the mention with its titles and brackets is `[first:stop]`.

    `titled` tells that a title or office announces it, `foreign` that it is plainly no Cambodian's.
    An empty name is a title that stands alone.
    """

    start: int
    end: int
    first: int
    stop: int
    titled: bool = False
    foreign: bool = False
