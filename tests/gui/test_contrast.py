"""What is painted can be read and told apart: WCAG 2.2 AA for text on every fill, 3 to 1 for lines, and labels that no reader mixes up.

Fills and lines are measured on the pixels that the page's own painter makes, so that no constant of it can drift away from these tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import groupby, product

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from annotation.model import Annotation, Part, Suggestion
from annotation.reading import Item
from annotation.scheme import LabelScheme, default_scheme
from annotation.text import TextRange
from gui import contrast, theme
from gui.article.figure import Dotted
from gui.article.layout import PageLayout
from gui.article.scene import Scene
from gui.colour_vision import APART, DEFICIENCIES, NORMAL, closest, lab_difference, seen_with
from gui.contrast import MARKS, TEXT
from gui.palettes import PALETTES

# Commas have no ink above the line's lower half: there, every pixel is ground.
COMMAS = "," * 120
ORIGIN = QPointF(120.0, 60.0)


def schemes() -> Iterator[tuple[str, LabelScheme]]:
    """The built-in label scheme, and each palette for few and for many labels."""
    own = default_scheme()
    yield "built-in", own
    for palette in PALETTES:
        for pairs in (palette.few, palette.many):
            labels = [own.labels[n % 3] for n in range(len(pairs))]
            made = tuple(
                replace(label, name=f"L{n}", light=light, dark=dark)
                for n, (label, (light, dark)) in enumerate(zip(labels, pairs, strict=True))
            )
            yield f"{palette.title}, {len(pairs)}", replace(own, labels=made)


SCHEMES = dict(schemes())
every_scheme = pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES.keys())
both_pages = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])


def item(scheme: LabelScheme, n: int, *spans: tuple[int, int], suggested: bool = False) -> Item:
    """An item of the nth label: its first span is the main part, the others are parts of its second role."""
    label = scheme.labels[n]
    parts = tuple(Part(label.roles[min(m, 1)].name, TextRange(*span)) for m, span in enumerate(spans))
    id_ = f"{label.name} {spans} {suggested}"
    if suggested:
        return Suggestion(id=id_, document_id="d", label=label.name, parts=parts, suggester="s", score=1.0, reason="")
    return Annotation(id=id_, document_id="d", label=label.name, parts=parts, annotator="ada", created="")


@cache
def page() -> PageLayout:
    return PageLayout(COMMAS, theme.reading_font(theme.READING_POINTS), 5000.0)


def painted(scene: Scene, *, dark: bool) -> QImage:
    """What the page's painter makes of a scene, on a light or a dark page."""
    image = QImage(1400, 160, QImage.Format.Format_RGB32)
    with theme.as_if(dark=dark):
        image.fill(QColor(theme.colours().page))
        painter = QPainter(image)
        scene.paint(painter, ORIGIN, scene.page.lay_out_between(0.0, 100.0))
        painter.end()
    return image


def colours_at(image: QImage, xs: range, ys: range) -> set[str]:
    return {QColor(image.pixel(x, y)).name() for x in xs for y in ys}


def box(start: int, end: int) -> QRectF:
    """Where these commas are in the picture."""
    left, top, right, bottom = page().boxes(0, start, end)[0]
    return QRectF(left, top, right - left, bottom - top).translated(ORIGIN)


def grounds(image: QImage) -> set[str]:
    """Every colour behind the text, a little above its middle."""
    line = box(0, 120)
    y = int(line.top() + line.height() * 0.4)
    row = [QColor(image.pixel(x, y)).name() for x in range(int(line.left()) + 1, int(line.right()) - 1)]
    # The sides of outlines are narrower than that.
    return {colour for colour, run in groupby(row) if len(list(run)) >= 4}


