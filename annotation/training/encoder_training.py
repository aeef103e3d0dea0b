"""Fine-tuning the encoder on all tasks at once: seeded, timed, resumable, on a GPU where there is one."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from annotation.suggest.encoder.labels import Labels
from annotation.suggest.encoder.pieces import WordPieces
from annotation.training.encoder import build_model
from annotation.training.labelled import Labelled
from annotation.training.losses import WEIGHTS, losses_of
from annotation.training.run import Run

CHECKPOINT = "encoder.pt"
_BATCHES_SORTED_TOGETHER = 16

Round = Callable[[WordPieces, int], list[Labelled]]


@dataclass(frozen=True, slots=True)
class EncoderPlan:
    """How the encoder is trained. Rates rise over the first steps, stay, and fall to nothing over the last.

    Args:
        steps: batches in all.
        batch: windows a batch.
        judged_from: the step at which single sentences for claims and stances join, a batch of them beside each other batch.
        judged_batch: windows of such sentences a batch.
        encoder_rate, head_rate: the highest learning rates.
        warm_up: steps until the highest rates.
        falling: the share of the steps over which rates fall.
        tell_every: steps between lines of progress and checkpoints.
    """

    steps: int = 4400
    batch: int = 8
    judged_from: int = 2700
    judged_batch: int = 24
    encoder_rate: float = 1e-4
    head_rate: float = 1e-3
    warm_up: int = 100
    falling: float = 0.35
    tell_every: int = 100
    seed: int = 1

    def rate(self, step: int) -> float:
        """What the highest rates are multiplied by at a step."""
        left = (self.steps - step) / max(1.0, self.falling * self.steps)
        return max(0.0, min(1.0, (step + 1) / self.warm_up, left))


def train_encoder(
    make_round: Round, labels: Labels, plan: EncoderPlan, run: Run, *, make_judged: Round | None = None
) -> Path:
    """Train; the checkpoint `encoder.pt` in the run’s folder (weights, optimizer, step) beside the labels.

    Args:
        make_round: the windows of a round over the data, given the word pieces and a seed.
        make_judged: those of a round over single sentences.
        labels: what is learnt of syntax.
        plan: how.
        run: where and how long.
    """
    import torch

    torch.manual_seed(plan.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model, vocabulary = build_model(labels)
    _without_dropout_inside(model)
    model.to(device).train()
    optimizer = _optimizer(model, plan)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, plan.rate)
    path, done = run.folder / CHECKPOINT, 0
    run.folder.mkdir(parents=True, exist_ok=True)
    labels.write(run.folder)
    if path.exists() and not run.fresh:
        kept = torch.load(path, weights_only=True, map_location=device)
        model.load_state_dict(kept["model"])
        optimizer.load_state_dict(kept["optimizer"])
        schedule.load_state_dict(kept["schedule"])
        done = kept["step"]
        run.tell(f"resumed at step {done} of {plan.steps}")
    started, pieces, lost = time.monotonic(), 0, Counter[str]()
    batches = _batches(partial(make_round, vocabulary), plan.seed, plan.batch, done)
    judged = None
    if make_judged is not None:
        judged = _batches(
            partial(make_judged, vocabulary), plan.seed, plan.judged_batch, max(0, done - plan.judged_from)
        )
    for step, running in enumerate(batches, done + 1):
        torch.manual_seed(plan.seed * 1_000_003 + step)
        losses, batch = losses_of(model, running, vocabulary), running
        if judged is not None and step > plan.judged_from:
            sentences = next(judged)
            losses |= losses_of(model, sentences, vocabulary)
            batch = [*running, *sentences]
        total = sum(WEIGHTS[name] * loss for name, loss in losses.items())
        optimizer.zero_grad()
        total.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        lost.update({name: float(loss.detach()) for name, loss in losses.items()})
        pieces += sum(len(labelled.window.pieces) for labelled in batch)
        late = run.minutes is not None and time.monotonic() - started > 60 * run.minutes
        if step % plan.tell_every == 0 or step == plan.steps or late:
            speed = pieces / (time.monotonic() - started)
            told = " ".join(f"{name} {value / plan.tell_every:.3f}" for name, value in sorted(lost.items()))
            run.tell(f"step {step} of {plan.steps}, {speed:.0f} pieces/s | {told}")
            lost.clear()
            state = {"model": model, "optimizer": optimizer, "schedule": schedule}
            torch.save(
                {**{name: own.state_dict() for name, own in state.items()}, "step": step}, path.with_suffix(".new")
            )
            path.with_suffix(".new").replace(path)
        if late or step == plan.steps:
            run.tell("done" if step == plan.steps else f"stopped after {run.minutes} minutes; the same command resumes")
            break
    return path


def load_encoder(folder: Path) -> tuple[Any, Labels, WordPieces]:
    """A trained model, ready to read, its labels and its word pieces."""
    import torch

    labels = Labels.read(folder)
    model, vocabulary = build_model(labels)
    model.load_state_dict(torch.load(folder / CHECKPOINT, weights_only=True, map_location="cpu")["model"])
    learnt = tuple(tuple(round(value, 3) for value in row) for row in model.transitions.tolist())
    return model.eval(), replace(labels, transitions=learnt), vocabulary


def _batches(
    make_round: Callable[[int], list[Labelled]], first_seed: int, size: int, done: int
) -> Iterator[list[Labelled]]:
    """Batches of a size from the one numbered `done` on, windows of like length together; each round over the data is in an order of its own."""
    number, place = 0, 0
    while True:
        seed = first_seed * 1000 + number
        chance = random.Random(seed)  # noqa: S311 - no secret is made here
        everything = make_round(seed)
        chance.shuffle(everything)
        together = size * _BATCHES_SORTED_TOGETHER
        batches = []
        for start in range(0, len(everything), together):
            alike = sorted(everything[start : start + together], key=lambda labelled: len(labelled.window.pieces))
            some = [alike[low : low + size] for low in range(0, len(alike), size)]
            chance.shuffle(some)
            batches += some
        for batch in batches:
            place += 1
            if place > done:
                yield batch
        number += 1


def _without_dropout_inside(model: Any) -> None:
    """Without dropout attention is half as dear on a processor, and two rounds over the data learn nothing by heart."""
    from torch import nn

    for module in model.encoder.modules():
        if isinstance(module, nn.Dropout):
            module.p = 0.0
    model.encoder.config.attention_probs_dropout_prob = 0.0


def _optimizer(model: Any, plan: EncoderPlan) -> Any:
    """AdamW; the table of word pieces stays as it is."""
    import torch

    model.encoder.embeddings.word_embeddings.weight.requires_grad = False
    pretrained = [*model.encoder.parameters(), *model.judge.layers.parameters()]
    inner = [parameter for parameter in pretrained if parameter.requires_grad]
    known = {id(parameter) for parameter in pretrained}
    outer = [parameter for parameter in model.parameters() if id(parameter) not in known]
    groups = [{"params": inner, "lr": plan.encoder_rate}, {"params": outer, "lr": plan.head_rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01)
