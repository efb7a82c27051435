"""Ranked spellings of a name in the other script, and the lattice of spellings behind them."""

from __future__ import annotations

import re
from functools import lru_cache
from math import fsum, prod
from typing import TYPE_CHECKING, NamedTuple

from khnorm.errors import require_int
from khnorm.model import Spelling
from khnorm.sound.speller import Lattice, Slot, speller
from khnorm.text.normalize import fold, normalize

if TYPE_CHECKING:
    from khnorm.sound.schemes import Part

__all__ = [
    "Lattice",
    "Slot",
    "khmerizations",
    "lattice",
    "romanizations",
    "token_spellings",
    "unit_slots",
]

# Tokens whose spellings are combined; names have up to a dozen.
_MOST_TOKENS = 32
_KHMER = "\u1780-\u17d3\u17dd"
# What a text is made of: Khmer, numbers, words of other scripts with their marks, anything else.
_PIECES = re.compile(
    f"(?P<khmer>[{_KHMER}]+)|(?P<number>\\d+)|(?P<word>[^\\W\\d_{_KHMER}](?:[^\\W\\d_{_KHMER}]|[.'’`])*)"
    "|(?P<other>\\S)"
)
_REPEAT = "\u17d7"
_TO_LATIN = {0x17E0 + value: str(value) for value in range(10)} | dict.fromkeys(
    (0x17D4, 0x17D5), "."
)
_TO_KHMER = {ord(str(value)): chr(0x17E0 + value) for value in range(10)}

# More tokens than any name has: only the best spelling of each counts.
_MANY = 24
# The share of a title word's usual spelling; its other spellings share the rest.
_USUAL = 0.5

Ranked = list[tuple[str, float]]


class _Piece(NamedTuple):
    """A piece of a text, its kind, and the space before it."""

    text: str
    kind: str
    gap: str


class _Slotted(NamedTuple):
    """What a piece may be spelled as, and what it stays as where it may be spelled as nothing."""

    gap: str
    text: str
    choices: Ranked


@lru_cache(maxsize=1024)
def lattice(token: str) -> tuple[Lattice, ...]:
    """Give the Latin spellings of a Khmer token slot by slot.

    Args:
        token: one Khmer token, canonical or not.

    Returns:
        The ways to read it, unit by unit first; empty if the token holds no Khmer letter.

    Raises:
        TypeError: `token` is no str.

    Examples:
        >>> [slot.spellings[0][0] for slot in lattice("សុខ")[0].slots]
        ['s', 'o', 'k']
    """
    return speller().ways(normalize(token))


def unit_slots(token: str) -> tuple[Slot, ...]:
    """Give the Latin spellings of a Khmer token unit by unit: the slots of its first way.

    Args:
        token: one token in canonical Khmer, as `fold` leaves it.

    Returns:
        A slot a unit; empty if the token holds no Khmer letter.

    Raises:
        TypeError: `token` is no str.

    Examples:
        >>> unit_slots("សុខ") == lattice("សុខ")[0].slots
        True
    """
    return speller().unit_slots(token)


@lru_cache(maxsize=16384)
def token_spellings(token: str, limit: int) -> tuple[tuple[str, float], ...]:
    """Rank the spellings of a token that is no title word.

    Args:
        token: one token in canonical Khmer.
        limit: how many spellings at most.

    Returns:
        Spellings in lower case with their probabilities, best first.

    Examples:
        >>> token_spellings("សុខ", 1)[0][0]
        'sok'
    """
    return tuple(speller().ranked(token, limit))


def _pieces(text: str) -> list[_Piece]:
    """Part a text into pieces; two scripts, or a word and a number, side by side are two words."""
    canonical = normalize(text)
    found: list[_Piece] = []
    end = 0
    for match in _PIECES.finditer(canonical):
        kind = match.lastgroup or ""
        seam = bool(found) and "other" not in (kind, found[-1].kind)
        gap = " " if seam else canonical[end : match.start()][:1]
        found.append(_Piece(normalize(match.group()), kind, gap if found else ""))
        end = match.end()
    return found


@lru_cache(maxsize=16384)
def _token_khmer(token: str, limit: int) -> tuple[tuple[str, float], ...]:
    from khnorm.sound.listener import listener

    latin = "".join(char for char in fold(token) if "a" <= char <= "z")
    ranked = listener().ranked(latin, limit) if latin else []
    total = fsum(weight for _, weight in ranked)
    return tuple((khmer, weight / total) for khmer, weight in ranked)


