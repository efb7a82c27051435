"""Words that are a title or a family name: Om Sok An is old Sok An, or a man of the family Om.

Before a name of two words nobody can tell at sight, for the two may be a family and a given name, or
a given name of two syllables. How common each word is in either use, and who bears the title, tell
more or less.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache

from khnorm.model import PersonName, Title
from khnorm.names.elements import bands
from khnorm.names.folds import khmer_letters
from khnorm.names.persons import is_person, titles_of
from khnorm.names.vocabulary import Form, vocabulary
from khnorm.names.words import HYPHENS, LATIN, Word, split

__all__ = ["Claim", "claim", "form_of", "in_doubt", "is_name_too", "sure_titles", "whole_name"]

# A word that is seldomer a family name (a band of `elements.tsv`) is a title beyond doubt, and so are
# capitals that stand for one.
_FAMILY_BAND, _ACRONYM_BAND = 2, 4
# By so many bands (each is fourfold) the word behind must be oftener a family name than in given
# names, less the band of the title word as family name: then that is a title, or the family name.
# A title is oftener spelled in its usual way than in others.
_TITLE, _FAMILY, _FAMILY_UNUSUAL = -1, -5, -2
_VOWELS = re.compile("[aeiouy]+")


class Claim(IntEnum):
    """What a word before a name of two words is."""

    FAMILY = -1
    OPEN = 0
    TITLE = 1


def claim(form: Form, title: Word, first: Word, second: Word) -> Claim:
    """Weigh whether a word before a name of two words is a title or the family name.

    Args:
        form: the title that the word spells, weak: it is in names too.
        title: the word, without a full stop.
        first: the word behind it.
        second: the last word of the name.

    Returns:
        `TITLE`, `FAMILY`, or `OPEN` where it may well be either.

    Examples:
        >>> from khnorm.names.vocabulary import vocabulary
        >>> om = vocabulary().forms.entries["om"]
        >>> [claim(om, *split(text)).name for text in ("Om Sok An", "Om Hun Sen", "Om Sophea Ry")]
        ['OPEN', 'TITLE', 'FAMILY']
    """
    family = (bands(title.letters) or (0, 0))[0]
    if family < (_ACRONYM_BAND if form.acronym else _FAMILY_BAND) or form.address:
        return Claim.TITLE
    name = first.letters + second.letters
    if form.id in titles_of(name):
        return Claim.TITLE
    if second.gap in HYPHENS:
        return Claim.FAMILY  # a hyphen joins two words of a given name
    known = bands(first.letters)
    lean = (known[0] - known[1] if known else 0) - family
    plain = lean >= _TITLE or bool(known and not known[1])
    if plain and not form.dotted:
        return Claim.TITLE
    if len(_VOWELS.findall(second.letters)) > 1:
        lean += 1  # a given name is seldom parted before two syllables: Dara, Sochua
    # A space inside a given name is usual in Latin letters, and hardly met in Khmer ones.
    latin = first.kind is LATIN
    if form.dotted and latin and not plain:
        return Claim.FAMILY
    if is_person(name):
        return Claim.OPEN
    least = _FAMILY_UNUSUAL if latin and not form.usual else _FAMILY
    return Claim.FAMILY if form.dotted or lean < least else Claim.OPEN


def whole_name(name: PersonName) -> str:
    """Give the name with the title before it, where that may well be the family name.

    Args:
        name: a text taken apart.

    Returns:
        The name, title and all; empty where no title is in doubt.

    Examples:
        >>> from khnorm.names.parse import parse
        >>> whole_name(parse("Om Sok An")), whole_name(parse("Om Hun Sen")), whole_name(parse("Lok Sok An"))
        ('Om Sok An', '', '')
    """
    title = _doubted(name)
    return f"{title.text} {name.name}" if title else ""


def sure_titles(name: PersonName) -> tuple[Title, ...]:
    """Give the titles and offices of a text but for one that may well be the family name.

    Examples:
        >>> from khnorm.names.parse import parse
        >>> sure_titles(parse("Om Sok An")), len(sure_titles(parse("Lok Sok An")))
        ((), 1)
    """
    doubted = _doubted(name)
    return tuple(title for title in (*name.titles, *name.offices) if title is not doubted)


def _doubted(name: PersonName) -> Title | None:
    title = name.titles[0] if name.titles else next(iter(name.offices), None)
    doubted = title and name.name and in_doubt(title, name.text, name.name, name.start)
    return title if doubted else None


def in_doubt(title: Title, text: str, name: str, start: int) -> bool:
    """Tell whether a title may well be the family name.

    Args:
        title: the first of a text; an office only where nothing else is.
        text: as given.
        name: the bare name, not empty.
        start: where that begins in the text.

    Returns:
        Whether the title leads the text, right before the name, and may belong to it.
    """
    if not is_name_too(title) or title.end >= start or title.text.endswith("."):
        return False
    if text[title.end : start].strip(" ") or text[: title.start].strip():
        return False
    words = split(f"{title.text} {name}")
    if len(words) != 3 or words[0].kind is not words[1].kind:
        return False
    if title.text.islower() and not name.islower():
        return False  # written as a common word
    form = form_of(words[0])
    capitals = form and form.acronym and title.text.isupper() and not text.isupper()
    if form is None or not form.weak or form.id != title.id or capitals:
        return False
    return claim(form, *words) is Claim.OPEN


def is_name_too(title: Title) -> bool:
    """Tell whether a title is one for which some word stands that is a name, too."""
    return title.id in _names_too()


@cache
def _names_too() -> frozenset[str]:
    """The titles for which a word stands that is a name too, and no address."""
    found = vocabulary()
    forms = (*found.forms.entries.values(), *found.khmer.entries.values())
    return frozenset(form.id for form in forms if form.weak and not form.address)


def form_of(word: Word) -> Form | None:
    """Give the title that a word spells."""
    if word.kind is LATIN:
        return vocabulary().forms.entries.get(word.letters)
    return vocabulary().khmer.entries.get(khmer_letters(word.text))
