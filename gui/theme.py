"""Colours and fonts, for light and dark. Text on every fill keeps WCAG AA contrast (4.5 to 1): fills are thin washes of a label's colour."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

if TYPE_CHECKING:
    from annotation.scheme import Label

# Faces made for reading; the first one that is installed is taken. The last is the system's own.
READING_POINTS = 13.0
READING_FACES = ("Charter", "Iowan Old Style", "Georgia", "Noto Serif", "Liberation Serif", "serif")


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of the window's own surfaces."""

    page: str  # behind the article
    text: str
    quiet: str  # numbers in the margin, captions
    window: str
    panel: str
    line: str  # borders
    accent: str  # focus, selection
    selected: str  # text on the accent
    found: str  # behind what a search has found


LIGHT = Colours("#fdfcf9", "#1f2023", "#6b6c70", "#f1f0ec", "#fbfaf7", "#d8d6cf", "#2f5d9e", "#ffffff", "#ffd54a")
DARK = Colours("#1d1e21", "#e2e1dd", "#9b9ca1", "#2a2b30", "#1c1d20", "#3c3d42", "#8ab4f0", "#14161a", "#7a5c00")


_chosen = Qt.ColorScheme.Unknown


def choose(scheme: Qt.ColorScheme) -> None:
    """Show light or dark colours from now on; Unknown follows the system. Widgets follow when the palette is set."""
    # Qt's own style hint is not settable on every platform, so the choice is kept here; the hint brings window frames along.
    global _chosen  # noqa: PLW0603  one application has one choice
    _chosen = scheme
    QGuiApplication.styleHints().setColorScheme(scheme)


def chosen() -> Qt.ColorScheme:
    """What was chosen; Unknown follows the system."""
    return _chosen


def is_dark() -> bool:
    """Whether the application shows its dark colours: what was chosen, else the system's wish."""
    scheme = QGuiApplication.styleHints().colorScheme() if _chosen == Qt.ColorScheme.Unknown else _chosen
    return scheme == Qt.ColorScheme.Dark


def colours() -> Colours:
    """The colours in force."""
    return DARK if is_dark() else LIGHT


def label_colour(label: Label, *, alpha: float = 1.0) -> QColor:
    """A label's colour on the page in force, `alpha` from 0 (clear) to 1. It is kept: do not change it."""
    return _mixed(label.dark if is_dark() else label.light, alpha)


@cache
def _mixed(name: str, alpha: float) -> QColor:
    colour = QColor(name)
    colour.setAlphaF(alpha)
    return colour


def palette() -> QPalette:
    """The palette of the widgets around the page."""
    c = colours()
    made = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Window, c.window),
        (QPalette.ColorRole.WindowText, c.text),
        (QPalette.ColorRole.Base, c.panel),
        (QPalette.ColorRole.AlternateBase, c.window),
        (QPalette.ColorRole.Text, c.text),
        (QPalette.ColorRole.PlaceholderText, c.quiet),
        (QPalette.ColorRole.Button, c.window),
        (QPalette.ColorRole.ButtonText, c.text),
        (QPalette.ColorRole.BrightText, c.text),
        (QPalette.ColorRole.ToolTipBase, c.panel),
        (QPalette.ColorRole.ToolTipText, c.text),
        (QPalette.ColorRole.Highlight, c.accent),
        (QPalette.ColorRole.HighlightedText, c.selected),
        (QPalette.ColorRole.Link, c.accent),
        (QPalette.ColorRole.Mid, c.line),
        (QPalette.ColorRole.Midlight, c.line),
    ):
        made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(c.quiet))
    return made


def reading_font(points: float) -> QFont:
    """The font of the article at a size in points."""
    font = QFont()
    font.setFamilies(list(READING_FACES))
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPointSizeF(points)
    return font
