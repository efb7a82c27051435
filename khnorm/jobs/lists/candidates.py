"""Pairs of names worth comparing, in columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]

__all__ = [
    "PAIRS",
    "Candidates",
    "complete",
    "following",
    "none",
    "ranges",
    "third_sides",
    "together",
]

# Names with more neighbours than these have strangers among them.
_NEIGHBOURS = 30
# Pairs looked at together: enough to keep numpy busy, few enough to stay in the cache.
PAIRS = 1 << 16


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of forms worth comparing, `left < right`, each once, sorted.

    `block` is where they were found: pairs of one block are made of the same few pieces. `crowd` is
    how many forms share the sound of that block. `slip` tells that they differ by a whole sound, a
    consonant more or a vowel of another class, so that but for a slip of typing they are other
    names.
    """

    left: Ints
    right: Ints
    block: Ints
    crowd: Ints
    slip: Flags

    def where(self, kept: Flags | Ints) -> Candidates:
        """Take some of the pairs, by flags or by places."""
        pair = self.left[kept], self.right[kept]
        return Candidates(*pair, self.block[kept], self.crowd[kept], self.slip[kept])


def none() -> Candidates:
    """Give no pairs."""
    import numpy as np

    empty = np.empty(0, np.int64)
    return Candidates(empty, empty, empty, empty, empty.astype(bool))


def together(one: Candidates, other: Candidates) -> Candidates:
    """Put pairs after others."""
    import numpy as np

    return Candidates(
        np.concatenate((one.left, other.left)),
        np.concatenate((one.right, other.right)),
        np.concatenate((one.block, other.block)),
        np.concatenate((one.crowd, other.crowd)),
        np.concatenate((one.slip, other.slip)),
    )


def complete(pairs: Candidates, forms: int) -> Candidates:
    """Add all further pairs of forms, as of a block -1 without a crowd: a short list affords them."""
    import numpy as np

    left, right = np.triu_indices(forms, 1)
    fresh = ~np.isin(left * forms + right, pairs.left * forms + pairs.right)
    left, right = left[fresh], right[fresh]
    nothing = np.zeros_like(left)
    more = Candidates(left, right, nothing - 1, nothing, nothing.astype(bool))
    both = together(pairs, more)
    return both.where(np.lexsort((both.right, both.left)))


def ranges(starts: Ints, counts: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Count on from each of some numbers, as often as is said.

    Returns:
        The place of the number, and what is counted, many at a time.
    """
    import numpy as np

    total = np.concatenate(([0], np.cumsum(counts)))
    offsets = starts - total[:-1]
    begin = 0
    while begin < len(starts):
        end = int(np.searchsorted(total, total[begin] + PAIRS, side="right")) - 1
        end = max(end, begin + 1)
        which = np.repeat(np.arange(begin, end), counts[begin:end])
        if len(which):
            yield which, offsets.take(which) + np.arange(total[begin], total[end])
        begin = end


def following(places: Ints, after: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Pair each place with as many of those after it as is said."""
    for which, other in ranges(places + 1, after):
        yield places.take(which), other


def third_sides(pairs: Candidates, alike: Flags, forms: int) -> Candidates:
    """Pair forms that are in no block together but both like a third: clustering asks for them.

    Args:
        pairs: those of the blocks.
        alike: which of them are alike enough to be joined.
        forms: how many forms there are.

    Returns:
        Further pairs, each once, as of a block without a crowd.
    """
    import numpy as np

    left, right = pairs.left[alike], pairs.right[alike]
    third, end = np.concatenate((left, right)), np.concatenate((right, left))
    order = np.lexsort((end, third))
    third, end = third[order], end[order]
    after = np.searchsorted(third, third, side="right") - np.arange(len(third)) - 1
    after[np.bincount(third, minlength=forms)[third] > _NEIGHBOURS] = 0
    ways = [end[one] * forms + end[other] for one, other in following(np.arange(len(end)), after)]
    # The pairs are sorted, each once.
    fresh, known = np.unique(np.concatenate([*ways, third[:0]])), pairs.left * forms + pairs.right
    place = np.searchsorted(known, fresh)
    fresh = fresh[known.take(place, mode="clip") != fresh] if len(known) else fresh
    one, other = np.divmod(fresh, forms) if len(fresh) else (fresh, fresh)
    return Candidates(one, other, one, np.zeros_like(one), np.zeros(len(one), bool))
