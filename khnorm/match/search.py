"""Who is heard in a name: what sounds alike is found in the index and weighed in full."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from math import inf
from typing import NamedTuple

from khnorm.match.compare import Weighed, compare, weigh_names
from khnorm.match.element_tree import get_ready
from khnorm.match.filing import Asked
from khnorm.match.index import Filed, SoundIndex, name_of
from khnorm.match.judgement import BEHIND, HOPELESS
from khnorm.match.profile import Name
from khnorm.match.question import Question
from khnorm.match.registry import Registry
from khnorm.match.rivals import spelled_instead
from khnorm.match.weights import most_in_doubt, odds_of, weight

__all__ = ["Heard", "hear", "rehearse"]

# How many names of a skeleton, of those beside it and of those with a word more are found by ear,
# and how many of them all are looked at in full.
_FOUND, _WEIGHED = 8, 10
# Looked at first are those of the skeleton that are so little less alike than the nearest one.
_FIRST_LAG = 0.1


class Heard(NamedTuple):
    """A person by the nearest of his forms: how it was weighed, its place, the folded name in it."""

    weighed: Weighed
    place: int
    name: str


def hear(question: Question, index: SoundIndex, registry: Registry) -> dict[int, Heard]:
    """Find the people whose names sound like a name or one of its aliases.

    Args:
        question: who is looked for.
        index: the forms of all people by sound.
        registry: whose they are.

    Returns:
        Who may be meant, by number; who is far behind the likeliest may be left out.
    """
    # Titles may yet speak against who is most likely by his name.
    behind = BEHIND if question.is_plain or not question.taken.hits else inf
    search = _Search(index, registry, behind)
    for name, doubt in question.names():
        search.look_for(name, doubt)
    return search.best


def rehearse(index: SoundIndex) -> None:
    """Have all read that names are weighed by, so that no question waits for it.

    Args:
        index: the names that questions will be about.
    """
    get_ready(index.tokens())
    spelled_instead("sok", "sokh")
    for one, other in (("Sok Sophea", "សុខ សុភា"), ("Nguyen Van Sok", "Van Sokh Nguyen")):
        compare(one, other)


@cache
def _clearly_meant() -> float:
    """Give the log-odds of somebody beside whom nobody farther off needs to be looked at."""
    return odds_of(weight("match")) + weight("margin")


def _alike_written(name: Name, form: Name) -> bool:
    """Say whether two names are in one script, and neither is one word where the other is not."""
    return name.khmer == form.khmer and (len(name.tokens) > 1) == (len(form.tokens) > 1)


class _Search:
    """A search for one or more names of somebody.

    `best` is whom it may be, by number; who is `behind` so far is left out, and `most` are the
    log-odds that this is reckoned from.
    """

    __slots__ = ("behind", "best", "index", "most", "registry")

    def __init__(self, index: SoundIndex, registry: Registry, behind: float) -> None:
        self.index = index
        self.registry = registry
        self.behind = behind
        self.best: dict[int, Heard] = {}
        self.most = HOPELESS

    def look_for(self, name: Name, doubt: str) -> None:
        """Weigh the names nearest in sound, the farther ones only if no nearer is clearly meant.

        Args:
            name: who is looked for.
            doubt: why it may be another person's name, as a `Profile` has it; empty for nothing.
        """
        index, asked = self.index, Asked(name)
        self.most = max([found.weighed.odds for found in self.best.values()], default=HOPELESS)
        alike = dict(index.alike(asked, _FOUND))
        nearest = max(alike.values(), default=0.0)
        first = [place for place, share in alike.items() if share >= nearest - _FIRST_LAG]
        if first and self._weigh(name, doubt, first) >= _clearly_meant():
            return
        for place, share in (*index.near(asked, _FOUND), *index.within(asked, _FOUND)):
            alike[place] = max(share, alike.get(place, 0.0))
        ranked = sorted(alike, key=lambda place: (-alike[place], place))
        self._weigh(name, doubt, [place for place in ranked[:_WEIGHED] if place not in first])

    def _weigh(self, name: Name, doubt: str, places: Iterable[int]) -> float:
        """Weigh names in full, and give the log-odds of the likeliest of these."""
        here, in_doubt = HOPELESS, most_in_doubt()
        index, best, owners = self.index, self.best, self.registry.owners
        # Many people may bear one name.
        weighed: dict[Filed, tuple[Name, Weighed]] = {}
        for place in places:
            least = max(HOPELESS, self.most - self.behind)
            filed = index.filed(place)
            if filed not in weighed:
                form = name_of(filed)
                weighed[filed] = form, weigh_names(name, form, least).doubted(doubt)
            form, found = weighed[filed]
            if found.odds < least:
                continue
            number = int(owners[place])
            if number not in best or found[:2] > best[number].weighed[:2]:
                heard = Heard(found, place, filed[0])
                if found.odds > in_doubt and not _alike_written(name, form):
                    heard = self._doubted(name, number, place) or heard
                best[number] = heard
                found = heard.weighed
            self.most, here = max(self.most, found.odds), max(here, found.odds)
        return here

    def _doubted(self, name: Name, number: int, met: int) -> Heard | None:
        """Find the form, written as a name is, by which it is in doubt that the person is meant.

        What one script leaves in doubt the other does not settle, nor a form without spaces: of two
        names that differ in a vowel in Khmer letters, the Latin ones may be one.

        Args:
            name: who is looked for.
            number: a person whom it may mean by a form written otherwise.
            met: the place of that form.

        Returns:
            The nearest form written as the name is, if that is in doubt.
        """
        starts = self.registry.starts
        others = [at for at in range(starts[number], starts[number + 1]) if at != met]
        forms = [(name_of(filed := self.index.filed(at)), at, filed[0]) for at in others]
        own = [
            Heard(weigh_names(name, form), at, filed)
            for form, at, filed in forms
            if _alike_written(name, form)
        ]
        nearest = max(own, key=lambda found: found.weighed[:2], default=None)
        if nearest is None or nearest.weighed.odds < odds_of(weight("different")):
            return None
        return nearest if nearest.weighed.in_doubt else None
