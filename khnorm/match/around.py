"""What stands around a name and tells apart those who bear it: titles, marks, a husband."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from khnorm.match.weights import most_in_doubt, weight
from khnorm.model import Reason, Title
from khnorm.names.asides import NICKNAMES
from khnorm.names.taken import Taken
from khnorm.names.telling import NOTHING, told_by
from khnorm.names.titles import gender_of, generation_of

__all__ = ["AGAINST", "Marked", "Marks", "differ", "marks_of", "weigh_marks"]

# The codes of the reasons by which what stands around names speaks against them.
AGAINST = frozenset(("gender", "generation", "husband", "origin"))
# Where in a `Told` begins what says who somebody is: year of birth, place, parent, number, beside.
_ORIGIN = 3
# Marks of one kind, of which nobody bears two.
_GENERATIONS = frozenset(("senior", "junior", "third"))


class Marked(Protocol):
    """What has marks: `Marks` themselves, or a `khnorm.match.profile.Profile`."""

    @property
    def gender(self) -> str:
        """The gender that titles prove: `f`, `m`, or empty."""

    @property
    def generation(self) -> str:
        """What tells apart those of one name: senior, junior, wife, A, 2."""

    @property
    def husband(self) -> str:
        """The husband of whose wife a text speaks, folded."""

    @property
    def origin(self) -> str:
        """Year of birth, place, parent, number and who stands beside, with strokes; empty for none."""


class Marks(NamedTuple):
    """What tells those who bear one name apart, each empty where nothing does."""

    gender: str = ""
    generation: str = ""
    husband: str = ""
    origin: str = ""


_NO_MARKS = Marks()


def marks_of(taken: Taken, titles: Iterable[Title]) -> Marks:
    """Gather what tells the bearer of a name from others of the name.

    Args:
        taken: a name taken apart.
        titles: those that are his beyond doubt.

    Returns:
        The marks; the husband and the origin as written.

    Examples:
        >>> from khnorm.names.taken import take
        >>> texts = ("Sok Dara Jr.", "Sok Dara (B)", "Sok Dara (son)")
        >>> [marks_of(one, one.titles()).generation for one in map(take, texts)]
        ['junior', 'B', 'junior']
        >>> marks_of(take("Sok Dara s/o Sok Chan, born 1980"), ())[3]
        '1980||Sok Chan||'
    """
    told = told_by(taken)
    own = tuple(titles)
    husband = taken.husband if taken.shape.husband else ""
    if told is NOTHING:
        return Marks(gender_of(own), generation_of(own), husband) if own or husband else _NO_MARKS
    return Marks(
        gender_of(own) or told.gender,
        generation_of(own) or told.mark,
        husband or told.husband,
        "|".join(told[_ORIGIN:]) if any(told[_ORIGIN:]) else "",
    )


def differ(a: Marked, b: Marked) -> tuple[str, ...]:
    """Say in what the marks of two names are two people's.

    Args:
        a: the marks of a name, the husband folded.
        b: another's.

    Returns:
        Of `AGAINST`, what both have and is not the same; a husband may be spelled otherwise.

    Examples:
        >>> differ(Marks("f", "A"), Marks("m", "")), differ(Marks("f", "A"), Marks("", "B"))
        (('gender',), ('generation',))
    """
    found: tuple[str, ...] = ()
    if a.gender and b.gender and a.gender != b.gender:
        found += ("gender",)
    if a.generation and b.generation and a.generation != b.generation:
        found += ("generation",) if _kind(a.generation) == _kind(b.generation) else ()
    if a.husband and b.husband and _are_two(a.husband, b.husband):
        found += ("husband",)
    if a.origin and b.origin and _unlike_origins(a.origin, b.origin):
        found += ("origin",)
    return found


def _kind(mark: str) -> str:
    """Give the kind of a mark: of one kind nobody has two, but a father may be B as well."""
    if mark in _GENERATIONS:
        return "generation"
    if mark in NICKNAMES:
        return "size"
    return "number" if mark.isdecimal() else mark if len(mark) > 1 else "letter"


def _unlike_origins(one: str, other: str) -> bool:
    """Tell whether two years, numbers, places in one script, parents or partners are not the same."""
    if one == other:
        return False
    born, place, parent, number, beside = zip(one.split("|"), other.split("|"), strict=True)
    if any(all(pair) and pair[0] != pair[1] for pair in (born, number)):
        return True
    if all(place) and place[0].isascii() == place[1].isascii() and _are_two(*place):
        return True
    return any(all(pair) and _are_two(*pair) for pair in (parent, beside))


def _are_two(one: str, other: str) -> bool:
    from khnorm.match.alignment import FAR, distance
    from khnorm.match.pieces import piece

    return one != other and distance(piece(one), piece(other)) >= FAR


def weigh_marks(a: Marked, b: Marked, odds: float) -> tuple[float, list[Reason]]:
    """Let what stands around two names speak against their being one person's.

    What tells one apart from others of the name, and the other text does not have, leaves in doubt
    whether the two are one; a number may be a footnote's or a row's. So does another origin: a
    place may be where one lives, a parent father or mother.

    Args:
        a: the marks of a name, the husband folded.
        b: another's.
        odds: the log-odds that the names have by themselves.

    Returns:
        The log-odds that are left, and why; the weights add up to what is taken off.

    Examples:
        >>> odds, reasons = weigh_marks(Marks("f"), Marks("m"), 4.6)
        >>> odds < 0, [reason.code for reason in reasons]
        (True, ['gender'])
    """
    found: list[Reason] = []
    unlike = differ(a, b)
    for code in unlike:
        if code != "origin":
            found.append(Reason(code, _in_words(code, a, b), weight(code)))
            odds += weight(code)
    if "origin" in unlike or a.generation != b.generation:
        doubt = _doubt(a, b, unlike)
        if doubt and odds > (most := most_in_doubt()):
            code = "origin" if "origin" in unlike else "generation"
            found.append(Reason(code, doubt, round(most - odds, 2)))
            odds = most
    return odds, found


def _doubt(a: Marked, b: Marked, unlike: tuple[str, ...]) -> str:
    """Say what leaves in doubt whether two names are one person's; empty for nothing."""
    if "origin" in unlike:
        one, other = (", ".join(filter(None, side.origin.split("|"))) for side in (a, b))
        return f"what is said of them differs: {one} and {other}"
    marks = [mark for mark in (a.generation, b.generation) if mark and _tells_alone(mark)]
    if len(marks) == 1:
        return f"only one is told apart from others of the name: {marks[0]}"
    if len(marks) == 2 and "generation" not in unlike:
        return f"each is told apart from others of the name: {marks[0]} and {marks[1]}"
    return ""


def _tells_alone(mark: str) -> bool:
    """Tell whether a mark says that others have the name, and not a footnote or a nickname."""
    return not mark.isdecimal() and mark not in NICKNAMES


def _in_words(code: str, a: Marked, b: Marked) -> str:
    if code == "gender":
        return "the titles are a man's and a woman's"
    if code == "generation":
        return f"what stands after them tells them apart: {a.generation} and {b.generation}"
    return f"the husbands differ: {a.husband} and {b.husband}"
