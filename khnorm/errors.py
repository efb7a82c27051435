"""What can go wrong: one small tree of errors, each saying what, where and the remedy.

No content of a name raises. Errors are for what a person must mend: a broken table, a file that
cannot be read, a wrong option.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "InputError",
    "KhnormError",
    "MissingExtraError",
    "OutputError",
    "Problem",
    "TableError",
    "require_int",
]


class KhnormError(ValueError):
    """Base of every error that khnorm raises on purpose."""


class InputError(KhnormError):
    """A file or stream that cannot be read: the message names the place and the remedy."""


class OutputError(KhnormError):
    """A file that cannot be written; what stood there before is untouched."""


class MissingExtraError(KhnormError, ImportError):
    """A file format whose library is not installed: the message is the command that installs it."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault of a table, at its place.

    Examples:
        >>> print(Problem("aliases.tsv", 42, 3, "form has a trailing space", "remove it"))
        aliases.tsv:42:3: form has a trailing space; remove it
    """

    file: str
    line: int
    column: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.what}; {self.remedy}"


class TableError(KhnormError):
    """A table with faults; `problems` holds all of them, in file order."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def require_int(value: object, name: str) -> None:
    """Refuse what is no number of things.

    Args:
        value: what was given.
        name: the argument's name.

    Raises:
        TypeError: it is no int.

    Examples:
        >>> require_int("3", "limit")
        Traceback (most recent call last):
        TypeError: limit must be an int, not '3'; give how many
    """
    if not isinstance(value, int):
        raise TypeError(f"{name} must be an int, not {value!r:.60}; give how many")
