"""Run the labelled pairs, and the foreigners where they are at hand."""

from __future__ import annotations

import sys

from benchmarks.pairs import foreigners, run

if __name__ == "__main__":
    sys.exit(foreigners.main() or run.main())
