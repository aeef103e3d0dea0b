"""What can be set about reading, in one table: its key in the settings, what it says, what it may be. The settings draw themselves from it.

And which pipeline suggests, and from which score on suggestions are shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Signal

from annotation.reading import LEAST_SCORE
from gui import looks, settings, theme
from gui.article.area import SIZES

_PIPELINE = "suggestions/pipeline"
_LEAST_SCORE = "suggestions/least_score"


class _Changes(QObject):
    pipeline = Signal()


# Says what has been chosen anew.
changes = _Changes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """A number from `low` to `high`, or a face among those installed. `default` is what the program takes by itself."""

    key: str
    title: str
    tip: str
    kind: Literal["number", "face"]
    default: float = 0.0
    low: float = 0.0
    high: float = 0.0
    step: float = 1.0
    unit: str = ""


READING: tuple[Preference, ...] = (
    Preference(key="face", title="Typeface", tip="Of the article’s text", kind="face"),
    Preference(
        key="points",
        title="Size",
        tip="Of the article’s text, in points",
        kind="number",
        default=theme.READING_POINTS,
        low=SIZES[0],
        high=SIZES[1],
        unit=" points",
    ),
    Preference(
        key="measure",
        title="Line width",
        tip="In characters of average width; the page is never wider than its place",
        kind="number",
        default=looks.MEASURE,
        low=40,
        high=140,
        step=2,
        unit=" characters",
    ),
)


def pipeline() -> str:
    """The pipeline that was chosen to suggest: a package’s name or a folder; "" for Quotemark’s own."""
    return settings.text(_PIPELINE)


def choose_pipeline(name: str) -> None:
    """Have this pipeline suggest from now on, "" for Quotemark’s own; who listens to `changes` follows at once."""
    if name != pipeline():
        settings.settings().setValue(_PIPELINE, name)
        changes.pipeline.emit()


def least_score() -> float:
    """The score, in [0, 1], from which on open suggestions are shown."""
    return min(max(settings.number(_LEAST_SCORE, LEAST_SCORE), 0.0), 1.0)


def keep_least_score(score: float) -> None:
    """Remember it for the next start; who shows suggestions has it from `gui.session`."""
    settings.settings().setValue(_LEAST_SCORE, f"{score:.2f}")
