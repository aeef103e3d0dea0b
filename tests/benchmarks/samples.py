"""Articles and items of any size for the benchmarks: made up, and the same at every run."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache

from annotation.model import Annotation, Part, Suggestion, sorted_parts
from annotation.reading import Item
from annotation.scheme import Label, default_scheme
from annotation.text import TextRange, trimmed

_WHO = (
    "The mayor", "The harbour board", "A spokeswoman for the ministry", "The opposition", "Ivo Marek", "The union’s chair",
    "Dr. Hélène Brasseur", "The regional court", "Residents of the old quarter", "An engineer", "The finance committee", "She",
)  # fmt: skip
_SAID = (
    "said on Monday that", "told reporters that", "warned that", "denied that", "wrote in a letter that",
    "repeated that", "acknowledged that", "argued before the council that",
)  # fmt: skip
_WHAT = (
    "the bridge would open before the end of the year", "the budget had grown by eleven per cent",
    "nobody had read the second report", "the new line will carry forty thousand people a day",
    "prices fell for the third month in a row", "the plan was “a gift to those who already own the shore”",
    "no contract had been signed", "the café on the quay would have to close", "the vote should be held again",
    "the figures of last spring could not be compared with those of this one", "work was late by two years",
)  # fmt: skip
_TAIL = (
    "", ", although the opposite had been promised", ", twice what was planned", ", according to two people in the room",
    "; others disagreed", ", and asked for time until the summer", " 🚢",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sample:
    """A document and what is marked on it; `ranges` counts the parts of the items, as the table of targets does."""

    name: str
    text: str
    items: tuple[Item, ...]
    ranges: int


def text_of(size: int, *, one_line: bool = False, seed: int = 3) -> str:
    """About `size` bytes of UTF-8: sentences as news have them, in paragraphs of 300 to 900 characters, or all on one line."""
    dice = random.Random(seed)
    paragraphs: list[str] = []
    bytes_left = size
    while bytes_left > 0:
        length = dice.randint(300, 900)
        sentences: list[str] = []
        written = 0
        while written < length:
            sentence = f"{dice.choice(_WHO)} {dice.choice(_SAID)} {dice.choice(_WHAT)}{dice.choice(_TAIL)}."
            sentences.append(sentence)
            written += len(sentence) + 1
        paragraphs.append(" ".join(sentences))
        bytes_left -= len(paragraphs[-1].encode()) + 1
    text = (" " if one_line else "\n").join(paragraphs)
    return text.encode()[:size].decode(errors="ignore").rstrip()


def items_of(text: str, ranges: int, *, seed: int = 4) -> list[Item]:
    """Annotations and as many suggestions, of all labels, with `ranges` parts together, in no order.

    One to three parts each, near each other; most are 5 to 120 characters long, a few are passages of 300 to 900; about a quarter lie
    within the one before.
    """
    dice = random.Random(seed)
    labels = default_scheme().labels
    made: list[Item] = []
    left, before = ranges, TextRange(0, 1)
    while left > 0:
        label = dice.choice(labels)
        nested = len(before) > 30 and dice.random() < 0.25
        home = before if nested else None
        parts = _parts(text, label, min(dice.randint(1, 3), left), dice, home)
        if not parts:
            continue
        before = max((part.range for part in parts), key=len)
        left -= len(parts)
        made.append(_item(len(made), label, parts))
    return made


def sample(name: str, size: int, ranges: int, *, one_line: bool = False) -> Sample:
    """A document of about `size` bytes with this many ranges."""
    text = text_of(size, one_line=one_line)
    return Sample(name, text, tuple(items_of(text, ranges)), ranges)


def _parts(text: str, label: Label, number: int, dice: random.Random, home: TextRange | None) -> tuple[Part, ...]:
    passage = home is None and dice.random() < 0.02
    length = dice.randint(300, 900) if passage else dice.randint(5, 120)
    if home:
        length = min(length, len(home) - 1)
    first = dice.randint(home.start, home.end - length) if home else dice.randint(0, max(len(text) - length, 0))
    found: list[Part] = []
    others = [role.name for role in label.roles if role.name != label.main_role.name]
    for n in range(number):
        role = label.main_role.name if n == 0 or n > len(others) else others[n - 1]
        start = first if n == 0 else first + dice.randint(-60, length + 60)
        size = length if n == 0 else dice.randint(5, 25)
        start = min(max(start, 0), len(text) - 1)
        span = trimmed(text, TextRange(start, min(start + size, len(text))))
        if span is None:
            return ()
        found.append(Part(role, span))
    return sorted_parts(found)


def _item(number: int, label: Label, parts: tuple[Part, ...]) -> Item:
    if number % 2:
        return Annotation(
            id=f"a{number}", document_id="sample", label=label.name, parts=parts, annotator="bench", created=_created()
        )
    return Suggestion(
        id=f"s{number}",
        document_id="sample",
        label=label.name,
        parts=parts,
        suggester="bench@1",
        score=0.5 + number % 50 / 100,
        reason="made for a benchmark",
        created=_created(),
    )


@cache
def _created() -> str:
    return "2026-01-31T12:00:00Z"
