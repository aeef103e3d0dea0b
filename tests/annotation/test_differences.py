"""What counts as a disagreement with another annotator, and what does not; and going round the items of a document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotation import review
from annotation.differences import Difference, Kind, differences
from annotation.model import Annotation, Change, Document, Part, Suggestion, Verdict, sorted_parts
from annotation.participants import is_unresolved, missing, participants, unresolved_by
from annotation.reading import Reading
from annotation.rounds import following
from annotation.scheme import default_scheme
from annotation.text import TextRange

TEXT = "Ferries are late again, the harbour master said. Nobody believes the new timetable. The union wants it gone."
SCHEME = default_scheme()
QUOTE, CLAIM, STANCE = SCHEME.labels
SAID = Suggestion(
    id="s",
    document_id="d",
    label="QUOTE",
    parts=(Part("content", TextRange(0, 22)),),
    suggester="x@1",
    score=0.9,
    reason="",
)


def note(id_: str, words: str, *, label: str = "QUOTE", by: str = "ada", **attributes: str) -> Annotation:
    start = TEXT.index(words)
    return Annotation(
        id=id_,
        document_id="d",
        label=label,
        parts=(Part(SCHEME.label(label).main_role.name, TextRange(start, start + len(words))),),
        attributes=attributes,
        annotator=by,
        created="",
    )


def reading_of(*annotations: Annotation, who: str = "ada") -> Reading:
    document = Document(id="d", name="", text=TEXT, sha256="0" * 64, size=0)
    return Reading(document, who, {"s": SAID}, {a.id: a for a in annotations})


def take(reading: Reading, change: Change | None, *, by: str) -> None:
    """A change that an annotator makes."""
    assert change is not None
    for step in change.steps:
        if step.after:
            reading.update([replace(step.after, annotator=by)])


def told(reading: Reading) -> list[tuple[str, Kind]]:
    return [(d.item.id, d.kind) for d in differences(reading)]


LATE, TIMETABLE = "Ferries are late again", "the new timetable"


def test_alone_there_is_nothing_to_disagree_about() -> None:
    assert differences(reading_of(note("a", LATE), note("b", TIMETABLE))) == []


def test_what_both_have_alike_is_agreed_on_whatever_else_overlaps_it() -> None:
    """A claim within a quote is no disagreement where both have both."""
    both = [("QUOTE", LATE), ("CLAIM", "late again")]
    mine = [note(f"m{n}", words, label=label) for n, (label, words) in enumerate(both)]
    theirs = [note(f"t{n}", words, label=label, by="bo") for n, (label, words) in enumerate(both)]
    assert differences(reading_of(*mine, *theirs)) == []


@pytest.mark.parametrize(
    ("theirs", "kind", "words"),
    [
        (note("t", LATE, label="CLAIM", by="bo"), Kind.LABEL, "bo has a claim here, you a quote."),
        (note("t", "late again", by="bo"), Kind.RANGES, "bo has other words for this quote."),
        (
            note("t", LATE, by="bo", form="direct"),
            Kind.ATTRIBUTES,
            "bo has the same words but form: direct (you: none).",
        ),
    ],
)
def test_overlapping_ones_differ_in_label_ranges_or_attributes(theirs: Annotation, kind: Kind, words: str) -> None:
    (found,) = differences(reading_of(note("m", LATE), theirs))
    assert (found.item.id, found.kind, found.other) == ("m", kind, theirs)
    assert found.told(SCHEME) == words


def test_of_those_that_overlap_the_one_of_the_same_label_is_compared() -> None:
    mine = [note("claim", LATE, label="CLAIM"), note("quote", LATE)]
    assert told(reading_of(*mine, note("t", "late again", by="bo"))) == [("quote", Kind.RANGES)]


def test_what_another_has_and_i_have_not_counts_once_i_have_worked_on_the_document() -> None:
    theirs = note("t", TIMETABLE, by="bo")
    assert told(reading_of(theirs)) == []
    assert told(reading_of(theirs, note("m", LATE))) == [("t", Kind.MISSING)]
    reading = reading_of(theirs)
    take(reading, review.skip(reading, SAID), by="ada")
    assert told(reading) == []
    reading = reading_of(theirs)
    take(reading, review.reject(reading, SAID), by="ada")
    assert told(reading) == [("t", Kind.MISSING)]
    assert told(reading_of(theirs, note("m", LATE), who="bo")) == [("m", Kind.MISSING)]


@pytest.mark.parametrize("mine", [Verdict.ACCEPT, Verdict.REJECT])
def test_opposite_verdicts_on_a_suggestion_are_one_disagreement(mine: Verdict) -> None:
    """To look at is the annotation that came of it, mine or the other's."""
    reading = reading_of()
    ways: dict[Verdict, Callable[[Reading], Change | None]] = {
        Verdict.ACCEPT: lambda r: review.accept(r, [SAID]),
        Verdict.REJECT: lambda r: review.reject(r, SAID),
    }
    bo = Reading(reading.document, "bo", {"s": SAID})
    take(reading, ways[mine](reading), by="ada")
    take(reading, ways[Verdict.REJECT if mine is Verdict.ACCEPT else Verdict.ACCEPT](bo), by="bo")
    (found,) = differences(reading)
    assert found.kind is Kind.VERDICT
    assert found.item.annotator == ("ada" if mine is Verdict.ACCEPT else "bo")
    assert found.told(SCHEME) == (
        "bo rejected what became this quote." if mine is Verdict.ACCEPT else "bo has this quote; you rejected it."
    )


