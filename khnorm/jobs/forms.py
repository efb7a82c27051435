"""The names of a list read once: what each comes to, and how it sounds.

Texts that come to one form (the same bare name, the same gender proved by titles, the same husband
and aliases) are one name for every later step. A form is a string, so that a million of them fit
into memory and travel between processes cheaply; `unpack` makes it ready to be compared.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from khnorm.jobs.heard import Sound, join, sounds
from khnorm.jobs.pool import Watch, Workers, chunks
from khnorm.match.profile import Name, Profile, profile_of
from khnorm.model import Order, PersonName, Script
from khnorm.names.parse import parse

__all__ = [
    "MOST",
    "Entries",
    "Entry",
    "Form",
    "Forms",
    "Marks",
    "gathered",
    "has_alias",
    "marks_in",
    "read_form",
    "read_forms",
    "tokens_of",
    "ungendered",
    "unpack",
]

_CHUNK = 1000
# No name is longer, in characters; what stands beyond is not read.
MOST = 2000
_FIELD, _ITEM = "\x1f", "\x1e"
_GIVEN_FIRST, _GLUED = "<", "="
# So ends the form of a name without gender, generation, husband and aliases, as most are.
_UNMARKED = _FIELD * 3
# How sure the order of a name must be for it not to be sought under the other one too.
_SURE = 0.97
# Sounds of a family name that count.
_FAMILY_SOUNDS = 2
_NOBODY = PersonName("", (), (), "", "", "", (), Script.NONE, Order.UNKNOWN, 0.0, "", "", (), 0, 0)


class Entry(NamedTuple):
    """One way a form sounds, as `khnorm.jobs.heard.Sound` has it.

    `swapped` tells that the parts are said in the other order than the likelier one; `rank` how
    many ways to say them in this order are likelier.
    """

    consonants: int
    vowels: int
    nasals: int
    swapped: bool
    rank: int


class Entries(NamedTuple):
    """The entries of many forms in columns; `counts` says how many each form has."""

    counts: array[int]
    consonants: array[int]
    vowels: array[int]
    nasals: array[int]
    swapped: array[int]
    rank: array[int]


class Form(NamedTuple):
    """What a text comes to.

    `key` is the form, empty where the text holds no name; `canonical` the bare name as it would be
    written, `khmer` whether in Khmer.
    """

    key: str
    canonical: str
    khmer: bool
    entries: tuple[Entry, ...]


class Marks(NamedTuple):
    """What tells those who bear one name apart, empty where nothing does: a gender, Jr. or B."""

    gender: str
    generation: str


class Forms(NamedTuple):
    """What some texts come to, in columns, as `Form` has it of one."""

    keys: list[str]
    canonicals: list[str]
    khmer: list[bool]
    entries: Entries


_NO_MARKS = Marks("", "")


def gathered(entries: Iterable[Sequence[Entry]]) -> Entries:
    """Lay the entries of many forms out in columns.

    Args:
        entries: those of each form.

    Returns:
        All of them, in their order.

    Examples:
        >>> gathered([read_form("Hun Sen").entries, ()]).counts
        array('H', [1, 0])
    """
    own = list(entries)
    columns = zip(*(entry for some in own for entry in some), strict=True)
    consonants, vowels, nasals, swapped, rank = columns if any(own) else ((), (), (), (), ())
    return Entries(
        array("H", map(len, own)),
        array("Q", consonants),
        array("Q", vowels),
        array("H", nasals),
        array("B", swapped),
        array("B", rank),
    )


def _pack(profile: Profile) -> str:
    """Write down all of a profile that a comparison looks at."""
    name = profile.name
    fields = (
        " ".join(name.tokens),
        _GIVEN_FIRST * name.given_first + _GLUED * name.glued,
        " ".join(sorted(name.initials)),
        profile.gender,
        profile.generation,
        profile.husband,
    )
    own = _FIELD.join(fields)
    return _ITEM.join((own, *map(_pack, profile.aliases)))


def has_alias(key: str) -> bool:
    """Tell whether a form has aliases beside its name."""
    return _ITEM in key


def tokens_of(key: str) -> list[str]:
    """Give the folded tokens of a form's name."""
    return key.partition(_FIELD)[0].split()


