"""The window: puts the page, the panels, the menus and the lines of keys and status together, and nothing else."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from gui import high_contrast, looks, memory, settings, theme
from gui.actions import MENUS
from gui.article.view import ArticleView

if TYPE_CHECKING:
    from gui.announcing import Announcer
    from gui.article.minimap import Minimap
    from gui.banner import Banner
    from gui.commands.commands import Commands
    from gui.files import Files
    from gui.filling import Filling
    from gui.hints import Hints
    from gui.menus import Menus
    from gui.panels.documents import DocumentsPanel
    from gui.panels.editor import EditorPanel
    from gui.panels.items import ItemsPanel
    from gui.session import Session
    from gui.showing import Showing
    from gui.status import StatusLine
    from gui.window_actions import WindowActions

# How often to ask whether another program has written to the project, in milliseconds.
LOOK_AGAIN = 1000


class MainWindow(QMainWindow):
    """Everything on screen. Its parts talk through the session; it only wires them.

    With `text`, only the page and the frame around it are built at first: `furnish` adds the rest once the text has been painted, so
    that nobody waits for panels to begin to read.
    """

    session: Session
    showing: Showing
    announcer: Announcer
    banner: Banner
    files: Files
    documents: DocumentsPanel
    items: ItemsPanel
    editor: EditorPanel
    commands: Commands
    filling: Filling
    hints: Hints
    minimap: Minimap
    status: StatusLine
    menus: Menus
    actions_of_window: WindowActions

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.setObjectName("quotemark")
        self.setWindowTitle("Quotemark")
        self.setAcceptDrops(True)
        self.furnished = False
        self.view = ArticleView()
        self._build_frame()
        memory.restore_frame(self)
        self.view.setFocus()
        if text:
            self.view.show_text(text)
        else:
            self.furnish()

    def furnish(self) -> None:
        """Build what stands around the page, and make it work."""
        from gui import keymap
        from gui.announcing import Announcer
        from gui.article.minimap import Minimap
        from gui.banner import Banner
        from gui.commands.commands import Commands
        from gui.commands.describing import describe
        from gui.files import Files
        from gui.hints import Hints
        from gui.menus import Menus
        from gui.panels.documents import DocumentsPanel
        from gui.panels.editor import EditorPanel
        from gui.panels.items import ItemsPanel
        from gui.session import Session
        from gui.showing import Showing
        from gui.status import StatusLine
        from gui.window_actions import CHOICES, WindowActions

        keymap.load()
        self.session = Session(self)
        self.files = Files(self.session, self)
        self.showing = Showing(self.session, self.view, self)
        self.view.describe = partial(describe, self.session)
        self.banner = Banner()
        self._column.insertWidget(0, self.banner)
        self.documents = DocumentsPanel(self.session)
        self.items = ItemsPanel(self.session)
        self.editor = EditorPanel(self.session)
        for dock, panel in zip(self._docks, (self.documents, self.items, self.editor), strict=True):
            dock.setWidget(panel)
        self.commands = Commands(self.session, view=self.view, editor=self.editor, parent=self)
        self.hints = Hints(self.session, self.view, self.commands)
        self._column.replaceWidget(self._hints_place, self.hints)
        self._hints_place.deleteLater()
        self.minimap = Minimap(self.view, self._strip_place.width())
        self._row.replaceWidget(self._strip_place, self.minimap)
        self._strip_place.deleteLater()
        self.announcer = Announcer(self.session, self.view)
        self.files.told.connect(lambda errors: self.announcer.tell(*errors))
        self.status = StatusLine(self.session, self.files, self)
        self.setStatusBar(self.status)
        self.menus = Menus(self, self.view)
        self.actions_of_window = WindowActions(self)
        self._scheme = self.session.scheme
        self._fill_menus()
        self._connect()
        self.actions_of_window.choose(
            {choice: settings.switch(f"choices/{choice}", default=on) for choice, on in CHOICES.items()}
        )
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
        self._row = row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.view, 1)
        self._strip_place = QWidget()
        self._strip_place.setFixedWidth(round(self.fontMetrics().height() * 1.9) + 3)
        if not settings.switch("choices/show_overview", default=True):
            self._strip_place.hide()
        row.addWidget(self._strip_place)
        column.addLayout(row, 1)
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
        self.resizeDocks(self._docks[:2], [width * 32, width * 52], Qt.Orientation.Horizontal)
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
        from gui import keymap

        table = self.commands.table() | self.actions_of_window.table()
        self.menus.fill(keymap.actions(self.session.scheme), table)
        tab = keymap.key("next_suggestion")
        self.view.setAccessibleDescription(
            f"The text of the document. {tab} goes to the next suggestion." if tab else ""
        )
        self.menus.before("Edit", self.actions_of_window.name_undo)
        self.menus.add("View", *(dock.toggleViewAction() for dock in self._docks))

    def _connect(self) -> None:
        from gui import keymap
        from gui.filling import Filling

        session = self.session
        session.document_opened.connect(self._document_opened)
        session.project_changed.connect(self._project_changed)
        session.failed.connect(self.banner.tell_once)
        session.said.connect(self.banner.pass_on)
        session.document_opened.connect(self.banner.pass_on)
        self.files.told.connect(lambda errors: self.banner.tell(*errors))
        self.files.noticing.noticed.connect(self.banner.note_of_document)
        self.files.noticing.noticed.connect(self.announcer.say)
        QGuiApplication.styleHints().colorSchemeChanged.connect(theme.dress)
        high_contrast.follow(theme.dress)
        keymap.changes.changed.connect(self._fill_menus_again)
        keymap.changes.changed.connect(self.hints.refresh)
        looks.changes.colours.connect(self._show_other_colours)
        looks.changes.reading.connect(self.view.take_up_looks)
        self.items.activated.connect(self._to_current)
        self.files.suggesting_changed.connect(lambda: session.await_suggestions(self.files.suggester.asked))
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._show_context_menu)
        self.commands.labelling.editor_wanted.connect(self._docks[2].show)
        self.filling = Filling(self.commands.desk, self.commands.labelling, self.files.suggester, self)
        linking = self.commands.linking
        linking.changed.connect(self.actions_of_window.follow_linking)
        for changed in (session.touched, session.current_changed, session.document_opened, linking.changed):
            changed.connect(lambda: self.view.show_links(linking.drawn()))
        self.commands.searching.bar_made.connect(lambda bar: self._column.insertWidget(self._column.count() - 1, bar))
        self.editor.went.connect(self._to_current)
        self.documents.activated.connect(self.view.setFocus)
        self.editor.left.connect(self.view.setFocus)

    # Showing ----------------------------------------------------------------------------------------------------

    def _document_opened(self) -> None:
        reading = self.session.reading
        if reading:
            memory.remember(self)  # a crash later costs no more than what was done in this document
        self.setWindowTitle(f"{reading.document.name} — Quotemark" if reading else "Quotemark")
        self.commands.searching.search_again()

    def _project_changed(self) -> None:
        if self.session.scheme != self._scheme:
            self._scheme = self.session.scheme
            self._fill_menus_again()
            self.commands.labelling.arm(None)
            from gui.keymap import clashes

            if keys := clashes(self._scheme):
                self.banner.note(
                    f"This project’s label scheme wants keys that mean something else here: {', '.join(keys)}. "
                    "Its labels and attributes without a key are in the Label menu; another key can be set in the scheme."
                )

    def _fill_menus_again(self) -> None:
        choices = self.actions_of_window.choices()
        self._fill_menus()
        self.actions_of_window.choose(choices)

    def _show_other_colours(self) -> None:
        theme.dress()
        for widget in self.findChildren(QWidget):
            widget.update()

    def _to_current(self) -> None:
        self.view.setFocus()
        self.commands.going.go_to_current()

    def _show_context_menu(self, point: QPoint) -> None:
        from gui.context_menu import context_menu

        menu = context_menu(self.session, self.view, self.menus, point, linking=self.commands.linking)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.view.mapToGlobal(point))

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
            if not self.editor.commit_pending() and not self.actions_of_window.close_without():
                event.ignore()
                return
            memory.remember(self)
            self._timer.stop()
            self.files.close()
            self.session.close()
        super().closeEvent(event)
