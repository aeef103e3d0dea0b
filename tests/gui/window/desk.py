"""What the tests of the window start from, and how they look at the screen and the file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from annotation.model import Part, Suggestion, Verdict, now
from gui.main_window import MainWindow
from storage.project import Project
from tests.gui.panel_samples import HARBOUR, place

K = Qt.Key
NONE, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


def suggestion(id_: str, label: str, *parts: tuple[str, str], score: float = 0.9) -> Suggestion:
    return Suggestion(
        id=id_,
        document_id="harbour",
        label=label,
        parts=tuple(sorted((Part(role, place(words)) for role, words in parts), key=lambda p: p.range)),
        attributes={"form": "direct"} if label == "QUOTE" else {},
        suggester="quotes@0.1",
        score=score,
        reason="cue ‘said’ inside it",
        created=now(),
    )


ALT = Qt.KeyboardModifier.AltModifier

SPLIT = suggestion(
    "s1",
    "QUOTE",
    ("content", "“We have waited twelve years for this,”"),
    ("source", "Mayor Ruta Vele"),
    ("cue", "said"),
    ("content", "“and the children of this town have waited longer.”"),
)
CLAIM = suggestion(
    "s2", "CLAIM", ("span", "the new pier will cost forty million crowns, twice what was promised"), score=0.8
)
STANCE = suggestion(
    "s3", "STANCE", ("evidence", "rejected the plan"), ("target", "the plan"), ("holder", "The fishermen’s union")
)


def agree(window: MainWindow) -> None:
    """What the page draws is what another program reads in the file."""
    session = window.session
    assert session.project is not None
    assert session.reading is not None
    document_id = session.reading.document.id
    with Project.open(session.project.path, annotator=session.project.annotator, writable=False) as other:
        assert {a.id: a for a in other.annotations(document_id)} == session.reading.annotations
        decided = {
            d.suggestion_id
            for d in other.decisions(document_id)
            if d.verdict is not Verdict.SKIP and d.annotator == "ada"
        }
        least = session.least_score
        open_ids = {s.id for s in other.suggestions(document_id) if s.score >= least} - decided
        assert [s.open for s in window.session.summaries if s.id == document_id] == [len(open_ids)]
    drawn = {item.id for item in window.view.scene.items}
    assert drawn == set(session.reading.annotations) | open_ids


def in_file(path: Path) -> list[tuple[str, list[tuple[str, str]], dict[str, str]]]:
    """The annotations of the harbour document as another program reads them."""
    with Project.open(path, annotator="ada", writable=False) as project:
        return [
            (a.label, [(p.role, p.range.of(HARBOUR)) for p in a.parts], dict(a.attributes))
            for a in project.annotations("harbour")
        ]


def verdicts(path: Path) -> dict[str, str]:
    with Project.open(path, annotator="ada", writable=False) as project:
        return {d.suggestion_id: d.verdict.value for d in project.decisions("harbour")}


def select(window: MainWindow, words: str) -> None:
    window.view.select(place(words))


def current_id(window: MainWindow) -> str:
    return window.session.current.id if window.session.current else ""
