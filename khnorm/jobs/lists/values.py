"""Values that part rows of one name, such as birth dates: what is no other value, and what they part."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import product
from math import comb
from unicodedata import decimal

from khnorm.errors import InputError
from khnorm.jobs.lists.listing import Listing
from khnorm.names.bearer import missing_values, names_nobody
from khnorm.text.normalize import normalize

__all__ = ["check_values", "count_parted", "settled_values", "share_values", "value_of"]

_WHOLE = re.compile(r"([+-]?\d+)\.0*")
_MIDNIGHT = r"(?:[T ](?:00?:00(?::00(?:\.0*)?)?|12:00(?::00)? ?AM)(?:Z|[+-]00:?00)?)?"
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d\d?)\2(\d\d?)" + _MIDNIGHT, re.A | re.I)
_YEAR_LAST = re.compile(r"(\d\d?)([-/.])(\d\d?)\2(\d{4})" + _MIDNIGHT, re.A | re.I)
_MONTHS = 12


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
        The value without spaces around it, in ASCII digits and small letters, a whole number
        without `.0`, a date of which nobody doubts the day as ISO 8601 has it; empty for what
        stands where a value is missing. Nobody can tell which of 01/05/1980 is the month: such a
        date gets two digits for either, and is another one than 1980-05-01.

    Examples:
        >>> value_of(" ១៩៨០ "), value_of("1980.0"), value_of("1980-5-01 00:00:00")
        ('1980', '1980', '1980-05-01')
        >>> value_of("25/12/1980"), value_of("12/25/1980"), value_of("1/5/1980")
        ('1980-12-25', '1980-12-25', '01/05/1980')
        >>> value_of("N/A"), value_of("-"), value_of("TAKEO")
        ('', '', 'takeo')
    """
    value = normalize(text).strip()
    if not value.isascii():
        value = "".join([str(decimal(char, char)) for char in value])
    if not any(map(str.isalnum, value)) or names_nobody(value) or value in missing_values():
        return ""
    if number := _WHOLE.fullmatch(value):
        return number[1]
    if date := _YEAR_FIRST.fullmatch(value):
        return f"{date[1]}-{date[3]:0>2}-{date[4]:0>2}"
    if date := _YEAR_LAST.fullmatch(value):
        return _day_of(date[1], date[3], date[4], date[2])
    return value.casefold()


def _day_of(one: str, other: str, year: str, between: str) -> str:
    """Write a date that begins with day and month, in whichever order."""
    day, month = max(int(one), int(other)), min(int(one), int(other))
    if day > _MONTHS or day == month:
        return f"{year}-{month:02}-{day:02}"
    return between.join((f"{one:0>2}", f"{other:0>2}", year))


def settled_values(values: Sequence[int], claims: Iterable[tuple[int, int, bool]]) -> list[int]:
    """Settle which values those have whose own is not known.

    Args:
        values: of each item the number of its value, -1 where it is not known.
        claims: an item without a value, the value of one who may be the same person, and whether
            the two bear equal names; then other names tell nothing.

    Returns:
        The values. One that may be several is a number that no other has: it is none of theirs.

    Examples:
        >>> settled_values([0, 1, -1, -1], [(2, 0, True), (2, 1, False), (3, 0, False), (3, 1, False)])
        [0, 1, 0, 2]
    """
    found: dict[int, tuple[bool, set[int]]] = {}
    for item, value, equal in claims:
        if item not in found or equal > found[item][0]:
            found[item] = equal, {value}
        elif equal == found[item][0]:
            found[item][1].add(value)
    settled, several = list(values), max(values, default=-1) + 1
    for item, (_, own) in found.items():
        settled[item] = next(iter(own)) if len(own) == 1 else several
    return settled


def count_parted(listing: Listing) -> int:
    """Count the pairs of equal names that nothing but their values keeps apart.

    Args:
        listing: a list, or two, of which only pairs across them count.

    Returns:
        How many there are, each name with each value once; of a row of several names each counts.
    """
    if not listing.labelled:
        return 0
    values: dict[int, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for item in listing.items:
        for form in item.forms if item.label else ():
            values[form][item.side].add(item.label)
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
