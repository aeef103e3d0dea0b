"""What can go wrong, as one tree.

    QuotemarkError              every error that is shown to a person
     ├── InputError             a file or text that was given cannot be used
     │    ├── TextError         the text itself is refused (NUL, lone surrogates, nothing in it)
     │    ├── ReadError         the file is missing, unreadable, too large, a directory, not text
     │    ├── FormatError       a line or field of an exchange file is not what its format says
     │    └── SchemeError       a label scheme is inconsistent
     ├── AnnotationError        parts or attributes that the label scheme does not allow
     ├── SearchError            a pattern that is none
     │    └── SearchTooLong     a search that was stopped, for it took too long
     ├── ProjectError           the project file cannot be opened or written
     │    ├── NotAProject       another kind of file
     │    ├── NewerProject      made by a newer Quotemark
     │    ├── DamagedProject    SQLite reports corruption
     │    ├── ReadOnlyProject   the file or its folder cannot be written
     │    ├── BusyProject       another program holds the file's lock for too long
     │    └── StaleChange       the file no longer holds what the change starts from
     ├── SuggestError           the suggester could not be started or stopped early
     └── ExportError            a dataset or a picture could not be written

A disk's fault is an error of this tree; a bug of ours is not, and ends in a traceback.
"""

from __future__ import annotations


class QuotemarkError(Exception):
    """An error for a person: what happened, and the way out.

    Args:
        what: one sentence that names the thing (a path, a line, a label) and what is wrong with it.
        way_out: one sentence that says what to do now.
    """

    title = "Something went wrong"

    def __init__(self, what: str, *, way_out: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.way_out = way_out

    def __str__(self) -> str:
        return f"{self.what} {self.way_out}".rstrip()


class InputError(QuotemarkError):
    title = "This cannot be read"


class TextError(InputError):
    title = "This text cannot be used"


class ReadError(InputError):
    title = "This file cannot be read"


class FormatError(InputError):
    title = "This file is not in the expected format"


class SchemeError(InputError):
    title = "This label scheme cannot be used"


class AnnotationError(QuotemarkError):
    title = "The label scheme does not allow this"


class SearchError(QuotemarkError):
    title = "This cannot be searched for"


class SearchTooLong(SearchError):
    title = "This takes too long to find"


class ProjectError(QuotemarkError):
    title = "This project cannot be used"


class NotAProject(ProjectError):
    title = "This is not a Quotemark project"


class NewerProject(ProjectError):
    title = "This project needs a newer Quotemark"


class DamagedProject(ProjectError):
    title = "This project file is damaged"


class ReadOnlyProject(ProjectError):
    title = "This project cannot be written"


class BusyProject(ProjectError):
    title = "This project is busy"


class StaleChange(ProjectError):
    title = "The project has changed meanwhile"


class SuggestError(QuotemarkError):
    title = "Suggestions are not available"


class ExportError(QuotemarkError):
    title = "The file was not written"
