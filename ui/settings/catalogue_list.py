"""A list of the entries of a catalogue with a filter, and the chosen one's fields below it."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QVBoxLayout, QWidget

from papidesk.domain.catalogue_checks import code_from
from papidesk.domain.record import replace
from papidesk.errors import N_, PapiDeskError
from papidesk.i18n import _, say
from papidesk.text.fold import fold
from papidesk.workflow import catalogues
from ui.context import Context
from ui.keys import shortcut
from ui.settings.catalogue_file_menu import CatalogueFileMenu
from ui.settings.catalogue_words import whose
from ui.settings.records_model import RecordsModel
from ui.settings.share_table import ShareTable
from ui.widgets.buttons import menu_button, push_button, tool_button
from ui.widgets.fields import Field
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import label

FEW = 8  # entries that are seen at a glance


class CatalogueList(QWidget):
    """The entries, filtered, and the fields of the chosen one; subclasses say what they are."""

    kind: ClassVar[str]
    titles: ClassVar[tuple[str, ...]]
    widths: ClassVar[tuple[int, ...]]
    name: ClassVar[str]  # of the table, for screen readers
    intro: ClassVar[str] = ""
    empty: ClassVar[str] = N_("Nothing here yet.")
    ordered: ClassVar[bool] = True  # whether entries can be moved
    room_height: ClassVar[int] = 170  # px of the table

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._records: list[Any] = []
        self._shown: list[int] = []  # which record each row shows
        self._removed: list[catalogues.CatalogueVersion] = []
        self.named: dict[str, Field] = {}  # the fields refusals belong to
        self.fields: QWidget = self.make_fields()
        self._build()
        self._connect()

    # What subclasses say

    def make_fields(self) -> QWidget:
        """Return the fields of one entry."""
        raise NotImplementedError

    def cells(self, record: Any) -> tuple[str, ...]:
        """Return the words of a row."""
        raise NotImplementedError

    def blank(self) -> Any:
        """Return a new entry; it is kept once it has a name."""
        raise NotImplementedError

    def is_blank(self, record: Any) -> bool:
        """Tell whether an entry says nothing yet."""
        return not record.name

    def show_record(self, record: Any) -> None:
        """Show an entry in the fields."""
        raise NotImplementedError

    def read(self, record: Any) -> Any:
        """Return ``record`` as the fields have it; None while something is wrong beside a field."""
        raise NotImplementedError

    def entries(self) -> list[Any]:
        """Return the entries that are listed."""
        return catalogues.entries.entries(self.store, self.kind)

    def coded(self, record: Any) -> Any:
        """Return a new entry with its code."""
        taken = {catalogues.code_of(one) for one in self._records if not self.is_blank(one)}
        return replace(record, code=code_from(record.name, taken)) if not record.code else record

    # Building

    def _build(self) -> None:
        theme = self.context.theme
        self.model = RecordsModel(self.titles)
        self.table = ShareTable(theme, _(self.name), self.widths)
        self.table.setModel(self.model)
        self.table.setMinimumHeight(round(self.room_height * theme.scale))
        self.nothing = label(_(self.empty), "muted", wrap=True)
        self.refusal = label("", "problem", wrap=True)
        self.refusal.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        if self.intro:
            layout.addWidget(label(_(self.intro), "muted", wrap=True))
        layout.addWidget(self._above())
        layout.addWidget(self.table, 1)
        layout.addWidget(self.nothing)
        layout.addWidget(self._buttons())
        layout.addWidget(self.fields)
        layout.addWidget(self.refusal)

    def _above(self) -> QWidget:
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Find in the list"))
        self.filter.setAccessibleName(_("Find in the list"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMinimumWidth(self.filter.fontMetrics().averageCharWidth() * 28)
        self.past = QCheckBox(_("Show what no longer holds"))
        self.files = CatalogueFileMenu(self.context, self.kind)
        self.filter.setMinimumHeight(self.files.button.sizeHint().height())
        self.past.setMinimumHeight(self.files.button.sizeHint().height())
        self.gone = menu_button(_("Bring back"), "undo", [])
        self.gone.setToolTip(_("Entries that were removed"))
        bar = QWidget()
        row = FlowLayout(bar, 8)
        for widget in (self.filter, self.files.button, self.gone, self.past):
            row.addWidget(widget)
        return bar

    def _buttons(self) -> QWidget:
        self.add = push_button(_("Add"), "plus")
        self.remove = push_button(_("Remove"), "minus")
        self.remove.setToolTip(
            _("What is in use, and what is the program’s, is ended: old figures stay right.")
        )
        self.ours = push_button(_("As the program has it"), "restore")
        self.versions = push_button(_("Versions…"), "views")
        self.up = tool_button(_("Move up (Alt+Up)"), "move-up")
        self.down = tool_button(_("Move down (Alt+Down)"), "move-down")
        # Each form has its own: one page may show two.
        shortcut(self, "Alt+Up", _("Move up"), self.up.click)
        shortcut(self, "Alt+Down", _("Move down"), self.down.click)
        bar = QWidget()
        row = FlowLayout(bar, 8)
        for button in (self.add, self.remove, self.ours, self.versions, self.up, self.down):
            row.addWidget(button)
        for button in (self.up, self.down):
            button.setVisible(self.ordered)
        return bar

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self.table.opened.connect(self._on_opened)
        self.filter.textChanged.connect(self._on_filter)
        self.past.toggled.connect(self._on_filter)
        self.context.catalogues_changed.connect(self._on_catalogues_changed)

    def _on_changed(self) -> None:
        raise NotImplementedError

    def _on_left(self) -> None:
        raise NotImplementedError

    def follow(self, **fields: Any) -> None:
        """Judge with each key, keep when a field is left; refusals stand beside their field."""
        for name, field in fields.items():
            self.named[name] = field
            field.changed.connect(self._on_changed)
            field.left.connect(self._on_left)

    # Showing

    @property
    def store(self) -> Any:
        """The database of the open workspace."""
        return self.context.workspace.store

    @property
    def row(self) -> int:
        """The chosen row, -1 without one."""
        return self.table.currentIndex().row()

    @property
    def chosen(self) -> Any:
        """The entry of the chosen row; None without one."""
        return self._records[self._shown[self.row]] if 0 <= self.row < len(self._shown) else None

    def reload(self) -> None:
        """Show what is stored."""
        self._fill(max(0, self.row))

    def flush(self) -> None:
        """Keep what is being typed: the form is left. What cannot be kept is told."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            left = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.OtherFocusReason)
            QApplication.sendEvent(focused, left)
        why = self._said()
        if why:
            self.context.happened.emit(
                _("The last change was not kept. {why}").format(why=why), None
            )
            self._refuse(None)

    def choose(self, code: str) -> None:
        """Choose the entry called ``code`` where it is listed."""
        for row, place in enumerate(self._shown):
            record = self._records[place]
            if not self.is_blank(record) and catalogues.code_of(record) == code:
                self.table.choose_row(row)

    def _fill(self, row: int) -> None:
        self._records = self.entries()
        self._removed = catalogues.removed(self.store, self.kind)
        self.gone.menu().clear()
        for version in self._removed:
            self.gone.menu().addAction(catalogues.KINDS[self.kind].title(version.record))
        self.gone.setVisible(bool(self._removed))
        self._list(row)

    def _list(self, row: int) -> None:
        every, wanted = self.past.isChecked(), fold(self.filter.text()).split()
        fits = [self._fits(record, wanted) for record in self._records]
        self._shown = [
            i for i, one in enumerate(self._records) if fits[i] and (every or not is_past(one))
        ]
        records = [self._records[i] for i in self._shown]
        self.model.show([self._row(one) for one in records], [is_past(one) for one in records])
        hidden = any(is_past(one) for one in self._records)
        self.past.setVisible(every or hidden)
        self.nothing.setText(
            _("Nothing in the list is called that.") if wanted and self._records else _(self.empty)
        )
        self.nothing.setVisible(not records)
        self.table.setVisible(bool(records))
        self.filter.setVisible(len(self._records) > FEW or bool(wanted))
        if records:
            self.table.setCurrentIndex(self.model.index(min(row, len(records) - 1), 0))
        self._show_chosen()

    def _fits(self, record: Any, wanted: list[str]) -> bool:
        known = fold(" ".join((*self.cells(record), *getattr(record, "words", ()))))
        return all(word in known for word in wanted)

    def _row(self, record: Any) -> tuple[str, ...]:
        blank = self.is_blank(record)
        code = "" if blank else catalogues.code_of(record)
        return (*self.cells(record), "" if blank else whose(self.kind, code, record.own))

    def _show_chosen(self) -> None:
        record = self.chosen
        self.fields.setVisible(record is not None)
        stored = record is not None and not self.is_blank(record)
        code = catalogues.code_of(record) if stored else ""
        known = code in catalogues.entries.ours(self.kind)
        self.remove.setEnabled(record is not None and not is_past(record))
        self.ours.setEnabled(stored and known and record.own)
        self.versions.setEnabled(stored and bool(catalogues.history(self.store, self.kind, code)))
        self.up.setEnabled(stored and self.row > 0)
        self.down.setEnabled(stored and self.row < len(self._shown) - 1)
        self._refuse(None)
        if record is not None:
            self.show_record(record)

    # Refusals

    def _refuse(self, error: PapiDeskError | None) -> None:
        """Say beside its field, or below all, why the entry is not kept; None when it is."""
        at = getattr(error, "field", "") if error is not None else ""
        for name, field in self.named.items():
            if hasattr(field, "show_problem"):
                field.show_problem(say(error) if error is not None and name == at else "")
        beside = at in self.named and hasattr(self.named[at], "show_problem")
        self.refusal.setText(say(error) if error is not None and not beside else "")
        self.refusal.setVisible(error is not None and not beside)

    def _said(self) -> str:
        beside = [
            field.problem.text()
            for field in self.named.values()
            if hasattr(field, "problem") and field.problem.text()
        ]
        return self.refusal.text() or (beside[0] if beside else "")

    # Slots

    _changing = False

    def _on_catalogues_changed(self) -> None:
        if not self._changing and self.isVisible():
            self.reload()

    def _on_filter(self) -> None:
        self._list(max(0, self.row))

    def _on_opened(self) -> None:
        self.fields.setFocus(Qt.FocusReason.OtherFocusReason)


def is_past(record: Any) -> bool:
    """Tell whether an entry no longer holds."""
    validity = getattr(record, "validity", None)
    until = validity.until if validity is not None else None
    return until is not None and until < datetime.date.today()
