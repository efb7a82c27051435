"""The commands about who is meant: compare, resolve."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from khnorm.cli.options import TABLES, resolver_of, with_options
from khnorm.cli.streams import Choices, Mapper, mapping_options, run, utf8
from khnorm.jobs.records import Format, Layout, open_sink
from khnorm.model import Status

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
@with_options(TABLES)
@click.option(
    "--index",
    type=click.Path(),
    help="An index that `khnorm table index` made, instead of any tables.",
)
@click.option(
    "--cutoff",
    type=click.FloatRange(0, 1),
    default=0.0,
    help="Leave out candidates whose score is below this.",
)
def resolve(
    limit: int,
    tables: tuple[str, ...],
    tables_only: bool,
    index: str | None,
    cutoff: float,
    **options: Any,
) -> None:
    """Say which known person a name means.

    The status is match, ambiguous (several may be meant) or none.
    """
    if index and (tables or tables_only):
        raise click.UsageError("--index has its tables inside; leave out --tables")
    from khnorm.match.resolve import Resolver

    resolver = Resolver.load(index) if index else resolver_of(tables, tables_only) or Resolver()
    run(
        Mapper(
            ("status", "entity_id", "latin", "khmer", "score", "title"),
            lambda text: _above(resolver.resolve(text, limit=limit), cutoff),
            _cells,
            lambda resolution: resolution.as_dict() | {"score": _score(resolution)},
            _reasons,
        ),
        Choices(**options),
    )


def _above(found: Resolution, cutoff: float) -> Resolution:
    """Leave out what is below a cutoff."""
    candidates = tuple(one for one in found.candidates if one.score >= cutoff)
    if candidates == found.candidates:
        return found
    if candidates:
        return replace(found, candidates=candidates)
    return replace(found, candidates=(), status=Status.NONE, entity=None)


def _cells(resolution: Resolution) -> tuple[object, ...]:
    entity, title = resolution.entity, resolution.title
    return (
        resolution.status.value,
        entity.id if entity else "",
        entity.latin if entity else "",
        entity.khmer if entity else "",
        _score(resolution),
        title.id or title.text if title else "",
    )


def _score(resolution: Resolution) -> float | None:
    """Give the score; a text without a name has none."""
    nameless = any(reason.code == "no-name" for reason in resolution.reasons)
    return None if nameless else round(resolution.score, 4)


def _reasons(resolution: Resolution) -> Iterator[str]:
    for reason in resolution.reasons:
        yield reason.text
    for candidate in resolution.candidates:
        why = ", ".join(reason.text for reason in candidate.reasons)
        yield f"{candidate.score:.4f} {candidate.entity.id}, by {candidate.form!r}: {why}"