def test_memos_are_nobodys_disagreement() -> None:
    assert differences(reading_of(note("m", LATE), replace(note("t", LATE, by="bo"), memo="hm"))) == []


SPANS = st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda p: TextRange(p[0], p[0] + p[1]))
NOTES = st.lists(
    st.tuples(
        st.sampled_from(["ada", "bo"]), st.sampled_from(["QUOTE", "CLAIM"]), st.lists(SPANS, min_size=1, max_size=3)
    ),
    max_size=12,
)


@given(NOTES)
def test_disagreements_are_those_that_comparing_all_with_all_finds(
    notes: list[tuple[str, str, list[TextRange]]],
) -> None:
    made = [
        Annotation(
            id=f"{n:03}",
            document_id="d",
            label=label,
            parts=sorted_parts(Part(SCHEME.label(label).main_role.name, span) for span in review.united(spans)),
            annotator=by,
            created="",
        )
        for n, (by, label, spans) in enumerate(notes)
    ]

    def alike(a: Annotation, b: Annotation) -> bool:
        return (a.label, a.parts) == (b.label, b.parts)

    def overlap(a: Annotation, b: Annotation) -> bool:
        return any(p.range.overlaps(q.range) for p in a.parts for q in b.parts)

    mine = [a for a in made if a.annotator == "ada"]
    theirs = [a for a in made if a.annotator == "bo"]
    expected: set[str] = set()
    for other in theirs if mine else []:
        if not any(alike(other, a) for a in mine):
            near = [a for a in mine if overlap(other, a) and not any(alike(a, b) for b in theirs)]
            same = [a for a in near if a.label == other.label] or near
            # Where several have the same right, any of them may be the one that is shown.
            expected |= {a.id for a in same} if len(same) > 1 else {(same[0] if same else other).id}
    found = [d.item.id for d in differences(reading_of(*made))]
    assert set(found) <= expected
    assert bool(found) == bool(expected)
    assert len(set(found)) == len(found)
    reading = reading_of(*made)
    assert found == [d.item.id for d in sorted(differences(reading), key=lambda d: reading.place(d.item))]


# Who is missing ---------------------------------------------------------------------------------------------------


def test_a_quote_without_a_speaker_and_a_stance_without_a_target_are_unresolved() -> None:
    """Words in the text or a name are enough; certainty and form say nothing about it."""
    assert participants(STANCE) == (("holder", "holder_name"), ("target", "target_name"))
    bare = note("a", LATE, label="STANCE", polarity="oppose")
    assert missing(bare, STANCE) == [("holder", "holder_name"), ("target", "target_name")]
    half = replace(bare, attributes={"holder_name": "@author"})
    assert missing(half, STANCE) == [("target", "target_name")]
    assert is_unresolved(half, STANCE)
    whole = replace(half, parts=(*half.parts, Part("target", TextRange(0, 7))))
    assert not is_unresolved(whole, STANCE)
    assert [unresolved_by(SCHEME)(item) for item in (bare, half, whole)] == [True, True, False]


