"""The window: any keys in any order. After each, page, project and a plain model say the same; undo takes all of it back, byte for byte."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import regex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotation.model import Annotation, HasParts, Part, Suggestion, now, sorted_parts
from annotation.text import TextRange
from gui.main_window import MainWindow
from storage.project import Project
from tests.gui.panel_samples import document
from tests.gui.window.desk import agree
from tests.gui.window.plain_model import Mark, Plain

TEXT = (
    "The ferry 👩\u200d👩\u200d👧 waits 🇱🇻🎉\n\n"
    "“We cannot stay in the cafe\u0301,” Ruta said 👋🏽, “and nobody asked us.” She left.\n"
    "هي قالت: «سنبني الجسر» yesterday; Ana agreed. \n"
    " \n"
    "שָׁלוֹם to the team, he wrote. Prices fell by a third… Brandt calls it “a gift”.\n"
)
TABLES = (
    "documents", "texts", "suggestions", "suggestion_parts", "suggestion_attributes", "suggester_runs",
    "annotations", "annotation_parts", "annotation_attributes", "decisions", "links",
)  # fmt: skip
FAR = ("Ctrl+Right", "Ctrl+Left", "Alt+Right", "Down", "Up", "End", "Home", "Ctrl+Home", "Ctrl+End", "Ctrl+Down")
NEAR = ("Right", "Left")
SELECTS = ("Shift+Right", "Shift+Left", "Ctrl+Shift+Right", "Ctrl+Shift+Left", "Space", "Shift+Space", "Shift+Down")
GOES = ("Tab", "Shift+Tab", "]", "[", "Esc", "R", "Shift+L")
DECIDES = ("A", "X", "S", "O", "Del", "Q", "C", "T", "1", "2", "3", "4", "F", "W", "Y", "Shift+Q", "Shift+C", "Shift+T")
RESHAPES = ("0", "Ctrl+.", "Ctrl+,", "Alt+,", "Alt+.", "V", "B", "P", "L", "Ctrl+L")
UNDOES = ("U", "Shift+U")
STILL = frozenset((*FAR, *NEAR, *SELECTS, *GOES))

Rows = tuple[tuple[str, tuple[tuple[object, ...], ...]], ...]


def strokes() -> st.SearchStrategy[list[str]]:
    """Keys as they are pressed: some to move, to select, to go to an item, then one that does something."""

    def repeated(keys: tuple[str, ...], most: int, *, least: int = 0) -> st.SearchStrategy[list[str]]:
        return st.builds(lambda key, times: [key] * times, st.sampled_from(keys), st.integers(least, most))

    acts = st.sampled_from((*DECIDES, *RESHAPES, *UNDOES)).map(lambda key: [key])
    goes, selects = repeated(GOES, 3), repeated(SELECTS, 4)
    moves = st.tuples(repeated(FAR, 4), repeated(NEAR, 3)).map(lambda found: [*found[0], *found[1]])
    marked = st.tuples(moves, repeated(SELECTS, 4, least=1), st.sampled_from("QCT").map(list), acts)
    changed = st.tuples(repeated(("]", "Tab"), 3, least=1), moves, selects, acts, acts)
    anything = st.tuples(goes, moves, selects, acts)
    any_ = (marked | changed | anything).map(lambda found: list(itertools.chain(*found)))
    # What hardly comes about by chance: links, and items of which two are made, or one.
    kinds = st.sampled_from(["1", "2", "3", "4", "L"])
    linked = kinds.map(lambda kind: ["Tab", "A", "L", "Tab", "A", kind, "Shift+L"])
    cut = repeated(("Ctrl+Right",), 5).map(lambda walk: ["]", *walk, "V"])
    carved = repeated(("Ctrl+Right",), 4).map(lambda walk: ["]", *walk, "Ctrl+Shift+Right", "V"])
    joined = st.sampled_from([["]", "B"], ["]", "Ctrl+Shift+Right", "Shift+Down", "B"], ["Tab", "A", "B"]])
    decided = st.tuples(st.sampled_from("ASX"), st.sampled_from("AXSOFYU"), acts).map(
        lambda keys: ["Tab", *keys[:2], *keys[2]]
    )
    rare = linked | cut | carved | joined | decided
    return st.lists(st.one_of(any_, any_, any_, rare), min_size=5, max_size=12).map(
        lambda found: list(itertools.chain(*found))
    )


def test_any_keys(analyst: Analyst) -> None:
    @settings(max_examples=20, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(strokes())
    def keys_in_any_order(keys: list[str]) -> None:
        analyst.begin()
        for key in keys:
            analyst.press(key)
        analyst.undo_and_redo_all()

    keys_in_any_order()


class Analyst:
    """Presses keys in a window, and compares what comes of it with a plain model and with what was there before."""

    def __init__(self, window: MainWindow, qtbot: QtBot, folder: Path) -> None:
        self.window, self._qtbot, self._folder = window, qtbot, folder
        self._numbers = itertools.count()
        self._graphemes = {match.start() for match in regex.finditer(r"\X", TEXT)} | {len(TEXT)}
        self._reader: sqlite3.Connection | None = None
        self.states: list[Rows] = []  # what the file has held, as undo goes back through it
        self.here = 0

    def begin(self) -> None:
        """A fresh project in the window, and the caret at the start of its document."""
        path = self._folder / f"{next(self._numbers)}.sqlite"
        with Project.create(path, annotator="ada") as project:
            project.add_document(document("ferry.txt", TEXT), TEXT.encode())
            project.add_suggestions("ferry", ["quotes@0.1"], SUGGESTIONS)
        self.window.files.use(Project.open(path, annotator="ada"))
        self.leave()
        self._reader = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        self.window.commands.labelling.arm(None)
        self.window.view.setFocus()
        self.window.view.move_caret(0)
        self.states, self.here = [self.rows()], 0

    def press(self, key: str) -> None:
        """Press a key and check all that must hold after any key."""
        window = self.window
        linking = window.commands.linking.source is not None and key in "1234"
        before, current = self._plain(), window.session.current
        expected = before.press(key, current=current.id if current else "", selection=window.view.selection)
        self._click(key)
        rows = self.rows()
        if key in UNDOES:
            self.here = max(self.here - 1, 0) if key == "U" else min(self.here + 1, len(self.states) - 1)
        elif rows != self.states[self.here]:
            assert key not in STILL, "a key that only moves has changed the project"
            QApplication.processEvents()  # whatever is there now can be painted
            self.states[self.here + 1 :] = [rows]
            self.here += 1
        assert rows == self.states[self.here]
        if expected and key not in (*UNDOES, *STILL, *RESHAPES):
            after = before if linking else expected
            assert self._plain().contents() == after.contents()
        self._check_places()
        if key not in STILL:
            agree(window)

    def undo_and_redo_all(self) -> None:
        """Take everything back, one change at a time, then make it again; the file goes through the same states each time."""
        for key, number in (("U", self.here), ("Shift+U", len(self.states) - 1)):
            for _ in range(number):
                self.press(key)
        assert self.here == len(self.states) - 1
        for _ in range(self.here):
            self.press("U")
        assert self.rows() == self.states[0]
        self.press("U")
        assert self.rows() == self.states[0]

    def rows(self) -> Rows:
        """All that the file holds about the document, its history left out, as another program reads it."""
        assert self._reader is not None
        return tuple((t, tuple(sorted(self._reader.execute(f"SELECT * FROM {t}"), key=repr))) for t in TABLES)

    def leave(self) -> None:
        """Close what was opened to look into the file."""
        if self._reader:
            self._reader.close()
            self._reader = None

    def _click(self, key: str) -> None:
        where = QApplication.focusWidget() or self.window
        if key == "Shift+Tab":  # which reaches a program as a key of its own
            self._qtbot.keyClick(where, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        else:
            self._qtbot.keySequence(where, QKeySequence(key))
        assert self.window.view.hasFocus(), "the keys go to the page"

    def _plain(self) -> Plain:
        reading = self.window.session.reading
        assert reading is not None
        verdicts = {d.suggestion_id: d for d in reading.decisions.values()}
        return Plain(
            scheme=self.window.session.scheme,
            suggestions={s.id: _mark(s, s.id) for s in reading.suggestions.values()},
            marks={a.id: _mark(a, a.suggestion_id or "") for a in reading.annotations.values()},
            verdicts={id_: d.verdict.value for id_, d in verdicts.items()},
            behind={id_: d.annotation_id for id_, d in verdicts.items() if d.annotation_id},
        )

    def _check_places(self) -> None:
        """Ranges are of whole graphemes and never of white space alone; the caret stands between two graphemes."""
        session, view = self.window.session, self.window.view
        assert session.reading is not None
        assert session.current is None or session.current is session.reading.item(session.current.id)
        assert view.caret in self._graphemes
        spans = [part.range for a in session.reading.annotations.values() for part in a.parts]
        for span in [*spans, view.selection] if view.selection else spans:
            assert 0 <= span.start < span.end <= len(TEXT)
            assert {span.start, span.end} <= self._graphemes, f"{span} of {span.of(TEXT)!r} cuts a grapheme"
            assert span.of(TEXT).strip(), f"{span} is white space"
        for annotation in session.reading.annotations.values():
            for one, other in itertools.pairwise(sorted(annotation.parts, key=lambda p: (p.role, p.range))):
                assert one.role != other.role or one.range.end < other.range.start, "fragments that touch are one"
        for link in session.reading.links.values():
            assert {link.from_id, link.to_id} <= set(session.reading.annotations)


def _mark(item: HasParts, origin: str) -> Mark:
    assert isinstance(item, Annotation | Suggestion)
    parts = frozenset((p.role, p.range.start, p.range.end) for p in item.parts)
    return Mark(item.label, parts, frozenset(item.attributes.items()), origin)


def _suggestion(id_: str, label: str, *parts: tuple[str, str], **attributes: str) -> Suggestion:
    return Suggestion(
        id=id_,
        document_id="ferry",
        label=label,
        parts=sorted_parts(Part(role, TextRange(s := TEXT.index(words), s + len(words))) for role, words in parts),
        attributes=attributes,
        suggester="quotes@0.1",
        score=0.75,
        reason="a sample",
        created=now(),
    )


SUGGESTIONS = [
    _suggestion(
        "s1",
        "QUOTE",
        ("content", "“We cannot stay in the cafe\u0301,”"),
        ("source", "Ruta"),
        ("cue", "said"),
        ("content", "“and nobody asked us.”"),
        form="direct",
        speaker="Ruta",
    ),
    _suggestion("s2", "CLAIM", ("span", "nobody asked us"), type="fact"),
    _suggestion("s3", "QUOTE", ("content", "«سنبني الجسر»"), ("cue", "قالت")),
    _suggestion("s4", "STANCE", ("evidence", "Brandt calls it “a gift”"), ("holder", "Brandt"), polarity="oppose"),
    _suggestion("s5", "CLAIM", ("span", "Prices fell by a third"), ("claimant", "he")),
]


@pytest.fixture
def analyst(qtbot: QtBot, tmp_path: Path) -> Iterator[Analyst]:
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1000, 600)
    made = Analyst(window, qtbot, tmp_path)
    made.begin()
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    window.view.setFocus()
    qtbot.waitUntil(window.view.hasFocus)
    yield made
    made.leave()
    window.close()
