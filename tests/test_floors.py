"""Imports go down the house only."""

from __future__ import annotations

import ast
from pathlib import Path

import khnorm

HOUSE = Path(khnorm.__file__).parent
# From the ground up; a module may import its own floor and every floor below it.
FLOORS = [
    "errors",
    "targets",
    "model",
    "text",
    "tables",
    "check",
    "sound",
    "names",
    "match",
    "jobs",
    "cli",
]


def floor_of(module: str) -> int:
    parts = module.split(".")
    return FLOORS.index(parts[1])


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.add(node.module or "")
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return {name for name in found if name.startswith("khnorm.")}


def modules() -> dict[str, Path]:
    named = {}
    for path in HOUSE.rglob("*.py"):
        parts = path.relative_to(HOUSE).with_suffix("").parts
        if parts[-1] == "__init__":
            parts = parts[:-1]
        if parts and parts[0] != "__main__":
            named[".".join(("khnorm", *parts))] = path
    return named


def test_every_module_stands_on_a_floor() -> None:
    rooms = {name.split(".")[1] for name in modules()}
    assert rooms <= set(FLOORS), f"rooms on no floor: {rooms - set(FLOORS)}"


def test_imports_go_down_only() -> None:
    upward = [
        f"{name} imports {imported}"
        for name, path in modules().items()
        for imported in imports_of(path)
        if floor_of(imported) > floor_of(name)
    ]
    assert upward == []


def test_the_check_sees_an_upward_import(tmp_path: Path) -> None:
    path = tmp_path / "bad.py"
    path.write_text("from khnorm.jobs.dedupe import dedupe\n", encoding="utf-8")
    assert floor_of(imports_of(path).pop()) > floor_of("khnorm.text.khmer")
