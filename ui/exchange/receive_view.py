"""The view Nhận: from a dropped file over its preview to what was taken in, one or a folder."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from papidesk.domain.exchange import ReceivedBundle, TrustedKey
from papidesk.domain.import_plan import PlanLine
from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from ui.background import StoppedError, Task
from ui.context import Context
from ui.exchange import receiving_work
from ui.exchange.busy_view import BusyView
from ui.exchange.exchange_words import HOLDS_DECIDED
from ui.exchange.preview_view import PreviewView
from ui.exchange.putting_aside import ask_aside
from ui.exchange.queue_view import QueueView
from ui.exchange.queue_work import bundles_of, has_keys, is_folder
from ui.exchange.receive_start import ReceiveStart
from ui.exchange.receiving_work import Looked
from ui.exchange.refusal_view import RefusalView
from ui.exchange.taken_view import TakenView
from ui.failures import sentence_of, show_failure, show_unexpected
from ui.words import whole_text

KINDS = "*.papi *.papi.age"


class ReceiveView(QWidget):
    """One thing at a time: where to begin, verifying, a preview, a refusal, a queue."""

    conflicts_asked = Signal()
    status_changed = Signal(str)
    went = Signal()  # to another of its pages: the badge and header may follow

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._task: Task | None = None
        self._looked: Looked | None = None
        self._before: QWidget | None = None  # where looking began: the start, or a queue
        self._source: Path | str = ""
        self._reading = False  # a line is being read in full, or on screen
        self._build()
        self._connect()
        self._go(self.start)

    def _build(self) -> None:
        self.start, self.busy = ReceiveStart(self._context), BusyView()
        self.preview, self.refusal = PreviewView(self._context), RefusalView()
        self.queue, self.taken = QueueView(self._context), TakenView(self._context)
        self.stack = QStackedWidget()
        for view in (
            self.start, self.busy, self.preview, self.refusal, self.queue, self.taken,
        ):  # fmt: skip
            self.stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    def _connect(self) -> None:
        self.start.files_asked.connect(self.choose_files)
        self.start.folder_asked.connect(self.choose_folder)
        self.start.look_asked.connect(self.look)
        self.start.aside_asked.connect(self._on_aside)
        self.busy.stop_asked.connect(self._on_stop)
        self.preview.take_asked.connect(self.take)
        self.preview.later_asked.connect(self.put_off)
        self.preview.conflicts_asked.connect(self._on_conflicts)
        self.preview.compare_asked.connect(self.compare)
        self.preview.line_asked.connect(self._on_line)
        self.refusal.left.connect(self._on_back)
        self.refusal.another_asked.connect(self.choose_files)
        self.queue.left.connect(self._on_start)
        self.queue.look_asked.connect(self.look)
        self.queue.status_changed.connect(self.status_changed)
        self.taken.left.connect(self._on_back)
        self.taken.conflicts_asked.connect(self.conflicts_asked)
        self._context.exchange_changed.connect(self._on_changed)

    # What the page asks of it

    @property
    def shown(self) -> QWidget:
        """What is on screen."""
        return self.stack.currentWidget()

    @property
    def working(self) -> bool:
        """Tell whether a bundle is being read or taken in."""
        return self._task is not None or self.queue.running

    def refresh(self) -> None:
        """Read anew what waits."""
        from papidesk.workflow import receiving_history

        try:
            self.start.show_waiting(receiving_history.waiting(self._context.workspace.store))
        except PapiDeskError as error:
            show_failure(self._context.ask, self, error)

    def show_search(self, text: str) -> None:
        """Narrow what waits, the lines of a preview and the files of a queue."""
        for view in (self.start, self.preview, self.queue):
            view.show_search(text)

    def give_focus(self) -> None:
        """Put the focus where work goes on."""
        give = getattr(self.shown, "give_focus", None)
        if give is not None:
            give()

    def leave(self) -> None:
        """Let go of what was looked at: the window closes."""
        if self._looked is not None:
            self._looked.close()
            self._looked = None

    def choose_files(self) -> None:
        """Ask for bundles."""
        folder = self._context.settings.last_folder or str(Path.home())
        kinds = _("Bundles ({endings})").format(endings=KINDS)
        self._context.ask.open_files(self, _("Choose a bundle"), folder, self.open_files, kinds)

    def choose_folder(self) -> None:
        """Ask for a folder of bundles."""
        folder = self._context.settings.last_folder or str(Path.home())
        self._context.ask.folder(
            self, _("Choose a folder of bundles"), folder, lambda chosen: self.open_files([chosen])
        )

    def open_files(self, paths: list[Path]) -> None:
        """Look at one file, or put several and the bundles of folders into the queue."""
        if not paths:
            return
        if self.working:
            said = _("A bundle is being read. Wait until that has ended, then drop the next one.")
            self._context.happened.emit(said, None)
            return
        first = paths[0]
        folder = first if is_folder(first) else first.parent
        if paths == [first] and folder != first:
            self._look_first(first)
            return
        try:
            found, keys = bundles_of(paths), has_keys(paths)
        except OSError:
            said = _("“{name}” cannot be read. Plug the stick in again or choose another folder.")
            self._context.ask.tell(self, said.format(name=folder.name))
            return
        if not found:
            said = _("There is no bundle (*.papi) in “{name}”.").format(name=folder.name)
            told = _("Drop a key file (*.papikey) alone: its fingerprint is compared first.")
            self._context.ask.tell(self, f"{said} {told}" if keys else said)
            return
        if keys and folder != first:
            told = _("Drop a key file (*.papikey) alone: its fingerprint is compared first.")
            self._context.happened.emit(told, None)
        if len(found) == 1 and folder != first:
            self._look_first(found[0])
            return
        self._context.remember_folder(folder)
        self._let_go()
        self.queue.show_files(found, str(folder))
        self._go(self.queue)

    def _look_first(self, path: Path) -> None:
        """Look at a file that came alone."""
        self._context.remember_folder(path.parent)
        self._before = None
        self.look(path)

    def look(self, source: Path | str) -> None:
        """Verify a file, or once more one that waits (its id), and show what it would change."""
        if self._task is not None:
            return
        if self.shown in (self.start, self.queue):
            self._before = self.shown
        self._let_go()
        self._source = source
        self._look(source)

    def _look(self, source: Path | str | Looked) -> None:
        name = source.name if isinstance(source, Path) else ""
        self.busy.begin(_("Verifying “{name}”…").format(name=name) if name else _("Verifying…"))
        self._go(self.busy)
        self._task = receiving_work.look(
            self, self._context, source, done=self._on_looked, failed=self._on_refused,
            progress=self.busy.show_progress,
        )  # fmt: skip

    def take(self) -> None:
        """Take in what is shown; a held bundle is asked about once more."""
        plan = self.preview.plan
        if plan is None or self._looked is None or self._task is not None:
            return
        if plan.hold in ("new-database", "fork"):
            self._context.ask.confirm(
                self, _(HOLDS_DECIDED[plan.hold]), _("Take it in all the same"),
                partial(self._take, agree=True),
            )  # fmt: skip
            return
        self._take(agree=plan.hold == "conflicts")

    def put_off(self) -> None:
        """Keep what is shown for later and go back."""
        plan = self.preview.plan
        if self._looked is None or plan is None or self._task is not None:
            return
        kept = isinstance(self._source, str)  # it waits already
        if kept or plan.already:
            self._let_go()
            self._on_back()
            return
        self.preview.set_busy(True)
        self._task = receiving_work.put_off(
            self, self._context, self._looked, done=self._on_put_off, failed=self._on_failed
        )

    def compare(self) -> None:
        """Compare the sender's fingerprint; once its key is trusted the bundle is judged anew."""
        from ui.exchange.key_dialog import ask_trust

        if self._looked is None or self._task is not None:
            return
        introduced = self._looked.incoming.bundle.introduction
        if introduced is None:
            self.preview.say(
                _("The bundle does not bring the sender’s key. Ask the sender for their key file.")
            )
            return
        ask_trust(self._context, introduced, self._on_trusted, self)

    # Slots

    def _take(self, *, agree: bool) -> None:
        if self._looked is None or self._task is not None:
            return
        self.preview.set_busy(True)
        self.preview.say("")
        self._task = receiving_work.take(
            self, self._context, self._looked, agree=agree, done=self._on_taken,
            failed=self._on_failed,
        )  # fmt: skip

    def _on_looked(self, looked: Looked) -> None:
        self._task = None
        self._looked = looked
        self.preview.show_plan(looked.plan)
        self._go(self.preview)

    def _on_refused(self, error: Exception) -> None:
        self._task = None
        if isinstance(error, StoppedError):
            self._on_back()
            return
        source = self._source
        name = source.name if isinstance(source, Path) else _("The bundle")
        self.refusal.show_error(name, error)
        self._go(self.refusal)
        show_unexpected(self._context.ask, self, error)
        self._context.exchange_changed.emit()

    def _on_taken(self, row: ReceivedBundle) -> None:
        self._task = None
        count = self.preview.taken_count
        self._let_go()
        said = ngettext("{count} item taken in", "{count} items taken in", count)
        back = partial(receiving_work.undo, self, self._context, [row.id], self._on_undone)
        self._context.happened.emit(said.format(count=whole_text(count)), back)
        folder = self._source.parent if isinstance(self._source, Path) else None
        self.taken.show_row(row, folder, conflicts=self.preview.counts.get("conflicting", 0))
        self._go(self.taken)
        receiving_work.tell_changed(self._context)

    def _on_undone(self) -> None:
        if self.shown is self.taken:
            self._on_start()

    def _on_put_off(self, row: ReceivedBundle) -> None:
        self._task = None
        self._let_go()
        self._on_back()
        self._context.happened.emit(_("Kept for later: {name}").format(name=row.file_name), None)
        self._context.exchange_changed.emit()

    def _on_failed(self, error: Exception) -> None:
        from papidesk.workflow.receiving_refusals import PlanChangedError

        self._task = None
        if isinstance(error, PlanChangedError):
            # What is here changed meanwhile: shown anew, so that the person agrees to what is true.
            self._again()
            self._context.happened.emit(sentence_of(error), None)
            return
        self.preview.set_busy(False)
        if not isinstance(error, StoppedError):
            self.preview.say(sentence_of(error))
            show_unexpected(self._context.ask, self, error)

    def _on_trusted(self, _key: TrustedKey) -> None:
        self._again()

    def _again(self) -> None:
        """Judge anew what was looked at, from the copy there is: the stick may be gone."""
        if self._looked is not None and self._task is None:
            looked, self._looked = self._looked, None
            self._look(looked)

    def _on_changed(self) -> None:
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _on_conflicts(self) -> None:
        self.preview.show_state("conflicting")
        self.preview.give_focus()

    def _on_line(self, line: PlanLine) -> None:
        if self._reading:
            return  # a second press: the first one's dialog is on its way
        if line.changes or line.record is not None or self._looked is None:
            self._open_line(line)
            return
        self._reading = True
        receiving_work.in_full(
            self, self._context, self._looked, line, done=self._open_line, failed=self._on_unread
        )

    def _open_line(self, line: PlanLine) -> None:
        from ui.exchange.line_dialog import LineDialog

        self._reading = True
        dialog = LineDialog(self._context, line, self)
        dialog.finished.connect(self._on_line_closed)
        dialog.open()

    def _on_line_closed(self, _result: int) -> None:
        self._reading = False

    def _on_unread(self, error: Exception) -> None:
        self._reading = False
        show_failure(self._context.ask, self, error)

    def _on_aside(self, id: str) -> None:
        row = self.start.chosen
        if row is not None and row.id == id:
            ask_aside(self, self._context, row)

    def _on_stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self.busy.stop_button.setEnabled(False)

    def _on_start(self) -> None:
        self._before = None
        self._on_back()

    def _on_back(self) -> None:
        self._let_go()
        self._go(self._before or self.start)

    def _let_go(self) -> None:
        if self._looked is not None:
            self._looked.close()
            self._looked = None

    def _go(self, view: QWidget) -> None:
        self.stack.setCurrentWidget(view)
        if self.isVisible():
            if view is self.start:
                self.refresh()
            self.give_focus()
        self.went.emit()
