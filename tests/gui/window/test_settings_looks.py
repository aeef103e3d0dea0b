"""Colours and reading in the settings: the open window follows at once, and the next one starts with them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotation.scheme import default_scheme, read_scheme
from gui import looks, theme
from gui.dialogs.settings import SettingsDialog
from gui.main_window import MainWindow
from gui.palettes import PALETTES
from storage.project import Project
from tests.gui.window.desk import SHIFT, K
from tests.gui.window.test_settings_dialog import focused, type_key


def test_a_colour_of_ones_own(qtbot: QtBot, window: MainWindow, dialog: SettingsDialog) -> None:
    """Typed in full it counts: on the page, after a restart, and for this analyst alone."""
    scheme = window.session.scheme
    dialog.tabs.setCurrentWidget(dialog.colours)
    field = dialog.colours.fields["QUOTE", False].field
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "#ffee00")
    assert theme.label_name(scheme.labels[0], dark=False) == "#ffee00"
    letter, text = dialog.colours.verdicts["QUOTE", False]
    assert letter.text().endswith("too low")
    assert text is not None
    assert text.text().endswith("AA")
    assert dialog.colours.palettes.currentText() == "Your own"
    looks.load()
    assert theme.label_name(scheme.labels[0], dark=False) == "#ffee00"
    assert window.session.scheme == scheme
    field.selectAll()
    qtbot.keyClicks(field, "#zz")
    field.clearFocus()
    assert field.text() == "#ffee00"
    dialog.colours.resets["QUOTE"].click()
    assert theme.label_name(scheme.labels[0], dark=False) == scheme.labels[0].light
    assert looks.chosen_for_labels() == {}


def test_a_palette_fills_all_labels(qtbot: QtBot, window: MainWindow, dialog: SettingsDialog) -> None:
    dialog.tabs.setCurrentWidget(dialog.colours)
    labels = window.session.scheme.labels
    combo = dialog.colours.palettes
    combo.setFocus()
    assert combo.currentText() == "Okabe–Ito, safe for colour-blind readers (the label scheme’s)"
    for palette in PALETTES[1:]:
        type_key(qtbot, K.Key_Down)
        now = tuple((theme.label_name(label, dark=False), theme.label_name(label, dark=True)) for label in labels)
        assert now == palette.colours(len(labels))
        assert "Every reader can tell" in dialog.colours.apart.text()
    type_key(qtbot, K.Key_Down)
    assert combo.currentText().startswith(PALETTES[-1].title)
    dialog.colours.reset_all.click()
    assert looks.chosen_for_labels() == {}
    assert combo.currentIndex() == 0


def test_labels_that_some_reader_mixes_up_are_told(window: MainWindow, dialog: SettingsDialog) -> None:
    looks.choose_for_labels({("QUOTE", False): "#c04040", ("CLAIM", False): "#8a7000"})
    assert "Hard to tell apart" in dialog.colours.apart.text()
    assert "Quote and Claim" in dialog.colours.apart.text()


def test_the_page_and_its_text_have_colours_too(window: MainWindow, dialog: SettingsDialog) -> None:
    """The window is painted anew at once; settings that are no colours are passed over."""
    looks.choose_for_page({("page", False): "#fff6e0", ("text", False): "#402000"})
    try:
        with theme.as_if(dark=False):
            assert (theme.colours().page, theme.colours().text) == ("#fff6e0", "#402000")
        if not theme.is_dark():
            image = window.view.grab().toImage()
            assert QColor(image.pixel(image.width() - 40, image.height() - 5)).name() == "#fff6e0"
            assert QApplication.palette().text().color().name() == "#402000"
        dialog.colours.reset_all.click()
        assert theme.colours() in (theme.LIGHT, theme.DARK)
    finally:
        QApplication.setPalette(theme.palette())


def test_the_measure_and_the_size_of_the_text(qtbot: QtBot, window: MainWindow, dialog: SettingsDialog) -> None:
    """The article is laid out again at once; the width survives a restart; reset gives the program's own."""
    window.resize(1900, 900)
    dialog.tabs.setCurrentWidget(dialog.reading)
    wide = window.view.page.width
    measure = dialog.reading.controls["measure"]
    measure.setFocus()
    for _ in range(10):
        type_key(qtbot, K.Key_Down)
    assert looks.measure() == 50
    assert window.view.page.width < wide
    type_key(qtbot, K.Key_Backtab, SHIFT)
    assert focused() is dialog.reading.controls["points"]
    type_key(qtbot, K.Key_Up)
    assert window.view.points == theme.READING_POINTS + 1
    looks.load()
    assert looks.measure() == 50
    dialog.reading.reset.click()
    assert looks.measure() == looks.MEASURE
    assert window.view.points == theme.READING_POINTS
    assert window.view.page.width == wide


def test_another_projects_scheme_closes_the_settings(
    window: MainWindow, dialog: SettingsDialog, tmp_path: Path
) -> None:
    """Colours that the scheme writes in another way are shown as `#rrggbb`."""
    toml = default_scheme().toml.replace('light = "#025d92"', 'light = "Navy"')
    window.files.use(Project.create(tmp_path / "other.sqlite", scheme=read_scheme(toml)))
    assert not dialog.isVisible()
    window.menus["settings"].trigger()
    (anew,) = [d for d in window.findChildren(SettingsDialog) if d.isVisible()]
    assert anew.colours.fields["QUOTE", False].field.text() == "#000080"
    assert anew.colours.palettes.currentText() == "The label scheme’s"
    anew.close()


def test_all_controls_have_names(window: MainWindow, dialog: SettingsDialog) -> None:
    """What a screen reader says of each control that takes the focus."""
    for tab in (dialog.keys, dialog.colours, dialog.reading):
        dialog.tabs.setCurrentWidget(tab)
        stops = []
        widget = dialog.nextInFocusChain()
        while widget is not None and widget is not dialog:
            if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                stops.append(widget)
            widget = widget.nextInFocusChain()
        assert len(stops) > 3
        unnamed = [w for w in stops if not (w.accessibleName() or getattr(w, "text", str)())]
        assert unnamed == []
