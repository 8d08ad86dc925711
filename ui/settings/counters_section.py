"""Settings: the counters of the activity log."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from papidesk.domain.counters import ADDS_UP, Counter
from papidesk.domain.record import replace
from papidesk.errors import N_
from papidesk.i18n import _
from papidesk.workflow import catalogues
from ui.context import Context
from ui.settings.catalogue_form import CatalogueForm
from ui.settings.form_grid import form_grid
from ui.widgets.choice_line import Choice
from ui.widgets.codes_field import CodesField
from ui.widgets.day_field import ValidityFields
from ui.widgets.fields import ChoiceField, LineField
from ui.words import quantity_text

EXPLAINED = {
    "sum": N_("The figure of a period is the sum of its entries."),
    "latest": N_("The figure of a period is the last value entered up to its end."),
    "average": N_("The figure of a period is the average of its entries."),
    "ratio": N_("The figure is 100 × the sum of what is counted / the sum of the whole."),
}


class CountersSection(CatalogueForm):
    """What is counted, in which unit, and how entries add up."""

    kind = catalogues.COUNTERS
    titles = (N_("Counter"), N_("Unit of count"), N_("Adds up as"), N_("Group"), N_("Whose"))
    widths = (310, 110, 120, 200, 110)
    name = N_("Counters")
    intro = N_(
        "What the activity log counts and reports show. Entries and reports that use a counter "
        "keep it when it ends; each change is a version you can go back to."
    )

    def __init__(self, context: Context) -> None:
        self._since_when: Counter | None = None
        super().__init__(context)

    def make_fields(self) -> QWidget:
        self.title = LineField(_("Name, as reports write it"), "Buổi hòa giải ở cơ sở")
        self.unit = LineField(_("Unit of count"), "buổi")
        self.group = LineField(_("Group (counters of one kind stand together)"))
        self.adds_up = ChoiceField(
            _("Adds up as"), [(code, _(word)) for code, word in ADDS_UP.items()]
        )
        self.numerator = ChoiceField(_("The part that is counted"), [("", "–")])
        self.denominator = ChoiceField(_("Of which whole"), [("", "–")])
        self.least = LineField(_("One entry has at least"))
        self.most = LineField(_("One entry has at most (more is asked about)"))
        self.decimals = ChoiceField(
            _("Places after the comma"), [(str(count), str(count)) for count in range(4)]
        )
        self.people_of = CodesField(_("Sums the people reached by entries of"), _("Add a counter"))
        self.words = LineField(_("Also called (parted by ;)"), "hòa giải; tổ hòa giải")
        self.channels = CodesField(_("Channels offered with it"), _("Add a channel"))
        self.cost = QCheckBox(_("Sums what entries cost (đồng)"))
        self.validity = ValidityFields()
        self.follow(
            name=self.title, unit=self.unit, group=self.group, adds_up=self.adds_up,
            numerator=self.numerator, denominator=self.denominator, least=self.least,
            most=self.most, decimals=self.decimals, people_of=self.people_of, words=self.words,
            channels=self.channels, validity=self.validity,
        )  # fmt: skip
        self.cost.clicked.connect(self._on_left)
        return self._grid()

    def _grid(self) -> QWidget:
        return form_grid(
            self.context.theme.scale,
            (self.title, self.unit),
            (self.adds_up, self.group),
            (self.numerator, self.denominator),
            (self.least, self.most),
            (self.words, self.decimals),
            (self.people_of, self.channels),
            (self.validity, self.cost),
        )

    def reload(self) -> None:
        known = catalogues.counters(self.store)
        sums = [("", "–"), *((one.code, one.name) for one in known if one.adds_up == "sum")]
        for box in (self.numerator.box, self.denominator.box):
            box.clear()
            for code, name in sums:
                box.addItem(name, code)
        self.people_of.offer(
            Choice(one.code, one.name, " ".join(one.words)) for one in known
            if one.adds_up != "ratio"
        )  # fmt: skip
        self.channels.offer(
            Choice(one.code, one.name, " ".join(one.words))
            for one in catalogues.channels(self.store)
        )
        super().reload()

    def cells(self, record: Counter) -> tuple[str, ...]:
        return (record.name, record.unit, _(ADDS_UP[record.adds_up]), record.group)

    def blank(self) -> Counter:
        return Counter(code="", name="", unit="")

    def is_blank(self, record: Any) -> bool:
        return not record.name

    def show_record(self, record: Counter) -> None:
        self.title.show_value(record.name)
        self.unit.show_value(record.unit)
        self.group.show_value(record.group)
        self.adds_up.show_value(record.adds_up)
        self.numerator.show_value(record.numerator)
        self.denominator.show_value(record.denominator)
        self.least.show_value(_bound(record.least))
        self.most.show_value(_bound(record.most))
        self.decimals.show_value(str(record.decimals))
        self.people_of.show_value(record.people_of)
        self.words.show_value("; ".join(record.words))
        self.channels.show_value(record.channels)
        self.cost.setChecked(record.cost)
        self.validity.show_value(record.validity)
        self._follow_adding(record.adds_up)

    def _warn(self, before: Counter, new: Counter) -> None:
        """Say beside unit and way of adding up what a change does to figures there are."""
        stored = catalogues.entries.find(self.store, self.kind, before.code) or before
        used = bool(before.code) and catalogues.last_use(self.store, self.kind, before.code)
        said = _(
            "Entries of the log use it: their figures change, too. To count otherwise from a day "
            "on, end this counter and add another."
        )
        for field, changed in (
            (self.unit, stored.unit != new.unit),
            (self.adds_up, stored.adds_up != new.adds_up),
        ):
            field.show_problem(said if used and changed else "", grave=False)

    def _follow_adding(self, adds_up: str) -> None:
        """Show what belongs to the way it adds up."""
        ratio = adds_up == "ratio"
        self.numerator.setVisible(ratio)
        self.denominator.setVisible(ratio)
        for field in (self.people_of, self.cost):
            field.setVisible(adds_up == "sum")
        self.adds_up.box.setToolTip(_(EXPLAINED[adds_up]))
        self.adds_up.editor.setAccessibleDescription(_(EXPLAINED[adds_up]))

    def read(self, record: Counter) -> Counter | None:
        adds_up: Any = self.adds_up.value()
        self._follow_adding(adds_up)
        validity = self.validity.value()
        bounds, good = [], True
        for field in (self.least, self.most):
            bound, fits = _number(field.value())
            field.show_problem("" if fits else _("Write a number, for example 500, or nothing."))
            bounds.append(bound)
            good = good and fits
        if validity is None or not good:
            return None
        ratio, total = adds_up == "ratio", adds_up == "sum"
        words = (word.strip() for word in self.words.value().split(";"))
        new: Counter = replace(
            record,
            name=self.title.value(),
            unit=self.unit.value(),
            group=self.group.value(),
            adds_up=adds_up,
            numerator=self.numerator.value() if ratio else "",
            denominator=self.denominator.value() if ratio else "",
            least=bounds[0],
            most=bounds[1],
            decimals=int(self.decimals.value() or 0),
            people_of=self.people_of.value() if total else (),
            cost=self.cost.isChecked() and total,
            words=tuple(word for word in words if word),
            channels=self.channels.value(),
            validity=validity,
        )
        self._warn(record, new)
        return new


def _bound(value: Decimal | None) -> str:
    return "" if value is None else quantity_text(value)


def _number(text: str) -> tuple[Decimal | None, bool]:
    """Return the number a person typed, and whether it is one; nothing is no bound."""
    bare = text.replace(".", "").replace(" ", "").replace(",", ".")
    if not bare:
        return None, True
    try:
        found = Decimal(bare)
    except InvalidOperation:
        return None, False
    return (found, True) if found.is_finite() else (None, False)
