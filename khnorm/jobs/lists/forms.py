"""The names of a list read once: what each comes to, and how it sounds.

Texts that come to one form (the same bare name, the same gender proved by titles, the same husband
and aliases) are one name for every later step. A form is a string, so that a million of them fit
into memory and travel between processes cheaply; `unpack` makes it ready to be compared.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from khnorm.jobs.lists.entries import Entries, Saying, entries_of
from khnorm.jobs.pool import Workers, chunks
from khnorm.match.around import Marks
from khnorm.match.asides import ASIDE, TITLE
from khnorm.match.profile import Name, Profile, profile_of, tokens_of_plain
from khnorm.names.plain import Plain, meet, plain_name
from khnorm.names.shape import GIVEN_FIRST, UNKNOWN, Shape, shape_of
from khnorm.names.taken import Taken, canonical_of, take
from khnorm.text.normalize import Aligned
from khnorm.text.scripts import has_khmer

__all__ = [
    "Form",
    "Forms",
    "has_alias",
    "is_plain",
    "marks_in",
    "name_in",
    "read_at_length",
    "read_form",
    "read_forms",
    "read_plain",
    "read_some",
    "ungendered",
    "unmarked",
    "unpack",
]

_CHUNK = 500
_FIELD, _ITEM = "\x1f", "\x1e"
_GIVEN_FIRST, _GLUED = "<", "="
_NO_INITIALS: frozenset[str] = frozenset()
_DOUBTS = {TITLE: "?", ASIDE: "~", "": ""}
# So ends the form of a name without marks and aliases, as most are.
_PLAIN = _FIELD * 4
# How sure the order of a name must be for it not to be sought under the other one too.
_SURE = 0.97
_NOBODY = Taken("", Aligned("", (), ()), (), Shape((), (), (), UNKNOWN, 0.0), ())


class Form(NamedTuple):
    """What a text comes to.

    `key` is the form, empty where the text holds no name; `canonical` the bare name as it would be
    written, `khmer` whether in Khmer; `sayings` are the orders in which it and its aliases are said.
    """

    key: str
    canonical: str
    khmer: bool
    sayings: tuple[Saying, ...]


class Forms(NamedTuple):
    """What some texts come to, in columns, as `Form` has it of one, and how they sound."""

    keys: list[str]
    canonicals: list[str]
    khmer: list[bool]
    entries: Entries


def _pack(profile: Profile) -> str:
    """Write down all of a profile that a comparison looks at."""
    name = profile.name
    flags = _GIVEN_FIRST * name.given_first + _GLUED * name.glued + _DOUBTS[profile.doubt]
    initials = " ".join(sorted(name.initials)) if name.initials else ""
    fields = " ".join(name.tokens), flags, initials
    own = _FIELD.join(
        (*fields, profile.gender, profile.generation, profile.husband, profile.origin)
    )
    return _ITEM.join((own, *map(_pack, profile.aliases))) if profile.aliases else own


def has_alias(key: str) -> bool:
    """Tell whether a form has aliases beside its name."""
    return _ITEM in key


def name_in(key: str) -> str:
    """Give the folded tokens of a form's name, parted by single spaces."""
    return key.partition(_FIELD)[0]


def ungendered(key: str) -> str:
    """Give the form of a name without what titles prove: the same for Mr. and Mrs."""
    own, *aliases = key.split(_ITEM)
    tokens, flags, initials, _, *rest = own.split(_FIELD)
    return _ITEM.join((_FIELD.join((tokens, flags, initials, "", *rest)), *aliases))


def is_plain(key: str) -> bool:
    """Tell whether a form is of a name without marks and aliases."""
    return key.endswith(_PLAIN)


def marks_in(key: str) -> Marks:
    """Give what tells the bearer of a form from others of the name."""
    _, _, _, *marks = key.partition(_ITEM)[0].split(_FIELD)
    return Marks(*marks)


def unmarked(key: str) -> str:
    """Give a form without what tells its bearer from others of the name."""
    own, item, aliases = key.partition(_ITEM)
    return _FIELD.join(own.split(_FIELD, 3)[:3]) + _PLAIN + item + aliases


