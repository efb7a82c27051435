"""What two names have in common, and what speaks against: a few named numbers.

The numbers are all that the probability is made of (`khnorm.match.weights`). Token boundaries
inside a given name carry no information, so pieces are compared without them; both orders are
tried; what one name has more than the other is set apart (`docs/matching.md`).
"""

from __future__ import annotations

from functools import cache, reduce
from itertools import combinations
from math import fsum
from operator import mul
from typing import NamedTuple

from rapidfuzz.distance import Indel

from khnorm.match.alignment import FAR, distance
from khnorm.match.compounds import element_doubt
from khnorm.match.doubts import doubt, meant, syllable_doubt
from khnorm.match.families import is_house
from khnorm.match.foreign import is_ours, subsets
from khnorm.match.initials import first_letter, spelled_out
from khnorm.match.laid import Laid, Pairs, nearer, words
from khnorm.match.pieces import Piece, piece, unlike
from khnorm.match.profile import Name, Reading
from khnorm.match.weights import weight, weights_of

__all__ = [
    "LEAST_WORD",
    "MOST_INFO",
    "NAMES",
    "Evidence",
    "by_ear",
    "evidence",
    "with_meanings",
]

# The features in the order of `data/weights.tsv`.
NAMES = (
    "given_info",
    "family_info",
    "apart",
    "alike",
    "given_meant",
    "family_meant",
    "swapped",
    "turned",
    "joined",
    "extra",
    "lone",
    "middle",
    "initials",
    "cross",
    "khmer",
    "khmer_apart",
)
_APART, _MEANT, _TURNED, _INITIALS = map(
    NAMES.index, ("apart", "given_meant", "turned", "initials")
)

# What one piece can tell, in nats.
MOST_INFO = 20.0
# What a whole word tells at least and at most, in nats, that one of two names lacks: a common one is
# a word, too, and of a rare one nobody knows whether it is left out. A letter may be a slip.
LEAST_WORD, _MOST_WORD = 10.0, 12.0
# Beyond this the plain reading is not good, and other ways to align the tokens are tried.
_POOR = 5.0
_MOST_DROPPED = 2
# The ways in which foreigners' names are laid side by side.
_FOREIGN = ("subset", "outer")
# The ways in which one name has a word more, and it is no middle name.
_MORE = ("extra", "outer")
# The ways in which names hold the same letters where nothing is apart: in another order, or spaced.
_SAME_LETTERS = ("swapped", "joined")
# A given name alone, a family name alone.
_LONE = ("lone", "family")
# What it costs, in nats, to prefer another way to the plain one.
_DETOUR, _DROPPED = 1.0, 3.0


class Evidence(NamedTuple):
    """Two names laid side by side.

    `way` is one of plain, swapped, joined, extra, subset (a foreigner's middle names left out), outer
    (his first or last ones), lone, family (the family name alone); the pieces are those that were
    compared, family name first, with the distance between them.
    """

    way: str
    pairs: Pairs
    values: tuple[float, ...]
    dropped: tuple[str, ...] = ()

    @property
    def odds(self) -> float:
        """The log-odds that the two names denote one person."""
        base, weights = _weights()
        return base + fsum(map(mul, weights, self.values))

    def doubt(self) -> tuple[str, Piece, Piece] | None:
        """Give the first thing that forbids to call the names the same.

        Returns:
            Why, and the pieces that it concerns; None where nothing does.
        """
        way, pairs = self.way, self.pairs
        left, right, _ = pairs[0]
        if way in _LONE:
            return "lone", left, right
        if way in _MORE and (words := self._whole_words()):
            more = piece(" ".join(words))
            return "more", more, more
        if self.values[_INITIALS]:
            return "initials", left, right
        if self.values[_TURNED] and all(part.khmer for pair in pairs for part in pair[:2]):
            return "order", left, pairs[1][0]
        for (left, right, cost), given in zip(pairs, self._given(), strict=True):
            if not 0.0 < cost < FAR:
                continue
            if why := doubt(left, right, cost, given=given):
                return why, left, right
            if given and (parts := element_doubt(left, right, cost)):
                return parts
        return syllable_doubt(pairs)

    def _whole_words(self) -> list[str]:
        """Give the words that one name lacks; a royal house is one before a common family name."""
        left, right, _ = self.pairs[0]
        led = len(self.pairs) > 1 and left.may_lead and right.may_lead
        return [word for word in self.dropped if len(word) > 1 and (led or not is_house(word))]

    def _given(self) -> list[bool]:
        """Tell which pairs may be given names.

        In the other order all may be, but one that alone is common as a family name; so may Latin
        ones before such a one, none of which is: *Dara Sok*.
        """
        leading = [left.may_lead and right.may_lead for left, right, _ in self.pairs]
        if self.way == "swapped":
            return [not leads or all(leading) for leads in leading]
        if len(self.pairs) < 2:
            return [True]
        left, right, _ = self.pairs[0]
        khmer, leads = left.khmer or right.khmer, left.may_lead or right.may_lead
        return [leading[1] and not khmer and not leads, True]


