"""Taking the list of units over from Excel: pasted or from a file, looked at first."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from papidesk.errors import N_, PapiDeskError
from papidesk.i18n import _, ngettext, say
from papidesk.workflow import units, workspaces
from ui.background import Job, StoppedError, Task, run_task
from ui.consolidation.column_choices import ColumnChoices
from ui.consolidation.consolidation_words import NOTHING, level_word
from ui.context import Context
from ui.dialogs.typed_dialog import TypedDialog
from ui.failures import sentence_of
from ui.keys import shortcut
from ui.log.dialog_size import give_size
from ui.settings.titled_model import Index, TitledModel
from ui.widgets.buttons import push_button
from ui.widgets.drop_zone import DropZone
from ui.widgets.labels import Tone, label
from ui.widgets.table import TONE_ROLE, Table
from ui.words import whole_text

if TYPE_CHECKING:
    from papidesk.domain.sheet_table import SheetTable
    from papidesk.domain.unit_tree import BelowUnit
    from papidesk.workflow.units_import import UnitLine, UnitsImport

SIZE = (1060, 660)  # px at 100 % text
WIDTHS = (56, 104, 190, 110, 170, 180)  # px at 100 % text
STATES: dict[str, tuple[str, Tone]] = {
    "new": (N_("New"), "done"),
    "changed": (N_("Changed"), "accent"),
    "unchanged": (N_("Unchanged"), "neutral"),
    "refused": (N_("Refused"), "error"),
}
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


class UnitsImportDialog(TypedDialog):
    """Shows what every row would become before anything is written."""

    kept = Signal(object)  # units before by code

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._table: SheetTable | None = None
        self.plan: UnitsImport | None = None
        self._task: Task | None = None
        self._build()
        self._connect()
        self.paste_button.setFocus()

    # Building

    def _build(self) -> None:
        self.setWindowTitle(_("Import the list of units"))
        give_size(self, SIZE, self._context.theme.scale)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._asking())
        self.stack.addWidget(self._looking())
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.bar = QProgressBar()
        self.bar.setAccessibleName(_("Progress"))
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.back_button = push_button(_("Other table…"), "chevron-left")
        self.back_button.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(
            _("Take over"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setEnabled(False)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.back_button)
        foot.addWidget(self.bar, 1)
        foot.addWidget(self.buttons, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        column.addWidget(self.stack, 1)
        column.addWidget(self.problem)
        column.addLayout(foot)
        self.drop = DropZone(self, _("Let go to read the table"))

    def _asking(self) -> QWidget:
        page = QWidget()
        self.text = QPlainTextEdit()
        self.text.setObjectName("framed")
        self.text.setAccessibleName(_("Pasted cells"))
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText("H99.1\txã An Hòa\nH99.2\txã Đông Hạ\n…")
        self.paste_button = push_button(_("Paste from Excel"), "copy", "primary")
        self.file_button = push_button(_("Choose a file…"), "folder")
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
        self.summary = label("", "strong", wrap=True)
        self.columns = ColumnChoices()
        self.model = _LinesModel(self)
        self.table = Table(self._context.theme)
        self.table.setObjectName("framed")
        self.table.setModel(self.model)
        self.table.setAccessibleName(_("Rows of the table"))
        for column, width in enumerate(WIDTHS):
            self.table.setColumnWidth(column, round(width * self._context.theme.scale))
        self.table.fill_with(5, round(WIDTHS[5] * self._context.theme.scale))
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addWidget(self.columns)
        inner.addWidget(self.summary)
        inner.addWidget(self.table, 1)
        return page

    def _connect(self) -> None:
        self.paste_button.clicked.connect(self.paste)
        self.file_button.clicked.connect(self.choose_file)
        self.read_button.clicked.connect(self._on_read)
        self.text.textChanged.connect(self._on_typed)
        self.drop.dropped.connect(self._on_dropped)
        self.columns.changed.connect(self.look)
        self.back_button.clicked.connect(self._on_back)
        self.buttons.accepted.connect(self.take)
        self.buttons.rejected.connect(self.reject)
        shortcut(self.table, QKeySequence.StandardKey.Paste, _("Paste from Excel"), self.paste)

    # Reading

    def paste(self) -> None:
        """Read the cells on the clipboard."""
        text = QApplication.clipboard().text()
        if not text.strip():
            self._say(_("There is nothing to paste: copy the cells in Excel first."))
            return
        self.text.setPlainText(text)
        self._on_read()

    def choose_file(self) -> None:
        """Ask for a file."""
        folder = self._context.settings.last_folder or str(Path.home())
        kinds = _("Tables (*.xlsx *.csv *.tsv *.txt)")
        self._context.ask.open_file(self, _("List of units"), folder, kinds, self.read_file)

    def read_file(self, path: Path) -> None:
        """Read the table of a file."""
        self._context.remember_folder(path.parent)
        self._read(path, "")

    def _on_dropped(self, paths: list[Path]) -> None:
        if paths:
            self.read_file(paths[0])

    def _on_typed(self) -> None:
        self.read_button.setEnabled(bool(self.text.toPlainText().strip()))

    def _on_read(self) -> None:
        self._read(None, self.text.toPlainText())

    def _read(self, path: Path | None, text: str) -> None:
        self._say("")
        self._start(partial(_read, path, text), self._on_table)

    def _on_table(self, table: SheetTable) -> None:
        from papidesk.workflow import units_import

        self._table = table
        header, columns = units_import.guess(table)
        self.columns.show_table(table, header, columns)
        self.look()

    def look(self) -> None:
        """Show what every row would become as the columns are chosen."""
        if self._table is not None:
            self._start(
                partial(_previewed, self._context, self._table, self.columns.value(),
                        self.columns.header),
                self.show_plan,
            )  # fmt: skip

    def show_plan(self, plan: UnitsImport) -> None:
        """Show a preview."""
        self._rest()
        self._say("")
        self.plan = plan
        self.typed = True
        known = units.tree(self._context.workspace.store).units
        self.model.show_lines(plan.lines, {code: one.name for code, one in known.items()})
        self.stack.setCurrentIndex(LOOK)
        self.back_button.show()
        words = [
            f"{_(word)}: {whole_text(len(plan.of(state)))}"  # type: ignore[arg-type]
            for state, (word, _tone) in STATES.items()
            if plan.of(state)  # type: ignore[arg-type]
        ]
        self.summary.setText("  ·  ".join(words))
        count = len(plan.of("new")) + len(plan.of("changed"))
        said = ngettext("Take over {count} unit", "Take over {count} units", count)
        self.accept_button.setText(said.format(count=whole_text(count)))
        self.accept_button.setEnabled(count > 0)
        self.table.setFocus()

    def take(self) -> None:
        """Keep the new and changed units."""
        plan = self.plan
        if plan is None or not self.accept_button.isEnabled():
            return
        self.accept_button.setEnabled(False)
        lines = [*plan.of("new"), *plan.of("changed")]
        before = {line.unit.code: line.before for line in lines if line.unit is not None}
        self._start(
            partial(_taken, self._context, plan), partial(self._on_taken, before),
            title=_("Taking units over"),
        )  # fmt: skip

    def _on_taken(self, before: dict[str, BelowUnit | None], _kept: list[BelowUnit]) -> None:
        self._rest()
        self.typed = False
        self.kept.emit(before)
        self.accept()

    # Work away from the window

    def _start(self, work: Any, done: Any, title: str = "") -> None:
        if self._task is not None:
            self._task.cancel()
        self.bar.setRange(0, 0)
        self.bar.show()
        self._task = run_task(
            self, work, jobs=self._context.jobs, done=done, failed=self._on_failed, title=title
        )

    def _rest(self) -> None:
        self._task = None
        self.bar.hide()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, StoppedError):
            return
        self._rest()
        self.plan = None
        self.accept_button.setEnabled(False)
        self.model.show_lines((), {})
        self.summary.setText("")
        self._say(sentence_of(error))
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
        self._say("")
        QTimer.singleShot(0, self, self.text.setFocus)

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))


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
