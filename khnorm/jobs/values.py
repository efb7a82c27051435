"""Values that part rows of one name, such as birth dates: what is no other value, and what they part."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import product
from math import comb
from unicodedata import decimal

from khnorm.errors import InputError
from khnorm.jobs.listing import Listing
from khnorm.names.bearer import names_nobody
from khnorm.text.normalize import normalize

__all__ = ["check_values", "count_parted", "share_values", "value_of"]

# What R and pandas write for a value that is missing; as a name it may be somebody's.
_MISSING = frozenset(("NA", "NaT"))
_WHOLE = re.compile(r"([+-]?\d+)\.0*")
_DAY = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:[T ]00:00(?::00(?:\.0*)?)?(?:Z|[+-]00:?00)?)?", re.A)


def check_values(values: Iterable[str | None], rows: int) -> list[str]:
    """Make a list of the values that part rows.

    Args:
        values: one a row; None or an empty one is not known.
        rows: how many rows there are.

    Returns:
        The values as `value_of` writes them, empty for what is not known.

    Raises:
        TypeError: something else, with its place.
        InputError: not as many as rows.
    """
    if isinstance(values, str):
        raise TypeError(f"a value a row is wanted, not the str {values!r:.60}; give a list of them")
    found = []
    for place, value in enumerate(values):
        if not isinstance(value, str | None):
            raise TypeError(
                f"row {place}: a value to part by must be a str or None, not {value!r:.60}; "
                "write it as str"
            )
        found.append(value or "")
    if len(found) != rows:
        raise InputError(f"{len(found)} values to part by for {rows} rows; give one a row")
    written = {value: value_of(value) for value in set(found)}
    return [written[value] for value in found]


def value_of(text: str) -> str:
    """Write a value in the one way that it is compared in.

    Args:
        text: as a cell has it.

    Returns:
        The value without spaces around it, in ASCII digits, a whole number without `.0`, an ISO date
        without midnight; empty for what stands where a value is missing. Dates written in other
        ways are left alone, for nobody can tell which of 01/05 is the month.

    Examples:
        >>> value_of(" ១៩៨០ "), value_of("1980.0"), value_of("1980-5-01 00:00:00")
        ('1980', '1980', '1980-05-01')
        >>> value_of("N/A"), value_of("-"), value_of("01/05/1980")
        ('', '', '01/05/1980')
    """
    value = normalize(text).strip()
    if not value.isascii():
        value = "".join([str(decimal(char, char)) for char in value])
    if not any(map(str.isalnum, value)) or names_nobody(value) or value in _MISSING:
        return ""
    if number := _WHOLE.fullmatch(value):
        return number[1]
    if day := _DAY.fullmatch(value):
        return f"{day[1]}-{day[2]:0>2}-{day[3]:0>2}"
    return value


def count_parted(listing: Listing) -> int:
    """Count the pairs of equal names that nothing but their values keeps apart.

    Args:
        listing: a list, or two, of which only pairs across them count.

    Returns:
        How many there are, each name with each value once.
    """
    values: dict[tuple[int, ...], tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for item in listing.items:
        if item.label:
            values[item.forms][item.side].add(item.label)
    if not listing.two_lists:
        return sum(comb(len(own), 2) for own, _ in values.values())
    return sum(one != other for sides in values.values() for one, other in product(*sides))


def share_values(listing: Listing) -> bool:
    """Tell whether two lists have a value in common, or one has none."""
    ours, theirs = (
        {item.label for item in listing.items if item.side == side and item.label}
        for side in (0, 1)
    )
    return not ours or not theirs or not ours.isdisjoint(theirs)
