"""The group of commands, and the way out: exit codes, interrupts, closed pipes."""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from khnorm import __version__
from khnorm.cli.codes import DONE, INTERRUPTED, TERMINATED, UNUSABLE
from khnorm.cli.dedupe import dedupe
from khnorm.cli.find import find
from khnorm.cli.link import link
from khnorm.cli.persons import compare, resolve
from khnorm.cli.sounds import khmerize, romanize
from khnorm.cli.streams import say, write_error
from khnorm.cli.table import table
from khnorm.cli.words import normalize, parse
from khnorm.errors import KhnormError

__all__ = ["main"]


class _Commands(click.Group):
    """Commands in the order a name travels, and quiet where a reader has seen enough."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # What is still in the buffer must not fail again at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(DONE)


def _print_version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        from khnorm.tables import digest

        click.echo(f"khnorm {__version__} (tables {digest()})")
        ctx.exit()


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Print the version of the package and the digest of its tables.",
)
def commands() -> None:
    """Know Cambodian names: repair, take apart, romanise, resolve and de-duplicate them.

    Each command reads files, or standard input (also `-`), and writes data to standard output
    as UTF-8 and everything else to standard error. Exit status: 0 done, 1 findings under
    --check, 2 usage or unreadable input, 130 interrupted.
    """


for command in (normalize, parse, romanize, khmerize, compare, resolve, find, dedupe, link, table):
    commands.add_command(command)


def _terminate(*_: object) -> NoReturn:
    # By way of an exception, so that no half-written file stays behind.
    raise SystemExit(TERMINATED)


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave the process.

    Args:
        args: the words after `khnorm`; None for those of the process.

    Raises:
        SystemExit: always; 0 done, 1 findings under `--check`, 2 usage or unreadable input, 130
            interrupted.

    Examples:
        >>> main(["--help", "--nonsense"])
        Traceback (most recent call last):
        SystemExit: 2
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    signal.signal(signal.SIGTERM, _terminate)
    try:
        code = commands.main(args=args, prog_name="khnorm", standalone_mode=False)
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except click.ClickException as error:
        told = error.format_message().rstrip(".")
        if isinstance(error, click.UsageError) and error.ctx:
            write_error(error.ctx.get_usage())
            told += f"; see {error.ctx.command_path} --help"
        say(told)
        code = UNUSABLE
    except KhnormError as error:
        say(str(error))
        code = UNUSABLE
    except OSError as error:
        say(f"{error.filename or 'standard output'}: {error.strerror}")
        code = UNUSABLE
    sys.exit(code or DONE)
