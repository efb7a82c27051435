"""What the mapping commands share: options, and a row out for every row in."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import click

from khnorm.cli.options import Options, file_options, with_options
from khnorm.cli.progress import watched
from khnorm.errors import InputError
from khnorm.jobs.records import (
    Format,
    Layout,
    Row,
    Sink,
    Source,
    Table,
    as_text,
    column_names,
    format_to_write,
    open_sink,
    open_source,
    unused_names,
)

__all__ = [
    "ARGUMENT",
    "Choices",
    "Mapper",
    "mapping_options",
    "run",
    "say",
    "tell_headless",
    "tell_renamed",
    "text_options",
    "utf8",
    "write_error",
]

Command = TypeVar("Command", bound=Callable[..., Any])
# What a text of the command line is called in messages and as a source.
ARGUMENT = "the --text given"


def say(message: str) -> None:
    """Tell the user something, on standard error."""
    write_error(f"khnorm: {message}")


def write_error(line: str) -> None:
    """Write a line to standard error; where nobody can read it any more, the work goes on."""
    try:
        click.echo(line, err=True)
    except OSError:
        # What is still in the buffer must not fail again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def utf8(argument: str) -> str:
    """Read a word of the command line as UTF-8, whatever the locale made of its bytes."""
    return os.fsencode(argument).decode("utf-8", errors="replace")


def tell_renamed(columns: Sequence[str], format: Format) -> tuple[str, ...]:
    """Give the names under which a format can hold columns, and say what is renamed."""
    names = column_names(columns, format)
    for place, (column, name) in enumerate(zip(columns, names, strict=True), start=1):
        if column != name:
            say(f"column {place} is called {column!r} as another is; it is written as {name!r}")
    return names


def tell_headless(read: Source | Table, place: int) -> None:
    """Say so where the header of a column of names is a name itself."""
    if not read.header:
        return
    from khnorm.jobs.records.headers import is_person

    cell = read.columns[place]
    if is_person(cell):
        say(
            f"{read.name}:{read.header}: the header {cell!r} is a person's name; "
            "if the table has no header, say --no-header"
        )


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user chose, the same for every command that reads texts."""

    files: tuple[str, ...]
    texts: tuple[str, ...]
    column: str | None
    given_format: str | None
    format: str | None
    output: str
    encoding: str | None
    sheet: str | None
    literal: bool
    no_header: bool
    explain: bool

    def __post_init__(self) -> None:
        """Refuse options that would do nothing."""
        reading = {
            "--column": self.column,
            "--sheet": self.sheet,
            "--from": self.given_format,
            "--encoding": self.encoding,
            "--no-header": self.no_header,
        }
        idle = [option for option, given in reading.items() if given]
        if self.texts and not self.files and idle:
            raise click.UsageError(f"{idle[0]} is for files; leave it out beside --text")

    @property
    def paths(self) -> tuple[str, ...]:
        """The inputs; standard input where there are neither files nor texts."""
        return self.files or (() if self.texts else ("-",))

    @contextmanager
    def opened(self, path: str) -> Iterator[Source]:
        """Open an input as a list, and say what is odd about it."""
        with open_source(
            path,
            format=Format(self.given_format) if self.given_format else None,
            encoding=self.encoding,
            table=self.column is not None,
            literal=self.literal,
            sheet=utf8(self.sheet) if self.sheet else None,
            header=not self.no_header,
        ) as source:
            for note in source.notes:
                say(note)
            yield source
            for warning in source.warnings():
                say(warning)


def text_options(*, column: str, files: Options) -> Options:
    """Give the options of `Choices`.

    Args:
        column: what to say of the column.
        files: what `file_options` gives.
    """
    return (
        click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path()),
        click.option(
            "-t",
            "--text",
            "texts",
            multiple=True,
            help="A text itself, in place of a file; repeatable.",
        ),
        click.option("-c", "--column", help=column),
        *files,
        click.option("--explain", is_flag=True, help="Say why, for each text."),
    )


def mapping_options(command: Command) -> Command:
    """Give a command the options of `Choices`."""
    column = "The column of a table that holds the texts: its name, or number."
    return with_options(text_options(column=column, files=file_options()))(command)


