"""The lists behind the panels keep to Qt's rules for models and change as little as they can."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from annotation.model import Status
from annotation.text import TextRange
from gui.models.documents import DocumentRole, DocumentsModel
from gui.models.item_rows import ItemRow, Shown, Wanted
from gui.models.items import ItemsFilter, ItemsModel
from gui.models.keyed_rows import KeyedRows
from gui.session import Session
from storage.project import Project
from tests.gui.panel_samples import COST, GIFT, SHE, TRAFFIC, UNION, VELE, place


@dataclass(frozen=True, slots=True)
class Card:
    """A row with an identity and something that may change."""

    key: str
    face: int = 0


@pytest.fixture
def items(session: Session) -> Iterator[ItemsModel]:
    model = ItemsModel(session)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    yield model
    del tester


def excerpts(model: ItemsModel) -> list[str]:
    return [model.row_at(n).excerpt for n in range(model.rowCount())]


cards = st.lists(st.builds(Card, st.sampled_from("abcdefgh"), st.integers(0, 2)), unique_by=lambda card: card.key)


@given(cards, cards)
def test_a_list_becomes_any_other_and_rows_are_followed(old: list[Card], new: list[Card]) -> None:
    """Whatever the lists, the model ends as the new one, and an index to a row that stays goes with its row."""
    model: KeyedRows[Card] = _Cards()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show_rows(old)
    kept = {card.key: QPersistentModelIndex(model.index(n)) for n, card in enumerate(old)}
    model.show_rows(new)
    assert [model.row_at(n) for n in range(model.rowCount())] == new
    for key, index in kept.items():
        places = [n for n, card in enumerate(new) if card.key == key]
        assert index.row() == (places[0] if places else -1)
    del tester


class _Cards(KeyedRows[Card]):
    def data(self, index: object, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        del index, role
        return None


def test_a_row_that_goes_to_the_end_of_a_long_list_is_one_or_two_moves() -> None:
    """A part that is moved to the article's end does not pull every other row up one by one."""
    model = _Cards()
    long = [Card(str(n)) for n in range(500)]
    model.replace_rows(long)
    moves: list[int] = []
    model.rowsMoved.connect(lambda *_: moves.append(1))
    model.show_rows([*long[1:], long[0]])
    assert len(moves) <= 2


def test_items_are_listed_as_they_are_read(items: ItemsModel) -> None:
    """Rows are in text order, and each says the words of its main role, its fragments joined."""
    assert excerpts(items) == [
        "“We have waited twelve years for this,” … “and the children of this town have waited longer.”",
        "work would begin before the winter",
        "The fishermen’s union rejected the plan.",
        "the new pier will cost forty million crowns",
        "“a gift to the cruise lines.”",
        "Ferry traffic fell by a third last year.",
    ]


def test_accepting_changes_one_row_and_moves_none(session: Session, items: ItemsModel, qtbot: QtBot) -> None:
    """The suggestion's row becomes the annotation's: nothing is removed, added or read anew."""
    session.set_current(SHE.id)
    index = QPersistentModelIndex(items.index(1))
    with (
        qtbot.assertNotEmitted(items.rowsRemoved),
        qtbot.assertNotEmitted(items.rowsInserted),
        qtbot.assertNotEmitted(items.modelReset),
        qtbot.waitSignal(items.dataChanged) as changed,
    ):
        session.accept()
    assert changed.args is not None
    assert [changed.args[0].row(), changed.args[1].row()] == [1, 1]
    assert items.row_at(index.row()).status is Status.ACCEPTED


def test_rejecting_and_undoing_take_a_row_out_and_back(session: Session, items: ItemsModel) -> None:
    before = excerpts(items)
    session.set_current(GIFT.id)
    session.reject()
    assert "“a gift to the cruise lines.”" not in excerpts(items)
    session.undo()
    assert excerpts(items) == before


def test_rejected_ones_are_listed_on_request(session: Session, items: ItemsModel) -> None:
    session.set_current(GIFT.id)
    session.reject()
    items.set_rejected(True)
    row = items.row_at(items.row_of_item(GIFT.id))
    assert row.status is Status.REJECTED
    assert row.spoken.startswith("Quote, rejected suggestion, score 0.55")


def test_a_part_that_is_moved_takes_its_row_along(session: Session, items: ItemsModel) -> None:
    """An annotation that now begins further down is further down in the list, and still the same row."""
    session.annotate(session.scheme.label("CLAIM"), place("The council"))
    current = session.current
    assert current is not None
    index = QPersistentModelIndex(items.index(0))
    session.move_part(current.parts[0], place("Nobody in the room"))
    assert index.row() == items.rowCount() - 1
    assert items.row_at(index.row()).excerpt == "Nobody in the room"


def test_another_document_is_another_list(session: Session, items: ItemsModel) -> None:
    session.open_document("letter")
    assert items.rowCount() == 0
    session.annotate(session.scheme.label("QUOTE"), TextRange(0, 27))
    assert items.rowCount() == 1


