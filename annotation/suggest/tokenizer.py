"""spaCy's English tokenizer, with dashes and quotation marks inside words split off, and with a bound on its work.

spaCy peels the affixes of a run of non-spaces one character at a time and copies the rest each time: 10,000 quotation marks in a row
take 14 s, 40,000 take 4 minutes (measured). Runs longer than any word are therefore cut before they are tokenised.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LONGEST_RUN = 100
_PIECE = 25
_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")
_INSIDE_WORDS = (r"[“”„«»‹›「」『』—–]", r"(?<=[a-z])\"(?=[A-Za-z])", r"(?<=[a-z]{2})\.(?=[“\"‘])")


class BoundedTokenizer:
    """A spaCy tokenizer whose time is linear in the text, whatever the text is.

    Args:
        inner: spaCy’s own tokenizer of any pipeline (it has no type stubs).
        infixes: the infix patterns that `inner` was made with, to be extended by dashes and quotation marks; None leaves its rules alone.
    """

    def __init__(self, inner: Any, infixes: Iterable[Any] | None = None) -> None:
        if infixes is not None:
            from spacy.util import compile_infix_regex

            inner.infix_finditer = compile_infix_regex([*infixes, *_INSIDE_WORDS]).finditer
        self._inner = inner
        self.vocab = inner.vocab

    def __call__(self, text: str) -> Doc:
        """The text as tokens; `doc.text` is `text`, always."""
        if not _RUN.search(text):
            whole: Doc = self._inner(text)
            return whole
        from spacy.tokens import Doc

        words: list[str] = []
        spaces: list[bool] = []
        for piece in _pieces(text):
            tokens = self._inner(piece)
            words += [token.text for token in tokens]
            spaces += [bool(token.whitespace_) for token in tokens]
        return Doc(self.vocab, words=words, spaces=spaces)

    # A pipeline that is written to a folder names its tokenizer; what that does is code, so that there is nothing to keep.

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing: see above."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> BoundedTokenizer:
        """Itself, unchanged."""
        return self

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Write nothing: see above."""

    def from_disk(self, _path: Any, **_: Any) -> BoundedTokenizer:
        """Itself, unchanged."""
        return self


def make_tokenizer() -> Callable[[Language], BoundedTokenizer]:
    """What spaCy’s registry of tokenizers calls: a factory that takes the pipeline."""

    def factory(nlp: Language) -> BoundedTokenizer:
        from spacy.language import create_tokenizer

        return BoundedTokenizer(create_tokenizer()(nlp), nlp.Defaults.infixes or ())

    return factory


def _pieces(text: str) -> Iterator[str]:
    position = 0
    for run in _RUN.finditer(text):
        if position < run.start():
            yield text[position : run.start()]
        for start in range(run.start(), run.end(), _PIECE):
            yield text[start : min(start + _PIECE, run.end())]
        position = run.end()
    if position < len(text):
        yield text[position:]
