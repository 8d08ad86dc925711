"""The editor's tab Nhiệm vụ: proposals beside the words they come from, tasks, their annex."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from papidesk.storage.store import Store
from papidesk.workflow import documents, lists, task_proposals, tasks
from papidesk.workflow.lists import DocumentFilter, DocumentRow
from tests.ui.conftest import OpenWindow
from ui.editor.editor_view import EditorView
from ui.editor.side_panel import TASKS
from ui.main_window import MainWindow
from ui.tasks.proposals_dialog import ProposalsDialog


@pytest.fixture
def window(open_window: OpenWindow, full: Path) -> MainWindow:
    """A window on the samples of the commune."""
    return open_window(full)


def plan_of(store: Store) -> str:
    """The sample plan with a handful of things to do."""
    for row in rows_of(store):
        document = documents.get(store, row.id)
        if document.kind == "KH" and len(task_proposals.propose(store, document.id)) < 15:
            return document.id
    raise AssertionError


def rows_of(store: Store) -> list[DocumentRow]:
    """The documents of the workspace."""
    return lists.rows(store, DocumentFilter(), limit=20)


def edit(window: MainWindow, id: str, qtbot: QtBot) -> EditorView:
    """Open a document in the editor with the tab Nhiệm vụ before it."""
    from ui.documents.block_place import BlockPlace

    window.context.place_asked.emit("documents", BlockPlace(id))
    view: EditorView = window.page("documents").editing.view  # type: ignore[attr-defined]
    view.panels.show_tab(TASKS)
    qtbot.waitUntil(lambda: bool(view.side.tasks.summary.text()))
    return view


def test_a_proposal_is_accepted_beside_its_words_and_taken_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    store = window.context.workspace.store
    plan = plan_of(store)
    view = edit(window, plan, qtbot)
    tab = view.side.tasks
    total = len(tab.proposals)
    assert total >= 5
    row = tab.proposals[0]
    row.chosen.emit(row.proposal.path)
    block = view.session.document.blocks[view.surface.current_block()]  # type: ignore[union-attr]
    assert block.text.split()[0] in row.proposal.quote  # type: ignore[union-attr]
    row.accept_button.click()
    qtbot.waitUntil(lambda: len(tab.lines) == 1)
    assert len(tab.proposals) == total - 1
    tab.proposals[0].decline_button.click()
    qtbot.waitUntil(lambda: len(tab.proposals) == total - 2)
    window.toast.undo.click()
    qtbot.waitUntil(lambda: len(tab.proposals) == total - 1)
    tab.lines[0].chosen.emit("")
    assert view.surface.current_block() >= 0


def test_the_annex_of_tasks_is_made_as_a_step_and_made_anew(
    window: MainWindow, qtbot: QtBot
) -> None:
    store = window.context.workspace.store
    plan = plan_of(store)
    task_proposals.accept(store, plan, task_proposals.propose(store, plan)[:2], who="x")
    view = edit(window, plan, qtbot)
    tab = view.side.tasks
    assert view.session.document is not None
    before = len(view.session.document.annexes)
    tab.annex.click()
    assert len(view.session.document.annexes) == before + 1
    made = view.session.document.annexes[-1]
    assert made.landscape
    tab.annex.click()
    assert len(view.session.document.annexes) == before + 1
    view.session.undo()
    assert len(view.session.document.annexes) == before
    assert len([task for task in tasks.find(store, "") if task.plan == plan]) == 2


def test_all_proposals_are_decided_in_their_dialog(window: MainWindow, qtbot: QtBot) -> None:
    store = window.context.workspace.store
    view = edit(window, plan_of(store), qtbot)
    tab = view.side.tasks
    wanted = tab.proposals[1].proposal
    tab.proposals[1].change_button.click()
    [dialog] = window.findChildren(ProposalsDialog)
    assert dialog.decisions.current == 1
    assert dialog.form.text.value()[0] == wanted.task.text.split("\n")[0]
    dialog.reject()


def test_a_report_shows_the_tasks_of_its_year_and_proposes_nothing(
    window: MainWindow, qtbot: QtBot
) -> None:
    store = window.context.workspace.store
    report = next(row for row in rows_of(store) if row.kind == "BC")
    view = edit(window, report.id, qtbot)
    tab = view.side.tasks
    assert tab.proposals == []
    assert not tab.annex.isVisible() and not tab.all.isVisible()
