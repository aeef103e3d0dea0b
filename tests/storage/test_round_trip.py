"""Whatever annotators do in a project, its export can be imported, and says the same when it is exported again."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotation import review
from annotation.errors import AnnotationError, StaleChange
from annotation.exchange import ExchangeDocument, write_line
from annotation.model import Annotation, Part, Status, Suggestion, suggestion_id
from annotation.text import TextRange
from storage.importing import import_files
from storage.project import Project
from tests.storage.samples import document

ANNOTATORS = ("ada", "grace")
# Few places, so that what is moved often becomes like something else.
PLACES = (TextRange(0, 5), TextRange(0, 10), TextRange(8, 14))
ACTIONS = ("accept", "reject", "skip", "reopen", "move", "form", "relabel", "annotate", "link", "undo", "redo")

actions = st.lists(
    st.tuples(
        st.sampled_from(ANNOTATORS),
        st.sampled_from(ACTIONS),
        st.integers(0, 5),
        st.sampled_from(PLACES),
    ),
    max_size=16,
)


def proposed(place: TextRange) -> Suggestion:
    parts = (Part("content", place),)
    return Suggestion(
        id=suggestion_id("pier", "quotes@0.1", "QUOTE", parts, {}),
        document_id="pier",
        label="QUOTE",
        parts=parts,
        suggester="quotes@0.1",
        score=0.5,
        reason="",
    )


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with nothing in it, to be copied: making one takes longer than all that is done with it."""
    path = tmp_path_factory.mktemp("empty") / "empty.sqlite"
    Project.create(path, annotator=ANNOTATORS[0]).close()
    return path


def act(project: Project, action: str, number: int, place: TextRange) -> None:
    """Do one thing as an annotator might; what is not allowed, or overtaken by the other annotator, is left."""
    reading = project.reading("pier")
    items = reading.items(rejected=True)
    item = items[number % len(items)]
    label = project.scheme.label(item.label)
    change = None
    match action:
        case "undo" | "redo":
            getattr(project, action)()
        case "annotate":
            change = review.annotate(reading, label, place)
        case "accept" if isinstance(item, Suggestion):
            change = review.accept(reading, [item])
        case "reject":
            change = review.reject(reading, item)
        case "skip" if isinstance(item, Suggestion):
            change = review.skip(reading, item)
        case "reopen" if isinstance(item, Suggestion):
            change = review.reopen(reading, item)
        case "move":
            change = review.move_part(reading, item, item.parts[0], place)
        case "form" if item.label == "QUOTE":
            change = review.set_attribute(reading, item, "form", "" if item.attributes else "direct")
        case "relabel":
            change = review.relabel(reading, item, label, project.scheme.labels[number % 3])
        case "link":
            ends = [a for a in items if isinstance(a, Annotation)]
            if len(ends) > 1:
                change = review.link(reading, "supports", ends[0], ends[1])
    if change:
        project.apply(change)


def told(exported: ExchangeDocument) -> tuple[list[Any], list[Any]]:
    """What a dataset says, whatever the ids are."""
    facts = {
        a.id: (a.status, a.label, [(p.role, p.range) for p in a.parts], sorted(a.attributes.items()), a.annotator)
        for a in exported.annotations
    }
    return sorted(facts.values()), sorted((k.kind, facts[k.from_id], facts[k.to_id]) for k in exported.links)


@settings(max_examples=60, deadline=None)
@given(actions)
def test_every_export_can_be_imported_and_says_the_same_again(
    empty: Path, steps: list[tuple[str, str, int, TextRange]]
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        source, target = (Path(shutil.copy(empty, folder / f"{which}.sqlite")) for which in ("source", "target"))
        with Project.open(source, annotator="ada") as ada, Project.open(source, annotator="grace") as grace:
            ada.add_document(document(), b"", suggestions=map(proposed, PLACES))
            for annotator, action, number, place in steps:
                try:
                    act(ada if annotator == "ada" else grace, action, number, place)
                except (AnnotationError, StaleChange):
                    continue
            (first,) = ada.exchange_documents(Status)
        path = folder / "all.jsonl"
        path.write_text(write_line(first) + "\n", encoding="utf-8")
        with Project.open(target, annotator="cleo") as other:
            report = import_files(other, [path])
            assert report.refused == ()
            (second,) = other.exchange_documents(Status)
        assert told(second) == told(first)
