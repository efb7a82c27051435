"""A Khmer token as written units, each of which a Latin spelling answers or leaves out.

A unit is one letter, one rime or one silent letter at its place in the token. Which Latin letters
stand for it depends on its neighbours, so each unit names its contexts, the longest first.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from khnorm.sound.clusters import INDEPENDENT_VOWELS, Cluster, Role, parse_cluster
from khnorm.text.khmer import clusters

__all__ = ["Place", "Sign", "Unit", "contexts_at", "is_vowel", "places", "text_at", "units"]

_BANTOC, _COENG = "់", "្"
_SHIFTED = "៉"
# Two shapes of one letter (UTN 61).
_ONE_LETTER = ("ឲ", "ឱ")
# Digraph onsets for foreign sounds (UNGEGN 1972 has none; Huffman 1970, and usage).
_DIGRAPH_SECOND = frozenset("គវសនមលបក")
_START, _END, _UNWRITTEN = "^", "$", "@"
_OPEN = ("open", "lead")
_VOCALIC = ("rime", *_OPEN)

# Members of an Enum are slow to look up.
_BARE, _KILLED, _OTHER = Role.BARE, Role.KILLED, Role.OTHER

# What is shown of a unit and the slot it fills; and the same among its neighbours, as `places` has it.
Sign = tuple[str, str]
Place = tuple[Sign, str, str, str, str, str, str]


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
        return is_vowel(self.slot)


def is_vowel(slot: str) -> bool:
    """Say whether vowels answer a slot rather than consonants."""
    return slot.startswith(_VOCALIC)


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


class _Written(NamedTuple):
    """The units of one cluster: what is shown of each, which slot it fills, of which kind it is.

    The kind is `V`, `C`, or `@` for an unwritten vowel. `register` is what the next cluster may
    carry over; `closes` tells that the first unit is a coda.
    """

    signs: tuple[Sign, ...]
    shown: tuple[str, ...]
    kinds: tuple[str, ...]
    register: int
    closes: bool


@lru_cache(maxsize=1 << 13)
def _written(cluster: str, first: bool, nucleus: bool, register: int, last: bool) -> _Written:
    """Name the units of a cluster after others: whether any, whether with a vowel, their register."""
    part = parse_cluster(cluster)
    found = [("៌", "robat ៌")] if part.robat else []
    if part.role is _KILLED:
        found = [(x, f"killed {x}") for x in (*part.letters, part.rime) if x]
    elif part.role is _BARE and nucleus and (part.bantoc or last):
        found += _final(part)
    elif part.rime[:1] in INDEPENDENT_VOWELS and part.rime:
        found.append((part.rime, f"rime {part.rime.replace(*_ONE_LETTER)}"))
        found += [(_COENG + x, f"sub {x}") for x in part.letters]
        register = 1
    else:
        found += _onset(part, "first" if first and not found else "onset")
        carried = part.passive and part.register == 2 and register == 1
        register = 1 if carried else part.register
        heard = "2c" if carried else str(part.register)
        kind = "rime" if part.rime else "open" if nucleus else "lead"
        vowel = part.rime or _UNWRITTEN
        found.append((vowel, f"{kind} {vowel}/{heard}"))
    kinds = [text if text == _UNWRITTEN else "CV"[is_vowel(slot)] for text, slot in found]
    shown = tuple([text for text, _ in found])
    closes = found[0][1].startswith("coda")
    return _Written(tuple(found), shown, tuple(kinds), register, closes)


def places(token: str) -> Iterator[Place]:
    """Take a canonical Khmer token apart into written units, each among its neighbours.

    Args:
        token: as `units` takes it.

    Yields:
        Of each unit, in the order in which they sound: the unit and its slot; the two units before
        it and the two after; of the last of these the kind, `V` for a vowel, else `C`; and the
        third unit after. An unwritten vowel is `@`, the ends of the token are `^` and `$`.

    Examples:
        >>> list(places("ផល"))[1]
        (('@', 'rime @/1'), '^', 'ផ', 'ល', '$', '$', '$')
    """
    parts = [part for part in map(parse_cluster, clusters(token)) if part.role is not _OTHER]
    last = len(parts) - 1
    while last >= 0 and parts[last].role is _KILLED:
        last -= 1
    found, row, kinds = list[Sign](), [_START, _START], list[str]()
    register, nucleus = 0, False
    for i, part in enumerate(parts):
        signs, shown, more, register, closes = _written(
            part.text, i == 0, nucleus, register, i == last
        )
        if closes and found[-1][1].startswith(_OPEN):
            found[-1] = found[-1][0], "rime" + found[-1][1][4:]
        nucleus = nucleus or part.role is not _KILLED
        found += signs
        row += shown
        kinds += more
    row += (_END, _END, _END)
    kinds += (_END, _END)
    return zip(found, row, row[1:], row[3:], row[4:], kinds[2:], row[5:], strict=False)


def contexts_at(place: Place) -> tuple[str, ...]:
    """Name the contexts of a unit.

    Args:
        place: as `places` gives it.

    Returns:
        The neighbourhoods, longest first; the last one is empty.

    Examples:
        >>> contexts_at(list(places("ផល"))[1])
        ('^ ផ _ ល $ $', 'ផ _ ល $', '_ ល $', '_ ល', '')
    """
    (shown, slot), before2, before, after, after2, beyond, after3 = place
    if is_vowel(slot):
        return (
            f"{before2} {before} _ {after} {after2} {after3}",
            f"{before} _ {after} {after2}",
            f"_ {after} {beyond}",
            f"_ {after}",
            "",
        )
    return (
        f"{before2} {before} _ {after} {after2}",
        f"{before} _ {after}",
        f"{before} _" if shown.startswith(_COENG) else f"_ {after}",
        "",
    )


def text_at(place: Place) -> str:
    """Give what stands in the token at a place, empty for an unwritten vowel."""
    shown, _ = place[0]
    return "" if shown == _UNWRITTEN else shown


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
    return tuple([Unit(text_at(place), place[0][1], contexts_at(place)) for place in places(token)])
