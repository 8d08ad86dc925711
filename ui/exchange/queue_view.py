"""Many files at once: what a folder holds, taken in one after the other, each with its result."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from ui.background import StoppedError, Task
from ui.context import Context
from ui.exchange import queue_work, receiving_work
from ui.exchange.act_foot import ActFoot
from ui.exchange.queue_model import SENDER, SIZE, TOLD, QueueModel
from ui.failures import sentence_of, show_unexpected
from ui.reports.column_turns import ColumnTurns
from ui.widgets.buttons import push_button
from ui.widgets.labels import ElidedLabel, label, line
from ui.widgets.table import Table
from ui.words import whole_text

if TYPE_CHECKING:
    from papidesk.workflow.receiving_folder import FileResult

WIDTHS = (140, 250, 230, 80, 220)  # px at 100 % text


class QueueView(QWidget):
    """Shows the queue before it runs, while it does, and what became of each file."""

    left = Signal()
    look_asked = Signal(object)  # the path of one file, or the id of one that waits
    status_changed = Signal(str)  # how many are left, for the status bar

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._task: Task | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        card = QFrame()
        card.setObjectName("card")
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = label(_("Queue"), "strong")
        self.folder = ElidedLabel("muted", Qt.TextElideMode.ElideMiddle)
        self.count = label("", "muted")
        self.model = QueueModel(self)
        self.table = Table(self._context.theme)
        self.table.setModel(self.model)
        self.table.setAccessibleName(_("Files in the queue"))
        ColumnTurns(self._context.theme, self.table, WIDTHS, TOLD, (SIZE, SENDER))
        self.bar = QProgressBar()
        self.bar.setAccessibleName(_("Progress"))
        self.bar.setTextVisible(False)
        self.bar.hide()
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.title)
        head.addWidget(self.folder, 1)
        head.addWidget(self.count)
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self.table, 1)
        column.addWidget(line())
        column.addLayout(self._foot())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.addWidget(card)

    def _foot(self) -> ActFoot:
        self.back_button = push_button(_("Back"))
        self.look_button = push_button(_("Look at the bundle"), "search")
        self.stop_button = push_button(_("Stop"), "cancel")
        self.stop_button.hide()
        self.take_button = push_button(_("Take in"), "check", "primary")
        self.foot = ActFoot(
            "", (self.back_button, self.look_button, self.stop_button, self.take_button)
        )
        self.note, self.problem = self.foot.note, self.foot.problem
        return self.foot

    def _connect(self) -> None:
        self.back_button.clicked.connect(self.left)
        self.look_button.clicked.connect(self.look)
        self.stop_button.clicked.connect(self.stop)
        self.take_button.clicked.connect(self.take)
        self.table.opened.connect(self._on_opened)
        self.table.selectionModel().currentChanged.connect(self._on_current)
        self._context.exchange_changed.connect(self._on_changed)

    # What the page asks of it

    @property
    def running(self) -> bool:
        """Tell whether files are being taken in."""
        return self._task is not None

    def show_files(self, paths: list[Path], place: str) -> None:
        """Show ``paths`` in the queue; ``place`` is where they lie."""
        self.model.show_paths(paths)
        self.folder.setText(place)
        self.folder.setToolTip(place)
        self.note.setText(
            _(
                "What comes from trusted senders is taken in, the rest waits for you. Backed up by "
                "itself before."
            )
        )
        self.foot.refuse("")
        self._rest()
        if paths:
            self.table.choose_row(0)

    def show_search(self, text: str) -> None:
        """Narrow the files to those that hold ``text``."""
        self.model.search(text)
        if self.model.rows:
            self.table.choose_row(0)
        self._tell()

    def follow(self) -> None:
        """Show what became since of what came in: undone, taken in after all, put aside."""
        from papidesk.workflow import receiving_history

        if self.running or not self.model.results:
            return
        try:
            rows = receiving_history.history(self._context.workspace.store)
        except PapiDeskError:
            return  # told where the history is shown
        self.model.follow({row.id: row.state for row in rows})
        self._tell()

    def give_focus(self) -> None:
        """Put the focus on the files."""
        self.table.setFocus()

    def take(self) -> None:
        """Take in all files of the queue, one after the other."""
        waiting = [p for p in self.model.paths if p not in self.model.results]
        if self.running or not waiting:
            return
        self.foot.refuse("")
        self.bar.setRange(0, len(self.model.paths))
        self.bar.setValue(len(self.model.results))
        self._task = queue_work.run(
            self, self._context, waiting, result=self._on_result, done=self._on_done,
            failed=self._on_failed,
        )  # fmt: skip
        self._tell()

    def stop(self) -> None:
        """End after the file that is being read; what was taken in stays."""
        if self._task is not None:
            self._task.cancel()
            self.stop_button.setEnabled(False)

    def look(self) -> None:
        """Look at the chosen file as if it had come alone."""
        row = self.table.currentIndex().row()
        if self.running or not 0 <= row < len(self.model.rows):
            return
        path = self.model.rows[row]
        result = self.model.results.get(path)
        waits = result is not None and result.state == "waiting" and bool(result.received)
        self.look_asked.emit(result.received if waits and result is not None else path)

    # Slots

    def _on_opened(self, _index: QModelIndex) -> None:
        self.look()

    def _on_changed(self) -> None:
        if self.isVisible():
            self.follow()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.follow()

    def _on_current(self, *_indexes: object) -> None:
        self._tell()

    def _on_result(self, found: FileResult) -> None:
        row = self.model.show_result(found)
        self.bar.setValue(len(self.model.results))
        if row >= 0:
            self.table.scrollTo(self.model.index(row, 0))
        self._tell()

    def _on_done(self, _count: int) -> None:
        self._rest()
        received = self.model.received
        if received:
            said = ngettext("{count} bundle taken in", "{count} bundles taken in", len(received))
            back = partial(receiving_work.undo, self, self._context, received, self._rest)
            self._context.happened.emit(said.format(count=whole_text(len(received))), back)
        receiving_work.tell_changed(self._context)

    def _on_failed(self, error: Exception) -> None:
        self._rest()
        if isinstance(error, StoppedError):
            self.foot.refuse(
                _("Stopped. What was taken in before stays; the others are in the queue.")
            )
        else:
            self.foot.refuse(sentence_of(error))
            show_unexpected(self._context.ask, self, error)
        receiving_work.tell_changed(self._context)

    def _rest(self) -> None:
        self._task = None
        self.stop_button.setEnabled(True)
        self._tell()

    def _tell(self) -> None:
        every, ended = len(self.model.paths), len(self.model.results)
        left = every - ended
        said = ngettext("Take in {count} file", "Take in {count} files", left)
        self.take_button.setText(said.format(count=whole_text(left)))
        self.take_button.setVisible(left > 0)
        self.take_button.setEnabled(not self.running)
        self.back_button.setVisible(not self.running)
        self.stop_button.setVisible(self.running)
        self.bar.setVisible(self.running)
        row = self.table.currentIndex().row()
        known = 0 <= row < len(self.model.rows)
        looked = not self.running and known and self.model.state(row) not in ("applied",)
        self.look_button.setEnabled(looked)
        self.count.setText(self._counted(every, ended))
        left_words = ngettext(
            "{count} bundle left in the queue", "{count} bundles left in the queue", left
        )
        said = left_words.format(count=whole_text(left)) if self.running and left else ""
        self.status_changed.emit(said)

    def _counted(self, every: int, ended: int) -> str:
        if not ended:
            said = ngettext("{count} file", "{count} files", every)
            return said.format(count=whole_text(every))
        told = _("{ended} of {every} · taken in {applied}, waiting {waiting}, refused {refused}")
        return told.format(
            ended=whole_text(ended),
            every=whole_text(every),
            applied=whole_text(self.model.count("applied")),
            waiting=whole_text(self.model.count("waiting")),
            refused=whole_text(self.model.count("refused")),
        )  # fmt: skip
