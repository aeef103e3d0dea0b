"""What an installation rests on: the lock, the project's description, the wheel, and the Qt binding that is pinned."""

import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import import_module
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from PySide6.QtGui import QImage, QPainter

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements.lock"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def locked_requirements() -> dict[str, str]:
    """Each requirement of the lock (`name==version ; marker`) and the lines that belong to it."""
    text = "\n".join(
        line for line in LOCK.read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith("#")
    )
    starts = [match.start() for match in re.finditer(r"^(?=\S)", text, re.MULTILINE)]
    entries = [text[start:end] for start, end in pairwise([*starts, len(text)])]
    return {entry.splitlines()[0].rstrip("\\").strip(): entry for entry in entries}


@pytest.mark.parametrize("requirement", locked_requirements())
def test_every_package_is_locked_to_one_version_with_hashes(requirement: str) -> None:
    """A requirement of the lock names exactly one version and at least one SHA-256, and no address to fetch it from."""
    parsed = Requirement(requirement)
    assert parsed.url is None
    assert [specifier.operator for specifier in parsed.specifier] == ["=="]
    assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", locked_requirements()[requirement])


def test_lock_names_no_host_index_or_folder() -> None:
    """The lock installs from whatever index pip is set to; the command that checks this agrees."""
    text = LOCK.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"index-url|find-links|trusted-host|^-", text, re.MULTILINE)
    subprocess.run([ROOT / "tools" / "check_lock.sh", LOCK], check=True)


@pytest.mark.parametrize(
    "line", ["--index-url https://example.org/simple", "click @ file:///tmp/click.whl", "--find-links wheels"]
)
def test_check_of_the_lock_refuses_an_address(line: str, tmp_path: Path) -> None:
    """A lock into which an address slipped is refused, and the line is shown."""
    lock = tmp_path / "requirements.lock"
    lock.write_text(f"{LOCK.read_text(encoding='utf-8')}{line}\n", encoding="utf-8")
    done = subprocess.run([ROOT / "tools" / "check_lock.sh", lock], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert line in done.stderr


def test_lock_holds_what_the_project_asks_for() -> None:
    """Whoever adds a dependency rebuilds the lock: each one is in it, in a version that the project allows.

    Only what trains is left out, since torch is twice as large as everything else together.
    """
    locked = [Requirement(requirement) for requirement in locked_requirements()]
    wanted = [
        *PROJECT["dependencies"],
        *(line for name, extra in PROJECT["optional-dependencies"].items() if name != "train" for line in extra),
    ]
    for requirement in map(Requirement, wanted):
        pins = [pin for pin in locked if canonicalize_name(pin.name) == canonicalize_name(requirement.name)]
        assert pins, f"{requirement.name} is not locked: run make lock"
        for pin in pins:
            assert requirement.specifier.contains(next(iter(pin.specifier)).version), f"{pin} against {requirement}"


def test_qt_binding_keeps_its_references_to_none() -> None:
    """Calls that return None leave its reference count alone; PySide6 6.12.0 loses one a call on Python 3.11, then aborts."""
    image = QImage(8, 8, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    before = sys.getrefcount(None)
    for _ in range(500):
        painter.translate(0, 0)
    after = sys.getrefcount(None)
    painter.end()
    assert after > before - 100


def test_version_is_the_newest_entry_of_the_changelog() -> None:
    """The project's version, the installed one and the newest dated entry of CHANGELOG.md are the same."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d{2}-\d{2}$", changelog, re.MULTILINE)
    assert newest is not None
    assert newest[1] == PROJECT["version"] == version("quotemark")


def test_command_line_entry_point_can_be_called() -> None:
    """`quotemark` leads to something that can be called."""
    module, _, name = PROJECT["scripts"]["quotemark"].partition(":")
    assert callable(getattr(import_module(module), name))


@pytest.fixture(scope="module")
def wheel_names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in a wheel built from this very tree."""
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(target)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = target.glob("quotemark-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_wheel_holds_every_module_and_data_file(wheel_names: set[str]) -> None:
    """Code, label schemes, word lists, JSON Schemas and samples all travel in the wheel."""
    shipped = {"main.py"} | {
        path.relative_to(ROOT).as_posix()
        for package in ("annotation", "gui", "storage")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert "annotation/schemes/default.toml" in shipped
    assert shipped - wheel_names == set()


def test_wheel_holds_nothing_else(wheel_names: set[str]) -> None:
    """Tests, tools and build outputs stay out; besides the code there is only the wheel's own description and the licence."""
    tops = {name.split("/")[0] for name in wheel_names}
    assert tops == {"main.py", "annotation", "gui", "storage", f"quotemark-{PROJECT['version']}.dist-info"}
    assert f"quotemark-{PROJECT['version']}.dist-info/licenses/LICENSE" in wheel_names
