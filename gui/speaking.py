"""What a screen reader says of an item, a place in the text, a change of the selection. Words only; `gui.announcing` sends them."""

from __future__ import annotations

import unicodedata
from enum import Enum, auto
from typing import TYPE_CHECKING

from annotation.model import Annotation, ranges
from annotation.text import TextRange
from gui.article import movement

if TYPE_CHECKING:
    from annotation.reading import Item, Reading
    from annotation.scheme import LabelScheme
    from gui.article.layout import PageLayout

# What is heard of long words, in code points: how they begin and how they end.
BEGIN, END = 120, 40


class Unit(Enum):
    """What the caret was moved by, and so what is said of the place where it arrives."""

    CHARACTER = auto()
    WORD = auto()
    SENTENCE = auto()
    LINE = auto()
    PARAGRAPH = auto()


def shortened(text: str) -> str:
    """A text on one line, a long one without its middle."""
    text = " ".join(text.split())
    return text if len(text) <= BEGIN + END + 5 else f"{text[:BEGIN].rstrip()} … {text[-END:].lstrip()}"


def spoken(item: Item, scheme: LabelScheme, text: str) -> str:
    """An item's words, who speaks, its other parts and attributes, and how sure its suggester is."""
    label = scheme.label(item.label)
    said: list[str] = []
    for role in label.roles:
        words = " … ".join(shortened(span.of(text)) for span in ranges(item, role.name))
        if role.who:
            named = next((item.attributes.get(a.name, "") for a in label.attributes if a.who), "")
            words = named or words
        if words:
            said.append(
                f"“{words.strip('“”')}”" if role == label.main_role else _with_role(role.title, words, who=role.who)
            )
    for attribute in label.attributes:
        value = item.attributes.get(attribute.name, "")
        if value and not attribute.who:
            alone = (
                bool(attribute.values) and attribute == label.attributes[0]
            )  # “direct” says what it is, “yes” does not
            said.append(value if alone else f"{attribute.title.lower()} {value}")
    if isinstance(item, Annotation):
        return ", ".join([*said, *([f"memo: {shortened(item.memo)}"] if item.memo else [])])
    return ", ".join([*said, f"score {item.score:.2f}"])


def _with_role(title: str, words: str, *, who: bool) -> str:
    return f"by {words}" if who else f"{title.lower()} {words}"


def described(item: Item, reading: Reading | None, scheme: LabelScheme, text: str) -> str:
    """What is said of an item where it begins: its words, who speaks, and whether that is decided."""
    if isinstance(item, Annotation):
        return f"{spoken(item, scheme, text)}, by annotator {item.annotator}"
    status = reading.status(item).value if reading else "suggested"
    skipped = ", skipped" if reading and reading.is_skipped(item) else ""
    return f"{spoken(item, scheme, text)}, {status}{skipped}"


def counted(item: Item, reading: Reading, scheme: LabelScheme) -> str:
    """What is said of the item that has become current: which one of how many it is, then its words."""
    is_annotation = isinstance(item, Annotation)
    same = [other.id for other in reading.items() if isinstance(other, Annotation) == is_annotation]
    kind = "Annotation" if is_annotation else "Suggestion"
    where = f" {same.index(item.id) + 1} of {len(same)}" if item.id in same else f", {reading.status(item).value}"
    skipped = ", skipped" if reading.is_skipped(item) else ""
    title = scheme.label(item.label).title.lower()
    return f"{kind}{where}{skipped}: {title}, {spoken(item, scheme, reading.document.text)}."


def character(grapheme: str) -> str:
    """A character as it is said alone: letters as they are, anything else by its name, which readers would pass over."""
    if grapheme.isspace():
        return "space" if grapheme == " " else unicodedata.name(grapheme[0], "white space").lower()
    if any(c.isalnum() for c in grapheme) or len(grapheme) > 1:
        return grapheme
    return unicodedata.name(grapheme, grapheme).lower()


def at_caret(page: PageLayout, position: int, unit: Unit) -> str:
    """What is at a place (code points) of a page, as large a piece as the caret was moved by."""
    blocks = page.blocks
    block = blocks.at(position)
    nothing = "end of the text" if position >= blocks.length else "empty line"
    if unit is Unit.CHARACTER:
        if position >= block.end:
            return nothing if position >= blocks.length else "end of the paragraph"
        end = movement.step_grapheme(blocks, position, 1)
        return character(block.text[position - block.start : end - block.start])
    if unit is Unit.LINE:
        start, end = page.line_range(position)
        return block.text[start - block.start : end - block.start].strip() or nothing
    span: TextRange | None
    if unit is Unit.PARAGRAPH:
        span = TextRange(block.start, block.end) if block.text else None
    elif unit is Unit.SENTENCE:
        span = movement.sentence_at(blocks, position)
    else:
        span = movement.word_at(blocks, position)
    words = block.text[span.start - block.start : span.end - block.start] if span else ""
    return words.strip() or nothing


def reselected(text: str, before: TextRange | None, after: TextRange | None) -> str:
    """What a change of the selection adds or takes away; the whole where neither end stayed. "" where nothing changed."""
    if before == after:
        return ""
    if after is None:
        return "nothing selected"
    if before and (before.start == after.start or before.end == after.end):
        outer, inner = (after, before) if len(after) > len(before) else (before, after)
        piece = text[inner.end : outer.end] if outer.start == inner.start else text[outer.start : inner.start]
        verb = "selected" if outer is after else "unselected"
        return f"{verb}: {_piece(piece)}"
    return f"selected: {_piece(text[after.start : after.end])}"


def _piece(text: str) -> str:
    return shortened(text) if len(text.strip()) > 1 else character(text.strip() or text[:1])
