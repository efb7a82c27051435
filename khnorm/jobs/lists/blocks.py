"""Which names of a list are worth comparing: those whose consonants agree and vowels nearly do.

Names that share a skeleton of consonants make a block. In a block every pair is looked at, by
numpy, and kept if its vowels are near enough; the fuller the block, the nearer they must be, since
a likeness that many strangers share tells little. In a full block they must be the same, so that it
is parted by its vowels first, and nothing is dropped for want of room. A name that lacks one
consonant of another is found where the blocks are small.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from khnorm.jobs.lists.candidates import Candidates, following, none, ranges
from khnorm.jobs.lists.entries import Entries
from khnorm.jobs.lists.heard import POSITIONS, VOWELS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Tenths = NDArray[np.uint16]
    Packed = NDArray[np.uint64]
    Bits = NDArray[np.uint16]
    Flags = NDArray[np.bool_]

__all__ = ["Candidates", "Index"]

# How far apart, in tenths, two vowels of one sound may be written; what is not listed is another
# sound. (Classes after the measured spellings: o for u, e for i, ea for a, oeu for eu, ...)
_NEAR = {
    "ou": 5, "ie": 5, "wi": 8, "wu": 8, "za": 7, "ze": 5, "ao": 6, "qa": 5,
    "qo": 7, "yi": 6, "ya": 7, "ye": 7, "we": 7, "wo": 9, "zi": 10,
}  # fmt: skip
_OTHER, _NO_VOWEL, _NASAL = 20, 8, 8
# How far apart the vowels of a pair may be in a block of up to so many names; in a larger one not at
# all. From there on fewer than one pair in thirty was one person's in lists with known truth
# (`benchmarks/dedupe`).
_CUTS = ((5, 20), (10, 12), (40, 8), (80, 5))
_FULL = _CUTS[-1][0]
# Two Khmer names, and names in the other order, meet by their likeliest sounds only; of others so
# many more count in a full block. There the other order is a stranger's more often than not.
_RARER = 2
# Of more names than these that sound the same, each is compared with so many next ones in the order
# of their letters.
_MANY, _WINDOW = 2000, 40
# A consonant too many is forgiven in blocks of so many names, from so many consonants on.
_FEW, _LONG, _CUT_EDIT = 20, 3, 6
# The lowest bit of each vowel of a sound.
_LOWEST_BITS = sum(1 << 4 * place for place in range(POSITIONS))


class Index:
    """The entries of all forms, gathered one form after the other."""

    def __init__(self) -> None:
        self._count = 0
        self._parts: list[_Entries] = []

    def add(self, entries: Entries, khmer: Sequence[bool], kept: Sequence[int]) -> None:
        """Take the entries of some forms, by their places; these get the next numbers.

        Args:
            entries: those of all the forms.
            khmer: whether each of the forms is Khmer.
            kept: the places of the forms to take.
        """
        import numpy as np

        number = np.full(len(entries.counts), -1)
        number[kept] = np.arange(self._count, self._count + len(kept))
        self._count += len(kept)
        form = np.repeat(number, entries.counts)
        part = _Entries(
            form,
            entries.consonants,
            entries.vowels,
            entries.nasals,
            entries.swapped,
            entries.rank,
            np.repeat(np.array(khmer, bool), entries.counts),
        )
        self._parts.append(part.at(form >= 0))

    def candidates(self) -> Candidates:
        """Find the pairs worth comparing.

        Returns:
            The pairs; which they are does not depend on the order in which anything was found.
        """
        if not self._count:
            return none()
        entries = _together(self._parts)
        blocks = _Blocks(entries)
        found = _Found(entries, blocks)
        for left, right in _pairs_of(blocks):
            found.keep(found.side, left, right, found.most)
        for left, right in _pairs_alike(blocks, entries):
            found.keep(found.side, left, right, found.most, full=True)
        found.keep_edited()
        return found.result()


@dataclass(frozen=True, slots=True)
class _Entries:
    """Entries in columns."""

    form: Ints
    consonants: Packed
    vowels: Packed
    nasals: Bits
    swapped: Flags
    rank: NDArray[np.uint8]
    khmer: Flags

    def at(self, places: Ints | Flags) -> _Entries:
        """Take some of the entries."""
        return _Entries(*(column[places] for column in self.columns()))

    def columns(self) -> tuple[NDArray[Any], ...]:
        """Give the columns in their order."""
        named = fields(self)
        return tuple(getattr(self, field.name) for field in named)


def _together(parts: Sequence[_Entries]) -> _Entries:
    """Put entries together, those of a block after each other in the order of their forms."""
    import numpy as np

    columns = zip(*(part.columns() for part in parts), strict=True)
    entries = _Entries(*map(np.concatenate, columns))
    return entries.at(np.argsort(entries.consonants, kind="stable"))


class _Blocks:
    """Where each block begins and ends among the entries, and how many forms it holds."""

    def __init__(self, entries: _Entries) -> None:
        import numpy as np

        fresh = np.ones(len(entries.form), bool)
        fresh[1:] = entries.consonants[1:] != entries.consonants[:-1]
        self.of = np.cumsum(fresh) - 1
        first = np.flatnonzero(fresh)
        self.consonants = entries.consonants[first]
        self.starts = np.append(first, len(fresh))
        self.ends = self.starts[1:][self.of]
        fresh[1:] |= entries.form[1:] != entries.form[:-1]
        self.crowd = np.add.reduceat(fresh, first, dtype=np.int64)


class _Side(NamedTuple):
    """What tells whether entries may meet others, in columns; `kind` is as `_kinds` packs it."""

    form: Ints
    kind: NDArray[np.uint8]
    vowels: Packed
    nasals: Bits


class _Found:
    """The pairs kept so far; `side` has the entries as they are."""

    def __init__(self, entries: _Entries, blocks: _Blocks) -> None:
        import numpy as np

        kind = _kinds(entries.khmer, entries.swapped, entries.rank)
        self.side = _Side(entries.form, kind, entries.vowels, entries.nasals)
        self.blocks = blocks
        most = np.zeros(len(blocks.crowd), np.uint16)
        for size, cut in reversed(_CUTS):
            most[blocks.crowd <= size] = cut
        self.most = most[blocks.of]
        self._pieces: list[tuple[Ints, Ints, Ints, Tenths]] = []

    def keep(
        self,
        ours: _Side,
        left: Ints,
        right: Ints,
        most: Tenths,
        *,
        full: bool = False,
        more: int = 0,
    ) -> None:
        """Keep pairs that are of two forms, likely enough ways to say them, and near enough.

        Args:
            ours: what the left ones are of.
            left: their places there.
            right: the places of entries.
            most: how much each entry may differ from another.
            full: all the pairs are of full blocks, not none of them.
            more: what they differ by beside their vowels and nasals.
        """
        import numpy as np

        theirs = self.side
        fit = _meeting(full=full).take(ours.kind.take(left) << 4 | theirs.kind.take(right))
        fit &= ours.form.take(left) != theirs.form.take(right)
        fitting = np.flatnonzero(fit)
        left, right = left.take(fitting), right.take(fitting)
        vowels = ours.vowels.take(left), theirs.vowels.take(right)
        nasals = ours.nasals.take(left), theirs.nasals.take(right)
        near = np.flatnonzero(_least_apart(*vowels, *nasals) <= most.take(right))
        left, right = left.take(near), right.take(near)
        cost = _apart(
            vowels[0].take(near), vowels[1].take(near), nasals[0].take(near), nasals[1].take(near)
        )
        kept = np.flatnonzero(cost <= most.take(right))
        one, other = ours.form[left[kept]], theirs.form[right[kept]]
        block = self.blocks.of[right[kept]]
        cost = cost[kept] + np.uint16(more)
        self._pieces.append((np.minimum(one, other), np.maximum(one, other), block, cost))

    def keep_edited(self) -> None:
        """Keep the pairs of small blocks of which one entry has a consonant more."""
        import numpy as np

        side, starts, sizes = self.side, self.blocks.starts, np.diff(self.blocks.starts)
        most = np.full(len(side.form), _CUT_EDIT, np.uint16)
        for place, long, short in _one_more(self.blocks):
            for which, entry in ranges(starts[long], sizes[long]):
                sound = _without(side.vowels[entry], side.nasals[entry], place)
                longer = _Side(side.form[entry], side.kind[entry], *sound)
                own = short[which]
                for left, right in ranges(starts[own], sizes[own]):
                    self.keep(longer, left, right, most, more=_OTHER)

    def result(self) -> Candidates:
        """Give each pair once, with the block in which it is nearest."""
        import numpy as np

        if not self._pieces:
            return none()
        left, right, block, cost = map(np.concatenate, zip(*self._pieces, strict=True))
        crowd = self.blocks.crowd
        by_crowd = np.empty_like(crowd)
        by_crowd[np.argsort(crowd, kind="stable")] = np.arange(len(crowd))
        pair = left * (self.side.form.max() + 1) + right
        order = np.lexsort((cost.astype(np.int64) * len(crowd) + by_crowd[block], pair))
        pair = pair[order]
        first = np.ones(len(pair), bool)
        first[1:] = pair[1:] != pair[:-1]
        order = order[first]
        block, cost = block[order], cost[order]
        return Candidates(left[order], right[order], block, crowd[block], cost >= _OTHER)


def _kinds(khmer: Flags, swapped: Flags, rank: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Pack into four bits what decides whether entries may meet; ranks that do not count are one."""
    import numpy as np

    kinds = np.minimum(rank, _RARER + 1) << 2 | swapped << 1 | khmer
    return kinds.astype(np.uint8)


