"""What each table's columns may hold, and the sheet that a file under examination becomes."""

from __future__ import annotations

from dataclasses import dataclass, field

from khnorm.errors import Problem
from khnorm.model import SCHEMES
from khnorm.tables import Row

__all__ = ["OUR_ID", "REFERENCES", "TABLES", "Column", "Sheet", "Table"]


@dataclass(frozen=True, slots=True)
class Column:
    """What a cell may hold; `words` and `shape` speak of each of its `parted` values.

    `shape` is a pattern and the words that say it. A name is held to canonical Khmer, one that
    `is_spelling` to what a Khmer reader would write.
    """

    name: str
    needed: bool = True
    parted: str = ""
    words: tuple[str, ...] = ()
    shape: tuple[str, str] | None = None
    is_name: bool = False
    is_spelling: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a table; its rows are sorted by the `key`, and no two share it."""

    columns: tuple[Column, ...]
    key: tuple[str, ...]


@dataclass(slots=True)
class Sheet:
    """One file under examination; `ours` if it is the shipped table itself."""

    file: str
    name: str = ""
    ours: bool = False
    header: list[str] = field(default_factory=list)
    rows: list[tuple[int, Row]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def columns(self) -> tuple[Column, ...]:
        """Give what the columns may hold; those of a table without a schema anything."""
        table = TABLES.get(self.name)
        return table.columns if table else tuple(Column(name, False) for name in self.header)

    def fault(self, line: int, column: str | int, what: str, remedy: str) -> None:
        """Note a fault of a line, at a column given by its name or its number from 1."""
        number = column if isinstance(column, int) else self.header.index(column) + 1
        self.problems.append(Problem(self.file, line, number, what, remedy))


OUR_ID = (r"[a-z][a-z0-9_]*", "small letters, digits and `_`, a letter first")
_QID = (r"Q[1-9][0-9]*", "a Wikidata id such as Q57788")
_SKELETON = (r"[A-Z]+", "the classes of the consonants that are heard, capitals")
_SAYING = (r"[A-Za-z]+|-", "the classes of all that is heard, of consonants in capitals, or `-`")
_COUNT = (r"[0-9]+", "a whole number")
_SHARE = (r"[a-z]+ [1-9][0-9]*", "a spelling in small letters and its share in per mille")
_CATEGORIES = (
    *("academic", "alias", "courtesy", "deceased", "diplomatic", "military", "office", "police"),
    *("religious", "revolutionary", "royal", "state"),
)
_POSITIONS = ("prefix", "infix", "suffix", "standalone")
_ALSO = ("address", "courtesy", "kin", "qualifier", "site", "word")
_RELATIONS = ("parent", "spouse", "sibling", "relative", "homonym", "unrelated")
_CONTEXTS = (
    *("alias", "body", "dependant", "descent", "field", "head", "house", "joint", "kin", "link"),
    *("month", "nobody", "numbering", "party", "patronym", "place", "place_after", "place_before"),
    *("qualifier", "remark", "short", "tail", "title", "whose"),
)
_GENDER = Column("gender", needed=False, words=("f", "m"))
_NOTE = Column("note", needed=False)
_SCRIPT = Column("script", words=("khmer", "latin", "other"))
_SOURCE = Column("source", parted="|")
_STATUS = Column("status", words=("preferred", "variant", "refused"))
_CERTAINTY = Column("status", needed=False, words=("unverified",))
_TEXT_KINDS = (
    *("abroad", "act", "alias", "article", "building", "byline", "determiner", "dotted"),
    *("function", "kin", "level", "named", "organisation", "outlet", "particle", "people"),
    *("place", "place_first", "product", "relative", "role", "say", "site", "site_kind"),
    *("time", "where", "whom"),
)
_BANDS = ("0", "1", "2", "3", "4", "5")

TABLES = {
    "aliases.tsv": Table(
        (
            Column("id"),
            Column("kind", words=("person", "title")),
            Column("form", is_name=True),
            _SCRIPT,
            _STATUS,
            _SOURCE,
            _NOTE,
        ),
        key=("id", "script", "form"),
    ),
    "bearers.tsv": Table(
        (
            Column("form"),
            _SCRIPT,
            _GENDER,
            Column("mark", needed=False, shape=OUR_ID),
            Column(
                "relation",
                needed=False,
                words=("born", "child", "document", "nation", "sex", "wife"),
            ),
            _SOURCE,
        ),
        key=("form", "script"),
    ),
    "context.tsv": Table(
        (Column("kind", words=_TEXT_KINDS), Column("form", is_name=True), _SCRIPT, _SOURCE),
        key=("kind", "form", "script"),
    ),
    "context_words.tsv": Table(
        (
            Column("kind", words=_CONTEXTS),
            Column("lemma", needed=False, shape=OUR_ID),
            Column("form"),
            _SCRIPT,
            _SOURCE,
        ),
        key=("kind", "lemma", "script", "form"),
    ),
    "elements.tsv": Table(
        (
            Column("form", is_name=True, is_spelling=True),
            _SCRIPT,
            Column("family", words=_BANDS),
            Column("given", words=_BANDS),
            _SOURCE,
            Column("heard", needed=False, shape=_SKELETON),
            Column("said", needed=False, parted="|", shape=_SAYING),
        ),
        key=("form", "script"),
    ),
    "foreign_names.tsv": Table(
        (
            Column("form"),
            Column("use", words=("forename", "surname")),
            Column("band", words=_BANDS),
            _SOURCE,
        ),
        key=("form", "use"),
    ),
    "people.tsv": Table(
        (
            Column("id", shape=OUR_ID),
            Column("khmer", needed=False, is_name=True),
            Column("latin", is_name=True),
            Column("wikidata", needed=False, shape=_QID),
            _GENDER,
            Column("role", needed=False),
            Column("titles", needed=False, parted="|"),
            _SOURCE,
            _NOTE,
        ),
        key=("id",),
    ),
    "readings.tsv": Table(
        (
            Column("written", is_name=True),
            Column("sounded", needed=False, is_name=True),
            _SOURCE,
            _NOTE,
        ),
        key=("written",),
    ),
    "relations.tsv": Table(
        (Column("a"), Column("b"), Column("relation", words=_RELATIONS), _SOURCE),
        key=("a", "b"),
    ),
    "scheme_words.tsv": Table(
        (
            Column("scheme", words=SCHEMES),
            Column("written", is_name=True),
            Column("spelling"),
            _CERTAINTY,
            _SOURCE,
        ),
        key=("scheme", "written"),
    ),
    "schemes.tsv": Table(
        (
            Column("scheme", words=SCHEMES),
            Column("kind", words=("onset", "subscript", "rime", "coda", "sign")),
            Column("unit", needed=False),
            Column("register", needed=False, words=("1", "2")),
            Column("before", needed=False, parted="|"),
            Column("after", needed=False, parted="|"),
            Column("spelling", needed=False),
            _CERTAINTY,
            _SOURCE,
        ),
        key=("scheme", "kind", "unit", "register", "before", "after"),
    ),
    "spellings.tsv": Table(
        (
            Column("khmer", is_name=True, is_spelling=True),
            Column("band", shape=_COUNT),
            Column("persons", shape=_COUNT),
            Column("spellings", parted="|", shape=_SHARE),
            _SOURCE,
        ),
        key=("khmer",),
    ),
    "title_words.tsv": Table(
        (
            Column("word", shape=OUR_ID),
            _SCRIPT,
            Column("form", is_name=True),
            _STATUS,
            Column("begins", needed=False, words=("style", "title")),
            _SOURCE,
        ),
        key=("word", "script", "form"),
    ),
    "titles.tsv": Table(
        (
            Column("id", shape=OUR_ID),
            Column("category", words=_CATEGORIES),
            Column("components", needed=False, parted=" "),
            Column("gloss"),
            Column("position", parted="|", words=_POSITIONS),
            Column("gender", needed=False, words=("f", "m", "open")),
            Column("holder", needed=False),
            Column("also", needed=False, parted="|", words=_ALSO),
            _SOURCE,
        ),
        key=("id",),
    ),
    "words.tsv": Table(
        (Column("form", is_name=True), _SCRIPT, Column("band", words=_BANDS), _SOURCE),
        key=("form", "script"),
    ),
}

# A cell that names rows of another table: from table and column to table and column.
REFERENCES = (
    ("titles.tsv", "components", "title_words.tsv", "word"),
    ("titles.tsv", "holder", "people.tsv", "id"),
    ("people.tsv", "titles", "titles.tsv", "id"),
    ("relations.tsv", "a", "people.tsv", "id"),
    ("relations.tsv", "b", "people.tsv", "id"),
)
