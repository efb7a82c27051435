"""How a name is filed by sound: the orders it may have, its skeletons as numbers, its sketch.

A skeleton is a coarse key (`khnorm.sound.keys.coarse`) of the tokens in a row, one class in four bits.
A sketch is the sounds of a name and its letters in a row; how alike two are is quick to tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from khnorm.match.pieces import piece
from khnorm.match.profile import Name
from khnorm.sound.keys import coarse

__all__ = [
    "KEYS",
    "KEYS_OF_PART",
    "LONGEST_SKETCH",
    "Asked",
    "keys_of",
    "left_out",
    "mark",
    "marks",
    "orders_of",
    "shorter",
    "sketch",
]

Order = tuple[str, ...]
Places = NDArray[np.int32]

_CLASSES = {letter: code for code, letter in enumerate("KCTPSHMNGYRLVF", start=1)}
_BITS, _MOST_CLASSES = 4, 16
# So many skeletons of a name count, and of what is left when it lacks a word.
KEYS, KEYS_OF_PART = 4, 2
# Sketches beyond this are not told apart; hardly any name has a longer one.
LONGEST_SKETCH = 64


@lru_cache(maxsize=1 << 16)
def _codes(token: str) -> tuple[tuple[int, int], ...]:
    """Pack the skeletons of a token, each with how many bits it has."""
    found = []
    for key in coarse(token):
        code = 0
        for letter in key:
            code = (code << _BITS) | _CLASSES.get(letter, 15)
        found.append((code, _BITS * len(key)))
    return tuple(found)


def keys_of(tokens: Order, limit: int) -> tuple[int, ...]:
    """Give the skeletons of a name as numbers, the likeliest first.

    Args:
        tokens: folded tokens in order.
        limit: how many at most.

    Returns:
        One or more; 0 for a name without consonants.

    Examples:
        >>> keys_of(("sok", "kheang"), 4) == keys_of(("sokkheang",), 4)
        True
    """
    joined: Sequence[tuple[int, int]] = _codes(tokens[0])[:limit] if tokens else ((0, 0),)
    for token in tokens[1:]:
        found = []
        for left, size in joined:
            for right, bits in _codes(token):
                if left and right and left & 15 == right >> (bits - _BITS):
                    bits -= _BITS  # a class beside its like counts once
                    right &= (1 << bits) - 1
                found.append(((left << bits) | right, size + bits))
        joined = list(dict.fromkeys(found))[:limit]
    most = _BITS * _MOST_CLASSES
    return tuple(dict.fromkeys([code >> max(0, size - most) for code, size in joined]))


def shortened(code: int) -> Iterator[int]:
    """Leave out each class of a skeleton in turn."""
    at = 0
    while code >> at:
        yield ((code >> (at + _BITS)) << at) | (code & ((1 << at) - 1))
        at += _BITS


def left_out(codes: NDArray[np.uint64], places: Places) -> tuple[NDArray[np.uint64], Places]:
    """Give each skeleton with each of its classes left out in turn, and whose it is."""
    found, whose = [], []
    for at in range(0, _BITS * _MOST_CLASSES, _BITS):
        low = np.uint64((1 << at) - 1)
        has = codes >> np.uint64(at) > 0
        long = codes[has]
        above = long >> np.uint64(at) >> np.uint64(_BITS)
        found.append((above << np.uint64(at)) | (long & low))
        whose.append(places[has])
    return np.concatenate(found), np.concatenate(whose)


def orders_of(name: Name) -> tuple[Order, ...]:
    """Give the orders in which a name may be filed, the likeliest first.

    Examples:
        >>> orders_of(Name(("hun", "sen"), given_first=False))
        (('hun', 'sen'), ('sen', 'hun'))
    """
    tokens = tuple(name.whole.split())
    if len(tokens) < 2:
        return (tokens,)
    return tuple(dict.fromkeys((tokens, (*tokens[-1:], *tokens[:-1]), (*tokens[1:], tokens[0]))))


def shorter(order: Order) -> Iterator[Order]:
    """Leave out each word in turn."""
    for at in range(len(order)):
        yield (*order[:at], *order[at + 1 :])


def sketch(order: Order) -> bytes:
    """Put the sounds of a name and its letters, those of habit written as usual, in a row."""
    parts = [piece(token) for token in order]
    written = "".join([part.sounds for part in parts] + [part.plain for part in parts])
    return written.encode("ascii", "replace")[:LONGEST_SKETCH]


def mark(row: bytes) -> int:
    """Mark which pairs of neighbours a sketch has, a bit for each of 64 kinds."""
    found = 0
    for left, right in pairwise(row):
        found |= 1 << ((left * 37 + right) & 63)
    return found


def marks(sketches: NDArray[np.bytes_]) -> NDArray[np.uint64]:
    """Mark many sketches."""
    letters = sketches.view(np.uint8).reshape(len(sketches), -1)
    found = np.zeros(len(sketches), np.uint64)
    for left, right in zip(letters.T[:-1], letters.T[1:], strict=True):
        kinds = (left.astype(np.uint64) * np.uint64(37) + right) & np.uint64(63)
        found |= np.where(right > 0, np.uint64(1) << kinds, np.uint64(0))
    return found


class Asked:
    """A name that is looked for.

    Attributes:
        orders: the orders in which it may be filed.
        keys: its skeletons in any of them.
        sketches: its sketches, one an order.
    """

    __slots__ = ("keys", "orders", "sketches")

    def __init__(self, name: Name) -> None:
        self.orders = orders_of(name)
        self.keys = {key for order in self.orders for key in keys_of(order, KEYS)}
        self.sketches = [sketch(order) for order in self.orders]

    def keys_left_out(self) -> set[int]:
        """Its skeletons with each class left out in turn."""
        return {code for key in self.keys for code in shortened(key)}

    def keys_of_rest(self) -> set[int]:
        """Its skeletons with each word left out in turn."""
        rests = shorter(self.orders[0])
        return {key for rest in rests for key in keys_of(rest, KEYS_OF_PART)}
