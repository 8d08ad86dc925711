"""What can be done on the page Văn bản, by name: for the palette."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from papidesk.i18n import _
from ui.commands import Command, command_of
from ui.documents.places import DOCUMENTS, INCOMING, OUTGOING

if TYPE_CHECKING:
    from ui.documents.documents_page import DocumentsPage


def commands_on(page: DocumentsPage) -> Iterator[Command]:
    """Yield the commands of the list and of the open document, or those of the editor."""
    if page.editing.open_id:
        yield from page.editing.commands()
        return
    yield Command(
        _("Write a new document"),
        _("draft template begin create"),
        page.acts.new_document,
        "Ctrl+N",
        icon="plus",
    )
    yield Command(
        _("Import documents from files"), _("open Word text docx"), page.importing.ask, "Ctrl+O",
        icon="import",
    )  # fmt: skip
    yield Command(
        _("Import what was copied in Word"), _("paste clipboard"), page.importing.paste,
        icon="copy",
    )  # fmt: skip
    for place, word in (
        (DOCUMENTS, _("Documents")),
        (OUTGOING, _("Outgoing register")),
        (INCOMING, _("Incoming register")),
    ):
        name = _("Go to {page}").format(page=word)
        show = partial(page.places.show_place, place)
        yield Command(name, _("register list"), show, icon="views")
    yield Command(
        _("Enter a paper that came"), _("incoming register scan"), partial(_enter_paper, page),
        icon="import",
    )  # fmt: skip
    register = page.places.register
    if register is not None:
        register.prepare_menu()
        for action in register.menu.actions():
            if action.text() and action.isVisible():
                yield command_of(action, _("register list"))
        return
    yield from _of_the_list(page)
    pane = page.desk.built_pane
    if pane is not None and page.desk.open_id:
        for action in pane.actions():
            yield command_of(action, _("open document"))


def _enter_paper(page: DocumentsPage) -> None:
    from ui.registers.incoming_view import IncomingView

    page.places.show_place(INCOMING)
    register = page.places.register
    assert isinstance(register, IncomingView)
    register.begin()


def _of_the_list(page: DocumentsPage) -> Iterator[Command]:
    yield Command(_("Show all documents"), _("no filter reset"), page.show_everything, icon="views")
    trash = page.list.filters.trash
    yield Command(_("Trash"), _("deleted documents"), trash.click, icon="delete")
    yield Command(_("Keep this list as a view"), _("save filter"), page.views.keep, icon="views")
    for view in page.views.views:
        name = _("View: {name}").format(name=view.name)
        show = partial(page.views.show, view)
        yield Command(name, _("saved view filter"), show, icon="views")
    yield from page.list.acts.commands()
