"""Names in Khmer text: the cheapest reading of a sentence as words, titles, places and names.

Khmer is written without spaces between words, and most parts of names are words too. So a sentence
is read as a whole: a walk over its characters, word by word, that is now outside a name, now behind
a title, now inside a name. Each step costs what it is worth in nats (minus the logarithm of how
often such a word stands there: `words.tsv`, `elements.tsv`), and the walk that costs least is taken
(Viterbi's algorithm). Names that no table holds are read by what surrounds them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from khnorm.jobs.mentions.lexicon import Kind, fold_subscript, lexicon
from khnorm.jobs.mentions.mention import Span
from khnorm.jobs.mentions.moves import (
    ACROSS,
    AFTER_SPACE,
    ANNOUNCING,
    BEGIN,
    FAMILIES,
    GIVEN_AFTER,
    INSIDE,
    LONGEST_UNKNOWN,
    PRUNED,
    UNFINISHED,
    UNKNOWN_BARE,
    UNKNOWN_CLUSTER,
    UNKNOWN_COMMON,
    UNKNOWN_GLUED,
    UNKNOWN_LONG,
    UNKNOWN_PART,
    UNKNOWN_PART_CLUSTER,
    UNKNOWN_SITE,
    UNKNOWN_SITE_CLUSTER,
    USUAL,
    Moves,
    State,
    all_moves,
)
from khnorm.text.scripts import LETTERS, MARKS, ZWSP, has_khmer

__all__ = ["Reading", "read_khmer"]


_CLUSTER = re.compile(f"[{LETTERS}](?:\u17d2[{LETTERS}]|[{MARKS}])*|.", re.DOTALL)
_SENTENCE = re.compile("[^\u17d4\u17d5]{1,2000}[\u17d4\u17d5]*|[\u17d4\u17d5]+")


class Reading(NamedTuple):
    """What was found: names; stacks of titles without one, as places `(start, end)`.

    `open_titles` tells of titles that Latin text follows: where it begins, and where they do.
    """

    spans: list[Span]
    titles: list[tuple[int, int]]
    open_titles: dict[int, int]


# The cheapest way to a place and state: its cost, and its last step.
Node = tuple[float, int, State, Kind]


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
    if not has_khmer(text):
        return reading
    for match in _SENTENCE.finditer(text):
        sentence = match.group()
        if has_khmer(sentence):
            walk = _Walk(sentence)
            _collect(walk, match.start(), reading)
    return reading


class _Walk:
    """The cheapest walk over one sentence, whose zero-width spaces are noted and taken out."""

    def __init__(self, sentence: str) -> None:
        pieces = sentence.split(ZWSP)
        self.text = "".join(pieces)
        self.places = [place for place, char in enumerate(sentence) if char != ZWSP]
        self._soft: list[int] = []
        size = 0
        for piece in pieces[:-1]:
            size += len(piece)
            self._soft.append(size)
        size = len(self.text)
        folded = fold_subscript(self.text)
        self._ends = [0] * (size + 1)  # where the cluster ends that begins here
        for match in _CLUSTER.finditer(folded):
            self._ends[match.start()] = match.end()
        self._found: list[list[tuple[int, Kind, float]]] = [[] for _ in range(size)]
        self._common: set[int] = set()  # where common words begin
        self._function: dict[int, int] = {}  # where the last of the commonest begins that ends here
        self._look_up(folded)
        self._nodes: list[dict[State, Node]] = [{} for _ in range(size + 1)]
        self._nodes[0][State.OUT] = (0.0, -1, State.OUT, Kind.WORD)
        self._walk()

    def _look_up(self, folded: str) -> None:
        """Find all known pieces that begin and end between clusters."""
        known, ends, size = lexicon(), self._ends, len(folded)
        soft = self._soft
        for number, start, end in known.automaton.find_matches_as_indexes(folded, overlapping=True):
            if not ends[start] or not (end == size or ends[end]):
                continue
            across = 0.0
            if soft:
                across = ACROSS * (bisect_left(soft, end) - bisect_right(soft, start))
            found = self._found[start]
            for kind, cost in known.steps[number]:
                found.append((end, kind, cost + across))
            if number in known.common:
                self._common.add(start)
                if number in known.function:
                    self._function[end] = max(start, self._function.get(end, -1))
        for byline in known.bylines:
            if folded.startswith(byline) and self._found[0]:
                self._found[0].append((len(byline), Kind.ROLE, 0.0))

    def _walk(self) -> None:
        edge, softly, within = all_moves()
        soft = set(self._soft)
        text, nodes = self.text, self._nodes
        for place, here in enumerate(nodes[:-1]):
            if not here:
                continue
            char = text[place]
            if not "\u1780" <= char <= "\u17d3":
                for state, node in here.items():
                    self._pass_mark(place, char, state, node[0])
                continue
            moves = within
            if place in soft:
                moves = softly
            elif place == 0 or not _is_khmer(text[place - 1]):
                moves = edge
            limit = min(node[0] for node in here.values()) + PRUNED if len(here) > 1 else 1e9
            found = self._found[place]
            for state, (cost, *_) in here.items():
                if cost > limit:
                    continue
                own = moves[state]
                for end, kind, price in found:
                    move = own.get(kind)
                    if move is not None:
                        total = cost + price + move[1]
                        there = nodes[end]
                        best = there.get(move[0])
                        if best is None or total < best[0]:
                            there[move[0]] = (total, place, state, kind)
                self._read_unknown(place, state, cost, own)

    def legs(self) -> list[Leg]:
        """Give the steps of the cheapest walk."""
        last = self._nodes[-1]
        state = min(last, key=lambda at: last[at][0] + UNFINISHED * (at in FAMILIES))
        found = []
        end = len(self.text)
        while end > 0:
            _, start, before, kind = self._nodes[end][state]
            found.append(Leg(start, end, before, state, kind))
            end, state = start, before
        found.reverse()
        return found

    def _reach(self, end: int, state: State, node: Node) -> None:
        best = self._nodes[end].get(state)
        if best is None or node[0] < best[0]:
            self._nodes[end][state] = node

    def _pass_mark(self, place: int, char: str, state: State, cost: float) -> None:
        """Step over a space, a digit, a mark or a letter of another script."""
        after = State.OUT
        if char == " ":
            after = AFTER_SPACE.get(state, state)
        elif state in FAMILIES:
            return
        elif state in (State.GIVEN, State.NAMED, State.LIST) and char == ",":
            after = State.LIST
        elif (state in ANNOUNCING and char in "៖:") or (state is State.TITLE and char in '[(«"'):
            after = state
        self._reach(place + 1, after, (cost, place, state, Kind.WORD))

    def _read_unknown(self, place: int, state: State, cost: float, moves: Moves) -> None:
        """Read letters that no table holds: as some word, as part of a name, as a place."""
        word = moves.get(Kind.WORD)
        if word is not None:
            total = cost + word[1] + UNKNOWN_CLUSTER
            self._reach(self._ends[place], State.OUT, (total, place, state, Kind.WORD))
        if state in (State.SITE, State.BUILDING):
            for end, count in self._stretches(place):
                total = cost + UNKNOWN_SITE + count * UNKNOWN_SITE_CLUSTER
                self._reach(end, State.OUT, (total, place, state, Kind.WORD))
        elif state in GIVEN_AFTER and state is not State.GIVEN:
            self._read_unknown_part(place, state, cost + UNKNOWN_PART)

    def _read_unknown_part(self, place: int, state: State, cost: float) -> None:
        if state in (State.BARE_FAMILY, State.BARE_SPACED, State.NAMED):
            cost += UNKNOWN_BARE
        if place and self.text[place - 1] != " ":
            cost += UNKNOWN_GLUED
        if place in self._common:
            cost += UNKNOWN_COMMON
        for end, count in self._stretches(place):
            total = cost + count * UNKNOWN_PART_CLUSTER + max(0, count - USUAL) * UNKNOWN_LONG
            if self._function.get(end, -1) > place:
                total += UNKNOWN_COMMON
            self._reach(end, State.GIVEN, (total + GIVEN_AFTER[state], place, state, Kind.GIVEN))
            if state in (State.TITLE, State.CALLED):
                total += BEGIN[state]
                self._reach(end, State.FAMILY, (total, place, state, Kind.FAMILY))

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
        inside = leg.after in INSIDE
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
            titled = leg.end if leg.kind in (Kind.TITLE, Kind.STYLE) else titled
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
