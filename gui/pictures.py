"""The page as a picture in a file, or on a printer: asks how, and has it drawn."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotation.errors import ExportError, QuotemarkError
from annotation.model import Annotation

if TYPE_CHECKING:
    from annotation.reading import Reading
    from annotation.text import TextRange
    from gui.article.sheet import Picture
    from gui.main_window import MainWindow
    from storage.queries import DocumentSummary


def picture_of(reading: Reading, *, span: TextRange | None = None, suggestions: bool = True) -> Picture:
    """What is marked in a document, to be drawn today: annotations, and open suggestions if wanted. `span` is in code points."""
    from gui.article.sheet import Picture

    items = tuple(item for item in reading.items() if suggestions or isinstance(item, Annotation))
    today = datetime.now().astimezone().date().isoformat()
    return Picture(document=reading.document, items=items, scheme=reading.scheme, drawn=today, span=span)


def save_picture(window: MainWindow) -> None:
    """Ask where to and how, and save the page as a picture or PDF."""
    from gui.article.rendering import save
    from gui.dialogs.export import folder_for
    from gui.dialogs.picture import PictureDialog

    session, selection = window.session, window.view.selection
    if session.reading is None or session.project is None:
        session.said.emit("No page to save: open an article first.")
        return
    suggested = folder_for(session.project.path) / f"{file_name(session.reading.document.name)}.pdf"
    dialog = PictureDialog(suggested, selection=selection is not None, parent=window)
    if not dialog.exec():
        return
    choice = dialog.choice()
    span = selection if choice.selected else None
    with _busy(window):
        save(picture_of(session.reading, span=span, suggestions=choice.suggestions), choice.path, paper=choice.paper)
        session.said.emit(f"Saved the page as {choice.path}")


def print_page(window: MainWindow) -> None:
    """Ask for a printer, and print the page, or the paragraphs with the selection where the printer's dialog says so."""
    from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter

    from gui.article.rendering import print_pages, resolution

    session, selection = window.session, window.view.selection
    if session.reading is None:
        session.said.emit("No page to print: open an article first.")
        return
    printer = QPrinter()
    printer.setResolution(resolution())
    printer.setFullPage(True)
    printer.setDocName(session.reading.document.name)
    printer.setCreator("Quotemark")
    dialog = QPrintDialog(printer, window)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintSelection, selection is not None)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, False)
    if dialog.exec():
        only = printer.printRange() == QPrinter.PrintRange.Selection
        with _busy(window):
            print_pages(picture_of(session.reading, span=selection if only else None), printer)
            where = f"to {file}" if (file := printer.outputFileName()) else f"on {printer.printerName()}"
            session.said.emit(f"Printed the page {where}")


def find_document(summaries: Iterable[DocumentSummary], named: str, project: Path) -> str:
    """The id of the document that has this id or name, or of the only one whose name begins so.

    Raises:
        ExportError: where there is none, or several.
    """
    known = list(summaries)
    found = [s.id for s in known if s.id == named] or [s.id for s in known if s.name == named]
    found = found or [s.id for s in known if named and s.name.casefold().startswith(named.casefold())]
    if len(found) > 1:
        raise ExportError(
            f"{project} has {len(found)} documents “{named}”.", way_out=f"Name its id: {', '.join(found)}."
        )
    if not found:
        names = [s.name for s in known]
        near = difflib.get_close_matches(named, names, n=3, cutoff=0.3) or names[:3]
        raise ExportError(
            f"{project} has no document “{named}”.",
            way_out=f"It has {', '.join(f'“{name}”' for name in near)}{', …' if len(near) < len(names) else '.'}"
            if near
            else "It has none: import an article into it first.",
        )
    return found[0]


def file_name(name: str) -> str:
    """A document's name as the stem of a file's name, which every system takes."""
    stem = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*]+', " ", name.removesuffix(".txt"))
    return " ".join(stem.split())[:80].strip(" .") or "page"


@contextmanager
def _busy(window: MainWindow) -> Iterator[None]:
    """Show that this takes a moment; what cannot be written is told."""
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    except QuotemarkError as error:
        window.files.told.emit([error])
    finally:
        QApplication.restoreOverrideCursor()
