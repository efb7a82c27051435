"""How a written piece of a name is spelled and heard, at little cost."""

from __future__ import annotations

from functools import lru_cache

from khnorm.sound.keys import fine_latin
from khnorm.sound.spellings import unit_slots
from khnorm.text.scripts import has_khmer

__all__ = ["heard", "skeleton", "sounds", "spelled"]


@lru_cache(maxsize=1 << 16)
def _romanized(token: str) -> str:
    return "".join([slot.spellings[0][0] for slot in unit_slots(token)])


def spelled(piece: str) -> str:
    """Give the usual Latin spelling of a folded piece, its tokens glued.

    Examples:
        >>> spelled("សុខ គង់"), spelled("sok kong"), spelled("សុខ kong")
        ('sokkong', 'sokkong', 'sokkong')
    """
    return "".join(_spellings(piece))


def heard(piece: str) -> tuple[str, str]:
    """Spell and hear a folded piece: one character a sound (`khnorm.sound.keys.fine_latin`).

    Examples:
        >>> heard("sok kheang")
        ('sokkheang', 'SoKKzG')
    """
    spellings = _spellings(piece)
    return "".join(spellings), "".join(map(fine_latin, spellings))


def sounds(piece: str) -> str:
    """Hear a folded piece, as `heard` does.

    Examples:
        >>> sounds("sok kheang")
        'SoKKzG'
    """
    return "".join(map(fine_latin, _spellings(piece)))


def _spellings(piece: str) -> list[str]:
    """Give the usual Latin spelling of each token of a folded piece."""
    tokens = piece.split()
    if piece.isascii():
        return tokens
    return [_romanized(token) if has_khmer(token) else token for token in tokens]


def skeleton(piece: str) -> str:
    """Give the consonants that are heard in a folded piece.

    Examples:
        >>> skeleton("sophea"), skeleton("សុភា")
        ('SP', 'SP')
    """
    return "".join(filter(str.isupper, sounds(piece)))
