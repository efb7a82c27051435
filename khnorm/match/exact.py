"""Names found by their exact form: folded, spaces apart."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate
from typing import TYPE_CHECKING, Protocol

from khnorm.text.normalize import fold

if TYPE_CHECKING:
    from khnorm.match.storage import Arrays

__all__ = ["FiledForms", "Forms", "MappedForms", "cut_alike", "exact_key", "folded"]


@lru_cache(maxsize=1 << 14)
def folded(text: str) -> str:
    """Fold a text or a word; the last ones are remembered, for names share their words."""
    return fold(text)


def exact_key(text: str) -> str:
    """Fold a text and take the spaces out: equal keys are equal names, spaces apart.

    Each word is folded by itself, for folding looks at none beside it.

    Examples:
        >>> exact_key("HUN SEN") == exact_key("HunSen") == "hunsen"
        True
    """
    return "".join(map(folded, text.split())).replace(" ", "")


def cut_alike(text: str, other: str) -> bool:
    """Say whether two forms of one key may be one name: one only has spaces that the other lacks.

    Examples:
        >>> cut_alike("Hun Sen", "HUNSEN"), cut_alike("Sok An", "So Kan")
        (True, False)
    """
    ours, theirs = _cuts(folded(text)), _cuts(folded(other))
    return ours <= theirs or theirs <= ours


def _cuts(form: str) -> set[int]:
    """Give where a folded form is cut, counted in letters."""
    lengths = map(len, form.split(" ")[:-1])
    return set(accumulate(lengths))


class Forms(Protocol):
    """Where the forms with a key stand."""

    def places(self, key: str) -> Sequence[int]:
        """Give the places of the forms with this key."""


class FiledForms:
    """Forms filed in memory.

    Args:
        texts: the forms, in their places.

    Examples:
        >>> FiledForms(["Hun Sen", "Sok An", "HUNSEN"]).places("hunsen")
        (0, 2)
    """

    __slots__ = ("_places",)

    def __init__(self, texts: Iterable[str]) -> None:
        self._places: dict[str, tuple[int, ...]] = {}
        for place, text in enumerate(texts):
            key = exact_key(text)
            self._places[key] = (*self._places.get(key, ()), place)

    def places(self, key: str) -> Sequence[int]:
        """Give the places of the forms with this key."""
        return self._places.get(key, ())

    def arrays(self) -> Arrays:
        """Give the keys, hashed and sorted, with their places, for a file."""
        import numpy as np

        hashed = sorted(
            (_hash(key), place) for key, places in self._places.items() for place in places
        )
        return {
            "form_keys": np.array([key for key, _ in hashed], dtype=np.uint64),
            "form_places": np.array([place for _, place in hashed], dtype=np.int32),
        }


class MappedForms:
    """Forms filed in a mapped file.

    Args:
        arrays: what `FiledForms.arrays` gave.
        texts: the forms, in their places.
    """

    __slots__ = ("_keys", "_places", "_texts")

    def __init__(self, arrays: Arrays, texts: Sequence[str]) -> None:
        # Quicker to read one by one.
        self._keys, self._places = arrays["form_keys"].data, arrays["form_places"].data
        self._texts = texts

    def places(self, key: str) -> Sequence[int]:
        """Give the places of the forms with this key."""
        keys, wanted = self._keys, _hash(key)
        at = bisect_left(keys, wanted)
        found = []
        while at < len(keys) and keys[at] == wanted:
            place = self._places[at]
            if exact_key(self._texts[place]) == key:
                found.append(place)
            at += 1
        return found


def _hash(key: str) -> int:
    digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")
