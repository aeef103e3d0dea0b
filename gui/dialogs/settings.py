"""The settings: keys, colours, reading, suggestions. Everything applies at once and is remembered; nothing in it touches a project."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QTabWidget, QVBoxLayout, QWidget

from annotation.scheme import LabelScheme
from gui.article.view import ArticleView
from gui.dialogs.settings_colours import ColoursTab
from gui.dialogs.settings_keys import KeysTab
from gui.dialogs.settings_pipeline import PipelineTab
from gui.dialogs.settings_reading import ReadingTab
from gui.session import Session


class SettingsDialog(QDialog):
    """It stays open beside the window, which follows each change. Ctrl+Tab goes to the next tab, Escape closes."""

    def __init__(self, scheme: LabelScheme, view: ArticleView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self.setModal(False)
        self._scheme = scheme
        self.tabs = QTabWidget()
        for named in (self.tabs, self.tabs.tabBar()):
            named.setAccessibleName("Settings")
        self.keys = KeysTab(scheme)
        self.colours = ColoursTab(scheme)
        self.reading = ReadingTab(scheme, view)
        self.pipeline = PipelineTab()
        self.tabs.addTab(self.keys, "&Keys")
        self.tabs.addTab(self.colours, "&Colours")
        self.tabs.addTab(self.reading, "&Reading")
        self.tabs.addTab(self.pipeline, "&Suggestions")
        layout = QVBoxLayout(self)
        layout.addWidget(self.tabs)
        wanted = QSize(self.fontMetrics().averageCharWidth() * 130, self.fontMetrics().height() * 36)
        self.resize(wanted.boundedTo(self.screen().availableSize() * 0.94))  # large type on a small screen
        self.keys.setFocus()

    def follow(self, session: Session) -> None:
        """Close when a project with another label scheme is opened: its labels have keys and colours of their own."""
        self._session = session
        session.project_changed.connect(self._close_for_others)

    def _close_for_others(self) -> None:
        if self._session.scheme != self._scheme:
            self.close()
