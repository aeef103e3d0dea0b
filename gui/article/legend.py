"""The legend of a picture: each label as it is drawn in the text, with those of its roles that are there.

It is a small article with items of its own, drawn as any other: it cannot differ from what it explains.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from annotation.model import Annotation, Part, Suggestion
from annotation.reading import Item
from annotation.scheme import Label, LabelScheme
from annotation.text import TextRange

GAP = "\u2003"  # between labels: an em space
JOIN = "\u00a0"  # between a label and its roles, which stay on one line with it


@dataclass(slots=True)
class Legend:
    """A line of a legend: its text and the items on it."""

    text: str
    items: list[Item] = field(default_factory=list)

    def add(self, words: str) -> TextRange:
        """Write some words, and say where they are (code points)."""
        start = len(self.text)
        self.text += words
        return TextRange(start, len(self.text))


def legend(items: Sequence[Item], scheme: LabelScheme) -> list[Legend]:
    """What explains these items, a line for those that are confirmed and one for those that are suggested.

    Labels and roles that none of them has are left out.
    """
    confirmed = [item for item in items if isinstance(item, Annotation)]
    suggested = [item for item in items if isinstance(item, Suggestion)]
    made: list[Legend] = []
    for title, group in (("Confirmed", confirmed), ("Suggested", suggested)):
        if not group:
            continue
        line = Legend(title)
        for label in scheme.labels:
            if roles := _roles(label, group):
                line.add(GAP)
                line.items.append(_entry(line, label, roles, confirmed=group is confirmed))
        made.append(line)
    return made


def _roles(label: Label, items: Iterable[Item]) -> list[str]:
    """The names of the roles of a label that some item has, in the scheme's order."""
    used = {part.role for item in items if item.label == label.name for part in item.parts}
    return [role.name for role in label.roles if role.name in used]


def _entry(line: Legend, label: Label, roles: Sequence[str], *, confirmed: bool) -> Item:
    parts = [Part(label.main_role.name, line.add(label.title))]
    for role in roles:
        if role != label.main_role.name:
            line.add(JOIN)
            parts.append(Part(role, line.add(label.role(role).title.lower())))
    id_ = f"legend:{label.name}:{'confirmed' if confirmed else 'suggested'}"
    if confirmed:
        return Annotation(id=id_, document_id="", label=label.name, parts=tuple(parts), annotator="", created="")
    return Suggestion(id=id_, document_id="", label=label.name, parts=tuple(parts), suggester="", score=1.0, reason="")
