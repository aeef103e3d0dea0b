"""Files into a project: each for itself, whole or not at all, with the annotations that a dataset brings along."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotation.errors import AnnotationError, FormatError, ProjectError, ReadError, TextError
from annotation.exchange import write_line
from annotation.model import Status, Verdict
from storage.belongings import UNKNOWN_SUGGESTER
from storage.importing import import_files, import_into
from storage.project import Project
from tests.fixtures.hard import hard_document, hard_documents

ALL = frozenset(Status)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "work.sqlite", annotator="ana") as made:
        yield made


def article(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def corpus(folder: Path, *lines: dict[str, Any], name: str = "corpus.jsonl") -> Path:
    return article(folder, name, "".join(json.dumps(line) + "\n" for line in lines))


def line(identity: str = "d", **fields: Any) -> dict[str, Any]:
    return {"id": identity, "text": "Vele said no.", **fields}


def quote(**fields: Any) -> dict[str, Any]:
    return {"id": "a", "label": "QUOTE", "parts": [{"role": "content", "start": 10, "end": 12}], **fields}


def test_articles_become_documents_with_their_bytes(project: Project, tmp_path: Path) -> None:
    """In the order in which they were named."""
    paths = [article(tmp_path, "b.txt", "Second\n\nBody"), article(tmp_path, "a.txt", "First\r\n\r\nBody")]
    report = import_files(project, paths)
    assert [d.name for d in project.documents()] == ["Second", "First"]
    assert report.added == tuple(d.id for d in project.documents())
    assert project.document(report.added[1]).text == "First\n\nBody"
    assert (report.duplicates, report.refused, report.left_out) == ((), (), ())


def test_a_bad_file_is_told_and_the_others_come_in(project: Project, tmp_path: Path) -> None:
    """Whatever is wrong with it."""
    paths = [
        article(tmp_path, "one.txt", "One"),
        tmp_path / "missing.txt",
        article(tmp_path, "empty.txt", " \n"),
        corpus(tmp_path, line("ok"), {"id": 7, "text": "x"}),
        article(tmp_path, "two.txt", "Two"),
    ]
    report = import_files(project, paths)
    assert [d.name for d in project.documents()] == ["One", "Two"]
    assert [(r.path, type(r.error)) for r in report.refused] == [
        (paths[1], ReadError),
        (paths[2], TextError),
        (paths[3], FormatError),
    ]


def test_of_a_corpus_with_a_bad_line_nothing_comes_in(project: Project, tmp_path: Path) -> None:
    """Neither the documents before it, also where only the label scheme objects."""
    path = corpus(tmp_path, line("first"), line("second", annotations=[quote(label="RUMOUR")]))
    report = import_files(project, [path])
    assert project.documents() == []
    (refused,) = report.refused
    assert isinstance(refused.error, AnnotationError)
    assert (
        "corpus.jsonl, document “second”, annotation “a”: The label scheme has no label “RUMOUR”" in refused.error.what
    )
    assert refused.error.way_out


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"annotations": [quote(attributes={"form": "sung"})]}, "form is one of direct, indirect, mixed, not “sung”"),
        ({"annotations": [quote(parts=[{"role": "cue", "start": 5, "end": 9}])]}, "A quote needs its content"),
        (
            {"annotations": [quote(), quote(id="b")], "links": [{"kind": "mocks", "from": "a", "to": "b"}]},
            "has no kind “mocks”",
        ),
    ],
)
def test_what_the_label_scheme_does_not_allow_is_told(
    fields: dict[str, Any], told: str, project: Project, tmp_path: Path
) -> None:
    """With the place of it."""
    (refused,) = import_files(project, [corpus(tmp_path, line(**fields))]).refused
    assert told in refused.error.what


def test_a_duplicate_is_told_and_left_as_it_is(project: Project, tmp_path: Path) -> None:
    """The same bytes under another name, and the same id on another line."""
    first, again = article(tmp_path, "a.txt", "Same\n\ntext"), article(tmp_path, "b.txt", "Same\n\ntext")
    path = corpus(tmp_path, line("x"), line("x", text="Other."))
    report = import_files(project, [first, again, path])
    assert len(project.documents()) == 2
    assert [(d.path, d.name) for d in report.duplicates] == [(again, "Same"), (path, "Other.")]
    assert project.document("x").text == "Vele said no."


def test_a_dataset_comes_back_out_as_it_went_in(project: Project, tmp_path: Path) -> None:
    """Ids, ranges, attributes, statuses, who and when, suggesters, scores and meta of the hard documents."""
    path = article(tmp_path, "hard.jsonl", "".join(write_line(d) + "\n" for d in hard_documents()))
    report = import_files(project, [path])
    assert report.refused == ()
    assert report.left_out == ("2 links left out: a project links annotations, not suggestions.",)
    out = {d.id: d for d in project.exchange_documents(ALL)}
    assert list(out) == [d.id for d in hard_documents()]
    for document in hard_documents():
        assert out[document.id].text == document.text
        assert comparable(out[document.id].annotations) == comparable(document.annotations)
    hard = out["hard-1"]
    assert {**hard.meta, **hard_document().meta} == hard.meta
    assert (hard.name, hard.language) == (hard_document().name, "en")


def comparable(annotations: Any) -> Any:
    return sorted(
        (
            a.label,
            a.status,
            sorted((p.role, p.range) for p in a.parts),
            sorted(a.attributes.items()),
            a.suggester,
            a.memo,
        )
        for a in annotations
    )


def test_ids_of_annotations_stay_and_no_document_takes_anothers(project: Project, tmp_path: Path) -> None:
    """A dataset numbers its annotations within each document; in a project they are all different."""
    lines = [
        line(i, annotations=[quote(), quote(id="b")], links=[{"id": "l", "kind": "supports", "from": "a", "to": "b"}])
        for i in ("one", "two")
    ]
    import_files(project, [corpus(tmp_path, *lines)])
    assert [a.id for a in project.annotations("one")] == ["a", "b"]
    other = [a.id for a in project.annotations("two")]
    assert len({"a", "b", *other}) == 4
    (link,) = project.links("two")
    assert {link.from_id, link.to_id} == set(other)
    assert project.links("one")[0].id == "l"


def test_an_annotation_of_another_import_is_not_overwritten(project: Project, tmp_path: Path) -> None:
    """Two datasets that both begin with annotation “a”."""
    import_files(project, [corpus(tmp_path, line("one", annotations=[quote(attributes={"form": "direct"})]))])
    import_files(project, [corpus(tmp_path, line("two", annotations=[quote()]), name="second.jsonl")])
    (kept,) = project.annotations("one")
    assert kept.attributes == {"form": "direct"}
    assert len(project.annotations("two")) == 1


def test_statuses_become_suggestions_and_decisions(project: Project, tmp_path: Path) -> None:
    """Suggested is open, rejected is decided, accepted with a suggester says what it came from."""
    annotations = [
        quote(id="s", status="suggested", suggester="q@1", score=0.5),
        quote(id="r", status="rejected", suggester="q@2", score=0.4, annotator="boris"),
        quote(id="k", status="accepted", suggester="q@3", score=0.9, annotator="boris", reason="cue"),
        quote(id="g"),
        quote(id="n", status="suggested", attributes={"form": "direct"}),
    ]
    import_files(project, [corpus(tmp_path, line(annotations=annotations))])
    proposed = {s.suggester: s for s in project.suggestions("d")}
    assert set(proposed) == {"q@1", "q@2", "q@3", UNKNOWN_SUGGESTER}
    decisions = {d.suggestion_id: d for d in project.decisions("d")}
    assert proposed["q@1"].id not in decisions
    assert (decisions[proposed["q@2"].id].verdict, decisions[proposed["q@2"].id].annotator) == (Verdict.REJECT, "boris")
    assert decisions[proposed["q@3"].id].annotation_id == "k"
    by_id = {a.id: a for a in project.annotations("d")}
    assert (by_id["k"].suggestion_id, by_id["k"].annotator) == (proposed["q@3"].id, "boris")
    assert (by_id["g"].suggestion_id, by_id["g"].annotator) == (None, "ana")


def test_progress_is_told_and_may_stop_it(project: Project, tmp_path: Path) -> None:
    """What was finished before is kept, and a second import goes on from there."""
    paths = [article(tmp_path, f"{n}.txt", f"Article {n}") for n in range(4)]

    def stop_at_two(done: int, total: int) -> None:
        assert total == 4
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_files(project, paths, stop_at_two)
    assert [d.name for d in project.documents()] == ["Article 0", "Article 1"]
    seen: list[int] = []
    report = import_files(project, paths, lambda done, _: seen.append(done))
    assert (seen, len(report.added), len(report.duplicates)) == ([0, 1, 2, 3, 4], 2, 2)


def test_an_import_can_be_stopped_within_a_file(project: Project, tmp_path: Path) -> None:
    """What came in before stays, whole; importing again goes on from there."""

    class Stop(Exception):
        pass

    lines = tmp_path / "many.jsonl"
    lines.write_text("".join(f'{{"id": "d{n}", "text": "Text {n}."}}\n' for n in range(10)), encoding="utf-8")
    calls = 0

    def stop_late(_done: int, _total: int) -> None:
        nonlocal calls
        calls += 1
        if calls == 15:  # ten are checked first
            raise Stop

    with pytest.raises(Stop):
        import_files(project, [lines], stop_late)
    before = {d.id for d in project.documents()}
    assert {"d0", "d1"} <= before
    assert "d9" not in before
    report = import_files(project, [lines])
    assert len(report.added) + len(report.duplicates) == 10
    assert {d.id for d in project.documents()} >= {f"d{n}" for n in range(10)}


def test_a_project_is_made_when_the_first_document_comes_in(tmp_path: Path) -> None:
    """And not where nothing does: there is no empty project left over."""
    path = tmp_path / "new.sqlite"
    bad = corpus(tmp_path, line(annotations=[quote(label="RUMOUR")]))
    report = import_into(path, [tmp_path / "missing.txt", bad])
    assert [type(r.error) for r in report.refused] == [ReadError, AnnotationError]
    assert not path.exists()
    report = import_into(path, [tmp_path / "missing.txt", article(tmp_path, "a.txt", "A")], annotator="ana")
    assert (len(report.added), len(report.refused)) == (1, 1)
    import_into(path, [article(tmp_path, "b.txt", "B")])
    with Project.open(path) as made:
        assert [d.name for d in made.documents()] == ["A", "B"]
    with pytest.raises(ProjectError, match="no folder"):
        import_into(tmp_path / "none" / "new.sqlite", [tmp_path / "a.txt"])
