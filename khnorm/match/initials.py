"""Initials: letters that stand for words which another spelling of the name writes out.

An initial is silent where the other name has nothing left for it, and speaks against where what is
left begins with another letter. Where it stands in the name tells nothing: *S. Dara*, *Dara S.*.
"""

from __future__ import annotations

from collections.abc import Iterator

from khnorm.match.pieces import piece
from khnorm.match.profile import LETTERS, Name

__all__ = ["first_letter", "spelled_out"]

# More initials, or more words that they may stand for, than any name has.
_MOST_INITIALS, _MOST_WORDS = 3, 6


def first_letter(token: str) -> str:
    """Give the letter that an initial has for a word; of a Khmer word that of its usual spelling.

    Examples:
        >>> first_letter("dara"), first_letter("សុខ")
        ('d', 's')
    """
    return piece(token).letters[:1]


def spelled_out(a: Name, b: Name) -> Iterator[tuple[Name, Name]]:
    """Take out of two names what initials and words may stand for each other.

    Args:
        a: a name with at least one token.
        b: another.

    Yields:
        The names as they are if letters without a full stop are all the initials they may have; the
        names without the initials they share, such letters counted among them; then, for each way
        to find words of one for initials of the other, the names without either. A name keeps a
        word.

    Examples:
        >>> haing = Name(("haing", "ngor"), frozenset("s"), given_first=True)
        >>> somnang = Name(("haing", "somnang", "ngor"), given_first=False)
        >>> [other.tokens for _, other in spelled_out(haing, somnang)]
        [('haing', 'somnang', 'ngor'), ('haing', 'ngor')]
    """
    if a.lettered or b.lettered:
        if not (a.initials or b.initials):
            yield a, b
        a, b = _abbreviated(a), _abbreviated(b)
    shared = a.initials & b.initials
    a, b = _without(a, shared), _without(b, shared)
    yield a, b
    for letters, places in _uses(a, b):
        yield _without(a, letters), _without(b, frozenset(), places)
    for letters, places in _uses(b, a):
        yield _without(a, frozenset(), places), _without(b, letters)


def _abbreviated(name: Name) -> Name:
    """Count letters that stand as words as initials."""
    if not name.lettered:
        return name
    letters = LETTERS.intersection(name.tokens)
    tokens = tuple(token for token in name.tokens if token not in letters)
    initials = name.initials | letters
    return Name(tokens, initials, given_first=name.given_first, glued=name.glued)


def _without(name: Name, letters: frozenset[str], places: frozenset[int] = frozenset()) -> Name:
    tokens = tuple(token for at, token in enumerate(name.tokens) if at not in places)
    left = name.initials - letters
    return Name(tokens, left, given_first=name.given_first, glued=name.glued)


def _uses(mine: Name, other: Name) -> list[tuple[frozenset[str], frozenset[int]]]:
    """Give the ways to find words of a name for initials of another: letters, places of words."""
    if len(other.tokens) > _MOST_WORDS:
        return []
    none: tuple[frozenset[str], frozenset[int]] = frozenset(), frozenset()
    found = [none]
    firsts = [first_letter(token) for token in other.tokens]
    for letter in sorted(mine.initials)[:_MOST_INITIALS]:
        fitting = [at for at, first in enumerate(firsts) if first == letter]
        found += [
            (letters | {letter}, places | {at})
            for letters, places in found
            for at in fitting
            if at not in places
        ]
    return [use for use in found[1:] if len(use[1]) < len(other.tokens)]
