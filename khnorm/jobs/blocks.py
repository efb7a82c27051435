"""Which names of a list are worth comparing: those whose consonants agree and vowels nearly do.

Names that share a skeleton of consonants make a block. In a block every pair is looked at, by
numpy, and kept if its vowels are near enough; the fuller the block, the nearer they must be, since
a likeness that many strangers share tells little. Nothing is dropped for want of room: a block too
large to be looked at pair by pair is split by its vowels, which loses no pair that would be kept.
A name that lacks one consonant of another is found where the blocks are small.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from khnorm.jobs.forms import Entry
from khnorm.jobs.heard import POSITIONS, VOWELS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float32]
    Packed = NDArray[np.uint64]
    Bits = NDArray[np.uint16]
    Flags = NDArray[np.bool_]

__all__ = ["Candidates", "Index"]

# How far apart two vowels of one sound may be written; what is not listed is another sound.
# (Classes after the measured spellings: o for u, e for i, ea for a, oeu for eu, ...)
_NEAR = {
    "ou": 0.5, "ie": 0.5, "wi": 0.8, "wu": 0.8, "za": 0.7, "ze": 0.5, "ao": 0.6, "qa": 0.5,
    "qo": 0.7, "yi": 0.6, "ya": 0.7, "ye": 0.7, "we": 0.7, "wo": 0.9, "zi": 1.0,
}  # fmt: skip
_OTHER, _NO_VOWEL, _NASAL = 2.0, 0.8, 0.8
# How far apart the vowels of a pair may be in a block of up to so many names: from there on fewer
# than one pair in thirty was one person's in lists with known truth (`benchmarks/dedupe`).
_CUTS = ((5, 2.0), (10, 1.2), (40, 0.8), (80, 0.5))
_CUT_FULL = 0.0
# Larger blocks are parted by their vowels: names that differ by less than two differences cost are
# alike in one half of them. Of as many that sound alike but for one vowel, each is compared with so
# many next ones in the order of their letters.
_SPLIT, _WINDOW = 2000, 40
# A consonant too many is forgiven in blocks of so many names, from so many consonants on.
_FEW, _LONG, _CUT_EDIT = 20, 3, 0.6
# Pairs looked at together.
_PAIRS = 1 << 21


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of forms worth comparing, `left < right`, each once, sorted.

    `crowd` is how many forms share their sound: the block in which they were found. `slip` tells
    that they differ by a whole sound, a consonant more or a vowel of another class, so that but for
    a slip of typing they are other names.
    """

    left: Ints
    right: Ints
    crowd: Ints
    slip: Flags

    def where(self, kept: Flags) -> Candidates:
        """Keep some of the pairs."""
        return Candidates(self.left[kept], self.right[kept], self.crowd[kept], self.slip[kept])


class Index:
    """The entries of all forms, gathered one form after the other."""

    def __init__(self) -> None:
        self._skeletons: dict[str, int] = {}
        self._forms = array("q")
        self._blocks = array("q")
        self._vowels = array("Q")
        self._nasals = array("H")
        self._swapped = array("B")

    def add(self, form: int, entries: Sequence[Entry]) -> None:
        """Take a form's entries; forms come in the order of their numbers."""
        for entry in entries:
            self._forms.append(form)
            self._blocks.append(self._skeletons.setdefault(entry.skeleton, len(self._skeletons)))
            self._vowels.append(entry.vowels)
            self._nasals.append(entry.nasals)
            self._swapped.append(entry.swapped)

    def candidates(self) -> Candidates:
        """Find the pairs worth comparing.

        Returns:
            The pairs; which they are does not depend on the order in which anything was found.
        """
        import numpy as np

        block = np.frombuffer(self._blocks, np.int64)
        order = np.argsort(block, kind="stable")
        entries = _Entries(
            np.frombuffer(self._forms, np.int64)[order],
            np.frombuffer(self._vowels, np.uint64)[order],
            np.frombuffer(self._nasals, np.uint16)[order],
            np.frombuffer(self._swapped, np.uint8)[order].astype(bool),
        )
        blocks = _Blocks(list(self._skeletons), block[order], entries.form)
        found = _Found()
        for left, right in _pairs_of(blocks, entries):
            found.keep(entries, left, right, blocks.crowd[blocks.of[left]])
        for left, right, place in _pairs_with_one_more(blocks):
            found.keep_edited(entries, left, right, place, blocks.crowd[blocks.of[right]])
        return found.result()


@dataclass(frozen=True, slots=True)
class _Entries:
    """Entries sorted by block, then by form."""

    form: Ints
    vowels: Packed
    nasals: Bits
    swapped: Flags


