from __future__ import annotations

from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language

from annotation.suggest.shipped import look_up_lower_case
from annotation.training.word_vectors import VectorPlan, chosen_sentences, set_vectors, write_vectors

TABLE = np.array([[1.0, 0.0], [0.0, 1.0]], dtype="float32")


def _pipeline(folder: Path) -> Language:
    write_vectors(["harbour", "ship"], TABLE, folder / "vectors.npz")
    nlp = spacy.blank("en")
    set_vectors(nlp, folder / "vectors.npz")
    return nlp


def _rows(nlp: Language, words: list[str]) -> list[int]:
    """The rows that a layer with vectors takes for words."""
    attribute = nlp.vocab.vectors.attr
    keys = spacy.tokens.Doc(nlp.vocab, words=words).to_array([attribute])
    return [int(row) for row in nlp.vocab.vectors.find(keys=keys)]


def test_words_with_capitals_have_the_vector_of_the_word(tmp_path: Path) -> None:
    """Vectors are looked up in lower case; a word that has none gets none."""
    assert _rows(_pipeline(tmp_path), ["Harbour", "SHIP", "ship", "zebra"]) == [0, 1, 1, -1]


def test_so_they_do_after_loading(tmp_path: Path) -> None:
    """What follows each loading brings back what spaCy forgets: by what vectors are looked up."""
    _pipeline(tmp_path).to_disk(tmp_path / "pipeline")
    nlp = look_up_lower_case(spacy.load(tmp_path / "pipeline"))
    assert _rows(nlp, ["Harbour", "SHIP", "ship", "zebra"]) == [0, 1, 1, -1]
    np.testing.assert_array_equal(nlp.vocab.vectors.data, TABLE)


def test_sentences_are_read_for_words_that_few_had() -> None:
    """A sentence all of whose words were seen often enough is passed over, and so is one that is too long."""
    plan = VectorPlan(sentences_a_word=2)
    same = [["Ships", "came"]] * 5
    assert len(list(chosen_sentences(same, plan))) == 2
    assert list(chosen_sentences([["a"] * 500], plan)) == []
    assert list(chosen_sentences([*same[:2], ["SHIPS", "sank"]], plan))[-1] == ["SHIPS", "sank"]
