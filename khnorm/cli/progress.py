"""How far a long run is, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from khnorm.jobs.pool import Watch, unwatched

__all__ = ["staged", "watched"]

Item = TypeVar("Item")
_STEP = 1000


def _is_watched() -> bool:
    """Tell whether standard error, which may be closed, is a terminal."""
    return bool(sys.stderr) and sys.stderr.isatty()


def watched(items: Iterable[Item], *, hidden: bool, total: int | None = None) -> Iterator[Item]:
    """Pass items through and show their count, rate and remaining time on standard error.

    Args:
        items: what is worked through.
        hidden: show nothing. Nothing is shown, either, where standard error is no terminal.
        total: how many there will be, if that is known.

    Returns:
        The items.
    """
    if hidden or not _is_watched():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        TextColumn("{task.completed:,.0f} rows"),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total, rate="")
        for count, item in enumerate(items, start=1):
            yield item
            if count % _STEP == 0:
                speed = progress.tasks[task].speed
                progress.update(
                    task, completed=count, rate=f"{speed:,.0f} a second" if speed else ""
                )


@contextmanager
def staged() -> Iterator[Watch]:
    """Show the stages of a job with rate and remaining time, on a terminal.

    Returns:
        A context that gives what the job is to call.
    """
    if not _is_watched():
        yield unwatched
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,.0f} of {task.total:,.0f}"),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        def watch(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = progress.add_task(stage, total=total, rate="")
            speed = progress.tasks[tasks[stage]].speed
            rate = f"{speed:,.0f} a second" if speed else ""
            progress.update(tasks[stage], completed=done, total=total, rate=rate)

        yield watch