class _Blocks:
    """Where each block begins and ends among the entries, and how many forms it holds."""

    def __init__(self, skeletons: list[str], of: Ints, form: Ints) -> None:
        import numpy as np

        self.skeletons = skeletons
        self.of = of
        self.starts = np.searchsorted(of, np.arange(len(skeletons) + 1))
        self.ends = self.starts[1:][of] if len(of) else of
        fresh = np.ones(len(of), np.int64)
        fresh[1:] = (of[1:] != of[:-1]) | (form[1:] != form[:-1])
        self.crowd = np.add.reduceat(fresh, self.starts[:-1]) if len(of) else fresh


class _Found:
    """The pairs kept so far."""

    def __init__(self) -> None:
        self._pieces: list[tuple[Ints, Ints, Ints, Floats]] = []

    def keep(self, entries: _Entries, left: Ints, right: Ints, crowd: Ints) -> None:
        """Keep those of some pairs of entries that are near enough."""
        import numpy as np

        fit = entries.form[left] != entries.form[right]
        fit &= ~(entries.swapped[left] & entries.swapped[right])
        left, right, crowd = left[fit], right[fit], crowd[fit]
        cost = _apart(
            entries.vowels[left], entries.vowels[right], entries.nasals[left], entries.nasals[right]
        )
        most = np.full(len(cost), _CUT_FULL, np.float32)
        for size, cut in reversed(_CUTS):
            most[crowd <= size] = cut
        self._add(entries, left, right, crowd, cost, cost <= most)

    def keep_edited(
        self, entries: _Entries, left: Ints, right: Ints, place: Ints, crowd: Ints
    ) -> None:
        """Keep pairs of which the left entry has a consonant more, at a place."""
        fit = entries.form[left] != entries.form[right]
        fit &= ~(entries.swapped[left] & entries.swapped[right])
        left, right, place, crowd = left[fit], right[fit], place[fit], crowd[fit]
        vowels, nasals = _without(entries.vowels[left], entries.nasals[left], place)
        cost = _apart(vowels, entries.vowels[right], nasals, entries.nasals[right])
        self._add(entries, left, right, crowd, cost + _OTHER, cost <= _CUT_EDIT)

    def _add(
        self,
        entries: _Entries,
        left: Ints,
        right: Ints,
        crowd: Ints,
        cost: Floats,
        kept: Flags,
    ) -> None:
        import numpy as np

        one, other = entries.form[left[kept]], entries.form[right[kept]]
        self._pieces.append(
            (np.minimum(one, other), np.maximum(one, other), crowd[kept], cost[kept])
        )

    def result(self) -> Candidates:
        """Give each pair once, with the crowd of the block in which it is nearest."""
        import numpy as np

        if not self._pieces:
            none = np.empty(0, np.int64)
            return Candidates(none, none, none, none.astype(bool))
        left, right, crowd, cost = map(np.concatenate, zip(*self._pieces, strict=True))
        order = np.lexsort((crowd, cost, right, left))
        left, right, crowd, cost = left[order], right[order], crowd[order], cost[order]
        first = np.ones(len(left), bool)
        first[1:] = (left[1:] != left[:-1]) | (right[1:] != right[:-1])
        return Candidates(left, right, crowd, cost >= _OTHER).where(first)


@cache
def _costs() -> Floats:
    """Lay out what each pair of packed vowel classes costs."""
    import numpy as np

    table = np.full((16, 16), _OTHER, np.float32)
    for at, one in enumerate(VOWELS):
        for place, other in enumerate(VOWELS):
            if at == place:
                table[at, place] = 0.0
            elif "." in (one, other):
                table[at, place] = _NO_VOWEL
            else:
                table[at, place] = _NEAR.get(one + other) or _NEAR.get(other + one) or _OTHER
    return table.ravel()


@cache
def _bits() -> NDArray[np.uint8]:
    """Count the bits of every number of sixteen."""
    import numpy as np

    numbers = np.arange(1 << 16, dtype=np.uint16).view(np.uint8).reshape(-1, 2)
    counts: NDArray[np.uint8] = np.unpackbits(numbers, axis=1).sum(axis=1, dtype=np.uint8)
    return counts


def _apart(ours: Packed, theirs: Packed, nasals: Bits, other_nasals: Bits) -> Floats:
    """Sum what the vowels and the nasals of pairs differ by."""
    import numpy as np

    cost: Floats = _bits()[nasals ^ other_nasals].astype(np.float32) * np.float32(_NASAL)
    table, low = _costs(), np.uint64(15)
    unlike = np.bitwise_or.reduce(ours ^ theirs)
    for at in range(POSITIONS):
        shift = np.uint64(4 * at)
        if (unlike >> shift) & low:
            one, other = (ours >> shift) & low, (theirs >> shift) & low
            cost += table[((one << np.uint64(4)) | other).astype(np.intp)]
    return cost


