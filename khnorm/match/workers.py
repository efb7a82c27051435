"""Names resolved by several processes that map one index."""

from __future__ import annotations

import tempfile
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from khnorm.errors import InputError, require_int

if TYPE_CHECKING:
    from khnorm.match.resolve import Resolver
    from khnorm.model import Resolution

__all__ = ["check_workers", "resolve_in_parallel"]

# Names that go to a process at once, and batches that wait for each process.
_BATCH, _WAITING = 500, 3


def check_workers(count: int) -> None:
    """See that a number of processes can be had.

    Raises:
        TypeError: it is no int.
        InputError: there are none.
    """
    require_int(count, "workers")
    if count < 1:
        raise InputError(f"workers {count}; give 1 or more")


@lru_cache(maxsize=1)
def _mapped(path: str) -> Resolver:
    """Map the index, once a process."""
    from khnorm.match.resolve import Resolver

    return Resolver.load(path)


def _resolve(path: str, texts: list[str], limit: int) -> list[Resolution]:
    return [_mapped(path).resolve(text, limit=limit) for text in texts]


def resolve_in_parallel(
    resolver: Resolver, texts: Iterable[str], limit: int, workers: int
) -> Iterator[Resolution]:
    """Resolve names in several processes.

    Args:
        resolver: the index; the processes map a file of it.
        texts: names, read no further ahead than the processes need.
        limit: how many candidates at most.
        workers: how many processes.

    Yields:
        A resolution for each text, in their order.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "index")
        resolver.save(path)
        rest = iter(texts)
        waiting: deque[Future[list[Resolution]]] = deque()
        with ProcessPoolExecutor(workers) as pool:
            while batch := list(islice(rest, _BATCH)):
                waiting.append(pool.submit(_resolve, path, batch, limit))
                if len(waiting) >= workers * _WAITING:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
