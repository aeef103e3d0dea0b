"""What the analyst has chosen of the looks: colours of labels and of the page, the face and the width of the text.

Choices are in the window's settings (`gui.settings`), not in the project: its label scheme stays as it is, and others see their own colours.
Colours are `#rrggbb`; what the settings hold besides is passed over.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from gui import settings

MEASURE = 70  # characters a line, the width that is read most easily
OF_PAGE = {"page": "Page", "text": "Text"}  # fields of `theme.Colours` that can be chosen

_LABELS, _PAGE, _READING = "colours/labels", "colours/page", "reading"


class _Changes(QObject):
    colours = Signal()
    reading = Signal()  # what lines are broken by


# Says what has been chosen anew.
changes = _Changes()
_labels: dict[tuple[str, bool], str] = {}
_page: dict[tuple[str, bool], str] = {}
_of_page: dict[bool, tuple[tuple[str, str], ...]] = {}
_reading: dict[str, str] = {}


def load() -> None:
    """Read the choices, as the window does before its first paint."""
    kept = settings.settings()
    for group, chosen in ((_LABELS, _labels), (_PAGE, _page)):
        chosen.clear()
        kept.beginGroup(group)
        for name in kept.childKeys():
            place, _, mode = name.rpartition("-")
            colour = str(kept.value(name, "")).lower()
            if mode in ("light", "dark") and _is_colour(colour) and (chosen is _labels or place in OF_PAGE):
                chosen[settings.unescaped(place), mode == "dark"] = colour
        kept.endGroup()
    _of_page.clear()
    kept.beginGroup(_READING)
    _reading.clear()
    _reading.update({name: str(kept.value(name, "")) for name in kept.childKeys()})


def of_label(name: str, *, dark: bool) -> str:
    """The colour that was chosen for the label of this name, "" where none was."""
    return _labels.get((name, dark), "")


def choose_for_labels(choices: Mapping[tuple[str, bool], str | None]) -> None:
    """Give labels, by name and whether the page is dark, these colours, or the label scheme's again (None)."""
    _choose(_LABELS, _labels, choices)


def of_page(*, dark: bool) -> tuple[tuple[str, str], ...]:
    """The fields of `theme.Colours` that were chosen, with their colours."""
    if dark not in _of_page:
        _of_page[dark] = tuple((field, colour) for (field, of_dark), colour in _page.items() if of_dark == dark)
    return _of_page[dark]


def choose_for_page(choices: Mapping[tuple[str, bool], str | None]) -> None:
    """Give fields of `OF_PAGE` these colours, or the program's again (None)."""
    _choose(_PAGE, _page, choices)


def chosen_for_labels() -> dict[tuple[str, bool], str]:
    """All colours of labels that were chosen."""
    return dict(_labels)


def chosen_for_page() -> dict[tuple[str, bool], str]:
    """All colours of the page that were chosen."""
    return dict(_page)


def face() -> str:
    """The face of the article's text that was chosen, "" where none was."""
    return _reading.get("face", "")


def measure() -> float:
    """The width of the article's text, in characters of average width."""
    return number("measure", MEASURE)


def number(name: str, default: float) -> float:
    """A number that was chosen for reading; `default` where there is none, or something else."""
    try:
        return float(_reading.get(name, default))
    except ValueError:
        return default


def choose_for_reading(name: str, value: str) -> None:
    """Choose the face ("face") or the width ("measure"), or what the program takes by itself, where `value` is empty."""
    kept = settings.settings()
    if value:
        _reading[name] = value
        kept.setValue(f"{_READING}/{name}", value)
    else:
        _reading.pop(name, None)
        kept.remove(f"{_READING}/{name}")
    changes.reading.emit()


def _choose(group: str, chosen: dict[tuple[str, bool], str], choices: Mapping[tuple[str, bool], str | None]) -> None:
    kept = settings.settings()
    for (name, dark), colour in choices.items():
        key = f"{group}/{settings.escaped(name)}-{'dark' if dark else 'light'}"
        if colour is None:
            chosen.pop((name, dark), None)
            kept.remove(key)
        else:
            chosen[name, dark] = colour
            kept.setValue(key, colour)
    _of_page.clear()
    changes.colours.emit()


def _is_colour(name: str) -> bool:
    # As `contrast.is_colour`, which the first paint does without.
    return len(name) == 7 and name[0] == "#" and all(c in "0123456789abcdef" for c in name[1:])
