"""Names in Khmer text: the cheapest reading of a sentence as words, titles, places and names.

Khmer is written without spaces between words, and most parts of names are words too. So a sentence
is read as a whole: a walk over its characters, word by word, that is now outside a name, now behind
a title, now inside a name. Each step costs what it is worth in nats (minus the logarithm of how
often such a word stands there: `words.tsv`, `elements.tsv`), and the walk that costs least is taken
(Viterbi's algorithm). Names that no table holds are read by what surrounds them.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple

from khnorm.jobs.mention import Span
from khnorm.jobs.mentions_lexicon import ORDINARY, Kind, Step, fold_subscript, lexicon
from khnorm.text.scripts import LETTERS, MARKS, ZWSP

__all__ = ["Reading", "read_khmer"]


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
LONE_GIVEN = 3.0  # a name of one part
LONE_CALLED = 1.5  # the same behind "called"
ALSO_COMMON = 2.0  # a given name that is one of the commonest words
COMMONEST, FUNCTION = 6.7, 5.0
GLUED_FAMILY = 1.6  # no space between family and given name
GLUED_PART = 1.2  # a given name of two known parts without a space
THIRD_PART = 4.0  # a part more after a space
GLUED_AFTER = 2.0  # the next word follows the name without a space
OFTEN_AFTER = -1.7  # and it is a word that follows persons
UNKNOWN_CLUSTER = 6.5  # a cluster of no known word
UNKNOWN_PART, UNKNOWN_PART_CLUSTER = 4.5, 2.4  # a part of a name that no table holds
UNKNOWN_BARE = 5.0  # the same where no title announces the name
UNKNOWN_COMMON = 4.0  # the same where a common word stands
UNKNOWN_GLUED = 3.0  # the same where no space parts it from what is before
UNKNOWN_LONG = 1.5  # each cluster beyond so many
USUAL = 4
COMMON = 8.05
UNKNOWN_SITE, UNKNOWN_SITE_CLUSTER = 3.0, 2.4
LONGEST_UNKNOWN = 6  # clusters
ANNOUNCED_PERSON = -5.0  # a known person behind a title
PERSON_WITHIN = 3.0  # a known person whose name begins inside a run of letters
NAMED_AFTER = -4.0  # a street or school bears the name of a known person
ACROSS = 1.2  # a word runs over a zero-width space
RARE = 11.0  # a family name that costs more begins a name behind a title only
PRUNED = 25.0  # a walk that costs so much more than the best is given up
UNFINISHED = 50.0

_FAMILIES = frozenset((State.FAMILY, State.SPACED, State.BARE_FAMILY, State.BARE_SPACED))
_INSIDE = _FAMILIES | {State.GIVEN}
_SPACE = {
    State.FAMILY: State.SPACED,
    State.BARE_FAMILY: State.BARE_SPACED,
    State.GIVEN: State.NAMED,
}
_GIVEN = {
    State.SPACED: 0.0,
    State.BARE_SPACED: 0.0,
    State.FAMILY: GLUED_FAMILY,
    State.BARE_FAMILY: GLUED_FAMILY,
    State.GIVEN: GLUED_PART,
    State.NAMED: THIRD_PART,
    State.TITLE: BEGIN[State.TITLE] + LONE_GIVEN,
    State.CALLED: BEGIN[State.CALLED] + LONE_CALLED,
}
_ANNOUNCING = frozenset((State.TITLE, State.CALLED, State.ROLE, State.LIST))
_BY = "ដោយ"  # before the name of who wrote the article
_STYLES = ("សម្តេច", "ព្រះ", "តេជោ", "ឧកញ៉ា")  # titles that streets and schools bear
_BEHIND = {
    Kind.TITLE: State.TITLE,
    Kind.CALLED: State.CALLED,
    Kind.BUILDING: State.BUILDING,
    Kind.ROLE: State.ROLE,
    Kind.SITE: State.SITE,
}
_KHMER = re.compile("[\u1780-\u17b3]")
_CLUSTER = re.compile(f"[{LETTERS}](?:\u17d2[{LETTERS}]|[{MARKS}])*|.", re.DOTALL)
_SENTENCE = re.compile("[^\u17d4\u17d5]{1,2000}[\u17d4\u17d5]*|[\u17d4\u17d5]+")


class Reading(NamedTuple):
    """What was found: names; stacks of titles without one, as places `(start, end)`.

    `open_titles` tells of titles that Latin text follows: where it begins, and where they do.
    """

    spans: list[Span]
    titles: list[tuple[int, int]]
    open_titles: dict[int, int]


class Node(NamedTuple):
    """The cheapest way to a place and state: its cost, and its last step."""

    cost: float
    start: int
    before: State
    kind: Kind


class Leg(NamedTuple):
    """One step of the walk taken."""

    start: int
    end: int
    before: State
    after: State
    kind: Kind


def read_khmer(text: str) -> Reading:
    """Find the names in the Khmer parts of a normalized text.

    Args:
        text: one line or paragraph, normalized.

    Returns:
        The spans of names with the titles before them, in `text`, and the places of titles that
        Latin text follows.

    Examples:
        >>> text = "និងលោកហ៊ុន សែនបានថ្លែង"
        >>> [text[span.start : span.end] for span in read_khmer(text).spans]
        ['ហ៊ុន សែន']
    """
    reading = Reading([], [], {})
    if not _KHMER.search(text):
        return reading
    for match in _SENTENCE.finditer(text):
        sentence = match.group()
        if _KHMER.search(sentence):
            walk = _Walk(sentence)
            _collect(walk, match.start(), reading)
    return reading


class _Walk:
    """The cheapest walk over one sentence, whose zero-width spaces are noted and taken out."""

    def __init__(self, sentence: str) -> None:
        solid: list[str] = []
        self.places: list[int] = []
        self.soft: set[int] = set()
        for place, char in enumerate(sentence):
            if char == ZWSP:
                self.soft.add(len(solid))
            else:
                solid.append(char)
                self.places.append(place)
        self.text = "".join(solid)
        size = len(solid)
        self.folded = fold_subscript(self.text)
        self._ends = [0] * (size + 1)  # where the cluster ends that begins here
        for match in _CLUSTER.finditer(self.folded):
            self._ends[match.start()] = match.end()
        self._found: list[list[tuple[int, Step]]] = [[] for _ in solid]
        known = lexicon()
        # Where the last of the commonest words begins that ends here.
        self._last_common = [-1] * (size + 1)
        matches = known.automaton.find_matches_as_indexes(self.folded, overlapping=True)
        for number, start, end in matches:
            if self._ends[start] and (end == size or self._ends[end]):
                steps = known.steps[number]
                self._found[start] += [(end, step) for step in steps]
                if any(step.kind in ORDINARY and step.cost <= FUNCTION for step in steps):
                    self._last_common[end] = max(self._last_common[end], start)
        self._nodes: list[dict[State, Node]] = [{} for _ in range(size + 1)]
        self._nodes[0][State.OUT] = Node(0.0, -1, State.OUT, Kind.WORD)
        for place in range(size):
            if self._nodes[place]:
                self._go_on(place)

    def legs(self) -> list[Leg]:
        """Give the steps of the cheapest walk."""
        last = self._nodes[-1]
        state = min(last, key=lambda at: last[at].cost + UNFINISHED * (at in _FAMILIES))
        found = []
        end = len(self.text)
        while end > 0:
            _, start, before, kind = self._nodes[end][state]
            found.append(Leg(start, end, before, state, kind))
            end, state = start, before
        found.reverse()
        return found

    def _reach(self, end: int, state: State, node: Node) -> None:
        known = self._nodes[end].get(state)
        if known is None or node.cost < known.cost:
            self._nodes[end][state] = node

    def _go_on(self, place: int) -> None:
        nodes = self._nodes[place]
        limit = min(node.cost for node in nodes.values()) + PRUNED
        here = [(state, node.cost) for state, node in nodes.items() if node.cost <= limit]
        char = self.text[place]
        if not _is_khmer(char):
            for state, cost in here:
                self._pass_mark(place, char, state, cost)
            return
        begins = place == 0 or place in self.soft or not _is_khmer(self.text[place - 1])
        for end, step in self._found[place]:
            across = ACROSS * sum(place < soft < end for soft in self.soft) if self.soft else 0.0
            for state, cost in here:
                self._read(place, end, step, state, cost + across, begins)
        for state, cost in here:
            self._read_unknown(place, state, cost)

    def _pass_mark(self, place: int, char: str, state: State, cost: float) -> None:
        """Step over a space, a digit, a mark or a letter of another script."""
        after = State.OUT
        if char == " ":
            after = _SPACE.get(state, state)
        elif state in _FAMILIES:
            return
        elif state in (State.GIVEN, State.NAMED, State.LIST) and char == ",":
            after = State.LIST
        elif (state in _ANNOUNCING and char in "៖:") or (state is State.TITLE and char in '[(«"'):
            after = state
        self._reach(place + 1, after, Node(cost, place, state, Kind.WORD))

    def _leaving(self, state: State, place: int) -> float | None:
        """Give the cost of a word that is no part of a name; None where only a name can follow."""
        if state in _FAMILIES:
            return None
        if state is State.GIVEN:
            return GLUED_AFTER if place not in self.soft else GLUED_AFTER / 3
        return TITLE_ALONE if state in (State.TITLE, State.CALLED) else 0.0

    def _read(
        self, place: int, end: int, step: Step, state: State, cost: float, begins: bool
    ) -> None:
        kind = step.kind
        if kind is Kind.GIVEN:
            total = cost + step.cost + ALSO_COMMON * self._is_word(place, end, COMMONEST)
            self._read_given(place, end, state, total)
        elif kind is Kind.FAMILY:
            announced = state in (State.TITLE, State.CALLED)
            rare = step.cost > RARE and not announced
            if state in BEGIN and not rare and (begins or state is not State.OUT):
                after = State.FAMILY if announced else State.BARE_FAMILY
                total = cost + BEGIN[state] + step.cost
                self._reach(end, after, Node(total, place, state, kind))
        elif kind is Kind.PERSON:
            if state is State.BUILDING:
                total = cost + step.cost + NAMED_AFTER
                self._reach(end, State.BUILDING, Node(total, place, state, Kind.WORD))
            elif state in BEGIN or state is State.SITE:
                total = cost + step.cost
                if state in _ANNOUNCING:
                    total += ANNOUNCED_PERSON
                elif not begins:
                    total += PERSON_WITHIN
                self._reach(end, State.GIVEN, Node(total, place, state, kind))
        else:
            self._read_word(place, end, step, state, cost)

    def _read_word(self, place: int, end: int, step: Step, state: State, cost: float) -> None:
        leaving = self._leaving(state, place)
        if leaving is None:
            return
        kind = step.kind
        total = cost + leaving + step.cost
        after = _BEHIND.get(kind, State.OUT)
        if place == 0 and self.folded[:end] == _BY:
            after = State.ROLE
        if kind is Kind.TITLE and state is State.TITLE:
            total -= TITLE_ALONE
        elif kind is Kind.ROLE and state is State.TITLE:
            after = State.TITLE
        elif kind is Kind.TITLE and state is State.BUILDING:
            after = State.BUILDING if self.folded.startswith(_STYLES, place) else after
        elif state in (State.GIVEN, State.NAMED):
            if kind is Kind.AND:
                after = State.LIST
            if kind in (Kind.SAYING, Kind.ROLE, Kind.AND):
                total += OFTEN_AFTER
        self._reach(end, after, Node(total, place, state, kind))

    def _read_given(self, place: int, end: int, state: State, cost: float) -> None:
        extra = _GIVEN.get(state)
        if extra is not None:
            self._reach(end, State.GIVEN, Node(cost + extra, place, state, Kind.GIVEN))

    def _read_unknown(self, place: int, state: State, cost: float) -> None:
        """Read letters that no table holds: as some word, as part of a name, as a place."""
        leaving = self._leaving(state, place)
        if leaving is not None:
            total = cost + leaving + UNKNOWN_CLUSTER
            self._reach(self._ends[place], State.OUT, Node(total, place, state, Kind.WORD))
        if state in (State.SITE, State.BUILDING):
            for end, count in self._stretches(place):
                total = cost + UNKNOWN_SITE + count * UNKNOWN_SITE_CLUSTER
                self._reach(end, State.OUT, Node(total, place, state, Kind.WORD))
        elif state in _FAMILIES or state in (State.TITLE, State.CALLED, State.NAMED):
            cost += UNKNOWN_PART
            if state in (State.BARE_FAMILY, State.BARE_SPACED, State.NAMED):
                cost += UNKNOWN_BARE
            if place and self.text[place - 1] != " ":
                cost += UNKNOWN_GLUED
            if self._is_word(place, 0, COMMON):
                cost += UNKNOWN_COMMON
            for end, count in self._stretches(place):
                total = cost + count * UNKNOWN_PART_CLUSTER + max(0, count - USUAL) * UNKNOWN_LONG
                total += UNKNOWN_COMMON * (self._last_common[end] > place)
                self._read_given(place, end, state, total)
                if state in (State.TITLE, State.CALLED):
                    node = Node(total + BEGIN[state], place, state, Kind.FAMILY)
                    self._reach(end, State.FAMILY, node)

    def _is_word(self, start: int, end: int, cost: float) -> bool:
        """Tell whether a common word stands at a place; with end 0, one of any length."""
        return any(
            step.kind in ORDINARY and step.cost <= cost and end in (0, after)
            for after, step in self._found[start]
        )

    def _stretches(self, place: int) -> list[tuple[int, int]]:
        """Give the ends of the next clusters, with their number."""
        found = []
        end = place
        for count in range(1, LONGEST_UNKNOWN + 1):
            end = self._ends[end]
            found.append((end, count))
            if end >= len(self.text) or not _is_khmer(self.text[end]):
                break
        return found


def _is_khmer(char: str) -> bool:
    return "\u1780" <= char <= "\u17d3"


def _collect(walk: _Walk, offset: int, reading: Reading) -> None:
    """Note the names of a walk, and its titles without one."""
    legs = walk.legs()
    titles = titled = name = last = -1  # where titles begin and end, and the name
    for number, leg in enumerate(legs):
        inside = leg.after in _INSIDE
        if inside:
            name = leg.start if name < 0 else name
            last = leg.end
        elif name >= 0:
            following = legs[number + 1] if number + 1 < len(legs) else None
            if leg.after is State.NAMED and following and following.kind is Kind.GIVEN:
                continue
            _note(reading, _span(walk, offset, titles, name, last), walk.text[name - 1])
            titles = name = -1
        if leg.after in (State.TITLE, State.ROLE):
            titles = leg.start if titles < 0 else titles
            titled = leg.end if leg.kind is Kind.TITLE else titled
        elif name < 0:
            if titles >= 0:
                _note_titles(reading, walk, offset, titles, titled, leg.start)
            titles = titled = -1
    if name >= 0:
        _note(reading, _span(walk, offset, titles, name, last), walk.text[name - 1])
    elif titled > 0:
        _note_titles(reading, walk, offset, titles, titled, len(walk.text))


def _note_titles(
    reading: Reading, walk: _Walk, offset: int, start: int, end: int, after: int
) -> None:
    """Note titles that no Khmer name follows."""
    if after < len(walk.text) and walk.text[after].isascii() and walk.text[after].isalpha():
        reading.open_titles[offset + walk.places[after]] = offset + walk.places[start]
    elif end > start:
        reading.titles.append((offset + walk.places[start], offset + walk.places[end - 1] + 1))


def _note(reading: Reading, span: Span, before: str) -> None:
    """Add a name; where only a space parts it from another, it is the husband's behind a wife's."""
    spans = reading.spans
    if spans and not span.titled and before == " " and span.start - spans[-1].end == 1:
        spans[-1].end = spans[-1].stop = span.end
    else:
        spans.append(span)


def _span(walk: _Walk, offset: int, titles: int, name: int, last: int) -> Span:
    return Span(
        offset + walk.places[name],
        offset + walk.places[last - 1] + 1,
        offset + walk.places[titles if titles >= 0 else name],
        offset + walk.places[last - 1] + 1,
        titled=titles >= 0,
    )