@pytest.mark.parametrize(
    ("item", "says"),
    [
        (VELE, "Mayor Ruta Vele · direct"),
        (SHE, "She · indirect"),
        (GIFT, "quotation marks, nobody near who speaks"),
        (COST, "Tomas Brandt · prediction · worth checking: yes"),
        (UNION, "The fishermen’s union → the plan · oppose"),
    ],
)
def test_the_second_line_says_who_and_what_or_why(items: ItemsModel, item: object, says: str) -> None:
    row = next(items.row_at(n) for n in range(items.rowCount()) if items.row_at(n).item == item)
    assert row.detail == says


def test_a_name_that_the_text_does_not_say_stands_behind_the_words(session: Session, items: ItemsModel) -> None:
    """“She” is resolved to a name: both are shown."""
    session.set_current(SHE.id)
    session.set_attribute("speaker", "Ruta Vele")
    assert items.row_at(1).detail == "She → Ruta Vele · indirect"


FILTERS: list[tuple[Wanted, Callable[[ItemRow], bool]]] = [
    (Wanted(), lambda _row: True),
    (Wanted(labels=frozenset({"QUOTE", "STANCE"})), lambda row: row.label.name != "CLAIM"),
    (Wanted(shown=Shown.OPEN), lambda row: row.item.id != VELE.id and row.status is Status.SUGGESTED),
    (Wanted(shown=Shown.ANNOTATIONS), lambda row: row.status is Status.ACCEPTED),
    (Wanted(shown=Shown.REJECTED), lambda row: row.item == GIFT),
    (Wanted(suggester="claims@0.1"), lambda row: row.item in (COST, TRAFFIC)),
    (Wanted(unresolved=True), lambda row: row.item in (GIFT, TRAFFIC)),
    (Wanted(search="brandt"), lambda row: row.item == COST),
    (Wanted(search="TOWN waited"), lambda row: row.status is Status.ACCEPTED),
]


@pytest.mark.parametrize(("wanted", "belongs"), FILTERS)
def test_the_filter_shows_what_is_wanted(
    session: Session, items: ItemsModel, wanted: Wanted, belongs: Callable[[ItemRow], bool]
) -> None:
    """Each filter shows the rows it names, all of them, in the list's order. One item is accepted, one rejected."""
    session.set_current(VELE.id)
    session.accept()
    session.set_current(GIFT.id)
    session.reject()
    items.set_rejected(True)
    proxy = ItemsFilter(items)
    tester = QAbstractItemModelTester(proxy, QAbstractItemModelTester.FailureReportingMode.Warning)
    proxy.set_wanted(wanted)
    every = [items.row_at(n) for n in range(items.rowCount())]
    assert proxy.rows() == [row for row in every if belongs(row)]
    assert proxy.rows()
    del tester


def test_what_is_decided_leaves_a_filter_for_what_is_to_decide(session: Session, items: ItemsModel) -> None:
    proxy = ItemsFilter(items)
    tester = QAbstractItemModelTester(proxy, QAbstractItemModelTester.FailureReportingMode.Warning)
    proxy.set_wanted(Wanted(shown=Shown.OPEN))
    session.set_current(UNION.id)
    session.accept()
    assert UNION.id not in {row.item.id for row in proxy.rows()}
    assert len(proxy.rows()) == 5
    del tester


def test_another_annotators_annotation_of_a_suggestion_stands_beside_it(session: Session, items: ItemsModel) -> None:
    """What somebody else accepted is still open here: two rows, not one that stands for both."""
    session.set_current(SHE.id)
    session.accept()
    assert session.project is not None
    session.use_project(Project.open(session.project.path, annotator="ben"))
    session.open_document("harbour")
    keys = [items.row_at(n).key for n in range(items.rowCount())]
    assert len(keys) == len(set(keys)) == 7


def test_documents_tell_how_far_one_has_come(session: Session) -> None:
    """Name, what is to decide and what is marked, for a screen reader too; decisions change one row only."""
    model = DocumentsModel(session)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    assert [model.index(n).data() for n in range(model.rowCount())] == ["harbour.txt", "letter.txt"]
    changed: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, _roles: changed.append((first.row(), last.row())))
    session.set_current(VELE.id)
    session.accept()
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == ("harbour.txt, 5 to decide · 1 annotation, open")
    assert model.index(0).data(DocumentRole.ROW).share_decided == pytest.approx(1 / 6)
    assert changed == [(0, 0)]
    session.open_document("letter")
    assert [model.index(n).data(DocumentRole.ROW).is_open for n in range(2)] == [False, True]
    session.close()
    assert model.rowCount() == 0
    del tester


def test_rows_are_described_once(session: Session, items: ItemsModel) -> None:
    """A change describes only what it touched: the other rows are the same objects as before."""
    before = {row.key: row for row in (items.row_at(n) for n in range(items.rowCount()))}
    session.set_current(COST.id)
    session.set_attribute("type", "policy")
    after = {row.key: row for row in (items.row_at(n) for n in range(items.rowCount()))}
    assert {key for key in after if after[key] is not before.get(key)} == {COST.id}
    assert after[COST.id].detail == "Tomas Brandt · policy · worth checking: yes"
