"""Name tokens that the tables know: how common they are and how people spell them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from math import fsum

from khnorm.sound.correspondences import Costs, parse_spellings
from khnorm.tables import Row, rows
from khnorm.text.khmer import clusters

__all__ = ["Lexicon", "lexicon"]

_PARTS = 3
_SPLITS = 3
_LONGEST = 16
# A token of band b is about 4 ** b times as frequent as the rarest; a split into tokens of less
# than the par is worth less than none.
_BASE, _PAR = 4.0, 6
# A name element of one letter (ស, អ) is no part of a longer token.
_SHORTEST = 2


class Lexicon:
    """`data/spellings.tsv`: Khmer tokens with a band of frequency and their Latin spellings."""

    def __init__(self, table: Iterable[Row]) -> None:
        """Take the rows of a table with the columns khmer, band, persons, spellings."""
        self._rows = {row["khmer"]: row for row in table}

    def __contains__(self, token: str) -> bool:
        return token in self._rows

    def tokens(self) -> Iterable[str]:
        """Give every Khmer token, in the order of the table."""
        return self._rows

    def band(self, token: str) -> int:
        """Give the band of a token, 0 for the rarest and for the unknown."""
        row = self._rows.get(token)
        return int(row["band"]) if row else 0

    def listed(self, token: str) -> Costs:
        """Give the listed spellings of a token with their costs, likeliest first."""
        row = self._rows.get(token)
        return parse_spellings(row["spellings"]) if row else ()

    def persons(self, token: str) -> int:
        """Count the public figures on whose spellings the listed shares rest."""
        row = self._rows.get(token)
        return int(row["persons"]) if row else 0

    def splits(self, token: str) -> list[tuple[float, tuple[str, ...]]]:
        """Part a glued token into known ones, as សុខចាន់ is សុខ and ចាន់.

        Args:
            token: a canonical Khmer token.

        Returns:
            At most three ways with their shares, which add up to 1, likeliest first.

        Examples:
            >>> lexicon().splits("សុខចាន់")[0][1]
            ('សុខ', 'ចាន់')
        """
        pieces = clusters(token)
        found: list[tuple[float, tuple[str, ...]]] = []

        def part(start: int, weight: float, parts: tuple[str, ...]) -> None:
            if start == len(pieces):
                found.append((weight, parts))
            if len(parts) == _PARTS:
                return
            for end in range(start + 1, len(pieces) + (start > 0)):
                word = "".join(pieces[start:end])
                if len(word) >= _SHORTEST and (band := self.band(word)):
                    part(end, weight * _BASE ** (band - _PAR), (*parts, word))

        if 1 < len(pieces) <= _LONGEST:
            part(0, 1.0, ())
        best = sorted(found, reverse=True)[:_SPLITS]
        total = fsum(weight for weight, _ in best)
        return [(weight / total, parts) for weight, parts in best]


@cache
def lexicon() -> Lexicon:
    """Give the shipped lexicon, loaded once.

    Examples:
        >>> "សុខ" in lexicon()
        True
    """
    return Lexicon(rows("spellings.tsv"))
