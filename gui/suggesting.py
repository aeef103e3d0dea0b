"""The window's suggester: a process of its own, lower in priority, that speaks the exchange form on its standard streams.

spaCy's import takes seconds of computing. In a thread it would hold the interpreter's lock and the window would stutter.
"""

from __future__ import annotations

import json
import sys

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

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._asked = ""

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
        assert self._process is not None
        line = write_line(ExchangeDocument(id=document.id, text=document.text, language=document.language))
        self._process.write((line + "\n").encode())
        self._asked = document.id
        self.idle_changed.emit()

    def stop(self) -> None:
        """End the process; an answer that is on its way is dropped."""
        process, self._process = self._process, None
        self._set_idle()
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(2000)
            process.deleteLater()

    def _set_idle(self) -> None:
        if self._asked:
            self._asked = ""
            self.idle_changed.emit()

    def _read(self) -> None:
        while self._process is not None and self._process.canReadLine():
            line = bytes(self._process.readLine().data()).decode()
            if line.startswith('{"fault"'):
                fault = json.loads(line)
                self.faulty.emit(SuggestError(fault["fault"], way_out=fault["way_out"]))
                continue
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
        self._set_idle()
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
