"""Colours and fonts, for light and dark, and what the analyst has chosen of them (`gui.looks`).

Text on every fill keeps WCAG AA contrast (4.5 to 1), lines and outlines 3 to 1: fills are thin washes of a label's colour, thinner on a dark
page, where they come nearer to the text. tests/gui/test_contrast.py measures it on what is painted.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

from gui import high_contrast, looks

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
    marked: str  # behind the selection
    marked_share: float  # how much of that colour the selection's wash has
    wash: float  # the strength of the washes of labels: 1 as painting has them


LIGHT = Colours(
    page="#fdfcf9",
    text="#1f2023",
    quiet="#6b6c70",
    window="#f1f0ec",
    panel="#fbfaf7",
    line="#d8d6cf",
    accent="#2f5d9e",
    selected="#ffffff",
    found="#ffd54a",
    marked="#2f5d9e",
    marked_share=0.30,
    wash=1.0,
)
# On a dark page light comes from the washes, and several may lie over each other: they are weaker, and the selection darkens what is below it.
DARK = Colours(
    page="#1d1e21",
    text="#e8e7e3",
    quiet="#9b9ca1",
    window="#2a2b30",
    panel="#1c1d20",
    line="#3c3d42",
    accent="#8ab4f0",
    selected="#14161a",
    found="#7a5c00",
    marked="#2f5d9e",
    marked_share=0.55,
    wash=0.85,
)


_chosen = Qt.ColorScheme.Unknown
_as_if: bool | None = None
_on_paper = False


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
    if _as_if is not None:
        return _as_if
    scheme = QGuiApplication.styleHints().colorScheme() if _chosen == Qt.ColorScheme.Unknown else _chosen
    return scheme == Qt.ColorScheme.Dark


@contextmanager
def as_if(*, dark: bool) -> Iterator[None]:
    """Have the light or the dark colours in force while something is drawn, whatever the window shows."""
    global _as_if  # noqa: PLW0603  as with `choose`
    before, _as_if = _as_if, dark
    try:
        yield
    finally:
        _as_if = before


@contextmanager
def in_light() -> Iterator[None]:
    """Light colours for what is drawn within the block, whatever the window shows: for paper, which is white, and pictures."""
    global _on_paper  # noqa: PLW0603  as with `choose`
    before, _on_paper = _on_paper, True
    try:
        with as_if(dark=False):
            yield
    finally:
        _on_paper = before


def colours() -> Colours:
    """The colours in force."""
    if _on_paper:
        return LIGHT
    dark = is_dark()
    if _as_if is None and high_contrast.is_on():
        return _of_high_contrast(dark)
    return _with_chosen(dark, looks.of_page(dark=dark))


@cache
def _of_high_contrast(dark: bool) -> Colours:  # noqa: FBT001  a key of the cache
    return replace(DARK if dark else LIGHT, **high_contrast.of_page(dark=dark))  # type: ignore[arg-type]  # fields by name


@cache
def _with_chosen(dark: bool, of_page: tuple[tuple[str, str], ...]) -> Colours:  # noqa: FBT001  a key of the cache
    own, given = DARK if dark else LIGHT, dict(of_page)
    return replace(own, page=given.get("page", own.page), text=given.get("text", own.text))


def label_name(label: Label, *, dark: bool) -> str:
    """A label's colour as `#rrggbb`: the analyst's, else the label scheme's."""
    return looks.of_label(label.name, dark=dark) or own_name(label, dark=dark)


def own_name(label: Label, *, dark: bool) -> str:
    """The label scheme's colour of a label as `#rrggbb`, however the scheme writes it; black where it is no colour."""
    return _hex(label.dark if dark else label.light)


def label_colour(label: Label, *, alpha: float = 1.0) -> QColor:
    """A label's colour on the page in force, `alpha` from 0 (clear) to 1. It is kept: do not change it."""
    name = label_name(label, dark=is_dark())
    if _as_if is None and high_contrast.is_on():
        name = high_contrast.of_label(name, dark=is_dark())
    return _mixed(name, alpha)


def label_wash(label: Label, *, alpha: float) -> QColor:
    """What is laid over the page behind text: a label's colour, weaker where the page is dark. It is kept: do not change it."""
    return label_colour(label, alpha=alpha * colours().wash)


@cache
def _hex(name: str) -> str:
    return QColor(name).name()


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


def dress() -> None:
    """Have every widget take up the colours in force."""
    from PySide6.QtWidgets import QApplication

    QApplication.setPalette(palette())
    application, sheet = QApplication.instance(), high_contrast.style_sheet(dark=is_dark())
    # Set only where it changes: a style sheet, even an empty one, has every widget polished again.
    if isinstance(application, QApplication) and application.styleSheet() != sheet:
        application.setStyleSheet(sheet)


def reading_font(points: float, *, face: str | None = None) -> QFont:
    """The font of the article at a size in points: in the face given, else the one that was chosen; "" for the program's own."""
    font = QFont()
    wanted = looks.face() if face is None else face
    font.setFamilies([wanted, *READING_FACES] if wanted else list(READING_FACES))
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPointSizeF(points)
    return font
