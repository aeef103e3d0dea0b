"""The weights that ship, read by onnxruntime, on sentences of our own."""

from __future__ import annotations

import pytest
from spacy.language import Language

from annotation.exchange import ExchangeDocument
from annotation.suggest import suggest
from annotation.suggest.documents import notices_of
from annotation.suggest.encoder.component import MOST_WORDS
from annotation.suggest.pipeline import load_pipeline

TEXT = (
    "Ruta Vele, who runs the port of Lindhaven, said on Monday that nine ships had been turned away since March. “We could not take the risk,” "
    "she told reporters.\n\nAccording to the Harbour Guild, the pier will stay closed for a year. German officials doubted it."
)


@pytest.fixture(name="nlp", scope="module")
def the_pipeline() -> Language:
    return load_pipeline()


def test_words_have_tags_lemmas_heads_and_names(nlp: Language) -> None:
    """Subject and verb, the lemma of a past, a person, a place, an organisation, a people; sentences end where they do."""
    doc = nlp(TEXT)
    said = next(token for token in doc if token.text == "said")
    assert (said.tag_, said.pos_, said.lemma_) == ("VBD", "VERB", "say")
    assert [child.text for child in said.children if child.dep_ == "nsubj"] == ["Ruta"]
    assert [sentence.text.split()[0] for sentence in doc.sents] == ["Ruta", "“We", "According", "German"]
    names = {(name.text, name.label_) for name in doc.ents}
    assert {("Ruta Vele", "PERSON"), ("Lindhaven", "LOC"), ("German", "NORP")} <= names
    assert "nine ships" in [chunk.text for chunk in doc.noun_chunks]


def test_quotes_of_every_form_are_suggested_with_their_speaker(nlp: Language) -> None:
    """Reported, direct and by “according to”; “she” is who spoke before."""
    doc = nlp(TEXT)
    told = [
        (
            *(next(part.range.of(doc.text) for part in quote.parts if part.role == role) for role in ("cue", "source")),
            quote.attributes["form"],
            quote.attributes.get("speaker", ""),
        )
        for quote in doc._.suggestions
        if quote.label == "QUOTE"
    ]
    assert [cue for cue, *_ in told] == ["said", "told", "According to", "doubted"]
    assert told[1] == ("told", "she", "direct", "Ruta Vele")
    assert told[0][2:] == ("indirect", "Ruta Vele")
    assert "Harbour Guild" in told[2][1]


def test_a_document_is_read_alike_whatever_is_beside_it(nlp: Language) -> None:
    """Alone or in a batch, before others or after: the very same suggestions, scores and all."""
    alone = nlp(TEXT)._.suggestions
    batch = list(nlp.pipe([f"{TEXT} {TEXT}", TEXT, "Nothing here."]))
    assert batch[1]._.suggestions == alone


def test_a_text_that_is_too_long_is_left_to_the_rules() -> None:
    """The limit bounds the time; rules read what is beyond it and find what they find, and the analyst is told."""
    text = f"{TEXT}\n\n" * (MOST_WORDS // len(TEXT.split()) + 1)
    (read,) = suggest([ExchangeDocument(id="long", text=text)])
    assert any(annotation.label == "QUOTE" for annotation in read.annotations)
    assert read.entities == ()
    (notice,) = notices_of(read)
    assert "reads 50,000 words at most: only Quotemark’s rules have read it" in notice
