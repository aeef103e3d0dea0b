"""Indirect and mixed quotes: clauses that report, wholly or partly in the speaker’s words."""

from __future__ import annotations

import pytest

from tests.annotation.suggest.reading import only, told


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The ministry said that the deficit had fallen.", "The ministry", "said", "that the deficit had fallen"),
        ("Police said the driver was released on Friday.", "Police", "said", "the driver was released on Friday"),
        ("Okafor told reporters on Monday that the bridge was closed.", "Okafor", "told", "that the bridge was closed"),
        (
            "The plant will close in May, three officials said.",
            "three officials",
            "said",
            "The plant will close in May",
        ),
        ("The treaty, the ambassador said, would be signed soon.", "the ambassador", "said", "would be signed soon"),
        (
            "According to the weather service, the storm will arrive on Sunday.",
            "the weather service",
            "According to",
            "the storm will arrive on Sunday",
        ),
        (
            "At least 40 homes were damaged, according to local officials.",
            "local officials",
            "according to",
            "At least 40 homes were damaged",
        ),
        ("Whitlock asked whether the tunnel was safe.", "Whitlock", "asked", "whether the tunnel was safe"),
        ("The senator has vowed to repeal the law.", "The senator", "has vowed", "to repeal the law"),
        (
            "They all know the auditor’s claim that the books were lost.",
            "the auditor’s",
            "claim",
            "that the books were lost",
        ),
    ],
)
def test_an_indirect_quote_has_its_cue_and_source(text: str, source: str, cue: str, content: str) -> None:
    """With and without “that”, before and after the cue, by “according to”, by a noun."""
    found = only(told(text, "QUOTE"))
    assert found.attributes["form"] == "indirect"
    assert (found.one("source"), found.one("cue")) == (source, cue)
    assert found.words["content"][-1] == content


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Whitlock said that she had been “misled from the first day”.",
            "that she had been “misled from the first day”",
        ),
        ("The minister left early, claiming “great progress” in the talks.", "“great progress” in the talks"),
        ("The minister called the plan “a gift to smugglers”.", "the plan “a gift to smugglers”"),
        (
            "He insisted on hearing the farmers’ “legitimate worries” first.",
            "on hearing the farmers’ “legitimate worries” first",
        ),
    ],
)
def test_a_fragment_in_marks_makes_a_clause_mixed(text: str, content: str) -> None:
    """The content is the whole clause, marks and all."""
    found = only(told(text, "QUOTE"))
    assert found.attributes["form"] == "mixed"
    assert found.one("content") == content


def test_two_cues_of_one_subject_are_two_quotes() -> None:
    """“said … and warned that …”: the first content ends where the second cue begins; both have the same source."""
    found = told("The union said its members would strike and warned that the action could last.", "QUOTE")
    assert [(entry.one("source"), entry.one("cue"), entry.one("content")) for entry in found] == [
        ("The union", "said", "its members would strike"),
        ("The union", "warned", "that the action could last"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The spokesman did not say whether the talks would resume.",
        "Asked about it, she was told to wait outside.",
        "The report was on the desk. A claim had been filed at the office.",
        "The secretary of state arrived in the morning.",
        "They want to say more next week.",
    ],
)
def test_what_was_not_said_is_not_suggested(text: str) -> None:
    """Denials, passives, infinitives and nouns that look like verbs report nothing."""
    assert told(text, "QUOTE") == []


def test_the_content_is_never_the_source() -> None:
    """No part of the content is inside the source, and the other way round."""
    for entry in told(
        "Doe said Roe said the bridge, which Poe said was safe, is not. According to Doe, Roe said so.", "QUOTE"
    ):
        assert not set(entry.words["source"]) & set(entry.words["content"])
