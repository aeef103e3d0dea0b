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


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(values)


def high(values: Sequence[float]) -> float:
    """The 99th percentile, by nearest rank: of fewer than 100 values, the largest."""
    return sorted(values)[-(-len(values) * 99 // 100) - 1]