@cache
def _meeting(*, full: bool) -> NDArray[np.bool_]:
    """Lay out which kinds of entries may meet, in full blocks or in others, by both kinds packed."""
    import numpy as np

    one, other = np.divmod(np.arange(1 << 8), 1 << 4)
    rank = (one >> 2) + (other >> 2)
    swapped, twice, khmer = (one | other) & 2, one & other & 2, one & other & 1
    fit: Flags = (rank == 0) | (swapped | khmer == 0) & ((rank <= _RARER) | (not full))
    fit &= (twice == 0) & ((swapped == 0) | (not full))
    return fit


@cache
def _costs() -> Tenths:
    """Lay out what each two pairs of packed vowel classes cost, by all four packed."""
    import numpy as np

    table = np.full((16, 16), _OTHER, np.uint16)
    for at, one in enumerate(VOWELS):
        for place, other in enumerate(VOWELS):
            if at == place:
                table[at, place] = 0
            elif "." in (one, other):
                table[at, place] = _NO_VOWEL
            else:
                table[at, place] = _NEAR.get(one + other) or _NEAR.get(other + one) or _OTHER
    np.fill_diagonal(table, 0)
    pairs: Tenths = table[:, None, :, None] + table[None, :, None, :]
    return pairs.ravel()


def _least_apart(ours: Packed, theirs: Packed, nasals: Bits, other_nasals: Bits) -> Bits:
    """Say what the vowels and the nasals of pairs differ by at least, in tenths.

    This is known at once from how many of them differ, and most pairs are strangers by it.
    """
    import numpy as np

    differ = ours ^ theirs
    differ |= differ >> np.uint64(1)
    differ |= differ >> np.uint64(2)
    count = np.bitwise_count(differ & np.uint64(_LOWEST_BITS))
    least: Bits = count * np.uint8(min(_NEAR.values()))
    least += np.bitwise_count(nasals ^ other_nasals) * np.uint8(_NASAL)
    return least


