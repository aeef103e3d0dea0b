"""A stance made of its target: what is asked about it, and what an answer changes. No pipeline is needed for that."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotation import filling, review
from annotation.exchange import ExchangeAnnotation, ExchangeDocument, read_line, write_line
from annotation.filling import Filled, Question, filled_in, is_short, passage_around, question_about
from annotation.model import Annotation, Document, Part, Status, sorted_parts
from annotation.reading import Reading
from annotation.scheme import default_scheme, read_scheme
from annotation.suggest.phrases_asked import PHRASES
from annotation.text import TextRange
from tests.fixtures.strategies import ranges_in, texts

BEFORE = "The hall was full long before the doors were shut. \n" * 200
TEXT = BEFORE + "“Nobody needs this bridge,” Ilse Maar told the council.\nThe ferry company stayed away.\n" + BEFORE
STANCE = default_scheme().label("STANCE")


def place(words: str) -> TextRange:
    start = TEXT.index(words)
    return TextRange(start, start + len(words))


def reading_of(text: str, **given: Any) -> Reading:
    return Reading(Document(id="d", name="", text=text, sha256="0" * 64, size=0, language="de"), "ada", **given)


@pytest.fixture
def reading() -> Reading:
    return reading_of(TEXT)


def made(reading: Reading, words: str) -> Annotation:
    """The stance that the stance key makes of selected words."""
    (step,) = review.annotate(reading, STANCE, place(words)).steps
    assert isinstance(step.after, Annotation)
    reading.update([step.after])
    return step.after


def asked_about(reading: Reading, words: str) -> Question:
    question = question_about(reading, made(reading, words))
    assert question is not None
    return question


def answer(
    question: Question,
    *parts: tuple[str, str],
    score: float = 0.8,
    phrase: bool = True,
    label: str = "STANCE",
    **attributes: str,
) -> ExchangeDocument:
    """What the suggester answers: places are those of the passage, the target is where it was asked for."""
    passage = question.passage
    found = [Part("target", passage.asked[0].target)]
    for role, words in parts:
        start = passage.text.index(words)
        found.append(Part(role, TextRange(start, start + len(words))))
    told = ExchangeAnnotation(
        id="s",
        label=label,
        status=Status.SUGGESTED,
        parts=sorted_parts(found),
        attributes={"polarity": "oppose", "intensity": "2"} | attributes,
        suggester="stances@0.2",
        score=score,
    )
    return replace(passage, annotations=(told,), meta={PHRASES: [phrase]})


WHOLE = (("evidence", "Nobody needs this bridge"), ("holder", "Ilse Maar"))


def contents(filled: Filled | None) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """The words of the parts, and the attributes, of the annotation as it is filled in."""
    assert filled is not None
    (step,) = filled.change.steps
    assert isinstance(step.after, Annotation)
    return [(p.role, p.range.of(TEXT)) for p in step.after.parts], dict(step.after.attributes)


def test_what_was_selected_becomes_the_target_of_what_is_found_around_it(reading: Reading) -> None:
    """Places in the passage come back as places in the document; the change takes the annotation as it was made to what it is then."""
    question = asked_about(reading, "this bridge")
    filled = filled_in(reading, question, answer(question, *WHOLE, target_name="the Maar bridge"))
    parts, attributes = contents(filled)
    assert parts == [
        ("evidence", "Nobody needs this bridge"),
        ("target", "this bridge"),
        ("holder", "Ilse Maar"),
    ]
    assert attributes == {"polarity": "oppose", "intensity": "2", "target_name": "the Maar bridge"}
    assert filled is not None
    assert (filled.change.title, filled.change.steps[0].before) == ("fill in stance", question.annotation)
    assert (filled.polarity, filled.holder, filled.holder_words) == ("oppose", "", "Ilse Maar")


def test_only_the_paragraphs_around_the_target_are_sent(reading: Reading) -> None:
    question = asked_about(reading, "this bridge")
    passage = question.passage
    assert len(TEXT) > 20_000
    assert len(passage.text) <= 2 * filling.AROUND + len("this bridge")
    assert passage.text.startswith("The hall was")
    assert TEXT[question.offset - 1] == "\n"
    assert TEXT[question.offset + len(passage.text)] == "\n"
    assert passage.asked[0].target.of(passage.text) == "this bridge"
    assert passage.language == "de"
    assert question.target == place("this bridge")


def test_words_that_show_a_stance_by_themselves_stay_the_evidence(reading: Reading) -> None:
    """Where the evidence is not larger than the selection, and where the words are a clause; only polarity and intensity are added then."""
    for words, told in (
        ("Nobody needs this bridge", {"phrase": True}),
        ("told the council", {"phrase": False}),
    ):
        question = asked_about(reading, words)
        filled = filled_in(reading, question, answer(question, *WHOLE, holder_name="Maar", **told))  # type: ignore[arg-type]
        assert contents(filled) == ([("evidence", words)], {"polarity": "oppose", "intensity": "2"})
        assert filled is not None
        assert (filled.holder, filled.holder_words) == ("", "")


def test_neutral_is_said_of_a_target_only(reading: Reading) -> None:
    """That no word of some evidence is for or against says nothing to an analyst who has marked it as evidence."""
    question = asked_about(reading, "The ferry company")
    told = answer(question, ("evidence", "The ferry company stayed away"), polarity="neutral")
    assert contents(filled_in(reading, question, told))[1]["polarity"] == "neutral"
    no_phrase = replace(told, meta={PHRASES: [False]})
    assert filled_in(reading, question, no_phrase) is None
    assert filled_in(reading, question, replace(told, meta={})) is None


def test_an_unsure_answer_and_one_to_something_else_fill_in_nothing(reading: Reading) -> None:
    """An answer that is likelier wrong than right, of another label, or on another target."""
    question, other = asked_about(reading, "this bridge"), asked_about(reading, "The ferry company")
    assert filled_in(reading, question, answer(question, *WHOLE, score=0.49)) is None
    assert filled_in(reading, question, answer(question, *WHOLE, label="CLAIM")) is None
    assert filled_in(reading, question, answer(other, *WHOLE)) is None
    assert filled_in(reading, question, question.passage) is None


@pytest.mark.parametrize("what", ["polarity", "holder", "part", "label", "deleted"])
def test_what_the_analyst_has_done_meanwhile_stays(reading: Reading, what: str) -> None:
    """Any attribute, part or label that was changed, also where it is not what the answer is about, and a deletion."""
    question = asked_about(reading, "this bridge")
    own = question.annotation
    claim = default_scheme().label("CLAIM")
    change = {
        "polarity": review.set_attribute(reading, own, "certainty", "low"),
        "holder": review.set_role(reading, own, STANCE, "holder", place("the council")),
        "part": review.move_part(reading, own, own.parts[0], place("needs this bridge")),
        "label": review.relabel(reading, own, STANCE, claim),
        "deleted": review.delete(reading, own),
    }[what]
    assert change is not None
    for step in change.steps:
        reading.update([step.after] if step.after else [], [] if step.after or not step.before else [step.before])
    assert filled_in(reading, question, answer(question, *WHOLE)) is None


def test_a_memo_that_was_written_meanwhile_is_kept(reading: Reading) -> None:
    question = asked_about(reading, "this bridge")
    reading.update([replace(question.annotation, memo="Ask her.")])
    filled = filled_in(reading, question, answer(question, *WHOLE))
    assert filled is not None
    after = filled.change.steps[0].after
    assert isinstance(after, Annotation)
    assert after.memo == "Ask her."


@pytest.mark.parametrize(
    "words", ["Ilse Maar", "the bridge", "St. Andrews and the U.S. Navy", "Maar’s plan for the ferry", "A", "1984"]
)
def test_a_name_or_short_phrase_is_asked_about(words: str) -> None:
    assert is_short(words)


@pytest.mark.parametrize(
    "words",
    [
        "the bridge.",
        "Who knows?",
        "the bridge. The ferry",
        "the bridge\nthe ferry",
        "the bridge\u2028the ferry",
        "one two three four five six seven eight nine",
        "…",
    ],
)
def test_a_sentence_or_a_passage_is_not(words: str) -> None:
    """It is marked as the evidence that it is."""
    assert not is_short(words)


def test_a_scheme_without_the_roles_is_left_alone() -> None:
    """A project’s own stance may be something else, as may the other labels of the built-in scheme."""
    own = read_scheme(default_scheme().toml.replace('name = "target"', 'name = "addressee"'))
    reading = reading_of(TEXT, scheme=own)
    assert question_about(reading, made(reading, "this bridge")) is None
    reading = reading_of(TEXT)
    claim = replace(made(reading, "this bridge"), label="CLAIM")
    assert question_about(reading, claim) is None


def test_values_that_a_scheme_does_not_have_are_left_out() -> None:
    """A scheme with three polarities and no intensity gets what it has a place for; without the polarity, nothing."""
    built_in = default_scheme().toml
    reading = reading_of(TEXT, scheme=read_scheme(built_in.replace('name = "intensity"', 'name = "force"')))
    question = asked_about(reading, "this bridge")
    assert contents(filled_in(reading, question, answer(question, *WHOLE)))[1] == {"polarity": "oppose"}
    reading = reading_of(TEXT, scheme=read_scheme(built_in.replace('"oppose"', '"against"')))
    question = asked_about(reading, "this bridge")
    assert filled_in(reading, question, answer(question, *WHOLE)) is None


@given(st.data())
def test_a_passage_has_the_target_where_it_says(data: st.DataObject) -> None:
    """For any text and target: the passage survives being sent, and what is asked in it are the words that were selected."""
    drawn = data.draw(st.lists(texts, min_size=1, max_size=3).map("".join).filter(bool))
    # Far from the ends, so that both are cut.
    padding = data.draw(st.sampled_from(["", "x" * 4000, "\ufeff" * 4000, "a b " * 1000, "line\n" * 1000]))
    text = ("." if padding.startswith("\ufeff") else "") + padding + drawn + padding
    text = text.lstrip("\ufeff")
    inner = data.draw(ranges_in(drawn))
    shift = text.find(drawn)
    span = TextRange(inner.start + shift, inner.end + shift)
    around = passage_around(text, span)
    assert around.contains(span)
    assert len(around) <= len(span) + 2 * filling.AROUND
    if is_short(span.of(text).strip()) and span.of(text) == span.of(text).strip():
        reading = reading_of(text)
        (step,) = review.annotate(reading, STANCE, span).steps
        assert isinstance(step.after, Annotation)
        question = question_about(reading, step.after)
        assert question is not None
        read = read_line(write_line(question.passage), place="the worker")
        assert read == question.passage
        assert read.asked[0].target.of(read.text) == span.of(text)
        assert question.target == span
