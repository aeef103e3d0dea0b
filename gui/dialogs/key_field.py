"""A key of an action, drawn as a key cap, that takes another key by pressing it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from gui import keymap
from gui.panels.painting import accent, hairline

_WAITING = "Press the new key (Esc: leave it)"
_MODIFIERS = {
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
    Qt.Key.Key_unknown,
}


def key_of(event: QKeyEvent) -> str:
    """The key that is pressed, in Qt's portable form; "" for a modifier alone.

    As in Qt's own QKeySequenceEdit, Shift does not count where it only reaches the character: "?" is "?" and not "Shift+?".
    """
    key = Qt.Key(event.key())
    if key in _MODIFIERS:
        return ""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key == Qt.Key.Key_Backtab:
        key, modifiers = Qt.Key.Key_Tab, modifiers | Qt.KeyboardModifier.ShiftModifier
    text = event.text()
    if text and text[0].isprintable() and not text[0].isalnum() and not text[0].isspace():
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    return QKeySequence(QKeyCombination(modifiers, key)).toString()


class KeyField(QAbstractButton):
    """A key, or none yet. Enter, Space or a click, then a key: `captured` tells it, Tab and Space included. Del: `removed`."""

    captured = Signal(str)
    removed = Signal()

    def __init__(self, key: str, *, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.waiting = False
        self._spoken = spoken
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setToolTip("Enter or a click, then the new key" + ("; Del takes this one away" if key else ""))
        self.setAccessibleDescription(self.toolTip())
        self.clicked.connect(self.wait)
        self._show()

    def wait(self) -> None:
        """Take the next key that is pressed."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.waiting = True
        self._show()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        height = metrics.height() * 1.5
        return QSize(round(max(height, metrics.horizontalAdvance(self.text()) + metrics.height() * 0.9)), round(height))

    def event(self, event: QEvent) -> bool:
        if self.waiting and isinstance(event, QKeyEvent):
            # Before anything else: Tab would go on, Alt with a letter open a menu, Enter press a button.
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._take(event)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wait()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.key:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thin = hairline(QFontMetricsF(self.font()))
        cap = QRectF(self.rect()).adjusted(thin, thin, -thin, -2.5 * thin)
        radius = cap.height() * 0.22
        edge = self.palette().color(
            QPalette.ColorRole.PlaceholderText
        )  # borders' own colour is too near to a dark ground
        if self.key and not self.waiting:
            painter.setPen(QPen(edge, thin))
            painter.setBrush(edge)
            painter.drawRoundedRect(cap.translated(0, 1.5 * thin), radius, radius)  # the cap's side, seen from above
        lit = self.hasFocus() or self.waiting
        pen = QPen(accent(self.palette()) if lit else edge, 2 * thin if lit else thin)
        if self.waiting or not self.key:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(cap, radius, radius)
        role = QPalette.ColorRole.Text if self.key and not self.waiting else QPalette.ColorRole.PlaceholderText
        painter.setPen(self.palette().color(role))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self.text())

    def _take(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._stop()
        elif pressed := key_of(event):
            self._stop()
            self.captured.emit(pressed)

    def _stop(self) -> None:
        if self.waiting:
            self.waiting = False
            self._show()

    def _show(self) -> None:
        self.setText(_WAITING if self.waiting else keymap.shown(self.key) if self.key else "+ another key")
        self.setAccessibleName(f"{self._spoken}: {self.text()}")
        self.updateGeometry()
        self.update()
