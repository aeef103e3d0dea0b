"""Quotation marks: which open, which close, which are apostrophes."""

from __future__ import annotations

import pytest

from annotation.suggest.marks import Quoted, quoted_passages
from annotation.suggest.paragraphs import paragraphs


def passages(text: str, *, depth: int = 0) -> list[str]:
    return [quoted.outer.of(text) for quoted in found(text) if quoted.depth == depth]


def found(text: str) -> list[Quoted]:
    return quoted_passages(text, paragraphs(text))


@pytest.mark.parametrize(
    "passage",
    [
        "“The dam held.”",
        '"The dam held."',
        "‘The dam held.’",
        "'The dam held.'",
        "«The dam held.»",
        "« The dam held. »",
        "‹The dam held.›",
        "„The dam held.“",
        "„The dam held.”",
        "»The dam held.«",
        "”The dam held.”",
        "「The dam held.」",
        "``The dam held.''",
    ],
)
def test_every_style_of_marks_is_paired(passage: str) -> None:
    """A passage in any style is found with its marks, and what is between them without."""
    text = f"They said: {passage} Then they left."
    (quoted,) = found(text)
    assert quoted.outer.of(text) == passage
    assert quoted.closed
    assert quoted.inner is not None
    assert quoted.inner.of(text).strip() == "The dam held."


@pytest.mark.parametrize(
    "text",
    [
        "The workers' union and the farmers’ union don't agree; it’s the '90s again, 'tis said.",
        "Rock 'n' roll and the ’68 students’ revolt weren’t over.",
        "He is 6'2\" tall.",
    ],
)
def test_apostrophes_and_inches_are_no_quotation_marks(text: str) -> None:
    """Contractions, genitives, decades and measures leave no passage."""
    assert passages(text) == []


def test_a_plural_genitive_does_not_close_single_marks() -> None:
    """In ‘the workers’ hall …’ only the last mark closes."""
    assert passages("‘The workers’ hall is not for sale,’ she said.") == ["‘The workers’ hall is not for sale,’"]


def test_single_marks_in_double_ones_are_nested() -> None:
    """The inner passage has depth 1, the outer one depth 0."""
    text = "“He told me ‘never again’ and left.”"
    assert passages(text) == [text]
    assert passages(text, depth=1) == ["‘never again’"]


def test_an_unclosed_mark_reaches_to_the_end_of_its_paragraph_only() -> None:
    """What is not closed is told as such and never swallows the next paragraph."""
    text = "She said: “We will come back.\n\nThe next day it rained."
    (quoted,) = found(text)
    assert not quoted.closed
    assert quoted.outer.of(text) == "“We will come back."


def test_a_closing_mark_alone_is_nothing() -> None:
    """Unbalanced closing marks leave no passage."""
    assert passages("And that was that.” The end.») ’") == []


def test_lines_wrapped_at_a_width_are_one_paragraph() -> None:
    """A passage may run over the line breaks of a text that was wrapped, but not over those of one that was not."""
    wrapped = "The harbour master said: “All boats that were at sea when the\nwarning came have been told to return to port before the night, and\nmost have done so.”"
    assert len(paragraphs(wrapped)) == 1
    assert found(wrapped)[0].closed
    lines = "A first paragraph that ends here.\nA second one that ends here.\nA third."
    assert len(paragraphs(lines)) == 3
