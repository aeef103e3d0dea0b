"""The trained encoder as three graphs for onnxruntime: what reads windows, and the light heads for parts of quotes and for relations.

They are made by `annotation.training.encoder_export`; while training, torch answers in their place.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from annotation.suggest.encoder.labels import Labels
from annotation.suggest.encoder.pieces import WordPieces

FOLDER = Path(__file__).parent.parent / "data" / "english"
"""The weights that Quotemark ships."""

READER, PARTS, RELATIONS, STANCE = "reader.onnx", "parts.onnx", "relations.onnx", "stance.onnx"
PIECES = "pieces.txt"
_MOST_THREADS = 4


class Graphs(Protocol):
    """The four steps of reading, from arrays to arrays; sizes are as `annotation.training.encoder` names them."""

    def read(self, batch: dict[str, Any]) -> dict[str, Any]:
        """What is said of each word of a batch of windows, by name."""

    def parts(self, batch: dict[str, Any]) -> Any:
        """Logits of parts (cue, word, label) of `as_word`, `as_cue`, `distances`, `mask`."""

    def relate(self, batch: dict[str, Any]) -> Any:
        """Logits of relations (word, label) of `as_dependent`, `as_head`."""

    def stance(self, batch: dict[str, Any]) -> tuple[Any, Any]:
        """Logits of `TOWARD` and of `DIRECTED` (target, label) of `words`, `roles`, `mask`."""


class OnnxGraphs:
    """The graphs of a folder, run by onnxruntime on the processor.

    Args:
        folder: holds the graphs.
        threads: how many work on one batch; by default OMP_NUM_THREADS, else as many as there are cores, four at most.
    """

    def __init__(self, folder: Path, *, threads: int | None = None) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads or _default_threads()
        options.inter_op_num_threads = 1
        # Threads that wait busily would take from the window what it draws with.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._sessions = {
            name: onnxruntime.InferenceSession(folder / name, options, providers=["CPUExecutionProvider"])
            for name in (READER, PARTS, RELATIONS)
        }
        # Sentences are of all lengths: an arena would keep the largest of each for good.
        options.enable_cpu_mem_arena = False
        self._sessions[STANCE] = onnxruntime.InferenceSession(
            folder / STANCE, options, providers=["CPUExecutionProvider"]
        )
        self._outputs = [output.name for output in self._sessions[READER].get_outputs()]

    def read(self, batch: dict[str, Any]) -> dict[str, Any]:
        """See `Graphs`."""
        return dict(zip(self._outputs, self._sessions[READER].run(self._outputs, batch), strict=True))

    def parts(self, batch: dict[str, Any]) -> Any:
        """See `Graphs`."""
        return self._sessions[PARTS].run(None, batch)[0]

    def relate(self, batch: dict[str, Any]) -> Any:
        """See `Graphs`."""
        return self._sessions[RELATIONS].run(None, batch)[0]

    def stance(self, batch: dict[str, Any]) -> tuple[Any, Any]:
        """See `Graphs`."""
        toward, directed = self._sessions[STANCE].run(None, batch)
        return toward, directed


def _default_threads() -> int:
    told = os.environ.get("OMP_NUM_THREADS", "")
    return int(told) if told.isdecimal() and int(told) > 0 else min(_MOST_THREADS, os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class Trained:
    """All that reading needs: graphs, labels, word pieces."""

    graphs: Graphs
    labels: Labels
    vocabulary: WordPieces


def load_trained(folder: Path, *, threads: int | None = None) -> Trained:
    """The trained encoder of a folder (half a second)."""
    return Trained(OnnxGraphs(folder, threads=threads), Labels.read(folder), WordPieces.read(folder / PIECES))
