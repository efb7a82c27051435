"""Ranked spellings of a name in the other script, and the lattice of spellings behind them."""

from __future__ import annotations

import re
from functools import lru_cache
from math import prod

from khnorm.errors import require_int
from khnorm.model import Spelling
from khnorm.sound.speller import Lattice, Slot, speller
from khnorm.text.normalize import fold, normalize

__all__ = ["Lattice", "Slot", "khmerizations", "lattice", "romanizations", "unit_slots"]

# Tokens whose spellings are combined; names have up to a dozen.
_MOST_TOKENS = 32
_KHMER = "\u1780-\u17d3\u17dd"
_SEAM = re.compile(f"(?<=[{_KHMER}])(?=[^{_KHMER}\\s])|(?<=[^{_KHMER}\\s])(?=[{_KHMER}])")

# More tokens than any name has: only the best spelling of each counts.
_MANY = 24
# Khmer that no letter answers: a silent letter alone, a sign without its letter.
_UNHEARD = re.compile(f"[{_KHMER}]+")


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
        token: one Khmer token, canonical or not.

    Returns:
        A slot a unit; empty if the token holds no Khmer letter.

    Raises:
        TypeError: `token` is no str.

    Examples:
        >>> unit_slots("សុខ") == lattice("សុខ")[0].slots
        True
    """
    return speller().unit_slots(normalize(token))


@lru_cache(maxsize=16384)
def _token_spellings(token: str, limit: int) -> tuple[tuple[str, float], ...]:
    return tuple(speller().ranked(token, limit))


def _tokens(text: str) -> list[str]:
    """Part a name into tokens; two scripts side by side are two tokens."""
    return normalize(_SEAM.sub(" ", normalize(text))).split()


@lru_cache(maxsize=16384)
def _token_khmer(token: str, limit: int) -> tuple[tuple[str, float], ...]:
    from khnorm.sound.listener import listener

    latin = "".join(char for char in fold(token) if "a" <= char <= "z")
    ranked = listener().ranked(latin, limit) if latin else []
    total = sum(weight for _, weight in ranked)
    return tuple((khmer, weight / total) for khmer, weight in ranked)


def romanizations(text: str, *, limit: int = 10) -> list[Spelling]:
    """Rank the Latin spellings of a Khmer name as people write them in passports.

    Args:
        text: a name of one or more tokens; a token that is not Khmer stays as it is.
        limit: how many spellings at most.

    Returns:
        Distinct spellings, best first, each Khmer token capitalised; the weights, estimated
        probabilities, fall and their sum is at most 1. Empty for a text without a letter.

    Raises:
        TypeError: `text` is no str or `limit` no int.

    Examples:
        >>> [spelling.text for spelling in romanizations("ហ៊ុន សែន", limit=2)]
        ['Hun Sen', 'Hun Saen']
    """
    require_int(limit, "limit")
    tokens = _tokens(text)
    options = [
        [(latin.capitalize(), share) for latin, share in _token_spellings(token, limit)]
        for token in tokens
    ]
    heard = [_UNHEARD.sub("", token) for token in tokens]
    return _combined(heard, options, limit)


def khmerizations(text: str, *, limit: int = 10) -> list[Spelling]:
    """Rank the Khmer spellings that a Latin name may stand for.

    Args:
        text: a name of one or more tokens, in any case, with or without accents; a Khmer token
            stays as it is, in canonical Khmer.
        limit: how many spellings at most.

    Returns:
        Distinct names in canonical Khmer, best first; the weights are in [0, 1], fall, and their
        sum is at most 1. Empty for a text without a letter.

    Raises:
        TypeError: `text` is no str or `limit` no int.

    Examples:
        >>> khmerizations("HENG Samrin")[0].text
        'ហេង សំរិន'
    """
    require_int(limit, "limit")
    tokens = _tokens(normalize(text).replace("-", " "))
    options = [list(_token_khmer(token, limit)) for token in tokens]
    return _combined(tokens, options, limit)


def _combined(
    tokens: list[str], options: list[list[tuple[str, float]]], limit: int
) -> list[Spelling]:
    """Put the spellings of the tokens together; a token without any stays as it is.

    A text of more tokens than any name has gets the best spelling of each.
    """
    if not any(options) or limit < 1:
        return []
    if len(tokens) > _MANY:
        options = [choices[:1] for choices in options]
    if len(tokens) > _MOST_TOKENS:
        best = [
            (choices or [(token, 1.0)])[0] for token, choices in zip(tokens, options, strict=True)
        ]
        whole = Spelling(" ".join(text for text, _ in best), prod(share for _, share in best))
        return [whole][: max(limit, 0)]
    found = {"": 1.0}
    for token, choices in zip(tokens, options, strict=True):
        grown: dict[str, float] = {}
        for left, weight in found.items():
            for right, share in choices or [(token, 1.0)]:
                name = f"{left} {right}".strip()
                grown[name] = grown.get(name, 0.0) + weight * share
        found = dict(sorted(grown.items(), key=lambda item: (-item[1], item[0]))[:limit])
    return [Spelling(name, min(weight, 1.0)) for name, weight in found.items()]
