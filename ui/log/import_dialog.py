"""Taking entries over from a table: what each column is, and what each row becomes."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.sheet_table import SheetTable
from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from ui.background import StoppedError, Task, run_task
from ui.context import Context
from ui.failures import sentence_of, show_failure
from ui.log import import_work
from ui.log.choices import LogChoices
from ui.log.dialog_size import give_size
from ui.log.import_columns import ImportColumns
from ui.log.import_model import STATES, ImportModel, State, state_of
from ui.registers.choice_chip import ChoiceChip
from ui.widgets.buttons import push_button
from ui.widgets.fields import ChoiceField
from ui.widgets.labels import label
from ui.widgets.table import Table
from ui.words import local_time

if TYPE_CHECKING:
    from papidesk.domain.log_columns import Mapping
    from papidesk.workflow.log_import import ImportPreview

SIZE = (1180, 690)  # px at 100 % text
WIDTHS = (52, 118, 92, 200, 160)  # px at 100 % text: number, state, day, words, amounts
WORDS, AMOUNTS, NOTE = 3, 4, 5
PAUSE = 120  # ms after a choice before the rows are read again


class _RowsTable(Table):
    """Words, amounts and what is wrong with a row share the room: none is out of sight."""

    def fill(self) -> None:
        scale = self._theme.scale
        room = self.viewport().width() - round(sum(WIDTHS[:WORDS]) * scale)
        for column, share in ((WORDS, 0.3), (AMOUNTS, 0.25)):
            self.setColumnWidth(column, min(round(WIDTHS[column] * scale), round(room * share)))
        super().fill()


class ImportDialog(QDialog):
    """Shows what would be taken before anything is written; only good rows are."""

    taken = Signal(str)  # the batch

    def __init__(
        self,
        context: Context,
        *,
        path: Path | None = None,
        text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._path, self._text = context, path, text
        self._table: SheetTable | None = None
        self.preview: ImportPreview | None = None
        self._task: Task | None = None
        self._taking = False
        self._build()
        self._connect()
        self._read()

    # Building

    def _build(self) -> None:
        self.setWindowTitle(_("Take over entries from a table"))
        choices = LogChoices.of(self._context)
        self.columns = ImportColumns(choices)
        self.model = ImportModel(choices)
        scale = self._context.theme.scale
        self.table = _RowsTable(self._context.theme, tall=True)
        self.table.setModel(self.model)
        self.table.setAccessibleName(_("Rows of the table"))
        for column, width in enumerate(WIDTHS):
            self.table.setColumnWidth(column, round(width * scale))
        self.table.fill_with(NOTE, round(150 * scale))
        self.sheet = ChoiceField(_("Sheet"), [])
        self.sheet.hide()
        self.chip = ChoiceChip(_("Rows"), [(code, _(word)) for code, (word, _t) in STATES.items()])
        self.summary = label("", "strong", wrap=True)
        self.notes = label("", "muted", wrap=True)
        self.notes.hide()
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.repeated = QCheckBox(_("Take those that are there already, too"))
        self.repeated.hide()
        self.refused_button = push_button(_("Save the rows in error to a file…"), "export")
        self.refused_button.hide()
        self._build_foot()
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self._left())
        splitter.addWidget(self._right())
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([300, 880])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(splitter, 1)
        layout.addLayout(self.foot)
        give_size(self, SIZE, self._context.theme.scale)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)

    def _left(self) -> QWidget:
        area = QScrollArea()
        area.setWidget(self.columns)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumWidth(round(260 * self._context.theme.scale))
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        top = QVBoxLayout()
        top.setContentsMargins(16, 12, 12, 0)
        top.addWidget(self.sheet)
        column.addLayout(top)
        column.addWidget(area, 1)
        return left

    def _right(self) -> QWidget:
        right = QWidget()
        right.setObjectName("panel")
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.summary, 1)
        row.addWidget(self.chip)
        head = QVBoxLayout()
        head.setContentsMargins(12, 12, 12, 4)
        head.setSpacing(4)
        head.addLayout(row)
        head.addWidget(self.notes)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        return right

    def _build_foot(self) -> None:
        self.bar = QProgressBar()
        self.bar.setAccessibleName(_("Progress"))
        self.bar.hide()
        self.stop_button = push_button(_("Stop"), "cancel")
        self.stop_button.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(
            _("Take over"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setDefault(True)
        self.accept_button.setEnabled(False)
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(16, 0, 16, 12)
        self.foot.setSpacing(12)
        self.foot.addWidget(self.refused_button)
        self.foot.addWidget(self.repeated)
        self.foot.addWidget(self.problem, 1)
        self.foot.addWidget(self.bar, 1)
        self.foot.addWidget(self.stop_button)
        self.foot.addStretch(0)
        self.foot.addWidget(self.buttons)

    def _connect(self) -> None:
        self.columns.changed.connect(self._on_changed)
        self._pause.timeout.connect(self.look)
        self.sheet.left.connect(self._on_sheet)
        self.chip.chosen.connect(self.model.narrow)
        self.repeated.clicked.connect(self._tell)
        self.refused_button.clicked.connect(self._on_save_refused)
        self.stop_button.clicked.connect(self._on_stop)
        self.buttons.accepted.connect(self.take)
        self.buttons.rejected.connect(self.reject)

    # Reading

    def _read(self, sheet: str = "") -> None:
        self._busy(_("Reading…"))
        work = partial(import_work.read, self._context, self._path, self._text, sheet)
        self._start(work, self._on_read)

    def _on_read(self, read: tuple[SheetTable, Mapping]) -> None:
        self._table, mapping = read
        sheets = self._table.sheets
        if len(sheets) > 1 and not self.sheet.box.count():
            for name in sheets:
                self.sheet.box.addItem(name, name)
        self.sheet.setVisible(len(sheets) > 1)
        self.sheet.show_value(self._table.sheet)
        self.notes.setText(
            " ".join(_(note.message).format(**note.values) for note in self._table.notes)
        )
        self.notes.setVisible(bool(self._table.notes))
        self.columns.show_table(self._table, mapping)
        self.look()

    def look(self) -> None:
        """Read the rows as the columns are chosen now."""
        self._pause.stop()
        if self._table is None:
            return
        wrong = self.columns.wrong()
        if wrong:
            self._show(None)
            self._say(wrong)
            return
        self._say("")
        self._busy(_("Reading the rows…"))
        work = partial(import_work.previewed, self._context, self._table, self.columns.value())
        self._start(work, self._show)

    def _show(self, preview: ImportPreview | None) -> None:
        self._rest()
        self.preview = preview
        self.model.show_preview(preview)
        self._tell()

    def _tell(self) -> None:
        preview = self.preview
        count = self._count()
        said = ngettext("Take over {count} entry", "Take over {count} entries", count)
        self.accept_button.setText(said.format(count=count))
        self.accept_button.setEnabled(count > 0 and not self._taking)
        self.repeated.setVisible(bool(preview and preview.repeated))
        self.refused_button.setVisible(bool(preview and preview.refused))
        if preview is None:
            self.summary.setText("")
            return
        states: dict[State, int] = {}
        for row in preview.rows:
            states[state_of(row)] = states.get(state_of(row), 0) + 1
        words = [f"{_(STATES[one][0])}: {states[one]}" for one in STATES if one in states]
        if preview.pasted_before:
            day = f"{local_time(preview.pasted_before):%d/%m/%Y %H:%M}"
            words.append(_("this very table was taken over on {day} already").format(day=day))
        self.summary.setText("  ·  ".join(words))

    def _count(self) -> int:
        if self.preview is None:
            return 0
        again = len(self.preview.repeated) if self.repeated.isChecked() else 0
        return len(self.preview.good) + again

    # Taking

    def take(self) -> None:
        """Take the good rows over, away from the window."""
        if self.preview is not None and not self._taking and self._count():
            self._take("")

    def _take(self, reason: str) -> None:
        if self.preview is None:
            return
        self._taking = True
        self.accept_button.setEnabled(False)
        self._busy(_("Taking over…"))
        work = partial(
            import_work.taken, self._context, self.preview, reason, self.repeated.isChecked()
        )
        self._start(work, partial(self._on_taken, reason), title=_("Taking over entries"))

    def _on_taken(self, reason: str, batch: str) -> None:
        count = self._count()
        said = ngettext("{count} entry taken over", "{count} entries taken over", count)
        back = partial(import_work.undo, self._context, batch, reason)
        self._context.tell_saved("saved")
        self._context.happened.emit(said.format(count=count), back)
        self._context.log_changed.emit()
        self._taking = False
        self.taken.emit(batch)
        self.accept()

    def _on_save_refused(self) -> None:
        folder = Path(self._context.settings.last_folder or Path.home())
        name = f"{Path(self._table.name).stem if self._table else ''} dong loi.xlsx".strip()
        self._context.ask.save_file(
            self, self.refused_button.text(), folder / name, _("Excel workbook (*.xlsx)"),
            self._save_refused,
        )  # fmt: skip

    def _save_refused(self, target: Path) -> None:
        from papidesk.workflow import log_import

        if self.preview is None:
            return
        try:
            log_import.save_refused(self.preview, target)
        except PapiDeskError as error:
            show_failure(self._context.ask, self, error)
            return
        self._context.remember_folder(target.parent)
        said = _("Written: {name}").format(name=target.name)
        act = partial(self._context.ask.show_file, target)
        self._context.offered.emit(said, _("Open"), act)

    # Work away from the window

    def _start(self, work: object, done: object, title: str = "") -> None:
        if self._task is not None:
            self._task.cancel()
        self._task = run_task(
            self, work, jobs=self._context.jobs, done=done, failed=self._on_failed,  # type: ignore[arg-type]
            progress=self._on_progress, title=title,
        )  # fmt: skip

    def _on_failed(self, error: Exception) -> None:
        from papidesk.workflow.closings import ClosedPeriodError
        from ui.log.closed_reason import ClosedReasonDialog

        if isinstance(error, StoppedError) and not self._taking:
            return
        taking, self._taking = self._taking, False
        self._rest()
        self._tell()
        if taking and isinstance(error, ClosedPeriodError):
            ClosedReasonDialog(sentence_of(error), self._take, self).open()
        else:
            self._say(sentence_of(error))

    def _on_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _busy(self, words: str) -> None:
        self.bar.setRange(0, 0)
        self.bar.setFormat(words)
        self.bar.show()
        self.stop_button.setVisible(self._taking)
        self.problem.hide()

    def _rest(self) -> None:
        self.bar.hide()
        self.stop_button.hide()

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _on_stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _on_changed(self) -> None:
        self._pause.start()

    def _on_sheet(self) -> None:
        if self._table is not None and self.sheet.value() != self._table.sheet:
            self._read(self.sheet.value())

    def reject(self) -> None:
        if self._task is not None:
            self._task.cancel()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._task is not None:
            self._task.cancel()
        super().closeEvent(event)
