"""The command line, `khnorm`: streams, options and exit codes; what it knows lies below."""

from __future__ import annotations

from khnorm.cli.app import main

__all__ = ["main"]
