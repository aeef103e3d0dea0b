"""Files in and out of the window: articles and projects that are opened, datasets that are exported, and whose turn it is to be suggested on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal

from annotation.errors import QuotemarkError, ReadError
from annotation.model import Document, Status, Suggestion
from gui import keymap, preferences, settings
from gui.noticing import Noticing
from gui.session import Session
from gui.suggesting import Suggester
from gui.tasks import Job, Progress
from storage.opening import is_project
from storage.project import Project
from storage.queries import DocumentSummary
from storage.suggesting import unlike

# How long a key may wait for another program's lock, in milliseconds; what could not be done then is told.
PATIENCE = 250
PROJECT_SUFFIXES = (".sqlite", ".sqlite3", ".db")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought: the documents to look at (added or there before), and what to tell."""

    documents: tuple[str, ...]
    said: str
    refused: tuple[QuotemarkError, ...]


class Files(QObject):
    """Opens, imports, exports and suggests for a session. Only one import or export runs at a time."""

    job_changed = Signal()  # `job` is another one, or none
    progressed = Signal(int, int)
    suggesting_changed = Signal()
    told = Signal(list)  # errors to show

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.job: Job | None = None
        self.job_title = ""
        self.suggester = Suggester(self)
        self.suggester.suggested.connect(self._keep_suggestions)
        self.noticing = Noticing(session, self.suggester, self)
        self.suggester.failed.connect(self._suggester_failed)
        self.suggester.faulty.connect(lambda error: self.told.emit([error]))
        self.suggester.idle_changed.connect(self.suggesting_changed)
        self._closed = False
        self._asked_in: Project | None = None  # the project that the suggester's document is of
        self._given_up: set[str] = set()  # documents that the suggester failed on, until it is asked again
        session.project_changed.connect(self.suggest_next)
        session.document_opened.connect(self.suggest_next)
        preferences.changes.pipeline.connect(self._use_other_pipeline)

    # Opening ----------------------------------------------------------------------------------------------------

    def open_paths(self, paths: Iterable[Path]) -> None:
        """Open a project, import articles into the open one (or the one for articles opened on their own), or both."""
        projects, articles = sorted_out(paths)
        if projects and not self.open_project(projects[0]):
            return
        if articles:
            self.import_articles(articles)

    def open_project(self, path: Path) -> bool:
        """Open another project; where that fails, it is told and the present one stays."""
        try:
            self.use(Project.open(path, patience=PATIENCE))
        except QuotemarkError as error:
            self.told.emit([error])
            return False
        return True

    def new_project(self, path: Path) -> None:
        """Make a project and open it."""
        try:
            self.use(Project.create(path, patience=PATIENCE))
        except QuotemarkError as error:
            self.told.emit([error])

    def use(self, project: Project, document_id: str = "") -> None:
        """Show a project, at this document or where `begin_with` says."""
        self._given_up.clear()
        self._session.use_project(project)
        if first := document_id or begin_with(project.path, self._session.summaries):
            self._session.open_document(first)

    def open_last(self) -> None:
        """Open the project that was open last, if it is still there, else the one for articles opened on their own."""
        last = Path(settings.text("last/project") or default_project())
        if last.is_file():
            self.open_project(last)

    def import_articles(self, paths: list[Path]) -> None:
        """Import files in the background, then show the first of their documents."""
        project = self._session.project
        target, annotator = (project.path, project.annotator) if project else (default_project(), "")

        def work(progress: Progress) -> Imported:
            return _import(target, annotator, paths, progress)

        def done(imported: object) -> None:
            assert isinstance(imported, Imported)
            self._imported(project, target, imported)

        self._start(f"Importing {len(paths)} files" if len(paths) > 1 else f"Importing {paths[0].name}", work, done)

    def _imported(self, began_with: Project | None, target: Path, imported: Imported) -> None:
        session = self._session
        if session.project is not began_with:
            # Another project was opened meanwhile: the analyst stays there.
            session.said.emit(f"{imported.said or 'Nothing was imported'} (in {target.name})")
        else:
            if began_with is None and target.exists():
                self.open_project(target)
            session.refresh_summaries()
            if imported.documents:
                session.open_document(imported.documents[0])
            session.said.emit(imported.said or "Nothing was imported.")
        if imported.refused:
            self.told.emit(list(imported.refused))

    # Exporting --------------------------------------------------------------------------------------------------

    def export(self, format_name: str, statuses: frozenset[Status], out: Path) -> None:
        """Write a dataset in the background."""
        assert self._session.project is not None
        path = self._session.project.path

        def work(progress: Progress) -> int:
            from annotation.formats import format_named
            from storage.exporting import export

            with Project.open(path, writable=False) as project:
                return export(project, format_named(format_name), out, statuses=statuses, progress=progress)

        self._start(
            f"Exporting to {out.name}",
            work,
            lambda number: self._session.said.emit(f"Exported {number} document{'' if number == 1 else 's'} to {out}"),
        )

    def cancel(self) -> None:
        """Stop what is running; what was imported so far stays, an export leaves nothing."""
        if self.job:
            self.job.cancel()

    def _start(self, title: str, work: Callable[[Progress], object], done: Callable[[object], None]) -> None:
        """Run work in the background, unless something is running already."""
        if self.job:
            self._session.said.emit(f"{self.job_title} is still running: let it finish, or cancel it.")
            return
        job = self.job = Job(work, self)
        self.job_title = title
        job.progressed.connect(self.progressed)
        job.ended.connect(self._ended)
        job.finished.connect(done)
        job.failed.connect(lambda error: self.told.emit([error]))
        job.cancelled.connect(self._cancelled)
        self.job_changed.emit()

    def _ended(self) -> None:
        if self.job:
            self.job.deleteLater()
        self.job = None
        self.job_changed.emit()

    def _cancelled(self) -> None:
        """What an import has finished stays, and is shown."""
        self._session.refresh_summaries()
        self._session.said.emit("Cancelled. What was finished before stays.")

    # Suggesting -------------------------------------------------------------------------------------------------

    def suggest_again(self) -> None:
        """Have the open document read by the suggesters once more; what they propose again is not added twice."""
        if self._session.reading and not self.suggester.asked:
            self._given_up.clear()
            self._ask(self._session.reading.document)

    def suggest_next(self) -> None:
        """Ask for suggestions on the open document if it has none yet, else on the next one of the project that has none."""
        session = self._session
        if session.project is None or session.reading is None or self.suggester.asked or self._closed:
            return
        waiting = [s.id for s in session.summaries if not s.read_by_suggesters and s.id not in self._given_up]
        if not waiting:
            return
        shown = session.reading.document
        self._ask(shown if shown.id in waiting else session.project.document(waiting[0]))

    def _ask(self, document: Document) -> None:
        self._asked_in = self._session.project
        self.suggester.ask(document)

    def warm_up(self) -> None:
        """Start the suggester, so that the first document does not wait for spaCy's import."""
        if not self._closed:
            self.suggester.warm_up()

    def close(self) -> None:
        """End the suggester and what is running, before the window goes: nothing is asked for any more."""
        self._closed = True
        self.cancel()
        self.suggester.stop()

    def _use_other_pipeline(self) -> None:
        """Documents that nobody has read yet are read with the pipeline just chosen; the others stay until *Suggest again*."""
        if self._closed:
            return
        self.suggester.stop()
        self._given_up.clear()
        self.noticing.begin_anew()
        self.suggest_next()
        self.warm_up()  # a pipeline that cannot be used is told now, and not at the next document
        again = keymap.named("suggest")
        self._session.said.emit(f"Documents without suggestions are read with it; {again} reads this one again.")

    def _keep_suggestions(self, document_id: str, suggestions: list[Suggestion], suggesters: list[str]) -> None:
        project = self._session.project
        if project is not None and self._asked_in is project:  # else its project is closed by now
            new = unlike(project.standing(document_id, suggesters), suggestions)
            if not self._session.add_suggestions(document_id, suggesters, new):
                self._given_up.add(document_id)
        self.suggest_next()

    def _suggester_failed(self, document_id: str, error: QuotemarkError) -> None:
        self._given_up.add(document_id)
        self.told.emit([error])
        if self.suggester.running:
            self.suggest_next()
        else:
            # A process that has ended will not do better on the next document.
            self._given_up |= {s.id for s in self._session.summaries}


