"""Clusters put in words: who it is, how he is written, why these rows are one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from hashlib import sha256

from khnorm.jobs.cluster import Joint, Partition
from khnorm.jobs.evidence import Evidence
from khnorm.jobs.forms import tokens_of
from khnorm.jobs.listing import Grouped, Listing
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


def describe(evidence: Evidence, found: Partition, decided: Container[int]) -> Iterator[Cluster]:
    """Describe clusters; the id of each is made from its content.

    Args:
        evidence: the list and its scored pairs.
        found: who is with whom.
        decided: the clusters of which a person has joined some items.

    Returns:
        The clusters in the order of their first items.
    """
    import numpy as np

    listing = evidence.listing
    cluster_of = np.asarray(found.cluster_of, np.int64)
    named = np.flatnonzero(listing.item_of_row >= 0)
    rows = Grouped(named, cluster_of[listing.item_of_row[named]], len(cluster_of))
    items = Grouped(np.arange(len(cluster_of)), cluster_of, len(cluster_of))
    for root, (own, members) in enumerate(zip(rows, items, strict=True)):
        if members:
            weakest = found.weakest.get(root)
            yield _described(evidence, own, members, weakest, decided=root in decided)


def _described(
    evidence: Evidence, rows: list[int], members: list[int], weakest: Joint | None, *, decided: bool
) -> Cluster:
    """Describe one cluster by its rows and its items, and the joint that joined it, if one did."""
    listing = evidence.listing
    writings = dict.fromkeys(map(listing.writing_of_row.item, rows))
    names = tuple(
        dict.fromkeys([name for one in writings for name in listing.writings[one] if name])
    )
    about = [listing.items[item] for item in members]
    known = min([item.entity for item in about if item.entity], default="")
    latin, khmer = _usual(listing, members)
    if known:
        entity = listing.entities[known]
        latin, khmer = entity.latin, entity.khmer or khmer
    canonical = latin or khmer
    reasons = []
    if decided:
        reasons.append(_DECIDED)
    if known and len(names) > 1:
        reasons.append(_KNOWN)
    if weakest is not None:
        one, other, score = weakest
        how = relation(listing, *evidence.nearest(one, other))
        reasons.append(Reason(how.code, how.text, round(odds_of(score), 2)))
    elif len(names) > 1 and not reasons:
        reasons.append(Reason("equal", f"{canonical}: {_EQUAL}"))
    labels = sorted({item.label for item in about})
    return Cluster(
        id=cluster_id(known or canonical, khmer, *labels),
        canonical=canonical,
        canonical_khmer=khmer,
        entity_id=known,
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
    if len(members) == 1 and len(forms := listing.items[members[0]].forms) == 1:
        name = listing.canonicals[forms[0]]
        return ("", name) if listing.khmer[forms[0]] else (name, "")
    counts: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for item in members:
        rows = int(listing.rows_of_item.sizes[item])
        for form in listing.items[item].forms:
            counts[listing.khmer[form]][listing.canonicals[form]] += rows
    latin, khmer = map(_first, counts)
    return latin, khmer


def _first(counts: Mapping[str, int]) -> str:
    if len(counts) < 2:
        return next(iter(counts), "")
    return min(counts, key=lambda name: (-counts[name], -len(name), name))
