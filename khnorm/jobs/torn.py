"""Names that a list itself gives to two people, and which of them another one means.

Of Mr. Sok Dara and Mrs. Sok Dara, or of Sok Dara Sr. and Sok Dara Jr., a plain Sok Dara may be either:
nobody can tell, so that it is left in doubt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations, filterfalse

from khnorm.jobs.forms import Marks, is_plain, marks_in

__all__ = ["Torn"]

_PLAIN = Marks("", "")


class Torn:
    """The forms of names that a list gives to two people.

    `rivals` has, for each form of such a name, all the marks that stand with the name.

    Examples:
        >>> from khnorm.jobs.forms import read_form
        >>> names = ("Sok Dara", "Mr. Sok Dara", "Mrs. Sok Dara", "Chan Dara", "Mr. Chan Dara")
        >>> torn = Torn({read_form(name).key: number for number, name in enumerate(names)})
        >>> torn.between(0, 1), torn.between(3, 4)
        (True, False)
    """

    def __init__(self, numbers: Mapping[str, int]) -> None:
        """Find them.

        Args:
            numbers: the number of each form of a list, by its key.
        """
        self._marks: dict[int, Marks] = {}
        bearers: dict[str, dict[int, Marks]] = defaultdict(dict)
        for key in filterfalse(is_plain, numbers):
            marks, bare = marks_in(key)
            if marks != _PLAIN:
                number = numbers[key]
                self._marks[number] = bearers[bare][number] = marks
        self.rivals: dict[int, frozenset[Marks]] = {}
        for bare, own in bearers.items():
            marks_of_name = frozenset(own.values())
            if any(_clash(one, other) for one, other in combinations(marks_of_name, 2)):
                plain = [numbers[bare]] if bare in numbers else []
                self.rivals.update(dict.fromkeys([*own, *plain], marks_of_name))

    def between(self, one: int, other: int) -> bool:
        """Tell whether one of two forms may as well be somebody from whom the other differs.

        Args:
            one: a form that is alike with another.
            other: that other.

        Returns:
            Whether the list gives the name of either to such a person.
        """
        ours, theirs = self._marks.get(one, _PLAIN), self._marks.get(other, _PLAIN)
        rivals = self.rivals.get(one, frozenset()) | self.rivals.get(other, frozenset())
        return any(_clash(ours, marks) != _clash(theirs, marks) for marks in rivals)


def _clash(one: Marks, other: Marks) -> bool:
    """Tell whether two marks are two people's."""
    return any(mine and its and mine != its for mine, its in zip(one, other, strict=True))
