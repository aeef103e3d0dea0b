"""A project into a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotation.errors import ExportError
from annotation.exchange import read_jsonl, write_line
from annotation.formats import FORMATS
from annotation.model import Status
from storage.exporting import export, preflight
from storage.importing import import_files
from storage.project import Project
from tests.fixtures.hard import hard_documents

ACCEPTED = frozenset({Status.ACCEPTED})


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    source = tmp_path / "hard.jsonl"
    source.write_text("".join(write_line(d) + "\n" for d in hard_documents()), encoding="utf-8")
    with Project.create(tmp_path / "work.sqlite", annotator="ana") as made:
        import_files(made, [source])
        yield made


@pytest.mark.parametrize("statuses", [ACCEPTED, {Status.SUGGESTED}, {Status.REJECTED}, set(Status), set()])
def test_only_the_statuses_that_are_asked_for_go_out(statuses: set[Status], project: Project, tmp_path: Path) -> None:
    """All documents do, whether anything is left in them or not."""
    out = tmp_path / "out.jsonl"
    assert export(project, FORMATS["jsonl"], out, statuses=frozenset(statuses)) == 3
    documents = list(read_jsonl(out))
    assert [d.id for d in documents] == [d.id for d in hard_documents()]
    wanted = sorted(a.label for d in hard_documents() for a in d.annotations if a.status in statuses)
    assert sorted(a.label for d in documents for a in d.annotations) == wanted


def test_an_export_imported_and_exported_again_is_the_same(project: Project, tmp_path: Path) -> None:
    """Nothing wears off: all but the hash of the bytes that it was imported from last."""
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    export(project, FORMATS["jsonl"], first, statuses=frozenset(Status))
    with Project.create(tmp_path / "other.sqlite", annotator="boris") as other:
        import_files(other, [first])
        export(other, FORMATS["jsonl"], second, statuses=frozenset(Status))
    for before, after in zip(read_jsonl(first), read_jsonl(second), strict=True):
        assert after.annotations == before.annotations
        assert (after.id, after.text, after.name, after.links) == (before.id, before.text, before.name, before.links)
        assert after.meta["source"] == before.meta["source"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_a_project(name: str, project: Project, tmp_path: Path) -> None:
    """And tells its losses for it."""
    out = tmp_path / "out"
    assert export(project, FORMATS[name], out, statuses=ACCEPTED) == 3
    assert out.stat().st_size > 0
    assert (preflight(project, FORMATS[name], ACCEPTED) == []) == (name == "jsonl")


@pytest.mark.parametrize("name", ["work.sqlite", "link.sqlite"])
def test_the_project_itself_is_not_overwritten(name: str, project: Project, tmp_path: Path) -> None:
    """Not under another name of it either."""
    (tmp_path / "link.sqlite").symlink_to(tmp_path / "work.sqlite")
    with pytest.raises(ExportError, match="is the project itself"):
        export(project, FORMATS["jsonl"], tmp_path / name, statuses=ACCEPTED)
    assert len(project.documents()) == 3


def test_a_stopped_export_leaves_what_was_there(project: Project, tmp_path: Path) -> None:
    """The progress that it tells is where it can be stopped."""
    out = tmp_path / "out.jsonl"
    out.write_text("old")

    def stop(done: int, total: int) -> None:
        assert total == 3
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(project, FORMATS["jsonl"], out, statuses=ACCEPTED, progress=stop)
    assert out.read_text() == "old"
    assert not list(tmp_path.glob(".*.part"))
