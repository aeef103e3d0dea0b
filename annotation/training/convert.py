"""Corpora to spaCy’s DocBin: treebanks with their own words, entities and quotes on the words of our tokenizer."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotation.errors import FormatError, ReadError
from annotation.evaluation.treebank import gold_doc, pieces, read_treebank, running_words

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

SENTENCES_A_PIECE = 10
WORDS_A_PIECE = 250
ROLES = ("cue", "source", "content")
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "his", "her", "its", "their", "our", "my", "your"})
_LONGEST_NAME = 6
# What the corpora call differently.
ENTITY_LABELS = {"EVENT": "MISC", "PRODUCT": "MISC"}


@dataclass(frozen=True, slots=True)
class Fit:
    """How well our tokenizer’s words are those of the data: `exact` of `total` words have the same range."""

    exact: int
    total: int

    def __str__(self) -> str:
        return f"{self.exact} of {self.total} ({100 * self.exact / max(1, self.total):.2f}%)"


def tokenizer_only() -> Language:
    """A blank English pipeline with the application’s tokenizer."""
    import spacy

    import annotation.suggest.components  # noqa: F401 - registers the tokenizer

    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "quotemark.bounded_tokenizer.v1"}}})
    nlp.max_length = 2**62
    return nlp


def treebank_docs(nlp: Language, path: Path, *, whole: bool, seed: int = 0) -> Iterator[Doc]:
    """A treebank’s documents as docs with gold words; in pieces of ten sentences unless `whole`."""
    breaks = None if whole else random.Random(seed)  # noqa: S311 - no secret is made here
    for document in read_treebank(path):
        parts = [list(document.sentences)] if whole else pieces(document, longest=SENTENCES_A_PIECE)
        for part in parts:
            doc = gold_doc(nlp.vocab, running_words(part, breaks=breaks))
            doc.user_data["id"] = document.id
            yield doc


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """The documents of a file in the exchange form, as they stand.

    Raises:
        ReadError: where the file is missing.
        FormatError: where a line is no JSON object.
    """
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    try:
                        yield json.loads(line)
                    except ValueError as error:
                        raise FormatError(f"{path}, line {number}: {error}.", way_out="Mend the line.") from error
    except OSError as error:
        raise ReadError(f"{path} cannot be read: {error.strerror}.", way_out="Check --data.") from error


def entity_docs(nlp: Language, path: Path, *, whole: bool, partial: bool = False) -> Iterator[Doc]:
    """Documents with entities as docs. Ends within a word of ours are widened to it; of two that overlap the longer stays.

    `user_data["missing"]` tells how many could not be kept. In pieces at line breaks unless `whole`. Where the corpus is `partial`
    (not every name in it is marked), words with capitals or digits outside of its entities are of unknown kind, so that training
    does not learn that they are no names; and of its noun phrases only the name stays.
    """
    from spacy.util import filter_spans

    for line in read_jsonl(path):
        doc = nlp.make_doc(line["text"])
        spans = []
        for entity in line.get("entities", []):
            label = ENTITY_LABELS.get(entity["label"], entity["label"])
            span = doc.char_span(entity["start"], entity["end"], label=label, alignment_mode="expand")
            if span is not None and partial:
                span = _bare_name(span)
            if span is not None:
                spans.append(span)
        kept = filter_spans(spans)
        inside = {i for span in kept for i in range(span.start, span.end)}
        unknown = [token.i for token in doc if partial and token.i not in inside and _may_be_name(token)]
        doc.set_ents(kept, missing=[doc[i : i + 1] for i in unknown], default="outside")
        for piece in [doc] if whole else _paragraph_pieces(doc, WORDS_A_PIECE):
            piece.user_data.update(id=line["id"], missing=len(line.get("entities", [])) - len(kept))
            yield piece


def _bare_name(span: Span) -> Span | None:
    """A noun phrase without its article, possessive and genitive ending; None where it is too long or without a capital."""
    while len(span) and (span[0].lower_ in _ARTICLES or not span[0].is_alpha):
        span = _cut(span, 1, 0)
    while len(span) and (span[-1].lower_ in ("'s", "’s", "'", "’") or span[-1].is_punct):
        span = _cut(span, 0, 1)
    return span if 0 < len(span) <= _LONGEST_NAME and any(token.text[0].isupper() for token in span) else None


def _cut(span: Span, before: int, after: int) -> Span:
    from spacy.tokens import Span

    return Span(span.doc, span.start + before, span.end - after, label=span.label)


def _may_be_name(token: Token) -> bool:
    return any(character.isupper() or character.isdigit() for character in token.text)


def _paragraph_pieces(doc: Doc, longest: int) -> Iterator[Doc]:
    """A doc cut after line breaks, each piece as long as it may be."""
    start = last_break = 0
    for token in doc:
        if token.i - start >= longest and last_break > start:
            yield doc[start:last_break].as_doc()
            start = last_break
        if token.is_space and "\n" in token.text:
            last_break = token.i + 1
    if start < len(doc):
        yield doc[start:].as_doc()


def quote_docs(nlp: Language, path: Path) -> Iterator[Doc]:
    """Documents with quotes as docs: `doc.spans` by role, and in `user_data["quotes"]` the token ranges of each quote by role."""
    for line in read_jsonl(path):
        doc = nlp.make_doc(line["text"])
        quotes: list[dict[str, list[tuple[int, int]]]] = []
        for annotation in line.get("annotations", []):
            quote: dict[str, list[tuple[int, int]]] = {role: [] for role in ROLES}
            for part in annotation["parts"]:
                span = doc.char_span(part["start"], part["end"], alignment_mode="expand")
                if span is not None and part["role"] in quote:
                    quote[part["role"]].append((span.start, span.end))
            quotes.append(quote)
        for role in ROLES:
            ranges = sorted({r for quote in quotes for r in quote[role]})
            doc.spans[role] = [doc[start:end] for start, end in ranges]
        doc.user_data.update(id=line["id"], quotes=quotes)
        yield doc


def fit(nlp: Language, docs: Iterable[Doc]) -> Fit:
    """The share of the words of `docs` that our tokenizer makes exactly, from the text alone."""
    exact = total = 0
    for doc in docs:
        ours = {(token.idx, len(token)) for token in nlp.make_doc(doc.text)}
        gold = [(token.idx, len(token)) for token in doc if not token.is_space]
        exact += sum(word in ours for word in gold)
        total += len(gold)
    return Fit(exact, total)


def write_docs(docs: Iterable[Doc], path: Path) -> int:
    """Write docs as a DocBin; the number of them."""
    from spacy.tokens import DocBin

    path.parent.mkdir(parents=True, exist_ok=True)
    store = DocBin(store_user_data=True)
    for doc in docs:
        store.add(doc)
    store.to_disk(path)
    return len(store)


def read_docs(nlp: Language, path: Path) -> list[Doc]:
    """The docs of a DocBin.

    Raises:
        ReadError: where it has not been written yet.
    """
    from spacy.tokens import DocBin

    if not path.exists():
        raise ReadError(f"{path} is missing.", way_out="Run the stage “convert” first.")
    return list(DocBin().from_disk(path).get_docs(nlp.vocab))
