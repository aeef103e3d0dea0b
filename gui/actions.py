"""Every action, in one table: its id, what it says, its keys, where it stands in the menus and where its keys count.

`gui.commands` does them; the menus, the key list under `?` and the tests read this table. Label, role and attribute keys come from the
project's label scheme and are added by `scheme_actions`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from annotation.scheme import LabelScheme

Menu = Literal["File", "Edit", "Decide", "Label", "Go", "View", "Help"]
MENUS: tuple[Menu, ...] = ("File", "Edit", "Decide", "Label", "Go", "View", "Help")


@dataclass(frozen=True, slots=True)
class Action:
    """`keys` in Qt's portable form, the first one shown. Where `on_page` is set they count only while the article has the focus."""

    id: str
    title: str
    keys: tuple[str, ...]
    menu: Menu
    on_page: bool = False
    separated: bool = False  # a line above it in the menu
    checkable: bool = False


ACTIONS: tuple[Action, ...] = (
    Action("open", "Open articles or a project…", ("Ctrl+O",), "File"),
    Action("new_project", "New project…", ("Ctrl+N",), "File"),
    Action("suggest", "Suggest again", ("Ctrl+R",), "File", separated=True),
    Action("export", "Export the dataset…", ("Ctrl+E",), "File"),
    Action("picture", "Save the page as a picture or PDF…", ("Ctrl+Shift+S",), "File", separated=True),
    Action("print", "Print…", ("Ctrl+P",), "File"),
    Action("quit", "Quit", ("Ctrl+Q",), "File", separated=True),
    Action("undo", "Undo", ("U", "Ctrl+Z"), "Edit"),
    Action("redo", "Redo", ("Shift+U", "Ctrl+Shift+Z", "Ctrl+Y"), "Edit"),
    Action("copy", "Copy the selected text", ("Ctrl+C",), "Edit", on_page=True, separated=True),
    Action("select_more", "Select the word, sentence, paragraph", ("Space",), "Edit", on_page=True),
    Action("select_less", "Select less", ("Shift+Space",), "Edit", on_page=True),
    Action(
        "clear_selection", "Let go: the selection, the armed label, the current item", ("Esc",), "Edit", on_page=True
    ),
    Action("swap_ends", "Go to the other end of the selection, or of the part", ("I",), "Edit", on_page=True),
    Action("find", "Find in the article", ("Ctrl+F", "/"), "Edit", separated=True),
    Action("find_next", "Next hit", ("F3",), "Edit"),
    Action("find_previous", "Previous hit", ("Shift+F3",), "Edit"),
    Action("find_words", "Find whole words only, or parts as well", ("Alt+W",), "Edit"),
    Action("find_case", "Find with small and capital letters told apart, or not", ("Alt+M",), "Edit"),
    Action("find_pattern", "Find a regular expression, or plain words", ("Alt+R",), "Edit"),
    Action("next_suggestion", "Next suggestion", ("Tab",), "Decide", on_page=True),
    Action("previous_suggestion", "Previous suggestion", ("Shift+Tab",), "Decide", on_page=True),
    Action("accept", "Accept", ("A",), "Decide", separated=True),
    Action("reject", "Reject; delete an annotation", ("X",), "Decide"),
    Action("edit", "Edit", ("E",), "Decide"),
    Action("skip", "Skip", ("S",), "Decide"),
    Action("reopen", "Reopen a rejected suggestion", ("O",), "Decide"),
    Action("accept_all", "Accept all that the filter shows…", ("Alt+A",), "Decide", separated=True),
    Action("delete", "Delete the annotation", ("Del", "Backspace"), "Decide", on_page=True),
    Action("memo", "Write a memo", ("M",), "Label"),
    Action("clear_role", "Remove the part at the caret", ("Ctrl+Backspace", "0"), "Label", on_page=True),
    Action(
        "grow_end", "Grow the current part at its end by a word", ("Ctrl+.",), "Label", on_page=True, separated=True
    ),
    Action("shrink_end", "Shrink it at its end by a word", ("Ctrl+,",), "Label", on_page=True),
    Action("grow_start", "Grow it at its start by a word", ("Alt+,",), "Label", on_page=True),
    Action("shrink_start", "Shrink it at its start by a word", ("Alt+.",), "Label", on_page=True),
    Action("hold", "Hold the end of the part, then its start: the arrows move it", ("H",), "Label", on_page=True),
    Action("extend", "Extend the nearest part to the selection, or to the caret", ("P",), "Label", on_page=True),
    Action(
        "split", "Split it at the caret; carve the selection out of it", ("V",), "Label", on_page=True, separated=True
    ),
    Action("join", "Join it with the next of its label, or with those in the selection", ("B",), "Label", on_page=True),
    Action("link", "Link to another annotation: begin here, a digit there", ("L",), "Label", separated=True),
    Action("unlink", "Remove the link that was followed last, or the only one", ("Ctrl+L",), "Label"),
    Action("next_document", "Next document", ("J",), "Go"),
    Action("previous_document", "Previous document", ("K",), "Go"),
    Action("next_item", "Next annotation or suggestion", ("]",), "Go", separated=True),
    Action("previous_item", "Previous annotation or suggestion", ("[",), "Go"),
    Action("pick", "Take what is marked at the caret; again: what is around it", ("Return",), "Go", on_page=True),
    Action("choose", "Choose among all that is marked at the caret", ("Shift+Return",), "Go", on_page=True),
    Action(
        "next_unresolved", "Next unresolved: somebody in it is neither marked nor named", ("R",), "Go", separated=True
    ),
    Action("previous_unresolved", "Previous unresolved", ("Shift+R",), "Go"),
    Action("next_difference", "Next disagreement with another annotator", ("D",), "Go"),
    Action("previous_difference", "Previous disagreement", ("Shift+D",), "Go"),
    Action("follow_link", "Along its link to the other end; again: along the next", ("Shift+L",), "Go"),
    Action("next_panel", "Next panel", ("F6",), "Go", separated=True),
    Action("to_page", "Back to the article", ("F2",), "Go"),
    Action("zoom_in", "Larger text", ("Ctrl++", "Ctrl+="), "View"),
    Action("zoom_out", "Smaller text", ("Ctrl+-",), "View"),
    Action("zoom_reset", "Normal text size", ("Ctrl+0",), "View"),
    Action("more_suggestions", "Show more suggestions: less sure ones too", ("+", "="), "View", separated=True),
    Action("fewer_suggestions", "Show fewer suggestions: only surer ones", ("-",), "View"),
    Action("stances", "Table of stances: who is for or against what", ("Ctrl+T",), "View", separated=True),
    Action("go_on", "Go on to the next suggestion after a decision", (), "View", separated=True, checkable=True),
    Action("show_rejected", "Show rejected suggestions", (), "View", checkable=True),
    Action("show_overview", "Show the overview strip", (), "View", checkable=True),
    Action("theme_system", "Colours: as the system", (), "View", separated=True, checkable=True),
    Action("theme_light", "Colours: light", (), "View", checkable=True),
    Action("theme_dark", "Colours: dark", ("Ctrl+D",), "View", checkable=True),
    Action("high_contrast", "Colours: high contrast", (), "View", checkable=True),
    Action("keys", "List of keys", ("?", "F1"), "Help"),
    Action("guidelines", "Guidelines: what to mark, and where it begins and ends", ("Shift+F1",), "Help"),
    Action("settings", "Settings…", ("F9",), "Help"),
    Action("about", "About Quotemark", (), "Help"),
)


