"""From the people that a name may mean to an answer: one who stands out, several, or nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from khnorm.match.around import Marks, differ, marks_of, weigh_marks
from khnorm.match.asides import LONE, WHY, doubt_between
from khnorm.match.exact import folded
from khnorm.match.weights import most_in_doubt, odds_of, probability, weight
from khnorm.model import Candidate, Entity, PersonName, Reason, Resolution, Status, Title
from khnorm.names.either import sure_titles
from khnorm.names.parse import why_nameless
from khnorm.names.shape import is_house
from khnorm.names.words import split

if TYPE_CHECKING:
    from khnorm.match.profile import Profile
    from khnorm.match.question import Question

__all__ = ["BEHIND", "HOPELESS", "Hit", "judge"]

# Log-odds under which nobody is a candidate, and how far behind the best one.
HOPELESS, BEHIND = -3.0, 4.0
# Who is called the elder may be anybody; the younger is so called beside another one.
_ELDER = "senior"
_NONE = Marks()
# The title that stands for somebody in a result: the first of these that the text holds.
_GRAVITY = (
    *("royal", "state", "religious", "military", "police", "diplomatic"),
    *("office", "academic", "revolutionary", "alias", "courtesy", "deceased"),
)


class Hit(NamedTuple):
    """A person that a text may mean: by number, the form it met, the log-odds, and why.

    `name` is the folded name by which the form was met: where the form is no more than that, nothing
    stands around it. `likeness` ranks what limits of the log-odds make equal; `last` is the last of
    the reasons that were added to those of the name.
    """

    number: int
    form: str
    name: str
    odds: float
    likeness: float
    reasons: Callable[[], list[Reason]]
    last: Reason | None = None

    def weighed(self, odds: float, reasons: list[Reason]) -> Hit:
        """Give the person other log-odds, for reasons that are added."""
        if not reasons:
            return self
        return self._replace(
            odds=odds, reasons=partial(_with, self.reasons, reasons), last=reasons[-1]
        )

    def behind(self, lag: float, form: str) -> Hit:
        """Put the person behind a rival, a form of whose is likelier spelled as was asked."""
        reason = Reason("rival", f"{form} is likelier to be spelled so", round(-lag, 2))
        found = self.weighed(self.odds - lag, [reason])
        return found._replace(likeness=self.likeness - lag)

    def in_doubt(self, code: str, words: str) -> Hit:
        """Keep the person from being surely meant."""
        most = most_in_doubt()
        if self.odds <= most:
            return self
        return self.weighed(most, [Reason(code, words, round(most - self.odds, 2))])


def _with(reasons: Callable[[], list[Reason]], more: list[Reason]) -> list[Reason]:
    return [*reasons(), *more]


def judge(
    question: Question,
    hits: Iterable[Hit],
    entity_of: Callable[[int], Entity],
    limit: int,
) -> Resolution:
    """Say who is meant, or that it cannot be told.

    Args:
        question: what is asked.
        hits: who may be meant, in any order.
        entity_of: gives the person of a number.
        limit: how many candidates at most, 1 or more.

    Returns:
        `match` with the entity where one person stands out, `ambiguous` where several cannot be told
        apart, `none` where nobody is near enough; the candidates best first, without those far
        behind.
    """
    weighed = _weigh_around(question, hits, entity_of)
    ranked = sorted(weighed, key=lambda hit: (-hit.odds, -hit.likeness, hit.number))
    ranked = [hit for hit in ranked if hit.odds >= ranked[0].odds - BEHIND]
    candidates = tuple(
        [
            Candidate.explained_by(
                entity_of(hit.number), probability(hit.odds), hit.form, hit.reasons
            )
            for hit in ranked[: max(1, limit)]
        ]
    )
    text, title = question.text, None if question.is_plain else _weightiest(question.parsed)
    if not ranked:
        return Resolution(text, Status.NONE, None, 0.0, title, (), tuple(_nameless(question)))
    top, (match, margin) = ranked[0].odds, _thresholds()
    status, entity = Status.NONE, None
    if top >= match:
        likeness = ranked[0].likeness
        leads = [max(top - hit.odds, likeness - hit.likeness) for hit in ranked[1:]]
        rivals = min(leads, default=margin) < margin
        status = Status.AMBIGUOUS if rivals else Status.MATCH
        entity = None if rivals else candidates[0].entity
    elif _are_told_apart(ranked):
        status = Status.AMBIGUOUS
    return Resolution(text, status, entity, candidates[0].score, title, candidates, ())


@cache
def _thresholds() -> tuple[float, float]:
    """Give the log-odds of somebody who may be meant, and those by which he must lead."""
    return odds_of(weight("match")), weight("margin")


def _are_told_apart(ranked: Iterable[Hit]) -> bool:
    """Tell whether nothing but marks of theirs, Jr. or B, keeps several people from being meant."""
    alike = [
        hit.odds - hit.last.weight
        for hit in ranked
        if hit.odds >= most_in_doubt() and hit.last and hit.last.code == "generation"
    ]
    match, margin = _thresholds()
    likely = sorted(odds for odds in alike if odds >= match)
    return len(likely) > 1 and likely[-1] - likely[-2] < margin


def _weigh_around(
    question: Question, hits: Iterable[Hit], entity_of: Callable[[int], Entity]
) -> Iterator[Hit]:
    """Let what stands around a name and around the forms that it met speak against people.

    A title may be of the other gender, or of a house alone: Prince Norodom is of the house; King
    Norodom bears a title of the king who had that name. Sok Dara, Jr. is not Sok Dara, Sr., and
    hardly the Sok Dara whom all call so. The husband of a wife's style may be another one's.
    What speaks against people makes none likelier: who is far behind is not looked at.
    """
    asked = _marks_of(question)
    lone_house = " " not in question.name and is_house(split(question.name))
    borne = {title.id for title in question.parsed.titles} if lone_house else set()
    most = HOPELESS
    for hit in sorted(hits, key=lambda hit: -hit.odds):
        if hit.odds < most - BEHIND:
            return
        weighed = hit
        if lone_house and borne.isdisjoint(entity_of(hit.number).titles):
            words = "a royal house has the name, too"
            reason = Reason("house", words, weight("lone"))
            weighed = weighed.weighed(hit.odds + reason.weight, [reason])
        if hit.form != question.text:
            form = _form(hit)
            weighed = _weigh_marks(asked, weighed, form, entity_of)
            if doubt := _doubt(question, hit, form, entity_of):
                weighed = weighed.in_doubt("doubt", WHY[doubt])
        most = max(most, weighed.odds)
        yield weighed


def _marks_of(question: Question) -> Marks:
    """Gather what in a text tells its bearer from others of the name, folded."""
    if question.is_plain or _is_bare(question.text, question.name):
        return _NONE
    asked = marks_of(question.taken, sure_titles(question.parsed))
    if asked.husband or asked.origin:
        from khnorm.match.profile import with_letters

        asked = with_letters(asked)
    return asked


def _weigh_marks(
    asked: Marks, hit: Hit, form: Profile | None, entity_of: Callable[[int], Entity]
) -> Hit:
    """Lay the marks of a text beside those of a form, and of the person whose it is."""
    if form is None and asked == _NONE:
        return hit
    entity = entity_of(hit.number)
    known = _known(asked, form, entity)
    if asked.generation == _ELDER and not known.generation and entity.role:
        asked = asked._replace(generation="")  # whom many know is the elder
    odds, reasons = weigh_marks(asked, known, hit.odds)
    if entity.gender:
        words = "the title is of the other gender"
        reasons = [replace(one, text=words) if one.code == "gender" else one for one in reasons]
    return hit.weighed(odds, reasons)


def _doubt(
    question: Question, hit: Hit, form: Profile | None, entity_of: Callable[[int], Entity]
) -> str:
    """Say why a form with another name beside it, or a lone word in a text that has one, may not tell.

    Whom our tables know by one word many know by it.
    """
    if form and form.aliases:
        asked = _profile(question.text)
        return doubt_between(asked, form, asked, form)
    if question.aliases and len(_profile(hit.name).name.tokens) == 1:
        return "" if entity_of(hit.number).role else LONE
    return ""


def _form(hit: Hit) -> Profile | None:
    """Read the form that was met; None if it is a bare name."""
    return None if _is_bare(folded(hit.form), hit.name) else _profile(hit.form)


def _is_bare(text: str, name: str) -> bool:
    """Tell whether a text is a name and no more; a letter that ends it may be a mark."""
    return text == name and name[-2:-1] != " "


def _known(asked: Marks, form: Profile | None, entity: Entity) -> Marks:
    """Gather the marks of a person: of the form met, and what the table and other forms prove.

    Of several husbands or origins, and of several marks of one name, the one counts that is asked
    for, if it is among them.

    Args:
        asked: the marks of the text, folded.
        form: the form met; None for a bare name.
        entity: whose it is.
    """
    gender, generation = entity.gender, form.generation if form else ""
    if asked.gender and not gender:
        proved = {other.gender for other in map(_profile, entity.forms)} - {""}
        gender = proved.pop() if len(proved) == 1 else ""
    if generation != asked.generation:
        others = map(_profile, entity.forms)
        if any(
            other.generation == asked.generation and _has_name_of(other, form) for other in others
        ):
            generation = asked.generation
    husband = _fitting(asked, "husband", entity) if asked.husband else ""
    return Marks(
        gender, generation, husband, _fitting(asked, "origin", entity) if asked.origin else ""
    )


def _has_name_of(other: Profile, form: Profile | None) -> bool:
    return form is None or other.name.tokens == form.name.tokens


def _fitting(asked: Marks, code: str, entity: Entity) -> str:
    """Give the mark of one kind, among those of all forms of a person, that differs least."""
    told = [getattr(_profile(form), code) for form in entity.forms]
    marks = filter(None, told)
    return min(marks, key=lambda mark: bool(differ(asked, Marks(**{code: mark}))), default="")


def _profile(text: str) -> Profile:
    from khnorm.match.profile import profile

    return profile(text)


def _weightiest(name: PersonName) -> Title | None:
    titles = name.titles + name.offices
    return min(titles, key=lambda title: _GRAVITY.index(title.category), default=None)


def _nameless(question: Question) -> Iterator[Reason]:
    if not question.name:
        yield Reason("no-name", f"the text {why_nameless(question.parsed)}")
