"""Versions of suggesters: which of them a newer one has taken the place of.

A suggester is `name@version`, with `+pipeline@version` behind it where a pipeline other than Quotemark's own was beneath it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple


class _Named(NamedTuple):
    name: str
    version: tuple[int, ...]
    beneath: str


def outdated(suggesters: Iterable[str], read_by: Iterable[str]) -> frozenset[str]:
    """Those of `suggesters` whose place a newer version, one of `read_by`, has taken: of the same name, on the same pipeline."""
    newest: dict[tuple[str, str], tuple[int, ...]] = {}
    for reader in map(_named, read_by):
        key = reader.name, reader.beneath
        newest[key] = max(reader.version, newest.get(key, ()))
    return frozenset(s for s in suggesters if (n := _named(s)).version < newest.get((n.name, n.beneath), ()))


def _named(suggester: str) -> _Named:
    """A name in its pieces. The numbers of a version are compared one by one: 0.10 is newer than 0.9, 1.0 the same as 1."""
    own, _, beneath = suggester.partition("+")
    name, _, version = own.partition("@")
    numbers = [int(number) for number in re.findall(r"\d+", version)]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return _Named(name, tuple(numbers), beneath)
