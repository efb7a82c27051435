"""Deterministic romanisation schemes, each a table of cells in `data/schemes.tsv`."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from khnorm.sound.syllables import Syllable, readings
from khnorm.tables import rows

__all__ = ["SCHEMES"]

SCHEMES = ("popular", "ungegn", "gd", "alalc", "phonemic")


class _Cell(NamedTuple):
    register: str
    before: frozenset[str]
    after: frozenset[str]
    spelling: str
    verified: bool
    source: str


@cache
def _table(scheme: str) -> dict[tuple[str, str], tuple[_Cell, ...]]:
    found: dict[tuple[str, str], list[_Cell]] = {}
    for row in rows("schemes.tsv"):
        if row["scheme"] == scheme:
            cell = _Cell(
                row["register"],
                frozenset(filter(None, row["before"].split("|"))),
                frozenset(filter(None, row["after"].split("|"))),
                row["spelling"],
                row["status"] != "unverified",
                row["source"],
            )
            found.setdefault((row["kind"], row["unit"]), []).append(cell)
    return {
        key: tuple(
            sorted(
                cells,
                key=lambda cell: (
                    -2 * bool(cell.before) - 2 * bool(cell.after) - bool(cell.register)
                ),
            )
        )
        for key, cells in found.items()
    }


def _meets(condition: frozenset[str], actual: str, edge: str) -> bool:
    if not condition:
        return True
    if actual:
        return actual in condition or "+" in condition
    return edge in condition


@lru_cache(maxsize=16384)
def _cell(
    scheme: str, kind: str, unit: str, register: int, before: str, after: str
) -> _Cell | None:
    for cell in _table(scheme).get((kind, unit), ()):
        if (
            (not cell.register or cell.register == str(register))
            and _meets(cell.before, before, "^")
            and _meets(cell.after, after, "#")
        ):
            return cell
    return None


def _spell(scheme: str, kind: str, unit: str, register: int, before: str, after: str) -> str:
    cell = _cell(scheme, kind, unit, register, before, after)
    return cell.spelling if cell else ""


def render(scheme: str, syllables: tuple[Syllable, ...]) -> str:
    out = []
    for n, s in enumerate(syllables):
        prev = syllables[n - 1] if n else None
        nxt = syllables[n + 1] if n + 1 < len(syllables) else None
        out.append(_onset(scheme, s, prev))
        rime = s.rime + ("់" if s.short else "")
        coda = s.coda[0] if s.coda else ("_" if nxt else "")
        v = _spell(scheme, "rime", rime, s.register, s.onset[-1] if s.onset else "", coda)
        if not _table(scheme).get(("rime", rime)):
            for k in range(len(rime)):
                v += _spell(scheme, "rime", rime[k], s.register, "", coda)
        out.append(v)
        if scheme == "ungegn" and "៌" in s.silent:
            out.append("r")
        if s.coda:
            out.append(
                _spell(
                    scheme,
                    "coda",
                    s.coda[0],
                    s.register,
                    s.rime,
                    nxt.onset[0] if nxt and nxt.onset else "",
                )
            )
        if scheme == "ungegn":
            for x in s.silent:
                if x != "៌":
                    out.append(
                        _spell(scheme, "coda", x, s.register, "", "")
                        or _spell(scheme, "rime", x, s.register, "", "")
                    )
    return "".join(out)


def _onset(scheme: str, s: Syllable, prev: Syllable | None) -> str:
    o = s.onset
    if not o:
        return ""
    pair = "".join(o[:2])
    if len(o) > 1 and ("onset", pair) in _table(scheme):
        return _spell(scheme, "onset", pair, s.register, "" if prev is None else "x", "")
    out = []
    for k, letter in enumerate(o):
        sub = k > 0 or s.text[:1] == "្"
        before = o[k - 1] if k else (prev.coda[0] if prev and prev.coda else ("x" if prev else ""))
        after = o[k + 1] if k + 1 < len(o) else ""
        if sub and ("subscript", letter) in _table(scheme):
            out.append(_spell(scheme, "subscript", letter, s.register, before, after))
        else:
            out.append(_spell(scheme, "onset", letter, s.register, before, after))
    return "".join(out)
