"""Settings: the provinces of now and the former ones each was made of."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from papidesk.domain.papi import Province
from papidesk.domain.record import replace
from papidesk.errors import N_
from papidesk.i18n import _
from papidesk.text.sorting import sort_key
from papidesk.workflow import catalogues
from ui.settings.catalogue_form import CatalogueForm
from ui.settings.form_grid import form_grid
from ui.widgets.fields import LineField


class ProvincesSection(CatalogueForm):
    """63 provinces became 34 on 01/7/2025; what becomes of them later is entered here."""

    kind = catalogues.PROVINCES
    titles = (N_("Province"), N_("Made of the former"), N_("Whose"))
    widths = (220, 470, 120)
    name = N_("Provinces")
    intro = N_(
        "Scores of a year are those of the provinces there were. A province made of several begins "
        "a line of its own; one that is gone has no former ones left here."
    )
    ordered = False
    room_height = 260

    def make_fields(self) -> QWidget:
        self.title = LineField(_("Name of the province"), "Hưng Yên")
        self.former = LineField(_("Made of the former (parted by ;)"), "Hưng Yên; Thái Bình")
        self.city = QCheckBox(_("A city under the government"))
        self.follow(name=self.title, former=self.former)
        self.city.clicked.connect(self._on_left)
        return form_grid(self.context.theme.scale, (self.title, self.city), (self.former,))

    def entries(self) -> list[Any]:
        return sorted(super().entries(), key=lambda one: sort_key(one.name))

    def cells(self, record: Province) -> tuple[str, ...]:
        return (record.name, "; ".join(record.former))

    def blank(self) -> Province:
        return Province(name="")

    def is_blank(self, record: Province) -> bool:
        return not record.name

    def coded(self, record: Province) -> Province:
        return record

    def show_record(self, record: Province) -> None:
        self.title.show_value(record.name)
        # Scores are kept by it.
        self.title.set_read_only(bool(record.name))
        self.former.show_value("; ".join(record.former))
        self.city.setChecked(record.city)

    def read(self, record: Province) -> Province | None:
        former = (" ".join(name.split()) for name in self.former.value().split(";"))
        return replace(
            record,
            name=record.name or self.title.value(),
            former=tuple(dict.fromkeys(name for name in former if name)),
            city=self.city.isChecked(),
        )
