"""Exit statuses."""

from __future__ import annotations

__all__ = ["DONE", "FINDINGS", "INTERRUPTED", "TERMINATED", "UNUSABLE"]

DONE = 0
# Under --check: faults of a table, rows that name one person, rows without a partner.
FINDINGS = 1
# Wrong usage, or what cannot be read or written.
UNUSABLE = 2
INTERRUPTED = 130
TERMINATED = 143
