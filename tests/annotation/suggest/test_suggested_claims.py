"""Claims: what is worth checking, and little of it."""

from __future__ import annotations

from tests.annotation.suggest.reading import only, told


def test_a_sentence_with_figures_is_a_claim() -> None:
    """Numbers, a comparison and a date are worth checking."""
    found = only(told("Unemployment fell to 4.1 percent last year, the lowest rate since 1969.", "CLAIM"))
    assert found.attributes == {"type": "fact", "checkworthy": "yes"}
    assert found.one("span") == "Unemployment fell to 4.1 percent last year, the lowest rate since 1969."
    assert "a percentage" in found.reason


def test_the_claimant_is_the_source_of_the_quote() -> None:
    """The content of a quote is the span, without marks and without the attribution."""
    found = only(told("“We have cut the budget by 12 percent since 2019,” said Mayor Okafor.", "CLAIM"))
    assert found.one("span") == "We have cut the budget by 12 percent since 2019"
    assert found.one("claimant") == "Mayor Okafor"


def test_opinions_questions_and_greetings_are_no_claims() -> None:
    """Nothing to check, nothing suggested."""
    for text in (
        "Good evening, and thank you all for coming here tonight.",
        "I think we should be proud of our wonderful town.",
        "Will the deficit double to 9 percent by 2030?",
        "It was a quiet and lovely evening by the lake.",
    ):
        assert told(text, "CLAIM") == [], text


def test_a_forecast_is_a_prediction() -> None:
    """What is said of the future only is typed as a prediction."""
    found = only(
        told("The bank expects that exports will grow 4.5 percent next year, more than in any other country.", "CLAIM")
    )
    assert found.attributes["type"] == "prediction"


def test_a_long_article_has_claims_in_a_sixth_of_its_sentences_at_most() -> None:
    """The best are taken, so that the page is not full of them."""
    text = " ".join(f"The town spent {n} million dollars more than in {1990 + n}, a record." for n in range(1, 31))
    found = told(text, "CLAIM")
    assert len(found) == 5
    assert all(entry.score >= 0.5 for entry in found)
