"""Where one syllable may end and the next begin, and what each choice costs.

An arc is one syllable, beginning at a group of clusters or, where the base letter has closed the
syllable before, at its subscript. Its cost (in nats, 0 for the expected reading) depends only on the
two groups that follow, so the best readings are found by dynamic programming and each arc is worked
out once.

The costs are preferences between readings, set on one half of the official place names
(`python -m benchmarks.gazetteer` measures them on the other).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from khnorm.sound.clusters import (
    INDEPENDENT_VOWELS,
    SONORANTS,
    Cluster,
    Role,
    parse_cluster,
    register_of,
)
from khnorm.text.khmer import clusters

__all__ = ["Arc", "arcs", "group", "outlook", "pair_class"]

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
_COMMON_CODAS = frozenset("កងញតនមយលស")
_BEFORE_FINAL_S = frozenset("រយលវ")  # រស, យស: elsewhere a final ស is the word *white*
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
_TAIL = {"breath": 1.5, "m": 0.2, "l": 2.0}

_BARE_TAIL = 0.2  # the same after an inner inherent vowel
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
_RARE_CODA_TWIN = 1.0
_CLOSED_BY_S = 1.2
_TWO_PRESYLLABLES = 1.5
_CLOSED_BY_R = (1.2, 0.6, 0.0)  # closing with an inner រ, after an inherent, a short, a long vowel
_TAIL_INNER = 1.2  # a silent tail inside the word: a compound
_MUTE_INNER = 2.5
_UNMUTED_LAST = 0.6
_DIPHTHONG_CLOSED = 2.5
_BREVE_OPEN = 3.0  # ័ without a coda
_AM_BEFORE_NG = 3.0  # ាំ not closed by the ង that follows


class Arc(NamedTuple):
    """One possible syllable from a group on.

    `size` groups are used up, and `taken` (0 or 1) letters of the next. `start` and `end` count
    characters from the beginning of the first group. `passive` tells an onset of bare sonorants,
    which may take its register from the syllable before.
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


def group(token: str) -> tuple[str, ...]:
    """Part a token into grapheme clusters, silenced ones (toandakhiat) left with what they follow.

    Args:
        token: canonical Khmer.

    Returns:
        The groups, which joined give the token.

    Examples:
        >>> group("ពោធិ៍សាត់")
        ('ពោធិ៍', 'សា', 'ត់')
    """
    found: list[str] = []
    for text in clusters(token):
        if found and parse_cluster(text).role is Role.KILLED:
            found[-1] += text
        else:
            found.append(text)
    return tuple(found)


@lru_cache(maxsize=1 << 14)
def _parse(text: str) -> tuple[Cluster, tuple[str, ...]]:
    """Read a group: its cluster, and the letters and vowels that a toandakhiat silences.

    Where nothing precedes a silenced cluster it is read aloud, so that a token is never empty.
    """
    first, *rest = clusters(text)
    head = parse_cluster(first)
    if head.role is Role.KILLED:
        head = head._replace(role=Role.NUCLEUS if head.rime else Role.BARE)
    silent: list[str] = []
    for killed in map(parse_cluster, rest):
        silent += [*killed.letters, *filter(None, [killed.rime])]
    return head, tuple(silent)


@lru_cache(maxsize=1 << 14)
def outlook(text: str) -> str:
    """Say of a group all that matters two groups before it: its base letter, `+` with a rime.

    Args:
        text: a group as `group` gives it.

    Returns:
        At most two characters; `?` for what is no Khmer letter.

    Examples:
        >>> outlook("ស្រី"), outlook("ន")
        ('ស+', 'ន')
    """
    cluster = _parse(text)[0]
    if cluster.role > Role.BARE:
        return "?"
    base = cluster.letters[0] if cluster.letters else cluster.rime[0]
    return base + "+" if cluster.rime else base


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
    if first == second or first + second == "ជញ":
        return "twin"
    if row is not None and row == other and not _NASALS & {first, second}:
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


def _is_native_end(letters: tuple[str, ...]) -> bool:
    """Whether a bare pair may end a native word with its vowel: ថ្ម, ល្អ, but not -ម្យ, -ព្វ."""
    return len(letters) > 1 and letters[-1] not in "យវ" and _kind(letters) != "stop"


def _open_cost(head: Cluster, skip: int, inner: bool, follower: Cluster | None) -> float:
    """What it costs to leave the syllable without a coda."""
    if head.rime:
        return _BREVE_OPEN if head.rime[-1] == "័" else 0.0
    if not inner or head.shifter:
        return 0.0
    if follower is None:
        if skip:
            return _OPEN_LAST_PARTED
        return _OPEN_LAST_PAIR if _is_native_end(head.letters) else _OPEN_LAST
    if skip:
        return 0.0
    if follower.letters[:1] == head.letters[-1:]:
        return _OPEN_INNER_TWIN
    if _kind(head.letters) == "liquid" and head.letters[-1] in "រល":
        return _OPEN_INNER_PAIR
    return _OPEN_INNER_R if head.letters == ("រ",) else _OPEN_INNER


