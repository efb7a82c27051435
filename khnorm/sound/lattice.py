"""Which cluster closes which syllable: the arcs between the places where a syllable may begin.

A state is `(cluster, letters already spoken for)`. An arc is one syllable. What an arc costs (in
nats, 0 for the expected reading) depends only on the clusters in sight, so the best readings are
found by dynamic programming. The classes of consonant pairs and the order of preference follow
UNGEGN 1972 for the letters and the counts of official place names for the odds
(`benchmarks/gazetteer.py` measures what a change does).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from khnorm.sound.clusters import Cluster, Role

__all__ = ["Arc", "arcs", "pair_class"]

_VARGA = {
    letter: row
    for row, letters in enumerate(("កខគឃង", "ចឆជឈញ", "ដឋឌឍណតថទធន", "បផពភម"))
    for letter in letters
}
_NASALS = frozenset("ងញណនម")
_LIQUIDS = frozenset("រលវយឡ")
_CLOSED_SIGNS = frozenset("ំះៈ")
_DIPHTHONGS = frozenset("ៃៅ")
_SHORT = frozenset(("ិ", "ុ", "ឹ", "័", "ឥ", "ឧ"))
_MUTE_VOWELS = frozenset(("ិ", "ុ"))


class Arc(NamedTuple):
    """One syllable: it begins with cluster `first` after `skip` letters and ends before `last`.

    `taken` letters of cluster `last` are its coda; `coda`, `silent` and `short` as in `Syllable`.
    """

    cost: float
    first: int
    skip: int
    last: int
    taken: int
    coda: tuple[str, ...]
    silent: tuple[str, ...]
    short: bool


@lru_cache(maxsize=1024)
def pair_class(first: str, second: str) -> str:
    """Name the kind of a consonant and the subscript under it.

    Args:
        first: the base letter.
        second: the subscript letter.

    Returns:
        `twin` (doubled or same-place stops), `nasal` (a nasal that opens no native cluster, or
        one before its own stop), `m`, `l` (ម, ល before anything else), `r` (រ, យ, វ first),
        `ks`, `liquid` (obstruent before រ ល វ យ), `stop` (obstruent before anything else).

    Examples:
        >>> pair_class("ត", "ត"), pair_class("ន", "ទ"), pair_class("ស", "រ")
        ('twin', 'nasal', 'liquid')
    """
    row, other = _VARGA.get(first), _VARGA.get(second)
    if first == second or (
        row is not None and row == other and first not in _NASALS and second not in _NASALS
    ):
        return "twin"
    if first in "ងញណន" or (first == "ម" and other == 3):
        return "nasal"
    if first == "ម":
        return "m"
    if first in "លឡ":
        return "l"
    if first in "រយវ":
        return "r"
    if first == "ក" and second in "សឞ":
        return "ks"
    return "liquid" if second in _LIQUIDS else "stop"


# Cost of parting a pair (base closes the syllable, subscript opens the next) and of keeping it
# whole as the next onset, after an inherent, a short, and a long vowel.
_PART = {
    "twin": (0.0, 0.0, 0.0),
    "nasal": (0.0, 0.0, 0.3),
    "m": (1.0, 1.0, 2.5),
    "l": (1.5, 1.5, 2.5),
    "r": (0.0, 0.0, 0.0),
    "ks": (0.0, 0.0, 0.5),
    "liquid": (1.0, 0.5, 2.0),
    "stop": (1.0, 0.7, 2.0),
}
_KEEP = {
    "twin": (0.0, 0.0, 0.0),
    "nasal": (0.0, 0.0, 0.0),
    "m": (0.3, 0.5, 0.0),
    "l": (0.0, 0.3, 0.0),
    "r": (0.0, 0.0, 0.0),
    "ks": (1.5, 1.5, 1.0),
    "liquid": (0.3, 0.7, 0.0),
    "stop": (0.3, 0.5, 0.0),
}
# A bare cluster that ends the word: subscript silent, or parted into a syllable of its own.
_TAIL = {"liquid": 0.0, "stop": 0.3, "m": 1.0, "l": 1.5}
_FORBIDDEN = 6.0
_NEVER_ONSET = frozenset(("twin", "nasal", "r"))
_BARE_OPEN_INNER = 1.2
_BARE_OPEN_LAST = 2.0
_BARE_CLOSED_INNER = 0.5
_SILENT_TAIL_INNER = 1.2
_MUTE_VOWEL_LAST = 0.4
_MUTE_VOWEL_INNER = 2.5
_PARTED_LAST = 1.0
_NO_CODA = 3.0
_AM_BEFORE_NG = 3.0


def _weight(cluster: Cluster) -> int:
    if not cluster.rime:
        return 0
    return 1 if cluster.rime in _SHORT else 2


def arcs(clusters: Sequence[Cluster], first: int, skip: int) -> list[Arc]:
    """List the syllables that may begin at a state.

    Args:
        clusters: the clusters of one token.
        first: the cluster that holds the onset.
        skip: how many of its letters closed the syllable before (0 or 1).

    Returns:
        The arcs, in no order of merit; never empty.
    """
    size = len(clusters)
    head = clusters[first]
    bare = not head.rime
    base_cost = 0.0
    if head.bantoc and bare and not skip:
        base_cost += _FORBIDDEN  # a bantoc always closes the syllable before it
    if (
        first
        and not skip
        and len(head.letters) > 1
        and pair_class(*head.letters[:2]) in _NEVER_ONSET
    ):
        base_cost += _FORBIDDEN
    coda: tuple[str, ...] = ()
    if head.rime and head.rime[0] >= "ឥ" and head.rime[0] <= "ឳ":
        coda = head.letters
    nxt = first + 1
    silent: tuple[str, ...] = ()
    while nxt < size and clusters[nxt].role is Role.KILLED:
        silent += clusters[nxt].letters
        nxt += 1
    inner_bare = bare and first > 0
    open_cost = base_cost
    if bare:
        if nxt == size:
            open_cost += _BARE_OPEN_LAST if inner_bare else 0.0
            if skip and len(head.letters) == 2:
                open_cost += _PARTED_LAST - _BARE_OPEN_LAST
        elif inner_bare and not skip:
            open_cost += _BARE_OPEN_INNER
    elif head.rime[-1] == "័":
        open_cost += _NO_CODA
    found = []
    follower = clusters[nxt] if nxt < size else None
    if (
        follower is None
        or coda
        or silent
        or follower.role is not Role.NUCLEUS
        and follower.role is not Role.BARE
    ):
        found.append(Arc(open_cost, first, skip, nxt, 0, coda, silent, False))
        return found
    letters = follower.letters
    closed = bool(head.rime) and (
        head.rime[-1] in _CLOSED_SIGNS and not (head.rime == "ាំ" and letters[:1] == ("ង",))
    )
    if follower.rime and follower.rime[0] in "ឥឦឧឨឩឪឫឬឭឮឯឰឱឲឳ":
        letters = ()
    if closed or not letters:
        found.append(Arc(open_cost, first, skip, nxt, 0, (), (), False))
        return found
    if head.rime == "ាំ":
        open_cost += _AM_BEFORE_NG
    close_cost = base_cost + (_BARE_CLOSED_INNER if inner_bare and not skip else 0.0)
    if head.rime and head.rime[-1] in _DIPHTHONGS:
        close_cost += 2.5
    weight = _weight(head)
    after = nxt + 1
    tail = len(letters) > 1
    kind = pair_class(letters[0], letters[1]) if tail else ""
    mark = ("៌",) if follower.robat else ()
    killed: tuple[str, ...] = ()
    while after < size and clusters[after].role is Role.KILLED:
        killed += clusters[after].letters
        after += 1
    ends = after == size
    if not follower.rime:
        if follower.bantoc:
            found.append(
                Arc(close_cost, first, skip, after, 0, letters[:1], letters[1:] + killed, True)
            )
            return found
        cost = close_cost
        if tail:
            cost += _TAIL.get(kind, 0.0) if ends else _SILENT_TAIL_INNER
        found.append(
            Arc(cost, first, skip, after, 0, letters[:1], mark + letters[1:] + killed, False)
        )
    elif follower.rime in _MUTE_VOWELS and not follower.shifter:
        cost = close_cost + (_MUTE_VOWEL_LAST if ends else _MUTE_VOWEL_INNER)
        found.append(
            Arc(
                cost,
                first,
                skip,
                after,
                0,
                letters[:1],
                mark + letters[1:] + (follower.rime,) + killed,
                False,
            )
        )
    if tail:
        found.append(
            Arc(close_cost + _PART[kind][weight], first, skip, nxt, 1, letters[:1], mark, False)
        )
        open_cost += _KEEP[kind][weight]
    found.append(Arc(open_cost, first, skip, nxt, 0, (), (), False))
    return found
