"""The libraries behind the extras, imported on use."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from khnorm.errors import MissingExtraError

__all__ = ["first_line", "library"]


def library(module: str, extra: str, what: str) -> Any:
    """Import a library.

    Args:
        module: its name.
        extra: the extra of khnorm that installs it.
        what: what it is needed for, for the message.

    Returns:
        The module.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtraError(
            f"{what} needs the package {module.split('.')[0]}: pip install 'khnorm[{extra}]'"
        ) from error


def first_line(error: Exception) -> str:
    """Give the first line of what an error of a library says."""
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
