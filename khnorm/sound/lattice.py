"""Where one syllable may end and the next begin, and what each choice costs.

An arc is one syllable, beginning at a cluster or, where the base letter has closed the syllable
before, at that cluster's subscript. Its cost (in nats, 0 for the expected reading) depends only on
the clusters in sight, so the best readings are found by dynamic programming and an arc is worked
out once for every window of clusters.

The costs are preferences between readings, set on one half of the official place names
(`python -m benchmarks.gazetteer` measures them on the other).
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from khnorm.sound.clusters import INDEPENDENT_VOWELS, SONORANTS, Cluster, Role, parse_cluster
from khnorm.sound.clusters import register_of as _register_of

__all__ = ["WINDOW", "Arc", "arcs", "pair_class"]

# An arc looks at its own cluster, the one that may close it, the one after, and killed ones between.
WINDOW = 5

_ROWS = ("កខគឃង", "ចឆជឈញ", "ដឋឌឍណតថទធន", "បផពភម")
_ROW = {letter: number for number, row in enumerate(_ROWS) for letter in row}
_NASALS = frozenset("ងញណនម")
_LIQUIDS = frozenset("រលវយឡ")
_FULL_SIGNS = frozenset("ំះៈ")  # a rime that ends in one takes no coda letter
_DIPHTHONGS = frozenset("ៃៅ")
_SHORT = frozenset(("ិ", "ុ", "ឹ", "័", "ឥ", "ឧ"))
_MUTE_VOWELS = frozenset(("ិ", "ុ"))
_MUTE_AFTER = frozenset("ដឋឌឍតថទធមភស")
_NEVER_CODA = frozenset("ហអ")
_NEVER_ONSET = frozenset(("twin", "nasal", "r"))

# Parting a pair (the base closes the syllable, the subscript opens the next) or keeping it whole
# as the next onset, after an inherent, a short, and a long vowel.
_PART = {
    "twin": (0.0, 0.0, 0.0),
    "nasal": (0.0, 0.0, 0.3),
    "m": (0.3, 0.5, 2.0),
    "l": (1.5, 1.5, 2.5),
    "r": (0.0, 0.0, 0.0),
    "ks": (0.0, 0.0, 0.5),
    "liquid": (1.0, 0.5, 2.0),
    "breath": (1.5, 1.0, 2.0),
    "stop": (1.0, 0.7, 2.0),
}
_KEEP = {
    "m": (0.3, 0.5, 0.0),
    "l": (0.0, 0.3, 0.0),
    "ks": (1.5, 1.5, 1.0),
    "liquid": (0.3, 0.4, 0.0),
    "breath": (0.0, 0.3, 0.0),
    "stop": (0.3, 0.5, 0.0),
}
# A bare pair that ends the word, its subscript silent; what is not named costs nothing.
_TAIL = {"breath": 1.5, "m": 0.2, "l": 2.0, "stop": 0.3}

_FORBIDDEN = 6.0  # so unlikely that it stands only where nothing else does
_OPEN_INNER = 1.2  # an inherent vowel, open, inside the word
_OPEN_INNER_PAIR = 0.4  # the same after a native cluster: ប្រ ត្រ ក្រ
_OPEN_INNER_TWIN = 0.2  # the same where the next onset repeats the letter: ព-ពេល
_OPEN_INNER_R = 0.9  # the same on រ: រ-លួស
_OPEN_LAST = 1.2
_OPEN_LAST_PAIR = 0.5  # the same on a pair: ថ្ម, ល្អ
_OPEN_LAST_PARTED = 1.0
_CLOSED_INNER = 0.5  # an inherent vowel, closed, inside the word
_CLOSED_BY_TWIN = (2.5, 0.2, 0.0)  # closing with a letter that the next onset repeats
_CLOSED_BY_R = (1.2, 0.6, 0.0)  # closing with an inner រ, after an inherent, a short, a long vowel
_TAIL_INNER = 1.2  # a silent tail inside the word: a compound
_MUTE_INNER = 2.5
_UNMUTED_LAST = 0.6
_DIPHTHONG_CLOSED = 2.5
_BREVE_OPEN = 3.0  # ័ without a coda
_AM_BEFORE_NG = 3.0  # ាំ not closed by the ង that follows


class Arc(NamedTuple):
    """One possible syllable at the head of a window.

    `size` clusters are used up, and `taken` (0 or 1) letters of the next. `start` and `end` count
    characters from the beginning of the window. `passive` tells an onset of bare sonorants, which
    may take its register from the syllable before.
    """

    cost: float
    size: int
    taken: int
    onset: tuple[str, ...]
    register: int
    rime: str
    short: bool
    coda: tuple[str, ...]
    silent: tuple[str, ...]
    start: int
    end: int
    passive: bool


@lru_cache(maxsize=2048)
def pair_class(first: str, second: str) -> str:
    """Name the kind of a consonant and the subscript under it.

    Args:
        first: the base letter.
        second: the subscript letter.

    Returns:
        `twin` (doubled or same-place stops), `nasal` (ង ញ ណ ន over anything, ម over a labial:
        no native onset), `m`, `l`, `r` (ម, ល ឡ, រ យ វ over the rest), `ks`, and for other
        obstruents `liquid` (over រ ល វ យ), `breath` (over a nasal, ហ or អ), `stop`.

    Examples:
        >>> pair_class("ត", "ត"), pair_class("ន", "ទ"), pair_class("ស", "រ"), pair_class("ថ", "ម")
        ('twin', 'nasal', 'liquid', 'breath')
    """
    row, other = _ROW.get(first), _ROW.get(second)
    if first == second or (
        row is not None and row == other and first not in _NASALS and second not in _NASALS
    ):
        return "twin"
    if first in "ងញណន" or (first == "ម" and other == 3):
        return "nasal"
    if first in "មលឡរយវ":
        return {"ម": "m", "ល": "l", "ឡ": "l"}.get(first, "r")
    if first == "ក" and second in "សឞ":
        return "ks"
    if second in _LIQUIDS:
        return "liquid"
    return "breath" if second in _NASALS or second in "ហអ" else "stop"


def _kind(letters: tuple[str, ...]) -> str:
    return pair_class(letters[0], letters[1]) if len(letters) > 1 else ""


def _weight(rime: str) -> int:
    if not rime:
        return 0
    return 1 if rime in _SHORT else 2


def _skip_killed(window: list[Cluster], place: int) -> tuple[int, tuple[str, ...]]:
    silent: tuple[str, ...] = ()
    while place < len(window) and window[place].role is Role.KILLED:
        silent += window[place].letters + ((window[place].rime,) if window[place].rime else ())
        place += 1
    return place, silent


def _open_cost(head: Cluster, skip: int, inner: bool, follower: Cluster | None) -> float:
    """What it costs to leave the syllable without a coda."""
    if head.rime:
        return _BREVE_OPEN if head.rime[-1] == "័" else 0.0
    if not inner or head.shifter:
        return 0.0
    if follower is None:
        return _OPEN_LAST_PARTED if skip else _OPEN_LAST_PAIR if head.letters[1:] else _OPEN_LAST
    if skip:
        return 0.0
    if follower.letters[:1] == head.letters[-1:]:
        return _OPEN_INNER_TWIN
    if _kind(head.letters) == "liquid":
        return _OPEN_INNER_PAIR
    return _OPEN_INNER_R if head.letters == ("រ",) else _OPEN_INNER


def _close_cost(
    head: Cluster, skip: int, inner: bool, closer: Cluster, after: Cluster | None
) -> float:
    """What it costs to close the syllable with the base letter of the next cluster."""
    letter = closer.letters[0]
    cost = _CLOSED_INNER if inner and not head.rime and not skip else 0.0
    if head.rime[-1:] in _DIPHTHONGS:
        cost += _DIPHTHONG_CLOSED
    if letter in _NEVER_CODA or (closer.shifter and len(closer.letters) == 1):
        cost += _FORBIDDEN
    if after is not None and not closer.rime and len(closer.letters) == 1 and not closer.bantoc:
        if after.letters[:1] == closer.letters and after.rime:
            cost += _CLOSED_BY_TWIN[_weight(head.rime)]
        elif letter == "រ":
            cost += _CLOSED_BY_R[_weight(head.rime)]
    return cost


def _takes_coda(head: Cluster, follower: Cluster | None) -> bool:
    if follower is None or follower.role > Role.BARE or follower.rime[:1] in INDEPENDENT_VOWELS:
        return False
    if head.rime == "ាំ":
        return follower.letters[0] == "ង" and not follower.rime
    return head.rime[-1:] not in _FULL_SIGNS


@lru_cache(maxsize=1 << 16)
def arcs(texts: tuple[str, ...], skip: int, inner: bool) -> tuple[Arc, ...]:
    """List the syllables that may begin a window of clusters.

    Args:
        texts: up to `WINDOW` clusters, fewer only where the token ends; the first one is a
            nucleus or bare.
        skip: 1 where its base letter has closed the syllable before, else 0.
        inner: whether anything precedes in the token.

    Returns:
        The arcs, in no order of merit; never empty.
    """
    window = [parse_cluster(text) for text in texts]
    head = window[0]
    letters = head.letters[skip:]
    found: list[Arc] = []
    base_cost = 0.0
    if not skip and inner and (head.bantoc or _kind(letters) in _NEVER_ONSET):
        base_cost = _FORBIDDEN
    independent = head.rime[:1] in INDEPENDENT_VOWELS
    register = _register_of(letters, head.shifter) if skip else head.register
    passive = bool(letters) and not head.shifter and SONORANTS.issuperset(letters)
    start = 1 + head.robat if skip else 0

    def add(
        cost: float,
        size: int,
        coda: tuple[str, ...] = (),
        silent: tuple[str, ...] = (),
        short: bool = False,
        taken: int = 0,
    ) -> None:
        end = sum(map(len, texts[:size]))
        if taken:
            end += 1 + window[size].robat
        onset = () if independent else letters
        found.append(
            Arc(
                base_cost + cost,
                size,
                taken,
                onset,
                register,
                head.rime,
                short,
                coda,
                silent,
                start,
                end,
                passive and not independent,
            )
        )

    place, silent = _skip_killed(window, 1)
    follower = window[place] if place < len(window) else None
    coda = letters if independent else ()
    if coda or silent or not _takes_coda(head, follower):
        add(_open_cost(head, skip, inner, follower), place, coda, silent)
        return tuple(found)
    assert follower is not None
    beyond, killed = _skip_killed(window, place + 1)
    after = window[beyond] if beyond < len(window) else None
    base, tail = follower.letters[:1], follower.letters[1:]
    mark = ("៌",) if follower.robat else ()
    close = _close_cost(head, skip, inner, follower, after)
    leave = _open_cost(head, skip, inner, follower)
    if head.rime == "ាំ":
        leave += _AM_BEFORE_NG
    if follower.bantoc and not follower.rime:
        add(close, beyond, base, tail + killed, short=True)
        return tuple(found)
    kind = _kind(follower.letters)
    if not follower.rime:
        cost = (_TAIL.get(kind, 0.0) if after is None else _TAIL_INNER) if tail else 0.0
        add(close + cost, beyond, base, mark + tail + killed)
    elif follower.rime in _MUTE_VOWELS and not follower.shifter and base[0] in _MUTE_AFTER:
        add(
            close + (0.0 if after is None else _MUTE_INNER),
            beyond,
            base,
            (*mark, *tail, follower.rime, *killed),
        )
        if after is None:
            leave += _UNMUTED_LAST
            close += _UNMUTED_LAST
    if tail:
        weight = _weight(head.rime)
        add(close + _PART[kind][weight], place, base, mark, taken=1)
        leave += _KEEP.get(kind, (0.0, 0.0, 0.0))[weight]
    add(leave, place)
    return tuple(found)
