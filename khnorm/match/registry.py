"""Who can be meant: people, the forms of their names, and the claims that were refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from khnorm.errors import Problem, TableError
from khnorm.match.exact import exact_key
from khnorm.model import Entity
from khnorm.names.bearer import names_nobody
from khnorm.tables import Row, rows
from khnorm.text.scripts import has_khmer

__all__ = ["Registry", "gather"]


class Registry:
    """People by number, with their forms side by side.

    `texts[starts[i]:starts[i + 1]]` are the forms of person `i`, in the order they were claimed;
    `owners` tells for each form whose it is.
    """

    __slots__ = ("_details", "_numbers", "ids", "owners", "refused", "starts", "texts")

    def __init__(
        self,
        claims: Iterable[tuple[str, str]],
        *,
        refused: Iterable[tuple[str, str]] = (),
        details: dict[str, Row] | None = None,
    ) -> None:
        by_id: dict[str, list[str]] = {}
        for identifier, form in claims:
            by_id.setdefault(identifier, []).append(form)
        starts = [0]
        for forms in by_id.values():
            starts.append(starts[-1] + len(forms))
        self.ids: Sequence[str] = list(by_id)
        self.texts: Sequence[str] = [form for forms in by_id.values() for form in forms]
        self.owners: Sequence[int] = [
            number for number, forms in enumerate(by_id.values()) for _ in forms
        ]
        self.starts: Sequence[int] = starts
        self._numbers = {identifier: number for number, identifier in enumerate(by_id)}
        self.refused = frozenset(
            (exact_key(form), self._numbers[identifier])
            for identifier, form in refused
            if identifier in self._numbers
        )
        self._details = details or {}

    def __len__(self) -> int:
        return len(self.ids)

    def number(self, identifier: str) -> int | None:
        """Give the number of somebody whose title may stand for a name."""
        return self._numbers.get(identifier)

    def forms(self, number: int) -> Sequence[str]:
        """Give the forms of a person."""
        return self.texts[self.starts[number] : self.starts[number + 1]]

    def entity(self, number: int) -> Entity:
        """Describe a person: the first form in either script is the preferred one."""
        identifier = self.ids[number]
        forms = tuple(self.forms(number))
        in_khmer = list(map(has_khmer, forms))
        khmer = forms[in_khmer.index(True)] if True in in_khmer else ""
        latin = forms[in_khmer.index(False)] if False in in_khmer else ""
        row = self._details.get(identifier)
        if row is None:
            return Entity(identifier, "person", khmer, latin, forms)
        return Entity(
            identifier,
            "person",
            khmer or row.get("khmer", ""),
            latin or row.get("latin", ""),
            forms,
            tuple(filter(None, row.get("titles", "").split("|"))),
            row.get("role", ""),
            row.get("wikidata", ""),
            row.get("gender", ""),
        )

    def facts(self, holders: Iterable[str]) -> dict[str, Any]:
        """Give what is not an array, for a file."""
        known = ((holder, self.number(holder)) for holder in holders)
        return {
            "refused": sorted(self.refused),
            "details": self._details,
            "holders": {holder: number for holder, number in known if number is not None},
        }

    @classmethod
    def of_parts(
        cls,
        ids: Sequence[str],
        texts: Sequence[str],
        owners: Any,
        starts: Any,
        facts: dict[str, Any],
    ) -> Registry:
        """Make a registry of the arrays and facts of a file."""
        registry = cls(())
        registry.ids, registry.texts = ids, texts
        registry.owners, registry.starts = owners, starts
        registry.refused = frozenset((key, number) for key, number in facts["refused"])
        registry._details = facts["details"]
        registry._numbers = facts["holders"]
        return registry


def _claims(table: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """Give the claims of persons, the preferred forms first."""
    people = [row for row in table if row["kind"] == "person"]
    for status in ("preferred", "variant"):
        for row in people:
            if row["status"] == status:
                yield row["id"], row["form"]


def _refused(table: Iterable[Row]) -> Iterator[tuple[str, str]]:
    for row in table:
        if row["kind"] == "person" and row["status"] == "refused":
            yield row["id"], row["form"]


def _details() -> dict[str, Row]:
    return {row["id"]: row for row in rows("people.tsv")}


def gather(
    entries: Iterable[tuple[str, str]] = (),
    tables: Iterable[str | Path] = (),
    *,
    with_shipped: bool = False,
) -> Registry:
    """Bring together what entries, users' tables and our tables claim.

    What a user's table refuses is taken back from ours, and the user's forms go first.

    Args:
        entries: pairs `(id, form)`; one id may have several forms, each a name.
        tables: files in the format of `data/aliases.tsv`.
        with_shipped: whether our tables count too.

    Returns:
        Everybody whom they name.

    Raises:
        InputError: a file cannot be read.
        TableError: faults of a table or of the entries, all at once.
        TypeError: an entry is no pair of strings.
    """
    from khnorm.check import load  # the validator, for tables of others only

    ours = rows("aliases.tsv") if with_shipped else ()
    theirs = [row for path in tables for row in load(path)]
    claims = [*_pairs(entries), *_claims(theirs), *_claims(ours)]
    taken_back = {(identifier, exact_key(form)) for identifier, form in _refused(theirs)}
    if taken_back:
        claims = [
            (whom, form) for whom, form in claims if (whom, exact_key(form)) not in taken_back
        ]
    return Registry(
        dict.fromkeys(claims),
        refused=[*_refused(theirs), *_refused(ours)],
        details=_details() if with_shipped else {},
    )


def _pairs(entries: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Check the entries; their faults are reported together."""
    first: dict[tuple[str, str], int] = {}
    problems = []
    for line, entry in enumerate(entries, start=1):
        if (
            not isinstance(entry, tuple | list)
            or len(entry) != 2
            or not all(isinstance(part, str) for part in entry)
        ):
            raise TypeError(
                f"entry {line} must be a pair (id, form) of str, not {entry!r:.60}; "
                "turn numeric ids into str"
            )
        identifier, form = entry
        if not identifier.strip():
            problems.append(
                Problem("entries", line, 1, f"the id of {form!r} is empty", "give it an id")
            )
        elif identifier != identifier.strip():
            what = f"the id {identifier!r} has spaces around it"
            problems.append(Problem("entries", line, 1, what, "take them off"))
        elif not form.strip() or names_nobody(form.strip()):
            problems.append(
                Problem(
                    "entries",
                    line,
                    2,
                    f"the form {form!r} of id {identifier!r} is no name",
                    "leave the entry out, or give it a name",
                )
            )
        elif (before := first.setdefault((identifier, form), line)) != line:
            problems.append(
                Problem(
                    "entries",
                    line,
                    1,
                    f"id {identifier!r} has the form {form!r} already in entry {before}",
                    "drop one of the two, or give the other person another id",
                )
            )
    if problems:
        raise TableError(problems)
    return list(first)
