"""A trained encoder run by torch: for measuring while training. The application runs the exported graphs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from annotation.suggest.encoder.graphs import Trained
from annotation.training.encoder_training import load_encoder


class TorchGraphs:
    """A model’s four steps, from arrays to arrays; see `annotation.suggest.encoder.graphs.Graphs`."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def read(self, batch: dict[str, Any]) -> dict[str, Any]:
        """See `Graphs`."""
        return {name: array.numpy() for name, array in self._run("read", batch).items()}

    def parts(self, batch: dict[str, Any]) -> Any:
        """See `Graphs`."""
        return self._run("parts", batch).numpy()

    def relate(self, batch: dict[str, Any]) -> Any:
        """See `Graphs`."""
        return self._run("relate", batch).numpy()

    def stance(self, batch: dict[str, Any]) -> tuple[Any, Any]:
        """See `Graphs`."""
        toward, directed = self._run("stance", batch)
        return toward.numpy(), directed.numpy()

    def _run(self, step: str, batch: dict[str, Any]) -> Any:
        import torch

        with torch.inference_mode():
            return getattr(self._model, step)(**{name: torch.from_numpy(array) for name, array in batch.items()})


def by_torch(folder: Path) -> Trained:
    """The encoder of a training’s folder."""
    model, labels, vocabulary = load_encoder(folder)
    return Trained(TorchGraphs(model), labels, vocabulary)
