"""How a written piece of a name sounds, at little cost: enough to tell what is out of the question."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from khnorm.match.habits import usual
from khnorm.sound.keys import fine
from khnorm.sound.spellings import unit_slots

__all__ = ["is_khmer", "skeleton", "sketch", "sounds", "spelled", "unlike"]

_KHMER = re.compile("[\u1780-\u17b3]").search


def is_khmer(text: str) -> bool:
    """Say whether a piece holds a Khmer letter.

    Examples:
        >>> is_khmer("សុខ"), is_khmer("sok")
        (True, False)
    """
    return _KHMER(text) is not None


@lru_cache(maxsize=1 << 16)
def spelled(piece: str) -> str:
    """Give the usual Latin spelling of a folded piece, its tokens glued.

    Examples:
        >>> spelled("សុខ គង់"), spelled("sok kong")
        ('sokkong', 'sokkong')
    """
    if not is_khmer(piece):
        return piece.replace(" ", "")
    return "".join([slot.spellings[0][0] for token in piece.split() for slot in unit_slots(token)])


@lru_cache(maxsize=1 << 16)
def sounds(piece: str) -> str:
    """Hear a folded piece: one character a sound (`khnorm.sound.keys.fine`).

    Examples:
        >>> sounds("sok kheang")
        'SoKKzG'
    """
    return "".join(fine(spelled(token)) for token in piece.split())


@lru_cache(maxsize=1 << 16)
def sketch(piece: str) -> str:
    """Put the sounds of a folded piece and its letters, usual ones for those of habit, in a row.

    How many characters two sketches share tells at little cost how alike two pieces are, by ear
    and by letter.

    Examples:
        >>> sketch("sisowath"), sketch("សុខ")
        ('SiSoVaTsisovath', 'SoKsok')
    """
    return sounds(piece) + usual(spelled(piece))[0]


@lru_cache(maxsize=1 << 16)
def skeleton(piece: str) -> str:
    """Give the consonants that are heard in a folded piece.

    Examples:
        >>> skeleton("sophea"), skeleton("សុភា")
        ('SP', 'SP')
    """
    return "".join(filter(str.isupper, sounds(piece)))


@lru_cache(maxsize=1 << 17)
def unlike(left: str, right: str) -> bool:
    """Say whether two pieces sound so unlike that no alignment can bring them near.

    Examples:
        >>> unlike("sok", "heng"), unlike("sok", "sokh")
        (True, False)
    """
    heard, other = sounds(left), sounds(right)
    most = max(1, (max(len(heard), len(other)) + 1) // 2)
    return Levenshtein.distance(heard, other, score_cutoff=most) > most
