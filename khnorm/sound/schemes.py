"""`romanize`: Khmer names in Latin letters by a named scheme.

The schemes and the authority of each cell stand in `data/schemes.tsv`, side by side in
`docs/romanisation.md`. `popular` is not a scheme but practice: the spelling most likely met in a
passport (`khnorm.sound.spellings`), and the usual one for title words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from khnorm.errors import KhnormError
from khnorm.model import SCHEMES
from khnorm.sound import alalc
from khnorm.sound.cells import scheme_words
from khnorm.sound.numbers import number_words
from khnorm.sound.render import GRAPHEMIC_TAILS, render
from khnorm.sound.syllables import readings
from khnorm.text.khmer import clusters
from khnorm.text.normalize import normalize

__all__ = ["WORD", "Part", "check_scheme", "popular_parts", "romanize"]

# A run of Khmer letters and signs: what one word is read from.
WORD = re.compile("[\u1780-\u17b3][\u1780-\u17d3\u17dd]*")
# What a Khmer text is made of: words, numerals, repetition marks, stops and word breaks.
_PARTS = re.compile(
    f"(?P<word>{WORD.pattern})|(?P<number>[\u17e0-\u17e9]+)|(?P<repeat>\u17d7)"
    "|(?P<sign>[\u17d4\u17d5\u200b])"
)
_SIGNS = {"\u17d4": ".", "\u17d5": ".", "\u200b": " "}
_LETTER = re.compile("[^\\W\\d_]")
_LATIN_DIGITS = {0x17E0 + value: str(value) for value in range(10)}
_READ_OUT = frozenset({"gd"})  # the official lists write ភូមិ ៥ as Phum Pram


def check_scheme(scheme: str) -> str:
    """Give back the name of a scheme that exists.

    Args:
        scheme: a name.

    Returns:
        The same name.

    Raises:
        KhnormError: there is no such scheme; the message names those there are.

    Examples:
        >>> check_scheme("ungegn")
        'ungegn'
    """
    if scheme not in SCHEMES:
        known = ", ".join(SCHEMES)
        raise KhnormError(f"there is no romanisation scheme {scheme!r}; choose one of {known}")
    return scheme


def _capital(text: str) -> str:
    first = _LETTER.search(text)
    if first is None:
        return text
    place = first.start()
    return text[:place] + text[place].upper() + text[place + 1 :]


class Part(NamedTuple):
    """A stretch `[start:end]` of a word with its popular spelling; `known` if a table has it."""

    start: int
    end: int
    spelling: str
    known: bool


@lru_cache(maxsize=1 << 14)
def popular_parts(word: str) -> tuple[Part, ...]:
    """Spell a word as people do, title words that are glued to it apart.

    Args:
        word: one word in canonical Khmer.

    Returns:
        The parts in order; one for a word that holds no known title word.

    Examples:
        >>> [part.spelling for part in popular_parts("សម្តេចតេជោ")]
        ['Samdech', 'Techo']
    """
    known = scheme_words("popular")
    if not any(title in word for title in known):
        return (Part(0, len(word), _likeliest(word), False),)
    found = readings(word, limit=1)
    opening = [part.start for part in found[0].syllables if part.opens] if found else [0]
    bounds = [*opening, len(word)]
    spans = list(pairwise(bounds))
    if not any(word[start:end] in known for start, end in spans):
        spans = [(0, len(word))]
    parts = []
    for start, end in spans:
        text = word[start:end]
        spelling = known[text].spelling.title() if text in known else _likeliest(text)
        parts.append(Part(start, end, spelling, text in known))
    return tuple(parts)


def _likeliest(word: str) -> str:
    from khnorm.sound.spellings import token_spellings

    found = token_spellings(word, 1)
    return found[0][0].capitalize() if found else word


@lru_cache(maxsize=1 << 16)
def _word(word: str, scheme: str) -> str:
    if scheme == "popular":
        return " ".join(part.spelling for part in popular_parts(word))
    if scheme == "alalc":
        return _capital(alalc.render(clusters(word)))
    found = readings(word, limit=1, respelled=scheme not in GRAPHEMIC_TAILS)
    spelled = render(scheme, found[0].syllables) if found else word
    return spelled if scheme == "phonemic" else _capital(spelled)


def _number(digits: str, scheme: str) -> str:
    if scheme not in _READ_OUT:
        return digits.translate(_LATIN_DIGITS)
    words = number_words(digits)
    if words == digits:
        return _number(digits, "")
    return " ".join(_word(word, scheme) for word in words.split())


def romanize(text: str, *, scheme: str = "popular") -> str:
    """Write the Khmer of a text in Latin letters.

    Words are what spaces and zero width spaces part, each with a capital as in names (`phonemic`
    is a notation and has none). What is not Khmer stays as it is. Khmer digits become Latin ones;
    `gd` reads them out, as the official lists do. ៗ repeats the word before.

    Args:
        text: any text.
        scheme: `popular`, `ungegn` (UNGEGN 1972), `gd` (Geographic Department 1997), `alalc`
            (ALA-LC 2012, letter for letter) or `phonemic`.

    Returns:
        The text with its Khmer romanised.

    Raises:
        KhnormError: there is no such scheme.
        TypeError: the text is not a string.

    Examples:
        >>> romanize("កំពង់ស្វាយ", scheme="gd")
        'Kampongsvay'
        >>> romanize("សុវណ្ណ", scheme="alalc"), romanize("ភ្នំ Penh", scheme="ungegn")
        ('Suvaṇṇ', 'Phnum Penh')
    """
    check_scheme(scheme)
    made = ""
    previous = ""
    place = 0
    canonical = normalize(text)
    for match in _PARTS.finditer(canonical):
        between = canonical[place : match.start()]
        kind, written = match.lastgroup, match.group()
        glued = place > 0 and not between and not made.endswith(" ")
        place = match.end()
        if kind == "word":
            previous = spelled = _word(written, scheme)
        elif kind == "number":
            spelled = _number(written, scheme)
        elif kind == "repeat" and previous and scheme != "alalc":
            spelled = previous
        else:
            spelled, glued = _SIGNS.get(written, written), False
        made += between + (" " if glued else "") + spelled
    return made + canonical[place:]
