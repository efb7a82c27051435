"""Names found by sound: blocks of a common skeleton, then sketches in bulk, then the few in full.

Each name is filed under its coarse keys (`khnorm.sound.keys.coarse`), family name first, and under
each key with one class left out, so that a name one class away is found too (symmetric deletion).
It is filed also under the keys that it has without one of its words, for who leaves a word out.
Among what the keys find, those are nearest whose sketches (sounds and letters in a row) have most
in common.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel, LCSseq
from rapidfuzz.process import cdist

from khnorm.match.habits import usual
from khnorm.match.hearing import sounds, spelled
from khnorm.match.profile import Name
from khnorm.match.storage import Arrays, Texts
from khnorm.sound.keys import coarse

__all__ = ["SoundIndex", "keys_of", "orders_of"]

Places = NDArray[np.int32]

_CLASSES = {letter: code for code, letter in enumerate("KCTPSHMNGYRLVF", start=1)}
_BITS, _MOST_CLASSES = 4, 16
_NO_KEY = np.uint64((1 << 64) - 1)
_KEYS, _KEYS_OF_PART = 4, 2
# Sketches beyond this are not told apart; hardly any name has a longer one.
_LONGEST_SKETCH = 64
# Of more names than this, those whose marks differ most are left out before sketches are compared.
_MOST_COMPARED = 64
# Names that are so much less alike than the nearest one are left alone.
_LAG = 0.25
# What it takes off a likeness that one name has a word more.
_WORD_MORE = 0.05
_NAMES_KEPT = 1 << 15
# A name asked for is looked up in several ways.
_ASKED_KEPT = 1 << 10
_GIVEN_FIRST, _GLUED = 1, 2


@lru_cache(maxsize=_ASKED_KEPT)
def keys_of(tokens: tuple[str, ...], limit: int) -> tuple[int, ...]:
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
    joined = [""]
    for token in tokens:
        found = []
        for left in joined:
            for right in coarse(token):
                same = left and right and left[-1] == right[0]
                found.append(left + (right[1:] if same else right))
        joined = list(dict.fromkeys(found))[:limit]
    return tuple(dict.fromkeys([_pack(key) for key in joined]))


def _keys(orders: Iterable[tuple[str, ...]]) -> set[int]:
    """Give the skeletons of a name in any of its orders."""
    return {key for order in orders for key in keys_of(order, _KEYS)}


def _pack(key: str) -> int:
    code = 0
    for letter in key[:_MOST_CLASSES]:
        code = (code << _BITS) | _CLASSES.get(letter, 15)
    return code


def _shortened(code: int) -> Iterator[int]:
    """Leave out each class in turn."""
    at = 0
    while code >> at:
        yield ((code >> (at + _BITS)) << at) | (code & ((1 << at) - 1))
        at += _BITS


def orders_of(name: Name) -> tuple[tuple[str, ...], ...]:
    """Give the orders in which a name may be filed, the likeliest first.

    Examples:
        >>> orders_of(Name(("hun", "sen"), given_first=False))
        (('hun', 'sen'), ('sen', 'hun'))
    """
    tokens = tuple(name.whole.split())
    if len(tokens) < 2:
        return (tokens,)
    return tuple(dict.fromkeys((tokens, (*tokens[-1:], *tokens[:-1]), (*tokens[1:], tokens[0]))))


def _shorter(order: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Leave out each word in turn."""
    for at in range(len(order)):
        yield (*order[:at], *order[at + 1 :])


@lru_cache(maxsize=_ASKED_KEPT)
def _sketch(tokens: tuple[str, ...]) -> bytes:
    """Put the sounds of a name and its letters in a row."""
    letters = [usual(spelled(token))[0] for token in tokens]
    return "".join([*map(sounds, tokens), *letters]).encode("ascii", "replace")[:_LONGEST_SKETCH]


def _mark(sketch: bytes) -> int:
    """Mark which pairs of neighbours a sketch has, a bit for each of 64 kinds."""
    mark = 0
    for left, right in pairwise(sketch):
        mark |= 1 << ((left * 37 + right) & 63)
    return mark


def _marks(sketches: NDArray[np.bytes_]) -> NDArray[np.uint64]:
    """Mark many sketches."""
    letters = sketches.view(np.uint8).reshape(len(sketches), -1)
    marks = np.zeros(len(sketches), np.uint64)
    for left, right in zip(letters.T[:-1], letters.T[1:], strict=True):
        kinds = (left.astype(np.uint64) * np.uint64(37) + right) & np.uint64(63)
        marks |= np.where(right > 0, np.uint64(1) << kinds, np.uint64(0))
    return marks


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
        spots = self.keys.searchsorted(codes)
        spots = spots[self.keys[spots] == codes]
        starts, ends = self.starts[spots].tolist(), self.starts[spots + 1].tolist()
        return [self.places[start:end] for start, end in zip(starts, ends, strict=True)]

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
        "name",
    )

    def __init__(self, names: Iterable[Name]) -> None:
        filed, parts = _Filing(), _Filing()
        sketches, tokens, flags = [], [], bytearray()
        for place, name in enumerate(names):
            order = orders_of(name)[0]
            if order:
                filed.add(keys_of(order, _KEYS), place)
            if len(order) == 2:
                parts.add(keys_of(order[1:], _KEYS_OF_PART), place)
            elif len(order) > 2:
                keys = {key for rest in _shorter(order) for key in keys_of(rest, _KEYS_OF_PART)}
                parts.add(keys, place)
            sketches.append(_sketch(order))
            tokens.append(" ".join((*name.tokens, *(f"{one}." for one in sorted(name.initials)))))
            flags.append(_GIVEN_FIRST * name.given_first | _GLUED * name.glued)
        self._exact = _Postings.of(*filed.arrays())
        self._near = _Postings.of(*_left_out(*filed.arrays()))
        self._parts = _Postings.of(*parts.arrays())
        self._sketches = np.array(sketches or [b""], dtype=f"S{_LONGEST_SKETCH}")
        self._marks = _marks(self._sketches)
        self._tokens = Texts.of(tokens)
        self._flags = np.frombuffer(flags, dtype=np.uint8)
        self._keep_names()

    def __len__(self) -> int:
        return len(self._tokens)

    def _keep_names(self) -> None:
        """Make `name`, which gives the filed name at a place, and remembers the last ones."""
        self.name = lru_cache(maxsize=_NAMES_KEPT)(self._read)

    def _read(self, place: int) -> Name:
        words, flags = self._tokens[place].split(), int(self._flags[place])
        return Name(
            tuple(word for word in words if word[-1] != "."),
            frozenset(word[:-1] for word in words if word[-1] == "."),
            given_first=bool(flags & _GIVEN_FIRST),
            glued=bool(flags & _GLUED),
        )

    def alike(self, name: Name, limit: int) -> list[tuple[int, float]]:
        """Give the names of the same skeleton, those most alike first.

        Args:
            name: the name asked for.
            limit: how many at most.

        Returns:
            Their places, each with how alike the sketches are, in [0, 1].
        """
        keys = _keys(orders_of(name))
        return self._nearest(name, self._exact.find(keys), limit)

    def near(self, name: Name, limit: int) -> list[tuple[int, float]]:
        """Give the names whose skeleton is one class away, those most alike first.

        Args:
            name: the name asked for.
            limit: how many at most.

        Returns:
            Their places, each with how alike the sketches are, in [0, 1].
        """
        keys = _keys(orders_of(name))
        shorter = {code for key in keys for code in _shortened(key)}
        found = self._exact.find(shorter) + self._near.find(keys | shorter)
        return self._nearest(name, found, limit)

    def within(self, name: Name, limit: int) -> list[tuple[int, float]]:
        """Give the names that have a word more or less, those most alike but for it first.

        Args:
            name: the name asked for; of two words or one only longer names are found.
            limit: how many at most.

        Returns:
            Their places, each with how much of the shorter sketch is in the longer one, a little
            taken off, in [0, 1].
        """
        orders = orders_of(name)
        found = self._parts.find(_keys(orders))
        if len(orders[0]) > 2:
            rest = {key for part in _shorter(orders[0]) for key in keys_of(part, _KEYS_OF_PART)}
            found += self._exact.find(rest)
        return self._nearest(name, found, limit, word_more=True)

    def _nearest(
        self, name: Name, found: list[Places], limit: int, *, word_more: bool = False
    ) -> list[tuple[int, float]]:
        if not found:
            return []
        places = np.concatenate(found) if len(found) > 1 else found[0]
        asked = [_sketch(order) for order in orders_of(name)]
        if len(places) > _MOST_COMPARED:
            places = self._best_marked(asked[0], places, word_more=word_more)
        elif len(found) > 1:
            places = np.unique(places)
        best = _likeness(asked, self._sketches[places].tolist(), word_more=word_more)
        ranked = np.argsort(-best, kind="stable")[:limit]
        least = best[ranked[0]] - _LAG
        return [(int(places[at]), float(best[at])) for at in ranked if best[at] >= least]

    def _best_marked(self, sketch: bytes, places: Places, *, word_more: bool) -> Places:
        """Keep the places whose sketches have most pairs of neighbours in common with one."""
        ours = np.uint64(_mark(sketch))
        theirs = self._marks[places]
        if word_more:
            lacking = np.minimum(np.bitwise_count(ours & ~theirs), np.bitwise_count(theirs & ~ours))
        else:
            lacking = np.bitwise_count(ours ^ theirs)
        counted = np.bincount(lacking).cumsum()
        most = max(int(counted.searchsorted(_MOST_COMPARED, "right")) - 1, int(lacking.min()))
        return np.unique(places[lacking <= most][: 2 * _MOST_COMPARED])

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
        index._keep_names()
        found: SoundIndex = index
        return found


def _likeness(asked: list[bytes], filed: list[bytes], *, word_more: bool) -> NDArray[np.float32]:
    """Say how alike each filed sketch is to the likest of those asked for."""
    if not word_more:
        found: NDArray[np.float32] = cdist(
            asked, filed, scorer=Indel.normalized_similarity, dtype=np.float32
        ).max(axis=0)
        return found
    common = cdist(asked, filed, scorer=LCSseq.similarity, dtype=np.float32).max(axis=0)
    shorter = np.minimum(len(asked[0]), np.fromiter(map(len, filed), np.float32, len(filed)))
    return np.asarray(common / np.maximum(shorter, 1) - _WORD_MORE, np.float32)


def _left_out(codes: NDArray[np.uint64], places: Places) -> tuple[NDArray[np.uint64], Places]:
    """Give each code with each of its classes left out in turn, and whose it is."""
    found, whose = [], []
    for at in range(0, _BITS * _MOST_CLASSES, _BITS):
        low = np.uint64((1 << at) - 1)
        has = codes >> np.uint64(at) > 0
        long = codes[has]
        above = long >> np.uint64(at) >> np.uint64(_BITS)
        found.append((above << np.uint64(at)) | (long & low))
        whose.append(places[has])
    return np.concatenate(found), np.concatenate(whose)