def _without(vowels: Packed, nasals: Bits, place: Ints) -> tuple[Packed, Bits]:
    """Take a consonant out of sounds; of the vowels on its two sides the first stays."""
    import numpy as np

    one, shift = np.uint64(1), (place * 4).astype(np.uint64)
    four, low = np.uint64(4), np.uint64(15)
    before = vowels & ((one << shift) - one)
    at, after = (vowels >> shift) & low, (vowels >> (shift + four)) & low
    rest = (vowels >> (shift + np.uint64(8))) << (shift + four)
    merged = np.where(at != 0, at, after) << shift
    bit = place.astype(np.uint16)
    single = np.uint16(1)
    below = nasals & ((single << bit) - single)
    return before | merged | rest, below | ((nasals >> (bit + single)) << bit)


def _pairs_of(blocks: _Blocks, entries: _Entries) -> Iterator[tuple[Ints, Ints]]:
    """Pair the entries of each block, some two million pairs at a time."""
    import numpy as np

    if not len(blocks.of):
        return
    sizes = np.diff(blocks.starts)
    large = sizes > _SPLIT
    after = blocks.ends - np.arange(len(blocks.of)) - 1
    after[large[blocks.of]] = 0
    yield from _following(np.arange(len(after)), after)
    for block in np.flatnonzero(large):
        places = np.arange(blocks.starts[block], blocks.starts[block + 1])
        slots = list(range(min(len(blocks.skeletons[block]) + 1, POSITIONS)))
        for part in _split(places, entries, slots):
            window = len(part) if len(part) <= _SPLIT else _WINDOW
            ahead = np.minimum(np.arange(len(part))[::-1], window)
            for left, right in _following(np.arange(len(part)), ahead):
                yield part[left], part[right]


def _following(places: Ints, after: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Pair each place with as many of those after it as is said."""
    import numpy as np

    total = np.concatenate(([0], np.cumsum(after)))
    start = 0
    while start < len(places):
        end = int(np.searchsorted(total, total[start] + _PAIRS, side="right")) - 1
        end = max(end, start + 1)
        count = after[start:end]
        left = np.repeat(places[start:end], count)
        step = np.arange(len(left)) - np.repeat(total[start:end] - total[start], count)
        if len(left):
            yield left, left + 1 + step
        start = end


def _split(places: Ints, entries: _Entries, slots: list[int]) -> Iterator[Ints]:
    """Part the entries of a large block so that those whose vowels are near stay together.

    What is kept of a full block differs by less than two differences cost, hence is equal in one
    half of its slots, and of the other half in one quarter, and so on.
    """
    import numpy as np

    if len(places) <= _SPLIT or len(slots) < 2:
        yield places
        return
    middle = (len(slots) + 1) // 2
    for half, rest in ((slots[:middle], slots[middle:]), (slots[middle:], slots[:middle])):
        mask = np.uint64(sum(15 << (4 * slot) for slot in half))
        nasal_mask = np.uint16(sum(1 << slot for slot in half))
        kept, nasals = entries.vowels[places] & mask, entries.nasals[places] & nasal_mask
        order = np.lexsort((places, nasals, kept))
        edges = np.flatnonzero(np.diff(kept[order]) | np.diff(nasals[order])) + 1
        for part in np.split(places[order], edges):
            if len(part) > 1:
                yield from _split(part, entries, rest)


def _pairs_with_one_more(blocks: _Blocks) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Pair the entries of small blocks whose skeletons differ by one consonant, and say which."""
    import numpy as np

    number = {skeleton: at for at, skeleton in enumerate(blocks.skeletons)}
    few = (blocks.crowd <= _FEW).tolist()
    longer, shorter, places = array("q"), array("q"), array("q")
    for at, skeleton in enumerate(blocks.skeletons):
        if len(skeleton) <= _LONG or not few[at]:
            continue
        for place in range(min(len(skeleton), POSITIONS - 1)):
            if place and skeleton[place] == skeleton[place - 1]:
                continue
            other = number.get(skeleton[:place] + skeleton[place + 1 :])
            if other is not None and few[other]:
                longer.append(at)
                shorter.append(other)
                places.append(place)
    long, short, gone = (np.frombuffer(column, np.int64) for column in (longer, shorter, places))
    sizes = np.diff(blocks.starts)
    total = np.concatenate(([0], np.cumsum(sizes[long] * sizes[short])))
    start = 0
    while start < len(long):
        end = int(np.searchsorted(total, total[start] + _PAIRS, side="right")) - 1
        end = max(end, start + 1)
        count = np.diff(total[start : end + 1])
        which = np.repeat(np.arange(start, end), count)
        step = np.arange(len(which)) - np.repeat(total[start:end] - total[start], count)
        width = sizes[short[which]]
        left = blocks.starts[long[which]] + step // width
        right = blocks.starts[short[which]] + step % width
        yield left, right, gone[which]
        start = end
