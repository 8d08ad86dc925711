"""Keeping a document as a template of the office's own: its name asked, the way back offered."""

from __future__ import annotations

import datetime

from PySide6.QtWidgets import QWidget

from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.workflow import documents, templates
from ui.context import Context
from ui.failures import show_failure
from ui.settings.template_name_dialog import LONGEST, TemplateNameDialog


class SaveAsTemplateDialog(TemplateNameDialog):
    """Asks what the template shall be called, and keeps the document as one."""

    def __init__(self, context: Context, document_id: str, parent: QWidget) -> None:
        """Raises a refusal when the document is gone."""
        title = documents.get(context.workspace.store, document_id).title
        super().__init__(_("Save as template"), title[:LONGEST], parent)
        self._context, self._id, self._owner = context, document_id, parent
        self.answered.connect(self._keep)

    def _keep(self, name: str) -> None:
        store, who = self._context.workspace.store, self._context.who
        try:
            made = templates.from_document(
                store, self._id, name, today=datetime.date.today(), who=who
            )
        except PapiDeskError as error:
            show_failure(self._context.ask, self._owner, error)
            return

        def back() -> None:
            templates.remove(store, made.id, who=who)

        self._context.happened.emit(_("Template “{name}” saved").format(name=made.name), back)


def save_as_template(context: Context, document_id: str, parent: QWidget) -> None:
    """Ask what the template shall be called, and keep document ``document_id`` as one."""
    try:
        SaveAsTemplateDialog(context, document_id, parent).open()
    except PapiDeskError as error:
        show_failure(context.ask, parent, error)
