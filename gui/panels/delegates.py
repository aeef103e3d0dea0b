"""How the rows of the lists are drawn."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from annotation.model import Status
from gui.models.documents import DocumentRole, DocumentRow
from gui.models.item_rows import ItemRow
from gui.models.items import ItemRole
from gui.models.keyed_rows import AnyIndex
from gui.panels.painting import accent, badge_size, bold, draw_badge, draw_row_ground, hairline, quiet, small

_LEFT_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT_MIDDLE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class DocumentDelegate(QStyledItemDelegate):
    """A document: its name, what is to do, and a thin line of progress. The open one is bold and has a mark."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        del index
        lines = QFontMetricsF(option.font).height() + QFontMetricsF(small(option.font)).height()
        return QSize(0, round(lines + _pad(option.font) * 2.6))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = index.data(DocumentRole.ROW)
        assert isinstance(row, DocumentRow)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_row_ground(painter, option)
        pad = _pad(option.font)
        room = QRectF(option.rect).adjusted(2.6 * pad, 0.8 * pad, -1.6 * pad, -0.8 * pad)
        name_font = bold(option.font) if row.is_open else option.font
        metrics = QFontMetricsF(name_font)
        line = QRectF(room.left(), room.top(), room.width(), metrics.height())
        if row.is_open:
            dot = metrics.height() * 0.16
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent(option.palette))
            painter.drawEllipse(QRectF(room.left() - 0.9 * pad - dot, line.center().y() - dot, 2 * dot, 2 * dot))
        painter.setFont(name_font)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        name = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, _LEFT_MIDDLE, name)
        font = small(option.font)
        metrics = QFontMetricsF(font)
        line = QRectF(room.left(), line.bottom(), room.width(), metrics.height())
        painter.setFont(font)
        painter.setPen(quiet(option.palette))
        painter.drawText(
            line, _LEFT_MIDDLE, metrics.elidedText(row.progress, Qt.TextElideMode.ElideRight, line.width())
        )
        self._draw_progress(painter, option, row, QRectF(room.left(), room.bottom(), room.width(), 0))
        painter.restore()

    def _draw_progress(self, painter: QPainter, option: QStyleOptionViewItem, row: DocumentRow, line: QRectF) -> None:
        if row.share_decided is None:
            return
        thick = 2 * hairline(QFontMetricsF(option.font))
        track = QRectF(line.left(), line.top() - thick / 2, line.width(), thick)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(option.palette.color(QPalette.ColorRole.Mid))
        painter.drawRoundedRect(track, thick / 2, thick / 2)
        if row.share_decided > 0:
            track.setWidth(max(thick, track.width() * row.share_decided))
            painter.setBrush(accent(option.palette))
            painter.drawRoundedRect(track, thick / 2, thick / 2)


class ItemDelegate(QStyledItemDelegate):
    """An annotation or suggestion: the label's badge, the words of the main role, and in a second line who and what, or why."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        del index
        lines = QFontMetricsF(option.font).height() + QFontMetricsF(small(option.font)).height()
        return QSize(0, round(lines + _pad(option.font) * 1.6))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = index.data(ItemRole.ROW)
        assert isinstance(row, ItemRow)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_row_ground(painter, option)
        pad = _pad(option.font)
        room = QRectF(option.rect).adjusted(1.3 * pad, 0.8 * pad, -1.3 * pad, -0.8 * pad)
        metrics = QFontMetricsF(option.font)
        side = badge_size(metrics)
        painter.setFont(option.font)
        draw_badge(painter, QRectF(room.left(), room.top() + 0.1 * pad, side, side), row.label, status=row.status)
        room.setLeft(room.left() + side + 1.1 * pad)
        rejected = row.status is Status.REJECTED
        score = 0.0 if row.score is None else self._draw_score(painter, option, f"{row.score:.2f}", room)
        font = QFont(option.font)
        font.setStrikeOut(rejected)
        painter.setFont(font)
        painter.setPen(quiet(option.palette) if rejected else option.palette.color(QPalette.ColorRole.Text))
        line = QRectF(room.left(), room.top(), room.width() - score, metrics.height())
        painter.drawText(line, _LEFT_MIDDLE, metrics.elidedText(row.excerpt, Qt.TextElideMode.ElideRight, line.width()))
        font = small(option.font)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(quiet(option.palette))
        line = QRectF(room.left(), line.bottom(), room.width(), metrics.height())
        painter.drawText(
            line, _LEFT_MIDDLE, metrics.elidedText(second_line(row), Qt.TextElideMode.ElideRight, line.width())
        )
        painter.restore()

    def _draw_score(self, painter: QPainter, option: QStyleOptionViewItem, score: str, room: QRectF) -> float:
        """Draw the score at the right end of the first line; returns how much of the room it takes."""
        font = small(option.font)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(quiet(option.palette))
        line = QRectF(room.left(), room.top(), room.width(), QFontMetricsF(option.font).height())
        painter.drawText(line, _RIGHT_MIDDLE, score)
        return metrics.horizontalAdvance("0.00") + _pad(option.font)


def second_line(row: ItemRow) -> str:
    """What the second line of an item says."""
    state = "rejected" if row.status is Status.REJECTED else "skipped" if row.skipped else ""
    return " · ".join(
        " ".join(x.split()) for x in (state, row.again, row.detail) if x
    )  # a name may have a line break in it


def _pad(font: QFont) -> float:
    return QFontMetricsF(font).height() * 0.4
