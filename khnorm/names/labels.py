"""What stands before a colon or a dash: a label, *Donor:* Sok Dara, or a family name, *Sok* – Dara."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from khnorm.names.asides import is_remark
from khnorm.names.elements import bands
from khnorm.names.page import Hit, Page
from khnorm.names.running import is_common
from khnorm.names.styles import is_name
from khnorm.names.words import Word

__all__ = ["Role", "before_mark", "is_addressed", "is_label"]

_SLASH = "/"
_COLONS = frozenset((":", "\u17d6"))
_MARKS = _COLONS | frozenset(("-", "\u2013", "\u2014", "=", ";", "\u2022", "\u17d4"))
_MOST_GIVEN = 3  # words of a given name behind a family name
_FULL_NAME = 2
_FAMILY_BAND = 2


class Role(Enum):
    """What words before a mark are to a name behind it."""

    NAME = "name"  # a name of their own
    LABEL = "label"
    FAMILY = "family"


def before_mark(
    page: Page, mark: str, before: Sequence[Word], after: list[Word], hits: Sequence[Hit]
) -> Role:
    """Tell what words before a mark are to a name behind it.

    Lists say beside a name what its bearer is in them. Where nothing before the mark is at home in
    names, and something behind it is, the name stands behind it: of several words that no table
    knows one must be common in running text, or they are a foreigner's name. One word alone is no
    whole name.

    Args:
        page: the text.
        mark: what stands between.
        before: what would be the name without what stands behind the mark.
        after: what would be the name without what stands before it.
        hits: titles and offices behind the mark.

    Returns:
        A label, a family name, or a name of its own, beside which what follows is something else.

    Examples:
        >>> from khnorm.names.words import split
        >>> def told(before: str, after: str) -> str:
        ...     page = Page(f"{before}: {after}", words := split(after))
        ...     return before_mark(page, ":", split(before), words, ()).value
        >>> told("Donor", "Sok Dara"), told("Contact person", "Sok Dara"), told("To", "Sok Dara")
        ('label', 'label', 'label')
        >>> told("Sok", "Dara"), told("Sok Dara", "Chan Sophea"), told("Dara", "Ministry")
        ('family', 'name', 'name')
        >>> told("Golda Benjamin", "Sok Dara")
        'name'
    """
    one = len(before) == 1
    if mark == _SLASH and one and is_addressed(after, hits):
        return Role.FAMILY
    if mark not in _MARKS or is_remark(page, after):
        return Role.NAME
    if is_label(before, after):
        return Role.LABEL
    if not one:
        return Role.NAME
    if not _is_known(before[0]) and any(map(_is_known, after)):
        return Role.LABEL
    if mark in _COLONS and _is_full(after):
        return Role.LABEL
    given = len(after) <= _MOST_GIVEN and all(word.kind is before[0].kind for word in after)
    office = any(hit.category == "office" for hit in hits)
    return Role.FAMILY if given and not office else Role.NAME


def is_addressed(name: Sequence[Word], hits: Sequence[Hit]) -> bool:
    """Tell whether an address stands behind a name, as in lists of passengers: SOK/DARA *MR*."""
    return bool(name) and any(
        hit.category == "courtesy" and hit.start > name[-1].start for hit in hits
    )


def is_label(words: Sequence[Word], after: Sequence[Word]) -> bool:
    """Tell whether words are common in running text and none of names, and others are: *Donor* (Sok Dara).

    Examples:
        >>> from khnorm.names.words import split
        >>> is_label(split("Donor"), split("Sok Dara")), is_label(split("Duch"), split("Kaing Guek Eav"))
        (True, False)
    """
    if any(map(_is_known, words)) or not any(map(is_common, words)):
        return False
    return any(map(_is_known, after))


def _is_known(word: Word) -> bool:
    return is_name(word.letters)


def _is_full(words: Sequence[Word]) -> bool:
    """Tell whether words are a name with its family name, first or last."""
    ends = (words[0], words[-1])
    family = max((bands(word.letters) or (0, 0))[0] for word in ends)
    return len(words) >= _FULL_NAME and family >= _FAMILY_BAND
