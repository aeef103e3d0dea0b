"""Lines on logarithmic scales as an SVG picture, named at their right ends: few enough marks to be written by hand."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 760, 440
LEFT, RIGHT, TOP, BOTTOM = 64, 120, 48, 56
NAME_HEIGHT = 18  # pixels between two lines' names
# Okabe and Ito's colours, which all readers can tell apart; each line has dashes of its own as well.
COLOURS = ("#0072b2", "#d55e00", "#007a5a", "#a6527f", "#555555")
DASHES = ("", "7 4", "2 3", "9 3 2 3", "14 4")


@dataclass(frozen=True, slots=True)
class Line:
    """A named line; each point is a place on both axes, above 0."""

    name: str
    points: Sequence[tuple[float, float]]


def log_plot(title: str, lines: Sequence[Line], *, across: str, up: str, level: tuple[float, str]) -> str:
    """The picture. `across` and `up` name the axes; `level` is a value on the upright one to be marked, and what it is."""
    points = [point for line in lines for point in line.points]
    x_from, x_to = _decades(x for x, _ in points)
    y_from, y_to = _decades([*(y for _, y in points), level[0]])

    def x_of(value: float) -> float:
        return LEFT + (math.log10(value) - x_from) / (x_to - x_from) * (WIDTH - LEFT - RIGHT)

    def y_of(value: float) -> float:
        return HEIGHT - BOTTOM - (math.log10(value) - y_from) / (y_to - y_from) * (HEIGHT - TOP - BOTTOM)

    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM
    marks = [f'<text x="{LEFT}" y="26" font-size="16" font-weight="600">{escape(title)}</text>']
    for power in range(x_from, x_to + 1):
        x = x_of(10.0**power)
        marks.append(f'<path d="M{x:.1f} {TOP}V{bottom}" stroke="#e3e3e3"/>')
        marks.append(f'<text x="{x:.1f}" y="{bottom + 20}" text-anchor="middle">{_short(10.0**power)}</text>')
    for power in range(y_from, y_to + 1):
        y = y_of(10.0**power)
        marks.append(f'<path d="M{LEFT} {y:.1f}H{right}" stroke="#e3e3e3"/>')
        marks.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:,g}</text>')
    at_level = y_of(level[0])
    marks.append(
        f'<path d="M{LEFT} {at_level:.1f}H{right}" stroke="#999999" stroke-dasharray="1 4" stroke-linecap="round"/>'
    )
    middle = (LEFT + right) / 2
    marks.append(f'<text x="{middle:.1f}" y="{HEIGHT - 14}" text-anchor="middle">{escape(across)}</text>')
    upright = (TOP + bottom) / 2
    marks.append(
        f'<text x="18" y="{upright:.1f}" text-anchor="middle" transform="rotate(-90 18 {upright:.1f})">{escape(up)}</text>'
    )
    names = _apart([y_of(line.points[-1][1]) for line in lines])
    for line, colour, dashes, at in zip(lines, COLOURS, DASHES, names, strict=False):
        path = "L".join(f"{x_of(x):.1f} {y_of(y):.1f}" for x, y in line.points)
        end_x, end_y = x_of(line.points[-1][0]), y_of(line.points[-1][1])
        marks.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"/>')
        marks += [f'<circle cx="{x_of(x):.1f}" cy="{y_of(y):.1f}" r="2.6" fill="{colour}"/>' for x, y in line.points]
        marks.append(f'<path d="M{end_x + 5:.1f} {end_y:.1f}L{end_x + 14:.1f} {at:.1f}" stroke="{colour}"/>')
        marks.append(f'<text x="{end_x + 18:.1f}" y="{at + 4:.1f}" fill="{colour}">{escape(line.name)}</text>')
    for ground in ('stroke="#ffffff" stroke-width="4" stroke-linejoin="round"', ""):  # last: lines go where they will
        marks.append(
            f'<text x="{LEFT + 6}" y="{at_level - 5:.1f}" fill="#555555" font-size="12" {ground}>{escape(level[1])}</text>'
        )
    body = "\n".join(marks)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'font-family="system-ui, sans-serif" font-size="13" fill="#222222">\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>\n{body}\n</svg>\n'
    )


def _decades(values: Iterable[float]) -> tuple[int, int]:
    """The powers of ten that values lie between."""
    logs = [math.log10(value) for value in values]
    return math.floor(min(logs) + 1e-9), math.ceil(max(logs) - 1e-9)


def _apart(places: Sequence[float]) -> list[float]:
    """The same places, in the same order, moved as little as is needed for names to stand clear of each other."""
    order = sorted(range(len(places)), key=lambda n: places[n])
    moved = [places[n] for n in order]
    for _ in range(200):
        for n in range(len(moved) - 1):
            lack = NAME_HEIGHT - (moved[n + 1] - moved[n])
            if lack > 0:
                moved[n], moved[n + 1] = moved[n] - lack / 2, moved[n + 1] + lack / 2
    return [moved[order.index(n)] for n in range(len(places))]


def _short(value: float) -> str:
    """10,000,000 as 10 M."""
    for size, name in ((1e6, " M"), (1e3, " k")):
        if value >= size:
            return f"{value / size:g}{name}"
    return f"{value:g}"
