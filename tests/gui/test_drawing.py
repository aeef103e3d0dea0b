"""The drawing of every figure, pinned: tests/data/drawing holds the shapes of each scene. See tests/gui/shapes.py for what a line of it says.

Where the drawing was changed on purpose, look at the page, then write the files anew and read their difference:

    QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.gui.test_drawing
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from annotation.model import Annotation, Part, Suggestion
from annotation.reading import Item
from annotation.scheme import default_scheme
from annotation.text import TextRange
from gui import theme
from gui.application import make_application
from gui.article.figure import Dotted
from gui.article.scene import Scene
from tests.gui.shapes import EM, WORD, as_pinned, page, shapes

FOLDER = Path(__file__).parents[1] / "data" / "drawing"
MAIN = {"QUOTE": "content", "CLAIM": "span", "STANCE": "evidence"}
ONE_LINE = " ".join([WORD] * 6)
PASSAGE = " ".join([WORD] * 30) + "\n" + " ".join([WORD] * 8)
QUOTE_PARTS = (("content", 0, 9), ("cue", 10, 14), ("source", 20, 24))


def annotation(id_: str, label: str, *parts: tuple[str, int, int]) -> Annotation:
    """Parts are roles with ranges in code points."""
    return Annotation(id=id_, document_id="d", label=label, parts=_parts(parts), annotator="ana", created="")


def suggestion(id_: str, label: str, *parts: tuple[str, int, int]) -> Suggestion:
    return Suggestion(
        id=id_, document_id="d", label=label, parts=_parts(parts), suggester="quotes@0.1", score=0.9, reason=""
    )


def _parts(parts: tuple[tuple[str, int, int], ...]) -> tuple[Part, ...]:
    return tuple(sorted((Part(role, TextRange(a, b)) for role, a, b in parts), key=lambda part: part.range))


def scene(*items: Item, text: str = ONE_LINE, current: str = "", families: list[str] | None = None) -> Scene:
    made = Scene(page(text, families))
    made.show_items(items, default_scheme(), next((item for item in items if item.id == current), None))
    return made


def nested(families: list[str] | None = None) -> Scene:
    """Five confirmed annotations, each within the one before, of alternating labels."""
    ranges = [(0, 29), (0, 24), (5, 24), (5, 19), (10, 14)]
    labels = ["STANCE", "QUOTE", "CLAIM", "QUOTE", "CLAIM"]
    items = [
        annotation(f"n{n}", label, (MAIN[label], *r)) for n, (label, r) in enumerate(zip(labels, ranges, strict=True))
    ]
    return scene(*items, families=families)


def searched() -> Scene:
    made = scene()
    made.scheme = default_scheme()
    made.show_hits([TextRange(0, 4), TextRange(10, 14), TextRange(20, 24)], TextRange(10, 14))
    return made


def selected() -> Scene:
    made = scene(annotation("q", "QUOTE", ("content", 5, 9)), text=PASSAGE)
    made.selection = TextRange(5, 44)
    return made


def dotted() -> Scene:
    """A claim in hand, within another label’s fill, some of whose words can be looked up."""
    made = scene(annotation("q", "QUOTE", ("content", 0, 24)), suggestion("c", "CLAIM", ("span", 5, 19)), current="c")
    made.dotted = [Dotted(5, 9, "a number"), Dotted(10, 14, "a unit")]
    return made


def mixed() -> Scene:
    """A bit of everything at once, the current one with its handles."""
    current = annotation("q", "QUOTE", *QUOTE_PARTS)
    made = scene(
        current, suggestion("c", "CLAIM", ("span", 5, 19)), annotation("t", "STANCE", ("evidence", 25, 29)), current="q"
    )
    made.handles = True
    made.show_hits([TextRange(15, 19)], None)
    return made


CASES: dict[str, Callable[[], Scene]] = {
    "nothing": scene,
    "confirmed": lambda: scene(annotation("q", "QUOTE", *QUOTE_PARTS), annotation("c", "CLAIM", ("span", 25, 29))),
    "suggested": lambda: scene(suggestion("q", "QUOTE", *QUOTE_PARTS), suggestion("c", "CLAIM", ("span", 25, 29))),
    "current annotation": lambda: scene(annotation("q", "QUOTE", *QUOTE_PARTS), current="q"),
    "current suggestion": lambda: scene(suggestion("q", "QUOTE", *QUOTE_PARTS), current="q"),
    "nested five deep": nested,
    "suggestions nested": lambda: scene(
        suggestion("a", "QUOTE", ("content", 0, 24)),
        suggestion("b", "CLAIM", ("span", 5, 19)),
        suggestion("c", "STANCE", ("evidence", 10, 14)),
    ),
    "crossing": lambda: scene(annotation("a", "QUOTE", ("content", 0, 14)), annotation("b", "CLAIM", ("span", 10, 24))),
    "identical": lambda: scene(
        annotation("a", "QUOTE", ("content", 5, 19)),
        annotation("b", "CLAIM", ("span", 5, 19)),
        suggestion("c", "STANCE", ("evidence", 5, 19)),
    ),
    "discontinuous": lambda: scene(annotation("q", "QUOTE", ("content", 0, 9), ("cue", 10, 14), ("content", 15, 29))),
    "passage": lambda: scene(annotation("q", "QUOTE", ("content", 5, 129)), text=PASSAGE),
    "passage over paragraphs": lambda: scene(suggestion("c", "CLAIM", ("span", 100, 169)), text=PASSAGE),
    "search": searched,
    "selection": selected,
    "dotted": dotted,
    "mixed": mixed,
}


@pytest.fixture(params=["light", "dark"])
def colours(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    before = theme.chosen()
    theme.choose(Qt.ColorScheme.Dark if request.param == "dark" else Qt.ColorScheme.Light)
    yield request.param
    theme.choose(before)


def _file(case: str, colours: str) -> Path:
    return FOLDER / f"{case.replace(' ', '-')}.{colours}.json"


def _cases() -> list[tuple[str, str]]:
    """Each in light, and what has it all in dark."""
    return [(case, "light") for case in CASES] + [
        (case, "dark") for case in ("dotted", "mixed", "nested five deep", "search")
    ]


@pytest.mark.parametrize(("case", "colours"), _cases(), indirect=["colours"])
def test_the_drawing_is_as_it_was(case: str, colours: str) -> None:
    """Shape by shape. If it was changed on purpose: the module's docstring says how the files are written anew."""
    pinned = json.loads(_file(case, colours).read_text(encoding="utf-8"))
    assert as_pinned(shapes(CASES[case]()), pinned) == pinned


