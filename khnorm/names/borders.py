"""Where a head and a tail meet: whether anything in the tables is spelt across, or in the tail."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from khnorm.names.folds import khmer_skeleton, title_sound
from khnorm.names.lookups import Index, Sorted, Trie
from khnorm.names.persons import persons
from khnorm.names.styles import is_name, slots_of
from khnorm.names.vocabulary import spelled, vocabulary
from khnorm.names.words import Kind, Word, split

__all__ = ["is_apart"]

_COENG = "\u17d2"
_START = 3  # letters by which most words are told from all that a head may go on with


class _Border(NamedTuple):
    """A head as a word behind it sees it.

    `ends` are all that the letters, or the skeleton, of the head end with; `spelt` the same as
    titles are spelt, `heard` as they sound. `starts` is how the rest may begin of what the tables
    spell on from one of them, `sounds` how it may sound. `styled` tells that a style read by its
    components may reach to the end of the head.
    """

    ends: tuple[str, ...]
    spelt: tuple[str, ...]
    heard: tuple[str, ...]
    starts: frozenset[str]
    sounds: frozenset[str]
    styled: bool = False


def is_apart(head: str, tail: Sequence[Word]) -> bool:
    """Tell whether nothing in the tables is spelt across the border of head and tail, or in the tail.

    Args:
        head: the text before the tail.
        tail: the words of the tail, of one script.

    Returns:
        Whether what the head is follows from the head alone, and what `tail_of` knows of the tail.
        A head that holds more than words of that script and commas is never apart.

    Examples:
        >>> is_apart("Lok ", split("Sok Dara")), is_apart("Ta ", split("Mok"))
        (True, False)
    """
    latin = tail[0].kind is Kind.LATIN
    border = _latin_border(head) if latin else _khmer_border(head)
    if border is None:
        return False
    letters = [word.letters if latin else _skeleton(word.letters) for word in tail]
    first = letters[0]
    if _may_meet(border, first) and not (_latin_apart if latin else _khmer_apart)(head, first):
        return False
    if latin and _is_component(border.ends[0] if border.ends else "", first):
        return False
    if border.styled and (_is_component(first, letters[1]) if len(tail) > 1 else slots_of(first)):
        return False
    if len(tail) > 1:
        leads, meets = (_latin_leads, _latin_meets) if latin else (_khmer_leads, _khmer_meets)
        for word, following in pairwise(letters):
            if leads(word) and meets(word, following):
                return False
    return not _names_person(border, letters, latin)


def _may_meet(border: _Border, first: str) -> bool:
    """Tell whether a word begins like what the tables spell on from a head with."""
    starts = border.starts
    if len(first) < _START or first[:3] in starts or first[:2] in starts or first[0] in starts:
        return True
    return bool(border.sounds) and title_sound(first)[:1] in border.sounds


def _names_person(border: _Border, letters: Sequence[str], latin: bool) -> bool:
    """Tell whether somebody the tables know is named across the border or in the tail."""
    joined = ""
    for word in letters:
        joined += word
        if joined in _ends_of_persons(latin):
            known = _persons(latin).entries
            if joined in known or any(left + joined in known for left in border.ends):
                return True
    return False


@cache
def _persons(latin: bool) -> Index[None]:
    known = vocabulary().dual_persons
    if latin:
        known |= persons(women=True) | persons(women=False)
    return Index(dict.fromkeys(known))


@cache
def _ends_of_persons(latin: bool) -> frozenset[str]:
    return frozenset(end for name in _persons(latin).entries for end in _ends(name))


def _ends(letters: str) -> list[str]:
    return [letters[at:] for at in range(len(letters))]


def _starts(tables: Iterable[Sorted], end: str) -> frozenset[str]:
    """Give how what the tables spell on with from some letters may begin."""
    return frozenset(rest[:_START] for table in tables for rest in table.rests(end))


@lru_cache(maxsize=1 << 14)
def _latin_starts(end: str) -> frozenset[str]:
    words = vocabulary()
    return _starts((words.forms, words.contexts), end)


@lru_cache(maxsize=1 << 14)
def _khmer_starts(end: str) -> frozenset[str]:
    return _starts(_tries(), end)


@lru_cache(maxsize=1 << 14)
def _latin_border(head: str) -> _Border | None:
    words = split(head + "a")[:-1]
    if any(word.kind is not Kind.LATIN and word.text != "," for word in words):
        return None
    ends, spelt, heard = [""], [""], [""]
    for word in reversed(words):
        if word.kind is Kind.LATIN:
            ends.append(word.letters + ends[-1])
            spelt.append(spelled(word) + spelt[-1])
            heard.append(title_sound(word.letters) + heard[-1])
    found = vocabulary()
    starts = frozenset[str]().union(*map(_latin_starts, {*ends[1:], *spelt[1:]}))
    for end in ends[1:2]:
        starts |= _starts((found.components,), end)
    sounds = {start[:1] for end in heard[1:] for start in _starts((found.sounds,), end)}
    return _Border(
        tuple(ends[1:]),
        tuple(spelt[1:]),
        tuple(heard[1:]),
        starts,
        frozenset(sounds and {"", *sounds}),
        any(slots_of(word.letters) for word in words)
        or any(_is_component(left.letters, right.letters) for left, right in pairwise(words)),
    )


@lru_cache(maxsize=1 << 15)
def _latin_apart(head: str, first: str) -> bool:
    """Tell whether no spelling and no sound of the tables runs from a head into a word."""
    border = _latin_border(head)
    if border is None:
        return False
    sound = title_sound(first)
    begins = vocabulary().sounds.begins
    return not (
        any(_spells(left + first) for left in (*border.ends, *border.spelt))
        or any(begins(left + sound) for left in border.heard)
    )


def _spells(joined: str) -> bool:
    """Tell whether letters are, or begin, a spelling of the tables or its plural."""
    words = vocabulary()
    tables: tuple[Index[Any], ...] = (words.forms, words.contexts)
    cut = joined[:-1] if joined.endswith("s") else joined
    return any(table.begins(joined) or cut in table.entries for table in tables)


_latin_leads = lru_cache(maxsize=1 << 16)(_spells)


def _latin_meets(left: str, right: str) -> bool:
    return _spells(left + right)


def _is_component(word: str, following: str) -> bool:
    """Tell whether two words are one of the words that styles are made of."""
    words = vocabulary()
    pair = word + following
    if pair in words.components.entries:
        return True
    return not is_name(following) and title_sound(pair) in words.component_sounds


def _tries() -> tuple[Trie[Any], ...]:
    words = vocabulary()
    return words.khmer, words.khmer_components, words.khmer_contexts


@lru_cache(maxsize=1 << 16)
def _skeleton(text: str) -> str:
    return khmer_skeleton(text)[0]


@lru_cache(maxsize=1 << 14)
def _khmer_border(head: str) -> _Border | None:
    words = split(head + "ក")[:-1]
    skeleton = _skeleton(head)
    strange = any(word.kind is not Kind.KHMER and word.text != "," for word in words)
    if strange or skeleton.endswith(_COENG):
        return None
    ends = tuple(_ends(skeleton))
    starts = frozenset[str]().union(*map(_khmer_starts, ends))
    return _Border(ends, (), (), starts, frozenset())


@lru_cache(maxsize=1 << 15)
def _khmer_apart(head: str, first: str) -> bool:
    """Tell whether no entry of the tables runs from a head into a word."""
    border = _khmer_border(head)
    return border is not None and not any(_khmer_meets(end, first) for end in border.ends)


@lru_cache(maxsize=1 << 16)
def _khmer_leads(skeleton: str) -> bool:
    return any(trie.begins(skeleton) for trie in _tries())


def _khmer_meets(left: str, right: str) -> bool:
    """Tell whether an entry begins with one skeleton and goes on in the other, or beyond it."""
    both = left + right
    return any(
        trie.begins(both) or next(trie.longest(both, 0), (0, None))[0] > len(left)
        for trie in _tries()
    )
