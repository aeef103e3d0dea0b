from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from spacy.tokens import Doc

from annotation.training.augment import varied
from annotation.training.convert import tokenizer_only, treebank_docs
from annotation.training.loop import Run, load_config, train
from annotation.training.measure import figures, measure
from tests.annotation.training.tiny import write_treebank

SMALL = {
    "components.tok2vec.model.embed.width": 32,
    "components.tok2vec.model.embed.rows": [500, 100, 250, 250],
    "components.tok2vec.model.embed.include_static_vectors": False,
    "components.tok2vec.model.encode.depth": 2,
    "components.parser.min_action_freq": 1,
    "training.words_a_batch.start": 40,
    "training.words_a_batch.stop": 40,
    "training.optimizer.learn_rate.warmup_steps": 5,
    "training.optimizer.learn_rate.initial_rate": 0.005,
    "training.eval_frequency": 20,
}


def _docs(tmp_path: Path) -> list[Doc]:
    return list(treebank_docs(tokenizer_only(), write_treebank(tmp_path / "tiny.conllu", times=4), whole=True))


def _train(docs: Sequence[Doc], folder: Path, steps: int, *, lines: list[str], **overrides: object) -> dict[str, float]:
    return train(
        load_config("base", {**SMALL, "training.max_steps": 60, **overrides}),
        docs,
        example=varied,
        score=lambda nlp: figures(measure(nlp, docs[:1]), ("tags", "uas", "sentences")),
        run=Run(folder, minutes=0.0 if steps == 1 else None, tell=lines.append),
    )


def test_a_few_steps_learn_a_few_sentences(tmp_path: Path) -> None:
    """Sixty steps on four sentences are enough to know their tags, heads and ends; the best pipeline is kept on disk."""
    import spacy

    lines: list[str] = []
    best = _train(_docs(tmp_path), tmp_path / "run", 60, lines=lines)
    assert best["tags"] > 0.95
    assert best["uas"] > 0.9
    assert best["sentences"] > 0.9
    assert len(lines) == 3
    nlp = spacy.load(tmp_path / "run" / "best")
    assert [token.tag_ for token in nlp("He saw nine ships on Monday.")][:4] == ["PRP", "VBD", "CD", "NNS"]


def test_a_stopped_training_goes_on_as_if_never_stopped(tmp_path: Path) -> None:
    """Stopped after its first step and resumed, a training ends with the very weights of one that ran through."""
    docs = _docs(tmp_path)
    lines: list[str] = []
    few = {"training.max_steps": 4, "training.eval_frequency": 4}
    _train(docs, tmp_path / "whole", 4, lines=lines, **few)
    _train(docs, tmp_path / "parts", 1, lines=lines, **few)
    _train(docs, tmp_path / "parts", 4, lines=lines, **few)
    assert "resumed at step 1 of 4" in lines
    weights = [(tmp_path / name / "last" / "pipeline" / "tagger" / "model").read_bytes() for name in ("whole", "parts")]
    assert weights[0] == weights[1]


def test_a_seed_decides_the_order(tmp_path: Path) -> None:
    """The same seed gives the same batches, another seed others."""
    from annotation.training.loop import batches

    def first(seed: int) -> list[list[int]]:
        endless = batches([5] * 20, iter([20] * 100), seed)
        return [next(endless) for _ in range(3)]

    assert first(1) == first(1) != first(2)
    seen = [place for batch in first(1) for place in batch]
    assert len(seen) == len(set(seen)) == 12