def test_no_file_is_left_of_a_case_that_is_gone() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {_file(*case).name for case in _cases()}


@pytest.mark.parametrize("families", [["sans-serif"], ["monospace"]])
def test_another_font_is_drawn_alike(families: list[str], qapp: QApplication) -> None:
    """What is pinned holds on every machine: shapes do not depend on which faces are installed."""
    usual = shapes(nested())
    assert as_pinned(shapes(nested(families)), usual) == usual


def test_a_change_of_the_drawing_is_seen(qapp: QApplication) -> None:
    """A part that is one character longer is another list of shapes."""
    assert shapes(scene(annotation("q", "QUOTE", ("content", 5, 9)))) != shapes(
        scene(annotation("q", "QUOTE", ("content", 5, 10)))
    )


@pytest.mark.parametrize("labels", [["QUOTE"] * 5, ["CLAIM"] * 5, ["STANCE", "QUOTE", "CLAIM", "QUOTE", "CLAIM"]])
def test_five_deep_can_be_told_apart_on_screen(labels: list[str], colours: str) -> None:
    """Under the innermost of five nested annotations there are five strokes with paper between them, at scale 2."""
    ranges = [(0, 29), (0, 24), (5, 24), (5, 19), (10, 14)]
    items = [
        annotation(f"n{n}", label, (MAIN[label], *r)) for n, (label, r) in enumerate(zip(labels, ranges, strict=True))
    ]
    assert _bands(scene(*items), 10, 14) == 5


def _bands(drawn: Scene, start: int, end: int) -> int:
    """How many strokes lie one under the other below some letters that reach not below their line."""
    image = QImage(800, 200, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(2)
    paper = QColor(theme.colours().page)
    image.fill(paper)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    corner = QPointF(40.0, 30.0)
    drawn.paint(painter, corner, [0])
    painter.end()
    ((left, top, right, _),) = drawn.page.boxes(0, start, end)
    columns = range(int((corner.x() + left) * 2) + 2, int((corner.x() + right) * 2) - 2)
    first, last = int((corner.y() + top + EM) * 2), int((corner.y() + top + EM * 2) * 2)
    inked = [max(_distance(image.pixelColor(x, y), paper) for x in columns) > 0.3 for y in range(first, last)]
    return sum(now and not before for before, now in zip([False, *inked], inked, strict=False))


def _distance(a: QColor, b: QColor) -> float:
    return max(abs(a.redF() - b.redF()), abs(a.greenF() - b.greenF()), abs(a.blueF() - b.blueF()))


def write_anew() -> None:
    """Write the files of all cases, and take away those of cases that are gone."""
    application = make_application()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.iterdir():
        old.unlink()
    for case, colours in _cases():
        theme.choose(Qt.ColorScheme.Dark if colours == "dark" else Qt.ColorScheme.Light)
        told = json.dumps(shapes(CASES[case]()), ensure_ascii=False, indent=1)
        _file(case, colours).write_text(told + "\n", encoding="utf-8")
    del application


if __name__ == "__main__":
    write_anew()
