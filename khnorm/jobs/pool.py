"""Work handed out to processes, results in order, interruption clean."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import Protocol, TypeVar

from khnorm.errors import InputError, KhnormError
from khnorm.match.workers import check_workers

__all__ = ["Watch", "Workers", "chunks", "uncollected", "unwatched", "workers"]

Task = TypeVar("Task")
Result = TypeVar("Result")

# Tasks handed out beyond those at work, so that nobody waits while the results of others are taken
# up, and little lies in memory.
_AHEAD = 16


class Watch(Protocol):
    """Is told how far a stage is: its name, what is done, and how much there is."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take note."""


def unwatched(stage: str, done: int, total: int) -> None:
    """Take no note."""


def chunks(items: Sequence[Task], size: int) -> Iterator[Sequence[Task]]:
    """Cut a sequence into runs of at most `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


@contextmanager
def uncollected() -> Iterator[None]:
    """Work without looking for garbage that refers to itself.

    A list makes none, and to look through millions of objects over and over takes long. So what
    was made meanwhile counts as looked through.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        if was:
            gc.enable()


class Workers:
    """A number of processes, or this one alone."""

    def __init__(self, pool: ProcessPoolExecutor | None, count: int) -> None:
        self._pool = pool
        self._count = count

    def prepare(self, work: Callable[[Task], Result], task: Task) -> None:
        """Let the processes start and do a task that nobody waits for: it loads what they need."""
        if self._pool is not None:
            for _ in range(self._count):
                self._submit(self._pool, work, task)

    def map(self, work: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """Do tasks side by side; the first are begun at once, before any result is asked for.

        Args:
            work: a function of a module, so that a fresh process finds it.
            tasks: what to do; they are taken as they are needed.

        Returns:
            The results in the order of the tasks.
        """
        if self._pool is None:
            return map(work, tasks)
        handed = (self._submit(self._pool, work, task) for task in tasks)
        return _results(deque(islice(handed, self._count + _AHEAD)), handed)

    def _submit(
        self, pool: ProcessPoolExecutor, work: Callable[[Task], Result], task: Task
    ) -> Future[Result]:
        with _undisturbed():
            return pool.submit(work, task)


def _results(waiting: deque[Future[Result]], handed: Iterator[Future[Result]]) -> Iterator[Result]:
    """Give the results of tasks; for each that is there another task is handed out."""
    while waiting:
        result = waiting.popleft().result()
        waiting.extend(islice(handed, 1))
        yield result


def _begin() -> None:
    # Ctrl-C reaches the whole group of processes; the one that hands out the work ends the rest.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    # What a worker holds goes with it: to take millions of objects apart would take long.
    atexit.register(os._exit, 0)
    Thread(target=_end_with_parent, daemon=True).start()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold Ctrl-C back while a process may be started, so that it never hears of it.

    What is held back is inherited, and so kept from a process that has not begun yet; this one
    gets it afterwards.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent() -> None:
    """End this process when the one that hands out the work is gone, killed for example."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _check_script() -> None:
    """Refuse a main module that fresh processes cannot find: a script from standard input."""
    main = sys.modules.get("__main__")
    path = getattr(main, "__file__", None)
    if path and getattr(main, "__spec__", None) is None and not Path(path).exists():
        raise InputError(
            f"worker processes cannot read {path} again; put the script into a file, or give workers=1"
        )


@contextmanager
def workers(count: int) -> Iterator[Workers]:
    """Start processes for as long as the context lasts.

    They are started afresh, not forked, so that they are the same on every system; a script that
    asks for more than one must guard its work with `if __name__ == "__main__":`.

    Args:
        count: how many, 1 for none beside this one.

    Returns:
        A context that gives the workers. Left by an exception, Ctrl-C among them, it stops them
        without waiting for what they have not begun.

    Raises:
        TypeError: `count` is no int.
        InputError: `count` is below 1, or the script comes from standard input, which fresh
            processes cannot read again.
        KhnormError: a process ended before its work was done.
    """
    check_workers(count)
    if count < 2:
        yield Workers(None, 1)
        return
    _check_script()
    pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_begin)
    try:
        yield Workers(pool, count)
    except BrokenProcessPool:
        raise KhnormError(
            "a worker process ended before its work was done; guard the work of a script with "
            'if __name__ == "__main__": or, if memory ran out, ask for fewer workers'
        ) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
