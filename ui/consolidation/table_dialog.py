"""Taking a table over: pasted, dropped or chosen as a file; each row is looked at first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QWidget,
)

from papidesk.domain.sheet_table import SheetTable
from papidesk.errors import N_
from papidesk.i18n import _
from ui.background import StoppedError, Task, run_task
from ui.context import Context
from ui.dialogs.typed_dialog import TypedDialog
from ui.failures import sentence_of
from ui.keys import shortcut
from ui.widgets.buttons import push_button
from ui.widgets.drop_zone import DropZone
from ui.widgets.labels import Tone, label
from ui.widgets.table import Table
from ui.words import whole_text

STATES: dict[str, tuple[str, Tone]] = {
    "new": (N_("New"), "done"),
    "changed": (N_("Changed"), "accent"),
    "unchanged": (N_("Unchanged"), "neutral"),
    "refused": (N_("Refused"), "error"),
}


class TableDialog(TypedDialog):
    """What such dialogs share; nothing is written before it is agreed to."""

    def __init__(self, context: Context, accept: str, parent: QWidget | None) -> None:
        super().__init__(context, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._table: SheetTable | None = None
        self._task: Task | None = None
        self.paste_button = push_button(_("Paste from Excel"), "copy", "primary")
        self.file_button = push_button(_("Choose a file…"), "folder")
        self.summary = label("", "strong", wrap=True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.bar = QProgressBar()
        self.bar.setAccessibleName(_("Progress"))
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
        self.accept_button.setEnabled(False)

    def make_table(
        self, model: QAbstractItemModel, widths: Sequence[int], *, tall: bool = False
    ) -> None:
        """Make the table of rows; ``widths`` are in px at 100 % text, the last column fills it."""
        scale = self._context.theme.scale
        self.table = Table(self._context.theme, tall=tall)
        self.table.setObjectName("framed")
        self.table.setModel(model)
        self.table.setAccessibleName(_("Rows of the table"))
        for column, width in enumerate(widths):
            self.table.setColumnWidth(column, round(width * scale))
        self.table.fill_with(len(widths) - 1, round(widths[-1] * scale))

    def foot(self, *buttons: QPushButton) -> QHBoxLayout:
        """Return the foot: ``buttons`` of the dialog's own, how far it is, what can be done."""
        row = QHBoxLayout()
        row.setSpacing(12)
        for button in buttons:
            row.addWidget(button)
        row.addWidget(self.bar, 1)
        row.addWidget(self.buttons, 1)
        return row

    def connect_parts(self) -> None:
        """Wire what all have; the dialog calls it once its own stands."""
        self.drop = DropZone(self, _("Let go to read the table"))
        self.drop.dropped.connect(self._on_dropped)
        self.paste_button.clicked.connect(self.paste)
        self.file_button.clicked.connect(self.choose_file)
        self.buttons.accepted.connect(self.take)
        self.buttons.rejected.connect(self.reject)
        shortcut(self.table, QKeySequence.StandardKey.Paste, _("Paste from Excel"), self.paste)
        self.paste_button.setFocus()

    # What a dialog does with a table

    def read(self, path: Path | None, text: str) -> None:
        """Begin to read the file ``path``, or else pasted ``text``."""
        raise NotImplementedError

    def take(self) -> None:
        """Take over what is agreed to."""
        raise NotImplementedError

    def forget(self) -> None:
        """Let go of what was looked at: the table could not be read."""
        raise NotImplementedError

    # Reading

    def paste(self) -> None:
        """Read the cells on the clipboard."""
        text = QApplication.clipboard().text()
        if text.strip():
            self.read(None, text)
        else:
            self.say(_("There is nothing to paste: copy the cells in Excel first."))

    def choose_file(self) -> None:
        """Ask for a file."""
        folder = self._context.settings.last_folder or str(Path.home())
        kinds = _("Tables (*.xlsx *.csv *.tsv *.txt)")
        self._context.ask.open_file(self, self.windowTitle(), folder, kinds, self.read_file)

    def read_file(self, path: Path) -> None:
        """Read the table of a file."""
        self._context.remember_folder(path.parent)
        self.read(path, "")

    def tell_counts(self, states: Iterable[str], accept: str) -> None:
        """Say how many rows are in each state; ``accept`` is what agreeing does."""
        counts = Counter(states)
        self.summary.setText(
            "  ·  ".join(
                f"{_(word)}: {whole_text(counts[state])}"
                for state, (word, _tone) in STATES.items()
                if counts[state]
            )
        )
        self.accept_button.setText(accept)
        self.accept_button.setEnabled(counts["new"] + counts["changed"] > 0)
        self.table.setFocus()

    def _on_dropped(self, paths: list[Path]) -> None:
        if paths:
            self.read_file(paths[0])

    # Work away from the window

    def start(self, work: Callable[..., Any], done: Callable[..., None], title: str = "") -> None:
        """Do ``work`` away from the window, in place of what is still under way."""
        if self._task is not None:
            self._task.cancel()
        self.say("")
        self.bar.setRange(0, 0)
        self.bar.show()
        self._task = run_task(
            self, work, jobs=self._context.jobs, done=done, failed=self._on_failed, title=title
        )

    def rest(self) -> None:
        """Note that nothing is under way."""
        self._task = None
        self.bar.hide()

    def say(self, sentence: str) -> None:
        """Say what stands in the way; "" takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, StoppedError):
            return
        self.rest()
        self.accept_button.setEnabled(False)
        self.summary.setText("")
        self.forget()
        self.say(sentence_of(error))
