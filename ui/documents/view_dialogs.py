"""Keeping the present list as a view, and the list of the views an office keeps."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.record import replace
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.workflow import lists
from papidesk.workflow.lists import SavedView
from ui.context import Context
from ui.failures import sentence_of, show_failure
from ui.widgets.buttons import push_button
from ui.widgets.fields import LineField
from ui.widgets.labels import broaden, label


class ViewDialog(QDialog):
    """Asks for the name of a view, and keeps it; a name that is taken is told beside the field."""

    kept = Signal(object)  # SavedView

    def __init__(self, context: Context, view: SavedView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._view = context, view
        new = not view.id
        self.setWindowTitle(_("Keep this view") if new else _("Rename the view"))
        self.name = LineField(_("Name of the view"), _("For example: drafts of this year"))
        self.name.show_value(view.name)
        broaden(self.name, 48)
        self.first = QCheckBox(_("Show it when the program opens"))
        self.first.setChecked(view.default)
        self.first.setVisible(new)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = buttons.addButton(
            _("Keep") if new else _("Rename"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self.name)
        layout.addWidget(self.first)
        if new:
            words = _("What the list is narrowed to, its order and its columns are kept with it.")
            layout.addWidget(label(words, "muted", wrap=True))
        layout.addWidget(buttons)
        buttons.accepted.connect(self._on_accept)
        buttons.rejected.connect(self.reject)
        self.name.changed.connect(self._on_changed)
        self.name.setFocus()

    def _on_changed(self) -> None:
        self.name.show_problem("")

    def _on_accept(self) -> None:
        store, who = self._context.workspace.store, self._context.who
        try:
            named = replace(self._view, name=self.name.value())
            kept = lists.keep_view(store, named, who=who)
            if self.first.isChecked() and not self._view.id:
                lists.set_default_view(store, kept.id, who=who)
        except lists.ViewNameError as error:
            self.name.show_problem(sentence_of(error))
            return
        except PapiDeskError as error:
            show_failure(self._context.ask, self, error)
            return
        self.kept.emit(kept)
        self.accept()


class ViewsDialog(QDialog):
    """The office's views: renamed, deleted, one of them shown when the program opens."""

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._views: list[SavedView] = []
        self.setWindowTitle(_("Saved views"))
        self.list = QListWidget()
        self.list.setObjectName("framed")
        self.list.setAccessibleName(_("Saved views"))
        self.list.setMinimumHeight(180)
        broaden(self.list, 44)
        self.rename = push_button(_("Rename…"), "edit")
        self.first = push_button(_("Show when opening"), "check")
        self.delete = push_button(_("Delete"), "delete")
        side = QVBoxLayout()
        for button in (self.rename, self.first, self.delete):
            side.addWidget(button)
        side.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.list, 1)
        middle.addLayout(side)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        words = _("Views belong to the office: everybody who opens this workspace sees them.")
        layout.addWidget(label(words, "muted", wrap=True))
        layout.addLayout(middle)
        layout.addWidget(buttons)
        self.rename.clicked.connect(self._on_rename)
        self.first.clicked.connect(self._on_first)
        self.delete.clicked.connect(self._on_delete)
        self.list.itemDoubleClicked.connect(self._on_rename)
        self.list.currentRowChanged.connect(self._show_possible)
        self.reload()

    @property
    def chosen(self) -> SavedView | None:
        """The view the cursor is on."""
        row = self.list.currentRow()
        return self._views[row] if 0 <= row < len(self._views) else None

    def reload(self) -> None:
        """Read the views anew, the cursor where it was."""
        row = max(0, self.list.currentRow())
        self._views = lists.views(self._context.workspace.store)
        self.list.clear()
        for view in self._views:
            mark = "  " + _("(shown when the program opens)") if view.default else ""
            self.list.addItem(view.name + mark)
        self.list.setCurrentRow(min(row, len(self._views) - 1))
        self._show_possible()

    def _show_possible(self) -> None:
        view = self.chosen
        for button in (self.rename, self.first, self.delete):
            button.setEnabled(view is not None)
        default = view is not None and view.default
        self.first.setText(_("Do not show when opening") if default else _("Show when opening"))

    def _on_rename(self) -> None:
        if self.chosen is None:
            return
        dialog = ViewDialog(self._context, self.chosen, self)
        dialog.kept.connect(self._on_changed)
        dialog.open()

    def _on_first(self) -> None:
        view = self.chosen
        if view is not None:
            wanted = "" if view.default else view.id
            store = self._context.workspace.store
            lists.set_default_view(store, wanted, who=self._context.who)
            self._on_changed()

    def _on_delete(self) -> None:
        view = self.chosen
        if view is None:
            return
        store, who = self._context.workspace.store, self._context.who
        lists.remove_view(store, view.id, who=who)

        def back() -> None:
            lists.keep_view(store, view, who=who)
            self.changed.emit()

        self._context.happened.emit(_("View deleted: {name}").format(name=view.name), back)
        self._on_changed()

    def _on_changed(self) -> None:
        self.reload()
        self.changed.emit()
