"""The cells of the table of stances can be read and told apart, and what is suggested is drawn unlike what was decided."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from annotation.model import Annotation, Part, Suggestion
from annotation.naming import Party
from annotation.stance_table import Cell, Stance, StanceTable
from annotation.text import TextRange
from gui import high_contrast, theme
from gui.colour_vision import APART, closest
from gui.contrast import MARKS, TEXT, contrast, over
from gui.models.stance_table import StancesModel
from gui.models.stance_words import SIGNS, as_lines
from gui.panels.stance_cells import WASH, StanceDelegate, polarity_colour, wrapped
from gui.panels.stance_grid import StanceGrid

POLARITIES = ("support", "oppose", "mixed", "neutral", "")
EVIDENCE = TextRange(0, 4)
both_pages = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])


def stance(id_: str, holder: str, target: str, polarity: str, *, decided: bool = True, intensity: int = 2) -> Stance:
    parts = (Part("evidence", EVIDENCE),)
    item = (
        Annotation(id=id_, document_id="d", label="STANCE", parts=parts, annotator="ada", created="")
        if decided
        else Suggestion(
            id=id_, document_id="d", label="STANCE", parts=parts, suggester="stances@1", score=0.8, reason=""
        )
    )
    return Stance(
        item=item,
        holder=Party(holder, holder),
        target=Party(target, target),
        polarity=polarity,
        intensity=intensity,
        evidence=(EVIDENCE,),
    )


def table(*stances: Stance) -> StanceTable:
    found: dict[tuple[str, str], list[Stance]] = {}
    for s in stances:
        found.setdefault((s.holder.key, s.target.key), []).append(s)
    return StanceTable(
        tuple(dict.fromkeys(s.holder for s in stances)),
        tuple(dict.fromkeys(s.target for s in stances)),
        {keys: Cell(tuple(of_cell)) for keys, of_cell in found.items()},
    )


@both_pages
@pytest.mark.parametrize("strong", [False, True], ids=["ordinary", "high contrast"])
def test_words_and_signs_can_be_read(qapp: QApplication, *, dark: bool, strong: bool) -> None:
    """WCAG AA for the words on their wash and the sign on its square, 3 to 1 for outlines and dots; 7 to 1 in high contrast."""
    theme.choose(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
    high_contrast.choose(strong)
    try:
        colours = theme.colours()
        for polarity in POLARITIES:
            colour = polarity_colour(polarity)
            ground = over(colours.panel, colour, WASH * colours.wash)
            assert contrast(colours.text, ground) >= (high_contrast.RATIO if strong else TEXT)
            assert contrast(colours.page, colour) >= (high_contrast.RATIO if strong else TEXT)
            assert contrast(colour, ground) >= MARKS
            assert contrast(colour, colours.panel) >= MARKS
    finally:
        high_contrast.choose(False)
        theme.choose(Qt.ColorScheme.Unknown)


@both_pages
def test_everybody_tells_sides_apart(qapp: QApplication, *, dark: bool) -> None:
    """For, against and mixed have colours that no colour-blind reader mixes up, and each polarity a sign of its own besides."""
    with theme.as_if(dark=dark):
        found = closest(polarity_colour(p) for p in ("support", "oppose", "mixed"))
    assert found is not None
    assert found[0] >= APART
    assert len(set(SIGNS.values())) == len(POLARITIES)


def drawn(grid: StanceGrid, column: int) -> QImage:
    """A cell of the first row, as it is painted."""
    option = QStyleOptionViewItem()
    option.initFrom(grid)
    option.state &= ~option.state  # nobody points at it
    option.rect = QRect(0, 0, 160, 36)
    image = QImage(160, 36, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.colours().panel))
    painter = QPainter(image)
    StanceDelegate().paint(painter, option, grid.model().index(0, column))
    painter.end()
    return image


@both_pages
def test_what_is_suggested_has_dashes_and_no_fill(qtbot: QtBot, *, dark: bool) -> None:
    """Decided: a wash. Suggested: none, within a dashed line. Both in one cell: the wash of what was decided, and dashes."""
    model = StancesModel()
    model.show_table(
        table(
            stance("1", "Vele", "pier", "oppose"),
            stance("2", "Vele", "toll", "oppose", decided=False),
            stance("3", "Vele", "fund", "oppose"),
            stance("4", "Vele", "fund", "oppose", decided=False),
        ),
        "text",
    )
    grid = StanceGrid(model)
    qtbot.addWidget(grid)
    with theme.as_if(dark=dark):
        panel, colour = theme.colours().panel, polarity_colour("oppose")
        wash = over(panel, colour, WASH * theme.colours().wash)
        images = [drawn(grid, column) for column in range(3)]
    ground = [QColor(image.pixel(150, 18)).name() for image in images]
    near = [contrast(seen, wash) for seen in ground]
    assert ground[1] == panel
    assert near[0] < 1.02
    assert near[2] < 1.02

    def steps(image: QImage) -> int:
        """How often the line along the cell's upper edge begins."""
        edge = max(
            range(2, 9), key=lambda y: sum(contrast(QColor(image.pixel(x, y)).name(), panel) for x in range(40, 120))
        )
        ink = [contrast(QColor(image.pixel(x, edge)).name(), panel) > 1.8 for x in range(20, 140)]
        return sum(now and not before for before, now in pairwise(ink))

    assert steps(images[0]) == 0
    assert steps(images[1]) > 8
    assert steps(images[2]) > 8


