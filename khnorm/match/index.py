"""Names found by sound: blocks of a common skeleton, then sounds in bulk, then the few in full.

Each name is filed under its coarse keys (`khnorm.sound.keys.coarse`), family name first, and under
each key with one class left out, so that a name one class away is found too (symmetric deletion).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from khnorm.match.hearing import sounds
from khnorm.match.profile import Name
from khnorm.match.storage import Arrays, Texts
from khnorm.sound.keys import coarse

__all__ = ["SoundIndex", "keys_of", "orders_of"]

Places = NDArray[np.int32]

_CLASSES = {letter: code for code, letter in enumerate("KCTPSHMNGYRLVF", start=1)}
_BITS, _MOST_CLASSES = 4, 16
_KEYS_FILED, _KEYS_ASKED = 4, 8
# Sounds beyond this are not told apart; hardly any name is longer.
_MOST_SOUNDS = 32
# Names whose sounds are so much less alike than those of the nearest one are left alone.
_LAG = 0.2
_NAMES_KEPT = 1 << 15


def keys_of(tokens: Sequence[str], limit: int) -> list[int]:
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
    return list(dict.fromkeys(_pack(key) for key in joined))


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


def _sound(tokens: Sequence[str]) -> bytes:
    return "".join(map(sounds, tokens)).encode()[:_MOST_SOUNDS]


class _Postings:
    """Which names stand under which key."""

    __slots__ = ("keys", "places")

    def __init__(self, keys: NDArray[np.uint64], places: Places) -> None:
        self.keys = keys
        self.places = places

    @classmethod
    def of(cls, keys: NDArray[np.uint64], places: Places) -> _Postings:
        order = np.argsort(keys, kind="stable")
        return cls(keys[order], places[order])

    def find(self, wanted: Iterable[int]) -> list[Places]:
        codes = np.fromiter(wanted, dtype=np.uint64)
        starts = self.keys.searchsorted(codes, "left")
        ends = self.keys.searchsorted(codes, "right")
        return [
            self.places[start:end] for start, end in zip(starts, ends, strict=True) if start < end
        ]


class SoundIndex:
    """Names by sound.

    Args:
        names: the names to be found, in their places; one without tokens is never found.
    """

    __slots__ = ("_exact", "_given_first", "_near", "_sounds", "_tokens", "name")

    def __init__(self, names: Iterable[Name]) -> None:
        keys: list[int] = []
        places: list[int] = []
        heard, tokens, given_first = [], [], []
        for place, name in enumerate(names):
            first_family = orders_of(name)[0]
            if first_family:
                found = keys_of(first_family, _KEYS_FILED)
                keys += found
                places += [place] * len(found)
            heard.append(_sound(first_family))
            tokens.append(" ".join((*name.tokens, *(f"{one}." for one in sorted(name.initials)))))
            given_first.append(name.given_first)
        codes = np.array(keys, dtype=np.uint64)
        filed = np.array(places, dtype=np.int32)
        self._exact = _Postings.of(codes, filed)
        self._near = _Postings.of(*_left_out(codes, filed))
        self._sounds = np.array(heard or [b""], dtype=f"S{_MOST_SOUNDS}")
        self._tokens = Texts.of(tokens)
        self._given_first = np.array(given_first, dtype=np.bool_)
        self._keep_names()

    def __len__(self) -> int:
        return len(self._tokens)

    def _keep_names(self) -> None:
        """Make `name`, which gives the filed name at a place, and remembers the last ones."""
        self.name = lru_cache(maxsize=_NAMES_KEPT)(self._read)

    def _read(self, place: int) -> Name:
        words = self._tokens[place].split()
        return Name(
            tuple(word for word in words if word[-1] != "."),
            frozenset(word[:-1] for word in words if word[-1] == "."),
            given_first=bool(self._given_first[place]),
        )

    def alike(self, name: Name, limit: int) -> list[tuple[int, float]]:
        """Give the names of the same skeleton, those that sound nearest first.

        Args:
            name: the name asked for.
            limit: how many at most.

        Returns:
            Their places, each with how alike the sounds are, in [0, 1].
        """
        keys = {key for order in orders_of(name) for key in keys_of(order, _KEYS_ASKED)}
        return self._nearest(name, self._exact.find(keys), limit)

    def near(self, name: Name, limit: int) -> list[tuple[int, float]]:
        """Give the names whose skeleton is one class away, those that sound nearest first.

        Args:
            name: the name asked for.
            limit: how many at most.

        Returns:
            Their places, each with how alike the sounds are, in [0, 1].
        """
        keys = {key for order in orders_of(name) for key in keys_of(order, _KEYS_FILED)}
        shorter = {code for key in keys for code in _shortened(key)}
        found = self._exact.find(shorter) + self._near.find(keys | shorter)
        return self._nearest(name, found, limit)

    def _nearest(self, name: Name, found: list[Places], limit: int) -> list[tuple[int, float]]:
        if not found:
            return []
        places = np.unique(np.concatenate(found)) if len(found) > 1 else found[0]
        asked = [_sound(order) for order in orders_of(name)]
        heard = self._sounds[places].tolist()
        scores = cdist(asked, heard, scorer=Indel.normalized_similarity, dtype=np.float32)
        best = scores.max(axis=0)
        near = np.flatnonzero(best >= best.max() - _LAG)
        if len(near) > limit:
            near = near[np.argpartition(-best[near], limit)[:limit]]
        ranked = near[np.argsort(-best[near], kind="stable")]
        return [
            (int(place), float(best[at])) for at, place in zip(ranked, places[ranked], strict=True)
        ]

    def arrays(self) -> Arrays:
        """Give all that the index is made of, for a file."""
        return {
            "exact_keys": self._exact.keys,
            "exact_places": self._exact.places,
            "near_keys": self._near.keys,
            "near_places": self._near.places,
            "sounds": self._sounds,
            "tokens": self._tokens.block,
            "token_ends": self._tokens.ends,
            "given_first": self._given_first,
        }

    @classmethod
    def of_arrays(cls, arrays: Arrays) -> SoundIndex:
        """Make an index of the arrays of a file."""
        index: Any = cls.__new__(cls)
        index._exact = _Postings(arrays["exact_keys"], arrays["exact_places"])
        index._near = _Postings(arrays["near_keys"], arrays["near_places"])
        index._sounds = arrays["sounds"]
        index._tokens = Texts(arrays["tokens"], arrays["token_ends"])
        index._given_first = arrays["given_first"]
        index._keep_names()
        found: SoundIndex = index
        return found


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
