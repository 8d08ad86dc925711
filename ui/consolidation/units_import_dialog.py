"""Taking the list of units over from Excel: pasted or from a file, looked at first."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from papidesk.errors import N_, PapiDeskError
from papidesk.i18n import _, ngettext, say
from papidesk.workflow import units, workspaces
from ui.background import Job
from ui.consolidation.column_choices import ColumnChoices
from ui.consolidation.consolidation_words import NOTHING, level_word
from ui.consolidation.table_dialog import STATES, TableDialog
from ui.context import Context
from ui.log.dialog_size import give_size
from ui.settings.titled_model import Index, TitledModel
from ui.widgets.buttons import push_button
from ui.widgets.labels import label
from ui.widgets.table import TONE_ROLE
from ui.words import whole_text

if TYPE_CHECKING:
    from papidesk.domain.sheet_table import SheetTable
    from papidesk.domain.unit_tree import BelowUnit
    from papidesk.workflow.units_import import UnitLine, UnitsImport

SIZE = (1060, 660)  # px at 100 % text
WIDTHS = (56, 104, 190, 110, 170, 180)  # px at 100 % text
ASK, LOOK = range(2)
_NO_INDEX = QModelIndex()
_Role = Qt.ItemDataRole


class _LinesModel(TitledModel):
    titles: ClassVar[tuple[str, ...]] = (
        N_("Row"), N_("State"), N_("Name"), N_("Code"), N_("Level"), N_("Unit above, or why not"),
    )  # fmt: skip

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: tuple[UnitLine, ...] = ()
        self._names: dict[str, str] = {}

    def show_lines(self, lines: tuple[UnitLine, ...], names: dict[str, str]) -> None:
        self.beginResetModel()
        self.lines = lines
        told = {line.unit.code: line.unit.name for line in lines if line.unit is not None}
        self._names = names | told
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], index.column()
        if role == TONE_ROLE and column == 1:
            return STATES[line.state][1]
        if role in (_Role.DisplayRole, _Role.ToolTipRole):
            return self._text_of(line, column)
        if role == _Role.ForegroundRole and line.state in ("unchanged", "refused"):
            return "muted" if column < 5 else None
        return None

    def _text_of(self, line: UnitLine, column: int) -> str:
        unit = line.unit
        if column < 2:
            return (str(line.row), _(STATES[line.state][0]))[column]
        if unit is None:
            why = say(line.problem) if isinstance(line.problem, PapiDeskError) else ""
            return (line.text, "", "", why)[column - 2]
        above = self._names.get(unit.parent, unit.parent) or NOTHING
        return (unit.name, unit.code, level_word(unit.level), above)[column - 2]


class UnitsImportDialog(TableDialog):
    """Shows what every row would become before anything is written."""

    kept = Signal(object)  # units before by code

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, _("Take over"), parent)
        self.plan: UnitsImport | None = None
        self._build()
        self._connect()
        self.connect_parts()

    # Building

    def _build(self) -> None:
        self.setWindowTitle(_("Import the list of units"))
        give_size(self, SIZE, self._context.theme.scale)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._asking())
        self.stack.addWidget(self._looking())
        self.back_button = push_button(_("Other table…"), "chevron-left")
        self.back_button.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        column.addWidget(self.stack, 1)
        column.addWidget(self.problem)
        column.addLayout(self.foot(self.back_button))

    def _asking(self) -> QWidget:
        page = QWidget()
        self.text = QPlainTextEdit()
        self.text.setObjectName("framed")
        self.text.setAccessibleName(_("Pasted cells"))
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText("H99.1\txã An Hòa\nH99.2\txã Đông Hạ\n…")
        self.read_button = push_button(_("Look at the rows"), "search")
        self.read_button.setEnabled(False)
        said = label(
            _(
                "Copy the list in Excel and paste it here, drop a file, or choose one (.xlsx, "
                ".csv). A column with names is enough; codes, levels, the unit above and days may "
                "stand beside them, with or without titles."
            ),
            "muted",
            wrap=True,
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.paste_button, self.file_button, self.read_button):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(said)
        column.addLayout(row)
        column.addWidget(self.text, 1)
        return page

    def _looking(self) -> QWidget:
        page = QWidget()
        self.columns = ColumnChoices()
        self.model = _LinesModel(self)
        self.make_table(self.model, WIDTHS)
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addWidget(self.columns)
        inner.addWidget(self.summary)
        inner.addWidget(self.table, 1)
        return page

    def _connect(self) -> None:
        self.read_button.clicked.connect(self._on_read)
        self.text.textChanged.connect(self._on_typed)
        self.columns.changed.connect(self.look)
        self.back_button.clicked.connect(self._on_back)

    # Reading

    def read(self, path: Path | None, text: str) -> None:
        if path is None:
            self.text.setPlainText(text)
        self.start(partial(_read, path, text), self._on_table)

    def _on_typed(self) -> None:
        self.read_button.setEnabled(bool(self.text.toPlainText().strip()))

    def _on_read(self) -> None:
        self.read(None, self.text.toPlainText())

    def _on_table(self, table: SheetTable) -> None:
        from papidesk.workflow import units_import

        self._table = table
        header, columns = units_import.guess(table)
        self.columns.show_table(table, header, columns)
        self.look()

    def look(self) -> None:
        """Show what every row would become as the columns are chosen."""
        if self._table is not None:
            self.start(
                partial(_previewed, self._context, self._table, self.columns.value(),
                        self.columns.header),
                self.show_plan,
            )  # fmt: skip

    def show_plan(self, plan: UnitsImport) -> None:
        """Show a preview."""
        self.rest()
        self.say("")
        self.plan = plan
        self.typed = True
        known = units.tree(self._context.workspace.store).units
        self.model.show_lines(plan.lines, {code: one.name for code, one in known.items()})
        self.stack.setCurrentIndex(LOOK)
        self.back_button.show()
        count = len(plan.of("new")) + len(plan.of("changed"))
        said = ngettext("Take over {count} unit", "Take over {count} units", count)
        states = [line.state for line in plan.lines]
        self.tell_counts(states, said.format(count=whole_text(count)))

    def take(self) -> None:
        plan = self.plan
        if plan is None or not self.accept_button.isEnabled():
            return
        self.accept_button.setEnabled(False)
        lines = [*plan.of("new"), *plan.of("changed")]
        before = {line.unit.code: line.before for line in lines if line.unit is not None}
        self.start(
            partial(_taken, self._context, plan), partial(self._on_taken, before),
            title=_("Taking units over"),
        )  # fmt: skip

    def _on_taken(self, before: dict[str, BelowUnit | None], _kept: list[BelowUnit]) -> None:
        self.rest()
        self.typed = False
        self.kept.emit(before)
        self.accept()

    def forget(self) -> None:
        self.plan = None
        self.model.show_lines((), {})
        if self._table is not None:
            # The columns can be put right.
            self.stack.setCurrentIndex(LOOK)
            self.back_button.show()

    def _on_back(self) -> None:
        self._table, self.plan = None, None
        self.typed = False
        self.stack.setCurrentIndex(ASK)
        self.back_button.hide()
        self.accept_button.setEnabled(False)
        self.say("")
        QTimer.singleShot(0, self, self.text.setFocus)


def _read(path: Path | None, text: str, job: Job) -> SheetTable:
    from papidesk.workflow import units_import

    job.step(0, 1)
    return units_import.read(path) if path is not None else units_import.read_cells(text)


def _previewed(
    context: Context, table: SheetTable, columns: Any, header: int, job: Job
) -> UnitsImport:
    from papidesk.workflow import units_import

    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        return units_import.preview(store, table, columns=columns, header=header)


def _taken(context: Context, plan: UnitsImport, job: Job) -> list[BelowUnit]:
    from papidesk.workflow import units_import

    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        return units_import.take(store, plan, who=context.who)
