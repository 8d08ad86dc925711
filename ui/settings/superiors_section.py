"""Settings: the bodies above, the nearest first, each for as long as it was."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from papidesk.domain.office import LEVELS, OfficeCodeError, Superior, check_code
from papidesk.domain.record import replace
from papidesk.errors import N_
from papidesk.i18n import _, say
from ui.dialogs.first_start_steps import LEVEL_NAMES
from ui.settings.records_form import RecordsForm
from ui.widgets.day_field import ValidityFields, validity_text
from ui.widgets.fields import ChoiceField, LineField


class SuperiorsSection(RecordsForm):
    """The chain above the office."""

    attribute = "superiors"
    titles = (N_("Body"), N_("Level"), N_("Code"), N_("Holds"))
    widths = (320, 220, 140, 160)
    name = N_("Superior bodies")
    intro = N_(
        "The nearest stands first: the first that holds on a paper's day receives its reports. A "
        "superior that changed is closed, and the new one added with its day."
    )
    empty = N_("No superior yet. Add the body that receives the reports.")

    def make_fields(self) -> QWidget:
        self.body = LineField(_("Superior body"), "tỉnh Bình Nguyên")
        self.level = ChoiceField(_("Level"), [(level, _(LEVEL_NAMES[level])) for level in LEVELS])
        self.code = LineField(_("Organisation code"))
        self.validity = ValidityFields()
        form = QWidget()
        form.setFocusProxy(self.body)
        grid = QGridLayout(form)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        grid.addWidget(self.body, 0, 0)
        grid.addWidget(self.level, 0, 1)
        grid.addWidget(self.code, 1, 0)
        grid.addWidget(self.validity, 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.follow(self.body, self.level, self.code, self.validity)
        return form

    def cells(self, record: Superior) -> tuple[str, ...]:
        level = _(LEVEL_NAMES[record.level])
        return (record.name, level, record.code, validity_text(record.validity))

    def blank(self) -> Superior:
        return Superior(name="")

    def show_record(self, record: Superior) -> None:
        self.body.show_value(record.name)
        self.level.show_value(record.level)
        self.code.show_value(record.code)
        self.code.show_problem("")
        self.validity.show_value(record.validity)

    def read(self, record: Superior) -> Superior | None:
        validity = self.validity.value()
        self.code.show_problem("")
        try:
            check_code(self.code.value())
        except OfficeCodeError as error:
            self.code.show_problem(say(error))
            return None
        if validity is None:
            return None
        level = next(level for level in LEVELS if level == self.level.value())
        return replace(
            record,
            name=self.body.value(),
            level=level,
            code=self.code.value(),
            validity=validity,
        )
