"""What to mark and where it begins and ends, beside the window: the guidelines, opened at the section of a label.

The text is annotation/schemes/guidelines.md, which travels in the package with the label scheme that it explains; docs/guidelines.md is a
link to it.
"""

from __future__ import annotations

import re
from functools import cache, partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QSize
from PySide6.QtGui import QKeySequence, QPalette, QShortcut, QShowEvent, QTextBlock, QTextDocument
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

import annotation
from annotation.scheme import Label, LabelScheme
from gui.dialogs.guidelines_look import dress

_FILE = Path(annotation.__file__).parent / "schemes" / "guidelines.md"
_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&])")


@cache
def guidelines() -> str:
    """The guidelines for the built-in labels, as Markdown."""
    return _FILE.read_text(encoding="utf-8")


def section_of(label: Label) -> str | None:
    """The heading of a label's section: its title or the plural of it. None where the guidelines have no such section."""
    headings = re.findall(r"^## (.+)$", guidelines(), re.MULTILINE)
    wanted = {label.title.casefold(), f"{label.title.casefold()}s"}
    return next((heading for heading in headings if heading.casefold() in wanted), None)


def described(label: Label) -> str | None:
    """What the label scheme itself says of a label, as Markdown. None where it does not describe the label."""
    if not label.description:
        return None
    lines = [f"# {_plain(label.title)}", _plain(label.description)]
    parts = [(role.title, role.description) for role in label.roles]
    attributes = [(one.title, one.description or ", ".join(one.values)) for one in label.attributes]
    for title, rows in (("Parts", parts), ("Attributes", attributes)):
        if rows:
            told = (f"- **{_plain(name)}**" + (f": {_plain(said)}" if said else "") for name, said in rows)
            lines += [f"### {title}", "\n".join(told)]
    return "\n\n".join(lines)


def _plain(text: str) -> str:
    """Text that Markdown leaves as it is."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


class GuidelinesDialog(QDialog):
    """A page to read beside the window, which stays usable; Escape closes it. The key of a label goes to what is said of that label."""

    def __init__(self, scheme: LabelScheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scheme = scheme
        self.setWindowTitle("Guidelines")
        self.setModal(False)
        self._text, self._heading = guidelines(), ""
        self.page = QTextBrowser()
        self.page.setAccessibleName("Guidelines")
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.page.setOpenLinks(False)
        self._gap = gap = round(self.fontMetrics().height() * 0.6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, gap, 0, 0)
        layout.setSpacing(gap)
        layout.addLayout(self._buttons(gap))
        layout.addWidget(self.page, 1)
        wanted = QSize(self.fontMetrics().averageCharWidth() * 112, self.fontMetrics().height() * 44)
        self.resize(wanted.boundedTo(self.screen().availableSize() * 0.94))
        self._render()

    def show_label(self, label: Label | None) -> None:
        """Show what is said of a label: its section, or what the scheme says of it; all from the top where there is neither, or no label."""
        section = section_of(label) if label else None
        own = described(label) if label and section is None else None
        text = own or guidelines()
        self._heading = section or ""
        if text != self._text:
            self._text = text
            self._render()
        self._go()

    def shown_heading(self) -> str:
        """The heading of a label's section, or of the whole, that the top of the page stands in."""
        top = self.page.verticalScrollBar().value()
        seen = [block.text() for block in self._headings() if self._place(block) <= top + self._gap]
        return seen[-1] if seen else ""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._step_aside()
        self.page.setFocus()
        self._go()  # only now it is known how wide the lines are

    def changeEvent(self, event: QEvent) -> None:
        """Other colours or another font: draw the text anew, at the same place."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            bar, document = self.page.verticalScrollBar(), self.page.document()
            first = self.page.cursorForPosition(QPoint(0, 0)).blockNumber()
            into = bar.value() - self._place(document.findBlockByNumber(first))
            self._render()
            bar.setValue(self._place(document.findBlockByNumber(first)) + into)

    def _step_aside(self) -> None:
        """To the right of the window as far as the screen goes: what is read there is wanted beside the article."""
        if parent := self.parentWidget():
            room, frame = self.screen().availableGeometry(), parent.frameGeometry()
            left = max(room.left(), min(frame.right() + 1, room.right() + 1 - self.frameGeometry().width()))
            self.move(left, max(room.top(), frame.top()))

    def _buttons(self, gap: int) -> QHBoxLayout:
        """A button, and a key, for the beginning and for each label of which something is said."""
        row = QHBoxLayout()
        row.setContentsMargins(2 * gap, 0, 2 * gap, 0)
        told = [label for label in self.scheme.labels if section_of(label) or described(label)]
        for label in (None, *told):
            key = QKeySequence(label.key if label else "0")
            name = (section_of(label) or label.title) if label else "All labels"
            button = QPushButton(f"{name.replace('&', '&&')}  ({key.toString(QKeySequence.SequenceFormat.NativeText)})")
            button.setAutoDefault(False)
            go = partial(self.show_label, label)
            button.clicked.connect(lambda *_, go=go: go())
            QShortcut(key, self).activated.connect(go)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _render(self) -> None:
        self.page.setMarkdown(self._text)
        dress(self.page.document(), font=self.font(), line=self.palette().color(QPalette.ColorRole.Mid))
        self.page.document().documentLayout().documentSize()  # lays all of it out

    def _headings(self) -> list[QTextBlock]:
        """The headings of the labels' sections and of the whole, in order."""
        document: QTextDocument = self.page.document()
        blocks = (document.findBlockByNumber(n) for n in range(document.blockCount()))
        return [block for block in blocks if block.blockFormat().headingLevel() in (1, 2)]

    def _place(self, block: QTextBlock) -> int:
        """Where a block begins on the page, in its pixels from the top."""
        return int(self.page.document().documentLayout().blockBoundingRect(block).top())

    def _go(self) -> None:
        places = {block.text(): self._place(block) for block in self._headings()}
        self.page.verticalScrollBar().setValue(places.get(self._heading, 0) - self._gap)
