"""Parquet in and out, by the library of the extra `parquet`."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from khnorm.errors import InputError
from khnorm.jobs.records.extras import first_line, library
from khnorm.jobs.records.rows import unused_names

__all__ = ["ParquetWriter", "read_parquet"]

_BATCH = 1 << 15


def read_parquet(stream: BinaryIO, name: str) -> tuple[Any, Iterator[list[object]]]:
    """Read a Parquet file in batches.

    Args:
        stream: the whole file; what cannot seek is taken into memory.
        name: what to call it in a message.

    Returns:
        Its Arrow schema, and its rows as lists of Python values, read as they are asked for.

    Raises:
        MissingExtraError: pyarrow is not installed.
        InputError: damaged, truncated or not Parquet.
    """
    arrow = library("pyarrow", "parquet", "reading Parquet")
    parquet = library("pyarrow.parquet", "parquet", "reading Parquet")
    refusal = f"{name}: cannot be read as Parquet ({{}}); write it anew, or name its --from format"
    try:
        file = parquet.ParquetFile(stream if stream.seekable() else io.BytesIO(stream.read()))
    except (arrow.ArrowException, OSError) as error:
        raise InputError(refusal.format(first_line(error))) from error

    def rows() -> Iterator[list[object]]:
        try:
            for batch in file.iter_batches(batch_size=_BATCH):
                columns = [column.to_pylist() for column in batch.columns]
                yield from map(list, zip(*columns, strict=True))
        except (arrow.ArrowException, OSError, ValueError) as error:
            raise InputError(refusal.format(first_line(error))) from error

    return file.schema_arrow, rows()


class ParquetWriter:
    """Gathers rows and writes them as one Parquet file when closed.

    Args:
        stream: where to.
        columns: their names.
        schema: the Arrow schema of the input, if it had one: its columns keep their types. The
            others get the type of their values, or text where the values differ in type.
        as_text: how to write a value as text.
    """

    def __init__(
        self,
        stream: BinaryIO,
        columns: Sequence[str],
        schema: Any,
        as_text: Callable[[object], str],
    ) -> None:
        self._arrow = library("pyarrow", "parquet", "writing Parquet")
        self._parquet = library("pyarrow.parquet", "parquet", "writing Parquet")
        self._stream, self._schema, self._as_text = stream, schema, as_text
        self._names = tuple(columns)
        self._rows: list[Sequence[object]] = []
        self._extras: list[Mapping[str, object]] = []

    def write(self, cells: Sequence[object], extra: Mapping[str, object]) -> None:
        """Add a row; its extra cells become columns of their own."""
        self._rows.append(cells)
        self._extras.append(extra)

    def close(self) -> None:
        """Write the file."""
        surplus = dict.fromkeys(name for extra in self._extras for name in extra)
        values = [[row[place] for row in self._rows] for place in range(len(self._names))]
        values += [[extra.get(name) for extra in self._extras] for name in surplus]
        arrays = [self._array(place, column) for place, column in enumerate(values)]
        names = unused_names((), (*self._names, *surplus))
        table = self._arrow.Table.from_arrays(arrays, names=names)
        if self._schema is not None:
            table = table.replace_schema_metadata(self._schema.metadata)
        self._parquet.write_table(table, self._stream)

    def _array(self, place: int, values: list[object]) -> Any:
        kind = None
        if self._schema is not None and place < len(self._schema):
            kind = self._schema.field(place).type
        try:
            array = self._arrow.array(values, type=kind)
        except (self._arrow.ArrowException, TypeError, ValueError, OverflowError):
            array = self._text(values)
        return self._text(values) if self._arrow.types.is_null(array.type) else array

    def _text(self, values: Iterable[object]) -> Any:
        texts = [None if value is None else self._as_text(value) for value in values]
        return self._arrow.array(texts, type=self._arrow.string())
