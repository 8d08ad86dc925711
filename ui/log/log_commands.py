"""What can be done on the page Nhật ký, by name: for the palette."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from papidesk.i18n import _
from ui.commands import Command, command_of

if TYPE_CHECKING:
    from ui.log.log_page import LogPage
    from ui.log.lost_evidence_dialog import LostEvidenceDialog


def commands_on(page: LogPage) -> Iterator[Command]:
    """Yield the commands of the log."""
    yield Command(
        _("Write an activity down"), _("log entry new quick line"), page.quick.give_focus, "Alt+N",
        icon="plus",
    )  # fmt: skip
    yield Command(
        _("Write an entry with all its fields"), _("log activity new evidence"),
        page.write_entry, "Ctrl+N", icon="edit",
    )  # fmt: skip
    yield Command(
        _("Import entries from Excel or CSV"), _("table sheet many"), page.import_file,
        icon="table",
    )  # fmt: skip
    yield Command(
        _("Import cells copied in Excel"), _("paste clipboard table"), page.paste, icon="copy"
    )
    yield Command(
        _("Make entries of photos"), _("camera pictures EXIF"), page.take_photos, icon="camera"
    )
    yield Command(
        _("Recurring series of the log"), _("broadcast schedule repeat"), page.show_series,
        icon="repeat",
    )  # fmt: skip
    yield Command(
        _("Check the files of evidence"), _("missing changed lost verify photo"),
        partial(show_lost_evidence, page), icon="evidence",
    )  # fmt: skip
    yield Command(_("Export the log to Excel"), _("workbook list"), page.export, icon="export")
    yield Command(_("Show the whole log"), _("no filter reset"), page.show_everything, icon="views")
    for code, name, words in (
        ("month", _("Log of this month"), _("period filter")),
        ("year", _("Log of this year"), _("period filter")),
    ):
        act = partial(page.list.filters.period.choose, code)
        yield Command(name, words, act, icon="calendar")
    trash = page.list.filters.trash
    yield Command(_("Deleted entries of the log"), _("trash restore"), trash.click, icon="delete")
    page.list.prepare_menu()
    for action in page.list.menu.actions():
        if action.text() and action.isVisible():
            yield command_of(action, _("log entry"), _("Choose an entry in the log first"))


def show_lost_evidence(page: LogPage, *_checked: object) -> LostEvidenceDialog:
    """Look through all files of evidence for those that are gone or were changed."""
    from ui.log.lost_evidence_dialog import LostEvidenceDialog

    dialog = LostEvidenceDialog(page.context, page)
    dialog.open()
    return dialog
