"""A measured figure, beside its target."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """`target` is "" for one that only helps to read the others."""

    what: str
    measured: str
    target: str
    ok: bool | None = None


def spread(values: Sequence[float], unit: str) -> str:
    """Median, and the least and largest."""
    return f"{statistics.median(values):.3f} {unit} ({min(values):.3f}-{max(values):.3f})"
