"""Pairs in doubt out to a spreadsheet, a person's answers back in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from khnorm.errors import InputError
from khnorm.jobs.records import Format, Layout, as_text, format_of, open_sink, open_source
from khnorm.model import Record

__all__ = ["COLUMNS", "Decision", "Question", "read_decisions", "write_review"]

COLUMNS = ("name_a", "name_b", "score", "rows_a", "rows_b", "reason", "decision")
_ANSWERS = {"same": True, "yes": True, "different": False, "no": False}


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person has decided: two written names are one person, or are not.

    `place` says where it was decided, for messages.
    """

    a: str
    b: str
    same: bool
    place: str = ""


@dataclass(frozen=True, slots=True)
class Question(Record):
    """Two persons of a list that may be one: a name of each, how many rows each has, and why."""

    a: str
    b: str
    score: float
    rows_a: int
    rows_b: int
    reasons: tuple[str, ...]


def read_decisions(path: str, *, encoding: str | None = None) -> list[Decision]:
    """Read a review file with its answers.

    Args:
        path: a table in any format, with the columns `name_a`, `name_b` and `decision`; further
            ones are passed over. A decision is `same` (or `yes`), `different` (or `no`), or empty
            where nobody has answered yet.
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
            word = answer.strip().casefold()
            if not word:
                continue
            where = f"{source.name}:{row.line}"
            if word not in _ANSWERS:
                raise InputError(
                    f"{where}: decision {answer!r}; answer same or different, or leave it empty"
                )
            found.append(Decision(one, other, _ANSWERS[word], where))
    return found


def write_review(path: str, questions: Iterable[Question], *, inputs: Sequence[str] = ()) -> None:
    """Write pairs in doubt as a table to be answered.

    Args:
        path: where; its name tells the format, else it is CSV.
        questions: the pairs, the likeliest first.
        inputs: paths that are being read; none of them may be the output.

    Raises:
        OutputError: cannot be written; nothing half-written is left.
    """
    wanted = format_of(path, Format.CSV) or Format.CSV
    layout = Layout(Format.CSV, mark=True).to(wanted if wanted is not Format.LINES else Format.CSV)
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
