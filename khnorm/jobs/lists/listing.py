"""A list taken apart into items: what its rows name, each once.

An item is all that some rows have in common for the job: the forms of their names, whom the tables
know by them, the value that parts them (`by`), and the list they stand in. Items are numbered by
their content, so nothing that follows depends on the order of the rows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, count, repeat, starmap
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from khnorm.jobs.lists.blocks import Index
from khnorm.jobs.lists.forms import Forms, read_form, read_forms, read_some, ungendered
from khnorm.jobs.lists.grouped import Grouped
from khnorm.jobs.pool import Watch, Workers
from khnorm.model import Entity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]

__all__ = [
    "BETWEEN",
    "Item",
    "Listing",
    "Names",
    "check_names",
    "gather_items",
    "names_of",
    "note_rows",
    "read_names",
]

# Between the names of a row that has several, where they are shown as one text.
BETWEEN = " | "

# Of so many texts each a sample is taken, to part a long list in parts of about so many.
_SAMPLED, _PART = 1 << 6, 1 << 16

# The widest number that columns are packed into.
_WIDEST = 1 << 62

Names = tuple[str, ...]
# The id of somebody known, how likely it is he, and the name that only sounds like his.
Met = tuple[str, float, str]
Value = TypeVar("Value", str, tuple[int, ...])


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

    `writings` are the names of a row as they stand there, each combination once, and
    `writing_of_row` tells which a row has. `texts` are the distinct names in the order of the rows,
    so many as are `written` there and after them known ones to compare with; `form_of_text` is the
    form of each, -1 for none. `keys`, `canonicals` and `khmer` tell of each form what
    `khnorm.jobs.lists.forms.Form` does; `number_of_key` gives the form of each key. `item_of_row`
    is the item of each row, -1 where it holds no name. Of each item `persons` and `labels` number
    the entity and the label, 0 for none, and `sides` has the list. `met` tells whom the tables know
    by a writing, `unlike` whom it is not; of the items, `heard` has how likely they are whom the
    tables know, and the name that only sounds so, `strangers` the ids of those who they are not,
    and what tells.
    """

    def __init__(self, rows: Sequence[Names]) -> None:
        import numpy as np

        # A text is quicker to look up than a tuple of one.
        whole = [names[0] if len(names) == 1 else names for names in rows]
        known: dict[str | Names, int] = defaultdict(count().__next__)
        self.writing_of_row = np.fromiter(map(known.__getitem__, whole), np.int64, len(rows))
        self.writings = [(one,) if isinstance(one, str) else one for one in known]
        self.texts = list(dict.fromkeys(chain.from_iterable(self.writings)))
        self.written = len(self.texts)
        self.place_of_text = dict(zip(self.texts, count(), strict=False))
        self.form_of_text: Ints = np.full(self.written, -1)
        self.index = Index()
        self.keys: list[str] = []
        self.canonicals: list[str] = []
        self.khmer: list[bool] = []
        self.entities: dict[str, Entity] = {}
        self.met: dict[int, Met] = {}
        self.unlike: dict[int, frozenset[tuple[str, str]]] = {}
        self.strangers: dict[int, frozenset[tuple[str, str]]] = {}
        self.heard: dict[int, tuple[float, str]] = {}
        self.items: list[Item] = []
        self.persons = self.labels = self.sides = np.empty(0, np.int64)
        self.item_of_row: Ints = np.full(len(rows), -1)
        self.number_of_key: dict[str, int] = {}

    def add_known(self, known: Iterable[str]) -> None:
        """Take up names to compare with, of which some stand in no row."""
        import numpy as np

        self.texts += [text for text in dict.fromkeys(known) if text not in self.place_of_text]
        self.place_of_text.update(
            (self.texts[place], place) for place in range(self.written, len(self.texts))
        )
        self.form_of_text = np.full(len(self.texts), -1)

    def take(self, places: Sequence[int], forms: Forms) -> None:
        """Note what the texts at some places come to, in the order of their code points."""
        numbers, fresh = self.number_of_key, []
        for place, key in enumerate(forms.keys):
            if key and key not in numbers:
                numbers[key] = len(numbers)
                fresh.append(place)
        self.form_of_text[places] = list(map(numbers.get, forms.keys, repeat(-1)))
        self.keys += [forms.keys[place] for place in fresh]
        self.canonicals += [forms.canonicals[place] for place in fresh]
        self.khmer += [forms.khmer[place] for place in fresh]
        self.index.add(forms.entries, forms.khmer, fresh)

    def forget(self) -> None:
        """Let go of what is of no use once the items are gathered."""
        self.texts, self.place_of_text, self.index = [], {}, Index()
        self.form_of_text = self.form_of_text[:0]

    def form_of(self, text: str) -> int:
        """Give the form of a text, -1 for none."""
        return int(self.form_of_text[self.place_of_text[text]])

    @cached_property
    def stands(self) -> Flags:
        """Whether each form stands in a row; the others are known ones to compare with."""
        import numpy as np

        found = np.zeros(len(self.keys) + 1, bool)
        found[self.form_of_text[: self.written]] = True
        return found[:-1]

    @cached_property
    def single(self) -> bool:
        """Whether no item has more than one form."""
        return all(len(item.forms) < 2 for item in self.items)

    @cached_property
    def labelled(self) -> bool:
        """Whether some items have a label."""
        return bool(self.labels.any())

    @cached_property
    def two_lists(self) -> bool:
        """Whether the rows are of two lists."""
        return bool(self.sides.any())

    @cached_property
    def items_of_form(self) -> Grouped:
        """Which items hold each form."""
        import numpy as np

        counts = [len(item.forms) for item in self.items]
        forms = np.fromiter((form for item in self.items for form in item.forms), np.int64)
        return Grouped(np.repeat(np.arange(len(self.items)), counts), forms, len(self.keys))

    @cached_property
    def rows_of_item(self) -> Grouped:
        """Which rows name each item, in their order."""
        import numpy as np

        rows = np.flatnonzero(self.item_of_row >= 0)
        return Grouped(rows, self.item_of_row[rows], len(self.items))

    @cached_property
    def _items_of_text(self) -> dict[str, set[int]]:
        """Which items are written so, all the names of a row as one text."""
        found: dict[str, set[int]] = defaultdict(set)
        texts = list(map(names_of, self.writings))
        named = self.item_of_row >= 0
        places, items = self.writing_of_row[named].tolist(), self.item_of_row[named].tolist()
        for place, item in set(zip(places, items, strict=True)):
            found[texts[place]].add(item)
        return dict(found)

    @cached_property
    def _forms_of_name(self) -> dict[str, list[int]]:
        found = defaultdict(list)
        for number, key in enumerate(self.keys):
            found[ungendered(key)].append(number)
        return dict(found)

    def items_named(self, text: str) -> list[int]:
        """Find the items that a text means, as reviews show them.

        Those that are written so, else those of these names alone, else those that have all of them
        beside others; and if no row has a name as it is, a name without a title stands for the same
        name with any.
        """
        if text in self._items_of_text:
            return sorted(self._items_of_text[text])
        keys = [key for name in text.split(BETWEEN) if (key := read_form(name).key)]
        own = [self.number_of_key.get(key, -1) for key in keys]
        exact = self._holders([form] for form in own)
        alone = [item for item in exact if set(self.items[item].forms) == set(own)]
        return alone or exact or self._holders(self._forms_of_name.get(key, []) for key in keys)

    def _holders(self, names: Iterable[Sequence[int]]) -> list[int]:
        """Find the items that hold one of the forms of each name."""
        holders = [{item for form in forms for item in self.items_of_form[form]} for forms in names]
        return sorted(set.intersection(*holders)) if holders else []

    def shown(self, item: int) -> str:
        """Write an item as its rows do most often; the first in code points of several."""
        rows = self.rows_of_item[item]
        if len(rows) == 1:
            return names_of(self.writings[self.writing_of_row[rows[0]]])
        counts: dict[str, int] = {}
        for writing in self.writing_of_row[rows].tolist():
            text = names_of(self.writings[writing])
            counts[text] = counts.get(text, 0) + 1
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


