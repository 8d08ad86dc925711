"""Settings: saved lists for "Nơi nhận"."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from papidesk.domain.ids import new_id
from papidesk.domain.office import RecipientList
from papidesk.domain.record import replace
from papidesk.domain.wording import listed
from papidesk.errors import N_
from papidesk.i18n import _
from ui.settings.paper_scrap import LARGE, PaperScrap, ScrapLine
from ui.settings.records_form import RecordsForm
from ui.widgets.day_field import ValidityFields, validity_text
from ui.widgets.fields import LineField, LinesField
from ui.widgets.kinds_field import KindsField

LABEL = "Nơi nhận:"  # printed in Vietnamese whatever the window speaks


class RecipientsSection(RecordsForm):
    """The lists, the first that fits a kind is proposed for it."""

    attribute = "recipient_lists"
    titles = (N_("List"), N_("For the kinds"), N_("Recipients"), N_("Holds"))
    widths = (240, 160, 300, 140)
    name = N_("Recipient lists")
    intro = N_(
        "Offered under “Information” of a document. The first list that fits a kind is proposed "
        "for it; one without kinds fits all."
    )
    empty = N_("No lists yet. Add one for the papers you send most often.")
    doubles = True

    def make_fields(self) -> QWidget:
        self.title = LineField(_("Name of the list"), "Kế hoạch, báo cáo")
        self.kinds = KindsField(_("For the kinds (empty: all)"))
        self.items = LinesField(_("Recipients (one a line, the archive last)"), lines=6)
        self.validity = ValidityFields()
        scrap = _("Preview of the recipients")
        self.preview = PaperScrap(self.context.theme, scrap, centred=False)
        form = QWidget()
        form.setFocusProxy(self.title)
        grid = QGridLayout(form)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        grid.addWidget(self.title, 0, 0)
        grid.addWidget(self.kinds, 0, 1)
        grid.addWidget(self.items, 1, 0, 1, 2)
        grid.addWidget(self.validity, 2, 0, 1, 2)
        if self.context.theme.scale < LARGE:
            grid.addWidget(self.preview, 0, 2, 3, 1, Qt.AlignmentFlag.AlignTop)
        else:
            grid.addWidget(self.preview, 3, 0, 1, 3)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        self.follow(self.title, self.kinds, self.items, self.validity)
        return form

    def cells(self, record: RecipientList) -> tuple[str, ...]:
        kinds = ", ".join(record.kinds) or _("all")
        return (record.name, kinds, "; ".join(record.items), validity_text(record.validity))

    def blank(self) -> RecipientList:
        return RecipientList(id=new_id(), name="")

    def twin(self, record: RecipientList) -> RecipientList:
        name = _("{name} (copy)").format(name=record.name)
        return replace(record, id=new_id(), name=name)

    def show_record(self, record: RecipientList) -> None:
        self.title.show_value(record.name)
        self.title.show_problem("")
        self.kinds.show_value(record.kinds)
        self.items.show_value(record.items)
        self.items.show_problem("")
        self.validity.show_value(record.validity)
        self._show_preview(record)

    def read(self, record: RecipientList) -> RecipientList | None:
        changed = replace(
            record, name=self.title.value(), kinds=self.kinds.value(), items=self.items.value()
        )
        self._show_preview(changed)
        named = bool(changed.name) or not changed.items
        self.title.show_problem("" if named else _("Give the list a name."))
        archived = any("lưu" in item.lower() for item in changed.items) or not changed.items
        said = _("The last line should be the archive, for example “Lưu: VT, VHXH”.")
        self.items.show_problem("" if archived else said, grave=False)
        validity = self.validity.value()
        if not self.kinds.judge() or not named or validity is None:
            return None
        return replace(changed, validity=validity)

    def _show_preview(self, record: RecipientList) -> None:
        head = ScrapLine(text=LABEL, size=12, bold=True, italic=True)
        lines = (ScrapLine(text=f"- {item}", size=11) for item in listed(record.items))
        self.preview.show_lines((head, *lines))
