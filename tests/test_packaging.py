"""What a user installs: the wheel holds every module and table, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

from khnorm.tables import SHIPPED

CHECKOUT = Path(__file__).parent.parent
PACKAGE = CHECKOUT / "khnorm"

pytestmark = [
    pytest.mark.packaging,
    pytest.mark.skipif(not PACKAGE.is_dir(), reason="no source beside the tests: nothing to build"),
    pytest.mark.skipif(find_spec("hatchling") is None, reason="hatchling is not installed"),
]


def run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=CHECKOUT)
    assert done.returncode == 0, done.stdout + done.stderr


def wheel_of(source: Path, folder: Path) -> Path:
    # Without isolation, so that no registry is asked.
    command = ("pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir")
    run(sys.executable, "-m", *command, str(folder), str(source))
    (wheel,) = folder.glob("*.whl")
    return wheel


def expected() -> set[str]:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    modules = {
        path.relative_to(CHECKOUT).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    tables = {f"khnorm/data/{name}" for name in SHIPPED}
    about = f"khnorm-{project['version']}.dist-info"
    named = ("METADATA", "RECORD", "WHEEL", "entry_points.txt")
    licences = (f"licenses/{path}" for path in project["license-files"])
    return modules | tables | {f"{about}/{name}" for name in (*named, *licences)}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wheel_of(CHECKOUT, tmp_path_factory.mktemp("wheel"))


def test_the_wheel_holds_every_module_and_table_and_nothing_else(wheel: Path) -> None:
    assert set(zipfile.ZipFile(wheel).namelist()) == expected()


def test_the_tables_in_the_wheel_are_those_of_the_checkout(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as content:
        for name in SHIPPED:
            table = (CHECKOUT / "data" / name).read_bytes()
            assert content.read(f"khnorm/data/{name}") == table, name


def test_the_source_distribution_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    run(
        sys.executable,
        "-m",
        "hatchling",
        "build",
        "--target",
        "sdist",
        "--directory",
        str(tmp_path),
    )
    (archive,) = tmp_path.glob("*.tar.gz")
    again = wheel_of(archive, tmp_path / "again")
    assert zipfile.ZipFile(again).namelist() == zipfile.ZipFile(wheel).namelist()
    assert again.read_bytes() == wheel.read_bytes()
