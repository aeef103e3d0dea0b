"""What the window remembers of itself, and takes up again: its place and panels, the size of the text, colours, what was open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt

from gui import high_contrast, looks, settings, theme

if TYPE_CHECKING:
    from gui.main_window import MainWindow


def remember(window: MainWindow) -> None:
    """Write it down, when the window closes."""
    kept = settings.settings()
    kept.setValue("window/geometry", window.saveGeometry())
    kept.setValue("window/state", window.saveState())
    kept.setValue("page/points", window.view.points)
    kept.setValue("page/theme", theme.chosen().name)
    for choice, on in window.actions_of_window.choices().items():
        kept.setValue(f"choices/{choice}", on)
    if window.session.project:
        kept.setValue("last/project", str(window.session.project.path.absolute()))
        kept.setValue("last/document", window.session.reading.document.id if window.session.reading else "")


def restore_frame(window: MainWindow) -> None:
    """Take up what the first paint shows."""
    looks.load()
    kept = settings.settings()
    for key, restore in (("window/geometry", window.restoreGeometry), ("window/state", window.restoreState)):
        value = kept.value(key)
        if isinstance(value, QByteArray):
            restore(value)
    window.view.set_points(settings.number("page/points", theme.READING_POINTS))
    name = settings.text("page/theme")
    if name in ("Light", "Dark"):
        theme.choose(Qt.ColorScheme[name])
    high_contrast.choose(settings.switch("choices/high_contrast"))
    if name in ("Light", "Dark") or looks.chosen_for_page() or high_contrast.is_on():
        theme.dress()
