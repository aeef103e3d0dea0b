"""The sample article shows what there is to mark."""

from __future__ import annotations

from pathlib import Path

import annotation
from annotation.readers import read_document

SAMPLE = Path(annotation.__file__).parent / "samples" / "harbour.txt"


def test_the_sample_article_is_read_like_any_other() -> None:
    """With its headline as its name, in UTF-8 with curly quotation marks, of the length of an agency report."""
    document = read_document(SAMPLE).document
    assert document.name == "Lindhaven council approves harbour wall after night of argument"
    assert document.encoding == "utf-8"
    assert 400 <= len(document.text.split()) <= 700
    assert '"' not in document.text
    # One more opening than closing mark: the quote that runs over two paragraphs.
    assert document.text.count("“") == document.text.count("”") + 1
