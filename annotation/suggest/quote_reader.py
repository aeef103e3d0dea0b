"""The trained encoder as the application runs it: two graphs by onnxruntime that find quotes in the words of a document.

`reader.onnx` reads windows once; `head.onnx` says of every word around a cue whether it is source or content of that cue. Both are
made by `annotation.training.encoder_export`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from annotation.suggest.decoding import Found, best_labels, probabilities, spans
from annotation.suggest.pieces import WordPieces
from annotation.suggest.windows import Window, as_arrays, distances, windows

READER, HEAD, PIECES = "reader.onnx", "head.onnx", "pieces.txt"
# For each label the one that must begin it: of cues O, B, I; of parts O, B and I of source, B and I of content.
CUE_ORDER = (-1, -1, 1)
PART_ORDER = (-1, -1, 1, -1, 3)
_SOURCE, _CONTENT = 1, 3
_WINDOWS_A_BATCH = 8

Reading = Callable[[dict[str, Any]], tuple[Any, Any]]
Heading = Callable[[dict[str, Any]], Any]


def find_quotes(
    words: Sequence[str], vocabulary: WordPieces, *, read: Reading, head: Heading, cue_bias: float = 0.0
) -> Iterator[Found]:
    """The quotes of a document’s words, by window.

    Args:
        words: the document’s words, without white space.
        vocabulary: cuts words into pieces.
        read: states and cue logits of a batch of windows.
        head: logits of parts for states, cues and distances.
        cue_bias: added to the logits of cues; below nothing, fewer and surer quotes are found.
    """
    remaining = windows(words, vocabulary)
    while batch := list(islice(remaining, _WINDOWS_A_BATCH)):
        states, cue_logits = read(as_arrays(batch, vocabulary))
        for row, window in enumerate(batch):
            length = window.end - window.start
            yield from _in_window(window, states[row, :length], cue_logits[row, :length], head, cue_bias)


def _in_window(window: Window, states: Any, cue_logits: Any, head: Heading, cue_bias: float) -> Iterator[Found]:
    import numpy as np

    length = window.end - window.start
    chances = probabilities(cue_logits)
    biased = cue_logits + np.array([0.0, cue_bias, cue_bias], dtype="float32")
    cues = [
        (start, end)
        for start, end in spans(best_labels(biased[None], CUE_ORDER)[0], 1)
        if window.core_start <= window.start + start < window.core_end
    ]
    if not cues:
        return
    parts = head(
        {
            "states": np.repeat(states[None], len(cues), axis=0),
            "heads": np.stack([states[start:end].mean(axis=0) for start, end in cues]),
            "distances": np.array([distances(start, end, length) for start, end in cues]),
        }
    )
    for (start, end), own, labels in zip(cues, parts, best_labels(parts, PART_ORDER), strict=True):
        content = spans(labels, _CONTENT)
        if content:
            shares = probabilities(own)[:, _CONTENT:].sum(axis=-1)
            sure = float(np.concatenate([shares[low:high] for low, high in content]).mean())
            yield Found(
                cue=(start + window.start, end + window.start),
                source=_moved(spans(labels, _SOURCE), window.start),
                content=_moved(content, window.start),
                score=sure * float(1 - chances[start, 0]),
            )


def _moved(ranges: Sequence[tuple[int, int]], by: int) -> tuple[tuple[int, int], ...]:
    return tuple((low + by, high + by) for low, high in ranges)


def load_reader(folder: Path) -> tuple[Reading, Heading, WordPieces]:
    """The graphs of a folder, on one thread, with their word pieces.

    Raises:
        ImportError: where onnxruntime is not installed.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    reader = onnxruntime.InferenceSession(folder / READER, options, providers=["CPUExecutionProvider"])
    head = onnxruntime.InferenceSession(folder / HEAD, options, providers=["CPUExecutionProvider"])

    def read(batch: dict[str, Any]) -> tuple[Any, Any]:
        states, cues = reader.run(["states", "cues"], batch)
        return states, cues

    def parts(batch: dict[str, Any]) -> Any:
        return head.run(["parts"], batch)[0]

    return read, parts, WordPieces.read(folder / PIECES)