@lru_cache(maxsize=1 << 14)
def unpack(key: str) -> Profile:
    """Make a form ready to be compared.

    Args:
        key: of a `Form`, not empty.

    Returns:
        A profile that scores as the text's own.
    """
    own, *aliases = key.split(_ITEM)
    tokens, flags, initials, gender, generation, husband, origin = own.split(_FIELD)
    name = Name(
        tuple(tokens.split()),
        frozenset(initials.split()) if initials else _NO_INITIALS,
        given_first=_GIVEN_FIRST in flags,
        glued=_GLUED in flags,
    )
    others = tuple(map(unpack, aliases)) if aliases else ()
    doubt = _doubt_in(flags) if flags else ""
    return Profile(tokens, _NOBODY, name, others, husband, gender, generation, origin, doubt)


def _doubt_in(flags: str) -> str:
    return next((why for why, flag in _DOUBTS.items() if flag and flag in flags), "")


def _sayings(tokens: tuple[str, ...], shape: Shape, given_first: bool) -> tuple[Saying, ...]:
    """Say a name in the order family, given, and in the other where that may be meant."""
    if len(tokens) < 2:
        return (Saying(tokens, (), False),)
    usual, western = (tokens[:1], tokens[1:]), (tokens[-1:], tokens[:-1])
    likely, other = (western, usual) if given_first else (usual, western)
    if shape.confidence >= _SURE and shape.order is not UNKNOWN:
        return (Saying(*likely, False),)
    return Saying(*likely, False), Saying(*other, True)


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
    return read_plain(text) or read_at_length(text)


def read_at_length(text: str) -> Form:
    """Read any text as `read_form` does."""
    return _form_of(profile_of(take(text)))


def _form_of(profile: Profile) -> Form:
    taken, name = profile.taken, profile.name
    if not name.tokens:
        return Form("", "", False, ())
    sayings = _sayings(name.tokens, taken.shape, name.given_first)
    for alias in profile.aliases:
        other = alias.name
        if other.tokens:
            sayings += _sayings(other.tokens, alias.taken.shape, other.given_first)
    return Form(_pack(profile), taken.canonical, name.khmer, sayings)


def read_plain(text: str) -> Form | None:
    """Read a text that is plainly a name, alone or behind well-known titles, as most are.

    Args:
        text: any string.

    Returns:
        What `read_at_length` gives, in a fraction of its time: nothing else can stand around such a
        name, nor be glued to it. None where a text must be read at length.
    """
    plain = plain_name(text)
    return plain and _form_of_plain(plain)


def _form_of_plain(plain: Plain) -> Form | None:
    (woman, gender, generation), words = plain
    shape = shape_of(words, woman and len(words) > 2)
    if shape.husband:
        return None
    tokens, glued = tokens_of_plain(shape)
    given_first = shape.order is GIVEN_FIRST
    flags = _GIVEN_FIRST * given_first + _GLUED * glued
    name = " ".join(tokens)
    key = _FIELD.join((name, flags, "", gender, generation, "", ""))
    return Form(key, canonical_of(shape), has_khmer(name), _sayings(tokens, shape, given_first))


def read_some(texts: Sequence[str]) -> Forms:
    """Read a few texts, and sound them.

    What is done with each is done with all before the next thing is: a processor does the same
    thing over and over in much less time than many things in turn.

    Args:
        texts: names with or without titles.

    Returns:
        What they come to, in their order.

    Examples:
        >>> read_some(["Mr. Sok Dara", "H.E."]).keys == [read_form("Mr Sok Dara").key, ""]
        True
    """
    meet(texts)
    names = list(map(plain_name, texts))
    plain = [name and _form_of_plain(name) for name in names]
    rest = [text for text, form in zip(texts, plain, strict=True) if form is None]
    taken = list(map(take, rest))
    profiles = list(map(profile_of, taken))
    at_length = map(_form_of, profiles)
    forms = [form or next(at_length) for form in plain]
    return Forms(
        [form.key for form in forms],
        [form.canonical for form in forms],
        [form.khmer for form in forms],
        entries_of([form.sayings for form in forms]),
    )


def read_forms(
    parts: Iterable[Sequence[str]], hands: Workers
) -> Iterator[tuple[Sequence[str], Forms]]:
    """Read many texts.

    Args:
        parts: texts in the order of reading, part by part; each is taken when somebody is about to
            read it.
        hands: who works.

    Returns:
        Some texts at a time and what they come to, in their order.
    """
    handed: deque[Sequence[str]] = deque()

    def tasks() -> Iterator[Sequence[str]]:
        for part in parts:
            for some in chunks(part, _CHUNK):
                handed.append(some)
                yield some

    for forms in hands.map(read_some, tasks()):
        yield handed.popleft(), forms
