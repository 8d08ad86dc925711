"""A bundle before it is taken in: what it is, from whom, and what would change here."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from papidesk.domain.import_plan import ImportPlan, LineState
from papidesk.i18n import _, ngettext
from ui.context import Context
from ui.exchange.act_foot import ActFoot
from ui.exchange.exchange_words import line_word
from ui.exchange.plan_cards import PlanCards, size_line
from ui.exchange.plan_chips import PlanChips
from ui.exchange.plan_model import KIND, TITLE, TOLD, PlanModel
from ui.exchange.plan_rows import counts_of
from ui.keys import shortcut
from ui.reports.column_turns import ColumnTurns
from ui.widgets.buttons import push_button
from ui.widgets.labels import ElidedLabel, label, line
from ui.widgets.table import Table
from ui.words import whole_text

TIGHT = 700  # px at 100 % text: up to this width the file needs the room of the head
ROOMY = 1000  # px at 100 % text: from this width on the note stands beside the buttons
WIDTHS = (104, 116, 240, 220)  # px at 100 % text


class _LinesTable(Table):
    """What a line is about and what becomes of it share the room."""

    def fill(self) -> None:
        if self.model() is None:
            return
        room = self.viewport().width() - sum(
            self.columnWidth(one) for one in (0, KIND) if not self.isColumnHidden(one)
        )
        self.setColumnWidth(TITLE, max(120, round(room * 0.54)))
        self.setColumnWidth(TOLD, max(120, room - self.columnWidth(TITLE)))


class PreviewView(QWidget):
    """Nothing is written before “Take in” is pressed."""

    take_asked = Signal()
    later_asked = Signal()
    conflicts_asked = Signal()
    compare_asked = Signal()
    line_asked = Signal(object)  # a PlanLine

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.plan: ImportPlan | None = None
        self.counts: dict[LineState, int] = {}
        self._build()
        self._connect()

    # Building

    def _build(self) -> None:
        theme = self._context.theme
        self.cards = PlanCards(theme.scale)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 16, 20, 16)
        row.setSpacing(14)
        row.addWidget(self._left(), 1)
        row.addWidget(self.cards)

    def _left(self) -> QWidget:
        card = QFrame()
        card.setObjectName("card")
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.written = label(_("nothing has been written yet"), "muted")
        self.file = ElidedLabel("muted", Qt.TextElideMode.ElideMiddle)
        self.chips = PlanChips()
        self.nothing = label("", "muted", wrap=True)
        self.nothing.hide()
        self._build_table()
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label(_("What would change"), "strong"))
        head.addWidget(self.file, 1)
        head.addWidget(self.written)
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.chips)
        column.addWidget(self.nothing)
        column.addWidget(self.table, 1)
        column.addWidget(line())
        column.addLayout(self._foot())
        return card

    def _build_table(self) -> None:
        self.model = PlanModel(self)
        self.table = _LinesTable(self._context.theme)
        self.table.setModel(self.model)
        self.table.setAccessibleName(_("What would change"))
        ColumnTurns(self._context.theme, self.table, WIDTHS, TITLE, (KIND,))

    def _foot(self) -> ActFoot:
        self.later_button = push_button(_("Later"))
        self.conflicts_button = push_button(_("Show the conflicts"), "conflict")
        self.take_button = push_button(_("Take in"), "check", "primary")
        self.foot = ActFoot(
            _("Backed up by itself before · the whole import can be undone"),
            (self.later_button, self.conflicts_button, self.take_button),
        )
        self.note, self.problem = self.foot.note, self.foot.problem
        return self.foot

    def _connect(self) -> None:
        self.chips.chosen.connect(self._on_state)
        self.table.opened.connect(self._on_opened)
        self.later_button.clicked.connect(self.later_asked)
        self.conflicts_button.clicked.connect(self.conflicts_asked)
        self.take_button.clicked.connect(self.take_asked)
        self.cards.compare_asked.connect(self.compare_asked)
        shortcut(self, "Ctrl+Return", _("Take in the bundle on screen"), self._on_take_key)
        shortcut(self, "Escape", _("Put the bundle off until later"), self.later_asked.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.cards.fit(self.width())
        self._tell_note()

    def _tell_note(self) -> None:
        # Where there is no room beside the buttons, the lines of the table need it more.
        roomy = self.width() / self._context.theme.scale > ROOMY
        self.note.setVisible(roomy and not self.problem.text())
        self.written.setVisible(self.width() / self._context.theme.scale > TIGHT)

    # What the page asks of it

    def show_plan(self, plan: ImportPlan) -> None:
        """Show ``plan`` with nothing agreed to."""
        self.plan = plan
        self.file.setText(size_line(plan))
        self.file.setToolTip(plan.file_name)
        self.counts = counts_of(plan)
        self.chips.show_counts(self.counts)
        self.model.show_plan(plan)
        self.cards.show_plan(plan)
        self.conflicts_button.setVisible(self.counts["conflicting"] > 0)
        self.say("")
        self.set_busy(False)
        self._tell_nothing()
        if self.model.rows:
            self.table.choose_row(0)

    def set_busy(self, busy: bool) -> None:
        """Lock the buttons while something is under way."""
        plan = self.plan
        count = self.taken_count
        said = ngettext("Take in {count} item", "Take in {count} items", count)
        if plan is not None and (count == 0 or plan.already):
            self.take_button.setText(_("Take in"))
        else:
            self.take_button.setText(said.format(count=whole_text(count)))
        possible = plan is not None and why_not(plan) == "" and not busy
        self.take_button.setEnabled(possible)
        self.take_button.setToolTip(why_not(plan) if plan is not None else "")
        self.later_button.setEnabled(not busy)
        self.conflicts_button.setEnabled(not busy)

    def say(self, sentence: str) -> None:
        """Say at the foot what was refused; "" takes it away."""
        self.foot.refuse(sentence)
        self._tell_note()

    @property
    def taken_count(self) -> int:
        """How many records would be written: what is new and what has changed."""
        return self.counts.get("new", 0) + self.counts.get("changed", 0)

    def give_focus(self) -> None:
        """Put the focus on the lines, or on the button where there is nothing to look at."""
        (self.table if self.model.rows else self.later_button).setFocus()

    def show_state(self, state: str) -> None:
        """Narrow the lines to ``state`` as if its chip were pressed."""
        self.chips.show_state(state)
        self._on_state(state)

    def show_search(self, text: str) -> None:
        """Narrow the lines to those that hold ``text``."""
        self.model.search(text)
        self._tell_nothing()
        if self.model.rows:
            self.table.choose_row(0)

    # Slots

    def _tell_nothing(self) -> None:
        plan = self.plan
        if plan is None or self.model.rows:
            self.nothing.hide()
            return
        if self.model.text:
            self.nothing.setText(_("No line fits what is searched for."))
            self.nothing.show()
            return
        unchanged = self.counts["unchanged"]
        said = _("There is nothing in it that would be shown here.")
        if unchanged:
            said = ngettext(
                "Everything is as it is here already: {count} record is the same.",
                "Everything is as it is here already: {count} records are the same.",
                unchanged,
            ).format(count=whole_text(unchanged))
        self.nothing.setText(said)
        self.nothing.show()

    def _on_state(self, state: str) -> None:
        self.model.narrow(state)
        self._tell_nothing()
        if state:
            self.table.setAccessibleDescription(line_word(state))  # type: ignore[arg-type]
        if self.model.rows:
            self.table.choose_row(0)

    def _on_opened(self, index: QModelIndex) -> None:
        row = index.row()
        if self.model.turn(row):
            self.table.choose_row(row)
        elif (found := self.model.line(row)) is not None:
            self.line_asked.emit(found)

    def _on_take_key(self) -> None:
        if self.take_button.isEnabled():
            self.take_asked.emit()


def why_not(plan: ImportPlan) -> str:
    """Return why ``plan`` cannot be taken in now; "" when it can."""
    if plan.hold == "unknown-key":
        return _("Compare the sender’s fingerprint first.")
    if plan.hold == "locked":
        return _("Open the consolidation of this period again first.")
    if plan.hold == "new-database" and not plan.manifest.covers.full:
        return _("Ask the sender for a bundle with everything.")
    if plan.already:
        return _("This bundle was taken in already.")
    if plan.superseded:
        return _("A later bundle brought the same already; this one can only be looked at.")
    return ""
