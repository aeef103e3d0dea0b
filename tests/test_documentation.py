"""What the documentation says is true of the code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from PySide6.QtGui import QKeySequence

from annotation.exchange import read_line, write_line
from annotation.scheme import default_scheme
from gui import command_line
from gui.actions import ACTIONS, scheme_actions

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8"))
    missing = [t for t in targets if not t.startswith("http") and not (page.parent / t).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_targets_of_make_exist(page: Path) -> None:
    named = set(re.findall(r"`?make ([a-z]+)", page.read_text(encoding="utf-8")))
    assert {name for name in named if not re.search(rf"^{name}:", MAKEFILE, re.MULTILINE)} <= {"a", "an", "the"}


def test_every_command_is_in_the_readme_and_no_other() -> None:
    named = set(re.findall(r"^\| `quotemark \[?(\w+)", README, re.MULTILINE))
    assert named == set(command_line.quotemark.commands)


def _keys_of_the_window() -> set[str]:
    """The keys of the table of actions, and those that move the caret."""
    known = {key for action in (*ACTIONS, *scheme_actions(default_scheme())) for key in action.keys}
    known |= {"Shift", "Ctrl", "Alt", "Home", "End", "PageUp", "PageDown"}
    return {QKeySequence(key).toString() or key for key in known}


def _foreign(text: str) -> set[str]:
    named = set(re.findall(r"`([^`\s]+)`", text))
    return {key for key in named if (QKeySequence(key).toString() or key) not in _keys_of_the_window()}


def test_the_keys_of_the_tour_are_keys_of_the_window() -> None:
    tour = README.split("## A tour")[1].split("## ")[0]
    assert _foreign(tour.split("Drop your own")[0]) <= {"make"}


def test_the_keys_of_the_guide_are_keys_of_the_window() -> None:
    """And the guide leaves out no action that has a key."""
    guide = (ROOT / "docs" / "window.md").read_text(encoding="utf-8")
    assert _foreign(guide) == set()
    named = {QKeySequence(key).toString() or key for key in re.findall(r"`([^`\s]+)`", guide)}
    left_out = {
        action.id
        for action in (*ACTIONS, *scheme_actions(default_scheme()))
        if action.keys and not named & {QKeySequence(key).toString() or key for key in action.keys}
    }
    # Files and help are told elsewhere; what is done by label and role is told once for all of them.
    elsewhere = {"open", "new_project", "suggest", "export", "quit", "copy", "reopen", "about"}
    assert {name for name in left_out - elsewhere if ":" not in name} == set()


def test_the_example_of_the_exchange_form_is_valid() -> None:
    page = (ROOT / "docs" / "exchange.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    schema = json.loads((ROOT / "annotation" / "formats" / "exchange.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(example), schema)
    document = read_line(example.replace("\n", " "), place="docs/exchange.md")
    assert read_line(write_line(document), place="again") == document


def test_the_rooms_that_the_architecture_names_exist() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:gui|storage|annotation)/[\w/.]+)`", page)
    assert [name for name in named if not (ROOT / name).exists()] == []
