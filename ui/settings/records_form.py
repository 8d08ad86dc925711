"""A list of dated records of the office: a table, and the chosen one's fields below it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from papidesk.domain.office import Office
from papidesk.domain.record import Validity, replace
from papidesk.errors import N_
from papidesk.i18n import _
from ui.context import Context
from ui.keys import shortcut
from ui.settings.records_model import RecordsModel
from ui.settings.section import OfficeForm
from ui.settings.share_table import ShareTable
from ui.widgets.buttons import push_button, tool_button
from ui.widgets.labels import label


class RecordsForm(OfficeForm):
    """Add, edit, move, close and remove records; subclasses say what they are."""

    attribute: ClassVar[str]  # the field of the office that holds them
    titles: ClassVar[tuple[str, ...]]
    widths: ClassVar[tuple[int, ...]]  # shares of the columns
    name: ClassVar[str]  # of the table, for screen readers
    intro: ClassVar[str] = ""
    empty: ClassVar[str] = N_("Nothing here yet.")
    doubles: ClassVar[bool] = False  # whether a record can be duplicated
    least: ClassVar[int] = 150  # px of the table

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._records: list[Any] = []
        self._shown: list[int] = []  # which record each row shows
        self.fields: QWidget = self.make_fields()
        self._build()
        self._connect()

    # What subclasses say

    def make_fields(self) -> QWidget:
        """Return the fields of one record."""
        raise NotImplementedError

    def cells(self, record: Any) -> tuple[str, ...]:
        """Return the words of a row."""
        raise NotImplementedError

    def blank(self) -> Any:
        """Return a new record; it is kept once it has a name."""
        raise NotImplementedError

    def is_blank(self, record: Any) -> bool:
        """Tell whether a record says nothing yet."""
        return not record.name

    def show_record(self, record: Any) -> None:
        """Show a record in the fields."""
        raise NotImplementedError

    def read(self, record: Any) -> Any:
        """Return ``record`` as the fields have it; None while something is wrong beside a field."""
        raise NotImplementedError

    def twin(self, record: Any) -> Any:
        """Return a second record like ``record``."""
        raise NotImplementedError

    def stays(self, record: Any) -> str:
        """Return why a record cannot be removed, "" when it can."""
        return ""

    def with_records(self, office: Office, records: tuple[Any, ...]) -> Office:
        """Return ``office`` with other records."""
        return replace(office, **{self.attribute: records})

    # Building

    def _build(self) -> None:
        theme = self.context.theme
        self.model = RecordsModel(self.titles)
        self.table = ShareTable(theme, _(self.name), self.widths)
        self.table.setModel(self.model)
        self.table.setMinimumHeight(round(self.least * theme.scale))
        self.nothing = label(_(self.empty), "muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        if self.intro:
            layout.addWidget(label(_(self.intro), "muted", wrap=True))
        layout.addWidget(self.table, 1)
        layout.addWidget(self.nothing)
        layout.addLayout(self._buttons())
        layout.addWidget(self.fields)
        layout.addWidget(self.refusal)

    def _buttons(self) -> QHBoxLayout:
        self.add = push_button(_("Add"), "plus")
        self.remove = push_button(_("Remove"), "minus")
        self.double = push_button(_("Duplicate"), "copy")
        self.double.setVisible(self.doubles)
        self.end = push_button(_("Holds no more"), "close")
        self.end.setToolTip(_("Sets “until” to yesterday: old documents stay right."))
        self.up = tool_button(_("Move up (Alt+Up)"), "move-up")
        self.down = tool_button(_("Move down (Alt+Down)"), "move-down")
        # Each form has its own: one page may show two.
        shortcut(self, "Alt+Up", _("Move up"), self.up.click)
        shortcut(self, "Alt+Down", _("Move down"), self.down.click)
        self.past = QCheckBox(_("Show what no longer holds"))
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.add, self.double, self.end, self.remove, self.up, self.down):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.past)
        return row

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.table.delete_pressed.connect(self._on_remove)
        self.table.opened.connect(self._on_opened)
        self.add.clicked.connect(self._on_add)
        self.remove.clicked.connect(self._on_remove)
        self.double.clicked.connect(self._on_double)
        self.end.clicked.connect(self._on_end)
        self.up.clicked.connect(self._on_up)
        self.down.clicked.connect(self._on_down)
        self.past.toggled.connect(self._on_past)

    def follow(self, *fields: Any) -> None:
        """Judge with each key, keep when a field is left."""
        for field in fields:
            field.changed.connect(self._on_changed)
            field.left.connect(self._on_left)

    # Showing

    @property
    def row(self) -> int:
        """The chosen row, -1 without one."""
        return self.table.currentIndex().row()

    @property
    def chosen(self) -> Any:
        """The record of the chosen row; None without one."""
        return self._records[self._shown[self.row]] if 0 <= self.row < len(self._shown) else None

    def reload(self) -> None:
        self._fill(max(0, self.row))

    def _fill(self, row: int) -> None:
        self._records = list(getattr(self.office, self.attribute))
        self._list(row)

    def _list(self, row: int) -> None:
        every = self.past.isChecked()
        self._shown = [i for i, r in enumerate(self._records) if every or not _is_past(r)]
        records = [self._records[i] for i in self._shown]
        self.model.show([self.cells(r) for r in records], [_is_past(r) for r in records])
        self.nothing.setVisible(not records)
        hidden = len(self._records) - len(self._shown)
        self.past.setVisible(every or hidden > 0)
        if records:
            self.table.setCurrentIndex(self.model.index(min(row, len(records) - 1), 0))
        self._show_chosen()

    def _show_chosen(self) -> None:
        record = self.chosen
        self.fields.setVisible(record is not None)
        for button in (self.remove, self.double, self.end, self.up, self.down):
            button.setEnabled(record is not None)
        self.refuse("")
        if record is not None:
            self.end.setEnabled(not _is_past(record))
            self.up.setEnabled(self.row > 0)
            self.down.setEnabled(self.row < len(self._shown) - 1)
            self.show_record(record)

    # Changing

    def _candidate(self) -> Any:
        """Return the chosen record as typed; None while it cannot be kept."""
        record = self.chosen
        if record is None:
            return None
        new = self.read(record)
        if new is None:
            return None
        return new if self.is_blank(new) or self.judge(self._office_with(new)) else None

    def _office_with(self, new: Any) -> Office:
        records = list(self._records)
        records[self._shown[self.row]] = new
        kept = tuple(record for record in records if not self.is_blank(record))
        return self.with_records(self.office, kept)

    def _on_changed(self) -> None:
        self._candidate()

    def _on_left(self) -> None:
        new = self._candidate()
        if new is None or new == self.chosen:
            return
        if self.is_blank(new) and not self.is_blank(self.chosen):
            return  # a record that lost its name stays as it was
        if self.is_blank(new) or self.keep(self._office_with(new)):
            self._records[self._shown[self.row]] = new
            self.model.change(self.row, self.cells(new), past=_is_past(new))
            self.after_kept(new)

    def after_kept(self, record: Any) -> None:
        """Do what follows a change that was kept."""

    def _store(self, records: list[Any], row: int, said: str = "") -> None:
        """Keep other records and offer the way back."""
        before = getattr(self.office, self.attribute)
        kept = tuple(record for record in records if not self.is_blank(record))
        if not self.keep(self.with_records(self.office, kept)):
            return
        self._fill(row)
        if said:
            self.context.happened.emit(said, self._back_to(before))

    def _back_to(self, before: tuple[Any, ...]) -> Callable[[], None]:
        def back() -> None:
            self.keep(self.with_records(self.office, before))
            self.reload()

        return back

    # Slots

    def _on_row(self) -> None:
        self._show_chosen()

    def _on_opened(self) -> None:
        self.fields.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_add(self) -> None:
        blank = [row for row, i in enumerate(self._shown) if self.is_blank(self._records[i])]
        if not blank:
            self._records.append(self.blank())
        # A second click goes to the new record that waits for its name.
        self._list(blank[0] if blank else len(self._records))
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def first(self) -> QWidget:
        """The field that a new record begins with."""
        return self.fields

    def _on_double(self) -> None:
        if self.chosen is not None and not self.is_blank(self.chosen):
            place = self._shown[self.row] + 1
            records = [*self._records[:place], self.twin(self.chosen), *self._records[place:]]
            self._store(records, self.row + 1, _("Duplicated"))

    def _on_end(self) -> None:
        record = self.chosen
        if record is None:
            return
        yesterday = datetime.date.today() - datetime.timedelta(days=1)
        since = record.validity.since
        until = max(yesterday, since) if since else yesterday
        records = list(self._records)
        ended = replace(record, validity=Validity(since=since, until=until))
        records[self._shown[self.row]] = ended
        said = _("Holds until {day} only").format(day=f"{until:%d/%m/%Y}")
        self._store(records, self.row, said)

    def _on_remove(self) -> None:
        record = self.chosen
        if record is None:
            return
        why = self.stays(record)
        if why:
            self.refuse(why)
            return
        place = self._shown[self.row]
        left = [*self._records[:place], *self._records[place + 1 :]]
        said = "" if self.is_blank(record) else _("Removed")
        if self.is_blank(record):
            self._records = left
            self._list(self.row)
        else:
            self._store(left, self.row, said)

    def _move(self, by: int) -> None:
        target = self.row + by
        if self.chosen is None or not 0 <= target < len(self._shown):
            return
        records = list(self._records)
        one, other = self._shown[self.row], self._shown[target]
        records[one], records[other] = records[other], records[one]
        self._store(records, target, _("Order changed"))

    def _on_up(self) -> None:
        self._move(-1)

    def _on_down(self) -> None:
        self._move(1)

    def _on_past(self) -> None:
        self._list(max(0, self.row))


def _is_past(record: Any) -> bool:
    until = record.validity.until
    return until is not None and until < datetime.date.today()
