"""The steps of a training: seeded, timed, resumable, with lines of progress."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotation.training.run import Run

if TYPE_CHECKING:
    import torch

Step = tuple[Mapping[str, "torch.Tensor"], int]
"""The losses of a batch by task, and how many word pieces it has."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How long is trained, and how fast. Rates rise over the first steps, stay, and fall to nothing over the last.

    Args:
        steps: batches in all.
        batch: windows a batch.
        judged_batch: windows of single sentences for claims and stances, a batch of them beside each other batch; 0 for none.
        encoder_rate, head_rate: the highest learning rates, of pretrained layers and of others.
        warm_up: steps until the highest rates.
        falling: the share of the steps over which rates fall.
        tell_every: steps between lines of progress and checkpoints.
    """

    steps: int
    batch: int = 8
    judged_batch: int = 0
    encoder_rate: float = 1e-4
    head_rate: float = 1e-3
    warm_up: int = 100
    falling: float = 0.4
    tell_every: int = 100
    seed: int = 1

    def rate(self, step: int) -> float:
        """What the highest rates are multiplied by at a step."""
        left = (self.steps - step) / max(1.0, self.falling * self.steps)
        return max(0.0, min(1.0, (step + 1) / self.warm_up, left))


def train(
    model: Any,
    groups: list[dict[str, Any]],
    plan: Plan,
    run: Run,
    *,
    path: Path,
    weights: Mapping[str, float],
    steps: Callable[[int], Iterator[Step]],
) -> bool:
    """Train a model; whether its last step is done. At `path` are its weights, the optimizer’s memory and the step.

    A training that was stopped, by `run.minutes` or by force, goes on with the same call, and ends with the weights of one that never
    was. Of one that is done already nothing is trained.

    Args:
        model: a `torch.nn.Module`.
        groups: its parameters with their rates, as optimizers take them.
        plan: how long.
        run: where and how.
        path: the checkpoint.
        weights: what each task’s loss counts.
        steps: given how many are done, the losses of the others one by one, without end.
    """
    import torch

    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, plan.rate)
    kept, done = {"model": model, "optimizer": optimizer, "schedule": schedule}, 0
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not run.fresh:
        found = torch.load(path, weights_only=True, map_location=next(model.parameters()).device)
        for name, own in kept.items():
            own.load_state_dict(found[name])
        done = found["step"]
        run.tell(f"resumed at step {done} of {plan.steps}")
    if done >= plan.steps:
        return True
    started, pieces, lost = time.monotonic(), 0, Counter[str]()
    following = steps(done)
    for step in range(done + 1, plan.steps + 1):
        torch.manual_seed(plan.seed * 1_000_003 + step)
        losses, size = next(following)
        total = sum(weights[name] * loss for name, loss in losses.items())
        optimizer.zero_grad()
        total.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        lost.update({name: float(loss.detach()) for name, loss in losses.items()})
        pieces += size
        late = run.late
        if step % plan.tell_every == 0 or step == plan.steps or late:
            speed = pieces / (time.monotonic() - started)
            told = " ".join(f"{name} {value / plan.tell_every:.3f}" for name, value in sorted(lost.items()))
            run.tell(f"step {step} of {plan.steps}, {speed:.0f} pieces/s | {told}")
            lost.clear()
            state = {name: own.state_dict() for name, own in kept.items()}
            torch.save({**state, "step": step}, path.with_suffix(".new"))
            path.with_suffix(".new").replace(path)
        if late and step < plan.steps:
            run.tell(f"stopped after {run.minutes} minutes; the same command resumes")
            return False
    run.tell("done")
    return True
