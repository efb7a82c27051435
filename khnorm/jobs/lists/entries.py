"""How names sound, worked out for many at once: what the blocks of a list are made of.

A name is said one piece after the other, the family name and the given name, in each likely way to
say either; where the order is open it is said the other way round, too. Numpy puts the sounds of the
pieces together as `khnorm.jobs.lists.heard.join` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from khnorm.jobs.lists.heard import BREATH, NASAL_ROOM, POSITIONS, ROOM, sounds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]
    Packed = NDArray[np.uint64]
    Sounds = tuple[Packed, Packed, Packed]

__all__ = ["Entries", "Saying", "entries_of"]

# So many sounds of the piece said first count, and twice as many of the other; of a name said in the
# less likely order fewer.
_FIRST, _SWAPPED_FIRST = 2, 1


class Saying(NamedTuple):
    """An order in which a name may be said, in two pieces.

    `swapped` tells that it is not the likelier order, which stands before it.
    """

    first: tuple[str, ...]
    last: tuple[str, ...]
    swapped: bool


class Entries(NamedTuple):
    """How many forms sound, in columns: one entry a way to say one, as `Sound` has it.

    `counts` says how many entries each form has. `swapped` tells that the parts are said in the other
    order than the likelier one; `rank` how many ways to say them in this order are likelier.
    """

    counts: Ints
    consonants: Packed
    vowels: Packed
    nasals: NDArray[np.uint16]
    swapped: Flags
    rank: NDArray[np.uint8]


def entries_of(forms: Sequence[Sequence[Saying]]) -> Entries:
    """Sound names in the orders in which they may be said.

    Args:
        forms: the orders of each name, the likelier one of two first.

    Returns:
        The entries of each name, in the order of `forms`; what is said twice only once.

    Examples:
        >>> usual = Saying(("sok",), ("dara",), False)
        >>> found = entries_of([[usual, Saying(("dara",), ("sok",), True)]])
        >>> found.counts.tolist(), found.swapped.tolist(), found.rank.tolist()
        ([2], [False, True], [0, 0])
    """
    import numpy as np

    places: dict[tuple[str, ...], int] = {}
    orders = [
        (form, places.setdefault(first, len(places)), places.setdefault(last, len(places)), swapped)
        for form, own in enumerate(forms)
        for first, last, swapped in own
    ]
    columns = np.fromiter(chain.from_iterable(orders), np.int64, 4 * len(orders)).reshape(-1, 4)
    form, first, last, turned = columns.T
    heard = list(map(sounds, places))
    sizes = np.fromiter(map(len, heard), np.int64, len(heard))
    starts = np.cumsum(sizes) - sizes
    every = np.fromiter(chain.from_iterable(chain.from_iterable(heard)), np.uint64).reshape(-1, 3).T

    most = np.where(turned, _SWAPPED_FIRST, _FIRST)
    ours, theirs = np.minimum(sizes[first], most), np.minimum(sizes[last], 2 * most)
    ways = ours * theirs
    order = np.repeat(np.arange(len(form)), ways)
    begins = np.repeat(np.cumsum(ways) - ways, ways)
    step = np.arange(len(order)) - begins
    one = starts[first][order] + step // theirs[order]
    other = starts[last][order] + step % theirs[order]
    said = _joined(every[:, one], every[:, other])

    swapped = turned[order] > 0
    again, known = _repeated(said, order, np.cumsum(turned == 0)[order])
    fresh = np.cumsum(~again)
    rank = fresh - fresh[begins]
    consonants, vowels, nasals = said
    kept = ~known & (swapped | (consonants > 0))
    return Entries(
        np.bincount(form[order][kept], minlength=len(forms)),
        consonants[kept],
        vowels[kept],
        nasals[kept].astype(np.uint16),
        swapped[kept],
        rank[kept].astype(np.uint8),
    )


def _repeated(said: Sounds, order: Ints, name: Ints) -> tuple[Flags, Flags]:
    """Tell what has been said before in its order of a name, and in any order of the name."""
    import numpy as np

    again, known = np.zeros(len(order), bool), np.zeros(len(order), bool)
    for back in range(1, int(np.bincount(name).max(initial=0))):
        same = name[back:] == name[:-back]
        for column in said:
            same &= column[back:] == column[:-back]
        known[back:] |= same
        again[back:] |= same & (order[back:] == order[:-back])
    return again, known


def _joined(left: NDArray[np.uint64], right: NDArray[np.uint64]) -> Sounds:
    """Say sounds one after the other, as `khnorm.jobs.lists.heard.join` does."""
    import numpy as np

    one, four, low = np.uint64(1), np.uint64(4), np.uint64(15)
    before, our_vowels, our_nasals = left
    consonants, vowels, nasals = right
    powers = one << np.arange(0, 4 * POSITIONS, 4, dtype=np.uint64)
    size = np.searchsorted(powers, before, side="right").astype(np.uint64)
    shift, final = size * four, np.maximum(size, one) - one
    # The vowel that the first ends in is heard, not one that the second begins with.
    open_ = our_vowels >> shift
    meet = (open_ == 0) & (vowels & low == 0) & (consonants > 0) & (size > 0)
    head = consonants & low
    doubled = (head == before >> final * four) & ((our_nasals >> final ^ nasals) & one == 0)
    gone = (meet & (doubled | (head == BREATH))).astype(np.uint64)
    consonants, vowels, nasals = (
        consonants >> gone * four,
        vowels >> gone * four,
        nasals >> gone,
    )
    vowels = np.where(open_ > 0, vowels & ~low | open_, vowels)
    return (
        (before | consonants << shift) & np.uint64(ROOM),
        (our_vowels & ((one << shift) - one) | vowels << shift) & np.uint64(ROOM),
        (our_nasals | nasals << size) & np.uint64(NASAL_ROOM),
    )
