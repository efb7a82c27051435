"""The command about running text: find."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from khnorm.cli.options import FORMATS, TABLES, file_options, resolver_of, with_options
from khnorm.cli.progress import watched
from khnorm.cli.streams import ARGUMENT, Choices, text_options, utf8
from khnorm.jobs.records import (
    Format,
    Layout,
    as_text,
    check_sink,
    format_of,
    format_to_write,
    open_sink,
    open_text,
)
from khnorm.targets import check_targets, open_target

if TYPE_CHECKING:
    from khnorm.jobs.mentions.documents import Document
    from khnorm.jobs.mentions.find import Finder
    from khnorm.model import Mention

__all__ = ["find"]

COLUMNS = (
    *("source", "line", "start", "end", "text", "name", "titles"),
    *("status", "entity_id", "latin", "khmer", "score"),
)
PEOPLE = ("count", "name", "khmer", "latin", "entity_id", "titles", "forms")
_FORMATS = (*(format for format in FORMATS if format != Format.LINES), "html")
_PAGES = (".html", ".htm")


@dataclass(frozen=True, slots=True)
class _Asked(Choices):
    """What the user asked for."""

    by: str

    @property
    def page(self) -> bool:
        """Whether an HTML page is wanted."""
        return self.format == "html" or (
            self.format is None and self.output.lower().endswith(_PAGES)
        )

    def is_table(self, path: str) -> bool:
        """Whether an input is a list of texts; else it is one text."""
        if self.given_format:
            return Format(self.given_format) is not Format.LINES
        columnar = format_of(path) in (Format.PARQUET, Format.XLSX)
        return columnar or self.column is not None or self.sheet is not None

    @property
    def layout(self) -> Layout:
        """How rows are written."""
        known = None if self.format == "html" else self.format
        wanted = Format(known or format_to_write(self.output) or Format.JSONL)
        return Layout(Format.JSONL).to(Format.JSONL if wanted is Format.LINES else wanted)


@click.command()
@with_options(
    text_options(
        column="The column of a table whose cells are texts: name or number.",
        files=file_options(_FORMATS, "JSON Lines"),
    )
)
@click.option(
    "--by",
    type=click.Choice(["file", "paragraph", "line"]),
    default="file",
    show_default=True,
    help="What one text is: second mentions are tied to full names inside it.",
)
@click.option("--highlight", is_flag=True, help="Show the text with the names coloured.")
@click.option("--summary", is_flag=True, help="List the people, with counts and every form used.")
@with_options(TABLES)
def find(
    highlight: bool,
    summary: bool,
    tables: tuple[str, ...],
    tables_only: bool,
    **options: Any,
) -> None:
    """Find the people named in running text.

    One row for each mention: where it is, the bare name, the titles, and who is meant. A file is
    read in stretches of a million characters at most, so that memory does not grow with it.
    """
    asked = _Asked(**options)
    if summary and (highlight or asked.explain):
        raise click.UsageError("--summary shows neither the text nor single mentions")
    check_targets([asked.output], asked.files)
    if not asked.page:
        check_sink(asked.output, asked.layout.format)
    if asked.page and not summary:
        highlight = True
    from khnorm.jobs.mentions.find import Finder

    finder = Finder(resolver_of(tables, tables_only))
    if summary:
        _summarise(asked, finder)
    elif highlight:
        _highlight(asked, finder)
    else:
        _list(asked, finder)


def _documents(asked: _Asked) -> Iterator[Document]:
    return watched(_read(asked), hidden=asked.output == "-")


def _read(asked: _Asked) -> Iterator[Document]:
    from khnorm.jobs.mentions.documents import By, Document, documents

    for number, text in enumerate(asked.texts, start=1):
        yield Document(ARGUMENT, number, 0, utf8(text))
    for path in asked.paths:
        if asked.is_table(path):
            yield from _cells_of(asked, path)
            continue
        name = "standard input" if path == "-" else path
        with open_text(path, encoding=asked.encoding) as lines:
            yield from documents(lines, name, By(asked.by))


def _cells_of(asked: _Asked, path: str) -> Iterator[Document]:
    """Read the cells of a column, each a text of its own."""
    from khnorm.jobs.mentions.documents import Document

    with asked.opened(path) as source:
        place = source.column(None if asked.column is None else utf8(asked.column))
        for row in source.rows:
            yield Document(source.name, row.line, 0, as_text(row.cells[place]))


def _list(asked: _Asked, finder: Finder) -> None:
    layout = asked.layout
    columns = (*COLUMNS, "explanation") if asked.explain else COLUMNS
    with open_sink(
        asked.output, columns, layout, inputs=asked.files, literal=asked.literal
    ) as sink:
        for document in _documents(asked):
            line, counted = document.line, 0
            for mention in finder.find(document.text):
                line += document.text.count("\n", counted, mention.start)
                counted = mention.start
                cells = _cells(document, line, mention)
                if asked.explain:
                    cells.append([reason.text for reason in mention.resolution.reasons])
                if layout.format is not Format.JSONL:
                    cells = ["|".join(cell) if isinstance(cell, list) else cell for cell in cells]
                sink.write(cells, {})


def _cells(document: Document, line: int, mention: Mention) -> list[object]:
    resolution = mention.resolution
    entity = resolution.entity
    return [
        document.source,
        line,
        document.start + mention.start,
        document.start + mention.end,
        mention.text,
        mention.name,
        [title.id or title.text for title in mention.titles],
        resolution.status.value,
        entity.id if entity else "",
        entity.latin if entity else "",
        entity.khmer if entity else "",
        round(resolution.score, 4),
    ]


def _summarise(asked: _Asked, finder: Finder) -> None:
    from khnorm.jobs.mentions.highlight import page_end, page_start
    from khnorm.jobs.mentions.summary import Summary

    summary = Summary()
    for document in _documents(asked):
        summary.add(finder.find(document.text))
    people = summary.people()
    if asked.page:
        with open_target(asked.output, asked.files) as stream:
            stream.write((page_start(_title(asked)) + page_end(people)).encode())
        return
    layout = asked.layout
    with open_sink(asked.output, PEOPLE, layout, inputs=asked.files, literal=asked.literal) as sink:
        for person in people:
            forms: object = dict(person.forms)
            titles: object = list(person.titles)
            if layout.format is not Format.JSONL:
                forms = "|".join(f"{form} ({count})" for form, count in person.forms)
                titles = "|".join(person.titles)
            names = (person.count, person.name, person.khmer, person.latin, person.entity_id)
            sink.write([*names, titles, forms], {})


def _title(asked: _Asked) -> str:
    return ", ".join(asked.files) or "Names in the text"


def _highlight(asked: _Asked, finder: Finder) -> None:
    from khnorm.jobs.mentions.highlight import page_end, page_start, page_text, terminal
    from khnorm.jobs.mentions.summary import Summary

    with ExitStack() as stack:
        stream = stack.enter_context(open_target(asked.output, asked.files))
        summary = Summary()
        if asked.page:
            stream.write(page_start(_title(asked)).encode())
        for document in _documents(asked):
            mentions = finder.find(document.text)
            if asked.page:
                summary.add(mentions)
                made = page_text(document.text, mentions)
            else:
                made = terminal(document.text, mentions)
                made += "" if made.endswith("\n") else "\n"
            stream.write(made.encode("utf-8", errors="replace"))
            if asked.output == "-" and sys.stdout.isatty():
                stream.flush()
        if asked.page:
            stream.write(page_end(summary.people()).encode())
