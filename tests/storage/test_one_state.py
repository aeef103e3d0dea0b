"""What is asked of a project is answered from one state of its file, whatever another program writes meanwhile."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest

from annotation import review
from annotation.model import Decision, Status
from storage import queries
from storage.project import Project
from tests.storage.samples import document, suggestion
from tests.storage.test_project import do, reading_of


def test_a_reading_holds_what_the_file_holds_for_the_annotator(project: Project) -> None:
    do(project, review.accept(reading_of(project), project.suggestions("pier")))
    reading = project.reading("pier")
    assert reading == reading_of(project)
    assert reading.scheme is project.scheme
    with pytest.raises(KeyError):
        project.reading("ferry")


@pytest.fixture
def busy_neighbour(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program adds a suggestion and rejects it, each time just before the project's decisions are read."""
    decisions_of = queries.decisions_of
    late = replace(suggestion(), id="late")

    def decisions_after_a_rejection(db: sqlite3.Connection, document_id: str) -> list[Decision]:
        monkeypatch.setattr(queries, "decisions_of", decisions_of)
        with Project.open(project.path, annotator="grace") as other:
            other.add_suggestions("pier", ["quotes@0.1"], [late])
            do(other, review.reject(reading_of(other), late))
        return decisions_of(db, document_id)

    monkeypatch.setattr(queries, "decisions_of", decisions_after_a_rejection)


@pytest.mark.usefixtures("busy_neighbour")
def test_a_document_is_exported_as_it_was_at_one_moment(project: Project) -> None:
    """The other program's rejection comes with the next export, together with what it rejects."""
    (before,) = project.exchange_documents(Status)
    assert [a.status for a in before.annotations] == [Status.SUGGESTED]
    (after,) = project.exchange_documents(Status)
    assert sorted(a.status for a in after.annotations) == [Status.REJECTED, Status.SUGGESTED]


@pytest.mark.usefixtures("busy_neighbour")
def test_a_document_is_read_as_it_was_at_one_moment(project: Project) -> None:
    reading = project.reading("pier")
    assert {d.suggestion_id for d in reading.decisions.values()} <= set(reading.suggestions)
    assert set(reading.suggestions) == {"s1"}
    assert set(project.reading("pier").suggestions) == {"s1", "late"}


def test_a_project_can_be_changed_while_its_export_is_under_way(project: Project) -> None:
    """Between two documents nothing is held."""
    project.add_document(document(id_="ferry"), b"")
    documents = project.exchange_documents(Status)
    assert next(documents).id == "pier"
    do(project, review.reject(reading_of(project), suggestion()))
    assert [d.id for d in documents] == ["ferry"]
