"""A project keeps what it is given, in one file that other programs can read."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from annotation import review
from annotation.errors import AnnotationError, InputError, ProjectError, StaleChange
from annotation.model import Annotation, Change, Part, Status, Step, Suggestion, Verdict
from annotation.reading import Reading
from annotation.scheme import default_scheme
from annotation.text import TextRange
from storage.project import Project, Touched
from tests.storage.samples import TEXT, document, suggestion


def reading_of(project: Project) -> Reading:
    return Reading(
        document=project.document("pier"),
        annotator=project.annotator,
        suggestions={s.id: s for s in project.suggestions("pier")},
        annotations={a.id: a for a in project.annotations("pier")},
        decisions={(d.suggestion_id, d.annotator): d for d in project.decisions("pier")},
        links={k.id: k for k in project.links("pier")},
        read_by=project.read_by("pier"),
    )


def do(project: Project, change: Change | None) -> Touched:
    assert change is not None
    return project.apply(change)


def test_a_document_comes_back_as_it_was_imported(project: Project) -> None:
    """Text, hash, source and original bytes are kept beside each other."""
    assert project.document("pier") == replace(document(), imported=project.document("pier").imported)
    with sqlite3.connect(project.path) as other:
        assert other.execute("SELECT original FROM texts").fetchone() == (b"the original bytes",)


def test_importing_a_document_again_adds_nothing(project: Project) -> None:
    assert project.add_document(document(), b"") is False
    assert [d.name for d in project.documents()] == ["The pier"]


def test_suggesting_again_adds_nothing_twice(project: Project) -> None:
    assert project.add_suggestions("pier", ["quotes@0.1"], [suggestion()]) == 0
    assert project.suggestions("pier") == [replace(suggestion(), created=project.suggestions("pier")[0].created)]


def test_accepting_makes_an_annotation_that_names_its_suggestion(project: Project) -> None:
    do(project, review.accept(reading_of(project), project.suggestions("pier")))
    (made,) = project.annotations("pier")
    assert made.suggestion_id == "s1"
    assert made.parts == suggestion().parts
    assert made.annotator == "ada"
    assert [(d.verdict, d.annotation_id) for d in project.decisions("pier")] == [(Verdict.ACCEPT, made.id)]
    assert project.documents()[0].open == 0


def test_a_rejection_is_kept_as_data(project: Project) -> None:
    do(project, review.reject(reading_of(project), suggestion()))
    assert [d.verdict for d in project.decisions("pier")] == [Verdict.REJECT]
    assert [(c.label, c.status, c.annotator, c.number) for c in project.counts()] == [
        ("QUOTE", Status.REJECTED, "ada", 1)
    ]


def test_each_annotator_decides_for_themselves(project: Project, tmp_path: Path) -> None:
    """What one annotator has rejected is still open for another."""
    do(project, review.reject(reading_of(project), suggestion()))
    with Project.open(tmp_path / "news.sqlite", annotator="grace") as other:
        assert other.documents()[0].open == 1
        assert reading_of(other).status(suggestion()) is Status.SUGGESTED


def test_a_change_that_starts_from_something_else_is_refused_whole(project: Project) -> None:
    """When another program was there first, nothing of the change is written."""
    with Project.open(project.path, annotator="ada") as other:
        stale = review.accept(reading_of(other), other.suggestions("pier"))
        do(project, review.reject(reading_of(project), suggestion()))
        with pytest.raises(StaleChange, match="Another program"):
            do(other, stale)
    assert project.annotations("pier") == []
    assert [d.verdict for d in project.decisions("pier")] == [Verdict.REJECT]


def test_what_the_label_scheme_does_not_allow_is_refused(project: Project) -> None:
    """A quote without content, an unknown attribute value, a part beyond the text: refused, and the file is as before."""
    reading = reading_of(project)
    scheme = default_scheme()
    quote = scheme.label("QUOTE")
    do(project, review.annotate(reading, quote, TextRange(0, 5)))
    (made,) = project.annotations("pier")
    reading = reading_of(project)
    for change in (
        review.remove_part(reading, made, made.parts[0]),
        review.set_attribute(reading, made, "form", "sung"),
        review.move_part(reading, made, made.parts[0], TextRange(0, len(TEXT) + 1)),
    ):
        with pytest.raises(AnnotationError):
            do(project, change)
    assert project.annotations("pier") == [made]


def test_links_go_with_their_annotations(project: Project) -> None:
    reading = reading_of(project)
    claim = default_scheme().label("CLAIM")
    for start in (0, 64):
        do(project, review.annotate(reading, claim, TextRange(start, start + 10)))
    first, second = project.annotations("pier")
    do(project, review.link(reading_of(project), "supports", first, second))
    assert [(k.kind, k.from_id, k.to_id) for k in project.links("pier")] == [("supports", first.id, second.id)]
    do(project, review.delete(reading_of(project), first))
    assert project.links("pier") == []
    project.undo()
    assert [k.kind for k in project.links("pier")] == ["supports"]


def test_deleting_an_accepted_annotation_rejects_its_suggestion(project: Project) -> None:
    do(project, review.accept(reading_of(project), project.suggestions("pier")))
    reading = reading_of(project)
    do(project, review.delete(reading, project.annotations("pier")[0]))
    assert reading_of(project).status(suggestion()) is Status.REJECTED


def test_export_tells_accepted_suggested_and_rejected_apart(project: Project) -> None:
    more = [
        replace(suggestion(), id="s2", label="CLAIM", parts=(Part("span", TextRange(94, 121)),), attributes={}),
        replace(suggestion(), id="s3", label="CLAIM", parts=(Part("span", TextRange(64, 70)),), attributes={}),
    ]
    project.add_suggestions("pier", ["claims@0.1"], more)
    do(project, review.accept(reading_of(project), [suggestion()]))
    do(project, review.reject(reading_of(project), more[1]))
    (everything,) = project.exchange_documents(Status)
    assert [(a.status.value, a.label) for a in everything.annotations] == [
        ("accepted", "QUOTE"),
        ("rejected", "CLAIM"),
        ("suggested", "CLAIM"),
    ]
    (accepted,) = project.exchange_documents([Status.ACCEPTED])
    assert [a.suggester for a in accepted.annotations] == ["quotes@0.1"]


def test_the_file_itself_refuses_what_must_not_be(project: Project) -> None:
    """Foreign keys, CHECKs and triggers hold for any program that writes to the file."""
    do(project, review.accept(reading_of(project), project.suggestions("pier")))
    other = sqlite3.connect(project.path, isolation_level=None)
    other.execute("PRAGMA foreign_keys = ON")
    for statement, reason in (
        ("UPDATE suggestions SET score = 0.1", "never changes"),
        ("UPDATE texts SET text = 'x'", "never changes"),
        ("DELETE FROM history", "only added to"),
        ("UPDATE history SET title = 'x'", "only added to"),
        ("UPDATE annotations SET label = 'SONG'", "FOREIGN KEY"),
        ('UPDATE annotation_parts SET "end" = 0', "CHECK"),
        ("UPDATE annotation_parts SET role = 'target'", "FOREIGN KEY"),
        ("UPDATE decisions SET verdict = 'maybe'", "CHECK"),
        ("UPDATE decisions SET annotation_id = NULL", "CHECK"),
    ):
        with pytest.raises(sqlite3.IntegrityError, match=reason):
            other.execute(statement)
    other.close()


def test_a_project_is_not_made_over_something_else(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(ProjectError, match="exists already"):
        Project.create(tmp_path / "notes.txt")
    with pytest.raises(ProjectError, match="no folder"):
        Project.create(tmp_path / "missing" / "p.sqlite")
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_new_project_leaves_no_other_file_behind(tmp_path: Path) -> None:
    Project.create(tmp_path / "p.sqlite").close()
    assert [p.name for p in tmp_path.iterdir()] == ["p.sqlite"]


def test_a_project_keeps_its_own_label_scheme(tmp_path: Path) -> None:
    from annotation.scheme import read_scheme

    toml = default_scheme().toml.replace('title = "Quote"', 'title = "Citation"')
    Project.create(tmp_path / "p.sqlite", scheme=read_scheme(toml)).close()
    with Project.open(tmp_path / "p.sqlite") as project:
        assert project.scheme.label("QUOTE").title == "Citation"


def test_annotations_come_along_with_a_document(tmp_path: Path) -> None:
    brought = Annotation(
        id="a1",
        document_id="pier",
        label="QUOTE",
        parts=suggestion().parts,
        annotator="grace",
        created="2026-01-31T12:00:00Z",
    )
    with Project.create(tmp_path / "p.sqlite", annotator="ada") as project:
        assert project.add_document(document(), b"", values=[brought])
        assert project.annotations("pier") == [brought]


def test_a_document_with_a_bad_annotation_leaves_nothing_behind(tmp_path: Path) -> None:
    bad = Annotation(
        id="a1",
        document_id="pier",
        label="QUOTE",
        parts=(Part("content", TextRange(0, 9999)),),
        annotator="g",
        created="",
    )
    with Project.create(tmp_path / "p.sqlite") as project:
        with pytest.raises(AnnotationError):
            project.add_document(document(), b"", values=[bad])
        assert project.documents() == []


def test_another_writer_is_noticed(project: Project) -> None:
    before = project.data_version()
    assert project.data_version() == before
    with Project.open(project.path, annotator="grace") as other:
        other.apply(Change("x", "pier", (Step(None, _note(other)),)))
    assert project.data_version() != before


def _note(project: Project) -> Annotation:
    kept: Suggestion = project.suggestions("pier")[0]
    return Annotation(
        id="n1",
        document_id="pier",
        label="QUOTE",
        parts=kept.parts,
        annotator=project.annotator,
        created="2026-01-31T12:00:00Z",
    )


def test_two_annotators_rejections_are_two_records(project: Project) -> None:
    """Each has an id of its own, so that the dataset can be read back."""
    do(project, review.reject(reading_of(project), suggestion()))
    with Project.open(project.path, annotator="grace") as other:
        do(other, review.reject(reading_of(other), suggestion()))
    (exported,) = project.exchange_documents([Status.REJECTED])
    assert [(a.annotator, a.status) for a in exported.annotations] == [
        ("ada", Status.REJECTED),
        ("grace", Status.REJECTED),
    ]
    assert len({a.id for a in exported.annotations}) == 2


def test_a_document_cannot_bring_what_another_one_has(project: Project) -> None:
    """An annotation whose id is taken is not overwritten, and nothing of the document comes in."""
    do(project, review.accept(reading_of(project), project.suggestions("pier")))
    (taken,) = project.annotations("pier")
    brought = replace(taken, document_id="second", suggestion_id=None)
    with pytest.raises(InputError, match="already"):
        project.add_document(document(id_="second"), b"", values=[brought])
    assert [d.id for d in project.documents()] == ["pier"]
    assert project.annotations("pier") == [taken]


def test_a_change_that_takes_away_what_another_annotator_has_linked_meanwhile_is_refused(project: Project) -> None:
    """Nothing of it is written: a link joins two annotations that are there."""
    claim = default_scheme().label("CLAIM")
    for start in (0, 64):
        do(project, review.annotate(reading_of(project), claim, TextRange(start, start + 10)))
    first, second = project.annotations("pier")
    deletion = review.delete(reading_of(project), first)
    with Project.open(project.path, annotator="grace") as other:
        do(other, review.link(reading_of(other), "supports", first, second))
    with pytest.raises(StaleChange):
        do(project, deletion)
    assert project.annotations("pier") == [first, second]
    assert len(project.links("pier")) == 1
