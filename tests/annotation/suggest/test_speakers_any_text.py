"""Whatever the text: speakers are in it, ranges stay, and the time is bounded."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Span

from annotation.suggest.pipeline import load_pipeline
from annotation.suggest.pipelines import RULES
from annotation.suggest.speakers.component import SpeakerSuggester
from annotation.suggest.speakers.speaking import name_clusters
from tests.annotation.suggest.naming import doc_of, quotes

PIECES = [
    "“", "”", '"', " said ", " who said ", " that ", ", ", ". ", "\n\n", "—", "’s ", "Rosa Tamm", "Tamm", "Peter Tamm", "Mr. Lars Berg", "he", "she",
    "they", "it", "I", "the mayor", "Mayor ", "officials", "😀", "שלום", "\u00a0", "\u2028", "(NC)", "Nordic Council",
]  # fmt: skip
texts = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=50).map("".join),
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(texts, st.booleans())
def test_speakers_are_words_of_the_text_and_nothing_else_changes(text: str, told: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    """Parts, scores and order are those that the quotes had before."""
    people = ["Rosa Tamm", "Tamm", "Peter Tamm", "Lars Berg"] if told else []
    doc = doc_of(text, people=people, groups=["Nordic Council"] if told else [])
    before = [(quote.parts, quote.score, quote.attributes["form"]) for quote in quotes(doc)]
    SpeakerSuggester()(doc)
    assert [(quote.parts, quote.score, quote.attributes["form"]) for quote in quotes(doc)] == before
    for quote in quotes(doc):
        if "speaker" in quote.attributes:
            assert quote.attributes["speaker"] in text
            assert quote.attributes["speaker"].strip() == quote.attributes["speaker"] != ""
    for cluster in name_clusters(doc):
        assert cluster.name in text
        assert all(0 <= span.start < span.end <= len(text) for span in cluster.mentions)


@pytest.mark.parametrize(
    "piece",
    [
        "“Yes,” Rosa Tamm said. “No,” he said. ",
        "A{n} Tamm met B{n} Tamm. Tamm said that he left. ",
        "Mayor A{n} B{n} and the mayor said that she left. ",
        "“A{n} B{n} C{n} “",
    ],
)
def test_many_names_come_to_an_end(piece: str) -> None:
    """Every step is linear in the text: what a quadratic one needs hours for is done before the test’s limit."""
    text = "".join(piece.replace("{n}", chr(97 + n % 26) * (n % 7 + 1)) for n in range(2_500))
    nlp = load_pipeline(RULES)
    doc = nlp(text)
    doc.ents = [Span(doc, token.i, token.i + 1, label="PERSON") for token in doc if token.text[:1].isupper()]
    before = len(quotes(doc))
    assert len(quotes(SpeakerSuggester()(doc))) == before
