"""Letters to units that have not reported: to whom, until when, and how they will look."""

from __future__ import annotations

import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.document import Document
from papidesk.i18n import _, ngettext
from papidesk.workflow.unit_board import Board, BoardRow
from ui.background import StoppedError, Task
from ui.consolidation import board_work
from ui.consolidation.board_work import Letters
from ui.consolidation.consolidation_words import state_word
from ui.consolidation.term_chip import Asked
from ui.context import Context
from ui.drafting.paper_preview import PaperPreview
from ui.failures import sentence_of
from ui.log.dialog_size import give_size
from ui.widgets.buttons import push_button
from ui.widgets.day_field import DayField
from ui.widgets.labels import label
from ui.words import whole_text

SIZE = (1080, 680)  # px at 100 % text
PAUSE = 250  # ms after a choice before the letter is written anew
DAYS = 5  # until a report is wanted, when nothing else is said
CODE = Qt.ItemDataRole.UserRole


class ReminderDialog(QDialog):
    """Chooses units and shows the first letter; keeps drafts, or writes PDF files."""

    def __init__(
        self, context: Context, asked: Asked, board: Board, codes: set[str] | None = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._asked = context, asked
        self._task: Task | None = None
        self._writing: Task | None = None
        self._build(board.of("overdue", "returned", "missing"), codes)
        self._connect()
        self.look()

    # Building

    def _build(self, rows: list[BoardRow], codes: set[str] | None) -> None:
        self.setWindowTitle(_("Reminder letters"))
        give_size(self, SIZE, self._context.theme.scale)
        self.list = QListWidget()
        self.list.setObjectName("framed")
        self.list.setSpacing(2)
        self.list.setAccessibleName(_("Units to remind"))
        for row in rows:
            item = QListWidgetItem(f"{row.name} · {state_word(row.state)}")
            item.setData(CODE, row.unit)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            # Who has still time is not reminded by itself.
            chosen = row.unit in codes if codes else row.state != "missing"
            item.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.all_button = push_button(_("All"), kind="link")
        self.none_button = push_button(_("None"), kind="link")
        self.wanted = DayField(_("Wanted by"))
        self.wanted.show_day(datetime.date.today() + datetime.timedelta(days=DAYS))
        self.together = QCheckBox(_("One letter to all of them"))
        self.count = label("", "muted", wrap=True)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.preview = PaperPreview(self._context)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(_("Progress"))
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.stop_button = push_button(_("Stop"), "cancel")
        self.stop_button.hide()
        self._lay_out()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)

    def _lay_out(self) -> None:
        head = label(self._asked.text, "section-title", wrap=True)
        head.setTextFormat(Qt.TextFormat.PlainText)
        ticks = QHBoxLayout()
        ticks.addWidget(label(_("Units to remind"), "strong"), 1)
        ticks.addWidget(self.all_button)
        ticks.addWidget(self.none_button)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(head)
        left.addLayout(ticks)
        left.addWidget(self.list, 1)
        for widget in (self.wanted, self.together, self.count, self.problem):
            left.addWidget(widget)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addLayout(left, 4)
        middle.addWidget(self.preview, 6)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        role = QDialogButtonBox.ButtonRole
        self.pdf_button = self.buttons.addButton(_("Save as PDF…"), role.ActionRole)
        self.accept_button = self.buttons.addButton(_("Make drafts"), role.AcceptRole)
        self.accept_button.setDefault(True)
        foot = QHBoxLayout()
        foot.addWidget(self.bar, 1)
        foot.addWidget(self.stop_button)
        foot.addWidget(self.buttons, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 14)
        layout.setSpacing(12)
        layout.addLayout(middle, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.list.itemChanged.connect(self._on_changed)
        self.all_button.clicked.connect(partial(self.tick, every=True))
        self.none_button.clicked.connect(partial(self.tick, every=False))
        self.wanted.changed.connect(self._on_changed)
        self.together.clicked.connect(self._on_changed)
        self._pause.timeout.connect(self.look)
        self.buttons.accepted.connect(self.make)
        self.buttons.rejected.connect(self.reject)
        self.pdf_button.clicked.connect(self.save)
        self.stop_button.clicked.connect(self._on_stop)

    # What a person chooses

    @property
    def codes(self) -> tuple[str, ...]:
        """The units that are ticked."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return tuple(
            str(item.data(CODE)) for item in items if item.checkState() == Qt.CheckState.Checked
        )

    def tick(self, *_checked: object, every: bool) -> None:
        """Tick all units, or none."""
        state = Qt.CheckState.Checked if every else Qt.CheckState.Unchecked
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            self.list.item(row).setCheckState(state)
        self.list.blockSignals(False)
        self.list.viewport().update()
        self._on_changed()

    def _letters(self) -> Letters:
        return Letters(self.codes, self.wanted.day(), self.together.isChecked())

    def _on_changed(self, *_changes: object) -> None:
        self._tell()
        self._pause.start()

    def _tell(self) -> None:
        count = len(self.codes)
        self._say_count(min(count, 1) if self.together.isChecked() else count)
        possible = count > 0 and self._writing is None
        self.accept_button.setEnabled(possible)
        self.pdf_button.setEnabled(possible)

    def _say_count(self, letters: int) -> None:
        said = ngettext("{count} letter", "{count} letters", letters)
        self.count.setText(said.format(count=whole_text(letters)))

    def _day_fits(self) -> bool:
        day = self.wanted.day()
        if day is not None and day < datetime.date.today():
            self.wanted.show_problem(_("This day has passed. Choose a later one."))
            return False
        return self.wanted.judge()

    def look(self) -> None:
        """Show the first letter as it would be."""
        self._pause.stop()
        self._tell()
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if not self.codes or not self._day_fits():
            self.preview.show_document(None)
            return
        shown = self._letters()
        first = shown if shown.together else shown._replace(codes=shown.codes[:1])
        self._task = board_work.preview_letters(
            self, self._context, self._asked, first, done=self._on_preview,
            failed=self._on_no_preview,
        )  # fmt: skip

    def _on_preview(self, letters: list[Document]) -> None:
        self._task = None
        self._say("")
        if self.together.isChecked():
            # Units whose report was returned get a letter of their own.
            self._say_count(len(letters))
        self.preview.show_document(letters[0] if letters else None)

    def _on_no_preview(self, error: Exception) -> None:
        if not isinstance(error, StoppedError):
            self._task = None
            self._say(sentence_of(error))
            self.preview.show_document(None)

    # What is done

    def make(self) -> None:
        """Keep the letters as drafts."""
        if not self.codes or self._writing is not None or not self._day_fits():
            return
        self._busy(
            board_work.draft_letters(
                self, self._context, self._asked, self._letters(), done=self._on_made,
                failed=self._on_failed,
            )
        )  # fmt: skip

    def _on_made(self, letters: list[Document]) -> None:
        self._rest()
        count = len(letters)
        said = ngettext(
            "{count} reminder letter kept as a draft", "{count} reminder letters kept as drafts",
            count,
        )  # fmt: skip
        self._context.documents_changed.emit()
        self._context.tell_saved("saved")
        act = partial(self._context.document_asked.emit, letters[0].id)
        self._context.offered.emit(said.format(count=whole_text(count)), _("Open"), act)
        self.accept()

    def save(self) -> None:
        """Ask for a folder, then write each letter as a PDF there."""
        folder = self._context.settings.last_folder or str(Path.home())
        if self.codes and self._writing is None and self._day_fits():
            self._context.ask.folder(self, _("Where to save the letters"), folder, self._save)

    def _save(self, folder: Path) -> None:
        self._context.remember_folder(folder)
        self._busy(
            board_work.preview_letters(
                self, self._context, self._asked, self._letters(),
                done=partial(self._write, folder), failed=self._on_failed,
            )
        )  # fmt: skip

    def _write(self, folder: Path, letters: list[Document]) -> None:
        self._busy(
            board_work.write_letters(
                self, self._context, letters, folder, done=partial(self._on_written, folder),
                failed=self._on_failed, progress=self._on_progress,
            )
        )  # fmt: skip

    def _on_written(self, folder: Path, written: list[Path]) -> None:
        self._rest()
        count = len(written)
        said = ngettext("{count} letter written", "{count} letters written", count)
        act = partial(self._context.ask.show_file, folder)
        told = said.format(count=whole_text(count))
        self._context.offered.emit(told, _("Open the folder"), act)
        self._say("")

    def _on_failed(self, error: Exception) -> None:
        self._rest()
        if not isinstance(error, StoppedError):
            self._say(sentence_of(error))

    def _on_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _on_stop(self) -> None:
        if self._writing is not None:
            self._writing.cancel()

    def _busy(self, task: Task) -> None:
        self._writing = task
        self.bar.setRange(0, 0)
        self.bar.show()
        self.stop_button.show()
        self._tell()

    def _rest(self) -> None:
        self._writing = None
        self.bar.hide()
        self.stop_button.hide()
        self._tell()

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def reject(self) -> None:
        for task in (self._task, self._writing):
            if task is not None:
                task.cancel()
        super().reject()
