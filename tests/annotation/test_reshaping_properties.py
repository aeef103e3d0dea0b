"""Reshaping any annotation of any text: what was split and joined is as before, what was carved is what was not selected, undo gives it back."""

from __future__ import annotations

import copy
import itertools

from hypothesis import assume, given
from hypothesis import strategies as st

from annotation import reshaping, review
from annotation.model import Annotation, Change, Document, Part, Suggestion, sorted_parts
from annotation.reading import Item, Reading
from annotation.scheme import default_scheme
from annotation.text import TextRange, trimmed
from tests.annotation.test_reshaping import do

QUOTE = default_scheme().labels[0]


def state(reading: Reading) -> tuple[object, ...]:
    return copy.deepcopy((reading.annotations, reading.decisions, reading.links, [i.id for i in reading.items()]))


WORDS = st.lists(
    st.sampled_from(["said", "pier,", "“soon", "free.”", "don’t", "(we", "know)", "ÉTÉ", "👩‍🚀"]),
    min_size=2,
    max_size=12,
)


@st.composite
def documents(draw: st.DrawFn) -> tuple[Reading, Annotation]:
    """A text with an annotation of some fragments that are apart, accepted from a suggestion or made by hand."""
    text = " ".join(draw(WORDS))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6)))
    cut = [TextRange(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    spans = [span for one in cut if (span := trimmed(text, one))]
    assume(spans and all(not text[a.end : b.start].isspace() for a, b in itertools.pairwise(spans)))
    reading = Reading(Document(id="d", name="", text=text, sha256="0" * 64, size=0), "ada")
    proposed = Suggestion(
        id="s",
        document_id="d",
        label="QUOTE",
        parts=sorted_parts([*(Part("content", s) for s in spans), Part("source", spans[0])]),
        suggester="x@1",
        score=1.0,
        reason="",
    )
    reading.suggest([proposed])
    do(reading, review.accept(reading, [proposed]))
    return reading, next(iter(reading.annotations.values()))


def covered(text: str, item: Item) -> set[int]:
    """The code points of the main part that are no white space."""
    return {
        n for p in item.parts if p.role == "content" for n in range(p.range.start, p.range.end) if not text[n].isspace()
    }


def undone(reading: Reading, change: Change, before: tuple[object, ...]) -> None:
    after = copy.deepcopy(reading)
    do(after, change.inverse())
    assert state(after) == before
    assert (
        after.items()
        == Reading(after.document, "ada", after.suggestions, after.annotations, after.decisions, after.links).items()
    )


@given(documents(), st.data())
def test_what_was_split_and_joined_again_is_as_before(
    document: tuple[Reading, Annotation], data: st.DataObject
) -> None:
    """And each half has its words, both together all of them; undo of either gives the reading of before."""
    reading, item = document
    text, before = reading.document.text, state(reading)
    change = reshaping.split(reading, item, QUOTE, data.draw(st.integers(0, len(text))))
    assume(change is not None)
    assert change is not None
    first, second = do(reading, change)
    undone(reading, change, before)
    assert covered(text, first) | covered(text, second) == covered(text, item)
    assert not covered(text, first) & covered(text, second)
    between = state(reading)
    joining = reshaping.join(reading, reading.annotations[item.id], QUOTE, [second])
    assert joining is not None
    (again,) = do(reading, joining)
    undone(reading, joining, between)
    assert again.parts == item.parts
    (decision,) = reading.decisions.values()
    assert decision.annotation_id == again.id


@given(documents(), st.data())
def test_carving_leaves_what_was_not_selected(document: tuple[Reading, Annotation], data: st.DataObject) -> None:
    reading, item = document
    text, before = reading.document.text, state(reading)
    start = data.draw(st.integers(0, len(text) - 1))
    span = TextRange(start, data.draw(st.integers(start + 1, len(text))))
    left = covered(text, item) - set(range(span.start, span.end))
    assume(left)
    change = reshaping.carve(reading, item, QUOTE, span)
    if change is None:
        assert left == covered(text, item)
        return
    (carved,) = do(reading, change)
    assert covered(text, carved) == left
    undone(reading, change, before)


@given(documents(), st.data())
def test_extending_covers_the_part_and_the_range(document: tuple[Reading, Annotation], data: st.DataObject) -> None:
    reading, item = document
    before = state(reading)
    part = data.draw(st.sampled_from(item.parts))
    start = data.draw(st.integers(0, len(reading.document.text) - 1))
    span = TextRange(start, data.draw(st.integers(start + 1, len(reading.document.text))))
    change = reshaping.extend(reading, item, part, span)
    if change is None:
        assert part.range.contains(span)
        return
    (extended,) = do(reading, change)
    reached = [p.range for p in extended.parts if p.role == part.role]
    assert any(r.contains(part.range) and r.contains(span) for r in reached)
    undone(reading, change, before)
