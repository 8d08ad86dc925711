"""The strip above the log that tells of occurrences of series nobody has confirmed yet."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from ui.context import Context
from ui.failures import sentence_of
from ui.icons import set_icon
from ui.widgets.buttons import push_button
from ui.widgets.labels import label

if TYPE_CHECKING:
    from papidesk.workflow.series import Occurrence


class DueNotice(QWidget):
    """Shows itself only while something waits; ``left`` is said when it goes with the focus."""

    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.waiting: list[Occurrence] = []
        self.setObjectName("filterbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        sign = QLabel()
        set_icon(sign, "repeat", "accent")
        self.text = label("")
        self.look_button = push_button(_("Look and confirm…"), "check")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(8)
        row.addWidget(sign)
        row.addWidget(self.text)
        row.addWidget(self.look_button)
        row.addStretch(1)
        self.hide()
        self.look_button.clicked.connect(self.open)

    def look(self) -> None:
        """Ask again what waits to be confirmed."""
        from papidesk.workflow import series

        try:
            self.waiting = series.due(self._context.workspace.store, datetime.date.today())
            damaged = series.damaged(self._context.workspace.store)
        except PapiDeskError:
            # Told where the series are shown; the log itself goes on.
            self.waiting, damaged = [], []
        count = len(self.waiting)
        said = ngettext(
            "{count} broadcast or meeting of the schedule is not confirmed yet",
            "{count} broadcasts or meetings of the schedule are not confirmed yet",
            count,
        )
        lines = [said.format(count=count)] if count else []
        self.text.setText("\n".join([*lines, *map(sentence_of, damaged)]))
        self.look_button.setVisible(bool(count))
        focused = self.window().focusWidget() is self.look_button
        self.setVisible(bool(lines or damaged))
        if focused and not count:
            self.left.emit()

    def open(self) -> None:
        """Show what waits, to be confirmed or left out."""
        from ui.log.due_dialog import DueDialog

        DueDialog(self._context, self.waiting, self.window()).open()
