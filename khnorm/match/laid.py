"""Two names laid side by side: the shape in which the ways of doing so hand it on."""

from __future__ import annotations

from khnorm.match.profile import Piece

__all__ = ["Laid", "Pairs"]

# Pieces side by side with the distance between them, family name first where it is known.
Pairs = tuple[tuple[Piece, Piece, float], ...]
# What the way costs in nats, its name, the pieces, and the tokens that are left over.
Laid = tuple[float, str, Pairs, tuple[str, ...]]
