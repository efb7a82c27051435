"""What a walk over Khmer text costs: the states it can be in, and where each kind of step leads.

All costs are in nats, in round figures: minus the logarithm of how often it is so in the news.
"""

from __future__ import annotations

from enum import IntEnum
from functools import cache

from khnorm.jobs.mentions.lexicon import Kind

__all__ = [
    "ACROSS",
    "AFTER_SPACE",
    "ANNOUNCING",
    "BEGIN",
    "FAMILIES",
    "GIVEN_AFTER",
    "INSIDE",
    "LONGEST_UNKNOWN",
    "PRUNED",
    "UNFINISHED",
    "UNKNOWN_BARE",
    "UNKNOWN_CLUSTER",
    "UNKNOWN_COMMON",
    "UNKNOWN_GLUED",
    "UNKNOWN_LONG",
    "UNKNOWN_PART",
    "UNKNOWN_PART_CLUSTER",
    "UNKNOWN_SITE",
    "UNKNOWN_SITE_CLUSTER",
    "USUAL",
    "Moves",
    "State",
    "all_moves",
]


class State(IntEnum):
    """Where in a sentence the walk is."""

    OUT = 0
    TITLE = 1  # behind a title
    ROLE = 2  # behind an office, a kinship word
    SITE = 3  # behind the word for a kind of place or body: its name follows
    FAMILY = 4  # behind a family name that a title announces
    SPACED = 5  # and a space
    BARE_FAMILY = 6  # behind a family name that no title announces
    BARE_SPACED = 7  # and a space
    GIVEN = 8  # behind a given name, or a part of it
    NAMED = 9  # behind a name and a space
    LIST = 10  # behind a name and "and" or a comma
    BUILDING = 11  # behind the word for a street or school: it may bear a person's name
    CALLED = 12  # behind "named"


# What it costs to begin a name, in nats. A name that nothing announces is rare in running text.
BEGIN = {
    State.TITLE: 0.7,
    State.CALLED: 0.7,
    State.ROLE: 4.0,
    State.LIST: 4.5,
    State.NAMED: 8.0,
    State.OUT: 8.5,
}
TITLE_ALONE = 1.0  # a title stands for the person: លោក បាន...
LONE_GIVEN, LONE_CALLED = 3.0, 1.5  # a name of one part, behind a title and behind "called"
GLUED_FAMILY = 1.6  # no space between family and given name
GLUED_BARE = 3.6  # the same where no title announces the name
GLUED_PART = 1.2  # a given name of two known parts without a space
THIRD_PART = 4.0  # a part more after a space
GLUED_AFTER = 2.0  # the next word follows the name without a space
SOFTLY_AFTER = 0.7  # or with a zero-width space only
OFTEN_AFTER = -1.7  # and it is a word that follows persons
UNKNOWN_CLUSTER = 6.5  # a cluster of no known word
UNKNOWN_PART, UNKNOWN_PART_CLUSTER = 4.5, 2.4  # a part of a name that no table holds
UNKNOWN_BARE = 5.0  # the same where no title announces the name
UNKNOWN_COMMON = 4.0  # the same where a common word stands
UNKNOWN_GLUED = 3.0  # the same where no space parts it from what is before
UNKNOWN_LONG, USUAL = 1.5, 4  # each cluster of it beyond so many
UNKNOWN_SITE, UNKNOWN_SITE_CLUSTER = 3.0, 2.4  # the name of a place that no table holds
LONGEST_UNKNOWN = 6  # clusters
ANNOUNCED_PERSON = -5.0  # a known person behind a title
WITHIN = 3.0  # a known person whose name begins inside a run of letters
NAMED_AFTER = -4.0  # a street or school bears the name of a known person
ACROSS = 1.2  # a word runs over a zero-width space
PRUNED = 25.0  # a walk that costs so much more than the best is given up
UNFINISHED = 50.0

