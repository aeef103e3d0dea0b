"""The command line: what the window does to data, without it. Every command imports what it needs itself."""

from __future__ import annotations

import difflib
import json
from pathlib import Path

import click

from annotation.errors import QuotemarkError
from gui.listing import models
from gui.terminal import examples as _examples
from gui.terminal import number as _number
from gui.terminal import progress as _progress

INTERRUPTED = 130
STATUSES = ("accepted", "suggested", "rejected", "all")
FORMATS = ("jsonl", "docbin", "csv")
PATH = click.Path(path_type=Path)


class OpensByDefault(click.Group):
    """A group whose command is `open` where the first argument names none: `quotemark article.txt`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `open` in front where no command and no option of the group stands there."""
        if not args or (args[0] not in self.commands and args[0] not in ("--help", "-h", "--version")):
            args = ["open", *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=OpensByDefault,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_examples(
        "quotemark                            open the window",
        "quotemark article.txt                read an article in it",
        "quotemark work.sqlite                go on with a project",
        "quotemark import work.sqlite *.txt   put articles into a project",
        "quotemark suggest article.txt        print what spaCy suggests, as JSONL",
        "quotemark export work.sqlite --format jsonl -o out.jsonl",
    ),
)
@click.version_option(package_name="quotemark")
def quotemark() -> None:
    """Mark quotes, claims and stances in news articles.

    A project is one SQLite file; everything you do is in it at once. Each command tells more with --help.
    """


@quotemark.command(
    "open",
    epilog=_examples(
        "quotemark                   the window, where you left off",
        "quotemark work.sqlite       a project",
        "quotemark one.txt two.txt   articles, into the project for articles opened on their own",
        "quotemark open import       a file that is called like a command",
    ),
)
@click.argument("paths", metavar="[PROJECT.sqlite | ARTICLE ...]", nargs=-1, type=PATH)
def open_window(paths: tuple[Path, ...]) -> int:
    """Open the window, with a project or with articles in it."""
    if paths and not paths[0].exists() and (near := difflib.get_close_matches(str(paths[0]), quotemark.commands, n=1)):
        raise click.UsageError(f"There is no file and no command “{paths[0]}”. Did you mean “{near[0]}”?")
    from gui import application

    return application.run(list(paths))


@quotemark.command(
    "import",
    epilog=_examples("quotemark import work.sqlite articles/*.txt", "quotemark import work.sqlite corpus.jsonl"),
)
@click.argument("project", metavar="PROJECT.sqlite", type=PATH)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=PATH)
@click.option("--annotator", default="", metavar="NAME", help="Whose work it is (else QUOTEMARK_ANNOTATOR, or you).")
def import_(project: Path, files: tuple[Path, ...], annotator: str) -> int:
    """Put articles, or datasets with their annotations, into a project; it is made if there is none.

    FILEs are plain text in any encoding, an article each, or JSONL (.jsonl, .ndjson), a document a line. A file that cannot be used
    is told, and the others come in all the same. Ends with 1 if there was such a file.
    """
    from storage.importing import import_into

    with _progress("Importing") as progress:
        report = import_into(project, files, annotator=annotator, progress=progress)
    for refused in report.refused:
        tell(refused.error)
    for duplicate in report.duplicates:
        click.echo(f"{duplicate.path}: “{duplicate.name}” is in the project already.", err=True)
    for left_out in report.left_out:
        click.echo(left_out, err=True)
    click.echo(f"Imported {_number(len(report.added), 'document')} into {project}.")
    return 1 if report.refused else 0


