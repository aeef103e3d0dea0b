"""Words that are written with their tags, for tests of what tags decide."""

from __future__ import annotations

from spacy.tokens import Doc

from annotation.suggest.pipeline import load_pipeline
from annotation.suggest.pipelines import RULES
from annotation.suggest.view import DocView


def tagged_view(tagged: str) -> DocView:
    """The view of one sentence: “he/PRP left/VBD”."""
    pairs = [pair.rsplit("/", 1) for pair in tagged.split()]
    doc = Doc(load_pipeline(RULES).vocab, words=[word for word, _ in pairs], tags=[tag for _, tag in pairs])
    doc[0].is_sent_start = True
    return DocView(doc)
