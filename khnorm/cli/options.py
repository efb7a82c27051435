"""The options that several commands have, each said once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any, TypeVar

import click

from khnorm.jobs.records import Format

__all__ = ["ENCODING", "FILES", "OUTPUT", "TABLES", "with_options"]

Command = TypeVar("Command", bound=Callable[..., Any])
Option = Callable[[Command], Command]


def _format_option(*names: str, help: str) -> Option[Any]:
    return click.option(*names, type=click.Choice([format.value for format in Format]), help=help)


OUTPUT: Option[Any] = click.option(
    "-o", "--output", default="-", help="Write here, whole or not at all; - is standard output."
)
ENCODING: Option[Any] = click.option(
    "--encoding", help="Encoding of the input, where it is not UTF-8 or UTF-16."
)
# What is read and written, and how.
FILES: tuple[Option[Any], ...] = (
    _format_option(
        "--from", "given_format", help="Format of the input, where its name does not tell."
    ),
    _format_option(
        "-f", "--format", help="Format of the output; else its name tells, else as the input."
    ),
    OUTPUT,
    ENCODING,
    click.option(
        "--literal",
        is_flag=True,
        help="Neither add nor remove the apostrophe that keeps a spreadsheet from computing a cell.",
    ),
)
# Who is known.
TABLES: tuple[Option[Any], ...] = (
    click.option(
        "--tables",
        multiple=True,
        type=click.Path(),
        help="Your own table of names, in the format of data/aliases.tsv; repeatable.",
    ),
    click.option(
        "--tables-only", is_flag=True, help="Your tables instead of ours, not beside them."
    ),
)


def with_options(options: Sequence[Option[Any]]) -> Callable[[Command], Command]:
    """Give a command options, in the order in which its help lists them."""
    return lambda command: reduce(lambda made, option: option(made), reversed(options), command)
