"""Palettes that colour-blind readers can tell apart, as the settings offer them.

Each colour is that of its source, made darker for a light page and lighter for a dark one until text in it has WCAG AA contrast (4.5 to 1), then
moved in lightness as little as keeps any two apart for every reader: at least `colour_vision.APART` (CIEDE2000), with full colour vision,
protanopia, deuteranopia and tritanopia. tests/gui/test_contrast.py checks both. Three labels stay nearer to the source than many can.

Sources: M. Okabe, K. Ito, "Color Universal Design: How to make figures and presentations that are friendly to colorblind people", 2002,
revised 2008 (https://jfly.uni-koeln.de/color/); P. Tol, "Colour Schemes", SRON technical note SRON/EPS/TN/09-002, issue 3.2, 2021, scheme "bright"
(https://personal.sron.nl/~pault/); IBM Design Language, "Color: data visualization", the five colours of its colour-blind safe set.
"""

from __future__ import annotations

from dataclasses import dataclass

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours for labels in their order, each for a light and a dark page: `few` for up to three labels, `many` for more."""

    title: str
    few: Pairs
    many: Pairs

    def colours(self, count: int) -> Pairs:
        """Colours for so many labels; fewer where the palette has no more."""
        return (self.few if count <= len(self.few) else self.many)[:count]


PALETTES: tuple[Palette, ...] = (
    Palette(
        "Okabe–Ito",
        (("#025d92", "#56b4e9"), ("#bd5300", "#e69f00"), ("#07835f", "#009e73")),
        (
            ("#004983", "#3289dd"),
            ("#8e3c01", "#dd6307"),
            ("#047046", "#7cab90"),
            ("#805c74", "#cc79a7"),
            ("#0c75b2", "#56b4e9"),
            ("#9a6a04", "#e8a10a"),
        ),
    ),
    Palette(
        "Paul Tol, bright",
        (("#4376a8", "#728eb6"), ("#d33654", "#e97681"), ("#00721f", "#25a03b")),
        (
            ("#2b5895", "#6688b8"),
            ("#bd4f5d", "#e97681"),
            ("#1e5604", "#25a03b"),
            ("#887000", "#ccbb44"),
            ("#3b7b91", "#66ccee"),
            ("#9a1b5b", "#b6768d"),
        ),
    ),
    Palette(
        "IBM",
        (("#2e70d7", "#648fff"), ("#d5247b", "#fd2b92"), ("#9b6901", "#ffb000")),
        (
            ("#5473a5", "#7899ce"),
            ("#d61e7a", "#d35e8c"),
            ("#9a6a06", "#ffb000"),
            ("#943501", "#fd4810"),
            ("#5743ed", "#9569ff"),
        ),
    ),
)
