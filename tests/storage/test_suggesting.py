"""What the suggesters propose, kept in a project: once, a document at a time, as far as its label scheme goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotation.scheme import default_scheme, read_scheme
from annotation.suggest import SUGGESTERS
from storage.importing import import_files
from storage.project import Project
from storage.suggesting import allowed, suggest_project
from tests.storage.samples import TEXT, suggestion

ARTICLES = 3


@pytest.fixture
def articles(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{number}.txt" for number in range(ARTICLES)]
    for number, path in enumerate(paths):
        text = f"Pier {number}\n\n“The pier is open,” Mayor Ruta Vele said. Ilse Morgan criticised the plan.\n"
        path.write_text(text, encoding="utf-8")
    return paths


@pytest.fixture
def project(tmp_path: Path, articles: list[Path]) -> Iterator[Project]:
    with Project.create(tmp_path / "work.sqlite", annotator="ana") as made:
        import_files(made, articles)
        yield made


def test_every_document_is_read_once(project: Project) -> None:
    """Each has its suggestions, by suggesters that are known to have read it; a second call has nothing to do."""
    report = suggest_project(project)
    assert (report.documents, report.left_out) == (ARTICLES, 0)
    found = [s for d in project.documents() for s in project.suggestions(d.id)]
    assert report.suggestions == len(found) >= ARTICLES
    assert {s.suggester for s in found} <= set(SUGGESTERS)
    assert all(project.read_by(d.id) == set(SUGGESTERS) for d in project.documents())
    again = suggest_project(project)
    assert (again.documents, again.suggestions) == (0, 0)


def test_a_document_that_only_another_suggester_has_read_is_read(project: Project) -> None:
    """A new version of a suggester reads again what the old one has read."""
    first = project.documents()[0].id
    project.add_suggestions(first, ["quotes@0.0.1"], [])
    assert suggest_project(project).documents == ARTICLES


def test_it_can_be_stopped_and_goes_on_where_it_stopped(project: Project) -> None:
    """What was read before is kept, whole."""

    def stop(done: int, total: int, words: int) -> None:
        assert total == ARTICLES
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        suggest_project(project, stop)
    read = [bool(project.read_by(d.id)) for d in project.documents()]
    assert read == [True, True, False]
    assert all(project.suggestions(d.id) for d in project.documents()[:2])
    seen: list[tuple[int, int, int]] = []
    report = suggest_project(project, lambda *told: seen.append(told))
    assert (report.documents, seen) == (1, [(0, 1, 0), (1, 1, 15)])


def test_several_processes_find_the_same(tmp_path: Path, project: Project, articles: list[Path]) -> None:
    """By their identifiers, which say what is suggested where."""
    suggest_project(project)
    with Project.create(tmp_path / "other.sqlite") as other:
        import_files(other, articles)
        report = suggest_project(other, processes=2, batch_size=1)
        found = {s.id for d in other.documents() for s in other.suggestions(d.id)}
    assert (report.documents, report.lost) == (ARTICLES, ())
    assert found == {s.id for d in project.documents() for s in project.suggestions(d.id)}


def test_what_the_label_scheme_has_no_place_for_is_left_out_and_counted(tmp_path: Path, articles: list[Path]) -> None:
    """A project with a label scheme of its own still gets the labels that it has."""
    without_stances = default_scheme().toml.replace('name = "STANCE"', 'name = "ATTITUDE"')
    with Project.create(tmp_path / "own.sqlite", scheme=read_scheme(without_stances)) as project:
        import_files(project, articles)
        report = suggest_project(project)
        labels = {s.label for d in project.documents() for s in project.suggestions(d.id)}
    assert report.left_out >= ARTICLES
    assert "QUOTE" in labels
    assert "STANCE" not in labels


def test_a_suggestion_is_allowed_where_scheme_and_text_have_a_place_for_it() -> None:
    """Its label and roles are known, its parts are in the text."""
    good = suggestion()
    stance = replace(good, id="s2", label="ATTITUDE")
    assert allowed(default_scheme(), [stance, good], text_length=len(TEXT)) == [good]
    assert allowed(default_scheme(), [good], text_length=len(TEXT) // 4) == []
