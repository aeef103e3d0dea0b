"""The values that everything else passes around."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotation.model import (
    Annotation,
    Change,
    Decision,
    Link,
    Part,
    Recorded,
    Step,
    Suggestion,
    Verdict,
    identity,
    new_id,
    now,
    ranges,
    sorted_parts,
    suggestion_id,
)
from annotation.text import TextRange

NAMES = st.sampled_from("abc")
VALUES = st.sampled_from(("x", "y"))
places = st.tuples(st.integers(0, 9), st.integers(1, 9)).map(lambda pair: TextRange(pair[0], pair[0] + pair[1]))
parts = st.lists(st.builds(Part, NAMES, places), min_size=1, max_size=5)


def annotation(identity_: str, memo: str = "") -> Annotation:
    return Annotation(
        id=identity_,
        document_id="d",
        label="QUOTE",
        parts=(Part("content", TextRange(0, 1)),),
        annotator="ana",
        created="2026-01-31T12:00:00Z",
        memo=memo,
    )


def link(identity_: str, kind: str) -> Link:
    return Link(id=identity_, document_id="d", kind=kind, from_id="a", to_id="b", annotator="ana", created="")


def decision(suggestion: str, annotation_id: str | None) -> Decision:
    verdict = Verdict.ACCEPT if annotation_id else Verdict.REJECT
    return Decision(
        suggestion_id=suggestion,
        document_id="d",
        annotator="ana",
        verdict=verdict,
        decided="",
        annotation_id=annotation_id,
    )


recorded = (
    st.builds(annotation, NAMES, VALUES)
    | st.builds(link, NAMES, VALUES)
    | st.builds(decision, NAMES, VALUES | st.none())
)
State = dict[tuple[str, ...], Recorded]


@st.composite
def changes(draw: st.DrawFn) -> tuple[State, Change]:
    """A state, and a change that starts from it."""
    before: State = {identity(value): value for value in draw(st.lists(recorded, max_size=4))}
    state, steps = dict(before), []
    for value in draw(st.lists(recorded, max_size=5)):
        key = identity(value)
        after = None if key in state and draw(st.booleans()) else value
        steps.append(Step(state.get(key), after))
        state = apply(state, Change("", "d", (steps[-1],)))
    return before, Change("edit", "d", tuple(steps))


def apply(state: State, change: Change) -> State:
    result = dict(state)
    for step in change.steps:
        value = step.after or step.before
        assert value is not None
        assert result.get(identity(value)) == step.before
        if step.after is None:
            del result[identity(value)]
        else:
            result[identity(value)] = step.after
    return result


@given(changes())
def test_a_changes_inverse_takes_it_back(given_: tuple[State, Change]) -> None:
    """Each step of the inverse starts from what is there then, also where one value changes several times."""
    state, change = given_
    assert apply(apply(state, change), change.inverse()) == state
    assert change.inverse().inverse() == change


def test_a_step_goes_from_something_to_something_of_the_same_identity() -> None:
    """Nothing to nothing, and one annotation to another, are mistakes."""
    with pytest.raises(ValueError, match="from nothing to nothing"):
        Step(None, None)
    with pytest.raises(ValueError, match="a step from"):
        Step(annotation("a"), annotation("b"))
    with pytest.raises(ValueError, match="a step from"):
        Step(annotation("a"), link("a", "x"))
    assert Step(annotation("a"), None).inverse() == Step(None, annotation("a"))


@pytest.mark.parametrize(
    ("verdict", "annotation_id"),
    [(Verdict.ACCEPT, None), (Verdict.EDIT, None), (Verdict.REJECT, "a"), (Verdict.SKIP, "a")],
)
def test_a_decision_names_an_annotation_if_one_came_of_it(verdict: Verdict, annotation_id: str | None) -> None:
    """And only then."""
    with pytest.raises(ValueError, match=f"a decision to {verdict}"):
        Decision(
            suggestion_id="s",
            document_id="d",
            annotator="ana",
            verdict=verdict,
            decided="",
            annotation_id=annotation_id,
        )


def test_a_link_joins_two() -> None:
    """Not one with itself."""
    with pytest.raises(ValueError, match="two different annotations"):
        Link(id="l", document_id="d", kind="supports", from_id="a", to_id="a", annotator="ana", created="")


def test_decisions_of_two_annotators_are_two() -> None:
    """The same suggestion is decided by each."""
    theirs = Decision(suggestion_id="s", document_id="d", annotator="boris", verdict=Verdict.SKIP, decided="")
    assert identity(theirs) != identity(decision("s", None))


@given(parts)
def test_parts_are_kept_in_text_order_and_once(given_: list[Part]) -> None:
    """The order in which they were made does not matter."""
    kept = sorted_parts(given_)
    assert kept == sorted_parts(reversed(given_)) == sorted_parts(kept)
    assert set(kept) == set(given_)
    assert len(set(kept)) == len(kept)
    assert [p.range for p in kept] == sorted(p.range for p in kept)


@given(parts)
def test_the_ranges_of_roles(given_: list[Part]) -> None:
    """Of all parts, or of those with a role that is named, in text order."""
    item = Suggestion(id="s", document_id="d", label="L", parts=tuple(given_), suggester="q@1", score=1.0, reason="")
    assert list(ranges(item)) == sorted(p.range for p in given_)
    assert list(ranges(item, "a", "b")) == sorted(p.range for p in given_ if p.role in "ab")


def test_the_same_suggestion_has_the_same_id() -> None:
    """And every other has another: by document, suggester, label, parts and attributes."""
    places_ = (Part("content", TextRange(0, 1)),)
    base = suggestion_id("d", "q@1", "QUOTE", places_, {"form": "direct", "speaker": "x"})
    assert base == suggestion_id("d", "q@1", "QUOTE", places_, {"speaker": "x", "form": "direct"})
    others = {
        suggestion_id("e", "q@1", "QUOTE", places_, {"form": "direct", "speaker": "x"}),
        suggestion_id("d", "q@2", "QUOTE", places_, {"form": "direct", "speaker": "x"}),
        suggestion_id("d", "q@1", "CLAIM", places_, {"form": "direct", "speaker": "x"}),
        suggestion_id("d", "q@1", "QUOTE", (Part("cue", TextRange(0, 1)),), {"form": "direct", "speaker": "x"}),
        suggestion_id("d", "q@1", "QUOTE", (Part("content", TextRange(0, 2)),), {"form": "direct", "speaker": "x"}),
        suggestion_id("d", "q@1", "QUOTE", places_, {"form": "direct"}),
    }
    assert base not in others
    assert len(others) == 6


def test_ids_and_times_have_their_form() -> None:
    """32 hexadecimal digits; UTC to the second."""
    assert re.fullmatch(r"[0-9a-f]{32}", new_id())
    assert new_id() != new_id()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", now())
