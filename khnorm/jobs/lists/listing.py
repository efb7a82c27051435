"""A list taken apart into items: what its rows name, each once.

An item is all that some rows have in common for the job: the forms of their names, whom the tables
know by them, the value that parts them (`by`), and the list they stand in. Items are numbered by
their content, so nothing that follows depends on the order of the rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain, count, repeat
from typing import TYPE_CHECKING

from khnorm.jobs.lists.blocks import Index
from khnorm.jobs.lists.forms import Forms, read_form, ungendered
from khnorm.jobs.lists.grouped import Grouped
from khnorm.jobs.lists.items import Items
from khnorm.model import Entity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]

__all__ = [
    "BETWEEN",
    "Listing",
    "Names",
    "Row",
    "names_in",
    "names_of",
]

# Between the names of a row that has several, where they are shown as one text.
BETWEEN = " | "

Names = tuple[str, ...]
# What a row holds: a name as it stands there, or several.
Row = str | Names
# The id of somebody known, how likely it is he, and the name that only sounds like his.
Met = tuple[str, float, str]


class Listing:
    """A list taken apart.

    `writings` are the names of a row as they stand there, each combination once, and
    `writing_of_row` tells which a row has; `plain` tells that no row has several. `texts` are the distinct names in the order of the rows,
    so many as are `written` there and after them known ones to compare with; `form_of_text` is the
    form of each, -1 for none. `keys`, `canonicals` and `khmer` tell of each form what
    `khnorm.jobs.lists.forms.Form` does; `number_of_key` gives the form of each key. `item_of_row`
    is the item of each row, -1 where it holds no name. Of each item `persons` and `labels` number
    the entity and the label, 0 for none, and `sides` has the list. `met` tells whom the tables know
    by a writing, `unlike` whom it is not; of the items, `heard` has how likely they are whom the
    tables know, and the name that only sounds so, `strangers` the ids of those who they are not,
    and what tells.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        import numpy as np

        known = defaultdict[Row, int](count().__next__)
        self.writing_of_row = np.fromiter(map(known.__getitem__, rows), np.int64, len(rows))
        known.default_factory = None
        self.writings: list[Row] = list(known)
        self.texts = [row for row in self.writings if isinstance(row, str)]
        self.place_of_text: dict[Row, int] = known
        self.plain = len(self.texts) == len(known)
        if not self.plain:
            self.texts = list(dict.fromkeys(chain.from_iterable(map(names_in, self.writings))))
            self.place_of_text = dict(zip(self.texts, count(), strict=False))
        self.written = len(self.texts)
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
        nothing = np.empty(0, np.int64)
        self.items = Items(((), nothing), ((), nothing), ((), nothing), nothing)
        self.persons = self.labels = self.sides = nothing
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

    def take(self, texts: Sequence[str], forms: Forms) -> None:
        """Note what some texts come to, in the order of their code points."""
        numbers, fresh = self.number_of_key, []
        for place, key in enumerate(forms.keys):
            if key and key not in numbers:
                numbers[key] = len(numbers)
                fresh.append(place)
        places = list(map(self.place_of_text.__getitem__, texts))
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
        holders, _ = self.holdings
        return not (holders[1:] == holders[:-1]).any()

    @cached_property
    def labelled(self) -> bool:
        """Whether some items have a label."""
        return bool(self.labels.any())

    @cached_property
    def two_lists(self) -> bool:
        """Whether the rows are of two lists."""
        return bool(self.sides.any())

    @cached_property
    def holdings(self) -> tuple[Ints, Ints]:
        """Each item as often as it has forms, and these."""
        return self.items.holdings()

    @cached_property
    def items_of_form(self) -> Grouped:
        """Which items hold each form."""
        return Grouped(*self.holdings, len(self.keys))

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


def names_in(row: Row) -> Names:
    """Give the names of a row."""
    return (row,) if isinstance(row, str) else row


def names_of(row: Row) -> str:
    """Write the names of a row as one text."""
    return row if isinstance(row, str) else BETWEEN.join(filter(None, row))
