"""How a page of Markdown is set for reading: Qt’s own reading of Markdown leaves headings, tables and lines cramped."""

from __future__ import annotations

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)

_LINE_HEIGHT = 130.0  # percent
_SIZES = {1: 1.7, 2: 1.4, 3: 1.12}  # of headings, in sizes of the text
_FIRST_COLUMN = 32.0  # percent of a table's width


def dress(document: QTextDocument, *, font: QFont, line: QColor) -> None:
    """Set the document in a font, with room between its lines and blocks; `line` is the colour of the lines of tables."""
    document.setDefaultFont(font)
    height = font.pointSizeF() * document_scale(document)
    document.setDocumentMargin(1.6 * height)
    document.setIndentWidth(1.5 * height)
    for number in range(document.blockCount()):
        _dress_block(document.findBlockByNumber(number), font=font, height=height)
    for table in _tables(document.rootFrame()):
        _dress_table(table, height=height, line=line)


def document_scale(document: QTextDocument) -> float:
    """Pixels of the document's layout a point."""
    device = document.documentLayout().paintDevice()
    return (device.logicalDpiY() if device else 96) / 72


def _dress_block(block: QTextBlock, *, font: QFont, height: float) -> None:
    cursor = QTextCursor(block)
    level = block.blockFormat().headingLevel()
    made = QTextBlockFormat()
    made.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if level:
        made.setTopMargin((2.2 if level == 2 else 1.2) * height)
        made.setBottomMargin(0.5 * height)
        size = QTextCharFormat()
        size.setFontPointSize(font.pointSizeF() * _SIZES.get(level, 1.0))
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        cursor.mergeCharFormat(size)
    elif cursor.currentTable():
        made.setTopMargin(0)
        made.setBottomMargin(0)
    else:
        follows_list = not block.textList() and block.previous().isValid() and block.previous().textList()
        made.setTopMargin((0.5 if follows_list else 0) * height)
        made.setBottomMargin((0.3 if block.textList() else 0.7) * height)
    QTextCursor(block).mergeBlockFormat(made)


def _tables(frame: QTextFrame) -> list[QTextTable]:
    return [child for child in frame.childFrames() if isinstance(child, QTextTable)]


def _dress_table(table: QTextTable, *, height: float, line: QColor) -> None:
    made = table.format()
    made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    shares = [_FIRST_COLUMN, *[(100 - _FIRST_COLUMN) / (table.columns() - 1)] * (table.columns() - 1)]
    made.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, share) for share in shares])
    made.setBorderCollapse(True)
    made.setBorder(1)
    made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    made.setBorderBrush(line)
    made.setCellPadding(0.4 * height)
    made.setTopMargin(0.3 * height)
    made.setBottomMargin(0.9 * height)
    table.setFormat(made)