@quotemark.command(
    epilog=_examples(
        "quotemark suggest article.txt",
        "quotemark suggest corpus.jsonl -o suggested.jsonl",
        "quotemark suggest articles/ -o suggested.jsonl --processes 4",
        "cat article.txt | quotemark suggest -",
        "quotemark suggest --project work.sqlite",
    ),
)
@click.argument("files", metavar="[FILE...]", nargs=-1, type=PATH)
@click.option("--project", metavar="PROJECT.sqlite", type=PATH, help="Suggest on its documents, and keep it there.")
@click.option("--format", "format_", type=click.Choice(["jsonl"]), default="jsonl", help="What is printed.")
@click.option("-o", "--out", metavar="OUT", type=PATH, default=Path("-"), help="Where to, rather than standard output.")
@click.option(
    "--keep", is_flag=True, help="Print the annotations that a dataset brings as well, not the suggestions alone."
)
@click.option(
    "--fresh", is_flag=True, help="Begin anew, rather than go on with what an earlier call has left beside OUT."
)
@click.option(
    "--processes",
    metavar="N",
    type=click.IntRange(min=0),
    default=1,
    help="How many work at once; 0 for as many as there are cores.",
)
@click.option(
    "--batch", metavar="N", type=click.IntRange(min=1), default=16, help="How many documents are read together."
)
@click.option(
    "--pipeline", metavar="NAME", help="Another spaCy pipeline: a package, or a folder; see `quotemark models`."
)
def suggest(
    *,
    files: tuple[Path, ...],
    project: Path | None,
    format_: str,
    out: Path,
    keep: bool,
    fresh: bool,
    processes: int,
    batch: int,
    pipeline: str | None,
) -> int:
    """Find quotes, claims and stances in articles, or in the documents of a project.

    FILEs are plain text or JSONL, or folders of them; - is standard input. Printed is JSONL, a document a line with its suggestions,
    in the order in which they came; ids stay. Annotations that a dataset brings are left out, so that suggestions can be scored
    against them, unless you say --keep. What cannot be read is told, and the rest is done; then it ends with 1.

    Stopped, or killed, the same command goes on where it was: with -o beside OUT (OUT.partial), else in the project.
    """
    from gui.suggesting_files import How, suggest_files, suggest_project

    del format_  # one so far
    if bool(files) == bool(project):
        raise click.UsageError("Name files, or a project with --project: one of both.")
    if fresh and (project or str(out) == "-"):
        raise click.UsageError("--fresh is for a file that is written: name it with -o.")
    how = How(processes=processes, batch_size=batch, pipeline=pipeline)
    if project:
        return 0 if suggest_project(project, how=how, tell=tell) else 1
    return 0 if suggest_files(files, out, how=how, keep=keep, fresh=fresh, tell=tell) else 1


@quotemark.command(
    epilog=_examples(
        "quotemark export work.sqlite -o gold.jsonl",
        "quotemark export work.sqlite --format docbin -o train.spacy",
        "quotemark export work.sqlite --format csv --status accepted --status rejected -o decided.csv",
    ),
)
@click.argument("project", metavar="PROJECT.sqlite", type=PATH)
@click.option("--format", "format_", type=click.Choice(FORMATS), default="jsonl", help="jsonl is the default.")
@click.option("-o", "--out", metavar="OUT", type=PATH, required=True, help="The file to write, or to replace.")
@click.option("--status", "statuses", type=click.Choice(STATUSES), multiple=True, help="Which; accepted by default.")
def export(project: Path, format_: str, out: Path, statuses: tuple[str, ...]) -> None:
    """Write a project's annotations as a dataset. What the format cannot carry is told first.

    jsonl holds everything and can be imported again; docbin is for training with spaCy; csv is a table for spreadsheets, a row a part.
    """
    from annotation.formats import format_named
    from annotation.model import Status
    from storage.exporting import export as write
    from storage.exporting import preflight
    from storage.project import Project

    wanted = frozenset(Status) if "all" in statuses else frozenset(map(Status, statuses or ["accepted"]))
    if str(out) == "-":
        raise click.UsageError("A dataset is written to a file: name one with -o.")
    chosen = format_named(format_)
    with Project.open(project, writable=False) as source, _progress("Exporting") as progress:
        for loss in preflight(source, chosen, wanted):
            click.echo(loss, err=True)
        number = write(source, chosen, out, statuses=wanted, progress=progress)
    click.echo(f"Wrote {_number(number, 'document')} to {out}.", err=True)


@quotemark.command(
    epilog=_examples(
        "quotemark picture work.sqlite Lindhaven -o lindhaven.pdf",
        "quotemark picture work.sqlite Lindhaven -o lindhaven.svg --annotations-only",
    ),
)
@click.argument("project", metavar="PROJECT.sqlite", type=PATH)
@click.argument("document", metavar="DOCUMENT")
@click.option(
    "-o", "--out", metavar="OUT", type=PATH, required=True, help="A .pdf, .svg or .png to write, or to replace."
)
@click.option(
    "--paper", type=click.Choice(["A4", "Letter"]), default="A4", help="What PDF is paged for; A4 by default."
)
@click.option("--annotations-only", is_flag=True, help="Leave open suggestions out.")
def picture(project: Path, document: str, out: Path, paper: str, annotations_only: bool) -> None:  # noqa: FBT001  by name
    """Draw a document with its annotations, for a report: PDF in pages, or SVG or PNG as one tall picture.

    DOCUMENT is its name in the project, the beginning of it, or its id. It is drawn as the window shows it, in light colours, with a legend.
    """
    from annotation.reading import LEAST_SCORE
    from gui.article.rendering import make_drawing_application, save
    from gui.pictures import find_document, picture_of
    from storage.project import Project

    with Project.open(project, writable=False) as source:
        reading = source.reading(find_document(source.documents(), document, project))
        reading.show_from(LEAST_SCORE)
    application = make_drawing_application()
    save(picture_of(reading, suggestions=not annotations_only), out, paper=paper)
    del application  # fonts are gone when it is
    click.echo(f"Drew “{reading.document.name}” into {out}.", err=True)


@quotemark.command(
    epilog=_examples(
        "quotemark evaluate gold.jsonl                          what Quotemark suggests on its bare texts",
        "quotemark evaluate gold.jsonl --predicted other.jsonl  what another program found in them",
        "quotemark evaluate treebank.conllu --format json       tags, tree, lemmas and sentences from raw text",
    ),
)
@click.argument("gold", metavar="GOLD", type=PATH)
@click.option("--predicted", metavar="PRED.jsonl", type=PATH, help="Score this file, not what Quotemark suggests.")
@click.option("--format", "format_", type=click.Choice(["table", "json"]), default="table", help="table by default.")
def evaluate(gold: Path, predicted: Path | None, format_: str) -> None:
    """Score suggestions against annotated documents.

    GOLD is JSONL, a document a line: its accepted quotes and stances, its names and what it says of claims are each scored where there are
    any, by form, outlet and length too. Of a treebank (.conllu) the words are. No annotation of it is shown to the suggester.
    """
    from gui.evaluating import evaluated

    with _progress("Evaluating") as progress:
        told = evaluated(gold, predicted, format_=format_, progress=progress)
    click.echo(told)


quotemark.add_command(models)


@quotemark.command(epilog=_examples("quotemark info work.sqlite", "quotemark info work.sqlite --json"))
@click.argument("project", metavar="PROJECT.sqlite", type=PATH)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def info(project: Path, as_json: bool) -> None:  # noqa: FBT001  click passes it by name
    """Tell what is in a project: documents, and annotations by label, status and annotator."""
    from storage.project import Project

    with Project.open(project, writable=False) as source:
        documents, counts = source.documents(), source.counts()
    rows = [{"label": c.label, "status": c.status.value, "annotator": c.annotator, "number": c.number} for c in counts]
    if as_json:
        click.echo(json.dumps({"documents": len(documents), "counts": rows}, ensure_ascii=False))
        return
    click.echo(_number(len(documents), "document"))
    table = [["label", "status", "annotator", "number"], *([str(cell) for cell in row.values()] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for *cells, number in table if rows else ():
        padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=False)]
        click.echo("  ".join([*padded, number.rjust(widths[-1])]))


def run(arguments: list[str]) -> int:
    """Run the command line and return its exit code: 0 good, 1 an error that was told, 2 wrong usage, 130 interrupted."""
    try:
        return quotemark.main(args=arguments, prog_name="quotemark", standalone_mode=False) or 0
    except click.Abort:
        click.echo("Stopped. What was finished before is kept.", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except QuotemarkError as error:
        tell(error)
        return 1


def tell(error: QuotemarkError) -> None:
    """Say on standard error what happened, and the way out."""
    click.echo(f"{click.style('Error:', fg='red')} {error.what}", err=True)
    if error.way_out:
        click.echo(f"  {error.way_out}", err=True)
