"""Run the index of nine thousand names, and measure how an index grows."""

from __future__ import annotations

from benchmarks.resolve import growth, run

if __name__ == "__main__":
    run.main()
    growth.main()
