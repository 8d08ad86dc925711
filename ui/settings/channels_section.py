"""Settings: the channels people are reached by."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from papidesk.domain.counters import Channel
from papidesk.domain.record import replace
from papidesk.errors import N_
from papidesk.i18n import _
from papidesk.workflow import catalogues
from ui.settings.catalogue_form import CatalogueForm
from ui.settings.form_grid import form_grid
from ui.widgets.day_field import ValidityFields
from ui.widgets.fields import LineField


class ChannelsSection(CatalogueForm):
    """Truyền thanh, cổng thông tin, Zalo …"""

    kind = catalogues.CHANNELS
    titles = (N_("Channel"), N_("Also called"), N_("Whose"))
    widths = (300, 380, 120)
    name = N_("Channels")
    intro = N_(
        "The ways people are reached; entries of the log name one, figures are told by them."
    )
    room_height = 260

    def make_fields(self) -> QWidget:
        self.title = LineField(_("Name, as reports write it"), "Bảng tin điện tử công cộng")
        self.words = LineField(_("Also called (parted by ;)"), "bảng led; màn hình led")
        self.validity = ValidityFields()
        self.follow(name=self.title, words=self.words, validity=self.validity)
        return form_grid(self.context.theme.scale, (self.title, self.words), (self.validity,))

    def cells(self, record: Channel) -> tuple[str, ...]:
        return (record.name, "; ".join(record.words))

    def blank(self) -> Channel:
        return Channel(code="", name="")

    def show_record(self, record: Channel) -> None:
        self.title.show_value(record.name)
        self.words.show_value("; ".join(record.words))
        self.validity.show_value(record.validity)

    def read(self, record: Channel) -> Channel | None:
        validity = self.validity.value()
        if validity is None:
            return None
        words = (word.strip() for word in self.words.value().split(";"))
        return replace(
            record,
            name=self.title.value(),
            words=tuple(word for word in words if word),
            validity=validity,
        )
