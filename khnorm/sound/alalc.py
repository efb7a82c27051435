"""ALA-LC: letter for letter from the grapheme clusters, whatever the sound (ALA-LC Khmer, 2012).

The inherent vowel is written *a* after every consonant that carries no other vowel, save at the
end of a word, under a toandakhiat, and on a letter that a bantoc makes a final.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize as compose

from khnorm.sound.cells import Cell, cell, find
from khnorm.sound.clusters import INDEPENDENT_VOWELS, Cluster, Role, parse_cluster

__all__ = ["Graph", "graphs"]

_SCHEME = "alalc"
_SIGNS = "៉៊៍៎៏"
_ROBAT, _BANTOC = "៌", "់"


class Graph(NamedTuple):
    """One sign of a cluster with its cell."""

    letters: str
    cell: Cell


def _rime(rime: str, bantoc: bool) -> list[Graph]:
    unit = rime + (_BANTOC if bantoc else "")
    whole = find(_SCHEME, "rime", unit)
    if whole is not None:
        return [Graph(unit, whole)]
    found = [Graph(part, cell(_SCHEME, "rime", part)) for part in rime]
    if bantoc:
        accent = cell(_SCHEME, "sign", _BANTOC)
        first = found[0].cell
        found[0] = Graph(
            found[0].letters, first._replace(spelling=first.spelling + accent.spelling)
        )
    return found


@lru_cache(maxsize=1 << 14)
def _cluster_graphs(text: str, first: bool, last: bool, bantoc: bool) -> tuple[Graph, ...]:
    part: Cluster = parse_cluster(text)
    found = [Graph(_ROBAT, cell(_SCHEME, "sign", _ROBAT))] if part.robat else []
    independent = part.rime[:1] in INDEPENDENT_VOWELS
    if independent:
        found += _rime(part.rime[:1], False)
    found += [Graph(x[0], cell(_SCHEME, "onset", x[0])) for x in part.letters]
    marks = [sign for sign in text if sign in _SIGNS]
    found += [Graph(sign, cell(_SCHEME, "sign", sign)) for sign in marks if sign in "៉៊"]
    rime = part.rime[1:] if independent else part.rime
    silent = part.role is Role.KILLED or part.bantoc or independent or (last and not first)
    if rime or not silent:
        found += _rime(rime, bantoc)
    found += [Graph(sign, cell(_SCHEME, "sign", sign)) for sign in marks if sign not in "៉៊"]
    return tuple(found)


def graphs(texts: tuple[str, ...]) -> list[tuple[Graph, ...]]:
    """Spell the grapheme clusters of one word letter for letter.

    Args:
        texts: the clusters of a Khmer word.

    Returns:
        For each cluster its signs in the order in which ALA-LC writes them.

    Examples:
        >>> from khnorm.text.khmer import clusters
        >>> spelled = graphs(clusters("អធិបតេយ្យ"))
        >>> "".join(graph.cell.spelling for group in spelled for graph in group)
        '‛adhipateyy'
    """
    last = len(texts) - 1
    found = []
    for number, text in enumerate(texts):
        follower = parse_cluster(texts[number + 1]) if number < last else None
        bantoc = follower is not None and follower.bantoc and not follower.rime
        found.append(_cluster_graphs(text, number == 0, number == last, bantoc))
    return found


def render(texts: tuple[str, ...]) -> str:
    """Spell one word in ALA-LC, in lower case, composed (NFC).

    Args:
        texts: the clusters of a Khmer word.

    Returns:
        The spelling.
    """
    signs = (graph.cell.spelling for group in graphs(texts) for graph in group)
    return compose("NFC", "".join(signs))