def ungendered(key: str) -> str:
    """Give the form of a name without what titles prove: the same for Mr. and Mrs."""
    own, *aliases = key.split(_ITEM)
    tokens, flags, initials, _, *rest = own.split(_FIELD)
    return _ITEM.join((_FIELD.join((tokens, flags, initials, "", *rest)), *aliases))


def marks_in(key: str) -> tuple[Marks, str]:
    """Part a form into what tells its bearer from others of the name, and the same form without."""
    if key.endswith(_UNMARKED):
        return _NO_MARKS, key
    own, *aliases = key.split(_ITEM)
    tokens, flags, initials, gender, generation, husband = own.split(_FIELD)
    bare = _FIELD.join((tokens, flags, initials, "", "", husband))
    return Marks(gender, generation), _ITEM.join((bare, *aliases))


@lru_cache(maxsize=1 << 14)
def unpack(key: str) -> Profile:
    """Make a form ready to be compared.

    Args:
        key: of a `Form`, not empty.

    Returns:
        A profile that scores as the text's own.
    """
    own, *aliases = key.split(_ITEM)
    tokens, flags, initials, gender, generation, husband = own.split(_FIELD)
    name = Name(
        tuple(tokens.split()),
        frozenset(initials.split()),
        given_first=_GIVEN_FIRST in flags,
        glued=_GLUED in flags,
    )
    return Profile(
        text=tokens,
        parsed=_NOBODY,
        name=name,
        aliases=tuple(unpack(alias) for alias in aliases),
        husband=husband,
        gender=gender,
        generation=generation,
    )


def _entries(name: Name, parsed: PersonName) -> tuple[Entry, ...]:
    """Sound a name in the order family, given, and in the other where that may be meant."""
    tokens = name.tokens
    first, last = (tokens[:1], tokens[1:]), (tokens[-1:], tokens[:-1])
    usual, other = (last, first) if name.given_first else (first, last)
    found = _said(*usual, _FAMILY_SOUNDS)
    entries = [Entry(*sound, False, rank) for rank, sound in enumerate(found) if sound.consonants]
    sure = parsed.order is not Order.UNKNOWN and parsed.order_confidence >= _SURE
    if len(tokens) > 1 and not sure:
        entries += [
            Entry(*sound, True, rank)
            for rank, sound in enumerate(_said(*other, 1))
            if sound not in found
        ]
    return tuple(entries)


def _said(left: Sequence[str], right: Sequence[str], most: int) -> list[Sound]:
    """Say two pieces one after the other, each way once; so many ways of the first count."""
    starts, ends = sounds(left)[:most], sounds(right)[: most * 2]
    said = [join(one, other) for one in starts for other in ends]
    return said if len(said) < 2 else list(dict.fromkeys(said))


def read_form(text: str) -> Form:
    """Read a written name.

    Args:
        text: a name with or without titles.

    Returns:
        What it comes to.

    Examples:
        >>> read_form("Samdech Techo HUN SEN").key == read_form("Mr. hun sen").key
        False
        >>> read_form("H.E. HUN SEN").canonical
        'Hun Sen'
    """
    parsed = parse(text[:MOST])
    profile = profile_of(parsed)
    if not profile.name.tokens:
        return Form("", "", False, ())
    entries = _entries(profile.name, parsed)
    if profile.aliases:
        for alias in profile.aliases:
            if alias.name.tokens:
                entries += _entries(alias.name, alias.parsed)
        entries = tuple(dict.fromkeys(entries))
    return Form(_pack(profile), parsed.canonical, profile.name.khmer, entries)


def _read(texts: Sequence[str]) -> Forms:
    forms = [read_form(text) for text in texts]
    return Forms(
        [form.key for form in forms],
        [form.canonical for form in forms],
        [form.khmer for form in forms],
        gathered(form.entries for form in forms),
    )


def read_forms(texts: Sequence[str], hands: Workers, watch: Watch) -> Iterator[Forms]:
    """Read many texts.

    Args:
        texts: distinct texts.
        hands: who works.
        watch: is told how far it is.

    Returns:
        What they come to, some at a time, in their order.
    """
    done = 0
    for forms in hands.map(_read, chunks(texts, _CHUNK)):
        yield forms
        done += len(forms.keys)
        watch("reading names", done, len(texts))