@cache
def _weights() -> tuple[float, tuple[float, ...]]:
    """Give what any two names start from, and the weights of the features in their order."""
    return weight("intercept"), weights_of(NAMES)


def _info(left: Piece, right: Piece, cost: float) -> float:
    """Say how much it tells that two pieces are so alike: rare sounds much, common ones little."""
    if cost >= FAR:
        return 0.0
    return min(MOST_INFO, (left.info + right.info) / 2) * (1 - cost / FAR)


def _missing(part: Piece) -> float:
    """Say how much it tells, in nats, that a name lacks a word."""
    if len(part.text) == 1:
        return part.info
    return min(_MOST_WORD, max(LEAST_WORD, part.info))


def _alike(pairs: Pairs, missed: tuple[Piece, ...]) -> float:
    """Say how much more or less than half alike the pieces sound and look together."""
    ours = theirs = ""
    for left, right, _ in pairs:
        ours += left.sketch
        theirs += right.sketch
    for part in missed:
        ours += part.sketch
    return Indel.normalized_similarity(ours, theirs) - 0.5


def _values(
    a: Name,
    b: Name,
    pairs: Pairs,
    way: str,
    dropped: tuple[str, ...],
) -> tuple[float, ...]:
    given = pairs[-1]
    apart, family_info = given[2], 0.0
    if len(pairs) == 2:
        family = pairs[0]
        family_info = _info(*family)
        if family[2] > apart:
            apart = family[2]
    missed = _missed(way, dropped) if dropped else ()
    swapped = way == "swapped"
    khmer = a.khmer and b.khmer
    differ = khmer and way != "lone" and not (apart == 0.0 and way in _SAME_LETTERS)
    return (
        _info(*given),
        family_info,
        apart,
        _alike(pairs, missed),
        0.0,
        0.0,
        1.0 if swapped else 0.0,
        1.0 if swapped and all(part.may_lead for part in (*pairs[0][:2], *given[:2])) else 0.0,
        1.0 if way == "joined" else 0.0,
        fsum([_missing(part) for part in missed]) if missed else 0.0,
        1.0 if way in _LONE else 0.0,
        float(len(dropped) - len(missed)) if way in _FOREIGN else 0.0,
        1.0 if (a.initials or b.initials) and _initials_differ(a, b, dropped) else 0.0,
        1.0 if a.khmer != b.khmer else 0.0,
        1.0 if differ else 0.0,  # fitted on whole names that differ
        apart if khmer else 0.0,
    )


def _missed(way: str, dropped: tuple[str, ...]) -> tuple[Piece, ...]:
    """Give the words whose lack is evidence: no royal house, of a foreigner's only Khmer ones."""
    if way == "lone":
        return ()
    words = [token for token in dropped if not is_house(token)]
    return tuple([piece(token) for token in words if way not in _FOREIGN or is_ours(token)])


def _initials_differ(a: Name, b: Name, dropped: tuple[str, ...]) -> bool:
    """Say whether an initial of one name fits nothing of what the other has more."""
    for mine, other in ((a, b), (b, a)):
        if not mine.initials:
            continue
        more = [first_letter(token) for token in dropped if token in other.tokens]
        offered = other.initials.union(more)
        if offered and not mine.initials & offered:
            return True
    return False


def _beside(way: str, ours: Reading, theirs: Reading, spent: float, best: Laid | None) -> Laid:
    """Lay two names side by side as they are read, or give the best so far if that costs no more.

    Where one part is out of the question, the other need not be looked at closely.
    """
    most = best[0] - spent if best else 3 * FAR
    family_far = unlike(ours.family, theirs.family)
    given_far = unlike(ours.given, theirs.given)
    rough = family_far or given_far
    family = given = FAR
    if best and family_far * FAR + given_far * FAR > most:
        return best
    if not family_far:
        family = distance(ours.family, theirs.family, rough)
        if best and family + given_far * FAR > most:
            return best
    if not given_far:
        given = distance(ours.given, theirs.given, rough)
    pairs = (ours.family, theirs.family, family), (ours.given, theirs.given, given)
    laid: Laid = (family + given + spent, way, pairs, ())
    return nearer(best, laid) if best else laid


def evidence(a: Name, b: Name) -> Evidence:
    """Lay two names side by side in the way that brings them nearest.

    Args:
        a: a name with at least one token.
        b: another.

    Returns:
        The evidence; `values` are in the order of `NAMES`.
    """
    return with_meanings(by_ear(a, b))


def with_meanings(found: Evidence) -> Evidence:
    """Add how well the parts fit what they are most written for, which never speaks for a pair.

    Args:
        found: as `by_ear` gives it.

    Returns:
        The evidence whole.
    """
    values, pairs = found.values, found.pairs
    if values[_APART] >= FAR:
        return found
    given = meant(*pairs[-1])
    family = meant(*pairs[0]) if len(pairs) == 2 else 0.0
    if not given and not family:
        return found
    values = (*values[:_MEANT], given, family, *values[_MEANT + 2 :])
    return Evidence(found.way, pairs, values, found.dropped)


