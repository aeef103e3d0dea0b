"""Scrolling moves what was painted. Whatever is done, what is on screen is what painting all of it anew would show."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotation.model import Annotation, Part
from annotation.scheme import default_scheme
from annotation.text import TextRange
from gui.article.figure import Dotted
from gui.article.view import ArticleView

WORDS = (
    "wonder",
    "“said”",
    "𝒳",
    "👩\u200d👩\u200d👧",
    "שלום",
    "cafe\u0301",
    "مرحبا",
    "the",
    "of",
    "நி",
    "🇱🇻",
    "consider",
    "another",
)
KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
SCHEME = default_scheme()


def paragraphs(chance: random.Random) -> str:
    """Paragraphs of all lengths, of which an estimate of their height is wrong; some are empty."""
    lengths = chance.choices([0, 3, 20, 80, 200, 800], k=chance.choice([30, 80]))
    return "\n".join(" ".join(chance.choices(WORDS, k=length)) for length in lengths)


def one_line(chance: random.Random) -> str:
    """A text without any line break."""
    return " ".join(chance.choices((*WORDS, "x" * 40), k=8000))


def marked(chance: random.Random, text: str, number: int) -> Annotation:
    """An annotation of some words or many paragraphs, anywhere."""
    label = chance.choice(SCHEME.labels)
    start = chance.randrange(len(text) - 1)
    span = TextRange(start, min(start + chance.choice([3, 10, 60, 300, 2000]), len(text)))
    return Annotation(
        id=f"a{number}",
        document_id="d",
        label=label.name,
        parts=(Part(label.main_role.name, span),),
        annotator="Ana",
        created="2024-01-01T00:00:00.000Z",
    )


def on_screen(view: ArticleView) -> QImage:
    """What the window shows, without asking for any of it to be painted."""
    QApplication.processEvents()
    return view.screen().grabWindow(view.winId()).toImage()


def act(view: ArticleView, chance: random.Random, items: list[Annotation]) -> TextRange | None:
    """Do something that scrolls, marks or lays out; where it is to bring words into sight, their range."""
    bar, length = view.verticalScrollBar(), len(view.text)
    match chance.choice(
        ["by", "by", "by", "key", "key", "go", "share", "size", "points", "current", "select", "add", "reveal"]
    ):
        case "by":
            bar.setValue(bar.value() + chance.choice([1, -1, 17, -17, 200, -200, 430, -430]))
        case "key":
            QTest.keyClick(view, chance.choice(KEYS))
            return TextRange(view.caret, view.caret + 1)
        case "go":
            view.move_caret(chance.randrange(length))
            return TextRange(view.caret, view.caret + 1)
        case "share":
            view.go_to_share(chance.random())
        case "size":
            view.resize(chance.randrange(300, 900), chance.randrange(250, 700))
        case "points":
            view.set_points(chance.choice([9.0, 11.0, 14.0, 20.0]))
        case "current":
            current = chance.choice(items)
            view.update_items((), (), current)
            span = current.parts[0].range
            view.show_dotted([Dotted(span.start + 1, span.end, "")] if len(span) > 3 else [])
        case "select":
            start = chance.randrange(length - 1)
            view.select(TextRange(start, min(start + chance.randrange(1, 3000), length)))
        case "add":
            items.append(marked(chance, view.text, len(items)))
            view.update_items(items[-1:], (), items[-1])
        case "reveal":
            span = chance.choice(items).parts[0].range
            view.reveal(span)
            return span
    return None


@pytest.mark.parametrize("seed", range(12))
def test_what_is_on_screen_is_what_painting_anew_shows(qtbot: QtBot, seed: int) -> None:
    """After scrolling, jumping, zooming, resizing and marking in any order, and a place that was gone to is in sight."""
    chance = random.Random(seed)
    text = one_line(chance) if seed % 4 == 0 else paragraphs(chance)
    view = ArticleView()
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show_text(text)
    items = [marked(chance, text, number) for number in range(40)]
    view.show_items(items, SCHEME, items[0])
    with qtbot.waitExposed(view):
        view.show()
    view.setFocus()
    for _ in range(25):
        wanted = act(view, chance, items)
        if chance.random() < 0.4:
            continue
        shown = on_screen(view)
        if wanted:
            line = view.rectangle_of(wanted.start)
            assert line.top() >= 0
            assert line.bottom() <= view.viewport().height()
        view.viewport().update()
        assert on_screen(view) == shown
