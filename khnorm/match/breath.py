"""Whether two Khmer pieces are said with the same breath: ជ or ឈ, ក or ខ."""

from __future__ import annotations

from functools import lru_cache

from khnorm.text.khmer import clusters
from khnorm.text.scripts import COENG

__all__ = ["breaths_agree"]

_PLAIN = dict(zip("កគចជតទព", "KKCCTTP", strict=True))
_BREATHED = dict(zip("ខឃឆឈឋឍថធផភ", "KKCCTTTTPP", strict=True))
_VOWELS = frozenset(map(chr, range(0x17B6, 0x17C6)))  # signs of vowels that are written
_SHIFTED = "ប\u17c9"  # ប៉ is p without breath, ប is b


def breaths_agree(left: str, right: str) -> bool:
    """Tell whether no consonant that begins a syllable is breathed in one of two Khmer pieces alone.

    Khmer writes the breath with another letter, whose name is another one: ជួន Chuon, ឈួន Chhuon
    (`naming.md` 7). At the end of a syllable and before a letter below it is not heard.

    Args:
        left: a folded Khmer piece.
        right: another.

    Returns:
        Whether they agree; True also where they have not as many such consonants.

    Examples:
        >>> breaths_agree("ជួន", "ឈួន"), breaths_agree("ធារិន", "ថារិន"), breaths_agree("រដ្ឋ", "រត្ន")
        (False, True, True)
        >>> breaths_agree("សុធារិន្ទ", "សុទ្ធារិន"), breaths_agree("ផន", "ប៉ន")
        (True, False)
    """
    ours, theirs = _onsets(left), _onsets(right)
    if len(ours) != len(theirs):
        return True
    return not any(
        one != other and one.upper() == other.upper()
        for one, other in zip(ours, theirs, strict=True)
    )


@lru_cache(maxsize=1 << 14)
def _onsets(piece: str) -> str:
    """Give the place of each consonant that begins a syllable, small if breathed; `-` for others."""
    found = []
    for number, cluster in enumerate(clusters(piece)):
        if number and _VOWELS.isdisjoint(cluster):
            continue
        letter = cluster[:1]
        if COENG in cluster:
            found.append("-")
        elif letter in _BREATHED:
            found.append(_BREATHED[letter].lower())
        else:
            found.append("P" if cluster.startswith(_SHIFTED) else _PLAIN.get(letter, "-"))
    return "".join(found)
