"""The training loop: fixed order of examples, dropout and rates by seed and step, checkpoints to resume from.

spaCy’s own loop cannot be resumed with its optimizer’s state nor stopped after a time, which stages of at most an hour need.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotation.training.checkpoint import load_checkpoint, save_checkpoint

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.training import Example

CONFIGS = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Run:
    """One training: where it is kept, how long it may take, and what is told of it.

    Args:
        folder: holds `last/` (to resume from) and `best/` (the pipeline with averaged weights that scored best).
        minutes: stop, resumable, after so many; None trains to the last step.
        fresh: begin again even where there is a checkpoint.
        tell: receives a line of progress at each evaluation.
    """

    folder: Path
    minutes: float | None = None
    fresh: bool = False
    tell: Callable[[str], None] = print


def load_config(name: str, overrides: dict[str, Any] | None = None) -> Any:
    """A configuration beside this module, with dotted overrides."""
    from spacy.util import load_config as read

    import annotation.suggest.components  # noqa: F401 - registers the tokenizer

    return read(CONFIGS / f"{name}.cfg", overrides=overrides or {}, interpolate=True)


def train(
    config: Any,
    docs: Sequence[Doc],
    *,
    example: Callable[[Language, Doc, random.Random], Example],
    score: Callable[[Language], dict[str, float]],
    run: Run,
    prepare: Callable[[Language], None] | None = None,
) -> dict[str, float]:
    """Train a pipeline on gold docs; the best scores seen.

    Args:
        config: as `load_config` gives it; its `[training]` names seed, dropout, steps, optimizer and sizes of batches.
        docs: gold docs.
        example: makes an example of a gold doc, anew each time it comes up, with the randomness given.
        score: figures of the pipeline at hand; the mean decides which is best.
        run: where and how long.
        prepare: does something to the blank pipeline before it is initialized (vectors).
    """
    from spacy.training import Example
    from spacy.util import load_model_from_config, registry
    from thinc.api import fix_random_seed, prefer_gpu

    from annotation.suggest.arithmetic import use_fast_products

    run.folder.mkdir(parents=True, exist_ok=True)
    if not prefer_gpu():
        use_fast_products()
    plan = registry.resolve({"training": config["training"]})["training"]
    seed, steps = int(plan["seed"]), int(plan["max_steps"])
    fix_random_seed(seed)
    nlp = load_model_from_config({k: v for k, v in config.items() if k != "training"}, auto_fill=True)
    if prepare is not None:
        prepare(nlp)
    nlp.initialize(lambda: [Example(nlp.make_doc(doc.text), doc) for doc in docs])
    optimizer = plan["optimizer"]
    done, best, words = 0, {"mean": -1.0}, 0
    progress = None if run.fresh else load_checkpoint(nlp, optimizer, run.folder / "last")
    if progress is not None:
        done, best, words = progress["step"], progress["best"], progress["words"]
        run.tell(f"resumed at step {done} of {steps}")
        for _ in range(done):
            optimizer.step_schedules()
    started, words_before, losses = time.monotonic(), words, dict[str, float]()
    every_batch = batches([len(doc) for doc in docs], plan["words_a_batch"], seed)
    for step, batch in enumerate(islice(every_batch, done, steps), done + 1):
        # So that a resumed training goes on as one that was never stopped.
        fix_random_seed(seed + step)
        examples = [example(nlp, docs[i], random.Random(f"{seed} {step} {i}")) for i in batch]  # noqa: S311
        _update(nlp, optimizer, examples, dropout=float(plan["dropout"]), losses=losses)
        words += sum(len(docs[i]) for i in batch)
        late = run.minutes is not None and time.monotonic() - started > 60 * run.minutes
        if step % int(plan["eval_frequency"]) == 0 or step == steps or late:
            speed = (words - words_before) / max(1e-9, time.monotonic() - started)
            with nlp.use_params(optimizer.averages):
                figures = score(nlp)
                figures["mean"] = sum(figures.values()) / max(1, len(figures))
                if figures["mean"] > best["mean"]:
                    best = figures
                    nlp.to_disk(run.folder / "best")
            run.tell(_line(step, words, speed, figures, losses))
            losses = {}
            save_checkpoint(nlp, optimizer, run.folder / "last", {"step": step, "best": best, "words": words})
        if late:
            run.tell(f"stopped after {run.minutes} minutes; the same command resumes")
            break
    return best


def batches(lengths: list[int], sizes: Iterator[int], seed: int) -> Iterator[list[int]]:
    """Endless batches of indices, shuffled anew each round over the data, of about as many words as `sizes` says."""
    from spacy.training.batchers import minibatch_by_words

    def endless() -> Iterator[int]:
        order = random.Random(seed)  # noqa: S311
        while True:
            indices = list(range(len(lengths)))
            order.shuffle(indices)
            yield from indices

    as_spacy_takes_it: Any = sizes  # an iterator too, whatever its stubs say
    yield from minibatch_by_words(endless(), size=as_spacy_takes_it, get_length=lambda i: lengths[i])


def _update(
    nlp: Language, optimizer: Any, examples: list[Example], *, dropout: float, losses: dict[str, float]
) -> None:
    nlp.update(examples, drop=dropout, sgd=False, losses=losses)  # type: ignore[arg-type]
    for _, pipe in nlp.pipeline:
        if getattr(pipe, "is_trainable", False) and getattr(pipe, "model", None) not in (True, False, None):
            pipe.finish_update(optimizer)  # type: ignore[attr-defined]
    optimizer.step_schedules()


def _line(step: int, words: int, speed: float, figures: dict[str, float], losses: dict[str, float]) -> str:
    told = "  ".join(f"{name} {100 * value:.1f}" for name, value in figures.items())
    lost = "  ".join(f"{name} {value:.0f}" for name, value in losses.items() if value)
    return f"step {step}  words {words / 1e6:.2f} M at {speed:.0f}/s  |  {told}  |  loss {lost}"
