"""Settings: the office's name, place, symbol and superior."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from papidesk.domain.office import LEVELS, Superior
from papidesk.domain.record import replace
from papidesk.i18n import _
from ui.context import Context
from ui.dialogs.first_start_steps import LEVEL_NAMES
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
        self.code = LineField(_("Organisation code"))
        self.superior_line = LineField(_("Printed above the name (empty: nothing)"))
        self.superior = LineField(_("Superior body"))
        self.address = LineField(_("Address (printed on công văn)"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        pairs = (
            (self.level, self.name),
            (self.body, self.place),
            (self.symbol, self.code),
            (self.superior, self.superior_line),
        )
        for row, (left, right) in enumerate(pairs):
            grid.addWidget(left, row, 0)
            grid.addWidget(right, row, 1)
        grid.addWidget(self.address, len(pairs), 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(
            label(
                _("Used for new documents. Documents that exist keep what stands in them."),
                "muted",
                wrap=True,
            )
        )
        layout.addLayout(grid)
        layout.addStretch(1)

    def _connect(self) -> None:
        for field in (
            self.level, self.name, self.body, self.place, self.symbol, self.code,
            self.superior_line, self.superior, self.address,
        ):  # fmt: skip
            field.left.connect(self._on_left)

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
            (self.superior, office.superiors[0].name if office.superiors else ""),
        ):
            field.show_value(text)

    def _on_left(self) -> None:
        office = self.office
        name = self.name.value()
        self.name.show_problem("" if name else _("An office has a name."))
        if not name:
            return
        level = next(level for level in LEVELS if level == self.level.value())
        first, *others = office.superiors or (Superior(name=""),)
        named = replace(first, name=self.superior.value())
        self.keep(
            replace(
                office,
                level=level,
                name=name,
                body=self.body.value(),
                place=self.place.value(),
                symbol=self.symbol.value(),
                code=self.code.value(),
                superior_line=self.superior_line.value(),
                address=self.address.value(),
                superiors=(named, *others) if named.name else tuple(others),
            )
        )
