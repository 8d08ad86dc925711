"""The acts of the page Văn bản on what is chosen in its list, and new documents."""

from __future__ import annotations

import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from ui.context import Context
from ui.failures import show_failure

if TYPE_CHECKING:
    from ui.documents.bulk import Bulk
    from ui.documents.documents_page import DocumentsPage


class PageActs(QObject):
    """Does what the menu of the rows, the strip and the palette ask for."""

    def __init__(self, context: Context, page: DocumentsPage) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._bulk: Bulk | None = None
        acts = page.list.acts
        acts.submit.triggered.connect(self._on_submit)
        acts.export.triggered.connect(self._on_export)
        acts.duplicate.triggered.connect(self._on_duplicate)
        acts.copy_forward.triggered.connect(self._on_copy_forward)
        acts.as_template.triggered.connect(self._on_as_template)
        acts.restore.triggered.connect(self._on_restore)
        acts.delete_for_good.triggered.connect(self._on_delete_for_good)

    @property
    def bulk(self) -> Bulk:
        """What works through many documents, built when it is first wanted."""
        if self._bulk is None:
            from ui.documents.bulk import Bulk

            self._bulk = Bulk(self._context, self._page)
            self._bulk.submitted.connect(self._context.documents_changed)
        return self._bulk

    def new_document(self) -> None:
        """Ask what to begin with, and open the new draft for writing."""
        from ui.drafting.new_document_dialog import NewDocumentDialog

        dialog = NewDocumentDialog(self._context, self._page.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.made.connect(self._page.edit_new)
        dialog.open()

    def _chosen(self) -> list[str]:
        return self._page.list.chosen_ids()

    def _on_submit(self) -> None:
        if self._page.desk.keep():
            self.bulk.submit(self._chosen())

    def _on_export(self) -> None:
        if self._page.desk.keep():
            self.bulk.export(self._chosen())

    def _on_duplicate(self) -> None:
        from papidesk.workflow import links

        page = self._page
        if not page.desk.keep():
            return
        store = self._context.workspace.store
        try:
            made = links.duplicate(store, self._chosen()[0], who=self._context.who)
        except PapiDeskError as error:
            show_failure(self._context.ask, page, error)
            return
        self._context.documents_changed.emit()
        page.show_document(made.id)
        back = partial(page.delete, [made.id])
        self._context.happened.emit(_("Duplicated as a draft"), back)

    def _on_copy_forward(self) -> None:
        from ui.drafting.copy_forward_dialog import CopyForwardDialog

        page = self._page
        if not page.desk.keep():
            return
        row = page.list.model.row(page.list.table.chosen_rows()[0])
        # What is of this year already is wanted for the next one.
        year = max(datetime.date.today().year, (row.year or 0) + 1)
        try:
            dialog = CopyForwardDialog(self._context, row.id, page.window(), year=year)
        except PapiDeskError as error:
            show_failure(self._context.ask, page, error)
            return
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.made.connect(page.edit_new)
        dialog.open()

    def _on_as_template(self) -> None:
        from ui.drafting.saving_as_template import save_as_template

        page = self._page
        if page.desk.keep():
            save_as_template(self._context, self._chosen()[0], page.window())

    def _on_restore(self) -> None:
        self._page.away.restore(self._chosen())

    def _on_delete_for_good(self) -> None:
        self._page.away.delete_for_good(self._chosen())
