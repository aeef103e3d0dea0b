"""The dock of the table of stances. It is empty, and costs nothing, until it is shown for the first time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDockWidget

if TYPE_CHECKING:
    from gui.main_window import MainWindow
    from gui.panels.stance_table import StancesPanel


class StanceDock(QDockWidget):
    """Below the page, hidden at first; later it opens as it was left."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__("Stances", window)
        self._window = window
        self.panel: StancesPanel | None = None
        self.setObjectName("stances")
        self.setFeatures(
            QDockWidget.DockWidgetFeature.DockWidgetMovable | QDockWidget.DockWidgetFeature.DockWidgetClosable
        )
        # The lists beside the page keep their height when it opens.
        window.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        window.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        self.hide()
        if not window.restoreDockWidget(self):
            window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self)
            self.hide()
        self.visibilityChanged.connect(self._furnish)
        if not self.isHidden():
            self._furnish(True)

    def toggle(self) -> None:
        """Show the table and give it the focus; from within it, hide it and go back to the article."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self.hide()
            self._window.view.setFocus()
            return
        self.show()
        self.raise_()
        if self.panel:
            self.panel.focus_first()

    def _furnish(self, shown: bool) -> None:  # noqa: FBT001  a signal's
        if not shown or self.panel:
            return
        from gui.panels.stance_table import StancesPanel

        window = self._window
        self.panel = panel = StancesPanel(window.session)
        panel.went.connect(window.commands.going.go_to_current)
        panel.left.connect(window.view.setFocus)
        self.setWidget(panel)
        window.resizeDocks([self], [panel.sizeHint().height()], Qt.Orientation.Vertical)
