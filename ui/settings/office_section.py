"""Settings: the office's name, place, symbol and address, and what it was before."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from papidesk.domain.office import LEVELS, Office, OfficeCodeError, check_code
from papidesk.domain.place_name import place_of
from papidesk.domain.record import replace
from papidesk.i18n import _, say
from ui.context import Context
from ui.dialogs.first_start_steps import LEVEL_NAMES
from ui.dialogs.head_preview import HeadPreview
from ui.settings.form_change_dialog import FormChangeDialog
from ui.settings.office_history_box import OfficeHistoryBox
from ui.settings.section import OfficeForm
from ui.widgets.fields import ChoiceField, LineField
from ui.widgets.labels import label


class OfficeSection(OfficeForm):
    """Who the office is; printed at the head of every new paper."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.level = ChoiceField(_("Level"), [(level, _(LEVEL_NAMES[level])) for level in LEVELS])
        self.name = LineField(_("Name of the unit or body"), "xã An Hòa")
        self.body = LineField(_("Collective body (empty for an office led by one head)"))
        self.place = LineField(_("Place in the date line"))
        self.symbol = LineField(_("Letters of the office in symbols"))
        self.code = LineField(_("Organisation code"), "H00.00.000")
        self.superior_line = LineField(_("Printed above the name (empty: nothing)"))
        self.address = LineField(_("Address (printed on công văn)"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        pairs = (
            (self.level, self.name),
            (self.body, self.place),
            (self.symbol, self.code),
            (self.superior_line, self.address),
        )
        for row, (left, right) in enumerate(pairs):
            grid.addWidget(left, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(right, row, 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.preview = HeadPreview(self.context.theme, self.context.jobs)
        self.preview.setFixedHeight(round(190 * self.context.theme.scale))
        self.history = OfficeHistoryBox(self.context)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        said = _(
            "Used for new documents; documents that exist keep what stands in them. A slip is put "
            "right here. A new name that holds from a day on is entered below."
        )
        layout.addWidget(label(said, "muted", wrap=True))
        layout.addLayout(grid)
        layout.addWidget(self.refusal)
        layout.addWidget(self.preview)
        layout.addWidget(self.history)

    @property
    def _fields(self) -> tuple[LineField | ChoiceField, ...]:
        return (
            self.level, self.name, self.body, self.place, self.symbol, self.code,
            self.superior_line, self.address,
        )  # fmt: skip

    def _connect(self) -> None:
        for field in self._fields:
            field.changed.connect(self._on_changed)
            field.left.connect(self._on_left)
        self.history.change_asked.connect(self._on_change_asked)
        self.history.changed.connect(self.reload)

    def reload(self) -> None:
        office = self.office
        self.level.show_value(office.level)
        for field, text in (
            (self.name, office.name),
            (self.body, office.body),
            (self.place, office.place),
            (self.symbol, office.symbol),
            (self.code, office.code),
            (self.superior_line, office.superior_line),
            (self.address, office.address),
        ):
            field.show_value(text)
            field.show_problem("")
        self.refuse("")
        self.history.reload()
        self.preview.show_office(office)

    def _typed(self) -> Office | None:
        """Return the office as typed; None while a field is wrong, which is said beside it."""
        name, code = self.name.value(), self.code.value()
        self.name.show_problem("" if name else _("An office has a name."))
        self.code.show_problem("")
        try:
            check_code(code)
        except OfficeCodeError as error:
            self.code.show_problem(say(error))
            return None
        proposed = place_of(name)
        hint = _("The decree writes “{place}” here: the unit has the name of a person, an event or "
                 "a number.")  # fmt: skip
        differs = proposed.startswith(("Phường ", "Xã ")) and self.place.value() != proposed
        self.place.show_problem(hint.format(place=proposed) if differs else "", grave=False)
        if not name:
            return None
        return replace(
            self.office,
            level=next(level for level in LEVELS if level == self.level.value()),
            name=name,
            body=self.body.value(),
            place=self.place.value(),
            symbol=self.symbol.value(),
            code=code,
            superior_line=self.superior_line.value(),
            address=self.address.value(),
        )

    def _on_changed(self) -> None:
        office = self._typed()
        if office is not None and self.judge(office):
            self.preview.show_office(office)

    def _on_left(self) -> None:
        office = self._typed()
        if office is not None and office != self.office and self.keep(office):
            self.history.reload()

    def _on_change_asked(self) -> None:
        dialog = FormChangeDialog(self.office, self.context.theme, self.context.jobs, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.changed_to.connect(self.history.take_over)
        dialog.open()
