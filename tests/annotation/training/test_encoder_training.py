"""Training itself: runs where torch is installed (the extra “train”)."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest
from spacy.tokens import Doc

from annotation.suggest.encoder.labels import DIRECTED
from annotation.suggest.encoder.pieces import WordPieces
from annotation.training.convert import tokenizer_only, treebank_docs
from annotation.training.judged import judged_windows
from annotation.training.labelled import Labelled, labelled_windows, labels_of
from annotation.training.run import Run
from tests.annotation.training.tiny import write_treebank

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")
pytestmark = [pytest.mark.timeout(600), pytest.mark.filterwarnings("default")]


def _train(
    tmp_path: Path,
    name: str,
    *,
    minutes: float | None = None,
    lines: list[str] | None = None,
    cycles: int = 2,
    **plan: Any,
) -> Path | None:
    from annotation.training.encoder_training import train_encoder
    from annotation.training.loop import Plan

    docs = list(treebank_docs(tokenizer_only(), write_treebank(tmp_path / "tiny.conllu", times=4), whole=True))
    labels = labels_of(docs)

    def make_round(vocabulary: WordPieces, seed: int) -> list[Labelled]:
        chance = random.Random(seed)
        return [labelled for doc in docs for labelled in labelled_windows(doc, vocabulary, labels, chance)]

    tell = (lines if lines is not None else []).append
    settings = [Plan(**{"steps": 3, "batch": 2, "warm_up": 1, "tell_every": 1, **plan})] * cycles
    return train_encoder(make_round, labels, settings, Run(tmp_path / name, minutes=minutes, tell=tell))


def _weights(path: Path | None) -> dict[str, Any]:
    assert path is not None
    found: dict[str, Any] = torch.load(path, weights_only=True)["model"]
    return found


def test_a_stopped_training_goes_on_as_if_never_stopped(tmp_path: Path) -> None:
    """Stopped after each first step and resumed, a training of two cycles ends with the very weights of one that ran through."""
    lines: list[str] = []
    whole = _weights(_train(tmp_path, "whole"))
    for _ in range(2):
        assert _train(tmp_path, "parts", minutes=0.0, lines=lines) is None
        assert lines[-1].startswith("stopped after")
    assert _train(tmp_path, "parts", minutes=0.0, lines=lines) is None
    parts = _weights(_train(tmp_path, "parts", lines=lines))
    assert "resumed at step 1 of 3" in lines
    assert all(torch.equal(whole[name], parts[name]) for name in whole)


def test_the_weights_are_the_mean_of_what_a_cycle_began_and_ended_with(tmp_path: Path) -> None:
    """Of the second cycle; the first begins with heads that know nothing, and its end is taken as it is."""
    mean = _weights(_train(tmp_path, "run"))
    first, second = (_weights(tmp_path / "run" / f"cycle-{number}.pt") for number in (1, 2))
    assert not torch.equal(first["tag.weight"], second["tag.weight"])
    assert all(torch.allclose(mean[name], (first[name] + second[name]) / 2) for name in mean)


def test_what_is_exported_says_what_was_trained(tmp_path: Path) -> None:
    """A few steps on four sentences are enough to know their tags and trees; the graphs in 8-bit integers agree."""
    pytest.importorskip("onnx")
    from annotation.suggest.encoder.component import Encoder
    from annotation.suggest.encoder.graphs import load_trained
    from annotation.training.encoder_export import export_encoder

    _train(tmp_path, "run", cycles=1, steps=60, warm_up=5, encoder_rate=3e-4, head_rate=3e-3)
    nlp = tokenizer_only()
    trained = load_trained(export_encoder(tmp_path / "run", tmp_path / "english"), threads=1)
    doc = Encoder(nlp, trained)(nlp.make_doc("He saw nine ships on Monday."))
    assert [token.tag_ for token in doc][:4] == ["PRP", "VBD", "CD", "NNS"]
    assert [token.head.text for token in doc][:4] == ["saw", "saw", "ships", "saw"]
    assert [chunk.dep_ for chunk in doc][:4] == ["nsubj", "ROOT", "nummod", "obj"]


def test_attention_in_graphs_is_that_of_the_model(tmp_path: Path) -> None:
    """Parts of quotes, which stay in single precision, are the same by the graph, however many words of a row are padding."""
    pytest.importorskip("onnx")
    from annotation.suggest.encoder.graphs import load_trained
    from annotation.training.encoder import HEAD_WIDTH
    from annotation.training.encoder_export import export_encoder
    from annotation.training.encoder_training import load_encoder

    _train(tmp_path, "run", cycles=1, steps=2)
    model, _, _ = load_encoder(tmp_path / "run")
    graphs = load_trained(export_encoder(tmp_path / "run", tmp_path / "english"), threads=1).graphs
    torch.manual_seed(3)
    cues, words, lengths = 3, 9, torch.tensor([9, 4, 1])
    batch = {
        "as_word": torch.randn(cues, words, 2 * HEAD_WIDTH),
        "as_cue": torch.randn(cues, 2 * HEAD_WIDTH),
        "distances": torch.randint(0, 5, (cues, words)),
        "mask": torch.arange(words) < lengths[:, None],
    }
    with torch.no_grad():
        said = model.parts(*batch.values())
    by_graph = torch.from_numpy(graphs.parts({name: own.numpy() for name, own in batch.items()}))
    assert torch.allclose(said[batch["mask"]], by_graph[batch["mask"]], atol=1e-4)


def test_claims_and_stances_are_learnt_on_an_encoder_that_stays_as_it_is(tmp_path: Path) -> None:
    """Sentences that say so plainly are known after a few steps, by the exported graphs too: what is worth checking, who is for whom."""
    pytest.importorskip("onnx")
    from annotation.suggest.encoder.component import Encoder
    from annotation.suggest.encoder.graphs import load_trained
    from annotation.suggest.encoder.judging import Pair, judge_of
    from annotation.training.encoder_export import export_encoder
    from annotation.training.judge_training import train_judge
    from annotation.training.loop import Plan

    _train(tmp_path, "run", cycles=1)
    nlp = tokenizer_only()
    stances = [*_judged("Vale praised Roe.", "support"), *_judged("Vale attacked Roe.", "oppose")]
    claims = []
    for text, worthy in (("Rents rose 8 percent.", True), ("Thank you all.", False)):
        doc = nlp.make_doc(text)
        doc.user_data["checkworthy"] = float(worthy)
        claims += [doc] * 4

    def rounds_of(docs: list[Doc]) -> Callable[[WordPieces, int], list[Labelled]]:
        return lambda vocabulary, seed: list(judged_windows(docs, vocabulary, nlp, random.Random(seed)))

    plan = Plan(steps=50, batch=8, warm_up=5, encoder_rate=3e-4, head_rate=2e-3, tell_every=25)
    run = Run(tmp_path / "judge", tell=lambda _: None)
    rounds = {"check": rounds_of(claims), "judge": rounds_of(stances)}
    parts = [train_judge(tmp_path / "run", part, own, plan, run) for part, own in rounds.items()]
    assert [{name.split(".")[0] for name in _weights(path)} for path in parts] == [{"check"}, {"judge"}]
    learnt = [path for path in parts if path]
    encoder = Encoder(nlp, load_trained(export_encoder(tmp_path / "run", tmp_path / "english", *learnt), threads=1))
    polarities = {}
    for verb in ("praised", "attacked"):
        judge = judge_of(encoder(nlp.make_doc(f"Vale {verb} Roe.")))
        assert judge is not None
        polarities[verb] = DIRECTED[judge.directed([Pair(0, 4, (2, 3), (0, 1))])[0].argmax()]
    assert polarities == {"praised": "support", "attacked": "oppose"}
    rents, thanks = (judge_of(encoder(nlp.make_doc(text))) for text in ("Rents rose 8 percent.", "Thank you all."))
    assert rents is not None
    assert thanks is not None
    assert rents.worth_checking(0, 5) > 0 > thanks.worth_checking(0, 4)


def _judged(text: str, polarity: str) -> list[Doc]:
    """A sentence of *Vale*, a verb and *Roe*, four times, so that a round has batches of it."""
    doc = tokenizer_only().make_doc(text)
    doc.user_data["stances"] = [((0, 1), (2, 3), polarity)]
    return [doc] * 4


def test_unlikeliness_is_that_of_all_sequences(tmp_path: Path) -> None:
    """What a sequence of labels costs is what the sum over all sequences, written out, says; padding costs nothing."""
    del tmp_path
    from annotation.training.losses import unlikeliness

    torch.manual_seed(1)
    logits, transitions = torch.randn(2, 4, 3), torch.randn(3, 3)
    labels = torch.tensor([[0, 2, 1, 1], [2, 0, 0, 0]])
    mask = torch.tensor([[True] * 4, [True, True, False, False]])
    found = unlikeliness(logits, labels, mask, transitions)
    for row, length in ((0, 4), (1, 2)):

        def worth(sequence: tuple[int, ...], row: int = row) -> Any:
            own = sum(logits[row, place, label] for place, label in enumerate(sequence))
            return own + sum(transitions[a, b] for a, b in pairwise(sequence))

        every = torch.stack([worth(sequence) for sequence in product(range(3), repeat=length)])
        expected = torch.logsumexp(every, dim=0) - worth(tuple(labels[row, :length].tolist()))
        assert float(found[row]) == pytest.approx(float(expected), abs=1e-4)
