"""From a Khmer token to its syllables: the best readings first.

Khmer does not write every vowel nor sound every letter, so a token is a lattice of possible
syllables. `readings` gives the cheapest paths through it.
"""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter

from khnorm.sound.clusters import COENG, Role, parse_cluster
from khnorm.sound.forms import Reading, Syllable
from khnorm.sound.lattice import WINDOW, Arc, arcs
from khnorm.sound.words import Word, words_at
from khnorm.text.khmer import clusters as split_clusters
from khnorm.text.normalize import normalize

__all__ = ["Reading", "Syllable", "readings"]

# One step of a path: an arc, or a known word, and the place it was taken from.
Step = tuple[int, "Arc | Word"]
# A path reached so far: what it costs, what came before, its last step.
Path = tuple[float, "Path | None", "Step | None"]
_cost_of = itemgetter(0)


def _paths(texts: tuple[str, ...], limit: int, respelled: bool) -> list[Path]:
    size = len(texts)
    reached: dict[tuple[int, int], list[Path]] = {(0, 0): [(0.0, None, None)]}
    for place in range(size):
        for skip in (0, 1):
            here = reached.get((place, skip))
            if here is None:
                continue
            if len(here) > limit:
                here = sorted(here, key=_cost_of)[:limit]
            if parse_cluster(texts[place]).role > Role.BARE:
                reached.setdefault((place + 1, 0), []).extend(here)
                continue
            for arc in arcs(texts[place : place + WINDOW], skip, place > 0):
                step = reached.setdefault((place + arc.size, arc.taken), [])
                step.extend((path[0] + arc.cost, path, (place, arc)) for path in here)
            for word in () if skip else words_at(texts, place, respelled):
                step = reached.setdefault((place + len(word.clusters), 0), [])
                step.extend((path[0] + word.cost, path, (place, word)) for path in here)
    return sorted(reached[(size, 0)], key=_cost_of)[:limit]


def _steps(path: Path | None) -> list[Step]:
    taken = []
    while path is not None:
        if path[2] is not None:
            taken.append(path[2])
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
    return len(before.onset) == 1


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
        for number, (known, passive) in enumerate(step.syllables):
            start, end = base + known.start, base + known.end
            said.append((known._replace(start=start, end=end, opens=number == 0), passive))
        opens = True
    return _settled(said)


@lru_cache(maxsize=65536)
def _readings(token: str, limit: int, respelled: bool) -> tuple[Reading, ...]:
    canonical = normalize(token)
    texts = split_clusters(canonical)
    if not any(parse_cluster(text).role <= Role.BARE for text in texts):
        return ()
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text))
    return tuple(
        Reading(path[0], _syllables(path, starts, canonical))
        for path in _paths(texts, limit, respelled)
    )


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
