"""What judges sentences, trained once more on the encoder as it ended: that stays as it is, so whatever else it says does too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotation.training.batches import Round, batches, pieces_of
from annotation.training.encoder_training import load_encoder, parameters
from annotation.training.loop import Plan, Step, train
from annotation.training.losses import WEIGHTS, losses_of
from annotation.training.run import Run

PLANS = {
    "check": Plan(steps=1000, batch=32, warm_up=50, falling=0.6),
    "judge": Plan(steps=880, batch=32, warm_up=50, falling=0.6),
}
"""For each part of the model that judges, how long and how fast; `batch` is windows of sentences."""


def train_judge(encoder: Path, part: str, make_round: Round, plan: Plan, run: Run) -> Path | None:
    """Train one part; its weights in the run’s folder, named after it. None where it was stopped.

    Args:
        encoder: the folder of the trained encoder.
        part: `check` or `judge`.
        make_round: the windows of a round over single sentences, given the word pieces and a seed.
        plan: how long and how fast.
        run: where.
    """
    import torch

    torch.manual_seed(plan.seed)
    model, _, vocabulary = load_encoder(encoder)
    model.to(torch.device("cuda" if torch.cuda.is_available() else "cpu"))
    model.requires_grad_(requires_grad=False)
    learning = getattr(model, part).requires_grad_(requires_grad=True)
    for module in (model.dropout, learning):
        module.train()

    def steps(done: int) -> Iterator[Step]:
        for sentences in batches(make_round, vocabulary, seed=plan.seed, size=plan.batch, done=done):
            losses = losses_of(model, sentences, vocabulary)
            yield losses, pieces_of(sentences)

    kept = run.folder / f"{part}-training.pt"
    if not train(model, parameters(model, plan), plan, run, path=kept, weights=WEIGHTS, steps=steps):
        return None
    learnt = {name: weight for name, weight in model.state_dict().items() if name.startswith(f"{part}.")}
    torch.save({"model": learnt}, run.folder / f"{part}.pt")
    return run.folder / f"{part}.pt"
