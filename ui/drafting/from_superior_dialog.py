"""A superior's plan: the duties it gives to communes, accepted, edited or declined one by one."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QMetaObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.duties import DUTY_KINDS, PARTS, Duty
from papidesk.domain.record import replace
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.workflow import documents, duties, offices, templates
from ui.context import Context
from ui.documents.place_names import place_name
from ui.drafting.decision_list import DecisionList
from ui.failures import sentence_of
from ui.widgets.buttons import push_button
from ui.widgets.fields import ChoiceField, LineField, LinesField
from ui.widgets.labels import label, restyle

SIZE = (1040, 640)


class FromSuperiorDialog(QDialog):
    """Makes a plan of the accepted duties; ``made`` gives its id."""

    made = Signal(str)

    def __init__(
        self,
        context: Context,
        superior_id: str,
        parent: QWidget | None = None,
        *,
        year: int | None = None,
    ) -> None:
        """Raises :class:`papidesk.workflow.duties.NoDutiesError` when nothing was found."""
        store = context.workspace.store
        # First of all: a refusal leaves no half a dialog behind.
        proposed = duties.proposals(store, superior_id)
        super().__init__(parent)
        self._context, self._id = context, superior_id
        self._today = datetime.date.today()
        self._year = year or self._today.year
        self._duties = list(proposed)
        self._superior = documents.get(store, superior_id)
        self._build()
        self._connect()
        self.proposals.show_items([_line(duty) for duty in self._duties])
        self._on_decided()

    def _build(self) -> None:
        self.setWindowTitle(_("From the superior's plan"))
        self.resize(*SIZE)
        self.advice = label(
            _(
                "“{title}” gives these duties to communes. Put each right where needed; Ctrl+Enter "
                "accepts it and goes to the next one."
            ).format(title=self._superior.title),
            "muted",
            wrap=True,
        )
        self.proposals = DecisionList(self._context.theme, _("Proposed duties"))
        self.rest = push_button(_("Accept all that are left"), "check", "link")
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.proposals, 1)
        column.addWidget(self.rest)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(self._right())
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([400, 620])
        plans = [one for one in templates.every(self._context.workspace.store) if one.kind == "KH"]
        self.template = ChoiceField(_("Template of the new plan"), [(p.id, p.name) for p in plans])
        self.template.show_value(duties.DEFAULT_TEMPLATE)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.finish = self.buttons.addButton(
            _("Make the plan"), QDialogButtonBox.ButtonRole.ActionRole
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(self.advice)
        layout.addWidget(splitter, 1)
        layout.addWidget(self.template)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)

    def _right(self) -> QWidget:
        self.kind = label("", "section-title")
        self.where = label("", "muted", wrap=True)
        self.text = LinesField(_("Task"), joined=True, lines=4)
        self.lead = ChoiceField(_("Unit in charge"), self._units())
        self.cooperating = LinesField(_("Cooperating units (one a line)"))
        self.time = LineField(_("Time or due date"))
        self.product = LineField(_("Product"))
        self.decline = push_button(_("Decline"), "cancel")
        self.accept_button = push_button(_("Accept"), "check", "primary")
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(12, 0, 8, 0)
        column.setSpacing(8)
        fields = (self.kind, self.where, self.text, self.lead, self.cooperating, self.time,
                  self.product)  # fmt: skip
        for widget in fields:
            column.addWidget(widget)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the fields in it take it
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(form)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.decline)
        row.addWidget(self.accept_button)
        right = QWidget()
        outer = QVBoxLayout(right)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area, 1)
        outer.addLayout(row)
        return right

    def _units(self) -> list[tuple[str, str]]:
        office = offices.current(self._context.workspace.store)
        names = dict.fromkeys([*(unit.name for unit in office.units), *self._leads()])
        return [(name, name) for name in names if name]

    def _leads(self) -> list[str]:
        return [duty.lead for duty in self._duties]

    def _connect(self) -> None:
        self.proposals.chosen.connect(self._on_chosen)
        self.accept_button.clicked.connect(self._on_accept)
        self.decline.clicked.connect(self._on_decline)
        self.rest.clicked.connect(self._on_rest)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._on_accept)
        self.text.changed.connect(self._on_text)
        self.finish.clicked.connect(self._on_finish)
        self.buttons.rejected.connect(self.reject)

    def _on_chosen(self, row: int) -> None:
        duty = self._duties[row]
        self.kind.setText(_(DUTY_KINDS[duty.kind]))
        place = place_name(self._superior, duty.path)
        part = _("The commune {part}.").format(part=_(PARTS[duty.part]))
        lead = _("In charge above: {who}.").format(who=duty.superior_lead)
        said = [place, part, lead if duty.superior_lead else ""]
        self.where.setText(" · ".join(one for one in said if one))
        self.text.show_value((duty.text,))
        self.lead.show_value(duty.lead)
        self.cooperating.show_value(duty.cooperating)
        self.time.show_value(duty.time)
        self.product.show_value(duty.product)
        self._on_text()

    def _on_text(self) -> None:
        self.accept_button.setEnabled(bool(self.text.value()))

    def _shown(self, duty: Duty) -> Duty:
        return replace(
            duty,
            text=" ".join(self.text.value()),
            lead=self.lead.value(),
            cooperating=self.cooperating.value(),
            time=self.time.value(),
            product=self.product.value(),
        )

    def _on_accept(self) -> None:
        row = self.proposals.current
        if row < 0 or not self.text.value():
            return
        self._duties[row] = self._shown(self._duties[row])
        self._decide(row, "taken")

    def _on_decline(self) -> None:
        if self.proposals.current >= 0:
            self._decide(self.proposals.current, "left")

    def _on_rest(self) -> None:
        for row, duty in enumerate(self._duties):
            if not self.proposals.state(row):
                self.proposals.decide(row, "taken", _line(duty))
        self._on_decided()

    def _decide(self, row: int, state: str) -> None:
        self.proposals.decide(row, state, _line(self._duties[row]))
        self.proposals.go_on()
        self._on_decided()

    def _on_decided(self) -> None:
        done = not self.proposals.open_count
        self.finish.setEnabled(done)
        self.rest.setEnabled(not done)
        self.finish.setProperty("kind", "primary" if done else "")
        self.accept_button.setProperty("kind", "" if done else "primary")
        for button in (self.finish, self.accept_button):
            restyle(button)
        if done:
            QMetaObject.invokeMethod(self.finish, "setFocus", Qt.ConnectionType.QueuedConnection)

    def _on_finish(self) -> None:
        self.finish.setEnabled(False)
        accepted = [
            duty for row, duty in enumerate(self._duties) if self.proposals.state(row) == "taken"
        ]
        try:
            made = duties.make(
                self._context.workspace.store,
                self._id,
                accepted,
                today=self._today,
                who=self._context.who,
                template_id=self.template.value(),
                year=self._year,
            )
        except PapiDeskError as error:
            self.problem.setText(sentence_of(error))
            self.problem.show()
            self.finish.setEnabled(True)
            return
        self.accept()
        self.made.emit(made.id)

    def reject(self) -> None:
        """Close without a plan; decisions made so far are asked about once."""
        if self.proposals.open_count == len(self._duties):
            super().reject()
            return
        self._context.ask.confirm(
            self,
            _("Close without making the plan? What you have decided so far is not kept."),
            _("Close"),
            super().reject,
        )


def _line(duty: Duty) -> str:
    text = duty.text if len(duty.text) <= 90 else duty.text[:88].rstrip() + "…"
    return f"{duty.lead}: {text}" if duty.lead else text
