"""What titles prove about who bears them."""

from __future__ import annotations

from collections.abc import Iterable

from khnorm.model import Title
from khnorm.names.vocabulary import key_of, vocabulary

__all__ = ["gender_of", "generation_of"]

_GENERATION = "junior_senior"
# What stands after a name to tell those who bear it apart, by its letters and figures.
_GENERATIONS = {
    **dict.fromkeys(("sr", "senior", "pere", "theelder"), "senior"),
    **dict.fromkeys(("jr", "junior", "fils", "theyounger", "ii", "2nd"), "junior"),
    **dict.fromkeys(("iii", "3rd"), "third"),
}
# Of these, what is said of men alone in English and French; a queen is the second, too.
_OF_MEN = frozenset(("sr", "senior", "pere", "jr", "junior", "fils"))


def gender_of(titles: Iterable[Title]) -> str:
    """Tell the gender that titles prove.

    Args:
        titles: of one name; offices count too. Jr. and Sr. prove a man.

    Returns:
        `f`, `m`, or empty where nothing is proved or the titles disagree.

    Examples:
        >>> from khnorm.names.parse import parse
        >>> gender_of(parse("Lok Chumteav Men Sam An").titles), gender_of(parse("H.E. Sok An").titles)
        ('f', '')
    """
    genders = vocabulary().genders
    proved = set()
    for title in titles:
        if title.id in genders:
            proved.add(genders[title.id])
        elif title.id == _GENERATION and key_of(title.text) in _OF_MEN:
            proved.add("m")
    return proved.pop() if len(proved) == 1 else ""


def generation_of(titles: Iterable[Title]) -> str:
    """Tell the generation that titles prove: Sr., Jr. or III after the name.

    Args:
        titles: of one name.

    Returns:
        `senior`, `junior`, `third`, or empty where nothing is proved.

    Examples:
        >>> from khnorm.names.parse import parse
        >>> generation_of(parse("Sok Dara, Jr.").titles)
        'junior'
    """
    for title in titles:
        if title.id == _GENERATION:
            return _GENERATIONS.get(key_of(title.text), "")
    return ""
