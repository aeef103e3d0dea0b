"""What cannot be opened is named, with the way out, and left as it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from annotation.errors import (
    BusyProject,
    DamagedProject,
    NewerProject,
    NotAProject,
    ProjectError,
    QuotemarkError,
    ReadOnlyProject,
)
from annotation.review import annotate
from annotation.scheme import default_scheme
from annotation.text import TextRange
from storage import migrations, opening
from storage.project import Project
from tests.storage.samples import document
from tests.storage.test_project import reading_of


def refused(path: Path, kind: type[QuotemarkError]) -> QuotemarkError:
    """Opening raises exactly this kind, names the file, says a way out, and leaves the file's bytes as they were."""
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(kind) as caught:
        Project.open(path).close()
    assert type(caught.value) is kind
    assert str(path) in caught.value.what
    assert caught.value.way_out
    assert (path.read_bytes() if path.is_file() else b"") == before
    return caught.value


def test_a_missing_file(tmp_path: Path) -> None:
    refused(tmp_path / "none.sqlite", ProjectError)
    assert list(tmp_path.iterdir()) == []


def test_a_folder(tmp_path: Path) -> None:
    refused(tmp_path, NotAProject)


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"SQLite format 2\x00" + b"x" * 100], ids=["empty", "text", "almost"]
)
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "p.sqlite").write_bytes(content)
    refused(tmp_path / "p.sqlite", NotAProject)


def test_another_programs_database(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "p.sqlite") as db:
        db.execute("CREATE TABLE birds (name)")
    db.close()
    refused(tmp_path / "p.sqlite", NotAProject)


def test_a_project_of_a_newer_version(project: Project) -> None:
    project.close()
    with sqlite3.connect(project.path) as db:
        db.execute(f"PRAGMA user_version = {migrations.VERSION + 1}")
    db.close()
    assert "newer" in refused(project.path, NewerProject).what


def test_a_damaged_project(project: Project) -> None:
    """Pages overwritten with noise are reported as damage, when the file is opened or when they are read."""
    project.close()
    content = bytearray(project.path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    project.path.write_bytes(content)
    refused(project.path, DamagedProject)


def test_a_truncated_project(project: Project) -> None:
    project.close()
    os.truncate(project.path, 4096)
    refused(project.path, DamagedProject)


def test_a_project_that_another_program_is_writing_to(project: Project) -> None:
    """A lock that is held for too long is told; when it is gone, the same change goes through."""
    blocker = sqlite3.connect(project.path, isolation_level=None)
    with Project.open(project.path, annotator="ada", patience=50) as mine:
        change = annotate(reading_of(mine), default_scheme().label("CLAIM"), TextRange(0, 3))
        blocker.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyProject, match="writing"):
            mine.apply(change)
        assert mine.annotations("pier") == []
        blocker.execute("ROLLBACK")
        mine.apply(change)
        assert len(mine.annotations("pier")) == 1
    blocker.close()


