"""Paragraphs of a plain text: blank lines part them, and so do line breaks, unless a block is wrapped at a fixed width."""

from __future__ import annotations

import re

from annotation.text import TextRange, trimmed

# A line break as people and Unicode write it; U+2028 breaks a line, U+2029 a paragraph.
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*|\u2029+")
_LINE = re.compile(r"[\n\u2028]")
_ENDS_SENTENCE = re.compile(r"[.!?…:;。！？][\"'“”’»›)\]」』]*\s*$")
WRAP_WIDTH = 100


def paragraphs(text: str) -> list[TextRange]:
    """The paragraphs of `text` in order, without white space at their ends; ranges are code points."""
    found: list[TextRange] = []
    position = 0
    for gap in [*_BLANK_LINE.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if position < end:
            found += _block(text, TextRange(position, end))
        position = gap.end() if gap else end
    return found


def _block(text: str, block: TextRange) -> list[TextRange]:
    lines: list[TextRange] = []
    position = block.start
    for gap in [*_LINE.finditer(text, block.start, block.end), None]:
        end = gap.start() if gap else block.end
        if position < end and (line := trimmed(text, TextRange(position, end))):
            lines.append(line)
        position = gap.end() if gap else end
    if len(lines) > 1 and _is_wrapped(text, lines):
        return [TextRange(lines[0].start, lines[-1].end)]
    return lines


def _is_wrapped(text: str, lines: list[TextRange]) -> bool:
    """Whether the lines of a block are one paragraph that was broken at a width, as in e-mail and old wire copy."""
    before_last = lines[:-1]
    if any(len(line) > WRAP_WIDTH for line in lines) or any(len(line) < WRAP_WIDTH // 3 for line in before_last):
        return False
    broken = sum(not _ENDS_SENTENCE.search(text[max(line.start, line.end - 8) : line.end]) for line in before_last)
    return 2 * broken > len(before_last)
