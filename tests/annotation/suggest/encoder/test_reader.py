from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from annotation.suggest.encoder.component import Encoder, found_quotes
from annotation.suggest.encoder.reader import Reader, Reading
from annotation.suggest.encoder.windows import Words
from annotation.training.convert import tokenizer_only
from tests.annotation.suggest.encoder.graphs import TRAINED


def _read(words: list[str], cue_bias: float = 0.0) -> Reading:
    return Reader(TRAINED, cue_bias=cue_bias).read(Words(words, list(range(len(words))), [0] * len(words)))


def _found(words: list[str], cue_bias: float = 0.0) -> list[tuple[str, str, str]]:
    return [
        (
            " ".join(words[quote.cue[0] : quote.cue[1]]),
            " / ".join(" ".join(words[low:high]) for low, high in quote.source),
            " / ".join(" ".join(words[low:high]) for low, high in quote.content),
        )
        for quote in _read(words, cue_bias).quotes
    ]


SENTENCE = ["vele", "said", "ships", "came", "."]


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 200), st.integers(1, 80))
def test_a_quote_is_found_once_wherever_it_stands(before: int, times: int) -> None:
    """However the windows of a long document fall, each quote is found in one of them, whole, and in order."""
    words = [*["ships"] * before, *SENTENCE * times]
    assert _found(words) == [("said", "vele", "ships came")] * times


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 300), st.integers(1, 80))
def test_every_word_has_one_place_in_one_tree(before: int, times: int) -> None:
    """Tags, heads and relations are told of each word once; every sentence is a tree with one root."""
    words = [*["ships"] * before, *SENTENCE * times]
    reading = _read(words)
    assert len(reading.tags) == len(reading.morphs) == len(reading.relations) == len(reading.heads) == len(words)
    assert reading.starts == sorted(set(reading.starts))
    for start, end in zip(reading.starts, [*reading.starts[1:], len(words)], strict=True):
        heads = reading.heads[start:end]
        assert all(start <= head < end for head in heads)
        assert [place for place, head in enumerate(heads, start) if place == head] == [
            start + place for place, relation in enumerate(reading.relations[start:end]) if relation == 0
        ]
        assert sum(place == head for place, head in enumerate(heads, start)) == 1


def test_a_cue_without_content_is_no_quote() -> None:
    """What nobody is found to have said is not suggested."""
    assert _found(["vele", "said", "."]) == []


def test_a_lower_bias_finds_fewer() -> None:
    """Below what the logits say for a cue, it is no longer one."""
    assert len(_found(["vele", "said", "ships", "."], cue_bias=-1.0)) == 1
    assert _found(["vele", "said", "ships", "."], cue_bias=-3.0) == []


def test_nothing_is_found_in_nothing() -> None:
    """A document without words has no quotes."""
    assert _read([]) == Reading()


@cache
def _pipeline() -> tuple[Language, Encoder]:
    nlp = tokenizer_only()
    return nlp, Encoder(nlp, TRAINED)


@settings(deadline=None)
@given(st.lists(st.sampled_from(["Vele", "said", "ships", ".", "\n\n", " ", "  ", "\u00a0", "🚢"]), max_size=30))
def test_a_doc_is_written_whatever_its_white_space(pieces: list[str]) -> None:
    """Each word gets what was read of it, white space hangs on a neighbour, and no sentence begins with it but the first."""
    nlp, encoder = _pipeline()
    doc = encoder(nlp.make_doc(" ".join(pieces)))
    assert doc.text == " ".join(pieces)
    for token in doc:
        assert token.tag_ == ("_SP" if token.is_space else "VBD" if token.text == "said" else "NN")
        assert token.head in token.sent
    for sentence in list(doc.sents)[1:]:
        assert not sentence[0].is_space
    assert [entity.text for entity in doc.ents] == ["Vele"] * sum(token.text == "Vele" for token in doc)
    words = [token for token in doc if not token.is_space]
    assert all(words[quote.cue[0]].text == "said" for quote in found_quotes(doc) or ())
