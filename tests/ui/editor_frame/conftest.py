"""The editor over an invented workspace."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from papidesk.domain.document import Document
from papidesk.settings import Settings
from papidesk.workflow import documents, workspaces
from tests.ui.conftest import WHO
from tests.ui.person import Answers
from ui.context import Context
from ui.editor.editor_view import EditorView
from ui.theme import Theme

OpenEditor = Callable[..., EditorView]


@pytest.fixture
def open_editor(
    qtbot: QtBot, theme: Theme, answers: Answers, tmp_path: Path
) -> Iterator[OpenEditor]:
    """Opens editors on a workspace and takes them away at the end, each with its process."""
    opened: list[tuple[EditorView, Context]] = []

    def open_(folder: Path, number: str = "05", **preferences: object) -> EditorView:
        context = Context(
            workspace=workspaces.open_workspace(folder),
            settings=Settings(who=WHO, **preferences),  # type: ignore[arg-type]
            settings_path=tmp_path / "settings.json",
            theme=theme,
            ask=answers,
        )
        view = EditorView(context)
        context.setParent(view)
        view.resize(1310, 742)
        with qtbot.waitExposed(view):
            view.show()
        opened.append((view, context))
        view.open(paper(context, number).id)
        return view

    yield open_
    for view, context in opened:
        view.session.discard()
        view.leave()
        context.jobs.stop_all()
        context.workspace.close()
        view.hide()
        view.deleteLater()


def paper(context: Context, number: str) -> Document:
    """Return the sample with a number."""
    store = context.workspace.store
    found = [row for row in documents.listing(store) if row.number == number]
    return documents.get(store, found[0].id)


def store_of(view: EditorView):  # type: ignore[no-untyped-def]
    """Return the store an editor writes to."""
    return view._context.workspace.store


def stored(view: EditorView) -> Document:
    """Return the open document as its last version has it."""
    return documents.get(store_of(view), view.document_id)
