"""A project with articles and suggestions, for the tests of the panels around the article."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotation.model import Document, Part, Suggestion, now, suggestion_id
from annotation.text import TextRange
from gui.session import Session
from storage.project import Project

Widget = TypeVar("Widget", bound=QWidget)

HARBOUR = (
    "The council of Port Aldis voted on Tuesday to close the old ferry terminal.\n\n"
    "“We have waited twelve years for this,” Mayor Ruta Vele said, “and the children of this town have waited longer.” "
    "She told reporters that work would begin before the winter.\n\n"
    "The fishermen’s union rejected the plan. According to its chair, Tomas Brandt, the new pier will cost "
    "forty million crowns, twice what was promised. Brandt called the vote “a gift to the cruise lines.”\n\n"
    "Ferry traffic fell by a third last year. Nobody in the room defended the old terminal.\n"
)
LETTER = "“Nothing will come of it,” the engineer wrote. The bridge has stood since 1931.\n"


def place(words: str, *, text: str = HARBOUR) -> TextRange:
    """The first occurrence of some words, in code points."""
    start = text.index(words)
    return TextRange(start, start + len(words))


def document(name: str, text: str) -> Document:
    """A document as an import would make it."""
    raw = text.encode()
    return Document(
        id=name.split(".", maxsplit=1)[0],
        name=name,
        text=text,
        sha256=hashlib.sha256(raw).hexdigest(),
        size=len(raw),
        imported=now(),
    )


def suggestion(
    label: str,
    parts: list[tuple[str, str]],
    *,
    score: float,
    reason: str = "",
    suggester: str = "quotes@0.1",
    attributes: Mapping[str, str] | None = None,
    document_id: str = "harbour",
    text: str = HARBOUR,
) -> Suggestion:
    """A suggestion; `parts` are roles and the words that have them."""
    placed = tuple(sorted((Part(role, place(words, text=text)) for role, words in parts), key=lambda p: p.range))
    return Suggestion(
        id=suggestion_id(document_id, suggester, label, placed, attributes or {}),
        document_id=document_id,
        label=label,
        parts=placed,
        attributes=attributes or {},
        suggester=suggester,
        score=score,
        reason=reason,
        created=now(),
    )


VELE = suggestion(
    "QUOTE",
    [
        ("content", "“We have waited twelve years for this,”"),
        ("content", "“and the children of this town have waited longer.”"),
        ("cue", "said"),
        ("source", "Mayor Ruta Vele"),
    ],
    score=0.97,
    reason="quotation marks, cue ‘said’, the subject of the cue",
    attributes={"form": "direct", "speaker": "Ruta Vele"},
)
SHE = suggestion(
    "QUOTE",
    [("content", "work would begin before the winter"), ("cue", "told"), ("source", "She")],
    score=0.81,
    reason="cue ‘told’, clause complement",
    attributes={"form": "indirect"},
)
GIFT = suggestion(
    "QUOTE",
    [("content", "“a gift to the cruise lines.”")],
    score=0.55,
    reason="quotation marks, nobody near who speaks",
)
COST = suggestion(
    "CLAIM",
    [("span", "the new pier will cost forty million crowns"), ("claimant", "Tomas Brandt")],
    score=0.74,
    reason="future tense, a number",
    suggester="claims@0.1",
    attributes={"type": "prediction", "checkworthy": "yes"},
)
TRAFFIC = suggestion(
    "CLAIM",
    [("span", "Ferry traffic fell by a third last year.")],
    score=0.62,
    reason="past tense, a share",
    suggester="claims@0.1",
)
UNION = suggestion(
    "STANCE",
    [
        ("evidence", "The fishermen’s union rejected the plan."),
        ("holder", "The fishermen’s union"),
        ("target", "the plan"),
    ],
    score=0.88,
    reason="‘rejected’ with a subject and an object",
    suggester="stances@0.1",
    attributes={"polarity": "oppose"},
)
ALL = [VELE, SHE, GIFT, COST, TRAFFIC, UNION]


def open_project(folder: Path) -> Session:
    """A session with a project of two documents, the first one open, with six suggestions; nothing decided."""
    project = Project.create(folder / "port.sqlite", annotator="ana")
    project.add_document(document("harbour.txt", HARBOUR), HARBOUR.encode())
    project.add_document(document("letter.txt", LETTER), LETTER.encode())
    project.add_suggestions("harbour", ["quotes@0.1", "claims@0.1", "stances@0.1"], ALL)
    session = Session()
    session.use_project(project)
    session.open_document("harbour")
    return session


def on_screen(qtbot: QtBot, widget: Widget, width: int, height: int) -> Widget:
    """A widget of this size, shown and active; qtbot closes it after the test."""
    qtbot.addWidget(widget)
    widget.resize(width, height)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    return widget
