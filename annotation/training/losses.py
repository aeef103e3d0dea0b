"""What a batch of labelled windows costs a model, by task."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from annotation.suggest.encoder.labels import distances
from annotation.suggest.encoder.pieces import WordPieces
from annotation.suggest.encoder.windows import as_arrays
from annotation.training.encoder import forbidden
from annotation.training.labelled import IGNORED, Cue, Labelled, Syntax

if TYPE_CHECKING:
    import torch

WEIGHTS = {
    "cues": 3.0,
    "parts": 2.0,
    "names": 2.0,
    "tags": 0.5,
    "morphs": 0.5,
    "starts": 1.0,
    "arcs": 0.7,
    "relations": 0.7,
}
_NEVER = -1e4


def losses_of(model: Any, batch: Sequence[Labelled], vocabulary: WordPieces) -> dict[str, torch.Tensor]:
    """The loss of each task that the batch has labels for, as a share of all its words; on the device of the model."""
    import torch
    from torch.nn.functional import cross_entropy

    device = next(model.parameters()).device
    arrays = as_arrays([labelled.window for labelled in batch], vocabulary)
    read = model.read(**{name: torch.from_numpy(array).to(device) for name, array in arrays.items()})
    most = arrays["firsts"].shape[1]
    words = sum(len(labelled.window) for labelled in batch)

    def by_word(get: Callable[[Labelled], Sequence[int] | None]) -> torch.Tensor:
        table = torch.full((len(batch), most), IGNORED)
        for row, labelled in enumerate(batch):
            own = get(labelled)
            if own is not None:
                table[row, : len(own)] = torch.tensor(own)
        return table.to(device)

    def of_syntax(get: Callable[[Syntax], Sequence[int]]) -> torch.Tensor:
        return by_word(lambda labelled: get(labelled.syntax) if labelled.syntax else None)

    found = {}
    wanted = {
        "cues": by_word(lambda labelled: labelled.cue_labels),
        "names": by_word(lambda labelled: labelled.names),
        "tags": of_syntax(lambda syntax: syntax.tags),
        "morphs": of_syntax(lambda syntax: syntax.morphs),
        "starts": of_syntax(lambda syntax: syntax.starts),
    }
    for name, labels in wanted.items():
        if bool((labels != IGNORED).any()):
            logits = read[name].flatten(0, 1)
            found[name] = cross_entropy(logits, labels.flatten(), ignore_index=IGNORED, reduction="sum") / words
    heads = of_syntax(lambda syntax: syntax.heads)
    if bool((heads != IGNORED).any()):
        relations = of_syntax(lambda syntax: syntax.relations)
        sentences = of_syntax(lambda syntax: syntax.sentences)
        found |= _dependencies(model, read, heads=heads, relations=relations, sentences=sentences, words=words)
    cues = [(row, cue) for row, labelled in enumerate(batch) for cue in labelled.cues]
    if cues:
        found["parts"] = _parts(model, read, [len(labelled.window) for labelled in batch], cues) / words
    return found


def _dependencies(
    model: Any,
    read: dict[str, torch.Tensor],
    *,
    heads: torch.Tensor,
    relations: torch.Tensor,
    sentences: torch.Tensor,
    words: int,
) -> dict[str, torch.Tensor]:
    import torch
    from torch.nn.functional import cross_entropy

    same = sentences.unsqueeze(2) == sentences.unsqueeze(1)
    allowed = torch.cat([torch.ones_like(same[:, :, :1]), same], dim=2)
    arcs = read["arcs"].masked_fill(~allowed, _NEVER)
    found = {"arcs": cross_entropy(arcs.flatten(0, 1), heads.flatten(), ignore_index=IGNORED, reduction="sum") / words}
    rows, places = (heads != IGNORED).nonzero(as_tuple=True)
    logits = model.relate(read["as_dependent"][rows, places], read["as_head"][rows, heads[rows, places]])
    wanted = relations[rows, places]
    found["relations"] = cross_entropy(logits, wanted, ignore_index=IGNORED, reduction="sum") / words
    return found


def _parts(
    model: Any, read: dict[str, torch.Tensor], lengths: Sequence[int], cues: Sequence[tuple[int, Cue]]
) -> torch.Tensor:
    """The sum over cues of how unlikely their gold sequence of labels is, in the sense of a linear-chain CRF."""
    import torch

    device = read["as_cue"].device
    most = read["as_word"].shape[1]
    rows = torch.tensor([row for row, _ in cues], device=device)
    heads = torch.stack([read["as_cue"][row, cue.start : cue.end].mean(dim=0) for row, cue in cues])
    far = torch.tensor([distances(cue.start, cue.end, most) for _, cue in cues], device=device)
    mask = torch.arange(most)[None, :] < torch.tensor([lengths[row] for row, _ in cues])[:, None]
    mask = mask.to(device)
    labels = torch.zeros((len(cues), most), dtype=torch.long)
    for number, (_, cue) in enumerate(cues):
        labels[number, : len(cue.labels)] = torch.tensor(cue.labels)
    logits = model.parts(read["as_word"][rows], heads, far, mask)
    return unlikeliness(logits, labels.to(device), mask, model.transitions + forbidden().to(device)).sum()


def unlikeliness(
    logits: torch.Tensor, labels: torch.Tensor, mask: torch.Tensor, transitions: torch.Tensor
) -> torch.Tensor:
    """For each row minus the log-probability of its labels in a linear-chain CRF (Lafferty and others, 2001).

    Args:
        logits: (row, word, label).
        labels: (row, word), in the range of labels wherever `mask` is true.
        mask: (row, word), true for words and false for padding, which follows them.
        transitions: (label, next label).
    """
    import torch

    there = mask.to(logits.dtype)
    gold = (logits.gather(2, labels.unsqueeze(2)).squeeze(2) * there).sum(dim=1)
    gold = gold + (transitions[labels[:, :-1], labels[:, 1:]] * there[:, 1:]).sum(dim=1)
    before = logits[:, 0]
    for place in range(1, logits.shape[1]):
        after = torch.logsumexp(before.unsqueeze(2) + transitions, dim=1) + logits[:, place]
        before = torch.where(mask[:, place].unsqueeze(1), after, before)
    return torch.logsumexp(before, dim=1) - gold
