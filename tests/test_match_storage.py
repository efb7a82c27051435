"""Indexes in files: as good as new, whole or refused, and over nothing else."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest
from sheets import sheet

from khnorm import InputError, Resolver, resolve
from khnorm.errors import OutputError

# Invented names.
ENTRIES = [
    ("a", "ចាន់ សុភា"),
    ("b", "Chan Sothea"),
    ("c", "Keo Rattanak Visoth"),
    ("c", "កែវ រតនៈវិសុទ្ធ"),
    ("d", "Samdech Ros Phalla"),
    ("e", "Rosalind Fairweather"),
    ("f", "Sokan Dy"),
]


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Resolver(ENTRIES)


def test_a_saved_index_answers_alike(resolver: Resolver, tmp_path: Path) -> None:
    path = tmp_path / "index"
    resolver.save(path)
    mapped = Resolver.load(path)
    for text in (*(form for _, form in ENTRIES), "Sophea Chan", "Heng Bunthoeun", "Sok Andy", ""):
        assert mapped.resolve(text) == resolver.resolve(text), text
    again = tmp_path / "again"
    mapped.save(again)
    assert again.read_bytes() == path.read_bytes()


def test_a_resolver_travels_as_a_file_alone(resolver: Resolver) -> None:
    with pytest.raises(TypeError, match="save it, and load it in each process"):
        pickle.dumps(resolver)


@pytest.mark.parametrize("mask", [0o022, 0o077])
def test_a_saved_index_has_the_rights_of_any_new_file(
    resolver: Resolver, tmp_path: Path, mask: int
) -> None:
    before = os.umask(mask)
    try:
        resolver.save(tmp_path / "index")
    finally:
        os.umask(before)
    if os.name == "posix":
        assert (tmp_path / "index").stat().st_mode & 0o777 == 0o666 & ~mask
    assert [file.name for file in tmp_path.iterdir()] == ["index"]


def test_the_shipped_tables_can_be_saved_too(tmp_path: Path) -> None:
    path = tmp_path / "index"
    Resolver().save(path)
    mapped = Resolver.load(path)
    for row in sheet("resolve.tsv"):
        assert mapped.resolve(row["text"]) == resolve(row["text"])


@pytest.mark.parametrize("spoil", ["empty", "foreign", "short", "flipped", "version"])
def test_a_damaged_or_foreign_file_is_refused(
    resolver: Resolver, tmp_path: Path, spoil: str
) -> None:
    path = tmp_path / "index"
    resolver.save(path)
    good = path.read_bytes()
    flipped = bytearray(good)
    flipped[len(good) // 2] ^= 1
    version = bytearray(good)
    version[13] ^= 0x40
    path.write_bytes(
        {
            "empty": b"",
            "foreign": b"PK\x03\x04 and so on",
            "short": good[:-7],
            "flipped": bytes(flipped),
            "version": bytes(version),
        }[spoil]
    )
    with pytest.raises(InputError, match="index"):
        Resolver.load(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="missing"):
        Resolver.load(tmp_path / "missing")
    with pytest.raises(OutputError, match="nowhere"):
        Resolver(ENTRIES).save(tmp_path / "nowhere" / "index")


def test_nothing_but_an_index_is_replaced_by_one(
    resolver: Resolver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    table = tmp_path / "own.tsv"
    table.write_text("id\tkind\n", encoding="utf-8")
    with pytest.raises(OutputError, match="is there and no khnorm index"):
        resolver.save(table)
    with pytest.raises(OutputError, match="name a file"):
        resolver.save("-")
    assert table.read_text(encoding="utf-8") == "id\tkind\n"
    assert [file.name for file in tmp_path.iterdir()] == ["own.tsv"]
    for _ in "ab":
        resolver.save("index")
    assert Resolver.load("index").resolve("Dy Sokan") == resolver.resolve("Dy Sokan")
