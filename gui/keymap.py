"""Which keys an action has: those of the table in `gui.actions` and of the label scheme, unless the analyst has chosen others.

Choices are in the window's settings (`gui.settings`), as `keys/<action id>`: the keys joined by "; ", nothing for an action that is to have none.
Where two actions want one key, a chosen key goes before the table's, and the table's before the scheme's: the other action does without.
Keys are in Qt's portable form, and equal when `QKeySequence` says so, however they are written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence

from gui import settings
from gui.actions import ACTIONS, MENUS, Action, own_keys

if TYPE_CHECKING:
    from annotation.scheme import LabelScheme

_GROUP = "keys"
# Keys that are no action's: they move the caret, go through lists and menus, and type. As they are pressed, without modifiers or with.
_CARET = {"Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown"}
_ENTER = {"Return", "Enter"}


class _Changes(QObject):
    changed = Signal()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A key that several actions want. Qt does nothing at all on such a key, also where one of them counts on the page only."""

    key: str
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Other keys for an action: what would have to be chosen, and the keys that others would lose by it."""

    choices: dict[str, tuple[str, ...] | None]
    conflicts: tuple[Conflict, ...]


# Says that some action has other keys.
changes = _Changes()
_chosen: dict[str, tuple[str, ...]] = {}


def load() -> None:
    """Read the choices, as the window does when it is built."""
    kept = settings.settings()
    kept.beginGroup(_GROUP)
    _taken.cache_clear()
    _chosen.clear()
    _chosen.update({settings.unescaped(name): _split(str(kept.value(name, ""))) for name in kept.childKeys()})


def chosen() -> dict[str, tuple[str, ...]]:
    """What the analyst has chosen, by the id of the action."""
    return dict(_chosen)


def choose(choices: Mapping[str, tuple[str, ...] | None]) -> None:
    """Give actions, by id, these keys from now on, or the table's again (None), and remember it; `changes` says so once."""
    kept = settings.settings()
    for action_id, keys in choices.items():
        name = f"{_GROUP}/{settings.escaped(action_id)}"
        if keys is None:
            _chosen.pop(action_id, None)
            kept.remove(name)
        else:
            _chosen[action_id] = tuple(dict.fromkeys(map(normal, keys)))
            kept.setValue(name, "; ".join(_chosen[action_id]))
    _taken.cache_clear()
    changes.changed.emit()


def put_back(choices: Mapping[str, tuple[str, ...]]) -> None:
    """Have exactly these choices and no others."""
    choose({**dict.fromkeys(_chosen, None), **choices})


def actions(scheme: LabelScheme) -> tuple[Action, ...]:
    """All actions with the keys in force."""
    return _in_force(originals(scheme), _chosen)


def originals(scheme: LabelScheme) -> tuple[Action, ...]:
    """All actions with the keys that the table and the label scheme want for them."""
    return (*ACTIONS, *own_keys(scheme))


def propose(scheme: LabelScheme, action_id: str, keys: tuple[str, ...]) -> Proposal:
    """What it takes to give an action these keys. Nothing is changed; pass the choices to `choose`."""
    now = actions(scheme)
    conflicting = conflicts([replace(a, keys=keys) if a.id == action_id else a for a in now])
    found = tuple(c for c in conflicting if action_id in {a.id for a in c.actions})
    lost = {c.key for c in found}
    losing = {a.id for c in found for a in c.actions} - {action_id}
    choices: dict[str, tuple[str, ...] | None] = {
        other: tuple(key for key in _chosen[other] if key not in lost) for other in losing if other in _chosen
    }
    wanted = {a.id: a.keys for a in originals(scheme)}
    same = {normal(k) for k in keys} == {normal(k) for k in wanted[action_id]}
    # The table's keys need no choice, unless an action that has not chosen its keys goes before.
    choices[action_id] = None if same and losing <= set(choices) else keys
    return Proposal(choices, found)


