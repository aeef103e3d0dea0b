"""The window's suggester: a process of its own, lower in priority, that speaks the exchange form on its standard streams.

spaCy's import takes seconds of computing. In a thread it would hold the interpreter's lock and the window would stutter.
"""

from __future__ import annotations

import json
import sys
from collections import deque

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

from annotation.errors import SuggestError
from annotation.exchange import ExchangeDocument, read_line, write_line
from annotation.model import Document
from annotation.suggest.documents import notices_of, suggesters_of
from gui import preferences
from storage.suggesting import suggestions_of


class Suggester(QObject):
    """Asks for suggestions, one document at a time. What comes back is tagged with the document's id; a stopped one's answer is dropped."""

    suggested = Signal(str, list, list)  # document id, its suggestions, the suggesters (name@version) that have read it
    noticed = Signal(str, list)  # document id, sentences for the analyst; before `suggested`
    failed = Signal(str, SuggestError)  # document id
    faulty = Signal(SuggestError)  # the pipeline that was chosen cannot be used; Quotemark's own reads instead
    idle_changed = Signal()
    answered = Signal(str, ExchangeDocument)  # id of a passage that was inquired about, and what the suggesters say
    unanswered = Signal(str)  # id of a passage of which nothing will come any more

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._asked = ""
        self._awaited: deque[str] = deque()  # ids of what was sent: the process answers in that order
        self._inquiries: set[str] = set()  # those of them that are passages, and no documents of the project

    @property
    def asked(self) -> str:
        """The id of the document that is being read, "" while idle."""
        return self._asked

    @property
    def running(self) -> bool:
        """Whether its process has been started."""
        return self._process is not None

    def warm_up(self) -> None:
        """Start the process, so that the first document does not wait for spaCy's import."""
        if self._process is None:
            process = QProcess(self)
            environment = QProcessEnvironment.systemEnvironment()
            environment.insert("PYTHONIOENCODING", "utf-8")
            process.setProcessEnvironment(environment)
            process.readyReadStandardOutput.connect(self._read)
            process.finished.connect(self._ended)
            process.errorOccurred.connect(self._not_started)
            self._process = process
            chosen = preferences.pipeline()
            process.start(sys.executable, ["-m", "annotation.suggest", *(["--pipeline", chosen] if chosen else [])])

    def ask(self, document: Document) -> None:
        """Ask for suggestions on a document. Only while idle."""
        assert not self._asked
        self.warm_up()
        self._send(ExchangeDocument(id=document.id, text=document.text, language=document.language))
        self._asked = document.id
        self.idle_changed.emit()

    def inquire(self, passage: ExchangeDocument) -> bool:
        """Have a passage read that is no document of the project: after the document that is being read, before the next one.

        `answered` tells what came of it, or `unanswered`. False where the process is not running: it is not started for that.

        Args:
            passage: with an id that no document and no other passage has, and what is asked about it (`ExchangeDocument.asked`).
        """
        if not self.running:
            return False
        self._inquiries.add(passage.id)
        self._send(passage)
        return True

    def _send(self, document: ExchangeDocument) -> None:
        assert self._process is not None
        self._process.write((write_line(document) + "\n").encode())
        self._awaited.append(document.id)

    def stop(self) -> None:
        """End the process; an answer that is on its way is dropped."""
        process, self._process = self._process, None
        self._await_nothing()
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(2000)
            process.deleteLater()

    def _await_nothing(self) -> None:
        dropped, self._inquiries = self._inquiries, set()
        self._awaited.clear()
        if self._asked:
            self._asked = ""
            self.idle_changed.emit()
        for passage_id in dropped:
            self.unanswered.emit(passage_id)

    def _read(self) -> None:
        while self._process is not None and self._process.canReadLine():
            line = bytes(self._process.readLine().data()).decode()
            if line.startswith('{"fault"'):
                fault = json.loads(line)
                self.faulty.emit(SuggestError(fault["fault"], way_out=fault["way_out"]))
                continue
            answered = self._awaited.popleft()
            if answered in self._inquiries:
                self._inquiries.discard(answered)
                self._tell_answer(answered, line)
            else:
                self._tell_suggestions(line)

    def _tell_answer(self, passage_id: str, line: str) -> None:
        if line.startswith('{"error"'):
            self.unanswered.emit(passage_id)
            self.failed.emit("", SuggestError(f"The suggester could not read a passage: {line.strip()}"))
        else:
            self.answered.emit(passage_id, read_line(line, place="the suggester's answer"))

    def _tell_suggestions(self, line: str) -> None:
        asked, self._asked = self._asked, ""
        if line.startswith('{"error"'):
            self.failed.emit(asked, SuggestError(f"The suggester could not read the document: {line.strip()}"))
        else:
            answer = read_line(line, place="the suggester's answer")
            if answer.id == asked:
                self.noticed.emit(asked, notices_of(answer))
                self.suggested.emit(asked, suggestions_of(answer), suggesters_of(answer))
        self.idle_changed.emit()

    def _ended(self) -> None:
        process, self._process = self._process, None
        asked = self._asked
        self._await_nothing()
        if process is not None:
            told = bytes(process.readAllStandardError().data()).decode(errors="replace").strip().splitlines()
            process.deleteLater()
            self.failed.emit(
                asked,
                SuggestError(
                    f"The suggester stopped: {told[-1] if told else 'no reason was given'}.",
                    way_out="File > Suggest again starts it anew. Your own work is not touched by this.",
                ),
            )

    def _not_started(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._ended()
