"""The command about two lists: link."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from khnorm.cli.codes import FINDINGS
from khnorm.cli.lists import OPTIONS, ListChoices, NamedList, tell_parted, tell_unmet
from khnorm.cli.options import Option, with_options
from khnorm.cli.progress import staged
from khnorm.cli.streams import say, tell_renamed
from khnorm.errors import InputError
from khnorm.jobs.records import Layout, counted, open_sink, unused_names
from khnorm.model import Link, Verdict
from khnorm.targets import check_targets

if TYPE_CHECKING:
    from khnorm.jobs.link import Linked

__all__ = ["link"]

_ADDED = ("score", "verdict", "reason")


def _partners(kind: str, help: str) -> Option[Any]:
    return click.option(f"--{kind}", is_flag=True, help=help)


def _taken(options: dict[str, Any]) -> str | None:
    """Take out of the options how many partners a row may have."""
    kinds = ("one-to-many", "many-to-one", "many-to-many")
    given = [kind for kind in kinds if options.pop(kind.replace("-", "_"))]
    if len(given) > 1:
        raise click.UsageError(f"--{given[0]} and --{given[1]} cannot both be; give one of them")
    return given[0] if given else None


@click.command()
@click.argument("left", type=click.Path())
@click.argument("right", type=click.Path())
@click.option(
    "-c", "--column", "columns", multiple=True, help="A column of names of LEFT; repeatable."
)
@click.option(
    "-C",
    "--right-column",
    "right_columns",
    multiple=True,
    help="A column of names of RIGHT, where it is not called as in LEFT; repeatable.",
)
@click.option("--by", help="Never link rows that differ in this column, such as a birth date.")
@click.option("--right-by", help="The same column of RIGHT, where it is not called as in LEFT.")
@click.option("--right-sheet", help="The sheet of RIGHT, if it is an Excel workbook.")
@_partners("one-to-many", "Let a row of LEFT have several of RIGHT; else each has one at most.")
@_partners(
    "many-to-one",
    "Let a row of RIGHT have several of LEFT: customers screened against a watch list.",
)
@_partners("many-to-many", "Link every two rows that are the same person.")
@click.option("--check", is_flag=True, help="Exit with 1 if a row has no partner.")
@with_options(OPTIONS)
@click.pass_context
def link(
    ctx: click.Context,
    /,
    left: str,
    right: str,
    columns: tuple[str, ...],
    right_columns: tuple[str, ...],
    by: str | None,
    right_by: str | None,
    right_sheet: str | None,
    check: bool,
    **options: Any,
) -> None:
    """Tell which rows of two lists name the same person.

    Writes the linked rows side by side, with `score`, `verdict` and `reason`, then those of
    either list that have no partner.
    """
    if left == right == "-":
        raise InputError("standard input: cannot be both lists; give one of them as a file")
    if right_by and not by:
        raise click.UsageError("--right-by wants --by, the column of LEFT")
    partners = _taken(options)
    choices = ListChoices(**options)
    inputs = [left, right, *choices.decisions]
    check_targets([choices.output], inputs)
    ours = choices.read(left, columns, choices.sheet)
    theirs = choices.read(right, right_columns or columns, right_sheet)
    layout = choices.layout(ours.table)
    values = ours.values(by), theirs.values(right_by or by)
    found = _found(ours, theirs, values, partners, choices)
    tell_unmet(found.unmet)
    tell_parted(by, found.parted)
    if not found.shared:
        say(
            f"{by}: no value of it is in {right_by or by} of the other list; are they written alike?"
        )
    _write_rows(choices, inputs, layout, ours, theirs, found.links)
    alone = sum(one.left < 0 or one.right < 0 for one in found.links)
    linked = counted(len(found.links) - alone, "link")
    say(f"{linked}, {counted(alone, 'row')} without a partner")
    if check and alone:
        ctx.exit(FINDINGS)


def _found(
    ours: NamedList,
    theirs: NamedList,
    values: tuple[list[str] | None, list[str] | None],
    partners: str | None,
    choices: ListChoices,
) -> Linked:
    from khnorm.jobs.link import Partners, link_rows

    job = choices.job(len(ours.names) + len(theirs.names))
    with staged() as watch:
        return link_rows(
            ours.names,
            theirs.names,
            partners=partners or Partners.ONE_TO_ONE,
            by=values[0],
            right_by=values[1],
            watch=watch,
            **job,
        )


def _write_rows(
    choices: ListChoices,
    inputs: Sequence[str],
    layout: Layout,
    ours: NamedList,
    theirs: NamedList,
    links: list[Link],
) -> None:
    header = ours.table.columns + unused_names(ours.table.columns, theirs.table.columns)
    header = tell_renamed(header + unused_names(header, _ADDED), layout.format)
    with open_sink(choices.output, header, layout, inputs=inputs, literal=choices.literal) as sink:
        for one in links:
            sides = *_row(ours, one.left), *_row(theirs, one.right)
            sink.write([*sides, *_cells(one)], {})


def _row(own: NamedList, place: int) -> list[object]:
    return own.table.rows[place] if place >= 0 else [None] * len(own.table.columns)


def _cells(one: Link) -> tuple[object, ...]:
    alone = one.left < 0 or one.right < 0
    verdict = "" if alone and one.verdict is Verdict.DIFFERENT else one.verdict.value
    uncompared = alone and all(reason.code != "nearest" for reason in one.reasons)
    score = None if uncompared else round(one.score, 4)
    return score, verdict, "; ".join(reason.text for reason in one.reasons)
