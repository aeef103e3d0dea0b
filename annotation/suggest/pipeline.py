"""The pipeline that suggests: Quotemark’s own, or another spaCy pipeline that the user has, with Quotemark’s components after its own."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING

from annotation.errors import SuggestError
from annotation.suggest.encoder.graphs import FOLDER
from annotation.suggest.pipelines import OWN, Card, card_of

if TYPE_CHECKING:
    from spacy.language import Language

# No component of ours needs memory that grows faster than the text, which spaCy’s limit of a million code points is for.
_NO_LIMIT = 2**62
_REGISTERING = ("annotation.suggest.components", "annotation.suggest.foreign", "annotation.suggest.lemmas")
_ANOTHER = "Choose another pipeline: `quotemark models` lists what there is. Quotemark’s own is always there."


def load_pipeline(name: str | None = None) -> Language:
    """The pipeline of a name, loaded once for the process (2-4 s on a cold start, most of it spaCy’s import).

    `doc._.suggestions` of what it returns is a list of `Proposal`; offsets are code points of `doc.text`. To read documents of any
    length and language with it, and without being stopped by what it cannot do, see `annotation.suggest.reading_documents`.

    Args:
        name: an installed package, the folder of a pipeline, Quotemark’s own (None, "" or “quotemark”) or its rules (“quotemark-rules”).

    Raises:
        SuggestError: where spaCy is not installed or cannot be loaded; where there is no such pipeline, it is for another version of
            spaCy, or it cannot be loaded.
    """
    return _load(name or OWN)


@cache
def _load(name: str) -> Language:
    card = card_of(name)
    try:
        import spacy
    except ImportError as error:
        raise SuggestError(f"spaCy cannot be loaded: {error}.", way_out="Install Quotemark again.") from error
    for module in _REGISTERING:
        import_module(module)
    if not (card.is_own or card.is_rules):
        return with_components(_load_other(card), card)
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "quotemark.bounded_tokenizer.v1"}}})
    nlp.max_length = _NO_LIMIT
    if card.is_own:
        _add_trained(nlp)
    return with_components(nlp, card)


def _add_trained(nlp: Language) -> None:
    """Add what was trained: the encoder, lemmas, noun chunks on its labels."""
    from annotation.suggest.lemmas import Lemmatizer
    from annotation.suggest.noun_chunks import use_noun_chunks

    import_module("annotation.suggest.encoder.component")
    nlp.add_pipe("quotemark_encoder")
    lemmas = nlp.add_pipe("quotemark_lemmas")
    assert isinstance(lemmas, Lemmatizer)
    lemmas.from_disk(FOLDER)
    use_noun_chunks(nlp)


def with_components(nlp: Language, card: Card) -> Language:
    """Put Quotemark’s components after those of a pipeline. Sentences are split only where it sets none."""
    from annotation.suggest.components import COMPONENTS

    for name in ("quotemark_fitting", *COMPONENTS):
        if not nlp.has_pipe(name):
            nlp.add_pipe(name)
    if not nlp.has_pipe("quotemark_language"):
        nlp.add_pipe(
            "quotemark_language",
            config={"suffix": card.suffix, "title": "" if card.is_own or card.is_rules else card.title},
        )
    return nlp


def _load_other(card: Card) -> Language:
    import warnings

    import spacy
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
    from spacy.util import is_compatible_version

    from annotation.suggest.tokenizer import BoundedTokenizer

    if card.folder is None:
        raise SuggestError(f"The pipeline “{card.name}” cannot be used: {card.description}", way_out=_ANOTHER)
    present = version("spacy")
    if card.needs and not is_compatible_version(present, card.needs):
        raise SuggestError(
            f"The pipeline “{card.name}” is for spaCy {card.needs}; this is spaCy {present}.",
            way_out=f"Install a version of it for this spaCy, or choose another: {_ANOTHER[0].lower()}{_ANOTHER[1:]}",
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # they speak to programmers, on the stream that a reader of errors looks at
            nlp = spacy.load(card.folder if card.is_folder else card.name)
    except Exception as error:  # a package is anybody’s code: whatever it raises, it cannot be used
        told = " ".join(str(error).split())[:300] or type(error).__name__
        raise SuggestError(f"The pipeline “{card.name}” cannot be loaded: {told}", way_out=_ANOTHER) from error
    if type(nlp.tokenizer) is Tokenizer:
        nlp.tokenizer = BoundedTokenizer(nlp.tokenizer)
    return nlp
