"""JSON that comes from outside: lines of a file, objects, their fields. Whatever is wrong is told with its place and its path."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, NoReturn

from annotation.errors import FormatError

LINE_LIMIT = 64_000_000
"""The longest line of JSONL that is read, in bytes: a document of 20 MB with its annotations fits."""

_MISSING = object()
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]|[" + "\ud800-\udfff]")
_WAY_OUT = "Correct this line, or leave it out, and read the file again."


class Fields:
    """A JSON object of which fields are taken one by one; what was not taken is unknown, and is kept.

    Args:
        raw: the object.
        place: where its line stands, for messages.
        path: where it is within its line: `annotations[2].parts[0]`.
    """

    def __init__(self, raw: Mapping[str, Any], place: str, path: str = "") -> None:
        self._left = dict(raw)
        self._place = place
        self._path = path

    def refuse(self, key: str, problem: str) -> NoReturn:
        """Raise the FormatError that names a field of this object (the object itself where `key` is empty)."""
        name = ".".join(x for x in (self._path, key) if x) or "the document"
        raise FormatError(f"{self._place}: {name} {problem}.", way_out=_WAY_OUT)

    def string(self, key: str, *, default: str = "", required: bool = False) -> str:
        """The text in `key`; `default` where it is missing or null."""
        value = self._take(key)
        if value is _MISSING and not required:
            return default
        if not isinstance(value, str):
            self.refuse(key, _not("a text", value))
        if required and key == "text":
            return value  # the document's text has a check of its own, which names the place in it
        return self._checked(key, value)

    def name(self, key: str) -> str:
        """The text in `key`, which must be there and not be empty."""
        value = self.string(key, required=True)
        if not value:
            self.refuse(key, "is empty")
        return value

    def integer(self, key: str) -> int:
        """The whole number in `key`, which must be there."""
        value = self._take(key)
        if not isinstance(value, int) or isinstance(value, bool):
            self.refuse(key, _not("a whole number", value))
        return value

    def two_integers(self, key: str) -> tuple[int, int]:
        """The list of two whole numbers in `key`, which must be there."""
        value = self._take(key)
        if (
            not isinstance(value, list)
            or len(value) != 2
            or not all(isinstance(n, int) and not isinstance(n, bool) for n in value)
        ):
            self.refuse(key, _not("a list of two whole numbers", value))
        return value[0], value[1]

    def share(self, key: str) -> float | None:
        """The number from 0 to 1 in `key`; None where it is missing or null."""
        value = self._take(key)
        if value is _MISSING:
            return None
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
            self.refuse(key, _not("a number from 0 to 1", value))
        return float(value)

    def strings(self, key: str) -> dict[str, str]:
        """The object in `key`, all of whose values are texts; an empty one where it is missing."""
        values: dict[str, str] = {}
        for name, value in self._mapping(key).items():
            if not isinstance(value, str):
                self.refuse(f"{key}.{name}", _not("a text", value))
            values[self._checked(key, name)] = self._checked(f"{key}.{name}", value)
        return values

    def objects(self, key: str) -> list[Fields]:
        """The objects of the list in `key`; none where it is missing."""
        value = self._take(key)
        if value is _MISSING:
            return []
        if not isinstance(value, list):
            self.refuse(key, _not("a list", value))
        found = []
        for number, item in enumerate(value):
            path = ".".join(x for x in (self._path, f"{key}[{number}]") if x)
            if not isinstance(item, dict):
                raise FormatError(f"{self._place}: {path} {_not('an object', item)}.", way_out=_WAY_OUT)
            found.append(Fields(item, self._place, path))
        return found

    def rest(self) -> dict[str, Any]:
        """The fields that were not taken."""
        return self._left

    def meta(self, deeper: Mapping[str, Any]) -> dict[str, Any]:
        """The object in `meta` together with the fields that were not taken.

        A field that `meta` has already with another value, and what is unknown deeper down, is put into `meta["unknown"]`.
        """
        meta = dict(self._mapping("meta"))
        unknown = {
            **deeper,
            **{key: value for key, value in self._left.items() if meta.setdefault(key, value) != value},
        }
        if unknown:
            before = meta.get("unknown", {})
            meta["unknown"] = {**(before if isinstance(before, dict) else {"unknown": before}), **unknown}
        return meta

    def _take(self, key: str) -> Any:
        value = self._left.pop(key, _MISSING)
        return _MISSING if value is None else value

    def _mapping(self, key: str) -> dict[str, Any]:
        value = self._take(key)
        if value is _MISSING:
            return {}
        if not isinstance(value, dict):
            self.refuse(key, _not("an object", value))
        return value

    def _checked(self, key: str, value: str) -> str:
        if "\x00" in value:
            self.refuse(key, "has a NUL character")
        return value


def short(value: Any) -> str:
    """A value as a message shows it."""
    text = f"“{value}”" if isinstance(value, str) else json.dumps(value)
    return text if len(text) <= 60 else text[:57] + "…”"


def parse_object(line: str, *, place: str) -> dict[str, Any]:
    """The JSON object in `line`.

    Raises:
        FormatError: where it is not JSON, not an object, or holds a number or a lone surrogate that JSON cannot carry.
    """
    try:
        value = json.loads(line, parse_constant=_finite, parse_float=_finite)
        if _SURROGATE.search(line):
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except json.JSONDecodeError as error:
        raise FormatError(
            f"{place}: not JSON at character {error.pos}: {error.msg}.",
            way_out="Each line must be one whole JSON object.",
        ) from error
    except UnicodeEncodeError as error:
        lone = ord(error.object[error.start])
        raise FormatError(f"{place}: the lone surrogate U+{lone:04X} is no character.", way_out=_WAY_OUT) from error
    except RecursionError as error:
        raise FormatError(f"{place}: objects are nested too deeply.", way_out=_WAY_OUT) from error
    except ValueError as error:
        raise FormatError(f"{place}: {error}.", way_out=_WAY_OUT) from error
    if not isinstance(value, dict):
        raise FormatError(f"{place}: {_not('an object', value)}.", way_out="Each line must be one whole JSON object.")
    return value


def json_lines(stream: BinaryIO, name: str) -> Iterator[tuple[str, bytes]]:
    """The lines of a JSONL file that are not blank, as they are, each with its place (`corpus.jsonl, line 12`).

    Raises:
        FormatError: where a line is longer than LINE_LIMIT bytes.
    """
    number = 0
    while line := stream.readline(LINE_LIMIT + 1):
        number += 1
        place = f"{name}, line {number}"
        if len(line) > LINE_LIMIT:
            raise FormatError(
                f"{place}: the line is longer than {LINE_LIMIT // 1_000_000} MB.",
                way_out="Put one document on each line, and split documents that are larger.",
            )
        content = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if content.strip():
            yield place, content


def decode_line(line: bytes, *, place: str) -> str:
    """The line as text. Raises FormatError where it is not UTF-8."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FormatError(
            f"{place}: byte {error.start} is not UTF-8.", way_out="Save the file as UTF-8: JSONL has no other encoding."
        ) from error


def _finite(number: str) -> float:
    value = float(number)
    if not math.isfinite(value):
        raise ValueError(f"{number} is no number of JSON")
    return value


def _not(wanted: str, value: Any) -> str:
    if value is _MISSING:
        return "is missing"
    return f"is {short(value)}, not {wanted}"
