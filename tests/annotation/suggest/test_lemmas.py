from __future__ import annotations

from pathlib import Path

import spacy
from spacy.tokens import Doc

from annotation.suggest.lemmas import Lemmatizer, learn_lemmas

WORDS = [
    ("ships", "NNS", "ship"),
    ("boats", "NNS", "boat"),
    ("ports", "NNS", "port"),
    ("ferries", "NNS", "ferry"),
    ("parties", "NNS", "party"),
    ("men", "NNS", "man"),
    ("went", "VBD", "go"),
    ("sailed", "VBD", "sail"),
    ("failed", "VBD", "fail"),
    ("Vele", "NNP", "Vele"),
    ("Ruta", "NNP", "Ruta"),
    ("The", "DT", "the"),
    ("A", "DT", "a"),
]


def test_known_words_have_the_lemma_they_were_seen_with() -> None:
    """Regular or not, capital or not."""
    table = learn_lemmas(WORDS)
    assert [table.lemma(word, tag) for word, tag, _ in WORDS] == [lemma for _, _, lemma in WORDS]
    assert table.lemma("Went", "VBD") == "go"


def test_new_words_follow_words_that_end_alike() -> None:
    """The longest ending that was seen twice decides; names keep their capitals, other words lose them."""
    table = learn_lemmas(WORDS)
    assert table.lemma("storms", "NNS") == "storm"
    assert table.lemma("Dairies", "NNS") == "dairy"
    assert table.lemma("mailed", "VBD") == "mail"
    assert table.lemma("Lindhaven", "NNP") == "Lindhaven"


def test_new_forms_of_known_words_are_theirs() -> None:
    """Where the ending would lead to a word that nobody has seen; one that was seen stays."""
    table = learn_lemmas([*WORDS, ("blame", "NN", "blame"), ("wail", "VB", "wail"), ("waile", "NN", "waile")])
    assert [table.lemma(word, tag) for word, tag in (("blamed", "VBD"), ("Blaming", "VBG"))] == ["blame", "blame"]
    assert table.lemma("wailed", "VBD") == "wail"


def test_a_word_of_an_unknown_tag_is_its_own_lemma() -> None:
    """Nothing is guessed for tags that were never seen."""
    assert learn_lemmas(WORDS).lemma("Ships", "XYZ") == "Ships"


def test_the_component_keeps_its_table_on_disk(tmp_path: Path) -> None:
    """A lemmatizer that is written and read again gives the same lemmas."""
    Lemmatizer(learn_lemmas(WORDS)).to_disk(tmp_path / "lemmas")
    again = Lemmatizer().from_disk(tmp_path / "lemmas")
    doc = again(Doc(spacy.blank("en").vocab, words=["Ferries", "went"], tags=["NNS", "VBD"]))
    assert [token.lemma_ for token in doc] == ["ferry", "go"]
