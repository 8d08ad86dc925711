"""Returning a unit's report: why, until when, and remarks on its figures and places."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.consolidation import Remark
from papidesk.i18n import _
from ui.consolidation.board_work import Answer, ToRemark
from ui.context import Context
from ui.dialogs.typed_dialog import TypedDialog
from ui.documents.place_names import place_choices
from ui.widgets.buttons import push_button, tool_button
from ui.widgets.day_field import DayField
from ui.widgets.fields import ChoiceField, LineField, LinesField
from ui.widgets.growing import grow_with
from ui.widgets.labels import broaden, label
from ui.words import quantity_text

COUNTER, PLACE = "counter:", "place:"


class ReturnReportDialog(TypedDialog):
    """Asks for the reason and for remarks; one of the two is enough."""

    answered = Signal(object)  # an Answer

    def __init__(
        self, context: Context, title: str, about: ToRemark, parent: QWidget | None = None, *,
        on_paper: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(context, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._remarks: list[Remark] = []
        self._on_paper = on_paper
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
        self.place = ChoiceField(_("Where"), _places(about))
        self.remark = LineField(_("What is to be changed there"))
        self.add_button = push_button(_("Add"), "plus")
        self.list = QListWidget()
        self.list.setObjectName("framed")
        self.list.setAccessibleName(_("Remarks of this return"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.remove_button = tool_button(_("Take away (Delete)"), "delete")
        self.remove_button.setEnabled(False)
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
        adding = QHBoxLayout()
        adding.setSpacing(8)
        adding.addWidget(self.place, 3)
        adding.addWidget(self.remark, 4)
        adding.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignBottom)
        kept = QHBoxLayout()
        kept.addWidget(self.list, 1)
        kept.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(10)
        for widget in (head, note, self.reason, self.wanted):
            layout.addWidget(widget)
        layout.addWidget(label(_("Remarks on figures and places"), "strong"))
        layout.addLayout(adding)
        layout.addLayout(kept, 1)
        layout.addWidget(self.buttons)
        grow_with(self, self.reason.text, self.reason.problem, self.remark.problem)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self._on_add)
        self.remark.line.installEventFilter(self)
        self.remove_button.clicked.connect(self._on_remove)
        self.list.currentRowChanged.connect(self._on_row)
        for field in (self.reason, self.remark, self.wanted):
            field.changed.connect(self._on_typed)
        self.buttons.accepted.connect(self._on_accept)
        self.buttons.rejected.connect(self.reject)
        key = QShortcut(QKeySequence("Delete"), self.list)
        key.setContext(Qt.ShortcutContext.WidgetShortcut)
        key.activated.connect(self._on_remove)

    def remarks(self) -> tuple[Remark, ...]:
        """Return the remarks as they were added; what stands in the field counts too."""
        waiting = self._written()
        return (*self._remarks, waiting) if waiting else tuple(self._remarks)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Enter adds the remark; the dialog's button would send the report back too early.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self._on_add()
            return True
        return super().eventFilter(watched, event)

    def _written(self) -> Remark | None:
        text, at = self.remark.value(), self.place.value()
        if not text:
            return None
        counter = at.removeprefix(COUNTER) if at.startswith(COUNTER) else ""
        place = at.removeprefix(PLACE) if at.startswith(PLACE) else ""
        return Remark(text=text, counter=counter, place=place)

    def _on_row(self, row: int) -> None:
        self.remove_button.setEnabled(row >= 0)

    def _on_typed(self) -> None:
        self.typed = True
        self.reason.show_problem("")
        self.remark.show_problem("")

    def _on_add(self) -> None:
        remark = self._written()
        if remark is None:
            self.remark.show_problem(_("Write what is to be changed."))
            self.remark.setFocus()
            return
        self.typed = True
        self._remarks.append(remark)
        self.list.addItem(QListWidgetItem(f"{self.place.box.currentText()}: {remark.text}"))
        self.remark.show_value("")
        self.remark.setFocus()

    def _on_remove(self) -> None:
        row = self.list.currentRow()
        if row >= 0:
            del self._remarks[row]
            self.list.takeItem(row)

    def _on_accept(self) -> None:
        reason = " ".join(self.reason.value())
        if not reason and not self.remarks():
            self.reason.show_problem(_("Say why, or write a remark: the unit reads it first."))
            self.reason.setFocus()
            return
        if not self.wanted.judge():
            self.wanted.setFocus()
            return
        self.typed = False
        self.accept_button.setEnabled(False)
        self.answered.emit(Answer(reason, self.remarks(), self.wanted.day()))
        self.accept()


def _places(about: ToRemark) -> list[tuple[str, str]]:
    figures = [
        (COUNTER + one.counter, f"{one.name}: {quantity_text(one.value)} {one.unit}".strip())
        for one in about.figures
    ]
    places = place_choices(about.document) if about.document is not None else []
    named = [(PLACE + path, name) for path, name in places if path]
    return [("", _("The whole report")), *figures, *named]
