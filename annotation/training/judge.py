"""The parts of the encoder that judge: what is worth checking, and who is for or against whom.

What is worth checking is told of each word by a light head over all layers: the lower ones know more of words, the upper ones more of
sentences (Peters and others, 2018). A target is judged by two more layers over the words of its sentence, which know who is who: the target and its holder are marked where the words enter, as models that read a sentence once for each target mark them in the text
(Hamborg and Donnay, 2021); here the six layers below are read once for all, and only these two again for each target. They begin as
copies of the last two pretrained ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotation.suggest.encoder.labels import DIRECTED, HOLDER, TARGET, TOWARD

if TYPE_CHECKING:
    import torch

_ROLES = 3
_HIDDEN, _NARROW = 192, 128
_NEVER = -1e4


def build_check(pretrained: Any) -> Any:
    """A `torch.nn.Module` from the words at each layer of the encoder to how much each word counts, and what for.

    Args:
        pretrained: the encoder (BERT’s layers).
    """
    import torch
    from torch import nn

    width, layers = pretrained.config.hidden_size, pretrained.config.num_hidden_layers + 1

    class Check(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.enter = nn.ModuleList([nn.LayerNorm(width) for _ in range(layers)])
            self.dropout = nn.Dropout(0.2)
            self.hidden = nn.Linear(layers * width, _NARROW)
            self.counts = nn.Linear(_NARROW, 2)

        def forward(self, layers: list[torch.Tensor]) -> torch.Tensor:
            """Each (row, word, width); two numbers for each (row, word)."""
            words = torch.cat([normal(states) for normal, states in zip(self.enter, layers, strict=True)], dim=-1)
            hidden = nn.functional.gelu(self.hidden(self.dropout(words)))
            counts: torch.Tensor = self.counts(self.dropout(hidden))
            return counts

    return Check()


def build_judge(pretrained: Any, *, layers: int = 2) -> Any:
    """A `torch.nn.Module` from words, who they are, and which are there, to logits of `TOWARD` and of `DIRECTED`.

    Args:
        pretrained: the encoder (BERT’s layers) whose last layers it begins with.
        layers: how many.
    """
    import torch
    from torch import nn

    config = pretrained.config
    width, heads = config.hidden_size, config.num_attention_heads

    class Layer(nn.Module):
        """BERT’s layer, its weights at first those of another."""

        def __init__(self, other: Any) -> None:
            super().__init__()
            attention = other.attention
            self.query, self.key, self.value = (
                _copied(getattr(attention.self, name)) for name in ("query", "key", "value")
            )
            self.attended = _copied(attention.output.dense)
            self.normal = _copied(attention.output.LayerNorm)
            self.inner, self.outer = _copied(other.intermediate.dense), _copied(other.output.dense)
            self.last = _copied(other.output.LayerNorm)

        def forward(self, states: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
            """`states` (row, word, width), `there` (row, 1, 1, word), true for words and false for padding."""
            rows, length = states.shape[0], states.shape[1]
            split = [
                part(states).view(rows, length, heads, -1).transpose(1, 2)
                for part in (self.query, self.key, self.value)
            ]
            gained = nn.functional.scaled_dot_product_attention(*split, attn_mask=there)
            gained = self.attended(gained.transpose(1, 2).reshape(rows, length, width))
            states = self.normal(states + gained)
            return self.last(states + self.outer(nn.functional.gelu(self.inner(states))))

    class Judge(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.role = nn.Embedding(_ROLES, width)
            nn.init.normal_(self.role.weight, std=0.02)
            self.enter = nn.LayerNorm(width)
            self.layers = nn.ModuleList([Layer(other) for other in pretrained.encoder.layer[-layers:]])
            self.weigh = nn.Linear(width, 1)
            self.dropout = nn.Dropout(0.1)
            self.of_target = nn.Sequential(nn.Linear(2 * width, _HIDDEN), nn.GELU(), nn.Linear(_HIDDEN, len(TOWARD)))
            self.of_pair = nn.Sequential(nn.Linear(3 * width, _HIDDEN), nn.GELU(), nn.Linear(_HIDDEN, len(DIRECTED)))

        def forward(
            self, words: torch.Tensor, roles: torch.Tensor, mask: torch.Tensor
        ) -> tuple[torch.Tensor, torch.Tensor]:
            """`words` (row, word, width), `roles` and `mask` (row, word); logits (row, label) of both."""
            states = self.enter(words + self.role(roles))
            there = mask.to(torch.bool)[:, None, None, :]
            for layer in self.layers:
                states = layer(states, there)
            states = self.dropout(states)
            weights = self.weigh(states).squeeze(-1).masked_fill(~mask.to(torch.bool), _NEVER).softmax(dim=-1)
            whole = (weights.unsqueeze(1) @ states).squeeze(1)
            target, holder = self._mean(states, roles, TARGET), self._mean(states, roles, HOLDER)
            return self.of_target(torch.cat([target, whole], dim=-1)), self.of_pair(
                torch.cat([target, holder, whole], dim=-1)
            )

        def _mean(self, states: torch.Tensor, roles: torch.Tensor, role: int) -> torch.Tensor:
            """The mean of the words in a role, nothing where there is none."""
            chosen = (roles == role).to(states.dtype)
            return (chosen.unsqueeze(1) @ states).squeeze(1) / chosen.sum(dim=1, keepdim=True).clamp(min=1.0)

    return Judge()


def _copied(module: Any) -> Any:
    from copy import deepcopy

    return deepcopy(module)
