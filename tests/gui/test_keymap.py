"""Which keys actions have: the table's and the label scheme's, or chosen ones; and who gets a key that two want."""

from __future__ import annotations

from dataclasses import replace

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotation.scheme import LabelScheme, default_scheme
from gui import keymap, settings
from gui.actions import ACTIONS, Action

KEYS = st.sampled_from(["A", "X", "G", "Q", "F", "1", "Ctrl+G", "Shift+Q", "Tab", "?", ";", "Ctrl+,", "F9"])
IDS = st.sampled_from(["accept", "reject", "undo", "next_suggestion", "label:QUOTE", "attribute:F", "role:1", "keys"])
CHOICES = st.dictionaries(IDS, st.lists(KEYS, max_size=3, unique=True).map(tuple), max_size=5)


def keys_of(action_id: str, scheme: LabelScheme | None = None) -> tuple[str, ...]:
    return next(a.keys for a in keymap.actions(scheme or default_scheme()) if a.id == action_id)


def test_without_choices_the_keys_are_those_of_the_table_and_the_scheme() -> None:
    assert keymap.actions(default_scheme()) == keymap.originals(default_scheme())
    assert keymap.key("accept") == "A"
    assert keymap.key("label:QUOTE", "Q") == "Q"
    assert keymap.key("about") == ""
    assert keymap.named("about") == "its entry in the menu Help"
    assert keymap.before("Content", "role:1", "1") == "1 Content"


def test_no_two_actions_want_the_same_key_by_themselves() -> None:
    assert keymap.conflicts(keymap.originals(default_scheme())) == ()
    every = [(key, action) for action in keymap.originals(default_scheme()) for key in action.keys]
    assert [(key, action.id) for key, action in every if keymap.fixed_use(key, on_page=action.on_page)] == []


def test_a_chosen_key_is_remembered_until_it_is_reset() -> None:
    keymap.choose({"accept": ("G", "Ctrl+;"), "label:QUOTE": ()})
    keymap.load()  # as another start does
    assert keys_of("accept") == ("G", "Ctrl+;")
    assert keys_of("label:QUOTE") == ()
    assert keymap.key("accept") == "G"
    assert keymap.key("label:QUOTE", "Q") == ""
    keymap.choose({"accept": None})
    keymap.load()
    assert keys_of("accept") == ("A",)
    assert keys_of("label:QUOTE") == ()
    keymap.put_back({})
    keymap.load()
    assert keymap.actions(default_scheme()) == keymap.originals(default_scheme())


def test_conflicts_see_through_spelling_and_places() -> None:
    """Qt does nothing on a key that counts on the page for one action and everywhere for another."""
    page = Action("one", "One", ("shift+a", "Ctrl+Backspace"), "Edit", on_page=True)
    window = Action("two", "Two", ("Shift+A",), "Go")
    other = Action("three", "Three", ("A", "Ctrl+Shift+A"), "Go")
    assert keymap.conflicts([page, window, other]) == (keymap.Conflict("Shift+A", (page, window)),)
    assert keymap.conflicts([page, other, replace(window, keys=("B", "b"))]) == ()


def test_a_chosen_key_goes_before_the_tables_and_that_before_the_schemes() -> None:
    scheme = default_scheme()
    greedy = replace(scheme, labels=(replace(scheme.labels[0], key="a"), *scheme.labels[1:]))
    assert keys_of("label:QUOTE", greedy) == ()
    assert keymap.clashes(greedy) == ["a"]
    assert keymap.key("label:QUOTE", "a") == ""
    keymap.choose({"reject": ("C", "A")})
    assert keys_of("accept") == ()
    assert keys_of("label:CLAIM") == ()
    assert keymap.key("accept") == ""
    assert keymap.clashes(scheme) == ["C"]
    keymap.choose({"label:CLAIM": ("D",)})
    assert keymap.clashes(scheme) == []


def test_taking_a_key_from_where_it_was_chosen_leaves_the_rest_there() -> None:
    keymap.choose({"reject": ("G", "H")})
    proposal = keymap.propose(default_scheme(), "accept", ("G",))
    assert [(c.key, [a.id for a in c.actions]) for c in proposal.conflicts] == [("G", ["accept", "reject"])]
    keymap.choose(proposal.choices)
    assert (keys_of("accept"), keys_of("reject")) == (("G",), ("H",))


def test_a_reset_asks_for_a_key_that_was_given_away() -> None:
    keymap.choose({"accept": ("G",)})
    keymap.choose({"reject": ("A",)})
    proposal = keymap.propose(default_scheme(), "accept", ("A",))
    assert [c.key for c in proposal.conflicts] == ["A"]
    keymap.choose(proposal.choices)
    assert (keys_of("accept"), keys_of("reject")) == (("A",), ())
    assert keymap.chosen() == {"reject": ()}


@pytest.mark.parametrize(
    ("key", "fixed"),
    [
        ("Left", True),
        ("Ctrl+Shift+End", True),
        ("Return", True),
        ("Shift+Enter", True),
        ("Alt+F", True),
        ("Alt+A", False),
        ("Ctrl+Return", False),
        ("Ctrl++", False),
        ("+", False),
        ("L", False),
        ("Ctrl+Alt+F", False),
    ],
)
def test_keys_that_no_action_can_have(key: str, *, fixed: bool) -> None:
    """Those of the caret and of lists, and those that open menus."""
    assert bool(keymap.fixed_use(key, on_page=False)) == fixed
    assert keymap.fixed_use("Return", on_page=True) == ""


@hypothesis.settings(deadline=None)  # it writes a file
@given(choices=CHOICES, wanted=st.tuples(IDS, st.lists(KEYS, max_size=3, unique=True).map(tuple)))
def test_a_proposal_that_is_taken_gives_the_keys_and_no_key_to_two(
    choices: dict[str, tuple[str, ...]], wanted: tuple[str, tuple[str, ...]]
) -> None:
    """Whatever was chosen before: the action has exactly what it was to have, no other action has any of it, and a restart keeps it."""
    scheme = default_scheme()
    settings.settings().clear()
    keymap.load()
    for action_id, keys in choices.items():
        keymap.choose(keymap.propose(scheme, action_id, keys).choices)
    action_id, keys = wanted
    keymap.choose(keymap.propose(scheme, action_id, keys).choices)
    after = keymap.actions(scheme)
    assert next(a.keys for a in after if a.id == action_id) == keys
    assert keymap.conflicts(after) == ()
    for action in after:
        original = next(a for a in keymap.originals(scheme) if a.id == action.id)
        default = original.keys[0] if original.id not in {a.id for a in ACTIONS} and original.keys else ""
        assert keymap.key(action.id, default) == (keymap.shown(action.keys[0]) if action.keys else "")
    keymap.load()
    assert keymap.actions(scheme) == after
