"""Returning a unit's report: why, until when, and remarks on its figures and places."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from papidesk.domain.consolidation import Remark
from papidesk.i18n import _
from ui.consolidation.board_work import Answer, ToRemark
from ui.context import Context
from ui.dialogs.typed_dialog import TypedDialog
from ui.documents.place_names import place_choices
from ui.documents.remark_box import RemarkBox
from ui.widgets.day_field import DayField
from ui.widgets.fields import LinesField
from ui.widgets.growing import grow_with
from ui.widgets.labels import broaden, label
from ui.words import quantity_text

COUNTER, PLACE = "counter:", "place:"


class ReturnReportDialog(TypedDialog):
    """Asks for the reason and for remarks; one of the two is enough.

    ``refused`` tells why it cannot be returned any more, "" while it can: what was written stays.
    """

    answered = Signal(object)  # an Answer

    def __init__(
        self, context: Context, title: str, about: ToRemark, parent: QWidget | None = None, *,
        on_paper: bool = False, refused: Callable[[], str] = str,
    ) -> None:  # fmt: skip
        super().__init__(context, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._on_paper, self._refused = on_paper, refused
        self._build(title, about)
        self._connect()
        self.reason.setFocus()

    def _build(self, title: str, about: ToRemark) -> None:
        self.setWindowTitle(_("Return the report"))
        head = label(title, "section-title", wrap=True)
        head.setTextFormat(Qt.TextFormat.PlainText)
        broaden(head, 78)
        self.reason = LinesField(_("Why it is returned"), joined=True, lines=2)
        self.wanted = DayField(_("Wanted again by (may be empty)"))
        self.notes = RemarkBox(_("Where"), _places(about))
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(
            _("Return the report"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._lay_out(head)

    def _lay_out(self, head: QWidget) -> None:
        told = _(
            "The report came on paper: tell the unit on paper too. Its figures do not count until "
            "it comes again."
        )
        note = label(
            told
            if self._on_paper
            else _(
                "The unit gets a bundle: its report opens again with the remarks on their places. "
                "Its figures do not count until it comes again."
            ),
            "muted",
            wrap=True,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(10)
        for widget in (head, note, self.reason, self.wanted):
            layout.addWidget(widget)
        layout.addWidget(label(_("Remarks on figures and places"), "strong"))
        layout.addWidget(self.notes, 1)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)
        grow_with(
            self, self.reason.text, self.reason.problem, self.notes.remark.problem,
            self.wanted.problem, self.problem,
        )  # fmt: skip

    def _connect(self) -> None:
        for field in (self.reason, self.notes, self.wanted):
            field.changed.connect(self._on_typed)
        self.buttons.accepted.connect(self._on_accept)
        self.buttons.rejected.connect(self.reject)

    def remarks(self) -> tuple[Remark, ...]:
        """Return the remarks as they were added; what stands in the field counts too."""
        return tuple(_remark(place, text) for place, text in self.notes.values())

    def _on_typed(self) -> None:
        self.typed = True
        self.reason.show_problem("")

    def _on_accept(self) -> None:
        reason = " ".join(self.reason.value())
        if not reason and not self.remarks():
            self.reason.show_problem(_("Say why, or write a remark: the unit reads it first."))
            self.reason.setFocus()
            return
        if not self._wanted_fits():
            self.wanted.setFocus()
            return
        refused = self._refused()
        self.problem.setText(refused)
        self.problem.setVisible(bool(refused))
        if refused:
            return
        self.typed = False
        self.accept_button.setEnabled(False)
        self.answered.emit(Answer(reason, self.remarks(), self.wanted.day()))
        self.accept()

    def _wanted_fits(self) -> bool:
        day = self.wanted.day()
        if day is not None and day < datetime.date.today():
            self.wanted.show_problem(_("This day has passed: give the unit time to correct."))
            return False
        return self.wanted.judge()


def _remark(at: str, text: str) -> Remark:
    counter = at.removeprefix(COUNTER) if at.startswith(COUNTER) else ""
    place = at.removeprefix(PLACE) if at.startswith(PLACE) else ""
    return Remark(text=text, counter=counter, place=place)


def _places(about: ToRemark) -> list[tuple[str, str]]:
    figures = [
        (COUNTER + one.counter, f"{one.name}: {quantity_text(one.value)} {one.unit}".strip())
        for one in about.figures
    ]
    places = place_choices(about.document) if about.document is not None else []
    named = [(PLACE + path, name) for path, name in places if path]
    return [("", _("The whole report")), *figures, *named]