def begin_with(project: Path, summaries: Sequence[DocumentSummary]) -> str:
    """The document to show first: where the analyst left this project, else the first with something to decide, else the first."""
    last = settings.text("last/document") if settings.text("last/project") == str(project.absolute()) else ""
    wanted = (
        [s.id for s in summaries if s.id == last] or [s.id for s in summaries if s.open] or [s.id for s in summaries]
    )
    return wanted[0] if wanted else ""


def sorted_out(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Projects, and what is to be imported."""
    given = list(paths)
    projects = [path for path in given if path.suffix.lower() in PROJECT_SUFFIXES or is_project(path)]
    return projects, [path for path in given if path not in projects]


def default_project() -> Path:
    """The project for articles that are opened on their own: in the user's data folder."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation))
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "articles.sqlite"


def _import(target: Path, annotator: str, paths: list[Path], progress: Progress) -> Imported:
    from storage.importing import import_into

    report = import_into(target, _files_in(paths), annotator=annotator, progress=progress)
    known = tuple(d.document_id for d in report.duplicates)
    said = [f"Imported {len(report.added)} document{'s' if len(report.added) != 1 else ''}"] if report.added else []
    if known:
        said.append(f"{len(known)} in the project already")
    return Imported(report.added or known, "; ".join([*said, *report.left_out]), tuple(r.error for r in report.refused))


def _files_in(paths: Iterable[Path]) -> list[Path]:
    """Files, and those directly within folders.

    Raises:
        ReadError: where a folder cannot be read.
    """
    found: list[Path] = []
    for path in paths:
        try:
            found += sorted(p for p in path.iterdir() if p.is_file()) if path.is_dir() else [path]
        except OSError as error:
            raise ReadError(
                f"The folder {path} cannot be read: {error.strerror}.", way_out="Check its permissions."
            ) from error
    return found
