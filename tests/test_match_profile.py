"""Names made ready to be compared: what is quick to fold comes to the same."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from strategies import anything

from khnorm.match.profile import _folded_tokens, _tokens


@given(st.one_of(st.text("abzABZ  -.'", max_size=70), anything()))
@example("Sok  Dara ")
@example("a" * 59 + " Dara")
def test_plain_letters_are_folded_as_any(text: str) -> None:
    assert _tokens(text) == _folded_tokens(text)