# Going round ------------------------------------------------------------------------------------------------------

RING = [note("a", LATE), note("b", "Nobody believes", label="CLAIM"), note("c", TIMETABLE), note("d", "The union")]


@pytest.mark.parametrize(
    ("step", "start", "ids"),
    [
        (1, "", ["a", "c", "d", "a"]),
        (-1, "", ["d", "c", "a", "d"]),
        (1, "b", ["c", "d", "a"]),
        (-1, "b", ["a", "d", "c"]),
    ],
)
def test_round_the_ends_from_the_current_one(step: int, start: str, ids: list[str]) -> None:
    reading = reading_of(*RING)
    reading.suggestions.clear()
    current = reading.item(start)
    seen = []
    for _ in ids:
        current = following(reading, lambda i: i.label == "QUOTE", step=step, current=current, caret=0)
        assert current is not None
        seen.append(current.id)
    assert seen == ids


def test_without_a_current_one_it_starts_at_the_caret() -> None:
    """What begins at the caret is the next."""
    reading = reading_of(*RING)
    at = TEXT.index(TIMETABLE)
    nexts = [following(reading, lambda _: True, step=s, current=None, caret=at) for s in (1, -1)]
    assert [item.id if item else "" for item in nexts] == ["c", "b"]
    assert following(reading, lambda _: False, step=1, current=None, caret=at) is None


def test_one_that_is_not_on_the_page_keeps_its_place_in_the_round() -> None:
    """A rejected suggestion is current, but not among the items."""
    reading = reading_of(*RING)
    take(reading, review.reject(reading, SAID), by="ada")
    found = following(reading, lambda i: i.id != "a", step=1, current=SAID, caret=99)
    assert found is not None
    assert found.id == "b"


# The order that a reading keeps -----------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), SPANS, st.booleans()), max_size=30))
def test_items_are_in_order_after_any_changes(changes: list[tuple[str, TextRange, bool]]) -> None:
    """What is kept up with each change is what sorting all of it gives."""
    reading = reading_of()
    for id_, span, keep in changes:
        reading.items()
        reading.items(rejected=True)
        old = reading.annotations.get(id_)
        new = replace(note(id_, LATE), parts=(Part("content", span),))
        decide = review.reject if reading.decision_on("s") is None else review.reopen
        change = decide(reading, SAID)
        assert change is not None
        ((step,)) = change.steps
        gone = [v for v in (old if not keep else None, step.before if step.after is None else None) if v]
        reading.update([v for v in (new if keep else None, step.after) if v], gone)
        fresh = Reading(reading.document, "ada", reading.suggestions, reading.annotations, reading.decisions)
        for rejected in (False, True):
            assert reading.items(rejected=rejected) == fresh.items(rejected=rejected)


def test_many_changed_at_once_are_in_order_too() -> None:
    """Accepting hundreds of suggestions is one change; they are sorted rather than put in their places one by one."""
    many = [replace(SAID, id=f"{n:03}", parts=(Part("content", TextRange(n % 90, n % 90 + 5)),)) for n in range(300)]
    reading = reading_of()
    reading.suggest(many)
    reading.items()
    take(reading, review.accept(reading, many[:20]), by="ada")
    change = review.accept(reading, many)
    assert change is not None
    reading.update([step.after for step in change.steps if step.after])
    fresh = Reading(reading.document, "ada", reading.suggestions, reading.annotations, reading.decisions)
    assert reading.items() == fresh.items()
    assert reading.open_suggestions() == [SAID]


def test_what_is_derived_is_worked_out_again_after_a_change() -> None:
    reading = reading_of(note("m", LATE), note("t", TIMETABLE, by="bo"))

    def found() -> list[Difference]:
        return reading.derived("differences", differences)

    assert [d.kind for d in found()] == [Kind.MISSING]
    assert found() is found()
    reading.update([note("n", TIMETABLE)])
    assert found() == []
