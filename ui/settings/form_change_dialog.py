"""A new name from a day on: the office is renamed or merged, the old form stays for old papers."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.office import (
    TWO_LEVELS_SINCE,
    Office,
    PresetName,
    Superior,
    new_office,
)
from papidesk.domain.office_history import (
    change_form,
    end_all,
    present_form,
    rename_lists,
    reorganise,
)
from papidesk.domain.place_name import place_of
from papidesk.domain.record import Validity, replace
from papidesk.errors import PapiDeskError
from papidesk.i18n import _, say
from ui.background import Jobs
from ui.dialogs.head_preview import HeadPreview
from ui.theme import Theme
from ui.widgets.buttons import push_button
from ui.widgets.day_field import DayField
from ui.widgets.fields import LineField
from ui.widgets.labels import label


class FormChangeDialog(QDialog):
    """Asks for the day, the new name and what else changes with it; shows the new head."""

    changed_to = Signal(object)  # Office

    def __init__(self, office: Office, theme: Theme, jobs: Jobs, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._office, self._theme, self._jobs = office, theme, jobs
        self._place_by_hand = False
        self._build()
        self._connect()
        self._on_changed()

    def _build(self) -> None:
        self.setWindowTitle(_("New name from a day on"))
        scale = self._theme.scale
        self.resize(min(1280, round(980 * scale)), min(700, round(560 * scale)))
        self.since = DayField(_("The new name holds from"))
        self.name = LineField(_("Name of the unit or body"), "xã An Hòa")
        self.place = LineField(_("Place in the date line"))
        self.code = LineField(_("Organisation code"))
        self.superior = LineField(_("Superior body from then on"))
        self.basis = LineField(_("Laid down in"), "Nghị quyết số 01/NQ-HĐND ngày 01/6/2025")
        self.units = QCheckBox(
            _("Close units, posts and signers, and begin with those of its kind")
        )
        self.problem = label("", "problem", wrap=True)
        self.name.show_value(self._office.name)
        self.place.show_value(self._office.place)
        self.code.show_value(self._office.code)
        above = self._office.superiors
        self.superior.show_value(above[0].name if above else "")
        self.preview = HeadPreview(self._theme, self._jobs)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for row, (one, other) in enumerate(
            ((self.since, self.code), (self.name, self.place), (self.superior, self.basis))
        ):
            grid.addWidget(one, row, 0)
            grid.addWidget(other, row, 1)
        self.keep = push_button(_("Take over"), "", "primary")
        self.keep.setDefault(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.keep, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        left = QVBoxLayout()
        left.setContentsMargins(24, 20, 24, 20)
        left.setSpacing(12)
        left.addWidget(label(self.windowTitle(), "page-title"))
        said = _(
            "The present name ends the day before. Papers dated until then keep it; papers from "
            "that day on carry the new one."
        )
        left.addWidget(label(said, "muted", wrap=True))
        left.addLayout(grid)
        left.addWidget(self.units)
        left.addWidget(self.problem)
        left.addStretch(1)
        left.addWidget(buttons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(left, 11)
        layout.addWidget(self.preview, 9)

    def _connect(self) -> None:
        for field in (self.since, self.name, self.code, self.superior, self.basis):
            field.changed.connect(self._on_changed)
        self.name.changed.connect(self._on_name)
        self.place.changed.connect(self._on_place)
        self.units.toggled.connect(self._on_changed)
        self.keep.clicked.connect(self._on_keep)

    def office(self) -> Office:
        """Return the office as it becomes; raises ``BadOfficeError``."""
        since = self.since.day() or datetime.date.today()
        preset: PresetName = "two-level" if since >= TWO_LEVELS_SINCE else "three-level"
        form = replace(
            present_form(self._office),
            name=self.name.value(),
            place=self.place.value(),
            code=self.code.value(),
            basis=self.basis.value(),
            preset=preset,
        )
        changed = change_form(self._office, form, since)
        last = since - datetime.timedelta(days=1)
        above = self.superior.value()
        if [one.name for one in changed.superiors][:1] != [above]:
            new = (Superior(name=above, validity=Validity(since=since)),) if above else ()
            changed = replace(changed, superiors=(*new, *end_all(changed.superiors, last)))
        changed = rename_lists(changed, self._office.name, changed.name, since)
        if self.units.isChecked():
            pattern = new_office(
                id=changed.id, name=changed.name, level=changed.level, preset=preset,
                superior=above,
            )  # fmt: skip
            changed = reorganise(changed, pattern, since)
        return changed

    def _on_name(self) -> None:
        if not self._place_by_hand:
            self.place.show_value(place_of(self.name.value(), self.superior.value()))

    def _on_place(self) -> None:
        self._place_by_hand = True
        self._on_changed()

    def _on_changed(self) -> None:
        good = self.since.judge()
        try:
            office = self.office()
        except PapiDeskError as error:
            self.problem.setText(say(error))
            self.keep.setEnabled(False)
            return
        self.problem.setText("")
        self.keep.setEnabled(good and self.since.day() is not None)
        self.preview.show_office(office)

    def _on_keep(self) -> None:
        day = self.since.day()
        if day is None:
            return
        try:
            office = self.office()
        except PapiDeskError as error:
            self.problem.setText(say(error))
            return
        self.changed_to.emit(office)
        self.accept()
