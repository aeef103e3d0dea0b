"""Links by keys: one annotation joined to another, followed, and taken apart."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from annotation.model import Annotation, Link, Suggestion, ranges
from annotation.reading import Item, Reading
from annotation.scheme import LinkKind
from annotation.text import TextRange
from gui import keymap
from gui.article.links import DrawnLink
from gui.commands.desk import Desk, Table
from gui.commands.going import Going
from gui.models.link_rows import link_row, link_rows

_DIGITS = 9  # how many kinds of link have a key


class Linking(QObject):
    """A link begins at the current annotation, is led to another by going there, and made by the digit of its kind.

    Following goes along the links of one annotation after another: on by the next link of the annotation that is reached, back where it
    has no other. Pressed again and again it goes along every link that can be reached from where it began.
    """

    changed = Signal()  # a link has been begun, or it was made or given up

    def __init__(self, desk: Desk, going: Going, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._going = desk, going
        self._source_id = ""
        self._kind = ""  # the name of the kind that was used last
        self._last_id = ""  # the link that was made or followed last
        self._reached = ""  # the annotation that following has reached
        self._ways: dict[str, str] = {}  # the link by which each annotation was left last, or reached first
        desk.session.document_opened.connect(self._forget)
        desk.session.touched.connect(self._notice_gone)

    def table(self, others: Table) -> Table:
        """What to call for each action's id. Digits are roles, as `others` has them, unless a link has been begun."""
        kinds = self._desk.session.scheme.links[:_DIGITS]
        places = max(len([id_ for id_ in others if id_.startswith("role:")]), len(kinds))
        digits = [(n, f"role:{n + 1}") for n in range(places)]
        return {
            "link": self._link,
            "follow_link": self._follow,
            "unlink": self._unlink,
            **{id_: partial(self._digit, n, others.get(id_, partial(self._no_role, n))) for n, id_ in digits},
        }

    # Making -----------------------------------------------------------------------------------------------------

    @property
    def source(self) -> Annotation | None:
        """The annotation that a link has been begun from."""
        reading = self._desk.session.reading
        return reading.annotations.get(self._source_id) if reading else None

    @property
    def kinds(self) -> tuple[tuple[str, LinkKind], ...]:
        """The kinds of link that have a key, with it."""
        return tuple((str(n), kind) for n, kind in enumerate(self._desk.session.scheme.links[:_DIGITS], 1))

    @property
    def last_kind(self) -> LinkKind | None:
        """The kind that was used last: what the key that begins a link means at its other end."""
        return next((kind for kind in self._desk.session.scheme.links if kind.name == self._kind), None)

    def give_up(self) -> None:
        """No link is begun any more."""
        if self._source_id:
            self._source_id = ""
            self.changed.emit()

    def link_as(self, kind: LinkKind) -> None:
        """Join where the link has been begun with the current annotation. What stands against it is said, and the link stays begun."""
        session, source, target = self._desk.session, self.source, self._desk.session.current
        if source is None:
            session.said.emit(f"No link has been begun: {keymap.named('link')} begins one at the current annotation.")
        elif target is None or target.id == source.id:
            escape = keymap.named("clear_selection")
            session.said.emit(f"Here the link begins: go to its other end first; {escape}: no link.")
        elif isinstance(target, Suggestion):
            session.said.emit(f"A link joins annotations: accept this suggestion first ({keymap.named('accept')}).")
        elif made := session.link(kind.name, source, target):
            self._kind, self._last_id = kind.name, made.id
            self.give_up()
            self._say(made, source)

    def _link(self) -> None:
        session = self._desk.session
        item = session.need_current()
        if item is None:
            return
        if not session.scheme.links:
            session.said.emit("The label scheme of this project has no kinds of link.")
        elif isinstance(item, Suggestion):
            session.said.emit(f"A link joins annotations: accept this suggestion first ({keymap.named('accept')}).")
        elif self.source is None:
            self._source_id = item.id
            self.changed.emit()
        elif self.last_kind or item.id == self._source_id:
            self.link_as(self.last_kind or session.scheme.links[0])
        else:
            kinds = (keymap.before(kind.title, f"role:{key}", key) for key, kind in self.kinds)
            session.said.emit(f"Which link? {', '.join(kinds)}.")

    def _digit(self, place: int, role: Callable[[], object]) -> None:
        if self.source is None:
            role()
        elif place < len(self.kinds):
            self.link_as(self.kinds[place][1])
        else:
            escape = keymap.named("clear_selection")
            self._desk.session.said.emit(f"There are {len(self.kinds)} kinds of link; {escape}: no link.")

    def _no_role(self, place: int) -> None:
        session = self._desk.session
        if place < len(self.kinds):
            kind = self.kinds[place][1].title
            begin = keymap.named("link")
            session.said.emit(f"No label has {place + 1} roles; for a link that {begin} has begun, this is “{kind}”.")

    # Following and taking apart ---------------------------------------------------------------------------------

    def _links_here(self) -> tuple[Annotation, list[Link]] | None:
        """The current annotation and its links; None where it has none, which is said."""
        session = self._desk.session
        item = session.need_current()
        if item is None or session.reading is None:
            return None
        links = session.reading.links_of(item) if isinstance(item, Annotation) else []
        if isinstance(item, Annotation) and links:
            return item, links
        session.said.emit(f"It has no links: {keymap.named('link')} links an annotation to another.")
        return None

    def _follow(self) -> None:
        if self._follow_repeats() or (here := self._links_here()) is None:
            return
        item, links = here
        if item.id != self._reached:
            self._ways = {}  # somebody has gone elsewhere meanwhile: this is where it begins
        ids = [link.id for link in links]
        before = self._ways.get(item.id, "")
        link = links[(ids.index(before) + 1) % len(ids) if before in ids else 0]
        other_id = link.other_end(item.id)
        self._ways[item.id] = link.id
        self._ways.setdefault(other_id, link.id)
        self._reached, self._last_id = other_id, link.id
        self._desk.session.set_current(other_id)
        self._going.go_to_current()
        self._say(link, item)

    def _follow_repeats(self) -> bool:
        """From a claim to the next open suggestion that says it again, and round; False where there is none."""
        session = self._desk.session
        reading, item = session.reading, session.current
        if reading is None or item is None:
            return False
        suggestion = reading.suggestions.get(item.suggestion_id or "") if isinstance(item, Annotation) else item
        ids = reading.same_as(suggestion.id) if suggestion else []
        first = next((s for id_ in ids if reading.said_again(s := _as_it_stands(reading, id_))), None)
        if suggestion is None or first is None:
            return False
        ring = [first, *reading.said_again(first)]
        here = next((n for n, other in enumerate(ring) if other.id == item.id), None)
        if here is None:
            return False
        there = (here + 1) % len(ring)
        session.set_current(ring[there].id)
        self._going.go_to_current()
        session.said.emit(f"Said {len(ring)} times: this is number {there + 1}.")
        return True

    def _unlink(self) -> None:
        if (here := self._links_here()) is None:
            return
        item, links = here
        link = links[0] if len(links) == 1 else next((k for k in links if k.id == self._last_id), None)
        if link is None:
            self._desk.session.said.emit(
                f"It has {len(links)} links: follow one first ({keymap.named('follow_link')}), or press Del on one in the editor."
            )
            return
        line = self._line(link, item)
        if self._desk.session.unlink(link):
            self._desk.session.said.emit(f"Unlinked: {line}")

    # Showing ----------------------------------------------------------------------------------------------------

    def drawn(self) -> list[DrawnLink]:
        """What the page is to draw: the link that has been begun, else the links of the current annotation."""
        session, source = self._desk.session, self.source
        item, reading = session.current, session.reading
        if source:
            to = self._main(item) if isinstance(item, Annotation) and item.id != source.id else None
            return [DrawnLink(self._main(source), to, title="from", outgoing=False, begun=True)]
        found: list[DrawnLink] = []
        if isinstance(item, Annotation) and reading:
            here = self._main(item)
            for row in link_rows(reading, item, session.scheme):
                there = self._main(row.other)
                ends = (here, there) if row.outgoing else (there, here)
                found.append(DrawnLink(*ends, title=row.title, outgoing=row.outgoing))
        return found

    def _main(self, annotation: Annotation) -> TextRange:
        return ranges(annotation, self._desk.session.scheme.label(annotation.label).main_role.name)[0]

    def _line(self, link: Link, end: Annotation) -> str:
        assert self._desk.session.reading is not None
        return link_row(self._desk.session.reading, link, end, self._desk.session.scheme).line

    def _say(self, link: Link, end: Annotation) -> None:
        self._desk.session.said.emit(self._line(link, end))

    # Within -----------------------------------------------------------------------------------------------------

    def _forget(self) -> None:
        self._last_id = self._reached = ""
        self.give_up()

    def _notice_gone(self) -> None:
        if self.source is None:
            self.give_up()


def _as_it_stands(reading: Reading, suggestion_id: str) -> Item:
    """A suggestion, or the annotation that this annotator has made of it."""
    decision = reading.decision_on(suggestion_id)
    made = reading.annotations.get(decision.annotation_id or "") if decision else None
    return made or reading.suggestions[suggestion_id]
