"""A list taken apart into items: what its rows name, each once.

An item is all that some rows have in common for the job: the forms of their names, whom the tables
know by them, the value that parts them (`by`), and the list they stand in. Items are numbered by
their content, so nothing that follows depends on the order of the rows.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, pairwise, repeat
from typing import NamedTuple

from khnorm.errors import InputError
from khnorm.jobs.blocks import Index
from khnorm.jobs.forms import Forms, read_form, read_forms, ungendered
from khnorm.jobs.pool import Watch, Workers
from khnorm.model import Entity

__all__ = [
    "BETWEEN",
    "Item",
    "Listing",
    "check_names",
    "check_values",
    "gather_items",
    "names_of",
    "read_names",
]

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
        self.item_of_row = array("q")
        self._numbers: dict[str, int] = {}

    def take(self, texts: Sequence[str], forms: Forms) -> None:
        """Note what some texts come to; texts come in the order of their code points."""
        fresh = []
        for place, (text, key) in enumerate(zip(texts, forms.keys, strict=True)):
            number = self._numbers.setdefault(key, len(self.keys)) if key else -1
            self.form_of[text] = number
            if number == len(self.keys):
                self.keys.append(key)
                fresh.append(place)
        self.canonicals += [forms.canonicals[place] for place in fresh]
        self.khmer += [forms.khmer[place] for place in fresh]
        self.index.add(forms.entries, forms.khmer, fresh)

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
        import numpy as np

        items = np.frombuffer(self.item_of_row, np.int64)
        rows = np.argsort(items, kind="stable").tolist()
        nameless = int((items < 0).sum())
        counts = np.bincount(items[items >= 0], minlength=len(self.items)).tolist()
        return [rows[a:b] for a, b in pairwise(accumulate(counts, initial=nameless))]

    @cached_property
    def _forms_of_name(self) -> dict[str, list[int]]:
        found = defaultdict(list)
        for number, key in enumerate(self.keys):
            found[ungendered(key)].append(number)
        return dict(found)

    def items_named(self, text: str) -> list[int]:
        """Find the items of which a text, as reviews show them, holds all the names.

        A name without a title stands for the same name with any.
        """
        holders = []
        for name in text.split(BETWEEN):
            key = read_form(name).key
            same = self._forms_of_name.get(key) if key else None
            forms = same if same is not None else [self._numbers.get(key, -1)]
            holders.append({item for form in forms for item in self.items_of_form.get(form, ())})
        return sorted(set.intersection(*holders))

    def shown(self, item: int) -> str:
        """Write an item as its rows do most often; the first in code points of several."""
        own = self.rows_of_item[item]
        if len(own) == 1:
            return names_of(self.rows[own[0]])
        counts = Counter(names_of(self.rows[row]) for row in own)
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
    if isinstance(names, str):
        raise TypeError(f"a list of names is wanted, not the str {names!r:.60}; give it in a list")
    for place, given in enumerate(names):
        if isinstance(given, str):
            found.append((given,))
            continue
        row = given
        if not isinstance(row, (tuple, list)) or not all(isinstance(name, str) for name in row):
            raise TypeError(
                f"row {place}: names must be a str or a list of str, not {given!r:.60}; "
                "turn missing values into ''"
            )
        found.append(tuple(row))
    return found


def check_values(values: Iterable[str | None], rows: int) -> list[str]:
    """Make a list of the values that part rows.

    Args:
        values: one a row; None or an empty one is not known.
        rows: how many rows there are.

    Returns:
        The values, empty for what is not known.

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
    return found


def read_names(rows: list[Names], known: Sequence[str], hands: Workers, watch: Watch) -> Listing:
    """Read the names of a list.

    Args:
        rows: the names of each row.
        known: forms of names that stand in no row and are compared with the list.
        hands: who works.
        watch: is told how far it is.

    Returns:
        The forms of the list; its items are gathered when it is clear whom the tables know.
    """
    listing = Listing(rows)
    texts = sorted({text for row in rows for text in row} | set(known))
    done = 0
    for forms in read_forms(texts, hands, watch):
        listing.take(texts[done : done + len(forms.keys)], forms)
        done += len(forms.keys)
    return listing


def gather_items(
    listing: Listing,
    known: Mapping[str, Entity],
    labels: Sequence[str] | None = None,
    sides: Sequence[int] | None = None,
) -> None:
    """Gather the items of a list whose names have been read.

    Args:
        listing: the list.
        known: whom the tables know by which text.
        labels: a value a row that parts persons, empty where it is not known; None for none.
        sides: the list of each row; None for one list.
    """
    import numpy as np

    listing.entities.update((entity.id, entity) for entity in known.values())
    spots: dict[tuple[Names, str, int], int] = {}
    about = zip(listing.rows, labels or repeat(""), sides or repeat(0), strict=False)
    spot_of_row = [spots.setdefault(own, len(spots)) for own in about]
    items = [_item(listing.form_of, known, *own) for own in spots]
    listing.items = sorted({item for item in items if item.forms or item.entity})
    number = {item: place for place, item in enumerate(listing.items)}
    item_of_spot = np.array([number.get(item, -1) for item in items], np.int64)
    listing.item_of_row = array("q", item_of_spot[spot_of_row].tobytes())


def _item(
    form_of: Mapping[str, int], known: Mapping[str, Entity], names: Names, label: str, side: int
) -> Item:
    """Say what a row of such names, label and side names."""
    if len(names) == 1:
        (name,) = names
        form = form_of[name]
        entity = known[name].id if name in known else ""
        return Item((form,) if form >= 0 else (), entity, label, side)
    own = dict.fromkeys(form for name in names if (form := form_of[name]) >= 0)
    persons = {known[name].id for name in names if name in known}
    return Item(tuple(own), persons.pop() if len(persons) == 1 else "", label, side)
