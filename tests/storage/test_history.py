"""Undo and redo read the project's history, so that they work across restarts."""

from __future__ import annotations

import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotation import review
from annotation.errors import StaleChange
from annotation.model import Annotation, Part, Suggestion
from annotation.scheme import default_scheme
from annotation.text import TextRange
from storage.project import Project
from tests.storage.samples import TEXT, document, suggestion
from tests.storage.test_project import do, reading_of

CONTENT = (
    "documents",
    "texts",
    "suggestions",
    "suggestion_parts",
    "annotations",
    "annotation_parts",
    "annotation_attributes",
    "decisions",
    "links",
)


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the project but its history, as any SQLite program sees them."""
    with sqlite3.connect(path) as db:
        found = {table: sorted(db.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in CONTENT}
    db.close()
    return found


def test_undo_and_redo_survive_a_restart(project: Project) -> None:
    before = content(project.path)
    do(project, review.accept(reading_of(project), project.suggestions("pier")))
    after = content(project.path)
    project.close()
    with Project.open(project.path, annotator="ada") as again:
        assert again.undo_title() == "accept quote"
        again.undo()
        assert content(project.path) == before
    with Project.open(project.path, annotator="ada") as again:
        assert again.redo_title() == "accept quote"
        again.redo()
        assert content(project.path) == after
        assert again.redo() is None


def test_a_new_change_ends_what_could_be_redone(project: Project) -> None:
    claim = default_scheme().label("CLAIM")
    do(project, review.annotate(reading_of(project), claim, TextRange(0, 3)))
    project.undo()
    do(project, review.annotate(reading_of(project), claim, TextRange(5, 8)))
    assert project.redo() is None
    project.undo()
    assert project.redo_title() == "add claim"
    project.redo()
    assert [p.range for a in project.annotations("pier") for p in a.parts] == [TextRange(5, 8)]


def test_an_annotator_undoes_only_their_own_changes(project: Project) -> None:
    do(project, review.accept(reading_of(project), project.suggestions("pier")))
    with Project.open(project.path, annotator="grace") as other:
        assert other.undo() is None
        do(other, review.reject(reading_of(other), suggestion()))
    touched = project.undo()
    assert touched is not None
    assert touched.title == "accept quote"
    assert [d.annotator for d in project.decisions("pier")] == ["grace"]


def accept_two(project: Project) -> tuple[Annotation, Annotation]:
    """Two changes of the annotator's, one after the other, and what they made."""
    claim = replace(suggestion(), id="s2", label="CLAIM", parts=(Part("span", TextRange(94, 121)),), attributes={})
    project.add_suggestions("pier", ["claims@0.1"], [claim])
    do(project, review.accept(reading_of(project), [suggestion()]))
    do(project, review.accept(reading_of(project), [claim]))
    first, second = project.annotations("pier")
    return first, second


def test_what_another_annotator_has_changed_since_is_given_up_and_undo_goes_on_before_it(project: Project) -> None:
    """It is told once; then the changes before it are undone and redone as ever."""
    first, second = accept_two(project)
    with Project.open(project.path, annotator="grace") as other:
        do(other, review.set_attribute(reading_of(other), second, "type", "fact"))
    changed = project.annotations("pier")
    with pytest.raises(StaleChange) as caught:
        project.undo()
    assert caught.value.what == "“accept claim” cannot be undone: it was changed since."
    assert caught.value.way_out == "Undo again for the change before it."
    assert project.annotations("pier") == changed
    assert (project.undo_title(), project.redo_title()) == ("accept quote", "")
    assert project.redo() is None
    assert project.undo() is not None
    assert [a.id for a in project.annotations("pier")] == [second.id]
    assert (project.undo_title(), project.redo_title()) == ("", "accept quote")
    assert project.redo() is not None
    assert [a.id for a in project.annotations("pier")] == [first.id, second.id]
    assert project.redo() is None


def test_what_another_annotator_has_linked_since_is_given_up(project: Project) -> None:
    """The file itself objects to taking it away."""
    first, second = accept_two(project)
    with Project.open(project.path, annotator="grace") as other:
        do(other, review.link(reading_of(other), "supports", first, second))
    for title in ("accept claim", "accept quote"):
        with pytest.raises(StaleChange, match=title):
            project.undo()
    assert project.undo() is None
    assert project.annotations("pier") == [first, second]


