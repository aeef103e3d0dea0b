"""What a batch of labelled windows costs a model, by task."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from annotation.suggest.encoder.labels import HOLDER, TARGET, distances
from annotation.suggest.encoder.pieces import WordPieces
from annotation.suggest.encoder.windows import as_arrays
from annotation.training.encoder import forbidden
from annotation.training.labelled import IGNORED, Check, Cue, Judged, Labelled, Syntax

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
    "checks": 0.6,
    "toward": 0.7,
    "directed": 0.5,
}
_NEVER = -1e4


def losses_of(model: Any, batch: Sequence[Labelled], vocabulary: WordPieces) -> dict[str, torch.Tensor]:
    """The loss of each task that the batch has labels for, as a share of all its words; on the device of the model."""
    import torch
    from torch.nn.functional import cross_entropy

    read = _read(model, batch, vocabulary)
    device, most = read["words"].device, read["words"].shape[1]
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
    return found | _judgements(model, read, batch)


def _read(model: Any, batch: Sequence[Labelled], vocabulary: WordPieces) -> dict[str, torch.Tensor]:
    """What the model says of the words of a batch of windows, on its device."""
    import torch

    device = next(model.parameters()).device
    arrays = as_arrays([labelled.window for labelled in batch], vocabulary)
    found: dict[str, torch.Tensor] = model.read(
        **{name: torch.from_numpy(array).to(device) for name, array in arrays.items()}
    )
    return found


def _judgements(model: Any, read: dict[str, torch.Tensor], batch: Sequence[Labelled]) -> dict[str, torch.Tensor]:
    """What is worth checking, who is for or against whom."""
    found: dict[str, torch.Tensor] = {}
    checks = [(row, check) for row, labelled in enumerate(batch) for check in labelled.checks]
    if checks:
        found["checks"] = _checks(read["checks"], checks)
    judged = [(row, judged) for row, labelled in enumerate(batch) for judged in labelled.judged]
    if judged:
        found |= _stances(model, read["words"], judged)
    return found


def _checks(logits: torch.Tensor, checks: Sequence[tuple[int, Check]]) -> torch.Tensor:
    """The mean over stretches of how unlikely it is that they are worth checking, or not."""
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits, pad

    longest = max(check.end - check.start for _, check in checks)
    own = [
        pad(logits[row, check.start : check.end], (0, 0, 0, longest - check.end + check.start)) for row, check in checks
    ]
    lengths = torch.tensor([check.end - check.start for _, check in checks], device=logits.device)
    there = torch.arange(longest, device=logits.device)[None, :] < lengths[:, None]
    both = torch.stack(own)
    weights = both[..., 0].masked_fill(~there, _NEVER).softmax(dim=-1)
    worthy = torch.tensor([check.worthy for _, check in checks], device=logits.device)
    return binary_cross_entropy_with_logits((weights * both[..., 1]).sum(dim=-1), worthy)


def _stances(model: Any, words: torch.Tensor, judged: Sequence[tuple[int, Judged]]) -> dict[str, torch.Tensor]:
    """The mean over targets of how unlikely their polarity is: of all that are `toward`, of all that are `directed`."""
    import torch
    from torch.nn.functional import cross_entropy, pad

    longest = max(own.end - own.start for _, own in judged)
    states = torch.stack(
        [pad(words[row, own.start : own.end], (0, 0, 0, longest - own.end + own.start)) for row, own in judged]
    )
    roles = torch.zeros((len(judged), longest), dtype=torch.long)
    mask = torch.zeros((len(judged), longest), dtype=torch.bool)
    for number, (_, own) in enumerate(judged):
        mask[number, : own.end - own.start] = True
        if own.holder:
            roles[number, own.holder[0] - own.start : own.holder[1] - own.start] = HOLDER
        roles[number, own.target[0] - own.start : own.target[1] - own.start] = TARGET
    answers = model.stance(states, roles.to(words.device), mask.to(words.device))
    found = {}
    for name, logits in zip(("toward", "directed"), answers, strict=True):
        wanted = torch.tensor([getattr(own, name) for _, own in judged], device=words.device)
        if bool((wanted != IGNORED).any()):
            found[name] = cross_entropy(logits, wanted, ignore_index=IGNORED)
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
