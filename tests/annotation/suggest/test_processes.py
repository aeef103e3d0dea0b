"""Suggestions from several processes: what one gives, in the same order, whatever becomes of a process."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from annotation.errors import SuggestError
from annotation.exchange import ExchangeDocument
from annotation.suggest import processes, suggest
from annotation.suggest.processes import Answer, Lost, suggest_all


class Fatal:
    """Ends the process that reads it, as a fault in a library's C code does."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (3,)


def article(number: int) -> ExchangeDocument:
    text = f"“Item {number} is late by {number + 2} days,” said Doe.\n\nRoe criticized item {number}."
    return ExchangeDocument(id=str(number), text=text)


def fatal(number: int) -> ExchangeDocument:
    return replace(article(number), meta={"fatal": Fatal()})


def undated(answer: Answer) -> Answer:
    if isinstance(answer, Lost):
        return answer
    return replace(answer, annotations=tuple(replace(a, created="") for a in answer.annotations))


def test_processes_give_what_one_gives_but_for_a_document_that_ends_them() -> None:
    """That is told, with how it ended; all others are read, in their order, and no process is left over.

    Documents are taken as they are needed: no more than two batches for each process.
    """
    documents = [article(number) for number in range(40)]
    expected = [undated(answer) for answer in suggest(documents, batch_size=4)]
    assert all(not isinstance(answer, Lost) and answer.annotations for answer in expected)
    documents[6] = fatal(6)
    expected[6] = Lost("6", "The process that read “6” ended with exit code 3.")
    taken = 0

    def given() -> Iterator[ExchangeDocument]:
        nonlocal taken
        for document in documents:
            taken += 1
            yield document

    found = []
    for number, answer in enumerate(suggest_all(given(), processes=2, batch_size=4)):
        found.append(undated(answer))
        assert taken <= 4 * (number // 4 + 2 * 2)
    assert found == expected
    assert multiprocessing.active_children() == []


def test_where_every_process_ends_it_is_not_the_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clear error, after what was read in order before it."""
    monkeypatch.setattr(processes, "_DEATHS", 2)
    answers = suggest_all(map(fatal, range(5)), processes=2, batch_size=8)
    with pytest.raises(SuggestError, match="2 processes that suggest have ended one after the other") as caught:
        next(answers)
    assert caught.value.way_out
    assert multiprocessing.active_children() == []


def test_a_pipeline_that_there_is_not_is_told_by_the_processes_too() -> None:
    """As in one process, and at once."""
    with pytest.raises(SuggestError, match="no pipeline “nowhere”"):
        next(suggest_all([article(0)], processes=2, pipeline="nowhere"))