def test_a_redo_that_is_not_possible_any_more_is_given_up(project: Project) -> None:
    """The next redo goes on with the change after it, which does not need it."""
    first, second = accept_two(project)
    do(project, review.link(reading_of(project), "supports", first, second))
    do(project, review.set_memo(reading_of(project), first, "Who?"))
    project.undo()
    project.undo()
    with Project.open(project.path, annotator="grace") as other:
        do(other, review.link(reading_of(other), "supports", first, second))
    with pytest.raises(StaleChange) as caught:
        project.redo()
    assert caught.value.what == "“link supports” cannot be redone: it was changed since."
    assert caught.value.way_out == "Redo again for the change after it."
    assert project.redo_title() == "write memo"
    assert project.redo() is not None
    assert project.annotations("pier")[0].memo == "Who?"
    assert project.redo() is None
    assert project.undo_title() == "write memo"


def test_what_is_given_up_is_kept_in_the_history(project: Project) -> None:
    """As an undo that did nothing."""
    _, second = accept_two(project)
    with Project.open(project.path, annotator="grace") as other:
        do(other, review.set_attribute(reading_of(other), second, "type", "fact"))
    with pytest.raises(StaleChange):
        project.undo()
    with sqlite3.connect(project.path) as db:
        last = db.execute("SELECT kind, refers_to, annotator, title, steps FROM history ORDER BY id DESC").fetchone()
    db.close()
    assert last == ("undo", 2, "ada", "accept claim", "[]")


def test_nothing_to_undo_is_no_error(project: Project) -> None:
    assert project.undo() is None
    assert project.redo() is None
    assert project.undo_title() == ""


def test_the_history_keeps_every_step_with_who_and_when(project: Project) -> None:
    do(project, review.accept(reading_of(project), project.suggestions("pier")))
    project.undo()
    project.redo()
    with sqlite3.connect(project.path) as db:
        rows = db.execute("SELECT kind, refers_to, annotator, title FROM history ORDER BY id").fetchall()
    db.close()
    assert rows == [
        ("do", None, "ada", "accept quote"),
        ("undo", 1, "ada", "accept quote"),
        ("redo", 1, "ada", "accept quote"),
    ]


spans = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30)).map(
    lambda pair: TextRange(pair[0], min(pair[0] + pair[1], len(TEXT)))
)
intentions = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(("accept", "reject", "skip", "undo", "redo")), st.none()),
        st.tuples(
            st.sampled_from(("annotate QUOTE", "annotate CLAIM", "annotate STANCE", "cue", "content", "source")), spans
        ),
        st.tuples(st.sampled_from(("relabel CLAIM", "relabel STANCE", "memo", "form", "delete")), st.none()),
    ),
    max_size=14,
)


def _intend(project: Project, what: str, span: TextRange | None) -> None:
    """Do one thing as an annotator might, on the first item; what the label scheme refuses is left."""
    reading, scheme = reading_of(project), project.scheme
    items = reading.items()
    item = items[0] if items else None
    if what.startswith("annotate"):
        assert span is not None
        project.apply(review.annotate(reading, scheme.label(what.split()[1]), span))
        return
    if what in ("undo", "redo"):
        getattr(project, what)()
        return
    if item is None:
        return
    label = scheme.label(item.label)
    change = None
    if what == "accept" and isinstance(item, Suggestion):
        change = review.accept(reading, [item])
    elif what == "skip" and isinstance(item, Suggestion):
        change = review.skip(reading, item)
    elif what == "reject":
        change = review.reject(reading, item)
    elif what == "delete" and isinstance(item, Annotation):
        change = review.delete(reading, item)
    elif what.startswith("relabel"):
        change = review.relabel(reading, item, label, scheme.label(what.split()[1]))
    elif what == "memo":
        change = review.set_memo(reading, item, item.memo + "!" if isinstance(item, Annotation) else "why?")
    elif what == "form" and item.label == "QUOTE":
        change = review.set_attribute(reading, item, "form", "mixed" if item.attributes.get("form") != "mixed" else "")
    elif span is not None and what in {role.name for role in label.roles}:
        change = review.set_role(reading, item, label, what, span)
    if change:
        project.apply(change)


@settings(max_examples=40, deadline=None)
@given(intentions)
def test_undoing_everything_restores_the_file_and_redoing_brings_it_all_back(
    steps: list[tuple[str, TextRange | None]],
) -> None:
    """Whatever an annotator does, undo to the start gives the rows of the start, and redo to the end those of the end."""
    with tempfile.TemporaryDirectory() as folder, Project.create(Path(folder) / "p.sqlite", annotator="ada") as project:
        project.add_document(document(), b"")
        project.add_suggestions("pier", ["quotes@0.1"], [suggestion()])
        start = content(project.path)
        for what, span in steps:
            _intend(project, what, span)
        end = content(project.path)
        undone = 0
        while project.undo():
            undone += 1
        assert content(project.path) == start
        for _ in range(undone):
            assert project.redo()
        assert content(project.path) == end
