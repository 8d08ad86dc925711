"""Settings: the units of the office and the posts in them."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from papidesk.domain.ids import new_id
from papidesk.domain.office import Unit
from papidesk.domain.people import Post
from papidesk.domain.record import replace
from papidesk.errors import N_
from papidesk.i18n import _
from ui.context import Context
from ui.settings.records_form import RecordsForm
from ui.widgets.day_field import ValidityFields, validity_text
from ui.widgets.fields import ChoiceField, LineField
from ui.widgets.labels import label


class UnitsForm(RecordsForm):
    """The units."""

    attribute = "units"
    titles = (N_("Unit"), N_("Letters"), N_("Holds"))
    widths = (440, 120, 200)
    name = N_("Units")
    empty = N_("No units yet. Add the first.")

    def make_fields(self) -> QWidget:
        self.title = LineField(_("Name of the unit"), "Phòng Văn hóa - Xã hội")
        self.letters = LineField(_("Letters (in symbols and in “Lưu: VT, …”)"), "VHXH")
        self.validity = ValidityFields()
        self.follow(self.title, self.letters, self.validity)
        return _two_rows(self.title, self.letters, self.validity)

    def cells(self, record: Unit) -> tuple[str, ...]:
        return (record.name, record.abbreviation, validity_text(record.validity))

    def blank(self) -> Unit:
        return Unit(id=new_id(), name="")

    def show_record(self, record: Unit) -> None:
        self.title.show_value(record.name)
        self.letters.show_value(record.abbreviation)
        self.letters.show_problem("")
        self.validity.show_value(record.validity)

    def read(self, record: Unit) -> Unit | None:
        letters, validity = self.letters.value(), self.validity.value()
        strange = any(not (sign.isalnum() or sign in ".&") for sign in letters)
        said = _("Letters and digits only, with no blanks: they stand in symbols.")
        self.letters.show_problem(said if strange else "")
        if strange or validity is None:
            return None
        return replace(record, name=self.title.value(), abbreviation=letters, validity=validity)

    def stays(self, record: Unit) -> str:
        used = [post.title for post in self.office.posts if post.unit == record.id]
        if not used:
            return ""
        return _("“{post}” is a post of this unit. Move or remove the post first.").format(
            post=used[0]
        )


class PostsForm(RecordsForm):
    """The posts, whoever holds them."""

    attribute = "posts"
    titles = (N_("Post"), N_("Unit"), N_("Holder"), N_("Holds"))
    widths = (240, 240, 180, 140)
    name = N_("Posts")
    empty = N_("No posts yet. Add the first.")

    def make_fields(self) -> QWidget:
        self.title = LineField(_("Post"), "Trưởng phòng")
        self.unit = ChoiceField(_("Unit"), [("", "–")])
        self.holder = LineField(_("Holder"), "Nguyễn Văn Mẫu")
        self.validity = ValidityFields()
        self.follow(self.title, self.unit, self.holder, self.validity)
        return _two_rows(self.title, self.unit, self.validity, self.holder)

    def reload(self) -> None:
        self.unit.box.clear()
        self.unit.box.addItem(_("The whole office"), "")
        for unit in self.office.units:
            self.unit.box.addItem(unit.name, unit.id)
        super().reload()

    def cells(self, record: Post) -> tuple[str, ...]:
        units = {unit.id: unit.name for unit in self.office.units}
        unit = units.get(record.unit, "")
        return (record.title, unit, record.holder, validity_text(record.validity))

    def blank(self) -> Post:
        return Post(id=new_id(), title="")

    def is_blank(self, record: Post) -> bool:
        return not record.title

    def show_record(self, record: Post) -> None:
        self.title.show_value(record.title)
        self.unit.show_value(record.unit)
        self.holder.show_value(record.holder)
        self.validity.show_value(record.validity)

    def read(self, record: Post) -> Post | None:
        validity = self.validity.value()
        if validity is None:
            return None
        return replace(
            record,
            title=self.title.value(),
            unit=self.unit.value(),
            holder=self.holder.value(),
            validity=validity,
        )


class UnitsSection(QWidget):
    """Units above, posts below."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.units = UnitsForm(context)
        self.posts = PostsForm(context)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self.units, 1)
        layout.addWidget(label(_("Posts"), "section-title"))
        layout.addWidget(self.posts, 1)
        context.office_changed.connect(self._on_office_changed)

    def reload(self) -> None:
        """Show what is stored."""
        self.units.reload()
        self.posts.reload()

    def flush(self) -> None:
        """Keep what is being typed."""
        self.units.flush()
        self.posts.flush()

    def _on_office_changed(self) -> None:
        # A unit that was named anew has its new name among the posts.
        if not self.posts.isAncestorOf(self.focusWidget()):
            self.posts.reload()


def _two_rows(*fields: QWidget) -> QWidget:
    form = QWidget()
    form.setFocusProxy(fields[0])
    grid = QGridLayout(form)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(12)
    for place, field in enumerate(fields):
        grid.addWidget(field, place // 2, place % 2)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return form
