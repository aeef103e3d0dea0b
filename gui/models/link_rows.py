"""What the window says about a link, seen from one of its ends; free of Qt."""

from __future__ import annotations

from dataclasses import dataclass

from annotation.model import Annotation, Link
from annotation.reading import Reading
from annotation.scheme import Label, LabelScheme
from gui.models.item_rows import excerpt


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """A link as one of its ends shows it: `other` is the annotation at the other end, `outgoing` where the link leads there."""

    link: Link
    other: Annotation
    label: Label  # of the other end
    title: str  # of the kind
    outgoing: bool
    words: str  # of the other end's main role, on one line

    @property
    def sign(self) -> str:
        """The kind with an arrow to or from the other end."""
        return f"{self.title} →" if self.outgoing else f"← {self.title}"

    @property
    def line(self) -> str:
        """All of it on a line."""
        return f"{self.sign} {self.label.title}: {self.words}"

    @property
    def spoken(self) -> str:
        """The row for a screen reader, which has no arrows."""
        other = f"{self.label.title.lower()}: {self.words}"
        return f"{self.title} the {other}" if self.outgoing else f"what {self.title} this, {other}"


def link_row(reading: Reading, link: Link, end: Annotation, scheme: LabelScheme) -> LinkRow:
    """Describe a link of `reading` as `end` sees it.

    Raises:
        AnnotationError: where the scheme has no such label.
    """
    other = reading.annotations[link.other_end(end.id)]
    label = scheme.label(other.label)
    return LinkRow(
        link=link,
        other=other,
        label=label,
        title=next((kind.title for kind in scheme.links if kind.name == link.kind), link.kind),
        outgoing=link.from_id == end.id,
        words=excerpt(reading, other, label.main_role.name),
    )


def link_rows(reading: Reading, end: Annotation, scheme: LabelScheme) -> list[LinkRow]:
    """All links of an annotation, those that lead away from it first."""
    return [link_row(reading, link, end, scheme) for link in reading.links_of(end)]
