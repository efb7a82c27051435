"""From a file's bytes to the rows of a sheet: encoding, header, cell counts."""

from __future__ import annotations

from pathlib import Path

from khnorm.check.schema import TABLES, Sheet
from khnorm.errors import InputError
from khnorm.tables import SHIPPED, locate

__all__ = ["examine", "shipped"]


def shipped(name: str) -> Sheet:
    """Read a shipped table, whatever its faults.

    Args:
        name: file name, one of `khnorm.tables.SHIPPED`.

    Returns:
        The sheet, with the faults met so far.
    """
    sheet = Sheet(name, name, ours=True)
    _read(sheet, locate(name).read_bytes())
    return sheet


def examine(path: Path) -> Sheet:
    """Read a file that should be a table, whatever its faults.

    Args:
        path: the file; where it is a shipped table itself, it is held to more.

    Returns:
        The sheet, with the faults met so far.

    Raises:
        InputError: the file cannot be read.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise InputError(f"{path}: {reason}; name a table that can be read") from error
    sheet = Sheet(str(path), ours=_is_shipped(path))
    _read(sheet, content)
    return sheet


def _is_shipped(path: Path) -> bool:
    home = locate(path.name) if path.name in SHIPPED else None
    return isinstance(home, Path) and home.samefile(path)


def _read(sheet: Sheet, content: bytes) -> None:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        sheet.fault(1, 1, "the table is UTF-16", "save it as UTF-8")
        return
    if content.startswith(b"\xef\xbb\xbf"):
        content = content[3:]
        if sheet.ours:
            sheet.fault(1, 1, "a byte order mark opens the table", "save it as UTF-8 without one")
    if b"\r\n" in content:
        content = content.replace(b"\r\n", b"\n")
        if sheet.ours:
            sheet.fault(1, 1, "lines end in CRLF", "let them end in a line feed alone")
    lines = content.split(b"\n")
    if lines[-1] == b"":
        lines.pop()
    elif sheet.ours:
        sheet.fault(len(lines), 1, "the last line has no end", "end it with a line feed")
    if not lines:
        sheet.fault(1, 1, "the table is empty", "begin it with a header line")
        return
    sheet.header = lines[0].decode("utf-8", "replace").split("\t")
    sheet.name = sheet.name or _name_by_header(sheet)
    expected = [column.name for column in sheet.columns]
    if sheet.header != expected:
        columns = " ".join(expected)
        sheet.fault(
            1,
            1,
            f"the header is {' '.join(sheet.header)!r}",
            f"the columns of {sheet.name} are {columns!r}, parted by single tabs",
        )
        return
    for number, line in enumerate(lines[1:], start=2):
        cells = _decode(sheet, number, line)
        if len(cells) == len(sheet.header):
            sheet.rows.append((number, dict(zip(sheet.header, cells, strict=True))))
        else:
            sheet.fault(
                number,
                1,
                f"{len(cells)} cells where the header has {len(sheet.header)}",
                "part the cells by single tabs and leave an unknown one empty",
            )


def _decode(sheet: Sheet, number: int, line: bytes) -> list[str]:
    cells = []
    for column, cell in enumerate(line.split(b"\t"), start=1):
        try:
            cells.append(cell.decode())
        except UnicodeDecodeError as error:
            cells.append(cell.decode("utf-8", "ignore"))
            what = f"byte {cell[error.start]:#04x} at byte {error.start + 1} of the cell"
            sheet.fault(number, column, f"{what} is not UTF-8", "save the table as UTF-8")
    return cells


def _name_by_header(sheet: Sheet) -> str:
    """Tell which table a file is: by its columns, else by its own name, else one of aliases."""
    for name, table in TABLES.items():
        if [column.name for column in table.columns] == sheet.header:
            return name
    own = Path(sheet.file).name
    return own if own in SHIPPED else "aliases.tsv"
