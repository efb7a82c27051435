"""Names of foreigners, whose parts come in any order and whose middle names come and go.

A Khmer name has no middle name, and what one spelling has more than the other is another name. In
lists of Cambodians stand foreigners, though: with them the tokens of the shorter name are looked
for among those of the longer one, in any order, and a middle name stands in the middle. Unknown is
not foreign: neither are the royal houses, the people of our tables and words made of Khmer elements.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from khnorm.match.alignment import distance
from khnorm.match.families import forms_in, is_listed, may_lead
from khnorm.match.laid import Laid
from khnorm.match.meanings import is_element
from khnorm.match.pieces import piece
from khnorm.match.profile import Name
from khnorm.sound.existing import names_abroad

__all__ = ["is_abroad", "is_foreign", "is_ours", "is_surname_abroad", "subsets"]

# A token this far from its partner, in nats, is another one; a slip of the hand is not.
_PARTNER = 8.0
_LEAST_TOKENS = 2
# So many words that agree tell enough wherever the others stand.
_MANY = 3


@cache
def _surnames() -> frozenset[str]:
    return forms_in("foreign_names.tsv", "use", lambda use: use == "surname")


def is_ours(token: str) -> bool:
    """Say whether a Latin word is known in Khmer names, and in those of no other country.

    Args:
        token: a folded word.

    Returns:
        Whether it is.

    Examples:
        >>> [is_ours(token) for token in ("sihanouk", "rattana", "marie", "lindenberg")]
        [True, True, False, False]
    """
    return (is_listed(token) or is_element(token)) and token not in names_abroad()


def is_abroad(token: str) -> bool:
    """Say whether a Latin word is a name in other countries and unknown in Khmer names.

    Args:
        token: a folded word.

    Returns:
        Whether it is.

    Examples:
        >>> [is_abroad(token) for token in ("nguyen", "maria", "chan", "sihanouk")]
        [True, True, False, False]
    """
    return token in names_abroad() and not is_listed(token) and not is_element(token)


def is_surname_abroad(token: str) -> bool:
    """Say whether a Latin word is a surname in other countries and common as no family name here.

    Examples:
        >>> is_surname_abroad("nguyen"), is_surname_abroad("pham"), is_surname_abroad("chan")
        (True, True, False)
    """
    return token in _surnames() and not may_lead(token)


def is_foreign(name: Name) -> bool:
    """Say whether most of a Latin name is made of nothing that we know in Khmer names.

    Args:
        name: a bare name.

    Returns:
        Whether it is; a name in Khmer letters never is.

    Examples:
        >>> is_foreign(Name(("friedrich", "lindenberg"), given_first=True))
        True
        >>> is_foreign(Name(("sok", "sopheap"), given_first=False))
        False
        >>> is_foreign(Name(("norodom", "sihanouk"), given_first=False))
        False
    """
    if name.khmer:
        return False
    known = 0
    for token in name.tokens:
        known += is_element(token) or is_ours(token)
        if 2 * known >= len(name.tokens):
            return False
    return bool(name.tokens)


def subsets(a: Name, b: Name) -> Iterator[Laid]:
    """Find each token of the shorter name among those of the longer one.

    Args:
        a: a name.
        b: another.

    Yields:
        The pieces so found, if every token has a partner and both names are foreign: `subset` where
        the longer name has more only in its middle, `outer` where it begins or ends with more.
    """
    if a.khmer or b.khmer:
        return
    # Of as many tokens, in one order, for partners are taken as they come.
    shorter, longer = sorted((a, b), key=lambda name: (len(name.tokens), name.tokens))
    if len(shorter.tokens) < _LEAST_TOKENS or not (is_foreign(shorter) and is_foreign(longer)):
        return
    left = list(longer.tokens)
    partners: dict[str, str] = {}
    total = 0.0
    for token in sorted(shorter.tokens, key=len, reverse=True):
        cost, partner = min((distance(piece(token), piece(other)), other) for other in left)
        if cost > _PARTNER:
            return
        left.remove(partner)
        partners[token] = partner
        total = max(total, cost)
    ours, theirs = (piece(" ".join(tokens)) for tokens in (partners, partners.values()))
    found = set(partners.values())
    more = tuple(token for token in left if token not in found)  # what is said twice is no more
    enough = len(found) >= _MANY or any(map(is_abroad, found))
    free = enough or _keeps_ends(shorter, longer, partners)
    way = "subset" if free and not any(map(is_ours, more)) else "outer"
    yield total, way, ((ours, theirs, total),), more


def _keeps_ends(shorter: Name, longer: Name, partners: dict[str, str]) -> bool:
    """Say whether the shorter name has both ends of the longer one, in which a surname may lead."""
    found = set(partners.values())
    first, second, *_, last = longer.tokens
    if first in found and last in found:
        return True
    return second in found and partners[shorter.tokens[-1]] == first
