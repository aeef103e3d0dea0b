"""Claims: which clauses are candidates, where they end, of what type they are and who claims them. Scores are the trained scorer’s business."""

from __future__ import annotations

import pytest

from annotation.suggest import load
from annotation.suggest.claims import LEAST
from annotation.suggest.claims.candidates import candidates
from annotation.suggest.claims.spans import narrowed
from annotation.suggest.claims.words import claim_words
from annotation.suggest.tree import tree_of
from annotation.suggest.view import view_of
from tests.annotation.suggest.reading import Told, only, read_by_own, told


def assertions(text: str) -> list[str]:
    """The candidates of Quotemark’s own pipeline for a text, as they would be marked; the fragments of one are joined by “|”."""
    doc = load()(text)
    view = view_of(doc)
    found = (narrowed(view, each.runs) for each in candidates(view, tree_of(doc), doc._.suggestions))
    return [" | ".join(text[view.start[first] : view.end[end - 1]] for first, end in runs) for runs in found if runs]


def claim(text: str) -> Told:
    """The one claim of Quotemark’s own pipeline in a text."""
    return only(read_by_own(text, "CLAIM"))


# What could be one -------------------------------------------------------------------------------------------------------


def test_a_sentence_is_marked_without_its_full_stop() -> None:
    """The narrator asserts as well."""
    text = "Unemployment fell to 4.1 percent last year, the lowest rate since 1969."
    assert assertions(text) == [text[:-1]]


@pytest.mark.parametrize(
    "text",
    [
        "Exports rose by 6 percent in May, and imports fell by 2 percent.",
        "Exports rose by 6 percent in May, while imports fell by 2 percent.",
        "Exports rose by 6 percent in May; imports fell by 2 percent.",
    ],
)
def test_coordinated_assertions_are_two(text: str) -> None:
    """Not three: the whole sentence is none beside its clauses, and the conjunction is in neither."""
    assert assertions(text) == ["Exports rose by 6 percent in May", "imports fell by 2 percent"]


def test_verbs_that_share_their_subject_stay_together() -> None:
    """Without the subject the second could not be checked."""
    text = "The town closed two schools in March and sold three libraries."
    assert assertions(text) == [text[:-1]]


def test_a_condition_stays_with_what_it_limits() -> None:
    """It is no assertion of its own."""
    text = "Taxes fall by 3 percent if the council agrees."
    assert assertions(text) == [text[:-1]]


@pytest.mark.parametrize(
    "text",
    [
        "The minister said that the town had built 300 homes in 2019.",
        "The town had built 300 homes in 2019, the minister said.",
        "“The town had built 300 homes in 2019,” the minister said.",
        "According to the minister, the town had built 300 homes in 2019.",
    ],
)
def test_what_reports_a_quote_is_no_part_of_a_claim(text: str) -> None:
    """Neither “he said” nor “that” nor the marks; the frame is no candidate by itself."""
    assert [found.lower() for found in assertions(text)] == ["the town had built 300 homes in 2019"]


def test_what_the_narrator_adds_to_a_quote_is_a_claim_of_the_narrator() -> None:
    """Beside what is said, with a subject and a verb of its own."""
    text = "“We built 300 homes in 2019,” the minister said, but the audit office counted 120."
    assert "the audit office counted 120" in assertions(text)
    assert not any("minister said" in found for found in assertions(text))


@pytest.mark.parametrize(
    "text",
    [
        "Will the deficit double to 9 percent by 2030?",
        "“Did the town lose 300 jobs?” asked Mayor Okafor.",
    ],
)
def test_questions_are_no_candidates(text: str) -> None:
    """Whatever figures they have."""
    assert assertions(text) == []


def test_a_dateline_is_no_part_of_a_claim() -> None:
    """Nor is the agency."""
    text = "PORT SELLEN, March 3 (AN) — The harbour lost 40 ships in 2018."
    assert assertions(text) == ["The harbour lost 40 ships in 2018"]


# What it is --------------------------------------------------------------------------------------------------------------


def test_a_sentence_with_figures_is_a_claim_of_the_author() -> None:
    """The reason names what counts, and what the scorer says."""
    found = claim("Unemployment in Sarvia fell to 4.1 percent last year, the lowest rate since 1969.")
    assert found.attributes == {"type": "fact", "checkworthy": "yes", "claimant_name": "@author"}
    assert found.score >= 0.5
    assert "a percentage" in found.reason
    assert "the scorer says 0." in found.reason