def by_ear(a: Name, b: Name) -> Evidence:
    """Lay two names side by side, and leave out what their parts are most written for.

    Args:
        a: a name with at least one token.
        b: another.

    Returns:
        The evidence but for `given_meant` and `family_meant`, which are 0.
    """
    if not (a.initials or b.initials or a.lettered or b.lettered):
        return _beside_each_other(a, b)
    ways = [_beside_each_other(*names) for names in spelled_out(a, b)]
    return max(ways, key=lambda found: (found.odds, words(found.pairs)))


def _beside_each_other(a: Name, b: Name) -> Evidence:
    """Lay two names side by side in the way that brings them nearest, initials apart."""
    if len(a.tokens) == 1 or len(b.tokens) == 1:
        return _lone(a, b)
    best = plain = _beside("plain", a.likely, b.likely, 0.0, None)
    of_two = len(a.tokens) == len(b.tokens) == 2
    if best[0] > _POOR:
        # Of two that are read in unlike orders the other cut is the order that both are written in.
        across = "swapped" if a.given_first == b.given_first else "plain"
        if not of_two:
            best = _beside(across, a.turned, b.likely, _DETOUR, best)
            # Both may be read the wrong way round, cut as they are: Pov Panhapich, Pov Panha Pich.
            best = _beside("plain", a.turned, b.turned, _DETOUR, best)
        best = _beside(across, a.likely, b.turned, _DETOUR, best)
    unlike_cuts = len(a.tokens) != len(b.tokens)
    may_join = unlike_cuts or a.glued or b.glued
    if best[0] > _POOR and may_join and plain[2][0][2] > _POOR:
        wholes = piece(a.whole), piece(b.whole)
        whole = distance(*wholes)
        if whole < FAR:
            best = nearer(best, (whole + _DETOUR, "joined", ((*wholes, whole),), ()))
    if best[0] > _POOR and max(len(a.tokens), len(b.tokens)) > 2:
        best = reduce(nearer, subsets(a, b), best)
    if best[0] > _POOR and unlike_cuts:
        best = _dropping(a, b, best)
    if best[0] > _POOR and a.glued != b.glued:
        best = _given_alone(a, b, best)
    _, way, pairs, dropped = best
    if of_two and way in ("swapped", "plain") and best is not plain:
        pairs = min(pairs, pairs[::-1], key=words)  # either turning has the same parts
    return Evidence(way, pairs, _values(a, b, pairs, way, dropped), dropped)


def _given_alone(a: Name, b: Name, best: Laid) -> Laid:
    """Take what is written as one, and is cut by guess, for the given name of the other alone."""
    glued, whole = (a, b) if a.glued else (b, a)
    token, (family, given) = piece(" ".join(glued.tokens)), whole.likely
    cost = distance(given, token)
    if cost >= FAR:
        return best
    return nearer(best, (cost + _DETOUR, "lone", ((given, token, cost),), (family.text,)))


def _dropping(a: Name, b: Name, best: Laid) -> Laid:
    """Leave out tokens of the longer name until it is as long as the shorter one."""
    longer, shorter = (a, b) if len(a.tokens) > len(b.tokens) else (b, a)
    missing = len(longer.tokens) - len(shorter.tokens)
    if missing > _MOST_DROPPED:
        return best
    readings = [shorter.likely]
    if shorter.given_first != longer.given_first:  # the order that both are written in
        readings.append(shorter.turned)
    leading = 0 if is_house(longer.tokens[0]) else 1
    for out in combinations(range(leading, len(longer.tokens)), missing):
        kept = [token for at, token in enumerate(longer.tokens) if at not in out]
        reading = Reading(piece(kept[0]), piece(" ".join(kept[1:])))
        for mine in readings:
            found = _beside("extra", reading, mine, _DROPPED * missing, best)
            if found is not best:
                best = *found[:3], tuple(longer.tokens[at] for at in out)
    return best


def _lone(a: Name, b: Name) -> Evidence:
    """Lay a single token beside a name: all of it in either order, else one of its pieces.

    People are called by the given name, so that the family name is not missed; a family name
    alone is nobody's.
    """
    longer, shorter = (a, b) if len(a.tokens) > 1 else (b, a)
    token = shorter.likely.given
    if len(longer.tokens) == 1:
        ways = [("lone", piece(longer.whole), "")]
    else:
        reading = longer.likely
        family, given = reading.family, reading.given
        wholes = sorted({longer.whole, " ".join(longer.tokens)})
        ways = [("joined", piece(whole), "") for whole in wholes]
        ways += [("lone", given, family.text), ("family", family, given.text)]
    costs = [distance(part, token) for _, part, _ in ways]
    cost = min(costs)
    way, part, rest = ways[len(ways) - 2 if cost == FAR else costs.index(cost)]
    pairs: Pairs = ((part, token, cost),)
    dropped = (rest,) if rest else ()
    return Evidence(way, pairs, _values(a, b, pairs, way, dropped), dropped)
