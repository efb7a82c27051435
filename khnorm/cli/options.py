"""The options that several commands have, each said once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any, TypeVar

import click

from khnorm.jobs.records import Format

if TYPE_CHECKING:
    from khnorm.match.resolve import Resolver

__all__ = [
    "FORMATS",
    "OUTPUT",
    "TABLES",
    "TABLES_ONLY",
    "file_options",
    "resolver_of",
    "with_options",
]

Command = TypeVar("Command", bound=Callable[..., Any])
Option = Callable[[Command], Command]
Options = tuple[Option[Any], ...]


FORMATS = tuple(format.value for format in Format)
OUTPUT: Option[Any] = click.option(
    "-o", "--output", default="-", help="Write here, whole or not at all; - is standard output."
)


def file_options(formats: Sequence[str] = FORMATS, usual: str = "as the input") -> Options:
    """Give the options about what is read and written, and how.

    Args:
        formats: those that can be written.
        usual: which one is, where neither the option nor the output's name tells.
    """
    return (
        click.option(
            "--from",
            "given_format",
            type=click.Choice(FORMATS),
            help="Format of the input, where its name does not tell.",
        ),
        click.option(
            "-f",
            "--format",
            type=click.Choice(formats),
            help=f"Format of the output; else its name tells, else {usual}.",
        ),
        OUTPUT,
        click.option("--encoding", help="Encoding of the input, where it is not UTF-8 or UTF-16."),
        click.option(
            "--no-header",
            is_flag=True,
            help="The table begins with its first row; columns are chosen by number.",
        ),
        click.option("--sheet", help="The sheet of an Excel workbook to read; else the first."),
        click.option(
            "--literal",
            is_flag=True,
            help="Neither add nor remove the apostrophe that keeps a spreadsheet from computing a "
            "cell.",
        ),
    )


TABLES_ONLY: Option[Any] = click.option(
    "--tables-only", is_flag=True, help="Your tables instead of ours, not beside them."
)
# Who is known.
TABLES: Options = (
    click.option(
        "--tables",
        multiple=True,
        type=click.Path(),
        help="Your own table of names, in the format of data/aliases.tsv; repeatable.",
    ),
    TABLES_ONLY,
)


def with_options(options: Sequence[Option[Any]]) -> Callable[[Command], Command]:
    """Give a command options, in the order in which its help lists them."""
    return lambda command: reduce(lambda made, option: option(made), reversed(options), command)


def resolver_of(tables: Sequence[str], only: bool, wanted: str = "--tables") -> Resolver | None:
    """Give who is known.

    Args:
        tables: the user's own tables.
        only: whether they stand instead of ours.
        wanted: what the user forgot who gives none of them.

    Returns:
        The resolver; None for the shipped tables alone, which everything falls back to.

    Raises:
        click.UsageError: no tables at all.
    """
    if only and not tables:
        raise click.UsageError(f"--tables-only wants {wanted}")
    if not tables:
        return None
    from khnorm.match.resolve import Resolver

    return Resolver(tables=tables, shipped=not only)
