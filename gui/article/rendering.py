"""An article with what is marked on it as a picture: PDF, SVG or PNG in a file, or pages on a printer. Always in light colours.

Text stays text: in PDF it is searchable and its fonts are embedded, in SVG each word is held where it belongs. Lengths below are millimetres, or pixels of the screen's resolution where nothing is said.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPaintDevice,
    QPainter,
    QPdfWriter,
)

from annotation.errors import ExportError
from annotation.formats.atomic import replacing
from gui import theme
from gui.article.sheet import Picture, Sheet

PAPERS = {"A4": QPageSize.PageSizeId.A4, "Letter": QPageSize.PageSizeId.Letter}
PAPER_POINTS = 11.0
LEFT, RIGHT, TOP, BOTTOM = (
    33.0,
    26.0,
    22.0,
    18.0,
)  # around the column and the foot; the numbers stand in the left margin
MEASURE = 70  # characters a line in SVG and PNG, as on screen
SCALE = 2  # of PNG: for screens of high resolution, and for print
# Qt's painter counts pixels in 16 bits; what shows an SVG, or keeps it in memory, has its limits as well.
LARGEST = 32_767


def save(picture: Picture, path: Path, *, paper: str = "A4") -> None:
    """Draw a picture into a file of the kind that its name ends with: .pdf (paged, on `paper`), .svg or .png (one tall page).

    Raises:
        ExportError: where the name ends otherwise, the picture is too large for PNG, or the file cannot be written.
    """
    kinds: dict[str, Callable[[], bytes]] = {
        ".pdf": lambda: _pdf(picture, PAPERS[paper]),
        ".svg": lambda: _svg(picture),
        ".png": lambda: _png(picture),
    }
    draw = kinds.get(path.suffix.lower())
    if draw is None:
        raise ExportError(
            f"{path} is to be a picture, but “{path.suffix}” says nothing of which kind.",
            way_out=f"End its name with {', '.join(kinds)}.",
        )
    with theme.in_light():
        drawn = draw()
    with replacing(path) as stream:
        stream.write(drawn)


def print_pages(picture: Picture, device: QPagedPaintDevice) -> None:
    """Draw the pages on a printer or another paged device of `resolution()`, which takes its paper's whole page.

    Raises:
        ExportError: where the device does not take them.
    """
    with theme.in_light():
        _paint_pages(picture, device)


def resolution() -> int:
    """The dots an inch that fonts are laid out for: devices that text is drawn on are set to it, so that one layout fits all."""
    return round(QGuiApplication.primaryScreen().logicalDotsPerInchY())


def make_drawing_application() -> QGuiApplication:
    """What drawing needs where there is no window. Keep it for as long as something is drawn."""
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    # A picture needs fonts, and no display. Elsewhere than on Linux, the fonts come with the platform's own plugin.
    platform = ["-platform", "offscreen"] if sys.platform.startswith("linux") else []
    return QGuiApplication(["quotemark", *platform])


# PDF and printers -----------------------------------------------------------------------------------------------


def _pdf(picture: Picture, paper: QPageSize.PageSizeId) -> bytes:
    buffer = _buffer()
    writer = QPdfWriter(buffer)
    writer.setTitle(picture.document.name)
    writer.setCreator("Quotemark")
    writer.setResolution(resolution())
    whole = QMarginsF(0, 0, 0, 0)
    writer.setPageLayout(QPageLayout(QPageSize(paper), QPageLayout.Orientation.Portrait, whole))
    _paint_pages(picture, writer)
    return _with_spaces(bytes(buffer.data().data()))


def _with_spaces(pdf: bytes) -> bytes:
    """A PDF of Qt's in which spaces are copied and found as spaces.

    Where a font has one glyph for the space and the tab, Qt says in the font's table of characters that it stands for a tab. The two are
    written with as many bytes, so that nothing else has to move.
    """
    table = re.compile(rb"begincmap.*?endcmap", re.DOTALL)
    listed = re.compile(rb"\[[^\]]*\]")
    return table.sub(lambda found: listed.sub(lambda row: row[0].replace(b"<0009>", b"<0020>"), found[0]), pdf)


def _paint_pages(picture: Picture, device: QPagedPaintDevice) -> None:
    dots = resolution()
    paper = QRectF(device.pageLayout().fullRectPixels(dots))
    dot = dots / 25.4
    sheet = Sheet(picture, points=PAPER_POINTS, width=paper.width() - (LEFT + RIGHT) * dot)
    top, foot = TOP * dot, paper.height() - BOTTOM * dot
    room = foot - top - sheet.page.line_height * 0.6
    pages = sheet.paginate(first_room=room - sheet.head_height, room=room - sheet.running_height)
    painter = QPainter()
    if not painter.begin(device):
        raise ExportError(
            "The printer does not take the pages.", way_out="Check that it is ready, or save the page as PDF instead."
        )
    try:
        for number, strips in enumerate(pages, 1):
            corner = QPointF(LEFT * dot, top)
            if number == 1:
                sheet.paint_head(painter, corner)
            else:
                device.newPage()
                sheet.paint_running_head(painter, corner)
            over = sheet.head_height if number == 1 else sheet.running_height
            sheet.paint_strips(painter, corner + QPointF(0.0, over), strips)
            sheet.paint_foot(painter, QPointF(corner.x(), foot), f"{number} / {len(pages)}")
    finally:
        painter.end()


# One tall page --------------------------------------------------------------------------------------------------


def _tall(picture: Picture) -> tuple[QSize, Callable[[QPainter], None]]:
    """The size of a picture that is one page, and what paints it."""
    measure = QFontMetricsF(theme.reading_font(theme.READING_POINTS)).averageCharWidth() * MEASURE
    sheet = Sheet(picture, points=theme.READING_POINTS, width=measure)
    (strips,) = sheet.paginate()
    edge = sheet.page.line_height
    corner = QPointF(edge * 0.6 + sheet.gutter, edge)
    bottom = edge + sheet.head_height + (strips[-1].bottom if strips else 0.0) + edge
    size = QSize(int(corner.x() + sheet.page.width + edge * 1.4), int(bottom + sheet.foot_height + edge * 0.4))

    def paint(painter: QPainter) -> None:
        painter.fillRect(QRectF(QPointF(), size.toSizeF()), Qt.GlobalColor.white)
        sheet.paint_head(painter, corner)
        sheet.paint_strips(painter, corner + QPointF(0.0, sheet.head_height), strips)
        sheet.paint_foot(painter, QPointF(corner.x(), bottom))

    return size, paint


def _check_height(height: int, kind: str) -> None:
    if height > LARGEST:
        raise ExportError(
            f"The picture would be {height:,} pixels high; one as {kind} can be {LARGEST:,}.",
            way_out="Save it as PDF, or select some paragraphs and save those.",
        )


def _painted(device: QPaintDevice, paint: Callable[[QPainter], None]) -> None:
    painter = QPainter(device)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter)
    finally:
        painter.end()  # a device that goes while it is painted on takes the process along


def _png(picture: Picture) -> bytes:
    size, paint = _tall(picture)
    _check_height(size.height() * SCALE, "PNG")
    image = QImage(size * SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SCALE)
    image.setDotsPerMeterX(round(resolution() / 0.0254))
    image.setDotsPerMeterY(round(resolution() / 0.0254))
    _painted(image, paint)
    # So that it is as large in a report as on screen, and twice as fine.
    image.setDotsPerMeterX(image.dotsPerMeterX() * SCALE)
    image.setDotsPerMeterY(image.dotsPerMeterY() * SCALE)
    buffer = _buffer()
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _svg(picture: Picture) -> bytes:
    from PySide6.QtSvg import QSvgGenerator

    from gui.article.svg_text import held_in_place

    size, paint = _tall(picture)
    _check_height(size.height(), "SVG")
    buffer = _buffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(resolution())
    generator.setSize(size)
    generator.setViewBox(QRectF(QPointF(), size.toSizeF()))
    generator.setTitle(picture.document.name)
    generator.setDescription("An article with its annotations, drawn by Quotemark.")
    _painted(generator, paint)
    return held_in_place(bytes(buffer.data().data()).decode(), resolution=resolution()).encode()


def _buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer
