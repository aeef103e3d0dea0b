"""A trained encoder as two graphs for onnxruntime: one that reads windows, in 8-bit integers, and the light head for each cue."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from annotation.suggest.quote_reader import HEAD, PIECES, READER
from annotation.training.encoder import HEAD_WIDTH
from annotation.training.encoder_training import load_encoder


def export_encoder(checkpoint: Path, folder: Path) -> Path:
    """Write `reader.onnx` (8-bit weights), `head.onnx` and the vocabulary of word pieces, `pieces.txt`, into a folder.

    The reader takes `pieces`, `mask`, `firsts`, `shapes` and gives `states`, `cues`; the head takes `states`, `heads`,
    `distances` and gives `parts`: as the steps `read` and `parts` of the model do.
    """
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    model, vocabulary = load_encoder(checkpoint)
    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / "reader.full.onnx"
    ones = torch.ones((2, 12), dtype=torch.long)
    names = ["pieces", "mask", "firsts", "shapes"]
    _export(model, (ones, ones, ones[:, :5], ones[:, :5]), whole, names, ["states", "cues"])
    quantize_dynamic(
        whole,
        folder / READER,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        extra_options={"MatMulConstBOnly": True},
    )
    whole.unlink()
    width = model.of_word.in_features
    head = _head_of(model)
    example = (torch.zeros(2, 5, width), torch.zeros(2, width), torch.ones((2, 5), dtype=torch.long))
    _export(head, example, folder / HEAD, ["states", "heads", "distances"], ["parts"])
    vocabulary.write(folder / PIECES)
    return folder


def _head_of(model: Any) -> Any:
    """The step `parts` as a module of its own."""
    from torch import nn

    class Head(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, states: Any, heads: Any, distances: Any) -> Any:
            return self.model.parts(states, heads, distances)

    assert model.near.in_channels == HEAD_WIDTH
    return Head().eval()


def _export(module: Any, example: tuple[Any, ...], path: Path, inputs: list[str], outputs: list[str]) -> None:
    import torch

    axes = {name: {0: "row", 1: f"{name}_length"} for name in (*inputs, *outputs)}
    axes |= {name: {0: "row", 1: "word"} for name in ("firsts", "shapes", "states", "cues", "distances", "parts")}
    axes |= {name: {0: "row", 1: "piece"} for name in ("pieces", "mask")}
    axes |= {"heads": {0: "row"}}
    torch.onnx.export(
        module,
        example,
        str(path),
        input_names=inputs,
        output_names=outputs,
        dynamic_axes={name: axes[name] for name in (*inputs, *outputs)},
        opset_version=17,
        dynamo=False,
    )
