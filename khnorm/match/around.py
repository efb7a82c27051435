"""What stands around a name and tells apart those who bear it: titles, marks, a husband."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple, Protocol

from khnorm.match.weights import most_in_doubt, weight
from khnorm.model import Reason, Title
from khnorm.names.taken import Taken
from khnorm.names.titles import gender_of, generation_of

__all__ = ["AGAINST", "Marked", "Marks", "differ", "marks_of", "weigh_marks"]

# The codes of the reasons by which what stands around names speaks against them.
AGAINST = frozenset(("gender", "generation", "husband"))
# A letter or a small number that ends a text.
_MARK = re.compile("[\\s#(\\[]+([A-Z\u1780-\u17a2]|[0-9\u17e0-\u17e9]{1,2})[\\s)\\].]*")


class Marked(Protocol):
    """What has marks: `Marks` themselves, or a `khnorm.match.profile.Profile`."""

    @property
    def gender(self) -> str:
        """The gender that titles prove: `f`, `m`, or empty."""

    @property
    def generation(self) -> str:
        """What tells apart those of one name: senior, junior, A, 2."""

    @property
    def husband(self) -> str:
        """The husband in a wife's style, folded."""


class Marks(NamedTuple):
    """What tells those who bear one name apart, each empty where nothing does."""

    gender: str = ""
    generation: str = ""
    husband: str = ""


def marks_of(taken: Taken, titles: Iterable[Title]) -> Marks:
    """Gather what tells the bearer of a name from others of the name.

    Args:
        taken: a name taken apart.
        titles: those that are his beyond doubt.

    Returns:
        The marks; the husband as written.

    Examples:
        >>> from khnorm.names.taken import take
        >>> [marks_of(t, t.titles()).generation for t in map(take, ("Sok Dara Jr.", "Sok Dara (B)"))]
        ['junior', 'B']
    """
    own = tuple(titles)
    husband = taken.husband if taken.shape.husband else ""
    return Marks(
        gender_of(own) if own else "", (generation_of(own) if own else "") or _mark(taken), husband
    )


def _mark(taken: Taken) -> str:
    """Give the letter or number by which a list tells those of one name apart: Sok Dara (B)."""
    words = taken.words
    rest = taken.text[taken.place(words)[1] :] if words else ""
    found = _MARK.fullmatch(rest) if rest else None
    return found[1] if found else ""


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
        found += ("generation",)
    if a.husband and b.husband and _are_two(a.husband, b.husband):
        found += ("husband",)
    return found


def _are_two(one: str, other: str) -> bool:
    from khnorm.match.alignment import FAR, distance
    from khnorm.match.pieces import piece

    return one != other and distance(piece(one), piece(other)) >= FAR


def weigh_marks(a: Marked, b: Marked, odds: float) -> tuple[float, list[Reason]]:
    """Let what stands around two names speak against their being one person's.

    What tells one apart from others of the name, and the other text does not have, leaves in doubt
    whether the two are one; a number may be a footnote's or a row's.

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
    for code in differ(a, b):
        found.append(Reason(code, _in_words(code, a, b), weight(code)))
        odds += weight(code)
    if bool(a.generation) != bool(b.generation) and odds > (most := most_in_doubt()):
        mark = a.generation or b.generation
        if not mark.isdecimal():
            words = f"only one is told apart from others of the name: {mark}"
            found.append(Reason("generation", words, round(most - odds, 2)))
            odds = most
    return odds, found


def _in_words(code: str, a: Marked, b: Marked) -> str:
    if code == "gender":
        return "the titles are a man's and a woman's"
    if code == "generation":
        return f"what stands after them tells them apart: {a.generation} and {b.generation}"
    return f"the husbands differ: {a.husband} and {b.husband}"
