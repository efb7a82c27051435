"""From a Khmer token to its syllables: the best readings first.

Khmer does not write every vowel nor sound every letter, so a token is a lattice of possible
syllables. `readings` gives the cheapest paths through it.
"""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter

from khnorm.sound.clusters import (
    INDEPENDENT_VOWELS,
    SONORANTS,
    Cluster,
    Role,
    parse_cluster,
    register_of,
)
from khnorm.sound.forms import Reading, Syllable
from khnorm.sound.lattice import Arc, arcs
from khnorm.sound.words import Word, words_at
from khnorm.text.khmer import clusters as split_clusters
from khnorm.text.normalize import normalize

__all__ = ["Reading", "Syllable", "readings"]

Node = tuple[float, "Node | None", "Arc | tuple[int, Word] | None"]
_cost_of = itemgetter(0)


def _paths(
    clusters: tuple[Cluster, ...], texts: tuple[str, ...], limit: int, respelled: bool
) -> list[Node]:
    size = len(clusters)
    reached: dict[tuple[int, int], list[Node]] = {(0, 0): [(0.0, None, None)]}
    for place in range(size):
        for skip in (0, 1):
            here = reached.get((place, skip))
            if here is None:
                continue
            if len(here) > limit:
                here = sorted(here, key=_cost_of)[:limit]
            role = clusters[place].role
            if role is Role.OTHER or (role is Role.KILLED and not skip):
                step = reached.setdefault((place + 1, 0), [])
                step.extend((node[0], node, None) for node in here)
                continue
            for arc in arcs(clusters, place, skip):
                step = reached.setdefault((arc.last, arc.taken), [])
                step.extend((node[0] + arc.cost, node, arc) for node in here)
            if skip:
                continue
            for word in words_at(texts, place, respelled):
                step = reached.setdefault((place + len(word.clusters), 0), [])
                step.extend((node[0] + word.cost, node, (place, word)) for node in here)
    return sorted(reached[(size, 0)], key=_cost_of)[:limit]


def _steps(node: Node | None) -> list[Arc | tuple[int, Word]]:
    taken = []
    while node is not None:
        if node[2] is not None:
            taken.append(node[2])
        node = node[1]
    taken.reverse()
    return taken


def _spoken(arc: Arc, clusters: tuple[Cluster, ...], starts: list[int], token: str) -> Syllable:
    head = clusters[arc.first]
    onset = () if head.rime[:1] in INDEPENDENT_VOWELS else head.letters[arc.skip :]
    start = starts[arc.first] + (1 + head.robat if arc.skip else 0)
    end = starts[arc.last] + (1 + clusters[arc.last].robat if arc.taken else 0)
    return Syllable(
        onset,
        register_of(onset, head.shifter) if arc.skip else head.register,
        head.rime,
        arc.short,
        arc.coda,
        arc.silent,
        False,
        False,
        token[start:end],
        start,
        end,
        False,
    )


def _carries(before: Syllable) -> bool:
    """Whether a register-1 syllable hands its register on to a bare sonorant (2.5 a, b)."""
    if before.rime == "ំ":
        return True
    return not before.rime and not before.coda and len(before.onset) == 1


def _joined(steps: list[tuple[Syllable, bool, bool]]) -> tuple[Syllable, ...]:
    """Settle what a syllable owes its neighbours: carried register, reduction."""
    found: list[Syllable] = []
    last = len(steps) - 1
    for number, (syllable, passive, opens) in enumerate(steps):
        before = found[-1] if found and not opens else None
        carried = (
            passive
            and syllable.register == 2
            and before is not None
            and before.register == 1
            and _carries(before)
        )
        reduced = not syllable.rime and not syllable.coda and number < last
        if carried or reduced or opens:
            syllable = syllable._replace(
                register=1 if carried else syllable.register,
                carried=carried,
                reduced=reduced,
                opens=opens,
            )
        found.append(syllable)
    return tuple(found)


def _syllables(
    node: Node, clusters: tuple[Cluster, ...], starts: list[int], token: str
) -> tuple[Syllable, ...]:
    said: list[tuple[Syllable, bool, bool]] = []
    opens = True
    for step in _steps(node):
        if isinstance(step, Arc):
            head = clusters[step.first]
            passive = head.passive if not step.skip else _is_passive(head.letters[step.skip :])
            said.append((_spoken(step, clusters, starts, token), passive, opens))
            opens = False
        else:
            place, word = step
            base = starts[place]
            for number, (syllable, passive) in enumerate(word.syllables):
                moved = syllable._replace(start=base + syllable.start, end=base + syllable.end)
                said.append((moved, passive, number == 0))
            opens = True
    return _joined(said)


def _is_passive(letters: tuple[str, ...]) -> bool:
    return SONORANTS.issuperset(letters)


@lru_cache(maxsize=65536)
def _readings(token: str, limit: int, respelled: bool = True) -> tuple[Reading, ...]:
    canonical = normalize(token)
    texts = split_clusters(canonical)
    clusters = tuple(parse_cluster(text) for text in texts)
    if not any(cluster.role <= Role.BARE for cluster in clusters):
        return ()
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text))
    return tuple(
        Reading(node[0], _syllables(node, clusters, starts, canonical))
        for node in _paths(clusters, texts, limit, respelled)
    )


def readings(token: str, *, limit: int = 4) -> tuple[Reading, ...]:
    """Read a Khmer token: syllables with onset, register, rime, coda and silent letters.

    Args:
        token: a word or a glued compound in Khmer, in any encoding that `normalize` mends.
        limit: how many readings at most, 1 or more.

    Returns:
        The readings, best first; empty where the token holds no Khmer letter.

    Raises:
        TypeError: the token is not a string.

    Examples:
        >>> [syllable.text for syllable in readings("វណ្ណា")[0].syllables]
        ['វណ', '្ណា']
    """
    if not isinstance(token, str):
        raise TypeError(f"readings takes a str, not {type(token).__name__}; decode bytes first")
    return _readings(token, limit)
