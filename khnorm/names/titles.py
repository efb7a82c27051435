"""What titles prove about who bears them."""

from __future__ import annotations

from collections.abc import Iterable

from khnorm.model import Title
from khnorm.names.telling import says
from khnorm.names.vocabulary import vocabulary

__all__ = ["gender_of", "generation_of"]

_GENERATION = "junior_senior"


def gender_of(titles: Iterable[Title]) -> str:
    """Tell the gender that titles prove.

    Args:
        titles: of one name; offices count too. Jr. and Sr. prove a man, *spokeswoman* a woman.

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
        elif (said := says(title.text)) and said.gender:
            proved.add(said.gender)
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
            said = says(title.text)
            return said.mark if said else ""
    return ""
