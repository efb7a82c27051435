"""Rewriting by an ordered tuple of small named rules, with a record of what each of them did."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from khnorm.model import Record

__all__ = ["Change", "Rule", "Traced", "rewrite"]

_compiled = cache(re.compile)


@dataclass(frozen=True, slots=True)
class Rule:
    """One step of a rewriting, taken at every place of a text where its pattern matches.

    `authority` is who says so, `reason` what the rule does and why. `replacement` is the new text,
    without backslashes, or a function of the match that may also give back what it found.
    `examples` are pairs of input and output of the whole rewriting, which come out otherwise
    without the rule.
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
        """List what `apply` changes, as (start, end, replacement), from left to right."""
        new = self.replacement
        found = []
        for match in _compiled(self.pattern).finditer(text):
            made = new(match) if callable(new) else new
            if made != match.group():
                found.append((*match.span(), made))
        return found


@dataclass(frozen=True, slots=True)
class Change(Record):
    """What one rule did at one place.

    `start` and `end` span the place in the text as given; `before` is what stood for that place
    when the rule came to it, `after` what the rule left there.
    """

    rule: str
    start: int
    end: int
    before: str
    after: str
    reason: str


def rewrite(text: str, rules: Sequence[Rule], settled: Callable[[str], bool]) -> str:
    """Apply the rules in order, again and again until nothing changes.

    Args:
        text: any string.
        rules: applied from first to last.
        settled: a quick test, true only of texts that no rule changes; it may miss some.

    Returns:
        A text that no rule changes.

    Examples:
        >>> single = Rule("space-run", "own", "one space is enough", " +", " ", ())
        >>> rewrite("Hun  Sen", (single,), lambda text: "  " not in text)
        'Hun Sen'
    """
    while not settled(text):
        before = text
        for rule in rules:
            text = rule.apply(text)
        if text == before:
            break
    return text


class Traced:
    """A text that is rewritten as `rewrite` does it, and remembers where each character came from.

    Characters made together share one span of the text as given, and are changed together from
    then on. So every change covers whole spans, and the changes alone, put in place one after
    another, make the new text from the text as given.
    """

    def __init__(self, text: str, rules: Sequence[Rule], settled: Callable[[str], bool]) -> None:
        self.text = text
        self.starts = list(range(len(text)))
        self.ends = list(range(1, len(text) + 1))
        self._steps: list[tuple[Rule, int, int, str, str]] = []
        while not settled(self.text):
            before = self.text
            for rule in rules:
                if edits := rule.edits(self.text):
                    self._apply(rule, edits)
            if self.text == before:
                break

    @property
    def changes(self) -> tuple[Change, ...]:
        """All that was done, in the order it was done."""
        return tuple(
            Change(rule.name, start, end, before, after, rule.reason)
            for rule, start, end, before, after in self._steps
        )

    def _apply(self, rule: Rule, edits: list[tuple[int, int, str]]) -> None:
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        done = 0
        for left, right, after in self._whole_spans(edits):
            start, end = self.starts[left], self.ends[right - 1]
            self._steps.append((rule, start, end, self.text[left:right], after))
            text += self.text[done:left], after
            starts += self.starts[done:left] + [start] * len(after)
            ends += self.ends[done:left] + [end] * len(after)
            done = right
        self.text = "".join(text) + self.text[done:]
        self.starts = starts + self.starts[done:]
        self.ends = ends + self.ends[done:]

    def _whole_spans(self, edits: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
        """Widen the edits to whole spans; those that then overlap become one."""
        whole = []
        index = 0
        while index < len(edits):
            left = place = bisect_left(self.starts, self.starts[edits[index][0]])
            right = left
            made: list[str] = []
            while index < len(edits) and (not made or edits[index][0] < right):
                first, last, new = edits[index]
                made += self.text[place:first], new
                place = last
                right = bisect_right(self.starts, self.starts[last - 1])
                index += 1
            whole.append((left, right, "".join(made) + self.text[place:right]))
        return whole
