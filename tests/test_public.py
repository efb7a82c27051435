"""The public names: all there, and clear about what is no text, no list, no number."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pages import ROOT

import khnorm

OWN = str(Path(__file__).parent / "golden" / "own.tsv")
WRONG: list[tuple[Callable[[], Any], str]] = [
    (lambda: khnorm.khmerizations(None), "the text is NoneType, not str"),  # type: ignore[arg-type]
    (lambda: khnorm.khmerizations(5), "the text is int, not str"),  # type: ignore[arg-type]
    (lambda: khnorm.romanizations(None), "the text is NoneType, not str"),  # type: ignore[arg-type]
    (lambda: khnorm.romanizations("សុខ", limit="3"), "limit must be an int, not '3'"),  # type: ignore[arg-type]
    (lambda: khnorm.khmerizations("Sok", limit=None), "limit must be an int, not None"),  # type: ignore[arg-type]
    (lambda: khnorm.resolve("Sok", limit="3"), "limit must be an int, not '3'"),  # type: ignore[arg-type]
    (lambda: khnorm.compare(["Sok"], "Sok"), "the text is list, not str"),  # type: ignore[arg-type]
    (lambda: khnorm.similarity("Sok", {}), "the text is dict, not str"),  # type: ignore[arg-type]
    (lambda: khnorm.dedupe("abc"), "a list of names is wanted, not the str 'abc'"),
    (lambda: khnorm.link("ab", ["a b"]), "a list of names is wanted, not the str 'ab'"),
    (lambda: khnorm.link(["a b"], "ab"), "a list of names is wanted, not the str 'ab'"),
    (lambda: khnorm.dedupe(["a", "b"], by=[1980, 1991]), "row 0: a value to part by must be a str"),  # type: ignore[list-item]
    (lambda: khnorm.dedupe(["a", "b"], by=[None, 1]), "row 1: a value to part by must be a str"),  # type: ignore[list-item]
    (lambda: khnorm.dedupe(["a", "b"], by="ab"), "a value a row is wanted, not the str 'ab'"),
    (lambda: khnorm.dedupe(["a"], threshold="0.9"), "threshold must be a number, not '0.9'"),  # type: ignore[arg-type]
    (lambda: list(khnorm.Resolver([]).resolve_many("ab")), "many texts are wanted, not the str"),
    (lambda: khnorm.dedupe(["a"], workers="2"), "workers must be an int, not '2'"),  # type: ignore[arg-type]
]


@pytest.mark.parametrize("call", range(len(WRONG)))
def test_a_wrong_type_is_told_with_a_remedy(call: int) -> None:
    wrong, message = WRONG[call]
    with pytest.raises(TypeError, match=re.escape(message)) as caught:
        wrong()
    assert "; " in str(caught.value)


@pytest.mark.parametrize("count", [0, -1])
def test_no_worker_is_too_few(count: int) -> None:
    for wrong in (
        lambda: khnorm.dedupe(["Sok Dara"], workers=count),
        lambda: khnorm.link(["Sok Dara"], [], workers=count),
        lambda: list(khnorm.Resolver([("a", "Sok Dara")]).resolve_many(["a"], workers=count)),
    ):
        with pytest.raises(khnorm.InputError, match=f"workers {count}; give 1 or more"):
            wrong()


def test_a_value_that_is_not_known_parts_nothing() -> None:
    found = khnorm.dedupe(["Keo Phoeurng"] * 2, by=[None, "1980"])
    assert [cluster.rows for cluster in found] == [(0, 1)]


def test_one_table_may_be_given_alone() -> None:
    alone = khnorm.Resolver(tables=OWN, shipped=False)
    assert alone.forms == khnorm.Resolver(tables=[Path(OWN)], shipped=False).forms
    with pytest.raises(khnorm.InputError, match=r"^nofile\.tsv: "):
        khnorm.Resolver(tables="nofile.tsv")


def test_every_documented_name_is_there() -> None:
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(?:khnorm\.)?([A-Z][A-Za-z]+)\b", page))
    named |= set(re.findall(r"^\| `([a-z_]+)\(", page, re.MULTILINE))
    assert named >= {"OutputError", "MissingExtraError", "InputError", "Cluster", "dedupe", "parse"}
    builtin = {"TypeError", "ValueError", "ImportError"}
    for name in named - builtin:
        assert name in khnorm.__all__, f"{name} is documented and not in khnorm"
        assert getattr(khnorm, name)
