"""What `quotemark models` prints: the pipelines in a table, or the whole card of one."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from annotation.suggest.language import language_name
from annotation.suggest.pipelines import OWN, Card, card_of, cards, size_of

_WIDTH = 100
_HEADINGS = ("name", "version", "language", "licence", "size", "what it does")


def as_json(name: str | None = None) -> str:
    """All cards as a JSON array, or one as an object. Sizes are bytes."""
    shown: Any = _object(card_of(name)) if name else [_object(card) for card in cards()]
    return json.dumps(shown, ensure_ascii=False, indent=2)


def as_table() -> str:
    """A line for each pipeline, the description of each below it."""
    listed = cards()
    rows = [_HEADINGS, *(_row(card) for card in listed)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    padded = [[cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in rows]
    lines = ["  ".join(cells).rstrip() for cells in padded]
    for card, line in zip(listed, range(1, len(rows)), strict=True):
        if card.description:
            lines[line] += "\n" + textwrap.fill(card.description, _WIDTH, initial_indent="  ", subsequent_indent="  ")
    return "\n".join(lines)


def as_card(name: str) -> str:
    """All that is known of one pipeline.

    Raises:
        SuggestError: where there is none of this name.
    """
    card = card_of(name)
    lines = [f"{card.title} {card.version}".rstrip()]
    facts = {
        "chosen by": card.name,
        "language": _language(card),
        "licence": card.licence or "not stated",
        "size": _size(card),
        "what it does": ", ".join(card.makes) or "nothing that its card tells",
        "needs spaCy": card.needs,
        "folder": str(card.folder) if card.folder and card.name != OWN else "",
    }
    lines += [f"  {key:<13} {value}" for key, value in facts.items() if value]
    if card.description:
        lines += ["", textwrap.fill(card.description, _WIDTH)]
    for heading, found in (("Figures", _figures(card)), ("Data and terms", _sources(card))):
        if told := list(found):
            lines += ["", heading, *(f"  {line}" for line in told)]
    return "\n".join(lines)


def _row(card: Card) -> tuple[str, ...]:
    return (card.name, card.version, _language(card), card.licence or "-", _size(card) or "-", ", ".join(card.makes))


def _object(card: Card) -> dict[str, Any]:
    return {
        "name": card.name,
        "version": card.version,
        "language": card.language,
        "licence": card.licence,
        "size": size_of(card),
        "makes": list(card.makes),
        "description": card.description,
        "figures": _measured(card),
        "sources": list(card.meta.get("sources") or ()),
        "spacy_version": card.needs,
    }


def _language(card: Card) -> str:
    return "many" if card.language == "xx" else language_name(card.language) if card.language else "-"


def _size(card: Card) -> str:
    size = size_of(card)
    return f"{size / 1e6:,.1f} MB" if size else ""


def _measured(card: Card) -> dict[str, Any]:
    """What its makers measured: `figures` of ours, `performance` of spaCy’s packages."""
    found = card.meta.get("figures") or card.meta.get("performance")
    return dict(found) if isinstance(found, Mapping) else {}


def _figures(card: Card) -> Iterator[str]:
    measured = _measured(card)
    width = max((len(key) for key in measured), default=0)
    for key, value in measured.items():
        if isinstance(value, Mapping):
            yield f"{key:<{width}}  {', '.join(f'{name} {_number(one)}' for name, one in value.items())}"
        elif value is not None:
            yield f"{key:<{width}}  {_number(value)}"


def _number(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _sources(card: Card) -> Iterator[str]:
    sources = card.meta.get("sources")
    for source in sources if isinstance(sources, list) else ():
        if isinstance(source, Mapping):
            terms = source.get("license") or source.get("terms") or "terms not stated"
            yield f"{source.get('name', '?')}: {terms}" + (f" ({source['url']})" if source.get("url") else "")
        else:
            yield str(source)
