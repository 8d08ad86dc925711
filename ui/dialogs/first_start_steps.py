"""The four steps of the first start."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.office import (
    LEVELS,
    LevelName,
    OfficeCodeError,
    PresetName,
    RecipientList,
    Unit,
    check_code,
    preset_for,
)
from papidesk.domain.people import Signer
from papidesk.domain.place_name import place_of
from papidesk.domain.record import replace
from papidesk.errors import N_
from papidesk.i18n import _, say
from ui.ask import Ask
from ui.widgets.buttons import push_button
from ui.widgets.fields import ChoiceField, LineField, LinesField
from ui.widgets.labels import label

LEVEL_NAMES: dict[LevelName, str] = {
    "commune": N_("Commune, ward, special zone"),
    "district": N_("District (before 01/7/2025)"),
    "province": N_("Province, city"),
    "department": N_("Department (of a province)"),
    "unit": N_("Unit of an office"),
}


class Step(QWidget):
    """One step: a title, a sentence, fields; ``first`` is where the cursor goes."""

    changed = Signal()

    def __init__(self, title: str, sentence: str) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 4, 12, 0)
        self.column.setSpacing(12)
        self.column.addWidget(label(title, "page-title", wrap=True))
        self.column.addWidget(label(sentence, "muted", wrap=True))
        self.first: QWidget = self

    def add(self, *fields: LineField | ChoiceField | LinesField) -> None:
        """Put fields below each other and follow their changes."""
        for field in fields:
            self.column.addWidget(field)
            field.changed.connect(self.changed)


class NameStep(Step):
    """Level and name."""

    def __init__(self) -> None:
        super().__init__(
            _("Which office is this?"),
            _("The name stands at the head of every paper. You see it at the right as you type."),
        )
        self.level_field = ChoiceField(
            _("Level"), [(level, _(LEVEL_NAMES[level])) for level in LEVELS]
        )
        self.name = LineField(_("Name of the unit or body"), "xã An Hòa")
        self.place = LineField(_("Place in the date line (empty: from the name)"), "An Hòa")
        self.symbol = LineField(_("Letters of the office in symbols"), "UBND")
        self.code = LineField(_("Organisation code (may be left empty)"), "H00.00.000")
        self.add(self.level_field, self.name, self.place, self.symbol, self.code)
        self.column.addStretch(1)
        self.first = self.name
        self.name.changed.connect(self._on_name)
        self.code.changed.connect(self.judge)

    def level(self) -> LevelName:
        """Return the level that is chosen."""
        value = self.level_field.value()
        return next(level for level in LEVELS if level == value)

    def office_name(self) -> str:
        """Return the name as typed, cleaned."""
        return self.name.value()

    def judge(self) -> bool:
        """Tell whether the code may stay; say beside it why not."""
        self.code.show_problem("")
        try:
            check_code(self.code.value())
        except OfficeCodeError as error:
            self.code.show_problem(say(error))
            return False
        return True

    def _on_name(self) -> None:
        proposed = place_of(self.name.value()) if self.name.value() else "An Hòa"
        self.place.line.setPlaceholderText(proposed)
        self.name.show_problem("")


class SuperiorStep(Step):
    """The body above, how local government is ordered, and the units that come with it."""

    preset_changed = Signal()

    def __init__(self) -> None:
        super().__init__(
            _("Who is above it?"),
            _(
                "The superior receives the reports. Units, posts and signers are filled in from "
                "the order of local government; all of it can be changed later."
            ),
        )
        self.superior = LineField(_("Superior body"), "tỉnh Bình Nguyên")
        self.printed = QCheckBox(_("Print the superior above the office's name"))
        self.add(self.superior)
        self.column.addWidget(self.printed)
        self.two = QRadioButton(_("Two levels (since 01/7/2025)"))
        self.three = QRadioButton(_("Three levels (before 01/7/2025)"))
        self.two.setChecked(True)
        self._group = QButtonGroup(self)
        self._by_hand = False
        self.column.addWidget(label(_("Order of local government"), "muted"))
        for radio in (self.two, self.three):
            self._group.addButton(radio)
            self.column.addWidget(radio)
        self.why = label("", "caution", wrap=True)
        self.why.hide()
        self.column.addWidget(self.why)
        self.units_name = label(_("Units that are filled in"), "muted")
        self.column.addWidget(self.units_name)
        self._boxes = QVBoxLayout()
        self._boxes.setSpacing(4)
        self.column.addLayout(self._boxes)
        self.units: dict[str, QCheckBox] = {}
        self._left_out: set[str] = set()
        self.column.addStretch(1)
        self.first = self.superior
        self._group.buttonClicked.connect(self._on_order)
        self.printed.toggled.connect(self.changed)

    def preset(self) -> PresetName:
        """Return the order that is chosen."""
        return "three-level" if self.three.isChecked() else "two-level"

    def follow(self, level: LevelName, name: str) -> None:
        """Choose the order that level, name and superior tell of, unless the person chose.

        Districts and townships (thị trấn) exist only in the order of three levels.
        """
        township = name.lower().startswith("thị trấn")
        told = "three-level" if township else preset_for(level, self.superior.value())
        if not self._by_hand or level == "district":
            (self.three if told == "three-level" else self.two).setChecked(True)
        self.two.setEnabled(level != "district")
        said = ""
        if level == "district":
            said = _("Districts exist only in the order of three levels.")
        elif township and self.preset() == "two-level":
            said = _("There are no townships (thị trấn) since 01/7/2025. Is the name right?")
        elif told == "three-level" and self.preset() == "two-level":
            said = _("The superior is a district, which there are none of since 01/7/2025.")
        self.why.setText(said)
        self.why.setVisible(bool(said))

    def offer(self, units: tuple[Unit, ...]) -> None:
        """Show a box for each of ``units``; those left out before stay so."""
        if [unit.name for unit in units] == [box.text() for box in self.units.values()]:
            return
        for box in self.units.values():
            self._boxes.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.units = {}
        for unit in units:
            box = QCheckBox(unit.name)
            box.setChecked(unit.id not in self._left_out)
            box.toggled.connect(self._on_unit)
            self._boxes.addWidget(box)
            self.units[unit.id] = box
        self.units_name.setVisible(bool(units))

    def chosen(self, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
        """Return those of ``units`` that are not left out."""
        return tuple(unit for unit in units if unit.id not in self._left_out)

    def printed_line(self) -> str:
        """Return the superior's printed line, "" when it is not printed."""
        return self.superior.value().upper() if self.printed.isChecked() else ""

    def _on_order(self) -> None:
        self._by_hand = True
        self._left_out = set()
        self.preset_changed.emit()
        self.changed.emit()

    def _on_unit(self) -> None:
        self._left_out = {id for id, box in self.units.items() if not box.isChecked()}
        self.changed.emit()