FAMILIES = frozenset((State.FAMILY, State.SPACED, State.BARE_FAMILY, State.BARE_SPACED))
INSIDE = FAMILIES | {State.GIVEN}
ANNOUNCING = frozenset((State.TITLE, State.CALLED, State.ROLE, State.LIST))
AFTER_SPACE = {
    State.FAMILY: State.SPACED,
    State.BARE_FAMILY: State.BARE_SPACED,
    State.GIVEN: State.NAMED,
}
GIVEN_AFTER = {
    State.SPACED: 0.0,
    State.BARE_SPACED: 0.0,
    State.FAMILY: GLUED_FAMILY,
    State.BARE_FAMILY: GLUED_BARE,
    State.GIVEN: GLUED_PART,
    State.NAMED: THIRD_PART,
    State.TITLE: BEGIN[State.TITLE] + LONE_GIVEN,
    State.CALLED: BEGIN[State.CALLED] + LONE_CALLED,
}
_BEHIND = {
    Kind.TITLE: State.TITLE,
    Kind.STYLE: State.TITLE,
    Kind.CALLED: State.CALLED,
    Kind.ROLE: State.ROLE,
    Kind.SITE: State.SITE,
    Kind.BUILDING: State.BUILDING,
}
Move = tuple[State, float]  # where a step leads, and what it costs besides its own cost
Moves = dict[Kind, Move]


def _leaving(state: State) -> float | None:
    """Give the cost of a word that is no part of a name; None where only a name can follow."""
    if state in FAMILIES:
        return None
    if state is State.GIVEN:
        return GLUED_AFTER
    return TITLE_ALONE if state in (State.TITLE, State.CALLED) else 0.0


def _moves(state: State) -> Moves:
    """Say where each kind of step leads from a state."""
    moves: Moves = {}
    leaving = _leaving(state)
    if leaving is not None:
        for kind in Kind:
            if kind < Kind.FAMILY:
                moves[kind] = (_BEHIND.get(kind, State.OUT), leaving)
    if state is State.TITLE:
        moves[Kind.TITLE] = moves[Kind.STYLE] = (State.TITLE, 0.0)
        moves[Kind.ROLE] = (State.TITLE, leaving or 0.0)
    if state is State.BUILDING:
        moves[Kind.STYLE] = (State.BUILDING, 0.0)
        moves[Kind.PERSON] = (State.BUILDING, NAMED_AFTER)
    if state in (State.GIVEN, State.NAMED) and leaving is not None:
        for kind in (Kind.SAYING, Kind.ROLE, Kind.AND):
            after = State.LIST if kind is Kind.AND else _BEHIND.get(kind, State.OUT)
            moves[kind] = (after, leaving + OFTEN_AFTER)
    if state in BEGIN:
        announced = state in (State.TITLE, State.CALLED)
        family = State.FAMILY if announced else State.BARE_FAMILY
        moves[Kind.FAMILY] = (family, BEGIN[state])
        if announced:
            moves[Kind.RARE_FAMILY] = (family, BEGIN[state])
    if state in BEGIN or state is State.SITE:
        known = ANNOUNCED_PERSON if state in ANNOUNCING else 0.0
        moves[Kind.PERSON] = (State.GIVEN, known)
    if state in GIVEN_AFTER:
        moves[Kind.GIVEN] = (State.GIVEN, GIVEN_AFTER[state])
    return moves


@cache
def all_moves() -> tuple[dict[State, Moves], dict[State, Moves], dict[State, Moves]]:
    """Give the moves at a word's edge, behind a zero-width space, and inside a run of letters."""
    edge = {state: _moves(state) for state in State}
    softly = SOFTLY_AFTER - GLUED_AFTER
    soft = edge | {
        State.GIVEN: {
            kind: (after, cost + softly if after not in INSIDE else cost)
            for kind, (after, cost) in edge[State.GIVEN].items()
        }
    }
    within = edge | {
        State.OUT: {
            kind: (after, cost + WITHIN * (kind is Kind.PERSON))
            for kind, (after, cost) in edge[State.OUT].items()
            if kind is not Kind.FAMILY
        }
    }
    return edge, soft, within
