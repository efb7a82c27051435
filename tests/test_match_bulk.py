"""Many alignments at once give what one by one gives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khnorm.match.bulk import LatinPieces
from khnorm.match.latin import latin_distance, latin_units

LIMIT = 16.0
spelled = st.text("abcehikmnoprstuy", max_size=14)


@given(st.lists(spelled, min_size=2, max_size=8))
def test_each_pair_costs_what_it_costs_alone(pieces: list[str]) -> None:
    left, right = np.triu_indices(len(pieces))
    found = LatinPieces(pieces).distances(left, right, LIMIT)
    for one, other, cost in zip(left, right, found, strict=True):
        alone = latin_distance(latin_units(pieces[one]), latin_units(pieces[other]), LIMIT)
        assert cost == pytest.approx(alone, abs=1e-3)


def test_no_pairs_cost_nothing() -> None:
    none = np.empty(0, np.int64)
    assert len(LatinPieces(["sok"]).distances(none, none, LIMIT)) == 0
