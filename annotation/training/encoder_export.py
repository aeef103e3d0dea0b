"""A trained encoder as graphs for onnxruntime: those that read windows and judge targets in 8-bit integers, and two light heads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from annotation.suggest.encoder.graphs import PARTS, PIECES, READER, RELATIONS, STANCE
from annotation.training.encoder import ATTENTION_HEADS, HEAD_WIDTH
from annotation.training.encoder_training import load_encoder
from annotation.training.fused_attention import OPSET, fused_attention, tell_types


def export_encoder(trained: Path, folder: Path, *parts: Path) -> Path:
    """Write the four graphs, the labels and the word pieces of a training’s folder into a folder; `parts` as `load_encoder` takes them."""
    import torch

    model, labels, vocabulary = load_encoder(trained, *parts)
    folder.mkdir(parents=True, exist_ok=True)
    ones = torch.ones((2, 12), dtype=torch.long)
    words = torch.ones((2, 5), dtype=torch.long)
    whole = folder / "whole.onnx"
    outputs = list(model.read(ones, ones, ones, words, words))
    inputs = ["pieces", "mask", "features", "firsts", "lasts"]
    with fused_attention(model.encoder.config.num_attention_heads):
        _export(_step(model, "forward"), (ones, ones, ones, words, words), whole, inputs, outputs)
    _in_small_integers(whole, folder / READER)
    whole.unlink()
    width = 2 * HEAD_WIDTH
    example = (torch.zeros(2, 5, width), torch.zeros(2, width), words, words.bool())
    with fused_attention(ATTENTION_HEADS):
        _export(_step(model, "parts"), example, folder / PARTS, ["as_word", "as_cue", "distances", "mask"], ["parts"])
    two = (torch.zeros(3, HEAD_WIDTH), torch.zeros(3, HEAD_WIDTH))
    _export(_step(model, "relate"), two, folder / RELATIONS, ["as_dependent", "as_head"], ["relations"])
    sentences = (torch.zeros(2, 5, model.encoder.config.hidden_size), words, words.bool())
    with fused_attention(model.encoder.config.num_attention_heads):
        _export(_step(model, "stance"), sentences, whole, ["words", "roles", "mask"], ["toward", "directed"])
    _in_small_integers(whole, folder / STANCE)
    whole.unlink()
    labels.write(folder)
    vocabulary.write(folder / PIECES)
    return folder


def _in_small_integers(path: Path, to: Path) -> None:
    """Weights as 8-bit integers, each output with a scale of its own, the rest measured while running."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    tell_types(path)
    quantize_dynamic(
        path,
        to,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        extra_options={"MatMulConstBOnly": True},
    )


def _step(model: Any, name: str) -> Any:
    """A step of the model as a module of its own."""
    from torch import nn

    class Step(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *inputs: Any) -> Any:
            return getattr(self.model, name)(*inputs)

    return Step().eval()


def _export(module: Any, example: tuple[Any, ...], path: Path, inputs: list[str], outputs: list[str]) -> None:
    import torch

    by_piece = {"pieces", "mask", "features"} if "pieces" in inputs else set()
    axes: dict[str, dict[int, str]] = {}
    for name in (*inputs, *outputs):
        axes[name] = {0: "row"}
        if name in ("as_cue", "relations", "toward", "directed") and "pieces" not in inputs:
            continue
        if path.name != RELATIONS:
            axes[name][1] = "piece" if name in by_piece else "word"
    if "arcs" in outputs:
        axes["arcs"] = {0: "row", 1: "word", 2: "head"}
        axes["as_head"] = {0: "row", 1: "head"}
    torch.onnx.export(
        module,
        example,
        str(path),
        input_names=inputs,
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
