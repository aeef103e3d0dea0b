"""Every key, by menu: what the program can do without the mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractSlider,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotation.scheme import LabelScheme
from gui import keymap
from gui.actions import MENUS, Action
from gui.panels.painting import bold, hairline, small

_ON_PAGE = "•"


class KeysDialog(QDialog):
    """The actions that have keys, grouped as in the menus, in two columns. It stays open beside the window; Escape closes it."""

    def __init__(self, scheme: LabelScheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self.setModal(False)
        gap = round(self.fontMetrics().height() * 0.6)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search: accept, memo, Ctrl…")
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName("Search the keys")
        self.search.textChanged.connect(self._search)
        groups = [KeyGroup(menu, [a for a in keymap.actions(scheme) if a.menu == menu]) for menu in MENUS]
        self.groups = [group for group in groups if group.rows]
        self.none = QLabel("No action or key has these words.")
        self.none.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        legend = QLabel(
            f"{_ON_PAGE} counts while the article has the focus ({keymap.named('to_page')} goes there); "
            f"{keymap.named('settings')} gives actions other keys"
        )
        legend.setFont(small(legend.font()))
        legend.setForegroundRole(QPalette.ColorRole.PlaceholderText)

        sheet = QWidget()
        columns = QHBoxLayout(sheet)
        columns.setContentsMargins(0, 0, 2 * gap, 0)
        columns.setSpacing(4 * gap)
        for groups in _two_columns(self.groups):
            column = QVBoxLayout()
            column.setSpacing(gap)
            for group in groups:
                column.addWidget(group)
            column.addStretch(1)
            columns.addLayout(column, 1)
        scroll = self.area = QScrollArea()
        scroll.setAccessibleName("List of keys")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(sheet)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * gap, 2 * gap, 2 * gap, gap)
        layout.setSpacing(gap)
        layout.addWidget(self.search)
        layout.addWidget(self.none)
        layout.addWidget(scroll, 1)
        layout.addWidget(legend)
        self.search.installEventFilter(self)
        self.none.hide()
        wanted = QSize(self.fontMetrics().averageCharWidth() * 130, self.fontMetrics().height() * 38)
        self.resize(wanted.boundedTo(self.screen().availableSize() * 0.94))  # large type on a small screen

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys that the search has no use for scroll the list."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            slider = QAbstractSlider.SliderAction
            steps = {
                Qt.Key.Key_Up: slider.SliderSingleStepSub,
                Qt.Key.Key_Down: slider.SliderSingleStepAdd,
                Qt.Key.Key_PageUp: slider.SliderPageStepSub,
                Qt.Key.Key_PageDown: slider.SliderPageStepAdd,
            }
            if (step := steps.get(Qt.Key(event.key()))) is not None:
                self.area.verticalScrollBar().triggerAction(step)
                return True
        return super().eventFilter(watched, event)

    def _search(self, text: str) -> None:
        words = text.casefold().split()
        shown = [group.show_matching(words) for group in self.groups]
        self.none.setVisible(not any(shown))


class KeyGroup(QWidget):
    """The keys of a menu."""

    def __init__(self, title: str, actions: list[Action], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = [KeyRow(action) for action in actions if action.keys]
        heading = QLabel(title)
        heading.setFont(bold(heading.font()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(round(self.fontMetrics().height() * 0.05))
        layout.addWidget(heading)
        for row in self.rows:
            layout.addWidget(row)

    def show_matching(self, words: list[str]) -> bool:
        """Show the rows that have all the words; whether there are any."""
        for row in self.rows:
            row.setVisible(all(word in row.searched for word in words))
        found = any(not row.isHidden() for row in self.rows)
        self.setVisible(found)
        return found


class KeyRow(QWidget):
    """An action and its keys."""

    def __init__(self, action: Action, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        native = QKeySequence.SequenceFormat.NativeText
        keys = [QKeySequence(key).toString(native) for key in action.keys]
        self.searched = " ".join([action.title, action.menu, *keys, *action.keys]).casefold()
        where = ", in the article" if action.on_page else ""
        self.setAccessibleName(f"{action.title.rstrip('…')}: {' or '.join(keys)}{where}")
        gap = round(self.fontMetrics().height() * 0.3)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(gap)
        layout.setColumnStretch(1, 1)
        mark = QLabel(_ON_PAGE if action.on_page else "")
        mark.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        mark.setFixedWidth(mark.fontMetrics().horizontalAdvance(_ON_PAGE))
        title = QLabel(action.title.rstrip("…"))
        title.setWordWrap(True)
        layout.addWidget(mark, 0, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(title, 0, 1)
        caps = QHBoxLayout()
        caps.setSpacing(gap)
        for key in keys:
            caps.addWidget(KeyCap(key))
        layout.addLayout(caps, 0, 2, Qt.AlignmentFlag.AlignTop)


class KeyCap(QWidget):
    """A key, drawn as one."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.setFont(small(self.font()))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        height = metrics.height() * 1.45
        width = max(height, metrics.horizontalAdvance(self.key) + metrics.height() * 0.8)
        return QSize(round(width), round(height))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thin = hairline(QFontMetricsF(self.font()))
        edge = self.palette().color(QPalette.ColorRole.Mid)
        cap = QRectF(self.rect()).adjusted(thin, thin, -thin, -2.5 * thin)
        radius = cap.height() * 0.22
        painter.setPen(QPen(edge, thin))
        painter.setBrush(edge)
        painter.drawRoundedRect(cap.translated(0, 1.5 * thin), radius, radius)  # the cap's side, seen from above
        painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(cap, radius, radius)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self.key)


def _two_columns(groups: list[KeyGroup]) -> tuple[list[KeyGroup], list[KeyGroup]]:
    """The groups in their order, cut where the columns are most alike in length."""
    sizes = [len(group.rows) + 2 for group in groups]
    cut = min(range(1, len(groups) + 1), key=lambda n: abs(sum(sizes[:n]) - sum(sizes[n:])))
    return groups[:cut], groups[cut:]
