"""A message across the top of the page: what went wrong and the way out. It never stops the work, as a dialog would."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from annotation.errors import QuotemarkError

AT_ONCE = 4  # errors; the page must stay readable under them


class Banner(QFrame):
    """Hidden until something is to be told; closed by its button or Escape within it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setAccessibleName("Message")
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        close = QToolButton()
        close.setText("✕")
        close.setAutoRaise(True)
        close.setAccessibleName("Close the message")
        close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.addWidget(self._label, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._passing = False  # whether what it says is only of the last step
        self._of_document = ""  # what was told of the open document
        self.hide()

    @property
    def text(self) -> str:
        """What it says now, "" while hidden."""
        return "" if self.isHidden() else self._label.text()

    def tell(self, *problems: QuotemarkError) -> None:
        """Show errors, each with its title, what happened and the way out."""
        told = [f"{p.title}\n{p.what} {p.way_out}".rstrip() for p in problems[:AT_ONCE]]
        if len(problems) > AT_ONCE:
            told.append(f"... and {len(problems) - AT_ONCE} more of the {len(problems)}.")
        self._label.setText("\n\n".join(told))
        self._passing = False
        self.show()

    def tell_once(self, problem: QuotemarkError) -> None:
        """Show what could not be done just now; it goes with the next thing that is done, or with Escape."""
        self.tell(problem)
        self._passing = True

    def pass_on(self) -> None:
        """Something else was done: what was told of one step goes."""
        if self._passing:
            self.hide()

    def note(self, text: str) -> None:
        """Show something that is no error."""
        self._label.setText(text)
        self._passing = False
        self.show()

    def note_of_document(self, text: str) -> None:
        """Show what there is to know of the open document, until it is closed or another one is opened; "" for nothing."""
        if text:
            self.note(text)
        elif self._of_document and self.text == self._of_document:
            self.hide()
        self._of_document = text