@dataclass(frozen=True, slots=True)
class Mapper:
    """What a command makes of one text.

    `apply` does the work. `cells` turns its result into the values of `columns`: lists stay lists
    and become texts parted by `|` where a format has none. `record` gives everything, `reasons`
    sentences for people; both serve `--explain`.
    """

    columns: tuple[str, ...]
    apply: Callable[[str], Any]
    cells: Callable[[Any], Sequence[object]]
    record: Callable[[Any], Mapping[str, object]]
    reasons: Callable[[Any], Iterable[str]]


def run(mapper: Mapper, choices: Choices) -> None:
    """Map every text of the inputs, one row out for one row in, as they come.

    Args:
        mapper: what to make of a text.
        choices: where from, where to, and how.

    Raises:
        InputError: unreadable input; what came before it has been written to standard output.
        OutputError: a file that cannot be written.
    """
    with ExitStack() as stack:
        sink: _MappedSink | None = None
        for source in _sources(choices):
            if sink is None:
                sink = _MappedSink(mapper, choices, source)
                stack.enter_context(sink.opened())
            elif source.columns != sink.first.columns:
                raise InputError(
                    f"{source.name}: its columns are not those of {sink.first.name}; "
                    "map them one by one"
                )
            place = sink.place
            tell_headless(source, place)
            for row in watched(source.rows, hidden=choices.output == "-"):
                sink.write(row, mapper.apply(as_text(row.cells[place])))


def _sources(choices: Choices) -> Iterator[Source]:
    if choices.texts:
        rows = (Row(number, [utf8(text)], {}) for number, text in enumerate(choices.texts, start=1))
        yield Source(ARGUMENT, Layout(Format.LINES), ("text",), rows)
    for path in choices.paths:
        if path == "-" and sys.stdin and sys.stdin.isatty():
            say("reading from the terminal, one text a line; end with Ctrl-D")
        with choices.opened(path) as source:
            yield source


class _MappedSink:
    """Writes rows with what was made of them, in the shape that the format wants."""

    def __init__(self, mapper: Mapper, choices: Choices, source: Source) -> None:
        asked = choices.format or format_to_write(choices.output)
        self._mapper, self._choices = mapper, choices
        self._layout = source.layout.to(Format(asked) if asked else source.layout.format)
        wanted = None if choices.column is None else utf8(choices.column)
        self.first, self.place = source, source.column(wanted)
        self._names = tell_renamed(source.columns, self._layout.format)
        added = (*mapper.columns, "explanation") if choices.explain else mapper.columns
        self._added = unused_names(self._names, added)
        self._sink: Sink

    def opened(self) -> ExitStack:
        """Open the output; the stack closes it."""
        plain = self._layout.format in (Format.LINES, Format.JSONL)
        stack = ExitStack()
        self._sink = stack.enter_context(
            open_sink(
                self._choices.output,
                () if plain else (*self._names, *self._added),
                self._layout,
                inputs=self._choices.files,
                literal=self._choices.literal,
            )
        )
        return stack

    def write(self, row: Row, result: Any) -> None:
        """Write one row."""
        if self._layout.format is Format.JSONL:
            self._sink.write((), self._item(row, result))
            return
        cells = [_flat(cell) for cell in self._mapper.cells(result)]
        explain = self._choices.explain
        if self._layout.format is Format.LINES:
            self._sink.write(cells, {})
            for reason in self._mapper.reasons(result) if explain else ():
                self._sink.write([f"    {reason}"], {})
            return
        if explain:
            cells.append("; ".join(self._mapper.reasons(result)))
        self._sink.write([*row.cells, *cells], row.extra)

    def _item(self, row: Row, result: Any) -> dict[str, object]:
        item = dict(zip(self._names, row.cells, strict=True))
        if row.extra:
            item.update(zip(unused_names(item, row.extra), row.extra.values(), strict=True))
        made: Mapping[str, object] = dict(
            zip(self._added, self._mapper.cells(result), strict=False)
        )
        if self._choices.explain:
            # The text is there already, under the name of its column.
            made = {key: made for key, made in self._mapper.record(result).items() if key != "text"}
        item.update(zip(unused_names(item, made), made.values(), strict=True))
        return item


def _flat(cell: object) -> object:
    return "|".join(map(str, cell)) if isinstance(cell, tuple | list) else cell
