"""The commands about the tables themselves: table check, table index, table show."""

from __future__ import annotations

import click

from khnorm.cli.codes import FINDINGS
from khnorm.cli.options import TABLES_ONLY, resolver_of
from khnorm.cli.streams import say, utf8
from khnorm.errors import InputError
from khnorm.jobs.records import counted
from khnorm.targets import check_targets

__all__ = ["table"]

# The columns whose cell is an id: of the row, of a relation's ends, of a title's only holder.
_NAMING = ("id", "a", "b", "holder")


@click.group()
def table() -> None:
    """Check tables of names, make an index of them, or look up an id."""


@table.command()
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path())
@click.pass_context
def check(ctx: click.Context, files: tuple[str, ...]) -> None:
    """Report every fault of tables as file:line:column: what; remedy.

    Without FILE, the shipped tables are checked. Exit status 1 if there is any fault.
    """
    from khnorm.check import check_tables
    from khnorm.tables import SHIPPED

    problems = check_tables(files or None)
    for problem in problems:
        click.echo(str(problem))
    tables = counted(len(files) or len(SHIPPED), "table")
    if problems:
        say(f"{counted(len(problems), 'fault')} in {tables}")
        ctx.exit(FINDINGS)
    say(f"no fault in {tables}")


@table.command()
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path())
@click.option("-o", "--output", required=True, help="The index to write, whole or not at all.")
@TABLES_ONLY
def index(files: tuple[str, ...], output: str, tables_only: bool) -> None:
    """Make an index of tables, ours and your own.

    `khnorm resolve --index` loads it at once, however many people it holds.
    """
    from khnorm.match.resolve import Resolver
    from khnorm.match.storage import check_index_target

    check_index_target(output)
    check_targets([output], files)
    (resolver_of(files, tables_only, "a FILE") or Resolver()).save(output)


@table.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
def show(ids: tuple[str, ...]) -> None:
    """Print all that the shipped tables say of a person or a title, by its ID."""
    from khnorm.tables import SHIPPED, rows

    for wanted in map(utf8, ids):
        found = [
            (name, row) for name in SHIPPED for row in rows(name) if wanted in map(row.get, _NAMING)
        ]
        if not found:
            raise InputError(f"no table has the id {wanted!r}; `khnorm resolve` prints ids")
        for name, row in found:
            told = "  ".join(f"{column}: {cell}" for column, cell in row.items() if cell)
            click.echo(f"{name}  {told}")
