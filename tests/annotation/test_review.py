"""What an annotator intends becomes one change; where there is nothing to do, none. No file and no window are needed for that."""

from __future__ import annotations

import pytest

from annotation import review
from annotation.model import Annotation, Change, Decision, Document, Part, Status, Suggestion, Verdict
from annotation.reading import Reading
from annotation.scheme import default_scheme
from annotation.text import TextRange

TEXT = "The mayor said the pier would open. “Soon,” she added, “very soon.”"
QUOTE, CLAIM, STANCE = default_scheme().labels


def place(words: str) -> TextRange:
    start = TEXT.index(words)
    return TextRange(start, start + len(words))


def suggestion(id_: str, label: str, *parts: tuple[str, str], **attributes: str) -> Suggestion:
    return Suggestion(
        id=id_,
        document_id="d",
        label=label,
        parts=tuple(Part(role, place(words)) for role, words in parts),
        attributes=attributes,
        suggester="quotes@0.1",
        score=0.5,
        reason="",
    )


PIER = suggestion(
    "s1", "QUOTE", ("source", "The mayor"), ("cue", "said"), ("content", "the pier would open"), form="indirect"
)
SOON = suggestion(
    "s2", "QUOTE", ("content", "“Soon,”"), ("content", "“very soon.”"), ("source", "The mayor"), form="direct"
)


@pytest.fixture
def reading() -> Reading:
    document = Document(id="d", name="", text=TEXT, sha256="0" * 64, size=0)
    return Reading(document, "ada", suggestions={s.id: s for s in (SOON, PIER)})


def do(reading: Reading, change: Change | None) -> None:
    """Take a change over as if it had been applied."""
    assert change is not None
    for step in change.steps:
        reading.update([step.after] if step.after else [], [step.before] if step.before and not step.after else [])


def the_annotation(reading: Reading) -> Annotation:
    (made,) = reading.annotations.values()
    return made


def words(item: Annotation) -> list[tuple[str, str]]:
    return [(p.role, p.range.of(TEXT)) for p in item.parts]


def test_items_are_read_in_the_order_of_their_main_parts(reading: Reading) -> None:
    """A source far ahead of its quote does not put the quote there."""
    assert [item.id for item in reading.items()] == ["s1", "s2"]


def test_accepting_twice_is_nothing_to_do(reading: Reading) -> None:
    do(reading, review.accept(reading, [PIER]))
    assert review.accept(reading, [PIER]) is None
    assert reading.status(PIER) is Status.ACCEPTED
    assert [item.id for item in reading.items()] == [the_annotation(reading).id, "s2"]


def test_accepting_several_is_one_change(reading: Reading) -> None:
    change = review.accept(reading, [PIER, SOON])
    assert change is not None
    assert change.title == "accept 2 suggestions"
    do(reading, change)
    assert reading.open_suggestions() == []


def test_a_rejected_suggestion_can_be_accepted_after_all_and_the_other_way_round(reading: Reading) -> None:
    do(reading, review.reject(reading, PIER))
    assert review.reject(reading, PIER) is None
    do(reading, review.accept(reading, [PIER]))
    assert reading.status(PIER) is Status.ACCEPTED
    do(reading, review.reject(reading, PIER))
    assert reading.status(PIER) is Status.REJECTED
    assert reading.annotations == {}


def test_a_skipped_suggestion_stays_open(reading: Reading) -> None:
    do(reading, review.skip(reading, PIER))
    assert reading.is_skipped(PIER)
    assert reading.open_suggestions() == [PIER, SOON]
    do(reading, review.reopen(reading, PIER))
    assert not reading.is_skipped(PIER)
    assert review.reopen(reading, PIER) is None


def test_what_is_changed_after_it_was_accepted_counts_as_edited(reading: Reading) -> None:
    do(reading, review.accept(reading, [PIER]))
    do(reading, review.set_attribute(reading, the_annotation(reading), "speaker", "Ruta Vele"))
    decision = reading.decision_on("s1")
    assert decision is not None
    assert decision.verdict is Verdict.EDIT
    assert PIER.attributes == {"form": "indirect"}


def test_a_memo_is_no_edit(reading: Reading) -> None:
    do(reading, review.set_memo(reading, PIER, "who?"))
    decision = reading.decision_on("s1")
    assert decision is not None
    assert decision.verdict is Verdict.ACCEPT
    assert the_annotation(reading).memo == "who?"


def test_what_an_attribute_is_set_to_is_in_the_title(reading: Reading) -> None:
    """So that the status line, the Edit menu and the history say what was done; a long value is cut."""
    for value, title in (
        ("Ruta Vele", "set speaker to Ruta Vele"),
        ("x" * 99, f"set speaker to {'x' * 39}…"),
    ):
        change = review.set_attribute(reading, PIER, "speaker", value)
        assert change is not None
        assert change.title == title
    change = review.set_attribute(reading, PIER, "form", "")
    assert change is not None
    assert change.title == "clear form"


