"""Words, trees and sentences against a treebank's: known figures on a few sentences."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from annotation.evaluation.measure import MEASURES, compare, figures_as_json, made_by
from annotation.evaluation.tally import Tally
from annotation.evaluation.treebank import Word, gold_doc, read_treebank, running_words
from tests.annotation.training.tiny import write_treebank

Running = list[tuple[Word, bool]]
VOCAB = spacy.blank("en").vocab


@pytest.fixture(name="words")
def words_of_a_treebank(tmp_path: Path) -> Running:
    (document,) = read_treebank(write_treebank(tmp_path / "tiny.conllu"))
    return running_words(document.sentences)


def compared(predicted: Doc, gold: Running) -> dict[str, Tally]:
    tallies = {name: Tally() for name in MEASURES}
    compare(predicted, gold_doc(VOCAB, gold), tallies)
    return tallies


def place_of(words: Running, text: str) -> int:
    return next(place for place, (word, _) in enumerate(words) if word.text == text)


def test_a_treebank_is_right_by_itself(words: Running) -> None:
    """38 words in 4 sentences; 9 of the words are punctuation, which has no part in the tree's figures."""
    tallies = compared(gold_doc(VOCAB, words), words)
    assert all(tally.f1 == 1.0 for tally in tallies.values())
    assert {name: tally.gold for name, tally in tallies.items()} == {
        "tags": 38,
        "pos": 38,
        "uas": 29,
        "las": 29,
        "lemmas": 38,
        "sentences": 4,
    }


def test_each_fault_counts_where_it_is(words: Running) -> None:
    """A wrong tag is no wrong lemma; a wrong relation is wrong in LAS alone, a wrong head in both."""
    place = place_of(words, "ships")
    word, starts = words[place]
    otherwise = replace(word, tag="NN", dep="obl")
    tallies = compared(gold_doc(VOCAB, [*words[:place], (otherwise, starts), *words[place + 1 :]]), words)
    missed = {name: tally.gold - tally.right for name, tally in tallies.items()}
    assert missed == {"tags": 1, "pos": 0, "uas": 0, "las": 1, "lemmas": 0, "sentences": 0}
    hung = replace(word, head=word.head - 1)
    tallies = compared(gold_doc(VOCAB, [*words[:place], (hung, starts), *words[place + 1 :]]), words)
    assert (tallies["uas"].right, tallies["las"].right) == (28, 28)


def test_a_word_that_is_cut_otherwise_is_wrong_both_ways_or_left_out() -> None:
    """Accuracy is over the words that both cut alike, F1 over all."""
    gold = [
        (Word("can", "can", "AUX", "MD", "", 0, "ROOT", space=False), True),
        (Word("not", "not", "PART", "RB", "", 0, "advmod", space=True), False),
        (Word("go", "go", "VERB", "VB", "", 0, "xcomp", space=False), False),
    ]
    whole = [
        (Word("cannot", "can", "AUX", "MD", "", 0, "ROOT", space=True), True),
        (Word("go", "go", "VERB", "VB", "", 0, "xcomp", space=False), False),
    ]
    told = figures_as_json(compared(gold_doc(VOCAB, whole), gold), MEASURES)
    assert told["tags"] == {
        "accuracy": 1.0, "n_compared": 1, "p": 0.5, "r": 0.3333, "f1": 0.4, "n_pred": 2, "n_gold": 3,
    }  # fmt: skip
    assert told["las"]["accuracy"] == 0.0  # its head is another range
    assert told["sentences"]["f1"] == 1.0


def test_what_a_pipeline_does_not_make_has_no_figure(words: Running) -> None:
    """Rather than one of nothing right: a bare tokenizer is not a bad tagger."""
    bare = Doc(VOCAB, words=[word.text for word, _ in words], spaces=[word.space for word, _ in words])
    assert made_by(bare) == set()
    assert set(figures_as_json(compared(bare, words), made_by(bare)).values()) == {None}
    assert made_by(gold_doc(VOCAB, words)) == set(MEASURES)
