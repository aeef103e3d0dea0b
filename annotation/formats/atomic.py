"""A file is replaced when its successor is whole and on disk, or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from annotation.errors import ExportError
from annotation.model import new_id


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A new file, open for writing bytes, that takes the place of `path` when the block ends without an error.

    It is written beside `path` and renamed. A device or a pipe is written as it comes, for it cannot be replaced.

    Raises:
        ExportError: where the folder is missing or cannot be written, `path` is a folder or write-protected, or the disk is full.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as stream:
                yield stream
            return
        target = path.resolve()  # a link to a file stays a link
        check_target(target)
        draft = target.with_name(f".{new_id()}.part")
        try:
            with draft.open("xb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            if target.exists():
                shutil.copymode(target, draft)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
        sync_folder(target.parent)
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror}.", way_out=way_out_of(error)) from error


def check_target(target: Path) -> None:
    """Raises ExportError where no file can be put at `target`."""
    if target.is_dir():
        raise ExportError(f"{target} is a folder.", way_out=f"Name a file in it, such as {target / 'dataset.jsonl'}.")
    if not target.parent.is_dir():
        raise ExportError(f"There is no folder {target.parent}.", way_out="Create it, or choose another place.")
    if target.exists() and not os.access(target, os.W_OK):
        raise ExportError(f"{target} is write-protected.", way_out="Choose another name, or allow writing to it.")


def way_out_of(error: OSError) -> str:
    """What a person can do about an error in writing."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "Free some space, or choose another disk. The file that was there before, if any, is unchanged."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "Choose a folder that you may write to."
    return "Choose another place. The file that was there before, if any, is unchanged."


def sync_folder(folder: Path) -> None:
    """Bring what was renamed or made in a folder to the disk."""
    if os.name == "posix":  # the rename itself is on disk only when its folder is
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
