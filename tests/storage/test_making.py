"""Making a project file: whole or not at all, and never in the place of another one."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from annotation.errors import ProjectError
from annotation.scheme import LabelScheme
from storage import opening
from storage.project import Project
from tests.storage.samples import document


@pytest.fixture(params=["links", "no links"])
def file_system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder's file system, and one that has no hard links, such as that of a memory stick."""
    if request.param == "no links":

        def refuse(_source: Path, target: Path) -> None:
            raise OSError(errno.EPERM, "Operation not permitted", str(target))

        monkeypatch.setattr(os, "link", refuse)


@pytest.fixture
def meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The path of a project that another program makes, and works in, while this one is still building its own for that path."""
    path, build = tmp_path / "p.sqlite", opening.build

    def build_slowly(connection: sqlite3.Connection, scheme: LabelScheme) -> None:
        build(connection, scheme)
        monkeypatch.setattr(opening, "build", build)
        with Project.create(path, annotator="grace") as first:
            first.add_document(document(), b"")

    monkeypatch.setattr(opening, "build", build_slowly)
    return path


@pytest.mark.usefixtures("file_system")
def test_of_two_programs_that_make_the_same_project_at_once_both_get_the_first_one(meanwhile: Path) -> None:
    """What was done in it stays, and nothing else is left in the folder."""
    with Project.open_or_create(meanwhile, annotator="ada") as second:
        assert [d.id for d in second.documents()] == ["pier"]
    assert list(meanwhile.parent.iterdir()) == [meanwhile]


@pytest.mark.usefixtures("file_system")
def test_a_project_that_appears_while_one_is_made_is_not_replaced(meanwhile: Path) -> None:
    with pytest.raises(ProjectError, match="exists already"):
        Project.create(meanwhile)
    with Project.open(meanwhile) as first:
        assert [d.id for d in first.documents()] == ["pier"]


@pytest.mark.usefixtures("file_system")
def test_a_project_is_made_on_any_file_system(tmp_path: Path) -> None:
    with Project.create(tmp_path / "p.sqlite") as made:
        assert made.documents() == []
    assert list(tmp_path.iterdir()) == [tmp_path / "p.sqlite"]


OPENERS: list[Callable[..., Project]] = [Project.open, Project.create, Project.open_or_create]


@pytest.mark.parametrize("opener", OPENERS)
def test_how_long_to_wait_for_another_program_can_be_said(opener: Callable[..., Project], tmp_path: Path) -> None:
    """A window cannot wait as long as a command."""
    path = tmp_path / "p.sqlite"
    if opener == Project.open:
        Project.create(path).close()
    with opener(path, patience=123) as project:
        assert project._db.execute("PRAGMA busy_timeout").fetchone()[0] == 123


@pytest.mark.parametrize("name", ["a" * 300 + ".sqlite", "n" * 300 + "/p.sqlite"])
@pytest.mark.parametrize("opener", OPENERS)
def test_a_name_that_the_system_refuses_is_told(opener: Callable[..., Project], name: str, tmp_path: Path) -> None:
    with pytest.raises(ProjectError) as caught:
        opener(tmp_path / name)
    assert caught.value.way_out
    assert list(tmp_path.iterdir()) == []
