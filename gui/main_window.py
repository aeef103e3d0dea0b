"""The window: puts the page, the panels, the menus and the lines of keys and status together, and nothing else."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QVBoxLayout, QWidget

from gui import settings, theme
from gui.article.view import ArticleView

if TYPE_CHECKING:
    from gui.banner import Banner
    from gui.commands import Commands
    from gui.files import Files
    from gui.hints import Hints
    from gui.menus import Menus
    from gui.panels.documents import DocumentsPanel
    from gui.panels.editor import EditorPanel
    from gui.panels.items import ItemsPanel
    from gui.session import Session
    from gui.status import StatusLine

# How often to ask whether another program has written to the project, in milliseconds.
LOOK_AGAIN = 1000
# What can be switched on and off, and is remembered.
CHOICES = ("go_on", "show_rejected")
MENUS = ("File", "Edit", "Decide", "Label", "Go", "View", "Help")


class MainWindow(QMainWindow):
    """Everything on screen. Its parts talk through the session; it only wires them.

    With `text`, only the page and the frame around it are built at first: `furnish` adds the rest once the text has been painted, so
    that nobody waits for panels to begin to read.
    """

    session: Session
    banner: Banner
    files: Files
    documents: DocumentsPanel
    items: ItemsPanel
    editor: EditorPanel
    commands: Commands
    hints: Hints
    status: StatusLine
    menus: Menus

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.setObjectName("quotemark")
        self.setWindowTitle("Quotemark")
        self.setAcceptDrops(True)
        self.furnished = False
        self.view = ArticleView()
        self._theme = Qt.ColorScheme.Unknown
        self._build_frame()
        self._restore_frame()
        self.view.setFocus()
        if text:
            self.view.show_text(text)
        else:
            self.furnish()

    def furnish(self) -> None:
        """Build what stands around the page, and make it work."""
        from gui.banner import Banner
        from gui.commands import Commands, describe
        from gui.files import Files
        from gui.hints import Hints
        from gui.menus import Menus
        from gui.panels.documents import DocumentsPanel
        from gui.panels.editor import EditorPanel
        from gui.panels.items import ItemsPanel
        from gui.session import Session
        from gui.status import StatusLine

        self.session = Session(self)
        self.files = Files(self.session, self)
        self.view.describe = partial(describe, self.session)
        self.banner = Banner()
        self._column.insertWidget(0, self.banner)
        self.documents = DocumentsPanel(self.session)
        self.items = ItemsPanel(self.session)
        self.editor = EditorPanel(self.session)
        for dock, panel in zip(self._docks, (self.documents, self.items, self.editor), strict=True):
            dock.setWidget(panel)
        self.commands = Commands(self.session, view=self.view, items=self.items, editor=self.editor, parent=self)
        self.hints = Hints(self.session, self.view, self.commands)
        self._column.replaceWidget(self._hints_place, self.hints)
        self._hints_place.deleteLater()
        self.status = StatusLine(self.session, self.files, self)
        self.setStatusBar(self.status)
        self.menus = Menus(self, self.view)
        self._scheme = self.session.scheme
        self._fill_menus()
        self._connect()
        self._restore_choices()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_AGAIN)
        self._timer.timeout.connect(self.session.notice_other_writers)
        self._timer.start()
        self.furnished = True

    # Putting together -------------------------------------------------------------------------------------------

    def _build_frame(self) -> None:
        """The page, and empty places of the right size for everything else: nothing moves when they are filled."""
        centre = QWidget()
        self._column = column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        self._hints_place = QWidget()
        self._hints_place.setFixedHeight(self.fontMetrics().height() + 2 * (self.fontMetrics().height() // 3))
        column.addWidget(self._hints_place)
        self.setCentralWidget(centre)
        self.statusBar()
        for name in MENUS:
            self.menuBar().addMenu(name)
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        self._docks = [
            self._dock("documents", "Documents", left),
            self._dock("items", "Annotations and suggestions", right),
            self._dock("editor", "Editor", right),
        ]
        width = self.fontMetrics().averageCharWidth()
        self.resizeDocks(self._docks[:2], [width * 32, width * 50], Qt.Orientation.Horizontal)
        self.resizeDocks(self._docks[1:], [1, 1], Qt.Orientation.Vertical)
        # The first time, most of the screen: the article is what it is for. Later it opens as it was left.
        screen = self.screen().availableSize()
        self.resize(min(width * 240, int(screen.width() * 0.94)), int(screen.height() * 0.92))

    def _dock(self, name: str, title: str, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title)
        dock.setObjectName(name)
        dock.setWidget(QWidget())
        dock.setFeatures(
            QDockWidget.DockWidgetFeature.DockWidgetMovable | QDockWidget.DockWidgetFeature.DockWidgetClosable
        )
        self.addDockWidget(area, dock)
        return dock

    def _fill_menus(self) -> None:
        from gui.actions import ACTIONS, scheme_actions

        table = self.commands.table() | {
            "open": self._ask_open,
            "new_project": self._ask_new_project,
            "suggest": self.files.suggest_again,
            "export": self._ask_export,
            "quit": self.close,
            "accept_all": self._ask_accept_all,
            "next_panel": self._next_panel,
            "to_page": self.view.setFocus,
            "zoom_in": partial(self._zoom, 1.0),
            "zoom_out": partial(self._zoom, -1.0),
            "zoom_reset": partial(self._zoom, 0.0),
            "go_on": self._set_go_on,
            "show_rejected": self._set_show_rejected,
            "theme_system": partial(self._set_theme, Qt.ColorScheme.Unknown),
            "theme_light": partial(self._set_theme, Qt.ColorScheme.Light),
            "theme_dark": partial(self._set_theme, Qt.ColorScheme.Dark),
            "keys": self._show_keys,
            "about": self._about,
        }
        self.menus.fill((*ACTIONS, *scheme_actions(self.session.scheme)), table)

    def _connect(self) -> None:
        session = self.session
        session.document_opened.connect(self._show_document)
        session.touched.connect(self._show_items)
        session.current_changed.connect(self._show_items)
        session.project_changed.connect(self._project_changed)
        session.failed.connect(self.banner.tell)
        self.files.told.connect(lambda errors: self.banner.tell(*errors))
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda: QApplication.setPalette(theme.palette()))
        self.items.activated.connect(self._to_current)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._show_context_menu)
        self.documents.activated.connect(self.view.setFocus)
        self.editor.left.connect(self.view.setFocus)

    # Showing ----------------------------------------------------------------------------------------------------

    def _show_document(self) -> None:
        reading = self.session.reading
        text = reading.document.text if reading else ""
        # The text of an article that is opened on its own is on the page before its project is: it stays where it is.
        if text != self.view.text:
            self.view.show_text(text)
        self.setWindowTitle(f"{reading.document.name} — Quotemark" if reading else "Quotemark")
        self._show_items()

    def _show_items(self) -> None:
        reading = self.session.reading
        rejected = self.menus["show_rejected"].isChecked()
        items = reading.items(rejected=rejected) if reading else []
        self.view.show_items(items, self.session.scheme, self.session.current)

    def _project_changed(self) -> None:
        from gui.actions import clashes

        if self.session.scheme != self._scheme:
            self._scheme = self.session.scheme
            switched = {choice: self.menus[choice].isChecked() for choice in CHOICES}
            self._fill_menus()
            for choice, on in switched.items():
                self.menus[choice].setChecked(on)
            self._mark_theme(self._theme)
            self.commands.disarm()
            if keys := clashes(self._scheme):
                self.banner.note(
                    f"This project’s label scheme wants keys that mean something else here: {', '.join(keys)}. "
                    "Its labels and attributes without a key are in the Label menu; another key can be set in the scheme."
                )

    def _to_current(self) -> None:
        self.view.setFocus()
        self.commands.go_to_current()

    def _show_context_menu(self, point: QPoint) -> None:
        from gui.context_menu import context_menu

        menu = context_menu(self.session, self.view, self.menus, point)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.view.mapToGlobal(point))

    # Actions of the window --------------------------------------------------------------------------------------

    def _ask_open(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        names, _ = QFileDialog.getOpenFileNames(
            self, "Open articles or a project", "", "Articles and projects (*);;Projects (*.sqlite)"
        )
        if names:
            self.files.open_paths([Path(name) for name in names])

    def _ask_new_project(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getSaveFileName(self, "New project", "project.sqlite", "Projects (*.sqlite)")
        if name:
            self.files.new_project(Path(name))

    def _ask_export(self) -> None:
        from gui.dialogs.export import ExportDialog

        if self.session.project is None:
            self.session.said.emit("Nothing to export: open an article first.")
            return
        dialog = ExportDialog(self.session, self)
        if dialog.exec() and (choice := dialog.choice()):
            self.files.export(choice.format_name, frozenset(choice.statuses), choice.path)

    def _ask_accept_all(self) -> None:
        from PySide6.QtWidgets import QMessageBox

        suggestions = self.items.shown_suggestions()
        if not suggestions:
            self.session.said.emit("The filter shows no open suggestion.")
            return
        question = f"Accept all {len(suggestions)} suggestions that the filter shows? One undo takes it back."
        if QMessageBox.question(self, "Accept all", question) == QMessageBox.StandardButton.Yes:
            self.session.accept_all(suggestions)

    def _next_panel(self) -> None:
        """Round the parts of the window: the page, the items, the editor, the documents."""
        stops: list[QWidget] = [self.view, self.items, self.editor, self.documents]
        shown = [stop for stop in stops if stop.isVisible()]
        focused = QApplication.focusWidget()
        here = next((n for n, s in enumerate(shown) if focused and (s is focused or s.isAncestorOf(focused))), -1)
        following = shown[(here + 1) % len(shown)]
        if following is self.editor:
            self.editor.focus_first()
        else:
            following.setFocus(Qt.FocusReason.TabFocusReason)

    def _zoom(self, step: float) -> None:
        self.view.set_points(self.view.points + step if step else theme.READING_POINTS)

    def _set_go_on(self) -> None:
        self.commands.go_on = self.menus["go_on"].isChecked()

    def _set_show_rejected(self) -> None:
        self.items.show_rejected(self.menus["show_rejected"].isChecked())
        self._show_items()

    def _set_theme(self, scheme: Qt.ColorScheme) -> None:
        theme.choose(scheme)
        self._mark_theme(scheme)
        QApplication.setPalette(theme.palette())

    def _mark_theme(self, scheme: Qt.ColorScheme) -> None:
        self._theme = scheme
        names = ("theme_system", "theme_light", "theme_dark")
        for name, value in zip(names, (Qt.ColorScheme.Unknown, Qt.ColorScheme.Light, Qt.ColorScheme.Dark), strict=True):
            self.menus[name].setChecked(value == scheme)

    def _show_keys(self) -> None:
        from gui.dialogs.keys import KeysDialog

        for shown in self.findChildren(KeysDialog):
            shown.close()
        dialog = KeysDialog(self.session.scheme, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def _about(self) -> None:
        from importlib.metadata import version

        from PySide6.QtWidgets import QMessageBox

        QMessageBox.about(
            self,
            "About Quotemark",
            f"Quotemark {version('quotemark')}\n\nMark quotes, claims and stances in news articles. Apache License 2.0.",
        )

    # Qt's events ------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.files.open_paths(paths)
        else:
            self.session.said.emit("Only files of this computer can be dropped here.")

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.furnished:
            if not self.editor.commit_pending() and not self._close_without():
                event.ignore()
                return
            self._remember()
            self._timer.stop()
            self.files.close()
            self.session.close()
        super().closeEvent(event)

    def _close_without(self) -> bool:
        """Whether to close although what was typed could not be written."""
        from PySide6.QtWidgets import QMessageBox

        question = "What you typed in the editor could not be saved (see the message over the page). Close without it?"
        return QMessageBox.question(self, "Not saved", question) == QMessageBox.StandardButton.Yes

    def _remember(self) -> None:
        kept = settings.settings()
        kept.setValue("window/geometry", self.saveGeometry())
        kept.setValue("window/state", self.saveState())
        kept.setValue("page/points", self.view.points)
        kept.setValue("page/theme", self._theme.name)
        for choice in CHOICES:
            kept.setValue(f"choices/{choice}", self.menus[choice].isChecked())
        if self.session.project:
            kept.setValue("last/project", str(self.session.project.path))
            kept.setValue("last/document", self.session.reading.document.id if self.session.reading else "")

    def _restore_frame(self) -> None:
        kept = settings.settings()
        for key, restore in (("window/geometry", self.restoreGeometry), ("window/state", self.restoreState)):
            value = kept.value(key)
            if isinstance(value, QByteArray):
                restore(value)
        self.view.set_points(settings.number("page/points", theme.READING_POINTS))
        chosen = settings.text("page/theme")
        if chosen in ("Light", "Dark"):
            self._theme = Qt.ColorScheme[chosen]
            theme.choose(self._theme)
            QApplication.setPalette(theme.palette())

    def _restore_choices(self) -> None:
        for choice in CHOICES:
            self.menus[choice].setChecked(settings.switch(f"choices/{choice}"))
        self._set_go_on()
        self._set_show_rejected()
        self._mark_theme(self._theme)
