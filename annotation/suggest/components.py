"""The components of the pipeline and their factories, registered by name when this module is imported.

Each leaves proposals in `doc._.suggestions`; each reads what those before it left. None needs a trained model, and each uses what
a trained one adds (tags, a parse) when it runs before them.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry

from annotation.suggest.claims import propose_claims
from annotation.suggest.cues import find_cues, make_matcher
from annotation.suggest.encoder.component import found_quotes
from annotation.suggest.indirect import IndirectQuotes
from annotation.suggest.proposal import Proposal
from annotation.suggest.quotes import DirectQuotes
from annotation.suggest.speakers.component import SpeakerSuggester
from annotation.suggest.stances.suggester import StanceSuggester
from annotation.suggest.tokenizer import make_tokenizer
from annotation.suggest.transcripts import headline, transcript
from annotation.suggest.uniting import unite
from annotation.suggest.view import view_of

COMPONENTS = ("quotemark_quotes", "quotemark_speakers", "quotemark_claims", "quotemark_stances")

registry.tokenizers("quotemark.bounded_tokenizer.v1", func=make_tokenizer)
if not Doc.has_extension("suggestions"):
    Doc.set_extension("suggestions", default=[])


class QuoteSuggester:
    """The component `quotemark_quotes`."""

    def __init__(self, nlp: Language) -> None:
        self._matcher = make_matcher(nlp.vocab)

    def __call__(self, doc: Doc) -> Doc:
        """Add the quotes of a doc to its suggestions."""
        view = view_of(doc)
        cues = find_cues(view, doc, self._matcher)
        direct = DirectQuotes(view, cues)
        found = direct.find()
        found += IndirectQuotes(view, cues, used=direct.used, direct=found).find()
        found += transcript(view) or headline(view)
        read = found_quotes(doc)
        if read is not None:
            found = unite(view, found, read)
        _add(doc, sorted((quote.proposal(view) for quote in found), key=lambda proposal: proposal.parts[0].range))
        return doc


class ClaimSuggester:
    """The component `quotemark_claims`."""

    def __call__(self, doc: Doc) -> Doc:
        """Add the claims of a doc to its suggestions."""
        _add(doc, propose_claims(view_of(doc), doc, doc._.suggestions))
        return doc


@Language.factory("quotemark_quotes", requires=["token.is_sent_start"])
def make_quotes(nlp: Language, name: str) -> QuoteSuggester:  # noqa: ARG001
    """The suggester of quotes."""
    return QuoteSuggester(nlp)


@Language.factory("quotemark_speakers", requires=["token.is_sent_start"])
def make_speakers(nlp: Language, name: str) -> SpeakerSuggester:  # noqa: ARG001
    """The one that tells who speaks in the quotes that it follows."""
    return SpeakerSuggester()


@Language.factory("quotemark_claims", requires=["token.is_sent_start"])
def make_claims(nlp: Language, name: str) -> ClaimSuggester:  # noqa: ARG001
    """The suggester of claims; it follows the quotes, whose sources it takes as claimants."""
    return ClaimSuggester()


@Language.factory("quotemark_stances", requires=["token.is_sent_start"])
def make_stances(nlp: Language, name: str) -> StanceSuggester:  # noqa: ARG001
    """The suggester of stances."""
    return StanceSuggester(nlp)


def _add(doc: Doc, proposals: list[Proposal]) -> None:
    doc._.suggestions = [*doc._.suggestions, *proposals]