def key(action_id: str, default: str = "") -> str:
    """The key to name for an action, as it is shown here and now: its first one; "" where it has none.

    For an action of the label scheme, `default` is the key that the scheme gives it.
    """
    if action_id in _chosen:
        keys = _chosen[action_id]
    elif default:
        keys = () if normal(default) in _taken() else (default,)
    else:
        given = {key for keys in _chosen.values() for key in keys}
        keys = tuple(key for key in _TABLE.get(action_id, ()) if normal(key) not in given)
    return shown(keys[0]) if keys else ""


def named(action_id: str, default: str = "") -> str:
    """As `key`, for the middle of a sentence: where the action has none, the menu that it is in."""
    if found := key(action_id, default):
        return found
    menu = next((action.menu for action in ACTIONS if action.id == action_id), "Label")
    return f"its entry in the menu {menu}"


def before(title: str, action_id: str, default: str = "") -> str:
    """A title behind its key, as "1 Content"; the title alone where there is no key."""
    return f"{key(action_id, default)} {title}".strip()


def clashes(scheme: LabelScheme) -> list[str]:
    """The keys of a label scheme that the window has given to something else; there, the Label menu is the way."""
    taken = _taken()
    return sorted(
        {
            key
            for action in own_keys(scheme)
            if action.id.startswith(("label:", "attribute:")) and action.id not in _chosen
            for key in action.keys
            if normal(key) in taken
        }
    )


def conflicts(actions: Iterable[Action]) -> tuple[Conflict, ...]:
    """The keys that more than one of these actions wants, in the order of the actions."""
    wanted: dict[str, list[Action]] = {}
    for action in actions:
        for key in dict.fromkeys(map(normal, action.keys)):
            wanted.setdefault(key, []).append(action)
    return tuple(Conflict(key, tuple(who)) for key, who in wanted.items() if len(who) > 1)


def fixed_use(key: str, *, on_page: bool) -> str:
    """What a key does that no action may take from it, "" where it is free: "moves the caret", "opens the menu File" ...

    Enter is free for an action that counts on the page only: there it opens and presses nothing.
    """
    parts = normal(key).replace("++", "+Plus").split("+")
    last, modifiers = parts[-1], set(parts[:-1])
    if last in _CARET:
        return "moves the caret and goes through lists"
    if last in _ENTER and not on_page and not modifiers & {"Ctrl", "Alt"}:
        return "opens what is chosen in a list and presses buttons"
    if modifiers == {"Alt"} and (menu := next((m for m in MENUS if m.startswith(last)), None)):
        return f"opens the menu {menu}"
    return ""


@cache
def normal(key: str) -> str:
    """A key in Qt's portable form, as it is compared and kept; as it is where Qt does not know it."""
    return QKeySequence(key).toString() or key


def shown(key: str) -> str:
    """A key as this system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) or key


_TABLE = {action.id: action.keys for action in ACTIONS}


def _in_force(actions: tuple[Action, ...], choices: Mapping[str, tuple[str, ...]]) -> tuple[Action, ...]:
    given = {key for keys in choices.values() for key in keys}
    of_table = {normal(k) for a in ACTIONS if a.id not in choices for k in a.keys}
    made = []
    for action in actions:
        if action.id in choices:
            keys = choices[action.id]
        else:
            taken = given if action.id in _TABLE else given | of_table
            keys = tuple(key for key in action.keys if normal(key) not in taken)
        made.append(replace(action, keys=keys))
    return tuple(made)


@cache  # until another key is chosen: the line of keys asks with every step
def _taken() -> frozenset[str]:
    """What no key of a label scheme can be: chosen keys, and those that the table's actions have."""
    table = {normal(k) for a in ACTIONS if a.id not in _chosen for k in a.keys}
    return frozenset(table | {key for keys in _chosen.values() for key in keys})


def _split(kept: str) -> tuple[str, ...]:
    return tuple(key for key in (normal(part) for part in kept.split("; ")) if key)
