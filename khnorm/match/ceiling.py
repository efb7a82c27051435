"""What two names of unlike many words can come to at most, told before they are laid side by side.

If one has a word that the other lacks, they come to little. If not, how alike their sketches are
tells how far apart the parts may be for the names to matter, and of most strangers one part is
known to be farther.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from math import fsum

from rapidfuzz.distance import Indel

from khnorm.match.alignment import within
from khnorm.match.families import is_house
from khnorm.match.features import LEAST_WORD, MOST_INFO
from khnorm.match.foreign import is_foreign
from khnorm.match.pieces import Piece, piece
from khnorm.match.profile import Name
from khnorm.match.weights import weight

__all__ = ["may_reach"]

_Parts = tuple[tuple[Piece, Piece], ...]


def may_reach(a: Name, b: Name, least: float) -> bool:
    """Tell whether two names of unlike many words may come to some log-odds.

    Only names that must come to much are told apart so; for any others the answer is yes.

    Args:
        a: a name with at least one token.
        b: another, with more or fewer.
        least: the log-odds.

    Returns:
        Whether they may; if not, `khnorm.match.compare.weigh_names` gives them less.

    Examples:
        >>> longer = Name(("sok", "so", "pheap"), given_first=False)
        >>> shorter = [Name(("sok", given), given_first=False) for given in ("sopheap", "sophal")]
        >>> [may_reach(longer, name, 4.0) for name in shorter]
        [True, False]
    """
    khmer = a.khmer + b.khmer
    told = 2 * _told() * MOST_INFO
    if _most(khmer) + told + weight("extra") * LEAST_WORD >= least:
        return True
    if not (_of_words(a) and _of_words(b)):
        return True
    ours, theirs = _families(a), _families(b)
    for mine, other in product((False, True), repeat=2):
        across = mine is not other and a.given_first == b.given_first
        needed = least - weight("swapped") if across else least
        # The ends of names are few: mostly they tell that nothing more need be heard.
        if not within(ours[mine], theirs[other], _most_apart(_most(khmer) + told - needed, khmer)):
            continue
        one, two = (a.turned if mine else a.likely), (b.turned if other else b.likely)
        if _near(((one.family, two.family), (one.given, two.given)), khmer, needed):
            return True
    if _near(((piece(a.whole), piece(b.whole)),), khmer, least - weight("joined")):
        return True
    return not khmer and is_foreign(a) and is_foreign(b)


def _families(name: Name) -> tuple[Piece, Piece]:
    """Give what is the family name in the likelier reading of a name, and in the other one."""
    first, last = piece(name.tokens[0]), piece(name.tokens[-1])
    return (last, first) if name.given_first else (first, last)


def _of_words(name: Name) -> bool:
    """Tell whether a name is of two whole words or more, none of which may be left out lightly."""
    if len(name.tokens) < 2 or name.initials:
        return False
    return not any(len(token) < 2 or is_house(token) for token in name.tokens)


@cache
def _most(khmer: int) -> float:
    """Give the most log-odds of names, so many of them Khmer, but for what their parts tell."""
    odds = weight("intercept") + weight("alike") / 2
    return odds + (0.0, weight("cross"), weight("khmer"))[khmer]


def _told() -> float:
    """Give the most that a nat of a part tells, whichever part it is."""
    return max(weight("family_info"), weight("given_info"))


def _near(parts: _Parts, khmer: int, least: float) -> bool:
    """Tell whether parts side by side are as near as names of such log-odds have them."""
    ours = "".join([left.sketch for left, _ in parts])
    theirs = "".join([right.sketch for _, right in parts])
    info = fsum([min(MOST_INFO, (left.info + right.info) / 2) for left, right in parts])
    unlike = 1 - Indel.normalized_similarity(ours, theirs)
    over = _most(khmer) + _told() * info - weight("alike") * unlike - least
    most = _most_apart(over, khmer)
    return most >= 0 and all(within(left, right, most) for left, right in parts)


def _most_apart(over: float, khmer: int) -> float:
    """Say how far apart parts may be, in nats, that take no more than so many log-odds away."""
    return over / -(weight("apart") + (weight("khmer_apart") if khmer == 2 else 0.0))
