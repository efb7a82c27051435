"""Tell a list without a header line: what stands for the column's name is a person's."""

from __future__ import annotations

from khnorm.names.elements import bands
from khnorm.names.folds import latin_letters
from khnorm.names.parse import parse
from khnorm.names.persons import persons

__all__ = ["is_person"]

_BAND = 2  # parts of names this common, as family and as given name, are hardly words for columns


def is_person(cell: str) -> bool:
    """Tell whether a cell is a person's name rather than the name of a column.

    Args:
        cell: the header of a column of names.

    Returns:
        Whether the tables know somebody of that name, or it is made of a family name and a given
        name that many bear, or has a title before two names.

    Examples:
        >>> is_person("Hun Sen"), is_person("សុខ ដារ៉ា"), is_person("Full name"), is_person("ឈ្មោះ")
        (True, True, False, False)
    """
    name = parse(cell)
    if not name.family or not name.given:
        return False
    if name.titles:
        return True
    whole = name.canonical.replace(" ", "")
    if {whole, latin_letters(whole)} & (persons(women=False) | persons(women=True)):
        return True
    family = bands(name.family) or bands(latin_letters(name.family)) or (0, 0)
    given = bands(name.given) or bands(latin_letters(name.given)) or (0, 0)
    return family[0] >= _BAND and given[1] >= _BAND
