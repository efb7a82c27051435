"""Names of foreigners, whose parts come in any order and whose middle names come and go.

A Khmer name has no middle name, and what one spelling has more than the other is another name. In
lists of Cambodians stand foreigners, though: with them the tokens of the shorter name are looked
for among those of the longer one, in any order.
"""

from __future__ import annotations

from collections.abc import Iterator

from khnorm.match.alignment import distance
from khnorm.match.laid import Laid
from khnorm.match.meanings import is_element
from khnorm.match.pieces import piece
from khnorm.match.profile import Name

__all__ = ["is_foreign", "subsets"]

# A token this far from its partner, in nats, is another one; a slip of the hand is not.
_PARTNER = 8.0
_LEAST_TOKENS = 2


def is_foreign(name: Name) -> bool:
    """Say whether most of a Latin name is made of no Khmer elements that we know.

    Args:
        name: a bare name.

    Returns:
        Whether it is; a name in Khmer letters never is.

    Examples:
        >>> is_foreign(Name(("friedrich", "lindenberg"), given_first=True))
        True
        >>> is_foreign(Name(("sok", "sopheap"), given_first=False))
        False
    """
    return not name.khmer and 2 * sum(map(is_element, name.tokens)) < len(name.tokens)


def subsets(a: Name, b: Name) -> Iterator[Laid]:
    """Find each token of the shorter name among those of the longer one.

    Args:
        a: a name.
        b: another.

    Yields:
        The pieces so found, if every token has a partner and both names are foreign.
    """
    shorter, longer = (a, b) if len(a.tokens) <= len(b.tokens) else (b, a)
    if len(shorter.tokens) < _LEAST_TOKENS or not (is_foreign(a) and is_foreign(b)):
        return
    left = list(longer.tokens)
    found = []
    total = 0.0
    for token in sorted(shorter.tokens, key=len, reverse=True):
        cost, partner = min((distance(piece(token), piece(other)), other) for other in left)
        if cost > _PARTNER:
            return
        left.remove(partner)
        found.append((token, partner))
        total = max(total, cost)
    ours, theirs = (piece(" ".join(tokens)) for tokens in zip(*found, strict=True))
    yield total, "subset", ((ours, theirs, total),), tuple(left)
