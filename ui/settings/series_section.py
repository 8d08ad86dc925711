"""Settings: which papers share a run of numbers, and the number each gives next."""

from __future__ import annotations

import datetime

from PySide6.QtWidgets import QGridLayout, QWidget

from papidesk.domain.ids import new_id
from papidesk.domain.issuing import number_text
from papidesk.domain.office import NumberSeries, Office
from papidesk.domain.record import replace
from papidesk.errors import N_
from papidesk.i18n import _, ngettext
from papidesk.workflow import offices
from papidesk.workflow.offices import SeriesState
from ui.settings.records_form import RecordsForm
from ui.widgets.day_field import ValidityFields, validity_text
from ui.widgets.fields import LineField
from ui.widgets.kinds_field import KindsField
from ui.widgets.labels import label


class SeriesSection(RecordsForm):
    """The number series."""

    attribute = "series"
    titles = (N_("Series"), N_("For the kinds"), N_("Next number"), N_("Given"), N_("Holds"))
    widths = (250, 190, 130, 110, 160)
    name = N_("Number series")
    intro = N_(
        "Numbers run from 01 on 1 January to 31 December. A series with kinds counts those; the "
        "one without counts all others. Papers that have a number keep it, whatever is changed "
        "here."
    )
    empty = N_("No series yet: each kind counts on its own. Add one to count kinds together.")

    def make_fields(self) -> QWidget:
        self.title = LineField(_("Name of the series"), "Văn bản hành chính")
        self.kinds = KindsField(_("For the kinds (empty: all that have no series)"))
        self.start = LineField(_("Begins this year with number"), "01")
        self.validity = ValidityFields()
        self.state = label("", "muted", wrap=True)
        form = QWidget()
        form.setFocusProxy(self.title)
        grid = QGridLayout(form)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        grid.addWidget(self.title, 0, 0)
        grid.addWidget(self.kinds, 0, 1)
        grid.addWidget(self.start, 1, 0)
        grid.addWidget(self.validity, 1, 1)
        grid.addWidget(self.state, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.follow(self.title, self.kinds, self.start, self.validity)
        return form

    def reload(self) -> None:
        self._count()
        super().reload()

    def _count(self) -> None:
        states = offices.series_states(self.context.workspace.store, self.office, _year())
        self._states = {state.series.id: state for state in states}

    def _state(self, record: NumberSeries) -> SeriesState:
        known = getattr(self, "_states", {}).get(record.id)
        if known is not None and known.given:
            return SeriesState(series=record, next_number=known.next_number, given=known.given)
        return SeriesState(series=record, next_number=record.first_number(_year()))

    def cells(self, record: NumberSeries) -> tuple[str, ...]:
        state = self._state(record)
        kinds = ", ".join(record.kinds) or _("all others")
        return (
            record.name,
            kinds,
            number_text(state.next_number),
            str(state.given),
            validity_text(record.validity),
        )

    def blank(self) -> NumberSeries:
        return NumberSeries(id=new_id())

    def show_record(self, record: NumberSeries) -> None:
        state = self._state(record)
        self.title.show_value(record.name)
        self.kinds.show_value(record.kinds)
        self.start.show_value(number_text(record.first_number(_year())))
        self.start.show_problem("")
        # Once a number is given, the register decides how it goes on.
        self.start.set_read_only(state.given > 0)
        self.validity.show_value(record.validity)
        self._show_state(state)

    def _show_state(self, state: SeriesState) -> None:
        number = number_text(state.next_number)
        if not state.given:
            said = _("The next paper of {year} gets number {number}. No number is given yet.")
            self.state.setText(said.format(year=_year(), number=number))
            return
        said = ngettext(
            "The next paper of {year} gets number {number}. {count} paper has a number of this "
            "series and keeps it.",
            "The next paper of {year} gets number {number}. {count} papers have a number of this "
            "series and keep it.",
            state.given,
        )
        self.state.setText(said.format(year=_year(), number=number, count=state.given))

    def read(self, record: NumberSeries) -> NumberSeries | None:
        text = self.start.value()
        good = not text or (text.isdigit() and 1 <= int(text) <= 99_999)
        said = _("Write a number from 1 to 99 999, for example 58 after number 57 on paper.")
        self.start.show_problem("" if good else said)
        validity = self.validity.value()
        if not self.kinds.judge() or not good or validity is None:
            return None
        start, year = record.start, record.start_year
        if int(text or 1) != record.first_number(_year()):
            start, year = (int(text or 1), _year()) if int(text or 1) > 1 else (1, None)
        return replace(
            record,
            name=self.title.value(),
            kinds=self.kinds.value(),
            start=start,
            start_year=year,
            validity=validity,
        )

    def after_kept(self, record: NumberSeries) -> None:
        self._show_state(self._state(record))

    def stays(self, record: NumberSeries) -> str:
        if not offices.held(self.context.workspace.store, record.id):
            return ""
        return _(
            "Papers have numbers of this series, so it stays. Give it an end under “until” instead."
        )

    def with_records(self, office: Office, records: tuple[NumberSeries, ...]) -> Office:
        return replace(office, series=records)


def _year() -> int:
    return datetime.date.today().year