@both_pages
@every_scheme
def test_text_is_read_on_every_fill(qapp: object, scheme: LabelScheme, *, dark: bool) -> None:
    """Fills, the current item over another's fill, its parts in each other, hits and the selection, each alone and all over each other."""
    with theme.as_if(dark=dark):
        text = theme.colours().text
    assert grounds(painted(Scene(page()), dark=dark)) == {theme.DARK.page if dark else theme.LIGHT.page}
    for below, above in product(range(len(scheme.labels)), repeat=2):
        scene = Scene(page())
        filled, current = item(scheme, below, (5, 90)), item(scheme, above, (15, 80), (20, 70))
        suggested = item(scheme, below, (92, 110), suggested=True)
        scene.show_items([filled, current, suggested], scheme, current)
        for scene.hovered_id in (filled.id, suggested.id, ""):
            for scene.selection in (None, TextRange(10, 118)):
                scene.show_hits([TextRange(2, 30), TextRange(40, 60), TextRange(85, 115)], TextRange(40, 60))
                seen = grounds(painted(scene, dark=dark))
                assert len(seen) > 5
                assert {c: contrast.contrast(text, c) for c in seen if contrast.contrast(text, c) < TEXT} == {}


def strongest(image: QImage, xs: range, ys: range, *, ground: str) -> float:
    return max(contrast.contrast(colour, ground) for colour in colours_at(image, xs, ys))


@both_pages
@every_scheme
def test_lines_and_outlines_are_seen(qapp: object, scheme: LabelScheme, *, dark: bool) -> None:
    """Underlines, outlines and margin bars reach 3 to 1 against the page; letters and captions, in the label's colour, 4.5."""
    with theme.as_if(dark=dark):
        ground = theme.colours().page
        grounds = (ground, theme.colours().panel)
    line = box(30, 50)
    middle = range(int(line.left() + 4), int(line.right() - 4))
    around = [*range(int(line.top() - 8), int(line.top() + 2)), *range(int(line.bottom()) - 1, int(line.bottom() + 12))]
    empty = painted(Scene(page()), dark=dark)
    rows = [y for y in around if colours_at(empty, middle, range(y, y + 1)) == {ground}]
    for n, label in enumerate(scheme.labels):
        drawn = {
            "fill": (item(scheme, n, (10, 60)), False),
            "minor part": (item(scheme, n, (1, 4), (25, 55)), False),
            "suggestion": (item(scheme, n, (10, 60), suggested=True), False),
            "minor part of a suggestion": (item(scheme, n, (1, 4), (25, 55), suggested=True), False),
            "current": (item(scheme, n, (10, 60)), True),
            "minor part of the current item": (item(scheme, n, (1, 4), (25, 55)), True),
            "current suggestion": (item(scheme, n, (10, 60), suggested=True), True),
        }
        for what, (made, current) in drawn.items():
            scene = Scene(page())
            scene.show_items([made], scheme, made if current else None)
            image = painted(scene, dark=dark)
            found = max(strongest(image, middle, range(y, y + 1), ground=ground) for y in rows)
            assert found >= MARKS, (what, label.name, found)
            if current:
                margin = range(int(ORIGIN.x() - page().line_height * 0.6), int(ORIGIN.x()) - 1)
                height = range(int(line.top()), int(line.bottom()))
                assert strongest(image, margin, height, ground=ground) >= MARKS, (what, label.name)
        for behind in grounds:
            assert contrast.contrast(theme.label_name(label, dark=dark), behind) >= TEXT, (label.name, behind)


@both_pages
@every_scheme
def test_dots_are_seen_on_the_fill_that_they_stand_on(qapp: object, scheme: LabelScheme, *, dark: bool) -> None:
    """3 to 1, in any label’s colour: a claim may have been given another one."""
    for n, label in enumerate(scheme.labels):
        plain, dotted = Scene(page()), Scene(page())
        for scene in (plain, dotted):
            scene.show_items([made := item(scheme, n, (10, 60))], scheme, made)
        dotted.dotted = [Dotted(30, 50, "")]
        before, after = painted(plain, dark=dark), painted(dotted, dark=dark)
        (ground,) = grounds(after) - grounds(painted(Scene(page()), dark=dark))
        xs, ys = range(before.width()), range(before.height())
        dots = {QColor(after.pixel(x, y)).name() for x in xs for y in ys if after.pixel(x, y) != before.pixel(x, y)}
        assert dots
        assert max(contrast.contrast(dot, ground) for dot in dots) >= MARKS, label.name


