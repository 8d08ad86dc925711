"""The office over time: each form with its days, and every version that was kept."""

from __future__ import annotations

import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from papidesk.domain.office_history import forms, take_change_back
from papidesk.errors import N_, PapiDeskError
from papidesk.i18n import _
from papidesk.workflow import offices
from ui import words
from ui.context import Context
from ui.failures import show_failure
from ui.settings.records_model import RecordsModel
from ui.settings.share_table import ShareTable
from ui.widgets.buttons import push_button
from ui.widgets.day_field import validity_text
from ui.widgets.labels import label

FORMS = (N_("Name"), N_("Place"), N_("Held"), N_("Laid down in"))
FORM_WIDTHS = (260, 190, 180, 190)
VERSIONS = (N_("Kept at"), N_("By"), N_("Name"), N_("Why"))
VERSION_WIDTHS = (200, 180, 270, 140)
REASONS = {"init": N_("First start"), "restore": N_("Brought back")}
SHOWN = 100  # versions


class OfficeHistoryBox(QWidget):
    """Two tables: what holds when, and what was kept when."""

    change_asked = Signal()
    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._versions: list[int] = []
        self._build()
        self._connect()

    def _build(self) -> None:
        self.forms = RecordsModel(FORMS)
        self.versions = RecordsModel(VERSIONS)
        self.form_table = self._table(self.forms, FORM_WIDTHS, _("Names of the office"), 110)
        self.version_table = self._table(self.versions, VERSION_WIDTHS, _("Versions kept"), 150)
        self.change = push_button(_("New name from a day on…"), "edit")
        self.take_back = push_button(_("Take the last change of name back"), "undo")
        self.restore = push_button(_("Bring this version back"), "restore")
        row, below = QHBoxLayout(), QHBoxLayout()
        for line, buttons in ((row, (self.change, self.take_back)), (below, (self.restore,))):
            line.setSpacing(8)
            for button in buttons:
                line.addWidget(button)
            line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(label(_("Names over time"), "section-title"))
        said = _("A paper carries the name that held on its day.")
        layout.addWidget(label(said, "muted", wrap=True))
        layout.addWidget(self.form_table)
        layout.addLayout(row)
        layout.addSpacing(8)
        layout.addWidget(label(_("Everything that was kept"), "section-title"))
        said = _("Each change to the office, its units, signers, lists and series. None is lost.")
        layout.addWidget(label(said, "muted", wrap=True))
        layout.addWidget(self.version_table)
        layout.addLayout(below)

    def _table(
        self, model: RecordsModel, widths: tuple[int, ...], name: str, height: int
    ) -> ShareTable:
        scale = self.context.theme.scale
        table = ShareTable(self.context.theme, name, widths)
        table.setModel(model)
        table.setFixedHeight(round(height * scale))
        return table

    def _connect(self) -> None:
        self.change.clicked.connect(self.change_asked)
        self.take_back.clicked.connect(self._on_take_back)
        self.restore.clicked.connect(self._on_restore)
        self.version_table.selectionModel().currentRowChanged.connect(self._on_row)

    def reload(self) -> None:
        """Read everything anew."""
        store = self.context.workspace.store
        office = offices.current(store)
        had = forms(office)
        today = datetime.date.today()
        rows = [
            (form.name, form.place, validity_text(form.validity), form.basis)
            for form in reversed(had)
        ]
        self.forms.show(rows, [not form.validity.covers(today) for form in reversed(had)])
        self.take_back.setEnabled(bool(office.former))
        kept = offices.versions(store)[:SHOWN]
        self._versions = [one.version for one in kept]
        cells = [
            (
                f"{words.local_time(one.saved_at):%d/%m/%Y %H:%M}",
                one.saved_by,
                offices.version(store, one.version).name,
                _(REASONS.get(one.reason, "")) if one.reason else _("Changed"),
            )
            for one in kept
        ]
        self.versions.show(cells, [place > 0 for place in range(len(cells))])
        self._on_row()

    def _on_row(self) -> None:
        # The newest version is what holds: there is nothing to bring back.
        self.restore.setEnabled(self.version_table.currentIndex().row() > 0)

    def _keep(self, office: offices.Office, said: str, back_to: offices.Office) -> None:
        store, who = self.context.workspace.store, self.context.who
        try:
            offices.save(store, office, who=who)
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)
            return
        self.context.tell_saved("saved")
        self.context.office_changed.emit()
        self.changed.emit()
        if said:
            self.context.happened.emit(said, partial(self._keep, back_to, "", office))

    def take_over(self, office: offices.Office) -> None:
        """Keep an office under its new name, with a way back."""
        before = offices.current(self.context.workspace.store)
        self._keep(office, _("The new name is entered"), before)

    def _on_take_back(self) -> None:
        before = offices.current(self.context.workspace.store)
        self._keep(take_change_back(before), _("Change of name taken back"), before)

    def _on_restore(self) -> None:
        row = self.version_table.currentIndex().row()
        if row > 0:
            store = self.context.workspace.store
            before = offices.current(store)
            wanted = offices.version(store, self._versions[row])
            self._keep(wanted, _("Version brought back"), before)