def romanizations(text: str, *, limit: int = 10) -> list[Spelling]:
    """Rank the Latin spellings of a Khmer name as people write them in passports.

    The first is what `romanize(text)` gives: title words have their usual spelling, Khmer digits
    become Latin ones, ៗ repeats the word before, and what is not Khmer stays as it is.

    Args:
        text: a name of one or more tokens, with or without titles.
        limit: how many spellings at most.

    Returns:
        Distinct spellings, best first, each Khmer token capitalised; the weights, estimated
        probabilities, fall and their sum is at most 1. Empty for a text without a Khmer letter.

    Raises:
        TypeError: `text` is no str or `limit` no int.

    Examples:
        >>> [spelling.text for spelling in romanizations("ហ៊ុន សែន", limit=2)]
        ['Hun Sen', 'Hun Saen']
        >>> romanizations("សម្តេច ហ៊ុន សែន ៧", limit=1)[0].text
        'Samdech Hun Sen 7'
    """
    from khnorm.sound.schemes import popular_parts

    require_int(limit, "limit")
    found: list[_Slotted] = []
    for piece in _pieces(text):
        if piece.kind == "khmer":
            for place, part in enumerate(popular_parts(piece.text)):
                gap = " " if place else piece.gap
                choices = _latin(piece.text[part.start : part.end], part, limit)
                # Where no letter is heard the Khmer stays.
                found.append(_Slotted(gap, "" if choices else part.spelling, choices))
        elif piece.text == _REPEAT and found:
            found.append(found[-1]._replace(gap=" ", choices=found[-1].choices[:1]))
        else:
            found.append(_Slotted(piece.gap, piece.text.translate(_TO_LATIN), []))
    return _combined(found, limit)


def _latin(written: str, part: Part, limit: int) -> Ranked:
    """Rank the spellings of a part of a word; a title word's usual one stands first."""
    ranked = [(latin.capitalize(), share) for latin, share in token_spellings(written, limit)]
    if not part.known:
        return ranked
    others = [(latin, share * (1 - _USUAL)) for latin, share in ranked if latin != part.spelling]
    return [(part.spelling, _USUAL), *others]


def khmerizations(text: str, *, limit: int = 10) -> list[Spelling]:
    """Rank the Khmer spellings that a Latin name may stand for.

    A title is no name: where the text begins with titles that can be no names (Mr., H.E., Samdech),
    they are written as the Khmer titles that `data/aliases.tsv` prefers. Digits become Khmer ones.
    Dots and apostrophes of a word are not written; any other sign stays, but a hyphen is a space.

    Args:
        text: a name of one or more tokens, in any case, with or without accents and titles; a Khmer
            token stays as it is, in canonical Khmer.
        limit: how many spellings at most.

    Returns:
        Distinct names in canonical Khmer, best first; the weights are in [0, 1], fall, and their
        sum is at most 1. Empty for a text without a Latin letter.

    Raises:
        TypeError: `text` is no str or `limit` no int.

    Examples:
        >>> khmerizations("HENG Samrin")[0].text
        'ហេង សំរិន'
        >>> khmerizations("H.E. Heng Samrin 2")[0].text
        'ឯកឧត្តម ហេង សំរិន ២'
    """
    from khnorm.sound.addressed import leading_titles

    require_int(limit, "limit")
    pieces = _pieces(normalize(text).replace("-", " "))
    titles, size = leading_titles([piece.text for piece in pieces])
    found = [_Slotted(" ", "", [(title, 1.0)]) for title in titles]
    for piece in pieces[size:]:
        choices = list(_token_khmer(piece.text, limit)) if piece.kind == "word" else []
        found.append(_Slotted(piece.gap, piece.text.translate(_TO_KHMER), choices))
    return _combined(found, limit)


def _combined(tokens: list[_Slotted], limit: int) -> list[Spelling]:
    """Put the spellings of the tokens together; a token without any stays as it is.

    A text of more tokens than any name has gets the best spelling of each.
    """
    if limit < 1 or not any(token.choices for token in tokens):
        return []
    options = [token.choices or [(token.text, 1.0)] for token in tokens]
    if len(tokens) > _MANY:
        options = [choices[:1] for choices in options]
    if len(tokens) > _MOST_TOKENS:
        name = "".join(
            token.gap + choices[0][0] for token, choices in zip(tokens, options, strict=True)
        )
        share = prod(choices[0][1] for choices in options)
        return [Spelling(normalize(name), share)]
    found = {"": 1.0}
    for token, choices in zip(tokens, options, strict=True):
        grown: dict[str, float] = {}
        for left, weight in found.items():
            for right, share in choices:
                name = left + token.gap + right if right else left
                grown[name] = grown.get(name, 0.0) + weight * share
        found = dict(sorted(grown.items(), key=lambda item: (-item[1], item[0]))[:limit])
    whole: dict[str, float] = {}
    for name, weight in found.items():
        canonical = normalize(name)
        whole[canonical] = whole.get(canonical, 0.0) + weight
    ranked = sorted(whole.items(), key=lambda item: (-item[1], item[0]))
    return [Spelling(name, min(weight, 1.0)) for name, weight in ranked]
