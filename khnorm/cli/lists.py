"""The commands about whole lists: dedupe."""

from __future__ import annotations

import click

from khnorm.cli.streams import format_option, say, utf8
from khnorm.jobs.records import Format, format_of, open_sink, read_table, unused_names

__all__ = ["dedupe"]


@click.command()
@click.argument("file", type=click.Path())
@click.option("-c", "--column", help="The column that holds the names: its header, or number.")
@format_option("--from", "given_format", help="Format of the input, where its name does not tell.")
@format_option(
    "-f", "--format", help="Format of the output; else its name tells, else as the input."
)
@click.option(
    "-o", "--output", default="-", help="Write here, whole or not at all; - is standard output."
)
@click.option("--encoding", help="Encoding of the input, where it is not UTF-8 or UTF-16.")
@click.option(
    "--literal",
    is_flag=True,
    help="Neither add nor remove the apostrophe that keeps a spreadsheet from computing a cell.",
)
def dedupe(
    file: str,
    column: str | None,
    given_format: str | None,
    format: str | None,
    output: str,
    encoding: str | None,
    literal: bool,
) -> None:
    """Tell which rows name the same person.

    Every row and column stays; `cluster_id`, `canonical` and `entity_id` are added.
    """
    from khnorm.jobs.dedupe import dedupe

    table = read_table(
        file,
        format=Format(given_format) if given_format else None,
        encoding=encoding,
        table=column is not None,
        literal=literal,
    )
    names = table.texts(None if column is None else utf8(column))
    for warning in table.warnings:
        say(warning)
    added = unused_names(table.columns, ("cluster_id", "canonical", "entity_id"))
    # Plain lines have no room for columns.
    usual = Format.CSV if table.layout.format is Format.LINES else table.layout.format
    layout = table.layout.to(Format(format or format_of(output) or usual))
    with open_sink(
        output, (*table.columns, *added), layout, inputs=[file], literal=literal
    ) as sink:
        clusters = dedupe(names)
        cells_of: dict[int, tuple[str, str, str]] = {}
        for cluster in clusters:
            cells = (cluster.id, cluster.canonical, cluster.entity_id)
            cells_of.update(dict.fromkeys(cluster.rows, cells))
        for place, row in enumerate(table.rows):
            sink.write([*row, *cells_of.get(place, ("", "", ""))], {})
    say(f"{len(names):,} rows, {len(clusters):,} persons")
