"""How many lines of a plan there are of each state; each chip narrows the table to its own."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from papidesk.domain.import_plan import LINE_STATES, LineState
from papidesk.i18n import _
from ui.exchange.exchange_words import LINE_TONES, line_word
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import restyle
from ui.words import whole_text


class PlanChips(QWidget):
    """One chip a state; at most one is down."""

    chosen = Signal(str)  # the state, "" for all but the unchanged

    def __init__(self) -> None:
        super().__init__()
        self.chips: dict[LineState, QToolButton] = {}
        flow = FlowLayout(self)
        for state in LINE_STATES:
            chip = QToolButton()
            chip.setText(line_word(state))
            chip.setProperty("kind", "tally")
            chip.setProperty("tone", LINE_TONES[state])
            chip.setCheckable(True)
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            chip.clicked.connect(partial(self._on_clicked, state))
            self.chips[state] = chip
            flow.addWidget(chip)

    def show_counts(self, counts: dict[LineState, int]) -> None:
        """Show how many lines there are, nothing narrowed."""
        for state, chip in self.chips.items():
            chip.setText(f"{line_word(state)} {whole_text(counts[state])}")
            chip.setVisible(counts[state] > 0)
            chip.setToolTip(_("Show only these; once more for all"))
        self.show_state("")

    def show_state(self, state: str) -> None:
        """Mark the chip of ``state``, telling nobody."""
        for one, chip in self.chips.items():
            chip.setChecked(one == state)
            restyle(chip)

    def _on_clicked(self, state: LineState, *_checked: object) -> None:
        down = self.chips[state].isChecked()
        self.show_state(state if down else "")
        self.chosen.emit(state if down else "")
