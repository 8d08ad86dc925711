"""The second step of sending: to whom, on which way, encrypted or not, with a line beside it."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.record import replace
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from ui.background import Job, run_task
from ui.context import Context
from ui.exchange.checklist import Checklist
from ui.exchange.stick_notice import plugged_in
from ui.failures import sentence_of
from ui.widgets.buttons import push_button
from ui.widgets.fields import Field, LineField
from ui.widgets.labels import label, line
from ui.words import size_text

if TYPE_CHECKING:
    from papidesk.workflow.sending import Order
    from papidesk.workflow.sticks import Stick

STICK, FOLDER, EMAIL = range(3)


class SendHow(QWidget):
    """Whom it goes to and how; what cannot be is said beside the field."""

    changed = Signal()

    def __init__(self, context: Context, units: list[tuple[str, str]]) -> None:
        super().__init__()
        self._context = context
        self._units = units
        self._order: Order | None = None
        self._sticks: list[Stick] = []
        self._folder = ""
        self.looking = False
        self._build()
        self._connect()
        self.look_for_sticks()

    # Building

    def _build(self) -> None:
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 4, 0)
        row.setSpacing(32)
        row.addLayout(self._left(), 3)
        row.addWidget(self._card(), 2, Qt.AlignmentFlag.AlignTop)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)

    def _left(self) -> QVBoxLayout:
        self.to = label("", wrap=True)
        self.to.setTextFormat(Qt.TextFormat.PlainText)
        self.code = LineField(_("Code of another receiver"), _("leave empty for the superior"))
        self.units = Checklist(_("Units below that receive it"), least=150)
        self.note = LineField(_("A line for the receiver"), _("may be left empty"))
        self.problem = label("", "problem", wrap=True)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(label(_("To whom"), "strong"))
        for widget in (self.to, self.code, self.units, self.note, self.problem):
            column.addWidget(widget)
        column.addStretch(1)
        return column

    def _card(self) -> QWidget:
        self.ways = [
            QRadioButton(_("On a USB stick")),
            QRadioButton(_("Into a folder of this computer")),
            QRadioButton(_("By e-mail, in parts of at most 20 MB")),
        ]
        self._group = QButtonGroup(self)
        self.place = QLineEdit()
        self.place.setReadOnly(True)
        self.place_field = Field(_("Written to"), self.place)
        self.choose_button = push_button(_("Choose…"), "folder")
        self.encrypt = QCheckBox(_("Encrypt it, so that only the receiver can read it"))
        self.encrypt_told = label("", "small", wrap=True)
        self.encrypt_told.setContentsMargins(24, 0, 0, 0)
        card = QFrame()
        card.setObjectName("card")
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(8)
        column.addWidget(label(_("Which way"), "strong"))
        for number, way in enumerate(self.ways):
            self._group.addButton(way, number)
            column.addWidget(way)
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self.place_field, 1)
        place.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(place)
        column.addWidget(line())
        column.addWidget(self.encrypt)
        column.addWidget(self.encrypt_told)
        self.ways[FOLDER].setChecked(True)
        return card

    def _connect(self) -> None:
        self._group.idClicked.connect(self._on_way)
        self.choose_button.clicked.connect(self.choose_folder)
        self.code.changed.connect(self._on_receiver)
        self.units.changed.connect(self._on_receiver)
        self.encrypt.clicked.connect(self.changed)
        self.note.changed.connect(self.changed)

    # What the assistant asks of it

    @property
    def way(self) -> int:
        """STICK, FOLDER or EMAIL."""
        return self._group.checkedId()

    @property
    def target(self) -> Path | None:
        """The folder it is written to, None while none is chosen."""
        text = self.place.text()
        return Path(text) if text else None

    def show_order(self, order: Order) -> None:
        """Show what an order of this kind needs."""
        self._order = order
        down = order.kind in ("directive", "keyset")
        if self.units.list.count() == 0 and self._units:
            self.units.offer(self._units, [code for code, _name in self._units])
        self.units.setVisible(down)
        self.code.setVisible(order.kind in ("report", "plan"))
        self._on_receiver()

    def order(self, before: Order) -> Order | None:
        """Return ``before`` with receivers, way and note; None while something is missing."""
        to: tuple[str, ...] = ()
        if before.kind in ("directive", "keyset"):
            to = self.units.chosen()
            if not to:
                self.problem.setText(_("Tick at least one unit."))
                return None
        elif before.kind in ("report", "plan") and self.code.value():
            to = (self.code.value(),)
        return replace(
            before,
            to=to,
            encrypt=self.encrypt.isChecked() and self.encrypt.isEnabled(),
            profile="email" if self.way == EMAIL else "stick",
            note=self.note.value(),
        )

    def sound(self) -> bool:
        """Tell whether all is chosen, and say what is not."""
        if self.target is None:
            self.place_field.show_problem(_("Choose where it is to be written."))
            return False
        if not self.target.is_dir():
            self.place_field.show_problem(_("This folder is not there any more. Choose another."))
            return False
        self.place_field.show_problem("")
        return not self.problem.text()

    def give_focus(self) -> None:
        """Put the focus on the way that is chosen."""
        self.ways[max(0, self.way)].setFocus()

    def look_for_sticks(self) -> None:
        """Look for sticks away from the window; the first one is proposed."""
        self.looking = True
        run_task(
            self, _sticks, jobs=self._context.jobs, done=self.show_sticks, failed=self._on_no_sticks
        )

    def show_sticks(self, sticks: list[Stick]) -> None:
        """Offer those of ``sticks`` that can be written to."""
        self.looking = False
        sticks = [one for one in sticks if one.writable]
        self._sticks = sticks
        self.ways[STICK].setEnabled(bool(sticks))
        words = _("On a USB stick")
        if sticks:
            first = sticks[0]
            name = first.label or Path(first.path).name
            words = _("On the USB stick “{name}” ({free} free)").format(
                name=name, free=size_text(first.free_bytes)
            )
            if not self._folder:
                self.ways[STICK].setChecked(True)
        else:
            words = _("On a USB stick (none is plugged in)")
        self.ways[STICK].setText(words)
        self._on_way()

    def choose_folder(self) -> None:
        """Ask where it is to be written."""
        began = self.place.text() or self._context.settings.last_folder or str(Path.home())
        self._context.ask.folder(self, _("Where to write the bundle"), began, self.show_folder)

    def show_folder(self, folder: Path) -> None:
        """Write it into ``folder``."""
        self._folder = str(folder)
        if self.way == STICK and not any(Path(one.path) == folder for one in self._sticks):
            self.ways[FOLDER].setChecked(True)
        self._on_way()

    # Slots

    def _on_no_sticks(self, _error: Exception) -> None:
        self.show_sticks([])

    def _on_way(self, *_id: object) -> None:
        if self.way == STICK and self._sticks:
            known = {str(one.path) for one in self._sticks}
            first = str(self._sticks[0].path)
            self.place.setText(self._folder if self._folder in known else first)
        else:
            self.place.setText(self._folder or self._context.settings.last_folder)
        self.place.setCursorPosition(0)
        self.place.setToolTip(self.place.text())
        self.place_field.show_problem("")
        self.changed.emit()

    def _on_receiver(self) -> None:
        """Say who receives it and whether it can be encrypted for them."""
        self.problem.setText("")
        if self._order is None:
            return
        order = self.order(self._order)
        if order is None:
            self.to.setText("")
            return
        from papidesk.workflow import sending

        store = self._context.workspace.store
        try:
            codes = sending.receivers(store, order, today=datetime.date.today())
            names = [sending.name_of(store, code) for code in codes]
        except PapiDeskError as error:
            self.problem.setText(sentence_of(error))
            self.to.setText("")
            return
        down = order.kind in ("directive", "keyset")
        self.to.setVisible(not down)
        self.to.setText("" if down else f"{names[0]} ({codes[0]})")
        self._tell_encrypting(codes, names)
        self.changed.emit()

    def _tell_encrypting(self, codes: tuple[str, ...], names: list[str]) -> None:
        from papidesk.workflow import trust

        store = self._context.workspace.store
        own = self._order is not None and self._order.kind == "office"
        trusted = {key.unit for key in trust.every(store) if key.state == "trusted"}
        without = [name for code, name in zip(codes, names, strict=True) if code not in trusted]
        possible = own or not without
        self.encrypt.setEnabled(possible)
        said = _("Who finds the stick cannot open it. Advisable for e-mail.")
        if not possible:
            said = _("Not possible: no trusted key of {unit} is known here.").format(
                unit=without[0]
            )
        self.encrypt_told.setText(said)


def _sticks(_job: Job) -> list[Stick]:
    return plugged_in()
