"""The door to lists in files: what jobs and commands read and write with.

`open_source` reads and `open_sink` writes, a row at a time; `open_text` reads running text;
`read_table` takes a whole list into memory. A row is as wide as the header; what stands beyond it
is kept in `Row.extra`.
"""

from __future__ import annotations

from khnorm.jobs.records.formats import Format, format_of, format_to_write
from khnorm.jobs.records.reading import Source, Table, open_source, open_text, read_table
from khnorm.jobs.records.rows import Layout, Row, as_text, column_names, counted, unused_names
from khnorm.jobs.records.writing import Sink, check_sink, open_sink

__all__ = [
    "Format",
    "Layout",
    "Row",
    "Sink",
    "Source",
    "Table",
    "as_text",
    "check_sink",
    "column_names",
    "counted",
    "format_of",
    "format_to_write",
    "open_sink",
    "open_source",
    "open_text",
    "read_table",
    "unused_names",
]
