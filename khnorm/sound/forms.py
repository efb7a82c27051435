"""The phonological form: what every scheme, spelling and key of this floor is made from."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Reading", "Syllable"]


class Syllable(NamedTuple):
    """One spoken syllable of a token.

    `onset` holds the letters, base first, then subscripts; empty before an independent vowel.
    `ប៉` is one letter, since it sounds *p*.
    `register` is 1 or 2 as heard, `carried` true where it comes from the syllable before.
    `rime` is a row of the rime table: a dependent vowel, a sign, both (`ាំ`, `ោះ`), an
    independent vowel, or empty for the inherent vowel. Rimes with `ំ ះ ៈ` hold their own coda;
    only `ាំ` takes a further `ង`. `short` tells a bantoc.
    `coda` holds the sounded final letter, `silent` what is written and not sounded: letters,
    vowels, and `៌` for a robat. `reduced` marks an open inherent vowel before another syllable.
    `text` is the slice `[start:end]` of the canonical token. `opens` is true where the token or a
    known word within it begins.
    """

    onset: tuple[str, ...]
    register: int
    rime: str
    short: bool
    coda: tuple[str, ...]
    silent: tuple[str, ...]
    carried: bool
    reduced: bool
    text: str
    start: int
    end: int
    opens: bool


class Reading(NamedTuple):
    """One way to read a token; `cost` in nats above the best reading, which costs 0."""

    cost: float
    syllables: tuple[Syllable, ...]
