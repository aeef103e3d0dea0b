"""Single sentences as training sees them: alone and side by side, with who is who by word."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from annotation.evaluation.held_out import is_held_out
from annotation.suggest.encoder.labels import DIRECTED, TOWARD
from annotation.training.convert import tokenizer_only
from annotation.training.convert_judged import claim_docs, stance_docs
from annotation.training.judged import judged_windows, told_in_third_person
from annotation.training.labelled import IGNORED, Labelled
from tests.annotation.training.test_labelled import PIECES

SENTENCES = [
    ("Vale praised Roe on Monday.", "Vale", "Roe", "support"),
    ("Tamm blamed the port.", "Tamm", "the port", "oppose"),
    ("Brod met Vele.", "Brod", "Vele", "none"),
]


def _stances(path: Path, *, holders: bool) -> Path:
    lines = []
    for number, (text, holder, target, polarity) in enumerate(SENTENCES):
        parts = [("target", target), *([("holder", holder)] if holders else [])]
        polarity_ = polarity if holders or polarity != "none" else "neutral"
        stance = {
            "label": "STANCE",
            "parts": [
                {"role": role, "start": text.index(words), "end": text.index(words) + len(words)}
                for role, words in parts
            ],
            "attributes": {"polarity": polarity_},
        }
        lines.append(json.dumps({"id": f"s{number}", "text": text, "annotations": [stance]}))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _everything(docs: list[Doc], rounds: int = 6) -> list[Labelled]:
    nlp = tokenizer_only()
    return [own for seed in range(rounds) for own in judged_windows(docs, PIECES, nlp, random.Random(seed))]


def test_pairs_are_learnt_both_ways(tmp_path: Path) -> None:
    """Who is for or against whom keeps its polarity wherever its sentence stands; turned round, nobody is."""
    nlp = tokenizer_only()
    docs = list(stance_docs(nlp, _stances(tmp_path / "pairs.jsonl", holders=True), one_in=10**9))
    found = {
        (own.holder is not None, own.target[0] - own.start, DIRECTED[own.directed])
        for window in _everything(docs)
        for own in window.judged
    }
    assert (True, 2, "support") in found  # Roe, by Vale
    assert (True, 0, "none") in found  # turned round
    assert all(own.toward == IGNORED for window in _everything(docs) for own in window.judged)


def test_targets_alone_have_a_polarity(tmp_path: Path) -> None:
    """Without a holder the polarity is that toward the target; a sentence may stand beside others in its window."""
    docs = list(stance_docs(tokenizer_only(), _stances(tmp_path / "t.jsonl", holders=False), one_in=10**9))
    windows = _everything(docs)
    assert {TOWARD[own.toward] for window in windows for own in window.judged} == set(TOWARD)
    assert any(len(window.judged) > 1 for window in windows)
    assert any(len(window.judged) == 1 for window in windows)
    for window in windows:
        for own in window.judged:
            assert window.window.start <= own.start <= own.target[0] < own.target[1] <= own.end <= len(window.window)


def test_what_is_held_out_is_never_learnt(tmp_path: Path) -> None:
    """With every text held out, nothing is left."""
    path = tmp_path / "claims.jsonl"
    path.write_text(json.dumps({"id": "c", "text": "Rents rose 8 percent.", "checkworthy": True}), encoding="utf-8")
    assert not list(claim_docs(tokenizer_only(), path, one_in=1))
    (kept,) = claim_docs(tokenizer_only(), path, one_in=10**9)
    assert kept.user_data["checkworthy"] == 1.0


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("We’ve lost 900 jobs, and I know why.", "They’ve lost 900 jobs, and he know why."),
        ("Our taxes rose.", "Their taxes rose."),
        ("The mill closed.", "The mill closed."),
        ("Irene met us in Minsk.", "Irene met them in Minsk."),
    ],
)
def test_debates_can_be_told_as_news(said: str, told: str) -> None:
    """The first person becomes the third, word by word; parts of other words stay."""
    assert told_in_third_person(said) == told


@given(st.text(st.characters(codec="utf-8")), st.integers(2, 20))
def test_copies_of_a_sentence_stay_together(text: str, one_in: int) -> None:
    """Spaces, marks and case do not decide on which side a sentence is."""
    copies = [text, f"  “{text}” ", text.replace(" ", "  ")]
    assert len({is_held_out(copy, one_in=one_in) for copy in copies}) == 1
