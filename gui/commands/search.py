"""A search in the open document: what is looked for, what was found, and which hit is the current one."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from annotation.errors import QuotemarkError, SearchError, SearchTooLong
from annotation.text import TextRange
from gui.article.view import ArticleView

if TYPE_CHECKING:
    from annotation.finding import Found, Query
    from gui.tasks import Job

# Texts up to here (code points) are searched while one types, within a time that nobody notices; longer ones, and patterns that take
# longer, in a thread after a pause.
AT_ONCE = 200_000
QUICK = 0.03  # seconds
PATIENCE = 0.25  # seconds that somebody who goes to a hit before it was found waits for it
PAUSE = 150  # milliseconds
AROUND = 40  # code points before and after a hit that are told with it


class Search(QObject):
    """Looks for a query in the view's text and has the view mark the hits. At most one thread works for it; stale results are dropped."""

    changed = Signal()  # other hits, another current one, an error, or it has begun to work

    def __init__(self, view: ArticleView, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self.query: Query | None = None
        self.hits: tuple[TextRange, ...] = ()
        self.more = False  # there are further hits than the limit
        self.error: QuotemarkError | None = None
        self.working = False  # `hits` are not yet those of `query`
        self.number = -1  # the current hit's place among `hits`
        self._near, self._seen = 0, -1  # where hits are wanted; where the caret was then
        self._reveal = False
        self._job: Job | None = None
        self._looking: tuple[str, Query | None] = ("", None)  # the text and the query of the job
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._start_job)

    @property
    def current(self) -> TextRange | None:
        """The current hit."""
        return self.hits[self.number] if 0 <= self.number < len(self.hits) else None

    @property
    def context(self) -> str:
        """The current hit with some of the words around it, on one line; "" where there is none yet."""
        if self.working or (hit := self.current) is None:
            return ""
        text = self._view.text
        return " ".join(text[max(hit.start - AROUND, 0) : hit.end + AROUND].split())

    def ask(self, query: Query | None, *, reveal: bool = True) -> None:
        """Look for something else, or in another text; None for nothing. The hit nearest to the last place becomes the current one."""
        self.query, self._reveal = query, reveal
        self._timer.stop()
        if query is None:
            self._take(None, None)
        elif len(self._view.text) > AT_ONCE or not self._look(QUICK):
            self.working = True
            self._timer.start()
            self.changed.emit()

    def settle(self) -> bool:
        """Have the hits of the query now; False where that takes too long, and goes on."""
        return not self.working or self._look(PATIENCE)

    def start_near(self, position: int) -> None:
        """Hits near this position are wanted from now on."""
        self._near, self._seen = position, self._view.caret

    def step(self, step: int) -> TextRange | None:
        """The next (1) or previous (-1) hit becomes the current one, round the ends; from the caret, where that has moved meanwhile."""
        if not self.settle() or not self.hits:
            return None
        if self._view.caret != self._seen:
            selected = self._view.selection
            here = bisect_left(self.hits, selected.start if selected else self._view.caret, key=lambda hit: hit.start)
            # What is selected is left, to whichever side; a hit that begins at the caret is the next one.
            at_hit = here < len(self.hits) and self.hits[here] == selected
            self.number = here + (int(at_hit) if step > 0 else -1)
        else:
            self.number += step
        self.number %= len(self.hits)
        self._near = self.hits[self.number].start
        self._show(reveal=True)
        return self.current

    def caret_is_there(self) -> None:
        """The caret has gone to the current hit: the next step goes on from there."""
        self._seen = self._view.caret

    def caret_moved(self) -> None:
        """The next step starts at the caret."""
        self._seen = -1

    # Within -----------------------------------------------------------------------------------------------------

    def _look(self, seconds: float) -> bool:
        """Search here and now; False where that took too long."""
        from annotation.finding import find

        assert self.query is not None
        try:
            found = find(self._view.text, self.query, seconds=seconds)
        except SearchTooLong:
            return False
        except SearchError as error:
            self._take(None, error)
        else:
            self._take(found, None)
        return True

    def _start_job(self) -> None:
        from annotation.finding import find
        from gui.tasks import Job

        if self._job is not None or self.query is None:
            return  # it begins when the one before has ended
        text, query = self._looking = self._view.text, self.query
        # The application's: it may outlive the window, which is closed while a pattern is still being tried.
        job = self._job = Job(lambda _: find(text, query), QApplication.instance() or self)
        job.ended.connect(job.deleteLater)
        job.ended.connect(self._job_ended)
        job.finished.connect(self._job_found)
        job.failed.connect(self._job_failed)

    def _job_ended(self) -> None:
        self._job = None

    def _job_found(self, found: Found) -> None:
        if self._is_asked():
            self._take(found, None)

    def _job_failed(self, error: QuotemarkError) -> None:
        if self._is_asked():
            self._take(None, error)

    def _is_asked(self) -> bool:
        """Whether what was looked for is what is still waited for; otherwise the next job begins."""
        text, query = self._looking
        if self.working and query == self.query and text is self._view.text:
            return True
        if self.working and not self._timer.isActive():
            self._start_job()
        return False

    def _take(self, found: Found | None, error: QuotemarkError | None) -> None:
        self._timer.stop()
        self.working, self.error = False, error
        self.hits, self.more = (found.hits, found.more) if found else ((), False)
        self.number = self._nearest()
        self._show(reveal=self._reveal)

    def _nearest(self) -> int:
        after = bisect_left(self.hits, self._near, key=lambda hit: hit.start)
        around = [n for n in (after, after - 1) if 0 <= n < len(self.hits)]
        return min(around, key=lambda n: abs(self.hits[n].start - self._near), default=-1)

    def _show(self, *, reveal: bool) -> None:
        current = self.current
        self._view.show_hits(self.hits, current)
        if current and reveal:
            self._view.reveal(current)
        self.changed.emit()
