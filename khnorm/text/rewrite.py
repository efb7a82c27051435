"""Rewriting by an ordered tuple of small named rules, with a record of what each of them did."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from khnorm.model import Record

__all__ = ["Change", "Rule", "Traced", "rewrite"]

_compiled = cache(re.compile)


@dataclass(frozen=True, slots=True)
class Rule:
    """One step of a rewriting, applied to every place of a text where its pattern matches.

    `authority` is who says so, `reason` what the rule does and why. `replacement` is a template or
    a function of the match, as in `re.sub`; it may leave the match as it is. `examples` are pairs
    of input and output of the whole rewriting that cannot do without the rule.
    """

    name: str
    authority: str
    reason: str
    pattern: str
    replacement: str | Callable[[re.Match[str]], str]
    examples: tuple[tuple[str, str], ...]

    def apply(self, text: str) -> str:
        """Rewrite a text by this rule alone."""
        return _compiled(self.pattern).sub(self.replacement, text)

    def edits(self, text: str) -> list[tuple[int, int, str]]:
        """List what `apply` would change: start, end and replacement, from left to right."""
        found = []
        for match in _compiled(self.pattern).finditer(text):
            template = self.replacement
            new = match.expand(template) if isinstance(template, str) else template(match)
            if new != match.group():
                found.append((match.start(), match.end(), new))
        return found


@dataclass(frozen=True, slots=True)
class Change(Record):
    """What one rule did at one place.

    `start` and `end` span the place in the text as given. `before` is what stood for that place
    when the rule came to it, `after` what it left.
    """

    rule: str
    start: int
    end: int
    before: str
    after: str
    reason: str


def rewrite(text: str, rules: Sequence[Rule]) -> str:
    """Apply the rules in order, again and again until nothing changes.

    Args:
        text: any string.
        rules: applied from first to last.

    Returns:
        A text that the rules leave alone.
    """
    while True:
        before = text
        for rule in rules:
            text = rule.apply(text)
        if text == before:
            return text


class Traced:
    """A text under rewriting that remembers where each character came from.

    Characters made together share one span of the text as given, and are changed together: so
    every change covers whole spans, and replaying the changes in order gives the text again.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = list(range(len(text)))
        self.ends = list(range(1, len(text) + 1))
        self.changes: list[Change] = []

    def rewrite(self, rules: Sequence[Rule]) -> None:
        """Do what the function `rewrite` does, and record it."""
        while True:
            before = self.text
            for rule in rules:
                edits = rule.edits(self.text)
                if edits:
                    self._apply(rule, edits)
            if self.text == before:
                return

    def _apply(self, rule: Rule, edits: list[tuple[int, int, str]]) -> None:
        text, starts, ends = self.text, self.starts, self.ends
        pieces: list[str] = []
        new_starts: list[int] = []
        new_ends: list[int] = []
        done = 0  # everything before this place of the old text has been carried over
        for first, last, after in self._whole_spans(edits):
            pieces += text[done:first], after
            new_starts += starts[done:first]
            new_ends += ends[done:first]
            start, end = starts[first], ends[last - 1]
            new_starts += [start] * len(after)
            new_ends += [end] * len(after)
            self.changes.append(Change(rule.name, start, end, text[first:last], after, rule.reason))
            done = last
        self.text = "".join(pieces) + text[done:]
        self.starts = new_starts + starts[done:]
        self.ends = new_ends + ends[done:]

    def _whole_spans(self, edits: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
        """Widen each edit to whole spans, and join those that then touch the same one."""
        text, starts = self.text, self.starts
        whole: list[tuple[int, int, str]] = []
        for first, last, new in edits:
            left, right = first, last
            while left and starts[left - 1] == starts[first]:
                left -= 1
            while right < len(text) and starts[right] == starts[last - 1]:
                right += 1
            if whole and left < whole[-1][1]:
                # The span before ends inside this one: what it carried over of `text` is undone.
                start, end, made = whole.pop()
                made = made[: len(made) - (end - first)]
                whole.append((start, right, made + new + text[last:right]))
            else:
                whole.append((left, right, text[left:first] + new + text[last:right]))
        return whole
