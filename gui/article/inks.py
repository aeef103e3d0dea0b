"""The colours of one painting, asked of the theme once each: a page asks for them hundreds of times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from annotation.scheme import Label


class Inks:
    """Colours as they are in force now. Make one for each painting."""

    def __init__(self) -> None:
        self.page = theme.colours()
        self._kept: dict[tuple[str, float, bool], QColor] = {}

    def of(self, label: Label, *, alpha: float = 1.0) -> QColor:
        """A label's colour for strokes and letters."""
        kept = self._kept.get((label.name, alpha, False))
        return kept or self._kept.setdefault((label.name, alpha, False), theme.label_colour(label, alpha=alpha))

    def wash(self, label: Label, *, alpha: float) -> QColor:
        """A label's colour behind text."""
        kept = self._kept.get((label.name, alpha, True))
        return kept or self._kept.setdefault((label.name, alpha, True), theme.label_wash(label, alpha=alpha))