@both_pages
def test_the_windows_own_words_are_read(qapp: object, *, dark: bool) -> None:
    """Text and quiet words on all surfaces, text on the accent, and the accent as a mark."""
    c = theme.DARK if dark else theme.LIGHT
    for surface in (c.page, c.panel, c.window):
        assert contrast.contrast(c.text, surface) >= TEXT
        assert contrast.contrast(c.quiet, surface) >= TEXT
        assert contrast.contrast(c.accent, surface) >= MARKS
    assert contrast.contrast(c.selected, c.accent) >= TEXT


@both_pages
@every_scheme
def test_no_reader_mixes_two_labels_up(scheme: LabelScheme, *, dark: bool) -> None:
    """Any two labels stay `APART` with full colour vision, protanopia, deuteranopia and tritanopia."""
    found = closest(theme.label_name(label, dark=dark) for label in scheme.labels)
    assert found is not None
    assert found[0] >= APART, found


def test_palettes_have_enough_colours() -> None:
    for palette in PALETTES:
        assert len(palette.colours(3)) == 3
        assert len(palette.colours(9)) == len(palette.many) >= 5


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
        ("#123456", "#123456", 1.0),
    ],
)
def test_the_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast.contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast.contrast(other, one) == contrast.contrast(one, other)


def test_a_translucent_colour_is_mixed_as_qt_mixes_it(qapp: object) -> None:
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    image.fill(QColor("#fdfcf9"))
    painter = QPainter(image)
    wash = QColor("#bd5300")
    wash.setAlphaF(0.3)
    painter.fillRect(0, 0, 1, 1, wash)
    painter.end()
    mixed, seen = contrast.channels(contrast.over("#fdfcf9", "#bd5300", 0.3)), QColor(image.pixel(0, 0))
    assert mixed == pytest.approx((seen.redF(), seen.greenF(), seen.blueF()), abs=1.5 / 255)


def test_a_colour_is_made_readable_with_its_hue_kept() -> None:
    assert contrast.readable("#025d92", "#fdfcf9") == "#025d92"
    for ground in ("#fdfcf9", "#1d1e21"):
        made = contrast.readable("#999933", ground)
        assert contrast.contrast(made, ground) >= TEXT
        red, green, blue = contrast.channels(made)
        assert red == green > blue


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # Pairs 1, 7, 14, 16, 17, 20, 25 and 34 of the test data of Sharma, Wu and Dalal (2005).
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, -0.0010, 2.4900), (50.0, 0.0011, -2.4900), 4.7461),
        ((50.0, 2.5, 0.0), (50.0, 0.0, -2.5), 4.3065),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((50.0, 2.5, 0.0), (58.0, 24.0, 15.0), 19.4535),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_differences_are_those_of_ciede2000(
    one: tuple[float, float, float], other: tuple[float, float, float], expected: float
) -> None:
    assert lab_difference(one, other) == pytest.approx(expected, abs=0.00006)
    assert lab_difference(other, one) == pytest.approx(expected, abs=0.00006)


@pytest.mark.parametrize("deficiency", [NORMAL, *DEFICIENCIES])
def test_greys_look_the_same_to_everybody(deficiency: str) -> None:
    """Each row of a matrix of Machado et al. sums to 1."""
    assert seen_with(deficiency, "#808080") == "#808080"


def test_red_and_green_come_near_each_other_without_red_or_green_cones() -> None:
    red, green = "#c04040", "#608040"
    plain = closest([red, green])
    assert plain is not None
    assert plain[1] in ("protanopia", "deuteranopia")
    assert plain[0] < closest([red, "#4060c0"])[0]  # type: ignore[index]
