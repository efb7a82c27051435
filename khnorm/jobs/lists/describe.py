"""Clusters put in words: who it is, how he is written, why these rows are one."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from hashlib import sha256

from khnorm.jobs.lists.cluster import Partition
from khnorm.jobs.lists.grouped import Grouped
from khnorm.jobs.lists.listing import Listing, Names, Row, names_in
from khnorm.jobs.lists.relations import EQUAL
from khnorm.match.weights import odds_of
from khnorm.model import Cluster, Reason
from khnorm.names.elements import bands
from khnorm.names.folds import latin_letters

__all__ = ["DECIDED", "cluster_id", "describe", "known_as", "one_line"]

_KNOWN = Reason("entity", "the tables know these names as one person's")
DECIDED = Reason("decision", "somebody has decided that these names are one person's")
# So many bytes make an id.
_ID = 6


def describe(
    listing: Listing, found: Partition, decided: Container[int], alike: Iterable[Reason]
) -> Iterator[Cluster]:
    """Describe clusters; the id of each is made from its content.

    Args:
        listing: the list.
        found: who is with whom.
        decided: the clusters of which a person has joined some items.
        alike: how the items of each of the weakest joints are alike.

    Returns:
        The clusters in the order of their first items.
    """
    joints, laid = found.weakest, _Laid(listing, found)
    reason_of = dict(zip(joints, alike, strict=True))
    for cluster, (root, rows, writings, (latin, khmer)) in enumerate(laid):
        names, person = _names_of(writings), laid.persons.get(root, "")
        score, reasons, several = 1.0, [], len(names) > 1
        if person or laid.items.size(cluster) > 1:
            members = laid.items[cluster]
            if root in decided:
                reasons.append(DECIDED)
            if root in joints:
                score = joints[root][2]
            if person:
                entity = listing.entities[person]
                latin, khmer = entity.latin, entity.khmer or khmer
                known = [item for item in members if listing.items[item].entity == person]
                if several and _tells(listing, known):
                    reasons.append(known_as(listing, known))
                score = _score(listing, known, score)
            if root in joints:
                reasons.append(reason_of[root])
        else:
            several = len(writings) > 1
        canonical = latin or khmer
        if several and not reasons:
            reasons.append(Reason("equal", f"{canonical}: {EQUAL}"))
        name = cluster_id(person or canonical, khmer, *laid.labels(cluster))
        yield Cluster(name, canonical, khmer, person, rows, names, score, tuple(reasons))


class _Laid:
    """The items, the rows and the forms of clusters, laid out cluster by cluster.

    `persons` are the ids of those whom the tables know, by the first item of their cluster.
    """

    def __init__(self, listing: Listing, found: Partition) -> None:
        import numpy as np

        root_of = np.asarray(found.cluster_of, np.int64)
        every = np.arange(len(root_of))
        is_root = root_of == every
        roots, cluster_of = every[is_root], (np.cumsum(is_root) - 1)[root_of]
        self.listing = listing
        self.roots: list[int] = roots.tolist()
        self.items = Grouped(every, cluster_of, len(roots))
        named = np.flatnonzero(listing.item_of_row >= 0)
        self.rows = Grouped(named, cluster_of[listing.item_of_row[named]], len(roots))
        # Two of the tables whom somebody has decided to be one are neither of them.
        self.persons: dict[int, str] = {}
        for item in np.flatnonzero(listing.persons > 0).tolist():
            root, person = found.cluster_of[item], listing.items[item].entity
            self.persons[root] = person if self.persons.get(root, person) == person else ""
        holders, forms = listing.holdings
        held = Grouped(np.arange(len(forms)), cluster_of[holders], len(roots))
        self.forms = held.looked_up(forms)
        self.bearers = held.looked_up(listing.rows_of_item.sizes[holders])

    def __iter__(self) -> Iterator[tuple[int, tuple[int, ...], tuple[Row, ...], tuple[str, str]]]:
        """Give of each cluster its first item, rows, their distinct writings, and its usual names."""
        writings = self.rows.looked_up(self.listing.writing_of_row).each(self.listing.writings)
        names = self.forms.each(self.listing.canonicals)
        usual = map(_usual, names, self.forms.each(self.listing.khmer), self.bearers)
        for root, rows, written, own in zip(self.roots, self.rows, writings, usual, strict=True):
            yield root, rows, tuple(dict.fromkeys(written)) if len(rows) > 1 else written, own

    def labels(self, cluster: int) -> list[str]:
        """Give the values that part the items of a cluster from others."""
        if not self.listing.labelled:
            return [""]
        return sorted({self.listing.items[item].label for item in self.items[cluster]})


def _names_of(writings: tuple[Row, ...]) -> Names:
    """Give the names of rows, each once."""
    names = tuple([row for row in writings if isinstance(row, str)])
    if len(names) == len(writings):
        return names
    return tuple(dict.fromkeys([name for row in writings for name in names_in(row) if name]))


def known_as(listing: Listing, items: Iterable[int]) -> Reason:
    """Say that the tables know items as one person's, or that the least sure one sounds like his.

    Args:
        listing: the list.
        items: items of one person of the tables.

    Returns:
        The reason, with its weight where a name is only heard.
    """
    heard = [(listing.heard[item], item) for item in items if listing.heard[item][1]]
    if not heard:
        return _KNOWN
    (score, said), item = min(heard)
    entity = listing.entities[listing.items[item].entity]
    who = entity.latin or entity.khmer
    words = f"{one_line(said)} sounds like {who}, whom the tables know"
    return Reason("entity", words, round(odds_of(score), 2))


def _tells(listing: Listing, known: list[int]) -> bool:
    """Tell whether what the tables know joins names: several of the items, or one that is heard."""
    rows = [row for item in known for row in listing.rows_of_item[item]]
    writings = {listing.writings[place] for place in listing.writing_of_row[rows].tolist()}
    heard = any(listing.heard[item][1] for item in known)
    return heard or len(_names_of(tuple(writings))) > 1


def _score(listing: Listing, known: list[int], score: float) -> float:
    """Give the lowest probability that joined the items of a cluster, at most what scores did."""
    for item in known:
        own, said = listing.heard[item]
        if said or len(known) > 1:
            score = min(score, own)
    return score


def one_line(text: str) -> str:
    r"""Write a text as it stands in a sentence: without breaks.

    Examples:
        >>> one_line("Sok\nDara ")
        'Sok Dara'
    """
    return " ".join(text.split())


def cluster_id(*said: str) -> str:
    """Make an id from what is said of a cluster.

    Examples:
        >>> cluster_id("hun_sen") == cluster_id("hun_sen") != cluster_id("hun_manet")
        True
    """
    text = "\x1f".join(said)
    return "c" + sha256(text.encode("utf-8", "replace")).digest()[:_ID].hex()


def _usual(
    names: tuple[str, ...], khmer: tuple[bool, ...], rows: tuple[int, ...]
) -> tuple[str, str]:
    """Give the Latin and the Khmer name that most rows have, of several the likeliest spelling.

    Args:
        names: as they would be written.
        khmer: whether each is Khmer.
        rows: how many rows have each.
    """
    if len(names) == 1:
        return ("", names[0]) if khmer[0] else (names[0], "")
    counts: tuple[dict[str, int], dict[str, int]] = ({}, {})
    for name, script, bearers in zip(names, khmer, rows, strict=True):
        own = counts[script]
        own[name] = own.get(name, 0) + bearers
    return _first(counts[False]), _first(counts[True])


def _first(counts: dict[str, int]) -> str:
    """Give the name that most rows have; of several the one whose parts are most borne.

    Of those equally borne, the nearest to all by its letters.
    """
    if len(counts) < 2:
        return next(iter(counts), "")
    most = max(counts.values())
    tied = [name for name, rows in counts.items() if rows == most]
    if len(tied) > 1:
        borne = [_borne(name) for name in tied]
        tied = [name for name, use in zip(tied, borne, strict=True) if use == max(borne)]
    if len(tied) == 1:
        return tied[0]
    from rapidfuzz.distance import Levenshtein

    def far(name: str) -> int:
        return sum([Levenshtein.distance(name, other) * n for other, n in counts.items()])

    return min(tied, key=lambda name: (far(name), -len(name), name))


def _borne(name: str) -> int:
    """Say how common the parts of a name are, by their bands of use."""
    return sum(map(_band, name.split()))


@lru_cache(maxsize=1 << 14)
def _band(part: str) -> int:
    return max(bands(latin_letters(part) or part) or (0,))
