"""What tables say of one another."""

from __future__ import annotations

import re
from functools import cache

from khnorm.check.files import shipped
from khnorm.check.schema import REFERENCES, Sheet
from khnorm.tables import Row
from khnorm.text.normalize import fold

__all__ = ["check_references"]

# In titles: dots, spaces, hyphens, and the signs that mute a letter (សេនីយ៍, សេនីយ៏, សេនីយ).
_OFTEN_LEFT_OUT = re.compile(r"[.\s\u17cd\u17cf-]")


@cache
def _shipped_values(table: str, column: str) -> frozenset[str]:
    return frozenset(row[column] for _, row in shipped(table).rows)


def check_references(sheets: list[Sheet]) -> None:
    """Note each reference that leads nowhere, and each row that nothing refers to.

    Args:
        sheets: the tables; their `problems` grow. For a table that is not among them the shipped
            one stands in.
    """
    given = {sheet.name: sheet for sheet in sheets if sheet.rows}

    def values(table: str, column: str) -> frozenset[str]:
        if table not in given:
            return _shipped_values(table, column)
        return frozenset(row[column] for _, row in given[table].rows)

    for table, column, target, key in REFERENCES:
        if table in given:
            _check_column(given[table], column, target, values(target, key))
    for sheet in sheets:
        if sheet.name == "aliases.tsv":
            _check_owners(sheet, "title", "titles.tsv", values("titles.tsv", "id"))
            _check_titles(sheet, given.get("titles.tsv") or shipped("titles.tsv"))
            if sheet.ours or "people.tsv" in given:
                _check_owners(sheet, "person", "people.tsv", values("people.tsv", "id"))
    aliases, titles, words = (
        given.get(name) for name in ("aliases.tsv", "titles.tsv", "title_words.tsv")
    )
    if aliases and (people := given.get("people.tsv")):
        _check_preferred_names(people, aliases)
    if aliases and titles:
        named = {row["id"] for _, row in aliases.rows if row["status"] != "refused"}
        _check_needed(titles, "id", named, "no form in aliases.tsv leads to {}")
    if titles and words:
        built = {word for _, row in titles.rows for word in row["components"].split(" ")}
        _check_needed(words, "word", built, "no title in titles.tsv is built of {}")


def _check_titles(aliases: Sheet, titles: Sheet) -> None:
    """See that a form leads to one title: the others that share it must refuse it.

    One that stands before names and one that stands after them may share it (Sr.).
    """
    after = {row["id"] for _, row in titles.rows if row["position"] == "suffix"}
    owners: dict[tuple[str, bool], tuple[Row, int]] = {}
    for number, row in aliases.rows:
        if row["kind"] != "title" or row["status"] == "refused":
            continue
        form = _OFTEN_LEFT_OUT.sub("", fold(row["form"]))
        owner, line = owners.setdefault((form, row["id"] in after), (row, number))
        if owner["id"] != row["id"]:
            what = f"{row['form']!r} also means {owner['id']}, see line {line}"
            remedy = "refuse it for one of the two, with the note 'reads as' and the other"
            aliases.fault(number, "form", what, remedy)


def _check_column(sheet: Sheet, column: str, target: str, known: frozenset[str]) -> None:
    parted = next(item.parted for item in sheet.columns if item.name == column)
    for number, row in sheet.rows:
        for value in row[column].split(parted or None):
            if value and value not in known:
                what = f"{column} names {value!r}, which is not in {target}"
                sheet.fault(number, column, what, f"add it to {target} or mend the spelling")


def _check_owners(sheet: Sheet, kind: str, target: str, known: frozenset[str]) -> None:
    for number, row in sheet.rows:
        if row["kind"] == kind and row["id"] not in known:
            what = f"no {kind} {row['id']!r} in {target}"
            sheet.fault(number, "id", what, f"add it to {target} or mend the spelling")


def _check_preferred_names(people: Sheet, aliases: Sheet) -> None:
    preferred = {
        (row["id"], row["script"]): row["form"]
        for _, row in aliases.rows
        if row["kind"] == "person" and row["status"] == "preferred"
    }
    for number, row in people.rows:
        for script in ("khmer", "latin"):
            form = preferred.get((row["id"], script), "")
            if row[script] != form:
                what = f"{script} is {row[script]!r}, in aliases.tsv {form!r} is preferred"
                people.fault(number, script, what, "write the same form in both tables")


def _check_needed(sheet: Sheet, column: str, needed: set[str], what: str) -> None:
    seen: set[str] = set()
    for number, row in sheet.rows:
        value = row[column]
        if value not in needed and value not in seen:
            seen.add(value)
            sheet.fault(number, column, what.format(value), "add one or remove the row")