def _close_cost(head: Cluster, skip: int, inner: bool, closer: Cluster, after: str) -> float:
    """What it costs to close the syllable with the base letter of the next group."""
    letter = closer.letters[0]
    cost = _CLOSED_INNER if inner and not head.rime and not skip else 0.0
    if head.rime[-1:] in _DIPHTHONGS:
        cost += _DIPHTHONG_CLOSED
    if letter in _NEVER_CODA or (closer.shifter and len(closer.letters) == 1):
        cost += _FORBIDDEN
    if skip or closer.rime or closer.bantoc or len(closer.letters) > 1:
        return cost
    if not after:
        white = letter == "ស" and not head.rime and head.letters[-1] not in _BEFORE_FINAL_S
        return cost + (_CLOSED_BY_S if white and (inner or len(head.letters) > 1) else 0.0)
    weight = _weight(head.rime)
    if after == letter + "+":
        cost += _CLOSED_BY_TWIN[weight]
        if weight and letter not in _COMMON_CODAS:
            cost += _RARE_CODA_TWIN
    elif letter == "រ":
        cost += _CLOSED_BY_R[weight]
    return cost


def _takes_coda(head: Cluster, follower: Cluster | None) -> bool:
    if follower is None or follower.role > Role.BARE or follower.rime[:1] in INDEPENDENT_VOWELS:
        return False
    if head.rime == "ាំ":
        return follower.letters[0] == "ង" and not follower.rime
    return head.rime[-1:] not in _FULL_SIGNS


def _may_mute(closer: Cluster) -> bool:
    """Whether a final ិ ុ on this cluster may be mute: -តិ, -ធុ, -ក្តិ, in Indic words."""
    return not closer.shifter and closer.letters[-1] in _MUTE_AFTER


class _Ending(NamedTuple):
    """How a syllable may end: its cost and what it takes from the next group."""

    cost: float
    coda: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    groups: int = 1
    taken: int = 0
    short: bool = False


def _endings(head: Cluster, skip: int, inner: bool, text: str, after: str) -> Iterator[_Ending]:
    """List how a syllable may end before or within the group `text`."""
    follower, killed = _parse(text) if text else (None, ())
    leave = _open_cost(head, skip, inner, follower)
    if follower is None or not _takes_coda(head, follower):
        yield _Ending(leave)
        return
    base, tail = follower.letters[:1], follower.letters[1:]
    mark = ("៌",) if follower.robat else ()
    close = _close_cost(head, skip, inner, follower, after)
    if follower.bantoc and not follower.rime:
        yield _Ending(close, base, tail + killed, groups=2, short=True)
        return
    if head.rime == "ាំ":
        leave += _AM_BEFORE_NG
    if not head.rime and not follower.rime and after == follower.letters[0] + "+":
        leave += _TWO_PRESYLLABLES
    kind = _kind(follower.letters)
    if not follower.rime:
        cost = 0.0
        if tail and after:
            cost = _TAIL_INNER
        elif _is_native_end(follower.letters):
            cost = _TAIL.get(kind, 0.0) + (_BARE_TAIL if inner and not head.rime else 0.0)
        yield _Ending(close + cost, base, mark + tail + killed, groups=2)
    elif follower.rime in _MUTE_VOWELS and _may_mute(follower):
        silent = (*mark, *tail, follower.rime, *killed)
        yield _Ending(close + (_MUTE_INNER if after else 0.0), base, silent, groups=2)
        if not after:
            leave += _UNMUTED_LAST
            close += _UNMUTED_LAST
    if tail:
        weight = _weight(head.rime)
        yield _Ending(close + _PART[kind][weight], base, mark, taken=1)
        leave += _KEEP.get(kind, (0.0, 0.0, 0.0))[weight]
    yield _Ending(leave)


@lru_cache(maxsize=1 << 16)
def arcs(text: str, following: str, after: str, skip: int, inner: bool) -> tuple[Arc, ...]:
    """List the syllables that may begin with a group.

    Args:
        text: the group, a nucleus or bare.
        following: the next group, empty at the end of the token.
        after: the `outlook` of the group after that, empty at the end.
        skip: 1 where the base letter of `text` has closed the syllable before, else 0.
        inner: whether anything precedes in the token.

    Returns:
        The arcs, in no order of merit; never empty.

    Examples:
        >>> [(arc.onset, arc.rime, arc.coda) for arc in arcs("សុ", "ខ", "", 0, False)]
        [(('ស',), 'ុ', ('ខ',)), (('ស',), 'ុ', ())]
    """
    head, killed = _parse(text)
    letters = head.letters[skip:]
    independent = head.rime[:1] in INDEPENDENT_VOWELS
    barred = inner and not skip and (head.bantoc or _kind(letters) in _NEVER_ONSET)
    if independent and letters:
        endings = [_Ending(0.0, letters, killed)]
    elif killed:
        endings = [_Ending(_open_cost(head, skip, inner, None), (), killed)]
    else:
        endings = list(_endings(head, skip, inner, following, after))
    found = []
    for ending in endings:
        end = len(text)
        if ending.groups == 2:
            end += len(following)
        elif ending.taken:
            end += 1 + _parse(following)[0].robat
        found.append(
            Arc(
                ending.cost + (_FORBIDDEN if barred else 0.0),
                ending.groups,
                ending.taken,
                () if independent else letters,
                register_of(letters, head.shifter) if skip else head.register,
                head.rime,
                ending.short,
                ending.coda,
                ending.silent,
                1 + head.robat if skip else 0,
                end,
                not independent and not head.shifter and SONORANTS.issuperset(letters),
            )
        )
    return tuple(found)
