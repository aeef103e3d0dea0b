"""A file of lines that takes hours to write: what is finished stays beside it, and the next call goes on with that.

While `out.jsonl` is made there are two files beside it: `out.jsonl.partial`, its finished lines as they will be, and
`out.jsonl.partial.json`, what they were made with and which documents were left out. At the end the first takes its place.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from annotation.errors import ExportError
from annotation.formats.atomic import check_target, replacing, sync_folder, way_out_of

SUFFIX = ".partial"
_SYNC_EVERY = 10.0  # seconds: a power cut costs no more work than that; a process that is killed costs none

Settings = Mapping[str, str]
"""What the lines are made with, in words that follow “begun”: {"keep": "without --keep"}."""


def files_beside(path: Path) -> tuple[Path, Path]:
    """Where the finished lines of a file in the making are, and where what they were made with is."""
    target = path.resolve()
    return target.with_name(target.name + SUFFIX), target.with_name(target.name + SUFFIX + ".json")


class PartialFile:
    """The lines of `path` as far as they are finished. Use it as a context manager; what was added stays unless it was finished.

    Each line stands for a document of the input, in its order. Read `finished` to its end before adding lines.

    Args:
        path: the file that is to be made, or to be replaced.
        settings: what the lines are made with: lines that were made with others are refused.
        fresh: begin anew, whatever an earlier call has left.

    Raises:
        ExportError: where it cannot be written, another process is just writing it, or what is there was made with other settings.
    """

    def __init__(self, path: Path, settings: Settings, *, fresh: bool = False) -> None:
        self._path = path
        self._target = path.resolve()
        self.draft, self._notes = files_beside(path)
        self._settings = dict(settings)
        self.left_out: dict[int, str] = {}
        """The documents without a line: their number among all of the input, from 0, and why."""
        self.number = 0
        """How many documents of the input are done: lines and those left out."""
        self._synced = time.monotonic()
        with self._told():
            check_target(self._target)
            # Unbuffered: what was added is the system's at once, and a process that is killed takes nothing with it.
            self._stream: BinaryIO = self.draft.open("a+b", buffering=0)
            try:
                self._lock()
                self._begin(fresh=fresh)
            except BaseException:
                self._stream.close()
                raise

    def finished(self) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """The finished lines as objects, each with the number of its document. A line that is not whole ends them, and is dropped."""
        with self._told():
            self._stream.seek(0)
        with self.draft.open("rb") as stream:
            end = 0
            for line in stream:
                value = _object(line)
                if value is None:
                    break
                while self.number in self.left_out:
                    self.number += 1
                end += len(line)
                self.number += 1
                yield self.number - 1, value
        while self.number in self.left_out:
            self.number += 1
        self.left_out = {number: why for number, why in self.left_out.items() if number < self.number}
        with self._told():
            self._stream.truncate(end)

    def add(self, answers: Sequence[bytes | str]) -> None:
        """Add what was made of the next documents: lines without their line breaks, or for documents that have none, why.

        All of them or none are there if the process is killed meanwhile.

        Raises:
            ExportError: where the disk is full, or fails.
        """
        left_out = {self.number + place: answer for place, answer in enumerate(answers) if isinstance(answer, str)}
        with self._told():
            if left_out:  # noted first: a note on a document that was not come to yet does no harm
                os.fsync(self._stream.fileno())
                self.left_out |= left_out
                self._note()
            lines = memoryview(b"".join(answer + b"\n" for answer in answers if isinstance(answer, bytes)))
            while lines:  # a disk that is getting full may take a part
                lines = lines[self._stream.write(lines) :]
            self.number += len(answers)
            if time.monotonic() - self._synced > _SYNC_EVERY:
                os.fsync(self._stream.fileno())
                self._synced = time.monotonic()

    def finish(self) -> None:
        """Put the whole file in its place.

        Raises:
            ExportError: as `add`.
        """
        with self._told():
            os.fsync(self._stream.fileno())
            if self._target.exists():
                self.draft.chmod(self._target.stat().st_mode & 0o7777)
            if os.name == "nt":  # which moves no open file
                self._stream.close()
            self.draft.replace(self._target)
            self._notes.unlink(missing_ok=True)
            sync_folder(self._target.parent)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it. Where nothing was finished, nothing stays behind."""
        if not self._stream.closed:
            if self.number == 0 and os.fstat(self._stream.fileno()).st_size == 0:
                self.draft.unlink(missing_ok=True)
                self._notes.unlink(missing_ok=True)
            self._stream.close()

    def _lock(self) -> None:
        """Two calls at once would mix their lines. The lock goes with the process, however that ends."""
        if sys.platform != "win32":
            import fcntl

            try:
                fcntl.flock(self._stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
                ours = self.draft.exists() and os.path.samestat(os.fstat(self._stream.fileno()), self.draft.stat())
            except BlockingIOError:
                ours = False
            if not ours:  # or it was put in its place while we opened it
                raise ExportError(
                    f"{self._path} is just being written by another process.",
                    way_out="Let that finish or stop it, or choose another name.",
                )

    def _begin(self, *, fresh: bool) -> None:
        if fresh or os.fstat(self._stream.fileno()).st_size == 0:
            self._stream.truncate(0)
            self._note()
            return
        notes = _object(self._notes.read_bytes()) if self._notes.exists() else None
        if notes is None or not isinstance(notes.get("settings"), dict):
            raise ExportError(
                f"{self.draft} is there, without what it was begun with ({self._notes.name}).",
                way_out="Remove it, or begin anew with --fresh.",
            )
        for name, now in self._settings.items():
            if (before := notes["settings"].get(name)) != now:
                raise ExportError(
                    f"{self.draft} was begun {before or 'otherwise'}, and now it is to go on {now}.",
                    way_out="Call it as before, or begin anew with --fresh.",
                )
        self.left_out = {int(number): str(why) for number, why in notes.get("left_out", {}).items()}

    def _note(self) -> None:
        notes = {"settings": self._settings, "left_out": {str(number): why for number, why in self.left_out.items()}}
        with replacing(self._notes) as stream:
            stream.write(json.dumps(notes, ensure_ascii=False).encode() + b"\n")

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise ExportError(
                f"{self._path} cannot be written: {error.strerror}.", way_out=way_out_of(error)
            ) from error


def _object(line: bytes) -> Mapping[str, Any] | None:
    """The JSON object of a whole line; None where it is none."""
    if not line.endswith(b"\n"):
        return None
    try:
        value = json.loads(line)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None
