"""Documents through a pipeline: each in its language, whatever its length, with what an analyst should know beside it.

What a pipeline cannot do is told as a notice and costs only what it would have added: our rules read the document all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from annotation.exchange import ExchangeDocument
from annotation.suggest.language import language_name

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

NOTICES, READ_BY = "notices", "read_by"
"""Keys of a document’s `meta`: sentences for the analyst; the suggesters that have read it, where the worker answers."""


def notices_of(document: ExchangeDocument) -> list[str]:
    """What `read` had to tell of a document."""
    found = document.meta.get(NOTICES)
    return [str(notice) for notice in found] if isinstance(found, list) else []


def suggesters_of(document: ExchangeDocument) -> list[str]:
    """The suggesters (name@version) that have read a document, as the worker says."""
    found = document.meta.get(READ_BY)
    return [str(name) for name in found] if isinstance(found, list) else []


def read(nlp: Language, documents: Iterable[ExchangeDocument]) -> Iterator[tuple[Doc, ExchangeDocument]]:
    """The docs of documents in their order, each beside its document, whose language is then what the text was taken for.

    A text that the pipeline cannot take is read by our rules alone. What there is to tell is in `notices_of` the document.

    Args:
        nlp: as `load_pipeline` gives it.
        documents: a batch of them; call it within `nlp.memory_zone()`, and let no doc out of it.
    """
    from annotation.suggest.encoder.component import MOST_WORDS, was_too_long
    from annotation.suggest.foreign import STATED
    from annotation.suggest.phrases_asked import PHRASES, phrases
    from annotation.suggest.stances.suggester import ASKED

    batch = list(documents)
    docs: list[Doc] = []
    for document in batch:
        # Not `nlp.make_doc`, which refuses long texts.
        doc: Doc = nlp.tokenizer(document.text)
        doc.user_data[STATED] = document.language
        if document.asked:
            doc.user_data[ASKED] = document.asked
        docs.append(doc)
    taken = [len(document.text) <= nlp.max_length for document in batch]
    whole = iter(_piped(nlp, [doc for doc, fits in zip(docs, taken, strict=True) if fits]))
    for document, doc, fits in zip(batch, docs, taken, strict=True):
        told: list[str] = []
        if fits:
            made, fault = next(whole)
            if fault:
                told.append(_failed(nlp, fault))
        else:
            made = _by_rules(nlp, doc)
            told.append(
                f"The text has {len(document.text):,} characters; the pipeline “{_title(nlp)}” takes {nlp.max_length:,} at most, "
                "so that only Quotemark’s rules have read it."
            )
        if was_too_long(made):
            told.append(
                f"The text is too long for what was trained, which reads {MOST_WORDS:,} words at most: only Quotemark’s rules "
                "have read it. Cut into chapters, it is read whole."
            )
        if document.asked:
            document = replace(document, meta={**document.meta, PHRASES: phrases(made, document.asked)})  # noqa: PLW2901
        yield made, _told(document, made, nlp, told)


def _piped(nlp: Language, docs: list[Doc]) -> list[tuple[Doc, str]]:
    """Docs with what went wrong in the pipeline’s own components, "" where nothing did."""
    if not _title(nlp):
        return [(doc, "") for doc in nlp.pipe(docs)]
    copies = [_fresh(doc) for doc in docs]
    try:
        return [(doc, "") for doc in nlp.pipe(docs)]
    except Exception:  # noqa: BLE001  a package is anybody’s code: what it fails on is told, document by document
        return [_alone(nlp, doc) for doc in copies]


def _alone(nlp: Language, doc: Doc) -> tuple[Doc, str]:
    copy = _fresh(doc)
    try:
        return nlp(doc), ""
    except Exception as error:  # noqa: BLE001  as above
        return _by_rules(nlp, copy), " ".join(str(error).split())[:200] or type(error).__name__


def _by_rules(nlp: Language, doc: Doc) -> Doc:
    ours = nlp.pipe_names.index("quotemark_fitting")
    for _, component in nlp.pipeline[ours:]:
        doc = component(doc)
    return doc


def _fresh(doc: Doc) -> Doc:
    from spacy.tokens import Doc as Made

    copy = Made(doc.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])
    copy.user_data.update(doc.user_data)
    return copy


def _title(nlp: Language) -> str:
    """The name of a pipeline that is not ours, "" for ours."""
    from annotation.suggest.foreign import OtherLanguages

    last = nlp.get_pipe("quotemark_language")
    return last.title if isinstance(last, OtherLanguages) else ""


def _failed(nlp: Language, fault: str) -> str:
    return f"The pipeline “{_title(nlp)}” failed on this text, so that only Quotemark’s rules have read it: {fault}"


def _told(document: ExchangeDocument, doc: Doc, nlp: Language, told: list[str]) -> ExchangeDocument:
    from annotation.suggest.foreign import FOUND, TAKEN

    found = str(doc.user_data.get(FOUND, ""))
    language: str = document.language if is_stated(document) or not found else found
    looks = "This is" if is_stated(document) else "This looks like"
    of_pipeline = str(nlp.lang)
    if notice := language_notice(
        str(doc.user_data.get(TAKEN, of_pipeline)), of_pipeline, title=_title(nlp), looks=looks
    ):
        told.insert(0, notice)
    meta: Mapping[str, Any] = {**document.meta, NOTICES: told} if told else document.meta
    changed = (language, meta) != (document.language, document.meta)
    return replace(document, language=language, meta=meta) if changed else document


def is_stated(document: ExchangeDocument) -> bool:
    """Whether a document says itself what its language is; “en” is what every document has of which nobody said anything."""
    return document.language not in ("", "en", "und")


def language_notice(language: str, of_pipeline: str, *, title: str = "", looks: str = "This looks like") -> str:
    """What an analyst should know where a document’s language is not the pipeline’s; "" where there is nothing to tell."""
    from annotation.suggest.foreign import MANY, RULES

    if of_pipeline in (language, MANY):
        return ""
    name = language_name(language)
    whose = (
        f"the pipeline “{title}” is for {language_name(of_pipeline)}" if title else "the suggestions are for English"
    )
    if language == RULES:
        return f"{looks} {name}: {whose}, so that only Quotemark’s rules have read it."
    return (
        f"{looks} {name}: {whose}, so that only quotation marks are used. "
        f"A pipeline for {name} does better, where one is installed."
    )
