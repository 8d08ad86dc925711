"""The bar above who reported: which report, the units above, states, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from papidesk.i18n import _, ngettext
from ui.consolidation.above_chip import AboveChip
from ui.consolidation.consolidation_words import rate_text
from ui.consolidation.state_chips import StateChips
from ui.consolidation.term_chip import TermChip
from ui.widgets.buttons import push_button
from ui.widgets.labels import Pill, label
from ui.words import whole_text

if TYPE_CHECKING:
    from papidesk.workflow.unit_board import Board
    from ui.consolidation.board_reading import YearBoards


class WatchBar(QWidget):
    """Chips that narrow, buttons, and the rate."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("filterbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.back_button = push_button(_("All reports"), "chevron-left")
        self.back_button.setToolTip(_("Back to the matrix (Escape)"))
        self.term = TermChip(every=True)
        self.above = AboveChip()
        self.rate = label("", "strong")
        self.closed = Pill(_("Closed"), "accent")
        self.remind_button = push_button(_("Reminder letters…"), "send")
        self.lock_button = push_button("", "lock")
        self.chips = StateChips()
        self.count = label("", "muted")
        first = QHBoxLayout()
        first.setSpacing(8)
        for widget in (self.back_button, self.term, self.above, self.closed):
            first.addWidget(widget)
        first.addStretch(1)
        first.addWidget(self.remind_button)
        first.addWidget(self.lock_button)
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self.chips, 1)
        second.addWidget(self.rate)
        second.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 8)
        column.setSpacing(6)
        column.addLayout(first)
        column.addLayout(second)

    def tell(self, year: YearBoards, board: Board | None, count: int) -> None:
        """Say how a year stands, or one report of it, and how many units are shown."""
        self.back_button.setVisible(board is not None)
        self.lock_button.setVisible(board is not None)
        shut = board is not None and board.locked
        self.closed.setVisible(shut)
        self.lock_button.setText(_("Open again…") if shut else _("Close the consolidation…"))
        said = ngettext("{count} unit", "{count} units", count)
        self.count.setText(said.format(count=whole_text(count)))
        self._tell_rate(year, board)

    def _tell_rate(self, year: YearBoards, board: Board | None) -> None:
        if board is None:
            said = _("On time in {year}: {rate}")
            self.rate.setText(said.format(year=year.year, rate=rate_text(year.rate)))
            return
        said = _("Due {day} · {received} of {expected} received · on time {rate}")
        self.rate.setText(
            said.format(
                day=f"{board.due:%d/%m/%Y}",
                received=whole_text(len(board.received)),
                expected=whole_text(len(board.expected)),
                rate=rate_text(board.on_time_rate),
            )
        )
