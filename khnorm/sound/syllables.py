"""From a Khmer token to its syllables: the best readings first.

Khmer does not write every vowel nor sound every letter, so a token is a lattice of possible
syllables. `readings` gives the cheapest paths through it.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate
from operator import itemgetter

from khnorm.sound.clusters import COENG
from khnorm.sound.forms import Reading, Syllable
from khnorm.sound.lattice import Arc, arcs, group, outlook
from khnorm.sound.words import Word, words_at
from khnorm.text.normalize import normalize

__all__ = ["Reading", "Syllable", "paths", "readings"]

# A path reached so far: what it costs, what came before, its last step and where that begins.
Path = tuple[float, "Path | None", "Arc | Word | None", int]
_START: Path = (0.0, None, None, 0)
_cost_of = itemgetter(0)


def paths(groups: tuple[str, ...], limit: int, respelled: bool) -> list[Path]:
    """Find the cheapest paths through a token, cheapest first.

    A state 2n + k is group n with k of its letters taken by the syllable before.

    Args:
        groups: the token as `khnorm.sound.lattice.group` parts it.
        limit: how many at most.
        respelled: as `readings` takes it.

    Returns:
        Linked paths; there is always one.

    Examples:
        >>> [cost for cost, *_ in paths(group("សុខ"), 3, True)]
        [0.0, 1.2]
    """
    size = len(groups)
    reached: list[list[Path]] = [[] for _ in range(2 * size + 2)]
    reached[0].append(_START)
    views = [*map(outlook, groups), "", ""]
    texts = (*groups, "")
    for state in range(2 * size):
        here = reached[state]
        if not here:
            continue
        if len(here) > limit:
            here.sort(key=_cost_of)
            del here[limit:]
        place, skip = state >> 1, state & 1
        if views[place] == "?":
            reached[state - skip + 2].extend(here)
            continue
        for arc in arcs(texts[place], texts[place + 1], views[place + 2], skip, place > 0):
            step = reached[state - skip + 2 * arc.size + arc.taken]
            for path in here:
                step.append((path[0] + arc.cost, path, arc, place))
        for word in () if skip else words_at(groups, place, respelled):
            step = reached[state + 2 * len(word.groups)]
            for path in here:
                step.append((path[0] + word.cost, path, word, place))
    return sorted(reached[2 * size], key=_cost_of)[:limit]


def _steps(path: Path | None) -> list[tuple[int, Arc | Word]]:
    taken: list[tuple[int, Arc | Word]] = []
    while path is not None:
        if path[2] is not None:
            taken.append((path[3], path[2]))
        path = path[1]
    taken.reverse()
    return taken


def _carries(before: Syllable, text: str) -> bool:
    """Whether a register-1 syllable hands its register on to the bare sonorant after it.

    After `ំ`, after a presyllable of one letter, and under the nasal of a presyllable
    (ចំរើន, សរសេរ, កន្លែង); gazetteer counts.
    """
    if before.rime:
        return before.rime == "ំ"
    if before.coda:
        return text[0] == COENG and before.coda[0] in "ងញណនម"
    return len(before.onset) == 1 and before.text[0] != COENG


def _may_end(syllable: Syllable) -> bool:
    """Whether a word may end here: not in a presyllable (ប្រ|សិទ្ធ, សំ|រិទ្ធ) nor an open ិ ុ."""
    if syllable.rime == "ំ":
        return syllable.register == 2
    return bool(syllable.coda) or syllable.rime not in ("", "ិ", "ុ")


def _settled(said: list[tuple[Syllable, bool]]) -> tuple[Syllable, ...]:
    """Settle what a syllable owes the one before: a carried register, reduction."""
    found: list[Syllable] = []
    last = len(said) - 1
    for number, (syllable, passive) in enumerate(said):
        carried = (
            passive
            and syllable.register == 2
            and not syllable.opens
            and found[-1].register == 1
            and _carries(found[-1], syllable.text)
        )
        ends = number == last or said[number + 1][0].opens
        reduced = not ends and not syllable.rime and not syllable.coda
        if carried or reduced:
            register = 1 if carried else syllable.register
            syllable = syllable._replace(register=register, carried=carried, reduced=reduced)
        found.append(syllable)
    return tuple(found)


def _syllables(path: Path, starts: list[int], token: str) -> tuple[Syllable, ...]:
    said: list[tuple[Syllable, bool]] = []
    opens = True
    for place, step in _steps(path):
        base = starts[place]
        if isinstance(step, Arc):
            start, end = base + step.start, base + step.end
            syllable = Syllable(*step[3:9], False, False, token[start:end], start, end, opens)
            said.append((syllable, step.passive))
            opens = False
            continue
        opens = opens or not said or _may_end(said[-1][0])
        for known, passive in step.syllables:
            start, end = base + known.start, base + known.end
            said.append((known._replace(start=start, end=end, opens=opens), passive))
            opens = False
        opens = True
    return _settled(said)


@lru_cache(maxsize=1 << 14)
def _readings(token: str, limit: int, respelled: bool) -> tuple[Reading, ...]:
    canonical = normalize(token)
    groups = group(canonical)
    starts = [0, *accumulate(map(len, groups))]
    found: dict[tuple[Syllable, ...], float] = {}
    cheapest = paths(groups, limit, respelled)
    for path in cheapest:
        syllables = _syllables(path, starts, canonical)
        if syllables:
            found.setdefault(syllables, path[0] - cheapest[0][0])
    return tuple(Reading(cost, syllables) for syllables, cost in found.items())


def readings(token: str, *, limit: int = 4, respelled: bool = True) -> tuple[Reading, ...]:
    """Read a Khmer token: syllables with onset, register, rime, coda and silent letters.

    Args:
        token: a word or a glued compound in Khmer, in any encoding that `normalize` mends.
        limit: how many readings at most, 1 or more.
        respelled: whether the respellings of `data/readings.tsv` are heard, or only the places
            where its words part.

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
    return _readings(token, limit, respelled)