def test_a_headline_with_figures_is_a_claim_without_a_verb() -> None:
    """Only where the judge is very sure: most fragments assert nothing."""
    text = "Unemployment up 4 percent in Lindhaven since 2019"
    assert claim(text).one("span") == text
    assert read_by_own("A walk in the park on Sunday", "CLAIM") == []


def test_the_claimant_is_the_source_of_the_quote() -> None:
    """With the speaker’s full name, where the article tells it."""
    text = "Mayor Amara Okafor opened the hall. “We have cut the budget by 12 percent since 2019,” said Okafor. “Thank you all.”"
    found = only(each for each in read_by_own(text, "CLAIM") if "12 percent" in each.one("span"))
    assert found.one("span") == "We have cut the budget by 12 percent since 2019"
    assert found.one("claimant") == "Okafor"
    assert found.attributes["claimant_name"] == "Amara Okafor"


def test_what_the_narrator_reports_with_words_of_the_speaker_is_the_speakers() -> None:
    """The marked words are no clause, so the narrator’s is the claim; whose it is says the quote in it."""
    text = "Mayor Amara Okafor opened the hall. Okafor called the bridge “the oldest in the country” after it had closed in March 2019."
    found = only(each for each in read_by_own(text, "CLAIM") if "bridge" in each.one("span"))
    assert found.attributes["claimant_name"] == "Amara Okafor"


@pytest.mark.parametrize(
    ("text", "kind", "worth"),
    [
        ("“The bank will close 40 branches by 2027,” said Ana Roth.", "prediction", "yes"),
        ("“The new tariff will ruin every single farmer in the northern valley,” said Ana Roth.", "prediction", "no"),
        ("“The council should cut all taxes for 300 families,” said Ana Roth.", "policy", "no"),
        ("“The bank closed 40 branches in 2017,” said Ana Roth.", "fact", "yes"),
    ],
)
def test_the_type_is_told_by_the_main_verb(text: str, kind: str, worth: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Policies are nothing to check, nor are predictions without a figure or a date; as positions of somebody they are suggested."""
    monkeypatch.setattr("annotation.suggest.claims.proposing.LEAST", 0.0)
    found = claim(text)
    assert (found.attributes["type"], found.attributes["checkworthy"]) == (kind, worth)


def test_what_the_narrator_thinks_is_not_suggested(monkeypatch: pytest.MonkeyPatch) -> None:
    """However sure the scorer is."""
    monkeypatch.setattr("annotation.suggest.claims.proposing.LEAST", 0.0)
    assert read_by_own("The council should cut all taxes for families.", "CLAIM") == []
    assert not [
        c for c in read_by_own("I think the new bridge is a disgrace.", "CLAIM") if c.attributes["checkworthy"] != "no"
    ]


def test_scenery_counts_less_than_what_is_done() -> None:
    """“Arrived” and “spoke” get on with the story."""
    assert {"arrive", "attend"} <= claim_words().verbs["scene"]
    assert all(weight < 0 for weight in claim_words().news.values())


# Without anything trained ------------------------------------------------------------------------------------------------


def test_rules_alone_find_sentences_and_contents_of_quotes() -> None:
    """No parse, no scorer: whole sentences, the best of them sure."""
    found = only(told("Unemployment fell to 4.1 percent last year, the lowest rate since 1969.", "CLAIM"))
    assert found.one("span") == "Unemployment fell to 4.1 percent last year, the lowest rate since 1969"
    assert found.score >= 0.5
    quoted = only(told("“We have cut the budget by 12 percent since 2019,” said Mayor Okafor.", "CLAIM"))
    assert quoted.one("span") == "We have cut the budget by 12 percent since 2019"
    assert quoted.one("claimant") == "Mayor Okafor"
    assert "scorer" not in quoted.reason


def test_rules_alone_keep_greetings_questions_and_opinions_out() -> None:
    """Nothing to check, nothing suggested."""
    for text in (
        "Thank you all for coming here tonight in such great numbers.",
        "Will the deficit double to 9 percent by 2030?",
        "I think we should be proud of our wonderful town.",
    ):
        assert told(text, "CLAIM") == [], text


def test_everything_from_the_least_probability_is_suggested() -> None:
    """How many are shown is set in the window: there is no cap."""
    text = " ".join(f"The town spent {n} million dollars more than in {1990 + n}, a record." for n in range(1, 31))
    found = told(text, "CLAIM")
    assert len(found) == 30
    assert all(each.score >= LEAST for each in found)
