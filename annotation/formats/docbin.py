"""spaCy's DocBin (`.spacy`), for training and for anything that reads spaCy's documents.

What is where, in each `Doc` of `DocBin().from_disk(path).get_docs(spacy.blank("en").vocab)`:

`doc.text`
    The document's text, exactly. Its tokens are those of `spacy.blank("en")`.
`doc.spans[LABEL]`
    The parts of accepted annotations: a span a part. Suggested and rejected ones are in `doc.spans["LABEL:suggested"]` and
    `doc.spans["LABEL:rejected"]`, so that none of them is trained on by mistake.
`span.label_`, `span.id_`
    `LABEL:role`, and the id of the annotation: the spans that share it are its parts.
`span.start_char`, `span.end_char`
    Code points, widened to whole tokens where the part begins or ends inside one.
`doc.user_data["quotemark"]`
    All the rest as JSON text: the object of the exchange form (exchange.schema.json) without `text` — the exact ranges of parts in code
    points, statuses, attributes, links, annotators, suggesters, scores, reasons, memos, entities, meta. Put `doc.text` back into it under
    `text` and it is the line that the JSONL format writes:

        line = json.loads(doc.user_data["quotemark"]) | {"text": doc.text}
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotation.exchange import ExchangeAnnotation, ExchangeDocument, write_line
from annotation.formats.atomic import replacing
from annotation.formats.format import counted
from annotation.model import Status

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

USER_DATA = "quotemark"
"""The key of `doc.user_data` that holds what spans cannot."""


@dataclass(frozen=True, slots=True)
class DocBinFormat:
    """See annotation/formats/format.py."""

    name: str = "docbin"
    suffix: str = ".spacy"
    title: str = "spaCy DocBin: for training"

    def preflight(self, documents: Iterable[ExchangeDocument]) -> list[str]:
        """Counts the ranges whose spans have to be widened to whole tokens."""
        tokenizer = _tokenizer()
        widened = total = 0
        for document in documents:
            if not document.annotations:
                continue
            doc = tokenizer(document.text)
            starts = {token.idx for token in doc}
            ends = {token.idx + len(token) for token in doc}
            places = [part.range for annotation in document.annotations for part in annotation.parts]
            total += len(places)
            widened += sum(place.start not in starts or place.end not in ends for place in places)
        if not widened:
            return []
        inside = f"{counted(widened, 'range')} of {total:,} begin or end inside a token"
        return [f"{inside}: their spans are widened to whole tokens (the exact ranges are in user_data)."]

    def write(self, documents: Iterable[ExchangeDocument], path: Path) -> int:
        """All documents as one DocBin, which is held in memory until it is written. Raises ExportError where it cannot be."""
        from spacy.tokens import DocBin

        tokenizer = _tokenizer()
        bin_ = DocBin(attrs=["ORTH", "SPACY"], store_user_data=True)
        with replacing(path) as stream:
            for document in documents:
                bin_.add(_doc(document, tokenizer))
            stream.write(bin_.to_bytes())
        return len(bin_)


DOCBIN = DocBinFormat()


def _tokenizer() -> Callable[[str], Doc]:
    import spacy

    # The tokenizer itself, not nlp(): that refuses texts of more than a million characters, for the sake of parsers.
    tokenizer: Callable[[str], Doc] = spacy.blank("en").tokenizer
    return tokenizer


def _doc(document: ExchangeDocument, tokenizer: Callable[[str], Doc]) -> Doc:
    doc = tokenizer(document.text)
    groups: dict[str, list[Span]] = {}
    for annotation in document.annotations:
        for part in annotation.parts:
            span = doc.char_span(
                part.range.start,
                part.range.end,
                label=f"{annotation.label}:{part.role}",
                span_id=annotation.id,
                alignment_mode="expand",
            )
            if span is not None:
                groups.setdefault(_group(annotation), []).append(span)
    for name, spans in groups.items():
        doc.spans[name] = spans
    data = json.loads(write_line(document))
    del data["text"]
    doc.user_data[USER_DATA] = json.dumps(data, ensure_ascii=False)
    return doc


def _group(annotation: ExchangeAnnotation) -> str:
    status = annotation.status
    return annotation.label if status is Status.ACCEPTED else f"{annotation.label}:{status}"
