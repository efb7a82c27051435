"""The items of a list gathered, once its names have been read and asked about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from khnorm.jobs.lists.items import Items
from khnorm.jobs.lists.listing import Listing, names_in

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

__all__ = ["gather_items"]

# The widest number that columns are packed into.
_WIDEST = 1 << 62

Value = TypeVar("Value", str, tuple[int, ...])


def gather_items(
    listing: Listing,
    labels: Sequence[str] | None = None,
    sides: Sequence[int] | None = None,
) -> None:
    """Gather the items of a list whose names have been read and asked about.

    Args:
        listing: the list; `met` and `unlike` say whom the tables know by its writings.
        labels: a value a row that parts persons, empty where it is not known; None for none.
        sides: the list of each row; None for one list.
    """
    import numpy as np

    forms, form_at = _forms_of(listing)
    persons, person_at = _persons_of(listing)
    values, value_at = _ranked(labels or (), "")
    named = np.array(list(map(bool, forms)), bool)[form_at] | (person_at > 0)
    rows = np.flatnonzero(named[listing.writing_of_row])
    writings = listing.writing_of_row[rows]
    nothing = np.zeros_like(rows)
    columns = (
        form_at[writings],
        person_at[writings],
        value_at[rows] if labels else nothing,
        np.asarray(sides)[rows] if sides else nothing,
    )
    first, listing.item_of_row[rows] = _distinct(columns)
    own = [column[first] for column in columns]
    form, person, value, side = own
    listing.persons, listing.labels, listing.sides = person, value, side
    listing.items = Items((forms, form), (persons, person), (values, value), side)


def _forms_of(listing: Listing) -> tuple[list[tuple[int, ...]], Ints]:
    """Give the forms that writings hold, in their order, and the place there of each writing."""
    import numpy as np

    form_of = listing.form_of_text[: listing.written]
    if listing.plain:  # the texts, in their order
        forms, form_at = np.unique(form_of, return_inverse=True)
        return [(form,) if form >= 0 else () for form in forms.tolist()], form_at
    form = dict(zip(listing.texts, form_of.tolist(), strict=False))
    return _ranked(
        [
            tuple(dict.fromkeys([form[name] for name in names if form[name] >= 0]))
            for names in map(names_in, listing.writings)
        ]
    )


def _persons_of(listing: Listing) -> tuple[list[str], Ints]:
    """Give the ids of those whom the tables know by a writing, after an empty one, and whose each is."""
    import numpy as np

    persons, met = _ranked([whom for whom, _, _ in listing.met.values()], "")
    found = np.zeros(len(listing.writings), np.int64)
    found[list(listing.met)] = met
    return persons, found


def _ranked(values: Sequence[Value], *first: Value) -> tuple[list[Value], Ints]:
    """Give distinct values in their order, among them some given ones, and the place of each."""
    import numpy as np

    distinct: list[Value] = sorted(set(values).union(first))
    place: dict[Value, int] = {value: at for at, value in enumerate(distinct)}
    return distinct, np.fromiter(map(place.__getitem__, values), np.int64, len(values))


def _distinct(columns: Sequence[Ints]) -> tuple[Ints, Ints]:
    """Sort the distinct combinations of columns; give the first row of each, and each row's place."""
    import numpy as np

    found, *others = columns
    for column in others:
        most = int(column.max(initial=0)) + 1
        if int(found.max(initial=0)) >= _WIDEST // most:
            _, found = np.unique(found, return_inverse=True)
        found = found * most + column
    _, first, found = np.unique(found, return_index=True, return_inverse=True)
    return first, found
