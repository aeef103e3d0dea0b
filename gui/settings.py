"""What the window remembers from one start to the next, in a file of its own: places, sizes, choices. Never data."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths


def settings() -> QSettings:
    """The window's settings. Reading and writing them never fails: at worst nothing is remembered."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
    return QSettings(str(Path(folder) / "window.ini"), QSettings.Format.IniFormat)


def number(key: str, default: float) -> float:
    """A number that was remembered; `default` where there is none, or something else."""
    try:
        return float(str(settings().value(key, default)))
    except ValueError:
        return default


def switch(key: str, *, default: bool = False) -> bool:
    """A choice that was remembered."""
    return str(settings().value(key, default)).lower() == "true"


def text(key: str) -> str:
    """A text that was remembered, "" where there is none."""
    return str(settings().value(key, ""))


def escaped(name: str) -> str:
    """A name as a key of the settings can have it: slashes would make groups of it."""
    for character, instead in _ESCAPES:
        name = name.replace(character, instead)
    return name


def unescaped(key: str) -> str:
    """The name that was `escaped`."""
    for character, instead in reversed(_ESCAPES):
        key = key.replace(instead, character)
    return key


_ESCAPES = (("%", "%25"), ("/", "%2F"), ("\\", "%5C"))
