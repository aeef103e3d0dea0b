"""The pipeline that suggests: a blank English one with Quotemark's components, always there, no model to download."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

# No component here needs memory that grows faster than the text, which spaCy’s limit of a million code points is for.
_NO_LIMIT = 2**62


@cache
def load_pipeline() -> Language:
    """The pipeline, loaded once for the process (2-4 s on a cold start, most of it spaCy’s import).

    `doc._.suggestions` of what it returns is a list of `Proposal`; offsets are code points of `doc.text`.

    Raises:
        SuggestError: where spaCy is not installed or cannot be loaded.
    """
    from annotation.errors import SuggestError

    try:
        import spacy
    except ImportError as error:
        raise SuggestError(f"spaCy cannot be loaded: {error}.", way_out="Install Quotemark again.") from error
    from annotation.suggest.components import COMPONENTS

    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "quotemark.bounded_tokenizer.v1"}}})
    nlp.max_length = _NO_LIMIT
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp
