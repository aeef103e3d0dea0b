"""Which pipeline suggests is chosen by keyboard, counts at once, and costs nothing that was decided."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotation.suggest import SUGGESTERS
from gui import preferences
from gui.dialogs.settings import SettingsDialog
from gui.main_window import MainWindow
from storage.project import Project
from tests.annotation.suggest import made_pipelines
from tests.annotation.suggest.test_chosen_pipeline import ZITAT
from tests.annotation.suggest.test_language import GERMAN
from tests.gui.panel_samples import document
from tests.gui.window.desk import K
from tests.gui.window.test_settings_dialog import type_key

PATIENCE = 100_000  # milliseconds: spaCy is imported, by a process that steps back for every other
pytestmark = pytest.mark.timeout(400)
OWN, THEIRS = SUGGESTERS[0], f"{SUGGESTERS[0]}+de_harbour_news@1.2.0"
TEXT = f"{GERMAN} {ZITAT} „Das wird noch lange dauern“, sagte Ana Berg."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    with Project.create(tmp_path / "hafen.sqlite", annotator="ada") as made:
        made.add_document(document("hafen.txt", TEXT), TEXT.encode())
    return tmp_path / "hafen.sqlite"


@pytest.fixture
def german_window(qtbot: QtBot, project: Path) -> Iterator[MainWindow]:
    made = MainWindow()
    qtbot.addWidget(made)
    made.resize(1400, 900)
    made.files.use(Project.open(project, annotator="ada"))
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, german_window: MainWindow) -> Iterator[SettingsDialog]:
    """The page of the settings, as F9 and a look at its tab open it."""
    german_window.menus["settings"].trigger()
    (made,) = german_window.findChildren(SettingsDialog)
    with qtbot.waitActive(made):
        made.activateWindow()
    made.tabs.setCurrentWidget(made.pipeline)
    yield made
    made.close()


def readers(project: Path) -> set[str]:
    """Who has read the document, as another program sees it."""
    with Project.open(project, writable=False) as other:
        return {name for name in other.read_by("hafen") if name.startswith("quotes")}


def wait_for(qtbot: QtBot, window: MainWindow, suggester: str) -> None:
    """Until the page shows what this suggester proposes. The file is not asked meanwhile: that would take from the worker what it computes with."""

    def shown() -> bool:
        reading = window.session.reading
        return reading is not None and any(s.suggester == suggester for s in reading.suggestions.values())

    qtbot.waitUntil(shown, timeout=PATIENCE)


def choose_folder(qtbot: QtBot, page: SettingsDialog, folder: Path | str) -> None:
    page.pipeline.folder.setFocus()
    qtbot.keyClicks(page.pipeline.folder, str(folder))
    type_key(qtbot, K.Key_Return)


def test_another_pipeline_reads_again_and_no_decision_is_lost(
    qtbot: QtBot, german_window: MainWindow, page: SettingsDialog, project: Path, tmp_path: Path
) -> None:
    """First ours, which tells that this is German; then, chosen by its folder, a German one: what it adds is added, nothing twice."""
    session = german_window.session
    wait_for(qtbot, german_window, OWN)
    assert readers(project) == {OWN}
    assert german_window.banner.text.startswith("This looks like German: the suggestions are for English")
    assert "the settings (F9)" in german_window.banner.text
    assert session.reading is not None
    (first,) = session.reading.open_suggestions()
    session.set_current(first.id)
    session.accept()
    choose_folder(qtbot, page, made_pipelines.german(tmp_path / "de"))
    assert preferences.pipeline() == str(tmp_path / "de")
    assert page.pipeline.current is not None
    assert page.pipeline.current.title == "de_harbour_news"
    assert readers(project) == {OWN}
    german_window.menus["suggest"].trigger()
    wait_for(qtbot, german_window, THEIRS)
    assert readers(project) == {OWN, THEIRS}
    (new,) = session.reading.open_suggestions()
    assert new.suggester == THEIRS
    assert [part.range.of(TEXT) for part in new.parts] == ["„Wir haben zwölf Jahre auf diese Mole gewartet“", "Roth"]
    assert len(session.reading.annotations) == 1


def test_a_pipeline_is_chosen_in_the_list_by_keys(
    qtbot: QtBot, german_window: MainWindow, page: SettingsDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(made_pipelines.install(tmp_path / "site")))
    page.tabs.setCurrentWidget(page.keys)
    page.tabs.setCurrentWidget(page.pipeline)
    page.pipeline.list.setFocus()
    assert page.pipeline.current is not None
    assert page.pipeline.current.is_own
    while page.pipeline.current.name != made_pipelines.PACKAGE:
        type_key(qtbot, K.Key_Down)
    assert preferences.pipeline() == ""
    type_key(qtbot, K.Key_Space)
    assert preferences.pipeline() == made_pipelines.PACKAGE
    assert QApplication.focusWidget() is page.pipeline.list
    type_key(qtbot, K.Key_Home)
    type_key(qtbot, K.Key_Return)
    assert preferences.pipeline() == ""


def test_a_folder_without_a_pipeline_is_told_and_changes_nothing(
    qtbot: QtBot, page: SettingsDialog, tmp_path: Path
) -> None:
    choose_folder(qtbot, page, tmp_path / "nowhere")
    assert "There is no pipeline" in page.pipeline.notice.words.text()
    assert preferences.pipeline() == ""


def test_a_pipeline_that_is_gone_is_told_and_ours_reads_instead(
    qtbot: QtBot, german_window: MainWindow, project: Path, tmp_path: Path
) -> None:
    """Both over the page and in the settings, which offer the way back."""
    preferences.choose_pipeline(str(tmp_path / "gone"))
    qtbot.waitUntil(lambda: "There is no pipeline" in german_window.banner.text, timeout=PATIENCE)
    assert "Quotemark’s own pipeline is used instead" in german_window.banner.text
    wait_for(qtbot, german_window, OWN)
    assert readers(project) == {OWN}
    german_window.menus["settings"].trigger()
    (dialog,) = german_window.findChildren(SettingsDialog)
    dialog.tabs.setCurrentWidget(dialog.pipeline)
    assert "There is no pipeline" in dialog.pipeline.notice.words.text()
    dialog.pipeline.notice.choices[0].click()
    assert preferences.pipeline() == ""
    dialog.close()
