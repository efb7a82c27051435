"""What `--explain` tells of a text."""

from __future__ import annotations

from command_line import khnorm


def test_a_look_alike_letter_is_told_once() -> None:
    told = khnorm("normalize", "--explain", stdin="\u0422ea Banh\n").lines
    assert [line.count("latin-look-alike") for line in told] == [0, 1]
