"""One annotation becomes two, two become one, and words are taken out or added: each is one change, and one undo takes it back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotation import reshaping, review
from annotation.errors import AnnotationError
from annotation.model import Annotation, Change, Document, Part, Suggestion, Verdict, identity, sorted_parts
from annotation.reading import Item, Reading
from annotation.scheme import Label, default_scheme
from annotation.text import TextRange

TEXT = "The mayor said the pier would open soon, and that it would be free. “Soon,” she added, “very soon.” Nobody clapped."
QUOTE, CLAIM, STANCE = default_scheme().labels
ONCE = replace(
    QUOTE, roles=(replace(QUOTE.main_role, max=1), *QUOTE.roles[1:])
)  # a label whose main part is in one piece


def place(words: str) -> TextRange:
    start = TEXT.index(words)
    return TextRange(start, start + len(words))


def suggestion(id_: str, *parts: tuple[str, str], **attributes: str) -> Suggestion:
    return Suggestion(
        id=id_,
        document_id="d",
        label="QUOTE",
        parts=sorted_parts(Part(role, place(words)) for role, words in parts),
        attributes=attributes,
        suggester="quotes@0.1",
        score=0.5,
        reason="",
    )


OPEN = suggestion(
    "open",
    ("source", "The mayor"),
    ("cue", "said"),
    ("content", "the pier would open soon, and that it would be free"),
    form="indirect",
)
SOON = suggestion("soon", ("content", "“Soon,”"), ("content", "“very soon.”"), ("source", "she"), speaker="Ruta Vele")


@pytest.fixture
def reading() -> Reading:
    return Reading(
        Document(id="d", name="", text=TEXT, sha256="0" * 64, size=0),
        "ada",
        suggestions={s.id: s for s in (OPEN, SOON)},
    )


def do(reading: Reading, change: Change | None) -> list[Item]:
    """Take a change over as if it had been applied; what is on the page then."""
    assert change is not None
    for step in change.steps:
        reading.update([step.after] if step.after else [], [step.before] if step.before and not step.after else [])
    return reading.items()


def words(item: Item, role: str = "content") -> list[str]:
    return [p.range.of(TEXT) for p in item.parts if p.role == role]


def made(reading: Reading, *content: str, label: Label = QUOTE) -> Annotation:
    """An annotation by hand."""
    change = review.annotate(reading, label, place(content[0]))
    do(reading, change)
    id_ = change.steps[-1].after.id  # type: ignore[union-attr]
    for fragment in content[1:]:
        do(reading, review.set_role(reading, reading.annotations[id_], label, "content", place(fragment)))
    return reading.annotations[id_]


# Splitting --------------------------------------------------------------------------------------------------------


def test_a_split_makes_two_with_the_same_source_cue_and_attributes(reading: Reading) -> None:
    """White space at the cut goes, the comma stays with the words before it; the suggestion counts as edited into the first."""
    first, second, _ = do(reading, reshaping.split(reading, OPEN, QUOTE, place("and that").start))
    assert words(first) == ["the pier would open soon,"]
    assert words(second) == ["and that it would be free"]
    for half in (first, second):
        assert words(half, "source") == ["The mayor"]
        assert words(half, "cue") == ["said"]
        assert half.attributes == {"form": "indirect"}
    decision = reading.decision_on("open")
    assert decision is not None
    assert (decision.verdict, decision.annotation_id) == (Verdict.EDIT, first.id)


@pytest.mark.parametrize(
    ("at", "before", "after"),
    [
        (place("soon, and").end - 5, "the pier would open soon,", "and that it would be free"),  # before the comma
        (place("soon, and").end - 4, "the pier would open soon,", "and that it would be free"),  # after it
        (place("pier").end, "the pier", "would open soon, and that it would be free"),
        (place("pier").start + 2, "the pi", "er would open soon, and that it would be free"),  # within a word
    ],
)
def test_punctuation_stays_with_the_words_before_it(reading: Reading, at: int, before: str, after: str) -> None:
    first, second, _ = do(reading, reshaping.split(reading, OPEN, QUOTE, at))
    assert (words(first), words(second)) == ([before], [after])


def test_opening_marks_stay_with_the_words_after_them() -> None:
    text = "He said it works (“so far”) and is cheap."
    reading = Reading(Document(id="d", name="", text=text, sha256="0" * 64, size=0), "ada")
    change = review.annotate(reading, QUOTE, TextRange(8, len(text)))
    do(reading, change)
    (item,) = reading.items()
    first, second = do(reading, reshaping.split(reading, item, QUOTE, text.index("so far")))
    assert [p.range.of(text) for p in (*first.parts, *second.parts)] == ["it works", "(“so far”) and is cheap."]


def test_an_apostrophe_within_a_word_is_no_punctuation() -> None:
    text = "we don’t know"
    reading = Reading(Document(id="d", name="", text=text, sha256="0" * 64, size=0), "ada")
    do(reading, review.annotate(reading, QUOTE, TextRange(0, len(text))))
    (item,) = reading.items()
    first, second = do(reading, reshaping.split(reading, item, QUOTE, 6))
    assert [p.range.of(text) for p in (*first.parts, *second.parts)] == ["we don", "’t know"]


def test_a_cut_never_stands_inside_a_grapheme() -> None:
    """What is punctuation by its first code point alone (a keycap, an exclamation mark shown as a picture) is not cut through."""
    text = "one*\ufe0f\u20e3 two!\ufe0f three"
    reading = Reading(Document(id="d", name="", text=text, sha256="0" * 64, size=0), "ada")
    do(reading, review.annotate(reading, QUOTE, TextRange(0, len(text))))
    (item,) = reading.items()
    for at, before in ((3, "one"), (text.index("!"), "one*\ufe0f\u20e3 two")):
        change = reshaping.split(reading, item, QUOTE, at)
        assert change is not None
        first = change.steps[0].after
        assert isinstance(first, Annotation)
        assert [p.range.of(text) for p in first.parts] == [before]


def test_between_two_fragments_each_becomes_one_of_its_own(reading: Reading) -> None:
    _, first, second = do(reading, reshaping.split(reading, SOON, QUOTE, place("added").start))
    assert (words(first), words(second)) == (["“Soon,”"], ["“very soon.”"])


@pytest.mark.parametrize("at", [0, OPEN.parts[-1].range.start, OPEN.parts[-1].range.end, len(TEXT)])
def test_there_is_nothing_to_split_outside_the_main_part(reading: Reading, at: int) -> None:
    assert reshaping.split(reading, OPEN, QUOTE, at) is None


def test_links_and_memo_stay_with_the_first(reading: Reading) -> None:
    whole, other = made(reading, "the pier would open soon"), made(reading, "Nobody clapped")
    do(reading, review.set_memo(reading, whole, "who?"))
    whole = reading.annotations[whole.id]
    do(reading, review.link(reading, "supports", whole, other))
    do(reading, reshaping.split(reading, whole, QUOTE, place("would open").start))
    (link,) = reading.links.values()
    assert words(reading.annotations[link.from_id]) == ["the pier"]
    assert [a.memo for a in reading.annotations.values() if a.label == "QUOTE"].count("who?") == 1


# Carving ----------------------------------------------------------------------------------------------------------


def test_what_is_carved_out_leaves_two_fragments(reading: Reading) -> None:
    item, *_ = do(reading, reshaping.carve(reading, OPEN, QUOTE, place("soon, and")))
    assert words(item) == ["the pier would open", "that it would be free"]


def test_carving_at_an_end_makes_it_shorter_and_over_a_fragment_takes_it_away(reading: Reading) -> None:
    item, *_ = do(reading, reshaping.carve(reading, OPEN, QUOTE, place("it would be free")))
    assert words(item) == ["the pier would open soon, and that"]
    _, soon = do(reading, reshaping.carve(reading, SOON, QUOTE, place("she added, “very soon.” Nobody")))
    assert words(soon) == ["“Soon,”"]


def test_carving_elsewhere_is_nothing_and_carving_all_is_refused(reading: Reading) -> None:
    assert reshaping.carve(reading, OPEN, QUOTE, place("Nobody")) is None
    with pytest.raises(AnnotationError, match=r"Nothing of the quote would be left\. Delete it"):
        reshaping.carve(reading, OPEN, QUOTE, TextRange(0, len(TEXT)))


def test_a_label_in_one_piece_is_not_carved_in_two(reading: Reading) -> None:
    with pytest.raises(AnnotationError, match=r"at most 1 content\. Select up to one of its ends"):
        reshaping.carve(reading, OPEN, ONCE, place("soon, and"))
    assert reshaping.carve(reading, OPEN, ONCE, place("free")) is not None


# Joining ----------------------------------------------------------------------------------------------------------


def test_a_join_takes_over_what_is_missing_and_both_suggestions_count_as_edited(reading: Reading) -> None:
    """Its own source stays; the speaker comes from the other. Deleting the joined one rejects both suggestions."""
    (joined,) = do(reading, reshaping.join(reading, OPEN, QUOTE, [SOON]))
    assert isinstance(joined, Annotation)
    assert words(joined) == ["the pier would open soon, and that it would be free", "“Soon,”", "“very soon.”"]
    assert words(joined, "source") == ["The mayor"]
    assert joined.attributes == {"form": "indirect", "speaker": "Ruta Vele"}
    assert {d.suggestion_id: (d.verdict, d.annotation_id) for d in reading.decisions.values()} == {
        "open": (Verdict.EDIT, joined.id),
        "soon": (Verdict.EDIT, joined.id),
    }
    do(reading, review.delete(reading, joined))
    assert {d.verdict for d in reading.decisions.values()} == {Verdict.REJECT}


def test_an_annotation_joined_with_another_takes_its_memo_links_and_decision(reading: Reading) -> None:
    """A link between the two goes; one that both have stays once."""
    do(reading, review.accept(reading, [SOON]))
    soon = next(iter(reading.annotations.values()))
    do(reading, review.set_memo(reading, soon, "again"))
    soon = reading.annotations[soon.id]
    pier, clapped = made(reading, "the pier would open"), made(reading, "Nobody clapped", label=CLAIM)
    for kind, from_, to in (
        ("supports", soon, pier),
        ("supports", soon, clapped),
        ("supports", pier, clapped),
        ("rebuts", clapped, soon),
    ):
        do(reading, review.link(reading, kind, from_, to))
    do(reading, reshaping.join(reading, pier, QUOTE, [soon]))
    joined = reading.annotations[pier.id]
    assert soon.id not in reading.annotations
    assert (joined.memo, joined.suggestion_id) == ("again", "soon")
    decision = reading.decision_on("soon")
    assert decision is not None
    assert (decision.verdict, decision.annotation_id) == (Verdict.EDIT, joined.id)
    assert sorted((k.kind, k.from_id, k.to_id) for k in reading.links.values()) == [
        ("rebuts", clapped.id, joined.id),
        ("supports", joined.id, clapped.id),
    ]


def test_fragments_that_touch_overlap_or_have_only_spaces_between_become_one(reading: Reading) -> None:
    items = [made(reading, w) for w in ("the pier", "would open", "open soon", "and that")]
    do(reading, reshaping.join(reading, items[0], QUOTE, items[1:]))
    assert words(reading.annotations[items[0].id]) == ["the pier would open soon", "and that"]


def test_other_labels_and_itself_are_no_others_to_join_with(reading: Reading) -> None:
    pier, clapped = made(reading, "the pier"), made(reading, "Nobody clapped", label=CLAIM)
    assert reshaping.join(reading, pier, QUOTE, [pier, clapped]) is None
    with pytest.raises(AnnotationError, match="at most 1 content"):
        reshaping.join(reading, pier, ONCE, [made(reading, "Nobody clapped")])


def test_two_that_are_alike_become_one(reading: Reading) -> None:
    first, second = made(reading, "the pier"), made(reading, "the pier")
    do(reading, reshaping.join(reading, first, QUOTE, [second]))
    assert [a for a in reading.annotations.values() if a.label == "QUOTE"] == [first]


# Extending --------------------------------------------------------------------------------------------------------


def test_a_part_reaches_over_more_and_joins_the_fragments_that_it_meets(reading: Reading) -> None:
    first = SOON.parts[0]
    assert reshaping.extend(reading, SOON, first, place("Soon")) is None
    _, soon = do(reading, reshaping.extend(reading, SOON, first, place("added, “very")))
    assert words(soon) == ["“Soon,” she added, “very soon.”"]


def test_a_change_touches_nothing_twice(reading: Reading) -> None:
    """The file would not know what the second step starts from."""
    changes = [
        reshaping.join(reading, OPEN, QUOTE, [SOON]),
        reshaping.split(reading, OPEN, QUOTE, place("would open").start),
    ]
    for change in changes:
        assert change is not None
        touched = [identity(value) for step in change.steps if (value := step.after or step.before)]
        assert len(set(touched)) == len(touched)
