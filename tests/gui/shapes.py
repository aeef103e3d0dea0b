"""What is painted, as a list of shapes that no font and no rasteriser has a say in.

A scene is painted into an SVG, and each of its shapes is told by what it is, its colour and stroke, and where it stands: x as the code point
whose edge it is on, y in ems from the top of its line's letters. So the list is the same on every machine, and reads as what it means.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from xml.etree import ElementTree as ET

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QSize
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QPainter
from PySide6.QtSvg import QSvgGenerator

from gui.article.layout import PageLayout
from gui.article.scene import Scene

EM = 20  # pixels; the same everywhere
WORD = "noon"  # texts are made of it, so that every font breaks them into the same lines
WORDS_A_LINE = 6
CORNER = QPointF(200.0, 100.0)
NEAR = 0.75  # pixels between a shape and the edge that it is on
APART = 5.0  # ems; captions that stand closer may have made way for each other, by the width of their letters
_NUMBER = re.compile(r"-?\d+\.\d+")
SVG = "{http://www.w3.org/2000/svg}"


def page(text: str, families: list[str] | None = None) -> PageLayout:
    """A page of `text`, made of `WORD`s, six to a line whatever the font is."""
    dots = QGuiApplication.primaryScreen().logicalDotsPerInchY()
    font = QFont()
    font.setFamilies(families or ["serif"])
    font.setPointSizeF(EM * 72 / dots)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    line = " ".join([WORD] * WORDS_A_LINE)
    return PageLayout(text, font, QFontMetricsF(font).horizontalAdvance(f"{line} {WORD}") - EM * 0.5)


def shapes(scene: Scene) -> list[str]:
    """The shapes of a whole scene in the order in which they are painted."""
    scene.page.lay_out_between(0.0, scene.page.height)
    lines = _Lines(scene.page)
    told = [told for element, look in _elements(_svg(scene)) if (told := lines.tell(element, look))]
    # Some fonts have no spaces of their own: then a line of text comes in several pieces.
    return [this for before, this in zip(["", *told], told, strict=False) if this != before]


def as_pinned(told: list[str], pinned: list[str]) -> list[str]:
    """Shapes, with those that differ from the pinned ones by less than is seen replaced by these: for their comparison."""
    return [old if _alike(new, old) else new for new, old in zip_longest(told, pinned, fillvalue="") if new]


def _alike(new: str, old: str) -> bool:
    numbers = [[float(n) for n in _NUMBER.findall(line)] for line in (new, old)]
    return _NUMBER.sub("", new) == _NUMBER.sub("", old) and all(
        abs(a - b) < 0.015 for a, b in zip(*numbers, strict=True)
    )


def _svg(scene: Scene) -> ET.Element:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(round(QGuiApplication.primaryScreen().logicalDotsPerInchY()))
    generator.setSize(QSize(2000, 2000))
    painter = QPainter(generator)
    scene.paint(painter, CORNER, range(len(scene.page.blocks)))
    painter.end()
    return ET.fromstring(bytes(buffer.data().data()))


def _elements(root: ET.Element) -> Iterator[tuple[ET.Element, Mapping[str, str]]]:
    """Shapes with the colours, strokes and transformation of the group that they are in."""
    for group in root.iter(f"{SVG}g"):
        for element in group:
            if element.tag != f"{SVG}g":
                yield element, {**group.attrib, "tag": element.tag.removeprefix(SVG)}


@dataclass(slots=True)
class _Line:
    top: float  # of its letters
    edges: dict[float, int] = field(default_factory=dict)  # code points by x
    caption_ends: float = -1e9


class _Lines:
    """The lines of a page, and what stands on which."""

    def __init__(self, page: PageLayout) -> None:
        self._lines: list[_Line] = []
        for number in range(len(page.blocks)):
            done, block = page.laid_out(number), page.blocks[number]
            for top, start, end in zip(done.tops, done.starts, done.ends, strict=True):
                line = _Line(CORNER.y() + page.top(number) + top)
                for position in range(block.of_qt(start), block.of_qt(end)):
                    for left, _, right, _ in page.boxes(number, position, position + 1):
                        line.edges.setdefault(CORNER.x() + left, position)
                        line.edges[CORNER.x() + right] = position + 1
                self._lines.append(line)

    def tell(self, element: ET.Element, look: Mapping[str, str]) -> str:
        """A shape in words; "" for nothing."""
        dx, dy = _moved(look.get("transform", ""))
        get = element.attrib
        match look["tag"]:
            case "text":
                return self._text(element, float(get["x"]) + dx, float(get["y"]) + dy)
            case "rect":
                left, top = float(get["x"]) + dx, float(get["y"]) + dy
                right, bottom = left + float(get["width"]), top + float(get["height"])
                return self._between(left, top, right, bottom, name=_paint(look, "box"))
            case "polyline":
                numbers = [float(n) for n in re.split(r"[ ,]+", get["points"].strip())]
                xs, ys = [x + dx for x in numbers[::2]], [y + dy for y in numbers[1::2]]
                return self._between(min(xs), min(ys), max(xs), max(ys), name=_paint(look, "line"))
            case "circle":
                x, y, r = float(get["cx"]) + dx, float(get["cy"]) + dy, float(get["r"])
                number, line = self._at(y)
                return f"{_paint(look, 'disc')} of {r / EM:.2f} em: line {number}, {_x(line, x)}, y {_y(line, y)}"
            case other:
                return f"{_paint(look, other)} {sorted(get.items())}"

    def _between(self, left: float, top: float, right: float, bottom: float, *, name: str) -> str:
        number, line = self._at((top + bottom) / 2)
        if bottom - line.top < EM * 0.05 and bottom - top > EM * 0.3 and right - left > EM * 0.1:
            return f"{name}: line {number}, behind the caption"
        y = f"y {_y(line, top)}" if top == bottom else f"y {_y(line, top)} to {_y(line, bottom)}"
        return f"{name}: line {number}, {_x(line, left)}{'' if left == right else f' to {_x(line, right)}'}, {y}"

    def _text(self, element: ET.Element, x: float, y: float) -> str:
        words, colour = (element.text or "").strip(), element.attrib["fill"]
        number, line = self._at(y - EM * 0.3)
        if not words:
            return ""
        if x < CORNER.x() - 1:
            return f"number “{words}” {colour}: line {number}"
        if abs(float(element.attrib["font-size"]) - EM) < 1:
            return f"text {colour}: line {number}"
        before, line.caption_ends = line.caption_ends, x
        where = f", over {_over(line, x)}" if x - before > APART * EM else ", after it"
        return f"caption “{words}” {colour}: line {number}{where}"

    def _at(self, y: float) -> tuple[int, _Line]:
        """The line that a y belongs to, and its number from 1: half the space to its neighbours is its own."""
        number = min(range(len(self._lines)), key=lambda n: abs(self._lines[n].top + EM * 0.62 - y))
        return number + 1, self._lines[number]


def _paint(look: Mapping[str, str], name: str) -> str:
    if look.get("stroke", "none") == "none":
        return f"{name} {look['fill']} {_percent(look.get('fill-opacity', '1'))}"
    dash = look.get("stroke-dasharray")
    stroke = f"{look['stroke']} {_percent(look['stroke-opacity'])} {float(look['stroke-width']):g} px"
    stroke += f" dashed {dash}" if dash else ""
    return f"{name} {stroke}" + (f" filled {look['fill']}" if look.get("fill", "none") != "none" else "")


def _percent(share: str) -> str:
    return f"{float(share):.0%}"


def _x(line: _Line, x: float) -> str:
    """An x as the code point at that edge, else in ems from the column's left side."""
    nearest = min(line.edges, key=lambda edge: abs(edge - x), default=1e9)
    return str(line.edges[nearest]) if abs(nearest - x) < NEAR else f"{(x - CORNER.x()) / EM:.2f} em"


def _over(line: _Line, x: float) -> int:
    edges = sorted(line.edges)
    return line.edges[edges[max(bisect_left(edges, x) - 1, 0)]]


def _y(line: _Line, y: float) -> str:
    return f"{(y - line.top) / EM:.2f}"


def _moved(transform: str) -> tuple[float, float]:
    """How far a transformation moves; nothing here turns or stretches."""
    if not transform:
        return 0.0, 0.0
    a, b, c, d, x, y = (float(n) for n in transform.removeprefix("matrix(").removesuffix(")").split(","))
    assert (a, b, c, d) == (1, 0, 0, 1)
    return x, y
