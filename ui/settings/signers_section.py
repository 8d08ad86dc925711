"""Settings: who signs, with authority lines and validity."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout

from papidesk.domain.record import replace
from papidesk.i18n import _
from ui.context import Context
from ui.settings.section import OfficeForm
from ui.settings.signers_model import SignersModel
from ui.widgets.buttons import push_button
from ui.widgets.labels import label
from ui.widgets.table import Table

WIDTHS = (200, 170, 260, 100, 100)


class SignersSection(OfficeForm):
    """A table one edits in place."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.model = SignersModel()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.table = Table(self.context.theme)
        self.table.setObjectName("framed")
        self.table.setModel(self.model)
        self.table.setAccessibleName(_("Who signs"))
        self.table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.table.setMinimumHeight(220)
        for column, width in enumerate(WIDTHS):
            self.table.setColumnWidth(column, round(width * self.context.theme.scale))
        self.table.horizontalHeader().setStretchLastSection(True)
        self.problem = label("", "problem", wrap=True)
        self.add = push_button(_("Add"), "plus")
        self.remove = push_button(_("Remove"), "minus")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.add)
        row.addWidget(self.remove)
        row.addWidget(self.problem, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(
            label(
                _(
                    "Double-click a cell to change it. Someone who no longer signs gets a date "
                    "under “Until”, so that old documents stay right."
                ),
                "muted",
                wrap=True,
            )
        )
        layout.addWidget(self.table, 1)
        layout.addLayout(row)

    def _connect(self) -> None:
        self.model.changed.connect(self._on_changed)
        self.model.refused.connect(self.problem.setText)
        self.add.clicked.connect(self._on_add)
        self.remove.clicked.connect(self._on_remove)
        self.table.delete_pressed.connect(self._on_remove)

    def reload(self) -> None:
        self.model.show(self.office.signers)
        self.problem.setText("")

    def _on_changed(self) -> None:
        named = tuple(s for s in self.model.signers() if s.name or s.position or s.chain)
        self.keep(replace(self.office, signers=named))

    def _on_add(self) -> None:
        index = self.model.index(self.model.add(), 0)
        self.table.setCurrentIndex(index)
        self.table.edit(index)

    def _on_remove(self) -> None:
        before = self.office
        for row in reversed(self.table.chosen_rows()):
            self.model.remove(row)
        if self.office != before:
            self.context.happened.emit(_("Signer removed"), self._back_to(before.signers))

    def _back_to(self, signers: tuple) -> object:  # type: ignore[type-arg]
        def back() -> None:
            self.keep(replace(self.office, signers=signers))
            self.reload()

        return back
