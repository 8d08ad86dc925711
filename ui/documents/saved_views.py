"""Saved views of the list: shown, kept, put in order; the office's own view when it opens."""

from __future__ import annotations

from PySide6.QtCore import QObject

from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.workflow import lists
from papidesk.workflow.lists import SavedView
from ui.context import Context
from ui.documents.documents_list import DocumentsList
from ui.failures import show_failure


class SavedViews(QObject):
    """Joins the chip of views, the dialogs and the list."""

    def __init__(self, context: Context, shown: DocumentsList) -> None:
        super().__init__(shown)
        self._context, self._list = context, shown
        self._views: list[SavedView] = []
        self.reload()
        chip = shown.filters.views
        chip.chosen.connect(self.show)
        chip.keep_asked.connect(self.keep)
        chip.list_asked.connect(self.list)
        shown.model.reloaded.connect(self._show_chip)

    @property
    def views(self) -> list[SavedView]:
        """The office's views by name."""
        return self._views

    def reload(self) -> None:
        """Read the views anew; what is damaged is told and leaves the list usable."""
        try:
            self._views = lists.views(self._context.workspace.store)
        except PapiDeskError as error:
            self._views = []
            show_failure(self._context.ask, self._list, error)
        self._show_chip()

    def show_first(self) -> bool:
        """Show the view the program opens with; return whether there is one."""
        first = next((view for view in self._views if view.default), None)
        if first is not None:
            self._list.show_view(first)
        return first is not None

    def show(self, view: SavedView | None) -> None:
        """Show the list as ``view`` has it; None is all documents."""
        self._list.show_view(view)

    def keep(self) -> None:
        """Ask for a name and keep the list as it is."""
        from ui.documents.view_dialogs import ViewDialog

        dialog = ViewDialog(self._context, self._list.view(), self._list.window())
        dialog.kept.connect(self._on_kept)
        dialog.open()

    def list(self) -> None:
        """Show the views to rename and delete them."""
        from ui.documents.view_dialogs import ViewsDialog

        dialog = ViewsDialog(self._context, self._list.window())
        dialog.changed.connect(self.reload)
        dialog.open()

    def _on_kept(self, view: SavedView) -> None:
        self.reload()
        self._list.show_view(view)
        self._context.happened.emit(_("View kept: {name}").format(name=view.name), None)

    def _show_chip(self) -> None:
        shown = next((view for view in self._views if self._list.shows(view)), None)
        self._list.filters.views.show_views(self._views, shown)
