"""Whether two written names denote one person: a probability, a verdict, and the reasons.

The probability comes from a few named numbers (`khnorm.match.features`) and their weights
(`data/weights.tsv`, fitted by `scripts/fit_comparison.py`). No table of people is asked here: what
is known of somebody belongs to `resolve`. How it works stands in `docs/matching.md`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from math import fsum, inf
from typing import NamedTuple

from khnorm.match.around import weigh_marks
from khnorm.match.asides import TITLE, WHY, doubt_between
from khnorm.match.features import Evidence, by_ear, with_meanings
from khnorm.match.profile import Name, Profile, profile
from khnorm.match.reasons import reasons_of
from khnorm.match.weights import (
    most_in_doubt,
    odds_of,
    probability,
    verdict_of,
    weight,
)
from khnorm.model import Comparison, Reason, Verdict
from khnorm.names.parse import why_nameless
from khnorm.text.normalize import require_str

__all__ = [
    "Weighed",
    "compare",
    "compare_profiles",
    "score_many",
    "score_profiles",
    "similarity",
    "weigh_names",
]

_UNKNOWN = 0.5
_SHOWN = 80  # characters of a text without a name
# What ranks equal names before all others.
_CERTAIN = 99.0
# What limits names that nothing speaks against: equal ones have no more.
_LIMIT = "limit"
_EQUAL = "names spelled otherwise are no likelier one person's than equal ones"
_DOUBTS = {
    **WHY,
    "initials": "an initial that fits nothing tells people apart",
    "more": "one name has {0}, which is no middle name",
    "order": "in Khmer the family name stands first: {0} or {1}",
    "sound": "{0} and {1} differ in a sound, not in how it is spelled",
    "gender": "{0} and {1} are two names in other countries, told apart by the ending",
    "syllable": "in such a foreign name {0} and {1} are two syllables",
    "meaning": "{0} and {1} may well be two Khmer names",
    "across": "of {0} and {1} the Latin one mostly stands for another Khmer name",
}


def _nameless(a: Profile, b: Profile) -> Reason | None:
    for side in (a, b):
        if not side.name.tokens:
            shown = repr(side.text) if len(side.text) < _SHOWN else f"{side.text[:_SHOWN]!r}…"
            return Reason("no-name", f"{shown} {why_nameless(side.parsed)}")
    return None


class Weighed(NamedTuple):
    """Two bare names weighed: log-odds, what they rest on, and what limits them.

    `likeness` is what the log-odds are without the limit: it ranks what the limit makes equal. The
    limit is why, and the pieces that it concerns; it is put in words for who asks.
    """

    odds: float
    likeness: float
    evidence: Evidence | None
    limit: tuple[str, ...] = ()

    @property
    def in_doubt(self) -> bool:
        """Whether a doubt would keep the two from being the same, however much else agreed."""
        return self.evidence is not None and self.evidence.doubt() is not None

    def reasons(self) -> list[Reason]:
        """Put it in words; the weights add up to the log-odds."""
        limit = [self._limit()] if self.limit else []
        if self.evidence is None:
            equal = self.odds - fsum(reason.weight for reason in limit)
            return [Reason("equal", "the names are equal", round(equal, 2)), *limit]
        return reasons_of(self.evidence) + limit

    def _limit(self) -> Reason:
        equal, _ = _limits()
        off = round(self.odds - (equal if self.evidence is None else self.likeness), 2)
        why, *parts = self.limit
        if why == _LIMIT:
            return Reason(_LIMIT, _EQUAL, off)
        return Reason("doubt", _DOUBTS[why].format(*parts), off)

    def doubted(self, why: str) -> Weighed:
        """Keep the names from being the same, as one of them may be another person's.

        Args:
            why: a doubt of a `Profile`, or empty for none.
        """
        _, most = _limits()
        return self._replace(odds=most, limit=(why,)) if why and self.odds > most else self


@cache
def _limits() -> tuple[float, float]:
    """Give the log-odds of equal names, and the most of names in doubt."""
    return odds_of(weight("equal")), most_in_doubt()


def weigh_names(a: Name, b: Name, least: float = -inf) -> Weighed:
    """Weigh two bare names; what is in doubt stays short of being the same.

    Args:
        a: a name with at least one token.
        b: another.
        least: the log-odds from which on they matter; names that have less are not weighed to the
            end, and may be given more than they have, but less than this.

    Returns:
        The log-odds that they denote one person, and why.
    """
    if _are_equal(a, b):
        return Weighed(_limits()[0], _CERTAIN, None)
    found = by_ear(a, b)
    odds = found.odds
    if odds < least:  # and what the parts are written for only takes away
        return Weighed(odds, odds, found)
    if (whole := with_meanings(found)) is not found:
        found, odds = whole, whole.odds
    return _limited(found, odds)


def _are_equal(a: Name, b: Name) -> bool:
    return a.tokens == b.tokens and a.initials == b.initials


def _limited(found: Evidence, odds: float) -> Weighed:
    """Keep names in doubt short of being the same, and all short of equal ones."""
    equal, most = _limits()
    if odds <= most:
        return Weighed(odds, odds, found)
    if doubt := found.doubt():
        why, left, right = doubt
        return Weighed(most, odds, found, (why, left.text, right.text))
    return Weighed(odds, odds, found) if odds <= equal else Weighed(equal, odds, found, (_LIMIT,))


def score_profiles(a: Profile, b: Profile, least: float = -inf) -> float:
    """Score two prepared names; what `compare` gives without its reasons, and faster.

    Args:
        a: a name as `khnorm.match.profile.profile` prepares it.
        b: another.
        least: the log-odds from which on a score matters.

    Returns:
        The probability in [0, 1] that they denote one person; names that have no such odds may be
        given more than they have, but less than that.

    Examples:
        >>> score_profiles(profile("Hun Sen"), profile("HUN Sen")) > 0.9
        True
    """
    if not a.name.tokens or not b.name.tokens:
        return _UNKNOWN
    if not a.aliases and not b.aliases:
        odds = weigh_names(a.name, b.name, least).odds
    else:
        odds = max([found.odds for found, _, _ in _weigh_sides(a, b, least)])
    return probability(weigh_marks(a, b, odds)[0])


def score_many(pairs: Sequence[tuple[Profile, Profile, float]]) -> list[float]:
    """Score prepared names as `score_profiles` does, each step for all of them before the next.

    One thing over and over is quicker than many in turn.

    Args:
        pairs: two names with at least one token each, and the log-odds from which on their score
            matters.

    Returns:
        A probability a pair.
    """
    scores = [0.0] * len(pairs)
    near: list[tuple[int, Evidence, float]] = []
    for place, (a, b, least) in enumerate(pairs):
        if a.aliases or b.aliases or _are_equal(a.name, b.name):
            scores[place] = score_profiles(a, b, least)
            continue
        heard = by_ear(a.name, b.name)
        if (odds := heard.odds) < least:
            scores[place] = probability(weigh_marks(a, b, odds)[0])
        else:
            near.append((place, heard, odds))
    whole = [with_meanings(heard) for _, heard, _ in near]
    for (place, heard, odds), found in zip(near, whole, strict=True):
        a, b, _ = pairs[place]
        limited = _limited(found, odds if found is heard else found.odds)
        scores[place] = probability(weigh_marks(a, b, limited.odds)[0])
    return scores


def _weigh_sides(
    a: Profile, b: Profile, least: float = -inf
) -> Iterator[tuple[Weighed, Profile, Profile]]:
    """Weigh what is to be compared, the names and the aliases that a text itself gives."""
    for one, other in _sides(a, b):
        why = doubt_between(a, b, one, other)
        yield weigh_names(one.name, other.name, least).doubted(why), one, other


def _sides(a: Profile, b: Profile) -> Iterator[tuple[Profile, Profile]]:
    """Give what is to be compared: the names, and each alias with the other name.

    Two words that may be titles may both be: then the names without them are compared.
    """
    yield a, b
    for alias in a.aliases:
        if alias.name.tokens:
            yield alias, b
    for alias in b.aliases:
        if alias.name.tokens:
            yield a, alias
    for one in a.aliases:
        for other in b.aliases:
            if one.doubt == other.doubt == TITLE:
                yield one, other


def compare_profiles(a: Profile, b: Profile) -> Comparison:
    """Compare two prepared names; see `compare`.

    Args:
        a: a name as `khnorm.match.profile.profile` prepares it.
        b: another.

    Returns:
        The comparison with its reasons.
    """
    missing = _nameless(a, b)
    if missing:
        return Comparison(a.text, b.text, _UNKNOWN, Verdict.UNSURE, (missing,))
    found, one, other = max(_weigh_sides(a, b), key=lambda side: side[0].odds)
    reasons = found.reasons()
    if one is not a or other is not b:
        reasons.insert(0, Reason("alias", f"an alias in the text: {one.text} and {other.text}"))
    odds, outside = weigh_marks(a, b, found.odds)
    score = probability(odds)
    return Comparison(a.text, b.text, score, verdict_of(score), (*reasons, *outside))


def compare(a: str, b: str) -> Comparison:
    """Say whether two written names denote one person, as names go.

    Titles are no part of a name: a rank that differs says nothing, a gender that titles prove
    different speaks against. Both orders are compared, and spaces inside a given name mean
    nothing. Two people may bear one name: see `khnorm.resolve` for who is meant.

    Args:
        a: a name with or without titles, in Khmer, Latin or both.
        b: another.

    Returns:
        `score`, the probability in [0, 1], the same for `compare(b, a)`; the `verdict` that the
        thresholds `same` and `different` of `data/weights.tsv` give; and the reasons, whose
        weights add up to the log-odds of the score. A text without a name is `unsure`.

    Raises:
        TypeError: an argument is no str.

    Examples:
        >>> compare("Samdech Techo Hun Sen", "ហ៊ុន សែន").verdict.value
        'same'
        >>> compare("Hun Sen", "Hun Manet").verdict.value
        'different'
        >>> compare("Samdech", "Hun Sen").reasons[0].text
        "'Samdech' holds titles but no name"
    """
    require_str(a)
    require_str(b)
    return compare_profiles(profile(a), profile(b))


def similarity(a: str, b: str) -> float:
    """Give the probability that two written names denote one person; see `compare`.

    Args:
        a: a name with or without titles, in Khmer, Latin or both.
        b: another.

    Returns:
        A probability in [0, 1].

    Raises:
        TypeError: an argument is no str.

    Examples:
        >>> similarity("Sam Rainsy", "Rainsy Sam") > similarity("Sam Rainsy", "Sam Soeun")
        True
    """
    require_str(a)
    require_str(b)
    return score_profiles(profile(a), profile(b))
