"""Which people nothing is fitted on, so that what is measured on them is fair."""

from __future__ import annotations

from hashlib import sha256

__all__ = ["is_held_out"]

# Of ten parts of the people, by a hash of their ids, so many are fitted on.
DEVELOPMENT = 7


def is_held_out(identifier: str) -> bool:
    """Tell whether somebody is held out; `benchmarks.pairs.make_pairs` parts people alike."""
    return int(sha256(identifier.encode()).hexdigest()[:8], 16) % 10 >= DEVELOPMENT
