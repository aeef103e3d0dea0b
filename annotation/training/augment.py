"""Examples of a treebank, varied: typographic and plain quotation marks, now and then all lower or upper case."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.training import Example

_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_SHARE_OF_MARKS = 0.3
_SHARE_OF_LOWER = 0.04
_SHARE_OF_UPPER = 0.02
_KEPT = ("TAG", "POS", "MORPH", "HEAD", "DEP", "ENT_IOB", "ENT_TYPE")
_OPENS_AFTER = frozenset(" \n\u00a0([—–-")


def varied(nlp: Language, doc: Doc, chance: random.Random) -> Example:
    """An example whose text, as long as the doc’s, may differ in marks or case; its words are our tokenizer’s."""
    from spacy.training import Example

    text = doc.text
    draw = chance.random()
    if draw < _SHARE_OF_MARKS:
        text = plain_marks(text) if any(mark in text for mark in "“”’‘") else curly_marks(text)
    elif draw < _SHARE_OF_MARKS + _SHARE_OF_LOWER:
        text = text.lower()
    elif draw < _SHARE_OF_MARKS + _SHARE_OF_LOWER + _SHARE_OF_UPPER:
        text = text.upper()
    if len(text) != len(doc.text):  # İ, ß and their like
        text = doc.text
    return Example(nlp.make_doc(text), _with_text(doc, text))


def _with_text(doc: Doc, text: str) -> Doc:
    """A doc with the same annotations on another text of the same length."""
    from spacy.tokens import Doc

    changed = Doc(
        doc.vocab,
        words=[text[token.idx : token.idx + len(token)] for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
    )
    # spaCy's stubs disagree with themselves on what the one gives and the other takes.
    annotations: Any = doc.to_array(list(_KEPT))
    return changed.from_array(list(_KEPT), annotations)


def varied_names(nlp: Language, doc: Doc, chance: random.Random) -> Example:
    """An example with entities, its quotation marks at times of the other kind."""
    from spacy.training import Example

    text = doc.text
    if chance.random() < _SHARE_OF_MARKS:
        text = plain_marks(text) if any(mark in text for mark in "“”’‘") else curly_marks(text)
    return Example(nlp.make_doc(text), _with_text(doc, text))


def plain_marks(text: str) -> str:
    """Typographic quotation marks and apostrophes as typewriters have them."""
    return text.translate(_PLAIN)


def curly_marks(text: str) -> str:
    """Plain quotation marks and apostrophes as printers set them."""
    marks = {'"': ("“", "”"), "'": ("‘", "’")}
    out: list[str] = []
    before = " "
    for character in text:
        pair = marks.get(character)
        out.append(character if pair is None else pair[0] if before in _OPENS_AFTER else pair[1])
        before = character
    return "".join(out)
