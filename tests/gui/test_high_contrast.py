"""Colours of high contrast: when they are in force, and how well they are read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from annotation.scheme import default_scheme
from gui import high_contrast, theme
from gui.contrast import contrast


@pytest.fixture(autouse=True)
def as_before(qapp: QApplication) -> Iterator[None]:
    """Ordinary colours before and after."""
    yield
    high_contrast.choose(False)
    theme.choose(Qt.ColorScheme.Unknown)
    theme.dress()


@pytest.mark.parametrize("scheme", [Qt.ColorScheme.Light, Qt.ColorScheme.Dark])
def test_text_and_labels_have_seven_to_one(scheme: Qt.ColorScheme) -> None:
    """Text, captions, the accent and each label's colour are read at 7 to 1 on the page; borders stand out at 4.5 to 1."""
    theme.choose(scheme)
    high_contrast.choose(True)
    c = theme.colours()
    for ground in (c.page, c.panel, c.window):
        assert min(contrast(colour, ground) for colour in (c.text, c.quiet, c.accent)) >= 7
        assert contrast(c.line, ground) >= 4.5
    assert contrast(c.selected, c.accent) >= 7
    assert contrast(c.text, c.found) >= 7
    for label in default_scheme().labels:
        assert contrast(theme.label_colour(label).name(), c.page) >= 7


def test_a_picture_for_a_report_keeps_the_ordinary_colours() -> None:
    """What is drawn for paper does not depend on what the screen of the analyst needs."""
    ordinary = theme.LIGHT.page
    high_contrast.choose(True)
    with theme.in_light():
        assert theme.colours().page == ordinary
    assert theme.colours().page in ("#ffffff", "#000000")


def test_fields_are_framed_only_in_high_contrast(qtbot: QtBot, qapp: QApplication) -> None:
    """A field on a black window has a frame to be found by; without high contrast the style's own look is left alone."""
    field = QLineEdit()
    qtbot.addWidget(field)
    theme.choose(Qt.ColorScheme.Dark)
    high_contrast.choose(True)
    theme.dress()
    field.resize(200, 40)
    edge = field.grab().toImage().pixelColor(100, 0).name()
    assert contrast(edge, theme.colours().window) >= 4.5
    high_contrast.choose(False)
    theme.dress()
    assert qapp.styleSheet() == ""
