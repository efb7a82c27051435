"""The items of a list, in columns: a million tuples would take room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, starmap
from typing import TYPE_CHECKING, NamedTuple, overload

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

__all__ = ["Item", "Items"]


class Item(NamedTuple):
    """What some rows name: `forms` by number in the order of the columns, `label` parts them.

    `entity` is the id of the one person whom the tables know by these names, or empty. `side` is
    the list, 0 for the first.
    """

    forms: tuple[int, ...]
    entity: str
    label: str
    side: int


class Items(Sequence[Item]):
    """Items made of what several share: each of their fields is a place among its values."""

    def __init__(
        self,
        forms: tuple[Sequence[tuple[int, ...]], Ints],
        entities: tuple[Sequence[str], Ints],
        labels: tuple[Sequence[str], Ints],
        sides: Ints,
    ) -> None:
        """Put items together.

        Args:
            forms: the combinations of forms that items have, and which each has.
            entities: the ids of persons, and which each item has.
            labels: what parts them, and which each item has.
            sides: the list of each.
        """
        self._values = forms[0], entities[0], labels[0]
        self._columns = forms[1], entities[1], labels[1], sides
        self._places = [column.data for column in self._columns]

    def __len__(self) -> int:
        return len(self._columns[0])

    @overload
    def __getitem__(self, number: int) -> Item: ...
    @overload
    def __getitem__(self, number: slice) -> list[Item]: ...
    def __getitem__(self, number: int | slice) -> Item | list[Item]:
        if isinstance(number, slice):
            return [self[one] for one in range(len(self))[number]]
        forms, entities, labels = self._values
        form, entity, label, side = [column[number] for column in self._places]
        return Item(forms[form], entities[entity], labels[label], side)

    def __iter__(self) -> Iterator[Item]:
        forms, entities, labels = self._values
        form, entity, label, side = (column.tolist() for column in self._columns)
        return starmap(
            Item,
            zip(
                map(forms.__getitem__, form),
                map(entities.__getitem__, entity),
                map(labels.__getitem__, label),
                side,
                strict=True,
            ),
        )

    def forms_of(self, number: int) -> tuple[int, ...]:
        """Give the forms of an item."""
        return self._values[0][self._places[0][number]]

    def holdings(self) -> tuple[Ints, Ints]:
        """Give each item as often as it has forms, and these."""
        import numpy as np

        forms, form_of = self._values[0], self._columns[0]
        sizes = np.fromiter(map(len, forms), np.int64, len(forms))
        every = np.fromiter(chain.from_iterable(forms), np.int64, int(sizes.sum()))
        counts = sizes[form_of]
        starts = (np.cumsum(sizes) - sizes)[form_of] - (np.cumsum(counts) - counts)
        places = np.repeat(starts, counts) + np.arange(counts.sum())
        return np.repeat(np.arange(len(counts)), counts), every[places]
