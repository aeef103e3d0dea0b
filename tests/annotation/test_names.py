"""Whom an item may mean: the names of its document, the likeliest first; and how names are found in a text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotation import review
from annotation.mentions import fold, is_pronoun, mentions, without_title
from annotation.model import Annotation, Document, Part, Suggestion
from annotation.names import STEP, matching, names_for
from annotation.reading import Reading
from annotation.scheme import default_scheme
from annotation.text import TextRange

QUOTE, CLAIM, STANCE = default_scheme().labels
NEWS = (
    "Alma Ferreira, the premier, met Jonas Lindqvist in Oslo on Tuesday. Lindqvist said the treaty would hold. "
    "He added that nothing was lost. The treaty bores Oslo.\n\n"
    "“We are ready,” Ferreira said. Mayor Rosa Tamm’s office agreed. The mayor called it a start.\n"
)


def reading_of(text: str, *suggestions: Suggestion) -> Reading:
    document = Document(id="d", name="", text=text, sha256="0" * 64, size=0)
    return Reading(document, "ada", suggestions={s.id: s for s in suggestions})


def quote(text: str, content: str, source: str = "", *, id_: str = "q", speaker: str = "") -> Suggestion:
    def place(words: str) -> TextRange:
        start = text.index(words)
        return TextRange(start, start + len(words))

    parts = [Part("content", place(content)), *([Part("source", place(source))] if source else [])]
    return Suggestion(
        id=id_,
        document_id="d",
        label="QUOTE",
        parts=tuple(sorted(parts, key=lambda p: p.range)),
        attributes={"speaker": speaker} if speaker else {},
        suggester="x@1",
        score=1.0,
        reason="",
    )


def named(text: str) -> list[str]:
    return [m.name for m in mentions(text)]


# Names in a text --------------------------------------------------------------------------------------------------


def test_runs_of_capitalised_words_are_names() -> None:
    """Without titles and possessives, with particles and initials; days and pronouns are none."""
    assert named(
        "On Monday Dr. J. K. Olsen met Ursula von der Leyen and President Émile N’Diaye’s wife. I saw it."
    ) == [
        "J. K. Olsen",
        "Ursula von der Leyen",
        "Émile N’Diaye",
    ]


def test_a_word_at_a_sentences_start_is_a_name_only_where_it_is_one_elsewhere() -> None:
    """“Ferry” and “The” are capitalised for where they stand; “Oslo” is Oslo within a sentence too."""
    assert named("Ferry lines closed in Oslo. Oslo was angry. Nobody took them. “Oslo is ours.”") == ["Oslo"] * 3
    assert named("Ferry lines closed. Nobody took them. The harbour slept.") == []
    assert named("Oslo was angry. They moved to Oslo.") == ["Oslo", "Oslo"]
    assert named("Later Rosa Tamm left. Ferry Tamm is no ferry.") == ["Rosa Tamm", "Tamm"]


def test_a_surname_is_the_full_name_that_the_text_has_for_it() -> None:
    """Also where it begins a sentence; of two who share it, whoever was mentioned last."""
    full = {(m.name, m.full) for m in mentions(NEWS)}
    assert ("Lindqvist", "Jonas Lindqvist") in full
    assert ("Ferreira", "Alma Ferreira") in full
    text = "Ann Holt and Bob Holt came. Holt spoke. Later Ann Holt left, and Holt waved."
    assert [m.full for m in mentions(text) if m.name == "Holt"] == ["Bob Holt", "Ann Holt"]


def test_what_stands_before_an_office_is_no_part_of_the_name_behind_it() -> None:
    """“Finnish” is part of her title; an office at the end of a name is part of the name."""
    assert named("It was Finnish Prime Minister Rosa Tamm and Harbour Council President Jonas Lindqvist.") == [
        "Rosa Tamm",
        "Jonas Lindqvist",
    ]
    assert named("He asked the Harbour Council President.") == ["Harbour Council President"]


def test_an_epithet_is_no_part_of_a_name_that_stands_alone_elsewhere() -> None:
    """Unless the longer form is the usual one."""
    text = "It is Green Rosa Tamm against Jonas Lindqvist. Rosa Tamm won. Tamm smiled."
    assert [m.full for m in mentions(text) if m.name.endswith("Tamm")] == ["Rosa Tamm"] * 3
    text = "We saw Eva Rosa Tamm. They saw Eva Rosa Tamm. She is Rosa Tamm, and Tamm smiled."
    assert [m.full for m in mentions(text) if m.name.endswith("Tamm")] == ["Eva Rosa Tamm"] * 4


def test_places_of_mentions_are_code_points_of_the_name() -> None:
    text = "👩‍🚀 “So be it,” said Mayor Rosa Tamm’s aide."
    (mention,) = mentions(text)
    assert mention.range.of(text) == "Rosa Tamm"
    assert mention.title == "Mayor"


@pytest.mark.parametrize(
    ("words", "title", "name"),
    [
        ("Mayor Rosa Tamm", "Mayor", "Rosa Tamm"),
        ("the former Prime Minister Ferreira", "the former Prime Minister", "Ferreira"),
        ("the mayor", "the", "mayor"),
        ("Tamm", "", "Tamm"),
    ],
)
def test_titles_are_taken_off(words: str, title: str, name: str) -> None:
    assert without_title(words) == (title, name)


def test_pronouns_are_told_from_names() -> None:
    assert is_pronoun("She")
    assert not is_pronoun("Shen")
    assert fold("Émile N’Diaye") == "emile n'diaye"


def test_scripts_without_capitals_have_no_names_and_do_no_harm() -> None:
    assert named("قال الوزير إن الاتفاق جيد.") == []
    assert named("市长说，协议很好。") == []
    assert named("") == []


# Names for an item ------------------------------------------------------------------------------------------------


def test_a_pronoun_means_whoever_was_named_last_before_it() -> None:
    """Oslo was named later than Lindqvist, but looks like a place, and Lindqvist has spoken."""
    said = quote(NEWS, "the treaty would hold", "Lindqvist", id_="a")
    he = quote(NEWS, "nothing was lost", "He")
    names = names_for(reading_of(NEWS, said, he), he, "speaker")
    assert names == ["Jonas Lindqvist", "Alma Ferreira", "Oslo", "Rosa Tamm"]
    assert names_for(reading_of(NEWS, he), he, "speaker")[0] == "Jonas Lindqvist"


def test_a_pronoun_means_who_spoke_last_and_not_who_was_spoken_of() -> None:
    """Lindqvist is named after Ferreira, but only in what she says; he speaks later."""
    text = (
        "Alma Ferreira and Jonas Lindqvist met. Ferreira said that Lindqvist was wrong. She added that it rained. "
        "Then Jonas Lindqvist said nothing."
    )
    said, she = quote(text, "Lindqvist was wrong", "Ferreira", id_="a"), quote(text, "it rained", "She")
    later = quote(text, "nothing", "Then Jonas Lindqvist", id_="b")
    assert names_for(reading_of(text, said, she, later), she, "speaker")[0] == "Alma Ferreira"


def test_a_surname_ends_the_name_that_it_means() -> None:
    text = "Rosa Tamm spoke. A speaker in the Tamm camp said yes. Tamm said no."
    camp, tamm = quote(text, "yes", "A speaker in the Tamm camp"), quote(text, "no", "Tamm", id_="b")
    start = text.rindex("Tamm")
    tamm = replace(tamm, parts=(Part("source", TextRange(start, start + 4)), *tamm.parts[-1:]))
    assert names_for(reading_of(text, camp, tamm), tamm, "speaker")[0] == "Rosa Tamm"


def test_words_that_begin_with_a_name_mean_that_name() -> None:
    """What they end with is where she works."""
    text = "It rains, said Rosa Tamm, a fellow at the Harbour Institute. She left the Harbour Institute."
    tamm, she = (
        quote(text, "It rains", "Rosa Tamm, a fellow at the Harbour Institute"),
        quote(text, "left", "She", id_="b"),
    )
    assert names_for(reading_of(text, tamm, she), she, "speaker")[0] == "Rosa Tamm"
    assert names_for(reading_of(text, tamm, she), tamm, "speaker")[0] == "Rosa Tamm"
    text = "The mayor of Old Harbour, Rosa Tamm, spoke. Old Harbour slept."
    mayor = quote(text, "spoke", "The mayor of Old Harbour, Rosa Tamm")
    assert names_for(reading_of(text, mayor), mayor, "speaker")[0] == "Rosa Tamm"


def test_a_surname_means_the_full_name() -> None:
    item = quote(NEWS, "“We are ready,”", "Ferreira")
    assert names_for(reading_of(NEWS, item), item, "speaker")[0] == "Alma Ferreira"


def test_a_full_name_means_itself_without_its_title() -> None:
    item = quote(NEWS, "agreed", "Mayor Rosa Tamm")
    assert names_for(reading_of(NEWS, item), item, "speaker")[0] == "Rosa Tamm"


def test_words_that_end_with_a_name_mean_that_name() -> None:
    """Also where they are another item’s: the whole of them is offered only where they are meant."""
    text = "The union asked its chair, Tomas Brandt, to speak. He said no. Brandt left."
    chair, he = quote(text, "speak", "its chair, Tomas Brandt"), quote(text, "no", "He", id_="b")
    reading = reading_of(text, chair, he)
    assert names_for(reading, chair, "speaker") == ["Tomas Brandt", "its chair, Tomas Brandt"]
    assert names_for(reading, he, "speaker") == ["Tomas Brandt"]


def test_a_title_means_whoever_was_mentioned_with_it() -> None:
    item = quote(NEWS, "it a start", "The mayor")
    assert names_for(reading_of(NEWS, item), item, "speaker")[:2] == ["Rosa Tamm", "mayor"]


def test_names_that_were_given_are_offered_as_they_are_written() -> None:
    """Of any label, by any annotator, and even if the text does not have them; what the item has already is not."""
    item, other = (
        quote(NEWS, "nothing was lost", "He"),
        quote(NEWS, "it a start", id_="b", speaker="Ruth Adeyemi (aide)"),
    )
    reading = reading_of(NEWS, item, other)
    assert "Ruth Adeyemi (aide)" in names_for(reading, item, "speaker")
    change = review.set_attribute(reading, item, "speaker", "Jonas Lindqvist")
    assert change is not None
    made = change.steps[0].after
    assert isinstance(made, Annotation)
    reading.update([step.after for step in change.steps if step.after])
    assert "Jonas Lindqvist" not in names_for(reading, made, "speaker")
    assert "Jonas Lindqvist" in names_for(reading, other, "speaker")


def test_the_target_of_a_stance_has_names_of_its_own() -> None:
    start = NEWS.index("The treaty bores Oslo")
    stance = Suggestion(
        id="t",
        document_id="d",
        label="STANCE",
        parts=(Part("evidence", TextRange(start, start + 21)), Part("target", TextRange(start + 17, start + 21))),
        suggester="x@1",
        score=1.0,
        reason="",
    )
    reading = reading_of(NEWS, stance)
    assert names_for(reading, stance, "target_name")[0] == "Oslo"
    assert names_for(reading, stance, "holder_name")[0] != "Oslo"


def test_only_the_text_near_the_item_is_looked_at() -> None:
    """In a long text, names from far away are not offered, however long it takes to get there."""
    text = (
        "Rosa Tamm spoke to Alma Ferreira. "
        + "nothing happened there. " * (STEP // 6)
        + "Then Jonas Lindqvist came, and he said it rained."
    )
    item = quote(text, "it rained")
    assert names_for(reading_of(text, item), item, "speaker") == ["Jonas Lindqvist"]


# Typing -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ta", ["Rosa Tamm", "Taavi Émile"]),
        ("EMI", ["Taavi Émile"]),
        ("rosa t", ["Rosa Tamm"]),
        ("amm", []),
        (" ", ["Rosa Tamm", "Taavi Émile", "N’Diaye (aide)"]),
        ("n'd", ["N’Diaye (aide)"]),
        ("(", ["N’Diaye (aide)"]),
        ("x", []),
    ],
)
def test_what_is_typed_matches_where_a_word_begins_whatever_its_case_and_accents(typed: str, found: list[str]) -> None:
    assert matching(["Rosa Tamm", "Taavi Émile", "N’Diaye (aide)"], typed) == found
