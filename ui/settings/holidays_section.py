"""Settings: the days off of a year, and the office's own table of days off and made up."""

from __future__ import annotations

import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from papidesk.domain.holidays import DAY_KINDS, OwnDay
from papidesk.domain.papi_checks import DayNameError
from papidesk.domain.record import replace
from papidesk.errors import N_
from papidesk.i18n import _, say
from papidesk.workflow import catalogues, holidays
from ui.context import Context
from ui.settings.catalogue_form import CatalogueForm
from ui.settings.form_grid import form_grid
from ui.settings.records_model import RecordsModel
from ui.settings.share_table import ShareTable
from ui.widgets.day_field import DayField
from ui.widgets.fields import CalmComboBox, ChoiceField, LineField
from ui.widgets.labels import label

FIRST_YEAR, YEARS_AHEAD = 2018, 5
WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
    N_("Sunday"),
)  # fmt: skip


def weekday(day: datetime.date) -> str:
    """Return the day of the week in the window's language."""
    return _(WEEKDAYS[day.weekday()])


class OwnDays(CatalogueForm):
    """The office's table: what the government or the province decides for single years."""

    kind = catalogues.HOLIDAYS
    titles = (N_("Day"), N_("Kind"), N_("Why"), N_("Basis"), N_("Whose"))
    widths = (170, 110, 260, 240, 90)
    name = N_("Own days")
    empty = N_("No own days yet. Add those a decision of the year moves: days off and made up.")
    ordered = False
    room_height = 120

    def make_fields(self) -> QWidget:
        self.day = DayField(_("Day"))
        self.what = ChoiceField(_("Kind"), [(code, _(word)) for code, word in DAY_KINDS.items()])
        self.why = LineField(_("Why"), "Nghỉ bù Quốc khánh")
        self.basis = LineField(_("Basis (the paper that decides it)"))
        self.follow(day=self.day, kind=self.what, name=self.why, basis=self.basis)
        return form_grid(self.context.theme.scale, (self.day, self.what), (self.why, self.basis))

    def entries(self) -> list[Any]:
        return sorted(super().entries(), key=lambda own: own.day, reverse=True)

    def cells(self, record: OwnDay) -> tuple[str, ...]:
        if self.is_blank(record):
            return ("", _(DAY_KINDS[record.kind]), "", "")
        day = f"{weekday(record.day)}, {record.day:%d/%m/%Y}"
        return (day, _(DAY_KINDS[record.kind]), record.name, record.basis)

    def blank(self) -> OwnDay:
        return OwnDay(day=datetime.date.today())

    def coded(self, record: OwnDay) -> OwnDay:
        return record

    def show_record(self, record: OwnDay) -> None:
        self.day.show_day(None if self.is_blank(record) else record.day)
        self.what.show_value(record.kind)
        self.why.show_value(record.name)
        self.basis.show_value(record.basis)

    def read(self, record: OwnDay) -> OwnDay | None:
        kind: Any = self.what.value()
        day = self.day.day() if self.day.judge() else None
        if day is None:
            if self.why.value():
                self.day.show_problem(_("Say which day."))
            return None
        if not self.why.value():
            self.why.show_problem(say(DayNameError()))
        return replace(record, day=day, kind=kind, name=self.why.value(), basis=self.basis.value())


class HolidaysSection(QWidget):
    """The year's days off above, the office's own table below."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.own = OwnDays(context)
        self._build()
        self.year.currentIndexChanged.connect(self._show_year)
        context.catalogues_changed.connect(self._show_year)

    def _build(self) -> None:
        self.year = CalmComboBox()
        self.year.setAccessibleName(_("Year"))
        self.year.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        this = datetime.date.today().year
        for year in range(this + YEARS_AHEAD, FIRST_YEAR - 1, -1):
            self.year.addItem(str(year), year)
        self.year.setCurrentIndex(YEARS_AHEAD)
        self.count = label("", "muted")
        above = QHBoxLayout()
        above.setSpacing(12)
        above.addWidget(label(_("Year")))
        above.addWidget(self.year)
        above.addWidget(self.count, 1)
        self.model = RecordsModel((N_("Day"), N_("Name"), N_("Working day?")))
        self.table = ShareTable(self.context.theme, _("Days off of the year"), (220, 380, 150))
        self.table.setModel(self.model)
        self.table.setMinimumHeight(round(190 * self.context.theme.scale))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        intro = _(
            "Due days of reports and deadlines of incoming papers are counted in working days. The "
            "program knows the public holidays, Tết included; what a decision moves in single "
            "years is entered below and goes before it."
        )
        layout.addWidget(label(intro, "muted", wrap=True))
        layout.addLayout(above)
        layout.addWidget(self.table, 3)
        layout.addWidget(label(_("The office’s own table"), "section-title"))
        layout.addWidget(self.own, 2)

    def reload(self) -> None:
        """Show what is stored."""
        self._show_year()
        self.own.reload()

    def flush(self) -> None:
        """Keep what is being typed."""
        self.own.flush()

    def _show_year(self) -> None:
        store, year = self.context.workspace.store, int(self.year.currentData())
        off = holidays.of_year(store, year)
        rows = [(day, name, _("day off")) for day, name in off.items()]
        named = {own.day: own.name for own in holidays.extra(store)}
        rows += [
            (day, named.get(day) or _("made up"), _("working day"))
            for day in holidays.made_up(store, year)
            if day.year == year
        ]
        rows.sort()
        self.model.show(
            [(f"{weekday(day)}, {day:%d/%m/%Y}", name, word) for day, name, word in rows],
            [day.weekday() >= 5 and day in off for day, _name, _word in rows],
        )
        free = sum(1 for day in off if day.weekday() < 5)
        self.count.setText(
            _("{count} days off on weekdays; those on weekends are pale").format(count=free)
        )
