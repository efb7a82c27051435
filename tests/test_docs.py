"""What is there is documented, and what is documented is there and true."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import click
import pytest
from golden import INTERFACE, interface
from pages import PAGES, ROOT, counted, renewed

import khnorm
from khnorm.cli.app import commands

README = (ROOT / "README.md").read_text(encoding="utf-8")
PROSE = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


def leaves(
    command: click.Command, path: tuple[str, ...] = ()
) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from leaves(inner, (*path, name))
    else:
        yield " ".join(path), command


COMMANDS = dict(leaves(commands))
OPTIONS = sorted(
    {
        name
        for command in COMMANDS.values()
        for option in command.params
        if isinstance(option, click.Option)
        for name in option.opts
    }
)
RECORDS = [name for name in khnorm.__all__ if is_dataclass(getattr(khnorm, name))]
FUNCTIONS = [name for name in khnorm.__all__ if inspect.isfunction(getattr(khnorm, name))]
METHODS = [
    f"{kind}.{name}"
    for kind in khnorm.__all__
    if inspect.isclass(getattr(khnorm, kind))
    for name, value in vars(getattr(khnorm, kind)).items()
    if inspect.isfunction(value) and not name.startswith("_")
]


def told(pattern: str) -> bool:
    return re.search(pattern, PROSE) is not None


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_documented(name: str) -> None:
    assert told(rf"\bkhnorm {name}\b"), f"khnorm {name} stands in no page"
    assert COMMANDS[name].help


@pytest.mark.parametrize("option", OPTIONS)
def test_an_option_is_documented(option: str) -> None:
    assert told(rf"`{option}\b"), f"{option} stands in no page"
    for command in COMMANDS.values():
        for known in command.params:
            if isinstance(known, click.Option) and option in known.opts:
                assert known.help, f"{option} has no help"


def test_no_option_is_documented_that_is_not_there() -> None:
    page = re.sub(
        r"`(pip|python)[^`]*`", "", (ROOT / "docs" / "command-line.md").read_text("utf-8")
    )
    told = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", page))
    assert told <= {*OPTIONS, "--version", "--help"}


@pytest.mark.parametrize("name", [name for name in khnorm.__all__ if name[0] != "_"])
def test_a_public_name_is_documented(name: str) -> None:
    assert told(rf"\b{name}\b"), f"{name} stands in no page"
    assert getattr(khnorm, name).__doc__


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_public_function_says_what_it_takes_and_gives(name: str) -> None:
    function = getattr(khnorm, name)
    text = inspect.getdoc(function) or ""
    for section in ("Args:", "Returns:", "Examples:"):
        assert section in text, f"{name} has no {section}"
    for parameter in inspect.signature(function).parameters:
        assert re.search(rf"^ +\*?{parameter}: ", text, re.MULTILINE), f"{name}: {parameter}"


@pytest.mark.parametrize("name", RECORDS)
def test_all_fields_of_a_result_are_documented(name: str) -> None:
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    (row,) = re.findall(rf"^\| `{name}` \| ([^|]*) \|", page, re.MULTILINE)
    assert re.findall(r"`(\w+)`", row) == [field.name for field in fields(getattr(khnorm, name))]


@pytest.mark.parametrize("name", METHODS)
def test_a_public_method_is_documented(name: str) -> None:
    kind, method = name.split(".")
    assert getattr(getattr(khnorm, kind), method).__doc__


def test_the_public_interface_is_what_it_was() -> None:
    assert interface() == INTERFACE.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_what_a_page_says_is_what_a_run_says(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text == renewed(text), "`make golden` renews the pages"


def test_the_readme_shows_three_shell_lines_and_counts_the_tables() -> None:
    assert README.count("\n$ khnorm") >= 3
    assert counted() in README


def test_every_link_leads_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
            if not target.startswith("http"):
                assert (page.parent / target).exists(), f"{page.name}: {target}"
