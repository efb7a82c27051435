"""From the people that a name may mean to an answer: one who stands out, several, or nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from khnorm.match.weights import most_in_doubt, odds_of, probability, weight
from khnorm.model import Candidate, Entity, PersonName, Reason, Resolution, Status, Title
from khnorm.names.either import sure_titles
from khnorm.names.parse import parse, why_nameless
from khnorm.names.shape import is_house
from khnorm.names.titles import gender_of, generation_of
from khnorm.names.words import split

__all__ = ["BEHIND", "HOPELESS", "Hit", "judge"]

# Log-odds under which nobody is a candidate, and how far behind the best one.
HOPELESS, BEHIND = -3.0, 4.0
# Who is called the elder may be anybody; the younger is so called beside another one.
_ELDER = "senior"
# The title that stands for somebody in a result: the first of these that the text holds.
_GRAVITY = (
    *("royal", "state", "religious", "military", "police", "diplomatic"),
    *("office", "academic", "revolutionary", "alias", "courtesy", "deceased"),
)


class Hit(NamedTuple):
    """A person that a text may mean: by number, the form it met, the log-odds, and why.

    `likeness` ranks what limits of the log-odds make equal.
    """

    number: int
    form: str
    odds: float
    likeness: float
    reasons: Callable[[], list[Reason]]

    def against(self, reason: Reason) -> Hit:
        """Let a reason speak against the person."""
        return self._replace(
            odds=self.odds + reason.weight, reasons=partial(_with, self.reasons, reason)
        )

    def in_doubt(self, code: str, words: str) -> Hit:
        """Keep the person from being surely meant."""
        over = self.odds - most_in_doubt()
        return self.against(Reason(code, words, round(-over, 2))) if over > 0 else self


def _with(reasons: Callable[[], list[Reason]], more: Reason) -> list[Reason]:
    return [*reasons(), more]


def judge(
    text: str,
    name: PersonName,
    hits: Iterable[Hit],
    entity_of: Callable[[int], Entity],
    limit: int,
) -> Resolution:
    """Say who is meant, or that it cannot be told.

    Args:
        text: as it was asked.
        name: the text taken apart.
        hits: who may be meant, in any order.
        entity_of: gives the person of a number.
        limit: how many candidates at most, 1 or more.

    Returns:
        `match` with the entity where one person stands out, `ambiguous` where several cannot be told
        apart, `none` where nobody is near enough; the candidates best first, without those far
        behind.
    """
    weighed = _weigh_titles(name, hits, entity_of)
    ranked = sorted(weighed, key=lambda hit: (-hit.odds, -hit.likeness, hit.number))
    ranked = [hit for hit in ranked if hit.odds >= ranked[0].odds - BEHIND]
    candidates = tuple(
        Candidate(entity_of(hit.number), probability(hit.odds), hit.form, tuple(hit.reasons()))
        for hit in ranked[: max(1, limit)]
    )
    title = _weightiest(name)
    if not ranked:
        return Resolution(text, Status.NONE, None, 0.0, title, (), tuple(_nameless(name)))
    top = ranked[0].odds
    status, entity = Status.NONE, None
    if top >= odds_of(weight("match")):
        margin, likeness = weight("margin"), ranked[0].likeness
        leads = [max(top - hit.odds, likeness - hit.likeness) for hit in ranked[1:]]
        rivals = min(leads, default=margin) < margin
        status = Status.AMBIGUOUS if rivals else Status.MATCH
        entity = None if rivals else candidates[0].entity
    return Resolution(text, status, entity, probability(top), title, candidates, ())


def _weigh_titles(
    name: PersonName, hits: Iterable[Hit], entity_of: Callable[[int], Entity]
) -> Iterator[Hit]:
    """Let what stands around a name speak against people.

    A title may be of the other gender, or of a house alone: Prince Norodom is of the house; King
    Norodom bears a title of the king who had that name. Sok Dara, Jr. is not Sok Dara, Sr., and
    hardly the Sok Dara whom all call so. The husband of a wife's style may be another one's.
    """
    gender = gender_of(sure_titles(name))
    generation = generation_of(name.titles)
    lone_house = " " not in name.name and is_house(split(name.name))
    if not gender and not generation and not lone_house and not name.husband:
        yield from hits
        return
    borne = {title.id for title in name.titles}
    for hit in hits:
        weighed, entity = hit, entity_of(hit.number)
        if lone_house and borne.isdisjoint(entity.titles):
            words = "a royal house has the name, too"
            weighed = weighed.against(Reason("house", words, weight("lone")))
        if gender and entity.gender not in ("", gender):
            words = "the title is of the other gender"
            weighed = weighed.against(Reason("gender", words, weight("gender")))
        if generation and (own := generation_of(parse(hit.form).titles)) != generation:
            words = f"the form known is of another generation: {hit.form}"
            if own:
                weighed = weighed.against(Reason("generation", words, weight("generation")))
            elif generation != _ELDER:
                weighed = weighed.in_doubt("generation", words)
        if name.husband and (husband := _other_husband(name.husband, entity)):
            words = f"the husbands differ: {name.husband} and {husband}"
            weighed = weighed.against(Reason("husband", words, weight("husband")))
        yield weighed


def _other_husband(husband: str, entity: Entity) -> str:
    """Give the husband of a woman whose forms name others only."""
    known = list(filter(None, (parse(form).husband for form in entity.forms)))
    if not known:
        return ""
    from khnorm.match.alignment import FAR, distance
    from khnorm.match.pieces import piece
    from khnorm.match.profile import latinize

    his = piece(latinize(husband))
    if all(distance(his, piece(latinize(other))) >= FAR for other in known):
        return known[0]
    return ""


def _weightiest(name: PersonName) -> Title | None:
    titles = name.titles + name.offices
    return min(titles, key=lambda title: _GRAVITY.index(title.category), default=None)


def _nameless(name: PersonName) -> Iterator[Reason]:
    if not name.name:
        yield Reason("no-name", f"the text {why_nameless(name)}")
