from __future__ import annotations

import random
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from annotation.suggest.encoder.decoding import best_labels, spans
from annotation.suggest.encoder.labels import CUE_LABELS, PART_LABELS, Labels, order_of
from annotation.suggest.encoder.pieces import WordPieces
from annotation.training.convert import tokenizer_only, treebank_docs
from annotation.training.labelled import IGNORED, Labelled, labelled_windows, labels_of, plain_windows
from tests.annotation.training.tiny import write_treebank

TEXT = "“The port is closed,” Vele said on Monday, “and it stays closed.” Nobody argued."
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789“”\"'’.,"
PIECES = WordPieces(
    {piece: n for n, piece in enumerate(("[PAD]", "[UNK]", "[CLS]", "[SEP]", *LETTERS, *(f"##{c}" for c in LETTERS)))}
)
NOTHING = Labels((), (), ())
PART_ORDER = order_of(PART_LABELS)


def _quoted(text: str, quote: dict[str, list[tuple[int, int]]]) -> tuple[Labelled, list[str]]:
    doc = tokenizer_only().make_doc(text)
    doc.user_data["quotes"] = [quote]
    (labelled,) = plain_windows(doc, PIECES, NOTHING)
    return labelled, [token.text for token in doc if not token.is_space]


def test_a_split_quote_hangs_on_its_cue() -> None:
    """Both fragments of a content and its source are labels of the one cue."""
    words = [token.text for token in tokenizer_only().make_doc(TEXT)]
    cue, source, late = words.index("said"), words.index("Vele"), len(words) - 1 - words[::-1].index("“")
    end = words.index(".") + 2
    quote = {"cue": [(cue, cue + 1)], "source": [(source, source + 1)], "content": [(0, source), (late, end)]}
    labelled, shown = _quoted(TEXT, quote)
    assert labelled.cue_labels is not None
    assert labelled.names is None
    assert labelled.syntax is None
    assert [shown[i] for i, label in enumerate(labelled.cue_labels) if label] == ["said"]
    (only,) = labelled.cues
    assert [" ".join(shown[a:b]) for a, b in spans(only.labels, 1)] == ["Vele"]
    assert [" ".join(shown[a:b]) for a, b in spans(only.labels, 3)] == [
        "“ The port is closed , ”",
        "“ and it stays closed . ”",
    ]


def _treebank(tmp_path: Path) -> Doc:
    return next(iter(treebank_docs(tokenizer_only(), write_treebank(tmp_path / "tiny.conllu"), whole=True)))


def test_a_treebank_teaches_heads_among_the_words_of_a_window(tmp_path: Path) -> None:
    """Heads count the window’s words from 1, the root is 0, and words of one sentence share its number."""
    doc = _treebank(tmp_path)
    labels = labels_of([doc])
    (labelled,) = plain_windows(doc, PIECES, labels)
    syntax = labelled.syntax
    assert syntax is not None
    assert labelled.names is None
    shown = [token.text for token in doc if not token.is_space]
    told = {
        shown[word]: (labels.tags[syntax.tags[word]], shown[head - 1] if head else "", labels.relations[relation])
        for word, (head, relation) in enumerate(zip(syntax.heads, syntax.relations, strict=True))
    }
    assert told["ships"] == ("NNS", "saw", "obj")
    assert told["disagreed"] == ("VBD", "", "ROOT")
    assert [shown[word] for word, starts in enumerate(syntax.starts) if starts] == ["The", "She", "Ruta", "He"]
    assert len(set(syntax.sentences)) == 4
    assert "PROPN" in labels.morphs


def test_names_that_a_corpus_does_not_tell_are_unknown() -> None:
    """A name of the sets is B and I, a word outside is O, and what the corpus leaves open is not learnt."""
    doc = tokenizer_only().make_doc("Ruta Vele left Lindhaven today")
    doc.set_ents([Span(doc, 0, 2, label="PERSON")], missing=[doc[3:4]], default="outside")
    (labelled,) = plain_windows(doc, PIECES, NOTHING)
    assert labelled.names == (1, 2, 0, IGNORED, 0)
    assert labelled.cue_labels is None


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 10_000))
def test_variants_teach_the_same_words(seed: int) -> None:
    """However a text is varied and cut, every word is taught once, and its cue stays its cue."""
    doc = tokenizer_only().make_doc(" ".join([TEXT] * 12))
    words = [token.text for token in doc]
    cues = [place for place, word in enumerate(words) if word == "said"]
    doc.user_data["quotes"] = [
        {"cue": [(place, place + 1)], "source": [], "content": [(place + 1, place + 3)]} for place in cues
    ]
    found = list(labelled_windows(doc, PIECES, NOTHING, random.Random(seed)))
    taught = [
        labelled.window.core_start + place
        for labelled in found
        for place in range(labelled.window.core_end - labelled.window.core_start)
    ]
    assert taught == list(range(len(words)))
    assert sorted(cue.start + labelled.window.start for labelled in found for cue in labelled.cues) == cues


def test_labels_that_cannot_follow_are_not_chosen() -> None:
    """An inside label wins a place only after its own beginning: the best sequence may differ from the best label each."""
    logits = np.array([[0.0, -1.0, 3.0], [0.0, 1.0, 3.0], [0.0, -5.0, -5.0]])
    assert best_labels(np.stack([logits, logits[::-1]]), order_of(CUE_LABELS)) == [[1, 2, 0], [0, 1, 2]]


def test_learnt_transitions_decide_between_equals() -> None:
    """Where the words leave it open, what follows what decides."""
    logits = np.zeros((1, 3, 5))
    logits[0, :, 3:] = 1.0
    transitions = np.zeros((5, 5))
    transitions[3, 4] = transitions[4, 4] = 2.0
    assert best_labels(logits, PART_ORDER, transitions=transitions) == [[3, 4, 4]]
    transitions[3, 4] = transitions[4, 4] = -2.0
    assert best_labels(logits, PART_ORDER, transitions=transitions) == [[3, 3, 3]]


@settings(deadline=None)
@given(st.integers(0, 10_000), st.lists(st.integers(1, 20), min_size=1, max_size=5))
def test_padding_changes_nothing(seed: int, lengths: list[int]) -> None:
    """Rows of different lengths decoded together are decoded as each would be alone."""
    chance = np.random.default_rng(seed)
    logits, transitions = chance.normal(size=(len(lengths), max(lengths), 5)), chance.normal(size=(5, 5))
    together = best_labels(logits, PART_ORDER, transitions=transitions, lengths=lengths)
    alone = [
        best_labels(logits[row : row + 1, :length], PART_ORDER, transitions=transitions)[0]
        for row, length in enumerate(lengths)
    ]
    assert together == alone


@settings(deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 30))
def test_what_is_decoded_is_always_allowed(seed: int, length: int) -> None:
    """Whatever the logits, no inside label stands without its beginning, and nothing at all never scores higher."""
    logits = np.random.default_rng(seed).normal(size=(length, 5)) * 3
    (labels,) = best_labels(logits[None], PART_ORDER)
    for before, label in zip([0, *labels], labels, strict=False):
        assert label not in (2, 4) or before in (label - 1, label)
    score = sum(logits[place, label] for place, label in enumerate(labels))
    assert score >= logits[:, 0].sum()
