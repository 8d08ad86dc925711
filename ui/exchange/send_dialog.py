"""The assistant for sending: what, to whom and how, then the summary and the result."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from papidesk.errors import N_
from papidesk.i18n import _
from ui.background import StoppedError, Task
from ui.context import Context
from ui.exchange import send_work
from ui.exchange.handing_over import HandOverDialog, hand_over
from ui.exchange.receivers import units_below
from ui.exchange.saving_copies import ask_copy
from ui.exchange.send_how import SendHow
from ui.exchange.send_result import BUSY, DONE, SendResult
from ui.exchange.send_what import SendWhat
from ui.failures import sentence_of, show_unexpected
from ui.log.dialog_size import give_size
from ui.steps_dialog import StepsDialog

if TYPE_CHECKING:
    from papidesk.workflow.sending import Order, SendPreview

WHAT, HOW, RESULT = range(3)
STEPS = (N_("What"), N_("To whom and how"), N_("Summary"))
SIZE = (980, 600)  # px at 100 % text


class SendDialog(StepsDialog):
    """Three steps to a bundle; ``made`` gives its id when it was made."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._task: Task | None = None
        self._order: Order | None = None
        self._preview: SendPreview | None = None
        self._bundles: send_work.Made | None = None
        self._build()
        self._connect()
        self.show_step(WHAT)

    def _build(self) -> None:
        units = units_below(self._context.workspace.store)
        self.what = SendWhat(self._context, below=bool(units))
        self.how = SendHow(self._context, units)
        self.last = SendResult()
        steps = zip(map(_, STEPS), (self.what, self.how, self.last), strict=True)
        self.build_steps(_("Send a bundle"), steps)
        give_size(self, SIZE, self._context.theme.scale)

    def _connect(self) -> None:
        self.what.changed.connect(self._on_changed)
        self.how.changed.connect(self._on_changed)
        self.last.stop_asked.connect(self._on_stop)
        self.last.copy_asked.connect(self._on_copy)
        self.last.hand_asked.connect(self._on_hand)
        self.last.folder_asked.connect(self._on_folder)

    # Steps

    @property
    def is_made(self) -> bool:
        """Tell whether the bundle was made."""
        return self._bundles is not None

    def go_to(self, step: int, _checked: bool = False) -> None:
        """Go to ``step`` if what comes before it is sound."""
        if self.is_made or self.last.state == BUSY:
            self.mark_step()
            return
        self.refuse("")
        order = self.what.order()
        if step > WHAT and order is None:
            step = WHAT
        if step > HOW and order is not None:
            self.how.show_order(order)
            order = self.how.order(order)
            if order is None or not self.how.sound():
                step = HOW
        self._order = order
        self.show_step(step)

    def show_step(self, step: int) -> None:
        """Show ``step``, WHAT, HOW or RESULT."""
        if step == HOW and self._order is not None:
            self.how.show_order(self._order)
        self.stack.setCurrentIndex(step)
        self.mark_step()
        if step == RESULT and self._order is not None:
            self._count(self._order)
        self._tell()
        give = getattr(self.stack.currentWidget(), "give_focus", None)
        if give is not None:
            give()

    def _count(self, order: Order) -> None:
        self._preview = None
        self.last.show_order(order)
        self._task = send_work.preview(
            self, self._context, order, done=partial(self._on_counted, order),
            failed=self._on_uncounted,
        )  # fmt: skip

    def _tell(self) -> None:
        state = self.last.state if self.step == RESULT else -1
        self.back.setVisible(not self.is_made)
        self.back.setEnabled(self.step > WHAT and state != BUSY)
        self.cancel.setVisible(not self.is_made)
        words = {WHAT: _("Continue"), HOW: _("Continue"), RESULT: _("Make and write it")}
        self.next.setText(_("Close") if state == DONE else words[self.step])
        ready = self.step != RESULT or state == DONE or self._preview is not None
        empty = self._preview is not None and not any(self._preview.counts.values())
        blocked = self.step == RESULT and state != DONE and (empty or state == BUSY)
        self.next.setEnabled(ready and not blocked)

    def go_on(self) -> None:
        """Go to the next step; make the bundle on the last one, and close once it is made."""
        if self.is_made and self.next.isEnabled():
            self.accept()
        else:
            super().go_on()

    def go_back(self) -> None:
        """Go to the step before, as long as nothing is made."""
        if not self.is_made:
            super().go_back()

    # Making

    def finish(self) -> None:
        """Make the bundle and write it; a second press makes no second one."""
        target = self.how.target
        if self._order is None or target is None or self._preview is None or self.is_made:
            return
        if self.last.state == BUSY:
            return
        self.refuse("")
        self.last.begin()
        self._tell()
        self._task = send_work.make(
            self, self._context, self._order, target, done=self._on_made, failed=self._on_failed,
            progress=self.last.show_progress,
        )  # fmt: skip

    @property
    def counted(self) -> bool:
        """Tell whether it is known what would be sent."""
        return self._preview is not None

    def show_made(self, made: send_work.Made) -> None:
        """Show the last step with what was made."""
        self.stack.setCurrentIndex(RESULT)
        self.mark_step()
        self._on_made(made)

    def _on_made(self, made: send_work.Made) -> None:
        self._task = None
        self._bundles = made
        if self.how.target is not None:
            self._context.remember_folder(self.how.target)
        self.last.show_made(made)
        self._tell()
        self.next.setFocus()
        self._context.exchange_changed.emit()
        self._context.documents_changed.emit()
        self._context.tell_saved("saved")

    def _on_failed(self, error: Exception) -> None:
        self._task = None
        if isinstance(error, StoppedError):
            self.refuse(_("Stopped. What was made already lies under Sent bundles."))
            self._context.exchange_changed.emit()
        else:
            self.refuse(sentence_of(error))
            show_unexpected(self._context.ask, self, error)
        if self._order is not None:
            self._count(self._order)
        self._tell()

    # Slots

    def _on_counted(self, order: Order, found: SendPreview) -> None:
        self._task = None
        if order is not self._order or self.how.target is None:
            return
        self._preview = found
        self.last.show_preview(order, found, self.how.target)
        self._tell()
        if self.step == RESULT and self.next.isEnabled():
            self.next.setFocus()

    def _on_uncounted(self, error: Exception) -> None:
        self._task = None
        if not isinstance(error, StoppedError):
            self.last.show_refusal(error)
            show_unexpected(self._context.ask, self, error)
        self._tell()

    def _on_changed(self) -> None:
        self.refuse("")

    def _on_stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self.last.stop_button.setEnabled(False)

    def _on_copy(self) -> None:
        if self._bundles is not None:
            ask_copy(self, self._context, self._bundles.bundles)

    def _on_hand(self) -> None:
        HandOverDialog(self._hand_over, self).open()

    def _hand_over(self, how: str) -> None:
        if self._bundles is not None:
            hand_over(self, self._context, [one.id for one in self._bundles.bundles], how)
            self.last.show_handed()

    def _on_folder(self) -> None:
        if self._bundles is not None and self._bundles.written:
            self._context.ask.show_file(Path(self._bundles.written[0]).parent)

    # Leaving

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter goes on from the fields and presses a button; while it is being made a second
        # press must not fall on the button that stops it.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            busy = self.step == RESULT and self.last.state == BUSY
            if isinstance(focused, QPushButton | QToolButton):
                if not busy and not event.isAutoRepeat():
                    focused.click()
            elif self.step < RESULT:
                self.go_on()
            event.accept()
            return
        super().keyPressEvent(event)

    def accept(self) -> None:
        """Close; whoever opened it is told what was made."""
        if self._bundles is not None and self._bundles.bundles:
            self.made.emit(self._bundles.bundles[0].id)
        super().accept()

    def reject(self) -> None:
        """Close; what is being made is stopped first."""
        if self.last.state == BUSY and not self.is_made:
            self._on_stop()
            return
        if self.is_made:
            self.accept()
            return
        if self._task is not None:
            self._task.cancel()
        super().reject()
