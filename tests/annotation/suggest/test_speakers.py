"""Who speaks: the source of a quote resolved to a name of the document, unresolved rather than wrong."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Span

from annotation.model import Part
from annotation.suggest.pipeline import load_pipeline
from annotation.suggest.proposal import Proposal
from annotation.suggest.speakers.component import SpeakerSuggester
from annotation.text import TextRange
from tests.annotation.suggest.naming import doc_of, quotes, speakers

TAMM, BERG = "Rosa Tamm", "Lars Berg"


def quote(text: str, content: str, source: str, *, at: int = 0, form: str = "direct") -> Proposal:
    """A quote whose parts are the first places of some words from code point `at` on."""
    parts = [
        Part(role, TextRange(n, n + len(words)))
        for role, words in (("content", content), ("source", source))
        if (n := text.index(words, at)) >= 0
    ]
    return Proposal(
        label="QUOTE", parts=tuple(parts), attributes={"form": form}, suggester="t@1", score=0.9, reason="r"
    )


def parsed(words: str, heads: list[int], deps: str, tags: str, *, people: tuple[tuple[int, int], ...]) -> Doc:
    """A doc of one sentence with a parse (heads as places) and people at places of its words."""
    vocab = load_pipeline().vocab
    split = words.split()
    doc = Doc(vocab, words=split, heads=heads, deps=deps.split(), tags=tags.split())
    doc.ents = [Span(doc, *place, label="PERSON") for place in people]
    return doc


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We will build it,” said Finnish President Rosa Tamm, 51, on Monday.", TAMM),
        ("“We will build it,” said Rosa Tamm, the mayor of the town.", TAMM),
        ("“We will build it,” Mayor Rosa Tamm said.", TAMM),
        ("“We will build it,” said Mrs. Rosa Tamm.", TAMM),
    ],
)
def test_a_full_name_is_the_speaker_without_title_and_apposition(text: str, speaker: str) -> None:
    """With the names told, and found by their capitals alone."""
    assert [found for _, found in speakers(doc_of(text, people=[TAMM]))] == [speaker]
    assert [found for _, found in speakers(doc_of(text))] == [speaker]


def test_a_surname_is_the_full_name() -> None:
    """Also before the full name has come, as in a headline, and with a title."""
    text = "Tamm said the harbour would open.\n\nRosa Tamm spoke on Monday. “It is ready,” Mrs. Tamm said."
    assert speakers(doc_of(text, people=[TAMM, "Tamm"])) == [("Tamm", TAMM), ("Mrs. Tamm", TAMM)]


def test_a_surname_that_the_recogniser_missed_or_mistook() -> None:
    """It is the person’s all the same."""
    text = "Rosa Tamm spoke on Monday. “It is ready,” Tamm said. “It is late,” Tamm added."
    assert speakers(doc_of(text, people=[TAMM]))[1] == ("Tamm", TAMM)
    assert speakers(doc_of(text, people=[TAMM], groups=["Tamm"]))[1] == ("Tamm", TAMM)


def test_a_surname_that_two_people_have_is_told_by_title_or_by_who_was_named() -> None:
    """A title or a first name tells; where neither does, a paragraph that names one in full."""
    text = "Rosa Tamm met Peter Tamm. “It is ready,” Mr. Tamm said. “It is late,” Mrs. Tamm said."
    people = [TAMM, "Peter Tamm", "Tamm"]
    assert speakers(doc_of(text, people=people)) == [("Mr. Tamm", "Peter Tamm"), ("Mrs. Tamm", TAMM)]
    text = "Rosa Tamm spoke.\n\nPeter Tamm came later. “It is late,” Tamm said."
    assert speakers(doc_of(text, people=people)) == [("Tamm", "Peter Tamm")]


def test_an_organisation_speaks_by_its_name() -> None:
    """Without the article, and an abbreviation in full; those who belong to no named group stay unresolved."""
    text = "The Nordic Council (NC) met. “It is ready,” the Nordic Council said. “It is late,” NC said. “It is wet,” officials said."
    found = speakers(doc_of(text, people=["Rosa Tamm"], groups=["Nordic Council", "NC"]))
    assert [speaker for _, speaker in found] == ["Nordic Council", "Nordic Council", ""]


@pytest.mark.parametrize(("pronoun", "speaker"), [("he", BERG), ("she", TAMM)])
def test_a_pronoun_is_who_agrees_with_it(pronoun: str, speaker: str) -> None:
    """By title or first name."""
    text = f"Mrs. Rosa Tamm met Mr. Lars Berg in the town. “It is ready,” {pronoun} said."
    (quoted,) = quotes(doc_of(text, people=[TAMM, BERG]))
    assert quoted.attributes["speaker"] == speaker
    assert f"“{pronoun}” is {speaker}" in quoted.reason


def test_a_pronoun_goes_on_with_the_speaker_before() -> None:
    """Not with whom that speaker speaks of, nor with who is named within the quotation marks."""
    text = "“Mr. Lars Berg lied to us,” said Mr. Peter Holm. “It is a shame,” he said.\n\n“Berg must go,” he added."
    people = [BERG, "Peter Holm", "Berg"]
    assert [speaker for _, speaker in speakers(doc_of(text, people=people))] == ["Peter Holm"] * 3


def test_a_pronoun_that_may_be_either_of_two_men_is_unresolved() -> None:
    """Neither spoke, and neither stands out."""
    text = "It was Mr. Lars Berg with Mr. Peter Holm on Monday. “It is ready,” he said."
    assert speakers(doc_of(text, people=[BERG, "Peter Holm"])) == [("he", "")]


def test_a_pronoun_that_means_someone_without_a_name_is_unresolved() -> None:
    """A spokesman speaks; the only man with a name is not him."""
    text = "Mr. Lars Berg was away. “He is away,” a spokesman said. “He is ill,” he added."
    assert [speaker for _, speaker in speakers(doc_of(text, people=[BERG]))] == ["", ""]


def test_a_pronoun_before_any_name_is_unresolved() -> None:
    """Nobody has been named yet, and a plural is nobody’s."""
    text = "“It is ready,” he said.\n\nMr. Lars Berg came. “It is late,” they said."
    assert speakers(doc_of(text, people=[BERG])) == [("he", ""), ("they", "")]


def test_they_goes_on_with_a_group_that_spoke() -> None:
    """A named group’s next words are its own; after officials, nobody’s."""
    text = "“It is ready,” the Harbour Union said. “It is late,” they added."
    assert speakers(doc_of(text, groups=["Harbour Union"]))[1] == ("they", "Harbour Union")
    text = "The Harbour Union met. “It is ready,” officials said. “It is late,” they added."
    assert speakers(doc_of(text, groups=["Harbour Union"]))[1] == ("they", "")


def test_the_mayor_is_who_was_called_so() -> None:
    """By a title or beside the name; but a former mayor, another town’s and one of two are not told."""
    text = "Mayor Rosa Tamm met Lars Berg. “It is ready,” the mayor said."
    assert speakers(doc_of(text, people=[TAMM, BERG])) == [("the mayor", TAMM)]
    text = "Rosa Tamm, the mayor of Narva, met Lars Berg. “It is ready,” the mayor said."
    assert speakers(doc_of(text, people=[TAMM, BERG])) == [("the mayor", TAMM)]
    text = "Former Mayor Rosa Tamm met Lars Berg. “It is ready,” the mayor said."
    assert speakers(doc_of(text, people=[TAMM, BERG])) == [("the mayor", "")]
    text = "Mayor Rosa Tamm met Mayor Lars Berg. “It is ready,” the mayor said."
    assert speakers(doc_of(text, people=[TAMM, BERG])) == [("the mayor", "")]


def test_i_in_quotation_marks_is_their_speaker() -> None:
    """A quote within a quote; outside of quotation marks, *I* is nobody whom the document names."""
    text = "“I say it is ready,” Rosa Tamm told us. I say no."
    doc = doc_of(text, people=[TAMM])
    inner = quote(text, "it is ready", "I", form="indirect")
    outer = quote(text, "“I say it is ready,”", "Rosa Tamm")
    mine = quote(text, "no", "I", at=text.index("us."), form="indirect")
    doc._.suggestions = [inner, outer, mine]
    assert [speaker for _, speaker in speakers(SpeakerSuggester()(doc))] == [TAMM, TAMM, ""]


def test_who_is_whom_its_clause_is_about() -> None:
    """The parse tells: but not whom of two."""
    doc = parsed(
        "Rosa Tamm , who said no , left",
        [7, 0, 0, 4, 0, 4, 0, 7],
        "nsubj flat punct nsubj acl:relcl obj punct ROOT",
        "NNP NNP , WP VBD UH , VBD",
        people=((0, 2),),
    )
    doc._.suggestions = [quote(doc.text, "no", "who", form="indirect")]
    assert speakers(SpeakerSuggester()(doc)) == [("who", TAMM)]


def test_an_owner_is_not_the_speaker() -> None:
    """Tamm’s aides are not Tamm."""
    text = "“It is ready,” Rosa Tamm’s aides said."
    doc = doc_of(text, people=[TAMM])
    doc._.suggestions = [quote(text, "“It is ready,”", "Rosa Tamm’s aides")]
    assert speakers(SpeakerSuggester()(doc)) == [("Rosa Tamm’s aides", "")]


def test_his_before_the_subject_of_its_sentence() -> None:
    """*In his answer, Berg said*: the subject that comes."""
    doc = parsed(
        "In his answer , Lars Berg said no",
        [2, 2, 6, 6, 6, 4, 6, 6],
        "case nmod:poss obl punct nsubj flat ROOT obj",
        "IN PRP$ NN , NNP NNP VBD UH",
        people=((4, 6),),
    )
    doc._.suggestions = [quote(doc.text, "no", "his", form="indirect")]
    assert speakers(SpeakerSuggester()(doc)) == [("his", BERG)]


def test_no_names_at_all() -> None:
    """Nobody is named: no quote has a speaker, and everything else of it stays."""
    text = "“It is ready,” the mayor said. “It is late,” she added."
    assert [speaker for _, speaker in speakers(doc_of(text))] == ["", ""]
    assert all(set(found.attributes) == {"form"} for found in quotes(doc_of(text)))


@pytest.mark.parametrize("before", ["😀👩‍👩‍👧 ", "שלום, ", "e\u0301 مرحبا — "])
def test_emoji_and_right_to_left_text_before_a_name(before: str) -> None:
    """Places count code points."""
    text = f"{before}Rosa Tamm came. “It is ready,” Tamm said. “Yes,” she said."
    assert [speaker for _, speaker in speakers(doc_of(text, people=[TAMM, "Tamm"]))] == [TAMM, TAMM]
