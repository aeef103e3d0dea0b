"""Text in an SVG that stays where it is, whatever fonts its viewer has: Qt writes a line at a time, and it would drift away from its marks."""

from __future__ import annotations

import re
from html import unescape
from unicodedata import bidirectional

from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF

# What Qt's generator writes for a run of text.
_TEXT = re.compile(
    r'<text (?P<look>[^>]*?) x="(?P<x>[-\d.e]+)" (?P<y>y="[-\d.e]+") font-family="(?P<families>[^"]*)" font-size="(?P<size>[\d.e]+)" '
    r'font-weight="(?P<weight>\d+)" (?P<style>font-style="\w+")\s*>(?P<text>[^<]*)</text>'
)
_WORD = re.compile(r"\S+")


def held_in_place(svg: str, *, resolution: int) -> str:
    """An SVG of Qt's with each word at a place of its own and as wide as it was laid out, in fonts of the family and size that were found.

    Runs that are read from the right keep their words together: their places are not those of their order.
    """
    return _TEXT.sub(lambda run: _words(run, resolution), svg)


def _words(run: re.Match[str], resolution: int) -> str:
    families = unescape(run["families"]).split(",")
    font = QFont()
    font.setFamilies(families)
    # Qt writes the size that was asked for. Asked once more, it finds the same font again, in whole pixels on most systems.
    font.setPointSizeF(float(run["size"]) * 72 / resolution)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setWeight(QFont.Weight(int(run["weight"])))
    metrics = QFontMetricsF(font)
    named = ",".join(dict.fromkeys([QFontInfo(font).family(), *families]))
    text = unescape(run["text"])
    pieces = [(0, text)] if any(bidirectional(c) in ("R", "AL") for c in text) else _pieces(text)
    return "".join(
        f'<text {run["look"]} x="{float(run["x"]) + metrics.horizontalAdvance(text[:start]):.2f}" {run["y"]} '
        f'font-family="{_escaped(named)}" font-size="{QFontInfo(font).pixelSize()}" font-weight="{run["weight"]}" {run["style"]} '
        f'textLength="{metrics.horizontalAdvance(words):.2f}" lengthAdjust="spacingAndGlyphs">{_escaped(words)}</text>'
        for start, words in pieces
    )


def _pieces(text: str) -> list[tuple[int, str]]:
    return [(found.start(), found[0]) for found in _WORD.finditer(text)]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
