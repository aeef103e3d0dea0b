"""Components for pipelines that are not ours and for texts in another language: what must hold before our rules read a doc, and what
must not be suggested after them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc

from annotation.suggest.language import language_name, language_of
from annotation.suggest.marked import MarkedQuotes
from annotation.suggest.sentences import SentenceSplitter
from annotation.suggest.view import view_of

if TYPE_CHECKING:
    from annotation.suggest.proposal import Proposal

STATED, FOUND, TAKEN = "quotemark_stated_language", "quotemark_found_language", "quotemark_language"
"""Keys of `doc.user_data`: the language that the document states, before the pipeline; after it, what the text looks like ("" where that
cannot be told), and what it was taken for.
"""

MANY = "xx"
RULES = "en"
"""The language that the word lists of our rules are of."""

# Some tag of these is in every English sentence that was tagged as the Penn Treebank is.
_PENN = frozenset({
    "CD", "DT", "IN", "JJ", "MD", "NN", "NNP", "NNS", "PRP", "RB", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WP",
})  # fmt: skip


class Fitting:
    """The component `quotemark_fitting`, before our rules: tells the language, drops what they would be misled by, splits sentences.

    A doc in another language than the pipeline’s is replaced by one with the same tokens and nothing else.
    """

    def __init__(self, nlp: Language) -> None:
        self._language = nlp.lang
        self._splitter = SentenceSplitter()

    def __call__(self, doc: Doc) -> Doc:
        """The doc that our rules read; `doc.user_data` says what language it was taken for."""
        found = language_of(doc.text, doc.user_data.get(STATED, ""))
        taken = found or (RULES if self._language == MANY else self._language)
        if self._language not in (taken, MANY):
            doc = Doc(doc.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])
        elif taken == RULES and doc.has_annotation("TAG") and not any(token.tag_ in _PENN for token in doc):
            _drop_tags(doc)
        doc.user_data |= {FOUND: found or "", TAKEN: taken}
        return doc if doc.has_annotation("SENT_START") else self._splitter(doc)


class OtherLanguages:
    """The component `quotemark_language`, after our rules: of a text in another language than theirs, only what its marks tell is left.

    Args:
        suffix: what the names of suggesters end with, where the pipeline is not ours: `+de_core_news_sm@3.8.0`.
        title: its name, for people; "" for our own.
    """

    def __init__(self, suffix: str = "", title: str = "") -> None:
        self._suffix = suffix
        self.title = title

    def __call__(self, doc: Doc) -> Doc:
        """Replace the suggestions of a doc in another language, and name the pipeline in all."""
        taken = doc.user_data.get(TAKEN, RULES)
        if taken != RULES:
            doc._.suggestions = _by_marks(doc, taken)
        if self._suffix:
            doc._.suggestions = [replace(s, suggester=s.suggester + self._suffix) for s in doc._.suggestions]
        return doc


def _by_marks(doc: Doc, language: str) -> list[Proposal]:
    view = view_of(doc)
    why = f"this is {language_name(language)}, and the other rules are for English"
    proposals = [quote.proposal(view) for quote in MarkedQuotes(view, doc, language=language).find()]
    return [replace(proposal, reason=f"{proposal.reason}; {why}") for proposal in proposals]


def _drop_tags(doc: Doc) -> None:
    import numpy as np

    nothing: Any = np.zeros((len(doc), 1), dtype="uint64")
    doc.from_array(["TAG"], nothing)


@Language.factory("quotemark_fitting", assigns=["token.is_sent_start"])
def make_fitting(nlp: Language, name: str) -> Fitting:  # noqa: ARG001 - spaCy names both arguments
    """What makes a doc fit to be read by our rules."""
    return Fitting(nlp)


@Language.factory("quotemark_language", default_config={"suffix": "", "title": ""})
def make_other_languages(nlp: Language, name: str, suffix: str, title: str) -> OtherLanguages:  # noqa: ARG001
    """What leaves little of a text in another language."""
    return OtherLanguages(suffix, title)
