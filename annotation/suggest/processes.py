"""Suggestions from several processes, in the order of the documents, as the in-process `suggest` gives them.

Why neither spaCy's `nlp.pipe(n_process=)` nor a `ProcessPoolExecutor`: the first pickles the whole pipeline into its processes (a session of
onnxruntime cannot be), sends docs back with all their user data, and waits for ever for a process that was killed. The processes of the
second outlive a parent that was killed, and when one of them dies, none can say over which document. Here each process is started afresh,
loads the pipeline itself, and has a pipe of its own: it ends with its parent, and what it was busy with is known.

Batches are cut from the input alike, however many processes there are, for a network's figures may depend on what is read together.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from annotation.errors import SuggestError
from annotation.exchange import ExchangeDocument
from annotation.suggest import load, suggest

BATCH = 16
"""How many documents are read together where nothing else is said."""

_AHEAD = 2  # batches for each process that are taken from the input and not handed out yet
_DEATHS = 8  # processes that end one after the other without an answer between: then it is not the documents
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Lost:
    """A document over which a process ended, alone too: it has no suggestions. `why` is a sentence for a person."""

    document_id: str
    why: str


Answer = ExchangeDocument | Lost


def suggest_all(
    documents: Iterable[ExchangeDocument], *, processes: int = 1, batch_size: int = BATCH, pipeline: str | None = None
) -> Generator[Answer, None, None]:
    """Add suggestions to documents, in their order: one answer for each. Close the iterator to end the processes early.

    Memory does not grow with the number of documents. One process is this one: then an end of it is the end of all.

    Args:
        documents: taken as they are needed, at most two batches ahead for each process.
        processes: how many; 0 for as many as there are cores.
        batch_size: how many documents are read together.
        pipeline: as `load_pipeline` takes it.

    Raises:
        SuggestError: where the pipeline cannot be loaded, or processes end again and again.
    """
    number = processes or cores()
    if number == 1:
        yield from suggest(documents, batch_size=batch_size, pipeline=pipeline)
        return
    crew = _Crew(number, pipeline)
    try:
        yield from crew.read(documents, batch_size)
    finally:
        crew.end()


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(slots=True)
class _Batch:
    documents: list[ExchangeDocument]
    answers: list[Answer] = field(default_factory=list)
    singly: bool = False  # a process ended over it: now one document at a time, to know over which

    @property
    def whole(self) -> bool:
        return len(self.answers) == len(self.documents)

    @property
    def next(self) -> list[ExchangeDocument]:
        """What to send: all that is not answered yet, or the first of it."""
        start = len(self.answers)
        return self.documents[start : start + 1] if self.singly else self.documents[start:]


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    connection: Connection
    ready: bool = False  # the pipeline is loaded
    batch: _Batch | None = None
    owed: int = 0  # answers


class _Crew:
    """The processes, started when there is work for them."""

    def __init__(self, number: int, pipeline: str | None) -> None:
        self._number = number
        self._pipeline = pipeline
        self._workers: list[_Worker] = []
        self._open: deque[_Batch] = deque()  # batches that nobody reads
        self._deaths = 0

    def read(self, documents: Iterable[ExchangeDocument], batch_size: int) -> Iterator[Answer]:
        remaining = iter(documents)
        taken: deque[_Batch] = deque()  # and not handed out yet, in order
        more = True
        while more or taken:
            while more and len(taken) < _AHEAD * self._number:
                batch = _Batch(list(islice(remaining, batch_size)))
                more = bool(batch.documents)
                if more:
                    taken.append(batch)
                    self._open.append(batch)
            self._share_out()
            if taken and not taken[0].whole:
                self._listen()
                self._share_out()  # they read on while the caller has the answers
            while taken and taken[0].whole:
                yield from taken.popleft().answers

    def end(self) -> None:
        """End all processes at once, whatever they are at."""
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()
            worker.connection.close()
        self._workers.clear()

    def _share_out(self) -> None:
        for worker in self._workers:
            if self._open and worker.ready and worker.batch is None:
                self._send(worker, self._open.popleft())
        loading = sum(not worker.ready for worker in self._workers)
        for _ in range(min(len(self._open) - loading, self._number - len(self._workers))):
            self._workers.append(_start(self._pipeline, threads=max(1, cores() // self._number)))

    def _send(self, worker: _Worker, batch: _Batch) -> None:
        worker.batch, worker.owed = batch, len(batch.next)
        with suppress(OSError):  # it has just ended: listening to it finds that out
            worker.connection.send(batch.next)

    def _listen(self) -> None:
        """Wait until a process says something, or ends."""
        heard = wait([worker.connection for worker in self._workers])
        for worker in [worker for worker in self._workers if worker.connection in heard]:
            try:
                said = worker.connection.recv()
            except (EOFError, OSError):
                self._lose(worker)
                continue
            self._hear(worker, said)

    def _hear(self, worker: _Worker, said: ExchangeDocument | SuggestError | None) -> None:
        if isinstance(said, SuggestError):
            raise said
        if said is None:
            worker.ready = True
            return
        assert worker.batch
        self._deaths = 0
        worker.batch.answers.append(said)
        worker.owed -= 1
        if not worker.owed:
            self._give_back(worker.batch)
            worker.batch = None

    def _lose(self, worker: _Worker) -> None:
        """A process has ended. What it read is read again, a document at a time; a document over which that ends too is lost."""
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.join()
        why = _end_of(worker.process.exitcode or 0)
        self._deaths += 1
        if not worker.ready:
            raise SuggestError(f"A process that suggests could not be started: it {why}.", way_out=_WAY_OUT)
        if self._deaths >= _DEATHS:
            raise SuggestError(
                f"{self._deaths} processes that suggest have ended one after the other; the last one {why}.",
                way_out=_WAY_OUT,
            )
        if worker.batch:
            if worker.batch.singly:
                document = worker.batch.next[0]
                said = f"The process that read “{document.name or document.id}” {why}."
                worker.batch.answers.append(Lost(document.id, said))
            worker.batch.singly = True
            self._give_back(worker.batch)

    def _give_back(self, batch: _Batch) -> None:
        if not batch.whole:
            self._open.appendleft(batch)


_WAY_OUT = "Try it with one process, and with fewer documents at a time (--processes 1 --batch 1)."


def _end_of(code: int) -> str:
    if code == -getattr(signal, "SIGKILL", 9):
        return "was killed (there may be too little memory for so many processes)"
    return f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"


def _start(pipeline: str | None, *, threads: int) -> _Worker:
    # “spawn” on every system: a fork would copy threads' locks, and macOS and Windows have no other way.
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, pipeline, threads), daemon=True)
    with _deaf_to_interrupts():
        process.start()
    theirs.close()  # else its end would not end the pipe
    return _Worker(process, ours)


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Ctrl+C reaches every process of a terminal. The mask is inherited: those started here leave it to their parent, from the first."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(parent: Connection, pipeline: str | None, threads: int) -> None:
    """What each process does: answer lists of documents, one by one, until the parent closes the pipe or is gone.

    A bug of ours ends the process with a traceback, and so does what ends a process from outside: the parent takes it from there.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in _THREADS:  # before numpy is loaded: the processes share the cores
        os.environ.setdefault(name, str(threads))
    try:
        try:
            load(pipeline)
        except SuggestError as error:
            parent.send(error)
            return
        parent.send(None)
        while True:
            documents: list[ExchangeDocument] = parent.recv()
            for answer in suggest(documents, batch_size=len(documents), pipeline=pipeline):
                parent.send(answer)
    except (EOFError, ConnectionError):
        return
