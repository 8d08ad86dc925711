"""What a scene is, and the list of all of them."""

from __future__ import annotations

import datetime
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QApplication, QDialog, QWidget

import tests.ui.scenes as package
from papidesk.domain.document import Document
from papidesk.storage.store import Store
from papidesk.workflow import documents, issuing, lists, papers
from papidesk.workflow.lists import DocumentFilter
from ui.context import Context
from ui.documents.documents_page import DocumentsPage
from ui.main_window import MainWindow


@dataclass(slots=True)
class Stage:
    """A main window on a filled workspace, and what a scene needs to get somewhere in it.

    A ``patient`` one waits until all is drawn, for a picture.
    """

    window: MainWindow
    patient: bool = True

    @property
    def context(self) -> Context:
        """The window's context."""
        return self.window.context

    @property
    def store(self) -> Store:
        """The open workspace's database."""
        return self.context.workspace.store

    @property
    def documents_page(self) -> DocumentsPage:
        """The page Văn bản, on screen."""
        self.window.show_page("documents")
        page = self.window.page("documents")
        assert isinstance(page, DocumentsPage)
        return page

    def draft(self) -> Document:
        """Return a document that is not issued."""
        chosen = DocumentFilter(states=("draft",))
        row = lists.rows(self.store, chosen, sort="number", descending=False, limit=1)[0]
        return documents.get(self.store, row.id)

    def issued(self) -> Document:
        """Return an issued document: the sample 02, issued now if it is not."""
        chosen = DocumentFilter(states=("issued",))
        rows = lists.rows(self.store, chosen, limit=1)
        if rows:
            return documents.get(self.store, rows[0].id)
        row = lists.rows(self.store, DocumentFilter(states=("draft",)), sort="date", limit=1)[0]
        today = datetime.date.today()
        return issuing.issue(self.store, row.id, today=today, who="", override="ảnh chụp")

    def pdf(self) -> bytes:
        """Return the draft's printed pages: what stands in for a scan."""
        return papers.pdf(self.draft())

    def open_draft(self) -> DocumentsPage:
        """Choose a draft in the list and wait until its page is drawn and checked."""
        page = self.documents_page
        page.show_document(self.draft().id)
        self.wait(lambda: page.pane.pages.view.up_to_date)
        self.wait(lambda: page.pane.session.checked_state is not None)
        return page

    def pause(self, milliseconds: int) -> None:
        """Let the window live for a while."""
        if not self.patient:
            QApplication.processEvents()
            return
        until = QDeadlineTimer(milliseconds)
        while not until.hasExpired():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def wait(self, ready: Callable[[], bool], milliseconds: int = 10_000) -> None:
        """Let the window live until ``ready``."""
        if not self.patient:
            QApplication.processEvents()
            return
        until = QDeadlineTimer(milliseconds)
        while not ready() and not until.hasExpired():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


Make = Callable[[Stage], QWidget]


@dataclass(frozen=True, slots=True)
class Scene:
    """One thing to see: ``make`` returns the dialog that is to be opened, or the window.

    ``alone``: it is opened before there is a main window.
    """

    name: str
    make: Make
    shows: type[QDialog] | None = None
    alone: bool = False


_SCENES: dict[str, Scene] = {}


def scene(
    name: str, shows: type[QDialog] | None = None, *, alone: bool = False
) -> Callable[[Make], Make]:
    """Enter a function as the scene ``name``; ``shows`` is the dialog class it returns."""

    def entered(make: Make) -> Make:
        assert name not in _SCENES, name
        _SCENES[name] = Scene(name, make, shows, alone)
        return make

    return entered


def scenes() -> list[Scene]:
    """Return every scene, by name."""
    for module in pkgutil.iter_modules(package.__path__):
        import_module(f"{package.__name__}.{module.name}")
    return sorted(_SCENES.values(), key=lambda one: one.name)
