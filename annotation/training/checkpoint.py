"""A training that was stopped, on disk: the pipeline, what the optimizer remembers, and the step it was at."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotation.suggest.shipped import look_up_lower_case

if TYPE_CHECKING:
    from spacy.language import Language

_STATE = ("mom1", "mom2", "averages")


def save_checkpoint(nlp: Language, optimizer: Any, folder: Path, progress: dict[str, Any]) -> None:
    """Write a checkpoint in the place of the one before it; `progress` (plain JSON) comes back from `load_checkpoint`."""
    import numpy as np

    # Written beside and moved, so that a training that is killed here still has the one before.
    target, folder = folder, folder.with_name(f"{folder.name}.new")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    nlp.to_disk(folder / "pipeline")
    arrays: dict[str, Any] = {}
    for name, key in _parameters(nlp):
        arrays[f"count|{name}"] = np.asarray(optimizer.nr_update.get(key, 0))
        for what in _STATE:
            value = (getattr(optimizer, what) or {}).get(key)
            if value is not None:
                arrays[f"{what}|{name}"] = value.get() if hasattr(value, "get") else value
    np.savez(folder / "optimizer.npz", **arrays)
    (folder / "progress.json").write_text(json.dumps(progress), encoding="utf-8")
    shutil.rmtree(target, ignore_errors=True)
    folder.rename(target)


def load_checkpoint(nlp: Language, optimizer: Any, folder: Path) -> dict[str, Any] | None:
    """Bring an initialized pipeline and a fresh optimizer to where a checkpoint left them; None where there is no checkpoint."""
    import numpy as np

    if not (folder / "progress.json").exists():
        return None
    look_up_lower_case(nlp.from_disk(folder / "pipeline"))
    with np.load(folder / "optimizer.npz") as arrays:
        for name, key in _parameters(nlp):
            if f"count|{name}" in arrays:
                optimizer.nr_update[key] = int(arrays[f"count|{name}"])
            for what in _STATE:
                if f"{what}|{name}" in arrays:
                    getattr(optimizer, what)[key] = arrays[f"{what}|{name}"]
    progress: dict[str, Any] = json.loads((folder / "progress.json").read_text(encoding="utf-8"))
    return progress


def _parameters(nlp: Language) -> Iterator[tuple[str, tuple[int, str]]]:
    """Every parameter by a name that is the same in every process, with the key that the optimizer knows it by."""
    seen: set[tuple[int, str]] = set()
    for pipe_name, pipe in nlp.pipeline:
        if model := getattr(pipe, "model", None):
            for place, node in enumerate(model.walk()):
                for parameter in node.param_names:
                    key = (node.id, parameter)
                    if key not in seen:
                        seen.add(key)
                        yield f"{pipe_name}|{place}|{parameter}", key
