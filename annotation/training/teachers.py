"""Teachers of what is worth checking: encoders that read single sentences and nothing else, and what they think of sentences.

An encoder of which all weights learn from the debates alone ranks them better than a light head on the shared one can be taught to by yes
and no. Such teachers are too dear to ship; so the head learns from what they think (Hinton and others, 2015, arXiv:1503.02531), also of
sentences of news, of which nobody has said whether they are worth checking. Each teacher is asked only about debates that it has not seen.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from annotation.suggest.encoder.pieces import WordPieces
from annotation.suggest.encoder.windows import as_arrays
from annotation.training.batches import Round, batches, pieces_of
from annotation.training.convert_judged import CHECKWORTHY
from annotation.training.judged import single_windows
from annotation.training.labelled import Labelled
from annotation.training.loop import Plan, Step, train
from annotation.training.pretrained import load_pretrained
from annotation.training.run import Run

if TYPE_CHECKING:
    import torch
    from spacy.language import Language
    from spacy.tokens import Doc, Span

PLAN = Plan(steps=460, batch=32, encoder_rate=6e-5, warm_up=50, falling=1.0)
"""For each teacher; three rounds over two thirds of the debates."""

_TEACHERS = 3
_LAYERS = 4
_HIDDEN = 128
_NEWS = 12_000
_FEWEST_WORDS, _MOST_WORDS = 5, 60
_SHARE = 0.5


def sentences_of(docs: Iterable[Doc], nlp: Language, *, most: int = _NEWS, seed: int = 1) -> list[Doc]:
    """Sentences of articles, each once, cut by their marks and line breaks; so many of them, drawn at random."""
    from spacy.pipeline import Sentencizer

    sentencizer = Sentencizer()
    lines = {line for doc in docs for line in doc.text.splitlines()}
    sentences = (sentence for line in lines for sentence in _cut(sentencizer(nlp.make_doc(line))))
    drawn = sorted(
        {
            sentence.text.strip()
            for sentence in sentences
            if _FEWEST_WORDS <= sum(token.is_alpha for token in sentence) <= _MOST_WORDS
        }
    )
    random.Random(seed).shuffle(drawn)  # noqa: S311 - no secret is made here
    return [nlp.make_doc(text) for text in drawn[:most]]


def _cut(line: Doc) -> Iterator[Span]:
    """Its sentences; marks that open a quotation stand with what they open, not with the sentence before."""
    start = 0
    for sentence in line.sents:
        end = sentence.end
        while end > start and line[end - 1].is_left_punct and not line[end - 1].is_right_punct:
            end -= 1
        yield line[start:end]
        start = end


def teach(claims: Sequence[Doc], news: Sequence[Doc], plan: Plan, run: Run) -> list[Doc] | None:
    """Train teachers and ask them. The same docs, with how likely each is worth checking (in [0, 1]); None where a training was stopped.

    What the debates are said to be counts half, what a teacher that has not seen them thinks the other half; of news it is the mean of all.

    Args:
        claims: sentences of debates, which are said to be worth checking or not.
        news: sentences of which nobody has said it.
        plan: how long each teacher is trained, and how fast.
        run: where.
    """
    thought: list[list[float]] = []
    for number in range(_TEACHERS):
        own = replace(plan, seed=plan.seed + number)
        run.tell(f"teacher {number + 1} of {_TEACHERS}")
        teacher = _trained([doc for i, doc in enumerate(claims) if i % _TEACHERS != number], number, own, run)
        if teacher is None:
            return None
        unseen = claims[number::_TEACHERS]
        for doc, chance in zip(unseen, _asked(*teacher, unseen), strict=True):
            doc.user_data[CHECKWORTHY] = (1 - _SHARE) * doc.user_data[CHECKWORTHY] + _SHARE * chance
        thought.append(_asked(*teacher, news))
    for doc, chances in zip(news, zip(*thought, strict=True), strict=True):
        doc.user_data[CHECKWORTHY] = sum(chances) / _TEACHERS
    return [*claims, *news]


def _trained(claims: Sequence[Doc], number: int, plan: Plan, run: Run) -> tuple[Any, WordPieces] | None:
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits

    torch.manual_seed(plan.seed)
    model, vocabulary = _build()
    model.to(torch.device("cuda" if torch.cuda.is_available() else "cpu")).train()
    make_round = _round(claims)

    def steps(done: int) -> Iterator[Step]:
        for batch in batches(make_round, vocabulary, seed=plan.seed, size=plan.batch, done=done):
            logits = _read(model, batch, vocabulary)
            worthy = torch.tensor([check.worthy for own in batch for check in own.checks], device=logits.device)
            yield {"checks": binary_cross_entropy_with_logits(logits, worthy)}, pieces_of(batch)

    pretrained = {id(own) for own in model.encoder.parameters()}
    learnt = [own for own in model.parameters() if own.requires_grad]
    groups = [
        {"params": [own for own in learnt if (id(own) in pretrained) is wanted], "lr": rate}
        for wanted, rate in ((True, plan.encoder_rate), (False, plan.head_rate))
    ]
    path = run.folder / f"teacher-{number + 1}.pt"
    if not train(model, groups, plan, run, path=path, weights={"checks": 1.0}, steps=steps):
        return None
    return model.eval(), vocabulary


def _build() -> tuple[Any, WordPieces]:
    """The first layers of the pretrained encoder, and the mean of what they say of all pieces to one logit."""
    pretrained = load_pretrained()
    from torch import nn

    class Teacher(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.encoder = pretrained.model
            self.encoder.encoder.layer = self.encoder.encoder.layer[:_LAYERS]
            self.encoder.embeddings.word_embeddings.weight.requires_grad = False
            width = pretrained.width
            self.head = nn.Sequential(
                nn.Dropout(0.1), nn.Linear(width, _HIDDEN), nn.GELU(), nn.Dropout(0.1), nn.Linear(_HIDDEN, 1)
            )

        def forward(self, pieces: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
            """`pieces` and `mask` (row, piece); a logit for each row."""
            states = self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state
            there = mask.unsqueeze(-1).to(states.dtype)
            logits: torch.Tensor = self.head((states * there).sum(dim=1) / there.sum(dim=1)).squeeze(-1)
            return logits

    return Teacher(), pretrained.pieces()


def _read(model: Any, batch: Sequence[Labelled], vocabulary: WordPieces) -> Any:
    import torch

    arrays = as_arrays([labelled.window for labelled in batch], vocabulary)
    device = next(model.parameters()).device
    return model(*(torch.from_numpy(arrays[name]).to(device) for name in ("pieces", "mask")))


def _asked(model: Any, vocabulary: WordPieces, docs: Sequence[Doc]) -> list[float]:
    """How likely each sentence is worth checking, as one teacher thinks."""
    import torch

    chances = [0.0] * len(docs)
    windows = list(single_windows(docs, vocabulary))
    order = sorted(range(len(docs)), key=lambda number: len(windows[number].window.pieces))
    with torch.no_grad():
        for low in range(0, len(order), PLAN.batch):
            some = order[low : low + PLAN.batch]
            logits = _read(model, [windows[number] for number in some], vocabulary)
            for number, chance in zip(some, logits.sigmoid().tolist(), strict=True):
                chances[number] = chance
    return chances


def _round(docs: Sequence[Doc]) -> Round:
    return lambda vocabulary, seed: list(single_windows(docs, vocabulary))  # noqa: ARG005 - each round is the same
