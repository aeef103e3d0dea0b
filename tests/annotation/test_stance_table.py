"""The table of stances: who stands where on whom or what in a document, summed up from what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotation.model import Annotation, Decision, Document, Part, Suggestion, Verdict, ranges, sorted_parts
from annotation.naming import NOBODY
from annotation.reading import Reading
from annotation.scheme import default_scheme
from annotation.stance_table import StanceTable, open_stances, stance_labels, stance_table
from annotation.text import TextRange

TEXT = (
    "Ruta Vele praised the pier. Later Vele defended it, and Tomas Brandt rejected the pier. Brandt thanked the crews. "
    "She opposed the toll. The so-called fund is empty."
)


def parts(evidence: str, holder: str = "", target: str = "") -> tuple[Part, ...]:
    """The parts of a stance by their words; holder and target are looked for in the evidence first."""
    start = TEXT.index(evidence)
    made = [Part("evidence", TextRange(start, start + len(evidence)))]
    for role, words in (("holder", holder), ("target", target)):
        if words:
            at = TEXT.find(words, start, start + len(evidence))
            at = TEXT.index(words) if at < 0 else at
            made.append(Part(role, TextRange(at, at + len(words))))
    return sorted_parts(made)


def decided(id_: str, made: tuple[Part, ...], *, annotator: str = "ada", **attributes: str) -> Annotation:
    return Annotation(
        id=id_,
        document_id="d",
        label="STANCE",
        parts=made,
        attributes=attributes,
        annotator=annotator,
        created="2026-01-01T00:00:00Z",
    )


def suggested(id_: str, made: tuple[Part, ...], *, score: float = 0.9, **attributes: str) -> Suggestion:
    return Suggestion(
        id=id_,
        document_id="d",
        label="STANCE",
        parts=made,
        attributes=attributes,
        suggester="stances@1",
        score=score,
        reason="",
    )


def reading(*items: Annotation | Suggestion, text: str = TEXT) -> Reading:
    document = Document(id="d", name="d.txt", text=text, sha256="", size=0)
    return Reading(
        document=document,
        annotator="ada",
        annotations={a.id: a for a in items if isinstance(a, Annotation)},
        suggestions={s.id: s for s in items if isinstance(s, Suggestion)},
    )


def told(table: StanceTable) -> Mapping[tuple[str, str], tuple[str, int]]:
    """The polarity of each cell and how many stances it has, by the names of its heads."""
    found = {}
    for holder in table.holders:
        for target in table.targets:
            if cell := table.cell(holder, target):
                found[holder.name, target.name] = cell.polarity, len(cell.stances)
    return found


PRAISED = parts("Ruta Vele praised the pier", "Ruta Vele", "the pier")
DEFENDED = parts("Vele defended it", "Vele", "it")
REJECTED = parts("Tomas Brandt rejected the pier", "Tomas Brandt", "the pier")
THANKED = parts("Brandt thanked the crews", "Brandt", "the crews")


def test_a_cell_sums_up_what_one_holds_of_another() -> None:
    """“Vele” and “Ruta Vele” are one holder; “it” is the pier where an annotator says so."""
    table = stance_table(
        reading(
            decided("1", PRAISED, polarity="support", intensity="1"),
            decided("2", DEFENDED, polarity="support", intensity="3", target_name="the pier"),
            decided("3", REJECTED, polarity="oppose"),
        )
    )
    assert told(table) == {("Ruta Vele", "the pier"): ("support", 2), ("Tomas Brandt", "the pier"): ("oppose", 1)}
    assert [cell.intensity for cell in table.cells.values()] == [3, 0]


def test_for_and_against_is_mixed_and_the_counts_are_told() -> None:
    table = stance_table(
        reading(
            decided("1", PRAISED, polarity="support"),
            decided("2", DEFENDED, polarity="oppose", target_name="the pier"),
        )
    )
    (cell,) = table.cells.values()
    assert cell.polarity == "mixed"
    assert cell.counts == {"support": 1, "oppose": 1}


def test_what_has_no_side_does_not_outweigh_what_has_one() -> None:
    """Neutral ones and ones without a polarity beside one that opposes: opposed. Alone they are told as what they are."""
    neutral = decided("1", PRAISED, polarity="neutral")
    unsaid = decided("2", DEFENDED, target_name="the pier")
    against = decided("3", parts("Vele defended it", "Vele"), polarity="oppose", target_name="the pier")
    assert told(stance_table(reading(neutral, unsaid, against))) == {("Ruta Vele", "the pier"): ("oppose", 3)}
    assert told(stance_table(reading(neutral, unsaid))) == {("Ruta Vele", "the pier"): ("neutral", 2)}
    assert told(stance_table(reading(unsaid))) == {("Ruta Vele", "the pier"): ("", 1)}


def test_suggestions_are_in_it_only_where_they_are_asked_for_and_sure_enough() -> None:
    open_ones = reading(
        suggested("s1", PRAISED, score=0.9, polarity="support"), suggested("s2", REJECTED, score=0.5, polarity="oppose")
    )
    assert stance_table(open_ones) == StanceTable()
    assert len(stance_table(open_ones, with_suggestions=True).cells) == 2
    assert told(stance_table(open_ones, with_suggestions=True, least_score=0.6)) == {
        ("Ruta Vele", "the pier"): ("support", 1)
    }
    assert open_stances(open_ones) == 2
    assert open_stances(open_ones, least_score=0.6) == 1


def test_what_was_decided_says_where_somebody_stands_whatever_is_suggested_beside_it() -> None:
    """One accepted against, two suggested for: the cell is against, and has all three."""
    table = stance_table(
        reading(
            decided("1", PRAISED, polarity="oppose"),
            suggested("s1", DEFENDED, polarity="support", target_name="the pier"),
            suggested("s2", parts("Vele defended", "Vele"), polarity="support", target_name="the pier"),
        ),
        with_suggestions=True,
    )
    assert told(table) == {("Ruta Vele", "the pier"): ("oppose", 3)}


def test_rejected_suggestions_are_in_no_cell() -> None:
    read = reading(suggested("s1", PRAISED, polarity="support"))
    read.update([Decision(suggestion_id="s1", document_id="d", annotator="ada", verdict=Verdict.REJECT, decided="")])
    assert stance_table(read, with_suggestions=True) == StanceTable()


def test_what_two_mark_alike_counts_once() -> None:
    """Two annotators, and a suggestion that was not decided, with the same evidence and the same answer are one stance; another answer is another."""
    ada = decided("1", PRAISED, polarity="support")
    bob = decided("2", PRAISED, annotator="bob", polarity="support")
    same = suggested("s1", PRAISED, polarity="support")
    assert told(stance_table(reading(ada, bob, same), with_suggestions=True)) == {
        ("Ruta Vele", "the pier"): ("support", 1)
    }
    other = replace(bob, attributes={"polarity": "oppose"})
    assert told(stance_table(reading(ada, other))) == {("Ruta Vele", "the pier"): ("mixed", 2)}


def test_the_most_frequent_come_first_and_who_is_not_named_last() -> None:
    table = stance_table(
        reading(
            decided("1", PRAISED, polarity="support"),
            decided("2", REJECTED, polarity="oppose"),
            decided("3", THANKED, polarity="support"),
            decided("4", parts("She opposed the toll", "She", "the toll"), polarity="oppose"),
            decided("5", parts("opposed the toll", "", "the toll"), polarity="oppose"),
            decided("6", parts("opposed", "", "the toll"), polarity="oppose"),
            decided("7", parts("The so-called fund", "", "fund"), polarity="oppose", holder_name="@author"),
        )
    )
    assert [h.name for h in table.holders] == ["Tomas Brandt", "Ruta Vele", "the author", "nobody named"]
    assert [t.name for t in table.targets] == ["the toll", "the pier", "the crews", "fund"]


def test_an_item_is_found_in_its_cell() -> None:
    table = stance_table(reading(decided("1", PRAISED), decided("2", REJECTED), decided("3", THANKED)))
    row, column = table.place_of("3") or (-1, -1)
    assert (table.holders[row].name, table.targets[column].name) == ("Tomas Brandt", "the crews")
    assert table.place_of("no such item") is None


def test_other_labels_are_no_stances_and_a_scheme_may_have_none() -> None:
    """A label is a stance by what it has, not by its name: a polarity, somebody who holds it, and a target."""
    scheme = default_scheme()
    assert [label.name for label in stance_labels(scheme)] == ["STANCE"]
    renamed = replace(
        scheme,
        labels=tuple(replace(label, name="VIEW") if label.name == "STANCE" else label for label in scheme.labels),
    )
    assert [label.name for label in stance_labels(renamed)] == ["VIEW"]
    without = replace(scheme, labels=scheme.labels[:2])
    read = reading(decided("1", PRAISED, polarity="support"))
    assert len(stance_table(read).cells) == 1
    read.annotations["1"] = replace(read.annotations["1"], label="CLAIM", parts=(Part("span", TextRange(0, 9)),))
    read.scheme = without
    assert stance_table(reading(text="Nothing here.")) == StanceTable()
    assert stance_table(read) == StanceTable()


NAMES = st.sampled_from(["Ruta Vele", "Brandt", "@author", "", "the pier"])


@st.composite
def stances(draw: st.DrawFn) -> list[Annotation | Suggestion]:
    made: list[Annotation | Suggestion] = []
    for n in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, 120))
        roles = draw(st.sets(st.sampled_from(["holder", "target"])))
        spans = [Part("evidence", TextRange(start, start + draw(st.integers(1, 40))))]
        spans += [Part(role, TextRange(start, start + draw(st.integers(1, 20)))) for role in sorted(roles)]
        attributes = {
            "polarity": draw(st.sampled_from(["support", "oppose", "neutral", "mixed", ""])),
            "holder_name": draw(NAMES),
            "target_name": draw(NAMES),
        }
        make = decided if draw(st.booleans()) else suggested
        made.append(replace(make(f"i{n:02}", sorted_parts(spans)), attributes=attributes))
    return made


@given(items=stances(), ask=st.booleans())
def test_every_stance_is_in_one_cell_and_every_head_has_one(items: list[Annotation | Suggestion], ask: bool) -> None:  # noqa: FBT001
    """Nothing is lost or counted twice, no row or column is empty, heads are told apart, and the order is the one promised."""
    table = stance_table(reading(*items), with_suggestions=ask)
    found = [stance.item.id for stance in table.stances()]
    assert len(found) == len(set(found))
    wanted = [item for item in items if ask or isinstance(item, Annotation)]
    assert set(found) <= {item.id for item in wanted}
    shown = {(s.evidence, s.polarity) for s in table.stances()}
    assert {(ranges(item, "evidence"), item.attributes["polarity"]) for item in wanted} == shown
    for parties, end in ((table.holders, 0), (table.targets, 1)):
        keys = [party.key for party in parties]
        assert sorted(keys) == sorted({pair[end] for pair in table.cells})
        number = {key: sum(len(c.stances) for pair, c in table.cells.items() if pair[end] == key) for key in keys}
        named = [number[key] for key in keys if key != NOBODY.key]
        assert named == sorted(named, reverse=True)
        assert NOBODY.key not in keys[:-1]
    for stance in table.stances():
        place = table.place_of(stance.item.id)
        assert place is not None
        assert table.holders[place[0]].key == stance.holder.key


@given(items=stances())
def test_the_order_in_which_stances_were_made_changes_nothing(items: list[Annotation | Suggestion]) -> None:
    forward, backward = reading(*items), reading(*reversed(items))
    assert stance_table(forward, with_suggestions=True) == stance_table(backward, with_suggestions=True)