# Keys that no label scheme can have.
TAKEN = frozenset(key for action in ACTIONS for key in action.keys)


def scheme_actions(scheme: LabelScheme) -> tuple[Action, ...]:
    """The actions that a label scheme brings, without the keys that the table above has; `gui.keymap` knows those that were chosen."""
    return tuple(
        replace(action, keys=tuple(key for key in action.keys if key not in TAKEN)) for action in own_keys(scheme)
    )


def own_keys(scheme: LabelScheme) -> tuple[Action, ...]:
    """The actions that a label scheme brings, with the keys that it wants: `label:QUOTE`, `relabel:QUOTE` and `every:QUOTE` for each label, `role:1` for each place of a role, `attribute:F` for each
    attribute's key, `next_of:QUOTE` and `previous_of:QUOTE` for each of the first nine labels. What a role or attribute key does depends on the current item's label.
    """
    labels = [
        Action(f"label:{label.name}", f"{label.title}: {label.description}", (label.key,), "Label")
        for label in scheme.labels
    ]
    labels += [
        Action(
            f"relabel:{label.name}",
            f"Relabel the current one as {label.title.lower()}",
            (f"Shift+{label.key}",),
            "Label",
            separated=n == 0,
        )
        for n, label in enumerate(scheme.labels)
    ]
    menus = {menu[0] for menu in MENUS}  # with Alt, they open
    labels += [
        Action(
            f"every:{label.name}",
            f"Label every hit, or every occurrence of the selection, as {label.title.lower()}",
            () if label.key.upper() in menus else (f"Alt+{label.key.upper()}",),
            "Label",
            separated=n == 0,
        )
        for n, label in enumerate(scheme.labels)
    ]
    places = max(len(scheme.links[:9]), *(len(label.roles) for label in scheme.labels))
    roles = [
        Action(
            f"role:{n + 1}",
            _digit_title(scheme, n),
            (str(n + 1),),
            "Label",
            on_page=True,
            separated=n == 0,
        )
        for n in range(places)
    ]
    keys: dict[str, list[str]] = {}
    for label in scheme.labels:
        for attribute in label.attributes:
            keys.setdefault(attribute.key, []).append(attribute.title.lower())
    attributes = [
        Action(f"attribute:{key}", "Set its " + " / ".join(dict.fromkeys(titles)), (key,), "Label", separated=n == 0)
        for n, (key, titles) in enumerate(keys.items())
    ]
    going = [
        Action(
            f"{way}_of:{label.name}",
            f"{way.capitalize()} {label.title.lower()}",
            (f"{modifier}+{n}",),
            "Go",
            separated=n == 1,
        )
        for way, modifier in (("next", "Ctrl"), ("previous", "Alt"))
        for n, label in enumerate(scheme.labels[:9], 1)
    ]
    return (*labels, *roles, *attributes, *going)


def _digit_title(scheme: LabelScheme, place: int) -> str:
    """What a digit does: a role's place, and the kind of a link that was begun."""
    roles = [label.roles[place].title.lower() for label in scheme.labels if place < len(label.roles)]
    kinds = [f"for a link that was begun: {kind.title}" for kind in scheme.links[:9][place : place + 1]]
    said = [f"The selection is its {' / '.join(roles)}"] if roles else []
    line = "; ".join([*said, *kinds])
    return line[:1].upper() + line[1:]
