"""What the cells and rows of one table can get wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from khnorm.check.schema import OUR_ID, TABLES, Column, Sheet
from khnorm.text.normalize import fold, normalize
from khnorm.text.scripts import script_of
from khnorm.text.suspects import suspects

__all__ = ["check_rows"]

# Characters that do not show, and spaces other than the plain one.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u061c\u1680\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f"
    "\u3000\ufe00-\ufe0f\ufeff\ufff9-\uffff]"
)
_KHMER = re.compile("[\u1780-\u17ff]")
# Titles of the crown and of religion are mostly a man's or a woman's: each must say.
_GENDERED = frozenset(("religious", "royal"))
_NON_JOINER = "\u200c"  # has a meaning between Khmer signs; `normalize` drops it elsewhere


def check_rows(sheet: Sheet) -> None:
    """Note the faults of each cell, of each row, and of the rows together.

    Args:
        sheet: the table; its `problems` grow.
    """
    for number, row in sheet.rows:
        for column in sheet.columns:
            for what, remedy in _cell_faults(column, row[column.name]):
                sheet.fault(number, column.name, what, remedy)
    table = TABLES.get(sheet.name)
    if table is None:
        return
    _check_keys(sheet, table.key)
    if "script" in sheet.header:
        _check_scripts(sheet)
    if "script" in sheet.header and "status" in sheet.header:
        _check_preferred(sheet)
    if sheet.name == "aliases.tsv":
        _check_ids(sheet)
        _check_refusals(sheet)
    elif sheet.name == "elements.tsv":
        for number, row in sheet.rows:
            if row["family"] == row["given"] == "0":
                sheet.fault(number, "family", "both bands are 0", "remove the row")
    elif sheet.name == "people.tsv":
        _check_once(sheet, "wikidata")
    elif sheet.name == "relations.tsv":
        _check_pairs(sheet)
    elif sheet.name == "titles.tsv":
        _check_genders(sheet)


def _cell_faults(column: Column, cell: str) -> Iterator[tuple[str, str]]:
    name = column.name
    if not cell:
        if column.needed:
            yield f"{name} is empty", "fill it in or remove the row"
        return
    if cell != cell.strip(" "):
        yield f"{name} has a space at its edge", "remove it"
    if "  " in cell:
        yield f"{name} has two spaces together", "leave one"
    is_khmer = bool(_KHMER.search(cell))
    for char in sorted(set(_UNSEEN.findall(cell))):
        if char != _NON_JOINER or not is_khmer:
            yield f"{name} holds the unseen character U+{ord(char):04X}", "remove it"
    if column.is_name and is_khmer:
        if (canonical := normalize(cell)) != cell:
            yield f"{name} is {cell!r}, not as normalize() writes it", f"write {canonical!r}"
        if column.is_spelling:
            for suspect, _, _ in suspects(cell):
                yield f"{name} is {cell!r}: {suspect.reason}", "mend it or remove the row"
    elif not unicodedata.is_normalized("NFC", cell):
        composed = unicodedata.normalize("NFC", cell)
        yield f"{name} has accents apart from their letters", f"write {composed!r} (NFC)"
    values = cell.split(column.parted) if column.parted else [cell]
    if column.parted == "|" and len(set(values)) < len(values):
        yield f"{name} gives a value twice", "leave one"
    for value in values:
        yield from _value_faults(column, value)


def _value_faults(column: Column, value: str) -> Iterator[tuple[str, str]]:
    if not value.strip():
        yield f"{column.name} has an empty value", f"part values by a single {column.parted!r}"
    elif column.words and value not in column.words:
        yield f"{column.name} is {value!r}", f"use one of {', '.join(column.words)}"
    elif column.shape and not re.fullmatch(column.shape[0], value):
        yield f"{column.name} is {value!r}", f"write {column.shape[1]}"


def _check_keys(sheet: Sheet, key: tuple[str, ...]) -> None:
    lines: dict[tuple[str, ...], int] = {}
    last: tuple[str, ...] = ()
    for number, row in sheet.rows:
        values = tuple(row[name] for name in key)
        if values in lines:
            what = f"the same {', '.join(key)} as in line {lines[values]}"
            sheet.fault(number, key[0], what, "remove one of the two rows")
        elif sheet.ours and values < last:
            remedy = f"sort the rows by {', '.join(key)} in code-point order"
            sheet.fault(number, key[0], "the row is out of order", remedy)
        lines.setdefault(values, number)
        last = max(last, values)


def _check_scripts(sheet: Sheet) -> None:
    for number, row in sheet.rows:
        found = script_of(row["form"]).value
        if not row["form"] or found == row["script"]:
            continue
        if found == "mixed":
            remedy = "give each script a row of its own"
        elif found == "none":
            remedy = "write a name in letters or remove the row"
        else:
            remedy = f"set script to {found}"
        sheet.fault(number, "form", f"{row['form']!r} is {found}, not {row['script']}", remedy)


def _check_preferred(sheet: Sheet) -> None:
    """See that an id has one preferred form a script; a user's table may leave that to ours."""
    key = sheet.header[0]
    preferred: dict[tuple[str, str], int] = {}
    used: dict[tuple[str, str], int] = {}
    for number, row in sheet.rows:
        place = (row[key], row["script"])
        if row["status"] != "refused":
            used.setdefault(place, number)
        if row["status"] == "preferred" and preferred.setdefault(place, number) != number:
            what = f"{place[0]} has a preferred {place[1]} form in line {preferred[place]} already"
            sheet.fault(number, "status", what, "make one of the two a variant")
    for place, number in used.items():
        if sheet.ours and place not in preferred:
            what = f"{place[0]} has no preferred {place[1]} form"
            sheet.fault(number, "status", what, "make one of its variants preferred")


