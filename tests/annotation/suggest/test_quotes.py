"""Direct quotes: content with its marks, cue and source."""

from __future__ import annotations

import pytest

from tests.annotation.suggest.reading import Told, only, told


def quote(text: str) -> Told:
    return only(told(text, "QUOTE"))


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("“The ferry is late,” she said.", "she", "said", "“The ferry is late,”"),
        (
            "“The ferry is late,” said Ana Whitlock, the mayor of Springfield.",
            "Ana Whitlock, the mayor of Springfield",
            "said",
            "“The ferry is late,”",
        ),
        (
            "“The ferry is late,” Ana Whitlock, the mayor, told reporters on Monday.",
            "Ana Whitlock, the mayor",
            "told",
            "“The ferry is late,”",
        ),
        ('"The ferry is late," police officials have said.', "police officials", "have said", '"The ferry is late,"'),
        ("‘The ferry is late,’ the White House said.", "the White House", "said", "‘The ferry is late,’"),
        ("«The ferry is late», said a source.", "a source", "said", "«The ferry is late»"),
        ("Mayor Whitlock said: “The ferry is late.”", "Mayor Whitlock", "said", "“The ferry is late.”"),
        ("On Tuesday, Whitlock told the council, “The ferry is late.”", "Whitlock", "told", "“The ferry is late.”"),
        ("“Is the ferry late?” asked Whitlock.", "Whitlock", "asked", "“Is the ferry late?”"),
        (
            "“The ferry is late,” according to a port official.",
            "a port official",
            "according to",
            "“The ferry is late,”",
        ),
        (
            "“The ferry is late and nobody minds.” — Ana Whitlock",
            "Ana Whitlock",
            "—",
            "“The ferry is late and nobody minds.”",
        ),
    ],
)
def test_a_direct_quote_has_its_cue_and_source(text: str, source: str, cue: str, content: str) -> None:
    """Before, after, inverted; names with appositions, pronouns, groups and places that speak."""
    found = quote(text)
    assert found.attributes["form"] == "direct"
    assert (found.one("source"), found.one("cue"), found.one("content")) == (source, cue, content)
    assert found.score >= 0.7


def test_a_split_quote_is_one_quote_with_two_fragments() -> None:
    """“A,” she said, “b.” is said once."""
    found = quote("“The ferry,” she said, “will sail again in May.”")
    assert found.words["content"] == ["“The ferry,”", "“will sail again in May.”"]


def test_the_passage_after_the_attribution_goes_on_with_the_quote() -> None:
    """“A,” said Doe. “B.” is one quote, and “C,” he added another."""
    found = told("“We counted twice,” said Doe. “Nothing changed.” Later it rained. “It is over,” he added.", "QUOTE")
    assert [entry.words["content"] for entry in found] == [
        ["“We counted twice,”", "“Nothing changed.”"],
        ["“It is over,”"],
    ]


def test_a_second_cue_after_the_attribution_introduces_its_own_quote() -> None:
    """“A,” said Doe, suggesting a few words for them, for instance, “B”: what is suggested is no part of A."""
    found = told(
        "“We must ask about the pier,” said Doe, suggesting a few words for them, for instance, "
        "“Mayor, do you think that anybody needs another pier?”",
        "QUOTE",
    )
    assert [(entry.one("cue"), entry.words["content"]) for entry in found] == [
        ("said", ["“We must ask about the pier,”"]),
        ("suggesting", ["“Mayor, do you think that anybody needs another pier?”"]),
    ]


def test_a_quote_over_several_paragraphs_is_one_quote() -> None:
    """Each paragraph opens again, only the last closes: one quote, a fragment a paragraph."""
    found = quote(
        "Delgado said: “We saw the flare at dawn.\n\n“The boat was low in the water.\n\n“By noon all were on deck.”\n\nThe ship sailed on."
    )
    assert found.words["content"] == [
        "“We saw the flare at dawn.",
        "“The boat was low in the water.",
        "“By noon all were on deck.”",
    ]
    assert found.one("source") == "Delgado"


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “smart” meters were installed in 2019.",
        "Her novel “A House of Salt” won the prize.",
        "They sell ‘organic’ eggs at the market.",
        "The film “The Quiet Hour” made the valley famous.",
    ],
)
def test_scare_quotes_and_titles_are_not_suggested(text: str) -> None:
    """A short passage without a cue is not what somebody said here."""
    assert told(text, "QUOTE") == []


def test_a_whole_sentence_without_a_cue_has_a_low_score() -> None:
    """It is told, for the annotator to find who said it, but never as a sure thing."""
    found = quote(
        "The room fell silent. “None of us will ever forget what the river did that night.” Then the lights came back."
    )
    assert found.score < 0.5
    assert "source" not in found.words


def test_turns_of_a_transcript_are_direct_quotes() -> None:
    """Names in capitals before a colon, at least three turns."""
    found = told("STONE: Is the bridge safe?\n\nOKAFOR: It is, for now.\n\nSTONE: And in winter?", "QUOTE")
    assert [(entry.one("source"), entry.one("content")) for entry in found] == [
        ("STONE", "Is the bridge safe?"),
        ("OKAFOR", "It is, for now."),
        ("STONE", "And in winter?"),
    ]


def test_the_words_of_somebody_with_a_subordinate_clause_are_theirs() -> None:
    """A relative clause between the subject and its verb does not take the subject’s place."""
    found = quote("Residents who filled the back of the room said, “We want a second appraisal.”")
    assert found.one("source") == "Residents who filled the back of the room"


def test_a_party_in_brackets_belongs_to_the_name() -> None:
    """Senators and their states, before and after the cue."""
    assert quote("“We lost,” said Sen. Ana Whitlock (D-Maine).").one("source") == "Sen. Ana Whitlock (D-Maine)"
    assert quote("“We lost,” Sen. Ana Whitlock (D-Maine) said.").one("source") == "Sen. Ana Whitlock (D-Maine)"


def test_two_straight_single_marks_are_a_double_one() -> None:
    """As some agencies write them; three in a row close a single and a double mark."""
    found = quote("''I heard them sing 'Over the Hills,''' said Doe.")
    assert found.one("content") == "''I heard them sing 'Over the Hills,'''"


def test_a_turn_goes_on_up_to_the_next_one() -> None:
    """Paragraphs between two turns belong to the first, remarks in brackets and what follows the last turn to none."""
    found = told(
        "STONE: Is it safe?\n\nOKAFOR: It is.\n\nWe checked it twice.\n\n(LAUGHTER)\n\nSTONE: Thank you.\n\nThe show ended.",
        "QUOTE",
    )
    assert [entry.words["content"] for entry in found] == [
        ["Is it safe?"],
        ["It is.", "We checked it twice."],
        ["Thank you."],
    ]


def test_the_reason_says_what_was_found() -> None:
    """A person can read why: the form, the place of the cue, the cue, where the source is."""
    found = quote("“The ferry is late,” Ana Whitlock said.")
    assert found.reason == "direct quote; attributed after it, cue ‘said’, source is the nearest subject before it"
