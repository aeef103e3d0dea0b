"""Fine-tuning the encoder on all tasks at once, in cycles, on a GPU where there is one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from annotation.suggest.encoder.labels import Labels
from annotation.suggest.encoder.pieces import WordPieces
from annotation.training.batches import Round, batches, pieces_of
from annotation.training.encoder import build_model
from annotation.training.loop import Plan, Step, train
from annotation.training.losses import WEIGHTS, losses_of
from annotation.training.run import Run

ENCODER = "encoder.pt"
CYCLES = (
    Plan(steps=2400),
    Plan(steps=2000, judged_batch=24),
    Plan(steps=440, encoder_rate=6e-5, head_rate=6e-4, warm_up=30, falling=0.8),
    Plan(steps=440, encoder_rate=6e-5, head_rate=6e-4, warm_up=30, falling=0.8),
)


def train_encoder(
    make_round: Round, labels: Labels, cycles: Sequence[Plan], run: Run, *, make_judged: Round | None = None
) -> Path | None:
    """Train; `encoder.pt` in the run’s folder (weights alone) beside the labels. None where a cycle was stopped.

    Each cycle ends with rates of nothing. After each but the first the weights are the mean of those that it began and those that it ended with,
    which is where the next begins: the mean of several ends of one training is better than each (Izmailov and others, 2018,
    arXiv:1803.05407), and forgets less of what a cycle leaves out.

    Args:
        make_round: the windows of a round over the data, given the word pieces and a seed.
        make_judged: those of a round over single sentences.
        labels: what is learnt of syntax.
        cycles: how long and how fast.
        run: where.
    """
    import torch

    run.folder.mkdir(parents=True, exist_ok=True)
    labels.write(run.folder)
    torch.manual_seed(cycles[0].seed)
    model, vocabulary = build_model(labels)
    _without_dropout_inside(model)
    # The table of word pieces stays as it is.
    model.encoder.embeddings.word_embeddings.weight.requires_grad = False
    model.to(torch.device("cuda" if torch.cuda.is_available() else "cpu")).train()
    for number, plan in enumerate(cycles, 1):
        own = replace(plan, seed=plan.seed + number - 1)
        begun = {name: weight.clone() for name, weight in model.state_dict().items()}

        def steps(done: int, own: Plan = own) -> Iterator[Step]:
            judged = None
            if make_judged is not None and own.judged_batch:
                judged = batches(make_judged, vocabulary, seed=own.seed, size=own.judged_batch, done=done)
            for running in batches(make_round, vocabulary, seed=own.seed, size=own.batch, done=done):
                losses, size = losses_of(model, running, vocabulary), pieces_of(running)
                if judged is not None:
                    sentences = next(judged)
                    losses |= losses_of(model, sentences, vocabulary)
                    size += pieces_of(sentences)
                yield losses, size

        run.tell(f"cycle {number} of {len(cycles)}")
        path = run.folder / f"cycle-{number}.pt"
        if not train(model, parameters(model, own), own, run, path=path, weights=WEIGHTS, steps=steps):
            return None
        if number > 1:
            model.load_state_dict(_mean(begun, model.state_dict()))
    torch.save({"model": model.state_dict()}, run.folder / ENCODER)
    return run.folder / ENCODER


def load_encoder(folder: Path, *parts: Path) -> tuple[Any, Labels, WordPieces]:
    """A trained model, ready to read, its labels and its word pieces.

    Args:
        folder: that of `train_encoder`.
        parts: weights that were trained once more (`annotation.training.judge_training`).
    """
    import torch

    labels = Labels.read(folder)
    model, vocabulary = build_model(labels)
    weights = torch.load(folder / ENCODER, weights_only=True, map_location="cpu")["model"]
    for part in parts:
        weights |= torch.load(part, weights_only=True, map_location="cpu")["model"]
    model.load_state_dict(weights)
    learnt = tuple(tuple(round(value, 3) for value in row) for row in model.transitions.tolist())
    return model.eval(), replace(labels, transitions=learnt), vocabulary


def parameters(model: Any, plan: Plan) -> list[dict[str, Any]]:
    """Those that are learnt, with their rates, as optimizers take them."""
    pretrained = {id(own) for part in (model.encoder, model.judge.layers) for own in part.parameters()}
    learnt = [own for own in model.parameters() if own.requires_grad]
    inner, outer = ([own for own in learnt if (id(own) in pretrained) is wanted] for wanted in (True, False))
    return [{"params": inner, "lr": plan.encoder_rate}, {"params": outer, "lr": plan.head_rate}]


def _mean(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Half of each; what is no fraction is the same in both."""
    return {name: (weight + other[name]) / 2 if weight.is_floating_point() else weight for name, weight in one.items()}


def _without_dropout_inside(model: Any) -> None:
    """Without dropout attention is half as dear on a processor, and two rounds over the data learn nothing by heart."""
    from torch import nn

    for module in model.encoder.modules():
        if isinstance(module, nn.Dropout):
            module.p = 0.0
    model.encoder.config.attention_probs_dropout_prob = 0.0
