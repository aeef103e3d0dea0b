"""Choosing an export: what is offered, what is refused, and what is told to get lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotation.formats import FORMATS
from annotation.model import Status
from gui.dialogs.export import ExportDialog
from gui.session import Session
from tests.gui.panel_samples import GIFT, VELE, open_project


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    del qtbot  # Qt runs
    made = open_project(tmp_path)
    made.set_current(VELE.id)
    made.accept()
    made.set_current(GIFT.id)
    made.reject()
    yield made
    made.close()


@pytest.fixture
def dialog(session: Session, qtbot: QtBot) -> ExportDialog:
    made = ExportDialog(session)
    qtbot.addWidget(made)
    made.show()
    return made


def told(dialog: ExportDialog, qtbot: QtBot) -> list[str]:
    """The losses, once they are known."""
    qtbot.waitUntil(lambda: not dialog.heading.text().startswith("Checking"), timeout=60_000)
    return [dialog.losses.item(n).text() for n in range(dialog.losses.count())]


def choose(dialog: ExportDialog, name: str) -> None:
    dialog.format.setCurrentIndex(dialog.format.findData(name))


def test_accepted_annotations_go_beside_the_project(dialog: ExportDialog, session: Session) -> None:
    """As it opens: the first format, what was accepted, a file named as the project."""
    assert session.project is not None
    choice = dialog.choice()
    assert choice is not None
    assert choice.format_name == next(iter(FORMATS))
    assert choice.statuses == (Status.ACCEPTED,)
    assert choice.path == session.project.path.with_suffix(".jsonl")
    assert [box.text() for box in dialog.statuses.values()] == ["Accepted (1)", "Suggested (4)", "Rejected (1)"]


def test_enter_exports_and_closing_writes_nothing(dialog: ExportDialog, tmp_path: Path) -> None:
    """Export is the default button; the dialog itself leaves the folder as it is."""
    assert dialog.export.isDefault()
    before = sorted(path.name for path in tmp_path.iterdir() if path.suffix != ".sqlite-shm")
    dialog.accept()
    assert dialog.result() == ExportDialog.DialogCode.Accepted
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix != ".sqlite-shm") == before


def test_what_is_lost_is_told_at_every_change(dialog: ExportDialog, session: Session, qtbot: QtBot) -> None:
    """It is what the format itself finds in the documents as they would be written."""
    assert session.project is not None
    assert told(dialog, qtbot) == []
    assert dialog.heading.text() == "This format carries everything."
    for name in FORMATS:
        for suggested in (True, False):
            statuses = [Status.ACCEPTED, Status.SUGGESTED] if suggested else [Status.ACCEPTED]
            expected = FORMATS[name].preflight(session.project.exchange_documents(statuses))
            choose(dialog, name)
            dialog.statuses[Status.SUGGESTED].setChecked(suggested)
            assert told(dialog, qtbot) == expected


def test_only_the_last_answer_is_shown(dialog: ExportDialog, session: Session, qtbot: QtBot) -> None:
    """Going through the formats quickly does not mix up what they lose."""
    assert session.project is not None
    expected = FORMATS["csv"].preflight(session.project.exchange_documents([Status.ACCEPTED]))
    assert expected
    for name in ("csv", "jsonl", "csv", "jsonl", "csv"):
        choose(dialog, name)
    assert told(dialog, qtbot) == expected


def test_the_name_follows_the_format_until_it_is_another(dialog: ExportDialog, tmp_path: Path) -> None:
    choose(dialog, "csv")
    assert dialog.path.text() == str(tmp_path / "port.csv")
    dialog.path.setText(str(tmp_path / "mine.data"))
    choose(dialog, "jsonl")
    assert dialog.path.text() == str(tmp_path / "mine.data")


def test_what_cannot_be_written_is_refused_with_the_reason(
    dialog: ExportDialog, session: Session, tmp_path: Path
) -> None:
    """No name, no folder, the project itself, nothing chosen: Export is off."""
    assert session.project is not None
    for text, reason in (
        ("", "Name a file to write."),
        (str(tmp_path / "no" / "x.jsonl"), f"There is no folder {tmp_path / 'no'}."),
        (str(session.project.path), "This is the project itself: choose another name."),
    ):
        dialog.path.setText(text)
        assert dialog.note.text() == reason
        assert not dialog.export.isEnabled()
        assert dialog.choice() is None
    (tmp_path / "old.jsonl").write_text("{}")
    dialog.path.setText(str(tmp_path / "old.jsonl"))
    assert dialog.note.text() == "The file exists: it will be replaced."
    assert dialog.export.isEnabled()
    dialog.statuses[Status.ACCEPTED].setChecked(False)
    assert not dialog.export.isEnabled()
    assert dialog.choice() is None
