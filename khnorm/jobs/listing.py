"""A list taken apart into items: what its rows name, each once.

An item is all that some rows have in common for the job: the forms of their names, whom the tables
know by them, the value that parts them (`by`), and the list they stand in. Items are numbered by
their content, so nothing that follows depends on the order of the rows.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from khnorm.jobs.blocks import Index
from khnorm.jobs.forms import Form, read_form, read_forms
from khnorm.jobs.pool import Watch, Workers
from khnorm.match.resolve import Resolver
from khnorm.model import Entity

__all__ = ["BETWEEN", "Item", "Listing", "check_names", "names_of", "take_apart"]

# Between the names of a row that has several, where they are shown as one text.
BETWEEN = " | "

Names = tuple[str, ...]


class Item(NamedTuple):
    """What some rows name: `forms` by number in the order of the columns, `label` parts them.

    `entity` is the id of the one person whom the tables know by these names, or empty. `side` is
    the list, 0 for the first.
    """

    forms: tuple[int, ...]
    entity: str
    label: str
    side: int


class Listing:
    """A list taken apart.

    `keys`, `canonicals` and `khmer` tell of each form what `khnorm.jobs.forms.Form` does;
    `form_of` gives the form of each distinct text, -1 for none, and `item_of_row` the item of each
    row, -1 where it holds no name.
    """

    def __init__(self, rows: list[Names]) -> None:
        self.rows = rows
        self.index = Index()
        self.keys: list[str] = []
        self.canonicals: list[str] = []
        self.khmer: list[bool] = []
        self.form_of: dict[str, int] = {}
        self.entities: dict[str, Entity] = {}
        self.items: list[Item] = []
        self.item_of_row = array("l")
        self._numbers: dict[str, int] = {}

    def take(self, text: str, form: Form) -> None:
        """Note what a text comes to; texts come in the order of their code points."""
        if not form.key:
            self.form_of[text] = -1
            return
        number = self._numbers.setdefault(form.key, len(self.keys))
        self.form_of[text] = number
        if number == len(self.keys):
            self.keys.append(form.key)
            self.canonicals.append(form.canonical)
            self.khmer.append(form.khmer)
            self.index.add(number, form.entries)

    @cached_property
    def two_lists(self) -> bool:
        """Whether the rows are of two lists."""
        return any(item.side for item in self.items)

    @cached_property
    def items_of_form(self) -> dict[int, list[int]]:
        """Which items hold each form."""
        found = defaultdict(list)
        for number, item in enumerate(self.items):
            for form in item.forms:
                found[form].append(number)
        return dict(found)

    @cached_property
    def rows_of_item(self) -> list[list[int]]:
        """Which rows name each item, in their order."""
        found: list[list[int]] = [[] for _ in self.items]
        for row, item in enumerate(self.item_of_row):
            if item >= 0:
                found[item].append(row)
        return found

    def items_named(self, text: str) -> list[int]:
        """Find the items of which a text, as reviews show them, holds all the names."""
        wanted = set()
        for name in text.split(BETWEEN):
            number = self.form_of.get(name)
            if number is None:
                number = self._numbers.get(read_form(name).key, -1)
            wanted.add(number)
        holders = [set(self.items_of_form.get(number, ())) for number in wanted]
        return sorted(set.intersection(*holders))

    def shown(self, item: int) -> str:
        """Write an item as its rows do most often; the first in code points of several."""
        counts = Counter(names_of(self.rows[row]) for row in self.rows_of_item[item])
        return min(counts, key=lambda text: (-counts[text], text))


def names_of(row: Names) -> str:
    """Write the names of a row as one text."""
    return BETWEEN.join(filter(None, row))


def check_names(names: Iterable[str | Sequence[str]]) -> list[Names]:
    """Make tuples of the names of each row.

    Args:
        names: a string a row, or several names of one person.

    Returns:
        A tuple a row.

    Raises:
        TypeError: something else, with its place.
    """
    found: list[Names] = []
    for place, given in enumerate(names):
        row = (given,) if isinstance(given, str) else given
        if not isinstance(row, tuple | list) or not all(isinstance(name, str) for name in row):
            raise TypeError(
                f"row {place}: names must be a str or a list of str, not {given!r:.60}; "
                "turn missing values into ''"
            )
        found.append(tuple(row))
    return found


def take_apart(
    rows: list[Names],
    labels: Sequence[str] | None,
    sides: Sequence[int] | None,
    resolver: Resolver | None,
    hands: Workers,
    watch: Watch,
) -> Listing:
    """Read the names of a list and gather its items.

    Args:
        rows: the names of each row.
        labels: a value a row that parts persons, empty where it is not known; None for none.
        sides: the list of each row; None for one list.
        resolver: who is known; None for the shipped tables.
        hands: who works.
        watch: is told how far it is.

    Returns:
        The list taken apart.
    """
    texts = sorted({text for row in rows for text in row})
    listing = Listing(rows)
    entity_of: dict[str, str] = {}
    found = read_forms(texts, hands, watch, ask=resolver is None)
    for text, (form, entity) in zip(texts, found, strict=True):
        if resolver is not None:
            entity = resolver.resolve(text, limit=1).entity
        if entity:
            entity_of[text] = entity.id
            listing.entities[entity.id] = entity
        listing.take(text, form)
    _gather(listing, entity_of, labels, sides)
    return listing


def _gather(
    listing: Listing,
    entity_of: dict[str, str],
    labels: Sequence[str] | None,
    sides: Sequence[int] | None,
) -> None:
    seen: dict[Item, int] = {}
    places = array("l")
    for row, names in enumerate(listing.rows):
        own = dict.fromkeys(listing.form_of[name] for name in names)
        own.pop(-1, None)
        known = {entity_of[name] for name in names if name in entity_of}
        item = Item(
            tuple(own),
            known.pop() if len(known) == 1 else "",
            labels[row] if labels else "",
            sides[row] if sides else 0,
        )
        nameless = not item.forms and not item.entity
        places.append(-1 if nameless else seen.setdefault(item, len(seen)))
    listing.items = sorted(seen)
    number = {item: place for place, item in enumerate(listing.items)}
    final = [number[item] for item in seen]
    listing.item_of_row = array("l", [final[place] if place >= 0 else -1 for place in places])
