"""What a document asks the suggester of stances: the polarity toward a target, or a holder’s toward a target, given by their places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from annotation.json_input import Fields
from annotation.text import TextRange


@dataclass(frozen=True, slots=True)
class Asked:
    """A target to be judged, and its holder where one is given. Ranges are code points of the document’s text."""

    target: TextRange
    holder: TextRange | None = None


def read_asked(
    top: Fields, place: Callable[[Fields, int, int], TextRange], keep: Callable[[str, Fields], None]
) -> Iterator[Asked]:
    """What the keys `targets` and `pairs` of a document ask.

    Args:
        top: the document’s object.
        place: checks `[start, end)` of some fields and moves it into the normalised text.
        keep: receives the path and the fields of which something may be left that nobody knows.

    Raises:
        FormatError: where a range is none, or none of the text.
    """
    for number, fields in enumerate(top.objects("targets")):
        yield Asked(place(fields, fields.integer("start"), fields.integer("end")))
        keep(f"targets/{number}", fields)
    for number, fields in enumerate(top.objects("pairs")):
        yield Asked(place(fields, *fields.two_integers("target")), place(fields, *fields.two_integers("holder")))
        keep(f"pairs/{number}", fields)


def asked_as_json(asked: Iterable[Asked]) -> dict[str, list[dict[str, Any]]]:
    """The keys that `read_asked` reads; those without anything are left out."""
    targets: list[dict[str, Any]] = []
    pairs: list[dict[str, Any]] = []
    for own in asked:
        if own.holder is None:
            targets.append({"start": own.target.start, "end": own.target.end})
        else:
            pairs.append({"holder": [own.holder.start, own.holder.end], "target": [own.target.start, own.target.end]})
    return {key: found for key, found in (("targets", targets), ("pairs", pairs)) if found}
