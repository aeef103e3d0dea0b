"""Colours, in the settings: of labels and of the page, for light and dark, with what they are worth to the eye."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotation.scheme import Label, LabelScheme
from gui import colour_vision, contrast, looks, theme
from gui.article.painting import WASH_CURRENT, WASH_HOVERED
from gui.dialogs.colour_field import ColourField, Verdict
from gui.dialogs.sample import Sample
from gui.palettes import PALETTES, Pairs
from gui.panels.painting import bold, small

_MODES = (False, True)  # light, dark
_ENABLED = Qt.ItemDataRole.UserRole - 1  # the role by which Qt's combo boxes switch their items off


def _offers(scheme: LabelScheme) -> list[tuple[str, Pairs]]:
    """What there is to choose from: titles, and a pair of colours for each label. Labels that a palette has no colour for keep their own."""
    safe = "safe for colour-blind readers"
    own = tuple((theme.own_name(label, dark=False), theme.own_name(label, dark=True)) for label in scheme.labels)
    palettes = [(p.title, (*p.colours(len(own)), *own[len(p.many) :])) for p in PALETTES]
    name = next(
        (f"{title}, {safe} (the label scheme’s)" for title, pairs in palettes if pairs == own), "The label scheme’s"
    )
    return [(name, own), *((f"{title}, {safe}", pairs) for title, pairs in palettes if pairs != own)]


class ColoursTab(QWidget):
    """A row for each label and for the page; a palette fills the rows of the labels. Changes show at once, here and in the window."""

    def __init__(self, scheme: LabelScheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scheme = scheme
        self.palettes = QComboBox()
        self.palettes.setAccessibleName("Palette")
        self._offers = _offers(scheme)
        for title in (*(title for title, _ in self._offers), "Your own"):
            self.palettes.addItem(title)
        own_item = self.palettes.model().index(len(self._offers), 0)
        self.palettes.model().setData(own_item, 0, _ENABLED)  # it says what is; there is nothing to choose
        self.palettes.activated.connect(self._choose_palette)
        self.fields: dict[tuple[str, bool], ColourField] = {}
        self.verdicts: dict[tuple[str, bool], tuple[Verdict, Verdict | None]] = {}
        self.resets: dict[str, QPushButton] = {}
        self._owner: dict[QObject, Label] = {}
        self.samples = [Sample(scheme, dark=dark) for dark in _MODES]
        self.apart = QLabel()
        self.apart.setWordWrap(True)
        self.reset_all = QPushButton("Reset all colours")
        self.reset_all.clicked.connect(self._reset_all)

        gap = round(self.fontMetrics().height() * 0.5)
        layout = QVBoxLayout(self)
        layout.setSpacing(gap)
        top = QHBoxLayout()
        caption = QLabel("&Palette:")
        caption.setBuddy(self.palettes)
        top.addWidget(caption)
        top.addWidget(self.palettes, 1)
        layout.addLayout(top)
        samples = QHBoxLayout()
        samples.setSpacing(gap)
        for sample in self.samples:
            samples.addWidget(sample)
        layout.addLayout(samples)
        layout.addWidget(self.apart)
        layout.addLayout(self._grid(gap))
        layout.addStretch(1)
        below = QHBoxLayout()
        below.addWidget(self._note(), 1)
        below.addWidget(self.reset_all, 0, Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(below)
        self.setFocusProxy(self.palettes)
        looks.changes.colours.connect(self._show)
        self.samples[0].show_current(scheme.labels[0])
        self.samples[1].show_current(scheme.labels[0])
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the label whose field has the focus as the current one."""
        if event.type() == QEvent.Type.FocusIn and (label := self._owner.get(watched)):
            for sample in self.samples:
                sample.show_current(label)
        return False

    # Putting together -------------------------------------------------------------------------------------------

    def _grid(self, gap: int) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * gap)
        grid.setVerticalSpacing(gap // 2)
        for n, words in enumerate(("Light page", "letter", "text on it", "Dark page", "letter", "text on it")):
            heading = QLabel(words)
            heading.setFont(bold(self.font()) if n % 3 == 0 else small(self.font()))
            grid.addWidget(heading, 0, n + 1, Qt.AlignmentFlag.AlignBottom)
        for row, label in enumerate(self._scheme.labels, 1):
            self._add(grid, row, label.name, f"{label.letter}  {label.title}", label)
        for row, (field, title) in enumerate(looks.OF_PAGE.items(), len(self._scheme.labels) + 1):
            self._add(grid, row, field, title, None)
        grid.setColumnStretch(8, 1)
        return grid

    def _add(self, grid: QGridLayout, row: int, name: str, title: str, label: Label | None) -> None:
        grid.addWidget(QLabel(title), row, 0)
        plain = label.title if label else title
        for dark in _MODES:
            field = ColourField(f"{plain} on a {'dark' if dark else 'light'} page")
            field.chosen.connect(partial(self._choose, name, dark, label))
            letter, text = Verdict(), Verdict() if label else None
            column = 4 if dark else 1
            grid.addWidget(field, row, column)
            grid.addWidget(letter, row, column + 1)
            if text:
                grid.addWidget(text, row, column + 2)
            self.fields[name, dark] = field
            self.verdicts[name, dark] = (letter, text)
            if label:
                for control in (field.field, field.swatch):
                    self._owner[control] = label
                    control.installEventFilter(self)
        reset = self.resets[name] = QPushButton("Reset")
        reset.setAccessibleName(f"Reset the colours of {plain}")
        reset.clicked.connect(partial(self._reset, name, label))
        grid.addWidget(reset, row, 7)

    def _note(self) -> QLabel:
        note = QLabel(
            "Contrast after WCAG 2.2: 4.5 to 1 is AA for text. Colours chosen here are yours, for every project with a label of that name; the "
            "project’s label scheme stays as it is."
        )
        note.setFont(small(note.font()))
        note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        note.setWordWrap(True)
        return note

    # Showing ----------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        for dark in _MODES:
            with theme.as_if(dark=dark):
                colours = theme.colours()
            for label in self._scheme.labels:
                colour = theme.label_name(label, dark=dark)
                self.fields[label.name, dark].show_colour(colour)
                letter, text = self.verdicts[label.name, dark]
                ratio = contrast.contrast(colour, colours.page)
                letter.show_ratio(f"{label.title}’s letter on the page", ratio, needed=contrast.TEXT)
                assert text is not None
                # The strongest there is: the current item over one under the pointer.
                ground = colours.page
                for wash in (WASH_HOVERED, WASH_CURRENT):
                    ground = contrast.over(ground, colour, wash * colours.wash)
                ratio = contrast.contrast(colours.text, ground)
                text.show_ratio(f"Text on {label.title.lower()}", ratio, needed=contrast.TEXT)
            for field in looks.OF_PAGE:
                self.fields[field, dark].show_colour(getattr(colours, field))
                ratio = contrast.contrast(colours.text, colours.page)
                self.verdicts[field, dark][0].show_ratio("Text on the page", ratio, needed=contrast.TEXT)
        of_labels, of_page = looks.chosen_for_labels(), looks.chosen_for_page()
        for name, reset in self.resets.items():
            reset.setEnabled(any((name, dark) in (of_page if name in looks.OF_PAGE else of_labels) for dark in _MODES))
        self.reset_all.setEnabled(bool(of_labels or of_page))
        self.palettes.setCurrentIndex(self._palette_in_force())
        self._tell_apart()
        for sample in self.samples:
            sample.update()

    def _palette_in_force(self) -> int:
        now = tuple((theme.label_name(x, dark=False), theme.label_name(x, dark=True)) for x in self._scheme.labels)
        return next((n for n, (_, pairs) in enumerate(self._offers) if pairs == now), len(self._offers))

    def _tell_apart(self) -> None:
        """Say which two labels are hardest to tell apart, and for whom."""
        worst = []
        for dark in _MODES:
            colours = [theme.label_name(label, dark=dark) for label in self._scheme.labels]
            if found := colour_vision.closest(colours):
                worst.append((*found, "dark" if dark else "light"))
        if not worst:
            self.apart.clear()
            return
        difference, who, (a, b), mode = min(worst)
        first, second = (self._scheme.labels[n].title for n in (a, b))
        enough = difference >= colour_vision.APART
        whom = "" if who == colour_vision.NORMAL else f" with {who}"
        said = "Every reader can tell the labels apart" if enough else "Hard to tell apart"
        self.apart.setText(
            f"{said}: closest are {first} and {second}{whom}, on a {mode} page (difference {difference:.0f}, at least "
            f"{colour_vision.APART:.0f} is good)."
        )

    # Changing ---------------------------------------------------------------------------------------------------

    def _choose(self, name: str, dark: bool, label: Label | None, colour: str) -> None:  # noqa: FBT001  bound by partial
        if label is None:
            looks.choose_for_page({(name, dark): colour})
        else:
            looks.choose_for_labels({(name, dark): None if colour == theme.own_name(label, dark=dark) else colour})

    def _choose_palette(self, place: int) -> None:
        _, pairs = self._offers[place]
        looks.choose_for_labels(
            {
                (label.name, dark): None if pair[dark] == theme.own_name(label, dark=dark) else pair[dark]
                for label, pair in zip(self._scheme.labels, pairs, strict=True)
                for dark in _MODES
            }
        )

    def _reset(self, name: str, label: Label | None) -> None:
        choose = looks.choose_for_page if label is None else looks.choose_for_labels
        choose({(name, dark): None for dark in _MODES})
        self.fields[name, False].field.setFocus()

    def _reset_all(self) -> None:
        looks.choose_for_page(dict.fromkeys(looks.chosen_for_page()))
        looks.choose_for_labels(dict.fromkeys(looks.chosen_for_labels()))
        self.palettes.setFocus()
