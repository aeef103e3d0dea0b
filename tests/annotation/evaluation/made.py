"""Annotated documents, written by naming the words that are marked."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from annotation.exchange import ExchangeAnnotation, ExchangeDocument
from annotation.model import Part, Status, sorted_parts
from annotation.text import TextRange

TEXT = "“The pier is open,” Mayor Ruta Vele said. The clerk denied that the bridge was late.\nNobody asked, she said."

ATTRIBUTES = ("form", "polarity", "checkworthy")


def mark(
    label: str, *, text: str = TEXT, status: Status = Status.ACCEPTED, score: float | None = None, **roles: Any
) -> ExchangeAnnotation:
    """An annotation whose roles are words of `text`, at their first place; a list for a role in several parts.

    `form`, `polarity` and `checkworthy` are attributes.
    """
    attributes: dict[str, str] = {name: roles.pop(name) for name in ATTRIBUTES if name in roles}
    parts = [
        Part(role, TextRange(text.index(words), text.index(words) + len(words)))
        for role, said in roles.items()
        for words in ([said] if isinstance(said, str) else said)
    ]
    return ExchangeAnnotation(
        id=f"{label}-{sorted(roles.items())}-{sorted(attributes.items())}",
        label=label,
        status=status,
        parts=sorted_parts(parts),
        attributes=attributes,
        score=score,
    )


def document(
    *annotations: ExchangeAnnotation, text: str = TEXT, identity: str = "pier", **more: Any
) -> ExchangeDocument:
    """A document with them."""
    return ExchangeDocument(id=identity, text=text, annotations=annotations, **more)


def entities(*named: tuple[str, str], text: str = TEXT) -> tuple[dict[str, Any], ...]:
    """Names as a document has them: (words, label)."""
    return tuple(
        {"start": text.index(words), "end": text.index(words) + len(words), "label": label} for words, label in named
    )


@st.composite
def quotes(draw: st.DrawFn) -> list[ExchangeAnnotation]:
    """Any quotes of TEXT, each with a content that has letters."""
    roles = st.sampled_from(["cue", "source", "content"])
    found = []
    for number in range(draw(st.integers(1, 3))):
        parts = draw(st.lists(st.builds(Part, roles, _PLACES), max_size=3))
        found.append(
            ExchangeAnnotation(
                id=f"q{number}",
                label="QUOTE",
                status=Status.ACCEPTED,
                parts=sorted_parts([Part("content", draw(_PLACES)), *parts]),
                attributes={"form": draw(st.sampled_from(["direct", "indirect", "mixed"]))},
            )
        )
    return found


_ENDS = range(len(TEXT) + 1)
_PLACES = st.sampled_from(
    [
        TextRange(start, end)
        for start in _ENDS
        for end in _ENDS[start + 1 : start + 40]
        if any(character.isalnum() for character in TEXT[start:end])
    ]
)