def _check_ids(sheet: Sheet) -> None:
    kinds: dict[str, tuple[str, int]] = {}
    for number, row in sheet.rows:
        if sheet.ours and not re.fullmatch(OUR_ID[0], row["id"]):
            sheet.fault(number, "id", f"id is {row['id']!r}", f"write {OUR_ID[1]}")
        kind, line = kinds.setdefault(row["id"], (row["kind"], number))
        if kind != row["kind"]:
            what = f"{row['id']} is a {row['kind']} here and a {kind} in line {line}"
            sheet.fault(number, "kind", what, "give the two different ids")


def _check_refusals(sheet: Sheet) -> None:
    """See that a refusal says why, and that no row of the same id uses what it refuses."""
    used = {
        (row["id"], fold(row["form"])): number
        for number, row in sheet.rows
        if row["status"] != "refused"
    }
    for number, row in sheet.rows:
        if row["status"] != "refused":
            continue
        if not row["note"]:
            sheet.fault(number, "note", "refused without a reason", "say in note why it is refused")
        if other := used.get((row["id"], fold(row["form"]))):
            what = f"refused here, used for {row['id']} in line {other}"
            sheet.fault(number, "status", what, "decide for one of the two rows")


def _check_once(sheet: Sheet, column: str) -> None:
    lines: dict[str, int] = {}
    for number, row in sheet.rows:
        if row[column] and lines.setdefault(row[column], number) != number:
            what = f"{column} {row[column]} is that of line {lines[row[column]]}"
            sheet.fault(number, column, what, "leave it to the row it belongs to")


def _check_genders(sheet: Sheet) -> None:
    for number, row in sheet.rows:
        if row["category"] in _GENDERED and not row["gender"]:
            what = f"the {row['category']} title {row['id']} proves no gender"
            sheet.fault(number, "gender", what, "write f or m, or open if both bear it")


def _check_pairs(sheet: Sheet) -> None:
    lines = {(row["a"], row["b"]): number for number, row in sheet.rows}
    for number, row in sheet.rows:
        other = lines.get((row["b"], row["a"]), 0)
        if row["a"] == row["b"]:
            sheet.fault(number, "b", f"{row['b']} is paired with itself", "name the other person")
        elif other and other < number:
            sheet.fault(number, "a", f"the pair of line {other} turned round", "remove one row")