def _apart(ours: Packed, theirs: Packed, nasals: Bits, other_nasals: Bits) -> Tenths:
    """Sum what the vowels and the nasals of pairs differ by, in tenths."""
    import numpy as np

    cost: Tenths = np.bitwise_count(nasals ^ other_nasals) * np.uint16(_NASAL)
    table, low = _costs(), np.uint64(255)
    unlike = np.bitwise_or.reduce(ours ^ theirs)
    for at in range(0, 4 * POSITIONS, 8):
        shift = np.uint64(at)
        if (unlike >> shift) & low:
            both = ((ours >> shift) & low) << np.uint64(8) | (theirs >> shift) & low
            cost += table.take(both.astype(np.intp))
    return cost


def _without(vowels: Packed, nasals: Bits, place: int) -> tuple[Packed, Bits]:
    """Take a consonant out of sounds; of the vowels on its two sides the first stays."""
    import numpy as np

    four, low = np.uint64(4), np.uint64(15)
    shift = np.uint64(4 * place)
    before = vowels & ((np.uint64(1) << shift) - np.uint64(1))
    at, after = (vowels >> shift) & low, (vowels >> (shift + four)) & low
    rest = (vowels >> (shift + np.uint64(8))) << (shift + four)
    merged = np.where(at != 0, at, after) << shift
    below = nasals & np.uint16((1 << place) - 1)
    return before | merged | rest, below | ((nasals >> np.uint16(place + 1)) << np.uint16(place))


