"""One step of spelling by parts: what has been spelled so far, with each way to go on."""

from __future__ import annotations

from collections.abc import Container, Sequence
from operator import itemgetter

__all__ = ["Ways", "grow"]

# Strings with their weights, the likeliest first.
Ways = Sequence[tuple[str, float]]

_weight = itemgetter(1)


def grow(
    found: Ways, choices: Ways, limit: int, faint: float, allowed: Container[str] | None = None
) -> list[tuple[str, float]]:
    """Spell one part more.

    Args:
        found: what has been spelled, the likeliest first; not empty.
        choices: the spellings of the next part with their shares, the likeliest first; not empty.
        limit: how many strings to keep.
        faint: a weight, beside the likeliest, below which a string is not followed.
        allowed: the strings that lead anywhere; None for all.

    Returns:
        The strings with their weights, the likeliest first; equal strings are summed.

    Examples:
        >>> grow([("s", 1.0)], [("o", 0.75), ("au", 0.25)], 9, 0.01)
        [('so', 0.75), ('sau', 0.25)]
        >>> grow([("s", 1.0)], [("o", 0.75), ("au", 0.25)], 9, 0.01, {"sau"})
        [('sau', 0.25)]
    """
    least = found[0][1] * choices[0][1] * faint
    grown: dict[str, float] = {}
    for left, weight in found:
        for text, share in choices:
            more = weight * share
            if more < least:
                break
            whole = left + text
            if allowed is None or whole in allowed:
                grown[whole] = grown.get(whole, 0.0) + more
    return sorted(grown.items(), key=_weight, reverse=True)[:limit]