@given(text=st.lists(st.text(alphabet="abc", min_size=1, max_size=12), min_size=1, max_size=8), lines=st.integers(1, 3))
def test_a_name_is_broken_at_spaces_and_cut_at_the_end(text: list[str], lines: int) -> None:
    """Never more lines than there is room for, never wider than it; what fits is all there."""
    name = " ".join(text)
    metrics = QFontMetricsF(QGuiApplication.font())
    width = metrics.horizontalAdvance("abcabcabcabcabc")
    made = wrapped(name, metrics, width, lines=lines)
    assert 1 <= len(made) <= lines
    assert all(metrics.horizontalAdvance(line) <= width + 1 for line in made)
    if "…" not in "".join(made):
        assert " ".join(made) == name


CHANGES = st.lists(
    st.lists(
        st.tuples(st.sampled_from("ABC"), st.sampled_from("XYZ"), st.sampled_from(POLARITIES), st.booleans()),
        max_size=6,
    ),
    min_size=1,
    max_size=5,
)


@given(changes=CHANGES)
def test_the_model_keeps_its_promises_through_any_changes(changes: list[list[tuple[str, str, str, bool]]]) -> None:
    """Qt's own tester of models finds nothing wrong, and each table is shown as it is."""
    model = StancesModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for rows in changes:
        made = table(*(stance(str(n), h, t, p, decided=d) for n, (h, t, p, d) in enumerate(rows)))
        model.show_table(made, "text")
        assert model.rowCount() == len(made.holders)
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                index = model.index(row, column)
                assert bool(index.data()) == (model.cell(index) is not None)
        assert as_lines(made).count("\n") == 1 + len(made.holders)
    del tester


def test_thirty_by_thirty_is_laid_out_within_reach(qtbot: QtBot) -> None:
    """Long names are cut to two lines of a column that is never wider than needed; the tip has the whole name."""
    names = [f"the long-delayed agreement number {n} on the northern harbour of the capital" for n in range(30)]
    model = StancesModel()
    grid = StanceGrid(model)
    qtbot.addWidget(grid)
    model.show_table(table(*(stance(str(n), name, name, "support") for n, name in enumerate(names))), "text")
    widest = grid.fontMetrics().averageCharWidth() * 24
    assert all(grid.columnWidth(n) <= widest for n in range(30))
    tip = model.headerData(3, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert tip == f"{names[3]}: 1 stance"
