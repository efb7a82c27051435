"""Pairs in doubt out to a spreadsheet, a person's answers back in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from khnorm.errors import InputError
from khnorm.jobs.records import Format, Layout, as_text, format_to_write, open_sink, open_source
from khnorm.model import Record
from khnorm.text.normalize import normalize
from khnorm.text.scripts import ZWSP

__all__ = [
    "COLUMNS",
    "Answer",
    "Decision",
    "Question",
    "check_decisions",
    "read_decisions",
    "review_format",
    "write_review",
]

COLUMNS = ("name_a", "name_b", "score", "rows_a", "rows_b", "reason", "decision")
_ANSWERS = {
    **dict.fromkeys(("same", "yes", "ដូចគ្នា", "ដូច"), True),
    **dict.fromkeys(("different", "no", "ខុសគ្នា", "ផ្សេងគ្នា", "ទេ"), False),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person has decided: two written names are one person, or are not.

    `place` says where it was decided, for messages.
    """

    a: str
    b: str
    same: bool
    place: str = ""


# How a program gives one: the names, and True, False or a word of a review file.
Answer = Decision | tuple[str, str, bool | str]


@dataclass(frozen=True, slots=True)
class Question(Record):
    """Two persons of a list that may be one: a name of each, how many rows each has, and why.

    `held` tells that no threshold joins them.
    """

    a: str
    b: str
    score: float
    rows_a: int
    rows_b: int
    reasons: tuple[str, ...]
    held: bool = False


def read_decisions(path: str, *, encoding: str | None = None) -> list[Decision]:
    """Read a review file with its answers.

    Args:
        path: a table in any format, with the columns `name_a`, `name_b` and `decision`; further
            ones are passed over. A decision is `same` (or `yes`, ដូចគ្នា), `different` (or `no`,
            ខុសគ្នា), or empty where nobody has answered yet.
        encoding: of a text; else UTF-8, or what a byte order mark tells.

    Returns:
        The answers in the order of the file.

    Raises:
        InputError: not readable, a column is missing, or an answer is neither; with its place.
    """
    found = []
    with open_source(path, encoding=encoding, table=True) as source:
        places = [source.column(name) for name in ("name_a", "name_b", "decision")]
        for row in source.rows:
            one, other, answer = (as_text(row.cells[place]) for place in places)
            where = f"{source.name}:{row.line}"
            same = _read_answer(answer, where)
            if same is not None:
                found.append(Decision(one, other, same, where))
    return found


def check_decisions(decisions: Iterable[Answer]) -> list[Decision]:
    """Make decisions of what a program gives.

    Args:
        decisions: `(a, b, same)`; `same` is True or False, or a word as a review file has it.

    Returns:
        The answers in their order; what nobody has answered is left out.

    Raises:
        TypeError: something else, with its place from 0.
        InputError: a word that is no answer, with its place from 0.

    Examples:
        >>> [one.same for one in check_decisions([("Sok", "Suk", True), ("Sok", "Kao", "no")])]
        [True, False]
    """
    found = []
    for place, given in enumerate(decisions):
        where = f"decision {place}"
        parts = given
        if isinstance(given, Decision):
            where = given.place or where
            parts = (given.a, given.b, given.same)
        if (
            not isinstance(parts, tuple | list)
            or [isinstance(part, str) for part in parts[:2]] != [True, True]
            or len(parts) != 3
            or not isinstance(parts[2], bool | str)
        ):
            raise TypeError(
                f"{where} must be (name, name, same), not {given!r:.60}; "
                "let `same` be True, False, 'same' or 'different'"
            )
        one, other, answer = parts
        same = answer if isinstance(answer, bool) else _read_answer(answer, where)
        if same is not None:
            found.append(Decision(one, other, same, where))
    return found


def _read_answer(answer: str, where: str) -> bool | None:
    """Read a word; None where nobody has answered."""
    word = normalize(answer).replace(ZWSP, "").strip().casefold()
    if word and word not in _ANSWERS:
        raise InputError(
            f"{where}: decision {answer!r}; answer same or different, or leave it empty"
        )
    return _ANSWERS.get(word)


def review_format(path: str) -> Format:
    """Tell in which format a review is written: as its name tells, else as CSV.

    Raises:
        OutputError: its name promises what is not written.

    Examples:
        >>> review_format("doubts.xlsx"), review_format("doubts.txt")
        (<Format.XLSX: 'xlsx'>, <Format.CSV: 'csv'>)
    """
    wanted = format_to_write(path) or Format.CSV
    return Format.CSV if wanted is Format.LINES else wanted


def write_review(path: str, questions: Iterable[Question], *, inputs: Sequence[str] = ()) -> None:
    """Write pairs in doubt as a table to be answered.

    Args:
        path: where; its name tells the format, else it is CSV.
        questions: the pairs, the likeliest first.
        inputs: paths that are being read; none of them may be the output.

    Raises:
        OutputError: cannot be written; nothing half-written is left.
    """
    layout = Layout(Format.CSV, mark=True).to(review_format(path))
    with open_sink(path, COLUMNS, layout, inputs=inputs) as sink:
        for question in questions:
            sink.write(
                [
                    question.a,
                    question.b,
                    round(question.score, 4),
                    question.rows_a,
                    question.rows_b,
                    "; ".join(question.reasons),
                    "",
                ],
                {},
            )
