"""Attention in the graphs that ship: one operator of onnxruntime where torch would write twenty, half of whose time goes to masks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

OPSET = 17
_DOMAIN = "com.microsoft"
_ATTENTION = "aten::scaled_dot_product_attention"


@contextmanager
def fused_attention(heads: int) -> Iterator[None]:
    """Within it, `torch.onnx.export` writes attention as `MultiHeadAttention` of onnxruntime’s own operators (com.microsoft, version 1).

    Every mask must be of keys alone (row, 1, any, key), and leave each row something to attend to. What torch writes guards against rows
    that have nothing, and goes three more times over all pairs of words for it; ours always have their first piece.

    Args:
        heads: how many there are.
    """
    import torch

    torch.onnx.register_custom_op_symbolic(_ATTENTION, partial(_multi_head_attention, heads), OPSET)
    try:
        yield
    finally:
        torch.onnx.unregister_custom_op_symbolic(_ATTENTION, OPSET)


def _multi_head_attention(heads: int, g: Any, *given: Any) -> Any:
    """Given are query, key and value (row, head, word, width of a head), and the mask; what is gained has the same shape."""
    import torch

    def constant(*values: int) -> Any:
        return g.op("Constant", value_t=torch.tensor(values if len(values) > 1 else values[0]))

    def joined(split: Any) -> Any:
        return g.op("Reshape", g.op("Transpose", split, perm_i=[0, 2, 1, 3]), constant(0, 0, -1))

    *projected, there = given[:4]
    for _axis in range(2):
        there = g.op("Gather", there, constant(0), axis_i=1)
    there = g.op("Cast", there, to_i=torch.onnx.TensorProtoDataType.INT32)
    no_bias = g.op("prim::Constant")
    no_bias.setType(torch._C.OptionalType.ofTensor())  # noqa: SLF001
    gained = g.op(
        f"{_DOMAIN}::MultiHeadAttention",
        *(joined(split) for split in projected),
        no_bias,
        there,
        num_heads_i=heads,
    )
    return g.op("Transpose", g.op("Reshape", gained, constant(0, 0, heads, -1)), perm_i=[0, 2, 1, 3])


def tell_types(path: Path) -> None:
    """Write into a graph the type of what onnxruntime’s own operators give: onnx cannot infer it, and quantization asks for it."""
    import onnx

    model = onnx.load(path)
    model.graph.value_info.extend(
        onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None)
        for node in model.graph.node
        if node.domain == _DOMAIN
        for name in node.output
    )
    onnx.save(model, path)
