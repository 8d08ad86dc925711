"""Reports on paper of many units at once: a table of units × counters, looked at first."""

from __future__ import annotations

import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from papidesk.errors import N_, PapiDeskError
from papidesk.i18n import _, ngettext, say
from papidesk.workflow import paper_counters, workspaces
from ui.background import Job
from ui.consolidation.table_dialog import STATES, TableDialog
from ui.consolidation.term_chip import Asked
from ui.context import Context
from ui.log.dialog_size import give_size
from ui.settings.titled_model import Index, TitledModel
from ui.widgets.day_field import DayField
from ui.widgets.labels import label
from ui.widgets.table import TONE_ROLE
from ui.words import day_text, whole_text

if TYPE_CHECKING:
    from papidesk.domain.sheet_table import SheetTable
    from papidesk.workflow.unit_paper_sheets import PaperLine, PaperSheet, Remembered

SIZE = (960, 620)  # px at 100 % text
WIDTHS = (60, 120, 220, 110, 360)  # px at 100 % text
ROW, STATE, NAME, DAY, WHAT = range(5)
_NO_INDEX = QModelIndex()
_Role = Qt.ItemDataRole


class _LinesModel(TitledModel):
    titles: ClassVar[tuple[str, ...]] = (
        N_("Row"), N_("State"), N_("Unit"), N_("Received on"), N_("What changes, or why not"),
    )  # fmt: skip

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: tuple[PaperLine, ...] = ()
        self.names: dict[str, str] = {}  # of counters by code

    def show_lines(self, lines: tuple[PaperLine, ...]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], index.column()
        if role == TONE_ROLE and column == STATE:
            return STATES[line.state][1]
        if role in (_Role.DisplayRole, _Role.ToolTipRole):
            return self._text_of(line, column)
        if role == _Role.ForegroundRole and line.state in ("unchanged", "refused"):
            return "muted" if column < WHAT else None
        return None

    def _text_of(self, line: PaperLine, column: int) -> str:
        if column == WHAT:
            refused = isinstance(line.problem, PapiDeskError)
            return say(line.problem) if refused else "; ".join(map(self._named, line.changes))
        day = day_text(line.entry.day) if line.entry else ""
        return (str(line.row), _(STATES[line.state][0]), line.text, day)[column]

    def _named(self, change: str) -> str:
        """Return "Tin, bài: 12 → 15" for "tin-bai: 12 → 15"."""
        code, _colon, rest = change.partition(": ")
        return f"{self.names.get(code, code)}: {rest}"


class PaperSheetDialog(TableDialog):
    """Shows what every row would become; nothing is written before it is agreed to."""

    kept = Signal(str, object)  # a sentence, what was there before

    def __init__(self, context: Context, asked: Asked, parent: QWidget | None = None) -> None:
        super().__init__(context, _("Enter the reports"), parent)
        self._asked = asked
        self.plan: PaperSheet | None = None
        self._build()
        self.day.changed.connect(self._on_day)
        self.connect_parts()

    def _build(self) -> None:
        self.setWindowTitle(_("Paper reports from a table"))
        give_size(self, SIZE, self._context.theme.scale)
        head = label(self._asked.text, "section-title", wrap=True)
        head.setTextFormat(Qt.TextFormat.PlainText)
        self.day = DayField(_("Came on, where a row does not say so"))
        self.passed = label("", "caution", wrap=True)
        self.passed.setTextFormat(Qt.TextFormat.PlainText)
        self.model = _LinesModel(self)
        self.make_table(self.model, WIDTHS, tall=True)
        self._lay_out(head)

    def _lay_out(self, head: QWidget) -> None:
        said = _(
            "A row for each unit, a column for each counter (its name or code); days, numbers and "
            "notes may stand beside them. An empty cell leaves a figure as it is, “–” takes it "
            "away; of a ratio or mean write its two parts, 45/60."
        )
        first = QHBoxLayout()
        first.setSpacing(8)
        for button in (self.paste_button, self.file_button):
            first.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        first.addStretch(1)
        first.addWidget(self.day)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        for widget in (head, label(said, "muted", wrap=True)):
            column.addWidget(widget)
        column.addLayout(first)
        column.addWidget(self.summary)
        column.addWidget(self.passed)
        column.addWidget(self.table, 1)
        column.addWidget(self.problem)
        column.addLayout(self.foot())
        self.passed.hide()

    # Reading

    def read(self, path: Path | None, text: str) -> None:
        self.start(partial(_read, path, text), self._on_table)

    def look(self) -> None:
        """Show what every row would become."""
        if self._table is not None:
            self.start(
                partial(_previewed, self._context, self._table, self._asked, self.day.day()),
                self.show_plan,
            )

    def show_plan(self, plan: PaperSheet) -> None:
        """Show a preview."""
        self.rest()
        self.plan = plan
        self.typed = True
        known = paper_counters.every(self._context.workspace.store)
        self.model.names = {code: one.name for code, one in known.items()}
        self.model.show_lines(plan.lines)
        names = ", ".join(plan.passed)
        self.passed.setText(_("Nothing is read from these columns: {names}.").format(names=names))
        self.passed.setVisible(bool(plan.passed))
        count = len(plan.of("new", "changed"))
        said = ngettext("Enter {count} report", "Enter {count} reports", count)
        states = [line.state for line in plan.lines]
        self.tell_counts(states, said.format(count=whole_text(count)))

    def take(self) -> None:
        if self.plan is not None and self.accept_button.isEnabled():
            self.accept_button.setEnabled(False)
            self.start(
                partial(_taken, self._context, self.plan), self._on_taken,
                title=_("Entering paper reports"),
            )  # fmt: skip

    def _on_taken(self, before: list[Remembered]) -> None:
        self.rest()
        self.typed = False
        said = ngettext("{count} paper report entered", "{count} paper reports entered",
                        len(before))  # fmt: skip
        self.kept.emit(
            said.format(count=whole_text(len(before))), partial(_put_back, self._context, before)
        )
        self.accept()

    def _on_table(self, table: SheetTable) -> None:
        self._table = table
        self.look()

    def _on_day(self) -> None:
        if self.day.judge():
            self.look()

    def forget(self) -> None:
        self.plan = None
        self.model.show_lines(())
        self.passed.hide()


def _read(path: Path | None, text: str, job: Job) -> SheetTable:
    from papidesk.workflow import unit_paper_sheets

    job.step(0, 1)
    if path is not None:
        return unit_paper_sheets.read(path)
    return unit_paper_sheets.read_cells(text)


def _previewed(
    context: Context, table: SheetTable, asked: Asked, day: datetime.date | None, job: Job
) -> PaperSheet:
    from papidesk.workflow import unit_paper_sheets

    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        return unit_paper_sheets.preview(
            store, table, duty=asked.duty, period=asked.period, day=day,
            today=datetime.date.today(),
        )  # fmt: skip


def _taken(context: Context, plan: PaperSheet, job: Job) -> list[Remembered]:
    from papidesk.workflow import unit_paper_sheets

    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store, store.unit_of_work():
        before = unit_paper_sheets.remembered(store, plan)
        unit_paper_sheets.take(store, plan, who=context.who, today=datetime.date.today())
    return before


def _put_back(context: Context, before: list[Remembered]) -> None:
    from papidesk.workflow import unit_paper_sheets

    unit_paper_sheets.put_back(context.workspace.store, before, who=context.who)
