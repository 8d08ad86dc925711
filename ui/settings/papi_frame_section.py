"""Settings: what the index is made of, year by year, and where its series break."""

from __future__ import annotations

import datetime
from typing import Any

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from papidesk.domain.papi import Break, Dimension
from papidesk.domain.papi_series import TOTAL, code_key
from papidesk.domain.record import replace
from papidesk.errors import N_
from papidesk.i18n import _
from papidesk.workflow import catalogues
from ui.context import Context
from ui.settings.catalogue_form import CatalogueForm
from ui.settings.form_grid import form_grid
from ui.widgets.choice_line import Choice
from ui.widgets.codes_field import CodesField
from ui.widgets.fields import LineField
from ui.widgets.labels import label


class DimensionsForm(CatalogueForm):
    """Dimensions and their parts; official wordings stay as they are."""

    kind = catalogues.DIMENSIONS
    titles = (N_("Code of the entry"), N_("Content"), N_("Years"), N_("Wording"), N_("Whose"))
    widths = (60, 400, 140, 110, 110)
    name = N_("PAPI contents")
    ordered = False
    room_height = 190

    def make_fields(self) -> QWidget:
        self.code = LineField(_("Code of the entry"), "9.1")
        self.title = LineField(_("Name of the content"))
        self.first = LineField(_("First year"), "2026")
        self.last = LineField(_("Last year (empty: still in force)"))
        self.follow(code=self.code, name=self.title, first_year=self.first, last_year=self.last)
        return form_grid(self.context.theme.scale, (self.code, self.title), (self.first, self.last))

    def entries(self) -> list[Any]:
        return sorted(super().entries(), key=lambda one: code_key(one.code))

    def cells(self, record: Dimension) -> tuple[str, ...]:
        if self.is_blank(record):
            return ("", "", "", "")
        until = record.last_year if record.last_year is not None else "…"
        official = _("official") if record.official else _("of the program")
        return (record.code, record.name, f"{record.first_year} – {until}", official)

    def blank(self) -> Dimension:
        year = datetime.date.today().year
        return Dimension(code="", name="", first_year=year, official=False)

    def is_blank(self, record: Dimension) -> bool:
        return not record.name or not record.code

    def coded(self, record: Dimension) -> Dimension:
        return record

    def show_record(self, record: Dimension) -> None:
        self.code.show_value(record.code)
        self.code.set_read_only(bool(record.code))
        self.title.show_value(record.name)
        self.title.set_read_only(record.official)
        self.first.show_value(str(record.first_year))
        self.last.show_value(str(record.last_year or ""))

    def read(self, record: Dimension) -> Dimension | None:
        years = [field.value() for field in (self.first, self.last)]
        fits = [not text or (text.isdigit() and len(text) == 4) for text in years]
        for field, good in zip((self.first, self.last), fits, strict=True):
            field.show_problem("" if good else _("Write a year, for example 2026."))
        if not all(fits):
            return None
        return replace(
            record,
            code=record.code or self.code.value(),
            name=self.title.value(),
            first_year=int(years[0] or record.first_year),
            last_year=int(years[1]) if years[1] else None,
        )


class BreaksForm(CatalogueForm):
    """The years scores are not compared across."""

    kind = catalogues.BREAKS
    titles = (N_("Year"), N_("Concerns"), N_("Why"), N_("Whose"))
    widths = (70, 190, 430, 110)
    name = N_("Breaks of the series")
    ordered = False
    room_height = 150

    def make_fields(self) -> QWidget:
        self.year = LineField(_("From this year on"), "2026")
        self.codes = CodesField(_("Codes concerned (none: all)"), _("Add a code"))
        self.why = LineField(_("Why"), "Đổi câu hỏi của nội dung 1.1")
        self.merged = QCheckBox(_("Because provinces were merged (only those break)"))
        self.follow(year=self.year, codes=self.codes, why=self.why)
        self.merged.clicked.connect(self._on_left)
        return form_grid(self.context.theme.scale, (self.year, self.why), (self.codes, self.merged))

    def reload(self) -> None:
        self.codes.offer(
            [
                Choice(TOTAL, _("Total")),
                *(
                    Choice(one.code, f"{one.code} {one.name}")
                    for one in catalogues.all_dimensions(self.store)
                ),
            ]
        )
        super().reload()

    def entries(self) -> list[Any]:
        return sorted(super().entries(), key=lambda one: one.year)

    def cells(self, record: Break) -> tuple[str, ...]:
        if not record.year:
            return ("", "", "")
        what = ", ".join(record.codes) or _("the whole index")
        if record.of_provinces:
            what = _("merged provinces")
        return (str(record.year), what, record.why)

    def blank(self) -> Break:
        return Break(year=0)

    def is_blank(self, record: Break) -> bool:
        return not record.year

    def coded(self, record: Break) -> Break:
        return record

    def show_record(self, record: Break) -> None:
        self.year.show_value(str(record.year or ""))
        self.codes.show_value(record.codes)
        self.why.show_value(record.why)
        self.merged.setChecked(record.of_provinces)

    def read(self, record: Break) -> Break | None:
        text = self.year.value()
        good = text.isdigit() and len(text) <= 5
        self.year.show_problem("" if good or not text else _("Write a year, for example 2026."))
        if text and not good:
            return None
        return replace(
            record,
            year=int(text or 0),
            codes=self.codes.value(),
            why=self.why.value(),
            of_provinces=self.merged.isChecked(),
        )


class PapiFrameSection(QWidget):
    """Contents above, breaks below."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.dimensions = DimensionsForm(context)
        self.breaks = BreaksForm(context)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        intro = _(
            "28 contents were asked in 2018, 29 in 2019 and 2020, 28 since 2021. Where the wording "
            "is the program’s own, write yours. Codes stay when a content is dropped."
        )
        layout.addWidget(label(intro, "muted", wrap=True))
        layout.addWidget(self.dimensions, 3)
        layout.addWidget(label(_("Breaks of the series"), "section-title"))
        layout.addWidget(self.breaks, 2)

    def reload(self) -> None:
        """Show what is stored."""
        self.dimensions.reload()
        self.breaks.reload()

    def flush(self) -> None:
        """Keep what is being typed."""
        self.dimensions.flush()
        self.breaks.flush()
