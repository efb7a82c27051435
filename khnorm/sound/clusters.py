"""One grapheme cluster taken apart: its letters, its rime, its register, its part in a syllable.

Canonical Khmer is leant on (`khnorm.text.normalize`); what is not canonical is read as far as it
goes and never raises.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

__all__ = [
    "COENG",
    "CONSONANTS",
    "INDEPENDENT_VOWELS",
    "SONORANTS",
    "Cluster",
    "Role",
    "parse_cluster",
    "register_of",
]

# The letter's own register (UNGEGN 1972; the first, a-series, is 1 and the second, o-series, 2).
_FIRST = "កខចឆដឋណតថបផសហឡអឞ"
_SECOND = "គឃងជឈញឌឍទធនពភមយរលវឝ"
CONSONANTS = frozenset(_FIRST + _SECOND)
INDEPENDENT_VOWELS = frozenset("ឥឦឧឨឩឪឫឬឭឮឯឰឱឲឳ")
SONORANTS = frozenset("ងញណនមយរលវឡ")
_REGISTER = dict.fromkeys(_FIRST, 1) | dict.fromkeys(_SECOND, 2)

COENG, _ROBAT, _BANTOC, _KILLER = "្", "៌", "់", "៍"
_SHIFTERS = frozenset("៉៊")
_VOWELS = frozenset("ាិីឹឺុូួើឿៀេែៃោៅ")
_SOUNDED_SIGNS = "ំ័"
_FINAL_SIGNS = "ះៈ"


class Role(IntEnum):
    """What a cluster can be in a syllable."""

    NUCLEUS = 0  # it writes its vowel
    BARE = 1  # consonants only: a coda, or an onset with the inherent vowel
    KILLED = 2  # toandakhiat: written, not sounded
    OTHER = 3  # not a Khmer letter


class Cluster(NamedTuple):
    """A grapheme cluster: `letters` base first, `rime` a row of the rime table ('' = inherent).

    `register` is the letters' own, before anything is carried over; `passive` is true where
    nothing in the onset withstands a carried register (UNGEGN 1972, note on sonorants).
    """

    text: str
    role: Role
    letters: tuple[str, ...]
    rime: str
    register: int
    passive: bool
    bantoc: bool
    robat: bool
    shifter: str


@lru_cache(maxsize=4096)
def register_of(letters: tuple[str, ...], shifter: str = "") -> int:
    """Decide the register of an onset.

    A shifter decides; else the last obstruent; else the first letter. The digraphs of foreign
    sounds that begin with ហ are of the first register (UNGEGN 1972; UTN 61 on sonority).

    Args:
        letters: the consonants of the onset, base first.
        shifter: `៉`, `៊` or empty.

    Returns:
        1 or 2.

    Examples:
        >>> register_of(("ស", "រ")), register_of(("ផ", "ទ")), register_of(("ហ", "គ"))
        (1, 2, 1)
        >>> register_of(("ប",), "៊")
        2
    """
    if shifter:
        return 1 if shifter == "៉" else 2
    if len(letters) > 1 and letters[0] == "ហ":
        return 1
    for letter in reversed(letters):
        if letter in _REGISTER and letter not in SONORANTS:
            return _REGISTER[letter]
    return _REGISTER.get(letters[0], 1) if letters else 1


@lru_cache(maxsize=8192)
def parse_cluster(text: str) -> Cluster:
    """Take one grapheme cluster apart.

    Args:
        text: one cluster as `khnorm.text.khmer.clusters` gives it.

    Returns:
        The cluster; anything that is not a Khmer letter has the role `OTHER`.

    Examples:
        >>> parse_cluster("ស្រី").letters, parse_cluster("ស្រី").rime
        (('ស', 'រ'), 'ី')
        >>> parse_cluster("ធិ៍").role.name
        'KILLED'
    """
    base = text[:1]
    if base not in CONSONANTS and base not in INDEPENDENT_VOWELS:
        return Cluster(text, Role.OTHER, (), "", 1, False, False, False, "")
    letters = [base]
    shifter = vowel = signs = ""
    subscript = False
    for char in text[1:]:
        if char == COENG:
            subscript = True
            continue
        if subscript or char in CONSONANTS:
            letters.append(char)
        elif char in _SHIFTERS:
            shifter = char
        elif char in _VOWELS:
            vowel += char
        elif char in _SOUNDED_SIGNS or char in _FINAL_SIGNS:
            signs += char
        subscript = False
    if letters[:2] == ["ទ", "ប"]:
        letters[:2] = ["ឡ"]  # drawn alike and typed for it; no Khmer word holds ទ្ប (UTN 61)
    rime = vowel + signs
    if base in INDEPENDENT_VOWELS:
        rime = base + rime
        letters = letters[1:]
    role = Role.NUCLEUS if rime else Role.BARE
    if _KILLER in text:
        role = Role.KILLED
    if base == "ប" and shifter == "៉" and len(letters) == 1:
        letters[0] = "ប៉"
    onset = tuple(letters)
    return Cluster(
        text,
        role,
        onset,
        rime,
        register_of(onset, shifter) if base in CONSONANTS else 1,
        bool(onset) and not shifter and base in CONSONANTS and SONORANTS.issuperset(onset),
        _BANTOC in text,
        _ROBAT in text,
        shifter,
    )
