"""Two computers of one office: what both changed is shown side by side and settled by a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from papidesk.domain.record import replace
from papidesk.domain.task import Task
from papidesk.storage import tasks as stored
from papidesk.storage.store import Store
from papidesk.workflow import demo, receiving, sending, tasks, workspaces
from tests.ui.person import Answers
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import introduced
from ui.exchange.exchange_page import CONFLICTS, ExchangePage

OpenPage = Callable[[Path], ExchangePage]
COUNT = 3


class Pair:
    """The closed folder of one PC, and the bundle of the other that disagrees with it."""

    def __init__(self, folder: Path, bundle: Path) -> None:
        self.folder, self.bundle = folder, bundle


def _carried(of: Store, to: Store, folder: Path) -> None:
    made = sending.make(of, sending.Order(kind="office"), who=WHO)
    path = sending.export(of, [made[0].id], folder, who=WHO)[0]
    with receiving.look(to, path, who=WHO) as incoming:
        receiving.take(to, incoming, who=WHO, agree=True, backup=False)


@pytest.fixture
def disagreeing(tmp_path: Path) -> Iterator[Pair]:
    """Two PCs that had the same tasks; each has given all of them another note."""
    office = demo.sample_offices()[0]
    stick = tmp_path / "USB"
    stick.mkdir()
    one, two = tmp_path / "máy một", tmp_path / "máy hai"
    with (
        workspaces.create(one, office, who=WHO) as first,
        workspaces.create(two, office, who=WHO) as second,
    ):
        introduced(first.store, second.store, "same_office")
        introduced(second.store, first.store, "same_office")
        for number in range(COUNT):
            tasks.save(first.store, Task(text=f"Niêm yết công khai {number}", year=2026), who=WHO)
        _carried(first.store, second.store, stick)
        for store, note in ((first.store, "của máy một"), (second.store, "của máy hai")):
            for task in stored.rows(store):
                tasks.save(store, replace(task, note=note), who="Nguyễn Văn Mẫu")
        made = sending.make(second.store, sending.Order(kind="office"), who=WHO)
        bundle = sending.export(second.store, [made[0].id], stick, who=WHO)[0]
    yield Pair(one, bundle)


def notes(page: ExchangePage) -> list[str]:
    """The notes of all tasks here."""
    return sorted(task.note for task in stored.rows(page.context.workspace.store))


def with_conflicts(pair: Pair, open_page: OpenPage, qtbot: QtBot) -> ExchangePage:
    """Take the other PC's bundle in and go where the conflicts are."""
    page = open_page(pair.folder)
    page.open_files([pair.bundle])
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.preview, timeout=20_000)
    preview = page.receive.preview
    assert preview.chips.chips["conflicting"].isVisible()
    shown = [preview.model.index(row, 3).data() for row in range(preview.model.rowCount())]
    assert any("của máy một" in text and "của máy hai" in text for text in shown)
    qtbot.mouseClick(preview.conflicts_button, Qt.MouseButton.LeftButton)
    assert {row.state for row in preview.model.rows} == {"conflicting"}
    preview.take_button.click()
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.taken, timeout=20_000)
    qtbot.mouseClick(page.receive.taken.conflicts_button, Qt.MouseButton.LeftButton)
    assert page.tabs.currentIndex() == CONFLICTS
    return page


def test_both_values_are_shown_and_each_is_chosen_by_key(
    disagreeing: Pair, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = with_conflicts(disagreeing, open_page, qtbot)
    view = page.conflicts
    assert view.model.rowCount() == COUNT and notes(page) == ["của máy một"] * COUNT
    assert view.sides.here.text.toPlainText() == "của máy một"
    assert view.sides.there.text.toPlainText() == "của máy hai"
    rail = page.window().rail  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: rail.button("exchange").badge == COUNT, timeout=10_000)
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert view.model.rowCount() == COUNT - 1
    assert notes(page) == ["của máy hai", "của máy một", "của máy một"]
    qtbot.keyClick(view.table, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert view.model.rowCount() == COUNT - 2
    assert notes(page) == ["của máy hai", "của máy một", "của máy một"]
    view.chip.choose("")
    assert view.model.rowCount() == COUNT


def test_all_are_settled_in_one_go_once_it_is_agreed_to(
    disagreeing: Pair, open_page: OpenPage, answers: Answers, qtbot: QtBot
) -> None:
    page = with_conflicts(disagreeing, open_page, qtbot)
    view = page.conflicts
    answers.agrees = False
    view.all_theirs.trigger()
    assert view.model.rowCount() == COUNT and len(answers.questions) == 1
    answers.agrees = True
    view.all_theirs.trigger()
    assert view.stack.currentIndex() == 1
    assert notes(page) == ["của máy hai"] * COUNT
    assert not view.ours_button.isEnabled()


def test_a_decision_is_taken_back_from_the_notice(
    disagreeing: Pair, open_page: OpenPage, answers: Answers, qtbot: QtBot
) -> None:
    page = with_conflicts(disagreeing, open_page, qtbot)
    view = page.conflicts
    answers.agrees = True
    backs: list[object] = []
    page.context.happened.connect(lambda _said, back: backs.append(back))
    view.all_theirs.trigger()
    assert view.model.rowCount() == 0 and notes(page) == ["của máy hai"] * COUNT
    back = backs[-1]
    assert callable(back)
    back()
    assert view.model.rowCount() == COUNT and notes(page) == ["của máy một"] * COUNT
