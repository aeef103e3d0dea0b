"""`quotemark picture`: a picture of a document, made where there is neither window nor display."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from annotation.exchange import write_line
from storage.importing import import_into
from tests.fixtures.hard import hard_document

ROOT = Path(__file__).parent.parent
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs `quotemark picture work.sqlite ...` in a folder with that project, without any display."""
    (tmp_path / "hard.jsonl").write_text(write_line(hard_document()) + "\n", encoding="utf-8")
    import_into(tmp_path / "work.sqlite", [tmp_path / "hard.jsonl"], annotator="ana")
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, ROOT / "main.py", "picture", "work.sqlite", *arguments],
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            check=False,
            env={**environment, "QUOTEMARK_ANNOTATOR": "ana"},
        )

    return call


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF-"), ("svg", b"<?xml"), ("png", b"\x89PNG")])
def test_each_kind(run: Run, tmp_path: Path, kind: str, begins: bytes) -> None:
    """The beginning of a document's name is enough."""
    done = run("mayor", "-o", f"page.{kind}")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("Drew “Mayor 👋, “pier”; and")
    assert (tmp_path / f"page.{kind}").read_bytes().startswith(begins)


def test_open_suggestions_are_left_out_on_request(run: Run, tmp_path: Path) -> None:
    run("hard-1", "-o", "all.svg")
    run("hard-1", "-o", "annotations.svg", "--annotations-only")
    assert ">Suggested<" in (tmp_path / "all.svg").read_text(encoding="utf-8")
    assert ">Suggested<" not in (tmp_path / "annotations.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("other", "-o", "page.pdf"), "work.sqlite has no document “other”."),
        (("mayor", "-o", "page.doc"), "End its name with .pdf, .svg, .png."),
        (("mayor", "-o", "missing/page.pdf"), "There is no folder"),
    ],
)
def test_what_cannot_be_drawn_is_told(run: Run, tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    """With the way out, and nothing is left behind."""
    done = run(*arguments)
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert {path.suffix for path in tmp_path.iterdir()} <= {".sqlite", ".jsonl"}
