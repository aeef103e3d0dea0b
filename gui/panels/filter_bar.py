"""What stands over the items: how many suggestions are shown at all, and a filter; what is asked for less often is behind “Filters”."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotation.scheme import LabelScheme
from gui.models.item_rows import Shown, Wanted
from gui.panels.chips import Chip
from gui.panels.score_line import ScoreLine
from gui.panels.search_field import SearchField

_NAMES = {Shown.OPEN: "To decide", Shown.ANNOTATIONS: "Annotations", Shown.REJECTED: "Rejected"}
_ANY = "Any suggester"


class FilterBar(QWidget):
    """What is wanted, as controls. `changed` says it at every change by the analyst; `scores` is about the page as well as the list."""

    changed = Signal(Wanted)

    def __init__(self, scheme: LabelScheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scheme: LabelScheme | None = None
        self._chips: dict[str, Chip] = {}
        gap = round(self.fontMetrics().height() * 0.3)

        self.search = SearchField("Search", spoken="Search annotations and suggestions")
        self.search.textChanged.connect(self._tell)
        self.scores = ScoreLine()
        self.more = Chip("Filters", spoken="More filters")
        self.more.toggled.connect(self._show_more)
        first = _line(gap)
        first.addWidget(self.search, 1)
        first.addWidget(self.more)

        self._labels = _line(gap)
        self.shown = QComboBox()
        self.shown.setAccessibleName("Show by decision")
        # On Linux a reader takes what is chosen for the name of such a box.
        self.shown.setAccessibleDescription("Show by decision")
        self.shown.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.shown.setMinimumContentsLength(6)
        self.shown.addItem("", Shown.ALL)
        for shown, name in _NAMES.items():
            self.shown.addItem(name, shown)
        self.name_all(with_rejected=False)
        self.shown.currentIndexChanged.connect(self._tell)
        second = _line(gap)
        second.addLayout(self._labels)
        second.addWidget(self.shown, 1)

        self._rest = self._make_rest(gap)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(gap)
        layout.addWidget(self.scores)
        layout.addLayout(first)
        layout.addLayout(second)
        layout.addWidget(self._rest)
        self.use_scheme(scheme)
        self._show_more()

    def wanted(self) -> Wanted:
        """What the controls say now."""
        return Wanted(
            labels=frozenset(name for name, chip in self._chips.items() if chip.isChecked()),
            shown=self.shown.currentData(),
            suggester=self.suggester.currentData() or "",
            unresolved=self.unresolved.isChecked(),
            search=self.search.text(),
        )

    def use_scheme(self, scheme: LabelScheme) -> None:
        """Offer the labels of a scheme; nothing happens where it is the same one."""
        if scheme == self._scheme:
            return
        self._scheme = scheme
        for chip in self._chips.values():
            self._labels.removeWidget(chip)
            chip.deleteLater()
        self._chips = {}
        last: QWidget = self.more
        for label in scheme.labels:
            chip = Chip("", label=label, spoken=f"Only {label.title.lower()}s", parent=self)
            chip.setToolTip(f"Only {label.title.lower()}s")
            chip.toggled.connect(self._tell)
            self._labels.addWidget(chip)
            self.setTabOrder(last, chip)
            last = chip
            self._chips[label.name] = chip
        self.setTabOrder(last, self.shown)
        self._tell()

    def use_suggesters(self, names: list[str]) -> None:
        """Offer these suggesters; one that was chosen and is not among them any more is let go."""
        if [self.suggester.itemData(n) for n in range(1, self.suggester.count())] == names:
            return
        chosen = self.suggester.currentData()
        self.suggester.blockSignals(True)
        self.suggester.clear()
        self.suggester.addItem(_ANY, "")
        for name in names:
            self.suggester.addItem(name, name)
        self.suggester.setCurrentIndex(max(0, self.suggester.findData(chosen)))
        self.suggester.blockSignals(False)
        if self.suggester.currentData() != chosen:
            self._tell()

    def name_all(self, *, with_rejected: bool) -> None:
        """Say what the first choice shows."""
        self.shown.setItemText(0, "Everything" if with_rejected else "All but rejected")

    def chip(self, label: str) -> Chip:
        """The toggle of a label."""
        return self._chips[label]

    def _make_rest(self, gap: int) -> QWidget:
        rest = QWidget()
        self.suggester = QComboBox()
        self.suggester.setAccessibleName("Suggester")
        self.suggester.setAccessibleDescription("Suggester")
        self.suggester.addItem(_ANY, "")
        self.suggester.setMinimumContentsLength(6)
        self.suggester.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.suggester.currentIndexChanged.connect(self._tell)
        self.unresolved = Chip("Unresolved", spoken="Only unresolved: nobody named who speaks, claims or holds")
        self.unresolved.setToolTip("Only those that name nobody who speaks, claims or holds, or no target")
        self.unresolved.toggled.connect(self._tell)
        row = QHBoxLayout(rest)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(gap)
        row.addWidget(self.unresolved)
        row.addWidget(self.suggester, 1)
        return rest

    def _show_more(self) -> None:
        self._rest.setVisible(self.more.isChecked())
        self._name_more()

    def _name_more(self) -> None:
        """A filter that is not in sight is still told."""
        hidden = sum((bool(self.suggester.currentData()), self.unresolved.isChecked()))
        self.more.setText(f"Filters ({hidden})" if hidden and not self.more.isChecked() else "Filters")
        self.more.updateGeometry()

    def _tell(self) -> None:
        self._name_more()
        self.changed.emit(self.wanted())


def _line(gap: int) -> QHBoxLayout:
    layout = QHBoxLayout()
    layout.setSpacing(gap)
    return layout
