"""Documents, suggestions and projects that storage tests start from. All text is made up."""

from __future__ import annotations

import hashlib

from annotation.model import Document, Part, Suggestion, now
from annotation.text import TextRange

TEXT = "“The pier will reopen in May,” said harbour master Ines Valdor. Critics of the plan disagree.\nTraffic fell by 12 percent."


def document(text: str = TEXT, *, id_: str = "pier", name: str = "The pier") -> Document:
    original = text.encode()
    return Document(
        id=id_,
        name=name,
        text=text,
        sha256=hashlib.sha256(original).hexdigest(),
        size=len(original),
        source="pier.txt",
        imported=now(),
    )


def suggestion(
    text: str = "“The pier will reopen in May,”", *, id_: str = "s1", document_id: str = "pier"
) -> Suggestion:
    start = TEXT.index(text)
    return Suggestion(
        id=id_,
        document_id=document_id,
        label="QUOTE",
        parts=(
            Part("content", TextRange(start, start + len(text))),
            Part("cue", TextRange(31, 35)),
        ),
        attributes={"form": "direct"},
        suggester="quotes@0.1",
        score=0.9,
        reason="cue ‘said’ after it",
        created=now(),
    )
