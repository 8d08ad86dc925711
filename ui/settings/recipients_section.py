"""Settings: saved lists for "Nơi nhận"."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout

from papidesk.domain.ids import new_id
from papidesk.domain.kinds import by_abbreviation
from papidesk.domain.office import RecipientList
from papidesk.domain.record import replace
from papidesk.i18n import _
from ui.context import Context
from ui.settings.section import OfficeForm
from ui.widgets.buttons import push_button
from ui.widgets.fields import LineField, LinesField
from ui.widgets.labels import label


class RecipientsSection(OfficeForm):
    """The lists at the left, the chosen one at the right."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.lists = QListWidget()
        self.lists.setObjectName("framed")
        self.lists.setAccessibleName(_("Recipient lists"))
        self.lists.setMaximumWidth(round(240 * self.context.theme.scale))
        self.add = push_button(_("Add"), "plus")
        self.remove = push_button(_("Remove"), "minus")
        self.name = LineField(_("Name of the list"))
        self.kinds = LineField(_("For the kinds (abbreviations; empty: all)"), "KH, BC, TTr")
        self.items = LinesField(_("Recipients (one a line, the archive last)"), lines=8)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.add)
        buttons.addWidget(self.remove)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.lists, 1)
        left.addLayout(buttons)
        right = QVBoxLayout()
        right.setSpacing(12)
        for field in (self.name, self.kinds, self.items):
            right.addWidget(field)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(left, 1)
        row.addLayout(right, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(label(_("Offered under “Information” of a document."), "muted", wrap=True))
        layout.addLayout(row, 1)

    def _connect(self) -> None:
        self.lists.currentRowChanged.connect(self._on_row_changed)
        self.add.clicked.connect(self._on_add)
        self.remove.clicked.connect(self._on_remove)
        for field in (self.name, self.kinds, self.items):
            field.left.connect(self._on_left)

    def reload(self) -> None:
        self._fill(max(0, self.lists.currentRow()))

    def _fill(self, row: int) -> None:
        saved = self.office.recipient_lists
        blocked = self.lists.blockSignals(True)
        self.lists.clear()
        self.lists.addItems([one.name for one in saved])
        self.lists.setCurrentRow(min(row, len(saved) - 1))
        self.lists.blockSignals(blocked)
        self._on_row_changed()

    def _on_row_changed(self) -> None:
        saved = self.office.recipient_lists
        row = self.lists.currentRow()
        chosen = saved[row] if 0 <= row < len(saved) else None
        for field in (self.name, self.kinds, self.items):
            field.setEnabled(chosen is not None)
        self.name.show_value(chosen.name if chosen else "")
        self.kinds.show_value(", ".join(chosen.kinds) if chosen else "")
        self.items.show_value(chosen.items if chosen else ())
        self.kinds.show_problem("")

    def _on_left(self) -> None:
        office, row = self.office, self.lists.currentRow()
        if not 0 <= row < len(office.recipient_lists):
            return
        kinds = tuple(part.strip() for part in self.kinds.value().split(",") if part.strip())
        strange = [kind for kind in kinds if kind not in by_abbreviation() and kind != "CV"]
        self.kinds.show_problem(
            _("There is no kind “{kind}”.").format(kind=strange[0]) if strange else ""
        )
        if strange or not self.name.value():
            return
        changed = replace(
            office.recipient_lists[row],
            name=self.name.value(),
            kinds=kinds,
            items=self.items.value(),
        )
        saved = (*office.recipient_lists[:row], changed, *office.recipient_lists[row + 1 :])
        self.keep(replace(office, recipient_lists=saved))
        self.lists.item(row).setText(changed.name)

    def _on_add(self) -> None:
        office = self.office
        new = RecipientList(id=new_id(), name=_("New list"))
        self.keep(replace(office, recipient_lists=(*office.recipient_lists, new)))
        self._fill(len(office.recipient_lists))
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.line.selectAll()

    def _on_remove(self) -> None:
        office, row = self.office, self.lists.currentRow()
        if not 0 <= row < len(office.recipient_lists):
            return
        before = office.recipient_lists
        self.keep(replace(office, recipient_lists=(*before[:row], *before[row + 1 :])))
        self._fill(row)

        def back() -> None:
            self.keep(replace(self.office, recipient_lists=before))
            self._fill(row)

        self.context.happened.emit(_("List removed"), back)
