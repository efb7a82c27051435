"""How names that were joined are alike, in a word each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from khnorm.jobs.lists.cluster import Joint
from khnorm.jobs.lists.evidence import Evidence
from khnorm.jobs.lists.forms import has_alias, name_in, unpack
from khnorm.jobs.lists.listing import Listing
from khnorm.jobs.pool import chunks
from khnorm.match.compare import compare_profiles
from khnorm.match.weights import odds_of
from khnorm.model import Reason

__all__ = ["EQUAL", "relations"]

EQUAL = "the names are equal"
_CHUNK = 20


def relations(evidence: Evidence, joints: Sequence[Joint]) -> list[Reason]:
    """Say in a word how items that were joined are alike, by their nearest names.

    Args:
        evidence: the list and its scored pairs, while there is somebody to work.
        joints: pairs of items, and the probability that joined them.

    Returns:
        A reason a pair, whose weight is that of all the evidence; `compare` gives it piece by piece.
    """
    listing = evidence.listing
    keys = listing.keys
    nearest = evidence.nearest([(one, other) for one, other, _ in joints])
    named = [(keys[one], keys[other]) for one, other in nearest]
    asked = [(one, other) for one, other in named if has_alias(one) or has_alias(other)]
    told = evidence.hands.map(_aliases, chunks(asked, _CHUNK))
    aliases = dict(zip(asked, chain.from_iterable(told), strict=True))
    return [
        Reason(*_relation(listing, *pair, aliases.get(own, "")), round(odds_of(score), 2))
        for pair, own, (_, _, score) in zip(nearest, named, joints, strict=True)
    ]


def _aliases(pairs: Sequence[tuple[str, str]]) -> list[str]:
    """Say what alias two forms share; empty where it is not that which tells most."""
    first = (compare_profiles(unpack(one), unpack(other)).reasons[0] for one, other in pairs)
    return [reason.text if reason.code == "alias" else "" for reason in first]


def _relation(listing: Listing, one: int, other: int, alias: str) -> tuple[str, str]:
    a, b = listing.canonicals[one], listing.canonicals[other]
    if alias:
        return "alias", f"{a} and {b}: {alias}"
    if listing.khmer[one] != listing.khmer[other]:
        return "script", f"{a} and {b} sound alike in Khmer and in Latin letters"
    ours, theirs = name_in(listing.keys[one]), name_in(listing.keys[other])
    if ours == theirs:
        return "equal", f"{a}: {EQUAL}"
    if ours.replace(" ", "") == theirs.replace(" ", ""):
        return "spacing", f"{a} and {b} differ in their spaces"
    if len(ours) == len(theirs) and sorted(ours.split()) == sorted(theirs.split()):
        if a == b:
            return "order", f"the parts of {a} stand in another order"
        return "order", f"{a} and {b} are the same parts in another order"
    return "spelling", f"{a} and {b} are spellings of one sound"