def note_rows(rows: Sequence[Names], hands: Workers) -> Listing:
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
    texts, done = listing.texts, 0
    for places, forms in read_forms(texts, _in_order(texts), hands):
        listing.take(places, forms)
        done += len(places)
        watch("reading names", done, len(texts))


def _in_order(texts: Sequence[str]) -> Iterator[list[int]]:
    """Give the places of texts sorted part by part: while the first are read, others are sorted."""
    sample = sorted(texts[::_SAMPLED])
    bounds = sample[_PART // _SAMPLED :: _PART // _SAMPLED]
    parts: list[list[int]] = [[] for _ in range(len(bounds) + 1)]
    for place, text in enumerate(texts):
        parts[bisect_right(bounds, text)].append(place)
    for part in parts:
        yield sorted(part, key=texts.__getitem__)


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
    _, listing.persons, listing.labels, listing.sides = own
    form, person, value, side = (column.tolist() for column in own)
    content = zip(
        map(forms.__getitem__, form),
        map(persons.__getitem__, person),
        map(values.__getitem__, value),
        side,
        strict=True,
    )
    listing.items = list(starmap(Item, content))


def _forms_of(listing: Listing) -> tuple[list[tuple[int, ...]], Ints]:
    """Give the forms that writings hold, in their order, and the place there of each writing."""
    import numpy as np

    writings, form_of = listing.writings, listing.form_of_text[: listing.written]
    if all(len(names) == 1 for names in writings):  # the texts, in their order
        forms, form_at = np.unique(form_of, return_inverse=True)
        return [(form,) if form >= 0 else () for form in forms.tolist()], form_at
    form = dict(zip(listing.texts, form_of.tolist(), strict=False))
    return _ranked(
        [
            tuple(dict.fromkeys([form[name] for name in names if form[name] >= 0]))
            for names in writings
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
