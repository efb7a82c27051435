"""The results that travel up the house: frozen, slotted, each with `as_dict()` for JSON.

This module imports nothing of the package.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

__all__ = [
    "SCHEMES",
    "Candidate",
    "Cluster",
    "Comparison",
    "Entity",
    "Link",
    "Mention",
    "Order",
    "Part",
    "PersonName",
    "Reason",
    "Record",
    "Resolution",
    "Script",
    "Spelling",
    "Status",
    "Title",
    "Verdict",
]


# The ways to write Khmer in Latin letters, the one first that is meant where none is named.
SCHEMES = ("popular", "ungegn", "gd", "alalc", "phonemic")


class Script(StrEnum):
    """What a text is written in, digits and punctuation apart."""

    KHMER = "khmer"
    LATIN = "latin"
    MIXED = "mixed"
    OTHER = "other"
    NONE = "none"


class Order(StrEnum):
    """Which part of a name comes first, as far as the writing tells."""

    FAMILY_FIRST = "family-first"
    GIVEN_FIRST = "given-first"
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    """What a comparison of two names comes to."""

    SAME = "same"
    UNSURE = "unsure"
    DIFFERENT = "different"


class Status(StrEnum):
    """What a resolution comes to."""

    MATCH = "match"
    AMBIGUOUS = "ambiguous"
    NONE = "none"


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return value.as_dict()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    return value


class Record:
    """Base of the results: turns itself into plain dictionaries, lists and strings."""

    __slots__ = ()

    def as_dict(self) -> dict[str, Any]:
        """Give the fields as plain data, ready for `json.dumps`.

        Examples:
            >>> Spelling("Sok", 0.5).as_dict()
            {'text': 'Sok', 'weight': 0.5}
        """
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Title(Record):
    """A title, rank, office, degree or courtesy as it stands in a text.

    `id` is a row of `data/titles.tsv`, or empty where the words are an office that no row knows.
    `text` is the slice `[start:end]` of the text that was given.
    """

    id: str
    category: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part(Record):
    """One piece of a name at its place in the text that was given.

    `role` is one of family, given, initial, alias, husband, name (a lone or unordered part).
    """

    role: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PersonName(Record):
    """A written name taken apart.

    `name` is the bare name in the order written, `canonical` the same family name first in its
    usual capitals. `family` is empty where the order is not known or only one part is left.
    `order_confidence` is in [0, 1]. `husband` is the full name of the husband that a wife's public
    style appends. `start` and `end` span the bare name in `text`; `parts` holds each piece with its
    own span.
    """

    text: str
    titles: tuple[Title, ...]
    offices: tuple[Title, ...]
    family: str
    given: str
    name: str
    aliases: tuple[str, ...]
    script: Script
    order: Order
    order_confidence: float
    canonical: str
    husband: str
    parts: tuple[Part, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Spelling(Record):
    """One possible spelling of a name; the `weight`s of a ranked list are in [0, 1], best first."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Reason(Record):
    """One piece of evidence: a `code` for programs, `text` for people.

    `weight` is what it added to or took from the log-odds; 0 where it only explains.
    """

    code: str
    text: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Comparison(Record):
    """Two names compared; `score` is the probability in [0, 1] that they denote one person."""

    a: str
    b: str
    score: float
    verdict: Verdict
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Entity(Record):
    """Somebody an index knows: `khmer` and `latin` are the preferred forms, empty if unknown."""

    id: str
    kind: str = "person"
    khmer: str = ""
    latin: str = ""
    forms: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    role: str = ""
    wikidata: str = ""
    gender: str = ""


class _Explained(Record):
    """A result whose reasons are put in words when somebody first asks for them."""

    __slots__ = ("_explain",)

    _explain: Callable[[], Iterable[Reason]]

    if not TYPE_CHECKING:  # to a type checker it would say that there is any attribute

        def __getattr__(self, name: str) -> tuple[Reason, ...]:
            """Fill the slot of the reasons: this is asked of what is not there alone."""
            if name != "reasons":
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            reasons = tuple(self._explain())
            object.__setattr__(self, "reasons", reasons)
            return reasons


@dataclass(frozen=True, slots=True)
class Candidate(_Explained):
    """An entity that may be meant, with the form of its name that came nearest."""

    entity: Entity
    score: float
    form: str
    reasons: tuple[Reason, ...]

    @classmethod
    def explained_by(
        cls, entity: Entity, score: float, form: str, explain: Callable[[], Iterable[Reason]]
    ) -> Self:
        """Make a candidate whose reasons few will ask for.

        Args:
            entity: who may be meant.
            score: the probability in [0, 1].
            form: the form that came nearest.
            explain: gives the reasons, the same whenever it is called.

        Examples:
            >>> known = Candidate.explained_by(Entity("p1"), 0.9, "Sok", lambda: [Reason("a", "b")])
            >>> known == Candidate(Entity("p1"), 0.9, "Sok", (Reason("a", "b"),))
            True
        """
        found = cls.__new__(cls)
        for name, value in (
            ("entity", entity),
            ("score", score),
            ("form", form),
            ("_explain", explain),
        ):
            object.__setattr__(found, name, value)
        return found


@dataclass(frozen=True, slots=True)
class Resolution(Record):
    """Who is meant: `entity` only where `status` is match; the candidates best first.

    `title` is the title that carries most weight in the text, whoever bears it.
    """

    text: str
    status: Status
    entity: Entity | None
    score: float
    title: Title | None
    candidates: tuple[Candidate, ...]
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention(Record):
    """A person named in running text: `text` is the slice `[start:end]`, titles included."""

    start: int
    end: int
    text: str
    name: str
    titles: tuple[Title, ...]
    resolution: Resolution


@dataclass(frozen=True, slots=True)
class Cluster(Record):
    """One person of a list: `rows` are 0-based places in the list, `names` the distinct forms.

    `score` is the weakest probability that joined a form to the cluster, 1.0 for a single form.
    """

    id: str
    canonical: str
    canonical_khmer: str
    entity_id: str
    rows: tuple[int, ...]
    names: tuple[str, ...]
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Link(Record):
    """A row of a left list tied to a row of a right one; -1 stands for no partner."""

    left: int
    right: int
    score: float
    verdict: Verdict
    reasons: tuple[Reason, ...]
