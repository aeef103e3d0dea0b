"""Fine-tuning the encoder on quotes: seeded, timed, resumable, on a GPU where there is one."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotation.suggest.pieces import WordPieces
from annotation.suggest.windows import Window
from annotation.training.encoder import build_model, loss_of
from annotation.training.encoder_windows import quote_windows
from annotation.training.loop import Run

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class EncoderPlan:
    """How the encoder is trained. Rates rise over `warm_up` of the steps and fall to nothing at the last.

    Args:
        steps: batches in all.
        batch: windows a batch.
        encoder_rate, head_rate: the highest learning rates.
        frozen_layers: the encoder’s lowest layers that stay as they are, with its table of word pieces.
        tell_every: steps between lines of progress and checkpoints.
    """

    steps: int = 4000
    batch: int = 8
    encoder_rate: float = 6e-5
    head_rate: float = 1e-3
    warm_up: float = 0.06
    frozen_layers: int = 0
    tell_every: int = 100
    seed: int = 1


def train_encoder(docs: Sequence[Doc], plan: EncoderPlan, run: Run) -> Path:
    """Train on docs with quotes; the checkpoint `encoder.pt` in the run’s folder (weights, optimizer, step)."""
    import torch

    torch.manual_seed(plan.seed)
    model, vocabulary = build_model()
    windows = [window for doc in docs for window in quote_windows(doc, vocabulary)]
    run.tell(f"{len(windows)} windows of {len(docs)} documents; {sum(len(w.cues) for w in windows)} cues")
    for parameter in _frozen(model, plan.frozen_layers):
        parameter.requires_grad = False
    optimizer, schedule = _optimizer(model, plan)
    path, done = run.folder / "encoder.pt", 0
    run.folder.mkdir(parents=True, exist_ok=True)
    if path.exists() and not run.fresh:
        kept = torch.load(path, weights_only=True)
        model.load_state_dict(kept["model"])
        optimizer.load_state_dict(kept["optimizer"])
        schedule.load_state_dict(kept["schedule"])
        done = kept["step"]
        run.tell(f"resumed at step {done} of {plan.steps}")
    started, pieces, lost = time.monotonic(), 0, 0.0
    model.train()
    for step in range(done + 1, plan.steps + 1):
        torch.manual_seed(plan.seed * 1_000_003 + step)
        batch = _batch(windows, plan, step)
        loss = loss_of(model, batch, vocabulary)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        lost += float(loss.detach())
        pieces += sum(len(window.pieces) for window in batch)
        late = run.minutes is not None and time.monotonic() - started > 60 * run.minutes
        if step % plan.tell_every == 0 or step == plan.steps or late:
            speed = pieces / (time.monotonic() - started)
            run.tell(f"step {step} of {plan.steps}: loss {lost / (step - done):.4f} so far, {speed:.0f} pieces/s")
            state = {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
            }
            torch.save({**state, "step": step}, path.with_suffix(".new"))
            path.with_suffix(".new").replace(path)
        if late:
            run.tell(f"stopped after {run.minutes} minutes; the same command resumes")
            break
    return path


def load_encoder(path: Path) -> tuple[Any, WordPieces]:
    """A trained model, ready to read, and its word pieces."""
    import torch

    model, vocabulary = build_model()
    model.load_state_dict(torch.load(path, weights_only=True)["model"])
    return model.eval(), vocabulary


def _batch(windows: Sequence[Window], plan: EncoderPlan, step: int) -> list[Window]:
    """The windows of a step: each round over the data is in an order of its own."""
    a_round = max(1, len(windows) // plan.batch)
    number, place = divmod(step - 1, a_round)
    order = list(range(len(windows)))
    random.Random(plan.seed + number).shuffle(order)  # noqa: S311 - no secret is made here
    return [windows[i] for i in order[place * plan.batch : (place + 1) * plan.batch]]


def _optimizer(model: Any, plan: EncoderPlan) -> tuple[Any, Any]:
    import torch

    own = {id(parameter) for parameter in model.encoder.parameters()}
    groups = [
        {"params": [p for p in model.parameters() if id(p) in own and p.requires_grad], "lr": plan.encoder_rate},
        {"params": [p for p in model.parameters() if id(p) not in own], "lr": plan.head_rate},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    warm = max(1, int(plan.steps * plan.warm_up))

    def share(step: int) -> float:
        return min((step + 1) / warm, max(0.0, (plan.steps - step) / max(1, plan.steps - warm)))

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, share)


def _frozen(model: Any, layers: int) -> list[Any]:
    if layers == 0:
        return []
    parts = [model.encoder.embeddings, *model.encoder.encoder.layer[:layers]]
    return [parameter for part in parts for parameter in part.parameters()]
