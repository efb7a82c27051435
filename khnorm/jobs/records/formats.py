"""In which format a list is, as the name of its file tells; and what names promise in vain."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from khnorm.errors import InputError, OutputError

__all__ = ["Format", "check_text", "format_of", "format_to_read", "format_to_write"]


class Format(StrEnum):
    """How a list is written."""

    LINES = "lines"
    CSV = "csv"
    TSV = "tsv"
    JSONL = "jsonl"
    PARQUET = "parquet"
    XLSX = "xlsx"


_BY_SUFFIX = {
    ".txt": Format.LINES,
    ".csv": Format.CSV,
    ".tsv": Format.TSV,
    ".tab": Format.TSV,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".json": Format.JSONL,
    ".parquet": Format.PARQUET,
    ".parq": Format.PARQUET,
    ".pq": Format.PARQUET,
    ".xlsx": Format.XLSX,
    ".xlsm": Format.XLSX,
    ".xlsb": Format.XLSX,
    ".xls": Format.XLSX,
    ".ods": Format.XLSX,
}
# Endings that promise what is neither read nor written, and what to do instead.
_PACKED, _DOCUMENT = "is packed; unpack it first", "is a document; save its table as .csv or .xlsx"
_DATA = "is in a format that is not read; export it as .csv, .xlsx or .parquet"
_UNREAD = {
    **dict.fromkeys((".gz", ".tgz", ".bz2", ".xz", ".zst", ".zip", ".7z", ".rar", ".tar"), _PACKED),
    **dict.fromkeys((".doc", ".docx", ".odt", ".rtf", ".pdf", ".ppt", ".pptx"), _DOCUMENT),
    **dict.fromkeys((".html", ".htm", ".xml", ".yaml", ".yml", ".numbers", ".feather"), _DATA),
    **dict.fromkeys((".arrow", ".orc", ".avro", ".db", ".sqlite", ".sqlite3", ".mdb"), _DATA),
    **dict.fromkeys((".accdb", ".dbf", ".sav", ".dta", ".sas7bdat", ".rds", ".pkl"), _DATA),
}
_WORKBOOKS = frozenset((".xls", ".xlsm", ".xlsb", ".ods"))
# What is text all the same, so that running text can be read from it.
_TEXTS = frozenset((".html", ".htm", ".xml", ".yaml", ".yml"))


def format_of(path: str, default: Format | None = None) -> Format | None:
    """Guess a format from a file's name.

    Args:
        path: a path or bare name; `-` tells nothing.
        default: what to answer where the name tells nothing.

    Returns:
        The format, or the default.

    Examples:
        >>> format_of("officials.CSV"), format_of("-")
        (<Format.CSV: 'csv'>, None)
    """
    return _BY_SUFFIX.get(_suffix(path), default)


def format_to_read(path: str) -> Format | None:
    """Guess a list's format from its name, as `format_of` does.

    Raises:
        InputError: the name promises what is not read; the message says what to do.

    Examples:
        >>> format_to_read("officials.csv.gz")
        Traceback (most recent call last):
        khnorm.errors.InputError: officials.csv.gz: is packed; unpack it first
    """
    if remedy := _UNREAD.get(_suffix(path)):
        raise InputError(f"{path}: {remedy}")
    return format_of(path)


def check_text(path: str) -> None:
    """See that a file's name does not promise what cannot be read as running text.

    Raises:
        InputError: it does; the message says what to do.
    """
    suffix = _suffix(path)
    if suffix in _UNREAD and suffix not in _TEXTS:
        remedy = _PACKED if _UNREAD[suffix] == _PACKED else "is no plain text; save it as .txt"
        raise InputError(f"{path}: {remedy}")


def format_to_write(path: str) -> Format | None:
    """Guess the format of an output from its name, as `format_of` does.

    Raises:
        OutputError: the name promises what is not written; the message says what is.

    Examples:
        >>> format_to_write("persons.xls")
        Traceback (most recent call last):
        khnorm.errors.OutputError: persons.xls: workbooks are written as .xlsx; name it so
    """
    suffix = _suffix(path)
    if suffix in _WORKBOOKS:
        raise OutputError(f"{path}: workbooks are written as .xlsx; name it so")
    if suffix in _UNREAD:
        raise OutputError(
            f"{path}: {suffix} is not written; name it .csv, .tsv, .jsonl, .parquet or .xlsx, "
            "or say --format"
        )
    return format_of(path)


def _suffix(path: str) -> str:
    return Path(path).suffix.lower()
