"""An analyst at the keyboard: a process of its own that opens the window as the command line does, presses keys, and tells what it saw.

    python -m tests.e2e.analyst SCRIPT [ARGUMENT ...]

SCRIPT is a JSON list of steps: ["key", "Ctrl+Shift+Right"], ["caret", "some words"], ["select", "some words"], ["suggested"] (wait until
suggestions are there), ["report"] (print the open document's decided items as one JSON line), ["hang"], ["close"]. ARGUMENTs go to `main`.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any, cast

from PySide6.QtCore import QKeyCombination, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

import gui.application
import main
from gui.main_window import MainWindow

PATIENCE = 60.0  # seconds


def perform(window: MainWindow, steps: list[list[str]]) -> None:
    """Do the steps, one after the other, through the widgets that have the focus."""
    window.activateWindow()
    window.view.setFocus()
    for step, *more in steps:
        match step:
            case "key":
                _press(QApplication.focusWidget() or window, more[0])
            case "caret":
                window.view.move_caret(window.view.text.index(more[0]))
            case "select":
                _walk_over(window, more[0])
            case "suggested":
                _wait(lambda: bool(window.session.reading and window.session.reading.suggestions))
            case "report":
                print(json.dumps(_seen(window)), flush=True)  # noqa: T201  its voice
            case "hang":
                time.sleep(PATIENCE)
            case "close":
                window.close()
            case _:
                raise ValueError(step)


def _walk_over(window: MainWindow, words: str) -> None:
    """Put the caret before the words and extend the selection over them by keys alone."""
    start = window.view.text.index(words)
    window.view.move_caret(start)
    while window.view.caret < start + len(words):
        _press(window.view, "Shift+Right")


def _press(widget: QWidget, keys: str) -> None:
    combination: QKeyCombination = cast("Any", QKeySequence(keys))[0]  # the stubs do not know that it is a sequence
    QTest.keyClick(widget, combination.key(), combination.keyboardModifiers())


def _seen(window: MainWindow) -> list[dict[str, object]]:
    """The annotations that are on the page."""
    reading = window.session.reading
    assert reading is not None
    text = reading.document.text
    return [
        {
            "id": a.id,
            "label": a.label,
            "parts": [[p.role, p.range.of(text)] for p in a.parts],
            "attributes": dict(a.attributes),
        }
        for a in sorted(reading.annotations.values(), key=lambda a: a.id)
    ]


def _wait(condition: object) -> None:
    assert callable(condition)
    until = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > until:
            raise TimeoutError("no suggestions")
        QTest.qWait(50)


def start(steps: list[list[str]], arguments: list[str]) -> int:
    """Start the program on the arguments and perform the steps in its window."""
    run = gui.application.run
    failed: list[BaseException] = []

    def begin(window: MainWindow) -> None:
        try:
            _wait(lambda: window.furnished and window.session.reading is not None)
            perform(window, steps)
        except BaseException as error:  # noqa: BLE001  told below; the window must close for the process to end
            failed.append(error)
            window.close()

    def listen(window: MainWindow) -> None:
        QTimer.singleShot(0, lambda: begin(window))

    gui.application.run = lambda paths: run(paths, on_window=listen)  # type: ignore[assignment, misc]
    code = main.main(arguments)
    if failed:
        raise failed[0]
    return code


if __name__ == "__main__":
    sys.exit(start(json.loads(sys.argv[1]), sys.argv[2:]))
