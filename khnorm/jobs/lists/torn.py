"""Names that a list itself gives to two people, and which of them another one means.

Of Mr. Sok Dara and Mrs. Sok Dara, or of Sok Dara 1 and Sok Dara 2, a plain Sok Dara may be either:
nobody can tell, so that it is left in doubt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations, filterfalse
from typing import TYPE_CHECKING

from khnorm.jobs.lists.candidates import Candidates
from khnorm.jobs.lists.cluster import short_of
from khnorm.jobs.lists.forms import is_plain, marks_in, unmarked
from khnorm.jobs.lists.listing import Listing
from khnorm.match.around import Marks, differ

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Torn", "leave_torn", "torn_in"]

_PLAIN = Marks()


class Torn:
    """The forms of names that a list gives to two people.

    `concerned` are those that may be left in doubt beside another form.

    Examples:
        >>> from khnorm.jobs.lists.forms import read_form
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
        self._key_of: dict[int, str] = {}
        self._rivals: dict[int, frozenset[Marks]] = {}
        bearers: dict[str, list[int]] = defaultdict(list)
        for key in filterfalse(is_plain, numbers):
            bare = unmarked(key)
            if bare != key:
                bearers[bare].append(numbers[key])
                self._key_of[numbers[key]] = key
        for bare, own in bearers.items():
            if len(own) < 2:
                continue
            marks = frozenset(map(self._marks_of, own))
            if any(differ(one, other) for one, other in combinations(marks, 2)):
                plain = [numbers[bare]] if bare in numbers else []
                self._rivals.update(dict.fromkeys([*own, *plain], marks))
        self.concerned = frozenset(self._rivals)

    def between(self, one: int, other: int) -> bool:
        """Tell whether one of two forms may as well be somebody from whom the other differs.

        Args:
            one: a form that is alike with another.
            other: that other.

        Returns:
            Whether the list gives the name of either to such a person.
        """
        ours, theirs = self._marks_of(one), self._marks_of(other)
        none: frozenset[Marks] = frozenset()
        rivals = self._rivals.get(one, none) | self._rivals.get(other, none)
        return any(bool(differ(ours, marks)) != bool(differ(theirs, marks)) for marks in rivals)

    def _marks_of(self, form: int) -> Marks:
        return marks_in(self._key_of[form]) if form in self._key_of else _PLAIN


def torn_in(listing: Listing) -> Torn:
    """Find the forms of names that a list gives to two people.

    Args:
        listing: the list, its names read; those that stand in no row do not count.

    Returns:
        The forms.
    """
    import numpy as np

    numbers = listing.number_of_key.copy()
    for form in np.flatnonzero(~listing.stands).tolist():
        del numbers[listing.keys[form]]
    return Torn(numbers)


def leave_torn(
    torn: Torn, pairs: Candidates, scores: NDArray[np.float64], threshold: float
) -> NDArray[np.float64]:
    """Leave in doubt the pairs of forms of which one may as well be somebody else.

    Args:
        torn: the forms that a list gives to two people.
        pairs: of its forms.
        scores: theirs; those of such pairs are lowered here.
        threshold: the score from which on two are one.

    Returns:
        The scores.
    """
    import numpy as np

    concerned = np.array(list(torn.concerned), np.int64)
    either = np.isin(pairs.left, concerned) | np.isin(pairs.right, concerned)
    alike = np.flatnonzero((scores >= threshold) & either)
    ends = pairs.left[alike].tolist(), pairs.right[alike].tolist()
    scores[alike[list(map(torn.between, *ends))]] = short_of(threshold)
    return scores