def _pairs_of(blocks: _Blocks) -> Iterator[tuple[Ints, Ints]]:
    """Pair the entries of each block that is not full, many pairs at a time."""
    import numpy as np

    after = blocks.ends - np.arange(len(blocks.of)) - 1
    after[(blocks.crowd > _FULL)[blocks.of]] = 0
    yield from following(np.arange(len(after)), after)


def _pairs_alike(blocks: _Blocks, entries: _Entries) -> Iterator[tuple[Ints, Ints]]:
    """Pair the entries of full blocks that sound the same."""
    import numpy as np

    places = np.flatnonzero((blocks.crowd > _FULL)[blocks.of])
    vowels, nasals, block = entries.vowels[places], entries.nasals[places], blocks.of[places]
    order = np.lexsort((nasals, vowels, block))
    places = places[order]
    fresh = np.ones(len(places) + 1, bool)
    fresh[1:-1] = False
    for column in (nasals[order], vowels[order], block[order]):
        fresh[1:-1] |= column[1:] != column[:-1]
    first = np.flatnonzero(fresh)
    size = np.diff(first)
    after = np.repeat(first[1:], size) - np.arange(len(places)) - 1
    after = np.where(np.repeat(size, size) > _MANY, np.minimum(after, _WINDOW), after)
    for left, right in following(np.arange(len(places)), after):
        yield places[left], places[right]


def _one_more(blocks: _Blocks) -> Iterator[tuple[int, Ints, Ints]]:
    """Pair the small blocks whose consonants differ by one: its place, the longer, the shorter."""
    import numpy as np

    few = np.flatnonzero(blocks.crowd <= _FEW)
    known = blocks.consonants[few]
    for place in range(POSITIONS - 1):
        low = np.uint64(4 * place)
        sign = (known >> low) & np.uint64(15)
        fit = (sign != 0) & (known >= np.uint64(1 << 4 * _LONG))
        if place:
            fit &= sign != (known >> (low - np.uint64(4))) & np.uint64(15)
        longer = np.flatnonzero(fit)
        rest = known[longer] & ((np.uint64(1) << low) - np.uint64(1))
        rest |= (known[longer] >> (low + np.uint64(4))) << low
        shorter = np.minimum(np.searchsorted(known, rest), len(known) - 1)
        there = known[shorter] == rest
        yield place, few[longer[there]], few[shorter[there]]
