"""Suggestions of an older version of their suggester, in real files: neither shown nor counted, never lost."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotation import review
from annotation.model import Status, Suggestion, suggestion_id
from storage.project import Project
from storage.suggesting import unlike
from tests.storage.samples import TEXT, suggestion
from tests.storage.test_project import do

TRAFFIC = "Traffic fell by 12 percent."


def proposed(words: str, version: str, *, score: float = 0.9) -> Suggestion:
    """What a version of the quotes' suggester finds in these words."""
    made = suggestion()
    start = TEXT.index(words)
    part = replace(made.parts[0], range=replace(made.parts[0].range, start=start, end=start + len(words)))
    suggester = f"quotes@{version}"
    return replace(
        made,
        id=suggestion_id("pier", suggester, "QUOTE", (part,), made.attributes),
        parts=(part,),
        suggester=suggester,
        score=score,
    )


def shown(project: Project, *, least_score: float = 0.0) -> list[str]:
    reading = project.reading("pier")
    reading.show_from(least_score)
    ids = [s.id for s in reading.open_suggestions()]
    assert project.summary("pier", least_score=least_score).open == len(ids)
    assert project.documents(least_score=least_score)[0].open == len(ids)
    return ids


def reread(project: Project, *new: Suggestion, version: str = "0.2") -> None:
    """The suggester has been updated, and reads the document again."""
    suggesters = [f"quotes@{version}"]
    project.add_suggestions("pier", suggesters, unlike(project.standing("pier", suggesters), new))


def test_what_only_the_old_version_found_is_shown_no_longer(project: Project) -> None:
    new = proposed(TRAFFIC, "0.2")
    reread(project, new)
    assert shown(project) == [new.id]
    assert {s.id for s in project.suggestions("pier")} == {"s1", new.id}  # nothing was deleted


def test_a_new_version_that_finds_nothing_leaves_nothing_to_decide(project: Project) -> None:
    reread(project)
    assert shown(project) == []
    assert project.summary("pier").suggestions == 0


def test_what_both_versions_found_is_shown_once(project: Project) -> None:
    old = proposed(TRAFFIC, "0.1")
    project.add_suggestions("pier", ["quotes@0.1"], [old])
    again = proposed(TRAFFIC, "0.2", score=0.7)
    reread(project, again)
    assert shown(project) == [again.id]


def test_decided_ones_stay_as_they_are_and_skipped_ones_count_as_undecided(project: Project) -> None:
    accepted, rejected, skipped = (proposed(w, "0.1") for w in ("harbour master", "Critics", TRAFFIC))
    project.add_suggestions("pier", ["quotes@0.1"], [accepted, rejected, skipped])
    do(project, review.accept(project.reading("pier"), [accepted]))
    do(project, review.reject(project.reading("pier"), rejected))
    do(project, review.skip(project.reading("pier"), skipped))
    reread(project, *(replace(proposed(w, "0.2")) for w in ("harbour master", "Critics")))
    assert shown(project) == []  # what was decided on is not asked again
    reading = project.reading("pier")
    assert [a.suggestion_id for a in reading.annotations.values()] == [accepted.id]
    assert [i.id for i in reading.items(rejected=True) if reading.status(i) is Status.REJECTED] == [rejected.id]
    assert project.summary("pier").suggestions == 2


def test_what_another_annotator_decided_on_stays_open_for_the_others(project: Project) -> None:
    """Their agreement is measured on the same suggestion."""
    with Project.open(project.path, annotator="grace") as other:
        do(other, review.accept(other.reading("pier"), other.suggestions("pier")))
    reread(project, proposed(TRAFFIC, "0.2"))
    assert "s1" in shown(project)
    with Project.open(project.path, annotator="grace") as other:
        assert "s1" not in shown(other)


def test_an_older_version_that_reads_later_takes_no_place(project: Project) -> None:
    reread(project, proposed(TRAFFIC, "0.10"), version="0.10")
    reread(project, version="0.9")
    assert shown(project) == [proposed(TRAFFIC, "0.10").id]


def test_other_suggesters_are_left_alone(project: Project) -> None:
    project.add_suggestions("pier", ["claims@0.2", "quotes@0.2+en_core_web_sm@3.8.0"], [])
    assert shown(project) == ["s1"]


def test_counts_and_the_dataset_leave_them_out(project: Project) -> None:
    reread(project, proposed(TRAFFIC, "0.2"))
    assert [(c.status, c.number) for c in project.counts()] == [(Status.SUGGESTED, 1)]
    (document,) = project.exchange_documents(Status)
    assert [a.suggester for a in document.annotations] == ["quotes@0.2"]


def test_one_list_is_read_for_the_counts(project: Project) -> None:
    """However long it is: scores are in the index."""
    with sqlite3.connect(project.path) as db:
        plan = db.execute(
            "EXPLAIN QUERY PLAN SELECT suggester, sum(score >= 0.5) FROM suggestions WHERE document_id = 'pier' GROUP BY suggester"
        ).fetchall()
    assert [row[3] for row in plan] == [
        "SEARCH suggestions USING COVERING INDEX suggestions_by_document (document_id=?)"
    ]


WORDS = ("The pier", "reopen", "in May", "harbour", "master", "Critics", "plan", "disagree", "Traffic", "percent")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    found=st.lists(
        st.tuples(st.sampled_from(WORDS), st.sampled_from("123"), st.sampled_from((0.2, 0.5, 0.8))), max_size=12
    ),
    decide=st.lists(st.tuples(st.sampled_from(("ada", "grace")), st.integers(0, 20), st.sampled_from("axs"))),
    read=st.sets(st.sampled_from(("0.1", "0.2", "0.3"))),
    least=st.sampled_from((0.0, 0.3, 0.5, 0.9)),
)
def test_lists_and_pages_always_agree(
    project: Project,
    found: list[tuple[str, str, float]],
    decide: list[tuple[str, int, str]],
    read: set[str],
    least: float,
) -> None:
    """Whatever was found, decided and read again: what SQL counts is what a reading shows, for every annotator."""
    path = project.path.with_name(f"{len(list(project.path.parent.iterdir()))}.sqlite")
    with Project.create(path, annotator="ada") as made:
        made.add_document(project.document("pier"), b"")
        made.add_suggestions("pier", [], [proposed(w, f"0.{v}", score=score) for w, v, score in found])
        for who, number, verdict in decide:
            with Project.open(path, annotator=who) as other:
                reading = other.reading("pier")
                if not reading.suggestions:
                    break
                one = sorted(reading.suggestions.values(), key=lambda s: s.id)[number % len(reading.suggestions)]
                if change := {"a": lambda r, s: review.accept(r, [s]), "x": review.reject, "s": review.skip}[verdict](
                    reading, one
                ):
                    other.apply(change)
        made.add_suggestions("pier", [f"quotes@{v}" for v in read], [])
        for who in ("ada", "grace"):
            with Project.open(path, annotator=who) as other:
                shown(other, least_score=least)
                summary = other.summary("pier", least_score=least)
                assert summary.open + summary.below == len(shown(other))
