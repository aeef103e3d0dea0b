"""Datasets that say a thing twice, and programs that come in between: an import goes on, and tells what it left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotation.errors import InputError, ReadError
from annotation.exchange import read_jsonl, write_line
from annotation.model import Status
from storage.importing import import_files
from storage.project import Project
from tests.storage.test_importing import ALL, article, corpus, line, quote


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "work.sqlite", annotator="ana") as made:
        yield made


def test_an_annotator_decides_once_on_a_suggestion_however_often_a_dataset_names_it(
    project: Project, tmp_path: Path
) -> None:
    """Every accepted annotation comes in, at most one of them with the suggestion; what is said of the suggestion itself is kept."""
    named: dict[str, Any] = {"suggester": "q@1", "score": 0.5}
    twice = [quote(id="a", annotator="boris", **named), quote(id="b", annotator="boris", **named)]
    both = [*twice[:1], quote(id="r", status="rejected", annotator="boris", **named)]
    refused_twice = [quote(id=i, status="rejected", annotator="boris", **named) for i in ("r", "s")]
    beside_open = [quote(id="c", annotator="boris", **named), quote(id="o", status="suggested", **named)]
    by_two = [quote(id="e", annotator="boris", **named), quote(id="f", annotator="cleo", **named)]
    cases = {"twice": twice, "both": both, "refused": refused_twice, "open": beside_open, "two": by_two}
    path = corpus(tmp_path, *(line(name, annotations=found) for name, found in cases.items()))
    report = import_files(project, [path, article(tmp_path, "other.txt", "Another article.")])
    assert (len(report.added), report.refused) == (6, ())
    assert report.left_out == (
        "3 annotations without the suggestion they name: it is open, or decided otherwise.",
        "1 rejections left out: the same annotator’s of the same suggestion.",
    )
    statuses = {d.id: sorted(a.status.value for a in d.annotations) for d in project.exchange_documents(ALL)}
    assert statuses == {
        "twice": ["accepted", "accepted"],
        "both": ["accepted", "rejected"],
        "refused": ["rejected"],
        "open": ["accepted", "suggested"],
        "two": ["accepted", "accepted"],
        report.added[-1]: [],
    }
    assert [a.suggestion_id is None for a in project.annotations("twice")] == [False, True]
    assert [a.suggestion_id is None for a in project.annotations("two")] == [False, False]


def test_an_annotation_with_the_id_of_its_suggestion_can_be_exported_and_imported(
    project: Project, tmp_path: Path
) -> None:
    """As one that the dataset gave no id gets it: another annotator's rejection of that suggestion is a record of its own."""
    named: dict[str, Any] = {"suggester": "q@1", "score": 0.5}
    accepted = {key: value for key, value in quote(annotator="boris", **named).items() if key != "id"}
    rejected = quote(id="r", status="rejected", annotator="cleo", **named)
    import_files(project, [corpus(tmp_path, line(annotations=[accepted, rejected]))])
    (exported,) = project.exchange_documents(ALL)
    again = article(tmp_path, "again.jsonl", write_line(exported) + "\n")
    (read,) = read_jsonl(again)
    assert sorted(a.status for a in read.annotations) == [Status.ACCEPTED, Status.REJECTED]


def test_a_document_whose_ids_another_program_takes_meanwhile_is_told_and_the_others_come_in(
    project: Project, tmp_path: Path
) -> None:
    """Those of the same file and of the next one."""
    lines = [line(name, annotations=[quote(id=name)]) for name in ("one", "two", "three")]
    paths = [corpus(tmp_path, *lines), article(tmp_path, "last.txt", "Last")]

    def another_program(_done: int, _total: int) -> None:
        with Project.open(project.path, annotator="grace") as other:
            if len(other.documents()) == 1 and "two" not in other.recorded_ids():
                import_files(other, [corpus(tmp_path, line("x", annotations=[quote(id="two")]), name="x.jsonl")])

    report = import_files(project, paths, another_program)
    assert [d.name for d in project.documents()] == ["Vele said no."] * 3 + ["Last"]
    assert [d.id for d in project.documents()][:3] == ["one", "x", "three"]
    (refused,) = report.refused
    assert isinstance(refused.error, InputError)
    assert "annotation two" in refused.error.what
    assert refused.error.way_out


def test_a_file_that_vanishes_while_it_is_imported_is_told_and_the_others_come_in(
    project: Project, tmp_path: Path
) -> None:
    paths = [corpus(tmp_path, line("one")), article(tmp_path, "last.txt", "Last")]
    calls: list[int] = []

    def remove(done: int, _total: int) -> None:
        calls.append(done)
        if len(calls) == 2:  # its only line has been checked
            paths[0].unlink()

    report = import_files(project, paths, remove)
    assert [d.name for d in project.documents()] == ["Last"]
    assert [(r.path, type(r.error)) for r in report.refused] == [(paths[0], ReadError)]
