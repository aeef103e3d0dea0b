"""Saving and printing the page from the window."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from gui.dialogs.picture import PictureDialog
from gui.main_window import MainWindow
from tests.gui.pdf_reader import pages_of
from tests.gui.window.desk import select

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def answer(
    window: MainWindow, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, how: Callable[[QDialog], None]
) -> None:
    """Press a key that asks something, and answer: `how` is called with the dialog once it is there."""
    met: list[QDialog] = []

    def reply() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        met.append(dialog)
        try:
            how(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, reply)
    qtbot.keyClick(window.view, key, modifier)
    assert met, "nothing was asked"


def saved_as(path: Path, *, suffix: str, suggestions: bool = True) -> Callable[[QDialog], None]:
    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, PictureDialog)
        dialog.kind.setCurrentIndex(dialog.kind.findData(suffix))
        dialog.suggestions.setChecked(suggestions)
        dialog.path.setText(str(path))
        dialog.save.click()

    return fill


def test_the_page_is_saved_beside_the_project(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    """As it opens: PDF, the whole page, a file named as the document."""
    with qtbot.waitSignal(window.session.said) as told:
        answer(window, qtbot, Qt.Key.Key_S, CTRL_SHIFT, lambda dialog: dialog.accept())
    assert told.args == [f"Saved the page as {path.parent / 'harbour.pdf'}"]
    assert (path.parent / "harbour.pdf").exists()
    (page,) = pages_of((path.parent / "harbour.pdf").read_bytes())
    assert "Suggested" in page.text


def test_a_selection_is_offered_alone(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """Its paragraphs, as an SVG, without suggestions."""
    select(window, "the new pier will cost forty million crowns")
    target = tmp_path / "part.svg"
    answer(window, qtbot, Qt.Key.Key_S, CTRL_SHIFT, saved_as(target, suffix=".svg", suggestions=False))
    words = {text.text for text in ET.parse(target).getroot().iter("{http://www.w3.org/2000/svg}text")}
    assert "fishermen’s" in words
    assert not {"ferry", "Suggested"} & words


def test_a_file_that_cannot_be_written_is_told_over_the_page(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """The folder has gone between the question and the answer; the window goes on."""
    folder = tmp_path / "gone"
    folder.mkdir()

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, PictureDialog)
        dialog.path.setText(str(folder / "page.pdf"))
        folder.rmdir()
        dialog.save.click()

    answer(window, qtbot, Qt.Key.Key_S, CTRL_SHIFT, fill)
    assert f"There is no folder {folder}" in window.banner.text
    assert QApplication.overrideCursor() is None


def test_a_name_that_says_another_kind_is_refused(qtbot: QtBot, tmp_path: Path) -> None:
    """The kind sets the name's end as long as it is one of theirs; what cannot be written cannot be saved."""
    dialog = PictureDialog(tmp_path / "page.pdf", selection=False)
    qtbot.addWidget(dialog)
    dialog.kind.setCurrentIndex(dialog.kind.findData(".png"))
    assert dialog.path.text().endswith("page.png")
    assert not dialog.selected.isEnabled()
    dialog.path.setText(str(tmp_path / "page.txt"))
    assert not dialog.save.isEnabled()
    assert ".png" in dialog.note.text()
    letter = QLocale().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    assert dialog.paper.currentText() == ("Letter" if letter else "A4")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the system’s own dialog asks")
def test_the_page_is_printed(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """What a printer gets is what the PDF has: here the printer is a file."""
    target = tmp_path / "printed.pdf"

    def choose_file(dialog: QDialog) -> None:
        assert isinstance(dialog, QPrintDialog)
        printers, file = dialog.findChild(QComboBox, "printers"), dialog.findChild(QLineEdit, "filename")
        assert printers is not None
        assert file is not None
        printers.setCurrentIndex(printers.count() - 1)
        file.setText(str(target))
        dialog.accept()

    with qtbot.waitSignal(window.session.said) as told:
        answer(window, qtbot, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier, choose_file)
    assert told.args == [f"Printed the page to {target}"]
    (page,) = pages_of(target.read_bytes())
    words = normalize("NFKC", page.text).split()
    assert {"fishermen’s", "harbour.txt"} <= set(words)
    assert words[words.index("/") - 1 :][:3] == ["1", "/", "1"]