class SignersStep(Step):
    """The names of those who sign, and who receives the plans and reports."""

    def __init__(self) -> None:
        super().__init__(
            _("Who signs, who receives?"),
            _("Names may be left empty and filled in later under Settings."),
        )
        self.fields: dict[str, LineField] = {}
        self._holder = QVBoxLayout()
        self._holder.setSpacing(12)
        self.column.addLayout(self._holder)
        self.recipients = LinesField(_("Recipients of plans and reports (one a line)"), lines=4)
        self._proposed: tuple[str, ...] = ()
        self.add(self.recipients)
        self.column.addStretch(1)

    def offer(self, signers: tuple[Signer, ...], lists: tuple[RecipientList, ...]) -> None:
        """Show a field for each of ``signers`` and the first list; what was typed stays."""
        proposed = lists[0].items if lists else ()
        if self.recipients.value() == self._proposed:
            self.recipients.show_value(proposed)
        self._proposed = proposed
        self.recipients.setVisible(bool(lists))
        if list(self.fields) == [signer.id for signer in signers]:
            return
        self.forget()
        for signer in signers:
            field = LineField(" – ".join([*(a.line for a in signer.chain), signer.position]))
            field.show_value(signer.name)
            field.changed.connect(self.changed)
            self._holder.addWidget(field)
            self.fields[signer.id] = field
        if self.fields:
            self.first = next(iter(self.fields.values()))

    def forget(self) -> None:
        """Take all fields away: the order of government was changed."""
        for field in self.fields.values():
            self._holder.removeWidget(field)
            field.hide()
            field.deleteLater()
        self.fields = {}
        self.first = self

    def named(self, signers: tuple[Signer, ...]) -> tuple[Signer, ...]:
        """Return ``signers`` with the names typed here."""
        return tuple(
            replace(signer, name=self.fields[signer.id].value())
            if signer.id in self.fields
            else signer
            for signer in signers
        )

    def received(self, lists: tuple[RecipientList, ...]) -> tuple[RecipientList, ...]:
        """Return ``lists`` with the recipients typed here in the first."""
        typed = self.recipients.value()
        if not lists or typed == self._proposed or not typed:
            return lists
        return (replace(lists[0], items=typed), *lists[1:])


class PlaceStep(Step):
    """Where the data lives, who works, and whether to begin with samples."""

    def __init__(self, folder: Path, ask: Ask) -> None:
        super().__init__(
            _("Where is the data kept?"),
            _(
                "In one folder on this computer: the database, the files, the backups. "
                "Nothing is sent anywhere."
            ),
        )
        self._ask = ask
        self.who = LineField(_("Your name (written beside every change)"))
        self.place = LineField(_("Folder"))
        self.place.show_value(str(folder))
        self.choose = push_button(_("Choose…"), "folder")
        self.choose.clicked.connect(self._on_choose)
        self.empty = QRadioButton(_("Begin with an empty workspace"))
        self.sample = QRadioButton(_("Begin with sample documents to look around"))
        self.empty.setChecked(True)
        self.add(self.who, self.place)
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addSpacing(8)
        self.column.addWidget(self.empty)
        self.column.addWidget(self.sample)
        said = _("The samples are removed all at once under Settings, Folders.")
        self.column.addWidget(label(said, "muted", wrap=True))
        self.column.addStretch(1)
        self.first = self.who

    def folder(self) -> Path:
        """Return the folder that is chosen."""
        return Path(self.place.line.text().strip()).expanduser()

    def samples(self) -> bool:
        """Tell whether samples are wanted."""
        return self.sample.isChecked()

    def _on_choose(self) -> None:
        self._ask.folder(
            self, _("Folder for the workspace"), str(self.folder().parent), self._on_folder
        )

    def _on_folder(self, folder: Path) -> None:
        self.place.line.setText(str(folder))
        self.changed.emit()
