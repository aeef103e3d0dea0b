"""What `quotemark suggest` does: over files, into a file that can be gone on with or to standard output; or over a project."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotation.errors import ExportError, QuotemarkError, SuggestError
from annotation.exchange import ExchangeDocument, write_line
from gui.meter import Meter
from gui.terminal import number

if TYPE_CHECKING:
    from annotation.formats.partial import PartialFile

STDOUT = Path("-")
_NOTICES = 10  # are told one by one: a corpus in another language has one for each document

Tell = Callable[[QuotemarkError], None]
"""Says what went wrong where a person reads it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How to suggest: in how many processes (0: as many as there are cores), how many documents together, with which pipeline."""

    processes: int
    batch_size: int
    pipeline: str | None = None


def suggest_files(files: Iterable[Path], out: Path, *, how: How, keep: bool, fresh: bool, tell: Tell) -> bool:
    """Write the documents in these files with what is suggested on them to `out`; `-` is standard output.

    Into a file, the work can be stopped or killed at any time: the same call goes on with the documents that are not finished.
    `keep` has annotations that a dataset brings written too, `fresh` begins anew.

    Returns:
        Whether all went well: no file or line refused, no document lost. What went wrong was told.

    Raises:
        ExportError: where `out` cannot be written, or was begun with another input or otherwise.
        SuggestError: where the suggesters cannot be started.
    """
    from annotation.formats.partial import PartialFile, files_beside
    from annotation.readers.corpus import Corpus

    beside = () if out == STDOUT else (out.resolve(), *files_beside(out))
    corpus = Corpus(paths=tuple(files), stdin=sys.stdin.buffer, leave_out=frozenset(beside))
    with _running(quiet=out == STDOUT and sys.stdout.isatty(), tell=tell) as run:
        documents = corpus.documents(run.refuse)
        if not keep:
            documents = (replace(d, annotations=(), links=(), entities=()) for d in documents)
        if out == STDOUT or _is_device(out):
            run.meter.begin(0, corpus.count())
            _stream(documents, out, how=how, run=run)
        else:
            with PartialFile(out, _settings(how, keep=keep), fresh=fresh) as partial:
                _skip_finished(documents, partial, run=run)
                run.meter.begin(partial.number, corpus.count())
                _go_on(documents, partial, how=how, run=run)
    return run.good


def suggest_project(path: Path, *, how: How, tell: Tell) -> bool:
    """Suggest on those documents of a project that were not read yet, keep it there, and print how many suggestions are new.

    Returns:
        Whether no document was lost.

    Raises:
        ProjectError: where the project cannot be opened or written.
        SuggestError: where the suggesters cannot be started.
    """
    from storage.project import Project
    from storage.suggesting import suggest_project as suggest

    with Project.open(path) as project, _running(tell=tell) as run:

        def progress(done: int, total: int, words: int) -> None:
            if done:
                run.meter.add(words)
            else:
                run.meter.begin(0, total)

        report = suggest(
            project,
            progress,
            processes=how.processes,
            batch_size=how.batch_size,
            pipeline=how.pipeline,
            notice=run.notice,
        )
        for lost in report.lost:
            run.lose(lost)
    if report.left_out:
        click.echo(f"{number(report.left_out, 'suggestion')} left out: not in the label scheme.", err=True)
    click.echo(f"{number(report.suggestions, 'new suggestion')} on {number(report.documents, 'document')}.")
    return run.good


@dataclass(slots=True)
class _Run:
    """What is told while it goes on."""

    meter: Meter
    tell: Tell
    good: bool = True
    notices: int = 0

    def refuse(self, error: QuotemarkError) -> None:
        self.good = False
        self.meter.make_way()
        self.tell(error)

    def lose(self, why: str) -> None:
        self.refuse(SuggestError(f"{why} It is left out.", way_out="Look at this document: what is unlike the others?"))

    def notice(self, document: ExchangeDocument, sentence: str) -> None:
        self.notices += 1
        if self.notices <= _NOTICES:
            self.say(f"{document.name or document.id}: {sentence}")

    def end(self) -> None:
        self.meter.end()
        if self.notices > _NOTICES:
            self.say(f"{number(self.notices - _NOTICES, 'more notice')} like these.")

    def say(self, sentence: str) -> None:
        self.meter.make_way()
        click.echo(sentence, err=True)


@contextmanager
def _running(*, tell: Tell, quiet: bool = False) -> Iterator[_Run]:
    run = _Run(Meter(sys.stderr, "Suggesting", live=sys.stderr.isatty() and not quiet), tell)
    try:
        yield run
    finally:
        run.end()


def _answers(
    documents: Iterable[ExchangeDocument], *, how: How, run: _Run
) -> Generator[tuple[bytes | str, int], None, None]:
    """For each document its line, or why it has none; and how many words it has."""
    from annotation.suggest.documents import notices_of
    from annotation.suggest.processes import Lost, suggest_all

    answers = suggest_all(documents, processes=how.processes, batch_size=how.batch_size, pipeline=how.pipeline)
    with closing(answers):
        for answer in answers:
            if isinstance(answer, Lost):
                run.lose(answer.why)
                yield answer.why, 0
            else:
                for sentence in notices_of(answer):
                    run.notice(answer, sentence)
                yield write_line(answer).encode("utf-8"), len(answer.text.split())


def _stream(documents: Iterable[ExchangeDocument], out: Path, *, how: How, run: _Run) -> None:
    """Each document as it is done, to standard output, or to a pipe or device, which cannot be replaced."""
    from annotation.formats.atomic import replacing

    target = nullcontext(sys.stdout.buffer) if out == STDOUT else replacing(out)
    with target as stream, closing(_answers(documents, how=how, run=run)) as answers:
        for answer, words in answers:
            if isinstance(answer, bytes):
                stream.write(answer + b"\n")
                stream.flush()
            run.meter.add(words)


def _is_device(out: Path) -> bool:
    try:
        return out.exists() and not out.is_file() and not out.is_dir()
    except OSError:  # opening it tells what is wrong with it
        return False


def _settings(how: How, *, keep: bool) -> dict[str, str]:
    from annotation.suggest.pipelines import card_of

    return {
        "keep": f"{'with' if keep else 'without'} --keep",
        "pipeline": f"with the pipeline “{how.pipeline}”" if how.pipeline else "with Quotemark’s own pipeline",
        "suggesters": f"by {', '.join(card_of(how.pipeline).suggesters)}",
    }


def _go_on(documents: Iterable[ExchangeDocument], partial: PartialFile, *, how: How, run: _Run) -> None:
    """Add what is not finished, in the batches in which it is read: so the file is the same, stopped or not."""
    try:
        with closing(_answers(documents, how=how, run=run)) as answers:
            while batch := list(islice(answers, how.batch_size)):
                partial.add([answer for answer, _ in batch])
                run.meter.add(sum(words for _, words in batch), len(batch))
    except KeyboardInterrupt:
        if partial.number:
            run.say(f"{number(partial.number, 'document')} finished. The same command goes on after them.")
        raise
    partial.finish()


def _skip_finished(documents: Iterator[ExchangeDocument], partial: PartialFile, *, run: _Run) -> None:
    """Take the documents that are finished off the input, and tell what was left out of them.

    Raises:
        ExportError: where the input is not what they were made of.
    """
    place = 0  # of the next document of the input
    for at, line in partial.finished():
        for left_out in range(place, at):
            next(documents, None)
            run.lose(partial.left_out[left_out])
        _check_same(next(documents, None), line, at=at, partial=partial)
        place = at + 1
    for left_out in range(place, partial.number):
        next(documents, None)
        run.lose(partial.left_out[left_out])
    if partial.number:
        run.say(f"Going on after {number(partial.number, 'document')} finished before.")


def _check_same(
    document: ExchangeDocument | None, line: Mapping[str, object], *, at: int, partial: PartialFile
) -> None:
    if document is None:
        change = f"The input has {number(at, 'document')} now, and more of them are finished"
    elif document.id != line.get("id"):
        change = f"Document {at + 1:,} of the input is “{document.id}” now, and was “{line.get('id')}” before"
    elif document.text != line.get("text"):
        change = f"The text of document {at + 1:,}, “{document.id}”, has changed"
    else:
        return
    raise ExportError(
        f"{change} (in {partial.draft}).", way_out="Name the same files in the same order, or begin anew with --fresh."
    )