def test_a_project_that_may_not_be_written(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused for work, and can still be read. (The administrator may write anything, so the system's answer is set.)"""
    project.close()
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and allowed(path, mode))
    refused(project.path, ReadOnlyProject)
    with Project.open(project.path, writable=False) as readable:
        assert [d.name for d in readable.documents()] == ["The pier"]


def test_a_project_opened_for_reading_cannot_be_changed(project: Project) -> None:
    with Project.open(project.path, writable=False, annotator="ada") as readable, pytest.raises(ReadOnlyProject):
        readable.add_document(document(id_="other"), b"")


def older_project(path: Path, version: int) -> None:
    """A project as the program made it when it had only the first `version` migrations."""
    db = sqlite3.connect(path, isolation_level=None)
    migrations.migrate(db, upto=version)
    db.execute(
        "INSERT INTO documents VALUES ('pier', 1, 'The pier', ?, 3, 3, '', 'utf-8', 'en', '', '{}')", ("0" * 64,)
    )
    db.execute("INSERT INTO texts VALUES ('pier', 'abc', x'616263')")
    toml = default_scheme().toml
    db.execute("INSERT INTO label_schemes (toml, created_at) VALUES (?, '')", (toml,))
    db.close()


def test_an_older_project_is_brought_up_to_date_after_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    older_project(path, migrations.VERSION - 1)
    with Project.open(path) as project:
        assert project.document("pier").text == "abc"
        assert project.undo() is None
    copy = tmp_path / f"old.v{migrations.VERSION - 1}.sqlite"
    with sqlite3.connect(copy) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (migrations.VERSION - 1,)
        assert db.execute("SELECT name FROM documents").fetchall() == [("The pier",)]
    db.close()
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (migrations.VERSION,)
    db.close()


def test_an_older_project_keeps_earlier_copies(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    older_project(path, migrations.VERSION - 1)
    (tmp_path / f"old.v{migrations.VERSION - 1}.sqlite").write_text("an earlier copy")
    Project.open(path).close()
    assert (tmp_path / f"old.v{migrations.VERSION - 1}.sqlite").read_text() == "an earlier copy"
    assert (tmp_path / f"old.v{migrations.VERSION - 1}.2.sqlite").exists()


def test_rows_that_refer_to_nothing_are_found_when_a_file_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    older_project(path, migrations.VERSION - 1)
    with sqlite3.connect(path) as db:
        db.execute("INSERT INTO texts VALUES ('ghost', 'boo', x'00')")
    db.close()
    with pytest.raises(DamagedProject, match="texts"):
        Project.open(path)


def test_a_project_is_told_from_other_files(project: Project, tmp_path: Path) -> None:
    shutil.copy(project.path, tmp_path / "copy.anything")
    (tmp_path / "a.txt").write_text("An article.")
    assert opening.is_project(tmp_path / "copy.anything")
    assert not opening.is_project(tmp_path / "a.txt")
    assert not opening.is_project(tmp_path / "missing")
    assert not opening.is_project(tmp_path)


def test_reading_leaves_no_files_beside_the_project(project: Project) -> None:
    project.close()
    with Project.open(project.path, writable=False) as readable:
        assert readable.documents()
    assert [p.name for p in project.path.parent.iterdir()] == ["news.sqlite"]


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("DELETE FROM label_schemes", "label scheme"),
        ("UPDATE label_schemes SET toml = 'name = 3'", "label scheme"),
        ("DROP TABLE label_schemes", "no such table"),
    ],
)
def test_a_project_without_a_usable_label_scheme_is_damaged(project: Project, statement: str, told: str) -> None:
    project.close()
    with sqlite3.connect(project.path) as db:
        db.execute(statement)
    db.close()
    assert told in refused(project.path, DamagedProject).what


def test_a_table_that_is_missing_is_told_as_damage(project: Project) -> None:
    """Also where only a later question comes upon it."""
    project.close()
    with sqlite3.connect(project.path) as db:
        db.execute("DROP TABLE texts")
    db.close()
    with Project.open(project.path) as opened, pytest.raises(DamagedProject, match="texts"):
        opened.document("pier")


def test_work_that_is_still_beside_a_write_protected_project_is_not_passed_over(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The project file alone would show it as it was before: it is refused, with the way out. An empty file beside it is no work."""
    folder = tmp_path / "archive"
    folder.mkdir()
    for suffix in (
        "",
        "-wal",
    ):  # as a copy or a crash leaves them, with all work since the project was made in the second
        shutil.copy(f"{project.path}{suffix}", folder)
    copied = folder / project.path.name
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and allowed(path, mode))
    with pytest.raises(ReadOnlyProject, match=r"news\.sqlite-wal") as caught:
        Project.open(copied, writable=False)
    assert "Copy both files" in caught.value.way_out
    os.truncate(f"{copied}-wal", 0)
    with Project.open(copied, writable=False) as readable:
        assert readable.documents() == []