def test_setting_what_is_there_already_is_nothing_to_do(reading: Reading) -> None:
    assert review.set_attribute(reading, PIER, "form", "indirect") is None
    assert review.set_role(reading, PIER, QUOTE, "cue", place("said")) is None
    assert review.relabel(reading, PIER, QUOTE, QUOTE) is None
    assert review.set_memo(reading, PIER, "") is None


def test_a_role_that_takes_one_part_is_replaced_and_one_that_takes_many_grows(reading: Reading) -> None:
    do(reading, review.set_role(reading, PIER, QUOTE, "cue", place("she added")))
    made = the_annotation(reading)
    assert words(made) == [("source", "The mayor"), ("content", "the pier would open"), ("cue", "she added")]
    do(reading, review.set_role(reading, made, QUOTE, "content", place("“Soon,”")))
    assert [w for role, w in words(the_annotation(reading)) if role == "content"] == ["the pier would open", "“Soon,”"]


def test_fragments_that_overlap_become_one(reading: Reading) -> None:
    do(reading, review.annotate(reading, QUOTE, place("the pier would")))
    do(reading, review.set_role(reading, the_annotation(reading), QUOTE, "content", place("would open")))
    assert words(the_annotation(reading)) == [("content", "the pier would open")]


def test_a_fragment_that_is_moved_onto_another_becomes_one_with_it(reading: Reading) -> None:
    """Overlapping or touching; parts of other roles are left alone, and so is a part that stays where it is."""
    do(reading, review.annotate(reading, QUOTE, place("The mayor")))
    for role, found in (("content", "the pier"), ("content", "open"), ("source", "The mayor said")):
        do(reading, review.set_role(reading, the_annotation(reading), QUOTE, role, place(found)))
    fragment = Part("content", place("the pier"))
    overlapping = review.move_part(reading, the_annotation(reading), fragment, place("would open"))
    touching = review.move_part(reading, the_annotation(reading), fragment, place("the pier would "))
    moved = {}
    for name, change in (("overlapping", overlapping), ("touching", touching)):
        assert change is not None
        made = change.steps[0].after
        assert isinstance(made, Annotation)
        moved[name] = words(made)
    assert moved == {
        "overlapping": [("content", "The mayor"), ("source", "The mayor said"), ("content", "would open")],
        "touching": [("content", "The mayor"), ("source", "The mayor said"), ("content", "the pier would open")],
    }
    assert review.move_part(reading, the_annotation(reading), fragment, fragment.range) is None


def test_relabelling_takes_along_what_the_new_label_has_too(reading: Reading) -> None:
    """The main part and who speaks go over; the cue of a quote has no like in a stance."""
    do(reading, review.set_attribute(reading, PIER, "speaker", "Ruta Vele"))
    do(reading, review.relabel(reading, the_annotation(reading), QUOTE, STANCE))
    made = the_annotation(reading)
    assert words(made) == [("holder", "The mayor"), ("evidence", "the pier would open")]
    assert made.attributes == {"holder_name": "Ruta Vele"}


def test_an_annotation_is_not_linked_twice_and_loses_its_links_with_itself(reading: Reading) -> None:
    do(reading, review.accept(reading, [PIER, SOON]))
    first, second = sorted(reading.annotations.values(), key=reading.place)
    do(reading, review.link(reading, "supports", first, second))
    assert review.link(reading, "supports", first, second) is None
    change = review.delete(reading, second)
    assert [type(step.before).__name__ for step in change.steps] == ["Link", "Decision", "Annotation"]


def test_taking_a_change_back_gives_the_reading_of_before(reading: Reading) -> None:
    do(reading, review.accept(reading, [PIER]))
    before = (dict(reading.annotations), dict(reading.decisions))
    change = review.delete(reading, the_annotation(reading))
    do(reading, change)
    assert isinstance(reading.decision_on("s1"), Decision)
    do(reading, change.inverse())
    assert (reading.annotations, reading.decisions) == before


def test_every_span_is_marked_once_in_one_change(reading: Reading) -> None:
    """What has the label there already is left out, also where it has other parts; another label, or a longer range, is something else."""
    soon, very = place("Soon"), place("very soon")
    do(reading, review.annotate(reading, QUOTE, soon))
    do(reading, review.set_role(reading, next(iter(reading.annotations.values())), QUOTE, "cue", place("added")))
    do(reading, review.annotate(reading, CLAIM, very))
    change = review.annotate_every(reading, QUOTE, [soon, very, very, place("soon")])
    assert change is not None
    assert change.title == "mark 2 as quote"
    do(reading, change)
    assert sorted(a.parts[0].range for a in reading.annotations.values() if a.label == "QUOTE") == sorted(
        [soon, very, place("soon")]
    )
    assert review.annotate_every(reading, QUOTE, [soon, very]) is None
