"""The rows of a list taken note of, and its names read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from khnorm.jobs.lists.forms import read_forms, read_some
from khnorm.jobs.lists.listing import Listing, Row
from khnorm.jobs.pool import Watch, Workers

__all__ = ["check_names", "note_rows", "read_names"]

# Of so many texts each a sample is taken, to part a long list in about so many parts.
_SAMPLED, _PARTS = 1 << 6, 1 << 3


def check_names(names: Iterable[str | Sequence[str]]) -> list[Row]:
    """Check the names of each row.

    Args:
        names: a string a row, or several names of one person.

    Returns:
        The name of each row, or a tuple of its names.

    Raises:
        TypeError: something else, with its place.
    """
    if isinstance(names, str):
        raise TypeError(f"a list of names is wanted, not the str {names!r:.60}; give it in a list")
    return [
        given if isinstance(given, str) else _names_of_row(place, given)
        for place, given in enumerate(names)
    ]


def _names_of_row(place: int, given: object) -> Row:
    if not isinstance(given, (tuple, list)) or not all(isinstance(name, str) for name in given):
        raise TypeError(
            f"row {place}: names must be a str or a list of str, not {given!r:.60}; "
            "turn missing values into ''"
        )
    return given[0] if len(given) == 1 else tuple(given)


def note_rows(rows: Sequence[Row], hands: Workers) -> Listing:
    """Take note of the rows of a list, while those who are to read its names get ready.

    Args:
        rows: the names of each row.
        hands: who is going to read them.

    Returns:
        The list.
    """
    hands.prepare(read_some, ["Sok Dara", "សុខ ដារ៉ា"])
    return Listing(rows)


def read_names(listing: Listing, known: Sequence[str], hands: Workers, watch: Watch) -> None:
    """Read the names of a list; its items are gathered when it is clear whom the tables know.

    Args:
        listing: the list.
        known: forms of names that stand in no row and are compared with the list.
        hands: who works.
        watch: is told how far it is.
    """
    listing.add_known(known)
    done, total = 0, len(listing.texts)
    for texts, forms in read_forms(_in_order(listing.texts), hands):
        listing.take(texts, forms)
        done += len(texts)
        watch("reading names", done, total)


def _in_order(texts: Sequence[str]) -> Iterator[list[str]]:
    """Give texts sorted, part by part: while the first are read, others are sorted."""
    sample = sorted(texts[::_SAMPLED])
    for bound in sample[:: len(sample) // _PARTS + 1]:
        yield sorted([text for text in texts if text < bound])
        texts = [text for text in texts if text >= bound]
    yield sorted(texts)
