"""Two names laid side by side: the shape in which the ways of doing so hand it on."""

from __future__ import annotations

from khnorm.match.pieces import Piece

__all__ = ["Laid", "Pairs", "nearer", "words"]

# Pieces side by side with the distance between them, family name first where it is known.
Pairs = tuple[tuple[Piece, Piece, float], ...]
# What the way costs in nats, its name, the pieces, and the tokens that are left over.
Laid = tuple[float, str, Pairs, tuple[str, ...]]


def nearer(one: Laid, other: Laid) -> Laid:
    """Choose the way that costs less; of two that cost alike the same one either way round.

    Args:
        one: a way to lay two names side by side.
        other: another.

    Returns:
        One of them; it does not depend on which name came first.
    """
    if one[0] != other[0]:
        return one if one[0] < other[0] else other
    return min(one, other, key=lambda laid: (laid[1], words(laid[2])))


def words(pairs: Pairs) -> list[list[str]]:
    """Give the words that are side by side, whichever name they are from."""
    return [sorted((left.text, right.text)) for left, right, _ in pairs]
