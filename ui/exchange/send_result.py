"""The last step of sending: what would go, then making it, then what was written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from papidesk.i18n import _, ngettext
from ui.exchange.card import empty_layout
from ui.exchange.exchange_words import record_word, what_text
from ui.failures import sentence_of
from ui.icons import set_icon
from ui.widgets.buttons import push_button
from ui.widgets.labels import label
from ui.words import size_text, whole_text

if TYPE_CHECKING:
    from papidesk.workflow.sending import Order, SendPreview
    from ui.exchange.send_work import Made

SUMMARY, BUSY, DONE = range(3)


class SendResult(QWidget):
    """One after the other: a summary, progress, the result."""

    stop_asked = Signal()
    copy_asked = Signal()
    hand_asked = Signal()
    folder_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.stack = QStackedWidget()
        for page in (self._summary(), self._busy(), self._done()):
            self.stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    # Building

    def _summary(self) -> QWidget:
        self.head = label("", "section-title", wrap=True)
        self.to = label("", "muted", wrap=True)
        self.total = label("", wrap=True)
        for text in (self.head, self.to):
            text.setTextFormat(Qt.TextFormat.PlainText)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(2, 1)
        self.warnings = QFrame()
        self.warnings.setObjectName("notice")
        self.warnings.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.warnings_text = label("", wrap=True)
        self.warnings_text.setTextFormat(Qt.TextFormat.PlainText)
        inside = QHBoxLayout(self.warnings)
        inside.setContentsMargins(12, 8, 12, 8)
        sign = QLabel()
        set_icon(sign, "warning", "warning")
        inside.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(self.warnings_text, 1)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(10)
        for widget in (self.head, self.to, self.warnings):
            column.addWidget(widget)
        column.addLayout(self._grid)
        column.addWidget(self.total)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        return area

    def _busy(self) -> QWidget:
        page = QWidget()
        self.bar = QProgressBar()
        self.bar.setAccessibleName(_("Progress"))
        self.bar.setTextVisible(False)
        self.stop_button = push_button(_("Stop"), "cancel")
        self.stop_button.clicked.connect(self.stop_asked)
        text = label(_("The bundle is made, signed, written and read back…"), "section-title")
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(page)
        column.setSpacing(14)
        column.addStretch(2)
        column.addWidget(text)
        column.addWidget(self.bar)
        column.addWidget(self.stop_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return page

    def _done(self) -> QWidget:
        page = QWidget()
        self.sign = QLabel()
        self.sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.done_head = label("", "section-title", wrap=True)
        self.files = label("", wrap=True)
        self.next = label("", "muted", wrap=True)
        for text in (self.done_head, self.files, self.next):
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy_button = push_button(_("Second copy…"), "duplicate")
        self.folder_button = push_button(_("Open the folder"), "folder")
        self.hand_button = push_button(_("Handed over…"), "approve")
        for button, signal in (
            (self.copy_button, self.copy_asked), (self.folder_button, self.folder_asked),
            (self.hand_button, self.hand_asked),
        ):  # fmt: skip
            button.clicked.connect(signal)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        for button in (self.copy_button, self.folder_button, self.hand_button):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(page)
        column.setSpacing(12)
        column.addStretch(2)
        for widget in (self.sign, self.done_head, self.files, self.next):
            column.addWidget(widget)
        column.addLayout(row)
        column.addStretch(3)
        return page

    # What the assistant asks of it

    @property
    def state(self) -> int:
        """SUMMARY, BUSY or DONE."""
        return self.stack.currentIndex()

    def show_order(self, order: Order) -> None:
        """Show that it is being found out what ``order`` would send."""
        self.head.setText(what_text(order.kind, order.period))
        self.to.setText(_("Counting…"))
        self.total.setText("")
        self.warnings.hide()
        self._clear()
        self.stack.setCurrentIndex(SUMMARY)

    def show_preview(self, order: Order, found: SendPreview, target: Path) -> None:
        """Show what would be sent and where it would be written."""
        names = ", ".join(found.names)
        self.to.setText(_("To {name}").format(name=names))
        self._clear()
        row = 0
        for kind, count in found.counts.items():
            if count:
                self._grid.addWidget(label(record_word(kind), "muted"), row, 0)
                number = label(whole_text(count), "strong")
                number.setAlignment(Qt.AlignmentFlag.AlignRight)
                self._grid.addWidget(number, row, 1)
                row += 1
        self.total.setText("\n".join(self._totals(order, found, target)))
        warnings = [_(one.message).format(**one.values) for one in found.warnings]
        self.warnings.setVisible(bool(warnings))
        self.warnings_text.setText("\n".join(warnings))

    def _totals(self, order: Order, found: SendPreview, target: Path) -> list[str]:
        files = ngettext("{count} file", "{count} files", found.parts).format(count=found.parts)
        lines = [_("About {size} in {files}").format(size=size_text(found.bytes), files=files)]
        if found.attachments:
            said = ngettext("{count} attachment", "{count} attachments", found.attachments)
            lines.append(said.format(count=whole_text(found.attachments)))
        if found.left_out:
            said = ngettext(
                "{count} attachment is left out: the receiver has it already",
                "{count} attachments are left out: the receiver has them already",
                found.left_out,
            )
            lines.append(said.format(count=whole_text(found.left_out)))
        lines.append(_("Written to {place}").format(place=target))
        lines.append(_("Signed and encrypted") if order.encrypt else _("Signed, not encrypted"))
        return lines

    def show_refusal(self, error: Exception) -> None:
        """Show why nothing can be sent this way."""
        self.to.setText(sentence_of(error))
        self._clear()

    def begin(self) -> None:
        """Show that it is being made."""
        self.bar.setRange(0, 0)
        self.stop_button.setEnabled(True)
        self.stack.setCurrentIndex(BUSY)
        self.stop_button.setFocus()

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is."""
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)

    def show_made(self, made: Made) -> None:
        """Show what was made and written, or that it was made only."""
        written = made.error is None
        set_icon(self.sign, "passed" if written else "warning", "done" if written else "warning",
                 size=40)  # fmt: skip
        if made.error is not None:
            self.done_head.setText(_("Made, but not written out"))
            self.next.setText(sentence_of(made.error))
        elif made.safe:
            self.done_head.setText(_("Written and read back. Safe to remove the USB stick."))
            self.next.setText(_("Exported is not delivered: wait for the receipt."))
        else:
            self.done_head.setText(_("Written and read back"))
            self.next.setText(_("Exported is not delivered: wait for the receipt."))
        self.files.setText("\n".join(one.file_name for one in made.bundles))
        self.copy_button.setText(_("Second copy…") if written else _("Write it out…"))
        self.folder_button.setVisible(written)
        self.hand_button.setVisible(written)
        self.hand_button.setEnabled(True)
        self.stack.setCurrentIndex(DONE)

    def show_handed(self) -> None:
        """Show that it was noted as handed over."""
        self.hand_button.setEnabled(False)
        self.next.setText(_("Noted as handed over. Whether it arrived, only the receipt tells."))

    def _clear(self) -> None:
        empty_layout(self._grid)
