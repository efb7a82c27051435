"""Clusters put in words: who it is, how he is written, why these rows are one."""

from __future__ import annotations

from hashlib import sha256

from khnorm.jobs.cluster import Joint
from khnorm.jobs.evidence import Evidence
from khnorm.jobs.forms import tokens_of
from khnorm.jobs.listing import Listing
from khnorm.match.weights import odds_of
from khnorm.model import Cluster, Reason

__all__ = ["cluster_id", "describe", "relation"]

_KNOWN = Reason("entity", "the tables know these names as one person's")
_DECIDED = Reason("decision", "somebody has decided that these names are one person's")
_EQUAL = "the names are equal but for titles"
_ID = 12


def relation(listing: Listing, one: int, other: int) -> Reason:
    """Say in a word how two forms that were joined are alike.

    Args:
        listing: the list.
        one: the number of a form.
        other: another.

    Returns:
        A reason without weight; `compare` gives the whole evidence.
    """
    ours, theirs = (tokens_of(listing.keys[form]) for form in (one, other))
    a, b = listing.canonicals[one], listing.canonicals[other]
    if ours == theirs:
        return Reason("equal", f"{a}: {_EQUAL}")
    if listing.khmer[one] != listing.khmer[other]:
        return Reason("script", f"{a} and {b} sound alike in Khmer and in Latin letters")
    if "".join(ours) == "".join(theirs):
        return Reason("spacing", f"{a} and {b} differ in their spaces")
    if sorted(ours) == sorted(theirs):
        return Reason("order", f"{a} and {b} are the same parts in another order")
    return Reason("spelling", f"{a} and {b} are spellings of one sound")


def describe(
    evidence: Evidence, members: list[int], weakest: Joint | None, *, decided: bool
) -> Cluster:
    """Describe the cluster of some items; its id is made from its content.

    Args:
        evidence: the list and its scored pairs.
        members: items.
        weakest: the weakest joint, None where names joined nothing.
        decided: whether a person has joined some of them.

    Returns:
        The cluster.
    """
    listing = evidence.listing
    rows = sorted([row for item in members for row in listing.rows_of_item[item]])
    names = tuple(dict.fromkeys([name for row in rows for name in listing.rows[row] if name]))
    known = sorted({listing.items[item].entity for item in members} - {""})
    entity = listing.entities[known[0]] if known else None
    latin, khmer = _usual(listing, members)
    if entity:
        latin, khmer = entity.latin, entity.khmer or khmer
    canonical = latin or khmer
    reasons = []
    if decided:
        reasons.append(_DECIDED)
    if entity and len(names) > 1:
        reasons.append(_KNOWN)
    if weakest is not None:
        one, other, score = weakest
        how = relation(listing, *evidence.nearest(one, other))
        reasons.append(Reason(how.code, how.text, round(odds_of(score), 2)))
    elif len(names) > 1 and not reasons:
        reasons.append(Reason("equal", f"{canonical}: {_EQUAL}"))
    labels = sorted({listing.items[item].label for item in members})
    return Cluster(
        id=cluster_id(entity.id if entity else canonical, khmer, *labels),
        canonical=canonical,
        canonical_khmer=khmer,
        entity_id=entity.id if entity else "",
        rows=tuple(rows),
        names=names,
        score=weakest[2] if weakest else 1.0,
        reasons=tuple(reasons),
    )


def cluster_id(*said: str) -> str:
    """Make an id from what is said of a cluster.

    Examples:
        >>> cluster_id("hun_sen") == cluster_id("hun_sen") != cluster_id("hun_manet")
        True
    """
    text = "\x1f".join(said)
    return "c" + sha256(text.encode("utf-8", errors="replace")).hexdigest()[:_ID]


def _usual(listing: Listing, members: list[int]) -> tuple[str, str]:
    """Give the Latin and the Khmer name that most rows have; the longest, the first of several."""
    counts: tuple[dict[str, int], dict[str, int]] = ({}, {})
    for item in members:
        rows = len(listing.rows_of_item[item])
        for form in listing.items[item].forms:
            own = counts[listing.khmer[form]]
            name = listing.canonicals[form]
            own[name] = own.get(name, 0) + rows
    latin, khmer = map(_first, counts)
    return latin, khmer


def _first(counts: dict[str, int]) -> str:
    if len(counts) < 2:
        return next(iter(counts), "")
    return min(counts, key=lambda name: (-counts[name], -len(name), name))
