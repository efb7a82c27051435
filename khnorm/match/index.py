"""Names found by sound: blocks of a common skeleton, then sketches in bulk, then the few in full.

Each name is filed under its coarse keys (`khnorm.sound.keys.coarse`), family name first, and under
each key with one class left out, so that a name one class away is found too (symmetric deletion).
It is filed also under the keys that it has without one of its words, for who leaves a word out.
Among what the keys find, those are nearest whose sketches (sounds and letters in a row) have most
in common.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel, LCSseq
from rapidfuzz.process import cdist

from khnorm.match.filing import (
    KEYS,
    KEYS_OF_PART,
    LONGEST_SKETCH,
    Asked,
    keys_of,
    left_out,
    mark,
    marks,
    orders_of,
    shorter,
    sketch,
)
from khnorm.match.profile import Name
from khnorm.match.storage import Arrays, Texts

__all__ = ["Filed", "SoundIndex", "name_of"]

Places = NDArray[np.int32]
# A name as it is filed: its tokens and initials, and how it was written.
Filed = tuple[str, int]

_NO_KEY = np.uint64((1 << 64) - 1)
# Of more names than this, those whose marks differ most are left out before sketches are compared.
_MOST_COMPARED = 64
# Names that are so much less alike than the nearest one are left alone.
_LAG = 0.25
# What it takes off a likeness that one name has a word more.
_WORD_MORE = 0.05
_GIVEN_FIRST, _GLUED = 1, 2


class _Postings:
    """Which names stand under which key: `places[starts[i]:starts[i + 1]]` under `keys[i]`."""

    __slots__ = ("keys", "places", "starts")

    def __init__(self, keys: NDArray[np.uint64], starts: NDArray[np.int64], places: Places) -> None:
        self.keys = keys
        self.starts = starts
        self.places = places

    @classmethod
    def of(cls, keys: NDArray[np.uint64], places: Places) -> _Postings:
        order = np.argsort(keys, kind="stable")
        known, starts = np.unique(keys[order], return_index=True)
        # Behind the last key stands one that no name has.
        return cls(np.append(known, _NO_KEY), np.append(starts, [len(keys)] * 2), places[order])

    def find(self, wanted: Collection[int]) -> list[Places]:
        codes = np.fromiter(wanted, np.uint64, len(wanted))
        keys, starts = self.keys.data, self.starts.data  # quicker to read one by one
        return [
            self.places[starts[spot] : starts[spot + 1]]
            for code, spot in zip(wanted, self.keys.searchsorted(codes).tolist(), strict=True)
            if keys[spot] == code
        ]

    def arrays(self, name: str) -> Arrays:
        return {
            f"{name}_keys": self.keys,
            f"{name}_starts": self.starts,
            f"{name}_places": self.places,
        }

    @classmethod
    def of_arrays(cls, name: str, arrays: Arrays) -> _Postings:
        return cls(arrays[f"{name}_keys"], arrays[f"{name}_starts"], arrays[f"{name}_places"])


class _Filing:
    """Keys and the places that are filed under them, as they come."""

    __slots__ = ("keys", "places")

    def __init__(self) -> None:
        self.keys = array("Q")
        self.places = array("i")

    def add(self, keys: Collection[int], place: int) -> None:
        for key in keys:
            self.keys.append(key)
            self.places.append(place)

    def arrays(self) -> tuple[NDArray[np.uint64], Places]:
        return np.array(self.keys, np.uint64), np.array(self.places, np.int32)


class SoundIndex:
    """Names by sound.

    Args:
        names: the names to be found, in their places; one without tokens is never found.
    """

    __slots__ = (
        "_exact",
        "_flags",
        "_marks",
        "_near",
        "_parts",
        "_sketches",
        "_tokens",
    )

    def __init__(self, names: Iterable[Name]) -> None:
        filed, parts = _Filing(), _Filing()
        sketches, tokens, flags = [], [], bytearray()
        for place, name in enumerate(names):
            order = orders_of(name)[0]
            if order:
                filed.add(keys_of(order, KEYS), place)
            if len(order) == 2:
                parts.add(keys_of(order[1:], KEYS_OF_PART), place)
            elif len(order) > 2:
                keys = {key for rest in shorter(order) for key in keys_of(rest, KEYS_OF_PART)}
                parts.add(keys, place)
            sketches.append(sketch(order))
            tokens.append(" ".join((*name.tokens, *(f"{one}." for one in sorted(name.initials)))))
            flags.append(_GIVEN_FIRST * name.given_first | _GLUED * name.glued)
        self._exact = _Postings.of(*filed.arrays())
        self._near = _Postings.of(*left_out(*filed.arrays()))
        self._parts = _Postings.of(*parts.arrays())
        self._sketches = np.array(sketches or [b""], dtype=f"S{LONGEST_SKETCH}")
        self._marks = marks(self._sketches)
        self._tokens = Texts.of(tokens)
        self._flags = np.frombuffer(flags, dtype=np.uint8)

    def __len__(self) -> int:
        return len(self._tokens)

    def filed(self, place: int) -> Filed:
        """Give what is filed at a place, the same for the same name."""
        return self._tokens[place], self._flags.data[place]

    def tokens(self) -> set[str]:
        """Give the tokens that the names are of, and initials with a full stop."""
        return {token for name in self._tokens for token in name.split()}

    def alike(self, asked: Asked, limit: int) -> list[tuple[int, float]]:
        """Give the names of the same skeleton, those most alike first.

        Args:
            asked: the name asked for.
            limit: how many at most.

        Returns:
            Their places, each with how alike the sketches are, in [0, 1].
        """
        return self._nearest(asked, self._exact.find(asked.keys), limit)

    def near(self, asked: Asked, limit: int) -> list[tuple[int, float]]:
        """Give the names whose skeleton is one class away, those most alike first.

        Args:
            asked: the name asked for.
            limit: how many at most.

        Returns:
            Their places, each with how alike the sketches are, in [0, 1].
        """
        less = asked.keys_left_out()
        found = self._exact.find(less) + self._near.find(asked.keys | less)
        return self._nearest(asked, found, limit)

    def within(self, asked: Asked, limit: int) -> list[tuple[int, float]]:
        """Give the names that have a word more or less, those most alike but for it first.

        Args:
            asked: the name asked for; of two words or one only longer names are found.
            limit: how many at most.

        Returns:
            Their places, each with how much of the shorter sketch is in the longer one, a little
            taken off, in [0, 1].
        """
        found = self._parts.find(asked.keys)
        if len(asked.orders[0]) > 2:
            found += self._exact.find(asked.keys_of_rest())
        return self._nearest(asked, found, limit, word_more=True)

    def _nearest(
        self, asked: Asked, found: list[Places], limit: int, *, word_more: bool = False
    ) -> list[tuple[int, float]]:
        if not found:
            return []
        places = np.concatenate(found) if len(found) > 1 else found[0]
        if len(places) > _MOST_COMPARED:
            places = self._best_marked(asked.sketches[0], places, word_more=word_more)
        once = list(set(places.tolist()))
        filed = self._sketches.take(once).tolist()
        shares = _likeness(asked.sketches, filed, word_more=word_more)
        least = max(shares) - _LAG
        near = [
            (-share, place) for place, share in zip(once, shares, strict=True) if share >= least
        ]
        return [(place, -share) for share, place in sorted(near)[:limit]]

    def _best_marked(self, row: bytes, places: Places, *, word_more: bool) -> Places:
        """Keep the places whose sketches have most pairs of neighbours in common with one."""
        ours = np.uint64(mark(row))
        theirs = self._marks[places]
        if word_more:
            lacking = np.minimum(np.bitwise_count(ours & ~theirs), np.bitwise_count(theirs & ~ours))
        else:
            lacking = np.bitwise_count(ours ^ theirs)
        counted = np.bincount(lacking).cumsum()
        most = max(int(counted.searchsorted(_MOST_COMPARED, "right")) - 1, int(lacking.min()))
        kept: Places = places[lacking <= most][: 2 * _MOST_COMPARED]
        return kept

    def arrays(self) -> Arrays:
        """Give all that the index is made of, for a file."""
        return {
            **self._exact.arrays("exact"),
            **self._near.arrays("near"),
            **self._parts.arrays("parts"),
            "sketches": self._sketches,
            "marks": self._marks,
            "tokens": self._tokens.block,
            "token_ends": self._tokens.ends,
            "flags": self._flags,
        }

    @classmethod
    def of_arrays(cls, arrays: Arrays) -> SoundIndex:
        """Make an index of the arrays of a file."""
        index: Any = cls.__new__(cls)
        index._exact = _Postings.of_arrays("exact", arrays)
        index._near = _Postings.of_arrays("near", arrays)
        index._parts = _Postings.of_arrays("parts", arrays)
        index._sketches = arrays["sketches"]
        index._marks = arrays["marks"]
        index._tokens = Texts(arrays["tokens"], arrays["token_ends"])
        index._flags = arrays["flags"]
        found: SoundIndex = index
        return found


def name_of(filed: Filed) -> Name:
    """Make a filed name anew: there are many, and few are asked for twice."""
    text, flags = filed
    words, initials = text.split(), frozenset[str]()
    if "." in text:
        initials = frozenset([word[:-1] for word in words if word[-1] == "."])
        words = [word for word in words if word[-1] != "."]
    return Name(
        tuple(words),
        initials,
        given_first=bool(flags & _GIVEN_FIRST),
        glued=bool(flags & _GLUED),
    )


def _likeness(asked: list[bytes], filed: list[bytes], *, word_more: bool) -> list[float]:
    """Say how alike each filed sketch is to the likest of those asked for."""
    found: NDArray[np.float32]
    if word_more:
        common = cdist(asked, filed, scorer=LCSseq.similarity, dtype=np.float32).max(axis=0)
        least = np.minimum(len(asked[0]), np.fromiter(map(len, filed), np.float32, len(filed)))
        found = np.asarray(common / np.maximum(least, 1) - _WORD_MORE, np.float32)
    else:
        found = reduce(np.maximum, cdist(asked, filed, scorer=Indel.normalized_similarity))
    shares: list[float] = found.tolist()
    return shares
