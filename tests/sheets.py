"""Read the tables of cases."""

from __future__ import annotations

from pathlib import Path

from khnorm.tables import Row, read_rows

CASES = Path(__file__).parent / "cases"


def sheet(name: str) -> list[Row]:
    return read_rows((CASES / name).read_text(encoding="utf-8"), name)
