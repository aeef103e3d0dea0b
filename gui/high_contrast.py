"""Colours of high contrast: whether they are wanted, and which they are. `gui.theme` asks; it has the ordinary ones.

They are wanted where the system asks for high contrast (Qt 6.10 and later know that from Windows, macOS and the desktops' portal) or
where the analyst has switched them on in the View menu. Text then has at least 7 to 1 on the page (WCAG 2.2, 1.4.6, level AAA) and so
has every label's colour; borders have 4.5 to 1. The analyst's own colours of labels keep their hue.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from gui.contrast import readable

RATIO = 7.0  # WCAG 1.4.6, level AAA

# Fields of gui.theme.Colours.
_LIGHT: dict[str, str | float] = {
    "page": "#ffffff",
    "text": "#000000",
    "quiet": "#3d3d3d",
    "window": "#ffffff",
    "panel": "#ffffff",
    "line": "#6e6e6e",
    "accent": "#003a8c",
    "selected": "#ffffff",
    "found": "#ffe14d",
    "marked": "#003a8c",
    "marked_share": 0.25,
    "wash": 0.8,
}
_DARK: dict[str, str | float] = {
    "page": "#000000",
    "text": "#ffffff",
    "quiet": "#c8c8c8",
    "window": "#000000",
    "panel": "#000000",
    "line": "#8c8c8c",
    "accent": "#9ecbff",
    "selected": "#000000",
    "found": "#6b5000",
    "marked": "#1f4f96",
    "marked_share": 0.8,
    "wash": 0.65,
}

_chosen = False
_asked: bool | None = None  # what the system said last; None before it was asked


def choose(on: bool) -> None:  # noqa: FBT001  like Qt's setters
    """Show colours of high contrast from now on, or only where the system asks for them. Widgets follow when the palette is set."""
    global _chosen  # noqa: PLW0603  one application has one choice
    _chosen = on


def is_chosen() -> bool:
    """Whether the analyst has switched them on."""
    return _chosen


def is_on() -> bool:
    """Whether colours of high contrast are in force."""
    global _asked  # noqa: PLW0603  asked for each wash that is painted, so what the system says is kept
    if _asked is None and QGuiApplication.instance() is not None:
        _asked = _system_asks()
    return _chosen or bool(_asked)


def follow(changed: Callable[[], object]) -> None:
    """Call `changed` when the system asks for high contrast, or no longer does."""

    def heed() -> None:
        global _asked  # noqa: PLW0603  see is_on
        _asked = _system_asks()
        changed()

    hints = QGuiApplication.styleHints()  # kept while its part is used: PySide lets go of that with it
    hints.accessibility().contrastPreferenceChanged.connect(heed)


def of_page(*, dark: bool) -> dict[str, str | float]:
    """The colours of the window's own surfaces, as fields of `theme.Colours`."""
    return _DARK if dark else _LIGHT


def style_sheet(*, dark: bool) -> str:
    """Frames for what is typed in, chosen from and pressed: Qt's own are a little darker than the window, and nothing is on black."""
    if not is_on():
        return ""
    c = of_page(dark=dark)
    framed = ("QLineEdit", "QPlainTextEdit", "QTextEdit", "QAbstractSpinBox", "QPushButton", "QMenu", "QToolTip")
    return (
        f"{', '.join(framed)} {{ border: 1px solid {c['line']}; }}"
        f"{', '.join(f'{name}:focus' for name in framed)} {{ border: 2px solid {c['accent']}; }}"
        f"QPushButton {{ background: {c['window']}; padding: 0.3em 1em; }}"
        f"QPushButton:disabled {{ color: {c['quiet']}; }}"
        f"QSlider::groove:horizontal {{ background: {c['line']}; height: 2px; }}"
        f"QSlider::handle:horizontal {{ background: {c['text']}; width: 0.6em; margin: -0.4em 0; }}"
        f"QSlider::handle:horizontal:focus {{ background: {c['accent']}; }}"
        f"QScrollBar:vertical {{ background: {c['page']}; width: 14px; }}"
        f"QScrollBar::handle:vertical {{ background: {c['line']}; min-height: 24px; margin: 0 2px; }}"
        "QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }"
        f"QComboBox {{ border: 1px solid {c['line']}; background: {c['page']}; padding: 0.2em 0.4em; }}"
        f"QComboBox:focus {{ border: 2px solid {c['accent']}; }}"
    )


@cache
def of_label(colour: str, *, dark: bool) -> str:
    """A label's colour (`#rrggbb`), darker or lighter where it needs that to be read on the page."""
    return readable(colour, str(of_page(dark=dark)["page"]), ratio=RATIO)


def _system_asks() -> bool:
    hints = QGuiApplication.styleHints()
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
