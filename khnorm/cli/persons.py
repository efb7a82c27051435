"""The commands about who is meant: compare, resolve."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from khnorm.cli.streams import Choices, Mapper, mapping_options, run, utf8
from khnorm.jobs.records import Format, Layout, open_sink

if TYPE_CHECKING:
    from khnorm.model import Resolution

__all__ = ["compare", "resolve"]


@click.command()
@click.argument("a")
@click.argument("b")
@click.option(
    "-f",
    "--format",
    type=click.Choice([Format.LINES.value, Format.JSONL.value]),
    default=Format.LINES.value,
    help="Format of the output: lines for people, jsonl for programs.",
)
def compare(a: str, b: str, format: str) -> None:
    """Say how likely two names are one person's.

    The verdict is same, unsure or different; then the score, and the reasons with their weights.
    """
    from khnorm.match.compare import compare

    found = compare(utf8(a), utf8(b))
    layout = Layout(Format(format))
    with open_sink("-", (), layout) as sink:
        if layout.format is Format.JSONL:
            sink.write((), found.as_dict())
            return
        sink.write([found.verdict.value, f"{found.score:.4f}"], {})
        for reason in found.reasons:
            sink.write([f"    {reason.weight:+.2f}  {reason.text}"], {})


@click.command()
@mapping_options
@click.option(
    "--limit",
    type=click.IntRange(1, 1000),
    default=5,
    show_default=True,
    help="How many candidates to weigh.",
)
@click.option(
    "--tables",
    multiple=True,
    type=click.Path(),
    help="Your own table of names, in the format of data/aliases.tsv; repeatable.",
)
@click.option("--tables-only", is_flag=True, help="Your tables instead of ours, not beside them.")
def resolve(limit: int, tables: tuple[str, ...], tables_only: bool, **options: Any) -> None:
    """Say which known person a name means.

    The status is match, ambiguous (several may be meant) or none.
    """
    from khnorm.match.resolve import Resolver

    if tables_only and not tables:
        raise click.UsageError("--tables-only wants --tables")
    resolver = Resolver(tables=tables, shipped=not tables_only)
    run(
        Mapper(
            ("status", "entity_id", "latin", "khmer", "score", "title"),
            lambda text: resolver.resolve(text, limit=limit),
            _cells,
            lambda resolution: resolution.as_dict(),
            _reasons,
        ),
        Choices(**options),
    )


def _cells(resolution: Resolution) -> tuple[object, ...]:
    entity, title = resolution.entity, resolution.title
    return (
        resolution.status.value,
        entity.id if entity else "",
        entity.latin if entity else "",
        entity.khmer if entity else "",
        round(resolution.score, 4),
        title.id or title.text if title else "",
    )


def _reasons(resolution: Resolution) -> Iterator[str]:
    for reason in resolution.reasons:
        yield reason.text
    for candidate in resolution.candidates:
        why = ", ".join(reason.text for reason in candidate.reasons)
        yield f"{candidate.score:.4f} {candidate.entity.id}, by {candidate.form!r}: {why}"
