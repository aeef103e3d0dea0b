"""Claims that say the same, in real files: lists count what a page shows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotation import repeating, review
from annotation.model import Change, Part, Suggestion
from annotation.reading import Reading
from annotation.text import TextRange
from storage.project import Project
from tests.storage.samples import document, suggestion

LINES = (
    "The ferry lost 4 million crowns.", "The ferry lost 5 million crowns.", "The ferry lost four million crowns!",
    "The pier never opened in May.", "The ferry lost 4,000,000 crowns.", "In May the pier never opened.",
)  # fmt: skip
TEXT = "\n".join(LINES)
PLACES = [(TEXT.index(line), TEXT.index(line) + len(line)) for line in LINES]


def claim(line: int, version: str = "0.2", score: float = 0.8) -> Suggestion:
    parts = (Part("span", TextRange(*PLACES[line])),)
    id_ = f"c{line}-{version}"
    made = suggestion(id_=id_)
    return replace(made, label="CLAIM", parts=parts, attributes={}, score=score, suggester=f"claims@{version}")


def decided(reading: Reading, one: Suggestion, verdict: str) -> Change | None:
    match verdict:
        case "accept":
            return repeating.accept(reading, [one])
        case "alone":
            return review.accept(reading, [one])
        case "reject":
            return repeating.reject(reading, one)
        case _:
            return review.skip(reading, one)


def test_what_says_the_same_is_kept_in_text_order(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a.sqlite", annotator="ada") as project:
        project.add_document(document(TEXT), b"")
        project.add_suggestions("pier", ["claims@0.2"], [claim(4), claim(3), claim(0)])
        assert project.repeats("pier") == {"c0-0.2": ["c0-0.2", "c4-0.2"]}
        project.add_suggestions("pier", ["claims@0.2"], [claim(5), claim(2)])
        assert project.repeats("pier") == {"c0-0.2": ["c0-0.2", "c2-0.2", "c4-0.2"], "c3-0.2": ["c3-0.2", "c5-0.2"]}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    found=st.sets(st.tuples(st.integers(0, 5), st.sampled_from(("0.1", "0.2"))), min_size=1),
    scores=st.lists(st.sampled_from((0.2, 0.8)), min_size=12, max_size=12),
    decide=st.lists(
        st.tuples(
            st.sampled_from(("ada", "grace")),
            st.integers(0, 11),
            st.sampled_from(("accept", "alone", "reject", "skip")),
        ),
        max_size=5,
    ),
    read=st.sets(st.sampled_from(("claims@0.1", "claims@0.2"))),
    least=st.sampled_from((0.0, 0.5)),
)
def test_lists_count_what_pages_show(
    tmp_path: Path,
    found: set[tuple[int, str]],
    scores: list[float],
    decide: list[tuple[str, int, str]],
    read: set[str],
    least: float,
) -> None:
    """Whatever was found, decided and undone. And a page that followed every change shows what one that is read anew does."""
    path = tmp_path / f"{len(list(tmp_path.iterdir()))}.sqlite"
    with Project.create(path, annotator="ada") as project:
        project.add_document(document(TEXT), b"")
        claims = [claim(line, version, score) for (line, version), score in zip(sorted(found), scores, strict=False)]
        project.add_suggestions("pier", read, claims)
        reading = project.reading("pier")
        reading.show_from(least)
        reading.items()
        for who, number, verdict in decide:
            with Project.open(path, annotator=who) as other:
                theirs = other.reading("pier")
                theirs.show_from(least)
                one = claims[number % len(claims)]
                if theirs.decision_on(one.id) is None and (change := decided(theirs, one, verdict)):
                    touched = other.apply(change)
                    reading.update(touched.values, touched.erased)
            _agrees(project, reading, least)
        while touched_back := project.undo():
            reading.update(touched_back.values, touched_back.erased)
            _agrees(project, reading, least)


def _agrees(project: Project, reading: Reading, least: float) -> None:
    fresh = project.reading("pier")
    fresh.show_from(least)
    assert [item.id for item in reading.items()] == [item.id for item in fresh.items()]
    assert project.summary("pier", least_score=least).open == len(fresh.open_suggestions())
