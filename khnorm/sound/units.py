"""A Khmer token as written units, each of which a Latin spelling answers or leaves out.

A unit is one letter, one rime or one silent letter at its place in the token. Which Latin letters
stand for it depends on its neighbours, so each unit names its contexts, the longest first.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from khnorm.sound.clusters import INDEPENDENT_VOWELS, Cluster, Role, parse_cluster
from khnorm.text.khmer import clusters

__all__ = ["Unit", "units"]

_BANTOC, _COENG = "់", "្"
_SHIFTED = "៉"
# Two shapes of one letter (UTN 61).
_ONE_LETTER = ("ឲ", "ឱ")
# Digraph onsets for foreign sounds (UNGEGN 1972 has none; Huffman 1970, and usage).
_DIGRAPH_SECOND = frozenset("គវសនមលបក")
_START, _END, _UNWRITTEN = "^", "$", "@"
_OPEN = ("open", "lead")
_VOCALIC = ("rime", *_OPEN)


class Unit(NamedTuple):
    """One written unit.

    `text` is what stands in the token, empty for an unwritten vowel. `slot` names the unit in
    `data/correspondences.tsv`: its role (first, onset, sub, rime, lead, open, coda, tail, killed,
    robat) and its letters; a rime has its register, `2c` where the first may be carried
    over. An unwritten vowel that no coda closes is `lead` in the first syllable, else `open`.
    `contexts` are the neighbourhoods to look up, longest first; the last one is empty.
    """

    text: str
    slot: str
    contexts: tuple[str, ...]

    @property
    def is_vowel(self) -> bool:
        """Whether vowels answer the unit rather than consonants."""
        return self.slot.startswith(_VOCALIC)


def _onset(cluster: Cluster, role: str) -> list[tuple[str, str]]:
    letters = list(cluster.letters)
    if len(letters) > 1 and letters[0] == "ហ" and letters[1] in _DIGRAPH_SECOND:
        letters[:2] = ["ហ្" + letters[1]]
    if letters[0] == "ប" and cluster.shifter == _SHIFTED:
        letters[0] += _SHIFTED
    return [(letters[0], f"{role} {letters[0]}")] + [(_COENG + x, f"sub {x}") for x in letters[1:]]


def _final(cluster: Cluster) -> list[tuple[str, str]]:
    letter = cluster.letters[0] + (_BANTOC if cluster.bantoc else "")
    return [(letter, f"coda {letter}")] + [(_COENG + x, f"tail {x}") for x in cluster.letters[1:]]


def _closed(slot: tuple[str, str], after: tuple[str, str] | None) -> tuple[str, str]:
    text, name = slot
    if name.startswith(_OPEN) and after and after[1].startswith("coda"):
        return text, "rime" + name[4:]
    return slot


def _slots(token: str) -> list[tuple[str, str]]:
    """Name the units in order: what is written, and which slot it fills."""
    parts = [part for part in map(parse_cluster, clusters(token)) if part.role is not Role.OTHER]
    last = max((i for i, part in enumerate(parts) if part.role is not Role.KILLED), default=-1)
    found: list[tuple[str, str]] = []
    register, nucleus = 0, False
    for i, part in enumerate(parts):
        if part.role is Role.KILLED:
            found += [(x, f"killed {x}") for x in (*part.letters, part.rime) if x]
            continue
        if part.robat:
            found.append(("៌", "robat ៌"))
        if part.role is Role.BARE and nucleus and (part.bantoc or i == last):
            found += _final(part)
            continue
        if part.rime[:1] in INDEPENDENT_VOWELS and part.rime:
            found.append((part.rime, f"rime {part.rime.replace(*_ONE_LETTER)}"))
            found += [(_COENG + x, f"sub {x}") for x in part.letters]
            register = 1
        else:
            found += _onset(part, "onset" if found else "first")
            carried = part.passive and part.register == 2 and register == 1
            register = 1 if carried else part.register
            heard = "2c" if carried else str(part.register)
            kind = "rime" if part.rime else "open" if nucleus else "lead"
            found.append((part.rime, f"{kind} {part.rime or _UNWRITTEN}/{heard}"))
        nucleus = True
    return [_closed(slot, after) for slot, after in zip_longest(found, found[1:])]


@lru_cache(maxsize=1024)
def units(token: str) -> tuple[Unit, ...]:
    """Take a canonical Khmer token apart into written units.

    Args:
        token: one token in canonical Khmer (`khnorm.text.normalize.normalize`); letters of other
            scripts are passed over.

    Returns:
        The units in the order in which they sound; empty if there is no Khmer letter.

    Examples:
        >>> [unit.slot for unit in units("ផល")]
        ['first ផ', 'rime @/1', 'coda ល']
        >>> units("ផល")[1].contexts
        ('^ ផ _ ល $ $', 'ផ _ ល $', '_ ល $', '_ ល', '')
    """
    slots = _slots(token)
    shown = [text or _UNWRITTEN for text, _ in slots]
    row = [_START, _START, *shown, _END, _END, _END]
    vowel = [slot.startswith(_VOCALIC) for _, slot in slots] + [True, True]
    found = []
    for i, (text, slot) in enumerate(slots):
        before2, before, after, after2, after3 = row[i], row[i + 1], *row[i + 3 : i + 6]
        if vowel[i]:
            beyond = after2 if after2 in (_END, _UNWRITTEN) else "V" if vowel[i + 2] else "C"
            contexts: tuple[str, ...] = (
                f"{before2} {before} _ {after} {after2} {after3}",
                f"{before} _ {after} {after2}",
                f"_ {after} {beyond}",
                f"_ {after}",
                "",
            )
        else:
            below = text.startswith(_COENG)
            contexts = (
                f"{before2} {before} _ {after} {after2}",
                f"{before} _ {after}",
                f"{before} _" if below else f"_ {after}",
                "",
            )
        found.append(Unit(text, slot, contexts))
    return tuple(found)
