"""The component `quotemark_speakers`."""

from __future__ import annotations

from spacy.tokens import Doc

from annotation.suggest.speakers.speaking import with_speakers


class SpeakerSuggester:
    """Gives the quotes among a doc’s suggestions their speakers, where the document tells who they are."""

    def __call__(self, doc: Doc) -> Doc:
        """Replace the quotes whose speaker can be told; nothing else of them changes, nor does their order."""
        doc._.suggestions = with_speakers(doc, doc._.suggestions)
        return doc
