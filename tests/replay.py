"""The oracle of explanations: what their changes make of the text as given, one after another."""

from __future__ import annotations

from collections.abc import Iterable

from khnorm.text.rewrite import Change

__all__ = ["replay"]


def replay(text: str, changes: Iterable[Change]) -> str:
    places = list(text)
    for change in changes:
        assert "".join(places[change.start : change.end]) == change.before, change
        width = change.end - change.start
        places[change.start : change.end] = [change.after] + [""] * (width - 1)
    return "".join(places)
