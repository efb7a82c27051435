"""What is there is documented, and what is documented is there and true."""

from __future__ import annotations

import inspect
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from golden import INTERFACE, interface

import khnorm
from khnorm.cli.app import commands
from khnorm.tables import rows

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md")}
PROSE = "\n".join((README, *PAGES.values()))


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
FUNCTIONS = [name for name in khnorm.__all__ if inspect.isfunction(getattr(khnorm, name))]
METHODS = [
    f"{kind}.{name}"
    for kind in khnorm.__all__
    if inspect.isclass(getattr(khnorm, kind))
    for name, value in vars(getattr(khnorm, kind)).items()
    if inspect.isfunction(value) and not name.startswith("_")
]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_documented(name: str) -> None:
    assert re.search(rf"\bkhnorm {name}\b", PROSE)
    assert COMMANDS[name].help


@pytest.mark.parametrize("option", OPTIONS)
def test_an_option_is_documented(option: str) -> None:
    assert re.search(rf"`{option}\b", PROSE), f"{option} stands in no page of docs/"
    for command in COMMANDS.values():
        for known in command.params:
            if isinstance(known, click.Option) and option in known.opts:
                assert known.help, f"{option} has no help"


def test_no_option_is_documented_that_is_not_there() -> None:
    page = re.sub(r"`(pip|python)[^`]*`", "", PAGES["command-line.md"])
    told = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", page))
    assert told <= {*OPTIONS, "--version", "--help"}


@pytest.mark.parametrize("name", [name for name in khnorm.__all__ if name[0] != "_"])
def test_a_public_name_is_documented(name: str) -> None:
    assert re.search(rf"\b{name}\b", PROSE), f"{name} stands neither in README.md nor in docs/"
    assert getattr(khnorm, name).__doc__


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_public_function_says_what_it_takes_and_gives(name: str) -> None:
    function = getattr(khnorm, name)
    text = inspect.getdoc(function) or ""
    for section in ("Args:", "Returns:", "Examples:"):
        assert section in text, f"{name} has no {section}"
    for parameter in inspect.signature(function).parameters:
        assert re.search(rf"^ +\*?{parameter}: ", text, re.MULTILINE), f"{name}: {parameter}"


@pytest.mark.parametrize("name", METHODS)
def test_a_public_method_is_documented(name: str) -> None:
    kind, method = name.split(".")
    assert getattr(getattr(khnorm, kind), method).__doc__


def test_the_public_interface_is_what_it_was() -> None:
    assert interface() == INTERFACE.read_text(encoding="utf-8")


def shell_blocks() -> list[tuple[str, str]]:
    found = []
    for block in re.findall(r"```console\n(.*?)```", PROSE, re.DOTALL):
        for piece in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = piece.partition("\n")
            found.append((command, output))
    return found


@pytest.mark.parametrize(("command", "output"), shell_blocks())
def test_a_shell_line_prints_what_the_page_says(command: str, output: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    scripts = str(Path(sys.executable).parent)
    done = subprocess.run(
        ["bash", "-c", command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        cwd=tmp_path,
        env=os.environ | {"PATH": scripts + os.pathsep + os.environ["PATH"]},
    )
    assert done.stdout.decode("utf-8") == output


def test_the_readme_shows_three_shell_lines() -> None:
    assert README.count("\n$ khnorm") >= 3


def test_the_readme_counts_the_tables_right() -> None:
    claims = [row for row in rows("aliases.tsv") if row["status"] != "refused"]
    forms = {kind: sum(row["kind"] == kind for row in claims) for kind in ("title", "person")}
    sentence = (
        f"{len(rows('titles.tsv')):,} titles in {forms['title']:,} spellings, "
        f"{len(rows('people.tsv')):,} public figures in {forms['person']:,}"
    )
    assert sentence in README.replace("\n", " ")


def test_every_link_leads_somewhere() -> None:
    pages = {ROOT / "README.md": README} | {
        ROOT / "docs" / name: text for name, text in PAGES.items()
    }
    for page, text in pages.items():
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
            if not target.startswith("http"):
                assert (page.parent / target).exists(), f"{page.name}: {target}"
